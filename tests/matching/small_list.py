"""A small list of real entries, compiled, and what people make of their names."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from entitycheck.matching import NameIndex, Scored, compile_index, find_candidates, open_index
from entitycheck.matching.policy import Policy
from entitycheck.records import Address, Alias, Entry, Party, PartyType


def entry(
    name: str,
    *aliases: str,
    code: str = "EL",
    country: str | None = "CN",
    party_type: PartyType = PartyType.UNKNOWN,
    address: str | None = None,
) -> Entry:
    """One listed party; its id is its name."""
    addresses = () if country is None else (Address(address or country, country),)
    return Entry(
        name,
        code,
        name,
        tuple(map(Alias, aliases)),
        addresses,
        party_type,
        address_only=name.startswith("Address "),
    )


ENTRIES = (
    entry(
        "Inspur Group Co., Ltd.",
        "Inspur",
        "Inspur Group",
        address="No. 1036 Langchao Road, Jinan City, Shandong, CN",
    ),
    entry("4Paradigm Technology Co., Ltd.", "4th Paradigm", "Fourth Paradigm"),
    entry("Loongson Technology", "Loongson", address="Rm. 704, 151 Zhongguancun Rd., Beijing, CN"),
    entry("BGI Research"),
    entry("BGI Tech Solutions (Hongkong) Co., Ltd.", country="HK"),
    entry("National Research Center for Parallel Computer Engineering and Technology", "NRCPC"),
    entry("China Electronic Technology Group Corporation 38th Research Institute", "CETC 38"),
    entry("China Electronic Technology Group Corporation 58th Research Institute", "CETC 58"),
    entry("Shenzhen Yingjie Technology Co., Ltd."),
    entry("Beijing Institute of Technology", "BIT"),
    entry("Jinnway Data Ltd.", code="UVL"),
    entry("TECHNOLOGY LLC", code="SDN", country="RU", party_type=PartyType.ENTITY),
    entry("SIBUGOL OOO", code="SDN", country="RU", party_type=PartyType.ENTITY),
    entry(
        "BRAVERMAN, Anatoly Alexandrovich", code="SDN", country="RU", party_type=PartyType.PERSON
    ),
    entry("PETROV, Alexander Petrovich", code="SDN", country="RU", party_type=PartyType.PERSON),
    entry("HOSSEINI, Seyed Sadegh", code="SDN", country="IR", party_type=PartyType.PERSON),
    entry(
        "Address 04",
        country="HK",
        address="Room 803, Chevalier House 45-51, Chatham Road South, Tsim Sha Tsui, Hong Kong, HK",
    ),
    entry("PARDAZAN SYSTEM NAMAD ARMAN", "PASNA CO.", code="SDN", country="IR"),
)


NAMES = [name for entry in ENTRIES for name in (entry.name, *(a.name for a in entry.aliases))]
AROUND = [
    "{}", "{}", "Attn: Mr Li, {}", "{} (Beijing)", "PO 4711 {} Tel. +86 10 555", "{}, Moscow",
    "we ship to {} in March", "浪潮集团 {}", "ООО {}", "{} Trading", "{} \u00a0 ", '"{}" branch 2',
]  # fmt: skip


@st.composite
def messy_parties(draw: st.DrawFn) -> Party:
    """A listed name with slips, cuts and notes around it, or any text at all."""
    name = draw(st.sampled_from(NAMES))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(name)))
        name = name[:at] + draw(st.sampled_from(["", "a", "x", " ", "-", "0"])) + name[at + 1 :]
    name = name[: draw(st.integers(3, 60))]
    name = draw(st.sampled_from(AROUND)).format(name)
    name = draw(st.one_of(st.just(name), st.just(name), st.text(max_size=30)))
    country = draw(st.sampled_from([None, "CN", "RU", "IR", "DE", "Hong Kong"]))
    return Party(name, country)


@cache
def small_index() -> NameIndex:
    """The small list, compiled, read-only as the cache maps it."""
    arrays = compile_index(ENTRIES)
    for array in arrays.values():
        array.flags.writeable = False
    return open_index(arrays)


def check(
    name: str, country: str | None = None, policy: Policy | None = None
) -> tuple[Scored, ...]:
    """The alerts of one name against the small list."""
    return find_candidates([Party(name, country)], small_index(), policy or Policy())[0]


def listed_names(found: tuple[Scored, ...]) -> list[str]:
    """The primary names of the entries found, best first."""
    return [ENTRIES[one.row].name for one in found]
