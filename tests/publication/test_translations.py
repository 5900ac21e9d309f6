"""Every text of the site is there in English, and says the same with the same values."""

from __future__ import annotations

import re

import pytest
from jinja2 import nodes
from tests.publication.messages import TEMPLATES, messages, templates

from aqbgraph.publication.frame.rendering import _environment
from aqbgraph.publication.languages import ENGLISH, GERMAN, catalogues

_PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]{2,}")
# Attributes that are read aloud or shown.
_SPOKEN = re.compile(r'\b(?:aria-label|title|alt|placeholder|summary)="([^"]*)"')
# The same in every language.
_NAMES = {
    "aqbgraph",
    "SPARQL",
    "SHA",
    "IRI",
    "SHACL",
    "RDF",
    "JSON",
    "URL",
    "CSV",
    "SVG",
    "nbsp",
    "shy",
    "lt",
    "gt",
    "amp",
    "quot",
    "thinsp",
    "PNG",
    "MCP",
    "REST",
    "OpenAPI",
    "BibTeX",
    "DOI",
    "URI",
    "HTML",
    "XML",
    "curl",
    "Python",
}


def _english() -> dict[str, tuple[str, ...]]:
    return {
        (entry.id if isinstance(entry.id, str) else entry.id[0]): (
            (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
        )
        for catalogue in catalogues(ENGLISH.code)
        for entry in catalogue
        if entry.id
    }


def test_every_text_is_translated() -> None:
    english, wanted = _english(), messages()
    missing = {text: sorted(files) for text, files in wanted.items() if not all(english.get(text, ("",)))}
    assert not missing


def test_no_translation_is_left_over() -> None:
    assert not _english().keys() - messages().keys()


def test_none_is_fuzzy_and_catalogues_agree() -> None:
    seen: dict[str, object] = {}
    for catalogue in catalogues(ENGLISH.code):
        for entry in catalogue:
            if entry.id:
                key = entry.id if isinstance(entry.id, str) else entry.id[0]
                assert not entry.fuzzy, key
                assert seen.setdefault(key, entry.string) == entry.string, key


def test_the_same_values_stand_in_both_languages() -> None:
    for german, forms in _english().items():
        for form in forms:
            assert set(_PLACEHOLDER.findall(form)) <= set(_PLACEHOLDER.findall(german)) | {"{count}", "%(count)s"}, (
                german
            )
        assert set(_PLACEHOLDER.findall(german)) <= set().union(*map(_PLACEHOLDER.findall, forms)) | {
            "{count}",
            "%(count)s",
        }


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_templates_say_nothing_untranslated(path: object) -> None:
    """Words beside `_()` and `{% trans %}` would stand in German on English pages."""
    tree = _environment(GERMAN).parse(path.read_text("utf-8"))  # type: ignore[attr-defined]
    text = "\0".join(data.data for data in tree.find_all(nodes.TemplateData))
    shown = [_TAG.sub(" ", text.replace("\0", "")), *_SPOKEN.findall(text)]
    found = {word for part in shown for word in _WORD.findall(part)} - _NAMES
    assert not found
