"""A reading that somebody confirmed, through a build: in the graph, on the page, in the report."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from pyoxigraph import QuerySolutions, RdfFormat

from aqbgraph.cli import group
from aqbgraph.graph.store import load

if TYPE_CHECKING:
    from pathlib import Path

SHEET = """[["bestätigen"]]
angabe = "budget-aqb amount"
gelesen = "491.550"
wer = "Fachstelle Arbeit"
wann = 2026-03-02
warum = "Mit dem Scan verglichen."
"""
QUERY = """PREFIX aqb: <https://w3id.org/aqb/def/aqb#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
SELECT ?read ?holds ?by ?amount ?quote {
    ?agreement aqb:correction ?c . ?c a aqb:Confirmation, aqb:Correction ; aqb:corrects ?budget ; aqb:readValue ?read ;
        aqb:correctedValue ?holds ; prov:wasAttributedTo/foaf:name ?by .
    ?budget aqb:amount ?amount ; aqb:evidence ?e . ?e aqb:supports aqb:amount ; oa:hasSelector/oa:exact ?quote ;
        oa:hasSource/aqb:fileName ?file FILTER (STRENDS(?file, ".toml")) }"""


@pytest.fixture(scope="module")
def public(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("confirmed")
    (folder / "in").mkdir()
    shutil.copy(samples / "2025-odenwaldkreis.md", folder / "in")
    (folder / "in" / "2025-odenwaldkreis.korrekturen.toml").write_text(SHEET, "utf-8")
    made = CliRunner().invoke(group, ["build", str(folder / "in"), "-o", str(folder / "public")])
    assert made.exit_code == 0, made.output
    return folder / "public"


def test_the_graph_says_who_confirmed_what(public: Path) -> None:
    store = load((public / "agreement/2025/odenwaldkreis.ttl").read_bytes(), RdfFormat.TURTLE)
    found = store.query(QUERY)
    assert isinstance(found, QuerySolutions)
    rows = [tuple(getattr(value, "value", "") for value in row) for row in found]
    assert rows == [("491.550", "491550", "Fachstelle Arbeit", "491550", 'gelesen = "491.550"')]


def test_the_page_says_so(public: Path) -> None:
    page = " ".join((public / "agreement/2025/odenwaldkreis/index.html").read_text("utf-8").split())
    assert "bestätigt: <q>491.550</q> ist so richtig gelesen, von Fachstelle Arbeit, am 2. März 2026" in page


def test_it_conforms(public: Path) -> None:
    made = CliRunner().invoke(group, ["validate", str(public)])
    assert made.exit_code == 0, made.output
