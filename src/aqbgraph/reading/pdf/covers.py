"""Words of a page of PDF that a filled shape drawn later hides: blackened, or painted over before they were replaced.

Part of the process that opens PDF files (pdfium).
"""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as c

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pypdfium2 as pdfium

    from aqbgraph.reading.pdf.displayed import Paper

# Where a word says by what it was drawn, behind what is said of it otherwise.
_DRAWN_BY = 10
# A shape thinner than this, in points, is a line.
_THIN = 4
_OPAQUE = 255
_MOST_OBJECTS = 20_000
# What is drawn by none of them lies above all.
_LAST = _MOST_OBJECTS
# In points: how high the bands are in which shapes are looked for, and how many a page has.
_BAND, _MOST_BANDS = 8, 2_000
# Comparisons of a word with a shape.
_MOST_STEPS = 5_000_000
# Segments of the outline of a rectangle: its corners, and perhaps back to the first.
_RECTANGLE = range(4, 7)
# More outlines and corners of what a shape is cut to are a drawing.
_MOST_CORNERS = 50


def address(drawn: Any) -> int:
    """What tells an object of a page from others; 0 for none."""
    return ctypes.cast(drawn, ctypes.c_void_p).value or 0 if drawn else 0


class TooMany(Exception):
    """There are more words and shapes than on any page of text."""


def uncovered(page: pdfium.PdfPage, words: Iterable[list[Any]], place: Paper) -> Iterator[list[Any]]:
    """The words over which nothing was painted that hides them.

    Raises:
        TooMany: to find that out would take longer than it may.
    """
    order, shapes = _painted(page, place)
    bands = _bands(shapes)
    steps = 0
    for word in words:
        own = order.get(word[_DRAWN_BY], _LAST)
        beside = bands.get(int((word[2] + word[4]) / 2 // _BAND), ())
        later = beside[bisect_right(beside, own, key=itemgetter(0)) :]
        steps += len(later)
        if steps > _MOST_STEPS:
            raise TooMany
        if not any(_hides(box, word) for _, box in later):
            yield word


def _bands(shapes: Iterable[tuple[int, list[float]]]) -> dict[int, list[tuple[int, list[float]]]]:
    """The shapes by the bands of the page that they touch, each in the order they are drawn."""
    bands: dict[int, list[tuple[int, list[float]]]] = defaultdict(list)
    for at, box in shapes:
        for band in range(max(int(box[1] // _BAND), 0), min(int(box[3] // _BAND), _MOST_BANDS) + 1):
            bands[band].append((at, box))
    return bands


def _hides(box: list[float], word: list[Any]) -> bool:
    left, top, right, bottom = word[1:5]
    across = (right - left) / 4
    inside = box[0] <= left + across and box[2] >= right - across
    return bool(inside and box[1] <= (top + bottom) / 2 - (bottom - top) / 5 and box[3] >= (top + bottom) / 2)


def _painted(page: pdfium.PdfPage, place: Paper) -> tuple[dict[int, int], list[tuple[int, list[float]]]]:
    """When each object of the page is drawn, and the shapes that hide what was drawn before them."""
    order: dict[int, int] = {}
    shapes = []
    for index in range(min(c.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        drawn = c.FPDFPage_GetObject(page, index)
        order[address(drawn)] = index
        if c.FPDFPageObj_GetType(drawn) == c.FPDF_PAGEOBJ_PATH and _is_opaque(drawn):
            left, bottom, right, top = (ctypes.c_float() for _ in range(4))
            if c.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
                box = place.box(*_cut(drawn, [left.value, bottom.value, right.value, top.value]))
                if min(box[2] - box[0], box[3] - box[1]) > _THIN:
                    shapes.append((index, box))
    return order, shapes


def _cut(drawn: Any, box: list[float]) -> list[float]:
    """What is left of a box within all that a shape is cut to."""
    clip = c.FPDFPageObj_GetClipPath(drawn)
    for number in range(min(max(c.FPDFClipPath_CountPaths(clip), 0), _MOST_CORNERS) if clip else 0):
        corners = list(_corners(clip, number))
        if corners:
            xs, ys = [x for x, _ in corners], [y for _, y in corners]
            box = [max(box[0], min(xs)), max(box[1], min(ys)), min(box[2], max(xs)), min(box[3], max(ys))]
    return box if box[0] < box[2] and box[1] < box[3] else [0, 0, 0, 0]


def _corners(clip: Any, number: int) -> Iterator[tuple[float, float]]:
    for index in range(min(c.FPDFClipPath_CountPathSegments(clip, number), _MOST_CORNERS)):
        x, y = ctypes.c_float(), ctypes.c_float()
        if c.FPDFPathSegment_GetPoint(c.FPDFClipPath_GetPathSegment(clip, number, index), x, y):
            yield x.value, y.value


def _is_opaque(path: Any) -> bool:
    """Whether a shape is a filled rectangle through which nothing is seen."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not c.FPDFPath_GetDrawMode(path, mode, stroke) or mode.value == c.FPDF_FILLMODE_NONE:
        return False
    colours = [ctypes.c_uint() for _ in range(4)]
    if not c.FPDFPageObj_GetFillColor(path, *colours) or colours[3].value < _OPAQUE:
        return False
    # Of a frame or a letter the box is not what is painted.
    return not c.FPDFPageObj_HasTransparency(path) and int(c.FPDFPath_CountSegments(path)) in _RECTANGLE
