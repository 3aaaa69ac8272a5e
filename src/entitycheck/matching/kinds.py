"""The kinds of words as plain numbers, to hold arrays against.

To compare an array with a member of an enumeration takes numpy five times as long.
"""

from __future__ import annotations

from entitycheck.names.comparable import Kind

DISTINCTIVE = int(Kind.DISTINCTIVE)
GENERIC = int(Kind.GENERIC)
PLACE = int(Kind.PLACE)
NUMBER = int(Kind.NUMBER)
TITLE = int(Kind.TITLE)
