"""What changed since the agreement before: money, projects, wording."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publication.corpora import Made, corpus_of

from aqbgraph.extraction.series.projects import Project
from aqbgraph.publication.comparisons.comparisons import YEARS_COMPARED
from aqbgraph.publication.comparisons.since import since_last_year
from aqbgraph.publication.corpus.tracing import traced
from aqbgraph.publication.publisher.settings import Settings

if TYPE_CHECKING:
    from aqbgraph.publication.comparisons.comparison_views import ProjectRow, SinceLastYear

FULDA, HERE = "fulda", "party/fulda"
PROJECTS = st.lists(
    st.sampled_from([("1", "Werkstatt"), ("3", "Lotsen"), ("3", "Coaching"), ("4", "Praxis")]), max_size=5
)


def since(*made: Made) -> SinceLastYear | None:
    corpus = corpus_of(made)
    return since_last_year(Settings(), HERE, corpus, made[-1].summary)


def names(rows: tuple[ProjectRow, ...]) -> list[str]:
    return [row.project.text for row in rows]


def test_the_first_agreement_has_none_before() -> None:
    assert since(Made(FULDA, 2025)) is None
    assert since(Made("odenwaldkreis", 2024), Made(FULDA, 2025)) is None


def test_money() -> None:
    found = since(Made(FULDA, 2024, 200_000), Made(FULDA, 2025, 250_000))
    assert found
    assert (int(found.before.amount), int(found.now.amount)) == (200_000, 250_000)
    assert found.growth.euro == 50_000
    assert found.growth.share == Decimal("0.25")
    assert found.before.href == "../../agreement/2024/fulda/index.html"


def test_from_nothing_there_is_no_share() -> None:
    found = since(Made(FULDA, 2024, 0), Made(FULDA, 2025, 250_000))
    assert found
    assert found.growth.share is None


def test_projects() -> None:
    old = Made(FULDA, 2024, projects=(("1", "Werkstatt"), ("3", "Lotsen")))
    new = Made(FULDA, 2025, projects=(("3", "Lotsen"), ("4", "Praxis")))
    found = since(old, new)
    assert found
    assert names(found.projects.new) == ["Praxis"]
    assert names(found.projects.ended) == ["Werkstatt"]
    assert names(found.projects.kept) == ["Lotsen"]
    assert found.projects.kept[0].project.href == "../../series/fulda/lotsen/index.html"


def test_a_project_that_comes_again_says_when_it_was_last_named() -> None:
    years = [
        Made(FULDA, 2022, projects=(("3", "Lotsen"),)),
        Made(FULDA, 2023, projects=(("3", "Lotsen"),)),
        Made(FULDA, 2024),
        Made(FULDA, 2025, projects=(("3", "Lotsen"), ("3", "Neues"))),
    ]
    found = since(*years)
    assert found
    assert [(row.project.text, row.last) for row in found.projects.again] == [("Lotsen", 2023)]
    assert [(row.project.text, row.last) for row in found.projects.new] == [("Neues", None)]


def test_only_of_new_projects_is_asked_when_they_were_named_before() -> None:
    """Each question is kept with the page, and comes from another process: of all projects they are many megabytes."""
    old = Made(FULDA, 2024, projects=(("1", "Werkstatt"), ("3", "Lotsen")))
    new = Made(FULDA, 2025, projects=(("3", "Lotsen"), ("4", "Praxis")))
    seen, asked = traced(corpus_of((old, new)))
    since_last_year(Settings(), HERE, seen, new.summary)
    assert [question[1:] for question in asked if question[0] == "years_of"] == [(Project(FULDA, "praxis"),)]


# The first reads the vocabulary.
@settings(deadline=None)
@given(PROJECTS, PROJECTS)
def test_each_project_stands_in_one_list(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    found = since(Made(FULDA, 2024, projects=tuple(old)), Made(FULDA, 2025, projects=tuple(new)))
    assert found
    before, after = {name for _, name in old}, {name for _, name in new}
    assert set(names(found.projects.new)) == after - before
    assert set(names(found.projects.ended)) == before - after
    assert set(names(found.projects.kept)) == before & after
    listed = names(found.projects.new) + names(found.projects.ended) + names(found.projects.kept)
    assert len(listed) == len(set(listed))


def test_a_gap_is_told() -> None:
    found = since(Made(FULDA, 2021), Made(FULDA, 2024))
    assert found
    assert (found.year, found.gap) == (2021, (2022, 2023))
    assert found.more
    assert found.more.href == "../../comparison/2021/2024/index.html#fulda"


def test_only_agreements_on_the_same_money_are_compared() -> None:
    both = ("aqb", "arbeitsmarktbudget")
    assert since(Made(FULDA, 2024, programmes=both), Made(FULDA, 2025)) is None
    found = since(Made(FULDA, 2023), Made(FULDA, 2024, programmes=both), Made(FULDA, 2025))
    assert found
    assert found.year == 2023


def test_no_way_to_years_that_are_not_compared() -> None:
    years = range(2025 - YEARS_COMPARED - 3, 2026)
    others = [Made("odenwaldkreis", year) for year in years]
    found = since(*others, Made(FULDA, years[0]), Made(FULDA, years[2]), Made(FULDA, 2025))
    assert found
    assert found.more is None


def test_reworded_sections_are_named_in_order() -> None:
    said = tuple((key, f"Satz in {key}.") for key in ("preamble", "1", "2", "10"))
    other = replace(Made(FULDA, 2025, sentences=said), sentences=(*said[1:3], ("10", "Ein anderer."), ("11", "Neu.")))
    found = since(Made(FULDA, 2024, sentences=said), other)
    assert found
    assert [link.text for link in found.sections] == ["Präambel", "§ 10", "§ 11"]
    assert found.sections[1].href == "../../wording/10/index.html"
