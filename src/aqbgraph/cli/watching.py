"""`aqbgraph build --watch`: build, wait for a change, build again; the clerk sees at once what a file lacks.

Files are looked at once a second. Being told by the system would be quicker by less than a second, and does not happen
at all on the network drives that offices have.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aqbgraph.cli.stopping import told_when_stopped
from aqbgraph.errors import AqbError
from aqbgraph.reading.finding.folders import is_nobodys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

# Seconds between two looks. Nothing is built before two of them show the same: somebody is still copying.
PAUSE = 1.0
# So many changed files are named.
_MOST_NAMED = 5

# Size and time of modification (ns).
Seen = tuple[int, int]


def watch(
    places: Sequence[Path],
    output: Path,
    build: Callable[[], bool],
    pause: Callable[[float], None] = time.sleep,
    *,
    beside: Sequence[Path | None] = (),
) -> None:
    """Calls `build` now and after each change of a file in `places`, until the process is ended.

    What it refuses it tells, and the next change may mend it. `pause` waits so many seconds. What lies in `output` or
    `beside` the build writes itself: to see it change would be to build for ever.
    """
    made = (output, *filter(None, beside))
    with told_when_stopped(lambda: f"Beendet. {output} bleibt, wie es ist."):
        before = seen(places, made)
        _build(build)
        while True:
            now = _settled(before, places, made, pause)
            click.echo(f"\n{_told(before, now)}")
            before = now
            _build(build)


def _settled(
    before: dict[Path, Seen], places: Sequence[Path], made: Sequence[Path], pause: Callable[[float], None]
) -> dict[Path, Seen]:
    """Waits until something is another than before and stays so for a pause."""
    last = before
    while True:
        pause(PAUSE)
        now = seen(places, made)
        if now == last != before:
            return now
        last = now


def _build(build: Callable[[], bool]) -> None:
    try:
        build()
    except AqbError as error:
        click.echo(f"Fehler: {error}", err=True)
    click.echo("Wartet auf Änderungen (Ende mit Strg-C) …", err=True)


def seen(places: Sequence[Path], made: Sequence[Path]) -> dict[Path, Seen]:
    """All files in these places but what is `made` by the build, hidden, or nobody's, as they are now."""
    ours = [_followed(place) for place in made]
    found: dict[Path, Seen] = {}
    for place in places:
        for path in _files(_followed(place)):
            if not any(map(path.is_relative_to, ours)):
                try:
                    status = path.stat()
                except OSError:
                    continue
                found[path] = status.st_size, status.st_mtime_ns
    return found


def _followed(place: Path) -> Path:
    """Without links. One that leads to itself stays: the build says so, the next change may mend it."""
    return Path(os.path.realpath(place))


def _files(place: Path) -> Iterator[Path]:
    if not place.is_dir():
        yield place
        return
    try:
        entries = sorted(place.iterdir())
    except OSError:
        return
    for entry in entries:
        # A link to a folder is not read; it may lead to what is made, or to itself.
        if is_nobodys(entry.name) or (entry.is_symlink() and entry.is_dir()):
            continue
        if entry.is_dir():
            yield from _files(entry)
        else:
            yield entry


def _told(before: Mapping[Path, Seen], now: Mapping[Path, Seen]) -> str:
    """What changed, in a line: "Geändert: 2025-fulda.pdf; neu: 2025-kassel.pdf"."""
    kinds = {
        "geändert": [path for path in now if path in before and before[path] != now[path]],
        "neu": [path for path in now if path not in before],
        "entfernt": [path for path in before if path not in now],
    }
    told = "; ".join(f"{kind}: {_names(paths)}" for kind, paths in kinds.items() if paths)
    return told[:1].upper() + told[1:]


def _names(paths: Sequence[Path]) -> str:
    names = [path.name for path in paths[:_MOST_NAMED]]
    more = len(paths) - len(names)
    return ", ".join(names) + (f" und {more} weitere" if more else "")
