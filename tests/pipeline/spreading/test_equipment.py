"""What a build hangs on is told apart, and in words."""

from __future__ import annotations

from importlib.metadata import version

from aqbgraph.pipeline.spreading import equipment as equipping
from aqbgraph.pipeline.spreading.equipment import differences, elsewhere, equipment


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


def test_only_other_recognition_is_another_equipment() -> None:
    here = equipment()
    assert elsewhere(here) == ()
    assert elsewhere({**here, "Tesseract": "tesseract 99 deu"}) == (("Tesseract", "tesseract 99 deu"),)
