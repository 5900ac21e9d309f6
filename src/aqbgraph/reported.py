"""What other sources say of a budget: press releases, council papers, news. Reported, not agreed.

None of it is ever an agreement's Budget: class and property of the amount differ (aqb:ReportedBudget,
aqb:reportedAmount), so that a sum over agreed money cannot take it in by accident. `None` means: not stated.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.identifiers import cited_key, is_web, reported_key, reported_path

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from aqbgraph.document import Source


@dataclass(frozen=True, slots=True)
class Row:
    """The row of a list a figure was read from: `text[start:end] == quote`, characters from 0; `line` from 1."""

    source: Source
    line: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class ReportedBudget:
    """Money of one programme for one year, as a source reports it; `reported_amount` in units of `currency`.

    `reported_for` is the key of a district or city, or "hessen", the Land as a whole; `precision` a key of the
    scheme of precisions; `cited` the source's web address or, when it has none, its name.
    """

    reported_for: str
    fiscal_year: int
    programme: str
    reported_amount: Decimal
    currency: str
    precision: str
    cited: str
    reported_on: date | None
    note: str | None
    row: Row

    @property
    def path(self) -> str:
        """The document it is told in."""
        return reported_path(self.fiscal_year, self.reported_for)

    @property
    def key(self) -> str:
        """Its fragment in the document."""
        return reported_key(self.programme, self.cited)

    @property
    def cited_key(self) -> str:
        """The fragment of a source that has no web address."""
        return f"source-{cited_key(self.cited)}"

    @property
    def has_address(self) -> bool:
        """Whether its source is on the web."""
        return is_web(self.cited)


@dataclass(frozen=True, slots=True)
class ReportedDocument:
    """What is reported of a party, or of the Land, for a year."""

    path: str
    party: str
    year: int
    budgets: tuple[ReportedBudget, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """All reported budgets of a publication, by year, party, programme and source."""

    budgets: tuple[ReportedBudget, ...] = ()

    @property
    def documents(self) -> tuple[ReportedDocument, ...]:
        """One for each year and party."""
        found: dict[str, list[ReportedBudget]] = defaultdict(list)
        for budget in self.budgets:
            found[budget.path].append(budget)
        return tuple(
            ReportedDocument(path, budgets[0].reported_for, budgets[0].fiscal_year, tuple(budgets))
            for path, budgets in found.items()
        )

    @property
    def sources(self) -> tuple[Source, ...]:
        """The files they were read from, by name."""
        found = {budget.row.source.name: budget.row.source for budget in self.budgets}
        return tuple(found[name] for name in sorted(found))

    @property
    def years(self) -> tuple[int, ...]:
        """The years, oldest first."""
        return tuple(sorted({budget.fiscal_year for budget in self.budgets}))

    def of_year(self, year: int) -> tuple[ReportedBudget, ...]:
        """What is reported for a year."""
        return tuple(budget for budget in self.budgets if budget.fiscal_year == year)

    def of_party(self, party: str) -> tuple[ReportedBudget, ...]:
        """What is reported of a party, or of the Land."""
        return tuple(budget for budget in self.budgets if budget.reported_for == party)

    def of_programme(self, programme: str) -> tuple[ReportedBudget, ...]:
        """What is reported of a programme."""
        return tuple(budget for budget in self.budgets if budget.programme == programme)
