"""The moment of a build: given, or told by the sources; never before the last, in the future, or the clock's."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import Invalid, PublicationError, WrongUse
from aqbgraph.pipeline.building import build
from aqbgraph.pipeline.dating import Dating, given
from aqbgraph.pipeline.documents import passes
from aqbgraph.publication.corpus.summarising import summarise
from aqbgraph.publication.history.history import STATE, read
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from pathlib import Path

    from aqbgraph.agreement import Agreement
    from aqbgraph.extraction.extractor import Extraction
    from aqbgraph.pipeline.documents.outcomes import Report

BASE = Settings().base_iri
LATER = Dating(given("2026-05-01"))


def make(target: Path, sources: Path, when: Dating | None = None, base: str = BASE) -> Report:
    report = build(find_sources([sources]), target, Settings(base), jobs=1, when=when or Dating())
    assert report.digest is not None, report.faults
    return report


@pytest.fixture
def sources(samples: Path, tmp_path: Path) -> Path:
    """The newest sample, in a folder that may be changed."""
    (tmp_path / "in").mkdir()
    shutil.copy(samples / "2025-odenwaldkreis.md", tmp_path / "in/a.md")
    return tmp_path / "in"


def change(sources: Path, old: str, new: str) -> None:
    text = (sources / "a.md").read_text("utf-8")
    assert old in text
    (sources / "a.md").write_text(text.replace(old, new), "utf-8")


def moments(target: Path, base: str = BASE) -> list[str]:
    return [moment.isoformat() for moment in read(target, base).moments]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2025-08-11", "2025-08-11T00:00:00+00:00"),
        ("2025-08-11T14:30:00Z", "2025-08-11T14:30:00+00:00"),
        ("2025-08-11T14:30:00+02:00", "2025-08-11T12:30:00+00:00"),
    ],
)
def test_given(text: str, at: str) -> None:
    assert given(text).at.isoformat() == at


@pytest.mark.parametrize(
    "text", ["", "gestern", "11.8.2025", "2025-13-01", "2025-08-11T14:30:00", "2025-08", "20250811"]
)
def test_given_in_no_form(text: str) -> None:
    with pytest.raises(WrongUse, match="kein Tag"):
        given(text)


def test_the_newest_day_of_the_sources(sources: Path, tmp_path: Path) -> None:
    make(tmp_path / "public", sources)
    assert moments(tmp_path / "public") == ["2025-08-11T00:00:00+00:00"]


def test_a_day_of_signing_far_from_the_year_dates_nothing(agreement: Agreement, extraction: Extraction) -> None:
    def newest(*days: date) -> date | None:
        signed = [replace(row, signed_on=day) for row, day in zip(agreement.signatures, days, strict=True)]
        labels = [row.label for row in agreement.measures]
        account = extraction.ledger.close(0)
        return summarise(replace(agreement, signatures=tuple(signed)), account, 1, labels).newest

    assert newest(date(2025, 8, 2), date(2026, 1, 7)) == date(2026, 1, 7)
    assert newest(date(2025, 8, 2), date(2031, 8, 11)) == date(2025, 8, 2)
    assert newest(date(1925, 8, 2), date(2031, 8, 11)) is None


def test_without_a_day_the_year(sources: Path, tmp_path: Path) -> None:
    text = (sources / "a.md").read_text("utf-8")
    (sources / "a.md").write_text(text.partition("Wiesbaden, den")[0], "utf-8")
    make(tmp_path / "public", sources)
    assert moments(tmp_path / "public") == ["2025-01-01T00:00:00+00:00"]


def test_unchanged_is_the_same_whatever_the_day(sources: Path, tmp_path: Path) -> None:
    first = make(tmp_path / "public", sources)
    assert make(tmp_path / "public", sources).digest == first.digest
    assert make(tmp_path / "public", sources, LATER).digest == first.digest
    assert moments(tmp_path / "public") == ["2025-08-11T00:00:00+00:00"]


def test_a_change_without_a_newer_day(sources: Path, tmp_path: Path) -> None:
    make(tmp_path / "public", sources)
    change(sources, "491.550", "500.000")
    report = make(tmp_path / "public", sources)
    assert moments(tmp_path / "public")[1:] == ["2025-08-11T00:00:01+00:00"]
    assert any("Besser ist --date" in remark for remark in report.remarks)


def test_another_base_in_the_same_folder_begins_anew_and_says_so(sources: Path, tmp_path: Path) -> None:
    make(tmp_path / "public", sources, LATER)
    report = make(tmp_path / "public", sources, base="https://example.org/")
    assert moments(tmp_path / "public", "https://example.org/") == ["2025-08-11T00:00:00+00:00"]
    assert [remark for remark in report.remarks if f"<{BASE}>" in remark and "eine neue beginnt" in remark]


def test_changes_twice_on_a_day_that_is_given(sources: Path, tmp_path: Path) -> None:
    for old, new in (("491.550", "491.550"), ("491.550", "500.000"), ("500.000", "600.000")):
        change(sources, old, new)
        report = make(tmp_path / "public", sources, LATER)
        assert not any("--date" in remark for remark in report.remarks)
    assert [moment[:19] for moment in moments(tmp_path / "public")] == [
        "2026-05-01T00:00:00",
        "2026-05-01T00:00:01",
        "2026-05-01T00:00:02",
    ]


@pytest.mark.parametrize("text", ["2026-04-30", "2026-04-30T23:59:59Z", "2026-05-01T01:59:59+02:00"])
def test_before_the_last_publication(sources: Path, tmp_path: Path, text: str) -> None:
    make(tmp_path / "public", sources, LATER)
    state = (tmp_path / "public" / STATE).read_bytes()
    with pytest.raises(WrongUse, match="liegt vor der vorigen"):
        make(tmp_path / "public", sources, Dating(given(text)))
    assert (tmp_path / "public" / STATE).read_bytes() == state


def test_nothing_lies_in_the_future(sources: Path, tmp_path: Path) -> None:
    clock = datetime(2025, 8, 10, 12, tzinfo=UTC)
    with pytest.raises(WrongUse, match="liegt in der Zukunft"):
        make(tmp_path / "public", sources, Dating(given("2025-08-11"), latest=clock))
    with pytest.raises(Invalid, match=r"a\.md: Der neueste Tag") as raised:
        make(tmp_path / "public", sources, Dating(latest=clock))
    assert "11. 8. 2025" in str(raised.value)
    make(tmp_path / "public", sources, Dating(given("2025-08-10"), latest=clock))
    assert moments(tmp_path / "public") == ["2025-08-10T00:00:00+00:00"]


def test_a_day_in_the_future_is_refused_before_anything_is_written(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passes, "publish", lambda *_, **__: pytest.fail("went on"))
    with pytest.raises(Invalid, match=r"a\.md: Der neueste Tag"):
        make(tmp_path / "public", sources, Dating(latest=datetime(2025, 8, 10, tzinfo=UTC)))


def test_a_previous_publication_from_the_future(sources: Path, tmp_path: Path) -> None:
    make(tmp_path / "public", sources, LATER)
    clock = datetime(2026, 1, 1, tzinfo=UTC)
    with pytest.raises(PublicationError, match="Geht die Uhr"):
        make(tmp_path / "public", sources, Dating(latest=clock))
    make(tmp_path / "public", sources, Dating(latest=clock, anew=True))
    assert moments(tmp_path / "public") == ["2025-08-11T00:00:00+00:00"]


def test_the_history_of_another_folder(sources: Path, tmp_path: Path) -> None:
    make(tmp_path / "old", sources)
    change(sources, "491.550", "500.000")
    make(tmp_path / "public", sources, Dating(given("2026-05-01"), previous=tmp_path / "old"))
    assert [moment[:10] for moment in moments(tmp_path / "public")] == ["2025-08-11", "2026-05-01"]
    with pytest.raises(PublicationError, match="keine Veröffentlichung"):
        make(tmp_path / "public", sources, Dating(previous=tmp_path / "in"))
