"""The publication that a new one takes the place of: what has not changed is the same file in both.

A file is known by its place in the list of files (publication.json), and is taken for unchanged as long as it is as
large as listed and no newer than the list, which is written last.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from hashlib import file_digest
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from aqbgraph.publication.disk.file_list import read
from aqbgraph.publication.disk.published import LIST
from aqbgraph.publication.disk.room import room
from aqbgraph.publication.disk.untrusted import FAULTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from aqbgraph.publication.disk.file_notes import Noted


@dataclass(frozen=True, slots=True)
class Before:
    """The files of a publication as its list names them, and when that was written (ns); none where there is none.

    `head` is what the list says beside.
    """

    folder: Path
    files: Mapping[str, Noted] = field(default_factory=dict)
    written: int = 0
    head: Mapping[str, Any] = field(default_factory=dict)

    def whole(self, digest: str) -> bool:
        """Whether it is the publication of this name, the digest (SHA-256) of its list, and all files are as noted."""
        if not self.written:
            return False
        try:
            with (self.folder / LIST).open("rb") as file:
                found = file_digest(file, "sha256").hexdigest()
        except OSError:
            return False
        return found == digest and all(self._found(path, noted) for path, noted in self.files.items())

    def link(self, path: str, noted: Noted, target: str) -> bool:
        """Makes a file of the publication one of the next as well; False when it is not there as noted."""
        if self.files.get(path) != noted:
            return False
        found = self._found(path, noted)
        if found is None:
            return False
        try:
            if not _is(target, found):
                room(target)
                os.link(f"{self.folder}/{path}", target)
        except OSError:
            return False
        return True

    def _found(self, path: str, noted: Noted) -> os.stat_result | None:
        try:
            found = os.lstat(f"{self.folder}/{path}")  # a Path for each of all files takes longer than its link
        except OSError:
            return None
        same = S_ISREG(found.st_mode) and found.st_size == noted.size and found.st_mtime_ns <= self.written
        return found if same else None


def _is(path: str, found: os.stat_result) -> bool:
    try:
        return os.path.samestat(os.lstat(path), found)
    except OSError:
        return False


def before(folder: Path) -> Before:
    """The publication in a folder; one without files when none is there, or its list is damaged."""
    try:
        status = (folder / LIST).lstat()
        head, files = read(folder / LIST)
    except FAULTS:
        return Before(folder)
    return Before(folder, files, status.st_mtime_ns, head)
