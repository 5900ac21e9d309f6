"""A picture as a file of its own: title, legend and source inside, colours with it, nothing that is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

from markupsafe import Markup

from aqbgraph.publication.pictures.markup import SVG, element, joined, unlinked
from aqbgraph.publication.pictures.palette import style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.publication.frame.picture import Key, Note

WIDTH, EDGE = 720, 24
# Letters in a line of text over the whole width.
_LINE = 96


@dataclass(frozen=True, slots=True)
class Words:
    """What is written around a drawing, in a language."""

    title: str
    description: str
    unit: str
    keys: tuple[Key, ...]
    notes: tuple[Note, ...]
    language: str


def file(words: Words, drawing: Markup, height: int, beside: tuple[int, int] = (0, 0)) -> bytes:
    """The drawing between its words; as many pixels left and right of it are taken by texts that belong to it."""
    head, top = _head(words)
    below = top + height + 22
    foot = list(_texts([note.text for note in words.notes], below, "small quiet"))
    whole = int(below + len(foot) * 17 + 8)
    body = element(
        "svg",
        unlinked(drawing),
        x=EDGE + beside[0],
        y=top,
        width=WIDTH - 2 * EDGE - sum(beside),
        height=height,
        overflow="visible",
    )
    made = element(
        "svg",
        element("title", words.title, id="title"),
        element("desc", words.description, id="desc"),
        element("style", Markup(style())),  # noqa: S704  # our own rules
        element("rect", class_="ground", width=WIDTH, height=whole),
        head,
        body,
        joined(foot),
        xmlns=SVG,
        viewBox=f"0 0 {WIDTH} {whole}",
        width=WIDTH,
        height=whole,
        role="img",
        aria_labelledby="title desc",
        lang=words.language,
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{made}\n'.encode()


def _head(words: Words) -> tuple[Markup, int]:
    title = [element("text", words.title, class_="title", x=EDGE, y=36)]
    said = list(_texts([words.description], 62, ""))
    y = 62 + 20 * len(said)
    unit = [element("text", words.unit, class_="quiet", x=EDGE, y=y + 4)] if words.unit else []
    y += 22 * len(unit)
    keys, y = _keys(words.keys, y + 2)
    return joined([*title, *said, *unit, keys]), y + 4


def _keys(keys: Sequence[Key], y: int) -> tuple[Markup, int]:
    """The legend in rows, as many entries in each as there is room for."""
    placed, x = [], EDGE
    for key in keys:
        width = 34 + 7 * len(key.text) + 18
        if x > EDGE and x + width > WIDTH - EDGE:
            x, y = EDGE, y + 24
        sample = element("svg", key.sample, x=x, y=y, width=24, height=14)
        placed += [sample, element("text", key.text, x=x + 32, y=y + 12)]
        x += width
    return joined(placed), y + 26 if keys else y


def _texts(texts: Iterable[str], y: float, kind: str) -> Iterator[Markup]:
    for text in texts:
        for line in wrap(text, _LINE if kind != "small quiet" else 105):
            yield element("text", line, class_=kind or None, x=EDGE, y=y)
            y += 20 if kind != "small quiet" else 17
