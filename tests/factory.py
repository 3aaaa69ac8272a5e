"""Builders of list files in the published layouts, written and seeded, for tests of any size."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterable, Mapping, Sequence

SOURCES = {
    "EL": "Entity List (EL) - Bureau of Industry and Security",
    "DPL": "Denied Persons List (DPL) - Bureau of Industry and Security",
    "MEU": "Military End User (MEU) List - Bureau of Industry and Security",
    "SDN": "Specially Designated Nationals (SDN) - Treasury Department",
    "MBS": "Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department",
    "CAP": "Capta List (CAP) - Treasury Department",
}
"""How the file since 2019 spells a list."""

COLUMNS_2016 = [
    *("source", "entity_number", "type", "programs", "name", "title", "addresses"),
    *("federal_register_notice", "start_date", "end_date", "standard_order"),
    *("license_requirement", "license_policy", "call_sign", "vessel_type", "gross_tonnage"),
    *("gross_registered_tonnage", "vessel_flag", "vessel_owner", "remarks", "source_list_url"),
    *("alt_names", "citizenships", "dates_of_birth", "nationalities", "places_of_birth"),
    "source_information_url",
]
COLUMNS_2019 = [*COLUMNS_2016, "ids"]
COLUMNS_2022 = ["_id", *COLUMNS_2019]


def csl_csv(rows: Iterable[Mapping[str, str]], columns: Sequence[str] = COLUMNS_2022) -> bytes:
    """A list file; `source` may be a code; a missing `_id` is the row's number in hexadecimal."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for number, row in enumerate(rows):
        cells = {"_id": f"{number:024x}", **row}
        if "_id" in columns:
            cells["source"] = SOURCES.get(cells["source"], cells["source"])
        writer.writerow([cells.get(column, "") for column in columns])
    return text.getvalue().encode()


INSPUR = {
    "source": "EL",
    "name": "Inspur Group Co., Ltd.",
    "addresses": "No. 1036 Langchao Road, Jinan City, Shandong, CN",
    "federal_register_notice": "88 FR 13675",
    "start_date": "2023-03-02",
    "license_requirement": "For all items subject to the EAR. (See §§ 734.9(e)(2) and 744.11 of the EAR)4",
    "license_policy": "Presumption of denial",
    "alt_names": "Inspur Group; and IGL",
}
HUAWEI = {
    "source": "EL",
    "name": "Huawei Technologies Co., Ltd.",
    "addresses": "Bantian Huawei Base, Longgang District, Shenzhen, 518129, CN",
    "federal_register_notice": "84 FR 22963; 85 FR 29851",
    "start_date": "2019-05-21",
    "license_requirement": "For all items subject to the EAR, see §§ 734.9(e)1 and 744.11 of the EAR2",
    "license_policy": "Presumption of denial.",
    "alt_names": "Huawei; and HW",
}
BANK = {
    "_id": "15268",
    "source": "CAP",
    "entity_number": "15268",
    "type": "Entity",
    "programs": "561-Related",
    "name": "BANK OF KUNLUN CO LTD",
    "addresses": "CN",
    "alt_names": "KARAMAY URBAN CREDIT COOPERATIVES",
}
PERSON = {
    "_id": "21944",
    "source": "SDN",
    "entity_number": "21944",
    "type": "Individual",
    "programs": "SYRIA; SDGT",
    "name": "ABBAS, Rim",
    "title": "Researcher",
    "addresses": "Damascus, SY",
    "dates_of_birth": "circa 1973",
    "nationalities": "SY",
}

_HEADS = ("Tian", "Hua", "Xin", "Zhong", "Dong", "Rui", "Bei", "Nan", "Kang", "Long", "Yuan", "Jia")
_FIELDS = ("Electronics", "Aviation", "Optics", "Semiconductor", "Marine", "Logistics")
_FORMS = ("Co., Ltd.", "LLC", "JSC", "GmbH", "Corporation", "Institute", "")
_LANDS = ("CN", "RU", "IR", "HK", "AE", "TR", "PK", "BY")


def generated_rows(count: int, seed: int = 1) -> list[dict[str, str]]:
    """Believable rows of the 2022 layout, most of them distinct; the same for the same seed."""
    rng = random.Random(seed)
    return [_generated_row(rng, number) for number in range(count)]


def _generated_row(rng: random.Random, number: int) -> dict[str, str]:
    word = "".join(rng.choice(_HEADS) for _ in range(3)).capitalize()
    name = f"{word} {rng.choice(_FIELDS)} {rng.choice(_FORMS)}".strip()
    land = rng.choice(_LANDS)
    code = rng.choices(("SDN", "EL", "DPL", "MEU"), (70, 20, 8, 2))[0]
    treasury = code == "SDN"
    return {
        "_id": str(100_000 + number) if treasury else f"{rng.getrandbits(96):024x}",
        "source": code,
        "entity_number": str(100_000 + number) if treasury else "",
        "type": "Entity" if treasury else "",
        "programs": "RUSSIA-EO14024" if treasury else "",
        "name": name,
        "addresses": f"No. {rng.randint(1, 999)} {word} Road, {land}",
        "federal_register_notice": "" if treasury else f"{rng.randint(70, 89)} FR {number + 1000}",
        "start_date": "" if treasury else f"20{rng.randint(10, 21)}-0{rng.randint(1, 9)}-15",
        "license_requirement": "For all items subject to the EAR." if code == "EL" else "",
        "license_policy": "Presumption of denial" if code == "EL" else "",
        "alt_names": f"{word}; {word} Group" if rng.random() < 0.5 else "",
    }
