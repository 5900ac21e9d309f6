"""Where a step of a build puts files: on a disk, or, where there is no disk that everybody sees, in a parcel."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from aqbgraph.publication.writer import of_resource

if TYPE_CHECKING:
    from pathlib import Path


class Shelf(Protocol):
    """Files by name, written by one step of a build and read by the next."""

    def read(self, name: str) -> bytes:
        """What was written under this name."""

    def write(self, name: str, content: bytes) -> None:
        """Keeps a file."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A shelf on disk."""

    path: Path

    def read(self, name: str) -> bytes:
        """The file of this name."""
        return (self.path / name).read_bytes()

    def write(self, name: str, content: bytes) -> None:
        """Writes a file; the folder is there."""
        (self.path / name).write_bytes(content)


@dataclass(frozen=True, slots=True)
class Parcel:
    """Files in memory, to travel: a shelf, and what takes the files of a publication."""

    files: dict[str, bytes] = field(default_factory=dict)

    def read(self, name: str) -> bytes:
        """The file of this name, which must have been packed."""
        return self.files[name]

    def write(self, name: str, content: bytes) -> None:
        """Packs a file."""
        self.files[name] = content

    def discard(self, path: str) -> None:
        """Takes out all that was written of a resource: its data and its pages."""
        for name in [name for name in self.files if of_resource(name, path)]:
            del self.files[name]
