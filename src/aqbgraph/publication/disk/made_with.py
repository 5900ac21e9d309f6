"""What results depend on beside what is worked on: our code, our tables, packages under it, programs that it calls."""

from __future__ import annotations

import re
import shutil
import sys
import zlib
from functools import cache
from hashlib import blake2b, sha256
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import TYPE_CHECKING

import aqbgraph
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIZE = 16  # bytes
_PACKAGE = Path(aqbgraph.__file__).parent
_TABLES = ("ontology", "shapes", "queries", "site")
_PROGRAMS = ("tesseract", "ocrmypdf", "gs", "unpaper", "pngquant")
# Left there by Python, or put there by the wheel, whose tables are looked at where they are used.
_UNUSED = frozenset({"__pycache__", "_data"})
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@cache
def made_with() -> bytes:
    """The digest of all of it, 16 bytes: with another one nothing that was made before is used."""
    found = blake2b(digest_size=_SIZE)
    for part in (*_programs(), *_packages(), *contents().items()):
        found.update(repr(part).encode())
    return found.digest()


def contents() -> dict[str, str]:
    """The digests of our code and of each folder of tables, as a clerk would name them; SHA-256 in hexadecimal."""
    return {
        "Programmcode": _digest(_PACKAGE),
        **{f"{name}/": _digest(folder(name)) for name in _TABLES},
    }


def installed(package: str) -> str:
    """The version of a package, "" when it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _digest(place: Path) -> str:
    """Of the names of all files and what is in them."""
    found = sha256()
    for path in sorted(_files(place)):
        content = path.read_bytes()
        found.update(f"{path.relative_to(place).as_posix()}\0{len(content)}\0".encode() + content)
    return found.hexdigest()


def _files(place: Path) -> Iterator[Path]:
    """What an editor or Python leaves there is none of ours."""
    for path in place.iterdir() if place.is_dir() else ():
        if path.name in _UNUSED or path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _files(path)
        elif path.is_file():
            yield path


def _packages() -> Iterator[tuple[str, str]]:
    """Python, what packs files, and all that we ask for, as far as it is installed."""
    yield "python", sys.version
    # A system replaces it beneath the same Python, and another one packs the same content otherwise.
    yield "zlib", zlib.ZLIB_RUNTIME_VERSION
    names = {match[0].lower() for line in requires(__name__.partition(".")[0]) or () if (match := _NAME.match(line))}
    yield from ((name, installed(name)) for name in sorted(names))


def _programs() -> Iterator[tuple[str, int, int]]:
    """Those that recognise characters: a newer one reads otherwise."""
    for name in _PROGRAMS:
        if place := shutil.which(name):
            status = Path(place).stat()
            yield place, status.st_size, status.st_mtime_ns
