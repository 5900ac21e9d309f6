"""What a document says, as a digest: two builds that read the same say the same, whatever software read it.

Left out is what changes without anything having been said: the version of the software, and the listings (foaf:topic),
which follow from what is listed and would make every overview a change with each agreement.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from aqbgraph.identifiers import TERMS, WORDING, review_path
from aqbgraph.publication.formats import N_TRIPLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

TOPIC = "http://xmlns.com/foaf/0.1/topic"
VERSIONS = (TERMS + "softwareVersion", "http://www.w3.org/2002/07/owl#versionInfo")
# A line is `subject predicate object .`, and no IRI holds a blank (RDF 1.1 N-Triples, section 7).
_LISTING = f"<{TOPIC}>".encode()
_UNSAID = frozenset(f"<{version}>".encode() for version in VERSIONS)
# Documents that are computed from all the others: whoever follows those can compute them too.
COMPUTED = (WORDING, review_path(), "cube")


def followed(path: str) -> bool:
    """Whether the document of a path is one that says something of its own."""
    return not any(path == name or path.startswith(f"{name}/") for name in COMPUTED)


def said(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of N-Triples without listings."""
    return (line for line in lines if line.split(b" ", 2)[1] != _LISTING)


def digest(lines: Iterable[bytes]) -> str:
    """The digest of a document, from its N-Triples in the order in which we write them."""
    found = sha256()
    for line in said(lines):
        if line.split(b" ", 2)[1] not in _UNSAID:
            found.update(line)
    return found.hexdigest()[:32]


def document_digests(folder: Path, base: str, paths: Iterable[str]) -> dict[str, str]:
    """The digests of all documents that are followed, by their IRIs; for their dates see `history.dated`."""
    return {base + path: digest(lines_of(folder, path)) for path in sorted(paths) if followed(path)}


def lines_of(folder: Path, path: str) -> list[bytes]:
    """The N-Triples of a document, line by line."""
    return (folder / f"{path}{N_TRIPLES.suffix}").read_bytes().splitlines(keepends=True)
