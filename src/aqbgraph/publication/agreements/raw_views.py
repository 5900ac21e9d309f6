"""What the page of a source's raw text sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqbgraph.publication.frame.views import Frame, Link


@dataclass(frozen=True, slots=True)
class RawPart:
    """Characters of a line, exactly as decoded.

    `passage` is the way to the passage that begins here, by its number; `marked` says that the characters are of one,
    `open` that they were not understood; `sign` names what cannot be seen: "U+00A0 NO-BREAK SPACE".
    """

    text: str
    passage: Link | None = None
    marked: bool = False
    open: bool = False
    sign: str = ""


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line of the text, from 1; `page` is the one it is the first of, where the source has pages."""

    number: int
    parts: tuple[RawPart, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class RawSign:
    """A character that cannot be seen: its name, how often it stands in the text, the line it first stands in."""

    name: str
    count: int
    first: Link


@dataclass(frozen=True, slots=True)
class RawView:
    """The text of a source, character by character. `agreement` leads to what was read from it.

    `reader` names what the file is, `size` are its bytes, `charset` is the encoding that was found, "" where the file
    is no text; then, and where `recognised`, the text was put together by the reader. `ends` are the line ends of the
    text and how often each stands there.
    """

    frame: Frame
    agreement: Link
    name: str
    sha256: str
    reader: str
    size: int
    charset: str
    recognised: bool
    characters: int
    lines: tuple[RawLine, ...]
    signs: tuple[RawSign, ...]
    ends: tuple[tuple[str, int], ...]
