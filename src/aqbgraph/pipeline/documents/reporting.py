"""Lists of reported budgets after the first pass: compared with each other, then valid or refused.

They stay in memory: all there will ever be are some thousand figures. They become pages and graphs with everything
else that spans documents.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

from aqbgraph.errors import Duplicate, Invalid, Place, WrongUse
from aqbgraph.graph import validation
from aqbgraph.graph.mapping import triples
from aqbgraph.graph.reported import evidence_key, selector_keys
from aqbgraph.graph.rules import OF_LISTS
from aqbgraph.identifiers import REPORTED, slug
from aqbgraph.pipeline.documents.publishing import shapes
from aqbgraph.publication.corpus.summary import Corpus
from aqbgraph.publication.overviews.reported_pages import list_document, reported_document
from aqbgraph.reading.budgets.reported import again, most
from aqbgraph.reported import Reported
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aqbgraph.errors import AqbError
    from aqbgraph.graph.findings import Finding
    from aqbgraph.identifiers import Identifiers
    from aqbgraph.pipeline.documents.outcomes import Outcome
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.reported import ReportedBudget

_SHAPES = ("prefixes", *OF_LISTS)


def judged(outcomes: Sequence[Outcome], settings: Settings) -> tuple[tuple[Outcome, ...], Reported]:
    """The outcomes with what only all lists together show, and the reported budgets of those without faults.

    Raises:
        WrongUse: all sources are lists; they are published beside agreements only.
    """
    lists = {number: outcome for number, outcome in enumerate(outcomes) if outcome.reported}
    if not lists:
        return tuple(outcomes), Reported()
    if len(lists) == len(outcomes):
        raise WrongUse(
            "Keine Zielvereinbarung genannt: Berichtete Beträge werden nur neben Vereinbarungen veröffentlicht."
        )
    faults = _files_twice(lists) or _rows_twice(lists)
    good = {number: outcome for number, outcome in lists.items() if number not in faults}
    for number, told in faults.items():
        lists[number] = _refused(lists[number], told)
    for number, findings in _findings(good, settings).items():
        lists[number] = _with_findings(good[number], findings)
    return tuple(lists.get(number, outcome) for number, outcome in enumerate(outcomes)), _reported(lists.values())


def _refused(outcome: Outcome, faults: Sequence[AqbError]) -> Outcome:
    return replace(outcome, reported=(), faults=(*outcome.faults, *most(faults, outcome.name)))


def _reported(outcomes: Iterable[Outcome]) -> Reported:
    budgets = (budget for outcome in outcomes for budget in outcome.reported)
    return Reported(tuple(sorted(budgets, key=_order)))


def _order(budget: ReportedBudget) -> tuple[int, str, str]:
    return budget.fiscal_year, budget.reported_for, budget.key


def _files_twice(lists: Mapping[int, Outcome]) -> dict[int, list[AqbError]]:
    """Lists with the same content, and those whose files would bear the same name in the graph."""
    faults: dict[int, list[AqbError]] = defaultdict(list)
    sources = {number: outcome.reported[0].row.source for number, outcome in lists.items()}
    for (number, source), (_, second) in permutations(sources.items(), 2):
        if source.sha256 == second.sha256:
            what = f"Dieselbe Datei liegt zweimal vor: auch {second.name}. Bitte nur eine behalten."
        elif slug(source.name) == slug(second.name):
            what = f"Der Name ist dem von {second.name} zu ähnlich. Bitte eine der Dateien umbenennen."
        else:
            continue
        faults[number].append(Duplicate(what, Place(source.name)))
    return dict(faults)


def _rows_twice(lists: Mapping[int, Outcome]) -> dict[int, list[AqbError]]:
    """Figures that stand in several lists."""
    places: dict[tuple[str, str], list[tuple[int, ReportedBudget]]] = defaultdict(list)
    for number, outcome in lists.items():
        for budget in outcome.reported:
            places[budget.path, budget.key].append((number, budget))
    faults: dict[int, list[AqbError]] = defaultdict(list)
    for found in places.values():
        for (number, budget), (_, other) in permutations(found, 2):
            faults[number].append(again(budget, other))
    return dict(faults)


def _findings(lists: Mapping[int, Outcome], settings: Settings) -> dict[int, list[tuple[Finding, Place]]]:
    """What the shapes find in the graph of all lists, by list, each with the place it was read from."""
    together = Corpus((), (), reported=_reported(lists.values()))
    if not together.reported.budgets:
        return {}
    documents = [reported_document(settings, told, together) for told in together.reported.documents]
    graph = [triple for made in (*documents, list_document(settings, REPORTED, together)) for triple in triples(made)]
    rules = shapes(settings.identifiers, _SHAPES)
    places = {
        focus: (number, place)
        for number, outcome in lists.items()
        for focus, place in _places(outcome.reported, settings.identifiers)
    }
    found: dict[int, list[tuple[Finding, Place]]] = defaultdict(list)
    for finding in validation.validate(graph, rules, vocabulary().triples(settings.identifiers)).findings:
        number, place = places[finding.focus]
        found[number].append((finding, place))
    return found


def _places(budgets: Iterable[ReportedBudget], identifiers: Identifiers) -> Iterator[tuple[str, Place]]:
    """All that the shapes look at, and where it was read."""
    for budget in budgets:
        row = budget.row
        for key in (budget.key, evidence_key(budget), *selector_keys(budget)):
            yield identifiers.reported(budget.path, key), Place(row.source.name, row.line, row.start, row.end)
        for part in ("file", "extraction"):
            yield identifiers.reported_list(part, row.source.name), Place(row.source.name)


def _with_findings(outcome: Outcome, findings: Sequence[tuple[Finding, Place]]) -> Outcome:
    told = replace(outcome, findings=tuple(finding for finding, _ in findings))
    faults = [Invalid(finding.message, place) for finding, place in findings if finding.severity == "Violation"]
    return _refused(told, faults) if faults else told
