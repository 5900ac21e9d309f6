"""Which way a scan lies, told from its words; and pictures turned so that their lines run from left to right."""

from __future__ import annotations

from itertools import combinations, groupby
from math import atan2, degrees, hypot
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from aqbgraph.reading.paper.sheets import Sheet, Word

# In points: words closer to each other say little about the way of their line.
_APART = 72
# So many pairs of words must agree before a page is turned for them.
_ENOUGH = 20
# So many words of a line tell its way; all pairs of more would only take longer.
_MOST = 60
_RIGHT_ANGLE = 90
_WHITE = 255


def tilt(words: Sequence[Word]) -> float:
    """By how many degrees, clockwise, the lines of a page run askew, from -180 to 180; 0 where too few words tell.

    Measured by the words of each line that stand far apart: the median of all of them is right to some hundredths of
    a degree, though each of them is not. `words` are those of lines, one after the other, of the same base each.
    """
    ways = list(_ways(words))
    if len(ways) < _ENOUGH:
        return 0.0
    # The circle is cut at the back of the usual way, so that its median is none of two opposite ways.
    quarter = _RIGHT_ANGLE * round(degrees(atan2(*_sum(ways))) / _RIGHT_ANGLE)
    return _within(quarter + median(_within(degrees(atan2(down, across)) - quarter) for across, down in ways))


def _ways(words: Sequence[Word]) -> Iterator[tuple[float, float]]:
    """From a word to one behind it in its line: how far across and how far down."""
    for _, line in groupby(words, key=lambda word: (word.base, word.size)):
        middles = [((word.left + word.right) / 2, (word.top + word.bottom) / 2) for word in _some(list(line))]
        for (left, top), (right, bottom) in combinations(middles, 2):
            if hypot(right - left, bottom - top) > _APART:
                yield right - left, bottom - top


def _some(words: Sequence[Word]) -> Sequence[Word]:
    """The words of a line, or as many of them as tell enough, at even distances."""
    return words if len(words) <= _MOST else [words[number * len(words) // _MOST] for number in range(_MOST)]


def _sum(ways: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return sum(down for _, down in ways), sum(across for across, _ in ways)


def _within(angle: float) -> float:
    return (angle + 180) % 360 - 180


def turn(picture: Path, angle: int) -> None:
    """Turns a picture (netpbm, grey) clockwise by a multiple of 90 degrees."""
    kind, size, depth, pixels = picture.read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    if angle == 2 * _RIGHT_ANGLE:
        pixels = pixels[::-1]
    else:
        columns = (pixels[column::width] for column in range(width))
        first = angle == _RIGHT_ANGLE
        pixels = b"".join(column[::-1] for column in columns) if first else b"".join(reversed(list(columns)))
        width, height = height, width
    picture.write_bytes(b"\n".join((kind, b"%d %d" % (width, height), depth, pixels)))


def straighten(picture: Path, angle: float) -> None:
    """Turns a picture (netpbm, grey) anticlockwise by some degrees about its middle, on a page that holds all of it."""
    from PIL import Image  # noqa: PLC0415  # of the extra that recognition needs

    with Image.open(picture, formats=("PPM",)) as page:
        straight = page.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=_WHITE)
    straight.save(picture, "PPM")


def turn_as(picture: Path, sheet: Sheet) -> None:
    """Turns a picture as that was turned from which a page was read."""
    quarter = _RIGHT_ANGLE * round(sheet.turned / _RIGHT_ANGLE)
    if quarter:
        turn(picture, quarter % 360)
    if sheet.turned != quarter:
        straighten(picture, quarter - sheet.turned)
