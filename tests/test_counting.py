"""Counting calls: each call counts once, whoever makes it, and counting leaves no trace."""

from __future__ import annotations

import gc

import pytest
from tests.counting import calls


def _each(number: int) -> None:
    for _ in range(number):
        len("")


def test_every_call_counts() -> None:
    few, many = calls(lambda: _each(10)), calls(lambda: _each(110))
    assert many - few == 100


def test_the_same_work_costs_the_same() -> None:
    assert len({calls(lambda: sorted({str(number): number for number in range(100)})) for _ in range(5)}) == 1


def test_an_error_comes_out_and_the_collector_goes_on() -> None:
    with pytest.raises(ZeroDivisionError):
        calls(lambda: 1 // 0)
    assert gc.isenabled()
