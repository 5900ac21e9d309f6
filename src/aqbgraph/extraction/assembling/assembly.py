"""From facts that are complete to an Agreement; what may be missing stays None."""

from __future__ import annotations

from collections import Counter
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, cast

from aqbgraph import agreement as model
from aqbgraph.agreement import Agreement, Concept, Evidence
from aqbgraph.extraction.budgets.budgets import programmes
from aqbgraph.extraction.finding import primary
from aqbgraph.extraction.series.series import series_name
from aqbgraph.extraction.signatures import signing
from aqbgraph.extraction.wording import mending
from aqbgraph.extraction.wording.wording import in_one_line
from aqbgraph.identifiers import agreement_path
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.document import Document, Fact, Line, Repair
    from aqbgraph.extraction.forms.rules import Layout
    from aqbgraph.extraction.measures.listed import ListedMeasure, Listing
    from aqbgraph.extraction.measures.measure_types import TypeHeading
    from aqbgraph.extraction.outlining.outline import Outline
    from aqbgraph.extraction.outlining.parts import Part
    from aqbgraph.extraction.signatures.signatures import Signed
    from aqbgraph.extraction.values.amounts import Amount


_by_number = attrgetter("number")
# The scheme that the programmes are concepts of.
PROGRAMMES = "programmes"


def assemble(
    document: Document,
    layout: Layout,
    outline: Outline,
    facts: Sequence[Fact],
    listing: Listing,
    signed: Sequence[Signed],
    repairs: Sequence[Repair],
) -> Agreement:
    """The agreement of facts that have no gaps and no conflicts."""
    year = cast("int", _value(facts, "year"))
    named = programmes(facts)
    party, state = str(_value(facts, "localParty")), str(_value(facts, "stateParty"))
    listed = tuple(measures(document, listing))
    used = {id(measure.heading) for measure in listing.measures}
    empty = [heading for heading in listing.headings if id(heading) not in used]
    return Agreement(
        path=agreement_path(year, party, named),
        title=f"Zielvereinbarung {year} – {vocabulary().label(_party_iri(party))}",
        year=year,
        programmes=named,
        state_party=state,
        local_party=party,
        budgets=tuple(_budget(facts, programme, year) for programme in named),
        measures=listed,
        empty_measure_types=tuple(heading.concept for heading in empty),
        signatures=signing.signatures(document, signed, state, party, year),
        clauses=tuple(_clauses(document, outline)),
        provisions=tuple(_provisions(facts, layout, outline)),
        frameworks=tuple(frameworks(facts)),
        legal_codes=_concepts(facts, "legalCode"),
        target_groups=_concepts(facts, "targetGroup"),
        grant_decision=grant(facts),
        repairs=mending.nodes(document, repairs),
        evidence=(
            *_agreement_evidence(facts),
            *(line_evidence(document, h.lines, "§ 5 type", "emptyMeasureTypes", h.concept) for h in empty),
        ),
        source=document.source,
    )


@cache
def _party_iri(key: str) -> str:
    return next(entry.iri for entry in vocabulary().instances("LocalParty") if entry.key == key)


def _value(facts: Iterable[Fact], name: str) -> object:
    found = primary(facts, name)
    return found.value if found else None


def evidence(fact: Fact, supports: str, value: Concept | None = None) -> Evidence:
    """The evidence a fact gives to a field."""
    return Evidence(fact.start, fact.end, fact.line, fact.quote, fact.rule, supports, value)


def line_evidence(
    document: Document, lines: Sequence[Line], rule: str, supports: str, value: Concept | None = None
) -> Evidence:
    """Whole lines as evidence, with all that lies between them."""
    ordered = sorted(lines, key=_by_number) if len(lines) > 1 else lines
    runs = [line.passage.runs for line in ordered if line.passage.runs]
    start, end = runs[0][0][1], runs[-1][-1][2]
    return Evidence(start, end, ordered[0].number, document.text[start:end], rule, supports, value)


_OF_AGREEMENT = {
    "title": "title",
    "year": "year",
    "stateParty": "stateParty",
    "localParty": "localParty",
}
_OF_AGREEMENT_MANY = {"programme": "programmes", "legalCode": "legalCodes", "targetGroup": "targetGroups"}


def _agreement_evidence(facts: Sequence[Fact]) -> Iterator[Evidence]:
    for name, supports in _OF_AGREEMENT.items():
        if (found := primary(facts, name)) is not None:
            yield evidence(found, supports)
    for fact in _first_of_each(facts):
        value = fact.value if isinstance(fact.value, Concept) else _concept(PROGRAMMES, str(fact.value))
        yield evidence(fact, _OF_AGREEMENT_MANY[fact.name], value)


def _first_of_each(facts: Iterable[Fact]) -> Iterator[Fact]:
    seen: set[object] = set()
    for fact in facts:
        if fact.name in _OF_AGREEMENT_MANY and fact.value not in seen:
            seen.add(fact.value)
            yield fact


def _concepts(facts: Iterable[Fact], name: str) -> tuple[Concept, ...]:
    return tuple(dict.fromkeys(cast("Concept", fact.value) for fact in facts if fact.name == name))


def _budget(facts: Sequence[Fact], programme: str, year: int) -> model.Budget:
    key = f"budget-{programme}"
    amount = next(fact for fact in facts if fact.name == "amount" and fact.node == key)
    said = cast("Amount", amount.value)
    named = next(fact for fact in facts if fact.name == "programme" and fact.value == programme)
    return model.Budget(
        key=key,
        programme=programme,
        fiscal_year=year,
        amount=said.value,
        approximate=said.approximate,
        currency="EUR",
        evidence=(
            evidence(amount, "amount"),
            *([evidence(amount, "approximate")] if said.approximate else []),
            evidence(cast("Fact", primary(facts, "year")), "fiscalYear"),
            evidence(named, "programme"),
        ),
    )


def measures(document: Document, listing: Listing) -> Iterator[model.Measure]:
    """The measures of a list, numbered within their types."""
    count: Counter[str] = Counter()
    types = {id(heading): _type_evidence(document, heading) for heading in listing.headings}
    for measure in listing.measures:
        concept = measure.heading.concept
        count[concept.key] += 1
        position = count[concept.key]
        yield model.Measure(
            key=f"measure-{concept.key}-{position}",
            label=measure.passage.text,
            measure_type=concept,
            position=position,
            programme=measure.budget.programme if measure.budget else None,
            series=series_name(measure.passage.text),
            evidence=_measure_evidence(document, measure, types[id(measure.heading)]),
        )


def _type_evidence(document: Document, heading: TypeHeading) -> Evidence:
    return line_evidence(document, heading.lines, "§ 5 type", "measureType")


def _measure_evidence(document: Document, measure: ListedMeasure, of_type: Evidence) -> tuple[Evidence, ...]:
    return (
        line_evidence(document, measure.lines, "§ 5 measure", "label"),
        of_type,
        *([line_evidence(document, [measure.budget.line], "§ 5 budget", "programme")] if measure.budget else []),
    )


def _clauses(document: Document, outline: Outline) -> Iterator[model.Clause]:
    for part in outline.parts:
        if part.number is None and part.key != "preamble":
            continue
        lines = (*part.headings, *part.lines)
        yield model.Clause(
            key=clause_key(part),
            number=part.number,
            heading=part.heading,
            text=_running_text(part.lines),
            evidence=(line_evidence(document, lines, "clause", "text"),),
        )


def clause_key(part: Part) -> str:
    """The fragment of a clause: "clause-4", "preamble"."""
    return part.key if part.number is None else f"clause-{part.number}"


def _running_text(lines: Sequence[Line]) -> str:
    """The words of a clause: a blank line of the source ends a paragraph, items keep their bullet."""
    parts: list[str] = []
    for _, _, passage, _, marker, _, gap, _, _, _ in lines:
        if parts:
            parts.append("\n\n" if gap else "\n")
        parts.append(f"{marker} {passage.text}" if marker else passage.text)
    return "".join(parts)


def _provisions(facts: Iterable[Fact], layout: Layout, outline: Outline) -> Iterator[model.Provision]:
    sections = _sections(layout)
    for fact in facts:
        if fact.name != "provision":
            continue
        detail = cast("dict[str, str | None]", fact.value).get("detail")
        yield model.Provision(
            key=f"provision-{fact.node}",
            provision_type=_concept("provision-types", fact.node),
            in_clause=clause_key(outline.part(sections[fact.node])),
            statement=in_one_line(fact.words),
            detail=" ".join(detail.split()) if detail else None,
            evidence=(evidence(fact, "statement"), *([evidence(fact, "detail")] if detail else [])),
        )


# Those of the layouts' rules.
_concept = cache(Concept)


@cache
def _sections(layout: Layout) -> dict[str, str]:
    return {rule.key: rule.section for rule in layout.provisions}


def frameworks(facts: Iterable[Fact]) -> Iterator[model.Framework]:
    """The frameworks that were found."""
    for fact in facts:
        if fact.name != "framework":
            continue
        said = cast("dict[str, str | None]", fact.value)
        start, end = said.get("start"), said.get("end")
        yield model.Framework(
            key=f"framework-{fact.node}",
            label=" ".join((said.get("label") or _framework_labels()[fact.node]).split()),
            framework_type=_concept("frameworks", fact.node),
            start_year=int(start) if start else None,
            end_year=int(end) if end else None,
            evidence=(
                evidence(fact, "label"),
                *([evidence(fact, "startYear")] if start else []),
                *([evidence(fact, "endYear")] if end else []),
            ),
        )


@cache
def _framework_labels() -> dict[str, str]:
    return {entry.key: entry.label for entry in vocabulary().concepts("frameworks")}


def grant(facts: Iterable[Fact]) -> model.GrantDecision | None:
    """The Bescheid, where it is spoken of."""
    found = primary(facts, "issuingAuthority")
    if found is None:
        return None
    return model.GrantDecision("grant-decision", str(found.value), (evidence(found, "issuingAuthority"),))
