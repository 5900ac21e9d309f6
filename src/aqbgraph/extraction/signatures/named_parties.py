"""The parties as those name them who sign for them, for an agreement that lost the line of its front with a party."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.document import Fact
from aqbgraph.extraction.signatures.organisations import SIDES
from aqbgraph.extraction.wording.wording import line_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.document import Document
    from aqbgraph.extraction.signatures.signatures import Signed

_FIELDS = dict(zip(SIDES, ("stateParty", "localParty"), strict=True))


def facts(document: Document, signed: Sequence[Signed], found: Iterable[Fact]) -> Iterator[Fact]:
    """A fact for each party that none of those `found` names, where all who sign for its side name the same."""
    known = {fact.name for fact in found}
    for side, field in _FIELDS.items():
        named = [one.organisation for one in signed if one.organisation and one.organisation.side == side]
        parties = {one.party for one in named}
        if field in known or len(parties) != 1 or None in parties or any(one.mended for one in named):
            continue
        start, end = named[0].read.span
        words, line = named[0].read.text, line_number(document, start)
        quote = document.text[start:end]
        yield Fact("", field, named[0].party, start, end, line, quote, words, f"closing {field}", (start, end))
