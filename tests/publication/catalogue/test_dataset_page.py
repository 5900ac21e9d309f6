"""The page of each dataset, read as search engines read it, and held beside the rules of Google and ESIP."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import extruct
import pyshacl
import pytest
import rdflib
from rdflib import RDF, Graph, URIRef

BASE = "https://w3id.org/aqb/"
SCHEMA = "http://schema.org/"
SHAPES = Path(__file__).resolve().parents[4] / "shared" / "portals" / "shapes" / "schemaorg"
NAMES = ("agreements", "agreements-2024", "agreements-2025")
Json = dict[str, Any]


@pytest.fixture(params=NAMES)
def page(request: pytest.FixtureRequest, built_with_reported: Path) -> Path:
    name: str = request.param
    return built_with_reported / "dataset" / name / "index.html"


def read(page: Path) -> list[Json]:
    found: list[Json] = extruct.extract(page.read_text("utf-8"), syntaxes=["json-ld"])["json-ld"]
    return found


@pytest.fixture
def dataset(page: Path) -> Json:
    """Beside what every page says of itself."""
    (found,) = (found for found in read(page) if found["@type"] != "WebPage")
    return found


def test_one_dataset_a_page(dataset: Json) -> None:
    assert dataset["@type"] == "Dataset"
    assert json.dumps(dataset).count('"Dataset"') == 1


def test_what_google_asks_for(dataset: Json) -> None:
    assert 50 <= len(dataset["description"]) <= 5000
    assert dataset["name"].startswith("Zielvereinbarungen")
    assert dataset["isAccessibleForFree"] is True
    assert dataset["includedInDataCatalog"]["@type"] == "DataCatalog"
    assert dataset["creator"]["@type"] == "Organization"
    assert dataset["temporalCoverage"].count("/") == 1
    south, west, north, east = map(float, dataset["spatialCoverage"]["geo"]["box"].split())
    assert 49 < south < north < 52
    assert 7 < west < east < 11


def test_downloads_are_the_files(dataset: Json, page: Path) -> None:
    public = page.parents[2]
    assert len(dataset["distribution"]) >= 5
    for download in dataset["distribution"]:
        content = (public / download["contentUrl"].removeprefix(BASE)).read_bytes()
        assert download["@type"] == "DataDownload"
        assert download["contentSize"] == f"{len(content)} B"
        assert download["sha256"] == sha256(content).hexdigest()
        assert download["encodingFormat"].count("/") == 1


def test_says_what_the_catalogue_says(dataset: Json, page: Path) -> None:
    listed = Graph().parse(page.parents[1] / f"{page.parent.name}.ttl")
    iri, terms = URIRef(dataset["@id"]), rdflib.DCTERMS
    assert rdflib.Literal(dataset["name"], lang="de") in set(listed.objects(iri, terms.title))
    assert dataset["identifier"] == str(listed.value(iri, terms.identifier))
    assert dataset["version"] == str(listed.value(iri, URIRef("http://www.w3.org/ns/dcat#version")))
    assert dataset["dateModified"] == str(listed.value(iri, terms.modified))
    urls = {str(url) for url in listed.objects(None, rdflib.DCAT.downloadURL)}
    assert {download["contentUrl"] for download in dataset["distribution"]} == urls


def graph(dataset: Json) -> Graph:
    with pytest.warns(DeprecationWarning, match="ConjunctiveGraph"):  # rdflib's own reader uses it
        return Graph().parse(data=json.dumps(dataset), format="json-ld")


def test_no_blank_nodes(dataset: Json) -> None:
    found = graph(dataset)
    assert not any(isinstance(term, rdflib.BNode) for triple in found for term in triple)
    assert list(found.subjects(RDF.type, URIRef(SCHEMA + "Dataset"))) == [URIRef(dataset["@id"])]


@pytest.mark.skipif(not SHAPES.is_dir(), reason="the shapes of ESIP are not beside the project")
@pytest.mark.parametrize("name", ["googleRequired.ttl", "googleRecommended.ttl", "soso_common_v1.2.3.ttl"])
def test_shapes_of_esip(dataset: Json, name: str) -> None:
    conforms, _, text = pyshacl.validate(graph(dataset), shacl_graph=Graph().parse(SHAPES / name), inference="none")
    assert conforms, text


@pytest.mark.skipif(not SHAPES.is_dir(), reason="the shapes of ESIP are not beside the project")
def test_shapes_of_esip_find_what_is_missing(dataset: Json) -> None:
    less = {name: value for name, value in dataset.items() if name not in ("url", "license", "version")}
    shapes = Graph().parse(SHAPES / "googleRecommended.ttl")
    assert not pyshacl.validate(graph(less), shacl_graph=shapes, inference="none")[0]


def test_dataset_pages_can_be_reached(built_with_reported: Path) -> None:
    catalogue = (built_with_reported / "catalogue/index.html").read_text("utf-8")
    assert all(f'href="../dataset/{name}/index.html"' in catalogue for name in NAMES)
    assert 'href="../catalogue/index.html"' in (built_with_reported / "data/index.html").read_text("utf-8")
    whole = (built_with_reported / "dataset/agreements/index.html").read_text("utf-8")
    assert 'href="../../dataset/agreements-2025/index.html"' in whole


def test_agreements_and_reported_amounts_have_their_own_years(built: Path, built_with_reported: Path) -> None:
    agreed = "Enthaltene Vereinbarungen: 2 (Zeitraum: 2024 bis 2025)."
    reported = "Beträge, die andere Quellen berichten (Zeitraum: 2011 bis 2024)."
    for public, there in ((built, False), (built_with_reported, True)):
        text = (public / "dataset/agreements/index.html").read_text("utf-8")
        cited = (public / "dataset/agreements/CITATION.cff").read_text("utf-8")
        told = (public / "llms.txt").read_text("utf-8")
        assert agreed in text
        assert agreed in cited
        assert "Agreements included: 2 (period: 2024 to 2025)." in told
        assert (reported in text) == (reported in cited) == there
        assert ("amounts that other sources report (period: 2011 to 2024)." in told) == there
        for year in (2024, 2025):
            assert "andere Quellen" not in (public / f"dataset/agreements-{year}.ttl").read_text("utf-8")


def test_where_the_dates_come_from(page: Path) -> None:
    text = " ".join(page.read_text("utf-8").split())
    assert "Zuerst veröffentlicht" not in text
    assert "Erste Fassung" in text
    assert "ist keiner bestimmt, folgt er aus dem jüngsten Tag, den die Quellen nennen" in text
    english = " ".join((page.parents[2] / "en" / page.relative_to(page.parents[2])).read_text("utf-8").split())
    assert "it is the latest day named in the sources" in english


def test_series_has_a_page(built_with_reported: Path) -> None:
    place = built_with_reported / "dataset"
    text = (place / "agreements-by-year/index.html").read_text("utf-8")
    for year in (2024, 2025):
        assert f'href="../../dataset/agreements-{year}/index.html"' in text
        page = (place / f"agreements-{year}/index.html").read_text("utf-8")
        assert 'href="../../dataset/agreements-by-year/index.html"' in page
    for suffix in ("ttl", "rdf", "jsonld", "nt"):
        assert f'href="../../dataset/agreements-by-year.{suffix}"' in text
    assert "Reihe von Datensätzen" in text
    assert "Series of datasets" in (place.parent / "en/dataset/agreements-by-year/index.html").read_text("utf-8")
    assert '"../dataset/agreements-by-year/index.html"' in (built_with_reported / "catalogue/index.html").read_text()
    sitemap = (built_with_reported / "sitemap.xml").read_text("utf-8")
    assert f"<loc>{BASE}dataset/agreements-by-year/</loc><lastmod>" in sitemap


def test_licence_and_citation_are_on_the_page(page: Path, dataset: Json) -> None:
    text = page.read_text("utf-8")
    assert dataset["citation"] in text
    assert "Quellenvermerk" in text
    assert "https://www.govdata.de/dl-de/by-2-0" in text
    english = page.parents[2] / "en" / page.relative_to(page.parents[2])
    for one in (page, english):
        (href,) = re.findall(r'href="([^"]*CITATION\.cff)"', one.read_text("utf-8"))
        assert (one.parent / href).is_file()
