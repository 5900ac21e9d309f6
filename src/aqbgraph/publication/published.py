"""A publication on disk, as its list of files (publication.json) tells it: only what is listed there is ever served."""

from __future__ import annotations

import json
from dataclasses import dataclass
from email.utils import formatdate
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from aqbgraph.errors import PublicationError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LIST = "publication.json"
DATA = "data.trig"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file as listed: its size in bytes and its digest, which is its ETag."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication: folder, base IRI, files by path, the digest of their list, when that was written (HTTP date)."""

    folder: Path
    base: str
    version: str
    files: Mapping[str, PublishedFile]
    digest: str
    modified: str

    @property
    def data(self) -> Path:
        """The file with all named graphs."""
        return self.folder / DATA


def load(folder: Path) -> Publication:
    """Reads the list of a publication and checks that its files are there.

    Raises:
        PublicationError: the folder is no publication, or files are missing, of another size, or outside of it.
    """
    path = folder / LIST
    try:
        text = path.read_bytes()
    except OSError as error:
        raise PublicationError(
            f"{folder} ist keine Veröffentlichung: {LIST} fehlt oder ist nicht lesbar. "
            f"Zuerst „aqbgraph build“ ausführen. / {folder} is not a publication: cannot read {LIST}."
        ) from error
    try:
        members: dict[str, Any] = json.loads(text)
        files = {name: PublishedFile(entry["size"], entry["sha256"]) for name, entry in members["files"].items()}
        found = Publication(
            folder=folder,
            base=members["baseIri"],
            version=members["version"],
            files=files,
            digest=sha256(text).hexdigest(),
            modified=formatdate(path.stat().st_mtime, usegmt=True),
        )
        form = members["format"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PublicationError(f"{path} ist nicht lesbar: {error!r}. / {path} cannot be read.") from error
    if form != FORMAT:
        raise PublicationError(f"{path} hat das Format {form}, erwartet ist {FORMAT}. / Unexpected format {form}.")
    _check(found)
    return found


def _check(publication: Publication) -> None:
    root = publication.folder.resolve()
    faults = [name for name, entry in publication.files.items() if not _sound(root, name, entry)]
    if DATA not in publication.files:
        faults.append(DATA)
    if faults:
        listed = ", ".join(faults[:5])
        raise PublicationError(
            f"{publication.folder} ist beschädigt: {len(faults)} Datei(en) fehlen oder weichen von {LIST} ab: "
            f"{listed}. Bitte neu erzeugen. / The publication is damaged: {len(faults)} file(s) missing or changed."
        )


def _sound(root: Path, name: str, entry: PublishedFile) -> bool:
    """Whether a listed file lies in the folder, links resolved, and has the listed size."""
    path = (root / name).resolve()
    inside = not PurePosixPath(name).is_absolute() and path.is_relative_to(root)
    return inside and path.is_file() and path.stat().st_size == entry.size
