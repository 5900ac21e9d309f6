"""The page for what does not exist is shown in place of any path: its addresses start at the host's root."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from aqbgraph.publication.frame.rendering import render
from aqbgraph.publication.hosting.hosting import apache
from aqbgraph.publication.hosting.not_found import not_found_view
from aqbgraph.publication.languages import ENGLISH, GERMAN, Language
from aqbgraph.publication.publisher.settings import Settings

ADDRESSES = frozenset({"href", "src", "action"})
AT_W3ID, AT_PAGES = "https://w3id.org/aqb/", "https://example.github.io/aqb/"


@pytest.mark.parametrize(
    ("settings", "root"),
    [
        (Settings(), "/"),
        (Settings(AT_W3ID, path="/aqb/"), "/aqb/"),
        (Settings(AT_PAGES), "/aqb/"),
        (Settings(AT_PAGES, path="/"), "/"),
        (Settings("https://daten.example/"), "/"),
    ],
)
@pytest.mark.parametrize("language", [GERMAN, ENGLISH])
def test_addresses_start_at_the_root(settings: Settings, root: str, language: Language) -> None:
    page = html.fromstring(render("not-found", not_found_view(replace(settings, language=language)), language))
    addresses = [str(value) for element in page.iter() for name, value in element.items() if name in ADDRESSES]
    own = [address for address in addresses if not address.startswith(("https://", "#"))]
    assert len(own) > 20
    assert [address for address in own if not address.startswith(root) or address.startswith("//")] == []
    assert f"{root}assets/site.css" in own
    assert f"{root}{language.folder}index.html" in own
    assert sum(address.startswith("/aqb/aqb/") for address in own) == 0


def test_apache_is_told_where_it_is() -> None:
    at_root, below = "\n".join(apache("/")), "\n".join(apache("/a.b/"))
    assert "ErrorDocument 404 /404.html" in at_root
    assert "ErrorDocument 404 /a.b/404.html" in below
    assert r"m#^/a\.b/en/#" in below
    assert r"m#^/a\+ä/en/#" in "\n".join(apache("/a+%C3%A4/"))
