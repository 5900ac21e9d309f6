"""The map of a year: every area is there, leads somewhere and says its figure; what is missing is said to be."""

from __future__ import annotations

import gzip
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from tests.publication.pictures.corpora import agreed, parsed

from aqbgraph.publication.languages import ENGLISH
from aqbgraph.publication.pictures import hesse, maps
from aqbgraph.publication.pictures.geometry import _crossed, land, parties
from aqbgraph.publication.pictures.maps import budget_map
from aqbgraph.publication.settings import Settings
from aqbgraph.publication.summary import Corpus, corpus

if TYPE_CHECKING:
    from lxml import etree

    from aqbgraph.publication.pictures.picture import Picture

LARGEST = 12_000


def everywhere(year: int) -> Corpus:
    return corpus(
        agreed(year, party, {"aqb": 300_000 + 50_000 * place}) for place, party in enumerate(sorted(parties(year)))
    )


def areas(made: Picture) -> list[etree._Element]:
    return list(parsed(made.svg).iterfind(".//a[@class='area']"))


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_area_is_a_link_that_says_its_figure(year: int) -> None:
    made = budget_map(Settings(), f"year/{year}", everywhere(year), year)
    shown = areas(made)
    assert {area.get("href") for area in shown} == {f"../../party/{party}/index.html" for party in parties(year)}
    heads = {str(row.cells[0].value): row.cells[1] for row in made.table.rows}
    assert len(heads) == len(shown) == len(parties(year))
    for area in shown:
        name, _, said = str(area.findtext("title")).partition(": ")
        assert heads[name].text in said or heads[name].missing in said


def test_each_figure_stands_on_the_map_once() -> None:
    made = budget_map(Settings(), "year/2025", everywhere(2025), 2025)
    texts = [text.text for text in parsed(made.svg).iter("text")]
    figures = [row.cells[1].text.removesuffix("\u00a0€") for row in made.table.rows]
    assert sorted(text for text in texts if text in figures) == sorted(figures)


def test_the_class_of_an_area_is_that_of_the_legend() -> None:
    made = budget_map(Settings(), "year/2025", everywhere(2025), 2025)
    samples = [str(key.sample) for key in made.keys]
    kinds = {str(path.get("class")) for area in areas(made) for path in area.iterfind("path")}
    assert kinds == {f"s{step}" for step in range(5)}
    assert all(f'class="mark s{step}"' in sample for step, sample in enumerate(samples))
    assert made.keys[0].text.startswith("unter ")
    assert made.keys[-1].text.endswith(" und mehr")


def test_what_is_missing_is_hatched_and_said() -> None:
    known = corpus([agreed(2025, "odenwaldkreis", {"aqb": 491_550})])
    made = budget_map(Settings(), "year/2025", known, 2025)
    filled = [path.get("fill") for area in areas(made) for path in area.iterfind("path")]
    assert filled.count("url(#budget-map-none)") == 25
    assert [key.text for key in made.keys] == ["Budget bekannt", "keine Angabe"]
    assert made.description == "Odenwaldkreis: 5,08\u00a0€ je Einwohner."
    assert [cell.text for cell in made.table.rows[0].cells] == ["Odenwaldkreis", "5,08\u00a0€", "491.550\u00a0€"]
    assert made.table.rows[1].cells[2].text == "keine Vereinbarung"


@pytest.mark.parametrize("party", ["hanau", "main-kinzig-kreis"])
def test_without_a_population_no_amount_per_head_is_made_up(party: str) -> None:
    made = budget_map(Settings(), "year/2026", corpus([agreed(2026, party, {"aqb": 500_000})]), 2026)
    row = next(row for row in made.table.rows if row.cells[0].href == f"../../party/{party}/index.html")
    assert [cell.text for cell in row.cells[1:]] == ["Einwohnerzahl nicht bekannt", "500.000\u00a0€"]
    assert made.description == "Für dieses Jahr ist kein Budget je Einwohner bekannt."


def test_the_notes_name_both_sources() -> None:
    made = budget_map(Settings(), "year/2025", everywhere(2025), 2025)
    assert [note.text for note in made.notes] == [
        "Einwohnerzahlen vom 31. Dezember 2018: © Statistisches Bundesamt (Destatis), 2019.",
        "Grenzen: © GeoBasis-DE / BKG 2017 (Daten verändert).",
    ]
    assert made.notes[1].href == "https://www.gesetze-im-internet.de/geonutzv/"


def test_english() -> None:
    made = budget_map(Settings(language=ENGLISH), "year/2025", everywhere(2025), 2025)
    assert made.title == "Budgets per inhabitant, 2025"
    assert made.keys[0].text.startswith("under ")
    assert made.table.rows[0].cells[0].german


def test_a_line_ends_in_its_area_and_begins_outside_the_land() -> None:
    for year in (2025, 2026):
        outlines = {area.party: area for area in land(year).areas}
        for party, beside in hesse._BESIDE.items():
            if party in outlines:
                end = hesse._ENDS.get(party, hesse._places(year)[party].one)
                assert any(start < end.x < stop for start, stop in _crossed(outlines[party].largest, end.y)), party
                for area in outlines.values():
                    assert not any(start < beside.x < stop for start, stop in _crossed(area.largest, beside.y)), party


def ways(year: int) -> dict[str, tuple[tuple[float, float], tuple[float, float]]]:
    """The lines from names beside the land to their areas."""
    ends = {party: hesse._ENDS.get(party, place.one) for party, place in hesse._places(year).items()}
    return {
        party: ((one.x, one.y), (ends[party].x, ends[party].y)) for party, one in hesse._BESIDE.items() if party in ends
    }


def is_left(start: tuple[float, float], end: tuple[float, float], point: tuple[float, float]) -> bool:
    """On which side of a line a point lies."""
    return (end[0] - start[0]) * (point[1] - start[1]) > (end[1] - start[1]) * (point[0] - start[0])


@pytest.mark.parametrize("year", [2025, 2026])
def test_no_two_lines_cross(year: int) -> None:
    for (one, (a, b)), (other, (c, d)) in combinations(ways(year).items(), 2):
        crossed = is_left(a, b, c) != is_left(a, b, d) and is_left(c, d, a) != is_left(c, d, b)
        assert not crossed, (one, other)


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_area_bears_its_name(year: int) -> None:
    made = budget_map(Settings(), f"year/{year}", everywhere(year), year)
    written = "".join(str(text.text) for text in parsed(made.svg).iter("text")).replace("-", "").lower()
    names = {maps._short(party) for party in parties(year)}
    assert not [name for name in names if name.replace("-", "").lower() not in written]


def test_a_rounded_amount_stays_one_per_head() -> None:
    known = corpus([agreed(2025, "fulda", {"aqb": 1_000_000}, rounded=("aqb",))])
    cells = budget_map(Settings(), "year/2025", known, 2025).table.rows[0].cells
    assert cells[1].value == Decimal("4.49")
    assert [cell.text for cell in cells[1:]] == ["rund 4,49\u00a0€", "rund 1.000.000\u00a0€"]


@pytest.mark.parametrize("year", [2025, 2026])
def test_it_is_small_enough_for_a_page(year: int) -> None:
    made = budget_map(Settings(), f"year/{year}", everywhere(year), year)
    assert len(gzip.compress(str(made.svg).encode(), mtime=0)) < LARGEST
