"""The marks of footnotes that stand raised behind a word: they are no letters of it."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARK = re.compile(r"\s*(?:[\[(]?(?:\d{1,2}(?!\d)|[*†‡])[\])]?[\s,]*)*")
# Behind figures raised ones are cents: "491.550,50", "491.550 50"; behind a unit a power: "m²".
_CENTS = re.compile(r"\d,$")
_FIGURES = re.compile(r"\d\.?$")
_TWO = re.compile(r"\s*\d\d\s*")
_RAISED_TO = re.compile(r"(?<!\w)(?:[ckd]?m|[UuÜü])$")
_GOES_ON = re.compile(r"[.,]?\d")
# So much of what stands before a mark tells what it is.
_NEAR = 4


class Piece(NamedTuple):
    """Words of a line, whether they are bold, and whether they stand raised."""

    text: str
    bold: bool
    raised: bool = False


def without(pieces: Sequence[Piece]) -> list[tuple[str, bool]]:
    """The pieces of a line, and whether each is bold, without the marks of notes."""
    if not any(piece.raised for piece in pieces):
        return [(piece.text, piece.bold) for piece in pieces]
    kept: list[tuple[str, bool]] = []
    groups = [(raised, list(group)) for raised, group in groupby(pieces, lambda piece: piece.raised)]
    for (raised, group), (_, below) in zip(groups, [*groups[1:], (False, [])], strict=True):
        if not (raised and _is_note(_last(kept), "".join(one.text for one in group), _first(below))):
            kept += [(one.text, one.bold) for one in group]
    return kept


def is_mark(words: str) -> bool:
    """Whether raised words may be the mark of a note, as opposed to a part of a word ("1er") or cents.

    >>> is_mark("1"), is_mark("[2]"), is_mark("*"), is_mark("er"), is_mark(",00")
    (True, True, True, False, False)
    """
    return _MARK.fullmatch(words) is not None


def _is_note(before: str, words: str, behind: str) -> bool:
    """Whether raised words between others are the mark of a note, and no part of a word or of a number."""
    within = _GOES_ON.match(behind) or (before[-1:].isalnum() and behind[:1].isalpha())
    if not is_mark(words) or within:
        return False
    cents = _CENTS.search(before) or (_FIGURES.search(before) and _TWO.fullmatch(words))
    return not (cents or _RAISED_TO.search(before))


def _last(kept: Sequence[tuple[str, bool]]) -> str:
    """The last letters of what stands before."""
    return "".join(words[-_NEAR:] for words, _ in kept[-_NEAR:])[-_NEAR:]


def _first(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text[:_NEAR] for piece in pieces[:_NEAR])[:_NEAR]
