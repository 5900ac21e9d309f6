"""The page of a measure type: whole years as long as there is room, and no measure lost of the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.publication.tables.test_observations import AQB, agreement

from aqbgraph.publication.corpus.summary import corpus
from aqbgraph.publication.overviews import type_page
from aqbgraph.publication.overviews.type_page import measure_type_view
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.publication.tables.tables import offers

if TYPE_CHECKING:
    from aqbgraph.publication.overviews.type_views import MeasureTypeView

DOCUMENT = {"@context": {"@base": "https://w3id.org/aqb/measure-type/3"}, "id": "", "type": "Document"}
YEARS = (2018, 2019, 2020)


def view() -> MeasureTypeView:
    """Three years with two measures of type 3 each, one of type 1, and type 4 without any."""
    row = agreement([(AQB, 1)], [("1", None), ("3", None), ("3", None)], empty=["4"])
    rows = [replace(row, year=year, path=f"agreement/{year}/odenwaldkreis") for year in YEARS]
    return measure_type_view(Settings(), "3", corpus(rows), DOCUMENT)


@pytest.mark.parametrize(("longest", "listed"), [(0, 1), (3, 1), (4, 2), (6, 3), (100, 3)])
def test_whole_years_as_long_as_there_is_room(monkeypatch: pytest.MonkeyPatch, longest: int, listed: int) -> None:
    monkeypatch.setattr(type_page, "LONGEST", longest)
    made = view()
    newest_first = [str(year) for year in reversed(YEARS)]
    assert [block.year.text for block in made.blocks] == newest_first[:listed]
    assert [len(place.measures) for block in made.blocks for place in block.places] == [2] * listed
    assert [row.year.text for row in made.earlier] == newest_first[listed:]
    assert sum(block.measures for block in made.blocks) + sum(row.measures for row in made.earlier) == 6


def test_earlier_years_lead_to_tables_that_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type_page, "LONGEST", 0)
    paths = {f"../../{offer.path}" for offer in offers(YEARS)}
    tables = [row.table.href for row in view().earlier]
    assert len(tables) == 2
    assert set(tables) <= paths


def test_types_named_without_a_measure_are_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type_page, "LONGEST", 1)
    row = agreement([(AQB, 1)], [], empty=["3"])
    rows = [replace(row, year=year, path=f"agreement/{year}/odenwaldkreis") for year in YEARS]
    made = measure_type_view(Settings(), "3", corpus(rows), DOCUMENT)
    assert [len(block.empty) for block in made.blocks] == [1]
    assert [row.empty for row in made.earlier] == [1, 1]
