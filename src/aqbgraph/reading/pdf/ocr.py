"""Scans and images to pages of words with Tesseract, each word with its box and how sure the recognition is of it.

What Tesseract reads depends on its version and its data: on one machine the same file gives the same words, on another
perhaps not (docs/decisions).
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from statistics import fmean, median
from time import monotonic
from typing import TYPE_CHECKING

from aqbgraph.errors import Place, ReadingError
from aqbgraph.reading.confined import run, run_module
from aqbgraph.reading.paper import paper
from aqbgraph.reading.paper.sheets import Sheet, Word
from aqbgraph.reading.pdf import inks, misread, signs, slanted, upright
from aqbgraph.reading.pdf.second_reading import asked_again, decided

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.reading.reading import Reading

LANGUAGE = "deu"
# The English data, which Debian installs with Tesseract, lose umlauts, but tell Roman numerals apart that the German
# ones do not: "SGB VIII" came out as VI or VII on three of four scans, with both languages on none.
_BOTH = "deu+eng"
PROGRAM = "tesseract"
# One page of A4 at 300 dpi takes two seconds, a bad one ten.
SECONDS_A_PAGE = 90
# An agreement of eight pages takes a minute; with a hundred bad pages nobody else would ever be read.
SECONDS_A_DOCUMENT = 900
# So many pages are drawn at once: one of A4 has 9 MB, one of the largest 40.
_DRAWN = 8
# Four threads on two cores take sixty times as long as one.
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1"}
_INSTALL = "sudo apt install tesseract-ocr tesseract-ocr-deu; pip install 'aqbgraph[ocr]'"
# Below this mean confidence a page is looked at turned.
_UPRIGHT = 60
# A page of fewer words may hold more that were not found.
_FEW = 30
# In degrees: lines that run askew by less are read as they are; Tesseract finds no lines that run more askew.
_LEVEL, _MOST_ASKEW = 0.7, 30
# Rows of Tesseract's table (tesseract(1), tsv): a line, a word.
_LINE, _WORD = "4", "5"
_POINTS = 72


@dataclass(frozen=True, slots=True)
class Image:
    """A kind of image, and what its files begin with."""

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    signatures: tuple[bytes, ...]

    def recognises(self, content: bytes) -> bool:
        """Whether this is an image of the kind."""
        return content.startswith(self.signatures)


IMAGES = (
    Image("PNG", "image/png", (".png",), (b"\x89PNG",)),
    Image("JPEG", "image/jpeg", (".jpg", ".jpeg"), (b"\xff\xd8\xff",)),
    Image("TIFF", "image/tiff", (".tif", ".tiff"), (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")),
)


def read(content: bytes, name: str) -> Reading:
    """The lines of an image, or of the pages of a TIFF file.

    Raises:
        ReadingError: what recognises characters is not installed, or the image is damaged, too large or without text.
    """
    _require("Die Datei ist ein Bild", name)
    if find_spec("PIL") is None:
        raise _missing("Die Datei ist ein Bild", "das Python-Paket Pillow", name)
    sheets = _recognised("aqbgraph.reading.pdf.pictures", (), None, content, name)
    reading = paper.compose(sheets, name)
    if not reading.lines:
        raise ReadingError("Auf dem Bild ist kein Text zu erkennen.", Place(name))
    return misread.repaired(reading)


def recognise_pdf(content: bytes, numbers: Sequence[int], name: str) -> list[Sheet]:
    """Pages of a PDF file, by their numbers, as they are drawn.

    Raises:
        ReadingError: what recognises characters is not installed, or takes too long.
    """
    pages = "Seite " + str(numbers[0]) if len(numbers) == 1 else "Seiten " + ", ".join(map(str, numbers))
    _require(f"{pages} der PDF-Datei {'ist ein Bild' if len(numbers) == 1 else 'sind Bilder'} ohne lesbaren Text", name)
    return _recognised("aqbgraph.reading.pdf.pdfium", ("pictures",), numbers, content, name)


@cache
def languages() -> frozenset[str]:
    """The languages Tesseract has data for; none where it is not installed."""
    if shutil.which(PROGRAM) is None:
        return frozenset()
    return frozenset(run([PROGRAM, "--list-langs"], PROGRAM, seconds=20).decode().split())


def _require(what: str, name: str) -> None:
    if shutil.which(PROGRAM) is None:
        raise _missing(what, "Tesseract", name)
    if LANGUAGE not in languages():
        raise _missing(what, "Tesseracts Sprachpaket Deutsch", name)


def _missing(what: str, package: str, name: str) -> ReadingError:
    message = f"{what}. Um Schrift zu erkennen, fehlt {package}. Bitte installieren: {_INSTALL}"
    return ReadingError(message, Place(name))


class _Clock:
    """The time that is left for a document."""

    def __init__(self, name: str) -> None:
        """It runs from now on."""
        self.name = name
        self._ends = monotonic() + SECONDS_A_DOCUMENT
        self._page = self._pages = 0

    def turn_to(self, page: int, pages: int) -> None:
        """The next page, of how many."""
        self._page, self._pages = page, pages
        signs.leave(self.name, page, pages)

    def run(self, command: Sequence[str]) -> bytes:
        """What a program writes, on the page at hand.

        Raises:
            ReadingError: it takes longer than a page may, or than is left; or it ends with an error.
        """
        left = self._ends - monotonic()
        if left <= 0:
            raise self._over()
        where = f"{self.name}, Seite {self._page}"
        try:
            return run(command, where, environment=_ENVIRONMENT, seconds=min(SECONDS_A_PAGE, left))
        except ReadingError as error:
            raise (self._over() if monotonic() >= self._ends else error) from error

    def _over(self) -> ReadingError:
        message = (
            f"Die Texterkennung dauerte länger als {SECONDS_A_DOCUMENT / 60:.0f} Minuten und wurde auf Seite "
            f"{self._page} von {self._pages} abgebrochen. "
            "Eine Vereinbarung hat wenige Seiten: Bitte nur diese scannen, mit 300 dpi."
        )
        return ReadingError(message, Place(self.name))


def _recognised(
    module: str, arguments: Sequence[str], numbers: Sequence[int] | None, content: bytes, name: str
) -> list[Sheet]:
    """The pages with these numbers (None: all), drawn a few at a time by a module of ours."""
    sheets: list[Sheet] = []
    clock = _Clock(name)
    try:
        while numbers is None or len(sheets) < len(numbers):
            done = len(sheets)
            wanted = numbers[done : done + _DRAWN] if numbers else range(done + 1, done + 1 + _DRAWN)
            with tempfile.TemporaryDirectory(prefix="aqbgraph-") as folder:
                command = [*arguments, folder, *map(str, wanted)]
                answer = json.loads(run_module(module, command, content, name))
                if "error" in answer:
                    raise ReadingError(answer["error"], Place(name))
                pages = len(numbers) if numbers else int(answer["pages"])
                for number, dpi in answer["dpi"].items():
                    clock.turn_to(int(number) if numbers is None else len(sheets) + 1, pages)
                    sheets.append(_page(Path(folder) / f"{number}.pgm", int(number), dpi, clock))
            if len(sheets) >= pages:
                break
    finally:
        signs.clear()
    return sheets


def _page(picture: Path, number: int, dpi: int, clock: _Clock) -> Sheet:
    """A page as recognised; on Roman numerals and on figures that are not sure, a second reading has a say."""
    sheet = _upright(picture, number, dpi, clock)
    if sheet.words and find_spec("PIL") is not None:
        sheet = inks.without(picture, sheet, dpi, lambda: _tesseract(picture, number, dpi, clock))
    if "eng" not in languages() or not any(map(asked_again, sheet.words)):
        return sheet
    others = _tesseract(picture, number, dpi, clock, _BOTH).words
    return sheet._replace(words=tuple(decided(word, others) for word in sheet.words))


def _upright(picture: Path, number: int, dpi: int, clock: _Clock) -> Sheet:
    """A page as recognised, set upright and straightened where its lines run otherwise."""
    sheet = _level(picture, _tesseract(picture, number, dpi, clock), dpi, clock)
    if not sheet.words or sheet.turned:
        return sheet
    quarter = _quarter(picture, sheet, clock)
    if quarter:
        upright.turn(picture, quarter)
        other = _tesseract(picture, number, dpi, clock)
        by_lines = _quarters(sheet) and not _quarters(other)
        if other.words and (by_lines or _sure(other.words) > _sure(sheet.words)):
            sheet = other._replace(turned=quarter)
        else:
            upright.turn(picture, 360 - quarter)
    return _straight(picture, sheet, dpi, clock)


def _level(picture: Path, sheet: Sheet, dpi: int, clock: _Clock) -> Sheet:
    """A page that lies so askew that little was read, straightened by its dark and light strips; else as it is."""
    poor = len(sheet.words) < _FEW or _sure(sheet.words) < _UPRIGHT
    askew = slanted.slant(picture) if poor and find_spec("PIL") is not None else 0.0
    if not askew:
        return sheet
    before = picture.read_bytes()
    upright.straighten(picture, askew)
    other = _tesseract(picture, sheet.number, dpi, clock)
    if len(other.words) > len(sheet.words) and _sure(other.words) >= _UPRIGHT:
        return other._replace(turned=-askew, displayed_as=(sheet.width, sheet.height))
    picture.write_bytes(before)
    return sheet


def _quarter(picture: Path, sheet: Sheet, clock: _Clock) -> int:
    """By how many degrees clockwise, of 90, a page is to be turned: by its lines, where these make sense."""
    by_lines = -_quarters(sheet) % 360
    return by_lines if _sure(sheet.words) >= _UPRIGHT else _askew(picture, clock) or by_lines


def _quarters(sheet: Sheet) -> int:
    return 90 * round(upright.tilt(sheet.words) / 90)


def _straight(picture: Path, sheet: Sheet, dpi: int, clock: _Clock) -> Sheet:
    """A page whose lines run level, or nearly; one that lies askew is read again when it has been straightened."""
    askew = upright.tilt(sheet.words)
    if not _LEVEL <= abs(askew) <= _MOST_ASKEW:
        return sheet
    if find_spec("PIL") is None:
        raise _missing(f"Seite {sheet.number} liegt schief ({abs(askew):.0f}°)", "das Python-Paket Pillow", clock.name)
    upright.straighten(picture, askew)
    other = _tesseract(picture, sheet.number, dpi, clock)
    size = sheet.width, sheet.height
    return other._replace(turned=sheet.turned - askew, displayed_as=size if sheet.turned % 180 == 0 else size[::-1])


def _sure(words: Iterable[Word]) -> float:
    return fmean([word.confidence or 0 for word in words] or [0])


def _tesseract(picture: Path, number: int, dpi: int, clock: _Clock, language: str = LANGUAGE) -> Sheet:
    command = [PROGRAM, str(picture), "stdout", "-l", language, "--dpi", str(dpi), "tsv"]
    table = clock.run(command).decode("utf-8")
    rows = list(csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    scale = _POINTS / dpi
    width, height = (float(rows[0][side]) * scale for side in ("width", "height")) if rows else (0.0, 0.0)
    return Sheet(number, width, height, tuple(_words(rows, scale)))


def _words(rows: Sequence[dict[str, str]], scale: float) -> Iterator[Word]:
    """The words of a table of Tesseract's; those of a line stand on one base, however crooked the scan is."""
    usual = median([float(row["height"]) for row in rows if row["level"] == _LINE] or [0.0]) * scale
    base = size = 0.0
    for row in rows:
        left, top, width, height = (float(row[side]) * scale for side in ("left", "top", "width", "height"))
        if row["level"] == _LINE:
            size = height if not usual / 2 < height < 2 * usual else usual
            base = top + 0.8 * height
        elif row["level"] == _WORD and row["text"].strip():
            confidence = round(float(row["conf"]), 1)
            yield Word(row["text"], left, top, left + width, top + height, base, size, confidence=confidence)


def _askew(picture: Path, clock: _Clock) -> int:
    """By how many degrees, clockwise, Tesseract would turn a picture to set it upright; 0 when it cannot tell."""
    command = [PROGRAM, str(picture), "stdout", "--psm", "0"]
    try:
        said = clock.run(command).decode("utf-8", "replace")
    except ReadingError:
        return 0
    found = re.search(r"^Rotate: (90|180|270)$", said, re.MULTILINE)
    return int(found[1]) if found else 0
