"""Cells of a published list: each trap seen in real files is one case."""

from __future__ import annotations

from datetime import date

import pytest

from entitycheck.lists.cells import (
    clean_text,
    read_date,
    split_addresses,
    split_aliases,
    split_citations,
    split_footnotes,
)
from entitycheck.lists.sources import list_code


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("", []),
        ("Inspur Group; IGL", ["Inspur Group", "IGL"]),
        ("Inspur Group; and IGL", ["Inspur Group", "IGL"]),
        (
            "NPO Izhmash OAO;OJSC Concern Kalashnikov",
            ["NPO Izhmash OAO", "OJSC Concern Kalashnikov"],
        ),
        ("LLC Surgutmebel;-LLC Syrgutmebel", ["LLC Surgutmebel", "LLC Syrgutmebel"]),
        (
            "Thermal Processing Institute, a.k.a., Hot Working Institute",
            ["Thermal Processing Institute", "Hot Working Institute"],
        ),
        ("Yichang Institute a.k.a. Yichang Testing", ["Yichang Institute", "Yichang Testing"]),
        (
            "Southwest Institute (a.k.a., CAEP's 902 Institute)",
            ["Southwest Institute", "CAEP's 902 Institute"],
        ),
        (
            "(a.k.a. Pasadena Aerospace;  Aviation Logistics)",
            ["Pasadena Aerospace", "Aviation Logistics"],
        ),
        (
            "Sinobright Company; and any successor, sub-unit, or subsidiary thereof",
            ["Sinobright Company; and any successor, sub-unit, or subsidiary thereof"],
        ),
        ("IGL; IGL; ; -", ["IGL"]),
        ("Andrei Works; Andorra Trading", ["Andrei Works", "Andorra Trading"]),
        ("Radar (MMS) Company", ["Radar (MMS) Company"]),
    ],
)
def test_alias_cells_give_the_single_names(cell: str, names: list[str]) -> None:
    assert [alias.name for alias in split_aliases([cell])] == names


@pytest.mark.parametrize(
    ("cell", "countries"),
    [
        ("No. 1036 Langchao Road, Jinan City, Shandong, CN", ["CN"]),
        ("Building 26, Chengdu, CN; 169, West Section, Yihuan Road, Chengdu, CN", ["CN", "CN"]),
        ("IR", ["IR"]),
        (
            "Beijing, China; and 51 Yongding Road, Beijing, China; and 90 Dianzi Road, CN",
            ["CN"] * 3,
        ),
        ("The Taxila district; and 53/2 26th Street, Karachi; and House No. 334, PK", ["PK"] * 3),
        ("6 Huayuan Road, Beijing, CN; and, CN", ["CN", "CN"]),
        ("551 Mesogeion Ave, Athens, GR; andBlg Mtb 1/E 74, Athens, GR", ["GR", "GR"]),
        ("Cengizhan Apt, Antalya, TURKIYE", ["TR"]),
        ("Avenida X, MACAU", ["MO"]),
        ("Tower 5, Shanghai, PRC", ["CN"]),
        ("Simferopol, CRIMEA (OCCUPIED)", ["UA"]),
        ("REGION: RUSSIA", ["RU"]),
        ("REGION: KAFIA KINGI", [None]),
        ("Douglas, MAN, ISLE OF", ["IM"]),
        ("P.O. BOX 26040, BEAUMONT, TX, 77720", ["US"]),
        ("Room 3, Hong Kong, HK; Shenzhen, CN; CN", ["HK", "CN", "CN"]),
        ("c/o FARBE COMUNICACIONES LTDA; c/o AGROESPINAL S.A., Bogota, CO", [None, "CO"]),
        ("Zelenograd, Moscow, Russia, 124460", ["RU"]),
        ("Jiangsu 211500, China. (See alternate address under Pakistan).", ["CN"]),
    ],
)
def test_addresses_are_split_and_their_country_is_read(
    cell: str, countries: list[str | None]
) -> None:
    assert [address.country for address in split_addresses(cell)] == countries


def test_words_that_join_addresses_do_not_stay_in_them() -> None:
    texts = [
        a.text for a in split_addresses("A Road, Athens, GR; andBlg 74, Athens, GR; and B Road, GR")
    ]

    assert texts == ["A Road, Athens, GR", "Blg 74, Athens, GR", "B Road, GR"]


@pytest.mark.parametrize(
    ("cell", "text", "footnotes"),
    [
        (
            "(See §§ 734.9(e)(2) and 744.11 of the EAR)4",
            "(See §§ 734.9(e)(2) and 744.11 of the EAR)",
            (4,),
        ),
        ("(See § 744.11 of the EAR) 4", "(See § 744.11 of the EAR)", (4,)),
        (
            "(See §734.9(e)(2), and §744.11 of the EAR)4.",
            "(See §734.9(e)(2), and §744.11 of the EAR).",
            (4,),
        ),
        (
            "(See §§ 734.9(g),3 746.8(a)(3), and 744.21(b) of the EAR)",
            "(See §§ 734.9(g), 746.8(a)(3), and 744.21(b) of the EAR)",
            (3,),
        ),
        (
            "(See §734.9(g), 3 §746.8(a)(3), and §744.21(b))",
            "(See §734.9(g), §746.8(a)(3), and §744.21(b))",
            (3,),
        ),
        (
            "see §§ 734.9(e)1 and 744.11 of the EAR2",
            "see §§ 734.9(e) and 744.11 of the EAR",
            (1, 2),
        ),
        ("§§ 734.9(e) 1 and 744.11 of the EAR 2", "§§ 734.9(e) and 744.11 of the EAR", (1, 2)),
        ("apart from food designated as EAR99", "apart from food designated as EAR99", ()),
        ("listed in supplement no. 2 to part 744.", "listed in supplement no. 2 to part 744.", ()),
        ("General License No. 1B of March 2, 2021", "General License No. 1B of March 2, 2021", ()),
        (
            "in Country Group A:1 in supplement no. 1",
            "in Country Group A:1 in supplement no. 1",
            (),
        ),
        ("§§ 744.2(d), and 744.3(d)", "§§ 744.2(d), and 744.3(d)", ()),
        ("", None, ()),
    ],
)
def test_footnote_digits_leave_the_licence_words(
    cell: str, text: str | None, footnotes: tuple[int, ...]
) -> None:
    assert split_footnotes(cell) == (text, footnotes)


@pytest.mark.parametrize(
    ("cell", "citations", "whole"),
    [
        ("88 FR 13675", ["88 FR 13675"], True),
        (
            "77 FR 58006; 81 FR 64696 and 84 FR 40241",
            ["77 FR 58006", "81 FR 64696", "84 FR 40241"],
            True,
        ),
        ("82 F.R. 48792 10/20/2017", ["82 FR 48792"], False),
        ("77 FR 61249 No. 195", ["77 FR 61249"], False),
        ("75 FR  1701", ["75 FR 1701"], True),
        ("82 F.R. 16788, 16789 4/6/2017", ["82 FR 16788"], False),
        ("Vol. 83, No. 91, 05/10/2018", ["Vol. 83, No. 91, 05/10/2018"], True),
        ("", [], True),
    ],
)
def test_notices_are_read_in_one_spelling(cell: str, citations: list[str], whole: bool) -> None:
    found, says_all = split_citations(cell)

    assert [citation.text for citation in found] == citations
    assert says_all is whole


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2023-03-02", date(2023, 3, 2)),
        ("2023-03-02T00:00:00", date(2023, 3, 2)),
        ("0017-05-26", None),
        ("circa 1962", None),
        ("9999-12-31", None),
        ("", None),
    ],
)
def test_dates_are_iso_and_plausible_or_none(cell: str, day: date | None) -> None:
    assert read_date(cell) == day


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("Entity List (EL) - Bureau of Industry and Security", "EL"),
        ("Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department", "MBS"),
        (
            "Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department",
            "CMIC",
        ),
        ("Military End User (MEU) List - Bureau of Industry and Security", "MEU"),
        ("Capta List (CAP) - Treasury Department", "CAP"),
        ("SDN", "SDN"),
        (" ", None),
    ],
)
def test_the_code_of_a_list_is_read_from_its_title(source: str, code: str | None) -> None:
    assert list_code(source) == code


def test_text_that_was_decoded_twice_is_put_right() -> None:
    assert (
        clean_text("Soci\u00c3\u00a9t\u00c3\u00a9 G\u00c3\u00a9n\u00c3\u00a9rale")
        == "Société Générale"
    )
    assert clean_text("Murat B\x81key") == "Murat Bükey"
