"""By what a fault of a query is known: what stands at the place, what stands before, what the parser looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from aqbgraph.service.limits import TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable

NEAR = 512  # characters before a place in which what ends there is looked for
_ENDS_A_TERM = re.compile(r"[\w>\"'\])]$")
_SELECT = re.compile(r"(?<![?$\w:])SELECT(?![\w:])", re.IGNORECASE)
_BEGINS_A_TERM = re.compile(r"[?$<\[\"'\d]|\w*:|(a|true|false)\b")  # a word alone is none


@dataclass(frozen=True)
class Fault:
    """Where the parser stopped: the text, the place in it, and what it looked for there.

    Many signs look at the same parts of it, and others wait meanwhile, so each part is made once.
    """

    text: str
    place: int
    expected: frozenset[str]

    @cached_property
    def rest(self) -> str:
        """What stands there."""
        return self.text[self.place :].lstrip()

    @cached_property
    def before(self) -> str:
        """What stands before, without blanks and comments at its end."""
        return TOKEN.sub(lambda found: "" if found[0].startswith("#") else found[0], self.text[: self.place]).rstrip()

    @cached_property
    def bare(self) -> str:
        """What stands before, without strings, comments and IRIs."""
        return without_strings(self.text[: self.place])


def without_strings(text: str) -> str:
    """A text without strings, comments and IRIs."""
    return TOKEN.sub(lambda found: " " if found[0][0] in "\"'#<" else found[0], text)


def expects(*words: str) -> Callable[[Fault], bool]:
    """Whether one of the words was looked for."""
    return lambda fault: not fault.expected.isdisjoint(words)


def stands(pattern: str, *words: str) -> Callable[[Fault], bool]:
    """Whether this stands at the place, and one of the words was looked for, if any are given."""
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda fault: compiled.match(fault.rest) is not None and (not words or not fault.expected.isdisjoint(words))


def behind(pattern: str) -> Callable[[Fault], bool]:
    """Whether the text before the place ends with this."""
    compiled = re.compile(rf"(?:{pattern})$", re.IGNORECASE)
    return lambda fault: compiled.search(fault.before[-NEAR:]) is not None


def at_end(fault: Fault) -> bool:
    """Whether nothing stands there."""
    return not fault.rest


def dot_missing(fault: Fault) -> bool:
    """Whether one term ends where another begins, and a statement may begin there."""
    between = _ENDS_A_TERM.search(fault.before[-1:]) and _BEGINS_A_TERM.match(fault.rest)
    return "OPTIONAL" in fault.expected and between is not None


def selects(fault: Fault) -> bool:
    """Whether the place is behind SELECT and in no brackets there: DISTINCT is looked for in COUNT( ) as well."""
    _, *others = _SELECT.split(fault.bare)
    chosen = others[-1] if others else "{"
    return chosen.count("(") == chosen.count(")") and "{" not in chosen


def labelled_twice(fault: Fault) -> bool:
    """Whether a blank node is named twice before the place."""
    labels = re.findall(r"_:[\w.-]+", fault.bare)
    return len(set(labels)) < len(labels)


def opens(fault: Fault) -> bool:
    """Whether a pattern has to begin."""
    return not {'"{"', "WHERE"}.isdisjoint(fault.expected) and '"}"' not in fault.expected
