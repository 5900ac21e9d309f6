"""The data of each page: what its document says, as JSON-LD where the mapping makes it, else as triples."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from aqbgraph.agreement import Concept
from aqbgraph.graph.mapping import context, triples
from aqbgraph.identifiers import CUBE, DEFAULT_BASE, measure_type_path, party_path, programme_path, year_path
from aqbgraph.publication.names import concept_label, party_label, programme_label
from aqbgraph.vocabulary import rebase, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

    from aqbgraph.identifiers import Identifiers
    from aqbgraph.publication.corpus.naming import Naming
    from aqbgraph.publication.corpus.summary import AgreementSummary, Corpus
    from aqbgraph.publication.publisher.settings import Settings

Json = dict[str, Any]

# The files of ontology/ that are said in the document of their name, also what they say of things at home elsewhere.
_OF_ONE_DOCUMENT = frozenset({CUBE})
_AT_ONCE = 256  # agreements


def document(settings: Settings, path: str, title: str, topic: Json | None, topics: Iterable[str] = ()) -> Json:
    """A page as a document: what it is about, and what else it is on."""
    listed = list(topics)
    return {
        "@context": {"@base": settings.identifiers.document(path), **context()},
        "id": "",
        "type": "Document",
        "license": settings.licence.iri,
        "title": title,
        **({"primaryTopic": topic} if topic else {}),
        **({"topics": listed} if listed else {}),
    }


def start_document(settings: Settings, corpus: Corpus) -> Json:
    """The start page is on all agreements."""
    title = "Zielvereinbarungen zum Ausbildungs- und Qualifizierungsbudget in Hessen"
    return document(settings, "", title, None, _agreements(settings, corpus.agreements))


def party_document(settings: Settings, key: str, corpus: Corpus) -> Json:
    """A party and its agreements."""
    topics = _agreements(settings, corpus.of_party(key))
    return document(settings, party_path(key), party_label(key), {"id": settings.identifiers.party(key)}, topics)


def year_document(settings: Settings, year: int, corpus: Corpus) -> Json:
    """A year and its agreements."""
    topics = _agreements(settings, corpus.of_year(year))
    return document(settings, year_path(year), f"Zielvereinbarungen {year}", None, topics)


def programme_document(settings: Settings, key: str, corpus: Corpus) -> Json:
    """A programme and its agreements."""
    topics = _agreements(settings, (row for row in corpus.naming if key in row.programmes))
    topic = {"id": settings.identifiers.programme(key)}
    return document(settings, programme_path(key), programme_label(key), topic, topics)


def measure_type_document(settings: Settings, notation: str, corpus: Corpus) -> Json:
    """A measure type and its measures."""
    label = concept_label(Concept("measure-types", notation))
    measures = [
        f"{settings.identifiers.document(row.path)}#{measure.key}"
        for row in corpus.naming
        for measure in row.measures
        if measure.notation == notation
    ]
    topic = {"id": settings.identifiers.concept("measure-types", notation)}
    return document(settings, measure_type_path(notation), label, topic, measures)


def vocabulary_document(settings: Settings, path: str, _: Corpus) -> Json:
    """The page of the ontology or a scheme; at the default base it is the ontology itself."""
    iri = DEFAULT_BASE + path
    return document(settings, path, vocabulary().label(iri), {"id": settings.identifiers.rebase(iri)})


def _agreements(settings: Settings, rows: Iterable[AgreementSummary | Naming]) -> list[str]:
    return [f"{settings.identifiers.document(row.path)}#agreement" for row in rows]


def described(identifiers: Identifiers, path: str) -> Iterator[Triple]:
    """What ontology/ says in the document of this path."""
    for triple in _by_document().get(DEFAULT_BASE + path, ()):
        yield rebase(triple, identifiers)


@cache
def _by_document() -> dict[str, list[Triple]]:
    """All of ontology/ by the documents of its subjects: asked for by every page."""
    found: dict[str, list[Triple]] = defaultdict(list)
    for name, triples_of_file in vocabulary().files.items():
        for triple in triples_of_file:
            if name in _OF_ONE_DOCUMENT:
                found[DEFAULT_BASE + name].append(triple)
            elif isinstance(triple.subject, NamedNode):
                found[triple.subject.value.partition("#")[0]].append(triple)
    return dict(found)


def graph(made: Json, identifiers: Identifiers, path: str) -> tuple[Triple, ...]:
    """All that is published of a resource: its page as a document, and what ontology/ says of it."""
    return (*triples(made), *described(identifiers, path))


def cores(identifiers: Identifiers, rows: Iterable[AgreementSummary]) -> Iterator[Triple]:
    """What identifies agreements among others: parties, programme, year, the digest of their source."""
    listed = iter(rows)
    # Reading the context takes ten times as long as what is said of an agreement.
    while some := list(islice(listed, _AT_ONCE)):
        yield from triples({"@context": context(), "@graph": [_core(identifiers, row) for row in some]})


def _core(identifiers: Identifiers, row: AgreementSummary) -> Json:
    iri = identifiers.document(row.path)
    return {
        "id": f"{iri}#agreement",
        "type": "Agreement",
        "year": str(row.year),
        "programmes": [identifiers.programme(key) for key in row.programmes],
        "localParty": identifiers.party(row.party),
        "source": {"id": f"{iri}#source", "type": "SourceFile", "sha256": row.sha256},
    }
