"""What lies over a page of PDF: fields of a form and typed notes are read as they are seen; words struck through tell.

Part of the process that opens PDF files (pdfium). Signatures, links, stamps and comments are no text of the page; but a
stamp may say that all of it is a draft.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

if TYPE_CHECKING:
    from collections.abc import Iterator

# More than any form has; in bytes, longer than any stamp says.
_MOST, _LONGEST = 2_000, 2_000
_TYPED = frozenset({c.FPDF_FORMFIELD_TEXTFIELD, c.FPDF_FORMFIELD_COMBOBOX, c.FPDF_FORMFIELD_LISTBOX})
_HIDDEN = c.FPDF_ANNOT_FLAG_HIDDEN | c.FPDF_ANNOT_FLAG_NOVIEW


def settled(document: pdfium.PdfDocument, index: int) -> tuple[pdfium.PdfPage, list[tuple[float, ...]]]:
    """A page with what was typed over it as its own words, and the lines of what is struck through, in its measures."""
    page = document[index]
    count = min(c.FPDFPage_GetAnnotCount(page), _MOST)
    if count <= 0:
        return page, []
    struck: list[tuple[float, ...]] = []
    typed = 0
    for number in reversed(range(count)):
        annotation = c.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        if c.FPDFAnnot_GetSubtype(annotation) == c.FPDF_ANNOT_STRIKEOUT:
            struck += _lines(annotation)
        kept = _is_typed(document, annotation)
        c.FPDFPage_CloseAnnot(annotation)
        typed += kept
        if not kept:
            c.FPDFPage_RemoveAnnot(page, number)
    if not typed or c.FPDFPage_Flatten(page, c.FLAT_NORMALDISPLAY) != c.FLATTEN_SUCCESS:
        return page, struck
    page.close()
    return document[index], struck


def stamps(page: pdfium.PdfPage) -> list[str]:
    """What the stamps that a program has laid over a page are called: by their name, or by what they say."""
    said: list[str] = []
    for number in range(min(c.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = c.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        if c.FPDFAnnot_GetSubtype(annotation) == c.FPDF_ANNOT_STAMP:
            said += filter(None, (_value(annotation, key) for key in (b"Name", b"Contents", b"Subj")))
        c.FPDFPage_CloseAnnot(annotation)
    return said


def _value(annotation: Any, key: bytes) -> str:
    size = c.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if not 2 < size <= _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    c.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(c.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _is_typed(document: pdfium.PdfDocument, annotation: Any) -> bool:
    if c.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
        return False
    kind = c.FPDFAnnot_GetSubtype(annotation)
    if kind == c.FPDF_ANNOT_WIDGET and document.formenv is not None:
        return c.FPDFAnnot_GetFormFieldType(document.formenv, annotation) in _TYPED
    return bool(kind == c.FPDF_ANNOT_FREETEXT)


def _lines(annotation: Any) -> Iterator[tuple[float, ...]]:
    """A line through the middle of each stretch that is struck through: left, bottom, right, top."""
    for number in range(min(c.FPDFAnnot_CountAttachmentPoints(annotation), _MOST)):
        points = c.FS_QUADPOINTSF()
        if c.FPDFAnnot_GetAttachmentPoints(annotation, number, ctypes.byref(points)):
            xs = points.x1, points.x2, points.x3, points.x4
            ys = points.y1, points.y2, points.y3, points.y4
            # A third above the lower edge, which is a little below the line the words stand on.
            height = min(ys) + (max(ys) - min(ys)) * 0.45
            yield min(xs), height - 0.25, max(xs), height + 0.25
