"""What many pages ask of a corpus, found once: a page must not go through all agreements for the few it shows."""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from aqbgraph.extraction.outlining.changes import SectionText
    from aqbgraph.publication.corpus.relations import SharedSummary

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


class Sentences:
    """The wording of each agreement, a number a sentence."""

    __slots__ = ("_by_path", "_known")

    def __init__(self, sections: Iterable[SectionText]) -> None:
        """As sections have it."""
        self._known: list[tuple[str, str]] = []
        self._by_path: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for section in sections:
            for wording in section.wordings:
                for _, paths in wording.uses:
                    for path in paths:
                        self._by_path[path].append(len(self._known))
                self._known.append((section.key, wording.fingerprint))

    def of(self, path: str) -> Mapping[str, tuple[str, ...]]:
        """That of an agreement by its path: section → fingerprints, in the order of the section."""
        found: dict[str, list[str]] = defaultdict(list)
        for number in self._by_path.get(path, ()):
            section, fingerprint = self._known[number]
            found[section].append(fingerprint)
        return {section: tuple(rows) for section, rows in found.items()}
