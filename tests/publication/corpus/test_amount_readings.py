"""How an amount came to be what it is: as written, repaired, confirmed or corrected, from a source to the tables."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from aqbgraph.pipeline.building import build
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from pathlib import Path

AMOUNT = "491.550"
BY_HAND = """[[{what}]]
angabe = "{of}"
gelesen = "{read}"
{right}
wer = "Fachstelle"
wann = 2026-03-02
warum = "So in der Urschrift."
"""


def sheet(what: str, read: str, right: str = "", of: str = "budget-aqb amount") -> str:
    return BY_HAND.format(what=what, read=read, right=right and f'richtig = "{right}"', of=of)


def table(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder / f"public/tables/{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize(
    ("written", "corrections", "reading"),
    [
        (AMOUNT, "", "as-written"),
        ("49l.550", "", "repaired"),
        ("49l.550", sheet("bestaetigen", AMOUNT), "confirmed"),
        ("49l.550", sheet("berichtigen", AMOUNT, "491.650"), "corrected"),
        ("491.55", sheet("berichtigen", "491.55", AMOUNT), "corrected"),
        (AMOUNT, sheet("berichtigen", "11.08.2025", "12.08.2025", "signature-local signedOn"), "as-written"),
    ],
)
def test_readings_are_in_the_tables(
    samples: Path, tmp_path: Path, written: str, corrections: str, reading: str
) -> None:
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    assert AMOUNT in text
    (tmp_path / "a.md").write_text(text.replace(AMOUNT, written), "utf-8")
    if corrections:
        (tmp_path / "a.korrekturen.toml").write_text(corrections, "utf-8")
    report = build(find_sources([tmp_path]), tmp_path / "public", Settings())
    assert report.digest, report.faults
    found = {name: [row["reading"] for row in table(tmp_path, name)] for name in ("budgets", "observations")}
    assert found["budgets"] == [reading]
    assert found["observations"] == [reading, *[""] * 4]


def test_a_repaired_year_beside_the_amount_is_no_repaired_amount(samples: Path, tmp_path: Path) -> None:
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    before, amount, after = text.partition(AMOUNT)
    assert "Qualifizierungsbudget 2025" in after
    damaged = after.replace("Qualifizierungsbudget 2025", "Qualifizierungsbudget 2O25", 1)
    (tmp_path / "a.md").write_text(before + amount + damaged, "utf-8")
    report = build(find_sources([tmp_path]), tmp_path / "public", Settings())
    assert report.digest, report.faults
    (row,) = table(tmp_path, "budgets")
    assert row["reading"] == "as-written"
