"""Which reader takes which file: one table, asked by content and not by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from aqbgraph.document import Document, Line, Source
from aqbgraph.errors import Place, ReadingError
from aqbgraph.reading import markdown, tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# An agreement is some 8 kB; what is a thousand times larger is something else and would only cost memory.
LARGEST_SOURCE = 5_000_000


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of text: its media type, the suffixes it is looked for under, and how its lines are found."""

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    lines: Callable[[str], tuple[Line, ...]]


MARKDOWN = Reader("Markdown", "text/markdown", (".md", ".markdown"), markdown.lines)
TABLE = Reader("CSV, reported budgets", "text/csv", (".csv",), tables.lines)
READERS = (MARKDOWN, TABLE)

# What a file that is no text begins with, and what the clerk calls it.
_SIGNATURES = (
    (b"%PDF", "eine PDF-Datei"),
    (b"PK\x03\x04", "ein Archiv oder Office-Dokument"),
    (b"\xd0\xcf\x11\xe0", "ein älteres Office-Dokument"),
    (b"\x89PNG", "ein Bild (PNG)"),
    (b"\xff\xd8\xff", "ein Bild (JPEG)"),
    (b"\x1f\x8b", "eine gepackte Datei (gzip)"),
    (b"\xff\xfe", "Text in UTF-16"),
    (b"\xfe\xff", "Text in UTF-16"),
)
# What no XML can hold (XML 1.0, section 2.2), and so no RDF/XML either.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ADVICE = "Gelesen wird Markdown in UTF-8. Bitte in dieser Form ablegen."


def read(path: Path, name: str) -> Document:
    """Reads a file; `name` is what it is called in messages and in the published graph.

    Raises:
        ReadingError: it cannot be opened, is empty, too large, no text, or not in UTF-8.
    """
    try:
        if path.stat().st_size > LARGEST_SOURCE:
            raise ReadingError(f"Die Datei ist größer als {LARGEST_SOURCE:,} Byte.".replace(",", "."), Place(name))
        return parse(path.read_bytes(), name)
    except OSError as error:
        raise ReadingError(f"Die Datei ist nicht lesbar ({error.strerror}).", Place(name)) from error


def parse(content: bytes, name: str) -> Document:
    """Reads a file's bytes. The characters of the Document count from 0 after a byte order mark, which is no text.

    Raises:
        ReadingError: they are empty, no text, or not in UTF-8.
    """
    text = _decode(content, name)
    reader = TABLE if tables.is_table(text) else MARKDOWN
    source = Source(name, sha256(content).hexdigest(), reader.media_type, len(content))
    return Document(source, text, reader.lines(text))


def _decode(content: bytes, name: str) -> str:
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            raise ReadingError(f"Die Datei ist {kind}. {_ADVICE}", Place(name))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ReadingError(f"Das Byte {error.start} ist kein UTF-8. {_ADVICE}", Place(name, line)) from error
    if not text.strip():
        raise ReadingError("Die Datei ist leer.", Place(name, 1))
    if (found := _NO_TEXT.search(text)) is not None:
        line = text.count("\n", 0, found.start()) + 1
        message = f"Hier steht das Steuerzeichen U+{ord(found[0]):04X}, das kein Text ist. Bitte entfernen."
        raise ReadingError(message, Place(name, line))
    return text
