"""The published Consolidated Screening List, in every layout and with every trap seen in real files."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from factory import (
    BANK,
    COLUMNS_2016,
    COLUMNS_2019,
    COLUMNS_2022,
    HUAWEI,
    INSPUR,
    PERSON,
    csl_csv,
)

from entitycheck.errors import ListFormatError
from entitycheck.lists.csl import parse_csl
from entitycheck.lists.layouts import REQUIRED_COLUMNS, decompress
from entitycheck.records import PartyType

DATA = Path(__file__).parents[1] / "data" / "lists"


@pytest.mark.parametrize("columns", [COLUMNS_2016, COLUMNS_2019, COLUMNS_2022])
def test_every_layout_gives_the_same_parties(columns: list[str]) -> None:
    parsed = parse_csl(csl_csv([INSPUR, HUAWEI, BANK, PERSON], columns))

    assert [(e.list_code, e.name) for e in parsed.entries] == [
        ("EL", "Inspur Group Co., Ltd."),
        ("EL", "Huawei Technologies Co., Ltd."),
        ("CAP", "BANK OF KUNLUN CO LTD"),
        ("SDN", "ABBAS, Rim"),
    ]
    assert parsed.problems == {}


def test_all_cells_of_a_row_are_kept() -> None:
    inspur, huawei, bank, person = parse_csl(csl_csv([INSPUR, HUAWEI, BANK, PERSON])).entries

    assert [a.name for a in inspur.aliases] == ["Inspur Group", "IGL"]
    assert inspur.addresses[0].country == "CN"
    assert inspur.start_date == date(2023, 3, 2)
    assert [c.text for c in huawei.citations] == ["84 FR 22963", "85 FR 29851"]
    assert huawei.citations[0].url == "https://www.federalregister.gov/citation/84-FR-22963"
    assert bank.entry_id == bank.entity_number == "15268"
    assert bank.party_type is PartyType.ENTITY
    assert person.party_type is PartyType.PERSON
    assert person.programs == ("SYRIA", "SDGT")
    assert person.other == {
        "title": "Researcher",
        "dates_of_birth": "circa 1973",
        "nationalities": "SY",
    }


def test_columns_are_found_by_name_in_any_order() -> None:
    turned = list(reversed(COLUMNS_2022))

    assert parse_csl(csl_csv([INSPUR], turned)).entries == parse_csl(csl_csv([INSPUR])).entries


def test_a_bom_gzip_and_carriage_returns_change_nothing() -> None:
    plain = csl_csv([INSPUR, BANK])

    expected = parse_csl(plain).entries
    assert parse_csl(b"\xef\xbb\xbf" + plain).entries == expected
    assert parse_csl(gzip.compress(plain)).entries == expected
    assert parse_csl(plain.replace(b"\n", b"\r\n")).entries == expected


def test_the_tab_separated_file_is_read() -> None:
    rows = csl_csv([{**BANK, "alt_names": ""}]).replace(b",", b"\t")

    assert parse_csl(rows).entries[0].name == "BANK OF KUNLUN CO LTD"


def test_the_published_json_gives_the_same_parties() -> None:
    """Arrays stand where the CSV joins, and empty cells are left out."""
    document = {
        "total": 1,
        "results": [
            {
                "id": "abc",
                "source": INSPUR["source"],
                "name": INSPUR["name"],
                "addresses": [
                    {"address": "No. 1036 Langchao Road", "city": "Jinan City", "country": "CN"}
                ],
                "federal_register_notice": "88 FR 13675",
                "start_date": "2023-03-02",
                "alt_names": ["Inspur Group", "IGL; Inspur Jinan"],
                "end_date": None,
            }
        ],
    }
    entry = parse_csl(json.dumps(document).encode()).entries[0]

    assert entry.entry_id == "abc"
    assert entry.names == ("Inspur Group Co., Ltd.", "Inspur Group", "IGL", "Inspur Jinan")
    assert entry.addresses[0].text == "No. 1036 Langchao Road, Jinan City, CN"
    assert entry.countries == ("CN",)


def test_a_name_with_line_breaks_nbsp_and_control_characters_is_one_line() -> None:
    rows = [
        {**INSPUR, "name": "Gaobeidian Kaituo Precise Instrument\nCo. Ltd "},
        {**INSPUR, "name": "\u00a0CAST Xi\x92an  Spaceflight Engine Factory"},
    ]

    assert [e.name for e in parse_csl(csl_csv(rows)).entries] == [
        "Gaobeidian Kaituo Precise Instrument Co. Ltd",
        "CAST Xi’an Spaceflight Engine Factory",
    ]


def test_implausible_dates_are_counted_and_their_text_is_kept() -> None:
    parsed = parse_csl(csl_csv([{**INSPUR, "start_date": "0017-05-26", "end_date": "2020-10-13"}]))

    entry = parsed.entries[0]
    assert entry.start_date is None
    assert entry.end_date == date(2020, 10, 13)
    assert entry.other["start_date"] == "0017-05-26"
    assert parsed.problems == {"unreadable start_date": 1}


def test_address_only_entries_are_marked() -> None:
    rows = [{**INSPUR, "name": "Address 01"}, {**INSPUR, "name": "Address Logistics 01"}]

    assert [e.address_only for e in parse_csl(csl_csv(rows)).entries] == [True, False]


def test_each_entry_has_its_own_id_when_a_number_stands_on_two_lists() -> None:
    parsed = parse_csl(csl_csv([BANK, {**BANK, "source": "MBS"}, {**BANK, "source": "MBS"}]))

    assert [e.entry_id for e in parsed.entries] == ["15268", "15268-MBS", "15268-MBS-2"]
    assert parsed.problems == {"ids used on several rows": 2}


def test_ids_of_ours_stay_when_the_order_of_rows_changes() -> None:
    """A layout without `_id` must not rename every entry from one day to the next."""
    one = parse_csl(csl_csv([INSPUR, HUAWEI], COLUMNS_2016)).entries
    other = parse_csl(csl_csv([HUAWEI, INSPUR], COLUMNS_2016)).entries

    assert {e.entry_id for e in one} == {e.entry_id for e in other}
    assert len({e.entry_id for e in one}) == 2


def test_new_columns_and_new_lists_are_kept_and_reported() -> None:
    columns = [*COLUMNS_2022, "risk_rating"]
    row = {**INSPUR, "source": "Novel List (NOV) - Somebody", "risk_rating": "high"}
    parsed = parse_csl(csl_csv([row], columns))

    assert parsed.unknown_columns == ("risk_rating",)
    assert parsed.unknown_lists == ("NOV",)
    assert parsed.entries[0].other["risk_rating"] == "high"


@pytest.mark.parametrize("lost", REQUIRED_COLUMNS)
def test_a_lost_column_is_refused_by_name(lost: str) -> None:
    columns = [column for column in COLUMNS_2022 if column != lost]

    with pytest.raises(ListFormatError, match=f"lost the column '{lost}'"):
        parse_csl(csl_csv([INSPUR], columns))


def test_a_renamed_column_is_refused_with_both_names() -> None:
    columns = ["aliases" if c == "alt_names" else c for c in COLUMNS_2022]

    with pytest.raises(ListFormatError, match="'alt_names'; new are 'aliases'"):
        parse_csl(csl_csv([INSPUR], columns))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        (b"\n  <html>", "web page"),
        ("naam;land\n".encode("utf-16"), "UTF-16"),
        (csl_csv([INSPUR]).replace(b"Langchao", b"L\xe4ngchao"), "not UTF-8"),
        (csl_csv([]), "no entries"),
        (b'{"results": []}', "no entries"),
        (b'{"error": "down"}', "not the published list"),
        (b'{"results": [{"name": "x"', "cut off"),
        (b'[{"name": "x"}]', "lost the column"),
        (b"name,country\nInspur,CN\n", "not the Consolidated Screening List"),
        (gzip.compress(csl_csv([INSPUR]))[:-20], "cut or damaged"),
        (b"\x1f\x8bnonsense", "cut or damaged"),
        ((DATA / "invalid" / "login_page.html").read_bytes(), "web page"),
    ],
)
def test_what_is_no_list_is_refused_with_a_plain_reason(data: bytes, words: str) -> None:
    with pytest.raises(ListFormatError, match=words) as caught:
        parse_csl(data)

    assert caught.value.fix


@pytest.mark.parametrize("quoted", [True, False])
def test_a_list_cut_inside_its_last_row_is_refused(quoted: bool) -> None:
    whole = csl_csv([INSPUR, HUAWEI])
    place = whole.index(b"Longgang") if quoted else whole.rindex(b",,,,,")

    with pytest.raises(ListFormatError, match="cut off"):
        parse_csl(whole[:place])


def test_an_odd_row_in_the_middle_is_kept_and_counted() -> None:
    lines = csl_csv([INSPUR] * 200).splitlines(keepends=True)
    lines[50] = lines[50].replace(b"\n", b",surplus\n")
    parsed = parse_csl(b"".join(lines))

    assert len(parsed.entries) == 200
    assert parsed.problems["rows with a wrong number of fields"] == 1


def test_a_file_full_of_odd_rows_is_refused() -> None:
    with pytest.raises(ListFormatError, match="rows of the list are damaged"):
        parse_csl(csl_csv([{**INSPUR, "name": " "}] * 5 + [INSPUR] * 50))


def test_a_repeated_header_row_is_no_entry() -> None:
    data = csl_csv([INSPUR])
    parsed = parse_csl(data.splitlines(keepends=True)[0] + data)

    assert [e.name for e in parsed.entries] == [INSPUR["name"]]
    assert parsed.problems == {"repeated header rows": 1}


def test_a_gzip_bomb_is_refused_at_the_limit() -> None:
    with pytest.raises(ListFormatError, match="larger than 1 MB"):
        decompress(gzip.compress(b"0" * 2_000_000), max_bytes=1_000_000)


def test_the_real_lists_hold_what_their_sources_count(real_data: Path) -> None:
    """Entries per list of 31 July 2026, and the whole of April 2022."""
    parsed = parse_csl((real_data / "bench" / "list.csv.gz").read_bytes())
    counts = Counter(entry.list_code for entry in parsed.entries)

    assert dict(counts) == {
        "SDN": 19181,
        "EL": 3420,
        "DPL": 1596,
        "DTC": 787,
        "SSI": 286,
        "UVL": 222,
        "ISN": 161,
        "PLC": 78,
        "MEU": 70,
        "CMIC": 68,
        "MBS": 51,
        "CAP": 1,
    }
    assert sum(entry.address_only for entry in parsed.entries) == 19
    old = parse_csl((real_data / "data/csl/2022-04_consolidated.csv.gz").read_bytes())
    assert len(old.entries) == len({entry.entry_id for entry in old.entries}) == 14160
    assert sum(entry.list_code == "EL" for entry in old.entries) == 2001


def test_the_real_cut_off_download_is_refused(real_data: Path) -> None:
    with pytest.raises(ListFormatError, match="cut off"):
        parse_csl((real_data / "data/csl/2023-11_cut_off_download.csv.gz").read_bytes())
