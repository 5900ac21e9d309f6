"""Vertical columns over years, side by side where there are several of a year; the value stands on each column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.publication.pictures.markup import element, joined, percent
from aqbgraph.publication.pictures.patterns import fill
from aqbgraph.publication.pictures.plot import Plot, classes, shown
from aqbgraph.publication.pictures.years import year_labels

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from markupsafe import Markup

    from aqbgraph.publication.pictures.scale import Scale

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


def columns(picture: str, groups: Sequence[Group], to: Scale, write: Callable[[Decimal], str]) -> Plot:
    """The drawing; `write` writes a value in the unit of the axis."""
    written = [write(value) for group in groups for value in group.values if value is not None]
    room = _width(groups) / len(groups[0].values)
    label = shown(max(map(len, written)), max(room, _TAKEN / len(groups) / len(groups[0].values)))
    body = (
        grid(to, write),
        joined(_group(picture, groups, place, to, write, label) for place in range(len(groups))),
        element("line", class_="base", x1=0, x2="100%", y1=TOP + HEIGHT, y2=TOP + HEIGHT),
        year_labels([group.year for group in groups], TOP + HEIGHT + 20),
    )
    return Plot(joined(body), TOP + HEIGHT + BELOW, 44, linked=any(group.href for group in groups))


def grid(to: Scale, write: Callable[[Decimal], str]) -> Markup:
    """A thin line at each step, its value left of it."""
    return joined(
        element("line", class_="grid", x1=0, x2="100%", y1=_y(to, tick), y2=_y(to, tick))
        + element("text", write(tick), class_="tick", x=-8, y=_y(to, tick) + 4.5)
        for tick in to.ticks
    )


def _y(to: Scale, value: Decimal) -> float:
    return TOP + HEIGHT * (1 - to.share(value))


def _width(groups: Sequence[Group]) -> float:
    return min(_TAKEN / len(groups), _WIDEST)


def _group(
    picture: str,
    groups: Sequence[Group],
    place: int,
    to: Scale,
    write: Callable[[Decimal], str],
    label: str | None,
) -> Markup:
    group, middle, count = groups[place], (place + 0.5) / len(groups), len(groups[0].values)
    width = _width(groups) / count
    parts = [element("title", group.said)]
    for number, value in enumerate(group.values):
        x = middle + (number - count / 2) * width
        if value is not None:
            parts.append(_column(picture, number, x, width, to, value))
            if label is not None:
                y = _y(to, value) - 6
                parts.append(
                    element("text", write(value), class_=classes("value", label), x=percent(x + width / 2), y=y)
                )
    if all(value is None for value in group.values):
        parts.append(element("text", "–", class_="value quiet", x=percent(middle), y=TOP + HEIGHT - 6))
    return element("a", *parts, href=group.href) if group.href else element("g", *parts)


def _column(picture: str, number: int, x: float, width: float, to: Scale, value: Decimal) -> Markup:
    y = _y(to, value)
    # Side by side they keep a little distance, in percent as all that is side by side.
    return element(
        "rect",
        class_=f"mark c{number + 1}",
        fill=fill(picture, number),
        x=percent(x + width * 0.04),
        y=y,
        width=percent(width * 0.92),
        height=TOP + HEIGHT - y,
    )
