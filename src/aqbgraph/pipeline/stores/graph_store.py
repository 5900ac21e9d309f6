"""Graphs of a store over the SPARQL 1.1 Graph Store Protocol, and how many triples they have.

https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Self

import httpx
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from aqbgraph.errors import StoreError
from aqbgraph.publication.publisher.stores import client, unreachable
from aqbgraph.publication.rdf import named_graphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

    from aqbgraph.publication.publisher.stores import RemoteStore

N_TRIPLES = "application/n-triples"
RESULTS = "application/sparql-results+json"
TIMEOUT = 300.0  # seconds without a sign from the store: it may have to write millions of triples
PIECE = 4 << 20  # characters of one request: stores bound what they take at once
ROWS = 500  # a store may cut results off without a word; Virtuoso does after 10,000 rows if not told otherwise
SHOWN = 300  # characters of what a store says of an error


class GraphStore:
    """The graphs of a store. Use `with GraphStore(store) as graphs`.

    All methods raise:
        StoreError: the store is not there, does not let us in, or does not do it.
    """

    def __init__(self, store: RemoteStore) -> None:
        self._store = store
        self._http = client(store.auth, TIMEOUT)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def read(self, graph: str) -> tuple[str, ...]:
        """The triples of a graph as sorted lines of N-Triples; none when there is no such graph."""
        answer = self._asked("GET", graph, accept=N_TRIPLES, missing_is_fine=True)
        if answer.status_code == httpx.codes.NOT_FOUND:
            return ()
        return self._lines(graph, answer.content)

    def write(self, graph: str, lines: Sequence[str]) -> None:
        """Puts these triples in the place of those that the graph has."""
        for number, piece in enumerate(_pieces(lines)):
            self._asked("POST" if number else "PUT", graph, content=piece)

    def add(self, graph: str, lines: Sequence[str]) -> None:
        """Adds triples to a graph."""
        for piece in _pieces(lines):
            self._asked("POST", graph, content=piece)

    def delete(self, graph: str) -> None:
        """Deletes a graph; that it is gone already is no error."""
        self._asked("DELETE", graph, missing_is_fine=True)

    def triples_of(self, graph: str, subjects: Iterable[str]) -> tuple[str, ...]:
        """The triples with these subjects, written as in N-Triples, in a graph, as sorted lines."""
        listed = " ".join(subjects)
        text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {listed} }} GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        answer = self._sent("POST", self._store.query, data={"query": text}, headers={"Accept": N_TRIPLES})
        return self._lines(graph, answer.content)

    def entries(self, graph: str, predicate: str) -> dict[str, set[str]]:
        """Subject → values of a property in a graph."""
        found: dict[str, set[str]] = defaultdict(set)
        pattern = f"GRAPH <{graph}> {{ ?k <{predicate}> ?v }}"
        for key, value in self._rows("?k ?v", pattern, "", "?v"):
            found[key].add(value)
        return found

    def counts(self, prefix: str) -> dict[str, int]:
        """The numbers of triples of all graphs whose names begin so."""
        pattern = f"GRAPH ?k {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?k), {Literal(prefix)}))"
        return {key: int(value) for key, value in self._rows("?k (COUNT(*) AS ?v)", pattern, "GROUP BY ?k", "")}

    def _rows(self, columns: str, pattern: str, group: str, order: str) -> Iterator[tuple[str, str]]:
        """Rows of ?k and ?v, by keys, a bounded number at once; a row may come twice.

        Not by OFFSET: Virtuoso sorts no more than 10,000 rows for that.
        """
        last = ""
        while True:
            text = (
                f"SELECT {columns} WHERE {{ {pattern} FILTER (STR(?k) >= {Literal(last)}) }} {group} "
                f"ORDER BY STR(?k) {order} LIMIT {ROWS}"
            )
            answer = self._sent("POST", self._store.query, data={"query": text}, headers={"Accept": RESULTS})
            rows = list(_read_rows(answer.content, self._store.query))
            yield from rows
            if len(rows) < ROWS:
                return
            last = rows[-1][0]

    def _lines(self, graph: str, content: bytes) -> tuple[str, ...]:
        try:
            return named_graphs.lines(content)
        except SyntaxError as error:
            raise StoreError(f"Der Speicher gibt für {graph} kein lesbares N-Triples zurück: {error}") from error

    def _asked(
        self, method: str, graph: str, *, content: str = "", accept: str = "*/*", missing_is_fine: bool = False
    ) -> httpx.Response:
        headers = {"Accept": accept, **({"Content-Type": N_TRIPLES} if content else {})}
        return self._sent(
            method,
            self._store.graphs,
            params={"graph": graph},
            content=content.encode() or None,
            headers=headers,
            missing_is_fine=missing_is_fine,
        )

    def _sent(self, method: str, address: str, *, missing_is_fine: bool = False, **request: object) -> httpx.Response:
        try:
            answer = self._http.request(method, address, **request)  # type: ignore[arg-type]  # as httpx takes them
        except httpx.HTTPError as error:
            raise unreachable(address, error) from error
        if answer.is_success or (missing_is_fine and answer.status_code == httpx.codes.NOT_FOUND):
            return answer
        raise _refused(method, address, answer, self._store)


def _read_rows(content: bytes, address: str) -> Iterator[tuple[str, str]]:
    try:
        rows = parse_query_results(content, format=QueryResultsFormat.JSON)
        for row in rows if isinstance(rows, QuerySolutions) else ():
            key, value = row["k"], row["v"]
            if isinstance(key, NamedNode) and isinstance(value, Literal | NamedNode):
                yield key.value, value.value
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"{address} gibt kein lesbares Ergebnis zurück: {error}") from error


def _pieces(lines: Sequence[str]) -> Iterator[str]:
    piece: list[str] = []
    size = 0
    for line in lines:
        if size + len(line) > PIECE and piece:
            yield "\n".join(piece) + "\n"
            piece, size = [], 0
        piece.append(line)
        size += len(line) + 1
    if piece:
        yield "\n".join(piece) + "\n"


def _refused(method: str, address: str, answer: httpx.Response, store: RemoteStore) -> StoreError:
    status = answer.status_code
    if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        who = f"Der Nutzer „{store.account.user}“ darf" if store.account else "Ohne Anmeldung darf man"
        return StoreError(
            f"{who} das bei {address} nicht ({method}, Status {status}). Stimmen Name und Kennwort (--user, "
            "--password-file), und hat der Nutzer das Recht zu schreiben?"
        )
    said = " ".join(answer.text.split())[:SHOWN]
    return StoreError(f"{address} lehnt {method} ab (Status {status}): {said or answer.reason_phrase}")
