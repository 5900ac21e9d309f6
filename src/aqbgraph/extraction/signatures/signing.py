"""From signatures as read to signatures of an agreement: for which party, on which day, on what evidence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from aqbgraph.agreement import Evidence, Signature
from aqbgraph.errors import AqbError, BadValue, Conflict, Place
from aqbgraph.extraction.signatures.signatures import party_of
from aqbgraph.extraction.values import dates
from aqbgraph.extraction.wording import mending
from aqbgraph.extraction.wording.wording import line_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from aqbgraph.document import Document, Repair
    from aqbgraph.extraction.signatures.blocks import Read
    from aqbgraph.extraction.signatures.signatures import Signed
    from aqbgraph.extraction.values.confusions import Mended

# A day has one word at most, the month.
_WORD = re.compile(r"[^\W\d_]{3,}")


def faults(
    document: Document, signed: Sequence[Signed], state: str | None, local: str | None, year: int | None
) -> Iterator[AqbError]:
    """Days without a single reading or far from the agreement's year, signatures for somebody who is no party.

    And those in an office of the other party: on a page that lies askew two of them may have been mixed.
    """
    for one in signed:
        yield from _of_day(document, one, year)
        party, named = party_of(one, state, local), one.organisation
        if named is not None and one.role is not None and one.side and named.side and one.side != named.side:
            message = (
                f"„{one.role.text}“ steht hier bei „{named.read.text}“, ist aber ein Amt der anderen Partei: Sind die "
                "Unterschriften durcheinandergeraten?"
            )
            yield Conflict(message, _place(document, one.role))
        if named is not None and state and local and party not in (state, local, None):
            message = f"Unterschrift für „{named.read.text}“, die Vereinbarung ist aber mit einer anderen Partei."
            yield Conflict(message, _place(document, named.read))


def _of_day(document: Document, one: Signed, year: int | None) -> Iterator[AqbError]:
    if one.opened is not None and one.opened.misread is not None:
        yield BadValue(dates.unreadable(one.opened.misread.text), _place(document, one.opened.misread))
    if one.date is None:
        return
    try:
        day, _ = _day(one.date, year)
    except ValueError as error:
        yield BadValue(str(error), _place(document, one.date))
        return
    if year is not None and abs(day.year - year) > dates.NEAR:
        message = f"Unterschrieben am „{one.date.text}“, die Vereinbarung ist aber für {year}. Bitte die Quelle prüfen."
        yield Conflict(message, _place(document, one.date))


def without_unreadable_days(signed: Sequence[Signed], year: int | None) -> tuple[Signed, ...]:
    """The signatures of a scan, those whose day has no reading without it: somebody looks, and the rest holds.

    Not where other words were mixed into the day, or nobody's office tells whose it is.
    """
    return tuple(map(partial(_without_unreadable, year=year), signed))


def _without_unreadable(one: Signed, year: int | None) -> Signed:
    if one.opened is None or one.role is None:
        return one
    words = one.opened.misread
    if one.date is not None:
        try:
            _day(one.date, year)
        except ValueError:
            words = one.date
    if words is None or (one.place and len(_WORD.findall(words.text)) > 1):
        return one
    return replace(one, opened=replace(one.opened, date=None, misread=None), unreadable=words)


def _day(read: Read, year: int | None) -> tuple[date, Mended | None]:
    """The day of words, completed or mended by the year of the agreement. Raises ValueError as `dates.german_date`."""
    return mending.read(read.text, dates.german_date, partial(dates.mended, near=year))


def _place(document: Document, read: Read) -> Place:
    return Place(document.source.name, line_number(document, read.span[0]), *read.span)


def repairs(signed: Sequence[Signed], year: int | None) -> Iterator[Repair | None]:
    """What was mended in the signatures."""
    for one in signed:
        if one.organisation is not None:
            read = one.organisation.read
            yield mending.repair(read.passage, (read.start, read.end), one.organisation.mended)
        if one.date is not None:
            try:
                _, mended = _day(one.date, year)
            except ValueError:
                continue
            yield mending.repair(one.date.passage, (one.date.start, one.date.end), mended)


def days(
    signed: Sequence[Signed], state: str | None, local: str | None, year: int | None
) -> Iterator[tuple[str, Read, date]]:
    """The days that can be read: whose signature, by its name; the words; the day."""
    for one, (key, _) in zip(signed, keys(signed, state, local), strict=True):
        if one.date is not None:
            try:
                yield key, one.date, _day(one.date, year)[0]
            except ValueError:
                continue


def keys(signed: Sequence[Signed], state: str | None, local: str | None) -> Iterator[tuple[str, str | None]]:
    """What each signature is called, by the side it is for, and the party: "signature-state", "signature-local"."""
    sides = {None: "other", state: "state", local: "local"}
    count: Counter[str] = Counter()
    for one in signed:
        party = party_of(one, state, local)
        side = sides.get(party, "other") if party else "other"
        count[side] += 1
        yield f"signature-{side}" + ("" if count[side] == 1 else f"-{count[side]}"), party


def signatures(
    document: Document, signed: Sequence[Signed], state: str, local: str, year: int
) -> tuple[Signature, ...]:
    """The signatures, named by the side they are for."""
    named = zip(signed, keys(signed, state, local), strict=True)
    return tuple(_signature(document, one, key, party, year) for one, (key, party) in named)


def _signature(document: Document, one: Signed, key: str, party: str | None, year: int) -> Signature:
    named = one.organisation.read if one.organisation else one.role
    read = {
        "onBehalfOf": named if party else None,
        "signatoryName": one.name,
        "signatoryRole": one.own_role,
        "signedAt": one.place,
        "signedOn": one.date,
    }
    return Signature(
        key=key,
        on_behalf_of=party,
        signatory_name=one.name.text if one.name else None,
        signatory_role=one.own_role.text if one.own_role else None,
        office=one.office if one.own_role else None,
        signed_at=one.place.text if one.place else None,
        signed_on=_day(one.date, year)[0] if one.date else None,
        evidence=tuple(_evidence(document, words, field) for field, words in read.items() if words is not None),
    )


def _evidence(document: Document, read: Read, supports: str) -> Evidence:
    """The whole line (or lines) the words stand in."""
    start, end = read.passage.extent
    return Evidence(start, end, line_number(document, start), document.text[start:end], f"closing {supports}", supports)
