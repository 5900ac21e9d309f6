"""What is told of a passage that facts were read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqbgraph.publication.agreements.paper_places import PaperPlace


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact where it stands on the page: its fragment, what it is called; `german` for a name of a document."""

    id: str
    text: str
    german: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """What is told of a passage that facts were read from: its number, the facts, where it stands on paper.

    `href` leads to it; `words` does, too, and marks its words in any browser. `line` is where it begins in the source.
    """

    number: int
    facts: tuple[Fact, ...]
    href: str
    words: str
    places: tuple[PaperPlace, ...]
    line: int
