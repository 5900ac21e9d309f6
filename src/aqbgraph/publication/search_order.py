"""The index in an order of its own: pagefind writes what pages are filtered by as it comes out of its hash tables.

The same pages would give other bytes with every run, and other names of files, which follow the bytes. Only the values
of a filter, the list of the filters and the list of languages are concerned; they are sorted here. Words and pages are
in order already (https://github.com/Pagefind/pagefind/issues/638).
"""

from __future__ import annotations

import gzip
import io
import json
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import cbor2

from aqbgraph.errors import PublicationError

if TYPE_CHECKING:
    from collections.abc import Mapping

ENTRY = "pagefind-entry.json"
# Before the content of each packed file, so that its reader knows whether a host has unpacked it on the way.
_SIGNATURE = b"pagefind_dcd"
# Version, pages, chunks of words, filters, orders, fields.
_PARTS, _FILTERS = 6, 3
_NAME = 10


def settled(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an index, by their paths, in their order.

    Raises:
        PublicationError: they are of another form than pagefind 1.5 writes.
    """
    made = dict(files)
    entry = json.loads(made[ENTRY])
    languages = {
        code: {**language, "hash": _settle(made, code, language["hash"])}
        for code, language in sorted(entry["languages"].items())
    }
    text = json.dumps({**entry, "languages": languages}, ensure_ascii=False, separators=(",", ":"))
    return {**made, ENTRY: text.encode()}


def _settle(made: dict[str, bytes], code: str, name: str) -> str:
    """Settles the index of a language and gives its new name."""
    parts = _taken(made, f"pagefind.{name}.pf_meta")
    if len(parts) != _PARTS:
        raise _other_form(f"pagefind.{name}.pf_meta")
    parts[_FILTERS] = [[key, _settle_filter(made, code, found)] for key, found in sorted(parts[_FILTERS])]
    content = cbor2.dumps(parts)
    new = _named(code, content)
    made[f"pagefind.{new}.pf_meta"] = _packed(content)
    return new


def _settle_filter(made: dict[str, bytes], code: str, name: str) -> str:
    key, values = _taken(made, f"filter/{name}.pf_filter")
    content = cbor2.dumps([key, sorted(values)])
    new = _named(code, content)
    made[f"filter/{new}.pf_filter"] = _packed(content)
    return new


def _named(code: str, content: bytes) -> str:
    return f"{code}_{sha256(content).hexdigest()[:_NAME]}"


def _taken(made: dict[str, bytes], path: str) -> list[Any]:
    """What a packed file holds, which is taken away. What would not be written as it was read is not ours to write."""
    try:
        content = gzip.decompress(made.pop(path))
        found = content.removeprefix(_SIGNATURE)
        read = cbor2.loads(found)
    except (KeyError, OSError, EOFError, zlib.error, cbor2.CBORDecodeError) as error:
        raise _other_form(path) from error
    if found == content or not isinstance(read, list) or cbor2.dumps(read) != found:
        raise _other_form(path)
    return read


def _packed(content: bytes) -> bytes:
    """No name and no time in its head (RFC 1952, section 2.3.1)."""
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as file:
        file.write(_SIGNATURE + content)
    return packed.getvalue()


def _other_form(path: str) -> PublicationError:
    return PublicationError(
        f"Das Suchverzeichnis hat eine unbekannte Form ({path}). Bitte das Paket pagefind-bin in Version 1.5 "
        "installieren."
    )
