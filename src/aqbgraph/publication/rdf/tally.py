"""Counts what is published, document by document, from its N-Triples: what VoID tells of a dataset.

A document is read alone and in portions, so memory holds a portion, the counters, and eight bytes for each value in it;
those of all documents wait on disk.
Classes of things that live elsewhere are looked up when all documents have been seen.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from aqbgraph.publication.disk.before import Before
from aqbgraph.publication.disk.runs import Runs
from aqbgraph.publication.disk.steps import Steps
from aqbgraph.publication.disk.writer import Writer
from aqbgraph.publication.formats import N_TRIPLES
from aqbgraph.publication.rdf.counting import Counting, digest, portions
from aqbgraph.publication.rdf.samples import Sampling
from aqbgraph.publication.rdf.tally_parts import Glance, counted, once, take, together
from aqbgraph.vocabulary import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from aqbgraph.publication.rdf.counting import Tally
    from aqbgraph.publication.rdf.tally_parts import Counted

_TYPE = f"<{RDF_TYPE}>".encode()
# One path in so many ends a group: as many documents are added up anew when one of them has changed.
_ENDS = 64
# Bytes of a document from which on its portions are kept: the data of a cube grows with the agreements.
_LONG = 1 << 21


def tally(
    folder: Path,
    graphs: Iterable[tuple[str, str]],
    base: str,
    targets: Mapping[str, str],
    linking: Iterable[str],
    sampling: Sampling | None = None,
    steps: Steps | None = None,
) -> Tally:
    """Counts the documents (path, IRI) of a publication; `sampling` sees all that is counted.

    `targets` are the datasets linked to, by the beginning of the names in them; `linking` the properties that link.
    With `steps` a document is counted only when it has changed.
    """
    listed, kept = list(graphs), steps or Steps(Writer(folder), Before(folder))
    empty = partial(
        Counting,
        f"<{base}".encode(),
        {f"<{start}".encode(): target for start, target in targets.items()},
        frozenset(f"<{name}>".encode() for name in linking),
    )
    groups = [list(group) for group in _groups(listed)]
    things: Runs[bytes] = Runs(folder)
    strangers: dict[bytes, set[bytes]] = defaultdict(set)
    for group in groups:
        glance = _glances(kept, group)
        things.take(glance.kinds)
        for name, lines in glance.strangers.items():
            strangers[name] |= lines
    counting = empty(objects=Runs(folder), abroad=Runs(folder), sampling=sampling)
    begin = partial(_empty, empty, sampling)
    for group in groups:
        rows = [_Row(path, iri, tuple(sorted(strangers.pop(iri.encode(), ())))) for path, iri in group]
        take(counting, _counts(kept, rows, begin, (base, list(targets))))
    for left in strangers.values():
        counting.document(sorted(left))
    counting.resolve(things)
    return counting.result(len(listed))


class _Row(NamedTuple):
    """A document, and what others say of its things (N-Triples)."""

    path: str
    iri: str
    more: tuple[bytes, ...]


def _groups(listed: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Documents of a folder that stand in a row; where a group ends follows from the paths of those in it."""
    for _, members in groupby(listed, key=lambda one: one[0].rpartition("/")[0]):
        group: list[tuple[str, str]] = []
        for path, iri in members:
            group.append((path, iri))
            if not crc32(path.encode()) % _ENDS:
                yield group
                group = []
        if group:
            yield group


def _empty(empty: Callable[..., Counting], sampling: Sampling | None) -> Counting:
    return empty(sampling=Sampling(sampling.identifiers) if sampling else None)


def _glances(steps: Steps, group: Sequence[tuple[str, str]]) -> Glance:
    """What is to be known of some documents; what is known of each stays known for when one of them changes."""
    given = steps.given([(steps.writer.noted.get(path + N_TRIPLES.suffix), iri) for path, iri in group])
    found = steps.value(
        f"glances:{group[0][0]}", given, lambda: together(_glanced(steps, path, iri) for path, iri in group)
    )
    steps.cache.take((f"glance:{path}" for path, _ in group))
    return found


def _counts(steps: Steps, rows: Sequence[_Row], begin: Callable[[], Counting], what: object) -> Counted:
    """What is counted of some documents; the same holds."""
    keys = [steps.given(steps.writer.noted.get(row.path + N_TRIPLES.suffix), row.iri, row.more, what) for row in rows]

    anew: set[str] = set()

    def counted_anew(row: _Row) -> Counted:
        anew.add(row.path)
        return _counted(steps, row, begin, what)

    def made() -> Counted:
        counting = begin()
        for row, key in zip(rows, keys, strict=True):
            take(counting, steps.value(_step(row.path), key, partial(counted_anew, row)))
        return once(counted(counting))

    found = steps.value(f"sums:{rows[0].path}", steps.given(keys), made)
    steps.cache.take(_step(row.path) for row in rows)
    for row in rows:
        # Of one that was counted anew just the portions stay that it still has.
        if _is_long(steps, row.path) and row.path not in anew:
            steps.cache.stays(_step(row.path, ""))
    return found


def _step(path: str, portion: str | None = None) -> str:
    return f"counts:{path}" if portion is None else f"counts:{path}#{portion}"


def _is_long(steps: Steps, path: str) -> bool:
    noted = steps.writer.noted.get(path + N_TRIPLES.suffix)
    return noted is not None and noted.size > _LONG


def _counted(steps: Steps, row: _Row, begin: Callable[[], Counting], what: object) -> Counted:
    counting = begin()
    own = _on(_lines(steps.writer.folder, row.path), row.iri)
    lines = sorted({*own, *row.more}) if row.more else own
    if not _is_long(steps, row.path):
        counting.document(lines)
        return counted(counting)
    for portion in portions(lines):
        name = portion[0].partition(b" ")[0].decode()
        given = steps.given(b"".join(portion), what)
        take(counting, steps.value(_step(row.path, name), given, partial(_of_portion, portion, begin)))
    return counted(counting)


def _of_portion(portion: list[bytes], begin: Callable[[], Counting]) -> Counted:
    counting = begin()
    counting.add(portion)
    return counted(counting)


def _on(lines: Iterable[bytes], iri: str) -> Iterator[bytes]:
    own = _own(iri)
    return (line for line in lines if line.startswith(own))


def _own(iri: str) -> tuple[bytes, bytes]:
    """How the lines begin that are on a document or a thing in it."""
    return f"<{iri}> ".encode(), f"<{iri}#".encode()


def _glanced(steps: Steps, path: str, iri: str) -> Glance:
    given = steps.given(steps.writer.noted.get(path + N_TRIPLES.suffix), iri)
    return steps.value(f"glance:{path}", given, partial(_glance, steps.writer.folder, path, iri))


def _glance(folder: Path, path: str, iri: str) -> Glance:
    """Statements on things of another document (a term of the ontology) or of none here (a cited source) may be made by
    several documents; the graph has each once.
    """
    strangers: dict[bytes, set[bytes]] = defaultdict(set)
    kinds: dict[bytes, array[int]] = defaultdict(lambda: array("Q"))
    own, between = _own(iri), b" " + _TYPE + b" "
    for line in _lines(folder, path):
        if not line.startswith(own):
            strangers[line[1 : line.index(b">")].partition(b"#")[0]].add(line)
        subject, found, rest = line.partition(between)
        if found:
            kinds[rest[:-3]].append(digest(subject))
    return Glance(
        {name: frozenset(lines) for name, lines in strangers.items()},
        {kind: keys.tobytes() for kind, keys in kinds.items()},
    )


def _lines(folder: Path, path: str) -> Iterator[bytes]:
    with (folder / f"{path}{N_TRIPLES.suffix}").open("rb") as file:
        yield from file
