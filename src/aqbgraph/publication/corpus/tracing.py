"""What a page asked of the corpus: as long as the answers stay the same, so does the page.

Which page shows what of which agreement is written down nowhere, so no table of dependencies can fall behind the pages:
a page is made anew when any of the answers it got is another than the last time ("Build Systems à la Carte", 2018,
section 4.2.2, constructive and verifying traces). https://doi.org/10.1145/3236774
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, cast

from aqbgraph.extraction.outlining.changes import SectionText
from aqbgraph.publication.corpus.naming import Naming
from aqbgraph.publication.corpus.relations import SharedSummary
from aqbgraph.publication.corpus.summary import AgreementSummary, Corpus, SeriesSummary
from aqbgraph.publication.disk.fingerprints import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SIZE = 16  # bytes
_GONE = (KeyError.__name__,)
# What many answers are made of: its digest is worked out once.
_LASTING = {
    kind: tuple(kind.__dataclass_fields__)
    for kind in (AgreementSummary, Naming, SeriesSummary, SectionText, SharedSummary)
}
_LISTS = (tuple, list)

# A question to the corpus: the name of a method or attribute, and the arguments.
Question = tuple[Any, ...]


class Traced:
    """A corpus that remembers what it was asked, in the order in which it was."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.asked: dict[Question, None] = {}

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._corpus, name)
        if not callable(found):
            self.asked[name,] = None
            return found

        def answer(*given: Any) -> Any:
            self.asked[name, *given] = None
            return found(*given)

        return answer


def traced(corpus: Corpus) -> tuple[Corpus, dict[Question, None]]:
    """The corpus as pages see it, and what they will have asked."""
    made = Traced(corpus)
    return cast("Corpus", made), made.asked


class Answers:
    """The digests of what a corpus answers."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._known: dict[Question, bytes] = {}
        # The part itself as well: as long as it is here, no other has its number.
        self._parts: dict[int, tuple[object, bytes]] = {}

    def digest(self, asked: Iterable[Question]) -> bytes:
        """The digest of the answers to these questions, in their order; 16 bytes."""
        found = blake2b(digest_size=_SIZE)
        for question in asked:
            found.update(self._answer(question))
        return found.digest()

    def of(self, value: object) -> bytes:
        """The digest of a value that may hold parts of the corpus."""
        kind = type(value)
        if kind in _LISTS and value and all(type(part) in _LASTING for part in cast("Sequence[object]", value)):
            # Most answers; as a value like any other each part would be asked about many times.
            return fingerprint((kind.__name__, b"".join(map(self._lasting, cast("Sequence[object]", value)))))
        return fingerprint((value,), self._part)

    def _answer(self, question: Question) -> bytes:
        known = self._known.get(question)
        if known is None:
            known = self._known[question] = self.of(self._asked(*question))
        return known

    def _asked(self, name: str, *given: Any) -> object:
        found = getattr(self._corpus, name)
        try:
            return found(*given) if callable(found) else found
        except KeyError:
            # What the page asked about is gone: another answer than any it got.
            return _GONE

    def _part(self, part: Any) -> bytes | None:
        return self._lasting(part) if type(part) in _LASTING else None

    def _lasting(self, part: Any) -> bytes:
        known = self._parts.get(id(part))
        if known is None:
            digest = fingerprint([getattr(part, name) for name in _LASTING[type(part)]], self._part)
            known = self._parts[id(part)] = (part, digest)
        return known[1]
