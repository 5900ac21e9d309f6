"""Which part of the form each line belongs to: front, Präambel, §§, closing.

A part begins at its "§ n"; where that line was lost, at its known heading; where both were, at a sentence known to
stand in it. A heading may be on the line of its §, on the next, or on both.

In an open layout the heading says which part a § is, and its number only that it comes after the one before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.errors import Place, UnknownHeading
from aqbgraph.extraction.forms.furniture import is_footer
from aqbgraph.extraction.forms.rules import Section
from aqbgraph.extraction.measures import budget_lines
from aqbgraph.extraction.measures.measure_types import names_type
from aqbgraph.extraction.outlining import joined_clauses
from aqbgraph.extraction.outlining.closing import closing
from aqbgraph.extraction.outlining.drafts import Draft
from aqbgraph.extraction.outlining.looks import clause_number, looks
from aqbgraph.extraction.outlining.parts import UNTOLD, Part, told_by_content
from aqbgraph.extraction.outlining.titles import LONGEST_HEADING, titles
from aqbgraph.extraction.outlining.unknown import ends_within_phrase, heading_like
from aqbgraph.extraction.signatures.openings import apart
from aqbgraph.extraction.signatures.split_days import with_whole_days

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aqbgraph.document import Document, Line
    from aqbgraph.extraction.forms.rules import Layout
    from aqbgraph.extraction.outlining.looks import Look
    from aqbgraph.extraction.outlining.titles import Titles
    from aqbgraph.extraction.wording.wording import StandingText

FRONT, PREAMBLE, CLOSING = "front", "preamble", "closing"
# Looked up once, and not for every line.
_ITEM = Kind.ITEM
# How long a sentence is that was joined to a line, and where it can begin.
_SENTENCE = 40
_HEADED = re.compile(r"(?!Abs|Satz|SGB|Nummer|Nr)[A-ZÄÖÜ][a-zäöüß]{4,} (?:\S+ )*?[A-ZÄÖÜ]")
_SENTENCE_START = re.compile(r" (?=[A-ZÄÖÜ„])")


@dataclass(slots=True)
class _Builder:
    layout: Layout
    document: Document
    known: StandingText
    titles: Titles
    look: Callable[[str], Look]
    faults: list[UnknownHeading] = field(default_factory=list)
    # The last of the drafts, asked for with every line.
    current: Draft = field(default_factory=lambda: Draft(FRONT))
    drafts: list[Draft] = field(init=False)

    def __post_init__(self) -> None:
        self.drafts = [self.current]

    def open(self, section: Section, headings: Sequence[Line], number: int | None = None) -> None:
        self.current = Draft(section.key, section.number or number)
        self.current.head(headings)
        self.drafts.append(self.current)

    def follows(self, section: Section, number: int | None = None) -> bool:
        """Whether a part can begin here: none goes back, and no known part comes twice."""
        if not self.layout.open:
            return self.current.key == FRONT or (section.number or 0) > (self.current.number or 0)
        if number is not None:
            return number > (self.current.number or 0)
        ranks = [self.layout.rank(draft.key) for draft in self.drafts]
        return self.layout.rank(section.key) > max(ranks)

    def awaits(self, section: Section) -> bool:
        """Whether the last § has no heading yet, but for footers, and may be this part."""
        empty = all(is_footer(line, self.layout) for line in self.current.lines)
        return self.layout.open and self.current.key.startswith(UNTOLD) and empty and self.follows(section)

    def next_number(self, section: Section) -> int | None:
        """The number of a part whose § was not written: in an open layout the next."""
        if not self.layout.open or section.key == PREAMBLE:
            return section.number
        return (self.current.number or 0) + 1

    def refuse(self, line: Line, message: str) -> None:
        self.faults.append(UnknownHeading(message, Place(self.document.source.name, line.number)))


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts in the order of the source, the headings nobody knows, and the lines without words of the agreement."""

    parts: tuple[Part, ...]
    faults: tuple[UnknownHeading, ...]
    furniture: tuple[Line, ...]
    _by_key: dict[str, Part] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_key", {part.key: part for part in reversed(self.parts)})

    def part(self, key: str) -> Part:
        """The part with this key, empty when the source has none."""
        return self._by_key.get(key) or Part(key)


def outline(document: Document, layout: Layout, known: StandingText) -> Outline:
    """Cuts a document into the parts of a layout."""
    look = looks(layout, known)
    builder = _Builder(layout, document, known, titles(layout), look)
    furniture: list[Line] = []
    lines: list[Line] = []
    for line in document.lines:
        said = look(line.passage.text)
        if said.is_furniture(line):
            furniture.append(line)
        elif said.two:
            lines.extend(apart(line))
        elif " §" in line.passage.text and not line.cells:
            lines.extend(joined_clauses.parted(line, builder.titles))
        else:
            lines.append(line)
    lines = with_whole_days(lines)
    end = closing(lines, look, builder.titles)
    index = 0
    while index < end:
        line, current = lines[index], builder.current
        if look(line.passage.text).is_plain(line, current.key):
            current.lines.append(line)
            index += 1
        else:
            index += _take(builder, lines[index : min(index + 2, end)])
    parts = [draft.part() for draft in builder.drafts]
    if layout.open:
        parts = told_by_content(parts, layout)
    return Outline((*parts, Part(CLOSING, None, (), tuple(lines[end:]))), tuple(builder.faults), tuple(furniture))


def _take(builder: _Builder, lines: Sequence[Line]) -> int:
    """Files the next line (or lines) and says how many."""
    line = lines[0]
    said = builder.look(line.passage.text)
    if said.clause and (taken := _take_clause(builder, lines, said.clause)):
        return taken
    goes_on = builder.current.key == FRONT and ends_within_phrase(builder.current.lines)
    if not goes_on and (titled := builder.titles.at(lines)):
        section, count = titled
        if section.key == builder.current.key:
            listed = section.key == builder.layout.measures and _is_of_list(line.text)
            (builder.current.lines.extend if listed else builder.current.head)(lines[:count])
            return count
        if builder.awaits(section):
            builder.current.name(section.key, lines[:count])
            return count
        if builder.follows(section):
            builder.open(section, lines[:count], builder.next_number(section))
            return count
    if goes_on or line.kind is _ITEM:
        builder.current.lines.append(line)
        return 1
    if not (said.titled and _take_joined(builder, line, said.numbered)):
        _by_wording(builder, line)
        builder.current.lines.append(line)
    return 1


def _is_of_list(text: str) -> bool:
    """Whether words that could be the title of the list are a line of it: "II. Projekte des Arbeitsmarktbudgets"."""
    return budget_lines.named(text) is not None or names_type(text)


def _by_wording(builder: _Builder, line: Line) -> None:
    """Opens the section of a known sentence whose heading was lost."""
    if builder.layout.open or (key := builder.look(line.text).section) in (None, builder.current.key):
        return
    section = next((section for section in builder.layout.sections if section.key == key), None)
    if section is not None and builder.follows(section):
        builder.open(section, [], builder.next_number(section))


def _take_joined(builder: _Builder, line: Line, offset: int) -> bool:
    """A heading to which a known sentence of its section was joined: each goes where it belongs."""
    text = line.text[offset:]
    if not builder.titles.begins(text):
        return False
    for match in _SENTENCE_START.finditer(text, 0, LONGEST_HEADING):
        section = builder.titles.of(text[: match.start()])
        if section is None or not _is_sentence_of(builder, section, line, text[match.end() :]):
            continue
        if section.key != builder.current.key and not builder.follows(section):
            continue
        _part_line(builder, section, line, offset + match.start())
        return True
    return False


def _is_sentence_of(builder: _Builder, section: Section, line: Line, rest: str) -> bool:
    """Whether words go on behind a heading as its section does; behind one that is marked as such or has a §, any."""
    if builder.known.section(rest) == section.key:
        return True
    marked = line.kind is Kind.HEADING or line.strong or (builder.layout.open and line.text.startswith("§"))
    return marked and len(rest) >= _SENTENCE


def _part_line(builder: _Builder, section: Section, line: Line, cut: int) -> None:
    heading = line._replace(passage=line.passage.cut(0, cut))
    if section.key == builder.current.key:
        builder.current.head([heading])
    elif builder.awaits(section):
        builder.current.name(section.key, [heading])
    else:
        builder.open(section, [heading], builder.next_number(section))
    rest = line.passage.cut(cut + 1, len(line.text))
    builder.current.lines.append(line._replace(passage=rest, kind=Kind.TEXT, level=0, strong=False))


def _take_clause(builder: _Builder, lines: Sequence[Line], match: re.Match[str]) -> int:
    if builder.layout.open:
        return _take_open(builder, lines, match)
    line, rest = lines[0], lines[0].text[match.end() :]
    section = builder.layout.section(clause_number(match))
    marked = line.kind is Kind.HEADING or line.strong
    if section is None or not builder.follows(section):
        if not rest or marked:
            builder.refuse(line, _unknown(line, section))
            builder.current.head([line])
            return 1
        return 0
    if not rest:
        builder.open(section, [line])
        return 1
    return _take_titled(builder, lines, section, match.end(), marked=marked)


def _unknown(line: Line, section: Section | None) -> str:
    if section is None:
        return f"Die Überschrift „{line.text}“ kennt kein Layout. Bitte prüfen oder aufnehmen (docs/add-a-layout.md)."
    return f"Die Überschrift „{line.text}“ steht an einer Stelle, an der ein späterer Paragraf schon begonnen hat."


def _take_titled(builder: _Builder, lines: Sequence[Line], section: Section, offset: int, *, marked: bool) -> int:
    """A § with words behind it: its heading, its heading and a joined first sentence, or a mere reference."""
    line = lines[0]
    shown = line._replace(passage=line.passage.cut(offset, len(line.text)))
    if (titled := builder.titles.at([shown, *lines[1:]])) and titled[0] is section:
        builder.open(section, lines[: titled[1]])
        return titled[1]
    if _take_joined(builder, line, offset):
        return 1
    for title in section.titles:
        # A greedy ".+" in a heading would swallow the joined sentence, so only literal headings can be cut off.
        if (match := title.match(shown.text)) and not title.pattern.endswith(".+"):
            _part_line(builder, section, line, offset + match.end())
            return 1
    if marked:
        builder.refuse(line, f"{_unknown(line, None)} § {section.number} heißt sonst anders.")
        builder.open(section, [line])
        return 1
    return 0


def _take_next(builder: _Builder, line: Line, rest: str, number: int) -> int:
    """The § that is next with a heading nobody knows to which its first sentence was joined: a clause of its own."""
    if number != (builder.current.number or 0) + 1 or not line.gap or not _HEADED.match(rest):
        return 0
    builder.open(Section(f"{UNTOLD}{number}", None, ()), [], number)
    builder.current.lines.append(line)
    return 1


def _take_open(builder: _Builder, lines: Sequence[Line], match: re.Match[str]) -> int:
    """A § whose heading says which part it is; under a heading nobody knows it is a clause and nothing more."""
    line, rest, number = lines[0], lines[0].text[match.end() :], clause_number(match)
    shown = [line._replace(passage=line.passage.cut(match.end(), len(line.text)))] if rest else []
    below = [other for other in lines[1:] if not (builder.look(other.text).clause or is_footer(other, builder.layout))]
    titled = builder.titles.at([*shown, *below]) if shown or below else None
    again = titled is not None and any(draft.key == titled[0].key for draft in builder.drafts)
    section = titled[0] if titled and not again else Section(f"{UNTOLD}{number}", None, ())
    if rest and not titled and not heading_like(line):
        return _take_next(builder, line, rest, number)
    if not builder.follows(section, number):
        builder.refuse(line, _unknown(line, section))
        builder.current.head([line])
        return 1
    count = titled[1] + (0 if rest else 1) if titled else 1 if rest else 1 + sum(map(heading_like, below))
    builder.open(section, lines[:count], number)
    return count
