"""Checks a graph against shapes/. The only module that knows pySHACL.

pySHACL switches rdflib for the whole process while it loads shapes (NORMALIZE_LITERALS and the reading of xsd:boolean,
https://github.com/RDFLib/rdflib/issues/847) and leaves it switched when an error comes between. So nothing that serves
requests imports this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

import pyoxigraph
import rdflib
from pyshacl import validate as run_shacl
from pyshacl.errors import ReportableRuntimeError
from rdflib import RDF, SH
from rdflib.plugins.sparql import prepareQuery

from aqbgraph.errors import Invalid
from aqbgraph.graph.findings import SEVERITIES, Finding
from aqbgraph.vocabulary import rebase

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path
    from typing import Any

    from rdflib.plugins.sparql.sparql import Query
    from rdflib.query import Result
    from rdflib.term import Node

    from aqbgraph.identifiers import Identifiers


@dataclass(frozen=True, slots=True)
class Report:
    """All results: the gravest first, then by focus node, path, shape and value."""

    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing forbids publication; warnings and hints do not."""
        return all(finding.severity != "Violation" for finding in self.findings)


class _Graph(rdflib.Graph):
    """A graph that keeps parsed queries: pySHACL asks the same text of every focus node, and parsing costs most."""

    def query(self, query_object: str | Query, *args: Any, **options: Any) -> Result:
        return super().query(_prepared(str(query_object)), *args, **options)


@lru_cache(maxsize=64)
def _prepared(text: str) -> Query:
    return prepareQuery(text)


def load_shapes(folder: Path, identifiers: Identifiers, only: Collection[str] = ()) -> rdflib.Graph:
    """The shapes of the Turtle files of a folder, below the base of a publication; `only` names files without suffix.

    Raises:
        Invalid: a file is not Turtle.
    """
    graph = rdflib.Graph("SimpleMemory", bind_namespaces="none")
    term = _terms()
    for path in sorted(folder.glob("*.ttl")):
        if only and path.stem not in only:
            continue
        try:
            for quad in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE):
                graph.add(_triple(rebase(quad.triple, identifiers), term))
        except SyntaxError as error:
            raise Invalid(f"{path.name}: {error}") from error
    return graph


def validate(
    data: Iterable[pyoxigraph.Triple], shapes: rdflib.Graph, vocabulary: Iterable[pyoxigraph.Triple]
) -> Report:
    """What the shapes find in the data.

    Of the vocabulary only what `sh:class` asks for is seen: who is a party, what is a measure type. It is not checked
    anew with every document; to check it, pass it as data.

    Raises:
        Invalid: the shapes themselves cannot be used.
    """
    # pySHACL takes a pyoxigraph.Store as well, but is 400 times slower on it (measured with 20 documents).
    graph = _Graph(bind_namespaces="none")
    term = _terms()
    for triple in data:
        graph.add(_triple(triple, term))
    for triple in _memberships(vocabulary, shapes):
        graph.add(_triple(triple, term))
    return Report(tuple(sorted(set(_findings(_run(graph, shapes), shapes)), key=_order)))


def _memberships(vocabulary: Iterable[pyoxigraph.Triple], shapes: rdflib.Graph) -> Iterator[pyoxigraph.Triple]:
    wanted = {str(name) for name in shapes.objects(None, SH["class"])}
    for triple in vocabulary:
        if triple.predicate.value == str(RDF.type) and cast("pyoxigraph.NamedNode", triple.object).value in wanted:
            yield triple


def _run(graph: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    try:
        _, results, text = run_shacl(graph, shacl_graph=shapes, inplace=True, do_owl_imports=False)
    except ReportableRuntimeError as error:
        raise Invalid(f"Die Regeln sind nicht brauchbar: {error}") from error
    if not isinstance(results, rdflib.Graph):
        raise Invalid(f"Die Regeln sind nicht brauchbar: {text}")
    return results


def _findings(results: rdflib.Graph, shapes: rdflib.Graph) -> Iterator[Finding]:
    for result in results.subjects(RDF.type, SH.ValidationResult):
        shape = results.value(result, SH.sourceShape)
        path = shapes.value(shape, SH.path) or results.value(result, SH.resultPath)
        value = results.value(result, SH.value)
        yield Finding(
            severity=str(results.value(result, SH.resultSeverity)).removeprefix(str(SH)),
            focus=str(results.value(result, SH.focusNode)),
            path=None if path is None else _path(shapes, path),
            message=_message(results, shapes, result, "de"),
            message_en=_message(results, shapes, result, "en"),
            shape=str(shape),
            value=None if value is None else str(value),
        )


def _message(results: rdflib.Graph, shapes: rdflib.Graph, result: Node, language: str) -> str:
    """What the shape says in a language (in the report of a query pySHACL drops languages), else what pySHACL says."""
    for said in shapes.objects(results.value(result, SH.sourceShape), SH.message):
        if isinstance(said, rdflib.Literal) and said.language == language:
            return str(said)
    return " ".join(sorted(str(said) for said in results.objects(result, SH.resultMessage)))


def _order(finding: Finding) -> tuple[int, str, str, str, str]:
    return (
        SEVERITIES.index(finding.severity),
        finding.focus,
        finding.path or "",
        finding.shape,
        finding.value or "",
    )


def _path(shapes: rdflib.Graph, path: Node) -> str:
    return str(path) if isinstance(path, rdflib.URIRef) else _step(shapes, path)


def _step(shapes: rdflib.Graph, path: Node) -> str:
    """A SHACL path as SPARQL writes it, https://www.w3.org/TR/shacl/#property-paths; those our shapes use."""
    if isinstance(path, rdflib.URIRef):
        return f"<{path}>"
    if (inverse := shapes.value(path, SH.inversePath)) is not None:
        return f"^{_step(shapes, inverse)}"
    if (choices := shapes.value(path, SH.alternativePath)) is not None:
        return f"({'|'.join(_step(shapes, step) for step in shapes.items(choices))})"
    return "/".join(_step(shapes, step) for step in shapes.items(path))


def _triple(triple: pyoxigraph.Triple, term: Callable[[object], Node]) -> tuple[Node, Node, Node]:
    return term(triple.subject), term(triple.predicate), term(triple.object)


def _terms() -> Callable[[object], Node]:
    """Makes rdflib's terms of pyoxigraph's, each once: the same IRIs come again and again."""

    @cache
    def term(given: object) -> Node:
        match given:
            case pyoxigraph.NamedNode():
                return rdflib.URIRef(given.value)
            case pyoxigraph.Literal(language=None):
                # What is checked is what is published: the lexical form as it stands.
                return rdflib.Literal(given.value, datatype=given.datatype.value, normalize=False)
            case pyoxigraph.Literal():
                return rdflib.Literal(given.value, lang=given.language)
            case pyoxigraph.BlankNode():
                return rdflib.BNode(given.value)
        raise Invalid(f"Ein Ausdruck von RDF 1.2 kann nicht geprüft werden: {given}")

    return term
