"""What a Word document holds and does not show: words hidden, too small or white; and what stands raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.reading.word.styles import W, on

if TYPE_CHECKING:
    from lxml import etree

_VALUE, _FILL = W + "val", W + "fill"
_WHITE = frozenset(("FFFFFF", "ffffff"))
_NONE = frozenset((None, "auto", *_WHITE))
# In half points (ECMA-376 part 1, 17.3.2.38): nobody can read letters of a point.
_TINY = frozenset(("0", "1", "2"))


def is_left_out(properties: etree._Element | None) -> bool:
    """Whether the words of a run are none of the text: hidden or too small."""
    if properties is None:
        return False
    return on(properties.find(W + "vanish")) or _of(properties, "sz") in _TINY


def is_raised(properties: etree._Element | None) -> bool:
    """Whether the words of a run stand raised, as the mark of a note does."""
    return properties is not None and _of(properties, "vertAlign") == "superscript"


def white(part: etree._Element) -> str:
    """The first words of a part that are white, on no ground that is seen; "" where none are.

    A table may have a ground by its style, so nothing is said of its cells.
    """
    for run in part.iter(W + "r"):
        properties = run.find(W + "rPr")
        if properties is None or _of(properties, "color") not in _WHITE or on(properties.find(W + "vanish")):
            continue
        if (words := " ".join(_words(run).split())) and not _has_ground(run, properties):
            return words
    return ""


def _has_ground(run: etree._Element, properties: etree._Element) -> bool:
    within = next(run.iterancestors(W + "tc", W + "txbxContent"), None)
    if within is not None or properties.find(W + "highlight") is not None:
        return True
    paragraph = next(run.iterancestors(W + "p"), None)
    of_paragraph = None if paragraph is None else paragraph.find(f"{W}pPr/{W}shd")
    grounds = (properties.find(W + "shd"), of_paragraph)
    return any(ground is not None and ground.get(_FILL) not in _NONE for ground in grounds)


def _of(properties: etree._Element, name: str) -> str | None:
    found = properties.find(W + name)
    return None if found is None else found.get(_VALUE)


def _words(run: etree._Element) -> str:
    return "".join(text.text or "" for text in run.iter(W + "t"))
