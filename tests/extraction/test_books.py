"""The books of the Social Code that an agreement names, with strokes that were misread."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.readers import parse

SAMPLE = Path(__file__).parents[2] / "examples" / "agreements" / "2025-odenwaldkreis.md"


def books(written: str) -> tuple[list[str], list[str]]:
    """The keys of what is named, and what was mended, in a sample whose codes are these."""
    text = SAMPLE.read_text("utf-8")
    before, head, rest = text.partition("Rechtskreise ")
    said, end, after = rest.partition(" zusammen")
    assert said.startswith("SGB ")
    extraction = extract(parse(f"{before}{head}{written}{end}{after}".encode(), SAMPLE.name))
    found = [one.key for one in extraction.agreement.legal_codes] if extraction.agreement else []
    return found, [repair.written for repair in extraction.repairs]


def test_the_sample_names_some() -> None:
    assert books("SGB II, III und XII") == (["sgb-ii", "sgb-iii", "sgb-xii"], [])


@pytest.mark.parametrize("written", ["SGB II, IIl und XII", "SGB II, lII und XII", "SGB Il, III und XII"])
def test_a_misread_stroke_names_no_other_book(written: str) -> None:
    found, mended = books(written)
    assert found == ["sgb-ii", "sgb-iii", "sgb-xii"]
    assert len(mended) == 1
