"""The map of Hesse: each district and city filled by its class, with its figure on it and a link to its page.

What is too small for its figure is named beside the land, with a line to it; that name belongs to the link, so that a
finger finds it, too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from aqbgraph.publication.pictures.geometry import WIDTH, Room, land, land_of, outline, parties, room
from aqbgraph.publication.pictures.markup import element, joined
from aqbgraph.publication.pictures.patterns import hatched

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aqbgraph.publication.pictures.geometry import Area


@dataclass(frozen=True, slots=True)
class Filled:
    """An area as shown: step of the ramp (None: no data), figure on it, and what it says in words."""

    step: int | None
    figure: str
    name: str
    said: str
    href: str | None = None

    @property
    def kind(self) -> str:
        """The class of its filling."""
        return "none" if self.step is None else f"s{self.step}"


@dataclass(frozen=True, slots=True)
class Beside:
    """Where a small city is named, outside the land: the end of its line, and on which side of it the name stands."""

    x: float
    y: float
    anchor: str


# In the corners that Hesse leaves free, in the order of the places along each side: so no line crosses another, nor a
# figure, as all that they pass on the way are named outside as well.
_BESIDE = {
    "kassel-stadt": Beside(338, 36, "start"),
    "wiesbaden": Beside(94, 488, "end"),
    "main-taunus-kreis": Beside(94, 528, "end"),
    "darmstadt": Beside(94, 568, "end"),
    "bergstrasse": Beside(94, 608, "end"),
    "hanau": Beside(292, 456, "start"),
    "offenbach-stadt": Beside(292, 492, "start"),
    "offenbach-landkreis": Beside(292, 528, "start"),
    "frankfurt-am-main": Beside(292, 564, "start"),
    "darmstadt-dieburg": Beside(292, 600, "start"),
    "odenwaldkreis": Beside(292, 636, "start"),
}
# Where in an area its line ends, unless where there is most room.
_ENDS = {
    "bergstrasse": Room(126.0, 552.0, 0.0),
    "darmstadt-dieburg": Room(196.0, 500.0, 0.0),
    "frankfurt-am-main": Room(152.0, 437.0, 0.0),
    "offenbach-landkreis": Room(214.0, 457.0, 0.0),
}
# Where a figure stands that has no room below its name; names without a hyphen in two lines.
_FIGURES = {"rheingau-taunus-kreis": Room(36.0, 418.0, 0.0)}
_SPLIT = {"Hochtaunus": ("Hoch-", "taunus")}
# Units of a line of figures or names, and of a letter of a name.
_FIGURE, _NAME, _LETTER = 14.0, 11.5, 5.1
# What of the text beside is part of the link.
_TAP = {"width": 96, "height": 36}
# What a name beside the land needs below its line.
_BELOW = 20


def map_of_hesse(picture: str, year: int, filled: Mapping[str, Filled]) -> Markup:
    """The drawing, in the units of its viewBox; every area of the year must be in `filled`."""
    drawn, pattern, places = land(year), f"{picture}-none", _places(year)
    return joined(
        (
            hatched(pattern),
            joined(_area(area, filled[area.party], pattern, places[area.party]) for area in drawn.areas),
            joined(
                _label(area, filled[area.party], places[area.party])
                for area in drawn.areas
                if area.party not in _BESIDE
            ),
            joined(
                _lead(_BESIDE[area.party], _ENDS.get(area.party, places[area.party].one))
                for area in drawn.areas
                if area.party in _BESIDE
            ),
        )
    )


def size(year: int) -> tuple[float, float]:
    """Width and height of the drawing."""
    lowest = max(beside.y for party, beside in _BESIDE.items() if party in parties(year))
    return WIDTH, max(round(land(year).height), lowest + _BELOW)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where there is room for the figure, for a line of the name above it, and for two; and the outline."""

    one: Room
    two: Room
    three: Room
    d: str


def _places(year: int) -> dict[str, _Place]:
    return _places_of(parties(year))


@cache
def _places_of(divided: frozenset[str]) -> dict[str, _Place]:
    """The same for all years in which the land was divided so: looking for room is what costs most of a map."""
    return {
        area.party: _Place(
            room(area, _FIGURE),
            room(area, _FIGURE + _NAME),
            room(area, _FIGURE + 2 * _NAME),
            outline(area),
        )
        for area in land_of(divided).areas
    }


def _area(area: Area, shown: Filled, pattern: str, place: _Place) -> Markup:
    fill = f"url(#{pattern})" if shown.step is None else None
    parts = [element("title", shown.said), element("path", class_=shown.kind, fill=fill, d=place.d)]
    if beside := _BESIDE.get(area.party):
        parts.append(_beside(shown, beside))
    return element("a" if shown.href else "g", *parts, class_="area", href=shown.href)


def _beside(shown: Filled, beside: Beside) -> Markup:
    """Name and figure outside; the box around them is part of the link."""
    left = beside.anchor == "end"
    x = beside.x + (-5 if left else 5)
    return joined(
        (
            element("rect", class_="tap", x=beside.x - (_TAP["width"] if left else 0), y=beside.y - 20, **_TAP),
            element("text", shown.name, class_=f"out name {beside.anchor}", x=x, y=beside.y - 3),
            element("text", shown.figure, class_=f"out {beside.anchor}", x=x, y=beside.y + 14),
        )
    )


def _lead(beside: Beside, at: Room) -> Markup:
    """The line from a name beside the land to its area, over all areas between."""
    line = f"M{beside.x:g} {beside.y:g}L{at.x:.1f} {at.y:.1f}"
    under, over = element("path", class_="lead under", d=line), element("path", class_="lead", d=line)
    return joined((under, over, element("circle", class_="pin", cx=at.x, cy=at.y, r=2.8)))


def _label(area: Area, shown: Filled, place: _Place) -> Markup:
    """Figure and, where there is room, the name above it; the link has said both to those who listen."""
    if figure := _FIGURES.get(area.party):
        name = _named(replace(shown, figure=""), _split(shown.name), place.two)
        return joined((name, _figure(shown, figure.x, figure.y + 4.5)))
    for lines, at in (((shown.name,), place.two), (_split(shown.name), place.three)):
        if max(map(len, lines)) * _LETTER <= at.width:
            return _named(shown, lines, at)
    return _figure(shown, place.one.x, place.one.y + 4.5)


def _named(shown: Filled, lines: Sequence[str], at: Room) -> Markup:
    """Lines of a name above the figure."""
    figure = _FIGURE if shown.figure else 0
    top = at.y - (len(lines) * _NAME + figure) / 2
    names = [
        element("text", line, class_=f"on placename wide {shown.kind}", x=at.x, y=top + _NAME * (number + 0.8))
        for number, line in enumerate(lines)
    ]
    return joined((*names, _figure(shown, at.x, top + len(lines) * _NAME + _FIGURE * 0.85)))


def _figure(shown: Filled, x: float, y: float) -> Markup:
    return element("text", shown.figure, class_=f"on {shown.kind}", x=x, y=y) if shown.figure else Markup("")


def _split(name: str) -> Sequence[str]:
    """A name in two lines, after its hyphen or where it is broken."""
    if name in _SPLIT:
        return _SPLIT[name]
    first, hyphen, rest = name.partition("-")
    return (first + hyphen, rest) if hyphen else (name,)
