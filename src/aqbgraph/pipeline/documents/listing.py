"""A list of reported budgets in the first pass: read and accounted for as any source, on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.document import Fact
from aqbgraph.extraction.extractor import Extraction
from aqbgraph.extraction.wording.accounting import Accounting, Ledger, Unread
from aqbgraph.extraction.wording.wording import Blanks
from aqbgraph.graph.mapping import camel
from aqbgraph.graph.reported import FIELDS, RULE
from aqbgraph.reading.budgets.reported import MOST_FAULTS, reported
from aqbgraph.reading.texts.text import TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.document import Document
    from aqbgraph.reported import ReportedBudget


def is_list(document: Document) -> bool:
    """Whether a source is a list of reported budgets."""
    return document.source.media_type == TABLE.media_type


def listed(document: Document) -> tuple[Extraction, tuple[ReportedBudget, ...]]:
    """A list as read: facts, faults and account as of any document; and its budgets, none when it has faults.

    The header, which every list has, counts as standing text.
    """
    reading = reported(document)
    unread = tuple(Unread(row.line, row.start, row.end, row.quote) for row in reading.refused[:MOST_FAULTS])
    evidence = reading.lines - reading.header - reading.refused_lines
    accounting = Accounting(reading.lines, evidence, reading.header, unread)
    facts = tuple(fact for budget in reading.budgets for fact in _facts(budget))
    extraction = Extraction(document, facts, reading.faults, accounting, None, (), Blanks(None, ""), Ledger(document))
    return extraction, () if reading.faults else reading.budgets


def _facts(budget: ReportedBudget) -> Iterator[Fact]:
    row = budget.row
    for field in FIELDS:
        if (value := getattr(budget, field)) is not None:
            yield Fact(
                node=f"{budget.path}#{budget.key}",
                name=camel(field),
                value=value,
                start=row.start,
                end=row.end,
                line=row.line,
                quote=row.quote,
                words=row.quote,
                rule=RULE,
                read=(row.start, row.end),
            )
