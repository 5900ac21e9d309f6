"""The axis of years: every year has its place, with or without a figure, and as many are named as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.publication.pictures.markup import element, joined, percent
from aqbgraph.publication.pictures.plot import COLUMN, PHONE, classes, stride

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup


def span(years: Iterable[int]) -> tuple[int, ...]:
    """All years from the first to the last: a gap is shown as a gap."""
    known = sorted(set(years))
    return tuple(range(known[0], known[-1] + 1)) if known else ()


def named(years: Sequence[int], width: int) -> frozenset[int]:
    """The years that are named in a drawing of this width: the newest, and backwards from it."""
    step = stride(len(years), 4, width)
    return frozenset(years[::-1][::step])


def year_labels(years: Sequence[int], y: float, width: int = COLUMN) -> Markup:
    """The names of the years, each at the middle of its place, in a drawing of this width at most."""
    wide, narrow = named(years, width), named(years, PHONE)
    return joined(
        element(
            "text",
            str(year),
            class_=classes("year", None if year in narrow else "wide"),
            x=percent((place + 0.5) / len(years)),
            y=y,
        )
        for place, year in enumerate(years)
        if year in wide
    )
