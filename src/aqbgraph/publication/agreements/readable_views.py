"""What templates see of a source that is shown as a document to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqbgraph.publication.agreements.passage_views import Passage


@dataclass(frozen=True, slots=True)
class ReadableWords:
    """Words, bold or not; a line end alone is one that the document has."""

    text: str
    strong: bool

    @property
    def breaks(self) -> bool:
        """Whether this is a line end and no word."""
        return self.text == "\n"


@dataclass(frozen=True, slots=True)
class Span:
    """Words that stand together in a block, all of one passage or all of none.

    `anchors` are the fragments that lead here; `page` is there where these are its first words. `marked` says that
    facts were read from them or, with `open`, that they were not understood. `passage` is what is told of them. One
    that `begins` and does not end goes on in a later part of the same group; one that does not begin comes from there.
    """

    words: tuple[ReadableWords, ...]
    anchors: tuple[str, ...] = ()
    page: int | None = None
    marked: bool = False
    open: bool = False
    passage: Passage | None = None
    begins: bool = True
    ends: bool = True


@dataclass(frozen=True, slots=True)
class ReadableItem:
    """An item of a list: its number as written, "" for a bullet; its words; the items below it."""

    marker: str
    spans: tuple[Span, ...]
    items: tuple[ReadableItem, ...]


@dataclass(frozen=True, slots=True)
class ReadableBlock:
    """A block: "heading", "text", "list", "table", "rule", or "aside" for what is of the page and not of the text.

    `level` is that of a heading, from 1; `rows` are those of a table, cell by cell, and `header` says that the first
    names the columns.
    """

    shape: str
    spans: tuple[Span, ...] = ()
    level: int = 0
    items: tuple[ReadableItem, ...] = ()
    rows: tuple[tuple[tuple[Span, ...], ...], ...] = ()
    header: bool = False


@dataclass(frozen=True, slots=True)
class ReadableGroup:
    """Blocks in a row; `joined` where a passage runs over several of them, or over several items or cells of one."""

    blocks: tuple[ReadableBlock, ...]
    joined: bool


@dataclass(frozen=True, slots=True)
class Readable:
    """A document: its blocks in groups; `anchors` are fragments behind all words."""

    groups: tuple[ReadableGroup, ...]
    anchors: tuple[str, ...] = ()
