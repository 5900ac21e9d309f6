"""How a document was read, for those who write layouts: which rule found what, and which found nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.extraction import finding
from aqbgraph.extraction.forms.rules import Mentions
from aqbgraph.extraction.outlining.outline import CLOSING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.document import Document, Fact, Line
    from aqbgraph.extraction.forms.rules import Layout, Rule
    from aqbgraph.extraction.outlining.outline import Outline
    from aqbgraph.extraction.wording.wording import Stream


@dataclass(frozen=True, slots=True)
class Use:
    """A rule, its pattern (or the scheme whose labels it looks for), and what it found; nothing when `facts` is empty.

    `section` says whether the part it looks in is there at all.
    """

    name: str
    pattern: str
    section: bool
    facts: tuple[Fact, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartFound:
    """A part of the document: the key of the layout, its heading as written, its first line and how many lines."""

    key: str
    heading: str | None
    line: int | None
    lines: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """The layout that was chosen, the parts it found, those it missed, and each rule with what it found."""

    layout: str
    parts: tuple[PartFound, ...]
    missing: tuple[str, ...]
    rules: tuple[Use, ...]


def explain(document: Document, layout: Layout, outline: Outline, streams: Sequence[Stream]) -> Explanation:
    """Applies each rule of a layout once more, on its own."""
    parts = [PartFound(part.key, part.heading, *_extent(part.headings + part.lines)) for part in outline.parts]
    found = {part.key for part in outline.parts}
    return Explanation(
        layout=layout.name,
        parts=tuple(part for part in parts if part.lines or part.key != CLOSING),
        missing=tuple(section.key for section in layout.sections if section.key not in found),
        rules=tuple(_use(rule, document, streams) for rule in layout.rules),
    )


def _extent(lines: Sequence[Line]) -> tuple[int | None, int]:
    numbers = {line.number for line in lines}
    return min(numbers, default=None), len(numbers)


def _use(rule: Rule, document: Document, streams: Sequence[Stream]) -> Use:
    own = [stream for stream in streams if stream.section == rule.section]
    found = [finding.apply(rule, document, stream) for stream in own]
    return Use(
        name=finding.name_of(rule),
        pattern=rule.scheme if isinstance(rule, Mentions) else rule.pattern.pattern,
        section=bool(own),
        facts=tuple(fact for facts, _ in found for fact in facts),
        faults=tuple(str(fault) for _, faults in found for fault in faults),
    )
