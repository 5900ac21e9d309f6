"""Sources to a publication: read and understand each, compare all, write each; then what spans them; then one rename.

Both passes work on a few documents alone, so they run in any number of processes and give the same bytes. Between them
what was read waits on disk; in memory stays a short summary of each agreement, never its text or its graph.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from aqbgraph.errors import Invalid
from aqbgraph.extraction.series.asking import questions
from aqbgraph.graph import across
from aqbgraph.graph.rules import ACROSS
from aqbgraph.pipeline import dating
from aqbgraph.pipeline.across.comparing import (
    duplicates,
    series,
    series_for,
    side_by_side,
    standing_for,
    with_earlier,
)
from aqbgraph.pipeline.across.curating import curated, unknown
from aqbgraph.pipeline.across.finishing import finish
from aqbgraph.pipeline.documents import passes
from aqbgraph.pipeline.documents.collecting import understood
from aqbgraph.pipeline.documents.gathering import gather, name
from aqbgraph.pipeline.documents.outcomes import Outcome, Report, beside
from aqbgraph.pipeline.documents.publishing import Due, Known
from aqbgraph.pipeline.documents.reporting import judged
from aqbgraph.pipeline.documents.sharing import Sharing
from aqbgraph.pipeline.garbage import seldom_sought
from aqbgraph.pipeline.spreading.cluster import spread
from aqbgraph.pipeline.spreading.portions import Places, Portion, evenly
from aqbgraph.pipeline.spreading.spool import spool, words_of
from aqbgraph.pipeline.spreading.stages import unheard, untold
from aqbgraph.pipeline.unchanging import unchanging
from aqbgraph.publication.corpus.summary import corpus
from aqbgraph.publication.disk.before import before
from aqbgraph.publication.disk.cache import kept_in
from aqbgraph.publication.disk.fingerprints import fingerprint
from aqbgraph.publication.disk.locking import locked
from aqbgraph.publication.disk.made_with import made_with
from aqbgraph.publication.disk.steps import Steps
from aqbgraph.publication.disk.writer import check_place, check_target, staging, switch
from aqbgraph.publication.documents.resources import cores
from aqbgraph.publication.frame.rendering import ready
from aqbgraph.publication.search import search_index
from aqbgraph.publication.tables import tables
from aqbgraph.reading.finding.companions import Companions
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aqbgraph.errors import Duplicate
    from aqbgraph.extraction.outlining.changes import SectionText
    from aqbgraph.extraction.series.projects import Decided, Decision
    from aqbgraph.extraction.wording.comparison import Standing
    from aqbgraph.identifiers import Identifiers
    from aqbgraph.pipeline.across.comparing import Comparison
    from aqbgraph.pipeline.documents.collecting import Collected
    from aqbgraph.pipeline.documents.gathering import Named
    from aqbgraph.pipeline.spreading.cluster import Scheduler
    from aqbgraph.pipeline.spreading.portions import Spread
    from aqbgraph.pipeline.spreading.spool import Spool, Words
    from aqbgraph.pipeline.spreading.stages import Advance, Stage
    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.disk.before import Before
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.reading.finding.sources import SourceFile

# Documents validated at once: reading the shapes costs as much as validating a document or two.
CHUNK = 16
# Their queries need the prefixes.
_ACROSS = ("prefixes", *ACROSS)
_ALONE = Companions()
_UNDATED = dating.Dating()
# A source is told of when it is read and again when it is done.
STEPS = 2


def build(  # noqa: PLR0913  # each is an option of the command
    sources: Sequence[SourceFile],
    target: Path,
    settings: Settings,
    *,
    jobs: int | Scheduler = 0,
    allow_incomplete: bool = False,
    progress: Advance = unheard,
    stage: Stage = untold,
    companions: Companions = _ALONE,
    when: dating.Dating = _UNDATED,
    cache: Path | None = None,
) -> Report:
    """Builds a publication in `target`. With faults nothing is published, unless `allow_incomplete` and some are good.

    `jobs` is the number of processes, 0 for one a core, or a scheduler whose workers do what they would do; `progress`
    is told of steps done, `STEPS` a source, and `stage` of what comes after them. With a fault in the decisions on
    series among the `companions` nothing is published at all: what somebody parted would be joined. `when` says which
    moment its changes bear, and what came before. In the folder `cache` lies what builds before have found out, so that
    only what changed is made; the publication is the same with and without it.

    Raises:
        WrongUse: `target` is no place for a publication, or no source is an agreement, or the moment cannot be.
        PublicationError: it cannot be written, somebody else builds there, the one before is damaged, or the scheduler
            does not answer or its workers are not such as are needed.
        Invalid: the agreements contradict each other, or tell a day in the future.
    """
    target = target.resolve()
    check_place(target)
    with locked(target), seldom_sought():
        published = before(target)
        check_target(target, [source.path for source in sources if isinstance(source.path, Path)], published.files)
        with spread(jobs, passes.__name__, progress, stage) as workers:
            made = partial(_built, sources, published, settings, workers, companions, when)
            return made(again=allow_incomplete, cache=cache)


def _built(
    sources: Sequence[SourceFile],
    published: Before,
    settings: Settings,
    workers: Spread,
    companions: Companions,
    when: dating.Dating,
    *,
    again: bool,
    cache: Path | None,
) -> Report:
    target = published.folder
    earlier = dating.begin(target, settings.base_iri, when, published)
    with kept_in(cache) as known, staging(target, known.folder) as writer:
        steps = Steps(writer, published, known, fingerprint((made_with(), settings, workers.otherwise)))
        decisions = curated(companions.series, settings.identifiers)
        named = name(sources, steps)
        whole = unchanging(steps, settings, named, companions, decisions, when, again=again)
        if unchanged := whole.report():
            workers.progress(STEPS * len(sources))
            return unchanged
        with spool(target, known.folder) as read_before:
            made = _Making(steps, read_before, settings, workers, decisions.decisions, when, again=again)
            found, sections, decided, steady = _outcomes(named, sources, made)
            del named  # of each source some hundred bytes
        read, reported = judged(found, settings)
        outcomes = (*read, *beside(companions, decisions.faults))
        summaries = (outcome.summary for outcome in read if outcome.summary)
        kept = replace(corpus(summaries, sections, decided), reported=reported)
        remarks = (*unknown(decisions.decisions, decided.known), *tables.remarks(), *search_index.remarks())
        faulty = any(outcome.faults for outcome in outcomes)
        if not kept.agreements or decisions.faults or (faulty and not again):
            return Report(outcomes, questions=questions(decided.doubtful), remarks=remarks)
        _check_across(kept, settings.identifiers)
        at = dating.moment(earlier, when, kept, decisions.decisions)
        finished = finish(steps, kept, settings, earlier, at, workers)
        digest = writer.close(settings.base_iri, settings.licence.iri)
        switch(writer, target)
        report = Report(outcomes, digest, finished.triples, kept.relations.questions, (*remarks, *finished.remarks))
        if steady:
            whole.keep(report)
        known.close()
    return replace(report, remarks=(*remarks, *dating.remarks(earlier, when, finished.history), *finished.remarks))


@dataclass(frozen=True, slots=True)
class _Making:
    """What a publication is made with. `again`: when some are refused, the others are written anew without them.

    `shared` keeps once what is the same in many documents.
    """

    steps: Steps
    spool: Spool
    settings: Settings
    workers: Spread
    decisions: Sequence[Decision]
    when: dating.Dating
    again: bool
    shared: Sharing = field(default_factory=Sharing)


def _outcomes(
    named: Named, sources: Sequence[SourceFile], making: _Making
) -> tuple[tuple[Outcome, ...], tuple[SectionText, ...], Decided, bool]:
    """What became of each source, the wording of those that are published over the years, their series, and whether no
    source was saved meanwhile.

    A document that is refused takes no part in comparing.
    """
    workers = making.workers
    collected = gather(named, making.steps, making.spool, workers, making.shared)
    twice = duplicates(collected)
    good = [one for one in collected if one.digest is not None and one.number not in twice]
    workers.progress(len(collected) - len(good))
    if len(good) + sum(bool(one.reported) for one in collected) == len(collected):
        _check_days(good, making.when)
    done: dict[int, Outcome] = {}
    while True:
        compared, decided = _compared(good, sources, making)
        good = with_earlier(good)
        done |= _published(good, partial(_due, good, sources, compared.standing, decided), making, workers)
        sound = [one for one in good if not done[one.number].faults]
        if not making.again or len(sound) == len(good):
            break
        good, workers = sound, workers.quiet()
    making.spool.only({one.key for one in collected})
    outcomes = (replace(done.get(one.number) or _refused(one, twice), repairs=one.repairs) for one in collected)
    steady = all(one.key == task.given for one, task in zip(collected, named.tasks, strict=True))
    return tuple(outcomes), compared.sections, decided, steady


def _compared(good: Sequence[Collected], sources: Sequence[SourceFile], making: _Making) -> tuple[Comparison, Decided]:
    """All agreements side by side, and their projects; neither changes as long as no sentence and no name does."""
    steps, digests = making.steps, [one.digest for one in good if one.digest]
    said = sorted((digest.edition, digest.path, digest.words, digest.sentences) for digest in digests)
    names = [digest.mentions for digest in digests]

    def words(one: Collected) -> Words:
        return making.spool.words(one.key) or words_of(understood(sources[one.number])[0])

    return (
        steps.value("wording", steps.given(said), lambda: side_by_side(good, words)),
        steps.value("series", steps.given(names, making.decisions), lambda: series(good, making.decisions)),
    )


def _due(
    good: Sequence[Collected], sources: Sequence[SourceFile], standing: Standing, decided: Decided, number: int
) -> Due:
    """What is to be published, by its number among the good ones: made anew when asked for, so that few are there."""
    one = good[number]
    if one.digest is None:
        raise AssertionError(f"{one.name} is no agreement")
    known = Known(standing_for(one.digest, standing), series_for(one.digest, decided))
    return Due(one, sources[one.number], known)


def _published(
    good: Sequence[Collected], due: Callable[[int], Due], making: _Making, workers: Spread
) -> dict[int, Outcome]:
    """What becomes of each of these, by the number of its source; those that are as they were stay the same files."""
    steps, shared = making.steps, making.shared
    found: dict[int, Outcome] = {}
    left: list[tuple[int, bytes]] = []
    for number, one in enumerate(good):
        given = steps.given(one.key, one.before, due(number).known)
        earlier = steps.cache.result(_step(one), given)
        if earlier is not None and steps.kept(earlier.files):
            found[one.number] = shared.outcome(earlier.outcome)
        else:
            left.append((number, given))
    workers.progress(len(found))
    even = evenly(len(left), CHUNK, workers.processes)
    portions = [Portion([left[place][0] for place in portion], due) for portion in even]
    if len(portions) > 1:
        # Processes that are forked have what we have, and need not make it each.
        ready(making.settings.theme)
    work = passes.second(Places(making.spool, steps.writer.apart()), making.settings)
    for (number, given), made in zip(left, workers.run(work, portions), strict=True):
        one = good[number]
        found[one.number] = shared.outcome(made.outcome)
        steps.writer.noted.update(made.files)
        if not made.outcome.faults:
            steps.cache.keep(_step(one), given, made)
    return found


def _step(one: Collected) -> str:
    return f"agreement:{one.digest.path}" if one.digest else one.name


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
    facts = cores(identifiers, kept.agreements)
    found = across.findings(facts, (folder("shapes") / f"{name}.ttl" for name in _ACROSS), identifiers)
    broken = [f"{finding.focus}: {finding.message}" for finding in found if finding.severity == "Violation"]
    if broken:
        raise Invalid("; ".join(broken))
