"""Letters without end, wherever they stand, cost hardly more than the line that they stand in: time and memory."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from tests.counting import calls

from aqbgraph.extraction.doubts.misreadings import in_name
from aqbgraph.extraction.extractor import Extraction, extract
from aqbgraph.reading.readers import parse

SAMPLE = (Path(__file__).parents[2] / "examples" / "agreements" / "2025-odenwaldkreis.md").read_text("utf-8")
LETTERS = 20_000
# Some 13,000 for the sample, and as many again or four times where each part of a word is looked at by itself; what
# goes with the square of the letters makes millions.
MOST_CALLS, MOST_MEMORY = 80_000, 24 * 2**20
# Some 540,000 for these; where each way to part each word was tried, forty millions.
MOST_CALLS_OF_LONG = 1_000_000
WORDS = {
    "capitals": "A" * LETTERS,
    "small": "a" * LETTERS,
    "confusable": "Il" * (LETTERS // 2),
    "parts": "Ausbildung" * (LETTERS // 10),
    "digits": "1" * LETTERS,
    "hyphens": "Ab-" * (LETTERS // 3),
}
PLACES = (
    "zwischen",
    "Landkreis Odenwaldkreis",
    "Auch Menschen",
    "Ausbildungsvorbereitung",
    "TZ-Ausbildung Webportal",
    "Im Jahr 2025 werden",
    "Hessisches Ministerium",
    "Landrat",
    "Wiesbaden, den",
)


def with_word(place: str, word: str) -> str:
    """The sample, and these letters behind those words, or before them as a part of the same word."""
    assert place in SAMPLE, place
    at = SAMPLE.rindex(place)
    return f"{SAMPLE[:at]}{word}{SAMPLE[at:]}\n"


def read(text: str) -> Extraction:
    return extract(parse(text.encode(), "agreement.md"))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_endless_letters_cost_little(place: str, word: str) -> None:
    read(SAMPLE)
    text = with_word(place, word)
    tracemalloc.start()
    try:
        made = calls(lambda: read(text))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (made < MOST_CALLS, peak < MOST_MEMORY) == (True, True), (made, peak)


def test_a_project_of_endless_letters_is_doubtful() -> None:
    found = read(with_word("TZ-Ausbildung Webportal", "A" * 100))
    assert found.agreement is not None
    assert [one.label for one in found.agreement.measures if "AAA" in one.label] == []
    assert any("ist vermutlich verlesen" in one.what for one in found.left_out)


@pytest.mark.parametrize("times", [1, 2])
def test_long_words_that_look_german_cost_little(times: int) -> None:
    """Forty of thirty letters or sixty, each of which may be parted and read otherwise in many ways."""
    assert in_name("Ausblldung")
    ends = [f"{one}{other}" for one in "bdfgkprt" for other in "aeiou"]
    words = [f"{'ausbildungarbeitspflegebereich' * times}{end}"[-58:].capitalize() for end in ends]
    assert calls(lambda: [in_name(word) for word in words]) < MOST_CALLS_OF_LONG
