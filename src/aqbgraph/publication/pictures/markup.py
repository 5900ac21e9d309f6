"""Elements of SVG as text, attributes in the order given: the same facts draw the same bytes."""

from __future__ import annotations

import re
from decimal import Decimal

from markupsafe import Markup, escape

SVG = "http://www.w3.org/2000/svg"


def element(name: str, *children: str, **attributes: object) -> Markup:
    """An element; of attributes `stroke_width` means `stroke-width`, `class_` means `class`, and None is left out.

    Children that are no markup are escaped.

    >>> element("text", "A & B", class_="quiet", x=0.5, href=None)
    Markup('<text class="quiet" x="0.5">A &amp; B</text>')
    """
    said = (
        f' {key.rstrip("_").replace("_", "-")}="{escape(_written(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    start = f"{name}{''.join(said)}"
    inner = "".join(map(escape, children))
    return Markup(f"<{start}>{inner}</{name}>" if children else f"<{start}/>")  # noqa: S704  # escaped just here


# Texts and values are escaped, so that nothing but an element begins like this.
_LINK = re.compile(r'<(/?)a\b(?:( class="[^"]*")?(?: href="[^"]*")?)?')


def unlinked(drawing: Markup) -> Markup:
    """The drawing without links: for a file that lies anywhere.

    >>> unlinked(element("a", "2025", class_="area", href="../2025"))
    Markup('<g class="area">2025</g>')
    """
    return Markup(_LINK.sub(lambda found: f"<{found[1]}g{found[2] or ''}", drawing))  # noqa: S704  # was markup


def joined(parts: object) -> Markup:
    """Elements one after another."""
    return Markup("").join(parts)  # type: ignore[arg-type]  # any iterable of text


def percent(share: float | Decimal) -> str:
    """A part of the width, which leaves texts at their size however wide the drawing is.

    >>> percent(0.3333333), percent(1), percent(Decimal("0.055"))
    ('33.33%', '100%', '5.5%')
    """
    return f"{_short(float(share) * 100, 2)}%"


def _written(value: object) -> str:
    return _short(float(value), 1) if isinstance(value, float | Decimal) else str(value)


def _short(value: float, digits: int) -> str:
    """A number without what it does not need; minus zero is zero."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
