"""With other code, other tables or another version of a package nothing that was made before is used."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from aqbgraph.publication.disk import made_with as module
from aqbgraph.publication.disk.made_with import made_with
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from pathlib import Path

TABLES = ("ontology", "shapes", "queries")


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in TABLES:
        shutil.copytree(folder(name), tmp_path / name)
    monkeypatch.setattr(module, "folder", lambda name: tmp_path / name)
    return tmp_path


def fresh() -> bytes:
    return made_with.__wrapped__()


def test_it_stays_as_long_as_nothing_changes(tables: Path) -> None:
    before = fresh()
    (tables / "ontology" / "__pycache__").mkdir()
    (tables / "ontology" / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert fresh() == before


@pytest.mark.parametrize("name", ["ontology/aqb.ttl", "shapes/agreement.ttl"])
def test_another_table(tables: Path, name: str) -> None:
    before = fresh()
    path = tables / name
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert fresh() != before


def test_another_name(tables: Path) -> None:
    before = fresh()
    (tables / "ontology/aqb.ttl").rename(tables / "ontology/other.ttl")
    assert fresh() != before


@pytest.mark.parametrize("name", ["__init__.py", "extraction/extractor.py", "graph/mapping.py", "publication/pages.py"])
def test_other_code(tables: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    shutil.copytree(module._PACKAGE, tables / "aqbgraph", ignore=shutil.ignore_patterns("__pycache__", "_data"))
    monkeypatch.setattr(module, "_PACKAGE", tables / "aqbgraph")
    before = fresh()
    path = tables / "aqbgraph" / name
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert fresh() != before


@pytest.mark.usefixtures("tables")
def test_another_zlib(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fresh()
    monkeypatch.setattr("zlib.ZLIB_RUNTIME_VERSION", "99")
    assert fresh() != before


@pytest.mark.usefixtures("tables")
def test_another_package(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fresh()
    monkeypatch.setattr(module, "version", lambda _: "99")
    assert fresh() != before


@pytest.mark.usefixtures("tables")
def test_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for content in ("one", "another"):
        (tmp_path / "tesseract").write_text(content, "utf-8")
        monkeypatch.setattr("shutil.which", lambda _: str(tmp_path / "tesseract"))
        found.append(fresh())
    assert found[0] != found[1]


def test_a_digest_is_of_names_and_content(tmp_path: Path) -> None:
    seen = set()
    for name, content in (("a.ttl", "x"), ("a.ttl", "y"), ("b.ttl", "y"), ("b.ttl", "")):
        for path in tmp_path.iterdir():
            path.unlink()
        (tmp_path / name).write_text(content, "utf-8")
        seen.add(module._digest(tmp_path))
        before = module._digest(tmp_path)
        (tmp_path / ".editor").write_text("x", "utf-8")
        assert module._digest(tmp_path) == before
    assert len(seen) == 4
