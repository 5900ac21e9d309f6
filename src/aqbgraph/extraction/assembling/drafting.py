"""What was read of a document that is refused, under the names it would have in an agreement.

What a fault throws doubt on is left out: measures of which one says that their type may be another, or all where the
list has others; signatures where theirs have one. A field for which the document says two things is shown as it was
read, without the node it belongs to.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, cast

from aqbgraph.extraction.assembling import assembly
from aqbgraph.extraction.assembling.stating import stated
from aqbgraph.extraction.measures import undoubted
from aqbgraph.extraction.signatures import signing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.document import Document, Fact
    from aqbgraph.extraction.doubts.doubtful_names import DoubtfulName
    from aqbgraph.extraction.measures.listed import Listing
    from aqbgraph.extraction.signatures.signatures import Signed
    from aqbgraph.extraction.values.amounts import Amount

_SINGLE = ("title", "year", "stateParty", "localParty")
_MANY = {"programme": "programme", "legalCode": "legalCodes", "targetGroup": "targetGroups"}
_OTHERS = frozenset({"framework", "provision", "issuingAuthority", "fundedFrom", "total"})


def draft(
    document: Document,
    facts: Sequence[Fact],
    listing: Listing,
    signed: Sequence[Signed],
    doubtful: Sequence[DoubtfulName] = (),
) -> tuple[Fact, ...]:
    """The facts of a refused document; each once where all places agree, without doubtful names."""
    read = (
        *chain.from_iterable(_single(facts, name) for name in _SINGLE),
        *chain.from_iterable(_many(facts, name, shown) for name, shown in _MANY.items()),
        *_money(facts),
        *_nodes(document, facts, listing, signed),
        *(fact for fact in facts if fact.name not in (*_SINGLE, *_MANY, *_OTHERS, "amount")),
    )
    return _without(read, doubtful) if doubtful else read


def _without(facts: Iterable[Fact], doubtful: Iterable[DoubtfulName]) -> tuple[Fact, ...]:
    """Without its name, nothing of a measure is left."""
    fields = {(one.name.node, one.name.field) for one in doubtful}
    measures = {node for node, field in fields if field == "label"}
    return tuple(fact for fact in facts if (fact.node, fact.name) not in fields and fact.node not in measures)


def _single(facts: Sequence[Fact], name: str) -> list[Fact]:
    found = [fact for fact in facts if fact.name == name]
    same = len({str(fact.value) for fact in found}) == 1
    return [found[0]._replace(node=found[0].node or "agreement")] if same else found


def _many(facts: Sequence[Fact], name: str, shown: str) -> Iterator[Fact]:
    unique = {fact.value: fact for fact in reversed(facts) if fact.name == name}
    for fact in reversed(unique.values()):
        yield fact._replace(node="agreement", name=shown)


def _money(facts: Sequence[Fact]) -> Iterator[Fact]:
    amounts = [fact for fact in facts if fact.name == "amount"]
    for node in dict.fromkeys(fact.node for fact in amounts):
        own = [fact for fact in amounts if fact.node == node]
        plain = [fact._replace(value=cast("Amount", fact.value).value) for fact in own]
        yield from plain[:1] if len({fact.value for fact in plain}) == 1 else plain
        if node:
            years = _single(facts, "year")
            yield from (fact._replace(node=node, name="fiscalYear") for fact in years if len(years) == 1)
            named = (fact for fact in facts if fact.name == "programme" and node == f"budget-{fact.value}")
            yield from (fact._replace(node=node) for fact in list(named)[:1])


def _nodes(document: Document, facts: Sequence[Fact], listing: Listing, signed: Sequence[Signed]) -> Iterator[Fact]:
    grant = assembly.grant(facts)
    for node in (*assembly.frameworks(facts), *([grant] if grant else ())):
        yield from stated(node.key, node, node.evidence)
    certain = {id(listed) for listed in undoubted.measures(listing)}
    for listed, measure in zip(listing.measures, assembly.measures(document, listing), strict=True):
        if id(listed) in certain:
            yield from stated(measure.key, measure, measure.evidence)
    year, state, local = (_value(facts, name) for name in ("year", "stateParty", "localParty"))
    if isinstance(year, int) and state and local and not list(signing.faults(document, signed, state, local, year)):
        for signature in signing.signatures(document, signed, state, local, year):
            yield from stated(signature.key, signature, signature.evidence)


def _value(facts: Sequence[Fact], name: str) -> str:
    found = _single(facts, name)
    return cast("str", found[0].value) if len(found) == 1 else ""
