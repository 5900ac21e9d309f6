"""Hostile texts cost no more than their length: eight times the text, far less than the 64 times of a squared cost."""

from __future__ import annotations

import gc
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import ReadingError
from aqbgraph.reading.furniture import without_furniture
from aqbgraph.reading.reading import Reading
from aqbgraph.reading.texts import markdown, plain, simple
from aqbgraph.reading.texts.encodings import decode

if TYPE_CHECKING:
    from collections.abc import Callable

SMALL, FACTOR, MOST, ROUNDS = 500, 8, 28, 8
HOSTILE: dict[str, Callable[[int], str]] = {
    "items": lambda size: "- Ziel\n" * size,
    "numbers": lambda size: "1. Ziel\n" * size,
    "one line": lambda size: "Ziel und Weg " * size,
    "stars": lambda size: "*" * size + "x" + "*" * size,
    "openers": lambda size: "*a " * size,
    "closers": lambda size: "a* " * size,
    "both": lambda size: "*a_ _b* " * size,
    "bold": lambda size: "**a" * size,
    "three": lambda size: "a***b**c* " * size,
    "quotes": lambda size: ">" * size + "x",
    "quotes below": lambda size: ("> " * 50 + "x\n") * (size // 50),
    "nested items": lambda size: "- " * size + "x\n" + "y\n" * size,
    "nested items, blank lines": lambda size: "- " * size + "x\n" + "\n y" * size,
    "brackets": lambda size: "[" * size + "x" + "]" * size,
    "closing brackets": lambda size: "]" * size,
    "links": lambda size: "[a](b" * size,
    "pointed links": lambda size: "[a](<b" * size,
    "titles": lambda size: "[a](b 'c" * size,
    "images": lambda size: "![" * size + "x" + "](y)" * size,
    "ticks": lambda size: "".join("`" * (index % 40) + "a" for index in range(size)),
    "angles": lambda size: "<a:" * size,
    "addresses": lambda size: "<a@" + "b." * size,
    "entities": lambda size: "&amp" * size,
    "backslashes": lambda size: "\\" * size,
    "pipes": lambda size: "|" * size,
    "rows": lambda size: "|a|b\n|-|-\n" + "|c\n" * size,
    "pipes and lines": lambda size: "a|b\n" * size,
    "blanks": lambda size: "a" + " " * size + "b",
    "blank lines": lambda size: "\n" * size + "a",
    "hyphens": lambda size: "ein-" * size,
    "letters": lambda size: "a " * size,
    "torn words": lambda size: "so zial " * size,
    "marks": lambda size: "u\u0308" * size,
    "soft hyphens": lambda size: "a\u00ad" * size,
    "one footer": lambda size: "Fuß\n\nEin Satz mit vielen Worten und\n\nnoch mehr.\n\n" * (size // 4),
    "dashes": lambda size: "-" * size + "x",
    "dates": lambda size: "1. Januar " * size,
}


def cost(run: Callable[[str], object], text: str) -> float:
    """Seconds of processor time, without what the collector takes for the objects of other tests."""
    markdown._remembered.cache_clear()
    simple.simple.__self__.clear()  # type: ignore[attr-defined]  # the look-up of what is remembered
    gc.disable()
    try:
        start = time.process_time()
        run(text)
        return time.process_time() - start
    finally:
        gc.enable()


def grows_with(run: Callable[[str], object], small: str, large: str) -> tuple[float, float]:
    """What both cost at least. Measured again where it seems too much: noise goes, a squared cost stays."""
    least, most = float("inf"), float("inf")
    for _ in range(ROUNDS):
        least, most = min(least, cost(run, small)), min(most, cost(run, large))
        # Below a millisecond the clock says nothing.
        if most < MOST * max(least, 0.001):
            break
    return max(least, 0.001), most


def read_markdown(text: str) -> object:
    return without_furniture(Reading(text, markdown.lines(text)))


def read_plain(text: str) -> object:
    return without_furniture(Reading(text, plain.lines(text)))


@pytest.mark.parametrize("read", [read_markdown, read_plain])
@pytest.mark.parametrize("kind", HOSTILE)
def test_cost_grows_with_the_text(kind: str, read: Callable[[str], object]) -> None:
    small, large = HOSTILE[kind](SMALL), HOSTILE[kind](SMALL * FACTOR)
    assert len(large) >= (FACTOR - 1) * len(small)
    least, most = grows_with(read, small, large)
    assert most < MOST * least


@pytest.mark.parametrize("content", [b"\xe4 ", b"\xc3", "Ã ".encode(), "a\ufffd".encode(), b"a\x0c", b"a\x00", b"\xa7"])
def test_decoding_grows_with_the_text(content: bytes) -> None:
    def run(text: str) -> None:
        with suppress(ReadingError):
            decode(content * len(text), "a")

    least, most = grows_with(run, "x" * 10 * SMALL, "x" * 10 * SMALL * FACTOR)
    assert most < MOST * least
