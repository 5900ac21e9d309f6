"""Rules on all documents together, each as one query of a store: what SHACL asks node by node grows with all of them.

The shapes stay what is said in shapes/, and mean the same in any engine of SHACL. Two kinds are understood, which are
all that such rules need: a query (SHACL, 5.1), and a path that leads to one value at most (SHACL, 4.2.2).
https://www.w3.org/TR/shacl/
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, parse

from aqbgraph.errors import Invalid
from aqbgraph.graph.findings import Finding
from aqbgraph.vocabulary import rebase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import BlankNode, QuerySolution, Triple

    from aqbgraph.identifiers import Identifiers

_SH = "http://www.w3.org/ns/shacl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
# Shapes with a target. $this is bound by the target here, and not before the query is asked (SHACL, 5.3.1): the same
# for patterns that are joined, while within MINUS, VALUES and subqueries it would not be; those are not understood.
_SHAPES = f"""
    PREFIX sh: <{_SH}>
    SELECT ?shape ?class ?path ?most ?select ?severity ?de ?en {{
        ?shape sh:targetClass ?class .
        OPTIONAL {{ ?shape sh:path ?path . OPTIONAL {{ ?shape sh:maxCount ?most }} }}
        OPTIONAL {{ ?shape sh:sparql/sh:select ?select }}
        OPTIONAL {{ ?shape sh:severity ?severity }}
        OPTIONAL {{ ?shape sh:message ?de FILTER (LANG(?de) = "de") }}
        OPTIONAL {{ ?shape sh:message ?en FILTER (LANG(?en) = "en") }}
    }} ORDER BY ?shape
"""
# What would be overlooked: a shape that says more than is read of it here.
_MORE = f"""
    PREFIX sh: <{_SH}>
    SELECT ?shape {{
        ?shape sh:targetClass|sh:targetNode|sh:targetObjectsOf|sh:targetSubjectsOf ?target ; ?says ?what .
        FILTER (?says NOT IN (
            <{_RDF}type>, sh:targetClass, sh:path, sh:maxCount, sh:sparql, sh:severity, sh:message, sh:name
        ))
    }}
"""
_PREFIXES = f"PREFIX sh: <{_SH}> SELECT ?prefix ?iri {{ [] sh:prefix ?prefix ; sh:namespace ?iri }} ORDER BY ?prefix"
_NOT_JOINED = ("MINUS", "VALUES", "GROUP", "LIMIT", "SERVICE", "$PATH")


def findings(triples: Iterable[Triple], files: Iterable[Path], identifiers: Identifiers) -> tuple[Finding, ...]:
    """What the shapes of these Turtle files find in the triples of all documents, by shape, then focus node and value.

    Raises:
        Invalid: a shape is of another kind, or a file is not Turtle.
    """
    shapes = _read(files, identifiers)
    for row in _asked(shapes, _MORE):
        raise _not_understood(row)
    data = Store()
    data.extend(map(_quad, triples))
    prefixes = "".join(f"PREFIX {row['prefix'].value}: <{row['iri'].value}>\n" for row in _asked(shapes, _PREFIXES))
    return tuple(one for row in _asked(shapes, _SHAPES) for one in _broken(shapes, row, data, prefixes))


def _read(files: Iterable[Path], identifiers: Identifiers) -> Store:
    store = Store()
    for path in files:
        try:
            store.extend(_quad(rebase(quad.triple, identifiers)) for quad in parse(path=path, format=RdfFormat.TURTLE))
        except SyntaxError as error:
            raise Invalid(f"{path.name}: {error}") from error
    return store


def _quad(triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object)


def _asked(store: Store, query: str) -> Iterator[QuerySolution]:
    return iter(cast("QuerySolutions", store.query(query)))


def _broken(shapes: Store, shape: QuerySolution, data: Store, prefixes: str) -> Iterator[Finding]:
    path = None if shape["path"] is None else _path(shapes, shape["path"])
    finding = Finding(
        severity=shape["severity"].value.removeprefix(_SH) if shape["severity"] else "Violation",
        focus="",
        path=path[1:-1] if isinstance(shape["path"], NamedNode) and path else path,
        message=_text(shape["de"]),
        message_en=_text(shape["en"]),
        shape=shape["shape"].value,
        value=None,
    )
    query = prefixes + _query(shape, path)
    try:
        solutions = _asked(data, query)
    except SyntaxError as error:
        raise _not_understood(shape) from error
    rows = {(row["this"].value, row["value"].value if row["value"] else None) for row in solutions}
    for focus, value in sorted(rows, key=lambda row: (row[0], row[1] or "")):
        yield replace(finding, focus=focus, value=value)


def _query(shape: QuerySolution, path: str | None) -> str:
    """The nodes that break a shape, as ?this, and what they break it by, as ?value."""
    target = f"?this a {shape['class']} ."
    if path is not None and shape["most"] is not None and shape["most"].value == "1":
        return (
            f"SELECT DISTINCT ?this (?none AS ?value) {{ {target} ?this {path} ?one, ?other FILTER (?one != ?other) }}"
        )
    text = shape["select"].value if path is None and shape["select"] is not None else ""
    head, brace, body = text.partition("{")
    if not brace or any(word in text.upper() for word in _NOT_JOINED) or "SELECT" in body.upper():
        raise _not_understood(shape)
    return f"{head}{{ {target} {body}"


def _path(shapes: Store, path: NamedNode | BlankNode) -> str:
    """A path as SPARQL writes it: a property, an inverse, or one after the other (SHACL, 2.3.1)."""
    if isinstance(path, NamedNode):
        return f"<{path.value}>"
    if (inverse := _value(shapes, path, f"{_SH}inversePath")) is not None:
        return f"^{_path(shapes, inverse)}"
    first, rest = (_value(shapes, path, f"{_RDF}{name}") for name in ("first", "rest"))
    if first is None or rest is None:
        raise Invalid(f"Die Regeln sind nicht brauchbar: ein Pfad dieser Art wird hier nicht verstanden ({path}).")
    step = _path(shapes, first)
    return step if rest == NamedNode(f"{_RDF}nil") else f"{step}/{_path(shapes, rest)}"


def _value(shapes: Store, subject: BlankNode, predicate: str) -> NamedNode | BlankNode | None:
    found = (quad.object for quad in shapes.quads_for_pattern(subject, NamedNode(predicate), None))
    return cast("NamedNode | BlankNode | None", next(found, None))


def _text(message: object) -> str:
    return message.value if isinstance(message, Literal) else ""


def _not_understood(shape: QuerySolution) -> Invalid:
    return Invalid(f"Die Regeln sind nicht brauchbar: {shape['shape'].value} lässt sich nicht im Ganzen fragen.")
