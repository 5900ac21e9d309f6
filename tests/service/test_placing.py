from __future__ import annotations

import os

import pytest

from aqbgraph.service import placing
from aqbgraph.service.placing import Placing, others


def test_others() -> None:
    assert others(frozenset({0, 1, 2}), 1) == {0, 2}
    assert others(frozenset({3}), 3) == {3}
    assert others(frozenset({0, 1}), 7) == {0, 1}


@pytest.mark.parametrize("heavy", [False, True])
def test_light_questions_leave_the_processor_of_the_server_to_it(monkeypatch: pytest.MonkeyPatch, heavy: bool) -> None:
    """Also when it has been moved; but where there are heavy ones beside, it is with these that they would stay."""
    allowed = frozenset(os.sched_getaffinity(0))
    monkeypatch.setattr(placing, "LOOK", 0.0)
    found = Placing(lambda: heavy)
    assert found.all == allowed
    try:
        for processor in allowed:
            os.sched_setaffinity(0, {processor})
            assert found.light == (allowed if heavy else others(allowed, processor))
    finally:
        os.sched_setaffinity(0, allowed)


def test_it_is_looked_at_now_and_then() -> None:
    looks = iter([False])
    found = Placing(lambda: next(looks))
    assert len({found.light for _ in range(100)}) == 1
