"""Few pairs are compared, and none that could be joined is missed."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from aqbgraph.extraction.series.candidates import candidates
from aqbgraph.extraction.series.names import Form, form
from aqbgraph.extraction.series.projects import Project

if TYPE_CHECKING:
    import random

NOUNS = ("Werkstatt", "Lotsen", "Brücke", "Kompass", "Start", "Labor", "Forum", "Netzwerk", "Büro", "Schmiede")
FIELDS = ("Pflege", "Handwerk", "Sprache", "Digital", "Logistik", "Garten", "Küche", "Verkehr", "Handel", "Metall")


def named(count: int) -> dict[Project, Form]:
    """Names that all begin alike, as those of one programme do."""
    labels = [
        f"Qualifizierungsprojekt {noun} {field} {place}"
        for place in (
            "Erbach",
            "Michelstadt",
            "Beerfelden",
            "Höchst",
            "Reichelsheim",
            "Breuberg",
            "Bad König",
            "Lützel",
        )
        for noun in NOUNS
        for field in FIELDS
    ][:count]
    return {Project("odenwaldkreis", f"{number:04}"): form(label) for number, label in enumerate(labels)}


FORMS = named(60)


def test_comparisons_grow_with_the_names_and_not_with_their_square() -> None:
    few, many = len(candidates(named(200))), len(candidates(named(800)))
    assert many < 6 * few
    assert many < 800 * 40


def test_forty_years_of_thirty_parties() -> None:
    """1,200 agreements with ten measures each, no two names the same: 26 × fewer than all pairs of a party."""
    compared = len(candidates(named(400)))
    assert 30 * compared < 500_000
    assert compared < len(list(combinations(range(400), 2))) / 3


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text("abcd", min_size=1, max_size=6), min_size=2, max_size=12, unique=True))
def test_no_pair_with_one_letter_of_difference_is_missed(words: list[str]) -> None:
    forms = {Project("p", word): Form((word,), word, (), coined=False) for word in words}
    found = {frozenset(pair) for pair in candidates(forms)}
    for one, other in combinations(forms, 2):
        if OSA.distance(one.name, other.name) <= 1:
            assert frozenset((one, other)) in found


@settings(max_examples=50, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_does_not_matter(chance: random.Random) -> None:
    items = list(FORMS.items())
    chance.shuffle(items)
    assert candidates(dict(items)) == candidates(FORMS)
