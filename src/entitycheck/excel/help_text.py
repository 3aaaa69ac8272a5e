"""What the Help button says."""

from __future__ import annotations

HELP_TEXT = """In a cell:
=ENTITYCHECK(B2)  the verdict for one name
=ENTITYCHECK(B2:B500, C2:C500)  a column of names with their countries
=ENTITYCHECK([@Customer])  in a table
=ENTITYWHY(B2)  why, in one sentence
=ENTITYMATCHES(B2)  the nearest entries
=ENTITYLIST()  which list answers

A whole order sheet: press Screen sheet. The answers come beside it; Remove answers takes them away.
MATCH: this is the listed party unless you rule otherwise. REVIEW: look at it.
NO MATCH: nothing on the lists resembles it. That is no legal clearance.
A text that begins #EC! is a failure and says what to do."""
