"""The page of a party: all its agreements, or whole years of them as long as there is room."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.publication.tables.test_observations import AQB, agreement

from aqbgraph.publication.corpus.summary import corpus
from aqbgraph.publication.frame.rendering import render
from aqbgraph.publication.overviews import party_page
from aqbgraph.publication.overviews.party_page import party_view
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.publication.rows.overview_rows import local_parties

DOCUMENT = {"@context": {"@base": "https://w3id.org/aqb/party/ministerium-arbeit"}, "id": "", "type": "Document"}


@pytest.mark.parametrize(
    ("longest", "listed", "left"),
    [(0, ["2020"], ["2019", "2018"]), (2, ["2020", "2019"], ["2018"]), (3, ["2020", "2019", "2018"], [])],
)
def test_whole_years_as_long_as_there_is_room(
    monkeypatch: pytest.MonkeyPatch, longest: int, listed: list[str], left: list[str]
) -> None:
    monkeypatch.setattr(party_page, "LONGEST", longest)
    row = agreement([(AQB, 1)], [])
    rows = [replace(row, year=year, path=f"agreement/{year}/odenwaldkreis") for year in (2018, 2019, 2020)]
    made = party_view(Settings(), "ministerium-arbeit", corpus(rows), DOCUMENT)
    assert [one.year.text for one in made.agreements] == listed
    assert [year.text for year in made.earlier] == left


def test_many_agreements_are_shown_a_year_at_a_time() -> None:
    row = agreement([(AQB, 1)], [])
    places = local_parties()[:16]
    rows = [
        replace(row, year=year, party=key, path=f"agreement/{year}/{key}") for year in (2019, 2020) for key in places
    ]
    view = party_view(Settings(), "ministerium-arbeit", corpus(rows), DOCUMENT)
    page = render("party", view).decode()
    assert re.findall(r"<strong>(\d{4})</strong>", page) == ["2020", "2019"]
    assert all(page.count(f'href="{one.agreement.href}"') == 1 for one in view.agreements)
    few = render("party", replace(view, agreements=view.agreements[:16])).decode()
    assert not re.findall(r"<strong>\d{4}</strong>", few)


def test_an_amount_that_the_source_does_not_have_is_marked_and_leads_to_why() -> None:
    row = replace(agreement([(AQB, 1)], []), readings=("corrected",))
    view = party_view(Settings(), row.party, corpus([row]), DOCUMENT)
    page = render("party", view).decode()
    mark = f'<a class="mended" href="../../{row.path}/index.html#source-corrections">berichtigt'
    assert page.count(mark) == 2
    confirmed = party_view(Settings(), row.party, corpus([replace(row, readings=("confirmed",))]), DOCUMENT)
    assert "mended" not in render("party", confirmed).decode()


@pytest.mark.parametrize(
    ("key", "kind"), [("fulda", ""), ("odenwaldkreis", "Landkreis"), ("kassel-stadt", "Kreisfreie Stadt")]
)
def test_no_heading_says_twice_that_a_place_is_a_district(key: str, kind: str) -> None:
    assert party_view(Settings(), key, corpus([]), DOCUMENT).kind == kind
