"""From signatures as read to signatures of an agreement: for which party, on what evidence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from aqbgraph.agreement import Evidence, Signature
from aqbgraph.errors import AqbError, BadValue, Conflict, Place
from aqbgraph.extraction import values
from aqbgraph.extraction.signatures import party_of
from aqbgraph.extraction.wording import line_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.document import Document
    from aqbgraph.extraction.signatures import Read, Signed


def faults(document: Document, signed: Sequence[Signed], state: str | None, local: str | None) -> Iterator[AqbError]:
    """Dates without a single reading, and signatures for somebody who is no party."""
    for one in signed:
        if one.date is not None:
            try:
                values.german_date(one.date.text)
            except ValueError as error:
                yield BadValue(str(error), _place(document, one.date))
        if one.misread is not None:
            message = f"Das Datum „{one.misread.text}“ ist nicht eindeutig lesbar (erwartet z. B. „11.08.2025“)."
            yield BadValue(message, _place(document, one.misread))
        party = party_of(one, state, local)
        if one.organisation is not None and party not in (state, local, None) and local is not None:
            message = f"Unterschrift für „{one.organisation.text}“, die Vereinbarung ist aber mit einer anderen Partei."
            yield Conflict(message, _place(document, one.organisation))


def _place(document: Document, read: Read) -> Place:
    span = read.passage.span(read.start, read.end)
    return Place(document.source.name, line_number(document, span[0]), *span)


def signatures(document: Document, signed: Sequence[Signed], state: str, local: str) -> tuple[Signature, ...]:
    """The signatures, named by the side they are for: "signature-state", "signature-local"."""
    sides = {state: "state", local: "local", None: "other"}
    count: Counter[str] = Counter()
    made = []
    for one in signed:
        party = party_of(one, state, local)
        side = sides[party]
        count[side] += 1
        suffix = "" if count[side] == 1 else f"-{count[side]}"
        made.append(_signature(document, one, f"signature-{side}{suffix}", party))
    return tuple(made)


def _signature(document: Document, one: Signed, key: str, party: str | None) -> Signature:
    read = {
        "onBehalfOf": one.organisation or (one.role if party else None),
        "signatoryName": one.name,
        "signatoryRole": one.role,
        "signedAt": one.place,
        "signedOn": one.date,
    }
    return Signature(
        key=key,
        on_behalf_of=party,
        signatory_name=one.name.text if one.name else None,
        signatory_role=one.role.text if one.role else None,
        office=one.office,
        signed_at=one.place.text if one.place else None,
        signed_on=values.german_date(one.date.text) if one.date else None,
        evidence=tuple(_evidence(document, words, field) for field, words in read.items() if words is not None),
    )


def _evidence(document: Document, read: Read, supports: str) -> Evidence:
    """The whole line (or lines) the words stand in."""
    start, end = read.passage.span(0, len(read.passage.text))
    return Evidence(start, end, line_number(document, start), document.text[start:end], f"closing {supports}", supports)
