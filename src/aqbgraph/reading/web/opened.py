"""An element of a page that is open, and what holds inside it: by its name, its attributes and its style."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.reading.web import styles

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping


def names(words: str) -> frozenset[str]:
    """The names of elements, written with blanks between."""
    return frozenset(words.split())


_INVISIBLE = names(
    "applet area audio base button canvas datalist embed head iframe input link map meta noembed noframes noscript "
    "object option param script select style svg template textarea title track video"
)
_FURNITURE = frozenset({"nav", "footer", "aside"})
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset({"b", "strong", "th", *HEADINGS})
_STRUCK = frozenset({"s", "strike", "del"})
# What hides a page as a whole is undone by its scripts.
_WHOLE = frozenset({"html", "body"})
VOID = names("area base br col embed hr img input link meta param source track wbr")


@dataclass(frozen=True, slots=True)
class Open:
    """An element that is open, and what holds inside it."""

    tag: str
    bold: bool = False
    hidden: bool = False
    furniture: bool = False
    verbatim: bool = False
    struck: bool = False
    raised: bool = False
    white: bool = False
    ground: bool = False
    invisible: bool = False
    sizeless: bool = False

    @property
    def unseen(self) -> bool:
        """Whether its own words are not seen."""
        return self.hidden or self.invisible or self.sizeless


def opened(above: Open, tag: str, attributes: Mapping[str, str], style: str) -> Open:
    """An element that begins inside another, with the style that holds for it."""
    gone = tag not in _WHOLE and styles.GONE.search(style) is not None
    closed = tag == "dialog" and "open" not in attributes
    return Open(
        tag,
        bold=above.bold or tag in _BOLD or styles.BOLD.search(style) is not None,
        hidden=above.hidden or tag in _INVISIBLE or "hidden" in attributes or gone or closed,
        furniture=above.furniture or tag in _FURNITURE,
        verbatim=above.verbatim or tag == "pre" or styles.BREAKS.search(style) is not None,
        struck=above.struck or tag in _STRUCK or styles.STRUCK.search(style) is not None,
        raised=above.raised or tag == "sup",
        white=styles.WHITE.search(style) is not None or (above.white and styles.COLOURED.search(style) is None),
        ground=above.ground or "bgcolor" in attributes or styles.GROUND.search(style) is not None,
        invisible=_held(style, styles.INVISIBLE, styles.VISIBLE, above=above.invisible, tag=tag),
        sizeless=_held(style, styles.SIZELESS, styles.SIZED, above=above.sizeless, tag=tag),
    )


def _held(style: str, said: re.Pattern[str], undone: re.Pattern[str], *, above: bool, tag: str) -> bool:
    """Whether what an element inherits or says of itself holds."""
    return (tag not in _WHOLE and said.search(style) is not None) or (above and undone.search(style) is None)
