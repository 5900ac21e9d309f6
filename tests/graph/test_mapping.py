from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING

import pytest
import rdflib
from pyoxigraph import BlankNode, NamedNode, RdfFormat
from rdflib.compare import isomorphic

from aqbgraph import agreement as model
from aqbgraph.errors import Unmapped
from aqbgraph.graph.mapping import agreement_json, camel, context, property_iri, to_text, triples
from aqbgraph.graph.store import in_order, write
from aqbgraph.identifiers import TERMS, Identifiers
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from aqbgraph.agreement import Agreement

LICENCE = "https://www.govdata.de/dl-de/by-2-0"
# Fields that make names or stand at another place in the JSON.
NOT_MAPPED = {("Agreement", "path"), *((name, "key") for name in dir(model))}
CLASSES = [
    model.Agreement,
    model.Budget,
    model.Measure,
    model.Signature,
    model.Clause,
    model.Provision,
    model.Framework,
    model.GrantDecision,
    model.Repair,
]


@pytest.fixture(scope="module")
def json_ld(agreement: Agreement) -> dict[str, object]:
    return agreement_json(agreement, Identifiers(), LICENCE)


# rdflib's own JSON-LD parser still makes a ConjunctiveGraph.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_rdflib_and_pyoxigraph_read_the_same_graph(json_ld: dict[str, object]) -> None:
    by_rdflib = rdflib.Graph().parse(data=to_text(json_ld), format="json-ld")
    written = write(in_order(triples(json_ld)), RdfFormat.N_TRIPLES, {})
    by_pyoxigraph = rdflib.Graph().parse(data=written.decode(), format="nt")
    assert len(by_pyoxigraph) > 500
    assert isomorphic(by_rdflib, by_pyoxigraph)


def test_no_blank_nodes(json_ld: dict[str, object]) -> None:
    terms = {term for triple in triples(json_ld) for term in (triple.subject, triple.object)}
    assert not [term for term in terms if isinstance(term, BlankNode)]


@pytest.mark.parametrize("key", ["colour", "Measure2"])
def test_key_without_a_line_in_the_context(json_ld: dict[str, object], key: str) -> None:
    with pytest.raises(Unmapped, match=key):
        triples({**json_ld, key: "teal"})


def test_type_without_a_line_in_the_context(json_ld: dict[str, object]) -> None:
    with pytest.raises(Unmapped, match="Agreemint"):
        triples({**json_ld, "type": "Agreemint"})


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_fields_are_keys_of_the_context(kind: type) -> None:
    assert is_dataclass(kind)
    names = [field.name for field in fields(kind) if (kind.__name__, field.name) not in NOT_MAPPED]
    assert kind.__name__ in context()
    for name in names:
        assert property_iri(camel(name)), name


def test_terms_of_the_context_are_defined_in_the_ontology() -> None:
    terms = [term["@id"] if isinstance(term, dict) else term for term in context().values() if term != 1.1]
    own = [TERMS + str(term).removeprefix("aqb:") for term in terms if str(term).startswith("aqb:")]
    assert len(own) > 40
    assert [iri for iri in own if iri not in vocabulary().subjects()] == []


def test_what_is_missing_is_said(agreement: Agreement) -> None:
    signature = replace(agreement.signatures[0], signed_on=None, signatory_name=None)
    made = agreement_json(replace(agreement, signatures=(signature,)), Identifiers(), LICENCE)
    said = {triple.object.value for triple in triples(made) if triple.predicate.value == TERMS + "missing"}  # type: ignore[union-attr]  # missing is mapped to an IRI
    assert said == {TERMS + "signedOn", TERMS + "signatoryName", TERMS + "signature"}


def test_what_is_not_certain_to_read_is_not_said_to_be_missing(agreement: Agreement) -> None:
    signature = replace(agreement.signatures[0], signed_on=None, signatory_name=None, unclear=("signatory_name",))
    made = agreement_json(replace(agreement, signatures=(signature, *agreement.signatures[1:])), Identifiers(), LICENCE)
    said = {
        (triple.predicate.value.removeprefix(TERMS), triple.object.value.removeprefix(TERMS))
        for triple in triples(made)
        if triple.predicate.value in (TERMS + "missing", TERMS + "unclear")
        and isinstance(triple.object, NamedNode)
        and isinstance(triple.subject, NamedNode)
        and triple.subject.value.endswith(signature.key)
    }
    assert said == {("missing", "signedOn"), ("unclear", "signatoryName")}


def test_values_are_canonical(json_ld: dict[str, object]) -> None:
    text = json.dumps(json_ld)
    assert '"amount": "491550"' in text
    assert '"signedOn": "2025-08-02"' in text


def test_a_rounded_amount_is_said_to_be_one_and_an_exact_one_is_not(agreement: Agreement) -> None:
    said = {}
    for approximate in (True, False):
        budget = replace(agreement.budgets[0], approximate=approximate)
        made = triples(agreement_json(replace(agreement, budgets=(budget,)), Identifiers(), LICENCE))
        said[approximate] = [str(triple.object) for triple in made if triple.predicate.value == TERMS + "approximate"]
    assert said == {True: ['"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'], False: []}


def test_a_repair_is_a_node_with_its_evidence(agreement: Agreement) -> None:
    evidence = agreement.evidence[0]._replace(supports="writtenAs", value=None)
    repair = model.Repair("repair-12-19", "49l.550", "491.550", "confused characters", (evidence,))
    made = triples(agreement_json(replace(agreement, repairs=(repair,)), Identifiers(), LICENCE))
    own = {
        (triple.predicate.value, triple.object.value)  # type: ignore[union-attr]  # no object is a triple
        for triple in made
        if str(triple.subject).endswith("#repair-12-19>")
    }
    assert {(TERMS + "readAs", "49l.550"), (TERMS + "writtenAs", "491.550"), (TERMS + "rule", repair.rule)} <= own
    assert any(name == TERMS + "evidence" for name, _ in own)
    assert any(triple.predicate.value == TERMS + "repair" for triple in made)


def test_base_moves_all_but_the_ontology(agreement: Agreement) -> None:
    made = triples(agreement_json(agreement, Identifiers("http://example.org/x/"), LICENCE))
    names = {str(term) for triple in made for term in triple}
    own = {name for name in names if name.startswith("<https://w3id.org/aqb/")}
    assert all(name.startswith("<" + TERMS) for name in own)
    assert "<http://example.org/x/agreement/2025/odenwaldkreis#budget-aqb>" in names


def test_unknown_field_has_no_property() -> None:
    with pytest.raises(Unmapped, match="colour"):
        property_iri("colour")
