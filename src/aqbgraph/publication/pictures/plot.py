"""A drawing, and how it stands in a page: as wide as its place, while texts and heights keep their size.

All that lies side by side is placed in percent, so that nothing has to be drawn twice for the phone. What would not fit
there is marked `wide` and left out by the style sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.publication.pictures.markup import element

if TYPE_CHECKING:
    from markupsafe import Markup

# How wide a drawing is in pixels, between its margins, on a phone and in a column of text.
PHONE, COLUMN = 260, 600
# An average figure or letter at the size of labels.
_LETTER = 7.2


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing of a height in pixels; `left` and `right` pixels beside it are taken by texts.

    `linked` says that parts of it are links, so that it is no single image to those who listen.
    """

    body: Markup
    height: int
    left: int
    linked: bool
    right: int = 0


def inline(plot: Plot, picture: str) -> Markup:
    """The drawing in the page; it bears the title and the description that stand above it in words."""
    return element(
        "svg",
        plot.body,
        class_="graphic",
        width="100%",
        height=plot.height,
        role="group" if plot.linked else "img",
        aria_labelledby=f"{picture}-title",
        aria_describedby=f"{picture}-said",
    )


def shown(longest: int, slot: float) -> str | None:
    """The class of labels of so many letters, each in such a part of the width: "" where they fit on a phone, too.

    >>> shown(3, 1 / 5), shown(5, 1 / 12), shown(5, 1 / 40)
    ('', 'wide', None)
    """
    needed = longest * _LETTER + 4
    if needed <= slot * PHONE:
        return ""
    return "wide" if needed <= slot * COLUMN else None


def stride(count: int, slot_letters: int, width: int) -> int:
    """Every how many labels one is written so that none touches the next.

    Powers of two, so that those of a narrow drawing are among those of a wide one.
    """
    step = 1
    while step * width / count < slot_letters * _LETTER + 6:
        step *= 2
    return step


def classes(*names: str | None) -> str | None:
    """Those that there are, as an attribute."""
    return " ".join(name for name in names if name) or None
