"""What cannot be read of a signature on a scan: a hand has written over it, or the recognition has lost it.

A source in text that gives no day has none. On a scan the same says nothing, so it is told and somebody looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.correction import UNKNOWN, Proposal, Verb, sheet_name
from aqbgraph.errors import Doubtful, Place
from aqbgraph.extraction.wording.wording import line_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from aqbgraph.document import Document
    from aqbgraph.extraction.signatures.signatures import Signed

_FIELDS = {"signatoryName": "kein Name", "signedAt": "kein Ort", "signedOn": "kein Tag"}


def told(
    document: Document, signed: Iterable[tuple[str, Signed]], supplied: Callable[[str, str], bool]
) -> Iterator[Doubtful]:
    """What is said of names, places and days that are not to be read on a scan, until a sheet supplies them.

    `signed` are the signatures by their names, `supplied` says of a node and a field whether a sheet has it.
    """
    if not document.recognised:
        return
    for key, one in signed:
        found = {"signatoryName": one.name, "signedAt": one.place, "signedOn": one.date}
        lost = [field for field, words in found.items() if words is None and not supplied(key, field)]
        # Not where a day stands, which counts as read.
        read = [words for words in (one.role, one.organisation.read if one.organisation else None, one.name) if words]
        if lost and (beside := read[0].span if read else min(one.spans(), default=None)) and _is_free(one, beside):
            yield _told(document, key, lost, beside)


def _is_free(one: Signed, span: tuple[int, int]) -> bool:
    return one.date is None or not (span[0] < one.date.span[1] and one.date.span[0] < span[1])


def _told(document: Document, key: str, lost: Sequence[str], span: tuple[int, int]) -> Doubtful:
    entries = [Proposal(Verb.SUPPLY, (("angabe", f"{key} {field}"), ("richtig", UNKNOWN))) for field in lost]
    beside = " ".join(document.text[slice(*span)].split())
    what = (
        f"Bei der Unterschrift „{beside}“ ist auf dem Scan {' und '.join(_FIELDS[field] for field in lost)} zu lesen."
    )
    sheet, shown = sheet_name(document.source.name), "; ".join(map(str, entries))
    how = f"Die Angabe bleibt weg, bis in „{sheet}“ steht: {shown}."
    place = Place(document.source.name, line_number(document, span[0]), *span)
    return Doubtful(what, place, "\n\n".join(entry.lines() for entry in entries), how)
