"""What a document says, as a digest: two builds that read the same say the same, whatever software read it.

Left out is what changes without anything having been said: the version of the software, and the listings (foaf:topic),
which follow from what is listed and would make every overview a change with each agreement.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from aqbgraph.identifiers import CUBE, TERMS, WORDING, review_path
from aqbgraph.publication.formats import N_TRIPLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from aqbgraph.publication.disk.steps import Steps

TOPIC = "http://xmlns.com/foaf/0.1/topic"
VERSIONS = (TERMS + "softwareVersion", "http://www.w3.org/2002/07/owl#versionInfo")
# Documents that are computed from all the others: whoever follows those can compute them too.
COMPUTED = (WORDING, review_path(), CUBE)


def followed(path: str) -> bool:
    """Whether the document of a path is one that says something of its own."""
    return not any(path == name or path.startswith(f"{name}/") for name in COMPUTED)


def said(content: bytes) -> bytes:
    """N-Triples without listings."""
    return _without(content, (TOPIC,))


def digest(content: bytes) -> str:
    """The digest of a document, from its N-Triples in the order in which we write them."""
    return sha256(_without(content, (TOPIC, *VERSIONS))).hexdigest()[:32]


def _without(content: bytes, predicates: Iterable[str]) -> bytes:
    """The lines with other predicates. A line is `subject predicate object .`, and no IRI holds a blank (RDF 1.1
    N-Triples, section 7); looking for the names takes a twentieth of looking at each line.
    """
    kept, position = [], 0
    for start in sorted(start for name in predicates for start in _lines(content, f" <{name}> ".encode())):
        kept.append(content[position:start])
        position = content.index(b"\n", start) + 1
    return b"".join((*kept, content[position:]))


def _lines(content: bytes, predicate: bytes) -> Iterator[int]:
    """Where the lines with a predicate begin; the same words in a text are no predicate."""
    found = content.find(predicate)
    while found >= 0:
        start = content.rfind(b"\n", 0, found) + 1
        if b" " not in content[start:found]:
            yield start
        found = content.find(predicate, found + 1)


def document_digests(steps: Steps, base: str, paths: Iterable[str]) -> dict[str, str]:
    """The digests of all documents that are followed, by their IRIs; for their dates see `history.dated`."""
    return {base + path: _digest(steps, path) for path in sorted(paths) if followed(path)}


def _digest(steps: Steps, path: str) -> str:
    given = steps.given(steps.writer.noted.get(path + N_TRIPLES.suffix))
    return steps.value(f"said:{path}", given, lambda: digest(content_of(steps.writer.folder, path)))


def content_of(folder: Path, path: str) -> bytes:
    """The N-Triples of a document."""
    return (folder / f"{path}{N_TRIPLES.suffix}").read_bytes()
