"""What a document says, as a digest: two builds that read the same say the same, whatever software read it.

Left out is what changes without anything having been said: the version of the software, and the listings (foaf:topic),
which follow from what is listed and would make every overview a change with each agreement.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from aqbgraph.identifiers import TERMS, WORDING, review_path
from aqbgraph.publication.formats import N_TRIPLES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TOPIC = "http://xmlns.com/foaf/0.1/topic"
VERSIONS = (TERMS + "softwareVersion", "http://www.w3.org/2002/07/owl#versionInfo")
# A line is `subject predicate object .`, and no IRI holds a blank (RDF 1.1 N-Triples, section 7).
_LISTING, _UNSAID = (
    re.compile(rf"^[^ \n]+ <(?:{'|'.join(map(re.escape, names))})> [^\n]*\n".encode(), re.MULTILINE)
    for names in ((TOPIC,), (TOPIC, *VERSIONS))
)
# Documents that are computed from all the others: whoever follows those can compute them too.
COMPUTED = (WORDING, review_path(), "cube")


def followed(path: str) -> bool:
    """Whether the document of a path is one that says something of its own."""
    return not any(path == name or path.startswith(f"{name}/") for name in COMPUTED)


def said(content: bytes) -> bytes:
    """N-Triples without listings."""
    return _LISTING.sub(b"", content)


def digest(content: bytes) -> str:
    """The digest of a document, from its N-Triples in the order in which we write them."""
    return sha256(_UNSAID.sub(b"", content)).hexdigest()[:32]


def document_digests(folder: Path, base: str, paths: Iterable[str]) -> dict[str, str]:
    """The digests of all documents that are followed, by their IRIs; for their dates see `history.dated`."""
    return {base + path: digest(content_of(folder, path)) for path in sorted(paths) if followed(path)}


def content_of(folder: Path, path: str) -> bytes:
    """The N-Triples of a document."""
    return (folder / f"{path}{N_TRIPLES.suffix}").read_bytes()
