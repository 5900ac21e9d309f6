"""Vertical columns over years, side by side where there are several of a year; the value stands on each column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from aqbgraph.publication.pictures.markup import element, joined, percent
from aqbgraph.publication.pictures.patterns import filling
from aqbgraph.publication.pictures.plot import Plot, classes, shown
from aqbgraph.publication.pictures.years import year_labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from aqbgraph.publication.pictures.scale import Scale

Write = Callable[[Decimal], str]
HEIGHT, TOP, BELOW = 240, 24, 28
# So much of its place a year's columns take, and at most so much of the whole width.
_TAKEN, _WIDEST = 0.72, 0.16


@dataclass(frozen=True, slots=True)
class Group:
    """A year: its values, None where there is none; `said` tells them in words, `href` leads to it."""

    year: int
    values: tuple[Decimal | None, ...]
    said: str
    href: str | None = None


def columns(picture: str, groups: Sequence[Group], to: Scale, write: Write, tick: Write | None = None) -> Plot:
    """The drawing; `write` writes a value in the unit of the axis, `tick` one at its lines."""
    written = [write(value) for group in groups for value in group.values if value is not None]
    # Side by side, labels are as near as the columns are; alone, they have the room between the years as well.
    label = shown(max(map(len, written)), _width(groups) if _most(groups) > 1 else 1 / len(groups))
    body = (
        grid(to, tick or write),
        joined(_group(picture, groups, place, to, write, label) for place in range(len(groups))),
        element("line", class_="base", x1=0, x2="100%", y1=TOP + HEIGHT, y2=TOP + HEIGHT),
        year_labels([group.year for group in groups], TOP + HEIGHT + 20),
    )
    return Plot(joined(body), TOP + HEIGHT + BELOW, 44, linked=any(group.href for group in groups))


def grid(to: Scale, write: Write) -> Markup:
    """A thin line at each step, its value left of it."""
    return joined(
        element("line", class_="grid", x1=0, x2="100%", y1=_y(to, tick), y2=_y(to, tick))
        + element("text", write(tick), class_="tick", x=-8, y=_y(to, tick) + 4.5)
        for tick in to.ticks
    )


def _y(to: Scale, value: Decimal) -> float:
    return TOP + HEIGHT * (1 - to.share(value))


def _most(groups: Sequence[Group]) -> int:
    """As many columns as stand side by side in a year."""
    return max(sum(value is not None for value in group.values) for group in groups)


def _width(groups: Sequence[Group]) -> float:
    """The part of the drawing that a column takes."""
    return min(_TAKEN / len(groups), _WIDEST) / _most(groups)


def _group(
    picture: str,
    groups: Sequence[Group],
    place: int,
    to: Scale,
    write: Write,
    label: str | None,
) -> Markup:
    group, middle = groups[place], (place + 0.5) / len(groups)
    width = _width(groups)
    parts = [element("title", group.said)]
    standing = [(number, value) for number, value in enumerate(group.values) if value is not None]
    for order, (number, value) in enumerate(standing):
        x = middle + (order - len(standing) / 2) * width
        parts.append(_column(picture, number, x, width, to, value))
        if label is not None:
            place_of = {"x": percent(x + width / 2), "y": f"{_y(to, value) - 6:.1f}"}
            parts.append(element("text", write(value), class_=classes("value", label), **place_of))
    if not standing:
        parts.append(element("text", "–", class_="value quiet", x=percent(middle), y=TOP + HEIGHT - 6))
    return element("a", *parts, href=group.href) if group.href else element("g", *parts)


def _column(picture: str, number: int, x: float, width: float, to: Scale, value: Decimal) -> Markup:
    y = _y(to, value)
    # Side by side they keep a little distance, in percent as all that is side by side.
    return element(
        "rect",
        **filling(picture, number),
        x=percent(x + width * 0.04),
        y=y,
        width=percent(width * 0.92),
        height=TOP + HEIGHT - y,
    )
