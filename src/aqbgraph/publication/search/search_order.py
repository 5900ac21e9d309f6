"""The index in an order of its own: pagefind writes what pages are filtered by as it comes out of its hash tables.

The same pages would give other bytes with every run, and other names of files, which follow the bytes. Only the values
of a filter, the list of the filters and the list of languages are concerned; they are sorted here. Words and pages are
in order already (https://github.com/Pagefind/pagefind/issues/638).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import cbor2

from aqbgraph.publication.search.search_files import named, other_form, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping

ENTRY = "pagefind-entry.json"
# Version, pages, chunks of words, filters, orders, fields.
PARTS, FILTERS = 6, 3


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
    path = f"pagefind.{name}.pf_meta"
    parts = unpacked(made, path)
    if len(parts) != PARTS:
        raise other_form(path)
    parts[FILTERS] = [[key, _settle_filter(made, code, found)] for key, found in sorted(parts[FILTERS])]
    content = cbor2.dumps(parts)
    new = named(code, content)
    del made[path]
    made[f"pagefind.{new}.pf_meta"] = packed(content)
    return new


def _settle_filter(made: dict[str, bytes], code: str, name: str) -> str:
    path = f"filter/{name}.pf_filter"
    key, values = unpacked(made, path)
    content = cbor2.dumps([key, sorted(values)])
    new = named(code, content)
    del made[path]
    made[f"filter/{new}.pf_filter"] = packed(content)
    return new
