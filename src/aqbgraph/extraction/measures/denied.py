"""Projects of which a sentence beside the list says that they are none any more: "„Neue Wege“ wird nicht gefördert."

What the list says and what the sentence says cannot both hold, so the project is left out until somebody settles it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.extraction.measures.items import DROPPED
from aqbgraph.extraction.measures.set_aside import SetAside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from aqbgraph.document import Line
    from aqbgraph.extraction.measures.listed import Listing

_DENIAL = re.compile(
    r"\b(?:nicht(?! (?:nur|zuletzt|übertragbar|mehr als|weniger als))|entfällt|entfallen|gestrichen|zurückgezogen"
    r"|abgesagt|eingestellt|storniert|verzichtet|zurückgestellt|weggefallen|herausgenommen)\b",
    re.IGNORECASE,
)
# Who is meant by a project, or what for it staff is taken on: "für Menschen, die nicht mehr zur Schule gehen".
_OF_OTHERS = re.compile(
    r", (?:die|der|das|denen|deren|dessen|welche[rs]?|soweit|sofern) [^,.]*"
    r"|\b(?:Kräfte|Fachkräfte|Personen|Personal|Stellen) (?:\w+ )?eingestellt"
)
# A project that is meant is quoted or called one; so many letters of a line are looked at.
_MEANT = re.compile(r"[„\"»]|\b(?:Projekte?s?|Maßnahmen?|Vorhaben) [„\"»]?")
_LONGEST = 1000
_SHORTEST = 3


def leave_out(found: Listing) -> None:
    """Sets such measures aside."""
    texts = list(_denials(found.prose))
    if not texts:
        return
    names = {one.passage.text.strip('„“”"»« ') for one in found.measures}
    named = _named(texts, {name for name in names if len(name) > _SHORTEST})
    denied = [one for one in found.measures if one.passage.text.strip('„“”"»« ') in named]
    found.aside.extend(SetAside(one.heading, one.lines, f"„{one.passage.text}“: {DROPPED}") for one in denied)
    gone = {id(one) for one in denied}
    found.measures = [one for one in found.measures if id(one) not in gone]


def _denials(lines: Sequence[Line]) -> Iterator[str]:
    """The lines that deny something, each with those beside it, over which a sentence may go."""
    for at, line in enumerate(lines):
        if _DENIAL.search(line.text[:_LONGEST]):
            yield " ".join(near.text[:_LONGEST] for near in lines[max(0, at - 1) : at + 2])


def _named(texts: Iterable[str], names: AbstractSet[str]) -> set[str]:
    """The names that stand in a sentence which denies something of them."""
    sizes = sorted(set(map(len, names)))
    found: set[str] = set()
    for text in texts:
        for match in _MEANT.finditer(text):
            start = match.end()
            here = {text[start : start + size] for size in sizes if not text[start + size : start + size + 1].isalnum()}
            if new := (here & names) - found:
                found |= {name for name in new if _is_denied(text, start, name)}
    return found


def _is_denied(text: str, start: int, name: str) -> bool:
    first = text[text.rfind(". ", 0, start) + 1 : start]
    rest = text[start + len(name) :].partition(". ")[0]
    return any(_DENIAL.search(_OF_OTHERS.sub("", part)) for part in (first, rest))
