"""Country words to ISO-2 codes: `country_code("Turkiye")` is `TR`, and so is `country_code("Türkei")`."""

from __future__ import annotations

from entitycheck.countries.words import country_code

__all__ = ["country_code"]
