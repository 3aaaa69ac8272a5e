"""Write the table of countries in other languages: `python tests/countries/country_names.py`.

Names come from the Unicode Common Locale Data Repository, as the package `babel` carries it; what
people write besides (`VR China`, `ABD`, `КНР`) stands in `besides.tsv`. A name of two countries names none.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from babel import Locale
from babel.core import get_global

from entitycheck.countries.words import english_codes, loose_key, strict_key

TABLE = Path(__file__).resolve().parents[2] / "src/entitycheck/countries/country_names.tsv"

BESIDES = Path(__file__).with_name("besides.tsv")

LANGUAGES = (
    "ar az be bg bn bs ca cs da de el es et fa fi fil fr he hi hr hu hy id is it ja ka kk ko ky lt lv"
    " mk mn ms nb nl pl pt ro ru sk sl sq sr sr_Latn sv tg th tk tr uk ur uz vi zh zh_Hant"
)

NOTICE = f"""\
# Names of countries in {len(LANGUAGES.split())} languages, spelled as they are looked up, and what people
# write besides. Written by tests/countries/country_names.py.
#
# Names in other languages are from the Unicode Common Locale Data Repository (CLDR).
# Copyright © 2004-2025 Unicode, Inc. Data files are used under the Unicode License V3,
# https://www.unicode.org/license.txt: permission is granted, free of charge, to any person obtaining a
# copy of data files and any associated documentation to deal in them without restriction, provided that
# this copyright and permission notice appear with all copies of the data files or in the associated
# documentation. THE DATA FILES ARE PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.
"""


_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def names_by_code() -> dict[str, set[str]]:
    """Every name and ISO-3 code of each country, as written."""
    codes = set(english_codes().values())
    names: dict[str, set[str]] = {code: set() for code in codes}
    for language in LANGUAGES.split():
        for code, name in Locale.parse(language).territories.items():
            if code in names:
                names[code].add(name)
                if language == "de":  # as typed without umlauts: `Oesterreich`
                    names[code].add(name.translate(_SPELLED))
    for long, short in get_global("territory_aliases").items():
        if len(long) == 3 and long.isalpha() and len(short) == 1 and short[0] in names:
            names[short[0]].add(long)
    for line in BESIDES.read_text(encoding="utf-8").splitlines()[1:]:
        code, text = line.split("\t")
        names[code].update(text.split("|"))
    return names


def table() -> str:
    """The table: code, then the keys of its names; first as written, then without accents."""
    english = english_codes()
    owners: dict[str, set[str]] = defaultdict(set)
    plain: dict[str, set[str]] = defaultdict(set)
    for code, names in names_by_code().items():
        for name in names:
            owners[strict_key(name)].add(code)
            plain[loose_key(name)].add(code)
    keys: dict[str, set[str]] = defaultdict(set)
    for key, codes in owners.items():
        if key and len(codes) == 1 and english.get(key) not in (None, *codes):
            continue  # `ao` is Angola's code, and Austria in Vietnamese only with its accent
        if key and len(codes) == 1 and key not in english:
            keys[next(iter(codes))].add(key)
    for key, codes in plain.items():
        if len(key) > 2 and len(codes) == 1 and key not in english and key not in owners:
            keys[next(iter(codes))].add(key)
    lines = [f"{code}\t{'|'.join(sorted(found))}" for code, found in sorted(keys.items())]
    return NOTICE + "\n".join(lines) + "\n"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
