"""What the results of a build hang on beside its sources: who works elsewhere must have the same."""

from __future__ import annotations

import platform
import shutil
import subprocess
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from aqbgraph import __version__
from aqbgraph.reading.ocr import PROGRAM
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FOLDERS = ("ontology", "shapes", "queries", "site")
# Those that decide on the bytes of a document's files; what only the builder or the server uses is not among them.
_PACKAGES = (
    "babel",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "num2words",
    "pillow",
    "pyoxigraph",
    "pypdfium2",
    "pyshacl",
    "rapidfuzz",
    "rdflib",
)
# The builder itself recognises nothing when others do.
RECOGNITION = ("Tesseract", "pillow")

Equipment = dict[str, str]


@cache
def equipment() -> Equipment:
    """What this process works with: versions, and digests of our code and data; "" for what is not installed."""
    return {
        "aqbgraph": __version__,
        "Python": platform.python_version(),
        "Programmcode": _digest(Path(__file__).parents[1], "*.py"),
        **{f"{name}/": _digest(folder(name), "*") for name in _FOLDERS},
        **{name: _version(name) for name in _PACKAGES},
        "Tesseract": _tesseract(),
    }


def differences(one: Mapping[str, str], other: Mapping[str, str], ignored: tuple[str, ...] = ()) -> Iterator[str]:
    """What the first has that the other has not, in words: "rdflib 7.1.0 statt 7.1.3"."""
    for name in one:
        if name not in ignored and one[name] != other.get(name):
            mine, theirs = (_shown(found.get(name, "")) for found in (one, other))
            yield f"{name} {mine} statt {theirs}"


def _shown(value: str) -> str:
    return value or "(fehlt)"


def _digest(place: Path, pattern: str) -> str:
    """The first digits of the digest of all files; what an editor or Python leaves there is none of ours."""
    digest = sha256()
    for path in sorted(place.rglob(pattern)):
        name = path.relative_to(place)
        if path.is_file() and not any(part.startswith((".", "__pycache__", "_data")) for part in name.parts):
            content = path.read_bytes()
            digest.update(f"{name.as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:12]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _tesseract() -> str:
    """Its version and languages, on which hangs what it reads."""
    program = shutil.which(PROGRAM)
    if program is None:
        return ""
    told = (
        subprocess.run([program, flag], capture_output=True, text=True, check=False).stdout  # noqa: S603  # ours
        for flag in ("--version", "--list-langs")
    )
    first, languages = (text.splitlines() for text in told)
    return " ".join([*first[:1], *sorted(languages[1:])])
