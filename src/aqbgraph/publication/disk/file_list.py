"""The list of files of a publication, publication.json, written and read file by file: it may name millions.

As we write it, it is JSON with each value in a line of its own. A list in any other form is read as a whole.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from hashlib import sha256
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from aqbgraph.publication.disk.file_notes import Noted, Notes
from aqbgraph.publication.disk.untrusted import opened, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_FILES = b' "files": {\n'
_ENTRY = re.compile(
    rb'  (?P<name>"[^\n]*"): \{\n'
    rb'   "size": (?P<size>0|[1-9][0-9]{0,15}),\n'
    rb'   "sha256": "(?P<sha256>[0-9a-f]{64})"\n'
    rb"  \}(?P<more>,?)\n"
)
_LINES = 4  # of an entry
_LONGEST = 1 << 16  # bytes before the files
_MOST = (1 << 63) - 1
_END = b" }\n}\n"


class _Other(ValueError):
    """The list is not in our form."""


def write(path: Path, head: Mapping[str, object], files: Iterable[tuple[str, Noted]]) -> str:
    """Writes a list; returns its digest (SHA-256)."""
    digest = sha256()
    with path.open("wb") as file:
        for content in _written(head, files):
            digest.update(content)
            file.write(content)
    return digest.hexdigest()


def _written(head: Mapping[str, object], files: Iterable[tuple[str, Noted]]) -> Iterator[bytes]:
    before = json.dumps({**head, "files": {}}, ensure_ascii=False, indent=1).removesuffix("}\n}") + "\n"
    none = True
    for name, noted in files:
        entry = f'  {json.dumps(name, ensure_ascii=False)}: {{\n   "size": {noted.size},\n   "sha256": "{noted.sha256}"'
        yield f"{before}{entry}\n  }}".encode()
        before, none = ",\n", False
    yield (before.removesuffix("\n") + "}\n}\n").encode() if none else b"\n }\n}\n"


def read(path: Path) -> tuple[Mapping[str, Any], Notes]:
    """What a list says beside its files, and the files. One without a size is noted with -1.

    Raises:
        OSError: it cannot be read.
        ValueError, KeyError, TypeError, AttributeError, RecursionError: it is damaged.
    """
    with opened(path) as file:
        with suppress(_Other):
            return _read(file)
        file.seek(0)
        whole: Mapping[str, Any] = json.load(file)
        return whole, Notes((text(name), _noted(entry)) for name, entry in whole["files"].items())


def _read(file: IO[bytes]) -> tuple[Mapping[str, Any], Notes]:
    before = b""
    while (line := file.readline(_LONGEST)) != _FILES:
        before += line
        if not line or len(before) > _LONGEST:
            raise _Other
    try:
        head = json.loads(before + b' "files": {}}')
        return head, Notes(_entries(file))
    except json.JSONDecodeError as error:
        raise _Other from error


def _entries(file: IO[bytes]) -> Iterator[tuple[str, Noted]]:
    more = True
    while more:
        found = _ENTRY.fullmatch(b"".join(islice(file, _LINES)))
        if found is None:
            raise _Other
        yield text(json.loads(found["name"])), Noted(int(found["size"]), found["sha256"].decode())
        more = bool(found["more"])
    if file.read(len(_END) + 1) != _END:
        raise _Other


def _noted(entry: Mapping[str, Any]) -> Noted:
    try:
        size = int(entry.get("size", -1))
    except OverflowError as error:  # Infinity, which Python takes for JSON
        raise ValueError("Infinity") from error
    if abs(size) > _MOST:
        raise ValueError(size)
    return Noted(size, text(entry["sha256"]))
