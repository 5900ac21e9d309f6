"""The folders that a publisher brings (texts, a theme): what lies in them and nothing else, small enough to be held."""

from __future__ import annotations

import os
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from aqbgraph.errors import Place, WrongUse, reason
from aqbgraph.reading.finding.folders import is_nobodys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST = 500  # files in a folder
LARGEST = 1 << 18  # bytes of a text


def files(folder: Path) -> dict[str, Path]:
    """The files below a folder by their names in it ("templates/base.html"), in the order of the names.

    What is hidden, as editors and version control leave it, and what Windows and Word leave is passed over.

    Raises:
        WrongUse: it is no folder, cannot be read, holds too much, or something that is neither file nor folder; a
            symbolic link may lead anywhere.
    """
    try:
        found = dict(sorted(_below(folder, "")))
    except OSError as error:
        raise WrongUse(f"Der Ordner ist nicht lesbar ({reason(error)}).", Place(str(error.filename))) from error
    if len(found) > MOST:
        raise WrongUse(f"Der Ordner enthält mehr als {MOST} Dateien. Ist es der richtige?", Place(str(folder)))
    return found


def _below(folder: Path, prefix: str) -> Iterator[tuple[str, Path]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path, mode = folder / entry.name, entry.stat(follow_symlinks=False).st_mode
            if is_nobodys(entry.name):
                continue
            if S_ISDIR(mode):
                yield from _below(path, f"{prefix}{entry.name}/")
            elif S_ISREG(mode):
                yield prefix + entry.name, path
            else:
                raise WrongUse(
                    "Das ist weder Datei noch Ordner; Verweise (symbolische Links) werden nicht verfolgt. "
                    "Bitte die Datei selbst hierhin legen.",
                    Place(str(path)),
                )


def content(path: Path) -> bytes:
    """The bytes of such a file; a link put in its place meanwhile is not followed.

    Raises:
        WrongUse: it cannot be read.
    """
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            return file.read()
    except OSError as error:
        raise WrongUse(f"Die Datei ist nicht lesbar ({reason(error)}).", Place(str(path))) from error


def text(path: Path) -> str:
    """The text of such a file, with line feeds alone.

    Raises:
        WrongUse: it cannot be read, is too large, or not in UTF-8.
    """
    if path.stat().st_size > LARGEST:
        raise WrongUse(f"Die Datei ist größer als {LARGEST} Bytes.", Place(str(path)))
    found = content(path)
    try:
        # A byte order mark, as editors of Windows write it, is no part of the text.
        return found.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise WrongUse(
            "Die Datei ist nicht in UTF-8 gespeichert. Bitte mit dieser Kodierung speichern.",
            Place(str(path), found[: error.start].count(b"\n") + 1),
        ) from error
