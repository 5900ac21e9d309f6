"""What a query is made of, read so that nothing is taken for something else: what is not certain is not read at all.

https://www.w3.org/TR/sparql11-query/#sparqlGrammar
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# Stricter than the grammar: brackets in an IRI, escapes in a name are not read. What is no token ends the reading.
_TOKEN = re.compile(
    r"""
      (?P<blank>\s++|\#[^\n\r]*+)
    | (?P<iri><[A-Za-z][A-Za-z0-9+.-]*+:[^<>"{}|^`\\()&\x00-\x20]*+>)
    | (?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*+\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*+'{3}
        |"(?:[^"\\\n\r]|\\.)*+"|'(?:[^'\\\n\r]|\\.)*+')
    | (?P<label>_:\w(?:[\w.-]{0,62}\w)?+)
    | (?P<name>(?:[^\W\d_](?:[\w.-]{0,62}\w)?)?:(?:\w(?:[\w.:-]*[\w:-])?)?(?![\\%]))
    | (?P<variable>[?$]\w++)
    | (?P<tag>@[A-Za-z][\w-]*+)
    | (?P<number>(?:\d+\.?\d*[eE][+-]?\d+|\.\d+[eE][+-]?\d+|\d*\.\d+|\d++)(?!\w))
    | (?P<word>[^\W\d]\w*+)
    | (?P<sign>\^\^|[{}()\[\].;,=<>!&|+*/^?-])
    """,
    re.VERBOSE | re.DOTALL,
)


class UnreadError(Exception):
    """Something stands there that is not read here."""


class Token(NamedTuple):
    """A piece of the text: its kind, its text (a word in upper case), where it begins and ends."""

    kind: str
    text: str
    start: int
    end: int


def tokens(query: str) -> list[Token]:
    """What the query is made of, without blanks and comments.

    Raises:
        UnreadError: not all of it is read here.
    """
    found, place = [], 0
    for match in _TOKEN.finditer(query):
        if match.start() != place:
            break
        place, kind = match.end(), match.lastgroup or ""
        if kind != "blank":
            found.append(Token(kind, match[0].upper() if kind == "word" else match[0], match.start(), place))
    if place != len(query):
        raise UnreadError
    return found


def closing(found: Sequence[Token], place: int) -> int:
    """The place behind the bracket that closes the one at this place.

    Raises:
        UnreadError: there is none.
    """
    opened, closed = found[place].text, {"(": ")", "{": "}"}[found[place].text]
    depth = 0
    for at in range(place, len(found)):
        text = found[at].text
        depth += (text == opened) - (text == closed)
        if not depth:
            return at + 1
    raise UnreadError
