"""A part of the form while its lines are filed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aqbgraph.extraction.outlining.looks import without_clause
from aqbgraph.extraction.outlining.parts import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.document import Line


@dataclass(slots=True)
class Draft:
    """A part while it is written."""

    key: str
    number: int | None = None
    headings: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    heading: str | None = None

    def head(self, lines: Sequence[Line]) -> None:
        """Takes a heading over one line or two; the first that has words names the part."""
        words = without_clause(" ".join([line.passage.text for line in lines]))
        self.headings.extend(lines)
        self.heading = self.heading or words or None

    def name(self, key: str, lines: Sequence[Line]) -> None:
        """Takes the heading that says which part it is."""
        self.key, self.heading = key, None
        self.head(lines)

    def part(self) -> Part:
        """The part as written."""
        return Part(self.key, self.number, tuple(self.headings), tuple(self.lines), self.heading)
