"""What a document costs from its facts on, in calls and not in seconds: to map, write, validate and show it, to ask it.

The bounds are a quarter above what was counted: 10,461 calls to map, 1,134 to write, 358,145 to validate, 152,481 to
show in two languages, 29 to ask; versions of Python and of libraries differ by some percent. Who makes a step cheaper
lowers its bound. Reading and extraction: tests/extraction.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat
from tests.counting import calls

from aqbgraph.extraction.extractor import extract
from aqbgraph.extraction.wording.comparison import Standing
from aqbgraph.graph import mapping, validation
from aqbgraph.graph.rules import OF_DOCUMENTS
from aqbgraph.graph.store import in_order, load, write
from aqbgraph.identifiers import Identifiers
from aqbgraph.pipeline.documents.publishing import settled, shapes
from aqbgraph.publication.agreements.agreement_page import agreement_view
from aqbgraph.publication.documents.accounting_document import accounting_node
from aqbgraph.publication.frame.rendering import render
from aqbgraph.publication.languages import LANGUAGES
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.reading.readers import parse
from aqbgraph.service.limits import Limits
from aqbgraph.service.replies.results import JSON, Kind
from aqbgraph.service.workers.evaluation import evaluate
from aqbgraph.service.workers.frames import Question
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Triple

    from aqbgraph.agreement import Agreement
    from aqbgraph.document import Document
    from aqbgraph.extraction.wording.accounting import Accounting

SAMPLE = Path(__file__).parents[1] / "examples" / "agreements" / "2025-odenwaldkreis.md"
ITEM = "- Digital Praxis 2025\n"
SETTINGS = Settings()
IDENTIFIERS = Identifiers()


@dataclass(frozen=True, slots=True)
class Made:
    """An agreement as a build has it before it is written."""

    agreement: Agreement
    document: Document
    accounting: Accounting
    json_ld: mapping.Json
    triples: tuple[Triple, ...]


def _json(agreement: Agreement, accounting: Accounting) -> mapping.Json:
    node = accounting_node(accounting, IDENTIFIERS)
    return mapping.agreement_json(agreement, IDENTIFIERS, SETTINGS.licence.iri, node)


@cache
def made(more: int = 0) -> Made:
    """The sample, with so many projects more."""
    added = "".join(f"- Werkstatt Nummer {number} in Musterstadt\n" for number in range(more))
    text = SAMPLE.read_text("utf-8").replace(ITEM, ITEM + added)
    found = extract(parse(text.encode(), SAMPLE.name))
    assert found.agreement is not None
    assert not found.faults
    accounting = settled(found, Standing({}, {}))
    json_ld = _json(found.agreement, accounting)
    return Made(found.agreement, found.document, accounting, json_ld, mapping.triples(json_ld))


def map_(one: Made) -> object:
    return mapping.triples(_json(one.agreement, one.accounting))


def turtle(one: Made) -> object:
    return write(in_order(one.triples), RdfFormat.TURTLE, mapping.prefixes())


def validate(one: Made) -> object:
    report = validation.validate(
        one.triples, shapes(IDENTIFIERS, ("prefixes", *OF_DOCUMENTS)), vocabulary().triples(IDENTIFIERS)
    )
    assert report.conforms
    return report


def show(one: Made) -> object:
    """The page in all languages."""
    pages = []
    for language in LANGUAGES:
        settings = replace(SETTINGS, language=language)
        view = agreement_view(settings, one.agreement, one.document, one.accounting, one.json_ld, (), None)
        pages.append(render("agreement", view, language, None))
    return pages


STEPS: tuple[tuple[Callable[[Made], object], int], ...] = (
    (map_, 13_100),
    (turtle, 1_420),
    (validate, 448_000),
    (show, 190_600),
)
MOST_OF_QUERY = 36
NAMES = [work.__name__ for work, _ in STEPS]


def _counted(work: Callable[[Made], object], one: Made) -> int:
    """The second time: what is learned once is no document's cost."""
    work(one)
    return calls(partial(work, one))


@pytest.mark.parametrize(("work", "most"), STEPS, ids=NAMES)
def test_a_step_costs_few_calls(work: Callable[[Made], object], most: int) -> None:
    assert _counted(work, made()) <= most


@pytest.mark.parametrize("work", [work for work, _ in STEPS], ids=NAMES)
def test_a_longer_document_costs_as_much_more(work: Callable[[Made], object]) -> None:
    """What is added counts, without what every document costs: twice as much more may cost 2.2 times as much more."""
    none, some, twice = (_counted(work, made(more)) for more in (0, 40, 80))
    assert some > none
    assert twice - none <= 2.2 * (some - none) + 50


def test_a_warm_query_costs_few_calls() -> None:
    """In the worker: a query is the engine's work, and hardly any of ours."""
    store = load(write(made().triples, RdfFormat.TURTLE, {}), RdfFormat.TURTLE)
    subject = IDENTIFIERS.document(made().agreement.path) + "#agreement"
    question = Question(f"SELECT ?p ?o {{ <{subject}> ?p ?o }}", "", {Kind.SOLUTIONS: JSON.name})
    answer = evaluate(store, question, Limits())
    assert json.loads(answer.body)["results"]["bindings"]
    assert calls(lambda: evaluate(store, question, Limits())) <= MOST_OF_QUERY
