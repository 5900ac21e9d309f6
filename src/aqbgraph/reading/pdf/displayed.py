"""Where something stands on a page of PDF as it is displayed.

Part of the process that opens PDF files (pdfium).
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

import pypdfium2.raw as c

if TYPE_CHECKING:
    import pypdfium2 as pdfium

# Hundredths of a point: PDFium converts to whole units of a device.
_UNIT = 100


class Paper:
    """From the coordinates of a page to those of the page as displayed: cropped, turned, from the top left corner."""

    def __init__(self, page: pdfium.PdfPage, width: float, height: float) -> None:
        """A page and its size as displayed, in points."""
        self._page = page
        self._width, self._height = round(width * _UNIT), round(height * _UNIT)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point stands on the page as displayed."""
        across, down = ctypes.c_int(), ctypes.c_int()
        c.FPDF_PageToDevice(self._page, 0, 0, self._width, self._height, 0, x, y, across, down)
        return across.value / _UNIT, down.value / _UNIT

    def box(self, left: float, bottom: float, right: float, top: float) -> list[float]:
        """Left, top, right and bottom of a box on the page as displayed."""
        (a, b), (d, e) = self.point(left, bottom), self.point(right, top)
        return [min(a, d), min(b, e), max(a, d), max(b, e)]
