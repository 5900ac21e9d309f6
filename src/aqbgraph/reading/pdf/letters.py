"""Letters as PDFium gives them: which signs they are, and which of the blanks between them part words.

PDFium makes blanks where letters stand apart; between letters that are set wide they part no words. A file that writes
its blanks needs none made, but at the ends of lines and where it jumps. One that writes none, as TeX does, has no
others.

Part of the process that opens PDF files (pdfium).
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from statistics import median

import pypdfium2.raw as c
from pypdfium2 import PdfTextPage

# Of a page's own blanks: a gap narrower by so much is none between words. So many of them tell how wide they are.
_NARROW, _ENOUGH = 0.35, 300
_BLANK = 0x20
# What PDFium makes of a hyphen at the end of a line.
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}


def letter(text: PdfTextPage, index: int) -> str:
    """The sign here; one that is no text is shown as such, none at all is ""."""
    code = c.FPDFText_GetUnicode(text, index)
    if code in _HYPHENS:
        return _HYPHENS[code]
    # Control characters and halves of pairs are no text; what stands for them must show.
    if 0xD800 <= code < 0xE000 or (code < 0x20 and code not in (0x09, 0x0A, 0x0D)) or code in (0x7F, 0xFFFF):
        return "\ufffd" if code else ""
    return chr(code)


class Blanks:
    """The blanks of a page: which of them were made, and how wide those are that the file has written."""

    def __init__(self, text: PdfTextPage) -> None:
        """Nothing is looked at before it is asked for."""
        self._text = text

    def made(self, index: int) -> bool:
        """Whether the blank here was made."""
        return bool(c.FPDFText_IsGenerated(self._text, index) == 1)

    @cached_property
    def usual(self) -> float:
        """How wide, in points, are most of those that were written; 0 where there are none in a row of letters."""
        count = self._text.count_chars()
        written = (
            index
            for index in range(1, count - 1)
            if c.FPDFText_GetUnicode(self._text, index) == _BLANK and not self.made(index)
        )
        gaps = [self._left_right(index + 1)[0] - self._left_right(index - 1)[1] for index in islice(written, _ENOUGH)]
        return median([gap for gap in gaps if gap > 0] or [0.0])

    def _left_right(self, index: int) -> tuple[float, float]:
        rectangle = c.FS_RECTF()
        c.FPDFText_GetLooseCharBox(self._text, index, rectangle)
        return rectangle.left, rectangle.right

    def parts(self, word: str, following: str, gap: float) -> bool:
        """Whether words end where a blank was made, before a letter and behind a gap in points.

        Behind a single letter one is made before each: a line set so wide is closed as a whole (`paper.spaced`).
        """
        letters = len(word) > 1 and word[-2:].isalpha() and following.islower()
        return not letters or gap >= _NARROW * self.usual
