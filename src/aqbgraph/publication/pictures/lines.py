"""A few series over years as lines, each named beside its end, with a sign and a dash of its own; a gap stays a gap."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from aqbgraph.publication.pictures.columns import BELOW, HEIGHT, TOP, Write, grid
from aqbgraph.publication.pictures.markup import element, joined, percent
from aqbgraph.publication.pictures.plot import COLUMN, Plot
from aqbgraph.publication.pictures.years import year_labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from markupsafe import Markup

    from aqbgraph.publication.pictures.scale import Scale

# Circle, square, triangle, diamond, cross, ring: about as large as each other.
SIGNS = (
    "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
    "M-4-4h8v8h-8z",
    "M0-5.5l5.2 9h-10.4z",
    "M0-5.8l5.8 5.8-5.8 5.8-5.8-5.8z",
    "M-5-2h3v-3h4v3h3v4h-3v3h-4v-3h-3z",
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0zM-2 0a2 2 0 1 1 4 0a2 2 0 1 1-4 0z",
)
DASHES = (None, "7 4", "2 4", "12 4 2 4", "4 2", "1 3")
# A line of text, so that two names never lie on each other; and what names take right of the drawing.
_LINE, _NAMES = 19, 200


@dataclass(frozen=True, slots=True)
class Line:
    """A series: its name, and a value or None for each year; `said` tells each in words."""

    name: str
    values: tuple[Decimal | None, ...]
    said: tuple[str, ...]
    german: bool = False


def lines(years: Sequence[int], drawn: Sequence[Line], to: Scale, tick: Write) -> Plot:
    """The drawing; at most as many lines as there are signs."""
    places = [(place + 0.5) / len(years) for place in range(len(years))]
    body = (
        grid(to, tick),
        element("line", class_="base", x1=0, x2="100%", y1=TOP + HEIGHT, y2=TOP + HEIGHT),
        joined(_line(number, line, places, to) for number, line in enumerate(drawn)),
        joined(_names(drawn, to)),
        year_labels(years, TOP + HEIGHT + 20, COLUMN - _NAMES),
    )
    return Plot(joined(body), TOP + HEIGHT + BELOW, 44, linked=False, right=_NAMES)


def _y(to: Scale, value: Decimal) -> float:
    return TOP + HEIGHT * (1 - to.share(value))


def _line(number: int, line: Line, places: Sequence[float], to: Scale) -> Markup:
    points = [(x, None if value is None else _y(to, value)) for x, value in zip(places, line.values, strict=True)]
    return element(
        "g", joined(_segments(number, points)), joined(_signs(number, points, line)), class_=f"c{number + 1}"
    )


def _segments(number: int, points: Sequence[tuple[float, float | None]]) -> Iterator[Markup]:
    for (x1, y1), (x2, y2) in pairwise(points):
        if y1 is not None and y2 is not None:
            yield element(
                "line",
                class_="way",
                stroke_dasharray=DASHES[number],
                x1=percent(x1),
                y1=y1,
                x2=percent(x2),
                y2=y2,
            )


def _signs(number: int, points: Sequence[tuple[float, float | None]], line: Line) -> Iterator[Markup]:
    for (x, y), said in zip(points, line.said, strict=True):
        if y is not None:
            yield sign(number, percent(x), y, said)


def sign(number: int, x: str, y: float, said: str = "") -> Markup:
    """The sign of a line, at a place in percent."""
    told = (element("title", said),) if said else ()
    return element("svg", *told, element("path", class_="sign", d=SIGNS[number]), x=x, y=y, overflow="visible")


def _names(drawn: Sequence[Line], to: Scale) -> Iterator[Markup]:
    """Sign and name of each line beside its last value; where two would meet, the lower one goes further down."""
    ends = []
    for number, line in enumerate(drawn):
        known = [value for value in line.values if value is not None]
        if known:
            ends.append((_y(to, known[-1]), number, line))
    lowest = float("-inf")
    for y, number, line in sorted(ends, key=lambda end: end[:2]):
        lowest = max(y, lowest + _LINE)
        name = element("text", line.name, class_="name", x=22, y=4.5, lang="de" if line.german else None)
        beside = element(
            "g", element("path", class_="sign", d=SIGNS[number]), class_=f"c{number + 1}", transform="translate(10 0)"
        )
        yield element("svg", beside, name, class_="wide", x="100%", y=lowest, overflow="visible")


def sample(number: int) -> Markup:
    """A piece of a line with its sign, for the legend."""
    way = element("line", class_="way", stroke_dasharray=DASHES[number], x1=0, x2=24, y1=7, y2=7)
    return element("g", way, sign(number, "12", 7), class_=f"c{number + 1}")
