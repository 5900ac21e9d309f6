"""Sources to a publication: read and understand each, compare all, write each; then what spans them; then one rename.

Both passes work on a few documents alone, so they run in any number of processes and give the same bytes. Between them
what was read waits on disk; in memory stays a short summary of each agreement, never its text or its graph.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from aqbgraph.errors import Invalid
from aqbgraph.extraction.asking import questions
from aqbgraph.graph import validation
from aqbgraph.graph.rules import ACROSS
from aqbgraph.pipeline import dating, steps
from aqbgraph.pipeline.cluster import spread
from aqbgraph.pipeline.collecting import batches
from aqbgraph.pipeline.comparing import duplicates, series, side_by_side, with_earlier
from aqbgraph.pipeline.curating import curated, unknown
from aqbgraph.pipeline.finishing import finish
from aqbgraph.pipeline.outcomes import Outcome, Report, beside
from aqbgraph.pipeline.publishing import Known, shapes
from aqbgraph.pipeline.reporting import judged
from aqbgraph.pipeline.spool import spool
from aqbgraph.pipeline.spreading import Places
from aqbgraph.publication import search_index, tables
from aqbgraph.publication.locking import locked
from aqbgraph.publication.resources import core
from aqbgraph.publication.summary import corpus
from aqbgraph.publication.writer import check_place, check_target, staging, switch
from aqbgraph.reading.companions import Companions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aqbgraph.errors import Duplicate
    from aqbgraph.extraction.changes import SectionText
    from aqbgraph.extraction.projects import Decided, Decision
    from aqbgraph.identifiers import Identifiers
    from aqbgraph.pipeline.cluster import Scheduler
    from aqbgraph.pipeline.collecting import Collected
    from aqbgraph.pipeline.spreading import Spread
    from aqbgraph.publication.settings import Settings
    from aqbgraph.publication.summary import Corpus
    from aqbgraph.publication.writer import Writer
    from aqbgraph.reading.sources import SourceFile

# Documents validated at once: reading the shapes costs as much as validating a document or two.
CHUNK = 16
# Their queries need the prefixes.
_ACROSS = ("prefixes", *ACROSS)
_ALONE = Companions()
_UNDATED = dating.Dating()
# A source is told of when it is read and again when it is done.
STEPS = 2


def build(
    sources: Sequence[SourceFile],
    target: Path,
    settings: Settings,
    *,
    jobs: int | Scheduler = 0,
    allow_incomplete: bool = False,
    progress: Callable[[int], None] = lambda _: None,
    companions: Companions = _ALONE,
    when: dating.Dating = _UNDATED,
) -> Report:
    """Builds a publication in `target`. With faults nothing is published, unless `allow_incomplete` and some are good.

    `jobs` is the number of processes, 0 for one a core, or a scheduler whose workers do what they would do; `progress`
    is told of steps done, `STEPS` a source. With a
    fault in the decisions on series among the `companions` nothing is published at all: what somebody parted would be
    joined. `when` says which moment its changes bear, and what came before.

    Raises:
        WrongUse: `target` is no place for a publication, or no source is an agreement, or the moment cannot be.
        PublicationError: it cannot be written, somebody else builds there, the one before is damaged, or the scheduler
            does not answer or its workers are not such as are needed.
        Invalid: the agreements contradict each other, or tell a day in the future.
    """
    target = target.resolve()
    check_place(target)
    with locked(target):
        check_target(target, [source.path for source in sources if isinstance(source.path, Path)])
        with spread(jobs, progress) as workers:
            return _built(sources, target, settings, workers, companions, when, again=allow_incomplete)


def _built(
    sources: Sequence[SourceFile],
    target: Path,
    settings: Settings,
    workers: Spread,
    companions: Companions,
    when: dating.Dating,
    *,
    again: bool,
) -> Report:
    before = dating.begin(target, settings.base_iri, when)
    with staging(target) as writer:
        decisions = curated(companions.series, settings.identifiers)
        made = _Making(writer, settings, workers, decisions.decisions, when, again=again)
        found, sections, decided = _outcomes(sources, target, made)
        read, reported = judged(found, settings)
        outcomes = (*read, *beside(companions, decisions.faults))
        summaries = (outcome.summary for outcome in read if outcome.summary)
        kept = replace(corpus(summaries, sections, decided), reported=reported)
        remarks = (*unknown(decisions.decisions, decided.known), *tables.remarks(), *search_index.remarks())
        faulty = any(outcome.faults for outcome in outcomes)
        if not kept.agreements or decisions.faults or (faulty and not again):
            return Report(outcomes, questions=questions(decided.doubtful), remarks=remarks)
        _check_across(kept, settings.identifiers)
        at = dating.moment(before, when, kept, decisions.decisions)
        finished = finish(writer, kept, settings, before, at)
        remarks += (*dating.remarks(before, when, finished.history), *finished.remarks)
        digest = writer.close(settings.base_iri, settings.licence.iri)
        switch(writer, target)
    return Report(outcomes, digest, finished.triples, kept.relations.questions, remarks)


@dataclass(frozen=True, slots=True)
class _Making:
    """What a publication is made with. `again`: when some are refused, the others are written anew without them."""

    writer: Writer
    settings: Settings
    workers: Spread
    decisions: Sequence[Decision]
    when: dating.Dating
    again: bool


def _outcomes(
    sources: Sequence[SourceFile], target: Path, making: _Making
) -> tuple[tuple[Outcome, ...], tuple[SectionText, ...], Decided]:
    """What became of each source, the wording of those that are published over the years, and their series.

    A document that is refused takes no part in comparing.
    """
    workers = making.workers
    with spool(target) as kept:
        places = Places(kept, making.writer)
        collected = tuple(workers.run(steps.first(places), tuple(batches(sources))))
        twice = duplicates(collected)
        good = [one for one in collected if one.digest is not None and one.number not in twice]
        workers.progress(len(collected) - len(good))
        if len(good) + sum(bool(one.reported) for one in collected) == len(collected):
            _check_days(good, making.when)
        done: dict[int, Outcome] = {}
        while True:
            compared, decided = side_by_side(good, kept), series(good, making.decisions)
            listed = with_earlier(good)
            portions = [listed[start : start + CHUNK] for start in range(0, len(listed), CHUNK)]
            work = steps.second(places, making.settings, Known(compared.standing, decided.renaming))
            done |= {one.number: outcome for one, outcome in zip(good, workers.run(work, portions), strict=True)}
            sound = [one for one in good if not done[one.number].faults]
            if not making.again or len(sound) == len(good):
                break
            good, workers = sound, workers.quiet()
    outcomes = (replace(done.get(one.number) or _refused(one, twice), repairs=one.repairs) for one in collected)
    return tuple(outcomes), compared.sections, decided


def _check_days(good: Sequence[Collected], when: dating.Dating) -> None:
    """What would be refused at the end is refused now. With faults there is more to tell than the day."""
    if when.given is None:
        told = [dating.Told(one.digest.newest, one.name) for one in good if one.digest and one.digest.newest]
        for last in sorted(told, key=lambda one: (one.day, one.source))[-1:]:
            dating.check_told(last, when.latest)


def _refused(one: Collected, twice: dict[int, Duplicate]) -> Outcome:
    extra = (twice[one.number],) if one.number in twice else ()
    return Outcome(one.name, one.accounting, None, (*one.faults, *extra), reported=one.reported)


def _check_across(kept: Corpus, identifiers: Identifiers) -> None:
    """What no document shows alone. The names minted and the check for duplicates forbid it; this proves it."""
    facts = (triple for row in kept.agreements for triple in core(identifiers, row))
    report = validation.validate(facts, shapes(identifiers, _ACROSS), ())
    if not report.conforms:
        raise Invalid("; ".join(f"{finding.focus}: {finding.message}" for finding in report.findings))
