"""Applies a rule to running text: what it finds are facts, what it finds and cannot read are faults."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from aqbgraph.agreement import Concept
from aqbgraph.errors import BadValue, ExtractionError, Place, UnknownParty
from aqbgraph.extraction import doubt, mending
from aqbgraph.extraction.rules import Each, Framework, Mentions, Provision, Words
from aqbgraph.extraction.wording import fact, line_number
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from aqbgraph.document import Document, Fact
    from aqbgraph.extraction.rules import Rule
    from aqbgraph.extraction.wording import Stream

Found = tuple[list["Fact"], list[ExtractionError]]
# What is left out of a scan when it cannot be read, and how a sheet of corrections names it.
_SECONDARY = {"legalCode": "agreement legalCodes", "issuingAuthority": "grant-decision issuingAuthority"}
_PARTIES = frozenset({"localParty", "stateParty", "issuingAuthority"})


def apply(rule: Rule, document: Document, stream: Stream) -> Found:
    """Facts and faults of a rule in the stream of its section."""
    return _APPLIERS[type(rule)](rule, document, stream)


def _words(rule: Words, document: Document, stream: Stream) -> Found:
    found: Found = ([], [])
    for match in rule.pattern.finditer(stream.text):
        _convert(found, rule, document, stream, match.span("value"), match.span())
    return found


def _each(rule: Each, document: Document, stream: Stream) -> Found:
    found: Found = ([], [])
    match = rule.pattern.search(stream.text)
    if match is None:
        return found
    start, last = match.start("value"), match.start()
    for token in rule.token.finditer(match["value"]):
        words = start + token.start(), start + token.end()
        _convert(found, rule, document, stream, words, (last, words[1]))
        last = words[1]
    return found


def _convert(
    found: Found, rule: Words | Each, document: Document, stream: Stream, words: tuple[int, int], span: tuple[int, int]
) -> None:
    """Reads the value in `stream.text[words]`, for which the rule matched `span`."""
    try:
        value, mended = mending.read(stream.text[slice(*words)], rule.convert, mending.MENDERS.get(rule.name))
    except ValueError as error:
        if document.recognised and rule.name in _SECONDARY:
            where = stream.passage.span(*words)
            said = " ".join(stream.text[slice(*words)].split())
            found[1].append(doubt.misread(document, *where, str(error), _SECONDARY[rule.name], said))
            return
        kind = UnknownParty if rule.name in _PARTIES else BadValue
        position = stream.passage.position(span[0])
        found[1].append(kind(str(error), Place(document.source.name, line_number(document, position))))
    else:
        read = fact(document, stream, rule.name, value, name_of(rule), span)
        found[0].append(read._replace(repair=mending.repair(stream.passage, words, mended)) if mended else read)


def _mentions(rule: Mentions, document: Document, stream: Stream) -> Found:
    found = _mentioned(rule.scheme, stream.text)
    return [fact(document, stream, rule.name, concept, name_of(rule), span) for concept, span in found], []


# The goals of the Land are the same in all agreements of a year.
@lru_cache(64)
def _mentioned(scheme: str, text: str) -> tuple[tuple[Concept, tuple[int, int]], ...]:
    """The concepts a text has a label of, and where it has the first."""
    found = []
    for concept, telling, pattern in _labels(scheme):
        if any(word in text for word in telling) and (match := pattern.search(text)):
            found.append((concept, match.span()))
    return tuple(found)


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


def _framework(rule: Framework, document: Document, stream: Stream) -> Found:
    match = rule.pattern.search(stream.text)
    if match is None:
        return [], []
    return [fact(document, stream, "framework", match.groupdict(), name_of(rule), match.span(), rule.key)], []


def _provision(rule: Provision, document: Document, stream: Stream) -> Found:
    match = rule.pattern.search(stream.text)
    if match is None:
        return [], []
    return [fact(document, stream, "provision", match.groupdict(), name_of(rule), match.span(), rule.key)], []


_APPLIERS: dict[type, Callable[..., Found]] = {
    Words: _words,
    Each: _each,
    Mentions: _mentions,
    Framework: _framework,
    Provision: _provision,
}


def rule_name(section: str, name: str) -> str:
    """What a rule is called in the published evidence: "§ 4 amount"."""
    return f"§ {section} {name}" if section.isdigit() else f"{section} {name}"


@cache
def name_of(rule: Rule) -> str:
    """What the evidence of a rule calls it."""
    if isinstance(rule, Framework | Provision):
        return rule_name(rule.section, f"{type(rule).__name__.lower()} {rule.key}")
    return rule_name(rule.section, rule.name)
