"""Pages of PDF that are displayed lying on their side or upside down, set upright to be read.

Part of the process that opens PDF files (pdfium).
"""

from __future__ import annotations

from collections import Counter
from math import pi
from typing import TYPE_CHECKING

import pypdfium2.raw as c

if TYPE_CHECKING:
    import pypdfium2 as pdfium

# The share of letters that tell which way a page is read: text beside a table and watermarks are turned as well.
_MOSTLY = 0.8


def upright(page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> int:
    """Turns a page so that its lines run from left to right; by how many degrees, clockwise."""
    letters = (index for index in range(text.count_chars()) if not c.FPDFText_IsGenerated(text, index))
    angles = (c.FPDFText_GetCharAngle(text, index) for index in letters)
    quarters = Counter(round(angle / (pi / 2)) % 4 for angle in angles if angle >= 0)
    usual, count = max(quarters.items(), key=lambda one: one[1], default=(0, 0))
    rotation = int(page.get_rotation())
    if count < _MOSTLY * sum(quarters.values()) or (rotation + 90 * usual) % 360 == 0:
        return 0
    page.set_rotation(-90 * usual % 360)
    return (int(page.get_rotation()) - rotation) % 360
