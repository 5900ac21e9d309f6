from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from aqbgraph.graph.mapping import agreement_json, triples
from aqbgraph.identifiers import Identifiers
from aqbgraph.publication.frame.frames import embedded, frame, href, root
from aqbgraph.publication.languages import ENGLISH
from aqbgraph.publication.publisher.settings import Notice, Settings

if TYPE_CHECKING:
    from aqbgraph.agreement import Agreement


@pytest.mark.parametrize(
    ("here", "target", "fragment", "expected"),
    [
        ("", "year/2025", "", "year/2025/index.html"),
        ("year/2025", "", "", "../../index.html"),
        ("agreement/2025/x", "party/x", "party", "../../../party/x/index.html#party"),
        ("data", "data", "", "../data/index.html"),
    ],
)
def test_href(here: str, target: str, fragment: str, expected: str) -> None:
    assert href(here, target, fragment) == expected


def test_root() -> None:
    assert (root(""), root("a"), root("a/b/c")) == ("", "../", "../../../")


def test_frame() -> None:
    made = frame(Settings(), "year/2025", "Titel", "Text", trail=(("data", "Daten"),))
    assert made.iri == "https://w3id.org/aqb/year/2025"
    assert [link.href for link in made.trail] == ["../../index.html", "../../data/index.html"]
    assert made.alternates[0].href == "../../year/2025.ttl"
    assert frame(Settings(), "", "Titel", "Text").trail == ()


@pytest.mark.parametrize("path", ["", "year/2025", "data"])
def test_a_notice_stands_above_every_page_in_its_language(path: str) -> None:
    both = Settings(notice=Notice("Entwurf <1>", "Draft <1>"))
    german = replace(both, notice=Notice("Entwurf <1>"))
    assert frame(both, path, "Titel", "Text").notice == "Entwurf <1>"
    assert frame(replace(both, language=ENGLISH), path, "Title", "Text").notice == "Draft <1>"
    marked = frame(replace(german, language=ENGLISH), path, "Title", "Text").notice
    assert marked == Markup('<span lang="de">Entwurf &lt;1&gt;</span>')
    assert frame(Settings(), path, "Titel", "Text").notice is None


def test_embedded_says_less_but_nothing_else(agreement: Agreement) -> None:
    whole = agreement_json(agreement, Identifiers(), "https://example.org/licence")
    kept = embedded(whole)
    assert len(json.dumps(kept)) < len(json.dumps(whole)) / 3
    said = set(triples(kept))
    assert said < set(triples(whole))
    assert any(triple.predicate.value.endswith("#amount") for triple in said)
    assert not any(triple.predicate.value.endswith("#evidence") for triple in said)
