"""What was mended, and what is told in round figures, from the source to graph, page and report."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from aqbgraph.cli import reporting
from aqbgraph.identifiers import TERMS
from aqbgraph.pipeline.building import build
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from pathlib import Path

    from aqbgraph.pipeline.documents.outcomes import Report

MENDED = "agreement/2024/werra-meissner-kreis"
ROUNDED = "agreement/2025/odenwaldkreis"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> tuple[Path, Report]:
    sources, target = tmp_path_factory.mktemp("mended"), tmp_path_factory.mktemp("made") / "public"
    mended = (samples / "2024-werra-meissner-kreis.md").read_text("utf-8")
    mended = mended.replace("23.07.2024", "23.O7.2024").replace("462.800", "462.8OO")
    rounded = (samples / "2025-odenwaldkreis.md").read_text("utf-8").replace("491.550", "rund 491.000")
    (sources / "2024.md").write_text(mended, "utf-8")
    (sources / "2025.md").write_text(rounded, "utf-8")
    report = build(find_sources([sources]), target, Settings(), jobs=1)
    assert report.digest is not None, report.faults
    return target, report


def said(target: Path, path: str, name: str) -> list[str]:
    store = pyoxigraph.Store()
    store.bulk_load(path=str(target / f"{path}.nt"), format=pyoxigraph.RdfFormat.N_TRIPLES)
    found = store.quads_for_pattern(None, pyoxigraph.NamedNode(TERMS + name), None, None)
    return sorted(quad.object.value for quad in found if isinstance(quad.object, pyoxigraph.Literal))


def words(target: Path, path: str) -> str:
    page = (target / path / "index.html").read_text("utf-8")
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_the_graph_has_both_readings(made: tuple[Path, Report]) -> None:
    assert said(made[0], MENDED, "readAs") == ["23.O7.2024", "462.8OO"]
    assert said(made[0], MENDED, "writtenAs") == ["23.07.2024", "462.800"]
    assert said(made[0], MENDED, "amount") == ["462800"]
    assert said(made[0], MENDED, "signedOn") == ["2024-07-23"]
    assert said(made[0], ROUNDED, "readAs") == []


def test_the_page_shows_both_readings_and_leads_to_the_source(made: tuple[Path, Report]) -> None:
    shown = words(made[0], MENDED)
    assert "Berichtigte Lesungen" in shown
    assert "462.8OO gelesen als 462.800 (verwechselte Zeichen)" in shown
    page = (made[0] / MENDED / "index.html").read_text("utf-8")
    (mark,) = re.findall(r'gelesen als <q>462\.800</q>.*?href="#([^"]+)"', page)
    assert f'id="{mark}"' in page


def test_a_page_without_repairs_says_nothing_of_them(made: tuple[Path, Report]) -> None:
    assert "Berichtigte Lesungen" not in words(made[0], ROUNDED)


def test_a_rounded_amount_is_shown_as_one(made: tuple[Path, Report]) -> None:
    assert said(made[0], ROUNDED, "approximate") == ["true"]
    assert said(made[0], MENDED, "approximate") == []
    assert "rund 491.000" in words(made[0], ROUNDED)
    assert "rund 491.000" in words(made[0], "year/2025")
    assert "rund" not in words(made[0], "year/2024")


def test_the_report_lists_them(made: tuple[Path, Report], tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text(reporting.as_json(made[1]), "utf-8")
    first, second = json.loads((tmp_path / "report.json").read_text("utf-8"))["documents"]
    assert [(row["read"], row["written"]) for row in first["repaired"]] == [
        ("462.8OO", "462.800"),
        ("23.O7.2024", "23.07.2024"),
    ]
    assert (first["repairs"], second["repairs"], second["repaired"]) == (2, 0, [])
