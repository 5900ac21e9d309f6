"""What a document costs, counted in calls and not in seconds, so that it is the same on a busy machine.

A form, a party and a year that were never met cost hardly more than those that were: agreements share most of their
lines. benchmarks/extraction.py measures the time.
"""

from __future__ import annotations

import cProfile
import pstats
from pathlib import Path

import pytest

from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.readers import parse

SAMPLES = Path(__file__).parents[2] / "examples" / "agreements"
SAMPLE = (SAMPLES / "2025-odenwaldkreis.md").read_text("utf-8")
# A quarter more than counted: 1,100 and 8,300 for the sample, a tenth more for a party and a year of its own.
MOST_OF_READING, MOST_OF_EXTRACTION, MOST_OF_ANOTHER = 1_400, 10_500, 12_500


def other(party: str, year: int) -> str:
    """The sample with another party and year, and projects of its own."""
    text = SAMPLE.replace("Odenwaldkreis", party).replace("2025 bis 2029", "JJJJ").replace("2025", str(year))
    return text.replace("JJJJ", "2025 bis 2029").replace("TZ-Ausbildung", f"{party[:5]}-Projekt {year}")


def calls(text: str) -> tuple[int, int]:
    """Calls of functions, those built in included, for reading and for extraction."""
    reading, extraction = cProfile.Profile(), cProfile.Profile()
    content = text.encode()
    document = reading.runcall(parse, content, "a.md")
    found = extraction.runcall(extract, document)
    assert found.faults == ()
    return _total(reading), _total(extraction)


def _total(profile: cProfile.Profile) -> int:
    return sum(row[1] for row in pstats.Stats(profile).stats.values())  # type: ignore[attr-defined]  # no stub has it


def test_an_agreement_that_was_met_costs_few_calls() -> None:
    calls(SAMPLE)
    reading, extraction = calls(SAMPLE)
    assert reading <= MOST_OF_READING
    assert extraction <= MOST_OF_EXTRACTION


@pytest.mark.parametrize(("party", "year"), [("Hochtaunuskreis", 2031), ("Vogelsbergkreis", 2032)])
def test_one_of_another_party_and_year_costs_hardly_more(party: str, year: int) -> None:
    calls(SAMPLE)
    _, extraction = calls(other(party, year))
    assert extraction <= MOST_OF_ANOTHER
