"""PDF to lines, with page and box of every word; pages that are pictures go to the recognition of characters."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from aqbgraph.errors import Place, ReadingError
from aqbgraph.reading.confined import run_module
from aqbgraph.reading.paper import paper, spaced
from aqbgraph.reading.paper.sheets import Box, Sheet, Word
from aqbgraph.reading.pdf import laid_across, misread, ocr, recognised_before
from aqbgraph.reading.pdf.drawn_bullets import bulleted
from aqbgraph.reading.pdf.struck import struck
from aqbgraph.reading.reading import struck_out
from aqbgraph.reading.unfinished import refuse_draft, refuse_stamped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aqbgraph.reading.reading import Reading

# The header may be preceded by other bytes (PDF 32000-1, annex H, implementation note 13).
_HEADER = re.compile(rb"(?s).{0,1023}?%PDF-\d")
# But a PDF file that an archive holds is one of several, as others may be.
_ARCHIVES = (b"PK\x03\x04", b"7z\xbc\xaf", b"Rar!")
# Words that every page of German running text has; of its words they are a third.
_COMMON = frozenset(
    {
        "am",
        "an",
        "auf",
        "aus",
        "das",
        "dem",
        "den",
        "der",
        "des",
        "die",
        "ein",
        "eine",
        "für",
        "im",
        "in",
        "mit",
        "nach",
    }
    | {"oder", "sie", "sind", "und", "vom", "von", "werden", "zu", "zum", "zur", "zwischen"}
)
_ENOUGH_WORDS, _SHARE = 40, 0.03
# What fonts without a way back to letters give.
_NO_LETTERS = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uf8ff\x00-\x1f]")
_MOST_UNREADABLE = 0.1
# Fewer words than this on a page that a picture covers are a stamp or page number laid over a scan.
_STAMP = 12
_MESSAGES = {
    "password": "Die PDF-Datei ist mit einem Kennwort geschützt. Bitte ohne Kennwort speichern.",
    "damaged": "Die Datei ist keine lesbare PDF-Datei. Ist sie beschädigt oder unvollständig?",
    "page": "Seite {page} der PDF-Datei ist beschädigt.",
    "shapes": "Seite {page} der PDF-Datei hat mehr gemalte Flächen als jede Vereinbarung.",
    "pages": "Die PDF-Datei hat {count} Seiten; gelesen werden 1 bis 100. Ist das eine Vereinbarung?",
    "characters": "Die PDF-Datei hat mehr Text als jede Vereinbarung ({count} Zeichen).",
}


def recognises(content: bytes) -> bool:
    """Whether this is a PDF file."""
    head = content[:1032]
    return b"%PDF-" in head and not head.startswith(_ARCHIVES) and _HEADER.match(head) is not None


def read(content: bytes, name: str) -> Reading:
    """The lines of a PDF file.

    Raises:
        ReadingError: it is encrypted, damaged, too large, called a draft, has words struck through, or pictures that
            cannot be recognised.
    """
    sheets = [_sheet(number, page) for number, page in enumerate(_pages(content, name), start=1)]
    for sheet in sheets:
        if words := struck(sheet):
            raise ReadingError(f"Seite {sheet.number}: {struck_out(words)}", Place(name))
    pictures = [sheet.number for sheet in sheets if unreadable(sheet)]
    if pictures:
        recognised = {sheet.number: sheet for sheet in ocr.recognise_pdf(content, pictures, name)}
        sheets = [recognised.get(sheet.number, sheet) for sheet in sheets]
    sheets = _compared(sheets, content, name)
    reading = paper.compose(sheets, name)
    if not reading.lines:
        raise ReadingError("Die PDF-Datei enthält keinen Text: Alle Seiten sind leer.", Place(name))
    return misread.repaired(reading) if any(map(_from_picture, sheets)) else reading


def _compared(sheets: Sequence[Sheet], content: bytes, name: str) -> list[Sheet]:
    """The pages; where words were laid over a picture, compared with what we read there, if we can."""
    again = [sheet.number for sheet in sheets if recognised_before.asked_again(sheet)]
    if not again or ocr.LANGUAGE not in ocr.languages():
        return list(sheets)
    try:
        others = {sheet.number: sheet for sheet in ocr.recognise_pdf(content, again, name)}
    except ReadingError:
        # The words that are there can be read all the same.
        return list(sheets)
    return [recognised_before.compared(sheet, others.get(sheet.number, sheet)) for sheet in sheets]


def _pages(content: bytes, name: str) -> Iterable[dict[str, Any]]:
    answer = json.loads(run_module("aqbgraph.reading.pdf.pdfium", ["words"], content, name))
    if (error := answer.get("error")) is not None:
        raise ReadingError(_MESSAGES[error].format(**answer), Place(name))
    refuse_draft(answer["properties"], name)
    refuse_stamped(answer["stamps"], name)
    pages: list[dict[str, Any]] = answer["pages"]
    return pages


def _sheet(number: int, page: dict[str, Any]) -> Sheet:
    words = spaced.closed(laid_across.put_aside(laid_across.once([Word(*word) for word in page["words"]])))
    words = bulleted(words, [Box(*dot) for dot in page["dots"]])
    rules = tuple(Box(*rule) for rule in page["rules"])
    return Sheet(number, page["width"], page["height"], words, rules, page["picture"], page["hidden"], page["turned"])


def _from_picture(sheet: Sheet) -> bool:
    """Whether its words were recognised, by us or by the program that laid them over the picture."""
    return sheet.hidden or any(word.confidence is not None for word in sheet.words)


def unreadable(sheet: Sheet) -> bool:
    """Whether a page shows text that its text layer does not hold: a scan, or letters without a meaning."""
    if sheet.picture and len(sheet.words) < _STAMP:
        return True
    text = " ".join(word.text for word in sheet.words)
    if len("".join(_NO_LETTERS.findall(text))) > _MOST_UNREADABLE * len(text):
        return True
    words = [word for word in re.findall(r"\w+", text) if not word.isdigit()]
    common = sum(word.lower() in _COMMON for word in words)
    return len(words) >= _ENOUGH_WORDS and common < _SHARE * len(words)
