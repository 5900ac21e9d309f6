"""The budgets of a year as bars: largest first, the longest bar as wide as its place."""

from __future__ import annotations

from aqbgraph.publication.corpus.summary import Corpus, corpus
from aqbgraph.publication.pictures.budgets import budgets_by_party
from aqbgraph.publication.publisher.settings import Settings


def test_rows_and_bars(few: Corpus) -> None:
    made = budgets_by_party(Settings(), "year/2017", few, 2017)
    assert made is not None
    assert [[cell.text for cell in row.cells] for row in made.table.rows] == [
        ["Stadt Kassel", "rund 880.000\u00a0€", "rund 4,37\u00a0€"],
        ["Landkreis Hersfeld-Rotenburg", "491.550\u00a0€", "4,07\u00a0€"],
        ["Odenwaldkreis", "491.550\u00a0€", "5,08\u00a0€"],
    ]
    assert ['width="100%"' in str(row.drawing) for row in made.table.rows] == [True, False, False]
    assert 'width="55.86%"' in str(made.table.rows[1].drawing)
    assert made.description == "Das größte Budget: Stadt Kassel, rund 880.000\u00a0€."
    assert made.table.rows[0].cells[0].href == "../../party/kassel-stadt/index.html"


def test_the_largest_are_all_named(few: Corpus) -> None:
    known = corpus(row for row in few.of_year(2017) if row.party != "kassel-stadt")
    made = budgets_by_party(Settings(), "year/2017", known, 2017)
    assert made is not None
    assert made.description == "Das größte Budget: Landkreis Hersfeld-Rotenburg, Odenwaldkreis, 491.550\u00a0€."


def test_no_agreements_no_picture(few: Corpus) -> None:
    assert budgets_by_party(Settings(), "year/2015", few, 2015) is None
