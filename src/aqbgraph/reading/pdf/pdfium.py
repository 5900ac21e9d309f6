"""The process that opens PDF files: words with their places, or pictures of pages.

PDFium is not safe among threads, and a broken file may crash it or keep it busy for ever; so it runs alone.

    python -m aqbgraph.reading.pdf.pdfium words            < file.pdf   JSON: pages, or {"error": …}
    python -m aqbgraph.reading.pdf.pdfium pictures DIR N…  < file.pdf   DIR/N.pgm for each page, and JSON: their dpi
"""

from __future__ import annotations

import ctypes
import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

from aqbgraph.reading.confined import limit
from aqbgraph.reading.pdf import covers, inks, letters, overlaid, short_rules, turned_pages
from aqbgraph.reading.pdf.displayed import Paper
from aqbgraph.reading.pdf.pieces import Drawn
from aqbgraph.reading.pdf.sizes import size as letter_size
from aqbgraph.reading.pdf.weights import Weights, bold_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_PAGES = 100
MOST_CHARACTERS = 2_000_000
MOST_OBJECTS = 20_000
DPI = 300
# A4 at 300 dpi has 9 million; larger pages are drawn coarser.
MOST_PIXELS = 40_000_000
_TURNED = 0.35
_THIN, _SHORTEST_RULE = 3, short_rules.LONG
# In points: lower letters are dots.
_SMALLEST = 1.5
# In points: shapes as small, nearly as wide as high, may be bullets; of fewer segments than a circle they are corners.
_DOT, _ROUND, _CIRCLE = (1, 9), 1.4, 9
# How words may be drawn: laid invisibly over a picture, white; all else is to be seen.
_SHOWN, _LAID_OVER, _WHITE = range(3)
_WHITEST = 250
# Share of a page that a picture of it covers at least.
_COVERS = 0.5
# So many drawn shapes on a page without words may be letters.
_OUTLINES = 50
# Of the document information dictionary (PDF 32000-1, table 317).
_PROPERTIES = ("Title", "Subject")
_ERRORS = {c.FPDF_ERR_PASSWORD: "password", c.FPDF_ERR_SECURITY: "password"}


def main(arguments: Sequence[str]) -> None:
    """Does what the arguments say with the file on standard input."""
    limit()
    try:
        document = pdfium.PdfDocument(sys.stdin.buffer.read())
    except pdfium.PdfiumError as error:
        answer: dict[str, Any] = {"error": _ERRORS.get(getattr(error, "err_code", None), "damaged")}
    else:
        document.init_forms()
        if arguments[0] == "words":
            answer = _words(document)
        else:
            answer = _pictures(document, Path(arguments[1]), [int(number) for number in arguments[2:]])
    sys.stdout.write(json.dumps(answer))


def _words(document: pdfium.PdfDocument) -> dict[str, Any]:
    count = len(document)
    if not 0 < count <= MOST_PAGES:
        return {"error": "pages", "count": count}
    pages, characters = [], 0
    stamps: list[str] = []
    for index in range(count):
        try:
            stamps += overlaid.stamps(document[index])
            page, lines = overlaid.settled(document, index)
            text = page.get_textpage()
        except pdfium.PdfiumError:
            return {"error": "page", "page": index + 1}
        characters += text.count_chars()
        if characters > MOST_CHARACTERS:
            return {"error": "characters", "count": characters}
        try:
            pages.append(_page(page, text, lines))
        except covers.TooMany:
            return {"error": "shapes", "page": index + 1}
    least = bold_from((word[7], len(word[0])) for page in pages for word in page["words"])
    for word in (word for page in pages for word in page["words"]):
        word[7] = word[7] >= least
    properties = [document.get_metadata_value(key) for key in _PROPERTIES]
    return {"pages": pages, "properties": properties, "stamps": stamps}


def _page(page: pdfium.PdfPage, text: pdfium.PdfTextPage, lines: Sequence[tuple[float, ...]] = ()) -> dict[str, Any]:
    if turned := turned_pages.upright(page, text):
        # PDFium orders letters, and parts words, by how the page lies.
        text = page.get_textpage()
    width, height = page.get_size()
    place = Paper(page, width, height)
    rules, grounds, dots, covered, shapes = _drawn(page, place)
    spelled = covers.uncovered(page, _spelled(text, place, page.get_rotation()), place)
    words = [word for word in spelled if _can_be_seen(word, width, height, grounds)]
    invisible = sum(len(word[0]) for word in words if word[9] == _LAID_OVER)
    hidden = 2 * invisible > sum(len(word[0]) for word in words)
    picture = covered > _COVERS * width * height
    if not (hidden or picture):
        # Words nobody sees, over no picture of them.
        words = [word for word in words if word[9] != _LAID_OVER or _lies_on(word, grounds)]
    return {
        "width": round(width, 2),
        "height": round(height, 2),
        "words": [word[:9] for word in words],
        "rules": [*rules, *(place.box(*line) for line in lines)],
        "dots": dots,
        "picture": picture or (not words and shapes >= _OUTLINES),
        "hidden": hidden,
        "turned": turned,
    }


def _can_be_seen(word: Sequence[Any], width: float, height: float, grounds: Sequence[Sequence[float]]) -> bool:
    """Whether a word stands on the page, is large enough to be seen, and not white on nothing."""
    left, top, right, bottom = word[1:5]
    inside = right > 0 and left < width and bottom > 0 and top < height
    if not inside or bottom - top < _SMALLEST:
        return False
    return word[9] != _WHITE or _lies_on(word, grounds)


def _lies_on(word: Sequence[Any], grounds: Sequence[Sequence[float]]) -> bool:
    """Whether there is a picture or a filled shape below a word."""
    across, down = (word[1] + word[3]) / 2, (word[2] + word[4]) / 2
    return any(box[0] <= across <= box[2] and box[1] <= down <= box[3] for box in grounds)


def _spelled(text: pdfium.PdfTextPage, place: Paper, rotation: int) -> Iterator[list[Any]]:
    """The words of a page, in the order PDFium finds them."""
    word: list[Any] = []
    weights, pieces, blanks = Weights(), Drawn(text), letters.Blanks(text)
    end, made = 0.0, False
    for index in range(text.count_chars()):
        letter = letters.letter(text, index)
        if not letter.strip():
            made = bool(word) and letter == " " and blanks.made(index)
            if word and not made:
                yield word
                word = []
            continue
        drawn = c.FPDFText_GetTextObject(text, index)
        box, base, turned = _measured(text, index, place, rotation, pieces, drawn)
        size = letter_size(text, index)
        size = max(size, (box[3] - box[1]) / 2) if not turned else size
        apart = abs(base - word[5]) > size / 2 or not -size < box[0] - end < size / 2 if word and not turned else False
        if word and (apart or (made and blanks.parts(word[0], letter, box[0] - end))):
            yield word
            word = []
        made = False
        if word:
            word[0] += letter
            word[1:5] = [min(word[1], box[0]), min(word[2], box[1]), max(word[3], box[2]), max(word[4], box[3])]
            word[7] = min(word[7], weights.of(drawn))
        else:
            word = [letter, *box, base, round(size, 2), weights.of(drawn), turned, _drawn_as(text, index)]
            word.append(covers.address(drawn))
        end = box[2]
    if word:
        yield word


def _measured(
    text: pdfium.PdfTextPage, index: int, place: Paper, rotation: int, pieces: Drawn, drawn: Any
) -> tuple[list[float], float, bool]:
    rectangle = c.FS_RECTF()
    c.FPDFText_GetLooseCharBox(text, index, rectangle)
    x, y = ctypes.c_double(), ctypes.c_double()
    c.FPDFText_GetCharOrigin(text, index, x, y)
    low, high, origin = (rectangle.left, rectangle.bottom), (rectangle.right, rectangle.top), (x.value, y.value)
    if (moved := pieces.moved(index, drawn, origin)) is not None:
        low, high, origin = moved.point(*low), moved.point(*high), moved.point(*origin)
    box = place.box(*low, *high)
    base = place.point(*origin)[1]
    # A page turned clockwise turns its text with it.
    angle = (c.FPDFText_GetCharAngle(text, index) + rotation * 3.141592653589793 / 180) % 6.283185307179586
    return box, base, _TURNED < angle < 6.283185307179586 - _TURNED


def _drawn_as(text: pdfium.PdfTextPage, index: int) -> int:
    """How the word that begins here is drawn."""
    shape = c.FPDFText_GetTextObject(text, index)
    mode = c.FPDFTextObj_GetTextRenderMode(shape) if shape else c.FPDF_TEXTRENDERMODE_UNKNOWN
    if mode == c.FPDF_TEXTRENDERMODE_INVISIBLE:
        return _LAID_OVER
    colours = [ctypes.c_uint() for _ in range(4)]
    filled = mode == c.FPDF_TEXTRENDERMODE_FILL and c.FPDFText_GetFillColor(text, index, *colours)
    return _WHITE if filled and all(colour.value >= _WHITEST for colour in colours[:3]) else _SHOWN


def _drawn(
    page: pdfium.PdfPage, place: Paper
) -> tuple[list[list[float]], list[list[float]], list[list[float]], float, int]:
    """Straight lines of a page, what words may lie on, small shapes; how much a picture covers, how many shapes."""
    rules: list[list[float]] = []
    grounds: list[list[float]] = []
    dots: list[list[float]] = []
    pieces: list[list[float]] = []
    covered, shapes = 0.0, 0
    for index in range(min(c.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        drawn = c.FPDFPage_GetObject(page, index)
        kind = c.FPDFPageObj_GetType(drawn)
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if not c.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            continue
        box = place.box(left.value, bottom.value, right.value, top.value)
        width, height = box[2] - box[0], box[3] - box[1]
        if kind not in (c.FPDF_PAGEOBJ_TEXT, c.FPDF_PAGEOBJ_PATH) or _is_filled(drawn):
            grounds.append(box)
        if kind == c.FPDF_PAGEOBJ_IMAGE or (kind == c.FPDF_PAGEOBJ_FORM and _holds_picture(drawn)):
            covered = max(covered, width * height)
        elif kind == c.FPDF_PAGEOBJ_PATH:
            shapes += 1
            if min(width, height) < _THIN and max(width, height) > _SHORTEST_RULE:
                rules.append(box)
            elif width < _THIN and height > short_rules.SHORTEST:
                pieces.append(box)
            elif _may_be_bullet(drawn, width, height):
                dots.append(box)
    return [*rules, *short_rules.joined(rules, pieces)], grounds, dots, covered, shapes


def _may_be_bullet(path: Any, width: float, height: float) -> bool:
    """Whether a shape is small and even, and filled or round."""
    least, most = _DOT
    if not least < min(width, height) <= max(width, height) < min(most, _ROUND * min(width, height)):
        return False
    return _is_filled(path) or c.FPDFPath_CountSegments(path) >= _CIRCLE


def _is_filled(path: Any) -> bool:
    """Whether a shape is filled, with another colour than white."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if c.FPDFPageObj_GetType(path) != c.FPDF_PAGEOBJ_PATH or not c.FPDFPath_GetDrawMode(path, mode, stroke):
        return False
    colours = [ctypes.c_uint() for _ in range(4)]
    white = c.FPDFPageObj_GetFillColor(path, *colours) and all(one.value >= _WHITEST for one in colours[:3])
    return mode.value != c.FPDF_FILLMODE_NONE and not white


def _holds_picture(form: Any, depth: int = 0) -> bool:
    """Whether a form holds a picture; forms stand in forms, but not for ever."""
    for index in range(min(c.FPDFFormObj_CountObjects(form), MOST_OBJECTS)):
        inner = c.FPDFFormObj_GetObject(form, index)
        kind = c.FPDFPageObj_GetType(inner)
        if kind == c.FPDF_PAGEOBJ_IMAGE:
            return True
        if kind == c.FPDF_PAGEOBJ_FORM and depth < 3 and _holds_picture(inner, depth + 1):
            return True
    return False


def _pictures(document: pdfium.PdfDocument, folder: Path, numbers: Sequence[int]) -> dict[str, Any]:
    """Draws pages in shades of grey (netpbm, which needs no library to write)."""
    found = {}
    for number in numbers:
        page = document[number - 1]
        width, height = page.get_size()
        dpi = min(DPI, int((MOST_PIXELS / max(width * height, 1)) ** 0.5 * 72))
        bitmap = page.render(scale=dpi / 72, grayscale=True, may_draw_forms=True)
        rows = bytes(bitmap.buffer)
        lines = (rows[at : at + bitmap.width] for at in range(0, bitmap.height * bitmap.stride, bitmap.stride))
        head = b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height)
        picture = folder / f"{number}.pgm"
        picture.write_bytes(head + b"".join(lines))
        if find_spec("PIL") is not None:
            inks.keep_bright(page.render(scale=dpi / 72, may_draw_forms=True).to_pil(), picture)
        found[number] = dpi
    return {"dpi": found}


if __name__ == "__main__":
    main(sys.argv[1:])
