"""Of the series of all parties those that may be one above the parties, in as few words as that takes.

Most names are such as anybody gives, and no other party's: their series end with their party.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from aqbgraph.extraction.series.names import form
from aqbgraph.extraction.series.sharing import Series, is_telling

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from aqbgraph.extraction.series.joining import Use
    from aqbgraph.extraction.series.projects import Project


@dataclass(frozen=True, slots=True)
class Above:
    """The series so far. `decided` are the projects that somebody decided on, whatever their names are."""

    decided: AbstractSet[Project]
    series: list[Series] = field(default_factory=list)
    _notations: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)

    def add(self, found: Iterable[Series]) -> None:
        """Keeps what may be shared of the series of a party."""
        for one in found:
            if any(use.project in self.decided or is_telling(form(use.labels[0])) for use in one.uses):
                self.series.append(Series(one.head, tuple(map(self._short, one.uses))))

    def _short(self, use: Use) -> Use:
        """Without its agreements and its later names: parties have none in common, and are asked by the oldest."""
        notations = self._notations.setdefault(use.notations, use.notations)
        return replace(use, labels=use.labels[:1], agreements=frozenset(), notations=notations)
