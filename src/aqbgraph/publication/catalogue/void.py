"""VoID: what the graph as a whole is, counted, in a file of its own beside it (a graph cannot count itself).

https://www.w3.org/TR/void/; partitions are nested as the tools expect that complete queries by them: class, its
properties, and the classes and datatypes of their values (http://ldf.fi/void-ext#).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from aqbgraph.graph.mapping import prefixes
from aqbgraph.graph.store import write
from aqbgraph.identifiers import measure_type_path, party_path, year_path
from aqbgraph.publication.formats import FORMATS, RESOURCE_FORMATS, TURTLE
from aqbgraph.publication.history.history import lexical
from aqbgraph.publication.offers import Text
from aqbgraph.publication.rdf.dumps import offers as dump_offers
from aqbgraph.publication.rdf.tally import tally
from aqbgraph.vocabulary import DCTERMS, RDF_TYPE, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.publication.catalogue.datasets import Catalogue, Distribution
    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.disk.steps import Steps
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.publication.rdf.counting import ClassCount, Tally
    from aqbgraph.publication.rdf.samples import Sampling

# Where clients look (RFC 8615; VoID, section 7.2). A static host delivers the file of this very name, in Turtle.
PATH = ".well-known/void"
VOID = "http://rdfs.org/ns/void#"
VOID_EXT = "http://ldf.fi/void-ext#"
FOAF = "http://xmlns.com/foaf/0.1/"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_OWL = "http://www.w3.org/2002/07/owl#"


@dataclass(frozen=True, slots=True)
class Target:
    """A dataset that ours links to: key, name, homepage, how the names in it begin."""

    key: str
    name: Text
    homepage: str
    space: str


TARGETS = (
    Target("wikidata", Text("Wikidata", "Wikidata"), "https://www.wikidata.org/", "http://www.wikidata.org/entity/"),
    Target("geonames", Text("GeoNames", "GeoNames"), "https://www.geonames.org/", "https://sws.geonames.org/"),
    Target(
        "nuts",
        Text("Gebietseinheiten der EU (NUTS)", "Territorial units of the EU (NUTS)"),
        "https://ec.europa.eu/eurostat/web/nuts",
        "http://data.europa.eu/nuts/",
    ),
    Target(
        "geocoding",
        Text("Amtliche Schlüssel bei DCAT-AP.de", "Official keys as DCAT-AP.de has them"),
        "https://www.dcat-ap.de/def/politicalGeocoding/",
        "http://dcat-ap.de/def/politicalGeocoding/",
    ),
    Target("schema", Text("schema.org", "schema.org"), "https://schema.org/", "http://schema.org/"),
)
# A link set has one property (VoID, section 5.3): each that says "the same" or "nearly the same" makes its own.
LINKING = (_OWL + "sameAs", "http://schema.org/sameAs", SKOS + "exactMatch", SKOS + "closeMatch")

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


def write_void(
    steps: Steps,
    kept: Corpus,
    made: Catalogue,
    settings: Settings,
    graphs: Iterable[tuple[str, str]],
    sampling: Sampling | None = None,
) -> Tally:
    """Counts the documents (path, IRI) and writes the description in every format; returns what was counted.

    `sampling` sees all that is counted.
    """
    targets, writer = {target.space: target.key for target in TARGETS}, steps.writer
    counted = tally(writer.folder, graphs, settings.base_iri, targets, LINKING, sampling, steps)
    # Each statement once, in the order told: what the dataset is comes before its hundreds of parts.
    ordered = list(dict.fromkeys(describe(counted, kept, made, settings)))
    for row in RESOURCE_FORMATS:
        own = {"": f"{_iri(settings)}#"} if row is TURTLE else {}
        known = {**own, **prefixes(), "void": VOID, "void-ext": VOID_EXT}
        content = write(ordered, row.rdf, known)
        writer.write(PATH + row.suffix, content)
        if row is TURTLE:
            writer.write(PATH, content)
    return counted


def _iri(settings: Settings) -> str:
    return settings.base_iri + PATH


def describe(counted: Tally, kept: Corpus, made: Catalogue, settings: Settings) -> Iterator[Triple]:
    """The description of the dataset. It is no dcat:Dataset: portals would take it for one more (see the catalogue)."""
    about, dataset = _iri(settings), f"{_iri(settings)}#dataset"
    title, base = made.whole.title, settings.base_iri
    yield _link(about, RDF_TYPE, VOID + "DatasetDescription")
    yield from _texts(about, DCTERMS + "title", Text(f"VoID: {title.de}", f"VoID: {title.en}"))
    yield _link(about, FOAF + "primaryTopic", dataset)
    yield _link(dataset, RDF_TYPE, VOID + "Dataset")
    yield from _texts(dataset, DCTERMS + "title", title)
    yield from _texts(dataset, DCTERMS + "description", made.whole.description)
    yield _text(dataset, DCTERMS + "issued", *lexical(made.whole.issued))
    yield _text(dataset, DCTERMS + "modified", *lexical(made.whole.modified))
    yield _link(dataset, DCTERMS + "publisher", made.terms.publisher.iri)
    yield from (_link(subject, DCTERMS + "license", settings.licence.iri) for subject in (about, dataset))
    yield _link(dataset, FOAF + "homepage", base)
    yield from (_link(dataset, RDFS + "seeAlso", iri) for iri in (made.iri, made.whole.iri))
    yield _link(dataset, VOID + "sparqlEndpoint", made.service.endpoint)
    yield _text(dataset, VOID + "uriSpace", base)
    yield from (_link(dataset, VOID + "exampleResource", iri) for iri in _examples(kept, settings))
    yield from (_link(dataset, VOID + "dataDump", file.access_url) for file in _dumps(made))
    yield from (_link(dataset, VOID + "feature", row.rdf.iri) for row in FORMATS)
    names = {_namespace(iri) for iri in (*counted.classes, *counted.properties)}
    yield from (_link(dataset, VOID + "vocabulary", name) for name in sorted(names))
    yield from _totals(dataset, counted)
    yield from _by_class(about, dataset, counted)
    yield from _by_property(about, dataset, counted)
    yield from _links(about, dataset, counted)


def _dumps(made: Catalogue) -> tuple[Distribution, ...]:
    """The files that hold the whole graph; the dataset is distributed as others too, which hold a part (the cube)."""
    whole = {offer.path for offer in dump_offers(()) if offer.year is None}
    return tuple(file for file in made.whole.files if file.path in whole)


def _examples(kept: Corpus, settings: Settings) -> Iterator[str]:
    """One thing of each kind that people ask for: the newest agreement, its year, its party, a type, a series."""
    newest = kept.agreements[-1]
    names = settings.identifiers
    yield f"{names.document(newest.path)}#agreement"
    yield names.party(newest.party)
    yield names.document(year_path(newest.year))
    yield from (names.document(party_path(newest.party)), names.document(measure_type_path("1")))
    yield from (names.document(found.path) for found in kept.series[:1])


def _totals(dataset: str, counted: Tally) -> Iterator[Triple]:
    numbers = {
        "triples": counted.triples,
        "entities": counted.entities,
        "distinctSubjects": counted.subjects,
        "distinctObjects": counted.objects,
        "classes": len(counted.classes),
        "properties": len(counted.properties),
        "documents": counted.documents,
    }
    return (_count(dataset, VOID + name, number) for name, number in numbers.items())


def _by_class(about: str, dataset: str, counted: Tally) -> Iterator[Triple]:
    for iri, found in counted.classes.items():
        part = f"{about}#class-{_key(iri)}"
        yield _link(dataset, VOID + "classPartition", part)
        yield _link(part, VOID + "class", iri)
        yield _count(part, VOID + "entities", found.entities)
        yield _count(part, VOID + "triples", found.triples)
        yield from _uses(part, found)


def _uses(part: str, found: ClassCount) -> Iterator[Triple]:
    for name, use in found.properties.items():
        used = f"{part}--{_key(name)}"
        yield _link(part, VOID + "propertyPartition", used)
        yield _link(used, VOID + "property", name)
        yield _count(used, VOID + "triples", use.triples)
        for other, number in use.classes.items():
            value = f"{used}--{_key(other)}"
            yield _link(used, VOID + "classPartition", value)
            yield _link(value, VOID + "class", other)
            yield _count(value, VOID + "triples", number)
        for datatype, number in use.datatypes.items():
            value = f"{used}--{_key(datatype)}"
            yield _link(used, VOID_EXT + "datatypePartition", value)
            yield _link(value, VOID_EXT + "datatype", datatype)
            yield _count(value, VOID + "triples", number)


def _by_property(about: str, dataset: str, counted: Tally) -> Iterator[Triple]:
    for iri, found in counted.properties.items():
        part = f"{about}#property-{_key(iri)}"
        yield _link(dataset, VOID + "propertyPartition", part)
        yield _link(part, VOID + "property", iri)
        yield _count(part, VOID + "triples", found.triples)
        yield _count(part, VOID + "distinctSubjects", found.subjects)
        yield _count(part, VOID + "distinctObjects", found.objects)


def _links(about: str, dataset: str, counted: Tally) -> Iterator[Triple]:
    known = {target.key: target for target in TARGETS}
    for (predicate, key), number in counted.links.items():
        target, linkset, other = known[key], f"{about}#links-{key}-{_key(predicate)}", f"{about}#target-{key}"
        yield _link(dataset, VOID + "subset", linkset)
        yield _link(linkset, RDF_TYPE, VOID + "Linkset")
        yield _link(linkset, VOID + "linkPredicate", predicate)
        yield _link(linkset, VOID + "subjectsTarget", dataset)
        yield _link(linkset, VOID + "objectsTarget", other)
        yield _count(linkset, VOID + "triples", number)
        yield from _texts(other, DCTERMS + "title", target.name)
        yield _link(other, FOAF + "homepage", target.homepage)
        yield _text(other, VOID + "uriSpace", target.space)


def _key(iri: str) -> str:
    """A name as part of a fragment: "aqb-Agreement"; with a digest where we have no prefix for it."""
    for prefix, space in prefixes().items():
        local = iri.removeprefix(space)
        if local != iri and not _UNSAFE.search(local):
            return f"{prefix}-{local}"
    last = _UNSAFE.sub("-", iri.removeprefix(_namespace(iri)))
    return f"{last}-{sha256(iri.encode()).hexdigest()[:8]}"


def _namespace(iri: str) -> str:
    """Up to the last hash or slash."""
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _link(subject: str, predicate: str, value: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value))


def _text(subject: str, predicate: str, value: str, datatype: str = "string") -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), Literal(value, datatype=NamedNode(_XSD + datatype)))


def _texts(subject: str, predicate: str, text: Text) -> Iterator[Triple]:
    for language, value in (("de", text.de), ("en", text.en)):
        yield Triple(NamedNode(subject), NamedNode(predicate), Literal(value, language=language))


def _count(subject: str, predicate: str, number: int) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), Literal(str(number), datatype=NamedNode(_XSD + "integer")))
