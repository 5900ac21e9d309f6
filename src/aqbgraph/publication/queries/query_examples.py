"""The named queries as data, in the form in which SIB publishes examples: editors and language models read them so.

Each is a sh:SPARQLSelectExecutable that runs as it stands: parameters that must be given have their example, the others
are left open. https://www.w3.org/TR/shacl/#SPARQLExecutable, https://github.com/sib-swiss/sparql-examples
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from aqbgraph.graph.mapping import prefixes
from aqbgraph.publication.documents import resources
from aqbgraph.publication.queries.queries import fill, queries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.publication.queries.queries import NamedQuery

Json = dict[str, Any]

# Where the queries live, and beside which their files lie.
QUERIES = "queries"
_PREFIXES = "#prefixes"
_PREFIX = re.compile(r"^PREFIX ([a-z-]+): <([^>]+)>", re.MULTILINE)


def document(settings: Settings, path: str, _: Corpus) -> Json:
    """The page of the queries as data: each query, and the prefixes that they and everybody may use."""
    made = resources.document(settings, path, "Abfragen", None, [f"#{query.name}" for query in queries()])
    examples = [_example(query, settings) for query in queries()]
    return made | {
        "parts": [*examples, {"id": _PREFIXES, "declarations": list(map(_declaration, sorted(namespaces())))}]
    }


@cache
def namespaces() -> dict[str, str]:
    """Prefix → namespace: those of the data, and what the queries use beside them."""
    used = (pair for query in queries() for pair in _PREFIX.findall(query.text))
    return {**dict(used), **prefixes()}


def example(query: NamedQuery, settings: Settings) -> str:
    """The query's text as it can be asked here, without the comments of its head."""
    given = {row.name: row.example for row in query.parameters if row.required}
    lines = fill(query, given, settings.identifiers).splitlines()
    return "\n".join(line for line in lines if not line.startswith("#"))


def _example(query: NamedQuery, settings: Settings) -> Json:
    return {
        "id": f"#{query.name}",
        "type": ["SPARQLExecutable", "SPARQLSelectExecutable"],
        "label": [query.title, {"@value": query.title_en, "@language": "en"}],
        "reason": [_german(query), {"@value": _english(query), "@language": "en"}],
        "select": example(query, settings),
        "prefixes": _PREFIXES,
        "endpoint": f"{settings.base_iri}sparql",
        "queryFile": f"{settings.base_iri}{QUERIES}/{query.name}.rq",
    }


def _german(query: NamedQuery) -> str:
    """What the query answers, and what can be bound in it."""
    return _with(query.comment, ((row.name, row.comment) for row in query.parameters))


def _english(query: NamedQuery) -> str:
    return _with(query.comment_en, ((row.name, row.comment_en) for row in query.parameters))


def _with(text: str, parameters: Iterable[tuple[str, str]]) -> str:
    named = ", ".join(f"?{name}: {what}" for name, what in parameters)
    return f"{text} [{named}]" if named else text


def _declaration(prefix: str) -> Json:
    return {
        "id": f"#prefix-{prefix}",
        "type": "PrefixDeclaration",
        "prefix": prefix,
        "namespace": namespaces()[prefix],
    }
