"""Which names are worth comparing: near linear in their number, where all pairs would be quadratic.

Two names that differ by one letter share a name with one letter left out (the deletion neighbourhood of SymSpell), so
no such pair is missed. For the rest names are put into blocks by how they and their words begin and end, and within a
block each meets its neighbours in alphabetical order (the sorted neighbourhood of Hernández and Stolfo, SIGMOD 1995).
Names with different numbers are never one project and share no block, unless they are the same letters.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aqbgraph.extraction.series.names import Form
    from aqbgraph.extraction.series.projects import Project

# So many neighbours each name meets in a block; in a smaller block it meets all.
NEIGHBOURS = 12
_STEM = 5
# Blocks so narrow that all in them meet: names that share their letters but one.
_WHOLE = frozenset({"same", "without"})


def candidates(forms: Mapping[Project, Form]) -> list[tuple[Project, Project]]:
    """Pairs to compare, each once and the lesser first, whatever the order of the names."""
    ordered = sorted(forms)
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    # Numbers in place of names: they are compared and hashed some million times.
    for place in sorted(range(len(ordered)), key=lambda place: (forms[ordered[place]].letters, place)):
        for key in dict.fromkeys(_keys(forms[ordered[place]])):
            blocks[key].append(place)
    found = {
        (one, other) if one < other else (other, one)
        for (kind, *_), block in blocks.items()
        for place, one in enumerate(block)
        for other in block[place + 1 : None if kind in _WHOLE else place + 1 + NEIGHBOURS]
    }
    return [(ordered[one], ordered[other]) for one, other in sorted(found)]


def _keys(form: Form) -> Iterator[tuple[object, ...]]:
    letters, numbers = form.letters, form.numbers
    if not letters:
        return
    yield "same", letters
    yield "without", numbers, letters
    for place in range(len(letters)):
        yield "without", numbers, letters[:place] + letters[place + 1 :]
    yield "end", numbers, letters[-_STEM:]
    for word in (letters, *form.words):
        yield "begin", numbers, word[:_STEM]
