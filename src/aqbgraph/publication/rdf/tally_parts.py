"""What was counted of a single document, so that the next build need not count it again."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.publication.rdf.counting import Counting
    from aqbgraph.publication.rdf.samples import Notes

# A class: things, statements; by property the uses as they are counted.
Kind = tuple[int, int, dict[bytes, dict[bytes, int]]]


class Counted(NamedTuple):
    """The counters after one document, as `Counting` names them; `notes` are the samples seen in it."""

    sums: tuple[int, int, int]
    classes: dict[bytes, Kind]
    statements: dict[bytes, int]
    having: dict[bytes, int]
    objects: dict[bytes, bytes]
    abroad: dict[tuple[bytes, bytes], bytes]
    links: dict[tuple[str, str], int]
    notes: Notes | None


class Glance(NamedTuple):
    """What is to be known of a document before any is counted.

    `strangers` are statements on what is no part of it, by the document that has them or by what they are on; `kinds`
    the digests of its things by their class.
    """

    strangers: dict[bytes, frozenset[bytes]]
    kinds: dict[bytes, bytes]


def counted(counting: Counting) -> Counted:
    """What was counted, free of anything that only counting needs."""
    return Counted(
        (counting.triples, counting.entities, counting.subjects),
        {
            kind: (row.entities, row.triples, {name: dict(use) for name, use in row.uses.items()})
            for kind, row in counting.classes.items()
        },
        dict(counting.statements),
        dict(counting.having),
        counting.objects.packed(),
        counting.abroad.packed(),
        dict(counting.links),
        counting.sampling.notes if counting.sampling else None,
    )


def together(glances: Iterable[Glance]) -> Glance:
    """What is to be known of several documents."""
    strangers: dict[bytes, frozenset[bytes]] = {}
    kinds: dict[bytes, bytes] = {}
    for one in glances:
        for name, lines in one.strangers.items():
            strangers[name] = strangers.get(name, frozenset()) | lines
        for kind, keys in one.kinds.items():
            kinds[kind] = kinds.get(kind, b"") + keys
    return Glance(strangers, kinds)


def once(part: Counted) -> Counted:
    """The same with each value of a property once: several documents have the same."""
    return part._replace(objects={name: _once(numbers) for name, numbers in part.objects.items()})


def _once(numbers: bytes) -> bytes:
    return array("Q", sorted(set(array("Q", numbers)))).tobytes()


def take(counting: Counting, part: Counted) -> None:
    """Adds what was counted of a document."""
    triples, entities, subjects = part.sums
    counting.triples += triples
    counting.entities += entities
    counting.subjects += subjects
    for kind, (things, said, uses) in part.classes.items():
        row = counting.classes[kind]
        row.entities += things
        row.triples += said
        for name, use in uses.items():
            row.uses[name].update(use)
    counting.statements.update(part.statements)
    counting.having.update(part.having)
    counting.links.update(part.links)
    counting.objects.take(part.objects)
    counting.abroad.take(part.abroad)
    if counting.sampling is not None and part.notes is not None:
        counting.sampling.take(part.notes)
