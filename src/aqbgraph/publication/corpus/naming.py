"""Agreements as far as they name projects and types: what shows no more of them stays when their money changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.publication.disk.packed import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aqbgraph.publication.corpus.summary import AgreementSummary, MeasureSummary


@dataclass(frozen=True, slots=True)
class Naming:
    """An agreement as far as it names projects and types: without its money, so that what shows no more of it stays
    when that changes. What its members are is told by `AgreementSummary`.
    """

    path: str
    title: str
    year: int
    party: str
    programmes: tuple[str, ...]
    measures: Sequence[MeasureSummary]
    empty: tuple[str, ...]
    empty_marks: tuple[str, ...]

    @property
    def types(self) -> Mapping[str, int]:
        """How many measures it has of each type that it has some of, by notation."""
        return counted(self.measures, notation)


def naming(row: AgreementSummary) -> Naming:
    """What an agreement names."""
    return Naming(row.path, row.title, row.year, row.party, row.programmes, row.measures, row.empty, row.empty_marks)


def notation(measure: MeasureSummary) -> str:
    """That of its type."""
    return measure.notation
