from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from aqbgraph.identifiers import DEFAULT_BASE
from aqbgraph.publication.frame.rendering import breakable
from aqbgraph.publication.publisher.settings import DEFAULT_LICENCE, LICENCES
from aqbgraph.publication.publisher.texts import SLOTS

if TYPE_CHECKING:
    from pathlib import Path


class Head(HTMLParser):
    """Open Graph, links and JSON-LD of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.properties: dict[str, str] = {}
        self.links: list[dict[str, str | None]] = []
        self.documents: list[dict[str, Any]] = []
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._inside = tag == "script" and given.get("type") == "application/ld+json"
        if tag == "meta" and "property" in given:
            self.properties[str(given["property"])] = str(given["content"])
        if tag == "link":
            self.links.append(given)

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.documents.append(json.loads(data))
            self._inside = False

    @property
    def page(self) -> dict[str, Any]:
        """What schema.org is told of the page."""
        (found,) = (one for one in self.documents if str(one.get("@id")).endswith("#page"))
        return found


@pytest.fixture(scope="module")
def heads(built: Path) -> dict[str, Head]:
    found = {path.relative_to(built).as_posix(): path for path in sorted(built.rglob("index.html"))}
    return {name: Head(path.read_text("utf-8")) for name, path in found.items()}


def test_each_page_tells_who_it_is(heads: dict[str, Head]) -> None:
    assert len(heads) > 100
    for name, head in heads.items():
        address = DEFAULT_BASE + name.removesuffix("index.html")
        language, locale = ("en", "en_GB") if name.startswith("en/") else ("de", "de_DE")
        assert head.page["url"] == head.properties["og:url"] == address, name
        assert head.page["inLanguage"] == language
        assert head.properties["og:locale"] == locale
        assert head.properties["og:title"] == head.page["name"] != ""
        assert head.properties["og:description"] == head.page["description"] != ""
        assert head.page["license"] == LICENCES[DEFAULT_LICENCE].iri
        assert [link["href"] for link in head.links if link["rel"] == "license"] == [LICENCES[DEFAULT_LICENCE].iri]
        assert [link["href"] for link in head.links if link["rel"] == "canonical"] == [address]
        assert head.properties["og:image"] == f"{DEFAULT_BASE}assets/card.png"
        assert head.properties["og:image:alt"] != ""


def test_the_picture_for_links_is_as_large_as_told(heads: dict[str, Head], built: Path) -> None:
    told = heads["index.html"].properties
    with Image.open(built / told["og:image"].removeprefix(DEFAULT_BASE)) as picture:
        assert picture.get_format_mimetype() == told["og:image:type"]
        assert picture.size == (int(told["og:image:width"]), int(told["og:image:height"]))


def test_every_page_of_the_sitemap_names_itself(heads: dict[str, Head], built: Path) -> None:
    named = set(re.findall(r"<loc>([^<]+)</loc>", (built / "sitemap.xml").read_text("utf-8")))
    assert named == {link["href"] for head in heads.values() for link in head.links if link["rel"] == "canonical"}


def test_nothing_in_it_is_without_a_name(heads: dict[str, Head]) -> None:
    def objects(value: Any) -> list[dict[str, Any]]:
        if isinstance(value, list):
            return [found for item in value for found in objects(item)]
        return [value, *objects(list(value.values()))] if isinstance(value, dict) else []

    for name, head in heads.items():
        said = {key: value for key, value in head.page.items() if key != "@context"}
        assert all("@id" in one for one in objects(said)), name


def test_the_breadcrumb_is_the_trail_that_is_seen(heads: dict[str, Head]) -> None:
    page = heads["agreement/2025/odenwaldkreis/index.html"].page
    steps = page["breadcrumb"]["itemListElement"]
    assert [step["name"] for step in steps] == ["Start", "2025", "Odenwaldkreis", page["name"]]
    assert [step["item"].removeprefix(DEFAULT_BASE) for step in steps] == [
        "",
        "year/2025/",
        "party/odenwaldkreis/",
        "agreement/2025/odenwaldkreis/",
    ]
    assert "breadcrumb" not in heads["index.html"].page


def test_every_page_but_those_of_themselves_has_its_place_in_the_site(heads: dict[str, Head], built: Path) -> None:
    alone = {slot.path for slot in SLOTS} | {"", "search"}
    for name, head in heads.items():
        path = name.removeprefix("en/").removesuffix("index.html").strip("/")
        text = (built / name).read_text("utf-8")
        assert ('aria-current="page"' in text) == (path not in alone), name
        steps = head.page.get("breadcrumb", {}).get("itemListElement", ())
        assert len(steps) >= 2 or path == "", name


@pytest.mark.parametrize(
    ("path", "kind", "about"),
    [
        ("", "CollectionPage", None),
        ("about/", "AboutPage", None),
        ("imprint/", "ContactPage", None),
        ("year/2025/", "CollectionPage", None),
        ("agreement/2025/odenwaldkreis/", "WebPage", ("CreativeWork", "agreement/2025/odenwaldkreis#agreement")),
        ("party/odenwaldkreis/", "WebPage", ("AdministrativeArea", "party/odenwaldkreis#party")),
        ("programme/aqb/", "CollectionPage", ("GovernmentService", "programme/aqb#programme")),
        ("measure-type/3/", "CollectionPage", ("DefinedTerm", "def/measure-types#3")),
    ],
)
def test_kinds_of_pages(heads: dict[str, Head], path: str, kind: str, about: tuple[str, str] | None) -> None:
    for folder in ("", "en/"):
        page = heads[f"{folder}{path}index.html"].page
        assert page["@type"] == kind
        # The thing has one name, whatever the language of the page.
        said = page.get("about")
        assert (said and (said["@type"], said["@id"])) == (about and (about[0], DEFAULT_BASE + about[1]))


def test_two_places_are_what_their_comparison_is_about(heads: dict[str, Head]) -> None:
    about = heads["comparison/odenwaldkreis/werra-meissner-kreis/index.html"].page["about"]
    assert [(one["@type"], one["name"]) for one in about] == [
        ("AdministrativeArea", "Odenwaldkreis"),
        ("AdministrativeArea", "Werra-Meißner-Kreis"),
    ]
    assert [one["@id"].removeprefix(DEFAULT_BASE) for one in about] == [
        "party/odenwaldkreis#party",
        "party/werra-meissner-kreis#party",
    ]


def test_how_to_cite_stands_on_each_page_with_data(built: Path) -> None:
    text = (built / "en/party/odenwaldkreis/index.html").read_text("utf-8")
    said = re.search(r'<span id="cite-text"[^>]*data-copy="Copy citation"[^>]*>(.+?)</span></dd>', text)
    assert said is not None
    assert said[1] == (
        '<span lang="de">Betreiber von w3id.org/aqb</span>: Odenwaldkreis. In: Target agreements on the training and '
        f"qualification budget in Hesse. {DEFAULT_BASE}party/odenwaldkreis"
    )
    agreement = (built / "agreement/2025/odenwaldkreis/index.html").read_text("utf-8")
    assert ">Betreiber von w3id.org/aqb (2025): Zielvereinbarung 2025: Odenwaldkreis. In: Ziel" in agreement
    shown = breakable(f"{DEFAULT_BASE}party/odenwaldkreis")
    assert re.search(rf'<code id="cite-iri"[^>]*>{re.escape(shown)}<', text)
    dataset = (built / "dataset/agreements/index.html").read_text("utf-8")
    assert re.search(r'<span id="cite-text"[^>]*>[^<]+Fassung \d{4}-', dataset)


def test_what_does_not_exist_is_said_in_both_languages_from_any_depth(built: Path) -> None:
    text = (built / "404.html").read_text("utf-8")
    assert "<h1>Diese Seite gibt es nicht</h1>" in text
    assert '<section class="head" lang="en">' in text
    assert "<h2>This page does not exist</h2>" in text
    assert 'content="noindex"' in text
    assert "canonical" not in text
    internal = [href for href in re.findall(r'(?:href|src)="([^"#]*)', text) if href and "://" not in href]
    assert len(internal) > 15
    assert [href for href in internal if not href.startswith("/")] == []
    assert [href for href in internal if not (built / href.lstrip("/")).is_file()] == []


def test_below_english_what_does_not_exist_is_said_in_english_alone(built: Path) -> None:
    text = (built / "en/404.html").read_text("utf-8")
    assert '<html lang="en">' in text
    assert text.count("<h1>") == 1
    assert "<h1>This page does not exist</h1>" in text
    assert "Diese Seite" not in text
    internal = [href for href in re.findall(r'(?:href|src)="([^"#]*)', text) if href and "://" not in href]
    pages = [href for href in internal if href.endswith("index.html")]
    assert len(pages) > 15
    assert [href for href in internal if not href.startswith("/")] == []
    assert [href for href in internal if not (built / href.lstrip("/")).is_file()] == []
    assert [href for href in pages if not href.startswith("/en/")] == ["/index.html"]  # the German start page
