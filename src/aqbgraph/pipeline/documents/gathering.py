"""The first pass over all sources: what was read before, and has not changed since, is not read again.

A source is known by its bytes, its name and the corrections beside it; as long as a file keeps size and times, its
bytes are taken to be those of the last time. What has faults is read each time: what it lacked may be there now.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from aqbgraph.pipeline.documents import passes
from aqbgraph.pipeline.documents.collecting import Task, batches
from aqbgraph.pipeline.spreading.portions import Places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aqbgraph.pipeline.documents.collecting import Collected
    from aqbgraph.pipeline.documents.sharing import Sharing
    from aqbgraph.pipeline.spreading.portions import Spread
    from aqbgraph.pipeline.spreading.spool import Spool
    from aqbgraph.publication.disk.steps import Steps
    from aqbgraph.reading.files import File
    from aqbgraph.reading.finding.sources import SourceFile

_STAMPS = "stamps"
# Size, modification, change of status (both ns), inode.
Stamp = tuple[int, int, int, int]
# Within so many nanoseconds a file may change again without another time: what is so young is looked at again.
_YOUNG = 2_000_000_000


@dataclass(slots=True)
class _Contents:
    """The digests of files, from the last time where they have not changed; `told` are those of this time."""

    before: dict[str, tuple[Stamp, str]]
    now: dict[str, tuple[Stamp, str]] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)

    def digest(self, path: File) -> str:
        """SHA-256 in hexadecimal.

        Raises:
            OSError: it cannot be read, or lies elsewhere, where nobody can tell whether it has changed.
        """
        if not isinstance(path, Path):
            raise FileNotFoundError(path.name)
        name, status = str(path), path.stat()
        stamp = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        known = self.before.get(name)
        if known is None or known[0] != stamp:
            with path.open("rb") as file:
                known = stamp, file_digest(file, "sha256").hexdigest()
        if time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) > _YOUNG:
            self.now[name] = known
        self.told[name] = known[1]
        return known[1]


@dataclass(frozen=True, slots=True)
class Named:
    """All sources, each with the name under which what is read of it is kept; `told` are the digests of files."""

    tasks: tuple[Task, ...]
    told: Mapping[str, str]


def name(sources: Sequence[SourceFile], steps: Steps) -> Named:
    """Names sources by what is in them."""
    contents = _Contents(steps.cache.result(_STAMPS, b"") or {})
    fresh = uuid4().hex
    tasks = tuple(
        Task(number, source, _key(source, steps, contents), f"{fresh}-{number}")
        for number, source in enumerate(sources)
    )
    steps.cache.keep(_STAMPS, b"", contents.now)
    return Named(tasks, contents.told)


def gather(named: Named, steps: Steps, spool: Spool, workers: Spread, shared: Sharing) -> tuple[Collected, ...]:
    """All sources, read and understood, in their order; what is the same in many of them is `shared`."""
    tasks = named.tasks
    found = {
        task.number: shared.collected(known) for task in tasks if (known := _known(task, steps, spool)) is not None
    }
    workers.progress(len(found))
    due = [task for task in tasks if task.number not in found]
    read = workers.run(passes.first(Places(spool, steps.writer)), tuple(batches(due, workers.processes)))
    for task, one in zip(due, read, strict=True):
        found[task.number] = shared.collected(one)
        if task.given and one.digest is not None and one.digest.sha256 != named.told.get(str(task.source.path)):
            # Somebody saved it meanwhile: what was read is true, but not of what names it.
            spool.drop(task.key)
            found[task.number] = replace(found[task.number], key=steps.given(task.key, one.digest.sha256).hex())
        elif not one.faults and task.given:
            steps.cache.keep(_name(task), bytes.fromhex(task.given), one)
    return tuple(found[task.number] for task in tasks)


def _key(source: SourceFile, steps: Steps, contents: _Contents) -> str:
    """What names a source and all that is read of it; "" when that cannot be told."""
    try:
        beside = source.corrections
        sheet = (beside.name, contents.digest(beside.path)) if beside else None
        return steps.given(source.name, contents.digest(source.path), sheet).hex()
    except OSError:
        return ""


def _name(task: Task) -> str:
    return f"read:{task.source.name}:{task.source.path}"


def _known(task: Task, steps: Steps, spool: Spool) -> Collected | None:
    if not task.given:
        return None
    found: Collected | None = steps.cache.result(_name(task), bytes.fromhex(task.given))
    if found is None or (found.digest is not None and not spool.has(task.key)):
        return None
    return replace(found, number=task.number)
