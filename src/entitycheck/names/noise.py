"""What order sheets write around a name, taken off: labels, contacts, numbers, departments, places.

Every result is one more reading beside the name as written, never instead of it: "Gulf Gate Sea Cargo"
is a firm and no gate 4. Fixed order: notes, labels in front, contacts and numbers, departments and
branches, then the parts of a text that names two parties or quotes a name, then places at the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from entitycheck.names.comparable import Kind
from entitycheck.names.finding import holds_any, parts_around, small_letters
from entitycheck.names.folding import fold
from entitycheck.names.noise_rules import apply_rules, is_name
from entitycheck.names.words import read_words

_FORM_AT_END = (
    r"(?:co\.?,? ?ltd|company limited|limited|ltd|l\.?l\.?c|inc|corp|gmbh|s\.?a\.?r\.?l|jsc|pjsc|oao|zao|"
    r"ooo|ltd\.? ?sti|sirketi|s\.?a\.? de c\.?v|sdn\.? ?bhd|bhd|fze|fzco|pvt\.? ltd|plc|llp|s\.?p\.?a)"
)


@dataclass(frozen=True, slots=True)
class Stripped:
    """A text without noise.

    Args:
        text: What is left.
        removed: Which kinds of noise were taken off, for the reason.
        whole: False where what was taken off may belong to the name.
    """

    text: str
    removed: tuple[str, ...]
    whole: bool = True


_ADDRESSEE = re.compile(
    r"^\W*(?:attn|attention|att|kind attn|f\.?a\.?o|c/o|for the attention of)\b\s*[.:]*\s*"
    r"(?:(?:mr|mrs|ms|miss|dr|prof|ing|eng|herr|frau|sr|sra)\b\.?\s*)?"
    r"[^\W\d]+\.?(?:\s+[^\W\d]+\.?){0,2}\s*[,;/-]\s*(?=\S)"
)
_POST = re.compile(
    r"\s*,\s*(?:c[ef]o|chief executive(?: officer)?|(?:vice[\s-]|general |managing |deputy |first )*"
    r"(?:president|director|chairman|chairwoman|head|manager|owner|founder|minister|governor|"
    r"генеральный директор|директор|президент))\b(?:\s+(?:of|at|from|for)\b)?\s*"
)
_TRIGGER = re.compile(
    r"[*@\[\]:：#;|\n\t\"“”«»]|\d{4}|\b(?:please|kindly|pls|att[n.]|attention|c/o|m\s?/\s?s|messrs|ship[\s-]?to|sold[\s-]?to|"
    r"bill[\s-]?to|deliver|invoice|remit|pay|order|notify|end[\s-]?user|ultimate|account|behalf|tel|for|via|o/b|"
    r"phone|fax|mob|vat|tax|dept|department|dock|warehouse|whse|purchasing|procurement|branch|filial|"
    r"филиал|sube|subesi|a/?k/?a|f/?k/?a|d/?b/?a|t/a|formerly|trading as|known as|do not use|"
    r"p\.?o\b)|[–—] |, (?!(?:ltd|limited|inc|incorporated|llc|corp|corporation)\b\.?$)|\s[-–—/]\s|/"
)
_TWO_PARTIES = re.compile(
    r"\s*[,;(\[]?\s*\b(?:a[./]?k[./]?a\.?|also known as|f[./]?k[./]?a\.?|formerly(?: known as)?"
    r"|previously(?: known as)?|now known as|d[./]?b[./]?a\.?|doing business as|trading as|t/a"
    r"|on behalf of|o/b/o|o/b|b/o|for and on behalf of|c/o|care of|in care of|via|for)(?!\w)\s*:?\s*"
    r"|\s+[/|]\s+|\s*[\n\t|]+\s*|\s*[;；]\s*"
)
_holds_two_parties = holds_any(
    *("/", "|", ";", "；", "\n", "\t", "aka", "a.k", "ak.a", "known as", "fka", "f.k", "fk.a"),
    *("formerly", "previously", "dba", "d.b", "db.a", "doing business", "trading as"),
    *("on behalf", "care of", "via", "for"),
)
_QUOTED = re.compile(r"[\"“„«]([^\"“”«»]{3,})[\"”»]|'([^']{3,})'(?!\w)")
_BRANCH = re.compile(
    r"\s*[,\-–(]?\s*(?:\b[^\W\d]+\s+)?\b(?:branch(?: office)?|filial|филиал|subesi|sube)\b\)?\s*$"
)
_holds_branch = holds_any("branch", "filial", "филиал", "sube")
_AFTER_FORM = re.compile(rf"^(.{{4,}}\b{_FORM_AT_END}\b\.?\)?),?\s+[^\d].{{2,60}}$")
_TAIL = re.compile(r"^(.{4,}?)\s*(?:[,;]\s*|\s[-–—]\s+)([^,;]{2,40}(?:[,;]\s*[^,;]{2,30})?)$")
BEHIND_COMMA = "part behind the comma"
_LEARNING = frozenset({"university", "academy", "institute"})
_LONG_NUMBER = 4  # one of the signs of `_TRIGGER`
_MORE_THAN_A_SLIP = 2  # a scanner may read MOSC0 for Moscow, but no place ends in two digits
_BLANKS = re.compile(r"[ \xa0]+")
_WORDS_AROUND_QUOTES = (
    2  # more make the quoted word a part of a name: University "Veteran" Yogyakarta
)
_MOST_CHARACTERS = 400  # a cell can hold 32,767; what follows a name is not worth the search


def strip_noise(text: str) -> list[Stripped]:
    """What may be the name in a text of an order sheet; none where nothing was found to take off.

    Args:
        text: Cleaned text of a cell.
    """
    text = text[:_MOST_CHARACTERS]
    if "  " in text or "\xa0" in text:
        text = _BLANKS.sub(" ", text)
    small = small_letters(text)
    noisy = _ends_in_digits(small, _LONG_NUMBER) or _TRIGGER.search(small) is not None
    if not noisy and _AFTER_FORM.match(small) is None:
        return []
    plain, removed = apply_rules(text)
    found = [Stripped(plain, removed)] if removed else []
    addressee = _ADDRESSEE.match(small)
    if addressee is not None:
        shorter, more = apply_rules(text[addressee.end() :])
        found.append(Stripped(shorter, ("contact", *more), whole=False))
    post = _POST.search(small_letters(plain)) if "," in plain else None
    if post is not None:  # a person, and what it is head of
        parts = (plain[: post.start()], plain[post.end() :])
        found.extend(Stripped(part, (*removed, "post"), whole=False) for part in parts)
    found.extend(_split_parties(plain, removed))
    for one in list(found) or [Stripped(plain, ())]:
        found.extend(_cut_ends(one))
    return [one for one in found if is_name(one.text) and one.text != text]


def _split_parties(text: str, removed: tuple[str, ...]) -> list[Stripped]:
    """Each of two parties or names in one cell, and quoted names."""
    small = small_letters(text)
    found: list[Stripped] = []
    parts = list(parts_around(_TWO_PARTIES, text, small)) if _holds_two_parties(small) else []
    if len(parts) > 1:
        names = filter(is_name, (part.strip(" \t,;:()[]") for part in parts))
        found.extend(Stripped(name, (*removed, "other part"), whole=False) for name in names)
    quoted = [one or other for one, other in _QUOTED.findall(text)]
    found.extend(
        Stripped(part, (*removed, "text around the quotes"), whole=False) for part in quoted
    )
    return found


def _cut_ends(one: Stripped) -> list[Stripped]:
    """The text without a branch, without what follows its legal form, without its last parts."""
    text = one.text
    found: list[Stripped] = []
    small = small_letters(text)
    branch = _BRANCH.search(small) if _holds_branch(small) else None
    if branch is not None:
        text, small = text[: branch.start()], small[: branch.start()]
        found.append(Stripped(text, (*one.removed, "branch"), one.whole))
    after = _AFTER_FORM.match(small)
    if after is not None:
        held = text[: after.end(1)]
        found.append(Stripped(held, (*one.removed, "text after the legal form"), whole=False))
    tail = None if _ends_in_digits(text, _MORE_THAN_A_SLIP) else _TAIL.match(text)
    if tail is not None and _is_place(tail.group(2)):
        found.append(Stripped(tail.group(1), (*one.removed, "place at the end"), one.whole))
    head, comma, _ = text.partition(",")
    if comma and _is_seat_of_learning(head):
        found.append(Stripped(head, (*one.removed, BEHIND_COMMA), whole=False))
    return found


def _ends_in_digits(text: str, count: int) -> bool:
    """True for "Inspur 4355": the number of a customer or an order, which no slow pattern need find."""
    end = text[-count:]
    return len(end) == count and end.isascii() and end.isdigit()


def _is_seat_of_learning(text: str) -> bool:
    """True for "Sichuan University": what stands behind it and a comma is a part of it."""
    tokens, _ = read_words(fold(text).split())
    return len(tokens) > 1 and any(token.text in _LEARNING for token in tokens)


def _is_place(text: str) -> bool:
    """True for "Moscow, Russia": only such ends are taken off, or "Khan, Muhammad" would be Khan."""
    tokens, _ = read_words(fold(text).split())
    return bool(tokens) and all(token.kind is Kind.PLACE for token in tokens)
