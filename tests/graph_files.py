"""Which files of a publication hold the documents of its graph, and which tell of it from beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# They count or date what is in the graph, so they cannot be in it.
BESIDE = (".well-known/", "catalogue", "dataset/")


def documents(built: Path) -> list[Path]:
    """The N-Triples of each document of the graph."""
    found = sorted(built.rglob("*.nt"))
    return [path for path in found if not path.relative_to(built).as_posix().startswith(BESIDE)]
