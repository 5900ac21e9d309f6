"""The catalogue of a publication: what it says, that it is the same in each format, and when its dates rise."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import DCTERMS, FOAF, RDF, RDFS, XSD
from rdflib.compare import isomorphic

from aqbgraph.errors import Invalid
from aqbgraph.identifiers import TERMS, Identifiers
from aqbgraph.pipeline import dating
from aqbgraph.pipeline.across.cataloguing import check
from aqbgraph.pipeline.building import build
from aqbgraph.publication.publisher.settings import LICENCES, ContactPoint, Publisher, Settings
from aqbgraph.publication.rdf import dumps
from aqbgraph.publication.tables import tables
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib.term import Node

BASE = "https://w3id.org/aqb/"
FORMATS = {".ttl": "turtle", ".rdf": "xml", ".jsonld": "json-ld", ".nt": "nt"}
# The namespace that rdflib knows is that of DCAT 2.
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
DCATDE = rdflib.Namespace("http://dcat-ap.de/def/dcatde/")
EU = "http://publications.europa.eu/resource/authority/"
DATASETS = ("dataset/agreements", "dataset/agreements-2024", "dataset/agreements-2025")
FILES = ("catalogue", *DATASETS)
YEARS = (2024, 2025)


def read(path: Path, form: str = "turtle") -> rdflib.Graph:
    return rdflib.Graph().parse(path, format=form)


@pytest.fixture(scope="module")
def catalogue(built: Path) -> rdflib.Graph:
    return read(built / "catalogue.ttl")


def iri(path: str) -> rdflib.URIRef:
    return rdflib.URIRef(BASE + path)


def files(graph: rdflib.Graph) -> Iterator[Node]:
    return graph.subjects(DCAT.downloadURL, unique=True)


# rdflib warns of what it does itself.
@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
@pytest.mark.parametrize("path", FILES)
def test_rdflib_reads_the_same_graph_from_each_format(built: Path, path: str) -> None:
    first, *others = (read(built / f"{path}{suffix}", form) for suffix, form in FORMATS.items())
    assert len(first) > 100
    assert all(isomorphic(first, other) for other in others)


@pytest.mark.parametrize("path", FILES)
def test_nothing_without_a_name(built: Path, path: str) -> None:
    nodes = {node for triple in read(built / f"{path}.ttl") for node in triple}
    assert not any(isinstance(node, rdflib.BNode) for node in nodes)


# As written: a reader would have made them absolute already.
_WRITTEN = {
    ".ttl": r"<([^>]*)>",
    ".nt": r"<([^>]*)>",
    ".rdf": r'(?:rdf:about|rdf:resource|rdf:datatype)="([^"]*)"',
    ".jsonld": r'"@id": ?"([^"]*)"',
}


@pytest.mark.parametrize("suffix", _WRITTEN)
@pytest.mark.parametrize("path", FILES)
def test_no_relative_name_is_written(built: Path, path: str, suffix: str) -> None:
    names = re.findall(_WRITTEN[suffix], (built / f"{path}{suffix}").read_text("utf-8"))
    assert len(names) > 20
    assert [name for name in names if not re.match(r"(https?://|mailto:)[^/]", name)] == []


def test_json_ld_needs_nothing_from_elsewhere(built: Path) -> None:
    context = json.loads((built / "catalogue.jsonld").read_text("utf-8"))["@context"]
    assert context["dcat"] == str(DCAT)
    assert all(isinstance(value, str) for value in context.values())


def test_datasets_and_nothing_else(catalogue: rdflib.Graph) -> None:
    assert set(catalogue.subjects(RDF.type, DCAT.Dataset)) == set(map(iri, DATASETS))
    assert set(catalogue.objects(iri("catalogue"), DCAT.dataset)) == set(map(iri, DATASETS))
    years = map(iri, DATASETS[1:])
    assert set(catalogue.subjects(DCAT.inSeries, iri("dataset/agreements-by-year"))) == set(years)


@pytest.mark.parametrize("path", DATASETS)
def test_a_dataset_leads_to_no_other(catalogue: rdflib.Graph, built: Path, path: str) -> None:
    waiting, found = [iri(path)], set[object]()
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(node for node in catalogue.objects(node) if isinstance(node, rdflib.URIRef))
    assert found & set(catalogue.subjects(RDF.type, DCAT.Dataset)) == {iri(path)}
    own = {triple for triple in catalogue if triple[0] in found}
    assert set(read(built / f"{path}.ttl")) == own


def test_each_file_is_described_as_it_lies_there(catalogue: rdflib.Graph, built: Path) -> None:
    told = {str(catalogue.value(file, DCAT.downloadURL)).removeprefix(BASE): file for file in files(catalogue)}
    assert told.keys() == {offer.path for offer in (*dumps.offers(YEARS), *tables.offers(YEARS))}
    for path, file in told.items():
        content = (built / path).read_bytes()
        assert catalogue.value(file, DCAT.byteSize) == rdflib.Literal(
            str(len(content)), datatype=XSD.nonNegativeInteger
        )
        told_digest = list(map(str, catalogue.objects(file, SPDX.checksum / SPDX.checksumValue)))
        assert told_digest == [sha256(content).hexdigest()]
        assert catalogue.value(file, DCAT.accessURL) == catalogue.value(file, DCAT.downloadURL)


def test_every_file_of_a_dataset_has_one_canonical_digest(catalogue: rdflib.Graph) -> None:
    digest = rdflib.URIRef(TERMS + "canonicalDigest")
    for dataset in map(iri, DATASETS):
        shared = {catalogue.value(file, digest) for file in catalogue.objects(dataset, DCAT.distribution)}
        assert len(shared - {None}) == 2, dataset  # as one graph, and with the names of graphs


def test_one_licence_as_portals_know_it(catalogue: rdflib.Graph, built: Path) -> None:
    listed = rdflib.URIRef("http://dcat-ap.de/def/licenses/dl-by-de/2.0")
    for distribution in catalogue.subjects(RDF.type, DCAT.Distribution):
        assert list(catalogue.objects(distribution, DCTERMS.license)) == [listed]
        assert len(list(catalogue.objects(distribution, DCATDE.licenseAttributionByText))) == 1
    page = (built / "catalogue/index.html").read_text("utf-8")
    assert 'href="https://www.govdata.de/dl-de/by-2-0"' in page
    assert str(listed) in page


def test_no_year_before_the_newest_will_change(catalogue: rdflib.Graph) -> None:
    told = [catalogue.value(iri(path), DCTERMS.accrualPeriodicity) for path in DATASETS]
    assert [str(value).removeprefix(f"{EU}frequency/") for value in told] == ["ANNUAL", "NEVER", "IRREG"]


def test_the_service_hangs_on_the_whole(catalogue: rdflib.Graph) -> None:
    service = iri("sparql")
    assert list(catalogue.subjects(RDF.type, DCAT.DataService)) == [service]
    assert set(catalogue.objects(service, DCAT.servesDataset)) == {iri("dataset/agreements")}
    assert list(catalogue.subjects(DCAT.accessService, service)) == [iri("dataset/agreements#sparql")]


def test_nothing_is_claimed_that_nobody_said(catalogue: rdflib.Graph) -> None:
    publisher, contact = iri("catalogue#publisher"), iri("catalogue#contact")
    assert set(catalogue.predicate_objects(publisher)) == {
        (RDF.type, FOAF.Agent),
        (FOAF.name, rdflib.Literal("Betreiber von w3id.org/aqb", lang="de")),
        (FOAF.homepage, rdflib.URIRef(BASE)),
    }
    vcard = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
    assert catalogue.value(contact, vcard.hasEmail) is None
    assert catalogue.value(contact, vcard.hasURL) == iri("catalogue/#contact")
    assert (None, DCATDE.contributorID, None) not in catalogue


def test_the_parts_are_not_among_the_data(built: Path) -> None:
    """ontology/catalogue.ttl is what the catalogue is made of; the graph and its vocabularies do not hold it."""
    parts = {BASE + path for path in (*DATASETS, "catalogue", "dataset/agreements-YYYY", "sparql")}
    for quad in parse(path=built / "data.trig"):
        assert str(quad.subject).strip("<>").partition("#")[0] not in parts, quad
        assert not str(quad.predicate).startswith(f"<{DCAT}"), quad


def test_labels_are_those_of_the_place_alone(catalogue: rdflib.Graph) -> None:
    assert set(catalogue.subjects(RDFS.label)) == {rdflib.URIRef("https://sws.geonames.org/2905330/")}


###############################################################################
# Dates
###############################################################################


def at(text: str) -> dating.Dating:
    return dating.Dating(dating.given(text))


def published(sources: Path, target: Path, day: str, settings: Settings | None = None) -> rdflib.Graph:
    report = build(find_sources([sources]), target, settings or Settings(), jobs=1, when=at(day))
    assert report.digest is not None, report.faults
    return read(target / "catalogue.ttl")


def dates(graph: rdflib.Graph, path: str) -> tuple[date, date]:
    issued, modified = (graph.value(iri(path), which) for which in (DCTERMS.issued, DCTERMS.modified))
    assert isinstance(issued, rdflib.Literal)
    assert isinstance(modified, rdflib.Literal)
    return issued.toPython(), modified.toPython()


@pytest.fixture
def sources(samples: Path, tmp_path: Path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    (place / "2025.md").write_bytes((samples / "2025-odenwaldkreis.md").read_bytes())
    return place


EARLY, LATE = date(2026, 1, 10), date(2026, 3, 1)


def test_dates_rise_with_content_alone(
    sources: Path, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "public"
    first = published(sources, target, "2026-01-10")
    assert dates(first, "catalogue") == dates(first, "dataset/agreements-2025") == (EARLY, EARLY)

    monkeypatch.setattr("aqbgraph.graph.mapping.__version__", "99.0")
    again = published(sources, target, "2026-02-01")
    assert b"99.0" in (target / "data.ttl").read_bytes()
    for path in ("catalogue", "dataset/agreements", "dataset/agreements#ttl", "dataset/agreements-2025"):
        assert dates(again, path) == (EARLY, EARLY), path

    (sources / "2024.md").write_bytes((samples / "2024-werra-meissner-kreis.md").read_bytes())
    more = published(sources, target, "2026-03-01")
    for path in ("catalogue", "dataset/agreements", "dataset/agreements#ttl", "dataset/agreements-by-year"):
        assert dates(more, path) == (EARLY, LATE), path
    for path in ("dataset/agreements-2025", "dataset/agreements-2025#nt-gz"):
        assert dates(more, path) == (EARLY, EARLY), path
    assert dates(more, "dataset/agreements-2024") == (LATE, LATE)


def test_another_publisher_is_news_of_the_catalogue_alone(sources: Path, tmp_path: Path) -> None:
    target = tmp_path / "public"
    published(sources, target, "2026-01-10")
    other = published(sources, target, "2026-03-01", Settings(publisher=Publisher("Ministerium für Beispiele")))
    assert dates(other, "catalogue") == (EARLY, LATE)
    assert dates(other, "dataset/agreements") == (EARLY, EARLY)


def test_a_moment_in_the_day_is_told_as_such(sources: Path, tmp_path: Path) -> None:
    made = published(sources, tmp_path / "public", "2026-01-10T14:30:00+01:00")
    told = made.value(iri("dataset/agreements"), DCTERMS.modified)
    assert told == rdflib.Literal("2026-01-10T13:30:00Z", datatype=XSD.dateTime)
    assert str(made.value(iri("dataset/agreements"), DCAT.version)) == "2026-01-10T13:30:00Z"


###############################################################################
# Settings, refusals
###############################################################################

SAID = Settings(
    "https://daten.example/aqb/",
    LICENCES["cc-zero"],
    publisher=Publisher(
        "Ministerium", "https://ministerium.example/", "http://purl.org/adms/publishertype/RegionalAuthority"
    ),
    contact=ContactPoint("Referat", "referat@ministerium.example"),
    contributor="http://dcat-ap.de/def/contributors/hessen",
)


def test_what_the_settings_say(sources: Path, tmp_path: Path) -> None:
    target = tmp_path / "public"
    assert build(find_sources([sources]), target, SAID, jobs=1).digest is not None
    text = (target / "catalogue.nt").read_text("utf-8")
    assert "w3id.org/aqb/" not in text.replace("https://w3id.org/aqb/def/aqb", "")
    for said in (
        '"Ministerium"@de',
        "<https://ministerium.example/>",
        "<http://purl.org/adms/publishertype/RegionalAuthority>",
        '"Referat"@de',
        "<mailto:referat@ministerium.example>",
        "<http://dcat-ap.de/def/licenses/cc-zero>",
        "<http://dcat-ap.de/def/contributors/hessen>",
    ):
        assert said in text
    assert "licenseAttributionByText" not in text
    page = (target / "catalogue/index.html").read_text("utf-8")
    assert 'href="mailto:referat@ministerium.example"' in page
    assert "nicht angegeben" not in page


def test_a_catalogue_that_portals_would_refuse_is_not_published(sources: Path, tmp_path: Path) -> None:
    target = tmp_path / "public"
    published(sources, target, "2026-01-10")
    before = {path: path.read_bytes() for path in target.rglob("*") if path.is_file()}
    unlisted = replace(LICENCES["cc-zero"], listed="http://dcat-ap.de/def/licenses/cc-zero/")
    with pytest.raises(Invalid) as refused:
        build(find_sources([sources]), target, Settings(licence=unlisted), jobs=1, when=at("2026-02-01"))
    assert "die alte Veröffentlichung gilt weiter" in refused.value.message
    assert "dataset/agreements#nq-gz: Es gibt genau eine Lizenz, aus der Liste von DCAT-AP.de" in refused.value.message
    assert "weitere" in refused.value.message
    assert {path: path.read_bytes() for path in target.rglob("*") if path.is_file()} == before


def test_a_date_in_the_future_is_refused(built: Path) -> None:
    dataset, modified = NamedNode(BASE + "dataset/agreements"), NamedNode(str(DCTERMS.modified))
    graph = [quad.triple for quad in parse(path=built / "catalogue.nt", format=RdfFormat.N_TRIPLES)]
    check(graph, Identifiers())
    late = datetime.now(UTC).year + 1
    told = Triple(dataset, modified, Literal(f"{late}-01-01", datatype=NamedNode(str(XSD.date))))
    kept = [triple for triple in graph if (triple.subject, triple.predicate) != (dataset, modified)]
    with pytest.raises(Invalid, match="nicht in der Zukunft"):
        check([*kept, told], Identifiers())
