"""HTML to lines: the text as it is shown, one line a block, as Web Annotation wants text counted.

Tags are removed, character references stand for what they encode, unnecessary white space is normalised
(https://www.w3.org/TR/annotation-model/#text-quote-selector). What a page does not show as its text (scripts, styles,
hidden elements, controls) is left out; navigation and footers are kept, marked as furniture.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from aqbgraph.document import Kind
from aqbgraph.errors import Place, ReadingError
from aqbgraph.reading.composition import Block, Composer
from aqbgraph.reading.notes import Piece, without
from aqbgraph.reading.reading import added, struck_out, too_large, unseen
from aqbgraph.reading.spans import ENDLESS, Grid, Span
from aqbgraph.reading.texts.emphasis import collapsed
from aqbgraph.reading.texts.text import LARGEST_TEXT
from aqbgraph.reading.unfinished import refuse_draft
from aqbgraph.reading.web.encoding import decode
from aqbgraph.reading.web.late_sheets import sheets_of
from aqbgraph.reading.web.opened import HEADINGS, VOID, Open, names, opened
from aqbgraph.reading.web.style_sheets import StyleSheets, TooMany

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aqbgraph.reading.reading import Reading

# How far into a file its kind and its encoding are looked for (HTML, 13.2.3.2: 1024 bytes).
_HEAD = 1024
# What begins a page, after white space, comments and an XML declaration (https://mimesniff.spec.whatwg.org/#html).
_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,512}?-->\s*)*<(?:!doctype\s+html|html|head|meta|title|body)\b",
    re.IGNORECASE | re.DOTALL,
)
# A piece of a page: a block that is closed, and more of them. Markdown may begin with a tag, but does not go on so.
_PIECE = re.compile(rb"\s*<(?:article|div|h[1-6]|main|p|section|table)\b", re.IGNORECASE)
_BLOCK_ENDS = re.compile(rb"</(?:p|div|h[1-6]|li|td|tr)\s*>", re.IGNORECASE)
_PIECES = 5
_DEEPEST_TABLE = 20


_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_BLOCKS = names(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form header hgroup hr html legend li main nav p pre section summary table tbody td tfoot th thead "
    "tr"
).union(HEADINGS, _LISTS)
# What no text holds (XML 1.0, section 2.2); browsers show nothing for it.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")


def recognises(content: bytes) -> bool:
    """Whether this is HTML: it begins like a page, or like a piece of one that goes on so."""
    head = content[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head[: len(head) & ~1].decode("utf-16", "replace").encode()
    head = head.removeprefix(codecs.BOM_UTF8)
    return _START.match(head) is not None or (
        _PIECE.match(head) is not None and len(_BLOCK_ENDS.findall(content[:LARGEST_TEXT])) >= _PIECES
    )


def read(content: bytes, name: str) -> Reading:
    """The lines of a page.

    Raises:
        ReadingError: the bytes are too many, not in the encoding they claim, hold no text, or words struck through.
    """
    if len(content) > LARGEST_TEXT:
        raise ReadingError(f"{too_large('Die HTML-Datei', LARGEST_TEXT)}.", Place(name))
    # Text needs no parser of HTML, and most sources are text.
    from lxml import etree  # noqa: PLC0415

    # Typed as anything: the stubs want a target for comments, too, which lxml does without.
    text, charset = decode(content, name)
    target: Any = _Target(name, sheets_of(text))
    parser = etree.HTMLParser(target=target, recover=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        parser.feed(_CONTROL.sub("\ufffd", text))
        parser.close()
    except etree.XMLSyntaxError as error:
        raise ReadingError(f"Die HTML-Datei ist nicht lesbar ({error.msg}).", Place(name)) from error
    refuse_draft(("".join(target.title),), name)
    reading: Reading = target.composer.reading()
    if not reading.lines:
        raise ReadingError("Die HTML-Datei enthält keinen Text.", Place(name))
    return replace(reading, charset=charset)


@dataclass(slots=True)
class _Listing:
    """A list that is open: None for bullets, else the number of its next item."""

    number: int | None


@dataclass(slots=True)
class _Target:
    """Takes the events of the parser; none of them does more than a bounded step."""

    name: str
    sheets: StyleSheets
    composer: Composer = field(init=False)
    opened: list[Open] = field(default_factory=lambda: [Open("")])
    lists: list[_Listing] = field(default_factory=list)
    rows: list[list[list[Block]]] = field(default_factory=list)
    spans: list[list[Span]] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=lambda: [Grid()])
    inline: list[Piece] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    marker: str = ""
    heading: int = 0
    broken: bool = False

    def __post_init__(self) -> None:
        self.composer = Composer(self.name)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        above = self.opened[-1]
        if tag in _BLOCKS:
            self._flush()
        if tag == "br" and not above.unseen:
            self._flush(broken=True)
        if tag in VOID:
            return
        style = self._style(tag, attributes)
        self.opened.append(opened(above, tag, attributes, style))
        if not self.opened[-1].hidden:
            self._open(tag, attributes)

    def _style(self, tag: str, attributes: Mapping[str, str]) -> str:
        """What style sheets and the element itself say of it."""
        try:
            style, figure = self.sheets.opens(tag, attributes)
        except TooMany as error:
            raise ReadingError("Die HTML-Datei hat zu viele Regeln in ihren Stilblättern.", Place(self.name)) from error
        if figure and not (self.opened[-1].hidden or self.opened[-1].furniture):
            raise ReadingError(added(figure), Place(self.name))
        return style

    def _open(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in HEADINGS:
            self.heading = HEADINGS[tag]
        elif tag in _LISTS:
            self.lists.append(_Listing(_number(attributes.get("start", "1")) if tag == "ol" else None))
        elif tag == "li":
            self.marker = self._next_marker(attributes)
        elif tag == "tr":
            if len(self.rows) == _DEEPEST_TABLE:
                raise ReadingError(f"Mehr als {_DEEPEST_TABLE} Tabellen stehen ineinander.", Place(self.name))
            self.rows.append([])
            self.spans.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append([])
            self.spans[-1].append(_span(attributes))
        elif tag == "table":
            self.grids.append(Grid())
        elif tag in _ROW_GROUPS:
            self.grids[-1].forget()

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in VOID:
            return
        if tag in _BLOCKS:
            self._flush()
        hidden = self.opened[-1].hidden
        if len(self.opened) > 1:
            self.opened.pop()
            self.sheets.closes()
        if hidden:
            return
        if tag in HEADINGS:
            self.heading = 0
        elif tag in _LISTS and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.marker = ""
        elif tag == "tr" and self.rows:
            self._end_row(self.rows.pop(), self.spans.pop())
        elif tag == "table" and len(self.grids) > 1:
            self.grids.pop()

    def data(self, text: str) -> None:
        """Characters; those of one text may come in several pieces."""
        inside = self.opened[-1]
        if inside.tag == "title":
            self.title.append(text)
        self.sheets.data(text)
        if inside.unseen:
            return
        if inside.struck and not inside.furniture and text.strip():
            raise ReadingError(struck_out(text), Place(self.name))
        if inside.white and not (inside.ground or inside.furniture) and text.strip():
            raise ReadingError(unseen(text), Place(self.name))
        if not inside.verbatim:
            self.inline.append(Piece(text, inside.bold, inside.raised))
            return
        first, *rest = text.split("\n")
        self.inline.append(Piece(first, inside.bold, inside.raised))
        for line in rest:
            self._flush(broken=True)
            self.inline.append(Piece(line, inside.bold, inside.raised))

    def close(self) -> None:
        """The page ends."""
        self._flush()
        while self.rows:
            self._end_row(self.rows.pop(), self.spans.pop())

    def _next_marker(self, attributes: Mapping[str, str]) -> str:
        if not self.lists or self.lists[-1].number is None:
            return "•"
        number = _number(attributes.get("value", str(self.lists[-1].number)))
        self.lists[-1].number = number + 1
        return f"{number}."

    def _flush(self, *, broken: bool = False) -> None:
        """Ends the line; what follows a mere break goes on with it."""
        pieces = without(self.inline)
        text, bold = collapsed(pieces)
        strong = all(bold for words, bold in pieces if words.strip())
        self.inline = []
        close, self.broken = self.broken, broken and (self.broken or bool(text))
        if not text:
            return
        kind = Kind.FURNITURE if self.opened[-1].furniture else Kind.HEADING if self.heading else Kind.TEXT
        if self.marker and kind is Kind.TEXT:
            kind = Kind.ITEM
        self._put(Block(text, kind, self.heading or len(self.lists), self.marker, strong, close, bold=bold))
        self.marker = ""

    def _put(self, block: Block) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1].append(block)
        else:
            self.composer.add(block)

    def _end_row(self, row: list[list[Block]], spans: list[Span]) -> None:
        """A row goes to the text, or into the cell of the table around its own."""
        if not (self.rows and self.rows[-1]):
            self.composer.add_row(row, spans, self.grids[-1])
            return
        for cell in row:
            self.rows[-1][-1].extend(cell)


def _span(attributes: Mapping[str, str]) -> Span:
    columns, rows = (attributes.get(name, "1").strip() for name in ("colspan", "rowspan"))
    return Span(max(_number(columns), 1), ENDLESS if rows == "0" else _number(rows))


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text.strip()) else 1
