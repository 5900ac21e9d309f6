"""A difference as JSON, Turtle and a page, and the command that gives them."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from lxml import html
from pyoxigraph import Quad, RdfFormat, parse

from aqbgraph.cli import group
from aqbgraph.pipeline.building import build
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from pathlib import Path

CS = "http://purl.org/vocab/changeset/schema#"


def diff(*arguments: object) -> Result:
    return CliRunner().invoke(group, ["diff", *map(str, arguments)])


@pytest.fixture(scope="module")
def changed(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newer sample alone, with another amount and a measure less."""
    place = tmp_path_factory.mktemp("changed")
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8").replace("491.550", "500.000")
    (place / "a.md").write_text("\n".join(line for line in text.splitlines() if "Digital Praxis" not in line), "utf-8")
    assert build(find_sources([place / "a.md"]), place / "public", Settings(), jobs=1).digest
    return place / "public"


def test_as_a_table(built: Path, changed: Path) -> None:
    made = diff(built, changed)
    assert made.exit_code == 0
    rows = [line.split("\t") for line in made.stdout.splitlines()]
    assert all(len(row) == 6 for row in rows)
    odenwald = [row[2:] for row in rows if row[:2] == ["Odenwaldkreis 2025", "geändert"]]
    assert odenwald[0] == [
        "Budget Ausbildungs- und Qualifizierungsbudget",
        "Betrag",
        "491.550\u00a0€",
        "500.000\u00a0€",
    ]
    assert odenwald[1] == ["Maßnahme", "Name", "Digital Praxis 2025", "–"]
    assert ["Werra-Meißner-Kreis 2024", "entfallen", "", "Dokument", "nicht mehr veröffentlicht", "–"] in rows
    assert made.stderr.startswith("Dokumente: 0 neu, ")


def test_exit_code(built: Path, changed: Path) -> None:
    assert diff(built, changed, "--exit-code").exit_code == 1
    made = diff(built, built, "--exit-code")
    assert made.exit_code == 0
    assert "0 neu, 0 geändert, 0 entfallen" in made.stderr


def test_as_turtle_it_makes_the_new_of_the_old(built: Path, changed: Path) -> None:
    said: dict[str, dict[str, Any]] = {}
    ways: dict[str, list[tuple[str, str]]] = {"removal": [], "addition": []}
    for quad in parse(diff(built, changed, "--format", "turtle").stdout_bytes, format=RdfFormat.TURTLE):
        said.setdefault(str(quad.subject), {})[quad.predicate.value.rpartition("#")[2]] = quad.object
        way = quad.predicate.value.removeprefix(CS)
        if way in ways:
            ways[way].append((str(quad.subject), str(quad.object)))
    state = set(parse(path=built / "data.trig", format=RdfFormat.TRIG))
    for way, found in ways.items():
        for changes, node in found:
            about = said[node]
            quad = Quad(about["subject"], about["predicate"], about["object"], said[changes]["subjectOfChange"])
            assert (quad in state) == (way == "removal"), quad
            state ^= {quad}
    assert state == set(parse(path=changed / "data.trig", format=RdfFormat.TRIG))


def test_as_json(built: Path, changed: Path) -> None:
    made = json.loads(diff(built, changed, "--format", "json").stdout)
    assert made["counts"]["removed"] > made["counts"]["added"] == 0
    (one,) = (row for row in made["documents"] if row["title"] == "Odenwaldkreis 2025")
    budget = next(thing for thing in one["things"] if thing["thing"].endswith("#budget-aqb"))
    (change,) = budget["changes"]
    assert change["label"] == "Betrag"
    assert change["added"] == ['"500000"^^<http://www.w3.org/2001/XMLSchema#decimal>']


def test_as_a_page(built: Path, changed: Path, tmp_path: Path) -> None:
    made = diff(built, changed, "--format", "html", "-o", tmp_path / "page.html")
    assert made.exit_code == 0
    page = html.document_fromstring((tmp_path / "page.html").read_bytes())
    assert page.xpath("//link | //script | //img") == []
    assert "500.000\u00a0€" in [node.text for node in page.iter("ins")]
    assert "491.550\u00a0€" in [node.text for node in page.iter("del")]
    assert b"{{" not in (tmp_path / "page.html").read_bytes()


def test_the_page_in_english(built: Path, changed: Path, tmp_path: Path) -> None:
    made = diff(built, changed, "--format", "html", "--language", "en", "-o", tmp_path / "page.html")
    assert made.exit_code == 0
    page = html.document_fromstring((tmp_path / "page.html").read_bytes())
    assert page.get("lang") == "en"
    assert "€500,000" in [node.text for node in page.iter("ins")]
    text = " ".join("".join(map(str, page.itertext())).split())
    assert "What has changed" in text
    assert "Betrag" not in text
    rows = ["|".join("".join(map(str, cell.itertext())) for cell in row.iter("td")) for row in page.iter("tr")]
    assert "Measure|Name|Digital Praxis 2025|–" in rows


def test_the_page_carries_a_sheet_of_its_own(built: Path, changed: Path) -> None:
    """Small, and without an address that leads nowhere outside of a publication."""
    page = diff(built, changed, "--format", "html").stdout
    sheet = page.partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in sheet
    assert 1000 < len(sheet) < 16_000
    asked = set(re.findall(r"var\((--[\w-]+)", sheet))
    assert asked <= set(re.findall(r"(--[\w-]+):", sheet))


def test_wrong_use(built: Path, tmp_path: Path) -> None:
    assert diff(built, tmp_path / "nowhere").exit_code == 2
    made = diff(built, built, "-o", tmp_path / "table")
    assert made.exit_code == 2
    assert "--output gehört zu" in made.stderr
    made = diff(built, built, "--format", "json", "-o", tmp_path / "nowhere/a.json")
    assert made.exit_code == 2
    assert "nicht beschreibbar" in made.stderr


def test_names_of_places_and_words_cannot_leave_the_page(built: Path, changed: Path, tmp_path: Path) -> None:
    place = tmp_path / "<b>x"
    shutil.copytree(changed, place)
    made = diff(built, place, "--format", "html")
    assert "<b>" not in made.stdout
    assert "&lt;b&gt;x" in made.stdout
