"""Files of gzip put together from pieces that were packed before: what has not changed is not packed anew.

A piece ends with a full flush, on a whole byte and with nothing in it that refers to what stands before or behind
(RFC 1951, section 3.2; zlib's Z_FULL_FLUSH). So pieces in a row are one stream, and the file is one member (RFC 1952,
section 2.2): browsers refuse a second one (https://compression.spec.whatwg.org/#decompress-and-enqueue-a-chunk).
"""

from __future__ import annotations

import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from aqbgraph.publication.disk.room import room

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

# Nine takes three times as long as six and saves two per cent. A piece is packed once for many files, and cannot refer
# to the one before it: eight makes up for the half of that.
_LEVEL, _LEVEL_OF_PIECES = 6, 8
# Deflate without the head and the sum of zlib: those of gzip stand around it.
_RAW = -zlib.MAX_WBITS
# No name and no time (RFC 1952, section 2.3.1): the same content is the same bytes, whatever system wrote it.
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
# The last block of a stream, with nothing in it.
_END = b"\x03\x00"
_WORD = 1 << 32


def packed(content: bytes) -> bytes:
    """A piece: content that can be put into a file as it is."""
    packer = _packer(_LEVEL_OF_PIECES)
    return packer.compress(content) + packer.flush(zlib.Z_FULL_FLUSH)


def unpacked(piece: bytes) -> bytes:
    """The content of a piece."""
    return zlib.decompressobj(_RAW).decompress(piece)


def _packer(level: int) -> zlib._Compress:
    return zlib.compressobj(level, zlib.DEFLATED, _RAW)


class Packing:
    """A packed file under way."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._under_way: zlib._Compress | None = None
        self._sum = self._size = 0
        file.write(_HEAD)

    def write(self, content: bytes) -> None:
        """Packs what comes next."""
        if self._under_way is None:
            self._under_way = _packer(_LEVEL)
        self._file.write(self._under_way.compress(content))
        self._count(content)

    def put(self, content: bytes, piece: bytes) -> tuple[int, int]:
        """Puts in what was packed before; returns where it begins and ends in the file."""
        self._flush()
        start = self._file.tell()
        self._file.write(piece)
        self._count(content)
        return start, start + len(piece)

    def close(self) -> None:
        """Writes what stands at the end."""
        self._flush()
        self._file.write(_END + self._sum.to_bytes(4, "little") + (self._size % _WORD).to_bytes(4, "little"))

    def _count(self, content: bytes) -> None:
        self._sum = zlib.crc32(content, self._sum)
        self._size += len(content)

    def _flush(self) -> None:
        if self._under_way is not None:
            self._file.write(self._under_way.flush(zlib.Z_FULL_FLUSH))
            self._under_way = None


@contextmanager
def packing(path: Path) -> Iterator[Packing]:
    """A packed file to be written bit by bit."""
    room(path)
    with path.open("wb") as file:
        made = Packing(file)
        yield made
        made.close()
