"""The data of a resource in its named graph: TriG, made of its Turtle as the dump is, and of no file of its own.

https://www.w3.org/TR/trig/
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

from aqbgraph.publication.rdf.joining import in_graph

if TYPE_CHECKING:
    from collections.abc import Iterator


class InGraph(io.RawIOBase):
    """Reads a Turtle file of ours as TriG from its beginning on; closing it closes the file."""

    def __init__(self, turtle: BinaryIO, graph: str) -> None:
        self._turtle = turtle
        self._chunks: Iterator[bytes] = in_graph(turtle, graph)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes, as far as it goes."""
        return True

    def tell(self) -> int:
        """The beginning: asked for when the reader is made, before anything is read."""
        return 0

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Nothing but to the beginning, where it is.

        Raises:
            ValueError: to another place.
        """
        if (offset, whence) != (0, io.SEEK_SET):
            raise ValueError(offset)
        return 0

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what the base class is called with
        """Fills the buffer as far as the next piece goes; 0 at the end."""
        while not self._rest:
            piece = next(self._chunks, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        taken = min(len(buffer), len(self._rest))
        buffer[:taken] = self._rest[:taken]
        self._rest = self._rest[taken:]
        return taken

    def close(self) -> None:
        """Closes the file."""
        self._turtle.close()
        super().close()


def added(graph: str) -> int:
    """How many bytes longer than the Turtle it is."""
    return len(b"".join(in_graph(io.BytesIO(), graph)))
