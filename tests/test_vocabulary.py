from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import VocabularyError
from aqbgraph.identifiers import TERMS, Identifiers
from aqbgraph.vocabulary import Vocabulary, folder, normalise, vocabulary

if TYPE_CHECKING:
    from pathlib import Path


def test_folders_are_found() -> None:
    assert all(folder(name).is_dir() for name in ("ontology", "shapes", "queries", "site"))
    with pytest.raises(VocabularyError, match="fehlt in der Installation"):
        folder("nonsense")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Main - Kinzig - Kreis", "Main-Kinzig-Kreis"),
        ("Werra-Meißner-Kreis", "WERRA-MEISSNER-KREIS"),
        ("„Arbeitswelt  Hessen“", "Arbeitswelt Hessen"),
        ("Mu\u0308ller", "Müller"),
    ],
)
def test_normalise(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


def test_concepts_are_ordered_by_notation() -> None:
    assert [entry.notation for entry in vocabulary().concepts("measure-types")] == ["1", "2", "3", "4"]
    with pytest.raises(VocabularyError, match="kein Schema"):
        vocabulary().concepts("nonsense")


def test_labels() -> None:
    assert vocabulary().label(TERMS + "Agreement") == "Zielvereinbarung"
    assert vocabulary().label(TERMS + "Agreement", "en") != "Zielvereinbarung"
    with pytest.raises(VocabularyError, match="keinen Namen"):
        vocabulary().label(TERMS + "Agrement")


def test_rebased_triples() -> None:
    made = list(vocabulary().triples(Identifiers("http://example.org/")))
    subjects = {str(triple.subject) for triple in made}
    assert "<http://example.org/party/odenwaldkreis#party>" in subjects
    assert f"<{TERMS}Agreement>" in subjects


def test_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("<a> <b> .", "utf-8")
    with pytest.raises(VocabularyError, match=r"broken\.ttl"):
        Vocabulary(tmp_path)
