"""The thresholds are held to measured pairs of names: what is joined must be right, what is open must be asked."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqbgraph.extraction.series.likeness import DOUBT, JOIN, likeness
from aqbgraph.extraction.series.names import form
from aqbgraph.extraction.series.series import series_name

with (Path(__file__).parents[1] / "name-pairs.csv").open(encoding="utf-8", newline="") as file:
    PAIRS = tuple((row["one"], row["other"], row["same"] == "yes", row["why"]) for row in csv.DictReader(file))

NAMES = st.sampled_from(sorted({name for one, other, _, _ in PAIRS for name in (one, other)})) | st.text(max_size=30)


def answer(one: str, other: str) -> str:
    if series_name(one) == series_name(other):
        return "join"
    found = likeness(form(one), form(other))
    return "different" if found is None else "join" if found.sure else "ask"


@pytest.mark.parametrize(("one", "other", "same", "why"), PAIRS, ids=[f"{row[3]}: {row[0]}" for row in PAIRS])
def test_nothing_different_is_joined(one: str, other: str, same: bool, why: str) -> None:
    assert same or answer(one, other) != "join", why


def test_precision_and_recall() -> None:
    """Of what is joined all is right; of what is the same nine tenths are joined, and of the rest most is asked."""
    answers = [(answer(one, other), same) for one, other, same, _ in PAIRS]
    joined = [same for given_answer, same in answers if given_answer == "join"]
    true = [given_answer for given_answer, same in answers if same]
    assert len(joined) >= 30
    assert all(joined)
    assert true.count("join") / len(true) >= 0.85
    assert (true.count("join") + true.count("ask")) / len(true) >= 0.97


def test_traps_lie_above_the_threshold() -> None:
    """Else the guards, and not the threshold alone, would be untested."""
    scores = [
        found.score
        for one, other, same, _ in PAIRS
        if not same and (found := likeness(form(one), form(other))) is not None
    ]
    assert sum(score >= JOIN for score in scores) >= 6
    assert min(scores) >= DOUBT


@pytest.mark.parametrize(
    ("one", "other", "sure", "reason"),
    [
        ("Bewerbercenter", "Bewerber-Center", True, "gleich bis auf Zeichen, Leerzeichen und Schreibweise der Umlaute"),
        ("Übergangsmanagement", "Übergangsmanagment", True, "ein Zeichen anders (95 %)"),
        ("Kompass", "Kompas", False, "ähnlich geschrieben (86 %)"),
        ("MInA", "MInA - Migranten in Arbeit", False, "der eine Name steht im anderen"),
        ("Modul 1 1", "Modul 11", False, "gleich bis auf Zeichen, Leerzeichen und Schreibweise der Umlaute"),
    ],
)
def test_reasons(one: str, other: str, sure: bool, reason: str) -> None:
    found = likeness(form(one), form(other))
    assert found is not None
    assert (found.sure, found.reason) == (sure, reason)


@settings(max_examples=50, deadline=None)
@given(NAMES, NAMES)
def test_symmetric(one: str, other: str) -> None:
    assert likeness(form(one), form(other)) == likeness(form(other), form(one))


@settings(max_examples=50, deadline=None)
@given(NAMES, NAMES)
def test_numbers_are_never_sure(one: str, other: str) -> None:
    found = likeness(form(one), form(other))
    assert found is None or not found.sure or form(one).numbers == form(other).numbers
