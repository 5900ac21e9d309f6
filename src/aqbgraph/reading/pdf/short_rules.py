"""Lines of a table drawn cell by cell: beside rows of a single line each piece is too short to be told from a letter.

Browsers draw them so. Pieces that stand upright on one another, or on a line, are one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    # Left, top, right, bottom.
    Box = list[float]

# In points: what is shorter is no side of a cell, what is longer needs no other; as near pieces meet.
SHORTEST, LONG = 8, 20
_MEET = 1.5


def joined(rules: Sequence[Box], pieces: Sequence[Box]) -> Iterator[Box]:
    """The lines that upright pieces make with one another, or with the upright ones of `rules`, which go before."""
    upright = [rule for rule in rules if rule[3] - rule[1] > rule[2] - rule[0]]
    ends = {place for rule in upright for y in (rule[1], rule[3]) for place in _near(rule[0], y)}
    for left, top, right, bottom in _runs(pieces):
        if bottom - top > LONG or not ends.isdisjoint({(round(left), round(top)), (round(left), round(bottom))}):
            yield [left, top, right, bottom]


def _near(x: float, y: float) -> Iterator[tuple[int, int]]:
    """A place and those beside it, in points: a page has thousands, and each is looked up once."""
    yield from ((round(x) + right, round(y) + down) for right in (-1, 0, 1) for down in (-1, 0, 1))


def _runs(pieces: Sequence[Box]) -> Iterator[Box]:
    """Pieces that go on in one another as one."""
    run: Box | None = None
    for piece in sorted(pieces, key=lambda piece: (round(piece[0]), piece[1])):
        if run is not None and abs(run[0] - piece[0]) < _MEET and -_MEET < piece[1] - run[3] < _MEET:
            run = [run[0], run[1], run[2], max(run[3], piece[3])]
            continue
        if run is not None:
            yield run
        run = piece
    if run is not None:
        yield run
