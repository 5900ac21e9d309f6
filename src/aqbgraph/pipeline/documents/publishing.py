"""Second pass: what was understood becomes a graph, is validated, and is written as data and page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from aqbgraph.agreement import WordingKey
from aqbgraph.errors import AqbError, Invalid, Place
from aqbgraph.extraction.series.series import series_label
from aqbgraph.extraction.wording.comparison import edition_of, settle
from aqbgraph.graph import mapping, validation
from aqbgraph.graph.rules import OF_DOCUMENTS
from aqbgraph.identifiers import source_path
from aqbgraph.pipeline.documents.collecting import understood
from aqbgraph.pipeline.documents.guarding import unexpected
from aqbgraph.pipeline.documents.outcomes import Outcome
from aqbgraph.publication.agreements.agreement_page import agreement_view
from aqbgraph.publication.agreements.raw_page import raw_view
from aqbgraph.publication.corpus.summarising import kept, summarise
from aqbgraph.publication.documents.accounting_document import accounting_node
from aqbgraph.publication.output import write_data, write_page
from aqbgraph.vocabulary import folder, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import rdflib
    from pyoxigraph import Triple

    from aqbgraph.agreement import Agreement, Clause
    from aqbgraph.extraction.extractor import Extraction
    from aqbgraph.extraction.series.projects import Decided
    from aqbgraph.extraction.wording.accounting import Accounting
    from aqbgraph.extraction.wording.comparison import Standing
    from aqbgraph.graph.findings import Finding
    from aqbgraph.identifiers import Identifiers
    from aqbgraph.pipeline.documents.collecting import Collected
    from aqbgraph.pipeline.spreading.spool import Spool
    from aqbgraph.publication.disk.file_notes import Noted
    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.reading.finding.sources import SourceFile

# Their queries need the prefixes.
_ALONE = ("prefixes", *OF_DOCUMENTS)


@dataclass(frozen=True, slots=True)
class Known:
    """What comparing has shown: the sentences that a year shares, and the series of measures."""

    standing: Standing
    series: Decided


@dataclass(frozen=True, slots=True)
class Due:
    """An agreement to be published, its source, and as much of what comparing has shown as it depends on."""

    collected: Collected
    source: SourceFile
    known: Known


class Published(NamedTuple):
    """What became of an agreement, and the files that were written of it."""

    outcome: Outcome
    files: Mapping[str, Noted]


@dataclass(frozen=True, slots=True)
class _Mapped:
    """A document on its way: read, understood, mapped."""

    collected: Collected
    extraction: Extraction
    agreement: Agreement
    accounting: Accounting
    json_ld: dict[str, Any]
    triples: tuple[Triple, ...]


def publish(portion: Sequence[Due], spool: Spool, writer: Writer, settings: Settings) -> list[Published]:
    """A few agreements from what was read to their pages; those that violate the shapes are not written."""
    made = [_guarded(one, spool, settings) for one in portion]
    findings = _validate((item for item in made if isinstance(item, _Mapped)), settings.identifiers)
    return [
        Published(item, {})
        if isinstance(item, Outcome)
        else _judged(item, findings[item.agreement.path], writer.apart(), settings)
        for item in made
    ]


def _guarded(due: Due, spool: Spool, settings: Settings) -> _Mapped | Outcome:
    """The document mapped, or what became of it."""
    try:
        return _mapped(due, spool, settings)
    except AqbError:
        raise
    except Exception as error:  # noqa: BLE001  # whatever it is, the other documents are not to suffer from it
        name = due.collected.name
        return Outcome(name, due.collected.accounting, None, (unexpected(error, name),))


def _mapped(due: Due, spool: Spool, settings: Settings) -> _Mapped:
    collected, known = due.collected, due.known
    extraction = spool.take(collected.key) or understood(due.source)[0]
    if extraction.agreement is None:
        raise AssertionError(f"{collected.name} was kept without an agreement")
    agreement = known.series.joined(replace(extraction.agreement, clauses=tuple(_with_wordings(extraction))))
    accounting = settled(extraction, known.standing)
    account = accounting_node(accounting, settings.identifiers)
    document = mapping.agreement_json(agreement, settings.identifiers, settings.licence.iri, account)
    return _Mapped(collected, extraction, agreement, accounting, document, mapping.triples(document))


def settled(extraction: Extraction, standing: Standing) -> Accounting:
    """The account of a document once it is known what its year shares."""
    agreement = extraction.agreement
    if agreement is not None:
        edition = edition_of(agreement)
        settle(extraction.ledger, extraction.sentences, extraction.blanks, edition, standing)
    return extraction.ledger.close(len(extraction.repairs))


def _with_wordings(extraction: Extraction) -> Iterator[Clause]:
    """The clauses with their sentences, each once."""
    said: dict[str, dict[WordingKey, None]] = defaultdict(dict)
    for sentence in extraction.sentences:
        said[sentence.clause][WordingKey(sentence.section, sentence.fingerprint)] = None
    for clause in extraction.agreement.clauses if extraction.agreement else ():
        yield replace(clause, wordings=tuple(said[clause.key]))


@cache
def shapes(identifiers: Identifiers, only: tuple[str, ...]) -> rdflib.Graph:
    """The shapes of these files, read once a process."""
    return validation.load_shapes(folder("shapes"), identifiers, only)


def _validate(items: Iterable[_Mapped], identifiers: Identifiers) -> dict[str, tuple[Finding, ...]]:
    """The findings of each agreement, by its path; all are validated in one run."""
    listed = list(items)
    everything = (triple for item in listed for triple in item.triples)
    report = validation.validate(everything, shapes(identifiers, _ALONE), vocabulary().triples(identifiers))
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        found[finding.focus.partition("#")[0]].append(finding)
    return {item.agreement.path: tuple(found[identifiers.document(item.agreement.path)]) for item in listed}


def _judged(item: _Mapped, findings: tuple[Finding, ...], writer: Writer, settings: Settings) -> Published:
    """Writes the agreement, unless its graph violates the shapes; `writer` is its own."""
    name, accounting = item.collected.name, kept(item.accounting)
    faults = tuple(
        Invalid(f"{finding.message} ({finding.focus.partition('#')[2]})", Place(name))
        for finding in findings
        if finding.severity == "Violation"
    )
    if faults:
        return Published(Outcome(name, accounting, None, faults, findings), {})
    try:
        triples = _write(item, findings, writer, settings)
    except (AqbError, OSError):
        raise
    except Exception as error:  # noqa: BLE001  # as above; nothing of the document may stay behind
        writer.discard()
        return Published(Outcome(name, accounting, None, (unexpected(error, name),), findings), {})
    labels = [series_label(measure.label) for measure in item.agreement.measures]
    summary = summarise(item.agreement, accounting, triples, labels, findings)
    return Published(Outcome(name, accounting, summary, (), findings), writer.noted)


def _write(item: _Mapped, findings: tuple[Finding, ...], writer: Writer, settings: Settings) -> int:
    path = item.agreement.path
    count = write_data(writer, path, settings.base_iri + path, item.triples, item.json_ld)
    write_page(writer, settings, path, "agreement", partial(_view, item, findings))
    write_page(writer, settings, source_path(path), "raw", partial(_raw, item))
    return count


def _view(item: _Mapped, findings: tuple[Finding, ...], settings: Settings) -> object:
    document, before = item.extraction.document, item.collected.before
    return agreement_view(settings, item.agreement, document, item.accounting, item.json_ld, findings, before)


def _raw(item: _Mapped, settings: Settings) -> object:
    return raw_view(settings, item.agreement, item.extraction.document, item.accounting)
