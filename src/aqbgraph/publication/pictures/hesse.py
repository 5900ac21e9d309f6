"""The map of Hesse: each district and city filled by its class, with its name and figure on it and a link to its page.

What has no room for both bears a number, under which they stand beside the land; that text belongs to the link, so that
a finger finds it, too. Where there are figures of few areas only, only these are labelled.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from aqbgraph.publication.pictures.geometry import WIDTH, land, land_of, outline, parties, room, stack
from aqbgraph.publication.pictures.markup import element, joined
from aqbgraph.publication.pictures.patterns import hatched

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aqbgraph.publication.pictures.geometry import Area, Stack


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
    """Where what has a number stands, outside the land: the left end of its first line, and how far the next is."""

    x: float
    y: float
    line: float = 17


# In the corners that Hesse leaves free. The order is that of the numbers: the smallest areas have one digit.
_BESIDE = {
    "kassel-stadt": Beside(344, 24),
    "wiesbaden": Beside(0, 484),
    "main-taunus-kreis": Beside(0, 520),
    "gross-gerau": Beside(0, 556),
    "darmstadt": Beside(0, 592),
    "bergstrasse": Beside(0, 628),
    "frankfurt-am-main": Beside(282, 484),
    "offenbach-stadt": Beside(282, 520),
    "hanau": Beside(282, 448),
    "offenbach-landkreis": Beside(282, 556),
    "darmstadt-dieburg": Beside(282, 592),
    "rheingau-taunus-kreis": Beside(282, 628),
}
# Names without a hyphen in two lines.
_SPLIT = {"Hochtaunus": ("Hoch-", "taunus")}
# Units of a line of figures or names, of a letter of a name, of a figure.
_FIGURE, _NAME, _LETTER, _WIDE = 14.0, 11.5, 5.5, 34.0
# The height of a number; from its left end so far to the name beside it.
NUMBER, _INDENT = 12.0, 22
# What of the text beside is part of the link.
_TAP = {"width": 140, "height": 36}
# What stands beside the land needs below its first line.
_BELOW = 28
# With figures of no more areas than these the map is small, and labels these alone.
_FEW = 6


def is_sparse(filled: Mapping[str, Filled]) -> bool:
    """Whether there are figures of few areas only."""
    return sum(shown.step is not None for shown in filled.values()) <= _FEW


def map_of_hesse(picture: str, year: int, filled: Mapping[str, Filled]) -> Markup:
    """The drawing, in the units of its viewBox; every area of the year must be in `filled`."""
    drawn, pattern, paths = land(year), f"{picture}-none", outlines(year)
    sparse, outside = is_sparse(filled), beside(filled)
    numbers = {party: number for number, party in enumerate(outside, 1)}
    texts = {party: _beside(filled[party], at, numbers[party]) for party, at in outside.items()}
    return joined(
        (
            hatched(pattern),
            joined(
                _area(filled[area.party], pattern, paths[area.party], texts.get(area.party, Markup("")))
                for area in drawn.areas
            ),
            # The links have said all of it to those who listen; without them these are numbers of nothing.
            element(
                "g",
                joined(
                    _number(area, filled[area.party], numbers[area.party])
                    for area in drawn.areas
                    if area.party in numbers
                ),
                joined(
                    _label(area, filled[area.party]) for area in drawn.areas if not sparse and area.party not in numbers
                ),
                aria_hidden="true",
            ),
        )
    )


def beside(filled: Mapping[str, Filled]) -> dict[str, Beside]:
    """What stands beside the land, in the order of its numbers."""
    if not is_sparse(filled):
        return _beside_among(frozenset(filled))
    known = sorted(party for party, shown in filled.items() if shown.step is not None)
    return {party: Beside(0, 24 + 48 * place, 20) for place, party in enumerate(known)}


def beside_of(year: int) -> dict[str, Beside]:
    """What has no room for its name and figure in a year, in the order of its numbers."""
    return _beside_among(parties(year))


def _beside_among(divided: frozenset[str]) -> dict[str, Beside]:
    return {party: at for party, at in _BESIDE.items() if party in divided}


def size(year: int) -> tuple[float, float]:
    """Width and height of the drawing."""
    lowest = max(at.y for at in beside_of(year).values())
    return WIDTH, max(round(land(year).height), lowest + _BELOW)


def outlines(year: int) -> dict[str, str]:
    """The paths of all areas."""
    return _outlines(parties(year))


@cache
def _outlines(divided: frozenset[str]) -> dict[str, str]:
    return {area.party: outline(area) for area in land_of(divided).areas}


@cache
def label_of(area: Area, name: str) -> tuple[Sequence[str], Stack] | None:
    """The lines of a name, and where they stand above the figure: looking for room is what costs most of a map."""
    for lines in ((name,), _split(name)):
        at = stack(area, [*((len(line) * _LETTER, _NAME) for line in lines), (_WIDE, _FIGURE)])
        if at is not None:
            return lines, at
    return None


def _area(shown: Filled, pattern: str, outlined: str, beside: Markup) -> Markup:
    fill = f"url(#{pattern})" if shown.step is None else None
    path = element("path", class_=shown.kind, fill=fill, d=outlined)
    return element(
        "a" if shown.href else "g", element("title", shown.said), path, beside, class_="area", href=shown.href
    )


def _beside(shown: Filled, at: Beside, number: int) -> Markup:
    """Number, name and figure outside; the box around them is part of the link."""
    return joined(
        (
            element("rect", class_="tap", x=at.x - 3, y=at.y - 15, **_TAP),
            element("text", str(number), class_="out name", x=at.x, y=at.y),
            element("text", shown.name, class_="out name", x=at.x + _INDENT, y=at.y),
            element("text", shown.figure or "–", class_="out", x=at.x + _INDENT, y=at.y + at.line),
        )
    )


def _number(area: Area, shown: Filled, number: int) -> Markup:
    at = room(area, NUMBER)
    return element("text", str(number), class_=f"on number {shown.kind}", x=at.x, y=at.y + 4.5)


def _label(area: Area, shown: Filled) -> Markup:
    """The name, and the figure below it."""
    found = label_of(area, shown.name)
    if found is None:
        at = room(area, _FIGURE)
        return element("text", shown.figure, class_=f"on {shown.kind}", x=at.x, y=at.y + 4.5)
    lines, stands = found
    top = stands.top if shown.figure else stands.top + _FIGURE / 2
    names = [
        element("text", line, class_=f"on placename wide {shown.kind}", x=stands.x, y=top + _NAME * (place + 0.8))
        for place, line in enumerate(lines)
    ]
    y = top + len(lines) * _NAME + _FIGURE * 0.85
    return joined((*names, element("text", shown.figure, class_=f"on {shown.kind}", x=stands.x, y=y)))


def _split(name: str) -> Sequence[str]:
    """A name in two lines, after its hyphen or where it is broken."""
    if name in _SPLIT:
        return _SPLIT[name]
    first, hyphen, rest = name.partition("-")
    return (first + hyphen, rest) if hyphen else (name,)
