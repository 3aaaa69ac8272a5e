"""Text to comparable form: scripts, legal forms, generic words, abbreviations.

`fold` is the plain spelling of any text. `readings` gives the ways a party's name may be read, as
written first; `listed_reading` the one reading of a listed name. What they return is described in
`comparable`. Word tables lie under `data/` and are loaded when first needed.
"""

from entitycheck.names.comparable import ComparableName, Kind, Token
from entitycheck.names.folding import fold
from entitycheck.names.legal_forms import forms_agree
from entitycheck.names.lexicon import load_place_countries
from entitycheck.names.reading import listed_reading, readings
from entitycheck.names.tables import names_format

NAMES_FORMAT: str = names_format()
"""Changes whenever tables or rules change what a name becomes: a compiled index is then rebuilt."""

__all__ = [
    "NAMES_FORMAT",
    "ComparableName",
    "Kind",
    "Token",
    "fold",
    "forms_agree",
    "listed_reading",
    "load_place_countries",
    "readings",
]
