"""What comes from elsewhere is the same afterwards, and what many have is there once."""

from __future__ import annotations

import pickle
from dataclasses import replace

from tests.publication.corpora import Made

from aqbgraph.agreement import Concept
from aqbgraph.extraction.wording.comparison import Edition, pack
from aqbgraph.graph.findings import Finding
from aqbgraph.pipeline.documents.collecting import Collected, Digest
from aqbgraph.pipeline.documents.outcomes import Outcome
from aqbgraph.pipeline.documents.sharing import Sharing

SUMMARY = Made("fulda", 2025, named=(Concept("legal-codes", "sgb-ii"),)).summary
FINDING = Finding("Warning", "a#b", "p", "fehlt", "is missing", "shape", None)
OUTCOME = Outcome("a.md", SUMMARY.accounting, SUMMARY, findings=(FINDING,))
READ = Collected(0, "a.md", None, (), Digest("a", "A", "0", Edition(2025, "aqb"), pack(())))


def test_nothing_is_another() -> None:
    shared = Sharing()
    for _ in range(2):
        assert shared.outcome(pickle.loads(pickle.dumps(OUTCOME))) == OUTCOME
        assert shared.collected(pickle.loads(pickle.dumps(READ))) == READ
    faulty = replace(OUTCOME, summary=None)
    assert shared.outcome(faulty) == faulty
    assert shared.collected(replace(READ, digest=None)) == replace(READ, digest=None)


def test_many_have_one() -> None:
    shared = Sharing()
    one, other = (shared.outcome(pickle.loads(pickle.dumps(OUTCOME))) for _ in range(2))
    assert one.summary is not None
    assert other.summary is not None
    assert one.summary.party is other.summary.party
    assert one.summary.named is other.summary.named
    assert one.findings[0].message is other.findings[0].message


def test_what_is_equal_and_of_another_type_stays_so() -> None:
    shared = Sharing()
    assert [repr(shared.same(value)) for value in (1, True, 1.0)] == ["1", "True", "1.0"]
