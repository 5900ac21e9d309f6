"""The publication that a new one takes the place of: what has not changed is the same file in both.

A file is known by its place in the list of files (publication.json), and is taken for unchanged as long as it is as
large as listed and no newer than the list, which is written last.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from stat import S_ISREG
from typing import TYPE_CHECKING

from aqbgraph.publication.file_list import read
from aqbgraph.publication.published import LIST
from aqbgraph.publication.room import room
from aqbgraph.publication.untrusted import FAULTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from aqbgraph.publication.file_notes import Noted


@dataclass(frozen=True, slots=True)
class Before:
    """The files of a publication as its list names them, and when that was written (ns); none where there is none."""

    folder: Path
    files: Mapping[str, Noted] = field(default_factory=dict)
    written: int = 0

    def link(self, path: str, noted: Noted, target: str) -> bool:
        """Makes a file of the publication one of the next as well; False when it is not there as noted."""
        if self.files.get(path) != noted:
            return False
        old = f"{self.folder}/{path}"  # a Path for each of all files takes longer than its link
        try:
            found = os.lstat(old)
            if not S_ISREG(found.st_mode) or found.st_size != noted.size or found.st_mtime_ns > self.written:
                return False
            if not _is(target, found):
                room(target)
                os.link(old, target)
        except OSError:
            return False
        return True


def _is(path: str, found: os.stat_result) -> bool:
    try:
        return os.path.samestat(os.lstat(path), found)
    except OSError:
        return False


def before(folder: Path) -> Before:
    """The publication in a folder; one without files when none is there, or its list is damaged."""
    try:
        status = (folder / LIST).lstat()
        _, files = read(folder / LIST)
    except FAULTS:
        return Before(folder)
    return Before(folder, files, status.st_mtime_ns)
