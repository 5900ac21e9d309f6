"""How far a build is, on a terminal: a bar for each stage, with how many a second and how long it will take."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import Progress, ProgressColumn
from rich.text import Text

from aqbgraph.pipeline.spreading.stages import unheard, untold
from aqbgraph.reading.pdf import signs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.progress import Task

    from aqbgraph.pipeline.spreading.stages import Advance, Stage


@dataclass(frozen=True, slots=True)
class Telling:
    """Whom a build tells of its documents, and of the stages that come after them."""

    advance: Advance = unheard
    stage: Stage = untold


@contextmanager
def progress(total: int, *, quiet: bool, what: str = "Dokumente", steps: int = 1) -> Iterator[Telling]:
    """Bars on a terminal, nothing in a pipe. Each of `total` is told of in so many steps."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield Telling()
        return
    with signs.watched() as folder, Progress(*_columns(), _Signs(folder), console=console, transient=True) as bars:
        yield Telling(_bar(bars, what, total, steps), lambda name, parts: _next(bars, name, parts))


def _next(bars: Progress, name: str, total: int | None) -> Advance:
    """The next stage begins, so the one before is done, whether or not it was counted."""
    for task in bars.tasks:
        if not task.finished:
            bars.update(task.id, total=task.total or 1, completed=task.total or 1)
    return _bar(bars, name, total)


def _bar(bars: Progress, name: str, total: int | None, steps: int = 1) -> Advance:
    task = bars.add_task(name, total=None if total is None else total * steps, steps=steps)
    return lambda count: bars.advance(task, count)


def _columns() -> tuple[str | ProgressColumn, ...]:
    return (*Progress.get_default_columns(), Rate())


class Rate(ProgressColumn):
    """How many a second; nothing of what is not counted."""

    def render(self, task: Task) -> Text:
        """In the last half minute, as rich counts."""
        speed = task.finished_speed or task.speed
        return Text("" if speed is None or task.total in {None, 0, 1} else f"{speed / task.fields['steps']:.1f}/s")


class _Signs(ProgressColumn):
    """Which pages are being recognised, which takes longer than all else."""

    def __init__(self, folder: Path) -> None:
        """`folder` is where the notes lie."""
        super().__init__()
        self._folder = folder

    def render(self, task: Task) -> Text:
        """The notes that lie there now."""
        return Text("" if task.finished else "; ".join(signs.seen(self._folder)))


@contextmanager
def reading(name: str) -> Iterator[None]:
    """A sign on a terminal while a single source is read, nothing in a pipe."""
    with progress(1, quiet=False, what=name):
        yield
