"""Sources to a publication: read, extract, map, validate, write; then what spans agreements; then one rename.

All steps up to the page of an agreement work on a few documents alone, so they run in any number of processes and give
the same bytes. In memory stays a short summary of each agreement, never its graph.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from aqbgraph.errors import AqbError, Duplicate, Invalid, Place, ReadingError
from aqbgraph.extraction import mending
from aqbgraph.extraction.extractor import extract
from aqbgraph.extraction.series import series_label
from aqbgraph.graph import mapping, validation
from aqbgraph.publication import pages
from aqbgraph.publication.agreement_page import agreement_view
from aqbgraph.publication.assets import write_assets
from aqbgraph.publication.dumps import write_dumps
from aqbgraph.publication.output import write_data, write_page
from aqbgraph.publication.reference_pages import not_found_view
from aqbgraph.publication.rendering import render
from aqbgraph.publication.resources import core, graph
from aqbgraph.publication.summary import corpus, summarise
from aqbgraph.publication.writer import check_target, staging, switch
from aqbgraph.reading.readers import read
from aqbgraph.vocabulary import folder, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    import rdflib
    from pyoxigraph import Triple

    from aqbgraph.agreement import Agreement, Repair
    from aqbgraph.extraction.accounting import Accounting
    from aqbgraph.extraction.extractor import Extraction
    from aqbgraph.graph.validation import Finding
    from aqbgraph.identifiers import Identifiers
    from aqbgraph.publication.settings import Settings
    from aqbgraph.publication.summary import AgreementSummary, Corpus
    from aqbgraph.publication.writer import Writer
    from aqbgraph.reading.sources import SourceFile

# Documents validated at once: reading the shapes costs as much as validating a document or two.
CHUNK = 16
# The shapes of one document, and those that speak of several; their queries need the prefixes.
_ALONE = ("prefixes", "agreement", "budget", "clause", "evidence", "measure", "repair", "signature")
_ACROSS = ("prefixes", "publication")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a source. `summary` is None when it has faults; `findings` are all results of its validation.

    `repairs` are its damaged words that were read all the same.
    """

    name: str
    accounting: Accounting | None
    summary: AgreementSummary | None = None
    faults: tuple[AqbError, ...] = ()
    findings: tuple[Finding, ...] = ()
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A build. `digest` names the publication; None when nothing was published and the old one still holds."""

    outcomes: tuple[Outcome, ...]
    digest: str | None = None
    triples: int = 0

    @property
    def faults(self) -> tuple[AqbError, ...]:
        """All faults, in the order of the sources."""
        return tuple(fault for outcome in self.outcomes for fault in outcome.faults)


@dataclass(frozen=True, slots=True)
class _Mapped:
    """A document on its way: read, understood, mapped."""

    extraction: Extraction
    agreement: Agreement
    json_ld: dict[str, Any]
    triples: tuple[Triple, ...]


def build(
    sources: Sequence[SourceFile],
    target: Path,
    settings: Settings,
    *,
    jobs: int = 0,
    allow_incomplete: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> Report:
    """Builds a publication in `target`. With faults nothing is published, unless `allow_incomplete` and some are good.

    `jobs` is the number of processes, 0 for one a core; `progress` is told of each number of sources done.

    Raises:
        WrongUse: `target` is no place for a publication.
        PublicationError: it cannot be written.
        Invalid: the agreements contradict each other.
    """
    target = target.resolve()
    check_target(target, [source.path for source in sources])
    with staging(target) as writer:
        outcomes = _without_duplicates(writer, tuple(_all(sources, writer, settings, jobs, progress)))
        kept = corpus(outcome.summary for outcome in outcomes if outcome.summary)
        faulty = any(outcome.faults for outcome in outcomes)
        if not kept.agreements or (faulty and not allow_incomplete):
            return Report(outcomes)
        _check_across(kept, settings.identifiers)
        triples = _write_rest(writer, kept, settings)
        digest = writer.close(settings.base_iri, settings.licence.iri)
        switch(writer, target)
    return Report(outcomes, digest, triples)


def _all(
    sources: Sequence[SourceFile], writer: Writer, settings: Settings, jobs: int, progress: Callable[[int], None]
) -> Iterator[Outcome]:
    chunks = [sources[start : start + CHUNK] for start in range(0, len(sources), CHUNK)]
    processes = min(jobs or os.cpu_count() or 1, len(chunks))
    work = partial(process, writer=writer, settings=settings)
    with ProcessPoolExecutor(processes) if processes > 1 else nullcontext() as pool:
        for outcomes in pool.map(work, chunks) if pool else map(work, chunks):
            progress(len(outcomes))
            yield from outcomes


def process(sources: Sequence[SourceFile], writer: Writer, settings: Settings) -> list[Outcome]:
    """A few sources from file to page, on their own. Agreements for the same name are left for the whole to refuse."""
    read_ones = [_extraction(source) for source in sources]
    names = Counter(one.agreement.path for _, one in read_ones if one and one.agreement)
    mapped = {
        one.agreement.path: _mapped(one, one.agreement, settings)
        for _, one in read_ones
        if one and one.agreement and names[one.agreement.path] == 1
    }
    findings = _validate(mapped.values(), settings.identifiers)
    outcomes = []
    for outcome, one in read_ones:
        item = mapped.get(one.agreement.path) if one and one.agreement else None
        if item is not None:
            outcomes.append(_judged(outcome, item, findings[item.agreement.path], writer, settings))
        else:
            summary = _summary(one.agreement, 0) if one and one.agreement else None
            outcomes.append(replace(outcome, summary=summary))
    return outcomes


def _extraction(source: SourceFile) -> tuple[Outcome, Extraction | None]:
    try:
        extraction = extract(read(source.path, source.name))
    except ReadingError as error:
        return Outcome(source.name, None, None, (error,)), None
    repairs = mending.nodes(extraction.document, extraction.repairs)
    return Outcome(source.name, extraction.accounting, None, extraction.faults, repairs=repairs), extraction


def _mapped(extraction: Extraction, agreement: Agreement, settings: Settings) -> _Mapped:
    document = mapping.agreement_json(agreement, settings.identifiers, settings.licence.iri)
    return _Mapped(extraction, agreement, document, mapping.triples(document))


@cache
def _shapes(identifiers: Identifiers, only: tuple[str, ...]) -> rdflib.Graph:
    return validation.load_shapes(folder("shapes"), identifiers, only)


def _validate(items: Iterable[_Mapped], identifiers: Identifiers) -> dict[str, tuple[Finding, ...]]:
    """The findings of each agreement, by its path; all are validated in one run."""
    listed = list(items)
    if not listed:
        return {}
    everything = (triple for item in listed for triple in item.triples)
    report = validation.validate(everything, _shapes(identifiers, _ALONE), vocabulary().triples(identifiers))
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        found[finding.focus.partition("#")[0]].append(finding)
    return {item.agreement.path: tuple(found[identifiers.document(item.agreement.path)]) for item in listed}


def _judged(
    outcome: Outcome, item: _Mapped, findings: tuple[Finding, ...], writer: Writer, settings: Settings
) -> Outcome:
    """Writes the agreement, unless its graph violates the shapes."""
    faults = tuple(
        Invalid(f"{finding.message} ({finding.focus.partition('#')[2]})", Place(outcome.name))
        for finding in findings
        if finding.severity == "Violation"
    )
    if faults:
        return replace(outcome, faults=faults, findings=findings)
    summary = _summary(item.agreement, _write(item, writer, settings))
    return replace(outcome, summary=summary, findings=findings)


def _write(item: _Mapped, writer: Writer, settings: Settings) -> int:
    path = item.agreement.path
    count = write_data(writer, path, settings.base_iri + path, item.triples, item.json_ld)
    accounting = item.extraction.accounting
    view = agreement_view(settings, item.agreement, item.extraction.document, accounting, item.json_ld)
    write_page(writer, path, "agreement", view)
    return count


def _summary(agreement: Agreement, triples: int) -> AgreementSummary:
    return summarise(agreement, triples, [series_label(measure.label) for measure in agreement.measures])


def _without_duplicates(writer: Writer, outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Refuses every source of an agreement that several sources are for."""
    sources: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.summary:
            sources[outcome.summary.path].append(outcome)
    return tuple(_alone(writer, outcome, sources) for outcome in outcomes)


def _alone(writer: Writer, outcome: Outcome, sources: dict[str, list[Outcome]]) -> Outcome:
    summary = outcome.summary
    if summary is None or len(sources[summary.path]) == 1:
        return outcome
    writer.remove(summary.path)
    others = [other for other in sources[summary.path] if other is not outcome]
    names = ", ".join(other.name for other in others)
    same = all(other.summary and other.summary.sha256 == summary.sha256 for other in others)
    what = "Dieselbe Datei liegt zweimal vor" if same else f"Für „{summary.title}“ gibt es mehrere Quellen"
    fault = Duplicate(f"{what}: auch {names}. Bitte nur eine behalten.", Place(outcome.name))
    return replace(outcome, summary=None, faults=(*outcome.faults, fault))


def _check_across(kept: Corpus, identifiers: Identifiers) -> None:
    """What no document shows alone. The names minted and the check for duplicates forbid it; this proves it."""
    facts = (triple for row in kept.agreements for triple in core(identifiers, row))
    report = validation.validate(facts, _shapes(identifiers, _ACROSS), ())
    if not report.conforms:
        raise Invalid("; ".join(f"{finding.focus}: {finding.message}" for finding in report.findings))


def _write_rest(writer: Writer, kept: Corpus, settings: Settings) -> int:
    """Everything that spans agreements; returns the number of statements published."""
    paths = [row.path for row in kept.agreements]
    for page in pages.resource_pages(settings, kept):
        identifiers, iri = settings.identifiers, settings.base_iri + page.path
        write_data(writer, page.path, iri, graph(page.data, identifiers, page.path))
        write_page(writer, page.path, page.template, page.view())
        paths.append(page.path)
    triples = write_dumps(writer.folder, ((path, settings.base_iri + path) for path in sorted(paths)))
    for page in pages.plain_pages(settings, kept, triples):
        write_page(writer, page.path, page.template, page.view())
    writer.write("404.html", render("not-found", not_found_view(settings)))
    write_assets(writer)
    return triples
