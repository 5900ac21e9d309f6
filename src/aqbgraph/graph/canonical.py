"""Any dataset in its canonical form (RDFC-1.0, https://www.w3.org/TR/rdf-canon/), and the digest of that.

Two files that say the same have the same digest, whatever their format, their order, and the names of blank nodes.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, serialize

if TYPE_CHECKING:
    from collections.abc import Iterable


def canonical(quads: Iterable[Quad]) -> bytes:
    """The canonical N-Quads: a line a statement, each once, in code point order."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    lines = (serialize(dataset, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return b"".join(sorted(lines))


def digest(quads: Iterable[Quad]) -> str:
    """The SHA-256 of the canonical N-Quads, in hexadecimal."""
    return sha256(canonical(quads)).hexdigest()


def as_one_graph(quads: Iterable[Quad]) -> Iterable[Quad]:
    """The statements without the names of their graphs."""
    return (Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
