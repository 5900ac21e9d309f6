"""A heading with its § at the end of another line."""

from __future__ import annotations

import time

import pytest

from aqbgraph.extraction.forms.layouts import AQB
from aqbgraph.extraction.outlining.joined_clauses import parted
from aqbgraph.extraction.outlining.titles import titles
from aqbgraph.reading.readers import parse


def texts(words: str) -> list[str]:
    (line,) = parse(f"{words}\n".encode(), "a.txt").lines
    return [part.text for part in parted(line, titles(AQB))]


def test_it_is_a_line_of_its_own() -> None:
    assert texts("Sie tritt in Kraft. § 6 Zielsteuerung") == ["Sie tritt in Kraft.", "§ 6 Zielsteuerung"]


@pytest.mark.parametrize("words", ["Das steht in § 6 Zielsteuerung", "Siehe § 6 und § 7 dieser Vereinbarung."])
def test_a_reference_is_none(words: str) -> None:
    assert texts(words) == [words]


def test_many_of_them_take_no_long_time() -> None:
    start = time.process_time()
    assert len(texts("Dies ist § 1 x " * 8_000)) == 1
    assert time.process_time() - start < 2
