"""The bytes of published files: those that the list of the publication tells, and no others."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO

from aqbgraph.publication.disk.published import stamp
from aqbgraph.service.problems import CHANGED, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from aqbgraph.publication.disk.published import PublishedFile


def read(path: Path, entry: PublishedFile) -> bytes:
    """The whole file; its ETag, the digest, is a promise.

    Raises:
        Problem: it is another one by now.
    """
    try:
        body = path.read_bytes()
    except OSError as error:
        raise _changed() from error
    if sha256(body).hexdigest() != entry.sha256:
        raise _changed()
    return body


def opened(path: Path, entry: PublishedFile) -> BinaryIO:
    """The file that was found when the publication was loaded: too large to be read for its digest each time.

    Raises:
        Problem: it is another one by now.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise _changed() from error
    if stamp(os.fstat(file.fileno())) != entry.stamp:
        file.close()
        raise _changed()
    return file


def _changed() -> Problem:
    return Problem(
        CHANGED,
        "Diese Datei ist nicht mehr die, die in der Liste der Veröffentlichung steht. Ist gerade eine neue erzeugt "
        "worden, so wird sie geladen, sobald sie heil ist; sonst muss sie neu erzeugt werden (siehe /api/health).",
        "This file is no longer the one in the publication's list. A new publication is loaded as soon as it is sound; "
        "if there is none, it has to be built again (see /api/health).",
        (("Retry-After", "5"),),
    )
