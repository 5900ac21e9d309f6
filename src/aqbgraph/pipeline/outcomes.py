"""What a build tells of each source and of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqbgraph.agreement import Repair
    from aqbgraph.errors import AqbError
    from aqbgraph.extraction.accounting import Accounting
    from aqbgraph.graph.validation import Finding
    from aqbgraph.publication.summary import AgreementSummary
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
    """A build. `digest` names the publication; None when nothing was published and the old one still holds."""

    outcomes: tuple[Outcome, ...]
    digest: str | None = None
    triples: int = 0

    @property
    def faults(self) -> tuple[AqbError, ...]:
        """All faults, in the order of the sources."""
        return tuple(fault for outcome in self.outcomes for fault in outcome.faults)
