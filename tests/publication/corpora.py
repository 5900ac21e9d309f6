"""Small corpora to compare: agreements by party and year, with projects and with sentences of their clauses."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

from aqbgraph.extraction.outlining.changes import Member, compare
from aqbgraph.extraction.wording.accounting import Accounting
from aqbgraph.extraction.wording.comparison import Compared, pack
from aqbgraph.extraction.wording.wording import FINGERPRINT
from aqbgraph.identifiers import agreement_path, slug
from aqbgraph.publication.corpus.naming import MeasureSummary
from aqbgraph.publication.corpus.summary import AgreementSummary, Corpus, corpus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.agreement import Concept
    from aqbgraph.extraction.outlining.changes import SectionText
    from aqbgraph.extraction.series.projects import Decided


@dataclass(frozen=True)
class Made:
    """An agreement: euro, projects (notation and name), types named without one, sentences by section."""

    party: str
    year: int
    amount: int = 100_000
    projects: tuple[tuple[str, str], ...] = ()
    empty: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ("aqb",)
    named: tuple[Concept, ...] = ()
    sentences: tuple[tuple[str, str], ...] = ()

    @property
    def summary(self) -> AgreementSummary:
        parts = len(self.programmes)
        return AgreementSummary(
            path=agreement_path(self.year, self.party, self.programmes),
            title=f"Zielvereinbarung {self.year}",
            year=self.year,
            party=self.party,
            state_party="ministerium-arbeit",
            budgets=tuple((programme, Decimal(self.amount) / parts) for programme in self.programmes),
            rounded=(),
            measures=tuple(
                MeasureSummary(f"measure-{number}", name, notation, slug(name), name, number, None)
                for number, (notation, name) in enumerate(self.projects, start=1)
            ),
            empty=self.empty,
            source=f"{self.year}.md",
            sha256="0" * 64,
            triples=0,
            accounting=Accounting(0, 0, 0, ()),
            named=self.named,
        )


def corpus_of(made: Iterable[Made], decided: Decided | None = None) -> Corpus:
    """The agreements as a publication has them."""
    listed = tuple(made)
    return corpus((one.summary for one in listed), _sections(listed), decided)


def _sections(made: tuple[Made, ...]) -> tuple[SectionText, ...]:
    rows = [(one.summary, [_compared(*sentence) for sentence in one.sentences]) for one in made]
    members = [Member(summary.path, summary.edition, pack(sentences)) for summary, sentences in rows]
    texts = {(one.section, one.fingerprint): one.text for _, sentences in rows for one in sentences}
    return compare(members, texts, {"1": "Ziele"})


def _compared(section: str, text: str) -> Compared:
    fingerprint = sha256(text.encode()).hexdigest()[:FINGERPRINT]
    return Compared(section, f"clause-{section}", 0, len(text), text, fingerprint, known=False)
