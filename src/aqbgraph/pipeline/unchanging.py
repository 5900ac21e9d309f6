"""A build that would give what is published already is not done: it has the same sources, decisions, options and code.

The publisher's own files are among the options: of templates and texts these hold what is written, of all others where
they lie, so what is in them is looked at here.

What is published is then what such a build has made, file by file as its list says, and its report is known. That a
build which finds its own publication makes the same once more is tested.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from aqbgraph.publication.publisher import own_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from aqbgraph.pipeline.across.curating import Curated
    from aqbgraph.pipeline.dating import Dating
    from aqbgraph.pipeline.documents.gathering import Named
    from aqbgraph.pipeline.documents.outcomes import Report
    from aqbgraph.publication.disk.steps import Steps
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.reading.finding.companions import Companions

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
    steps: Steps,
    settings: Settings,
    named: Named,
    companions: Companions,
    decisions: Curated,
    when: Dating,
    *,
    again: bool,
) -> Unchanging:
    """What a build is known by; it is not, where a source lies elsewhere, or the history does.

    Raises:
        WrongUse: one of the publisher's own files cannot be read.
    """
    keys = tuple(task.given for task in named.tasks)
    beside = decisions.faults or companions.strays or companions.misnamed
    known = all(keys) and not beside and when.previous is None
    own = tuple(_as_they_are(settings)) if known else ()
    given = steps.given(keys, own, decisions.decisions, when.given, when.anew, again) if known else None
    return Unchanging(steps, given, when.latest)


def _as_they_are(settings: Settings) -> Iterator[tuple[str, str]]:
    """The publisher's own files that are published as they are: pictures, style sheets, fonts; each with its digest."""
    of_theme = settings.theme.published if settings.theme else {}
    beside = settings.texts.beside if settings.texts else {}
    for name, path in (*of_theme.items(), *beside.items()):
        yield name, sha256(own_files.content(path)).hexdigest()
