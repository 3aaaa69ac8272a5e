"""Give the columns of a table their roles: by header, by content, by what the user said.

Each choice has a score in points and a reason in words. The header proposes (`headers`), the
content confirms or refuses (`content`): a party column holds names, not numbers or codes. A column
without a known header can earn its place by content alone. Country, address and city columns are
tied to the party they belong to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from entitycheck.countries import country_code
from entitycheck.orders.choices import ColumnChoice, Columns, LeftOut
from entitycheck.orders.content import Content, describe, sample
from entitycheck.orders.grid import Grid, cell_text, column_letter, column_number
from entitycheck.orders.header_cells import HeaderCell
from entitycheck.orders.header_terms import fold_header
from entitycheck.orders.headers import PARTY_ROLES, UNKNOWN, HeaderReading, read_header
from entitycheck.orders.own_company import leave_out_own
from entitycheck.orders.tables import Table
from entitycheck.orders.ties import tie_names, tie_places

ACCEPTED = 50.0
"""Points from which a column is used."""

_GIVEN = 100.0
_ADDRESSEE = 75.0  # an address column whose cells begin with the addressee
_PERSON = 70.0  # first and last names beside one another
_NO_NAMES = 0.15  # a party column with fewer cells that can be names holds codes or numbers
_COMPANIES = 0.3  # share of company names from which an unknown column is one of parties
_SOME_COMPANIES = 0.15  # share from which a column that is left out is named in the summary
_SURE_COMPANIES = 0.6  # share from which even a header of another meaning is overruled
_MOST = 0.8  # share of numbers that makes a column no place
_FEW = 3  # cells below which content proves nothing


def choose_columns(
    grid: Grid, table: Table, given: Mapping[str, Sequence[str]] | None = None, hint: str = ""
) -> Columns:
    """The roles of the columns of a table.

    Args:
        grid: The sheet.
        table: The table on it.
        given: Headers or column letters that the user named, by role.
        hint: Texts around the table (sheet name, titles) that tell whose names a bare `Name` holds.
    """
    given_columns = _given_columns(table, given or {})
    contents = {column: _content(grid, table, column) for column in table.columns}
    cells = {c: table.headers.get(c, HeaderCell("", UNKNOWN)) for c in table.columns}
    default = _default_role(cells, contents, hint)
    used: list[ColumnChoice] = []
    left_out: list[LeftOut] = []
    for column, cell in cells.items():
        name = cell.text or f"column {column_letter(column)}"
        if column in given_columns:
            used.append(ColumnChoice(column, name, given_columns[column], _GIVEN, "named by you"))
            continue
        role, score, reason = _judge(cell, contents[column], default, headless=not table.headers)
        if role in (given or {}):
            role, reason = "", f"another column was named as {role}"
        if role and score >= ACCEPTED:
            used.append(ColumnChoice(column, name, role, score, reason))
        else:
            left_out.append(_leave_out(column, name, cell.reading, contents[column], reason))
    if not table.headers and not any(choice.is_party for choice in used):
        used = _guess_bare_columns(grid, table, contents)
        left_out = [left for left in left_out if left.column not in {c.column for c in used}]
    used.extend(_persons(cells, contents, left_out))
    used.sort(key=lambda choice: choice.column)
    left_out = [left for left in left_out if left.column not in {c.column for c in used}]
    barred = [c for c in used if c.column not in given_columns]
    own = leave_out_own(grid, table, used, barred)
    used = [c for c in used if c.column not in {left.column for left in own}]
    left_out.extend(own)
    used = tie_names(used, cells)
    return Columns(tuple(tie_places(used, cells)), tuple(left_out))


def _persons(
    cells: Mapping[int, HeaderCell], contents: Mapping[int, Content], left_out: Sequence[LeftOut]
) -> list[ColumnChoice]:
    """First and last names in two columns, without a word whose they are: the persons of the sheet."""
    found: dict[str, ColumnChoice] = {}
    for left in left_out:
        reading = cells[left.column].reading
        filled = contents[left.column].names > _NO_NAMES and contents[left.column].filled
        if reading.concept in ("given", "family") and reading.role is None and filled:
            reason = "first and last names of persons"
            choice = ColumnChoice(left.column, left.header, "contact", _PERSON, reason)
            found.setdefault(reading.concept, choice)
    return list(found.values()) if len(found) == 2 else []  # noqa: PLR2004 -- both


def _guess_bare_columns(
    grid: Grid, table: Table, contents: Mapping[int, Content]
) -> list[ColumnChoice]:
    """Names without header or legal form: a lone column of texts, or one with countries beside it."""
    names = [c for c, content in contents.items() if content.names >= _MOST and content.filled]
    countries = [c for c in names if _holds_countries(grid, table, c)]
    texts = [c for c in names if c not in countries]
    if len(contents) == 1 and texts:
        reason = "the only column, and its cells are texts"
        return [ColumnChoice(texts[0], f"column {column_letter(texts[0])}", "party", 55.0, reason)]
    if len(countries) != 1 or not texts:
        return []
    country = countries[0]
    name = max((c for c in texts if c < country), default=texts[0])
    reason = "texts with countries beside them"
    return [
        ColumnChoice(name, f"column {column_letter(name)}", "party", 52.0, reason),
        ColumnChoice(country, f"column {column_letter(country)}", "country", 60.0, "countries"),
    ]


def _holds_countries(grid: Grid, table: Table, column: int) -> bool:
    """True when most filled cells of a column are countries."""
    last = min(table.last_row, table.first_row + _FEW * 20)
    texts = [cell_text(grid.value(row, column)) for row in range(table.first_row, last + 1)]
    filled = [text for text in texts if text]
    found = sum(country_code(text) is not None for text in filled)
    return len(filled) > 1 and found >= _MOST * len(filled)


def names_column(table: Table, wanted: str) -> list[int]:
    """The columns of a table that a user's header or column letter means."""
    folded = fold_header(wanted)
    exact = [c for c, cell in table.headers.items() if cell.text.strip() == wanted.strip()]
    loose = [c for c, cell in table.headers.items() if folded and fold_header(cell.text) == folded]
    if exact or loose:
        return exact or loose
    number = column_number(wanted.strip())
    return [number] if number is not None and number in table.columns else []


def _given_columns(table: Table, given: Mapping[str, Sequence[str]]) -> dict[int, str]:
    found = {}
    for role, headers in given.items():
        for header in headers:
            for column in names_column(table, header):
                found[column] = role
    return found


def _content(grid: Grid, table: Table, column: int) -> Content:
    at = column - grid.first_column
    rows = grid.rows[table.first_row - grid.first_row : table.last_row - grid.first_row + 1]
    values = [row[at] if at < len(row) else None for row in rows]
    filled = [value for value in values if value not in (None, "")]
    return describe(sample(filled))


def _default_role(
    cells: Mapping[int, HeaderCell], contents: Mapping[int, Content], hint: str
) -> str:
    """Whose names a bare `Name` holds: the hint, else the owner of the numbers beside it."""
    for text in hint.split("\n"):
        reading = read_header(text)
        role = reading.concept if reading.concept in PARTY_ROLES else reading.role
        if role is not None and role != "contact":
            return role
    for column, cell in cells.items():
        reading = cell.reading
        if reading.concept == "code" and reading.role is not None:
            return reading.role
        numbers = contents[column].filled and contents[column].names < _NO_NAMES
        if numbers and reading.concept in PARTY_ROLES:
            return reading.concept
    return "party"


def _judge(
    cell: HeaderCell, content: Content, default: str, *, headless: bool
) -> tuple[str, float, str]:
    """Role, points and reason of one column; no role when it is none of ours."""
    reading = cell.reading
    if content.answers >= _SURE_COMPANIES:
        return "", 0.0, "its cells are answers of Entity Check"
    if reading.is_party and reading.understood > 0:
        role = default if reading.concept == "name" else reading.concept
        return _judge_party(role, reading, content)
    if reading.concept in ("state", "postcode"):
        return "", 0.0, f"{reading.reason}; country, address and city are enough"
    if reading.concept == "address" and content.legal >= _COMPANIES:
        reason = f"{reading.reason}, and {content.legal:.0%} of its cells name a company"
        return reading.role or "ship-to", _ADDRESSEE, reason
    if reading.is_place:
        if content.filled >= _FEW and content.numbers + content.dates > _MOST:
            return "", 0.0, f"{reading.reason}, but its cells are numbers"
        return reading.concept, reading.score, reading.reason
    return _judge_content(reading, content, default, headless=headless)


def _judge_party(role: str, reading: HeaderReading, content: Content) -> tuple[str, float, str]:
    """A party by its header, confirmed or refused by its cells."""
    score, reason = reading.score, reading.reason
    if content.filled == 0:
        return role, score, f"{reason}; no cell is filled"
    if content.names + content.troubles < _NO_NAMES and content.troubles == 0:
        return "", 0.0, f"{reason}, but its cells are numbers or codes"
    if content.filled >= _FEW or content.companies > 0:
        bonus = 25.0 * min(1.0, content.companies / _COMPANIES)
        score = min(99.0, score + bonus) if content.companies else score
        if content.companies >= _SOME_COMPANIES:
            reason += f"; {content.companies:.0%} of its cells look like companies"
    if content.sentences > _SURE_COMPANIES and content.companies < _SOME_COMPANIES:
        return "", 0.0, f"{reason}, but its cells are sentences"
    return role, score, reason


def _judge_content(
    reading: HeaderReading, content: Content, default: str, *, headless: bool
) -> tuple[str, float, str]:
    """A party by its cells, where the header says nothing or something else."""
    overruled = reading.understood > 0 and reading.concept != "owner"
    needed = _SURE_COMPANIES if overruled else _COMPANIES
    few = content.filled < (_FEW if content.companies < 1 else 2)
    few = few and not (headless and content.filled)
    # `Kunde | Bezeichnung` may hold customers under a word for goods; their legal forms must show it.
    enough = _SURE_COMPANIES if reading.role is not None else _MOST
    foreign = reading.concept in ("code", "person", "goods") and content.legal < enough
    if few or content.companies < needed or foreign:
        return "", 0.0, reading.reason
    score = 55.0 + 30.0 * min(1.0, content.companies)
    reason = f"{content.companies:.0%} of its cells look like companies"
    role = reading.role or (default if headless else "party")
    return role, score, reason if reading is UNKNOWN else f"{reason}, though {reading.reason}"


def _leave_out(
    column: int, name: str, reading: HeaderReading, content: Content, reason: str
) -> LeftOut:
    """A column that is not used; some look like parties all the same."""
    by_content = content.companies >= _SOME_COMPANIES and content.filled >= _FEW
    by_header = reading.is_party and content.names >= _NO_NAMES and content.filled > 0
    if by_content:
        reason += f"; {content.companies:.0%} of its cells look like companies"
    elif content.legal:
        reason += "; some of its cells name a company"
    return LeftOut(column, name, reason, by_content or by_header or content.legal > 0)
