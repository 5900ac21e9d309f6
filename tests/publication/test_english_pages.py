"""An English page is in English: what is German on it, names and quotations, is marked so."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from lxml import html

from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Words of German that are none of English, and letters of its own.
_GERMAN = re.compile(
    r"\b(?:der|das|und|nicht|für|mit|ist|sind|wird|werden|kein|keine|ein|eine|einer|eines|von|vom|zum|zur|bei|auf|aus|"
    r"nach|oder|auch|sich|dem|den|des|im|Jahr|Jahre|Seite|Daten|Quelle|Vereinbarung|Maßnahme|Landkreis|Stadt)\b|[äöüßÄÖÜ]"
)
# Proper names are the same in every language and need no mark (WCAG 2.2, success criterion 3.1.2): places, authorities,
# programmes, laws, and the words by which a source wants to be named.
_OTHERS = (
    "Hessisches Behinderten-Gleichstellungsgesetz",
    "Hessische Verordnung über barrierefreie Informationstechnik",
    "Durchsetzungs- und Überwachungsstelle Barrierefreie Informationstechnik",
    "Regierungspräsidium",
    "Meißner",
    "Stadt Offenbach",
    "© GeoBasis-DE / BKG 2017 (Daten verändert)",
)
_ADDRESS = re.compile(r"https?://\S+")
# Its text is no text of the page.
_SKIPPED = {"script", "style", "code", "pre", "textarea"}


@cache
def _names() -> re.Pattern[str]:
    words = vocabulary()
    labels = [entry.label for kind in ("Party", "LocalParty", "Programme") for entry in words.instances(kind)]
    bare = [label.removeprefix("Landkreis ").removeprefix("Stadt ") for label in labels]
    # On the map a long name stands in two lines.
    halves = [half for name in bare for half in (name, *re.findall(r"\w+-?", name)) if half[0].isupper()]
    names = sorted({*labels, *bare, *halves, *_OTHERS}, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))


def _english(element: html.HtmlElement) -> Iterator[str]:
    """The words outside of what is marked as German."""
    if not isinstance(element.tag, str) or element.tag in _SKIPPED or element.get("lang", "en") != "en":
        return
    for name in ("aria-label", "title", "alt", "placeholder"):
        yield element.get(name, "")
    yield element.text or ""
    for child in element:
        yield from _english(child)
        yield child.tail or ""


def _is_german(part: str) -> bool:
    return _GERMAN.search(_names().sub("", _ADDRESS.sub("", " ".join(part.split())))) is not None


@pytest.mark.parametrize(
    ("text", "german"),
    [
        ("Agreement of Werra-Meißner-Kreis", False),
        ("Stadt Kassel: no agreement", False),
        ("Vereinbarung: Kassel", True),
        ("no project named für 2025", True),
        ("Maßnahmen", True),
    ],
)
def test_names_are_no_german_words(text: str, german: bool) -> None:
    assert _is_german(text) is german


def test_pages_are_in_english(built_with_reported: Path) -> None:
    pages = sorted((built_with_reported / "en").rglob("index.html"))
    assert pages
    found = {}
    for page in pages:
        tree = html.fromstring(page.read_bytes())
        assert tree.get("lang") == "en"
        hits = sorted({part.strip() for part in _english(tree.find("body")) if _is_german(part)})
        if hits:
            found[page.relative_to(built_with_reported).as_posix()] = hits
    assert not found, found


def test_each_page_exists_in_both(built_with_reported: Path) -> None:
    english = {
        page.relative_to(built_with_reported / "en") for page in (built_with_reported / "en").rglob("index.html")
    }
    german = {page.relative_to(built_with_reported) for page in built_with_reported.rglob("index.html")}
    assert english == {page for page in german if page.parts[0] != "en"}


@pytest.mark.parametrize("language", ["de", "en"])
def test_pages_name_each_other(built_with_reported: Path, language: str) -> None:
    folder = built_with_reported if language == "de" else built_with_reported / "en"
    tree = html.fromstring((folder / "agreement/2025/odenwaldkreis/index.html").read_bytes())
    links = {link.get("hreflang"): link.get("href") for link in tree.iter("link") if link.get("hreflang")}
    assert links == {
        "de": "https://w3id.org/aqb/agreement/2025/odenwaldkreis/",
        "en": "https://w3id.org/aqb/en/agreement/2025/odenwaldkreis/",
        "x-default": "https://w3id.org/aqb/agreement/2025/odenwaldkreis/",
    }
    switch = [link.get("href") for link in tree.iter("a") if link.get("hreflang")]
    assert [(folder / "agreement/2025/odenwaldkreis" / str(href)).resolve().is_file() for href in switch] == [True]
