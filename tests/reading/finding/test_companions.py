"""Files beside the sources: found where they lie, never taken for a source, told when their source is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqbgraph.errors import WrongUse
from aqbgraph.reading.finding.companions import corrections_of, find_companions
from aqbgraph.reading.finding.sources import find_sources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "2025/a.md",
        "2025/a.korrekturen.toml",
        "2025/series.ttl",
        "b.md",
        "c.korrekturen.toml",
        "series.ttl",
        ".git/series.ttl",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    return tmp_path


def test_in_a_folder(folder: Path) -> None:
    sources = find_sources([folder])
    assert [source.name for source in sources] == ["2025/a.md", "b.md"]
    found = find_companions([folder], (source.path for source in sources))
    assert [one.name for one in found.series] == ["2025/series.ttl", "series.ttl"]
    assert [one.name for one in found.strays] == ["c.korrekturen.toml"]


def test_named_by_a_pattern_of_the_shell(folder: Path) -> None:
    places = sorted(path for path in folder.iterdir() if path.is_file())
    sources = find_sources(places)
    assert [source.name for source in sources] == ["b.md"]
    found = find_companions(places, (source.path for source in sources))
    assert [one.name for one in found.series] == ["series.ttl"]
    assert [one.name for one in found.strays] == ["c.korrekturen.toml"]


def test_beside_a_file(folder: Path) -> None:
    found = find_companions([folder / "b.md"], [folder / "b.md"])
    assert [one.path for one in found.series] == [folder / "series.ttl"]
    assert found.strays == ()


def test_a_file_named_outright(folder: Path) -> None:
    found = find_companions([folder], [], folder / "2025/series.ttl")
    assert [one.path for one in found.series] == [folder / "2025/series.ttl"]
    with pytest.raises(WrongUse, match="gibt es nicht"):
        find_companions([folder], [], folder / "none.ttl")


def test_nothing_but_companions_is_nothing_to_read(folder: Path) -> None:
    with pytest.raises(WrongUse, match="Nichts zu lesen"):
        find_sources([folder / "series.ttl"])


def test_corrections_of_a_source(folder: Path) -> None:
    found = corrections_of(folder / "2025/a.md", "2025/a.md")
    assert found is not None
    assert (found.path, found.name) == (folder / "2025/a.korrekturen.toml", "2025/a.korrekturen.toml")
    assert corrections_of(folder / "b.md", "b.md") is None


def test_corrections_under_another_name(folder: Path) -> None:
    for name in ("2025/a.korrektur.toml", "b-korrekturen.toml", "b.korrekturen.TOML", "budget.toml", "settings.toml"):
        (folder / name).write_text("x", "utf-8")
    found = find_companions([folder], (source.path for source in find_sources([folder])))
    assert sorted((Path(str(one.path)).relative_to(folder).as_posix(), meant) for one, meant in found.misnamed) == [
        ("2025/a.korrektur.toml", "a.korrekturen.toml"),
        ("b-korrekturen.toml", "b.korrekturen.toml"),
        ("b.korrekturen.TOML", "b.korrekturen.toml"),
    ]
