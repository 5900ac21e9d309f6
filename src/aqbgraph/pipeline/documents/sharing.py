"""Equal values kept once: what comes from other processes, or from the cache, has its own copy of every name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable

    from aqbgraph.graph.findings import Finding
    from aqbgraph.pipeline.documents.collecting import Collected, Digest
    from aqbgraph.pipeline.documents.outcomes import Outcome
    from aqbgraph.publication.corpus.summary import AgreementSummary

Value = TypeVar("Value", bound="Hashable")


@dataclass(frozen=True, slots=True)
class Sharing:
    """The values so far, of a build. Asked for are only those of which there are few: each is kept to the end."""

    known: dict[Any, Any] = field(default_factory=dict)

    def same(self, value: Value) -> Value:
        """An equal value of the same type, the first that came."""
        found: Value = self.known.setdefault((type(value), value), value)
        return found

    def outcome(self, one: Outcome) -> Outcome:
        """An outcome to be kept."""
        summary = self._summary(one.summary) if one.summary else None
        return replace(one, summary=summary, findings=tuple(map(self._finding, one.findings)))

    def collected(self, one: Collected) -> Collected:
        """What was read of a source, to be kept until all are compared."""
        return replace(one, digest=self._digest(one.digest)) if one.digest else one

    def _digest(self, one: Digest) -> Digest:
        said = one.sentences
        sentences = replace(said, sections=self.same(said.sections), periods=self.same(said.periods))
        return replace(one, edition=self.same(one.edition), sentences=sentences, newest=self.same(one.newest))

    def _summary(self, one: AgreementSummary) -> AgreementSummary:
        return replace(
            one,
            year=self.same(one.year),
            party=self.same(one.party),
            state_party=self.same(one.state_party),
            budgets=tuple((self.same(programme), amount) for programme, amount in one.budgets),
            rounded=self.same(one.rounded),
            empty=self.same(one.empty),
            newest=self.same(one.newest),
            named=self.same(one.named),
            readings=self.same(one.readings),
        )

    def _finding(self, one: Finding) -> Finding:
        return replace(
            one,
            severity=self.same(one.severity),
            path=self.same(one.path),
            message=self.same(one.message),
            message_en=self.same(one.message_en),
            shape=self.same(one.shape),
        )
