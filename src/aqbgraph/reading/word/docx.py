"""Word documents (Office Open XML, ECMA-376) to lines: the body as printed, with the bullets and numbers Word makes.

Only the parts that hold text are opened, each up to a bound, whatever the archive claims of its sizes. Running headers
and footers stand at the end of the text, marked as furniture, and footnotes after the body: nothing printed is
dropped. Comments and hidden text are not printed. Tracked changes leave two readings, so they are refused.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.errors import Place, ReadingError
from aqbgraph.reading.composition import Block, Composer
from aqbgraph.reading.notes import Piece, without
from aqbgraph.reading.reading import struck_out, too_large, unseen
from aqbgraph.reading.texts.emphasis import moved, stripped
from aqbgraph.reading.unfinished import refuse_draft
from aqbgraph.reading.word.boxes import boxes
from aqbgraph.reading.word.package import PACKED, kind, properties, watermarks
from aqbgraph.reading.word.styles import Lists, Styles, W, struck
from aqbgraph.reading.word.unseen import is_left_out, is_raised, white

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from aqbgraph.reading.reading import Reading
    from aqbgraph.reading.texts.emphasis import Spans

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Unpacked bytes of a part; an agreement's text is some 100 kB of XML.
LARGEST_PART = 3_000_000
_MOST_PARTS = 5_000
_DEEPEST_TABLE = 20
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ADVICE = "Bitte in Word oder LibreOffice öffnen und als DOCX oder PDF speichern."
_UNPACK = "Bitte vorher entpacken."
_DAMAGED = f"Das Word-Dokument ist beschädigt oder verschlüsselt. {_ADVICE}"
# What zipfile raises over archives that are none, or encrypted.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
# What a paragraph holds that is neither a run nor printed, and what is read like the paragraph itself.
_CHANGED = frozenset({W + "ins", W + "del", W + "moveFrom", W + "moveTo"})
_LITERAL = {W + "tab": "\t", W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad", W + "ptab": "\t"}
_BREAKS = frozenset({W + "br", W + "cr"})
_TABS = re.compile(r"\t+")


def recognises(content: bytes) -> bool:
    """Whether this is an Office document, of whatever sort: those that are not DOCX are refused by name."""
    return content.startswith((_ZIP, _OLE))


def read(content: bytes, name: str) -> Reading:
    """The lines of a Word document.

    Raises:
        ReadingError: it is another sort of file, encrypted, damaged, with macros or tracked changes, or too large.
    """
    if content.startswith(_OLE):
        raise ReadingError(f"Die Datei ist {_legacy(content)}. {_ADVICE}", Place(name))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            reading = _Package(archive, name).reading()
    except _BROKEN as error:
        raise ReadingError(_DAMAGED, Place(name)) from error
    if not any(line.kind is not Kind.FURNITURE for line in reading.lines):
        raise ReadingError("Das Word-Dokument enthält keinen Text. Sind die Seiten Bilder?", Place(name))
    return reading


def _legacy(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "ein verschlüsseltes Office-Dokument"
    return "ein älteres Office-Dokument (etwa .doc)"


@dataclass(frozen=True, slots=True)
class _Package:
    """The parts of a document."""

    archive: zipfile.ZipFile
    name: str

    def reading(self) -> Reading:
        names = set(self.archive.namelist())
        if len(names) > _MOST_PARTS:
            raise self._refused(f"Das Archiv hat {len(names)} Teile. Ist das ein Word-Dokument?")
        if any(posixpath.basename(part).lower() == "vbaproject.bin" for part in names):
            raise self._refused("Das Word-Dokument enthält Makros. Bitte ohne Makros als DOCX speichern.")
        main = self._related("", "officeDocument")
        if not main or main[0] not in names or self._part(main[0]).tag != W + "document":
            found = kind(names)
            raise self._refused(f"Die Datei ist {found}. {_UNPACK if found is PACKED else _ADVICE}")
        refuse_draft(properties(self._first("", "core-properties")), self.name)
        return self._read(main[0])

    def _read(self, main: str) -> Reading:
        body = self._part(main)
        if any(next(body.iter(tag), None) is not None for tag in _CHANGED):
            raise self._refused(
                "Das Word-Dokument enthält nachverfolgte Änderungen. Bitte alle annehmen oder ablehnen."
            )
        if words := struck(body):
            raise self._refused(struck_out(words))
        if words := white(body):
            raise self._refused(unseen(words))
        styles = Styles.of(self._first(main, "styles"))
        lists = Lists.of(self._first(main, "numbering"))
        flow = _Flow(self.name, styles, lists)
        composer = Composer(self.name)
        flow.read(body, composer)
        for notes in ("footnotes", "endnotes"):
            for part in self._related(main, notes):
                flow.read(self._part(part), composer)
        for running in ("header", "footer"):
            seen: set[str] = set()
            for part in self._related(main, running):
                self._furniture(flow, part, composer, seen)
        return composer.reading()

    def _furniture(self, flow: _Flow, part: str, composer: Composer, seen: set[str]) -> None:
        """A header or footer; the same words on other pages are the same line."""
        for block in flow.blocks(self._part(part)):
            if block.text not in seen:
                seen.add(block.text)
                composer.add(Block(_TABS.sub(" ", block.text), Kind.FURNITURE))
        for words in watermarks(self._part(part)):
            composer.add(Block(words, Kind.FURNITURE))

    def _first(self, main: str, kind: str) -> etree._Element | None:
        return next((self._part(part) for part in self._related(main, kind)), None)

    def _related(self, part: str, kind: str) -> list[str]:
        """The parts of the archive that one is related to (ECMA-376 part 2, 6.5), in the order of their names."""
        folder, base = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        names = set(self.archive.namelist())
        if relations not in names:
            return []
        found = [
            posixpath.normpath(posixpath.join("/" + folder, relation.get("Target", ""))).lstrip("/")
            for relation in self._part(relations).iter(_RELATION)
            if relation.get("Type", "").endswith("/" + kind) and relation.get("TargetMode") != "External"
        ]
        return sorted({name for name in found if name in names})

    def _part(self, part: str) -> etree._Element:
        try:
            with self.archive.open(part) as stream:
                content = stream.read(LARGEST_PART + 1)
        except (*_BROKEN, ValueError) as error:
            raise self._refused(_DAMAGED) from error
        if len(content) > LARGEST_PART:
            raise self._refused(f"{too_large(f'„{part}“, ausgepackt,', LARGEST_PART)}.")
        # Text needs no parser of XML, and most sources are text.
        from lxml import etree  # noqa: PLC0415

        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise self._refused(f"Das Word-Dokument ist beschädigt („{part}“: {error.msg}). {_ADVICE}") from error
        if root.getroottree().docinfo.internalDTD is not None:
            # No part may have one (ECMA-376 part 2, 6.2.5): it could only define entities.
            raise self._refused(f"„{part}“ enthält eine DTD, die es in Word-Dokumenten nicht gibt.")
        return root

    def _refused(self, message: str) -> ReadingError:
        return ReadingError(message, Place(self.name))


@dataclass(frozen=True, slots=True)
class _Flow:
    """Reads the paragraphs and tables of a part."""

    name: str
    styles: Styles
    lists: Lists

    def read(self, part: etree._Element, composer: Composer) -> None:
        """Puts a part's lines into the text."""
        for content in part:
            for paragraph in _unwrapped(content):
                if paragraph.tag == W + "tbl":
                    for row in _rows(paragraph):
                        composer.add_row([list(self.blocks(cell)) for cell in row])
                elif paragraph.tag == W + "p":
                    self._put(list(self._paragraph(paragraph)), composer)
                elif paragraph.tag in (W + "body", W + "footnote", W + "endnote"):
                    self.read(paragraph, composer)

    def _put(self, blocks: list[Block], composer: Composer) -> None:
        """A line with tabs between its words stands side by side with itself: columns made by hand."""
        for block in blocks:
            cells = [cell.strip() for cell in _TABS.split(block.text.strip())]
            if len(cells) > 1 and block.kind is Kind.TEXT and len(cells[0]) > _LONGEST_MARKER:
                composer.add_cells([Block(cell, strong=block.strong) for cell in cells])
            else:
                composer.add(block)

    def blocks(self, part: etree._Element, depth: int = 0) -> Iterator[Block]:
        """All lines in a part or cell, tables cell after cell."""
        if depth > _DEEPEST_TABLE:
            raise ReadingError(f"Mehr als {_DEEPEST_TABLE} Tabellen stehen ineinander.", Place(self.name))
        for content in part:
            for paragraph in _unwrapped(content):
                if paragraph.tag == W + "p":
                    yield from self._paragraph(paragraph)
                elif paragraph.tag == W + "tbl":
                    for row in _rows(paragraph):
                        for cell in row:
                            yield from self.blocks(cell, depth + 1)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        style = self.styles.of_paragraph(paragraph)
        level, label = self.lists.label(style)
        kind, marker, before = _labelled(style.outline, label)
        for number, (words, strong, bold) in enumerate(self._lines(paragraph, bold=style.bold)):
            first = number == 0
            text = f"{before} {words}" if first and before else words
            if not first and kind is Kind.ITEM:
                kind, marker = Kind.TEXT, ""
            depths = {Kind.HEADING: (style.outline or 0) + 1, Kind.ITEM: level + style.set_in + 1}
            depth = depths.get(kind, 0)
            yield Block(text, kind, depth, marker, strong, not first, bold=moved(bold, len(text) - len(words)))
        for box in boxes(paragraph):
            yield from self.blocks(box)

    def _lines(self, paragraph: etree._Element, *, bold: bool) -> Iterator[tuple[str, bool, Spans]]:
        """The lines of a paragraph, parted by breaks, whether all words of each are bold, and where bold ones are."""
        pieces: list[Piece] = []
        for run in _runs(paragraph):
            properties = run.find(W + "rPr")
            if is_left_out(properties):
                continue
            strong, raised = self.styles.bold(properties, bold), is_raised(properties)
            for piece in run:
                if piece.tag in _BREAKS:
                    yield stripped(without(pieces))
                    pieces = []
                elif piece.tag == W + "t":
                    pieces.append(Piece(piece.text or "", strong, raised))
                elif piece.tag in _LITERAL:
                    pieces.append(Piece(_LITERAL[piece.tag], strong, raised))
                elif piece.tag == W + "sym":
                    pieces.append(Piece(_symbol(piece), strong, raised))
        yield stripped(without(pieces))


# "1.", "a)", "§ 4": what a tab may part from its words.
_LONGEST_MARKER = 4


def _labelled(outline: int | None, label: str) -> tuple[Kind, str, str]:
    """What a paragraph is, its marker, and what Word prints before its words."""
    if "§" in label:
        return Kind.HEADING, "", label
    if outline is not None:
        return Kind.HEADING, label, ""
    return (Kind.ITEM, label, "") if label else (Kind.TEXT, "", "")


def _unwrapped(content: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, out of the content controls they may stand in."""
    if content.tag in (W + "sdt", W + "customXml", W + "sdtContent"):
        for inner in content:
            yield from _unwrapped(inner)
    else:
        yield content


def _rows(table: etree._Element) -> Iterator[list[etree._Element]]:
    for content in table:
        for row in _unwrapped(content):
            if row.tag == W + "tr":
                yield [cell for inner in row for cell in _unwrapped(inner) if cell.tag == W + "tc"]


def _runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph, those in links and fields too, without those of text boxes."""
    for content in paragraph:
        if content.tag == W + "r":
            yield content
        elif content.tag != W + "pPr" and isinstance(content.tag, str):
            yield from _runs(content)


def _symbol(symbol: etree._Element) -> str:
    code = symbol.get(W + "char", "")
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else ""
