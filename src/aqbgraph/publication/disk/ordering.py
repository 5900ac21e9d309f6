"""Lines in code point order, each once: as many as come, in bounded memory.

What does not fit waits on disk in sorted runs, which are merged (external merge sort, Knuth, The Art of Computer
Programming 3, 5.4). The order of UTF-8 is that of code points (RFC 3629, section 1).
"""

from __future__ import annotations

import gzip
from contextlib import ExitStack
from heapq import merge
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Bytes of lines held at once; Python takes about half as much again for a line. More would not be faster by much.
HELD = 1 << 22
_BATCH = 1024  # lines
# Runs merged at once: each is an open file.
RUNS = 64


def in_order(parts: Iterable[list[bytes]], folder: Path, *, held: int = HELD) -> Iterator[bytes]:
    """The lines of all `parts`, each once, in order.

    Lines end with a line feed. `folder` is where runs may wait; nothing is left there.
    """
    with TemporaryDirectory(prefix=".lines-", dir=folder) as place:
        sorted_parts, rest = _spilled(parts, Path(place), held)
        waiting = _few(sorted_parts, Path(place))
        yield from _merged(waiting, rest)


def _spilled(parts: Iterable[list[bytes]], place: Path, held: int) -> tuple[list[Path], list[bytes]]:
    """The runs that had to be put on disk, and the lines that still fit."""
    written: list[Path] = []
    lines: list[bytes] = []
    size = 0
    for part in parts:
        lines += part
        size += sum(map(len, part))
        if size > held:
            written.append(_write(sorted(lines), place / f"{len(written)}.run"))
            lines, size = [], 0
    lines.sort()
    return written, lines


def _few(runs: Sequence[Path], place: Path) -> tuple[Path, ...]:
    """Not more runs than may be open: the first are merged until there are few."""
    waiting, count = list(runs), 0
    while len(waiting) > RUNS:
        first, waiting = waiting[:RUNS], waiting[RUNS:]
        waiting.append(_write(_merged(first, []), place / f"merged-{count}.run"))
        count += 1
    return tuple(waiting)


def _write(lines: Iterable[bytes], path: Path) -> Path:
    left = iter(lines)
    with gzip.open(path, "wb", compresslevel=1) as file:
        # Line by line takes four times as long.
        while batch := list(islice(left, _BATCH)):
            file.write(b"".join(batch))
    return path


def _merged(runs: Sequence[Path], lines: list[bytes]) -> Iterator[bytes]:
    with ExitStack() as stack:
        files = [cast("Iterable[bytes]", stack.enter_context(gzip.open(run, "rb"))) for run in runs]
        yield from (line for line, _ in groupby(merge(*files, lines) if files else lines))
