"""A party of which a scan shows no signature, and a signature of which it does not show the party.

A stamp may lie upon it: that nobody has signed is not said by that. A source in text is read as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.errors import Doubtful, Place
from aqbgraph.extraction.signatures.signing import keys
from aqbgraph.extraction.wording.wording import line_number
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.document import Document, Line
    from aqbgraph.extraction.signatures.signatures import Signed


def told(
    document: Document, signed: Sequence[Signed], sides: tuple[str | None, str | None], closing: Sequence[Line]
) -> Iterator[Doubtful]:
    """What is said of these; `sides` are the parties of the agreement, `closing` is its end."""
    if not (document.recognised and closing and signed) or None in sides:
        return
    named = list(zip(signed, (party for _, party in keys(signed, *sides)), strict=True))
    place = Place(document.source.name, closing[0].number)
    nobodys = [one for one, party in named if party is None]
    for one in nobodys:
        read = one.role or one.name or (one.organisation.read if one.organisation else None)
        if read is not None:
            line = line_number(document, read.span[0])
            yield Doubtful(
                f"Bei der Unterschrift „{read.text}“ ist auf dem Scan nicht zu lesen, für wen sie geleistet ist.",
                Place(document.source.name, line),
                how="Die Partei bleibt weg. Bitte mit dem Scan vergleichen.",
            )
    missing = [
        (kind, side)
        for kind, side in zip(("StateParty", "LocalParty"), sides, strict=True)
        if side not in {party for _, party in named}
    ]
    if len(missing) > len(nobodys):
        labels = {entry.key: entry.label for kind, _ in missing for entry in vocabulary().instances(kind)}
        names = " oder ".join(f"„{labels[str(side)]}“" for _, side in missing)
        yield Doubtful(
            f"Auf dem Scan ist keine Unterschrift für {names} zu lesen.",
            place,
            how="Sie bleibt weg. Bitte nachsehen, ob sie dort fehlt oder nur nicht zu lesen ist.",
        )
