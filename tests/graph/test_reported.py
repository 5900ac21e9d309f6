from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import BlankNode, NamedNode

from aqbgraph.graph.mapping import camel, context, property_iri, triples
from aqbgraph.graph.reported import FIELDS, budget_node, list_nodes
from aqbgraph.identifiers import TERMS, Identifiers
from aqbgraph.reading.budgets.reported import reported
from aqbgraph.reading.budgets.tables import COLUMNS
from aqbgraph.reading.readers import parse
from aqbgraph.reported import ReportedBudget

if TYPE_CHECKING:
    from pyoxigraph import Triple

BASE = "https://example.org/"
ROW = "06,Hessen,2019,AQB,28000000.50,rounded,https://hessen.de/für,"
NAME = "lists/a.csv"


@pytest.fixture(scope="module")
def budget() -> ReportedBudget:
    reading = reported(parse(f"{','.join(COLUMNS)}\n{ROW}\n".encode(), NAME))
    assert reading.faults == ()
    return reading.budgets[0]


def graph(budget: ReportedBudget) -> tuple[Triple, ...]:
    node = budget_node(budget, Identifiers(BASE))
    return triples({"@context": {"@base": BASE + budget.path, **context()}, **node})


def objects(found: tuple[Triple, ...], predicate: str) -> list[Any]:
    return [triple.object for triple in found if triple.predicate.value == predicate]


def test_every_field_has_its_line_in_the_context() -> None:
    names = {field.name for field in fields(ReportedBudget)} - {"row"}
    assert {property_iri(camel(name)) for name in names}
    assert set(FIELDS) == names - {"currency"}


def test_amount_and_class_are_not_those_of_agreed_budgets(budget: ReportedBudget) -> None:
    found = graph(budget)
    assert [value.value for value in objects(found, TERMS + "reportedAmount")] == ["28000000.5"]
    assert objects(found, TERMS + "amount") == []
    assert NamedNode(TERMS + "ReportedBudget") in [triple.object for triple in found]
    assert NamedNode(TERMS + "Budget") not in [triple.object for triple in found]


def test_the_source_is_linked_as_it_is_written(budget: ReportedBudget) -> None:
    found = graph(budget)
    for name in ("http://purl.org/dc/terms/source", "http://www.w3.org/ns/prov#wasDerivedFrom"):
        assert objects(found, name) == [NamedNode("https://hessen.de/für")]


def test_a_source_without_an_address_gets_a_name_and_keeps_its_title(budget: ReportedBudget) -> None:
    found = graph(replace(budget, cited="Vorlage 17 des Kreistags"))
    (source,) = objects(found, "http://purl.org/dc/terms/source")
    assert source.value.startswith(BASE + "reported/2019/hessen#source-vorlage-17-des-kreistags-")
    titled = tuple(triple for triple in found if triple.subject == source)
    assert [title.value for title in objects(titled, "http://purl.org/dc/terms/title")] == ["Vorlage 17 des Kreistags"]


def test_the_row_is_the_evidence_of_all_that_is_stated(budget: ReportedBudget) -> None:
    stated = graph(replace(budget, note="with the ESF", reported_on=date(2019, 5, 6)))
    supported = {value.value for value in objects(stated, TERMS + "supports")}
    assert supported == {property_iri(camel(field)) for field in FIELDS}
    assert {value.value for value in objects(graph(budget), TERMS + "supports")} == supported - {
        TERMS + "reportedOn",
        "http://www.w3.org/2004/02/skos/core#note",
    }
    assert [value.value for value in objects(stated, "http://www.w3.org/ns/oa#exact")] == [ROW]
    assert objects(stated, "http://www.w3.org/ns/oa#hasSource") == [NamedNode(BASE + "reported#file-lists-a-csv")]
    assert [value.value for value in objects(stated, TERMS + "line")] == ["2"]


def test_no_blank_nodes(budget: ReportedBudget) -> None:
    nodes = list_nodes(budget.row.source, Identifiers(BASE))
    made = [*graph(budget), *triples({"@context": context(), "id": BASE, "source": list(nodes)})]
    assert not [term for triple in made for term in (triple.subject, triple.object) if isinstance(term, BlankNode)]


def test_names_hang_on_the_figure_alone(budget: ReportedBudget) -> None:
    """Not on its row, amount or note: lists may grow and be sorted anew."""
    other = replace(
        budget,
        row=replace(budget.row, line=99, start=5000, end=5060),
        note="x",
        reported_amount=budget.reported_amount + 1,
    )
    assert (other.path, other.key) == (budget.path, budget.key)
    assert replace(budget, cited="https://hessen.de/fuer").key != budget.key
    assert replace(budget, programme="ausbildungsbudget").key != budget.key
