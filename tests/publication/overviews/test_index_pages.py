"""The indexes name everything once, and stay short."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.publication.tables.test_observations import AQB, agreement

from aqbgraph.extraction.series.projects import Project
from aqbgraph.publication.corpus.relations import Relations, SharedSummary
from aqbgraph.publication.corpus.summary import corpus
from aqbgraph.publication.frame.rendering import render
from aqbgraph.publication.languages import ENGLISH
from aqbgraph.publication.overviews import index_pages
from aqbgraph.publication.overviews.index_pages import indexes, party_index_view, series_index_view
from aqbgraph.publication.overviews.year_page import year_view
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.publication.rows.overview_rows import local_parties

if TYPE_CHECKING:
    import pytest

    from aqbgraph.publication.corpus.summary import Corpus


def of_all(years: tuple[int, ...] = (2024, 2025)) -> Corpus:
    """An agreement of each of the first five places in each year."""
    row = agreement([(AQB, 100)], [("1", None), ("3", None)])
    return corpus(
        replace(row, year=year, party=key, path=f"agreement/{year}/{key}")
        for key in local_parties()[:5]
        for year in years
    )


def test_each_place_stands_in_the_index_once() -> None:
    view = party_index_view(Settings(), of_all())
    names = [row.place.before + row.place.name for row in (*view.districts, *view.cities)]
    assert len(names) == len(set(names)) == len(local_parties()) == view.total
    assert view.known == 5
    assert {row.place.name for row in view.cities} >= {"Stadt Kassel", "Frankfurt am Main", "Hanau"}
    assert {row.place.year for row in (*view.districts, *view.cities)} == {None, 2025}


def test_no_table_is_empty_where_places_have_no_agreement() -> None:
    view = party_index_view(Settings(), of_all())
    assert any(not row.agreements for row in view.districts)
    assert any(not row.agreements for row in view.cities)
    page = render("parties", view).decode()
    known = [row for row in (*view.districts, *view.cities) if row.agreements]
    tables = page.split('<table role="table">')[1:]
    lines = [table.split("</table>")[0].partition("<tbody")[2].count("<tr") for table in tables]
    assert all(lines)
    assert page.count("neueste Vereinbarung</th>") == bool(view.districts and known) + any(
        row.agreements for row in view.cities
    )
    # Each place once below the map, whether there is an agreement or not.
    assert page.count('<ul class="places">') == 2
    assert sum(page.count(f'href="{row.place.href}"') for row in (*view.districts, *view.cities)) >= view.total
    without = replace(view, cities=tuple(replace(row, agreements=()) for row in view.cities), districts=())
    assert "neueste Vereinbarung</th>" not in render("parties", without).decode()


def test_every_index_is_rendered_in_both_languages() -> None:
    found = of_all()
    settings = Settings()
    paths = []
    for path, template, view in indexes(found):
        paths.append(path)
        german = render(template, view(settings, found)).decode()
        english = render(template, view(replace(settings, language=ENGLISH), found), ENGLISH).decode()
        assert '<html lang="de">' in german
        assert '<html lang="en">' in english
    assert paths[:4] == ["party", "year", "series", "measure-type"]
    assert paths[4:] == [f"series/{key}" for key in local_parties()[:5]]


def test_projects_are_counted_by_place() -> None:
    view = series_index_view(Settings(), of_all())
    assert view.count == 10
    assert [(row.count, row.current) for row in view.places] == [(2, 2)] * 5


def test_projects_of_several_places_are_limited_and_the_rest_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_pages, "_SHARED", 2)
    parties = local_parties()[:3]
    shared = tuple(
        SharedSummary(name, name, tuple(Project(party, name) for party in parties[:count]), ())
        for name, count in (("a", 2), ("b", 3), ("c", 2))
    )
    view = series_index_view(Settings(), replace(of_all(), relations=Relations(shared=shared)))
    assert [(row.project.text, len(row.places)) for row in view.shared] == [("b", 3), ("a", 2)]
    assert view.more == 1
    page = render("projects", view).decode()
    assert "Ein weiteres steht auf den Seiten seiner Orte." in page


def test_places_that_come_later_say_so() -> None:
    def since(years: tuple[int, ...]) -> dict[str, int]:
        view = party_index_view(Settings(), of_all(years))
        return {row.place.name: row.place.since for row in (*view.districts, *view.cities) if row.place.since}

    assert since((2024, 2025)) == {"Hanau": 2026}
    assert since((2025, 2026)) == {}
    page = render("parties", party_index_view(Settings(), of_all())).decode()
    assert '<span class="quiet">ab 2026</span>' in page
    view = year_view(Settings(), 2025, of_all(), {"@context": {"@base": "https://w3id.org/aqb/"}, "id": ""})
    assert [place.name for place in view.later] == ["Hanau"]
    assert "</a>: eigene Vereinbarungen erst ab 2026." in render("year", view).decode()
