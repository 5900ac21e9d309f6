from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from aqbgraph.publication.disk.published import load
from aqbgraph.publication.languages import ENGLISH, GERMAN
from aqbgraph.service.editions.page import QueryPage
from aqbgraph.service.problems import MALFORMED, Problem

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = "<script>alert(1)</script>"
OWN = [
    {"src": "../assets/scripted.js", "async": None, "blocking": "render"},
    {"type": "module", "src": "../assets/sparql.js"},
]


class Seen(HTMLParser):
    """What a page has: its elements with their attributes, and its text."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(body.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def cell(kind: str, text: str, tag: str = "") -> dict[str, str]:
    return {"kind": kind, "text": text, "tag": tag}


@pytest.fixture(scope="module")
def page(public: Path) -> QueryPage:
    return QueryPage(load(public))


def table(page: QueryPage, *rows: list[dict[str, str]], more: bool = False) -> Seen:
    data = {"variables": ["a", "b"], "rows": rows, "more": more}
    return Seen(page.result("SELECT ?a ?b {}", "solutions", json.dumps(data).encode(), GERMAN))


def test_at_the_endpoint_links_start_from_the_folder_above(page: QueryPage) -> None:
    seen, beside = Seen(page.form()), Seen(page.form(GERMAN))
    assert seen.all("form")[0]["action"] == "sparql"
    assert [link["href"] for link in seen.all("a")] == [
        (link["href"] or "").removeprefix("../") for link in beside.all("a")
    ]
    assert not any((link["href"] or "").startswith("..") for link in (*seen.all("a"), *seen.all("link")))
    assert {"type": "module", "src": "assets/sparql.js"} in seen.all("script")
    assert seen.words == beside.words


def test_form_works_without_script(page: QueryPage) -> None:
    seen = Seen(page.form(GERMAN))
    assert seen.all("html") == [{"lang": "de"}]
    assert seen.all("form")[0]["method"] == "get"
    assert seen.all("form")[0]["action"] == "./"
    assert {label["for"] for label in seen.all("label")} == {"example", "query", "format"}
    hidden = [row for row in seen.all("p") if "hidden" in row]
    assert all("data-scripted" in row for row in hidden)
    assert "data-plain" in seen.all("button")[-3]
    assert "SELECT" in seen.words


def test_table_has_caption_and_heads(page: QueryPage) -> None:
    seen = table(page, [cell("iri", "http://example.org/x"), cell("literal", "Maßnahme", "de")])
    assert [head["scope"] for head in seen.all("th")] == ["col", "col"]
    assert len(seen.all("caption")) == 1
    assert [found.get("lang") for found in seen.all("td")] == [None, "de"]
    assert {"href": "http://example.org/x"} in seen.all("a")
    assert "Gezeigt ist nur" not in seen.words


def test_numbers_are_written_as_the_language_does_and_stand_right(page: QueryPage) -> None:
    seen = table(page, [cell("literal", "Odenwaldkreis"), cell("number", "491550.5")])
    assert "491.550,5" in seen.words
    assert [found.get("class") for found in seen.all("th") + seen.all("td")] == [None, "figure", None, "figure"]


def test_more_rows_are_told(page: QueryPage) -> None:
    assert (
        "Gezeigt ist nur der Anfang, Zeilen: 1."
        in table(page, [cell("unbound", ""), cell("other", "_:b")], more=True).words
    )


def test_nothing_becomes_markup_or_a_script_link(page: QueryPage) -> None:
    seen = table(page, [cell("literal", SCRIPT), cell("iri", "javascript:alert(1)")])
    assert seen.all("script") == OWN
    assert not any((link["href"] or "").startswith("javascript:") for link in seen.all("a"))
    assert Seen(page.refusal(SCRIPT, Problem(MALFORMED, SCRIPT, SCRIPT), GERMAN)).all("script") == OWN


def test_boolean(page: QueryPage) -> None:
    seen = Seen(page.result("ASK {}", "boolean", b'{"boolean": true}'))
    assert "Ja" in seen.words
    assert any((link["href"] or "").endswith("format=json") for link in seen.all("a"))


def test_refusal_keeps_the_query(page: QueryPage) -> None:
    seen = Seen(page.refusal("ASK {", Problem(MALFORMED, "Zeile 1", "line 1")))
    assert [row["aria-labelledby"] for row in seen.all("section") if row.get("role") == "alert"] == ["problem"]
    assert "ASK {" in seen.words
    assert seen.all("textarea")[0]["aria-invalid"] == "true"


def test_the_page_is_one_of_the_site(page: QueryPage) -> None:
    seen = Seen(page.form(GERMAN))
    assert {"rel": "canonical", "href": "https://w3id.org/aqb/sparql/"} in seen.all("link")
    assert {"rel": "stylesheet", "href": "../assets/site.css"} in seen.all("link")
    assert {"href": "../queries/index.html"} in seen.all("a")
    assert not any((link["href"] or "").startswith(("/", "../../")) for link in seen.all("a") + seen.all("link"))


def test_the_page_in_english(page: QueryPage) -> None:
    data = json.dumps({"variables": ["a"], "rows": [[cell("literal", "x")]], "more": False}).encode()
    seen = Seen(page.result("ASK {}", "solutions", data, ENGLISH))
    assert seen.all("html") == [{"lang": "en"}]
    assert {"rel": "stylesheet", "href": "../../assets/site.css"} in seen.all("link")
    switch = next(link for link in seen.all("a") if link.get("hreflang") == "de")
    assert switch["href"] == "../../sparql/index.html?query=ASK+%7B%7D"
    assert "One row" in seen.words
    refused = Seen(page.refusal("ASK {", Problem(MALFORMED, "Zeile 1", "line 1"), ENGLISH))
    assert "line 1" in refused.words
    assert "Zeile 1" not in refused.words


def test_results_are_not_for_search_engines(page: QueryPage) -> None:
    robots = {"name": "robots", "content": "noindex"}
    assert robots in Seen(page.result("ASK {}", "boolean", b'{"boolean": true}')).all("meta")
    assert robots in Seen(page.refusal("ASK {", Problem(MALFORMED, "", ""))).all("meta")
    assert robots not in Seen(page.form(GERMAN)).all("meta")


@pytest.mark.parametrize(
    ("iri", "href", "name"),
    [
        ("https://www.govdata.de/dl-de/zero-2-0", "https://www.govdata.de/dl-de/zero-2-0", "Zero – 2.0"),
        ("https://example.org/licence", "https://example.org/licence", "https://example.org/licence"),
        (None, "../data/index.html", "siehe Daten"),
    ],
    ids=["known", "other", "not named"],
)
def test_licence(public: Path, iri: str | None, href: str, name: str) -> None:
    seen = Seen(QueryPage(replace(load(public), licence=iri)).form(GERMAN))
    assert {"href": href, "rel": "license"} in seen.all("a")
    assert name in seen.words
