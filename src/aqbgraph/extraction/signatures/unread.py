"""What cannot be read of a signature on a scan: a hand has written over it, or the recognition has lost it.

A source in text that gives no day has none. On a scan the same says nothing, so it is told, somebody looks, and the
agreement names it as unclear and not as missing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.correction import UNKNOWN, Proposal, Verb, sheet_name
from aqbgraph.errors import Doubtful, Place
from aqbgraph.extraction.wording.wording import line_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from aqbgraph.agreement import Agreement, Signature
    from aqbgraph.document import Document
    from aqbgraph.extraction.signatures.blocks import Read
    from aqbgraph.extraction.signatures.signatures import Signed

_FIELDS = {"signatoryName": "kein Name", "signedAt": "kein Ort", "signedOn": "kein Tag"}
_ATTRIBUTES = {"signatoryName": "signatory_name", "signedAt": "signed_at", "signedOn": "signed_on"}


class Lost(NamedTuple):
    """What is not to be read of a signature: its name, what it shows, and the fields that it does not."""

    key: str
    signed: Signed
    fields: tuple[str, ...]


def lost(
    document: Document, signed: Iterable[tuple[str, Signed]], supplied: Callable[[str, str], bool]
) -> Iterator[Lost]:
    """The signatures of a scan that show no name, place or day, and those of a name cut off, until a sheet has these.

    `signed` are the signatures by their names, `supplied` says of a node and a field whether a sheet has it.
    """
    for key, one in signed:
        if not (document.recognised or one.cut):
            continue
        shown = {"signatoryName": one.name, "signedAt": one.place, "signedOn": one.date}
        shown = shown if document.recognised else {"signatoryName": one.name}
        fields = tuple(field for field, words in shown.items() if words is None and not supplied(key, field))
        if fields:
            yield Lost(key, one, fields)


def told(document: Document, found: Iterable[Lost]) -> Iterator[Doubtful]:
    """What is said of them."""
    for key, one, fields in found:
        # Not where a day stands, which counts as read.
        read = [words for words in (one.role, one.organisation.read if one.organisation else None, one.name) if words]
        if one.unreadable:
            yield _told(document, key, fields, one.unreadable.span, seen="sicher ")
        elif one.cut:
            yield _told(document, key, fields, one.cut.span, one.cut)
        elif (beside := read[0].span if read else min(one.spans(), default=None)) and _is_free(one, beside):
            yield _told(document, key, fields, beside)


def named(agreement: Agreement, found: Iterable[Lost]) -> Agreement:
    """The agreement whose signatures name them as unclear."""
    fields = {one.key: {_ATTRIBUTES[field] for field in one.fields} for one in found}

    def unclear(one: Signature) -> Signature:
        names = fields.get(one.key, set()).union(one.unclear)
        return replace(one, unclear=tuple(name for name in _ATTRIBUTES.values() if name in names))

    return replace(agreement, signatures=tuple(map(unclear, agreement.signatures))) if fields else agreement


def _is_free(one: Signed, span: tuple[int, int]) -> bool:
    return one.date is None or not (span[0] < one.date.span[1] and one.date.span[0] < span[1])


def _told(
    document: Document,
    key: str,
    lost: Sequence[str],
    span: tuple[int, int],
    cut: Read | None = None,
    *,
    seen: str = "",
) -> Doubtful:
    entries = [Proposal(Verb.SUPPLY, (("angabe", f"{key} {field}"), ("richtig", UNKNOWN))) for field in lost]
    beside = " ".join(document.text[slice(*span)].split())
    what = (
        f"Bei der Unterschrift „{beside}“ ist auf dem Scan {' und '.join(_FIELDS[field] for field in lost)} {seen}zu "
        "lesen."
        if not cut
        else f"Bei „{cut.text}“ steht eine Zeile, die zu dem Namen gehören kann."
    )
    sheet, shown = sheet_name(document.source.name), "; ".join(map(str, entries))
    how = f"Die Angabe bleibt weg, bis in „{sheet}“ steht: {shown}."
    place = Place(document.source.name, line_number(document, span[0]), *span)
    return Doubtful(what, place, "\n\n".join(entry.lines() for entry in entries), how)
