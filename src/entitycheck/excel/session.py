"""What formulas and ribbon share in the one server process of an Excel session."""

from __future__ import annotations

from entitycheck.excel.answer_book import AnswerBook

ANSWERS = AnswerBook()
"""The verdicts given in this session."""
