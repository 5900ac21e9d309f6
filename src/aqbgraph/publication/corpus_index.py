"""What many pages ask of a corpus, found once: a page must not go through all agreements for the few it shows."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from aqbgraph.extraction.changes import SectionText
    from aqbgraph.publication.relations import SharedSummary

Row = TypeVar("Row")
Key = TypeVar("Key")


def grouped(rows: Iterable[Row], key: Callable[[Row], Key]) -> Mapping[Key, tuple[Row, ...]]:
    """The rows of each key, in the order in which they come."""
    found: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return {name: tuple(group) for name, group in found.items()}


def by_party(shared: Iterable[SharedSummary]) -> Mapping[str, tuple[SharedSummary, ...]]:
    """The projects of several parties that each of them has part in."""
    found: dict[str, list[SharedSummary]] = defaultdict(list)
    for one in shared:
        for party in dict.fromkeys(member.party for member in one.members):
            found[party].append(one)
    return {party: tuple(rows) for party, rows in found.items()}


def by_agreement(sections: Iterable[SectionText]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The wording of each agreement by its path: section → fingerprints, in the order of the section."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for section in sections:
        for wording in section.wordings:
            for _, paths in wording.uses:
                for path in paths:
                    found[path][section.key].append(wording.fingerprint)
    return {path: {key: tuple(rows) for key, rows in said.items()} for path, said in found.items()}
