"""The map of Hesse: each district and city filled by its class, with its figure on it and a link to its page.

What is too small for its figure is named beside the land, with a line to it; that name belongs to the link, so that a
finger finds it, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from aqbgraph.publication.pictures.geometry import WIDTH, Room, land, outline, room
from aqbgraph.publication.pictures.markup import element, joined
from aqbgraph.publication.pictures.patterns import hatched

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from aqbgraph.publication.pictures.geometry import Area


@dataclass(frozen=True, slots=True)
class Filled:
    """An area as shown: step of the ramp (None: no data), figure on it, and what it says in words."""

    step: int | None
    figure: str
    name: str
    said: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """Where a small city is named, outside the land: the end of its line, and on which side of it the name stands."""

    x: float
    y: float
    anchor: str


# In the corners that Hesse leaves free.
_BESIDE = {
    "kassel-stadt": Beside(342, 62, "start"),
    "wiesbaden": Beside(74, 438, "end"),
    "darmstadt": Beside(84, 520, "end"),
    "frankfurt-am-main": Beside(84, 479, "end"),
    "offenbach-stadt": Beside(330, 520, "start"),
    "hanau": Beside(330, 480, "start"),
}
# Units of a line of figures or names, and of a letter of a name.
_FIGURE, _NAME, _LETTER = 14.0, 11.5, 5.7


def map_of_hesse(picture: str, year: int, filled: Mapping[str, Filled]) -> Markup:
    """The drawing, in the units of its viewBox; every area of the year must be in `filled`."""
    drawn, pattern = land(year), f"{picture}-none"
    places = _places(year)
    return joined(
        (
            hatched(pattern),
            joined(_area(area, filled[area.party], pattern, places[area.party]) for area in drawn.areas),
            joined(_label(area, filled[area.party], places[area.party]) for area in drawn.areas),
        )
    )


def size(year: int) -> tuple[float, float]:
    """Width and height of the drawing."""
    return WIDTH, round(land(year).height)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the figure stands, and where the name with it, if there is room for both."""

    figure: Room
    both: Room
    d: str


@cache
def _places(year: int) -> dict[str, _Place]:
    return {
        area.party: _Place(room(area, _FIGURE), room(area, _FIGURE + 2 * _NAME), outline(area))
        for area in land(year).areas
    }


def _area(area: Area, shown: Filled, pattern: str, place: _Place) -> Markup:
    kind = "none" if shown.step is None else f"s{shown.step}"
    path = element("path", class_=kind, fill=f"url(#{pattern})" if shown.step is None else None, d=place.d)
    parts = [element("title", shown.said), path]
    if beside := _BESIDE.get(area.party):
        parts.append(_beside(shown, beside, place.figure))
    if shown.href:
        return element("a", *parts, class_="area", href=shown.href)
    return element("g", *parts, class_="area")


def _beside(shown: Filled, beside: Beside, at: Room) -> Markup:
    """Name and figure outside, with the line that leads to them; the box around them is part of the link."""
    gap = -5 if beside.anchor == "end" else 5
    wide = 96
    return joined(
        (
            element(
                "rect", class_="tap", x=beside.x - (wide if gap < 0 else 0), y=beside.y - 19, width=wide, height=38
            ),
            element("path", class_="lead", d=f"M{beside.x:g} {beside.y:g}L{at.x:.1f} {at.y:.1f}"),
            element("circle", class_="pin", cx=at.x, cy=at.y, r=2.6),
            element("text", shown.name, class_=f"out name {beside.anchor}", x=beside.x + gap, y=beside.y - 2),
            element("text", shown.figure, class_=f"out {beside.anchor}", x=beside.x + gap, y=beside.y + 13),
        )
    )


def _label(area: Area, shown: Filled, place: _Place) -> Markup:
    """Figure and, where it fits, the name above it; the link below has said both to those who listen."""
    if area.party in _BESIDE:
        return joined(())
    kind = "none" if shown.step is None else f"s{shown.step}"
    lines = _split(shown.name)
    fits = max(map(len, lines)) * _LETTER <= place.both.width
    at = place.both if fits else place.figure
    x, y = at.x, at.y + (4.5 if not fits else 4.5 + _NAME * len(lines) / 2)
    names = [
        element("text", line, class_=f"on place wide {kind}", x=x, y=y - 2 - _NAME * (len(lines) - number))
        for number, line in enumerate(lines)
        if fits
    ]
    return joined((*names, element("text", shown.figure, class_=f"on {kind}", x=x, y=y)))


def _split(name: str) -> Sequence[str]:
    """A long name in two lines, after its hyphen."""
    first, hyphen, rest = name.partition("-")
    return (first + hyphen, rest) if hyphen and len(name) > 11 else (name,)
