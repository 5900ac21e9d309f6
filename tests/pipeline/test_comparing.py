"""What no document shows alone: two sources for one agreement."""

from __future__ import annotations

from aqbgraph.pipeline.collecting import Collected, Digest
from aqbgraph.pipeline.comparing import duplicates


def one(number: int, path: str, sha256: str = "") -> Collected:
    return Collected(number, f"{number}.md", None, (), Digest(path, "Zielvereinbarung 2025", sha256 or str(number)))


def test_each_alone() -> None:
    assert duplicates([one(0, "a"), one(1, "b"), Collected(2, "2.md", None, ())]) == {}


def test_every_source_is_told_of_all_others() -> None:
    found = duplicates([one(0, "a"), one(1, "b"), one(2, "a"), one(3, "a")])
    assert {number: str(fault) for number, fault in found.items()} == {
        0: "0.md: Für „Zielvereinbarung 2025“ gibt es mehrere Quellen: auch 2.md, 3.md. Bitte nur eine behalten.",
        2: "2.md: Für „Zielvereinbarung 2025“ gibt es mehrere Quellen: auch 0.md, 3.md. Bitte nur eine behalten.",
        3: "3.md: Für „Zielvereinbarung 2025“ gibt es mehrere Quellen: auch 0.md, 2.md. Bitte nur eine behalten.",
    }


def test_copies_are_called_copies() -> None:
    found = duplicates([one(0, "a", "same"), one(1, "a", "same")])
    assert "Dieselbe Datei liegt zweimal vor: auch 1.md" in str(found[0])
