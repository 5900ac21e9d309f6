"""A source as read: its text, its lines without markup, and the way back from each character to the source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import Enum
from operator import attrgetter
from sys import maxsize
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.errors import Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Source:
    """The file an agreement was read from. `name` is relative to what the user named, never a machine's path.

    `charset` is the IANA name of the encoding that was found; "" where the file is no text.
    """

    name: str
    sha256: str
    media_type: str
    size: int
    charset: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """Words that were not read as they stand: `read` is what `text[start:end]` shows, `written` what it was taken for.

    Characters count from 0 in the text of the source as decoded; `rule` names the step that found but one reading.
    """

    start: int
    end: int
    read: str
    written: str
    rule: str


class Placed(NamedTuple):
    """Where a word stands on paper: its characters, its page (from 1), its box in points from the top left corner.

    A point is 1/72 inch; the corner is that of the page as displayed, so `top < bottom`. `confidence` is what the
    recognition of characters gives the word, 0 to 100; None where none was needed.
    """

    start: int
    end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float
    confidence: float | None = None


class Region(NamedTuple):
    """A rectangle on a page, measured as in Placed."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


# Where a run begins in the words, and which characters of the source it stands for.
Run = tuple[int, int, int]


class Passage(NamedTuple):
    """Text freed from markup, in runs that say which characters of the source they stand for.

    A run reaches to where the next begins. One as long as what it stands for leads back character by character; in
    any other ("fi" for a ligature, "&" for "&amp;") each character stands for the whole.

    Guarantee: runs rise, in the words and in the source, and none is empty on either side. `repairs` are the words
    that are not as the source has them. A tuple, as lines and facts are, because a document has hundreds and these are
    made fastest.
    """

    text: str
    runs: tuple[Run, ...]
    repairs: tuple[Repair, ...] = ()

    def position(self, index: int) -> int:
        """The first character of the source behind `text[index]`."""
        at, stop, start, end = self._run(index)
        return start + index - at if end - start == stop - at else start

    def after(self, index: int) -> int:
        """The end (exclusive) of what stands behind `text[index]`."""
        at, stop, start, end = self._run(index)
        return start + index - at + 1 if end - start == stop - at else end

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the source behind `text[start:end]`, which must not be empty; mostly of a single run."""
        runs = self.runs
        number = bisect_right(runs, (start, maxsize)) if len(runs) > 1 else 1
        (at, first, last), stop = runs[number - 1], runs[number][0] if number < len(runs) else len(self.text)
        if 0 <= start < end <= stop == at + last - first:
            return first + start - at, first + end - at
        return self.position(start), self.after(end - 1)

    @property
    def extent(self) -> tuple[int, int]:
        """The characters of the source behind all of it; there must be a word."""
        return self.runs[0][1], self.runs[-1][2]

    def cut(self, start: int, end: int) -> Passage:
        """The part `text[start:end]`."""
        start, end = max(start, 0), min(end, len(self.text))
        if start >= end:
            return EMPTY
        first, last = bisect_right(self.runs, (start, maxsize)) - 1, bisect_right(self.runs, (end - 1, maxsize)) - 1
        runs = tuple([run for index in range(first, last + 1) for run in self._part(index, start, end)])
        kept = tuple([repair for repair in self.repairs if repair.start < runs[-1][2] and repair.end > runs[0][1]])
        return Passage(self.text[start:end], runs, kept)

    def _part(self, index: int, start: int, end: int) -> list[Run]:
        """What is left of a run in `text[start:end]`."""
        at, first, last = self.runs[index]
        stop = self._stop(index)
        begin, size = max(at - start, 0), min(stop, end) - max(at, start)
        if stop - at == last - first:
            return [(begin, first + max(start - at, 0), last - max(stop - end, 0))]
        if size != last - first:
            return [(begin, first, last)]
        # As long as what it stands for by chance only: each character goes on standing for the whole.
        return [(begin + offset, first, last) for offset in range(size)]

    def _run(self, index: int) -> tuple[int, int, int, int]:
        """The run of a character: its part of the words, and what that stands for."""
        if not 0 <= index < len(self.text):
            raise IndexError(index)
        found = bisect_right(self.runs, (index, maxsize)) - 1
        at, start, end = self.runs[found]
        return at, self._stop(found), start, end

    def _stop(self, index: int) -> int:
        return self.runs[index + 1][0] if index + 1 < len(self.runs) else len(self.text)


EMPTY = Passage("", ())


def identity(text: str, offset: int = 0) -> Passage:
    """A passage that stands for itself, `offset` characters into the source."""
    return Passage(text, ((0, offset, offset + len(text)),)) if text else EMPTY


def join(passages: tuple[Passage, ...], glue: str = " ") -> Passage:
    """Passages in a row; a character of the glue stands for what lies between its neighbours in the source."""
    text: list[str] = []
    runs: list[Run] = []
    repairs: list[Repair] = []
    at = 0
    for passage in passages:
        if not passage.text:
            continue
        if runs and glue:
            end = runs[-1][2]
            runs.append((at, end, max(passage.runs[0][1], end + 1)))
            text.append(glue)
            at += len(glue)
        runs.extend([(at + first, start, end) for first, start, end in passage.runs])
        text.append(passage.text)
        repairs.extend(passage.repairs)
        at += len(passage.text)
    return Passage("".join(text), tuple(runs), tuple(repairs))


def changed(passage: Passage, changes: Iterable[tuple[int, int, str]]) -> Passage:
    """The passage with `text[start:end]` replaced by other words, for each (start, end, words) in rising order.

    The new words stand for all that the old ones stood for, character by character if they are as many.
    """
    parts: list[Passage] = []
    done = 0
    for start, end, words in changes:
        parts.append(passage.cut(done, start))
        if words:
            parts.append(Passage(words, ((0, *passage.span(start, end)),)))
        done = end
    return join((*parts, passage.cut(done, len(passage.text))), "")


class Kind(Enum):
    """What the markup says a line is. Markup is a hint: wording decides.

    Furniture belongs to the page and not to the text: running headers and footers.
    """

    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"
    RULE = "rule"
    FURNITURE = "furniture"


class Line(NamedTuple):
    """One non-blank line of a source.

    `number` counts from 1; `gap` is the number of blank lines before it; `level` is a heading's depth; `marker` is an
    item's bullet or number as written; `strong` says that the whole line is bold. `cells` are the parts of a line that
    is a row of a table, empty ones included, and none of any other; the line's own words are all of them. `bold` says
    which characters of the source are bold where not all of the line is, `spread` is the row with those cells that span
    several rows or columns in each of them, where one does.
    """

    number: int
    kind: Kind
    passage: Passage
    level: int = 0
    marker: str = ""
    strong: bool = False
    gap: int = 0
    cells: tuple[Passage, ...] = ()
    bold: tuple[tuple[int, int], ...] = ()
    spread: tuple[Passage, ...] = ()

    @property
    def text(self) -> str:
        """The line's words without markup."""
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Document:
    """A source, its text as decoded, and its non-blank lines in order.

    `words`, `sheets`, `turns`, `recognised` are those of its Reading; `repairs` were made there, in the text's order.
    """

    source: Source
    text: str
    lines: tuple[Line, ...]
    words: tuple[Placed, ...] = ()
    repairs: tuple[Repair, ...] = ()
    recognised: bool = False
    sheets: tuple[tuple[float, float], ...] = ()
    turns: tuple[float, ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple([line.passage.runs[0][1] for line in self.lines]))

    def line_at(self, position: int) -> Line | None:
        """The line in which a character of the source stands, the last one that begins before it."""
        index = bisect_right(self._starts, position)
        return self.lines[max(index - 1, 0)] if self.lines else None

    def placed(self, start: int, end: int) -> tuple[Placed, ...]:
        """The words of `text[start:end]`, those cut by its ends included."""
        first = bisect_right(self.words, start, key=attrgetter("end"))
        return self.words[first : bisect_left(self.words, end, key=attrgetter("start"))]

    def spot(self, position: int) -> Spot | None:
        """Where on paper a character of the source stands, or the next that does; None where there is no paper."""
        word = next(iter(self.words[bisect_right(self.words, position, key=attrgetter("end")) :]), None)
        return Spot(word.page, word.top) if word else None

    def regions(self, start: int, end: int) -> tuple[Region, ...]:
        """The box of `text[start:end]` on each page it stands on; none where the source has no paper."""
        pages: dict[int, list[Placed]] = {}
        for word in self.placed(start, end):
            pages.setdefault(word.page, []).append(word)
        return tuple(_around(words) for _, words in sorted(pages.items()))


def _around(words: Sequence[Placed]) -> Region:
    left, top = min(word.left for word in words), min(word.top for word in words)
    return Region(words[0].page, left, top, max(word.right for word in words), max(word.bottom for word in words))


class Fact(NamedTuple):
    """A value read from a document, with the words it was read from.

    `name` is the field it is for, `node` the thing that has the field ("measure-3-2"), `value` what was understood;
    `quote` is the sentence or line, `text[start:end] == quote`, and `words` the same freed from markup; `read` are the
    characters the rule itself matched; `repair` says that its words were damaged and what they were taken for.
    """

    node: str
    name: str
    value: object
    start: int
    end: int
    line: int
    quote: str
    words: str
    rule: str
    read: tuple[int, int]
    repair: Repair | None = None
