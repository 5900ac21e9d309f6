"""The start page: sums of the newest year alone, the agreements signed last, the projects that lasted."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.publication.tables.test_observations import AQB, agreement

from aqbgraph.publication.corpus.summary import corpus
from aqbgraph.publication.frame.rendering import render
from aqbgraph.publication.languages import ENGLISH
from aqbgraph.publication.overviews.start_page import start_view
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.publication.rows.overview_rows import local_parties

DOCUMENT = {"@context": {"@base": "https://w3id.org/aqb/"}, "id": "", "type": "Document"}
ROW = agreement([(AQB, 100)], [("1", None), ("3", None)])
ROWS = [
    replace(ROW, year=2024, path="agreement/2024/odenwaldkreis", newest=date(2024, 5, 1)),
    replace(ROW, year=2025, path="agreement/2025/odenwaldkreis", newest=date(2025, 5, 2), amount_marks=("evidence-x",)),
    replace(ROW, year=2025, party="fulda", path="agreement/2025/fulda", newest=date(2025, 5, 1), measures=()),
    replace(ROW, year=2023, party="fulda", path="agreement/2023/fulda", newest=None, measures=ROW.measures[:1]),
]
VIEW = start_view(Settings(), corpus(ROWS), DOCUMENT)


def test_figures_are_those_of_the_newest_year() -> None:
    assert (VIEW.newest.text, VIEW.total, VIEW.known, VIEW.measures) == ("2025", Decimal(200), 2, 2)


def test_hanau_is_expected_from_2026_on() -> None:
    later = corpus([*ROWS, replace(ROW, year=2026, path="agreement/2026/odenwaldkreis")])
    assert VIEW.expected == len(local_parties()) - 1
    assert start_view(Settings(), later, DOCUMENT).expected == len(local_parties())


def test_each_place_can_be_chosen_once() -> None:
    places = (*VIEW.cities, *VIEW.districts)
    assert len({place.href for place in places}) == len(places) == len(local_parties())
    assert {place.name: place.year for place in places if place.year} == {"Odenwaldkreis": 2025, "Fulda": 2025}


def test_signed_last_comes_first_and_what_has_no_day_is_not_among_them() -> None:
    assert [(one.agreement.text, one.on.isoformat()) for one in VIEW.latest] == [
        ("Odenwaldkreis 2025", "2025-05-02"),
        ("Landkreis Fulda 2025", "2025-05-01"),
        ("Odenwaldkreis 2024", "2024-05-01"),
    ]


def test_only_projects_of_several_years_last() -> None:
    assert {row.series.href.split("/")[1] for row in VIEW.lasting} == {"odenwaldkreis"}
    assert {row.years for row in VIEW.lasting} == {(2024, 2025)}


def test_the_example_leads_to_a_sentence() -> None:
    assert VIEW.example.sentence.startswith("agreement/2025/")
    assert "#" in VIEW.example.sentence


def shown(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_places_that_one_could_take_for_another_are_told_by_their_whole_names() -> None:
    page = render("start", VIEW).decode().partition('<section class="chooser"')[2].partition("</section>")[0]
    seen = re.findall(r"<a[^>]*>(.*?)</a>", re.sub(r'<span class="hidden">.*?</span>', "", page))
    assert len(set(seen)) == len(seen)
    assert {"Landkreis Kassel", "Stadt Kassel", "Landkreis Offenbach", "Stadt Offenbach am Main"} <= set(seen)
    assert {"Fulda", "Darmstadt", "Darmstadt-Dieburg"} <= set(seen)


def test_a_place_that_comes_later_says_so_until_then() -> None:
    assert [(place.name, place.since) for place in VIEW.cities if place.since] == [("Hanau", 2026)]
    assert "Hanau ab 2026" in shown(render("start", VIEW).decode().replace('<span class="hidden">Stadt </span>', ""))
    later = start_view(Settings(), corpus([*ROWS, replace(ROW, year=2026)]), DOCUMENT)
    assert not any(place.since for place in (*later.cities, *later.districts))


def test_the_day_of_the_population_stands_with_what_is_per_inhabitant() -> None:
    assert VIEW.map.unit == "in Euro je Einwohner am 31. Dezember 2018"
    english = start_view(replace(Settings(), language=ENGLISH), corpus(ROWS), DOCUMENT)
    assert english.map.unit == "euros per inhabitant on 31 December 2018"
