from __future__ import annotations

import json
from html.parser import HTMLParser

from aqbgraph.service import page
from aqbgraph.service.problems import MALFORMED, Problem

SCRIPT = "<script>alert(1)</script>"


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


def table(*rows: list[dict[str, str]], more: bool = False) -> Seen:
    data = {"variables": ["a", "b"], "rows": rows, "more": more}
    return Seen(page.result("SELECT ?a ?b {}", "solutions", json.dumps(data).encode()))


def test_form_works_without_script() -> None:
    seen = Seen(page.form())
    assert seen.all("html") == [{"lang": "de"}]
    assert seen.all("form")[0]["method"] == "get"
    assert {label["for"] for label in seen.all("label")} == {"query", "format"}
    assert seen.all("script") == []
    assert "SELECT" in seen.words


def test_table_has_caption_and_heads() -> None:
    seen = table([cell("iri", "http://example.org/x"), cell("literal", "Maßnahme", "de")])
    assert seen.all("th") == [{"scope": "col"}, {"scope": "col"}]
    assert len(seen.all("caption")) == 1
    assert {"lang": "de"} in seen.all("td")
    assert {"href": "http://example.org/x"} in seen.all("a")
    assert "Gezeigt sind nur" not in seen.words


def test_more_rows_are_told() -> None:
    assert "Gezeigt sind nur die ersten 1 Zeilen" in table([cell("unbound", ""), cell("other", "_:b")], more=True).words


def test_nothing_becomes_markup_or_a_script_link() -> None:
    seen = table([cell("literal", SCRIPT), cell("iri", "javascript:alert(1)")])
    assert seen.all("script") == []
    assert not any((link["href"] or "").startswith("javascript:") for link in seen.all("a"))
    assert Seen(page.form(SCRIPT)).all("script") == []


def test_boolean() -> None:
    seen = Seen(page.result("ASK {}", "boolean", b'{"boolean": true}'))
    assert "Ja" in seen.words
    assert any((link["href"] or "").endswith("format=json") for link in seen.all("a"))


def test_refusal_keeps_the_query() -> None:
    seen = Seen(page.refusal("ASK {", Problem(MALFORMED, "Zeile 1", "line 1")))
    assert {"role": "alert", "aria-labelledby": "problem"} in seen.all("section")
    assert "ASK {" in seen.words
    assert seen.all("textarea")[0]["aria-invalid"] == "true"
