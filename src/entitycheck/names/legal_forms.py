"""How far two names agree in their legal forms: `forms_agree`."""

from __future__ import annotations

from entitycheck.names.lexicon import load_form_families

SAME_FAMILY = 0.5

_NEUTRAL = frozenset({"corporate"})
"""`Company`, `Corp.` and `Inc.` translate any form: they neither agree nor conflict."""


def forms_agree(one: frozenset[str], other: frozenset[str]) -> float | None:
    """1 for the same class of legal form, 0.5 for the same family, 0 for a conflict, None if unknown.

    Args:
        one: `legal_forms` of a name.
        other: `legal_forms` of another name.

    Returns:
        None where one of them has no form or only `Company`, `Corp.`, `Inc.`: no evidence.
    """
    if one & other:
        return 1.0
    families = load_form_families()
    mine = {families[form] for form in one} - _NEUTRAL
    theirs = {families[form] for form in other} - _NEUTRAL
    if not mine or not theirs:
        return None
    return SAME_FAMILY if mine & theirs else 0.0
