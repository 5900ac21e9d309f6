"""Checks a graph against shapes/. The only module that knows pySHACL.

pySHACL switches rdflib for the whole process while it loads shapes (NORMALIZE_LITERALS and the reading of xsd:boolean,
https://github.com/RDFLib/rdflib/issues/847) and leaves it switched when an error comes between. So nothing that serves
requests imports this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph
import rdflib
from pyshacl import validate as run_shacl
from rdflib import RDF, SH
from rdflib.plugins.sparql import prepareQuery

from aqbgraph.errors import Invalid
from aqbgraph.vocabulary import rebase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from typing import Any

    from rdflib.plugins.sparql.sparql import Query
    from rdflib.term import Node

    from aqbgraph.identifiers import Identifiers

_SEVERITIES = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a validation. `path` is a property, or a SPARQL property path; `message` is German."""

    severity: str
    focus: str
    path: str | None
    message: str
    message_en: str
    shape: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """All results, the gravest first, then by focus node, path, shape and value."""

    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing forbids publication: warnings and hints do not."""
        return all(finding.severity != "Violation" for finding in self.findings)


class _Graph(rdflib.Graph):
    """A graph that keeps parsed queries: pySHACL asks the same text of every focus node, and parsing is what costs."""

    def query(self, query_object: Any, *args: Any, **options: Any) -> rdflib.query.Result:
        return super().query(_prepared(str(query_object)), *args, **options)


@lru_cache(maxsize=64)
def _prepared(text: str) -> Query:
    return prepareQuery(text)


def load_shapes(folder: Path, identifiers: Identifiers) -> rdflib.Graph:
    """The shapes of all Turtle files of a folder, below the base of a publication."""
    graph = rdflib.Graph("SimpleMemory", bind_namespaces="none")
    term = _terms()
    for path in sorted(folder.glob("*.ttl")):
        for quad in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE):
            graph.add(_triple(rebase(quad.triple, identifiers), term))
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
    graph = _Graph(bind_namespaces="none")
    term = _terms()
    wanted = {pyoxigraph.NamedNode(str(name)) for name in shapes.objects(None, SH["class"])}
    for triple in data:
        graph.add(_triple(triple, term))
    for triple in vocabulary:
        if triple.object in wanted and triple.predicate.value == str(RDF.type):
            graph.add(_triple(triple, term))
    _, results, text = run_shacl(graph, shacl_graph=shapes, inplace=True, do_owl_imports=False, inference="none")
    if not isinstance(results, rdflib.Graph):
        raise Invalid(f"Die Regeln in shapes/ sind nicht brauchbar: {text}")
    return Report(tuple(sorted(_findings(results, shapes), key=_order)))


def _findings(results: rdflib.Graph, shapes: rdflib.Graph) -> Iterator[Finding]:
    for result in results.subjects(RDF.type, SH.ValidationResult):
        shape = results.value(result, SH.sourceShape)
        messages = {
            said.language: str(said)
            for said in results.objects(result, SH.resultMessage)
            if isinstance(said, rdflib.Literal)
        }
        path = results.value(result, SH.resultPath)
        yield Finding(
            severity=str(results.value(result, SH.resultSeverity)).removeprefix(str(SH)),
            focus=str(results.value(result, SH.focusNode)),
            path=None if path is None else _path(shapes, shapes.value(shape, SH.path) or path),
            message=messages["de"],
            message_en=messages["en"],
            shape=str(shape),
            value=_text(results.value(result, SH.value)),
        )


def _order(finding: Finding) -> tuple[int, str, str, str, str]:
    return (
        _SEVERITIES.index(finding.severity),
        finding.focus,
        finding.path or "",
        finding.shape,
        finding.value or "",
    )


def _text(value: Node | None) -> str | None:
    return None if value is None else str(value)


def _path(shapes: rdflib.Graph, path: Node) -> str:
    """A SHACL path as people read it: a property's IRI, or a SPARQL property path of such."""
    return str(path) if isinstance(path, rdflib.URIRef) else _step(shapes, path)


def _step(shapes: rdflib.Graph, path: Node) -> str:
    if isinstance(path, rdflib.URIRef):
        return f"<{path}>"
    if (inverse := shapes.value(path, SH.inversePath)) is not None:
        return f"^{_step(shapes, inverse)}"
    choices = shapes.value(path, SH.alternativePath)
    steps = [_step(shapes, step) for step in shapes.items(path if choices is None else choices)]
    return "/".join(steps) if choices is None else f"({'|'.join(steps)})"


type_of_term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple


def _triple(triple: pyoxigraph.Triple, term: Callable[[Any], Node]) -> tuple[Node, Node, Node]:
    return term(triple.subject), term(triple.predicate), term(triple.object)


def _terms() -> Callable[[Any], Node]:
    """Makes rdflib's terms of pyoxigraph's, each once: the same IRIs come again and again."""

    @lru_cache(maxsize=None)
    def term(given: object) -> Node:
        match given:
            case pyoxigraph.NamedNode():
                return rdflib.URIRef(given.value)
            case pyoxigraph.Literal(language=None):
                # Lexical forms stay as written: they are what is published.
                return rdflib.Literal(given.value, datatype=given.datatype.value, normalize=False)
            case pyoxigraph.Literal():
                return rdflib.Literal(given.value, lang=given.language)
            case _:
                return rdflib.BNode(given.value)

    return term
