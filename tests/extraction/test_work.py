"""What a document costs, counted in calls and not in seconds, so that it is the same on a busy machine.

A party or a year that was never met costs hardly more than one that was: agreements share most of their lines.
benchmarks/extraction.py measures the time.
"""

from __future__ import annotations

import cProfile
import gc
import pstats
import subprocess
import sys
from pathlib import Path

import pytest

from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.readers import parse
from aqbgraph.remembering import Kept

SAMPLES = Path(__file__).parents[2] / "examples" / "agreements"
SAMPLE = (SAMPLES / "2025-odenwaldkreis.md").read_text("utf-8")
# Somewhat more than counted: 777 and 6,150 for an agreement that was met, 9,006 for one of another year, 19,148 for the
# first of a party, whose names are made a pattern.
MOST_OF_READING, MOST_OF_EXTRACTION = 970, 7_000
MOST_OF_ANOTHER_YEAR, MOST_OF_ANOTHER_PARTY = 10_000, 20_100
# Twice the text is twice the work and a little more: what is sorted, and room for what Python does now and then.
MOST_GROWTH = 2.2


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    """What other tests had read is forgotten, for what is full begins anew, and that is counted."""
    for one in gc.get_objects():
        # isinstance asks a weak proxy for the class of what it stands for, which may be gone by then.
        if type(one) is Kept:
            one.clear()


def other(party: str, year: int) -> str:
    """The sample with another party and year, and projects of its own."""
    text = SAMPLE.replace("Odenwaldkreis", party).replace("2025 bis 2029", "JJJJ").replace("2025", str(year))
    return text.replace("JJJJ", "2025 bis 2029").replace("TZ-Ausbildung", f"{party[:5]}-Projekt {year}")


def longer(times: int) -> str:
    """The sample with so many of each project and sentence, none of which is met elsewhere."""
    lines: list[str] = []
    for line in SAMPLE.splitlines():
        lines.append(line)
        if line.startswith("- "):
            lines += [f"{line} {times}-{number}" for number in range(1, times)]
        elif line.endswith(".") and len(line) > 60:
            lines += [f"\n{line[:-1]}, Zusatz {times}-{number}." for number in range(1, times)]
    return "\n".join(lines)


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


def test_work_grows_as_the_text_does() -> None:
    calls(SAMPLE)
    some, twice = longer(6), longer(12)
    assert len(twice) > 1.9 * len(some)
    for few, many in zip(calls(some), calls(twice), strict=True):
        assert many <= MOST_GROWTH * few


@pytest.mark.parametrize("party", ["Hochtaunuskreis", "Vogelsbergkreis"])
def test_one_of_another_party_or_year_costs_hardly_more(party: str) -> None:
    calls(SAMPLE)
    _, first = calls(other(party, 2031))
    _, second = calls(other(party, 2032))
    assert first <= MOST_OF_ANOTHER_PARTY
    assert second <= MOST_OF_ANOTHER_YEAR


def test_text_loads_no_library_of_another_kind() -> None:
    """Nor one for words that few agreements have."""
    program = (
        "import sys; from aqbgraph.extraction.extractor import extract; from aqbgraph.reading.readers import parse;"
        "from pathlib import Path; extract(parse(Path(sys.argv[1]).read_bytes(), 'a.md'));"
        "print(sorted({'lxml', 'num2words', 'PIL', 'pypdfium2'} & set(sys.modules)))"
    )
    path = SAMPLES / "2025-odenwaldkreis.md"
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
