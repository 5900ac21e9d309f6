"""Paper: pages with words on them, before anybody has said in which order they are read."""

from __future__ import annotations

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
    degrees, clockwise, the page as displayed was turned to be read; its measures are those of the page so turned.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Box, ...] = ()
    picture: bool = False
    hidden: bool = False
    turned: int = 0

    @property
    def displayed_size(self) -> tuple[float, float]:
        """Width and height of the page as displayed."""
        size = round(self.width, 2), round(self.height, 2)
        return size if self.turned in (0, 180) else size[::-1]

    def displayed(self, word: Word) -> Box:
        """Where a word stands on the page as displayed."""
        left, top, right, bottom = word.left, word.top, word.right, word.bottom
        if self.turned == 90:
            return Box(top, self.width - right, bottom, self.width - left)
        if self.turned == 180:
            return Box(self.width - right, self.height - bottom, self.width - left, self.height - top)
        if self.turned == 270:
            return Box(self.height - bottom, left, self.height - top, right)
        return Box(left, top, right, bottom)
