"""The answer columns: a contract with everybody who reads a screened sheet."""

from __future__ import annotations

from datetime import UTC, date, datetime

from entitycheck.answers import ANSWER_COLUMNS, Answer, answer_values
from entitycheck.records import Citation, Entry, Grade, Match, Party, Verdict

CHECKED_AT = datetime(2023, 3, 2, 9, 30, tzinfo=UTC)
LOONGSON = Entry(
    entry_id="el-loongson",
    list_code="EL",
    name="Loongson Technology",
    citations=(Citation("88 FR 13675"),),
    license_requirement="For all items subject to the EAR",
    license_policy="Presumption of denial",
    start_date=date(2023, 3, 2),
)


def _verdict(grade: Grade, *matches: Match, error: str | None = None) -> Verdict:
    return Verdict(
        party=Party("Loongson Tech"),
        verdict=grade,
        score=matches[0].score if matches else 0.0,
        matches=matches,
        reason="loongson is a rare word",
        list_date=date(2023, 3, 2),
        fingerprint="f1",
        warning="list of 2023-03-02, 31 days old",
        error=error,
    )


def _row(verdict: Verdict) -> dict[str, object]:
    values = answer_values(Answer(verdict, "Consignee: Loongson Tech", CHECKED_AT))
    return dict(zip(ANSWER_COLUMNS, values, strict=True))


def test_the_columns_are_the_published_ones_in_order() -> None:
    assert list(ANSWER_COLUMNS) == [
        "EC verdict", "EC score", "EC party", "EC listed name", "EC matched name", "EC list",
        "EC country", "EC reason", "EC licence requirement", "EC licence policy", "EC citation",
        "EC listed since", "EC entry id", "EC list date", "EC checked at", "EC warning",
    ]  # fmt: skip


def test_an_alert_names_entry_reason_and_list_date() -> None:
    match = Match(LOONGSON, "Loongson Technology", Grade.MATCH, 96.44, "loongson is a rare word")

    row = _row(_verdict(Grade.MATCH, match))

    assert row["EC verdict"] == "MATCH"
    assert row["EC score"] == 96.4
    assert row["EC listed name"] == "Loongson Technology"
    assert row["EC citation"] == "88 FR 13675"
    assert row["EC listed since"] == "2023-03-02"
    assert row["EC list date"] == "2023-03-02"
    assert row["EC checked at"] == "2023-03-02T09:30:00+00:00"
    assert row["EC warning"] == "list of 2023-03-02, 31 days old"


def test_the_nearest_entry_of_a_no_match_is_not_shown_as_if_it_had_matched() -> None:
    near = Match(LOONGSON, "Loongson Technology", Grade.NO_MATCH, 31.0, "only technology")

    row = _row(_verdict(Grade.NO_MATCH, near))

    assert row["EC verdict"] == "NO MATCH"
    assert row["EC listed name"] is None
    assert row["EC score"] is None


def test_a_failure_is_shown_with_what_to_do() -> None:
    row = _row(_verdict(Grade.FAILED, error="open and save the file in Excel first"))

    assert row["EC verdict"] == "#EC! open and save the file in Excel first"


def test_a_blank_party_leaves_the_row_blank() -> None:
    assert set(_row(_verdict(Grade.BLANK)).values()) == {None}


def test_a_cell_carries_the_warning_after_the_grade() -> None:
    assert _verdict(Grade.NO_MATCH).text == "NO MATCH (list of 2023-03-02, 31 days old)"


def test_grades_rank_failure_above_match_above_review() -> None:
    assert sorted(Grade, key=lambda grade: grade.rank) == [
        Grade.BLANK, Grade.NO_MATCH, Grade.REVIEW, Grade.MATCH, Grade.FAILED,
    ]  # fmt: skip
