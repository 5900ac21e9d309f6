"""Money over the years: what is drawn are the sums, a year without is a gap, and nothing is claimed of other places."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from tests.publication.pictures.corpora import agreed, found, parsed

from aqbgraph.publication.corpus.summary import Corpus, corpus
from aqbgraph.publication.pictures.columns import HEIGHT
from aqbgraph.publication.pictures.over_years import MOST_LINES, budgets_compared, budgets_over_years
from aqbgraph.publication.publisher.settings import Settings

SETTINGS = Settings()


def test_the_table_has_the_sums(few: Corpus) -> None:
    made = budgets_over_years(SETTINGS, "", few.agreements)
    assert made is not None
    assert [column.name for column in made.table.columns] == [
        *("year", "amount_aqb", "amount_arbeitsmarktbudget", "amount_ausbildungsbudget", "agreements")
    ]
    assert [[cell.value for cell in row.cells] for row in made.table.rows] == [
        [2014, None, Decimal(200_000), Decimal("300000.50"), 1],
        [2015, None, None, None, 0],
        [2016, Decimal(480_000), None, None, 1],
        [2017, Decimal(1_863_100), None, None, 3],
    ]
    assert made.table.rows[3].cells[1].text == "rund 1.863.100\u00a0€"
    assert [row.cells[0].href for row in made.table.rows] == [
        *("year/2014/index.html", None, "year/2016/index.html", "year/2017/index.html")
    ]


def test_columns_are_as_high_as_their_sums(few: Corpus) -> None:
    made = budgets_over_years(SETTINGS, "", few.agreements)
    assert made is not None
    heights = [float(str(mark.get("height"))) for mark in found(parsed(made.svg), "//a/rect")]
    wanted = [200_000, 300_000.5, 480_000, 1_863_100]
    assert heights == pytest.approx([HEIGHT * value / 2_000_000 for value in wanted], abs=0.06)


def test_what_is_not_told_apart_by_colour_alone(few: Corpus) -> None:
    made = budgets_over_years(SETTINGS, "", few.agreements)
    assert made is not None
    fillings = [str(mark.get("fill")) for mark in found(parsed(made.svg), "//a/rect")]
    assert len(set(fillings)) == 3
    assert [str(key.sample).count("url(#") for key in made.keys] == [0, 1, 1]


def test_sums_of_other_places_are_not_compared(few: Corpus) -> None:
    of_all = budgets_over_years(SETTINGS, "", few.agreements)
    assert of_all is not None
    assert of_all.description == (
        "Summe der Vereinbarungen, die hier vorliegen: je Jahr 1 bis 3. Ohne Vereinbarung: 2015."
    )


def test_nor_are_as_many_of_other_places() -> None:
    known = corpus([agreed(2024, "fulda", {"aqb": 300_000}), agreed(2025, "giessen", {"aqb": 500_000})])
    made = budgets_over_years(SETTINGS, "", known.agreements)
    assert made is not None
    assert made.description.endswith("je Jahr 1, von verschiedenen Orten.")


def test_those_of_one_place_are(few: Corpus) -> None:
    of_one = budgets_over_years(SETTINGS, "", few.of_party("odenwaldkreis"))
    assert of_one is not None
    assert of_one.description == "Von 500.000,50\u00a0€ (2014) auf 491.550\u00a0€ (2017). Ohne Vereinbarung: 2015."


def test_one_year_is_no_course(few: Corpus) -> None:
    assert budgets_over_years(SETTINGS, "", few.of_year(2017)) is None
    assert budgets_compared(SETTINGS, "", few, ["kassel-stadt"]) is None


def test_a_line_is_broken_where_a_year_is_missing(few: Corpus) -> None:
    made = budgets_compared(SETTINGS, "", few, ["odenwaldkreis", "kassel-stadt"])
    assert made is not None
    groups = found(parsed(made.svg), "/svg/g[.//*[@class='sign']]")
    assert [len(found(group, ".//*[@class='way']")) for group in groups] == [1, 0]
    assert [len(found(group, ".//*[@class='sign']")) for group in groups] == [3, 1]
    assert [cell.text for cell in made.table.rows[1].cells] == ["2015", "–", "–"]


def test_the_words_tell_where_each_line_goes(few: Corpus) -> None:
    made = budgets_compared(SETTINGS, "", few, ["odenwaldkreis", "kassel-stadt", "fulda"])
    assert made is not None
    assert made.description == (
        "Odenwaldkreis: von 500.000,50\u00a0€ (2014) auf 491.550\u00a0€ (2017). "
        "Stadt Kassel: 880.000\u00a0€ (2017). Landkreis Fulda: keine Vereinbarung."
    )


def test_lines_have_different_signs_and_dashes() -> None:
    places = ["fulda", "giessen", "hanau", "darmstadt", "wiesbaden", "bergstrasse"]
    known = corpus(agreed(year, place, {"aqb": 100_000}) for year in range(2026, 2030) for place in places)
    made = budgets_compared(SETTINGS, "", known, places)
    assert made is not None
    root = parsed(made.svg)
    groups = found(root, "/svg/g[.//*[@class='way']]")
    assert len({found(group, ".//*[@class='sign']")[0].get("d") for group in groups}) == len(places) == MOST_LINES
    assert len({found(group, ".//*[@class='way']")[0].get("stroke-dasharray") for group in groups}) == MOST_LINES
    heights = [float(name.get("y")) for name in found(root, "/svg/svg[@class='wide']")]
    assert all(after - before >= 15 for before, after in pairwise(heights))
    with pytest.raises(ValueError, match="7 lines"):
        budgets_compared(SETTINGS, "", known, [*places, "offenbach-stadt"])


def test_a_few_years_are_lines_with_a_bar_each() -> None:
    known = corpus(agreed(year, "fulda", {"aqb": 100_000 * (year - 2021)}) for year in (2022, 2024, 2025))
    four = budgets_over_years(SETTINGS, "", known.agreements)
    assert four is not None
    assert four.kind == "plot"
    three = budgets_over_years(SETTINGS, "", known.agreements[1:])
    assert three is not None
    assert (three.kind, three.svg, three.unit) == ("rows", None, "")
    assert [cell.text for row in three.table.rows for cell in row.cells[:2]] == [
        *("2024", "300.000\u00a0€", "2025", "400.000\u00a0€")
    ]
    assert ['width="75%"' in str(three.table.rows[0].drawing), 'width="100%"' in str(three.table.rows[1].drawing)] == [
        *(True, True)
    ]
    assert budgets_compared(SETTINGS, "", corpus(known.agreements[1:]), ["fulda"]) is None


def test_a_few_years_of_two_programmes_stand_side_by_side() -> None:
    both = {"arbeitsmarktbudget": 200_000, "ausbildungsbudget": 300_000}
    known = corpus(agreed(year, "fulda", both) for year in (2013, 2014))
    made = budgets_over_years(SETTINGS, "", known.agreements)
    assert made is not None
    assert (made.kind, len(made.keys)) == ("plot", 2)
