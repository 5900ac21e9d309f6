"""What stands in a row of a table: a bar, a strip of years, small columns; each as wide as its cell."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from aqbgraph.publication.pictures.markup import element, joined, percent
from aqbgraph.publication.pictures.years import year_labels

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from markupsafe import Markup

    from aqbgraph.publication.pictures.scale import Scale

# How wide the drawing of a row is beside its name, in pixels; below it, as wide as on a phone.
_ROW = 380
# What of the whole width a small column takes at most.
_SLIM = 0.12


@dataclass(frozen=True, slots=True)
class Drawn:
    """The drawing of a row, with its height in pixels."""

    body: Markup
    height: int


def bar(share: float) -> Drawn:
    """A bar from the left, on a thin line that shows where it begins."""
    begin = element("line", class_="base", x1=0, x2=0, y1=0, y2=14)
    return Drawn(element("rect", class_="mark c1", y=1, width=percent(share), height=12) + begin, 14)


def strip(years: Sequence[int], named: Collection[int], agreed: Collection[int]) -> Drawn:
    """A box for each year in which something is named, a dash for one agreed without it, nothing for any other."""
    step = 1 / len(years)
    return Drawn(
        joined(
            element(
                "rect",
                class_="mark c1" if year in named else "gap",
                x=percent((place + 0.08) * step),
                y=1 if year in named else 6,
                width=percent(0.84 * step),
                height=12 if year in named else 2,
            )
            for place, year in enumerate(years)
            if year in named or year in agreed
        ),
        14,
    )


def small(values: Sequence[int], to: Scale) -> Drawn:
    """Small columns, a place each; of a few they stay as slim as of many, in the middle of their places."""
    step, height = 1 / len(values), 40
    width = min(0.76 * step, _SLIM)
    return Drawn(
        joined(
            element(
                "rect",
                class_="mark c1",
                x=percent((place + 0.5) * step - width / 2),
                y=height * (1 - share),
                width=percent(width),
                height=height * share,
            )
            for place, share in enumerate(map(to.share, map(Decimal, values)))
            if share
        )
        + element("line", class_="base", x1=0, x2="100%", y1=height, y2=height),
        height + 1,
    )


def axis(years: Sequence[int]) -> Drawn:
    """The names of the years above rows of years."""
    return Drawn(year_labels(years, 14, _ROW), 20)
