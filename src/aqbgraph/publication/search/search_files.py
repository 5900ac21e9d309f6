"""The packed files of an index of pagefind 1.5: CBOR (RFC 8949) behind a signature, compressed."""

from __future__ import annotations

import gzip
import io
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import cbor2

from aqbgraph.errors import PublicationError

if TYPE_CHECKING:
    from collections.abc import Mapping

# Before the content of each, so that its reader knows whether a host has unpacked it on the way.
_SIGNATURE = b"pagefind_dcd"
_NAME = 10
# What more takes three times as long for a hundredth of the size.
_LEVEL = 6


def unpacked(files: Mapping[str, bytes], path: str) -> list[Any]:
    """What a packed file holds.

    Raises:
        PublicationError: it would not be written as it was read, so it is not ours to write.
    """
    try:
        content = gzip.decompress(files[path])
        found = content.removeprefix(_SIGNATURE)
        read = cbor2.loads(found)
    except (KeyError, OSError, EOFError, zlib.error, cbor2.CBORDecodeError) as error:
        raise other_form(path) from error
    if found == content or not isinstance(read, list) or cbor2.dumps(read) != found:
        raise other_form(path)
    return read


def packed(content: bytes) -> bytes:
    """Content as a packed file, with no name and no time in its head (RFC 1952, section 2.3.1)."""
    made = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=made, mtime=0, compresslevel=_LEVEL) as file:
        file.write(_SIGNATURE + content)
    return made.getvalue()


def named(code: str, content: bytes) -> str:
    """The name of a file of a language, which follows its content."""
    return f"{code}_{sha256(content).hexdigest()[:_NAME]}"


def other_form(path: str) -> PublicationError:
    """What is said of a file that is not as pagefind 1.5 writes it."""
    return PublicationError(
        f"Das Suchverzeichnis hat eine unbekannte Form ({path}). Bitte das Paket pagefind-bin in Version 1.5 "
        "installieren."
    )
