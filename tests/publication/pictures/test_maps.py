"""The map of a year: every area is there, leads somewhere and says its figure; what is missing is said to be."""

from __future__ import annotations

import gzip
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.publication.pictures.corpora import agreed, parsed

from aqbgraph.publication.corpus.summary import Corpus, corpus
from aqbgraph.publication.languages import ENGLISH
from aqbgraph.publication.pictures import hesse, maps
from aqbgraph.publication.pictures.geometry import _crossed, _edges, land, parties
from aqbgraph.publication.pictures.maps import budget_map
from aqbgraph.publication.publisher.settings import Settings

if TYPE_CHECKING:
    from lxml import etree

    from aqbgraph.publication.frame.picture import Picture

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
    assert "je stärker sich eine Fläche vom Grund abhebt, desto mehr" in made.unit


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


def test_figures_on_the_areas_are_not_told_without_their_names() -> None:
    """The links tell them; loose ones would be read as "7,70 4,48 3,75"."""
    made = budget_map(Settings(), "", everywhere(2025), 2025)
    assert made is not None
    root = parsed(made.svg)
    loose = [text for text in root.iter("text") if not any(above.tag == "a" for above in text.iterancestors())]
    assert loose
    for text in loose:
        assert any(above.get("aria-hidden") == "true" for above in text.iterancestors()), text.text


def test_an_amount_per_head_without_cents_is_written_with_them() -> None:
    known = corpus([agreed(2025, "fulda", {"aqb": 222_584}), agreed(2025, "giessen", {"aqb": 500_000})])
    made = budget_map(Settings(), "", known, 2025)
    assert made is not None
    assert made.description.startswith("Von 1,00\u00a0€ (Landkreis Fulda) bis ")
    assert "1,00\u00a0€" in [cell.text for row in made.table.rows for cell in row.cells]


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


@pytest.mark.parametrize("year", [2025, 2026])
def test_what_stands_beside_the_land_touches_none_of_it(year: int) -> None:
    areas = land(year).areas
    for party, at in hesse._BESIDE.items():
        for y in (at.y - 10, at.y, at.y + at.line):
            for area in areas:
                spans = _crossed(_edges(area.largest), y)
                assert not any(start < at.x + 60 and stop > at.x for start, stop in spans), (party, area.party)


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_name_and_its_figure_are_within_their_area(year: int) -> None:
    """What has no room for both bears a number, and only that."""
    for area in land(year).areas:
        found = hesse.label_of(area, maps.short_name(area.party))
        assert (found is None) == (area.party in hesse._BESIDE), area.party
        if found is None:
            continue
        lines, at = found
        for place, line in enumerate((*lines, "12,34")):
            half = len(line) * 5.1 / 2
            for y in (at.top + 11.5 * place + 2, at.top + 11.5 * (place + 1)):
                spans = _crossed(_edges(area.largest), y)
                assert any(start <= at.x - half and at.x + half <= stop for start, stop in spans), (area.party, line)


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_number_stands_in_its_area(year: int) -> None:
    made = budget_map(Settings(), f"year/{year}", everywhere(year), year)
    outlines = {area.party: area for area in land(year).areas}
    told = [text for text in parsed(made.svg).iter("text") if "number" in str(text.get("class"))]
    names = {
        str(area.get("href")).split("/")[-2]: str(area.findtext("text"))
        for area in areas(made)
        if area.find("text") is not None
    }
    assert len(told) == len(names) == len([party for party in hesse._BESIDE if party in outlines])
    assert sorted(map(int, names.values())) == list(range(1, len(names) + 1))
    by_number = {number: party for party, number in names.items()}
    for text in told:
        spans = _crossed(_edges(outlines[by_number[str(text.text)]].largest), float(str(text.get("y"))) - 4.5)
        assert any(start < float(str(text.get("x"))) < stop for start, stop in spans), text.text


def test_of_few_areas_only_they_are_labelled() -> None:
    known = corpus([agreed(2025, "odenwaldkreis", {"aqb": 491_550}), agreed(2025, "fulda", {"aqb": 300_000})])
    made = budget_map(Settings(), "year/2025", known, 2025)
    texts = [str(text.text) for text in parsed(made.svg).iter("text")]
    assert sorted(texts) == sorted(["1", "Fulda", "1,35", "2", "Odenwald", "5,08", "1", "2"])
    assert 'class="hesse sparse"' in str(made.svg)
    assert 'class="hesse"' in str(budget_map(Settings(), "year/2025", everywhere(2025), 2025).svg)


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_area_bears_its_name(year: int) -> None:
    made = budget_map(Settings(), f"year/{year}", everywhere(year), year)
    written = "".join(str(text.text) for text in parsed(made.svg).iter("text")).replace("-", "").lower()
    names = {maps.short_name(party) for party in parties(year)}
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
