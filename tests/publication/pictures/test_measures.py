"""What is done: counted by type and year, and by project and year."""

from __future__ import annotations

from tests.publication.pictures.corpora import agreed

from aqbgraph.publication.corpus.summary import Corpus, corpus
from aqbgraph.publication.pictures.bars import strip
from aqbgraph.publication.pictures.measures import measures_by_type, measures_over_years, series_over_time
from aqbgraph.publication.publisher.settings import Settings

SETTINGS = Settings()


def test_all_types_are_counted(few: Corpus) -> None:
    made = measures_by_type(SETTINGS, "", few.of_year(2017))
    assert made is not None
    assert [row.cells[1].value for row in made.table.rows] == [2, 1, 0, 0]
    assert made.table.axis is None
    assert made.description == "Am häufigsten: Art 1 (2)."
    assert [str(row.drawing).partition('width="')[2].partition('"')[0] for row in made.table.rows] == [
        *("100%", "50%", "0%", "0%")
    ]


def test_types_that_are_as_frequent_are_both_named(few: Corpus) -> None:
    made = measures_by_type(SETTINGS, "", few.agreements[:2])
    assert made is not None
    assert made.description == "Am häufigsten: Art 3 (2)."
    made = measures_by_type(SETTINGS, "", few.of_year(2016))
    assert made is not None
    assert made.description == "Am häufigsten: Art 1, 3 (1)."


def test_over_several_years_each_has_its_column(few: Corpus) -> None:
    made = measures_by_type(SETTINGS, "", few.agreements)
    assert made is not None
    assert [str(row.drawing).count('class="mark') for row in made.table.rows] == [2, 1, 2, 0]
    assert str(made.table.axis).count("<text") == 4


def test_no_measures_no_picture() -> None:
    assert measures_by_type(SETTINGS, "", [agreed(2025, "fulda", {"aqb": 1})]) is None


def test_none_of_a_type_is_a_zero_and_no_agreement_is_a_gap(few: Corpus) -> None:
    made = measures_over_years(SETTINGS, "", few.agreements, "3")
    assert made is not None
    assert [[cell.value for cell in row.cells] for row in made.table.rows] == [
        [2014, 1],
        [2015, None],
        [2016, 1],
        [2017, 0],
    ]
    assert made.description == "Summe der Vereinbarungen, die hier vorliegen: je Jahr 1 bis 3."


def test_a_few_years_are_lines_with_a_bar_each(few: Corpus) -> None:
    made = measures_over_years(SETTINGS, "", few.agreements[1:], "3")
    assert made is not None
    assert (made.kind, made.svg, len(made.table.rows)) == ("rows", None, 2)
    assert ['width="100%"' in str(row.drawing) for row in made.table.rows] == [True, False]
    assert made.table.axis is None


def test_projects_in_their_years(few: Corpus) -> None:
    known = few.of_party("odenwaldkreis")
    made = series_over_time(SETTINGS, "", few.series_of("odenwaldkreis"), [row.year for row in known])
    assert made is not None
    assert [[cell.value for cell in row.cells] for row in made.table.rows] == [
        ["MINA – Migranten in Arbeit", (2014, 2016)],
        ["Sprache & Beruf <A>", (2016, 2017)],
    ]
    assert [row.cells[1].told for row in made.table.rows] == ["2014, 2016", "2016–2017"]
    assert series_over_time(SETTINGS, "", (), [2014, 2016]) is None
    assert series_over_time(SETTINGS, "", few.series_of("kassel-stadt"), [2017]) is None


def test_a_year_is_named_not_named_or_without_an_agreement() -> None:
    drawn = strip([2014, 2015, 2016], {2014}, {2014, 2016}).body
    assert [drawn.count('class="mark c1"'), drawn.count('class="gap"')] == [1, 1]


def test_projects_that_ran_longest_come_first() -> None:
    known = corpus(
        [
            agreed(2024, "fulda", {"aqb": 1}, [("A", "1"), ("B", "1")]),
            agreed(2025, "fulda", {"aqb": 1}, [("B", "1"), ("C", "2")]),
        ]
    )
    made = series_over_time(SETTINGS, "", known.series, [2024, 2025])
    assert made is not None
    assert [row.cells[0].value for row in made.table.rows] == ["B", "A", "C"]
