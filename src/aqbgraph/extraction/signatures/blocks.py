"""The closing cut into blocks, one below each place and day, and their lines into names, offices and other words."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.extraction.signatures import offices, persons
from aqbgraph.extraction.signatures.columns import columns
from aqbgraph.extraction.signatures.openings import broken, openings
from aqbgraph.extraction.wording.wording import in_one_line
from aqbgraph.remembering import remembered
from aqbgraph.vocabulary import normalise, vocabulary
from aqbgraph.wordbreaks import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.document import Line, Passage
    from aqbgraph.extraction.signatures.openings import Opening
    from aqbgraph.extraction.signatures.persons import Name


class Read(NamedTuple):
    """Words of a signature: the passage they stand in and where."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words."""
        return in_one_line(self.passage.text[self.start : self.end])

    @property
    def span(self) -> tuple[int, int]:
        """Their characters in the source."""
        return self.passage.span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Opened:
    """Place and day of a block; `whole` are all words of the form: "Wiesbaden, den"."""

    whole: Read
    place: Read | None
    date: Read | None
    misread: Read | None


@dataclass(slots=True)
class Block:
    """What stands below a place and a day, or before the first; `repeated` are these once more."""

    opened: Opened | None = None
    lines: list[Line] = field(default_factory=list)
    repeated: list[Line] = field(default_factory=list)


class Kind(Enum):
    """What the words of a line are."""

    NAME = "name"
    OFFICE = "office"
    LABEL = "label"
    OTHER = "other"


class Part(NamedTuple):
    """A line, or the part of it before or behind an office; `read` are the words of a name or an office.

    `article` says that the office has one ("Der Landrat"), so that its holder is named below it.
    """

    kind: Kind
    line: Line
    read: Read
    name: Name | None = None
    article: bool = False


def blocks(lines: Sequence[Line], source: str, *, recognised: bool = False) -> list[Block]:
    """The blocks in the order of the closing, the left before the right where two stand side by side.

    On a scan that was `recognised`, place and day that a stroke has broken begin one, too.
    """
    made: list[Block] = []
    index = 0
    while index < len(lines):
        found = openings(lines[index].text) or (_broken(lines[index]) if recognised else ())
        count = 1
        if len(found) > 1:
            count = _rows(lines, index)
            parted = columns(lines[index : index + count], source)
            for side in (parted.left, parted.right):
                made.extend(blocks(side, source, recognised=recognised))
        elif found and _is_bare(made) and lines[index].text == lines[index - 1].text:
            made[-1].repeated.append(lines[index])
        elif found:
            _open(made, lines[index], found[0])
        else:
            made = made or [Block()]
            made[-1].lines.append(lines[index])
        index += count
    return made


def _broken(line: Line) -> tuple[Opening, ...]:
    found = None if line.cells else broken(line.text)
    return (found,) if found else ()


def _is_bare(made: Sequence[Block]) -> bool:
    """Whether nothing stands below the last place and day: the same ones once more are a repetition."""
    return bool(made) and made[-1].opened is not None and not made[-1].lines


def _rows(lines: Sequence[Line], first: int) -> int:
    """How many lines stand in two columns: those up to the next place and day."""
    return next(
        (index - first for index in range(first + 1, len(lines)) if openings(lines[index].text)), len(lines) - first
    )


def _open(made: list[Block], line: Line, opening: Opening) -> None:
    """Begins a block; what was joined to its first line goes to the block before, or into it."""
    if made and opening.place is not None and (head := _cut(line, 0, opening.start)):
        made[-1].lines.append(head)
    made.append(Block(_opened(line.passage, opening)))
    if tail := _cut(line, opening.end, len(line.text)):
        made[-1].lines.append(tail)


def _opened(passage: Passage, opening: Opening) -> Opened:
    def read(span: tuple[int, int] | None) -> Read | None:
        return Read(passage, *span) if span else None

    return Opened(
        Read(passage, opening.start, opening.end), read(opening.place), read(opening.date), read(opening.misread)
    )


def _cut(line: Line, start: int, end: int) -> Line | None:
    """A part of a line without the marks around it, None where it holds no word."""
    words = line.text[start:end]
    if not any(map(str.isalnum, words)):
        return None
    begin = start + len(words) - len(words.lstrip(" ,;:|_–-"))
    return line._replace(passage=line.passage.cut(begin, start + len(words.rstrip(" ,|_"))))


def parts(lines: Sequence[Line]) -> Iterator[Part]:
    """What the lines of a block say. Two offices in a line are columns that could not be parted: other words."""
    for line in _whole(lines):
        found = offices.held(line.text)
        if found is None:
            yield _part(line)
            continue
        start, end = found
        first = offices.article(line.text, start)
        if head := _cut(line, 0, first):
            yield _part(head)
        yield Part(Kind.OFFICE, line, Read(line.passage, start, end), article=first < start)
        if tail := _cut(line, end, len(line.text)):
            yield _part(tail)


def _whole(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, those as one over whose end an office ("Erster", "Kreisbeigeordneter") or a name was parted."""
    above: Line | None = None
    for line in lines:
        if above is not None and above.text.endswith("-") and line.text[:1].islower():
            both = above._replace(passage=joined([above.passage, line.passage]))
            if len(offices.find(both.text)) > len(offices.find(above.text)):
                yield both
                above = None
                continue
        elif above is not None and ("." in above.text or " " not in above.text) and _goes_on(above.text, line.text):
            above = above._replace(passage=joined([above.passage, line.passage]))
            continue
        if above is not None:
            yield above
        above = line
    if above is not None:
        yield above


def _goes_on(above: str, below: str) -> bool:
    return offices.goes_on(above, below) or (persons.goes_on(above, below) and not _of_a_party(below))


def _part(line: Line) -> Part:
    if persons.is_label(line.text):
        return Part(Kind.LABEL, line, Read(line.passage, 0, len(line.text)))
    name = persons.find(line.text)
    if name is not None and not _of_a_party(line.text):
        return Part(Kind.NAME, line, Read(line.passage, name.start, name.end), name)
    return Part(Kind.OTHER, line, Read(line.passage, 0, len(line.text)))


@remembered
def _of_a_party(text: str) -> bool:
    return _of_parties().issuperset(normalise(text).split())


@cache
def _of_parties() -> frozenset[str]:
    """All words of the names of parties: "Waldeck Frankenberg" is nobody's name."""
    return frozenset(
        word
        for entry in vocabulary().instances("Party")
        for spelling in entry.spellings
        for word in normalise(spelling).split()
    )
