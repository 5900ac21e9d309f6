"""Two programmes a place: no page takes two agreements for two places, and no two rows look the same."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from tests.publication.corpora import Made, corpus_of

from aqbgraph.publication.comparisons.party_comparison import parties_view
from aqbgraph.publication.comparisons.year_comparison import years_view
from aqbgraph.publication.frame.rendering import render
from aqbgraph.publication.languages import ENGLISH, GERMAN, Language
from aqbgraph.publication.overviews.index_pages import party_index_view
from aqbgraph.publication.overviews.party_page import party_view
from aqbgraph.publication.overviews.series_pages import series_view
from aqbgraph.publication.overviews.start_page import start_view
from aqbgraph.publication.overviews.type_page import measure_type_view
from aqbgraph.publication.overviews.year_page import year_view
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.publication.quality.accounting_page import accounting_view
from aqbgraph.publication.rows.told_programmes import told_programmes

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAMMES = ("ausbildungsbudget", "arbeitsmarktbudget")
NAMES = ["Arbeitsmarktbudget", "Ausbildungsbudget"]
DOCUMENT = {"@context": {"@base": "https://w3id.org/aqb/"}, "id": "", "type": "Document"}
CORPUS = corpus_of(
    Made(party, year, 100_000 + 10_000 * (year - 2021), (("1", "Werkstatt"),), ("2",), (programme,))
    for party in ("fulda", "kassel-stadt")
    for year in (2021, 2022)
    for programme in PROGRAMMES
)
ONE_EACH = corpus_of(Made(party, year) for party in ("fulda", "kassel-stadt") for year in (2024, 2025))


def settings(language: Language = GERMAN) -> Settings:
    return replace(Settings(), language=language)


def words(template: str, view: object, language: Language = GERMAN) -> str:
    page = render(template, view, language).decode().partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page).replace("\xad", "")).split())


def rows(template: str, view: object) -> list[str]:
    """The rows of all tables of a page but those of pictures."""
    page = re.sub(r"<figure.*?</figure>", "", render(template, view).decode(), flags=re.DOTALL)
    found = re.findall(r"<tr[ >].*?</tr>", page.partition("<main")[2], flags=re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in found]


def test_the_start_page_counts_places() -> None:
    view = start_view(settings(), CORPUS, DOCUMENT)
    assert (view.known, view.expected) == (2, 26)
    assert "Orte mit Vereinbarung 2 von 26" in words("start", view)
    assert "Places with an agreement 2 of 26" in words(
        "start", start_view(settings(ENGLISH), CORPUS, DOCUMENT), ENGLISH
    )


def test_the_comparison_of_years_counts_places() -> None:
    view = years_view(settings(), CORPUS, (2021, 2022))
    assert (view.second_alike.places, view.second_alike.agreements) == (2, 4)
    assert "2 Landkreise und Städte haben Vereinbarungen beider Jahre" in words("comparison-years", view)
    english = years_view(settings(ENGLISH), CORPUS, (2021, 2022))
    assert "2 districts and cities have agreements for both years" in words("comparison-years", english, ENGLISH)


@pytest.mark.parametrize(
    ("template", "view"),
    [
        ("year", lambda: year_view(settings(), 2022, CORPUS, DOCUMENT)),
        ("comparison-years", lambda: years_view(settings(), CORPUS, (2021, 2022))),
        ("comparison-parties", lambda: parties_view(settings(), CORPUS, ("fulda", "kassel-stadt"))),
        ("party", lambda: party_view(settings(), "fulda", CORPUS, DOCUMENT)),
        ("accounting", lambda: accounting_view(settings(), "accounting", CORPUS, DOCUMENT)),
        ("series", lambda: series_view(settings(), CORPUS.series[0], CORPUS, DOCUMENT)),
    ],
)
def test_no_two_rows_look_the_same(template: str, view: Callable[[], Any]) -> None:
    found = rows(template, view())
    assert sum("Arbeitsmarktbudget" in row for row in found) == sum("Ausbildungsbudget" in row for row in found) > 0
    assert len(set(found)) == len(found)


def test_a_programme_goes_without_saying_where_there_is_but_the_aqb() -> None:
    assert not any(row.programmes for row in year_view(settings(), 2025, ONE_EACH, DOCUMENT).agreements)
    assert not any(row.programmes for row in years_view(settings(), ONE_EACH, (2024, 2025)).rows)
    assert told_programmes(GERMAN, [("aqb",)]) == {("aqb",): ""}
    assert all(told_programmes(GERMAN, [("aqb",), ("ausbildungsbudget",)]).values())


def test_a_measure_type_tells_whose_measures_and_of_which_money() -> None:
    (block, _) = measure_type_view(settings(), "1", CORPUS, DOCUMENT).blocks
    assert [(one.party.text, one.programmes) for one in block.places] == [
        (place, name) for place in ("Landkreis Fulda", "Stadt Kassel") for name in NAMES
    ]
    (block, _) = measure_type_view(settings(), "2", CORPUS, DOCUMENT).blocks
    assert [one.text for one in block.empty][:2] == [f"Landkreis Fulda ({name})" for name in NAMES]


def test_the_list_of_places_shows_the_sum_as_the_map_does() -> None:
    view = party_index_view(settings(), CORPUS)
    (fulda,) = (row for row in view.districts if row.agreements)
    assert [link.text for link in fulda.agreements] == [f"2022 {name}" for name in NAMES]
    assert (fulda.amount, fulda.measures, fulda.count) == (Decimal(220_000), 2, 4)
    assert fulda.change == Decimal("0.1")
    cells = {row.cells[0].value: row.cells[2].value for row in view.map.table.rows}
    assert cells["Landkreis Fulda"] == fulda.amount


def test_the_list_names_every_programme_as_soon_as_it_has_several() -> None:
    made = corpus_of([Made("fulda", 2022), *(Made("giessen", 2022, programmes=(one,)) for one in PROGRAMMES)])
    view = party_index_view(settings(), made)
    named = [[link.text for link in row.agreements] for row in view.districts if row.agreements]
    assert named == [["2022 Ausbildungs- und Qualifizierungsbudget"], [f"2022 {name}" for name in NAMES]]
    alone = party_index_view(settings(), ONE_EACH)
    assert {link.text for row in alone.districts for link in row.agreements} == {"2025"}


def test_a_change_of_the_sum_needs_both_years_of_each_programme() -> None:
    made = corpus_of(
        [
            Made("fulda", 2021, 100_000, programmes=PROGRAMMES[:1]),
            *(Made("fulda", 2022, 100_000, programmes=(programme,)) for programme in PROGRAMMES),
        ]
    )
    (fulda,) = (row for row in party_index_view(settings(), made).districts if row.agreements)
    assert fulda.change is None


def test_the_page_of_a_place_tells_each_programme_and_the_sum() -> None:
    view = party_view(settings(), "fulda", CORPUS, DOCUMENT)
    assert view.together is not None
    assert view.together.amount == 220_000
    assert [one.programmes for one in view.since] == list(reversed(NAMES))
    text = words("party", view)
    assert all(f"Vereinbarung 2022 lesen: {name}" in text for name in NAMES)
    assert "Zusammen: 220.000 €, 0,99 € je Einwohner" in text.replace("\xa0", " ")
    single = party_view(settings(), "fulda", ONE_EACH, DOCUMENT)
    assert single.together is None
    assert [one.programmes for one in single.since] == [""]
