from __future__ import annotations

import os

import pytest

from aqbgraph.service.workers import placing
from aqbgraph.service.workers.placing import Placing, others


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
    for processor in allowed:
        monkeypatch.setattr(found, "_own", lambda own=processor: own)
        assert found.light == (allowed if heavy else others(allowed, processor))


def test_the_own_processor_is_the_one_that_the_thread_runs_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "LOOK", 0.0)
    found = Placing(lambda: False)
    allowed = frozenset(os.sched_getaffinity(0))
    try:
        for processor in allowed:
            os.sched_setaffinity(0, {processor})
            with monkeypatch.context() as patch:
                patch.setattr(os, "sched_getaffinity", lambda _: allowed)
                assert found.light == others(allowed, processor)
    finally:
        os.sched_setaffinity(0, allowed)


def test_long_questions_leave_one_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    for processors, left in (({0}, {0}), ({3}, {3}), ({0, 1}, {1}), ({5, 2, 7}, {5, 7})):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, found=processors: found)
        assert Placing(lambda: False).slow == left


def test_what_is_set_from_outside_is_kept_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "LOOK", 0.0)
    found = Placing(lambda: False)
    allowed = os.sched_getaffinity(0)
    assert found.all == allowed
    try:
        for processor in allowed:
            os.sched_setaffinity(0, {processor})  # as taskset(1) does
            assert found.all == found.light == found.slow == {processor}
    finally:
        os.sched_setaffinity(0, allowed)
    assert found.all == allowed


def test_it_is_looked_at_now_and_then() -> None:
    looks = iter([False])
    found = Placing(lambda: next(looks))
    assert len({found.light for _ in range(100)}) == 1


def test_a_system_that_does_not_tell_where_one_may_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is told to run anywhere then."""

    def forbidden(_: int) -> set[int]:
        raise PermissionError

    monkeypatch.setattr(os, "sched_getaffinity", forbidden)
    found = Placing(lambda: False)
    assert found.all == found.light == found.slow == frozenset()
