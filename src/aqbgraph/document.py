"""A source as read: its text, its lines without markup, and the way back from each character to the source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Source:
    """The file an agreement was read from. `name` is relative to what the user named, never a machine's path."""

    name: str
    sha256: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Text freed from markup; `starts[i]` and `ends[i]` say which characters of the source character i stands for.

    Guarantee: `starts` and `ends` rise, `starts[i] < ends[i]`, and all three have the same length.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the source behind `text[start:end]`, which must not be empty."""
        return self.starts[start], self.ends[end - 1]

    def cut(self, start: int, end: int) -> Passage:
        """The part `text[start:end]`."""
        return Passage(self.text[start:end], self.starts[start:end], self.ends[start:end])


def identity(text: str, offset: int = 0) -> Passage:
    """A passage that stands for itself, `offset` characters into the source."""
    end = offset + len(text)
    return Passage(text, tuple(range(offset, end)), tuple(range(offset + 1, end + 1)))


def join(passages: tuple[Passage, ...], glue: str = " ") -> Passage:
    """Passages in a row; a character of the glue stands for what lies between its neighbours in the source."""
    if not passages:
        return Passage("", (), ())
    text, starts, ends = [passages[0].text], list(passages[0].starts), list(passages[0].ends)
    for passage in passages[1:]:
        if not passage.text:
            continue
        if starts:
            between = (ends[-1], max(passage.starts[0], ends[-1] + 1))
            starts.extend([between[0]] * len(glue))
            ends.extend([between[1]] * len(glue))
            text.append(glue)
        text.append(passage.text)
        starts.extend(passage.starts)
        ends.extend(passage.ends)
    return Passage("".join(text), tuple(starts), tuple(ends))


class Kind(Enum):
    """What the markup says a line is. Markup is a hint: wording decides."""

    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line of a source.

    `number` counts from 1; `gap` is the number of blank lines before it; `level` is a heading's depth; `marker` is an
    item's bullet or number as written; `strong` says that the whole line is bold.
    """

    number: int
    kind: Kind
    passage: Passage
    level: int = 0
    marker: str = ""
    strong: bool = False
    gap: int = 0

    @property
    def text(self) -> str:
        """The line's words without markup."""
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Document:
    """A source, its text as decoded, and its non-blank lines in order."""

    source: Source
    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """A damaged reading: the source has `read` at its characters `start` to `end`, it was understood as `written`.

    `rule` names why no other reading is left.
    """

    start: int
    end: int
    read: str
    written: str
    rule: str


@dataclass(frozen=True, slots=True)
class Fact:
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
