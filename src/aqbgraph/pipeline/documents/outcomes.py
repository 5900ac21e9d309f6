"""What a build tells of each source and of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from aqbgraph.errors import Place, WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.agreement import Repair
    from aqbgraph.errors import AqbError
    from aqbgraph.extraction.series.asking import Question
    from aqbgraph.extraction.wording.accounting import Accounting
    from aqbgraph.graph.findings import Finding
    from aqbgraph.publication.corpus.summary import AgreementSummary
    from aqbgraph.reading.finding.companions import Companions
    from aqbgraph.reported import ReportedBudget


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a source. `summary` is None when it has faults; `findings` are all results of its validation.

    `repairs` are its damaged words that were read all the same.
    A list of reported budgets has no summary, but its `reported`, which are none when it has faults.
    """

    name: str
    accounting: Accounting | None
    summary: AgreementSummary | None = None
    faults: tuple[AqbError, ...] = ()
    findings: tuple[Finding, ...] = ()
    repairs: tuple[Repair, ...] = ()
    reported: tuple[ReportedBudget, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A build. `digest` names the publication; None when nothing was published and the old one still holds.

    `questions` are on projects that may be the same, `remarks` what else the clerk should look at.
    """

    outcomes: tuple[Outcome, ...]
    digest: str | None = None
    triples: int = 0
    questions: tuple[Question, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def faults(self) -> tuple[AqbError, ...]:
        """All faults, in the order of the sources."""
        return tuple(fault for outcome in self.outcomes for fault in outcome.faults)


def beside(companions: Companions, faults: Iterable[tuple[str, AqbError]]) -> Iterator[Outcome]:
    """What is wrong with files beside the sources: `faults` by name, corrections of nothing, and misnamed ones."""
    for name, found in groupby(sorted(faults, key=itemgetter(0)), key=itemgetter(0)):
        yield Outcome(name, None, None, tuple(fault for _, fault in found))
    for stray in companions.strays:
        message = "Zu diesen Berichtigungen fehlt die Quelle. Wurde sie umbenannt? Bitte beide gleich nennen."
        yield Outcome(stray.name, None, None, (WrongUse(message, Place(stray.name)),))
    for other, meant in companions.misnamed:
        message = f"Diese Datei liest niemand. Gemeint ist {meant}? Bitte so nennen, oder an einen anderen Ort legen."
        yield Outcome(other.name, None, None, (WrongUse(message, Place(other.name)),))
