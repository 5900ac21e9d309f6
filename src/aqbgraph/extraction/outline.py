"""Which part of the form each line belongs to: front, Präambel, §§, closing.

A part begins at its "§ n"; where that line was lost, at its known heading; where both were, at a sentence known to
stand in it. A heading may be on the line of its §, on the next, or on both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.errors import Place, UnknownHeading
from aqbgraph.extraction.signatures import begins_signature, is_office

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.document import Document, Line
    from aqbgraph.extraction.rules import Layout, Section
    from aqbgraph.extraction.wording import StandingText

FRONT, CLOSING = "front", "closing"
_CLAUSE = re.compile(r"§ ?(\d{1,2})\b[ .:]*")
# Longer than any heading: a sentence that happens to begin with "§ 5".
_LONGEST_HEADING = 120


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the form, the lines of its heading and the lines below."""

    key: str
    number: int | None = None
    headings: tuple[Line, ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def heading(self) -> str | None:
        """The heading without the § and its number."""
        words = [_CLAUSE.sub("", line.text) for line in self.headings]
        return next((text for text in words if text), None)


@dataclass(slots=True)
class _Builder:
    layout: Layout
    document: Document
    known: StandingText
    parts: list[Part] = field(default_factory=lambda: [Part(FRONT)])
    faults: list[UnknownHeading] = field(default_factory=list)

    def open(self, section: Section, headings: Sequence[Line]) -> None:
        self.parts.append(Part(section.key, section.number, tuple(headings)))

    def head(self, lines: Sequence[Line]) -> None:
        part = self.parts[-1]
        self.parts[-1] = replace(part, headings=(*part.headings, *lines))

    def body(self, line: Line) -> None:
        part = self.parts[-1]
        self.parts[-1] = replace(part, lines=(*part.lines, line))

    def refuse(self, line: Line, message: str) -> None:
        self.faults.append(UnknownHeading(message, Place(self.document.source.name, line.number)))


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts in the order of the source, and the headings nobody knows."""

    parts: tuple[Part, ...]
    faults: tuple[UnknownHeading, ...]

    def part(self, key: str) -> Part:
        """The part with this key, empty when the source has none."""
        return next((part for part in self.parts if part.key == key), Part(key))


def outline(document: Document, layout: Layout, known: StandingText) -> Outline:
    """Cuts a document into the parts of a layout."""
    builder = _Builder(layout, document, known)
    lines = [line for line in document.lines if not is_furniture(line, layout)]
    end = _closing(lines, layout)
    index = 0
    while index < end:
        index += _take(builder, lines[index:end])
    builder.parts.append(Part(CLOSING, None, (), tuple(lines[end:])))
    return Outline(tuple(builder.parts), tuple(builder.faults))


def is_furniture(line: Line, layout: Layout) -> bool:
    """Whether a line carries no words of the agreement: logo, page number, rule."""
    return line.kind is Kind.RULE or any(pattern.fullmatch(line.text) for pattern in layout.furniture)


def _closing(lines: Sequence[Line], layout: Layout) -> int:
    """Where the signatures begin: at place and date, or at the name before an office where that line was lost."""
    last = _last_heading(lines, layout)
    for index in range(last, len(lines)):
        if begins_signature(lines[index].text):
            return index
    for index in range(last, len(lines)):
        if is_office(lines[index].text):
            while index > last + 1 and len(lines[index - 1].text.split()) <= 4 and lines[index - 1].text[-1].isalpha():
                index -= 1
            return index
    return len(lines)


def _last_heading(lines: Sequence[Line], layout: Layout) -> int:
    found = [index for index in range(len(lines)) if _clause(lines[index]) or _titled(lines, index, layout) is not None]
    return found[-1] if found else 0


def _clause(line: Line) -> re.Match[str] | None:
    return _CLAUSE.match(line.text) if len(line.text) <= _LONGEST_HEADING else None


def _titled(lines: Sequence[Line], index: int, layout: Layout) -> Section | None:
    return next((section for section in layout.sections if _title(lines[index:], section)), None)


def _title(lines: Sequence[Line], section: Section) -> int:
    """How many lines at the start are a heading of this section: one, or two where a heading was broken; else none."""
    for count in (1, 2):
        words = " ".join(line.text for line in lines[:count])
        if len(words) <= _LONGEST_HEADING and any(title.fullmatch(words) for title in section.titles):
            return count
    return 0


def _take(builder: _Builder, lines: Sequence[Line]) -> int:
    """Files the next line (or lines) and says how many."""
    line, current = lines[0], builder.parts[-1]
    if (match := _clause(line)) and (taken := _take_clause(builder, lines, match)):
        return taken
    for section in builder.layout.sections:
        if count := _title(lines, section):
            if section.key == current.key:
                builder.head(lines[:count])
                return count
            if _follows(section, current):
                builder.open(section, lines[:count])
                return count
    _by_wording(builder, line)
    builder.body(line)
    return 1


def _by_wording(builder: _Builder, line: Line) -> None:
    """Opens the section of a known sentence whose heading was lost."""
    key, current = builder.known.section(line.text), builder.parts[-1]
    section = next((section for section in builder.layout.sections if section.key == key), None)
    if section is not None and section.key != current.key and _follows(section, current):
        builder.open(section, [])


def _follows(section: Section, current: Part) -> bool:
    return current.key == FRONT or (section.number or 0) > (current.number or 0)


def _take_clause(builder: _Builder, lines: Sequence[Line], match: re.Match[str]) -> int:
    line, rest = lines[0], lines[0].text[match.end() :]
    section = builder.layout.section(int(match[1]))
    marked = line.kind is Kind.HEADING or line.strong
    if section is None or not _follows(section, builder.parts[-1]):
        if not rest or marked:
            builder.refuse(line, _unknown(line, section))
            builder.head([line])
            return 1
        return 0
    if not rest:
        builder.open(section, [line])
        return 1
    return _take_titled(builder, lines, section, match.end(), marked=marked)


def _unknown(line: Line, section: Section | None) -> str:
    if section is None:
        return f"Die Überschrift „{line.text}“ kennt kein Layout. Bitte prüfen oder in extraction/layouts.py aufnehmen."
    return f"Die Überschrift „{line.text}“ steht an einer Stelle, an der ein späterer Paragraf schon begonnen hat."


def _take_titled(builder: _Builder, lines: Sequence[Line], section: Section, offset: int, *, marked: bool) -> int:
    """A § with words behind it: its heading, its heading and a joined first sentence, or a mere reference."""
    line = lines[0]
    shown = replace(line, passage=line.passage.cut(offset, len(line.text)))
    if count := _title([shown, *lines[1:]], section):
        builder.open(section, lines[:count])
        return count
    for title in section.titles:
        # A greedy ".+" in a heading would swallow the joined sentence, so only literal headings can be cut off.
        if (match := title.match(shown.text)) and not title.pattern.endswith(".+"):
            cut = offset + match.end()
            builder.open(section, [replace(line, passage=line.passage.cut(0, cut))])
            rest = replace(line, passage=line.passage.cut(cut + 1, len(line.text)), kind=Kind.TEXT)
            builder.body(rest)
            return 1
    if marked:
        builder.refuse(line, f"{_unknown(line, None)} § {section.number} heißt sonst anders.")
        builder.open(section, [line])
        return 1
    return 0
