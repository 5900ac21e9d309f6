"""What results depend on beside what is worked on: our code, our tables, packages under it, programs that it calls."""

from __future__ import annotations

import re
import shutil
import sys
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import TYPE_CHECKING

from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIZE = 16  # bytes
_PACKAGE = Path(__file__).parents[1]
_TABLES = ("ontology", "shapes", "queries", "site")
_PROGRAMS = ("tesseract", "ocrmypdf", "gs", "unpaper", "pngquant")
_UNUSED = frozenset({"__pycache__"})
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@cache
def made_with() -> bytes:
    """The digest of all of it, 16 bytes: with another one nothing that was made before is used."""
    found = blake2b(digest_size=_SIZE)
    for part in (*_programs(), *_packages()):
        found.update(repr(part).encode())
    for place in (_PACKAGE, *map(folder, _TABLES)):
        for path in sorted(_files(place)):
            content = path.read_bytes()
            found.update(f"{path.relative_to(place).as_posix()}\0{len(content)}\0".encode())
            found.update(content)
    return found.digest()


def _files(place: Path) -> Iterator[Path]:
    for path in place.iterdir() if place.is_dir() else ():
        if path.is_dir():
            if path.name not in _UNUSED:
                yield from _files(path)
        elif path.is_file():
            yield path


def _packages() -> Iterator[tuple[str, str]]:
    """Python, and all that we ask for, as far as it is installed."""
    yield "python", sys.version
    names = {match[0].lower() for line in requires(__name__.partition(".")[0]) or () if (match := _NAME.match(line))}
    for name in sorted(names):
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, ""


def _programs() -> Iterator[tuple[str, int, int]]:
    """Those that recognise characters: a newer one reads otherwise."""
    for name in _PROGRAMS:
        if place := shutil.which(name):
            status = Path(place).stat()
            yield place, status.st_size, status.st_mtime_ns
