"""The catalogue held to what data portals hold it to: their own shapes, lists and programs, kept beside the project.

CKAN's own parser is asked when AQB_CKAN names the Python of an environment with ckan[requirements] and ckanext-dcat.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH

from aqbgraph.pipeline.building import build
from aqbgraph.publication.publisher.settings import Publisher, Settings
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from rdflib.term import Node

HERE = Path(__file__).resolve().parent
PORTALS = HERE.parents[2] / "shared" / "portals"
SHAPES = PORTALS / "shapes"
CKAN = os.environ.get("AQB_CKAN")
BASE = "https://w3id.org/aqb/"

official = pytest.mark.skipif(not SHAPES.is_dir(), reason="the shapes of the portals are not beside the project")

GERMAN = (
    "dcat-ap-3.0.0/dcat-ap-SHACL.ttl",
    "dcat-ap.de-3.0/dcat-ap-SHACL-DE.ttl",
    "dcat-ap.de-3.0/dcat-ap-de-deprecated.ttl",
    "dcat-ap.de-3.0/dcat-ap-spec-german-additions.ttl",
    "dcat-ap.de-3.0/dcat-ap-de-controlledvocabularies.ttl",
)
EUROPEAN = "dcat-ap-3.0.1/html-shacl/"
PROFILES = {
    "german": GERMAN,
    "european": (f"{EUROPEAN}shapes.ttl",),
    "recommended": (f"{EUROPEAN}shapes_recommended.ttl",),
    "lists": (f"{EUROPEAN}mdr-vocabularies.shape.ttl",),
    "conventions": ("dcat-ap.de-2.0/dcat-ap-konventionen.ttl",),
    "dashboard": ("govdata-dashboard/db-shapes.ttl", "govdata-dashboard/dcat-ap-de-licenses-open.rdf"),
}
# What the official files get wrong or ask of others: how the focus node begins, the path, and why we do otherwise.
IN_SCHEME = "http://www.w3.org/2004/02/skos/core#inScheme"
KNOWN = {
    "european": {
        ("http://publications.europa.eu/", "http://purl.org/dc/terms/title"): "the stored list of themes has no title",
    },
    "recommended": {
        (f"{BASE}dataset/agreements#{name}-parquet", "http://purl.org/dc/terms/format"): "no list they keep has Parquet"
        for name in ("agreements", "budgets", "measures", "observations")
    },
    "lists": {
        (BASE, "http://spdx.org/rdf/terms#algorithm"): "asks for https: SPDX itself and the German list say http",
        ("http://spdx.org/rdf/terms#", "None"): "the same, of the algorithm itself",
        (BASE, "http://purl.org/dc/terms/publisher"): "asks for a body of the EU's own list; ours is none",
        (BASE, IN_SCHEME): "the same, of the publisher itself",
    },
    "dashboard": {("http", "http://govdata.de/mqa/#failnow"): "counts distributions and licences"},
}


@pytest.fixture(scope="module")
def published(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication whose publisher has said everything: GovData counts who delivers."""
    target = tmp_path_factory.mktemp("portals") / "public"
    said = Publisher(
        "Land Musterland", "https://musterland.example/", "http://purl.org/adms/publishertype/RegionalAuthority"
    )
    settings = Settings(publisher=said, contributor="http://dcat-ap.de/def/contributors/hessen")
    assert build(find_sources([samples]), target, settings, jobs=1).digest is not None
    return target


@cache
def together(names: tuple[str, ...]) -> rdflib.Graph:
    graph = rdflib.Graph()
    for name in names:
        # The German files bind dcatap: to another namespace, so that its rules would never be asked.
        text = (SHAPES / name).read_text("utf-8").replace("http://data.europa.eu/r5r#", "http://data.europa.eu/r5r/")
        graph.parse(data=text, format="xml" if name.endswith((".rdf", ".xml")) else "turtle")
    return graph


def results(catalogue: Path, profile: str) -> set[tuple[str, str, str]]:
    """Focus node, path and message of each result about a node of ours; the lists of the portals have faults too.

    A value that is in no list is the focus of its result, and no subject of ours.
    """
    data = rdflib.Graph().parse(catalogue)
    ours = set(data.subjects()) | set(data.objects())
    lists = tuple(sorted(f"vocab/{path.name}" for path in (SHAPES / "vocab").iterdir()))
    shapes = together(PROFILES[profile])
    for dangling in [row for row in shapes.triples((None, SH.property, None)) if (row[2], SH.path, None) not in shapes]:
        shapes.remove(dangling)
    everything = data + together(lists) + together(tuple(name for name in PROFILES[profile] if name.endswith(".rdf")))
    _, found, _ = pyshacl.validate(everything, shacl_graph=shapes, do_owl_imports=False)
    assert isinstance(found, rdflib.Graph)
    return {
        _row(found, result)
        for result in found.subjects(RDF.type, SH.ValidationResult)
        if found.value(result, SH.focusNode) in ours
    }


def _row(found: rdflib.Graph, result: Node) -> tuple[str, str, str]:
    focus, path, message = (found.value(result, which) for which in (SH.focusNode, SH.resultPath, SH.resultMessage))
    return str(focus), str(path), str(message)


# pyshacl and rdflib warn of what they do themselves.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
@official
@pytest.mark.parametrize("profile", PROFILES)
def test_official_shapes(published: Path, profile: str) -> None:
    known, seen = KNOWN.get(profile, {}), set[tuple[str, str]]()
    for focus, path, message in results(published / "catalogue.ttl", profile):
        why = [(start, which) for start, which in known if focus.startswith(start) and path == which]
        assert why, (focus, path, message)
        seen.update(why)
    assert seen == known.keys(), "what is known no longer occurs"


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
@official
def test_they_would_find_something(published: Path, tmp_path: Path) -> None:
    text = (published / "catalogue.nt").read_text("utf-8")
    worse = text.replace("planned-availability/STABLE", "planned-availability/SOMETIMES").replace(
        "terms/title>", "terms/x>"
    )
    (tmp_path / "worse.nt").write_text(worse, "utf-8")
    paths = {path for _, path, _ in results(tmp_path / "worse.nt", "german")}
    assert paths == {IN_SCHEME, "http://purl.org/dc/terms/title"}


@official
@pytest.mark.parametrize("name", ["built", "published"])
def test_score_of_the_european_portal(name: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(name)
    command = [
        sys.executable,
        str(PORTALS / "mqa.py"),
        str(folder / "catalogue.ttl"),
        "--map",
        f"{BASE}={folder}/",
        "--json",
    ]
    made = subprocess.run(command, capture_output=True, text=True, check=True)
    told = json.loads(made.stdout)
    assert told["low"] >= 390
    scores = {row["dataset"].removeprefix(BASE): row["low"] for row in told["datasets"]}
    assert scores.pop("dataset/agreements") >= 395  # its endpoint is no file: that costs its share of three metrics
    assert set(scores.values()) == {405}
    assert len(scores) == 2


@pytest.mark.skipif(CKAN is None, reason="AQB_CKAN names no Python with ckan and ckanext-dcat")
def test_ckan_reads_the_same_datasets_from_each_format(published: Path) -> None:
    files = [str(published / f"catalogue.{suffix}") for suffix in ("ttl", "rdf", "jsonld", "nt")]
    made = subprocess.run(
        [str(CKAN), str(HERE / "ckan_datasets.py"), *files], capture_output=True, text=True, check=True
    )
    first, *others = json.loads(made.stdout).values()
    assert len(first) == 3
    assert all(other == first for other in others)
    for dataset in first:
        said = {extra["key"]: extra["value"] for extra in dataset["extras"]}
        assert dataset["title"].startswith("Zielvereinbarungen zum Ausbildungs- und Qualifizierungsbudget")
        assert dataset["notes"].startswith("Zielvereinbarungen des Landes Hessen")
        assert said["identifier"] == said["uri"]
        assert said["publisher_name"] == "Land Musterland"
        assert said["spatial_text"] == "Hessen"
        assert {"2024", "Hessen"} <= {tag["name"] for tag in dataset["tags"]} or "2024" not in said["uri"]
        for resource in dataset["resources"]:
            assert resource["license"] == "http://dcat-ap.de/def/licenses/dl-by-de/2.0"
            assert resource["url"].startswith(BASE)
