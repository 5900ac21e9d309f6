"""Where the letters of a ligature stand on a PDF page that was drawn into another, as two pages on one sheet are.

Of a sign that the file says to be several letters (ActualText: PDF 32000-1, 14.9.4) PDFium gives these where they stand
on the page that was drawn, and all other letters where they are displayed. They are known by their origin, which is the
same; the letters beside them tell where they belong.

Part of the process that opens PDF files (pdfium).
"""

from __future__ import annotations

import ctypes
from math import dist
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as c

from aqbgraph.reading.pdf.covers import address

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pypdfium2 as pdfium

_EXACT = 1e-4
# Where letters beside a ligature are looked for.
_NEAR = (-1, 1, -2, 2, -3, 3)


class Matrix(NamedTuple):
    """What maps a point (PDF 32000-1, 8.3.3)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to stand."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


class Drawn:
    """How the text objects of a page were drawn into it; valid as long as the page is open."""

    def __init__(self, text: pdfium.PdfTextPage) -> None:
        self._text = text
        self._known: dict[int, Matrix | None] = {}

    def moved(self, index: int, drawn: Any, origin: tuple[float, float]) -> Matrix | None:
        """What takes a letter to where it is displayed; None where it is there already."""
        key = address(drawn)
        if key not in self._known:
            self._known[key] = self._into_page(index, drawn) if key else None
        into = self._known[key]
        if into is None or all(self._origin(near) != origin for near in (index - 1, index + 1)):
            return None
        beside = [there for near in _NEAR if (there := self._origin(index + near)) not in (None, origin)]
        moved = into.point(*origin)
        return into if _nearest(moved, beside) < _nearest(origin, beside) else None

    def _into_page(self, index: int, drawn: Any) -> Matrix | None:
        """The matrix of the form that holds a text object, if there is one that changes anything."""
        shown, own = c.FS_MATRIX(), c.FS_MATRIX()
        if not (c.FPDFText_GetMatrix(self._text, index, shown) and c.FPDFPageObj_GetMatrix(drawn, own)):
            return None
        determinant = own.a * own.d - own.b * own.c
        if all(abs(getattr(shown, part) - getattr(own, part)) < _EXACT for part in "abcdef") or not determinant:
            return None
        # The inverse of the own matrix, then the one displayed.
        a, b, d, e = (own.d, -own.b, -own.c, own.a)
        a, b, d, e = (part / determinant for part in (a, b, d, e))
        left, up = -(own.e * a + own.f * d), -(own.e * b + own.f * e)
        back, there = Matrix(a, b, d, e, left, up), Matrix(shown.a, shown.b, shown.c, shown.d, shown.e, shown.f)
        return Matrix(
            back.a * there.a + back.b * there.c,
            back.a * there.b + back.b * there.d,
            back.c * there.a + back.d * there.c,
            back.c * there.b + back.d * there.d,
            *there.point(back.e, back.f),
        )

    def _origin(self, index: int) -> tuple[float, float] | None:
        x, y = ctypes.c_double(), ctypes.c_double()
        return (x.value, y.value) if c.FPDFText_GetCharOrigin(self._text, index, x, y) else None


def _nearest(point: tuple[float, float], others: Iterable[tuple[float, float] | None]) -> float:
    return min((dist(point, other) for other in others if other), default=0.0)
