"""What a reader makes of a file's bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from aqbgraph.document import Line, Placed


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a file, in which all positions count, and its non-blank lines.

    `words` say where on paper the words stand, if there is paper. `pages` are the characters at which the second and
    all later pages begin; where it is empty, the pages of `words` are taken. `charset` is the IANA name of the
    encoding the text was found in, "" where the file is no text. `recognised` says that characters of it were
    recognised in a picture. `sheets` are width and height of the pages of `words` as displayed, in points;
    `turns` by how many degrees, clockwise, each was turned to be read.
    """

    text: str
    lines: tuple[Line, ...]
    words: tuple[Placed, ...] = ()
    pages: tuple[int, ...] = ()
    charset: str = ""
    recognised: bool = False
    sheets: tuple[tuple[float, float], ...] = ()
    turns: tuple[float, ...] = ()


def too_large(what: str, most: int) -> str:
    """What is said of more bytes than are read: "Die Datei ist größer als 1.000.000 Byte"."""
    return f"{what} ist größer als {f'{most:,}'.replace(',', '.')} Byte"


def struck_out(words: str) -> str:
    """What is said of words that are struck through: whether they still hold is not for a reader to say."""
    return f"Hier ist „{' '.join(words.split())}“ durchgestrichen. Bitte löschen, oder die Durchstreichung aufheben."


def unseen(words: str) -> str:
    """What is said of words that are written white on white: whether they hold is not for a reader to say."""
    return f"Hier steht „{' '.join(words.split())}“ in Weiß auf Weiß. Bitte löschen, oder sichtbar machen."


def added(words: str) -> str:
    """What is said of a figure that a style sheet adds: it is seen, and no part of the text."""
    return f"Ein Stilblatt setzt hier „{words}“ hinzu. Bitte in den Text schreiben, oder die Regel löschen."


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of file: its media type, the suffixes it is looked for under, how it is known and how it is read.

    `recognises` is asked with the whole content and must be cheap; `read` gets the content and the name that messages
    are to give the file, and raises ReadingError, in German, with what to do.
    """

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, str], Reading]
