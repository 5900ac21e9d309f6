"""A publication on disk, as its list of files (publication.json) tells it: only what is listed there is ever served."""

from __future__ import annotations

import json
from dataclasses import dataclass
from email.utils import formatdate
from hashlib import file_digest, sha256
from pathlib import PurePosixPath
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from aqbgraph.errors import PublicationError
from aqbgraph.publication.disk.untrusted import FAULTS, Unsound, absolute, regular, why
from aqbgraph.publication.publisher.theme import as_published

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from aqbgraph.publication.publisher.theme import Theme

LIST = "publication.json"
DATA = "data.trig"
FORMAT = 1

# Which file a name leads to, and since when: modification time (ns), inode, size. Another file has another stamp.
Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file as listed, its size in bytes and its digest, which is its ETag; and as found, its stamp."""

    size: int
    sha256: str
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication: folder, base IRI, files by path, the digest of their list, when that was written (HTTP date).

    `licence` is the IRI of the licence of the data; older publications do not name it. `theme` is the design of its
    pages, as far as it lies there.
    """

    folder: Path
    base: str
    version: str
    files: Mapping[str, PublishedFile]
    digest: str
    modified: str
    licence: str | None = None
    theme: Theme | None = None

    @property
    def data(self) -> Path:
        """The file with all named graphs."""
        return self.folder / DATA


def stamp(status: os.stat_result) -> Stamp:
    """The stamp of a file with this status."""
    return status.st_mtime_ns, status.st_ino, status.st_size


def stamp_of(folder: Path) -> Stamp | None:
    """The stamp of a publication's list, None without one: as long as it stays, so does the publication."""
    try:
        return stamp((folder / LIST).stat())
    except OSError:
        return None


def load(folder: Path, theme: Theme | None = None) -> Publication:
    """Reads the list of a publication and checks that its files are there; `theme` has templates for further pages.

    Raises:
        PublicationError: the folder is no publication, or files are missing, of another size, or outside of it.
    """
    path = folder / LIST
    try:
        text, modified = regular(path), path.stat().st_mtime
    except (OSError, Unsound) as error:
        raise PublicationError(
            f"{folder} ist keine Veröffentlichung: {LIST} fehlt oder ist nicht lesbar. "
            f"Zuerst „aqbgraph build“ ausführen. / {folder} is not a publication: cannot read {LIST}."
        ) from error
    try:
        members: dict[str, Any] = json.loads(text)
        listed = {name: (int(entry["size"]), str(entry["sha256"])) for name, entry in members["files"].items()}
        base, version, form = absolute(members["baseIri"]), str(members["version"]), members["format"]
        licence = absolute(members["licence"]) if "licence" in members else None
    except FAULTS as error:
        raise PublicationError(f"{path} ist nicht lesbar: {why(error)}. / {path} cannot be read.") from error
    if form != FORMAT:
        raise PublicationError(f"{path} hat das Format {form}, erwartet ist {FORMAT}. / Unexpected format {form}.")
    files = _found(folder, listed)
    return Publication(
        folder=folder,
        base=base,
        version=version,
        files=files,
        digest=sha256(text).hexdigest(),
        modified=formatdate(modified, usegmt=True),
        licence=licence,
        theme=as_published(files, theme),
    )


def changed(publication: Publication) -> Iterator[str]:
    """The files that are no longer what the list says; their sizes `load` has compared already."""
    for name, entry in publication.files.items():
        with (publication.folder / name).open("rb") as file:
            if file_digest(file, "sha256").hexdigest() != entry.sha256:
                yield name


def _found(folder: Path, listed: Mapping[str, tuple[int, str]]) -> dict[str, PublishedFile]:
    root = folder.resolve()
    found = {name: file for name, entry in listed.items() if (file := _file(root, name, *entry)) is not None}
    faults = [name for name in dict.fromkeys((*listed, DATA)) if name not in found]
    if faults:
        raise PublicationError(
            f"{folder} ist beschädigt: {len(faults)} Datei(en) fehlen oder weichen von {LIST} ab: "
            f"{', '.join(faults[:5])}. Bitte neu erzeugen. "
            f"/ The publication is damaged: {len(faults)} file(s) missing or changed."
        )
    return found


def _file(root: Path, name: str, size: int, digest: str) -> PublishedFile | None:
    """A listed file, if it lies in the folder, links resolved, and has the listed size."""
    try:
        path = (root / name).resolve()
        status = path.stat()
    except (OSError, ValueError):  # nothing there, or a name that no file can have
        return None
    inside = not PurePosixPath(name).is_absolute() and path.is_relative_to(root)
    sound = inside and S_ISREG(status.st_mode) and status.st_size == size
    return PublishedFile(size, digest, stamp(status)) if sound else None
