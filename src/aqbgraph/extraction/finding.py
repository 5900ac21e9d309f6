"""Applies rules to running text: what they find are facts, what they find and cannot read are faults.

What a rule finds hangs on the words alone. Agreements share most of their clauses, so it is worked out once for a text
and then placed in each document that has it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.agreement import Concept
from aqbgraph.errors import BadValue, ExtractionError, Place, UnknownParty
from aqbgraph.extraction import doubt, mending
from aqbgraph.extraction.rules import Each, Framework, Mentions, Provision, Words
from aqbgraph.extraction.wording import fact, line_number
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from aqbgraph.document import Document, Fact
    from aqbgraph.extraction.confusions import Mended
    from aqbgraph.extraction.rules import Layout, Rule
    from aqbgraph.extraction.wording import Stream

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

    rule: Rule
    span: Span
    words: Span
    value: object = None
    mended: Mended | None = None
    error: str | None = None


def apply(rule: Rule, document: Document, stream: Stream) -> Found:
    """Facts and faults of a rule in the stream of its section."""
    return _placed([(hit, stream) for hit in _hits(rule, stream.text)], document)


def apply_all(layout: Layout, document: Document, streams: Iterable[Stream]) -> Found:
    """Facts and faults of all rules of a layout in the streams of their sections, in the order of the rules."""
    found = [
        (number, hit, stream)
        for stream in streams
        for number, hit in _in_section(layout, stream.section, stream.text)
    ]
    found.sort(key=itemgetter(0))
    return _placed([(hit, stream) for _, hit, stream in found], document)


def _placed(found: Iterable[tuple[_Hit, Stream]], document: Document) -> Found:
    facts: list[Fact] = []
    faults: list[ExtractionError] = []
    for hit, stream in found:
        if hit.error is None:
            facts.append(_fact(hit, document, stream))
        else:
            faults.append(_fault(hit, hit.error, document, stream))
    return facts, faults


def _fact(hit: _Hit, document: Document, stream: Stream) -> Fact:
    rule, span, words, value, mended, _ = hit
    name, node, evidence = _names(rule)
    # What may be changed is nobody else's.
    value = dict(value) if isinstance(value, dict) else value
    read = fact(document, stream, name, value, evidence, span, node)
    return read._replace(repair=mending.repair(stream.passage, words, mended)) if mended else read


def _fault(hit: _Hit, error: str, document: Document, stream: Stream) -> ExtractionError:
    name = _names(hit.rule)[0]
    if document.recognised and name in _SECONDARY:
        said = " ".join(stream.text[slice(*hit.words)].split())
        return doubt.misread(document, *stream.passage.span(*hit.words), error, _SECONDARY[name], said)
    kind = UnknownParty if name in _PARTIES else BadValue
    position = stream.passage.position(hit.span[0])
    return kind(error, Place(document.source.name, line_number(document, position)))


def _in_section(layout: Layout, section: str, text: str) -> tuple[tuple[int, _Hit], ...]:
    """What the rules of a section find in its text, each with the number of its rule."""
    return (_remembered if len(text) <= _LONGEST_TEXT else _found)(layout, section, text)


def _found(layout: Layout, section: str, text: str) -> tuple[tuple[int, _Hit], ...]:
    return tuple((number, hit) for number, rule in _rules(layout, section) for hit in _hits(rule, text))


_remembered = lru_cache(_TEXTS)(_found)


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
        return _Hit(rule, span, words, error=str(error))
    return _Hit(rule, span, words, value, mended)


def _mentions(rule: Mentions, text: str) -> Iterator[_Hit]:
    """The concepts a text has a label of, where it has the first."""
    for concept, telling, pattern in _labels(rule.scheme):
        if any(word in text for word in telling) and (match := pattern.search(text)):
            yield _Hit(rule, match.span(), match.span(), concept)


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
        yield _Hit(rule, match.span(), match.span(), match.groupdict())


_FINDERS: dict[type, Callable[..., Iterator[_Hit]]] = {
    Words: _words,
    Each: _each,
    Mentions: _mentions,
    Framework: _once,
    Provision: _once,
}


@cache
def _names(rule: Rule) -> tuple[str, str, str]:
    """The field a rule is for, the node that has it, and what the evidence calls the rule."""
    if isinstance(rule, Framework | Provision):
        return type(rule).__name__.lower(), rule.key, name_of(rule)
    return rule.name, "", name_of(rule)


def rule_name(section: str, name: str) -> str:
    """What a rule is called in the published evidence: "§ 4 amount"."""
    return f"§ {section} {name}" if section.isdigit() else f"{section} {name}"


@cache
def name_of(rule: Rule) -> str:
    """What the evidence of a rule calls it."""
    if isinstance(rule, Framework | Provision):
        return rule_name(rule.section, f"{type(rule).__name__.lower()} {rule.key}")
    return rule_name(rule.section, rule.name)
