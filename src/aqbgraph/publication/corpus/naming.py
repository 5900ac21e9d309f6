"""Agreements as far as they name projects and types: what shows no more of them stays when their money changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.publication.disk.packed import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class MeasureSummary(NamedTuple):
    """A measure: fragment, name, notation of its type, slug of its series and the series' name.

    `position` counts from 1 among those of its type; `programme` is that of its budget where the agreement says so.
    `mark` is the fragment of the sentence that names it. A tuple: each build reads those of all agreements.
    """

    key: str
    label: str
    notation: str
    series: str
    series_label: str
    position: int
    programme: str | None
    mark: str = ""


class Heading(NamedTuple):
    """A section of the form: its key and its heading as documents have it."""

    key: str
    heading: str


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


def notation(measure: MeasureSummary) -> str:
    """That of its type."""
    return measure.notation
