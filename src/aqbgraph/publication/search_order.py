"""The index in an order of its own: pagefind writes what pages are filtered by as it comes out of its hash tables.

The same pages would give other bytes with every run, and other names of files, which follow the bytes. Only the values
of a filter, the list of the filters and the list of languages are concerned; they are sorted here. Words and pages are
in order already (https://github.com/Pagefind/pagefind/issues/638).
"""

from __future__ import annotations

import gzip
import io
import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import cbor2

from aqbgraph.errors import PublicationError

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = "pagefind-entry.json"
# Before the content of each packed file, so that its reader knows whether a host has unpacked it on the way.
_SIGNATURE = b"pagefind_dcd"
# Version, pages, chunks of words, filters, orders, fields.
_PARTS, _FILTERS = 6, 3
_NAME = 10


def settle(folder: Path) -> None:
    """Puts an index just written into its order.

    Raises:
        PublicationError: it is of another form than pagefind 1.5 writes.
    """
    entry = json.loads((folder / ENTRY).read_bytes())
    languages = {
        code: {**language, "hash": _settled(folder, code, language["hash"])}
        for code, language in sorted(entry["languages"].items())
    }
    text = json.dumps({**entry, "languages": languages}, ensure_ascii=False, separators=(",", ":"))
    (folder / ENTRY).write_text(text, "utf-8")


def _settled(folder: Path, code: str, name: str) -> str:
    """Settles the index of a language and gives its new name."""
    old = folder / f"pagefind.{name}.pf_meta"
    parts = _read(old)
    if len(parts) != _PARTS:
        raise _other_form(old)
    parts[_FILTERS] = [[key, _sorted_filter(folder, code, found)] for key, found in sorted(parts[_FILTERS])]
    old.unlink()
    content = cbor2.dumps(parts)
    new = _named(code, content)
    _write(folder / f"pagefind.{new}.pf_meta", content)
    return new


def _sorted_filter(folder: Path, code: str, name: str) -> str:
    old = folder / "filter" / f"{name}.pf_filter"
    key, values = _read(old)
    old.unlink()
    content = cbor2.dumps([key, sorted(values)])
    new = _named(code, content)
    _write(folder / "filter" / f"{new}.pf_filter", content)
    return new


def _named(code: str, content: bytes) -> str:
    return f"{code}_{sha256(content).hexdigest()[:_NAME]}"


def _read(path: Path) -> list[Any]:
    """What a packed file holds. What would not be written as it was read is not ours to write."""
    content = gzip.decompress(path.read_bytes())
    found = content.removeprefix(_SIGNATURE)
    try:
        read = cbor2.loads(found)
    except cbor2.CBORDecodeError as error:
        raise _other_form(path) from error
    if found == content or not isinstance(read, list) or cbor2.dumps(read) != found:
        raise _other_form(path)
    return read


def _write(path: Path, content: bytes) -> None:
    """No name and no time in its head (RFC 1952, section 2.3.1)."""
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as file:
        file.write(_SIGNATURE + content)
    path.write_bytes(packed.getvalue())


def _other_form(path: Path) -> PublicationError:
    return PublicationError(
        f"Das Suchverzeichnis hat eine unbekannte Form ({path.name}). Bitte das Paket pagefind-bin in Version 1.5 "
        "installieren."
    )
