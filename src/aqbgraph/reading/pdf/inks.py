"""Stamps and pens over the print of a scan: what is lighter or coloured is wiped away, and the page read once more.

The print of a page is its darkest ink. Of coloured ink the brightest channel is taken, in which it is light. What lies
over print spoils the words below it and those beside; read without it, the rest of the page holds. A figure that is
read otherwise without the ink is asked about: a pen may have struck it out. Ink that lies over no print may be print
itself, a heading in blue, and stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.reading.paper.sheets import Box, Sheet, Word
from aqbgraph.reading.pdf import upright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from PIL import Image

# What is added to the name of a picture for its brightest channel.
_BRIGHT = ".bright"
# Between print and paper: what is lighter than the first is no print, what is darker than the second is ink.
_PRINT, _INK = 0.35, 0.65
# By so much of the way between them a colour is lighter in its brightest channel than in grey.
_COLOUR = 0.2
# Of 255 shades: grey scans have colours by less, of their noise.
_SEEN = 24
# Share of the pixels that are print at least, and of those that are paper.
_DARKEST, _PAPER = 0.0005, 0.5
# Ink is looked for on a picture so many times smaller. In its pixels: around print its own shadow; the side of a cell,
# and the share of it that ink covers.
_SMALLER, _SHADOW, _CELL, _COVERED = 2, 5, 8, 0.12
# So many cells from each other, two belong together.
_NEAR = 3
# In points: less high is a line of coloured print, larger a shade of the paper. Over so many words it lies over print.
_HIGH, _LARGEST, _WORDS = 30, 250, 2
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_FIGURE = re.compile(r"\d")
# How sure of a figure that is read otherwise without the ink.
_UNSURE = 50.0
# Of the words beside the ink, so many must be read without it as well.
_KEPT = 0.8
_POINTS = 72


class Wiped(NamedTuple):
    """A picture without its lighter ink, and where that lay, in points."""

    picture: Image.Image
    inks: tuple[Box, ...]


def bright(picture: Path) -> Path:
    """Where the brightest channel of a picture lies, if it has colours."""
    return picture.with_name(picture.name + _BRIGHT)


def keep_bright(page: Image.Image, picture: Path) -> None:
    """Keeps the brightest channel of a page beside its grey picture, where it has colours that can be seen."""
    from PIL import ImageChops  # noqa: PLC0415  # of the extra that recognition needs

    if page.mode not in ("RGB", "RGBA", "P", "CMYK", "YCbCr"):
        return
    red, green, blue = page.convert("RGB").split()
    brightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    if any(ImageChops.subtract(brightest, page.convert("L")).histogram()[_SEEN:]):
        brightest.save(bright(picture), "PPM")


def without(picture: Path, sheet: Sheet, dpi: int, read: Callable[[], Sheet]) -> Sheet:
    """A page as recognised, without the ink of stamps and pens where that lies over print; `picture` is it then.

    `read` recognises the words of the picture.
    """
    if bright(picture).exists():
        upright.turn_as(bright(picture), sheet)
    found = wiped(picture, dpi)
    if found is None:
        return sheet
    before = picture.read_bytes()
    found.picture.save(picture, "PPM")
    told = decided(sheet, read(), found.inks)
    if told is sheet:
        picture.write_bytes(before)
    return told


def wiped(picture: Path, dpi: int) -> Wiped | None:
    """The picture without what is lighter than its print; None where nothing of that is as high as a stamp.

    What lies as its brightest channel beside it must be turned as it is.
    """
    from PIL import Image, ImageChops  # noqa: PLC0415  # of the extra that recognition needs

    with Image.open(picture, formats=("PPM",)) as grey:
        grey.load()
    page = grey
    if bright(picture).exists():
        with Image.open(bright(picture), formats=("PPM",)) as page:
            page.load()
    levels = page.histogram()
    dark, paper = _level(levels, _DARKEST), _level(levels, _PAPER)
    most, least = (dark + share * (paper - dark) for share in (_PRINT, _INK))
    small = page.reduce(_SMALLER)
    lighter = _between(small, most, least)
    if page is not grey:
        colours = ImageChops.subtract(small, grey.reduce(_SMALLER))
        lighter = ImageChops.lighter(lighter, _between(colours, _COLOUR * (paper - dark), 255))
    inks = tuple(_inks(lighter, _between(small, -1, most), _SMALLER * _POINTS / dpi))
    if not any(map(_may_be_stamp, inks)):
        return None
    return Wiped(page.point([level if level <= most else 255 for level in range(256)]), inks)


def _between(page: Image.Image, above: float, most: float) -> Image.Image:
    """White where a page is as dark as this."""
    return page.point([255 if above < level <= most else 0 for level in range(256)])


def _level(levels: Sequence[int], share: float) -> int:
    """The shade of grey than which so many pixels are darker."""
    left = share * sum(levels)
    for level, count in enumerate(levels):
        left -= count
        if left <= 0:
            return level
    return len(levels) - 1


def _inks(lighter: Image.Image, print_: Image.Image, scale: float) -> Iterator[Box]:
    """Where ink lies that is neither print nor its shadow: boxes around what hangs together."""
    from PIL import ImageChops, ImageFilter  # noqa: PLC0415  # of the extra that recognition needs

    shadow = print_.filter(ImageFilter.MaxFilter(_SHADOW))
    alone = ImageChops.subtract(lighter, shadow).reduce(_CELL)
    cells = _between(alone, 255 * _COVERED, 255)
    width = cells.width
    left = {index for index, covered in enumerate(cells.tobytes()) if covered}
    while left:
        found = _together(left, width)
        across, down = [index % width for index in found], [index // width for index in found]
        edges = (min(across), min(down), max(across) + 1, max(down) + 1)
        yield Box(*(edge * _CELL * scale for edge in edges))


def _together(left: set[int], width: int) -> list[int]:
    """Cells that touch, or nearly, for a line of print may lie between; they are taken away."""
    found = [left.pop()]
    near = range(-_NEAR, _NEAR + 1)
    steps = [down * width + across for down in near for across in near]
    for index in found:
        beside = [index + step for step in steps if index + step in left]
        left.difference_update(beside)
        found += beside
    return found


def decided(sheet: Sheet, other: Sheet, inks: Sequence[Box]) -> Sheet:
    """The page as read without ink, where that lies over print and the rest was read as well; else as it was."""
    over = [ink for ink in inks if _is_over_print(ink, other.words)]
    beside, left = (_outside(one.words, over) for one in (sheet, other))
    if not over or len(left) < _KEPT * len(beside):
        return sheet
    coloured = [word for word in beside if any(_lies_in(word, ink) for ink in inks)]
    kept = [word for word in coloured if _at(word, other.words) is None]
    return sheet._replace(words=(*[_asked(word, sheet.words) for word in other.words], *kept))


def _is_over_print(ink: Box, words: Sequence[Word]) -> bool:
    print_ = [word for word in words if _lies_in(word, ink) and _LETTERS.search(word.text)]
    return _may_be_stamp(ink) and len(print_) >= _WORDS


def _may_be_stamp(ink: Box) -> bool:
    width, height = ink.right - ink.left, ink.bottom - ink.top
    return height >= _HIGH and max(width, height) <= _LARGEST


def _outside(words: Sequence[Word], inks: Sequence[Box]) -> list[Word]:
    return [word for word in words if not any(_lies_in(word, ink) for ink in inks)]


def _lies_in(word: Word, box: Box) -> bool:
    across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return box.left <= across <= box.right and box.top <= down <= box.bottom


def _at(word: Word, others: Sequence[Word]) -> Word | None:
    """The word that stands where this one stands."""
    return next((other for other in others if _lies_in(word, _box(other))), None)


def _asked(word: Word, before: Sequence[Word]) -> Word:
    """The word; a figure that was read otherwise with the ink is not sure."""
    if _FIGURE.search(word.text) is None or any(one.text == word.text and _lies_in(one, _box(word)) for one in before):
        return word
    return word._replace(confidence=min(word.confidence or 0, _UNSURE))


def _box(word: Word) -> Box:
    return Box(word.left, word.top, word.right, word.bottom)
