"""Lines of the list to one of which the standing sentence below the list was joined, parted again where it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.forms.beginnings import joined
from aqbgraph.extraction.measures.set_aside import SetAside

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aqbgraph.document import Line
    from aqbgraph.extraction.measures.measure_types import TypeHeading


def parted(lines: Sequence[Line], known: Callable[[str], bool]) -> tuple[list[Line], list[Line]]:
    """The lines above such a sentence, and it with the lines below; none of the latter where there is none."""
    for index, line in enumerate(lines):
        start = joined(known, line.passage.text)
        if start is not None:
            sentence = line._replace(
                kind=Kind.TEXT, level=0, marker="", passage=line.passage.cut(start + 1, len(line.text))
            )
            own = line._replace(passage=line.passage.cut(0, start))
            return [*lines[:index], own], [sentence, *lines[index + 1 :]]
    return list(lines), []


def left_over(heading: TypeHeading, lines: Sequence[Line]) -> SetAside:
    """Lines without a bullet above such a sentence: measures, most likely, and without them the type seems empty."""
    words = " / ".join(line.text for line in lines)
    why = f"„{words}“ steht ohne Aufzählungszeichen vor einem Satz: Ist es ein Projekt?"
    return SetAside(heading, tuple(lines), why)
