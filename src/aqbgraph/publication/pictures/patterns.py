"""Fillings that are told apart without colour: full, striped, dotted; and the hatching that stands for no data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.publication.pictures.markup import element

if TYPE_CHECKING:
    from markupsafe import Markup


def fill(picture: str, number: int) -> str | None:
    """The filling of the n-th of several things side by side; None is the full colour of its class."""
    return f"url(#{picture}-fill-{number + 1})" if number else None


def fillings(picture: str, count: int) -> Markup:
    """What `fill` refers to, for so many things."""
    made = [_striped(f"{picture}-fill-2", 45, "c2"), _dotted(f"{picture}-fill-3", "c3")]
    return element("defs", *made[: count - 1]) if count > 1 else element("defs", "")


def hatched(name: str) -> Markup:
    """The filling of what there is no figure for."""
    return element("defs", _striped(name, 135, "none"))


def _striped(name: str, angle: int, kind: str) -> Markup:
    return element(
        "pattern",
        element("rect", class_="ground", width=6, height=6),
        element("line", class_=f"stripe {kind}", x1=0, x2=0, y1=0, y2=6),
        id=name,
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform=f"rotate({angle})",
    )


def _dotted(name: str, kind: str) -> Markup:
    return element(
        "pattern",
        element("rect", class_="ground", width=6, height=6),
        element("circle", class_=f"dot {kind}", cx=3, cy=3, r=1.7),
        id=name,
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
    )
