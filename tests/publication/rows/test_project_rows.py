"""Projects over the years: newest first, twelve years side by side, and no year or project lost of the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.publication.tables.test_observations import AQB, agreement

from aqbgraph.publication.corpus.summary import corpus
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.publication.rows.project_rows import YEARS_SHOWN, projects

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.rows.overview_views import Projects

HERE, PARTY = "party/odenwaldkreis", "odenwaldkreis"


def made(named: Mapping[int, Sequence[str]], empty: Sequence[str] = ()) -> Corpus:
    """Agreements that name projects under type 3, year by year."""
    rows = []
    for year, slugs in named.items():
        row = agreement([(AQB, 1)], [("3", None)] * len(slugs), empty=empty)
        measures = tuple(
            measure._replace(series=slug, label=slug, series_label=slug, mark=f"evidence-{slug}")
            for measure, slug in zip(row.measures, slugs, strict=True)
        )
        marks = tuple(f"evidence-empty-{notation}" for notation in empty)
        path = f"agreement/{year}/{PARTY}"
        rows.append(replace(row, year=year, path=path, measures=measures, empty_marks=marks))
    return corpus(rows)


def shown(of: Corpus, most: int = 100) -> Projects:
    return projects(Settings(), HERE, of, PARTY, most)


def test_a_year_leads_to_the_sentence() -> None:
    (group,) = shown(made({2024: ["a"], 2025: ["a"]})).groups
    (project,) = group.projects
    assert [(mark.year, mark.at) for mark in project.marks] == [(2024, 1), (2025, 2)]
    assert project.marks[1].href == "../../agreement/2025/odenwaldkreis/index.html#evidence-a"


def test_those_named_last_come_first() -> None:
    (group,) = shown(made({2023: ["a", "c"], 2025: ["b", "c"]})).groups
    assert [project.link.text for project in group.projects] == ["b", "c", "a"]


def test_years_beyond_those_shown_are_told_in_words() -> None:
    of = shown(made({year: ["a"] for year in range(2001, 2021)}))
    assert len(of.years) == YEARS_SHOWN
    (project,) = of.groups[0].projects
    assert project.earlier == "2001–2008"
    assert [mark.year for mark in project.marks] == list(of.years)
    assert project.marks[-1].at == YEARS_SHOWN


def test_a_year_without_an_agreement_is_said() -> None:
    of = shown(made({2020: ["a"], 2023: ["a"]}))
    assert of.years == (2020, 2021, 2022, 2023)
    assert of.absent == "2021, 2022"


@pytest.mark.parametrize(("most", "more"), [(1, 2), (2, 1), (3, 0)])
def test_what_is_not_shown_is_counted(most: int, more: int) -> None:
    of = shown(made({2025: ["a", "b", "c"]}), most)
    assert (sum(len(group.projects) for group in of.groups), of.more, of.count) == (most, more, 3)


def test_a_type_named_without_a_project_leads_to_its_sentence() -> None:
    of = shown(made({2025: ["a"]}, empty=["2"]))
    (missing,) = [group.missing for group in of.groups if group.notation == "2"]
    assert missing is not None
    assert missing.href.endswith("agreement/2025/odenwaldkreis/index.html#evidence-empty-2")
    assert missing.text == "2025"


def test_only_the_newest_agreement_says_that_a_type_is_without_a_project() -> None:
    of = made({2024: ["a"]}, empty=["2"])
    later = made({2025: ["a"]})
    both = corpus((*of.agreements, *later.agreements))
    assert [group.missing for group in shown(both).groups] == [None]
