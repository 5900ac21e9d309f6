"""The offices of ontology/offices.ttl in a line of a signature, and the side they sign for."""

from __future__ import annotations

import re
from functools import cache

from aqbgraph.agreement import Concept
from aqbgraph.identifiers import TERMS
from aqbgraph.remembering import remembered
from aqbgraph.vocabulary import vocabulary

SCHEME = "offices"
# Whose place somebody takes who signs "in Vertretung"; the others hold the office they name.
HEADS = frozenset({"landrat", "oberbuergermeister", "staatsminister"})
LONGEST_LINE = 160
# "Der Landrat" says who signs; "für den Landrat", "Vertreterin des Landrats" say that somebody else does.
_ARTICLE = re.compile(r"(?:^|(?<=[,.) ]))(?:Der|Die) $")
_OTHERS = re.compile(
    r"(?:\b(?:[Ff]ür|[Vv]ertret\w*|von)\s+)?\b(?:de[rsmn]|die|dem)\s+$|\bstellv\w*\.?\s+$", re.IGNORECASE
)
# A mandate that is over.
_FORMER = re.compile(r"\s?a\. ?D\.")

_AND, _MOST_HELD = " und ", 2


_WORD = re.compile(r"\w+")


@cache
def _words() -> frozenset[str]:
    """The first words of all offices."""
    return frozenset(found[0] for name in _offices()[1] if (found := _WORD.search(name)))


@cache
def _offices() -> tuple[re.Pattern[str], dict[str, Concept]]:
    known = {
        spelling: Concept(SCHEME, entry.key)
        for entry in vocabulary().concepts(SCHEME)
        for spelling in entry.spellings
        if "/" not in spelling
    }
    # "Staatsminister in" is a word torn apart, and no man's office.
    longest_first = sorted(known, key=lambda spelling: (-len(spelling), spelling))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-]| in$)", re.IGNORECASE)
    return pattern, {spelling.casefold(): concept for spelling, concept in known.items()}


@remembered
def find(text: str) -> tuple[re.Match[str], ...]:
    """All offices of a line in which somebody signs, from left to right."""
    # Most lines hold no word of any office; to ask for all of them at each letter takes long.
    if len(text) >= LONGEST_LINE or _words().isdisjoint(_WORD.findall(text.casefold())):
        return ()
    return tuple(match for match in _offices()[0].finditer(text) if _signs(text, match))


def _signs(text: str, match: re.Match[str]) -> bool:
    head = text[: match.start()]
    if _FORMER.match(text, match.end()):
        return False
    return _ARTICLE.search(head) is not None or _OTHERS.search(head) is None


def article(text: str, start: int) -> int:
    """Where an office begins with its article: "Der Landrat"."""
    found = _ARTICLE.search(text[:start])
    return found.start() if found else start


@remembered
def concept(words: str) -> Concept | None:
    """The office of the scheme with this name, the first of two that somebody holds."""
    return _offices()[1].get(words.partition(_AND)[0].casefold())


def held(text: str) -> tuple[int, int] | None:
    """Where the office of a line stands, or two that one person holds: "Kreisbeigeordnete und Sozialdezernentin".

    Who is at the head holds no other.
    """
    found = find(text)
    if not found or len(found) > _MOST_HELD:
        return None
    first, last = found[0], found[-1]
    if first is last:
        return first.span()
    beside = text[first.end() : last.start()] == _AND and not any(_is_head(one[0]) for one in found)
    return (first.start(), last.end()) if beside else None


def _is_head(words: str) -> bool:
    office = concept(words)
    return office is not None and office.key in HEADS


@remembered
def is_office(text: str) -> bool:
    """Whether a line begins with an office; with its article it is one only when nothing follows but a genitive."""
    found = find(text)
    if len(found) != 1:
        return False
    start, end = found[0].span()
    return start == 0 or (article(text, start) == 0 and re.fullmatch(r"(?: de[rs] .{1,80})?", text[end:]) is not None)


def goes_on(above: str, below: str) -> bool:
    """Whether an office begins with a whole line and goes on in the next: "Erste", below it "Kreisbeigeordnete"."""
    if " " in above or _words().isdisjoint((above.casefold(),)) or is_office(above):
        return False
    found = find(f"{above} {below}")
    return len(found) == 1 and found[0].start() == 0 and found[0].end() > len(above)


@cache
def sides() -> dict[str, str]:
    """Office → the class of the party it belongs to (aqb:officeOf)."""
    return {
        entry.key: side.value.removeprefix(TERMS)
        for entry in vocabulary().concepts(SCHEME)
        for side in vocabulary().objects(entry.iri, TERMS + "officeOf")
    }
