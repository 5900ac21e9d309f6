"""Applies rules to running text: what they find are facts, what they find and cannot read are faults.

What a rule finds hangs on the words alone. Agreements share most of their clauses, so it is worked out once for a text
and then placed in each document that has it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.agreement import Concept
from aqbgraph.errors import BadValue, ExtractionError, Place, UnknownParty
from aqbgraph.extraction.doubts import doubt
from aqbgraph.extraction.forms.layouts import BUDGET
from aqbgraph.extraction.forms.rules import Each, Framework, Mentions, Provision, Words
from aqbgraph.extraction.values.values import programme
from aqbgraph.extraction.wording import mending
from aqbgraph.extraction.wording.sentences import units
from aqbgraph.extraction.wording.wording import Names, fact, line_number, unit_of
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from aqbgraph.document import Document, Fact
    from aqbgraph.extraction.forms.rules import Layout, Rule
    from aqbgraph.extraction.values.confusions import Mended
    from aqbgraph.extraction.wording.sentences import Sentence
    from aqbgraph.extraction.wording.wording import Stream

Span = tuple[int, int]
Found = tuple[list["Fact"], list[ExtractionError]]
# What is left out of a scan when it cannot be read, and how a sheet of corrections names it.
_SECONDARY = {"legalCode": "agreement legalCodes", "issuingAuthority": "grant-decision issuingAuthority"}
_PARTIES = frozenset({"localParty", "stateParty", "issuingAuthority"})
# Texts of which it is remembered what was found, and the longest of them: longer than any clause of the form.
_TEXTS, _LONGEST_TEXT = 1 << 10, 4000


class _Hit(NamedTuple):
    """What a rule found in a text, wherever that stands: what it matched, and the words of the value among it.

    `mended` is what they were taken for; `error` says why they cannot be read, and then there is no value.
    """

    span: Span
    words: Span
    value: object = None
    mended: Mended | None = None
    error: str | None = None


class _Found(NamedTuple):
    """A hit, the rule by its number, and the one sentence of the text it stands in; None where it runs over several."""

    number: int
    rule: Rule
    hit: _Hit
    unit: int | None


def primary(facts: Iterable[Fact], name: str) -> Fact | None:
    """The fact that gives the evidence for a field: the first, as the rules are ordered."""
    for one in facts:
        if one.name == name:
            return one
    return None


def apply(rule: Rule, document: Document, stream: Stream) -> Found:
    """Facts and faults of a rule in the stream of its section."""
    found = _in_text([(0, rule)], stream.text, stream.units)
    return _placed([(one, stream) for one in found], document)


def apply_all(layout: Layout, document: Document, streams: Iterable[Stream]) -> Found:
    """Facts and faults of all rules of a layout in the streams of their sections, in the order of the rules."""
    all_found = [(found, stream) for stream in streams for found in _in_stream(layout, stream)]
    facts, faults = _placed(sorted(all_found, key=_by_number), document)
    return [*facts, *_programmes_of_money(layout, facts, streams)], faults


def _programmes_of_money(layout: Layout, facts: Sequence[Fact], streams: Iterable[Stream]) -> Iterator[Fact]:
    """The programmes by what their money is taken from, where the line of the front that names them was lost.

    Only where the agreement speaks of no other budget anywhere.
    """
    if "programme" in {fact.name for fact in facts}:
        return
    of_money = {str(fact.value): fact for fact in reversed(facts) if fact.name == "fundedFrom"}
    named = {programme(name) for stream in streams for name in BUDGET.findall(stream.text)}
    if named == of_money.keys() and named in [set(known) for known in layout.programmes]:
        yield from (fact._replace(name="programme") for fact in sorted(of_money.values(), key=attrgetter("read")))


def _by_number(found: tuple[_Found, Stream]) -> int:
    return found[0].number


def _placed(all_found: Iterable[tuple[_Found, Stream]], document: Document) -> Found:
    facts: list[Fact] = []
    faults: list[ExtractionError] = []
    for found, stream in all_found:
        if found.hit.error is None:
            facts.append(_fact(found, document, stream))
        else:
            faults.append(_fault(found.rule, found.hit, found.hit.error, document, stream))
    return facts, faults


def _fact(found: _Found, document: Document, stream: Stream) -> Fact:
    _, rule, (span, words, value, mended, _), unit = found
    # What may be changed is nobody else's.
    value = dict(value) if type(value) is dict else value
    read = fact(document, stream, _names(rule), value, span, unit)
    return read._replace(repair=mending.repair(stream.passage, words, mended)) if mended else read


def _fault(rule: Rule, hit: _Hit, error: str, document: Document, stream: Stream) -> ExtractionError:
    name = _names(rule).field
    if document.recognised and name in _SECONDARY:
        said = " ".join(stream.text[slice(*hit.words)].split())
        return doubt.misread(document, *stream.passage.span(*hit.words), error, _SECONDARY[name], said)
    kind = UnknownParty if name in _PARTIES else BadValue
    position = stream.passage.position(hit.span[0])
    return kind(error, Place(document.source.name, line_number(document, position)))


def _in_stream(layout: Layout, stream: Stream) -> tuple[_Found, ...]:
    find = _remembered if len(stream.text) <= _LONGEST_TEXT else _in_section
    return find(layout, stream.section, stream.text, stream.by_line)


def _in_section(layout: Layout, section: str, text: str, by_line: bool) -> tuple[_Found, ...]:
    return _in_text(_rules(layout, section), text, units(text, by_line=by_line))


_remembered = lru_cache(_TEXTS)(_in_section)


def _in_text(rules: Iterable[tuple[int, Rule]], text: str, parts: Sequence[Sentence]) -> tuple[_Found, ...]:
    return tuple(
        _Found(number, rule, hit, unit_of(parts, *hit.span)) for number, rule in rules for hit in _hits(rule, text)
    )


@cache
def _rules(layout: Layout, section: str) -> tuple[tuple[int, Rule], ...]:
    return tuple((number, rule) for number, rule in enumerate(layout.rules) if rule.section == section)


def _hits(rule: Rule, text: str) -> Iterator[_Hit]:
    return _FINDERS[type(rule)](rule, text)


def _words(rule: Words, text: str) -> Iterator[_Hit]:
    for match in rule.pattern.finditer(text):
        yield _read(rule, text, match.span("value"), match.span())


def _each(rule: Each, text: str) -> Iterator[_Hit]:
    match = rule.pattern.search(text)
    if match is None:
        return
    start, last = match.start("value"), match.start()
    for token in rule.token.finditer(match["value"]):
        words = start + token.start(), start + token.end()
        yield _read(rule, text, words, (last, words[1]))
        last = words[1]


def _read(rule: Words | Each, text: str, words: Span, span: Span) -> _Hit:
    """Reads the value in `text[words]`, for which the rule matched `span`."""
    try:
        value, mended = mending.read(text[slice(*words)], rule.convert, mending.MENDERS.get(rule.name))
    except ValueError as error:
        return _Hit(span, words, error=str(error))
    return _Hit(span, words, value, mended)


def _mentions(rule: Mentions, text: str) -> Iterator[_Hit]:
    """The concepts a text has a label of, where it has the first."""
    for concept, telling, pattern in _labels(rule.scheme):
        if any(map(text.__contains__, telling)) and (match := pattern.search(text)):
            yield _Hit(match.span(), match.span(), concept)


@cache
def _labels(scheme: str) -> tuple[tuple[Concept, frozenset[str], re.Pattern[str]], ...]:
    """Each concept with words of which a text that mentions it has one, and all labels as a pattern."""
    return tuple(
        (
            Concept(scheme, entry.key),
            frozenset(max(spelling.split(), key=len) for spelling in entry.spellings),
            re.compile(
                "|".join(rf"\b{_loose(spelling)}\b" for spelling in sorted(entry.spellings, key=len, reverse=True))
            ),
        )
        for entry in vocabulary().concepts(scheme)
    )


def _loose(spelling: str) -> str:
    return r"\s+".join(map(re.escape, spelling.split()))


def _once(rule: Framework | Provision, text: str) -> Iterator[_Hit]:
    if match := rule.pattern.search(text):
        yield _Hit(match.span(), match.span(), match.groupdict())


_FINDERS: dict[type, Callable[..., Iterator[_Hit]]] = {
    Words: _words,
    Each: _each,
    Mentions: _mentions,
    Framework: _once,
    Provision: _once,
}


@cache
def _names(rule: Rule) -> Names:
    """What the facts of a rule are called."""
    if isinstance(rule, Framework | Provision):
        return Names(type(rule).__name__.lower(), name_of(rule), rule.key)
    return Names(rule.name, name_of(rule))


def rule_name(section: str, name: str) -> str:
    """What a rule is called in the published evidence: "§ 4 amount"."""
    return f"§ {section} {name}" if section.isdigit() else f"{section} {name}"


@cache
def name_of(rule: Rule) -> str:
    """What the evidence of a rule calls it."""
    if isinstance(rule, Framework | Provision):
        return rule_name(rule.section, f"{type(rule).__name__.lower()} {rule.key}")
    return rule_name(rule.section, rule.name)
