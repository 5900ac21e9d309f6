"""Garbage is looked for more seldom while a build is made, and as before when it ends, however that is."""

from __future__ import annotations

import gc
import multiprocessing
from typing import TYPE_CHECKING

import pytest

from aqbgraph.pipeline.garbage import seldom_sought, spared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)


def test_it_is_looked_for_more_seldom_until_the_end() -> None:
    with seldom_sought():
        first, *older = gc.get_threshold()
        assert first > 7_000
        assert older == [10, 10]
    assert gc.get_threshold() == (700, 10, 10)


def test_it_is_as_before_when_a_build_fails() -> None:
    with pytest.raises(ValueError, match="a build"), seldom_sought():
        raise ValueError("a build")
    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.parametrize("first", [0, 1_000_000])
def test_who_wants_less_of_it_gets_less(first: int) -> None:
    gc.set_threshold(first, 5, 5)
    with seldom_sought():
        assert gc.get_threshold() == (first, 5, 5)


def tell(end: Connection) -> None:
    end.send(gc.get_threshold())


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="processes are forked")
def test_processes_that_are_forked_do_the_same() -> None:
    ours, theirs = multiprocessing.Pipe()
    with seldom_sought():
        process = multiprocessing.get_context("fork").Process(target=tell, args=(theirs,))
        process.start()
        assert ours.recv() == gc.get_threshold()
        process.join()


def failing() -> None:
    with spared():
        assert gc.get_freeze_count()
        raise KeyError


def test_what_was_spared_is_looked_through_again_however_it_ends() -> None:
    with pytest.raises(KeyError):
        failing()
    assert gc.get_freeze_count() == 0
