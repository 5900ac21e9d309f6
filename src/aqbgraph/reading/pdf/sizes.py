"""How large letters of a PDF page are drawn, in points.

The size of a font is what its program says before the page is scaled. Most programs scale by one, browsers by three
quarters; all measures of gaps and lines hold for these. Where two pages were put on one sheet, or a page was drawn
smaller or larger, letters are as large as they are displayed.

Part of the process that opens PDF files (pdfium).
"""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

import pypdfium2.raw as c

if TYPE_CHECKING:
    import pypdfium2 as pdfium

# By how much browsers scale: 96 units of CSS are 72 points (CSS Values 4, 6.2).
_OF_BROWSERS = 0.75


def size(text: pdfium.PdfTextPage, index: int) -> float:
    """The size of a letter of a page."""
    matrix = c.FS_MATRIX()
    said = float(c.FPDFText_GetFontSize(text, index)) or 1.0
    scale = hypot(matrix.c, matrix.d) if c.FPDFText_GetMatrix(text, index, matrix) else 1.0
    return said * max(scale, min(1.0, scale / _OF_BROWSERS))
