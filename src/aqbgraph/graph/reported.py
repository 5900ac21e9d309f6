"""Reported budgets as JSON-LD: each with its source, and with the row of the list it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph import __version__
from aqbgraph.graph.mapping import CURRENCIES, Json, camel, literal, property_iri, source_members

if TYPE_CHECKING:
    from aqbgraph.document import Source
    from aqbgraph.identifiers import Identifiers
    from aqbgraph.reported import ReportedBudget

RULE = "row of a list"
# What the row of a list states; all of it stands in the same row.
FIELDS = ("reported_for", "fiscal_year", "programme", "reported_amount", "precision", "cited", "reported_on", "note")


def evidence_key(budget: ReportedBudget) -> str:
    """The fragment of the row, as the page marks it."""
    return f"evidence-{budget.key}"


def selector_keys(budget: ReportedBudget) -> tuple[str, str]:
    """The fragments of the row's words and of its place."""
    return f"quote-{budget.key}", f"position-{budget.key}"


def budget_node(budget: ReportedBudget, identifiers: Identifiers) -> Json:
    """A reported budget, to stand in the JSON-LD of its document."""
    cited = _cited(budget)
    return {
        "id": f"#{budget.key}",
        "type": "ReportedBudget",
        "reportedFor": identifiers.party(budget.reported_for),
        "fiscalYear": literal(budget.fiscal_year),
        "programme": identifiers.programme(budget.programme),
        "reportedAmount": literal(budget.reported_amount),
        "currency": CURRENCIES + budget.currency,
        "precision": identifiers.concept("precisions", budget.precision),
        "cited": cited,
        "source": {"id": cited["id"]},
        **({"reportedOn": literal(budget.reported_on)} if budget.reported_on else {}),
        **({"note": budget.note} if budget.note else {}),
        "evidence": [_evidence(budget, identifiers)],
        "extraction": {"id": identifiers.reported_list("extraction", budget.row.source.name)},
    }


def _cited(budget: ReportedBudget) -> Json:
    """A page of the web names itself; another document gets a name here."""
    if budget.has_address:
        return {"id": budget.cited}
    return {"id": f"#{budget.cited_key}", "type": "Document", "title": budget.cited}


def _evidence(budget: ReportedBudget, identifiers: Identifiers) -> Json:
    row = budget.row
    quote, position = selector_keys(budget)
    return {
        "id": f"#{evidence_key(budget)}",
        "type": "SpecificResource",
        "hasSource": identifiers.reported_list("file", row.source.name),
        "hasSelector": [
            {"id": f"#{quote}", "type": "TextQuoteSelector", "exact": row.quote},
            {
                "id": f"#{position}",
                "type": "TextPositionSelector",
                "start": str(row.start),
                "end": str(row.end),
            },
        ],
        "line": str(row.line),
        "rule": RULE,
        "supports": [property_iri(camel(field)) for field in FIELDS if getattr(budget, field) is not None],
    }


def list_nodes(source: Source, identifiers: Identifiers) -> tuple[Json, Json]:
    """The file of a list, and the activity that read it."""
    file = identifiers.reported_list("file", source.name)
    return (
        {"id": file, "type": "SourceFile", **source_members(source)},
        {
            "id": identifiers.reported_list("extraction", source.name),
            "type": "Extraction",
            "used": file,
            "softwareVersion": __version__,
        },
    )
