"""The two passes over all documents as work that can be spread."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from aqbgraph.pipeline.collecting import Collected, collect
from aqbgraph.pipeline.guarding import lethal
from aqbgraph.pipeline.outcomes import Outcome
from aqbgraph.pipeline.publishing import publish
from aqbgraph.pipeline.spreading import Work
from aqbgraph.reading.companions import Companion
from aqbgraph.reading.corrections import LARGEST
from aqbgraph.reading.files import carried
from aqbgraph.reading.readers import LARGEST_SOURCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.pipeline.collecting import Task
    from aqbgraph.pipeline.publishing import Known
    from aqbgraph.pipeline.spreading import Places
    from aqbgraph.publication.settings import Settings
    from aqbgraph.publication.writer import Files
    from aqbgraph.reading.sources import SourceFile


def first(at: Places) -> Work[Task, Collected]:
    """Each source is read and understood."""
    return Work(_collect, at, lost=_unread, sent=_sent, needs=lambda _: ())


def second(at: Places, settings: Settings, known: Known) -> Work[Collected, Outcome]:
    """Each agreement is mapped, validated and written."""
    return Work(
        partial(_publish, settings=settings, known=known),
        at,
        lost=partial(_unpublished, at.writer),
        sent=lambda one: one,
        needs=lambda one: at.spool.names(one.number),
    )


def _collect(tasks: Sequence[Task], places: Places) -> list[Collected]:
    return collect(tasks, places.spool)


def _publish(portion: Sequence[Collected], places: Places, settings: Settings, known: Known) -> list[Outcome]:
    return publish(portion, places.spool, places.writer, settings, known)


def _unread(task: Task) -> Collected:
    return Collected(task.number, task.source.name, None, (lethal(task.source.name),))


def _unpublished(writer: Files, one: Collected) -> Outcome:
    if one.digest is not None:
        writer.discard(one.digest.path)
    return Outcome(one.name, one.accounting, None, (lethal(one.name),))


def _sent(task: Task) -> Task:
    """A file of this machine goes along; what has an address is fetched by who reads it."""
    return replace(task, source=_packed(task.source))


def _packed(source: SourceFile) -> SourceFile:
    if not isinstance(source.path, Path):
        return source
    beside = source.corrections
    if beside is not None and isinstance(beside.path, Path):
        beside = Companion(carried(beside.path, LARGEST), beside.name)
    return replace(source, path=carried(source.path, LARGEST_SOURCE), beside=beside)
