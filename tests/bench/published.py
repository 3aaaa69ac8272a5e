"""What users are told about accuracy and speed: rows of README and of `policy show`, as frozen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
README = PROJECT / "README.md"
POLICY = PROJECT / "src" / "entitycheck" / "matching" / "policy.py"

FORMS = {
    "01_exact_name": "exact name",
    "02_exact_alias": "exact alias",
    "03_legal_form": "legal form changed or missing",
    "04_typo": "typing and scanning errors",
    "05_reorder": "words in another order",
    "06_spacing_punct": "spacing, hyphens, punctuation",
    "07_abbrev": "abbreviations",
    "08_truncated": "cut at 30 or 35 letters",
    "09_order_noise": "ATTN, c/o, phone, PO number, city around the name",
    "10_head_only": "only the first words",
    "11a_case_diacritics_width": "case, accents, full-width letters",
    "11b_cyrillic_backtranslit": "Cyrillic",
    "12_chinese_real": "Chinese",
    "13_leave_one_alias_out": "an alias the list does not have",
    "14_address_only": "only the address is listed",
    "15_native_other_real": "Persian, Arabic, Korean and other native names",
}


def readme_rows(run: dict[str, Any]) -> dict[str, str]:
    """Rows of README's tables by their first column."""
    found, false = run["found"], run["false_per_1000"]
    rows = {
        label: f"| {label} | {found[form]['match']} | {found[form]['match_or_review']} |"
        for form, label in FORMS.items()
    }
    every, firms, persons = found["all"], false["negatives"], false["negatives_persons"]
    rows["**all**"] = f"| **all** | **{every['match']}** | **{every['match_or_review']}** |"
    peers = {
        "right party named first, of all listed": (
            f"{every['match_or_review']:.0f} %",
            "71 % | 45 % | 55 %",
        ),
        "false alarms per 1,000 innocent firms": (firms["match_or_review"], "33 | 8.6 | 46"),
        "false alarms per 1,000 innocent persons": (persons["match_or_review"], "| |"),
        "false MATCH per 1,000 firms": (firms["match"], "| |"),
    }
    rows |= {label: f"| {label} | {ours} | {theirs} |" for label, (ours, theirs) in peers.items()}
    return rows


def speed_rows(run: dict[str, Any]) -> dict[str, str]:
    """Rows of README's table of speeds by their first column."""
    rows = {
        one[
            "matcher"
        ]: f"| {one['matcher']} | {one['names']:,} | {one['seconds']:,.1f} | {one['ratio']:,.1f} |"
        for one in run["matchers"]
    }
    calls = f"{run['call_median_ms']:.1f} ms, of 100 calls 99 within {run['call_p99_ms']:.1f} ms"
    rows["one name, list open"] = f"| one name, list open | | {calls} | |"
    return rows


def publish_speed(run: dict[str, Any]) -> None:
    """Write the speeds where users read them."""
    _write_rows(speed_rows(run))


def policy_rows(run: dict[str, Any]) -> str:
    """The rows of `MEASURED` in the policy."""
    return "".join(
        f"    MeasuredLimit({one['limit']}, {one['found']}, {one['false_alarms']}, "
        f"{one['false_persons']}),\n"
        for one in run["limits"]
    )


def publish(run: dict[str, Any]) -> None:
    """Write the figures where users read them."""
    _write_rows(readme_rows(run))
    source = POLICY.read_text(encoding="utf-8")
    start = source.index("MEASURED = (\n") + len("MEASURED = (\n")
    end = source.index(')\n"""Measured by', start)
    POLICY.write_text(source[:start] + policy_rows(run) + source[end:], encoding="utf-8")


def _write_rows(rows: dict[str, str]) -> None:
    text = README.read_text(encoding="utf-8")
    for label, row in rows.items():
        text = re.sub(rf"(?m)^\| {re.escape(label)} \|.*$", row, text)
    README.write_text(text, encoding="utf-8")
