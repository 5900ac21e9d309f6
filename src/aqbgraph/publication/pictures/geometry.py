"""The districts and cities of Hesse as outlines in the plane: read from site/maps, projected with equal areas.

Equal areas, since a map of figures shows more of what looks larger. The sinusoidal projection around the middle of
Hesse has them exactly, and so near its middle meridian it bends nothing that anyone would see.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from aqbgraph.errors import VocabularyError
from aqbgraph.identifiers import TERMS
from aqbgraph.vocabulary import folder, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# x and y in units of the drawing, from its upper left corner.
Point = tuple[float, float]
Ring = tuple[Point, ...]
# Level → edges: few of all cross a line, and a map asks for thousands of lines.
Edges: TypeAlias = "Mapping[int, Sequence[tuple[Point, Point]]]"

# The drawing: its width, and what is left free around the land.
WIDTH, MARGIN = 440.0, 8.0


@dataclass(frozen=True, slots=True)
class Area:
    """A district or city; the first ring of each polygon is its outline, further ones are holes."""

    party: str
    polygons: tuple[tuple[Ring, ...], ...]

    @property
    def largest(self) -> tuple[Ring, ...]:
        """The polygon that is nearly all of it."""
        return max(self.polygons, key=lambda polygon: surface(polygon[0]))


@dataclass(frozen=True, slots=True)
class Land:
    """All areas of a time, by name; the note that must be printed with each map, and where its terms are."""

    areas: tuple[Area, ...]
    height: float
    attribution: str
    terms: str


def land(year: int) -> Land:
    """Hesse as it was divided in a year.

    Raises:
        VocabularyError: site/maps has no map of just the districts and cities of that year.
    """
    return land_of(parties(year))


def parties(year: int) -> frozenset[str]:
    """The districts and cities that there were in a year (aqb:partySince, aqb:partyUntil)."""
    words = vocabulary()
    return frozenset(
        entry.key
        for entry in words.instances("LocalParty")
        if int(words.text(entry.iri, TERMS + "partySince") or year)
        <= year
        <= int(words.text(entry.iri, TERMS + "partyUntil") or year)
    )


@cache
def land_of(wanted: frozenset[str]) -> Land:
    """Hesse as it is divided into just these districts and cities.

    Raises:
        VocabularyError: site/maps has no such map.
    """
    for path in sorted((folder("site") / "maps").glob("*.geojson")):
        read = json.loads(path.read_text("utf-8"))
        if {feature["properties"]["party"] for feature in read["features"]} == wanted:
            return _projected(read)
    raise VocabularyError(
        f"site/maps/ enthält keine Karte mit genau diesen Landkreisen und Städten: {', '.join(sorted(wanted))}."
    )


def _projected(read: dict[str, Any]) -> Land:
    points = [point for feature in read["features"] for ring in _rings(feature) for point in ring]
    middle = (min(x for x, _ in points) + max(x for x, _ in points)) / 2
    plane = [_sinusoidal(point, middle) for point in points]
    left, right = min(x for x, _ in plane), max(x for x, _ in plane)
    top, bottom = max(y for _, y in plane), min(y for _, y in plane)
    size = (WIDTH - 2 * MARGIN) / (right - left)

    def place(point: Sequence[float]) -> Point:
        x, y = _sinusoidal(point, middle)
        return MARGIN + (x - left) * size, MARGIN + (top - y) * size

    areas = tuple(
        Area(
            feature["properties"]["party"],
            tuple(tuple(tuple(map(place, ring[:-1])) for ring in polygon) for polygon in _polygons(feature)),
        )
        for feature in read["features"]
    )
    return Land(areas, (top - bottom) * size + 2 * MARGIN, read["attribution"], read["license"])


def _polygons(feature: dict[str, Any]) -> list[Any]:
    geometry = feature["geometry"]
    found: list[Any] = geometry["coordinates"]
    return [found] if geometry["type"] == "Polygon" else found


def _rings(feature: dict[str, Any]) -> Iterator[Any]:
    for polygon in _polygons(feature):
        yield from polygon


def _sinusoidal(point: Sequence[float], middle: float) -> Point:
    longitude, latitude = point
    return (longitude - middle) * math.cos(math.radians(latitude)), latitude


def surface(ring: Ring) -> float:
    """The area inside a ring, in square units of the drawing (shoelace formula)."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True))) / 2


def outline(area: Area) -> str:
    """The area as the data of a path, with steps of a tenth of a unit; points that neighbours share stay shared."""
    return "".join(_path(ring) for polygon in area.polygons for ring in polygon)


def _path(ring: Ring) -> str:
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
    moves = [tenths[0], *((x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(tenths))]
    return (
        "M" + _numbers(moves[0]) + "l" + _numbers(value for move in moves[1:] if move != (0, 0) for value in move) + "z"
    )


def _numbers(values: Iterable[int]) -> str:
    """Tenths as numbers, with a blank only where the next would else run into the one before."""
    text, fraction = "", False
    for value in values:
        whole, tenth = divmod(abs(value), 10)
        number = f"{'-' if value < 0 else ''}{whole or ('' if tenth else 0)}{f'.{tenth}' if tenth else ''}"
        separate = text and number[0] != "-" and not (number[0] == "." and fraction)
        text += f" {number}" if separate else number
        fraction = bool(tenth)
    return text


@dataclass(frozen=True, slots=True)
class Room:
    """Where in an area there is room for text: its middle, and how wide it may be there."""

    x: float
    y: float
    width: float


@cache
def room(area: Area, height: float) -> Room:
    """The widest place for text of this height inside an area, rather near its middle than at its edge."""
    rings = area.largest
    low, high = min(y for _, y in rings[0]), max(y for _, y in rings[0])
    centre = (low + high) / 2
    found = [Room(sum(x for x, _ in rings[0]) / len(rings[0]), centre, 0.0)]
    steps, edges = max(int((high - low - height) / 2), 0), _edges(rings)
    for y in (low + height / 2 + step * 2 for step in range(steps + 1)):
        found += [Room((start + end) / 2, y, end - start) for start, end in _clear(edges, y, height)]
    return max(found, key=lambda one: one.width - 0.4 * abs(one.y - centre))


@dataclass(frozen=True, slots=True)
class Stack:
    """Where in an area lines of text stand one below the other: their common middle, and the top of the first."""

    x: float
    top: float


def stack(area: Area, lines: Sequence[tuple[float, float]]) -> Stack | None:
    """The place for lines of text, each so wide and high, that none crosses an edge of the area; None without one."""
    rings = area.largest
    edges, low, high = _edges(rings), min(y for _, y in rings[0]), max(y for _, y in rings[0])
    total = sum(height for _, height in lines)
    found: list[tuple[float, Stack]] = []
    for step in range(int((high - low - total) / 2) + 1):
        top = low + 2 * step
        off = 0.4 * abs(top + total / 2 - (low + high) / 2)
        found += [(end - start - off, Stack((start + end) / 2, top)) for start, end in _middles(edges, top, lines)]
    return max(found, key=lambda one: one[0])[1] if found else None


def _middles(edges: Edges, top: float, lines: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """From where to where the middle of lines of text below `top` may lie."""
    spans = [(-math.inf, math.inf)]
    for width, height in lines:
        clear = [(a + width / 2, b - width / 2) for a, b in _clear(edges, top + height / 2, height)]
        spans = [(max(a, c), min(b, d)) for a, b in spans for c, d in clear if max(a, c) <= min(b, d)]
        top += height
    return spans


def _clear(edges: Edges, y: float, height: float) -> Iterator[tuple[float, float]]:
    """From where to where nothing but the area is, over the whole height around y."""
    spans = _crossed(edges, y)
    for level in (y - height / 2, y - height / 4, y + height / 4, y + height / 2):
        spans = [(max(a, c), min(b, d)) for a, b in spans for c, d in _crossed(edges, level) if max(a, c) < min(b, d)]
    yield from spans


def _crossed(edges: Edges, y: float) -> list[tuple[float, float]]:
    """From where to where a level line is inside (even-odd rule)."""
    crossings = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in edges.get(math.floor(y), ())
        if (y1 <= y) != (y2 <= y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=True))


def _edges(rings: Sequence[Ring]) -> Edges:
    """The edges of rings by level: those that come by between a whole number and the next."""
    found: dict[int, list[tuple[Point, Point]]] = {}
    for ring in rings:
        for one, other in zip(ring, (*ring[1:], ring[0]), strict=True):
            low, high = sorted((one[1], other[1]))
            for level in range(math.floor(low), math.floor(high) + 1):
                found.setdefault(level, []).append((one, other))
    return found
