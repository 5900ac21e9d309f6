from __future__ import annotations

import os
from typing import TYPE_CHECKING

from aqbgraph.service import placing
from aqbgraph.service.placing import Placing, others

if TYPE_CHECKING:
    import pytest


def test_others() -> None:
    assert others(frozenset({0, 1, 2}), 1) == {0, 2}
    assert others(frozenset({3}), 3) == {3}
    assert others(frozenset({0, 1}), 7) == {0, 1}


def test_light_questions_leave_the_processor_of_the_server_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when it has been moved."""
    allowed = os.sched_getaffinity(0)
    monkeypatch.setattr(placing, "LOOK", 0.0)
    found = Placing()
    assert found.all == allowed
    try:
        for processor in allowed:
            os.sched_setaffinity(0, {processor})
            assert found.aside == others(frozenset(allowed), processor)
    finally:
        os.sched_setaffinity(0, allowed)
