"""Paper: pages with words on them, before anybody has said in which order they are read."""

from __future__ import annotations

from math import cos, radians, sin
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in points (1/72 inch) from the top left corner of the page as displayed."""

    left: float
    top: float
    right: float
    bottom: float


class Word(NamedTuple):
    """A word on a page, measured as a Box; `base` is the line it stands on, `size` that of its letters.

    `turned` words do not run from left to right. `confidence` is what a recognition gives it, 0 to 100.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    turned: bool = False
    confidence: float | None = None


class Sheet(NamedTuple):
    """A page as displayed, numbered from 1; `rules` are its straight lines.

    `picture` says that a picture covers it, so that its text may be there to see but not to read; `hidden` that the
    words were laid invisibly over it, which is how programs store what they recognised. `turned` is by how many
    degrees, clockwise, the page as displayed was turned about its middle to be read; its measures are those of the page
    so turned. `displayed_as` are width and height before, which those of a page turned by right angles tell.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Box, ...] = ()
    picture: bool = False
    hidden: bool = False
    turned: float = 0
    displayed_as: tuple[float, float] | None = None

    @property
    def displayed_size(self) -> tuple[float, float]:
        """Width and height of the page as displayed."""
        width, height = self.displayed_as or (self.width, self.height)
        size = round(width, 2), round(height, 2)
        return size[::-1] if self.displayed_as is None and self.turned % 180 else size

    def displayed(self, word: Word) -> Box:
        """Where a word stands on the page as displayed: the upright box around it, within the page."""
        if not self.turned:
            return Box(word.left, word.top, word.right, word.bottom)
        width, height = self.displayed_size
        # Exact for right angles.
        across, down = (round(way(radians(self.turned)), 12) for way in (cos, sin))
        points = [
            (
                width / 2 + across * (x - self.width / 2) + down * (y - self.height / 2),
                height / 2 - down * (x - self.width / 2) + across * (y - self.height / 2),
            )
            for x in (word.left, word.right)
            for y in (word.top, word.bottom)
        ]
        xs, ys = [min(max(x, 0.0), width) for x, _ in points], [min(max(y, 0.0), height) for _, y in points]
        return Box(min(xs), min(ys), max(xs), max(ys))
