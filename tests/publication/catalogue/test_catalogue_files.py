"""A catalogue so large that harvesters read it page by page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Dataset, NamedNode, parse

from aqbgraph.graph import validation
from aqbgraph.identifiers import Identifiers
from aqbgraph.pipeline.across.cataloguing import SHAPES, check
from aqbgraph.publication.catalogue.catalogue import Offered, OfferedFile, catalogue
from aqbgraph.publication.catalogue.catalogue_files import MOST, write_catalogue
from aqbgraph.publication.catalogue.catalogue_graph import catalogue_triples, dataset_triples, page_triples
from aqbgraph.publication.corpus.summary import Corpus
from aqbgraph.publication.disk.writer import Writer
from aqbgraph.publication.formats import RESOURCE_FORMATS, TURTLE
from aqbgraph.publication.history.history import Dates
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.publication.rdf.dumps import offers
from aqbgraph.vocabulary import RDF_TYPE, folder

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Quad, Triple

    from aqbgraph.publication.catalogue.datasets import Catalogue
    from aqbgraph.publication.formats import Format

DCAT, HYDRA = "http://www.w3.org/ns/dcat#", "http://www.w3.org/ns/hydra/core#"
MOMENT = datetime(2025, 8, 11, tzinfo=UTC)


class _Years(Corpus):
    """A corpus that has years and nothing else."""

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(range(1700, 2100))


def made(datasets: int) -> Catalogue:
    """A catalogue with so many datasets, the whole among them."""
    years = range(2100 - (datasets - 1), 2100)
    files = [OfferedFile(offer, 1000, "0" * 64, "digest", "1" * 64) for offer in offers(years)]
    contents: dict[int | None, str] = {None: "digest", **dict.fromkeys(years, "digest")}
    dates = Dates(MOMENT, MOMENT)
    return catalogue(Settings(), _Years((), ()), Offered(files, contents), lambda *_: dates, dates)


@pytest.fixture(scope="module")
def large() -> Catalogue:
    return made(300)


@pytest.fixture(scope="module")
def written(large: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("catalogue")
    write_catalogue(Writer(place), large, Identifiers())
    return place


def types(graph: list[Quad] | list[Triple], name: str) -> set[str]:
    return {str(one.subject) for one in graph if one.predicate.value == RDF_TYPE and one.object == NamedNode(name)}


def read(path: Path) -> list[Quad]:
    return list(parse(path=path))


def one(graph: list[Quad], name: str) -> str | None:
    found = [quad.object.value for quad in graph if quad.predicate.value == HYDRA + name]  # type: ignore[union-attr]  # IRIs
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize("form", RESOURCE_FORMATS, ids=lambda form: form.name)
def test_pages_lead_through_all_datasets(written: Path, large: Catalogue, form: Format) -> None:
    path, seen, pages, told = f"catalogue/page-1{form.suffix}", set[str](), 0, set[object]()
    while True:
        graph = read(written / path)
        datasets = types(graph, DCAT + "Dataset")
        assert len(datasets) <= MOST
        assert not datasets & seen
        # A harvester takes what is typed here: what is named has to be here.
        named = {str(quad.object) for quad in graph if quad.predicate.value == DCAT + "dataset"}
        assert named == datasets
        assert types(graph, HYDRA + "PagedCollection") == {f"<{large.homepage}{path}>"}
        seen |= datasets
        pages += 1
        told |= {quad.triple for quad in graph if not quad.predicate.value.startswith(HYDRA)}
        following = one(graph, "next")
        if following is None:
            break
        assert following.startswith(large.homepage)
        path = following.removeprefix(large.homepage)
    assert pages == 3
    assert len(seen) == 300
    whole = {quad.triple for quad in read(written / f"catalogue{form.suffix}")}
    assert {triple for triple in told if HYDRA not in str(triple)} == whole


def test_pages_conform_each_by_itself() -> None:
    """So they name no service or series that another page describes."""
    shapes, small = validation.load_shapes(folder("shapes"), Identifiers(), SHAPES), made(4)
    for part in (small.datasets[:1], small.datasets[1:]):
        graph = page_triples(small, part, Identifiers())
        assert validation.validate(graph, shapes, ()).findings == ()


def test_same_graph_in_each_format(written: Path) -> None:
    for path in ("catalogue", "catalogue/page-2", "dataset/agreements-2099"):
        without = [
            Dataset(quad for quad in read(written / f"{path}{form.suffix}") if HYDRA not in str(quad))
            for form in RESOURCE_FORMATS
        ]
        assert all(other == without[0] for other in without), path


@pytest.mark.parametrize("form", RESOURCE_FORMATS, ids=lambda form: form.name)
def test_series_stands_alone(written: Path, large: Catalogue, form: Format) -> None:
    graph = read(written / f"dataset/agreements-by-year{form.suffix}")
    whole = {quad.triple for quad in read(written / f"catalogue{form.suffix}")}
    assert types(graph, DCAT + "DatasetSeries") == {f"<{large.series.iri}>"}
    assert types(graph, DCAT + "Dataset") == set()
    assert {quad.triple for quad in graph} <= whole
    said = {quad.triple for quad in graph if quad.subject == NamedNode(large.series.iri)}
    assert said == {triple for triple in whole if triple.subject == NamedNode(large.series.iri)}
    named = {quad.predicate.value.rpartition("/")[2] for quad in graph}
    assert {"title", "description", "publisher", "spatial", "temporal", "issued", "modified"} <= named


def test_no_keyword_stands_in_two_languages(written: Path) -> None:
    """All of them land in one list."""
    said = [
        (str(quad.subject), quad.object.value)  # type: ignore[union-attr]  # literals
        for quad in read(written / "catalogue.nt")
        if quad.predicate.value == DCAT + "keyword"
    ]
    assert said
    assert len(said) == len(set(said))


def test_no_series_without_years(tmp_path: Path) -> None:
    write_catalogue(Writer(tmp_path), made(1), Identifiers())
    assert not list(tmp_path.glob("dataset/agreements-by-year*"))


def test_a_hundred_need_no_pages(tmp_path: Path) -> None:
    for datasets, pages in ((MOST, 0), (MOST + 1, 2)):
        place = tmp_path / str(datasets)
        write_catalogue(Writer(place), made(datasets), Identifiers())
        assert len(list(place.glob(f"catalogue/page-*{TURTLE.suffix}"))) == pages


def test_three_hundred_conform_and_stand_alone(large: Catalogue) -> None:
    identifiers = Identifiers()
    check(catalogue_triples(replace(large, datasets=large.datasets[:20]), identifiers), identifiers)
    for dataset in large.datasets:
        graph = list(dataset_triples(replace(large, datasets=(large.whole, dataset)), dataset, identifiers))
        assert types(graph, DCAT + "Dataset") == {f"<{dataset.iri}>"}
