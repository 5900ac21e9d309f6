"""Where on paper a passage stands, for people: the page, the part of it, and the box to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.publication.languages import later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.document import Document, Region
    from aqbgraph.publication.languages import Language

# Row and column of a page in thirds → what people call it. What is wider than half the page has a row alone.
_PARTS = {
    ("top", ""): later("oben"),
    ("top", "left"): later("oben links"),
    ("top", "centre"): later("oben in der Mitte"),
    ("top", "right"): later("oben rechts"),
    ("middle", ""): later("in der Mitte"),
    ("middle", "left"): later("links, in mittlerer Höhe"),
    ("middle", "centre"): later("in der Mitte der Seite"),
    ("middle", "right"): later("rechts, in mittlerer Höhe"),
    ("bottom", ""): later("unten"),
    ("bottom", "left"): later("unten links"),
    ("bottom", "centre"): later("unten in der Mitte"),
    ("bottom", "right"): later("unten rechts"),
}
_ROWS = ("top", "middle", "bottom")
_COLUMNS = ("left", "centre", "right")
_WIDE = 0.5
# Room around letters, so that the box does not cover them; points.
_ROOM = 4


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """A part of a page: its number, what it is called ("oben links"), and sheet and box in points, as SVG has them.

    `box` is left, top, width and height. Where the size of the page is not known, there is no name and no box.
    """

    page: int
    part: str
    sheet: tuple[int, int] | None = None
    box: tuple[int, int, int, int] | None = None


def paper_places(document: Document, start: int, end: int, language: Language) -> tuple[PaperPlace, ...]:
    """Where `text[start:end]` stands, page by page; nowhere when the source has no paper."""
    return tuple(_places(document, start, end, language))


def _places(document: Document, start: int, end: int, language: Language) -> Iterator[PaperPlace]:
    for region in document.regions(start, end):
        if region.page > len(document.sheets):
            yield PaperPlace(region.page, "")
            continue
        width, height = document.sheets[region.page - 1]
        yield PaperPlace(
            page=region.page,
            part=language.translated(_part(region, width, height)),
            sheet=(round(width), round(height)),
            box=_box(region),
        )


def _part(region: Region, width: float, height: float) -> str:
    row = _ROWS[_third((region.top + region.bottom) / 2, height)]
    wide = region.right - region.left > _WIDE * width
    return _PARTS[row, "" if wide else _COLUMNS[_third((region.left + region.right) / 2, width)]]


def _third(middle: float, size: float) -> int:
    return min(int(3 * middle / size), 2) if size else 0


def _box(region: Region) -> tuple[int, int, int, int]:
    left, top = round(region.left - _ROOM), round(region.top - _ROOM)
    return left, top, round(region.right + _ROOM) - left, round(region.bottom + _ROOM) - top
