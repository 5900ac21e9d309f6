"""Which comparisons there are, and that every way to one leads to a page there is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publication.corpora import Made, corpus_of

from aqbgraph.identifiers import COMPARISON, party_comparison_path, year_comparison_path
from aqbgraph.publication.comparisons import comparisons as module
from aqbgraph.publication.comparisons.comparison_pages import comparisons, index_view
from aqbgraph.publication.comparisons.comparisons import (
    YEARS_COMPARED,
    compared_parties,
    compared_years,
    comparison_links,
    since_year_before,
    year_comparisons,
)
from aqbgraph.publication.frame.rendering import render
from aqbgraph.publication.languages import GERMAN
from aqbgraph.publication.publisher.settings import Settings

if TYPE_CHECKING:
    import pytest

    from aqbgraph.publication.corpus.summary import Corpus

YEARS = st.sets(st.integers(1990, 2040), min_size=1, max_size=30)


def of_years(years: set[int]) -> Corpus:
    return corpus_of(Made("odenwaldkreis", year) for year in years)


def paths(corpus: Corpus) -> set[str]:
    return {path for path, _, _ in comparisons(corpus)}


def test_each_pair_of_parties_once_whichever_is_named_first() -> None:
    made = corpus_of(Made(party, 2025) for party in ("odenwaldkreis", "fulda", "giessen"))
    assert compared_parties(made) == (("fulda", "giessen"), ("fulda", "odenwaldkreis"), ("giessen", "odenwaldkreis"))
    assert party_comparison_path("odenwaldkreis", "fulda") == party_comparison_path("fulda", "odenwaldkreis")


def test_the_ministry_is_no_place_to_compare() -> None:
    made = corpus_of([Made("fulda", 2025)])
    assert compared_parties(made) == ()
    assert comparison_links("", made, "ministerium-arbeit") == ()


# The first reads the vocabulary.
@settings(deadline=None)
@given(YEARS)
def test_the_rule_for_years(years: set[int]) -> None:
    pairs, ordered = compared_years(of_years(years)), sorted(years)
    newest = ordered[-YEARS_COMPARED:]
    assert len(set(pairs)) == len(pairs)
    assert all(first < second for first, second in pairs)
    assert {pair for pair in pairs if pair[0] in newest} == {(a, b) for a in newest for b in newest if a < b}
    older = [pair for pair in pairs if pair[0] not in newest]
    assert older == list(pairwise(ordered))[: len(ordered) - len(newest)]


# The first reads the vocabulary.
@settings(deadline=None)
@given(YEARS)
def test_every_way_to_two_years_leads_to_a_page(years: set[int]) -> None:
    made = of_years(years)
    there = {f"{path}/index.html" for path in paths(made)}
    for year in years:
        links = year_comparisons("", made, year)
        assert {link.href for link in links} <= there
        assert [link.text for link in links] == sorted((link.text for link in links), reverse=True)
        before = since_year_before("", made, year)
        assert (before is None) == (year == min(years))
        assert before is None or before in links
        assert {link.text for link in links} == {
            str(other)
            for other in years
            if other != year and (min(other, year), max(other, year)) in compared_years(made)
        }


def test_every_way_to_two_places_leads_to_a_page() -> None:
    made = corpus_of(Made(party, 2025) for party in ("odenwaldkreis", "kassel-stadt", "kassel-landkreis", "fulda"))
    there = {f"{path}/index.html" for path in paths(made)}
    links = comparison_links("", made, "odenwaldkreis")
    assert {link.href for link in links} <= there
    assert len(links) == 3


def test_with_too_many_places_none_is_compared_and_the_index_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    made = corpus_of(Made(party, year) for party in ("odenwaldkreis", "fulda", "giessen") for year in (2024, 2025))
    monkeypatch.setattr(module, "PLACES_COMPARED", 3)
    assert len(compared_parties(made)) == 3
    monkeypatch.setattr(module, "PLACES_COMPARED", 2)
    assert paths(made) == {COMPARISON, year_comparison_path(2024, 2025)}
    assert comparison_links("", made, "fulda") == ()
    view = index_view(Settings(), made)
    assert (view.many, view.places) == (3, ())
    assert "3 Orte sind zu viele" in render("comparison-index", view, GERMAN).decode()


def test_the_index_names_each_pair_of_years_once_and_who_has_nothing() -> None:
    made = corpus_of([Made("fulda", 2024), Made("fulda", 2025), Made("odenwaldkreis", 2025), Made("fulda", 2020)])
    view = index_view(Settings(), made)
    assert [(year.name, [link.text for link in year.others]) for year in view.years] == [
        ("2025", ["2024", "2020"]),
        ("2024", ["2020"]),
    ]
    assert [place.name for place in view.places] == ["Landkreis Fulda", "Odenwaldkreis"]
    assert len(view.absent) == 25


def test_with_one_agreement_there_is_nothing_to_compare() -> None:
    made = corpus_of([Made("fulda", 2025)])
    assert paths(made) == {"comparison"}
    shown = render("comparison-index", index_view(Settings(), made)).decode()
    assert "Es liegen nur Vereinbarungen eines Ortes vor" in shown
    assert "Es liegt nur ein Jahr vor" in shown


def test_the_earlier_year_comes_first_in_the_path() -> None:
    assert year_comparison_path(2025, 2024) == "comparison/2024/2025"
