"""Between the passes: what no document shows alone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aqbgraph.errors import Duplicate, Place
from aqbgraph.extraction.deciding import decide

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aqbgraph.extraction.projects import Decided, Decision
    from aqbgraph.pipeline.collecting import Collected, Digest


def duplicates(collected: Iterable[Collected]) -> dict[int, Duplicate]:
    """A fault for every source of an agreement that several sources are for, by the number of the source."""
    sources: dict[str, list[tuple[Collected, Digest]]] = defaultdict(list)
    for one in collected:
        if one.digest is not None:
            sources[one.digest.path].append((one, one.digest))
    return {one.number: _fault(one, digest, same) for same in sources.values() if len(same) > 1 for one, digest in same}


def series(collected: Iterable[Collected], decisions: Sequence[Decision] = ()) -> Decided:
    """Which measures of all agreements are one project."""
    digests = (one.digest for one in collected if one.digest is not None)
    return decide((mention for digest in digests for mention in digest.mentions), decisions)


def _fault(one: Collected, digest: Digest, same: Sequence[tuple[Collected, Digest]]) -> Duplicate:
    names = ", ".join(other.name for other, _ in same if other is not one)
    copies = all(other.sha256 == digest.sha256 for _, other in same)
    what = "Dieselbe Datei liegt zweimal vor" if copies else f"Für „{digest.title}“ gibt es mehrere Quellen"
    return Duplicate(f"{what}: auch {names}. Bitte nur eine behalten.", Place(one.name))
