"""What the tables are offered as is there, with and without pyarrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.publication.corpora import Made, corpus_of

from aqbgraph.pipeline.building import build
from aqbgraph.publication.disk.before import Before
from aqbgraph.publication.disk.cache import kept_in
from aqbgraph.publication.disk.steps import Steps
from aqbgraph.publication.disk.writer import Writer
from aqbgraph.publication.formats import content_type
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.publication.tables import parquet_files
from aqbgraph.publication.tables.tables import STEPS, WITHOUT_PARQUET, offers, remarks, write_tables
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

YEARS = (2024, 2025)
PARTIES = ("bergstrasse", "fulda", "odenwaldkreis", "wetteraukreis")


def test_offers_are_files(built: Path) -> None:
    found = offers(YEARS)
    assert len(found) == 4 + 4 + 1 + 2 * len(YEARS)
    assert [offer.path for offer in found if not (built / offer.path).is_file()] == []
    assert len({(offer.year, offer.key) for offer in found}) == len(found)


def test_every_table_is_offered(built: Path) -> None:
    there = {
        path.relative_to(built).as_posix() for folder in ("tables", "download") for path in built.glob(f"{folder}/*")
    }
    tabular = {path for path in there if path.endswith((".csv", ".parquet"))}
    known = {offer.path for offer in offers(YEARS)}
    assert {path for path in tabular if path.startswith("tables/")} <= known
    assert {path for path in known if path.startswith("download/")} <= tabular


def test_delivered_as_it_is_offered() -> None:
    for offer in offers(YEARS):
        assert content_type(offer.path).split(";")[0] == offer.delivered_as


def test_titles_tell_the_year_and_the_format() -> None:
    titles = [offer.title.de for offer in offers([2025])]
    assert "Budgets 2025 als CSV" in titles
    assert "Budgets als Parquet" in titles
    assert len(set(titles)) == len(titles)


def test_without_pyarrow(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No Parquet, no offer of it; the clerk is told in one line; all else is the same."""
    monkeypatch.setattr(parquet_files, "find_spec", lambda _: None)
    report = build(find_sources([samples]), tmp_path / "public", Settings(), jobs=1)
    # The other one is that the legal texts are not filled in.
    assert [remark for remark in report.remarks if "--texts" not in remark] == [WITHOUT_PARQUET]
    assert not list((tmp_path / "public").rglob("*.parquet"))
    assert {offer.path for offer in offers(())} == {
        "cube.ttl",
        *(f"tables/{name}.csv" for name in ("agreements", "budgets", "measures", "observations")),
    }
    page = (tmp_path / "public/cube/index.html").read_text("utf-8")
    assert "Parquet" not in page
    assert "budgets.csv" in page


def test_with_pyarrow_nothing_is_said() -> None:
    assert remarks() == ()


def test_what_is_kept_of_a_year_is_packed(tmp_path: Path) -> None:
    """The rows of a year stand in the cache as long as it stays."""
    names = tuple((str(number % 4 + 1), f"Werkstatt {number} in der Stadt (Muster)") for number in range(12))
    corpus = corpus_of(Made(PARTIES[number % 4], year, projects=names) for year in YEARS for number in range(32))
    with kept_in(tmp_path / "cache") as cache:
        write_tables(Steps(Writer(tmp_path / "one"), Before(tmp_path), cache), corpus, Settings())
        kept = list(cache.named([STEPS]))
    lines = sum(path.stat().st_size for path in (tmp_path / "one/tables").glob("*.csv"))
    assert [name for name, *_ in kept] == [f"{STEPS}{year}" for year in YEARS]
    assert 3 * sum(len(result) for *_, result in kept) < lines
