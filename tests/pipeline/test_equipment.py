"""What a build hangs on is told apart, and in words."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from aqbgraph.pipeline import equipment as equipping
from aqbgraph.pipeline.equipment import differences, equipment

if TYPE_CHECKING:
    from pathlib import Path


def test_all_is_named() -> None:
    found = equipment()
    assert found["rdflib"] == version("rdflib")
    assert all(found[name] for name in ("aqbgraph", "Python", "Programmcode", "ontology/", "shapes/", "site/"))


def test_differences_are_told_in_words() -> None:
    here = {"rdflib": "7.1", "pillow": "11", "lxml": "5", "Tesseract": ""}
    there = {"rdflib": "7.2", "pillow": "", "lxml": "5", "Tesseract": "tesseract 5.3"}
    assert list(differences(there, here)) == [
        "rdflib 7.2 statt 7.1",
        "pillow (fehlt) statt 11",
        "Tesseract tesseract 5.3 statt (fehlt)",
    ]
    assert list(differences(there, here, equipping.RECOGNITION)) == ["rdflib 7.2 statt 7.1"]


def test_a_digest_is_of_names_and_content(tmp_path: Path) -> None:
    seen = set()
    for name, content in (("a.ttl", "x"), ("a.ttl", "y"), ("b.ttl", "y"), ("b.ttl", "")):
        for path in tmp_path.iterdir():
            path.unlink()
        (tmp_path / name).write_text(content, "utf-8")
        seen.add(equipping._digest(tmp_path, "*"))
        before = equipping._digest(tmp_path, "*")
        (tmp_path / ".editor").write_text("x", "utf-8")
        assert equipping._digest(tmp_path, "*") == before
    assert len(seen) == 4
