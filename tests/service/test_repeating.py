"""Results that are asked for again: kept, shared, the same from every process, and never a failure."""

from __future__ import annotations

import gzip
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import brotli
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.service.conftest import Client

    from aqbgraph.service.limits import Limits

    Serving = Callable[[Path, Limits], AbstractContextManager[Client]]

JSON = {"Accept": "application/sparql-results+json"}
ALL = "SELECT * { ?s ?p ?o }"
QUERIES = (
    ALL,
    "SELECT DISTINCT ?p { GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?t (COUNT(*) AS ?n) (SAMPLE(?s) AS ?x) (GROUP_CONCAT(?s) AS ?y) { ?s a ?t } GROUP BY ?t",
    "SELECT * { { ?s a ?t } UNION { ?s ?p 1 } OPTIONAL { ?s ?q ?z } MINUS { ?s ?r 2 } }",
    "SELECT * { ?a (<urn:x>|!<urn:y>)* ?b }",
    "CONSTRUCT { ?o ?p ?s } { ?s ?p ?o FILTER(isIRI(?o)) }",
    "DESCRIBE ?s { ?s a ?t }",
)


def numbers(client: Client) -> dict[str, float]:
    lines = (line.split() for line in client("/metrics").body.decode().splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in lines}


def evaluated(client: Client) -> float:
    """Results that are kept."""
    return numbers(client)["aqbgraph_result_cache_entries"]


@pytest.mark.parametrize("query", QUERIES)
def test_same_bytes_and_tags_from_every_process(
    public: Path, limits: Limits, serving: Serving, client: Client, query: str
) -> None:
    """Two services, two stores that were loaded apart, two addresses."""
    with serving(public, limits) as other:
        one, two = client("/sparql", query=query), other("/sparql", query=query)
    assert one.status == 200
    assert (one.body, one.headers["etag"]) == (two.body, two.headers["etag"])
    assert one.headers["etag"].startswith('"')


def test_a_repeated_query_is_found_again(public: Path, limits: Limits, serving: Serving) -> None:
    with serving(public, limits) as client:
        first = client("/sparql", query=ALL, headers=JSON)
        again = client("/sparql", query=f"\n{ALL} ", headers=JSON)
        assert (first.body, first.headers["etag"]) == (again.body, again.headers["etag"])
        assert (numbers(client)["aqbgraph_result_cache_hits_total"], evaluated(client)) == (1, 1)
        assert client("/sparql", query=ALL, format="csv").type == "text/csv"
        assert evaluated(client) == 2


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_a_packed_result_is_found_again(client: Client, coding: str) -> None:
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}[coding]
    plain = client("/sparql", query=ALL, headers=JSON)
    before = numbers(client)["aqbgraph_coding_cache_entries"]
    packed = [client("/sparql", query=ALL, headers=JSON | {"Accept-Encoding": coding}) for _ in range(2)]
    assert [unpack(reply.body) for reply in packed] == [plain.body] * 2
    assert packed[0].headers["etag"] == plain.headers["etag"][:-1] + f'-{coding}"'
    assert numbers(client)["aqbgraph_coding_cache_entries"] <= before + 1
    known = JSON | {"Accept-Encoding": coding, "If-None-Match": packed[0].headers["etag"]}
    assert client("/sparql", query=ALL, headers=known).status == 304


@pytest.mark.parametrize(
    "query",
    ["ASK {", "SELECT (UUID() AS ?u) {}", "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a ?l ?f"],
    ids=["malformed", "changing", "runaway"],
)
def test_failures_and_what_changes_are_not_kept(public: Path, limits: Limits, serving: Serving, query: str) -> None:
    with serving(public, limits) as client:
        assert client("/sparql", query=query, headers=JSON).headers["cache-control"] == "no-store"
        assert evaluated(client) == 0


def test_time_that_was_too_short_is_not_remembered(public: Path, limits: Limits, serving: Serving) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) < STR(?i)) }"
    with serving(public, replace(limits, deadline=20.0)) as client:
        assert client("/sparql", query=query, timeout="0.001", headers=JSON).status == 503
        assert client("/sparql", query=query, headers=JSON).status == 200


def test_nothing_is_kept_when_told_so(public: Path, limits: Limits, serving: Serving) -> None:
    with serving(public, replace(limits, cache=0)) as client:
        assert [client("/sparql", query=ALL, headers=JSON).status for _ in range(2)] == [200, 200]
        assert evaluated(client) == 0


def test_who_asks_the_same_at_once_shares_one_worker(public: Path, limits: Limits, serving: Serving) -> None:
    """Twenty would otherwise wait for two slots, a second each."""
    heavy = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p FILTER(STR(?a) < STR(?p)) }"
    statuses: list[int] = []
    with serving(public, replace(limits, queue=0)) as client:

        def ask() -> None:
            statuses.append(client("/sparql", query=heavy, headers=JSON).status)

        threads = [threading.Thread(target=ask) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        problems = {name: value for name, value in numbers(client).items() if "query_problems_total" in name}
    assert statuses == [503] * 20
    assert problems == {'aqbgraph_query_problems_total{problem="deadline"}': 20}
