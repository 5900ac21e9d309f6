"""What a query is made of, read so that nothing is taken for something else: what is not certain is not read at all.

https://www.w3.org/TR/sparql11-query/#sparqlGrammar
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# Stricter than the grammar: brackets in an IRI, escapes in a name are not read. What is no token ends the reading,
# and each has one way to be read, so that no text takes longer than its length.
_TOKEN = re.compile(
    r"""
      (?P<blank>\s++|\#[^\n\r]*+)
    | (?P<iri><[A-Za-z][A-Za-z0-9+.-]*+:[^<>"{}|^`\\()&\x00-\x20]*+>)
    | (?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*+\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*+'{3}
        |"(?:[^"\\\n\r]|\\.)*+"|'(?:[^'\\\n\r]|\\.)*+')
    | (?P<label>_:\w(?:[\w.-]{0,62}\w)?+)
    | (?P<name>(?:[^\W\d_][\w.-]{0,63}+(?<![.-]))?:(?:\w(?:[\w.:-]*[\w:-])?)?(?![\\%]))
    | (?P<variable>[?$]\w++)
    | (?P<tag>@[A-Za-z][\w-]*+)
    | (?P<number>(?:\d++\.?+\d*+[eE][+-]?+\d++|\.\d++[eE][+-]?+\d++|\d*+\.\d++|\d++)(?!\w))
    | (?P<word>[^\W\d]\w*+)
    | (?P<sign>\^\^|[{}()\[\].;,=<>!&|+*/^?-])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CLOSED_BY = {"(": ")", "{": "}"}


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
    found = []
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or ""
        if kind == "other":
            raise UnreadError
        if kind != "blank":
            found.append(Token(kind, match[0].upper() if kind == "word" else match[0], *match.span()))
    return found


def closings(found: Sequence[Token]) -> dict[int, int]:
    """The place behind the bracket that closes the one at a place, of all round and curly ones.

    Raises:
        UnreadError: they do not match.
    """
    ends, opened = dict[int, int](), list[int]()
    for at, token in enumerate(found):
        if token.text in _CLOSED_BY:
            opened.append(at)
        elif token.text in (")", "}"):
            if not opened or _CLOSED_BY[found[opened[-1]].text] != token.text:
                raise UnreadError
            ends[opened.pop()] = at + 1
    if opened:
        raise UnreadError
    return ends
