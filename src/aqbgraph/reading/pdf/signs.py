"""A sign of life while characters are recognised, which takes minutes: which page of how many of which file.

The work is done in processes of any number, and the terminal is the parent's. So each of them leaves a note in a folder
that an environment variable names, which processes hand on, and the terminal shows what lies there.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = "AQBGRAPH_SIGNS"


def leave(name: str, page: int, pages: int) -> None:
    """Notes that this process is at a page of a file; nothing where nobody looks."""
    if folder := os.environ.get(FOLDER):
        note, draft = _note(folder), _note(folder, ".draft")
        try:
            draft.write_text(f"{name}: Texterkennung, Seite {page} von {pages}", "utf-8")
            draft.replace(note)
        except OSError:
            # The one who looks may be gone already.
            return


def clear() -> None:
    """Takes the note of this process away."""
    if folder := os.environ.get(FOLDER):
        _note(folder).unlink(missing_ok=True)


def _note(folder: str, suffix: str = ".sign") -> Path:
    return Path(folder) / f"{os.getpid()}{suffix}"


@contextmanager
def watched() -> Iterator[Path]:
    """The folder in which processes started from here leave their notes."""
    with tempfile.TemporaryDirectory(prefix="aqbgraph-signs-") as folder:
        os.environ[FOLDER] = folder
        try:
            yield Path(folder)
        finally:
            del os.environ[FOLDER]


def seen(folder: Path) -> tuple[str, ...]:
    """The notes that lie in a folder, in an order that does not jump."""
    found = []
    for note in sorted(folder.glob("*.sign")):
        try:
            found.append(note.read_text("utf-8"))
        except OSError:
            continue
    return tuple(found)
