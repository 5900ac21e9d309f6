"""A line end within place and day of a signature."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from aqbgraph.extraction.extractor import Extraction, extract
from aqbgraph.extraction.signatures.split_days import with_whole_days
from aqbgraph.reading.readers import parse

SAMPLE = (Path(__file__).parents[3] / "examples/agreements/2025-odenwaldkreis.md").read_text("utf-8")


def read(state: str, local: str) -> Extraction:
    text = SAMPLE.replace("Wiesbaden, den 2. 8. 2025", state).replace("Erbach, den 11. 08. 2025", local)
    return extract(parse(text.encode(), "sample.md"))


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("state", "local"),
    [
        ("Wiesbaden,|den 2. 8. 2025", "Erbach, den 11. 08. 2025"),
        ("Wiesbaden, den|2. 8. 2025", "Erbach, den|11. 08. 2025"),
        ("Wiesbaden, den|02.08.2025", "Erbach,|den 11. 08. 2025"),
        ("Wiesbaden, den 2. 8.|2025", "Erbach, den 11. August|2025"),
        ("Wiesbaden den|2. 8. 2025", "Erbach, den 11.|August 2025"),
    ],
)
def test_such_lines_are_one(state: str, local: str, gap: str) -> None:
    found = read(state.replace("|", gap), local.replace("|", gap))
    assert found.agreement is not None, found.faults
    days = [(one.signed_at, one.signed_on) for one in found.agreement.signatures]
    assert days == [("Wiesbaden", date(2025, 8, 2)), ("Erbach", date(2025, 8, 11))]


@pytest.mark.parametrize(
    "lines", ["Wiesbaden, den\nErbach, den\n2. 8. 2025\n11. 08. 2025", "Wiesbaden, den\n2. 8. 2025\n11. 08. 2025"]
)
def test_which_day_goes_with_which_place_is_not_guessed(lines: str) -> None:
    found = read(lines, "")
    assert found.agreement is None


def test_a_town_over_two_lines_is_one() -> None:
    for words in ("Hofheim am\nTaunus, den 11. 8. 2025", "Hofheim am\n\nTaunus, den 11. 8. 2025"):
        lines = with_whole_days(parse(words.encode(), "a.md").lines)
        assert [line.text for line in lines] == ["Hofheim am Taunus, den 11. 8. 2025"], words


def test_a_town_below_a_name_stands_alone() -> None:
    lines = with_whole_days(parse(b"Frank Matiaske\n\nErbach, den 11. 8. 2025", "a.md").lines)
    assert len(lines) == 2


def test_a_town_may_be_parted_behind_its_first_word() -> None:
    lines = with_whole_days(parse(b"Bad\nSooden, den 11. 8. 2025", "a.md").lines)
    assert [line.text for line in lines] == ["Bad Sooden, den 11. 8. 2025"]
