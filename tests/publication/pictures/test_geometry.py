"""The maps have every district and city of their time, with equal areas, and borders that neighbours share."""

from __future__ import annotations

import csv
import json
import re

import pytest

from aqbgraph.errors import VocabularyError
from aqbgraph.identifiers import TERMS, Identifiers
from aqbgraph.publication.pictures import geometry
from aqbgraph.publication.pictures.geometry import WIDTH, Area, land, outline, parties, room, surface
from aqbgraph.vocabulary import folder, vocabulary

REGIONS = folder("ontology").parents[1] / "shared" / "data" / "regions.csv"
SQUARE = Area("square", ((((0.0, 0.0), (40.0, 0.0), (40.0, 40.0), (0.0, 40.0)),),))


@pytest.mark.parametrize(("year", "count"), [(2011, 26), (2025, 26), (2026, 27), (2050, 27)])
def test_all_districts_and_cities_of_the_year(year: int, count: int) -> None:
    drawn = land(year)
    assert len(drawn.areas) == count
    assert {area.party for area in drawn.areas} == parties(year)
    assert ("hanau" in parties(year)) == (year >= 2026)


def test_both_maps_name_the_same_source_and_terms() -> None:
    said = {(land(year).attribution, land(year).terms) for year in (2025, 2026)}
    assert said == {("© GeoBasis-DE / BKG 2017 (Daten verändert)", "https://www.gesetze-im-internet.de/geonutzv/")}


def test_a_year_without_a_map_is_refused() -> None:
    with pytest.raises(VocabularyError, match="atlantis"):
        geometry.land_of(frozenset({"atlantis"}))


@pytest.mark.skipif(not REGIONS.is_file(), reason="the list of districts is not beside the project")
def test_areas_are_as_large_as_they_are() -> None:
    """In equal proportion to square kilometres, but for what simplifying the borders took and gave."""
    with REGIONS.open(encoding="utf-8") as file:
        known = {row["ags"]: float(row["area_km2_2018"]) for row in csv.DictReader(file)}
    drawn = {
        str(vocabulary().text(Identifiers().party(area.party), TERMS + "ags")): sum(
            surface(polygon[0]) - sum(map(surface, polygon[1:])) for polygon in area.polygons
        )
        for area in land(2025).areas
    }
    unit = sum(drawn.values()) / sum(known.values())
    for ags, size in drawn.items():
        assert size / unit == pytest.approx(known[ags], rel=0.06, abs=4), ags


def test_it_fills_its_box() -> None:
    drawn = land(2026)
    points = [point for area in drawn.areas for polygon in area.polygons for ring in polygon for point in ring]
    for values, size in (([x for x, _ in points], WIDTH), ([y for _, y in points], drawn.height)):
        assert min(values) == pytest.approx(geometry.MARGIN)
        assert max(values) == pytest.approx(size - geometry.MARGIN)


def test_north_is_above_and_east_is_right() -> None:
    middle = {area.party: room(area, 10) for area in land(2025).areas}
    assert middle["kassel-stadt"].y < middle["giessen"].y < middle["bergstrasse"].y
    assert middle["rheingau-taunus-kreis"].x < middle["giessen"].x < middle["fulda"].x


def test_neighbours_share_their_border() -> None:
    """A gap between them would show as a line of the ground."""
    edges: dict[frozenset[tuple[float, float]], int] = {}
    for area in land(2025).areas:
        for polygon in area.polygons:
            for ring in polygon:
                for edge in zip(ring, (*ring[1:], ring[0]), strict=True):
                    edges[frozenset(edge)] = edges.get(frozenset(edge), 0) + 1
    assert set(edges.values()) == {1, 2}
    assert sum(count == 2 for count in edges.values()) > 900


def test_a_path_can_be_read_back() -> None:
    """Numbers run together where they can; read as the grammar of paths says, they give the points again."""
    for area in land(2026).areas:
        made = [_points(part) for part in outline(area).split("z")[:-1]]
        wanted = [ring for polygon in area.polygons for ring in polygon]
        for points, ring in zip(made, wanted, strict=True):
            rounded = [(round(x * 10), round(y * 10)) for x, y in ring]
            assert [point for place, point in enumerate(rounded) if not place or point != rounded[place - 1]] == points


def _points(path: str) -> list[tuple[int, int]]:
    """https://www.w3.org/TR/SVG2/paths.html#PathDataBNF, in tenths."""
    start, _, rest = path.removeprefix("M").partition("l")
    numbers = [
        [round(float(number) * 10) for number in re.findall(r"-?(?:\d*\.\d+|\d+)", text)] for text in (start, rest)
    ]
    x, y = numbers[0]
    points = [(x, y)]
    for dx, dy in zip(numbers[1][::2], numbers[1][1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def test_the_room_for_text_lies_inside() -> None:
    found = room(SQUARE, 10)
    assert (found.x, found.width) == (20, 40)
    assert found.y == pytest.approx(20, abs=1)
    for area in land(2026).areas:
        place = room(area, 8)
        assert any(start < place.x < end for start, end in geometry._crossed(geometry._edges(area.largest), place.y)), (
            area.party
        )


def test_maps_are_geojson_of_named_areas() -> None:
    for path in (folder("site") / "maps").glob("*.geojson"):
        read = json.loads(path.read_text("utf-8"))
        assert read["type"] == "FeatureCollection"
        assert all(feature["type"] == "Feature" for feature in read["features"])
