"""Two publications, or files of them, side by side."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import PublicationError, ReadingError, WrongUse
from aqbgraph.pipeline.building import build
from aqbgraph.publication.history.versions import compare, version
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from pathlib import Path

    from aqbgraph.publication.history.differences import Difference

AGREEMENT = "https://w3id.org/aqb/agreement/2025/odenwaldkreis"


@pytest.fixture(scope="module")
def changed(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples with another amount."""
    place = tmp_path_factory.mktemp("changed")
    shutil.copytree(samples, place / "in")
    path = place / "in/2025-odenwaldkreis.md"
    path.write_text(path.read_text("utf-8").replace("491.550", "500.000"), "utf-8")
    assert build(find_sources([place / "in"]), place / "public", Settings(), jobs=1).digest
    return place / "public"


def found(old: Path, new: Path) -> list[Difference]:
    return list(compare(version(old), version(new)))


def test_the_same(built: Path) -> None:
    assert found(built, built) == []
    assert found(built, built / "data.trig") == []


@pytest.mark.parametrize("old", [".", "data.ttl", "data.nt.gz", "data.trig"])
@pytest.mark.parametrize("new", [".", "data.nt.gz", "data.trig"])
def test_folders_and_files(built: Path, changed: Path, old: str, new: str) -> None:
    one, *others = found(built / old, changed / new)
    assert one.iri == AGREEMENT
    assert [(other.iri, other.things) for other in others] == [("https://w3id.org/aqb/cube", ())]
    amounts = [
        (change.removed[0].value, change.added[0].value)
        for thing in one.things
        for change in thing.changes
        if change.predicate.endswith("#amount")
    ]
    assert amounts == [("491550", "500000")]


def test_of_equal_documents_nothing_is_read(built: Path, changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = version(built).read

    def counting(place: Path, path: str) -> bytes:
        read.append(path)
        return (place / f"{path}.nt").read_bytes()

    monkeypatch.setattr("aqbgraph.publication.history.versions.content_of", counting)
    found(built, changed)
    assert read == [path for path in ("agreement/2025/odenwaldkreis", "cube") for _ in range(2)]
    assert list(real(AGREEMENT))


def test_another_base(built: Path, samples: Path, tmp_path: Path) -> None:
    build(find_sources([samples]), tmp_path / "public", Settings("https://example.org/"), jobs=1)
    with pytest.raises(WrongUse, match="Kein Name kommt in beiden vor"):
        found(built, tmp_path / "public")


def test_what_is_no_data(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", "utf-8")
    with pytest.raises(ReadingError, match="Weder eine Veröffentlichung noch"):
        version(tmp_path / "a.txt")
    for name in ("a.ttl", "a.nt.gz"):
        (tmp_path / name).write_text("<a> <b>", "utf-8")
        with pytest.raises(ReadingError, match="Kein lesbares"):
            version(tmp_path / name)
    with pytest.raises(PublicationError):
        version(tmp_path)
