"""The libraries that people ask endpoints with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import rdflib
import SPARQLWrapper
from rdflib.plugins.stores.sparqlstore import SPARQLStore

if TYPE_CHECKING:
    from tests.service.conftest import Client

PARTY = "https://w3id.org/aqb/party/odenwaldkreis#party"
NAME = f"SELECT ?name {{ <{PARTY}> rdfs:label ?name }}"
PREFIX = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
GRAPH = f"CONSTRUCT {{ <{PARTY}> ?p ?o }} {{ <{PARTY}> ?p ?o }}"


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


@pytest.mark.parametrize("form", ["turtle", "xml", "json-ld", "n3"])  # sent as format=, too
def test_sparqlwrapper_construct(address: str, form: str) -> None:
    wrapper = SPARQLWrapper.SPARQLWrapper(address, returnFormat=form)
    wrapper.setQuery(GRAPH)
    # Not converted: SPARQLWrapper does that with a class that rdflib warns of.
    graph = rdflib.Graph().parse(data=wrapper.query().response.read(), format=form)
    assert str(graph.value(rdflib.URIRef(PARTY), rdflib.RDFS.label)) == "Odenwaldkreis"


def test_sparqlwrapper_is_told_what_is_wrong(address: str) -> None:
    wrapper = SPARQLWrapper.SPARQLWrapper(address, returnFormat="json")
    wrapper.setQuery("SELECT * { ?s ?p }")
    with pytest.raises(SPARQLWrapper.SPARQLExceptions.QueryBadFormed, match="line 1"):
        wrapper.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rdflib_store(address: str, method: Any, form: str) -> None:
    graph = rdflib.Graph(SPARQLStore(address, method=method, returnFormat=form))
    assert [str(row[0]) for row in graph.query(NAME)] == ["Odenwaldkreis"]


def test_rdflib_patterns(address: str) -> None:
    graph = rdflib.Graph(SPARQLStore(address))
    assert str(graph.value(rdflib.URIRef(PARTY), rdflib.RDFS.label)) == "Odenwaldkreis"
    assert bool(graph.query(f"ASK {{ <{PARTY}> ?p ?o }}").askAnswer)


def test_rdflib_service(address: str) -> None:
    """Our endpoint as the remote one of somebody else's query."""
    rows = rdflib.Graph().query(f"{PREFIX} SELECT ?name {{ SERVICE <{address}> {{ <{PARTY}> rdfs:label ?name }} }}")
    assert [str(row[0]) for row in rows] == ["Odenwaldkreis"]
