"""A build that would give what is published already is not done: it has the same sources, decisions, options and code.

What is published is then what such a build has made, file by file as its list says, and its report is known. That a
build which finds its own publication makes the same once more is tested.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from aqbgraph.pipeline.curating import Curated
    from aqbgraph.pipeline.dating import Dating
    from aqbgraph.pipeline.gathering import Named
    from aqbgraph.pipeline.outcomes import Report
    from aqbgraph.publication.disk.steps import Steps
    from aqbgraph.reading.companions import Companions

_STEP = "build"


@dataclass(frozen=True, slots=True)
class Unchanging:
    """What a build is known by: the digest of all it hangs on, None where that cannot be told.

    `latest` is the clock of the caller.
    """

    steps: Steps
    given: bytes | None
    latest: datetime | None

    def report(self) -> Report | None:
        """That of the build that made what is published; None where a build has to be done."""
        known = self.steps.cache.result(_STEP, self.given) if self.given else None
        if known is None:
            return None
        report: Report = known[0]
        same = report.digest and self._allowed(known[1]) and self.steps.before.whole(report.digest)
        return report if same else None

    def keep(self, report: Report) -> None:
        """Notes a build, unless something is wrong."""
        if self.given and not report.faults:
            self.steps.cache.keep(_STEP, self.given, (report, self.latest))

    def _allowed(self, latest: datetime | None) -> bool:
        """A clock that was put back may forbid more than it did."""
        if self.latest is None or latest is None:
            return self.latest is latest
        return self.latest >= latest


def unchanging(
    steps: Steps, named: Named, companions: Companions, decisions: Curated, when: Dating, *, again: bool
) -> Unchanging:
    """What a build is known by; it is not, where a source lies elsewhere, or the history does."""
    keys = tuple(task.given for task in named.tasks)
    beside = decisions.faults or companions.strays or companions.misnamed
    known = all(keys) and not beside and when.previous is None
    given = steps.given(keys, decisions.decisions, when.given, when.anew, again) if known else None
    return Unchanging(steps, given, when.latest)
