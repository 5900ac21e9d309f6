"""What the results of a build hang on beside its sources: who works elsewhere must have the same."""

from __future__ import annotations

import platform
import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING

from aqbgraph import __version__
from aqbgraph.publication.disk.made_with import contents, installed
from aqbgraph.reading.pdf.ocr import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
_DIGITS = 12  # of a digest, enough to tell two apart
# The builder itself recognises nothing when others do.
RECOGNITION = ("Tesseract", "pillow")

Equipment = dict[str, str]


@cache
def equipment() -> Equipment:
    """What this process works with: versions, and digests of our code and data; "" for what is not installed."""
    return {
        "aqbgraph": __version__,
        "Python": platform.python_version(),
        **{name: digest[:_DIGITS] for name, digest in contents().items()},
        **{name: installed(name) for name in _PACKAGES},
        "Tesseract": _tesseract(),
    }


def differences(one: Mapping[str, str], other: Mapping[str, str], ignored: tuple[str, ...] = ()) -> Iterator[str]:
    """What the first has that the other has not, in words: "rdflib 7.1.0 statt 7.1.3"."""
    for name in one:
        if name not in ignored and one[name] != other.get(name):
            mine, theirs = (_shown(found.get(name, "")) for found in (one, other))
            yield f"{name} {mine} statt {theirs}"


def elsewhere(agreed: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What they recognise with who do the work, where it is not what this machine has: then they read otherwise."""
    here = equipment()
    return tuple((name, agreed[name]) for name in RECOGNITION if agreed[name] != here[name])


def _shown(value: str) -> str:
    return value or "(fehlt)"


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
