"""What the ablation takes away is there to be taken away."""

from __future__ import annotations

from importlib import import_module

import pytest
from ablation import STEPS


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_replaced_where_it_is_called(step: str) -> None:
    """A step that moved to another module would end the table half-way."""
    places, _ = STEPS[step]
    for place in places:
        module, _, name = f"entitycheck.{place}".rpartition(".")
        assert callable(getattr(import_module(module), name))
