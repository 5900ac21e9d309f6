"""The two passes over all documents as work that can be spread."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from aqbgraph.pipeline.documents.collecting import Collected, collect
from aqbgraph.pipeline.documents.guarding import lethal
from aqbgraph.pipeline.documents.outcomes import Outcome
from aqbgraph.pipeline.documents.publishing import Published, publish
from aqbgraph.pipeline.spreading.portions import Work
from aqbgraph.reading.files import carried
from aqbgraph.reading.finding.companions import Companion
from aqbgraph.reading.finding.corrections import LARGEST
from aqbgraph.reading.readers import LARGEST_SOURCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.pipeline.documents.collecting import Task
    from aqbgraph.pipeline.documents.publishing import Due
    from aqbgraph.pipeline.spreading.portions import Places
    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.reading.finding.sources import SourceFile


def first(at: Places) -> Work[Task, Collected]:
    """Each source is read and understood."""
    return Work(
        _collect, at, lost=_unread, sent=lambda task: replace(task, source=_packed(task.source)), needs=lambda _: {}
    )


def second(at: Places, settings: Settings) -> Work[Due, Published]:
    """Each agreement is mapped, validated and written."""
    return Work(
        partial(_publish, settings=settings),
        at,
        lost=partial(_unpublished, at.writer),
        sent=lambda due: due if at.spool.has(due.collected.key) else replace(due, source=_packed(due.source)),
        needs=lambda due: at.spool.files(due.collected.key),
    )


def _collect(tasks: Sequence[Task], places: Places) -> list[Collected]:
    return collect(tasks, places.spool)


def _publish(portion: Sequence[Due], places: Places, settings: Settings) -> list[Published]:
    return publish(portion, places.spool, places.writer, settings)


def _unread(task: Task) -> Collected:
    return Collected(task.number, task.source.name, None, (lethal(task.source.name),))


def _unpublished(writer: Writer, due: Due) -> Published:
    one = due.collected
    if one.digest is not None:
        writer.clear(one.digest.path)
    return Published(Outcome(one.name, one.accounting, None, (lethal(one.name),)), {})


def _packed(source: SourceFile) -> SourceFile:
    """A file of this machine goes along; what has an address is fetched by who reads it."""
    if not isinstance(source.path, Path):
        return source
    beside = source.corrections
    if beside is not None and isinstance(beside.path, Path):
        beside = Companion(carried(beside.path, LARGEST), beside.name)
    return replace(source, path=carried(source.path, LARGEST_SOURCE), beside=beside)
