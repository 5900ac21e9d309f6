"""Which reader takes which file: one table, asked by content and not by name."""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING

from aqbgraph.document import Document, Source
from aqbgraph.errors import Place, ReadingError
from aqbgraph.reading.files import content_of
from aqbgraph.reading.furniture import without_furniture
from aqbgraph.reading.pdf import ocr, pdf
from aqbgraph.reading.reading import Reader
from aqbgraph.reading.texts.text import MARKDOWN, PLAIN, TABLE
from aqbgraph.reading.unknown_kinds import unknown
from aqbgraph.reading.web import html
from aqbgraph.reading.word import docx

if TYPE_CHECKING:
    from aqbgraph.reading.files import File
    from aqbgraph.reading.reading import Reading

# A scan of an agreement has some megabytes, its text some kilobytes (text.LARGEST_TEXT).
LARGEST_SOURCE = 100_000_000
# An agreement has some hundred lines; what has so many would only cost time.
MOST_LINES = 10_000
# Asked in this order; the last takes everything.
READERS: tuple[Reader, ...] = (
    Reader("PDF", "application/pdf", (".pdf",), pdf.recognises, pdf.read),
    Reader("Word (DOCX)", docx.MEDIA_TYPE, (".docx",), docx.recognises, docx.read),
    *(Reader(image.name, image.media_type, image.suffixes, image.recognises, ocr.read) for image in ocr.IMAGES),
    Reader("HTML", "text/html", (".html", ".htm", ".xhtml"), html.recognises, html.read),
    TABLE,
    MARKDOWN,
    PLAIN,
)

_TEXTS = (TABLE, MARKDOWN, PLAIN)


def reader_name(media_type: str) -> str:
    """What a file of this type is called: "Word (DOCX)"."""
    return next((reader.name for reader in READERS if reader.media_type == media_type), media_type)


def read(file: File, name: str) -> Document:
    """Reads a file; `name` is what it is called in messages and in the published graph.

    Raises:
        ReadingError: it cannot be opened, is empty, too large, of no kind that is read, or damaged.
    """
    return parse(content_of(file, name, LARGEST_SOURCE), name)


def parse(content: bytes, name: str) -> Document:
    """Reads a file's bytes. The characters of the Document count from 0 after a byte order mark, which is no text.

    Raises:
        ReadingError: they are empty, of no kind that is read, or damaged.
    """
    if not content:
        raise ReadingError("Die Datei ist leer. Bitte die Vereinbarung noch einmal speichern.", Place(name, 1))
    reader = next((reader for reader in READERS if reader.recognises(content)), PLAIN)
    if reader in _TEXTS:
        _refuse_unknown(content, name)
    try:
        reading = reader.read(content, name)
    except ReadingError as error:
        raise (_not_what_it_is_called(reader, name) or error) from error
    source = Source(name, sha256(content).hexdigest(), reader.media_type, len(content), reading.charset)
    return _document(source, reading)


def _document(source: Source, reading: Reading) -> Document:
    if len(reading.lines) > MOST_LINES:
        shown = f"{MOST_LINES:,}".replace(",", ".")
        message = f"Die Datei hat mehr als {shown} Zeilen: kein Text einer Vereinbarung."
        raise ReadingError(message, Place(source.name, reading.lines[MOST_LINES].number))
    lines = without_furniture(reading)
    repairs = tuple([repair for line in lines if line.passage.repairs for repair in line.passage.repairs])
    return Document(
        source,
        reading.text,
        lines,
        reading.words,
        repairs,
        recognised=reading.recognised,
        sheets=reading.sheets,
        turns=reading.turns,
    )


def _not_what_it_is_called(reader: Reader, name: str) -> ReadingError | None:
    """What is said of bytes that are no text, in a file that is called by another kind."""
    suffix = PurePath(name).suffix.lower()
    called = next((other.name for other in READERS if suffix in other.suffixes and other not in _TEXTS), None)
    if called is None or reader not in _TEXTS:
        return None
    message = (
        f"Die Datei heißt „{suffix}“, ist aber keine Datei dieser Art ({called}): Ihr Anfang ist ein anderer, und "
        "Text ist sie auch nicht. Ist sie beschädigt oder verschlüsselt? Bitte neu beschaffen oder erzeugen."
    )
    return ReadingError(message, Place(name))


def _refuse_unknown(content: bytes, name: str) -> None:
    if found := unknown(content):
        raise ReadingError(f"Die Datei ist {found.kind}. Gelesen wird {_kinds()}. {found.advice}", Place(name))


def _kinds() -> str:
    *others, last = [reader.name for reader in READERS]
    return f"{', '.join(others)} und {last}" if others else last
