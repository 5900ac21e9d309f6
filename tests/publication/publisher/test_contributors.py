from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, SH, SKOS
from rdflib.collection import Collection

from aqbgraph.publication.publisher.contributors import CONTRIBUTORS, NEAREST, contributor, contributors, nearest
from aqbgraph.vocabulary import folder

LISTS = Path(__file__).resolve().parents[4] / "shared" / "portals" / "shapes" / "vocab"


def test_a_key_and_its_iri() -> None:
    iri = "http://dcat-ap.de/def/contributors/hessen"
    assert contributor("hessen") == contributor(iri) == iri
    for other in ("nirgends", "Hessen", "", "#", f"{iri}/", "https://dcat-ap.de/def/contributors/hessen"):
        assert contributor(other) is None


@pytest.mark.parametrize("text", ["Hessen", "hesen", f"{CONTRIBUTORS}hesse", "http://www.dcat-ap.de/x/hessen/"])
def test_nearest_comes_first(text: str) -> None:
    assert nearest(text)[0] == "hessen"
    assert len(nearest(text)) == NEAREST


def test_something_is_near_to_anything() -> None:
    assert set(nearest("nirgends")) <= set(contributors())
    assert len(nearest("nirgends")) == NEAREST


def test_shapes_have_the_same_list() -> None:
    shapes = rdflib.Graph().parse(folder("shapes") / "dataset.ttl")
    shape = rdflib.URIRef("https://w3id.org/aqb/def/shapes#dataset-contributor")
    listed = shapes.value(shape, SH["in"])
    assert listed is not None
    assert [str(iri) for iri in Collection(shapes, listed)] == [CONTRIBUTORS + key for key in contributors()]


@pytest.mark.skipif(not LISTS.is_dir(), reason="the lists of the portals are not beside the project")
def test_the_list_is_that_of_dcat_ap_de() -> None:
    official = rdflib.Graph().parse(LISTS / "dcat-ap-de-contributors.rdf")
    assert {str(iri) for iri in official.subjects(RDF.type, SKOS.Concept)} == {
        CONTRIBUTORS + key for key in contributors()
    }
