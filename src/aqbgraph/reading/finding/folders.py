"""What lies below a folder of sources: never what is hidden or left behind, never a publication of ours."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# The list of files that makes a folder a publication; its pages would be read as agreements.
LIST = "publication.json"
# What Windows leaves in folders that somebody looks into; what Word and Excel put before a name while the file is open,
# for a file that says by whom, and has its ending.
_LEFT_BY_WINDOWS = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini"})
_OPEN = "~$"


def is_left_behind(name: str) -> bool:
    """Whether a file is one that programs leave beside others, and nobody means."""
    return name.startswith(_OPEN) or name.lower() in _LEFT_BY_WINDOWS


def is_nobodys(name: str) -> bool:
    """Whether what is called so in a folder is hidden or left behind."""
    return name.startswith(".") or is_left_behind(name)


def is_publication(folder: Path) -> bool:
    """Whether a folder was published by us."""
    return (folder / LIST).is_file()


def below(place: Path) -> Iterator[tuple[Path, Path]]:
    """The files in a folder and all below it, and what they are called from there."""
    for folder, files in _walked(place):
        if not is_publication(folder):
            for file in files:
                if (path := folder / file).is_file():
                    yield path, path.relative_to(place)


def publications(place: Path) -> Iterator[Path]:
    """The publications below a folder, as they are called from there."""
    yield from (folder.relative_to(place) for folder, _ in _walked(place) if is_publication(folder))


def _walked(place: Path) -> Iterator[tuple[Path, list[str]]]:
    """Each folder with its files; a publication is named, but not entered."""
    for name, folders, files in os.walk(place):
        folder = Path(name)
        # In order, so that of a file and a link to it the same is read everywhere.
        folders[:] = () if is_publication(folder) else sorted(one for one in folders if not is_nobodys(one))
        yield folder, sorted(file for file in files if not is_nobodys(file))
