"""Projects of which a sentence beside the list says that they are none any more: "„Neue Wege“ wird nicht gefördert."

What the list says and what the sentence says cannot both hold, so the project is left out until somebody settles it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.extraction.measures.items import DROPPED
from aqbgraph.extraction.measures.set_aside import SetAside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.document import Line
    from aqbgraph.extraction.measures.listed import Listing

_DENIAL = re.compile(
    r"\b(?:nicht|entfällt|entfallen|gestrichen|zurückgezogen|abgesagt|eingestellt|storniert)\b", re.IGNORECASE
)
# A project that is meant is quoted or called one; so many sentences and letters of each are looked at.
_MEANT = re.compile(r"(?:[„\"»]|\b(?:Projekte?s?|Maßnahmen?|Vorhaben) )$")
_MOST, _LONGEST = 20, 1000
_SHORTEST = 3


def leave_out(found: Listing) -> None:
    """Sets such measures aside."""
    sentences = _denials(found.prose)
    if not sentences:
        return
    denied = [one for one in found.measures if any(_is_named(one.passage.text, text) for text in sentences)]
    found.aside.extend(SetAside(one.heading, one.lines, f"„{one.passage.text}“: {DROPPED}") for one in denied)
    gone = {id(one) for one in denied}
    found.measures = [one for one in found.measures if id(one) not in gone]


def _denials(lines: Sequence[Line]) -> list[str]:
    """The lines that deny something, each with those beside it, over which a sentence may go."""
    at = [number for number, line in enumerate(lines) if _DENIAL.search(line.text[:_LONGEST])][:_MOST]
    if not at:
        return []
    return [" ".join(line.text[:_LONGEST] for line in lines[max(0, one - 1) : one + 2]) for one in at]


def _is_named(name: str, text: str) -> bool:
    bare = name.strip('„“”"»« ')
    start = text.find(bare) if len(bare) > _SHORTEST else -1
    if start < 0 or text[start + len(bare) : start + len(bare) + 1].isalnum():
        return False
    sentence = text[text.rfind(". ", 0, start) + 1 :].partition(". ")[0]
    return _MEANT.search(text[:start]) is not None and _DENIAL.search(sentence) is not None
