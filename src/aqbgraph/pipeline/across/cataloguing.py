"""The catalogue of a publication, from the files that are written; one that portals would refuse is not published."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from aqbgraph.errors import Invalid
from aqbgraph.graph import validation
from aqbgraph.graph.rules import OF_CATALOGUE
from aqbgraph.identifiers import TERMS
from aqbgraph.pipeline.across.catalogue_portions import violations
from aqbgraph.pipeline.documents.publishing import shapes
from aqbgraph.publication.catalogue.catalogue import RDF_TYPES, Offered, OfferedFile, catalogue
from aqbgraph.publication.catalogue.catalogue_files import write_catalogue
from aqbgraph.publication.catalogue.catalogue_graph import catalogue_triples
from aqbgraph.publication.catalogue.catalogue_page import catalogue_view
from aqbgraph.publication.history.history import Dates, dated
from aqbgraph.publication.output import write_page
from aqbgraph.vocabulary import DCTERMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from pyoxigraph import Triple

    from aqbgraph.graph.findings import Finding
    from aqbgraph.identifiers import Identifiers
    from aqbgraph.publication.catalogue.datasets import Catalogue
    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.disk.steps import Steps
    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.history.history import History
    from aqbgraph.publication.offers import Offer
    from aqbgraph.publication.publisher.settings import Settings

SHAPES = ("prefixes", *OF_CATALOGUE)
# What follows from dates and files, and is nothing that the catalogue itself says.
_FOLLOWS = frozenset(
    {
        DCTERMS + "issued",
        DCTERMS + "modified",
        "http://www.w3.org/ns/dcat#version",
        "http://www.w3.org/ns/dcat#byteSize",
        "http://spdx.org/rdf/terms#checksumValue",
        TERMS + "canonicalDigest",
    }
)
_MOST_TOLD = 10  # faults


@dataclass(frozen=True, slots=True)
class Catalogued:
    """The catalogue, and the digests of all in it that has dates, by IRI: the next build needs them."""

    catalogue: Catalogue
    digests: Mapping[str, str]


def catalogued(
    writer: Writer,
    kept: Corpus,
    settings: Settings,
    written: Iterable[tuple[Offer, str | None]],
    documents: Mapping[str, str],
    history: History,
    at: datetime,
) -> Catalogued:
    """The catalogue of files that are written, each with the digest of its canonical form (RDFC-1.0) or None.

    `documents` are the digests of all documents, by IRI.
    """
    contents: dict[int | None, str] = {None: _joined(documents, documents)}
    for year in kept.years:
        iris = (settings.base_iri + row.path for row in kept.of_year(year))
        contents[year] = _joined(documents, iris)
    offered = Offered(tuple(_file(writer, *one, contents) for one in written), contents)
    digests: dict[str, str] = {}

    def dates(key: str, digest: str) -> Dates:
        digests[key] = digest
        return dated(history, at, key, digest)

    draft = catalogue(settings, kept, offered, dates, Dates(at, at))
    told = dates(draft.iri, _said(draft, settings.identifiers, digests))
    made = replace(draft, issued=told.issued, modified=told.modified)
    return Catalogued(made, digests)


def _joined(digests: Mapping[str, str], iris: Iterable[str]) -> str:
    return sha256("\n".join(f"{iri} {digests[iri]}" for iri in sorted(iris)).encode()).hexdigest()


def _file(writer: Writer, offer: Offer, canonical: str | None, contents: Mapping[int | None, str]) -> OfferedFile:
    size, digest = writer.noted[offer.path]
    # A new version of the software is named in every file of RDF, and changes nothing of what it says.
    content = contents[offer.year] if offer.media_type in RDF_TYPES else digest
    return OfferedFile(offer, size, digest, content, canonical)


def _said(draft: Catalogue, identifiers: Identifiers, digests: Mapping[str, str]) -> str:
    """The digest of what the catalogue says: of itself, and of the content of all in it."""
    found = sha256()
    own = (triple for triple in catalogue_triples(draft, identifiers) if triple.predicate.value not in _FOLLOWS)
    for line in sorted(map(str, own)):
        found.update(line.encode())
    for key, digest in sorted(digests.items()):
        found.update(f"{key} {digest}\n".encode())
    return found.hexdigest()


def write(writer: Writer, made: Catalogue, settings: Settings) -> None:
    """The catalogue as data and as a page."""
    write_catalogue(writer, made, settings.identifiers)
    write_page(writer, settings, made.path, "catalogue", lambda spoken: catalogue_view(spoken, made))


def check(graph: Iterable[Triple], identifiers: Identifiers, steps: Steps | None = None) -> None:
    """Refuses a catalogue that portals would refuse, or spread wrongly; `steps` know what has been found sound before.

    Raises:
        Invalid: it violates its shapes; each fault is named.
    """
    judge = partial(_violations, identifiers)
    if faults := violations(graph, judge, steps) if steps else judge(graph):
        told = [f"  {finding.focus}: {finding.message}" for finding in faults[:_MOST_TOLD]]
        more = [f"  … und {len(faults) - _MOST_TOLD} weitere"] if len(faults) > _MOST_TOLD else []
        raise Invalid(
            "\n".join(
                (
                    "Der Datenkatalog verletzt die Regeln der Portale; die alte Veröffentlichung gilt weiter. "
                    "Bitte die Einstellungen (--settings) und die Quellen prüfen:",
                    *told,
                    *more,
                )
            )
        )


def _violations(identifiers: Identifiers, graph: Iterable[Triple]) -> tuple[Finding, ...]:
    """What the shapes forbid. One compares with the clock: what is not in the future now will not be so later."""
    report = validation.validate(graph, shapes(identifiers, SHAPES), ())
    return tuple(finding for finding in report.findings if finding.severity == "Violation")
