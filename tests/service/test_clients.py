"""The libraries that people ask endpoints with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import rdflib
import SPARQLWrapper
from pyoxigraph import Literal, RdfFormat, parse
from rdflib.plugins.stores.sparqlstore import SPARQLStore

if TYPE_CHECKING:
    from tests.service.conftest import Client

PARTY = "https://w3id.org/aqb/party/odenwaldkreis#party"
NAME = f"SELECT ?name {{ <{PARTY}> rdfs:label ?name }}"
PREFIX = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
GRAPH = f"CONSTRUCT {{ <{PARTY}> ?p ?o }} {{ <{PARTY}> ?p ?o }}"


def names(rows: Any) -> list[str]:
    return [str(row[0]) for row in rows]


@pytest.fixture
def address(client: Client) -> str:
    return f"http://127.0.0.1:{client.port}/sparql"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("form", ["json", "xml"])
def test_sparqlwrapper_select(address: str, method: str, form: str) -> None:
    wrapper = SPARQLWrapper.SPARQLWrapper(address)
    wrapper.setMethod(method)
    wrapper.setReturnFormat(form)
    wrapper.setQuery(PREFIX + NAME)
    found: Any = wrapper.queryAndConvert()
    if form == "json":
        assert [row["name"]["value"] for row in found["results"]["bindings"]] == ["Odenwaldkreis"]
    else:
        assert [node.firstChild.data for node in found.getElementsByTagName("literal")] == ["Odenwaldkreis"]


def test_sparqlwrapper_posts_directly(address: str) -> None:
    wrapper = SPARQLWrapper.SPARQLWrapper(address, returnFormat="json")
    wrapper.setMethod("POST")
    wrapper.setRequestMethod(SPARQLWrapper.POSTDIRECTLY)
    wrapper.setQuery(f"ASK {{ <{PARTY}> ?p ?o }}")
    found: Any = wrapper.queryAndConvert()
    assert found["boolean"] is True


@pytest.mark.parametrize(
    ("form", "kind"),
    [("turtle", RdfFormat.TURTLE), ("xml", RdfFormat.RDF_XML), ("json-ld", RdfFormat.JSON_LD), ("n3", RdfFormat.N3)],
)
def test_sparqlwrapper_construct(address: str, form: str, kind: RdfFormat) -> None:
    """The form is sent as Accept and as format=, output= and results=."""
    wrapper = SPARQLWrapper.SPARQLWrapper(address, returnFormat=form)
    wrapper.setQuery(GRAPH)
    objects = [quad.object for quad in parse(wrapper.query().response.read(), format=kind)]
    assert Literal("Odenwaldkreis", language="de") in objects


def test_sparqlwrapper_is_told_what_is_wrong(address: str) -> None:
    wrapper = SPARQLWrapper.SPARQLWrapper(address, returnFormat="json")
    wrapper.setQuery("SELECT * { ?s ?p }")
    with pytest.raises(SPARQLWrapper.SPARQLExceptions.QueryBadFormed, match="line 1"):
        wrapper.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rdflib_store(address: str, method: Any, form: str) -> None:
    graph = rdflib.Graph(SPARQLStore(address, method=method, returnFormat=form))
    assert names(graph.query(NAME)) == ["Odenwaldkreis"]


def test_rdflib_patterns(address: str) -> None:
    graph = rdflib.Graph(SPARQLStore(address))
    assert str(graph.value(rdflib.URIRef(PARTY), rdflib.RDFS.label)) == "Odenwaldkreis"
    assert bool(graph.query(f"ASK {{ <{PARTY}> ?p ?o }}").askAnswer)


def test_rdflib_service(address: str) -> None:
    """Our endpoint as the remote one of somebody else's query."""
    rows = rdflib.Graph().query(f'SELECT ?name {{ SERVICE <{address}> {{ VALUES ?name {{ "Odenwaldkreis" }} }} }}')
    assert names(rows) == ["Odenwaldkreis"]
