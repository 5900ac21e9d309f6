"""What other sources report: rows for the pages of places, years and programmes, and pages of its own.

Years have pages where there are agreements; what is reported for other years stands on the pages of its party and its
programme, and in the list of all. An empty year would look like a year in which nothing was agreed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aqbgraph.agreement import Concept
from aqbgraph.graph.reported import budget_node, evidence_key, list_nodes
from aqbgraph.identifiers import REPORTED, Identifiers, party_path, programme_path
from aqbgraph.publication.documents.resources import document
from aqbgraph.publication.frame.frames import frame, href
from aqbgraph.publication.frame.views import CitedSource, Link, Mark, ReportedHint, ReportedRow
from aqbgraph.publication.languages import GERMAN, later
from aqbgraph.publication.names import concept_label, concept_path, party_label, programme_label
from aqbgraph.publication.overviews.reported_views import ReportedBlock, ReportedFile, ReportedListView, ReportedView
from aqbgraph.vocabulary import SKOS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.reported import ReportedBudget, ReportedDocument

Json = dict[str, Any]
_TITLE = later("Berichtete Beträge")
_SCHEME = "precisions"


def reported_document(settings: Settings, told: ReportedDocument, _: Corpus) -> Json:
    """What is reported of a party for a year."""
    made = document(settings, told.path, _title(told), None)
    return {**made, "topics": [budget_node(budget, settings.identifiers) for budget in told.budgets]}


def list_document(settings: Settings, path: str, corpus: Corpus) -> Json:
    """The list of all, with the files they were read from."""
    identifiers, reported = settings.identifiers, corpus.reported
    topics = [identifiers.reported(budget.path, budget.key) for budget in reported.budgets]
    nodes = [list_nodes(source, identifiers) for source in reported.sources]
    made = document(settings, path, _TITLE, None, topics)
    return {**made, "source": [file for file, _ in nodes], "extraction": [activity for _, activity in nodes]}


def lists(corpus: Corpus) -> tuple[str, ...]:
    """The path of the list of all; none when nothing is reported."""
    return (REPORTED,) if corpus.reported.budgets else ()


def _title(told: ReportedDocument, language: Language = GERMAN) -> str:
    return f"{language.translated(_TITLE)} {told.year}: {party_label(told.party)}"


def reported_rows(settings: Settings, here: str, budgets: Iterable[ReportedBudget]) -> tuple[ReportedRow, ...]:
    """Rows of a table of reported budgets, in the order given."""
    return tuple(
        ReportedRow(
            party=Link(href(here, budget.path, budget.key), party_label(budget.reported_for)),
            year=Link(href(here, budget.path, budget.key), str(budget.fiscal_year)),
            programme=_programme(settings, here, budget),
            amount=budget.reported_amount,
            precision=_precision(settings, here, budget),
            cited=_cited(budget),
            note=budget.note,
        )
        for budget in budgets
    )


def newest_first(budgets: Iterable[ReportedBudget]) -> tuple[ReportedBudget, ...]:
    """By year, the newest first; within a year as they were."""
    return tuple(sorted(budgets, key=lambda budget: -budget.fiscal_year))


def reported_hint(corpus: Corpus, here: str = "") -> ReportedHint | None:
    """For the start page, and the one of all years."""
    reported = corpus.reported
    if not reported.budgets:
        return None
    return ReportedHint(Link(href(here, REPORTED), _TITLE), len(reported.budgets), reported.years)


def _programme(settings: Settings, here: str, budget: ReportedBudget) -> Link:
    return Link(href(here, programme_path(budget.programme)), programme_label(budget.programme, settings.language))


def _precision(settings: Settings, here: str, budget: ReportedBudget) -> Link:
    concept = Concept(_SCHEME, budget.precision)
    return Link(href(here, concept_path(concept), concept.key), concept_label(concept, settings.language))


def _cited(budget: ReportedBudget) -> CitedSource:
    if not budget.has_address:
        return CitedSource(budget.cited, None)
    return CitedSource(urlsplit(budget.cited).hostname or budget.cited, budget.cited)


def reported_view(settings: Settings, told: ReportedDocument, corpus: Corpus, json_ld: Json) -> ReportedView:
    """What is reported of a party for a year, source by source."""
    path, party, say = told.path, party_label(told.party), settings.language.say
    return ReportedView(
        frame=frame(
            settings,
            path,
            _title(told, settings.language),
            say(
                "Was andere Quellen als Zielvereinbarungen über Mittel des Jahres {year} berichten: {party}.",
                year=told.year,
                party=party,
            ),
            trail=((REPORTED, say(_TITLE)), (party_path(told.party), party)),
            json_ld=json_ld,
        ),
        party=Link(href(path, party_path(told.party)), party),
        year=told.year,
        budgets=tuple(_block(settings, path, budget) for budget in told.budgets),
        agreements=tuple(
            Link(href(path, row.path), row.title) for row in corpus.of_party(told.party) if row.year == told.year
        ),
    )


def _block(settings: Settings, path: str, budget: ReportedBudget) -> ReportedBlock:
    row, concept = budget.row, Identifiers().concept(_SCHEME, budget.precision)
    definition = vocabulary().text(concept, SKOS + "definition", settings.language.code)
    return ReportedBlock(
        id=budget.key,
        programme=_programme(settings, path, budget),
        amount=budget.reported_amount,
        precision=_precision(settings, path, budget),
        precision_definition=definition or "",
        cited=_cited(budget),
        cited_id=None if budget.has_address else budget.cited_key,
        reported_on=budget.reported_on,
        note=budget.note,
        mark=Mark(f"#{evidence_key(budget)}"),
        mark_id=evidence_key(budget),
        quote=row.quote,
        line=row.line,
        file=Link(href(path, REPORTED, _fragment("file", row.source.name)), row.source.name),
    )


def _fragment(part: str, name: str) -> str:
    return Identifiers().reported_list(part, name).partition("#")[2]


def list_view(settings: Settings, path: str, corpus: Corpus, json_ld: Json) -> ReportedListView:
    """All that is reported, newest first."""
    reported = corpus.reported
    return ReportedListView(
        frame=frame(
            settings,
            path,
            settings.language.say(_TITLE),
            settings.language.say(
                "Beträge, die nicht aus Zielvereinbarungen stammen, sondern von anderen Quellen berichtet werden."
            ),
            json_ld=json_ld,
        ),
        rows=reported_rows(settings, path, newest_first(reported.budgets)),
        files=tuple(
            ReportedFile(
                id=_fragment("file", source.name),
                extraction_id=_fragment("extraction", source.name),
                name=source.name,
                sha256=source.sha256,
                count=sum(budget.row.source == source for budget in reported.budgets),
            )
            for source in reported.sources
        ),
    )
