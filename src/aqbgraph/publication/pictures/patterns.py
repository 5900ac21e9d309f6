"""Fillings that are told apart without colour: full, striped, dotted; and the hatching that stands for no data."""

from __future__ import annotations

from markupsafe import Markup

from aqbgraph.publication.pictures.markup import element


def filling(picture: str, number: int) -> dict[str, str]:
    """The attributes that fill the n-th of several things side by side, the first with the full colour."""
    if number == 0:
        return {"class": "mark c1"}
    return {"class": f"mark o{number + 1}", "fill": f"url(#{picture}-fill-{number + 1})"}


def fillings(picture: str, count: int) -> Markup:
    """What `filling` refers to, for so many things."""
    made = (_striped(f"{picture}-fill-2", 45, "c2"), _dotted(f"{picture}-fill-3", "c3"))
    return element("defs", *made[: count - 1]) if count > 1 else Markup("")


def hatched(name: str) -> Markup:
    """The filling of what there is no figure for."""
    return element("defs", _striped(name, 135, "none", 8))


def _striped(name: str, angle: int, kind: str, apart: int = 6) -> Markup:
    return element(
        "pattern",
        element("rect", class_="ground", width=apart, height=apart),
        element("line", class_=f"stripe {kind}", x1=0, x2=0, y1=0, y2=apart),
        id=name,
        width=apart,
        height=apart,
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
