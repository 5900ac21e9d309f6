"""What the named queries may ask of: the statements with the predicates and classes that they name, and no others."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_PREFIX = re.compile(r"PREFIX\s+([\w-]*):\s*<([^>]*)>")
_SHORT, _WHOLE_NAME = re.compile(r"(?<![\w-])([\w-]*):([\w-]+)"), re.compile(r"<[^<>\s]+>")
_TYPE = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


@dataclass(frozen=True, slots=True)
class Said:
    """What queries may ask of: lines of N-Quads by their predicate, those of a class by that.

    Less than half of all: our queries name each of their predicates and classes, so they can see nothing else.
    """

    lines: Mapping[bytes, Sequence[bytes]]

    def digest(self, text: str) -> bytes:
        """The digest of all that a query may ask of: as long as it is the same, so is what is found."""
        found = blake2b(digest_size=16)
        for key in sorted(mentioned(text) & self.lines.keys()):
            found.update(b"".join(self.lines[key]))
        return found.digest()

    def store(self, texts: Iterable[str]) -> Store:
        """What some queries may ask of."""
        store = Store()
        for key in sorted(frozenset().union(*map(mentioned, texts)) & self.lines.keys()):
            store.bulk_load(b"".join(self.lines[key]), format=RdfFormat.N_QUADS)
        return store


def said(dump: Path, texts: Iterable[str]) -> Said:
    """What queries may ask of, from the dump with the names of the graphs."""
    wanted = frozenset().union(*map(mentioned, texts))
    lines: dict[bytes, list[bytes]] = {key: [] for key in wanted}
    with gzip.open(dump) as file:
        for line in file:
            _, predicate, rest = line.split(b" ", 2)
            key = rest.split(b" ", 1)[0] if predicate == _TYPE else predicate
            if key in wanted:
                lines[key].append(line)
    return Said(lines)


@cache
def mentioned(text: str) -> frozenset[bytes]:
    """The names in a query, as N-Quads write them: its predicates and classes are among them."""
    folders = dict(_PREFIX.findall(text))
    short = (f"<{folders[prefix]}{name}>" for prefix, name in _SHORT.findall(text) if prefix in folders)
    return frozenset(name.encode() for name in (*short, *_WHOLE_NAME.findall(text)))
