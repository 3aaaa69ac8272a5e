"""`check`: one name, the published JSON, the exit statuses, and a light start."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from entitycheck.cli.main import main


def _document(words: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    main(["check", *words, "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("Inspur Grp. Jinan", 3),
        ("4th paradigm", 3),
        ("BGI Research", 3),
        ("浪潮集团", 3),
        ("Beijing Technology Trading Co., Ltd.", 0),
        ("technology", 0),
        ("x" * 300, 0),
        ("😀", 0),
        ("=HYPERLINK(1)", 0),
        (" \t ", 2),
    ],
)
def test_the_exit_status_says_whether_to_look(name: str, status: int) -> None:
    assert main(["check", name]) == status


def test_json_is_the_published_shape(capsys: pytest.CaptureFixture[str]) -> None:
    document = _document(["Inspur Grp.", "--country", "CN"], capsys)

    assert document["party"] == {"name": "Inspur Grp.", "country": "CN", "address": None}
    assert document["verdict"] == "MATCH"
    assert document["list_date"] == "2023-03-02"
    assert "starter list" in str(document["warning"])
    (match,) = document["matches"]
    assert set(match) >= {
        "entry_id", "name", "matched_name", "list", "country", "verdict", "score", "reason",
        "license_requirement", "license_policy", "citation", "listed_since", "address",
    }  # fmt: skip
    assert (match["citation"], match["listed_since"]) == ("88 FR 13675", "2023-03-02")


def test_a_name_without_letters_says_that_nothing_could_be_compared(
    capsys: pytest.CaptureFixture[str],
) -> None:
    document = _document(["-"], capsys)

    assert document["verdict"] == "NO MATCH"
    assert document["reason"] == "the name holds no letters or digits that could be compared"


def test_explain_lists_terms_that_add_up_to_the_score(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "Inspur Grp. Jinan", "--explain"])

    out = capsys.readouterr().out
    score = float(next(line for line in out.splitlines() if line.startswith("  MATCH")).split()[1])
    points = [
        float(line.split()[0])
        for line in out.splitlines()
        if line.strip()[:1] in {"+", "-"} and line.split()[0][1:].replace(".", "").isdigit()
    ]
    assert sum(points) == pytest.approx(score, abs=1.0)


def test_explain_gives_json_the_terms_too(capsys: pytest.CaptureFixture[str]) -> None:
    document = _document(["Inspur Grp. Jinan", "--explain"], capsys)

    (match,) = document["matches"]
    assert sum(term["points"] for term in match["evidence"]) == pytest.approx(
        match["score"], abs=0.1
    )
    assert "evidence" not in _document(["Inspur Grp. Jinan"], capsys)["matches"][0]


def test_explain_says_why_the_nearest_entry_is_no_alert(capsys: pytest.CaptureFixture[str]) -> None:
    """`Inspire Grp` is another firm; the person who wonders sees what it came near to, and why not."""
    assert main(["check", "Inspire Grp", "--explain"]) == 0

    out = capsys.readouterr().out
    assert "the nearest entry, which is no alert:" in out
    assert "are too few for an alert, which takes 70, mainly because" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Inspur", "--country", "Chinaa"], "'Chinaa' is no country: give a code such as CN"),
        (["Inspur", "--top", "x"], "'x' is no whole number of at least 1"),
        (["-Inspur"], "put -- before a name that begins with -"),
    ],
)
def test_wrong_use_says_what_to_do_in_words_of_the_user(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *words]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("country", ["CN", "cn", "China", "PRC", "TURKIYE", "Hong Kong"])
def test_a_country_may_be_a_code_or_a_name(country: str) -> None:
    assert main(["check", "Inspur Group", "--country", country]) == 3


def test_an_unknown_list_is_wrong_use_that_names_the_lists(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "Inspur", "--lists", "ELL"]) == 2
    assert "use one of EL" in capsys.readouterr().err


def test_a_cold_check_loads_neither_pandas_nor_the_network() -> None:
    """What would slow the start, or could reach out, is not even imported."""
    code = (
        "import sys; from entitycheck.cli.main import main; main(['check', 'Inspur Grp.']);"
        "print(*sys.modules)"
    )
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        .stdout.splitlines()[-1]
        .split()
    )

    assert "entitycheck.screening" in loaded
    assert not {"pandas", "openpyxl", "httpx", "xlwings", "requests", "rich", "ssl"} & loaded
