"""Says in plain words what is wrong with a query, and where: by what the engine tells, and the text around that place.

The engine's parser tells the furthest place that it looked at, and what it looked for there. It looks for a keyword by
taking as many characters as that has, so the place is behind where the keyword would stand (a worker lets it do so at
the end of the text too). What people mostly forget is told by what stands there; nothing here decides whether a text is
a query.
"""

from __future__ import annotations

import re

from aqbgraph.service.engines.fault_signs import Fault
from aqbgraph.service.engines.fault_words import Said, told, unknown
from aqbgraph.service.limits import TOKEN

LONGEST = 8 << 10  # characters of a text that is looked at: others wait meanwhile
BEHIND = "\n" * 32  # no fewer than a worker puts behind a text

_REPORT = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_KEYWORD = re.compile(r"[A-Za-z_0-9]{2,}")
# A backslash that is none of the escapes (SPARQL 1.1 Query, rule 160, section 19.2): the last alternative.
_ESCAPE = re.compile(r"\\(?:[tbnrf\"'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|(.?))", re.DOTALL)
# A term of a statement, as far as it is of interest here.
_TERM = r"""(?:<[^<>\s]*+>|[?$]\w++|_:\w++|\w*+:[\w-]*+|a\b|"[^"\\\n]*+"(?:@[\w-]++|\^\^\S++)?|\d++|\[\s*+\])"""
_SHORT = (
    (
        re.compile(rf"\s*+{_TERM}\s++{_TERM}\s*+(?=[}}.;])"),
        "fehlt das Objekt der Aussage",
        "the object of the statement is missing",
    ),
    (
        re.compile(rf"\s*+{_TERM}\s*+(?=[}}.])"),
        "fehlen Prädikat und Objekt der Aussage",
        "predicate and object of the statement are missing",
    ),
)
_CLOSING = {"(": ")", "{": "}", "[": "]"}


def said(message: str, text: str) -> Said | None:
    """What the engine's message means for this text; None when it tells no place.

    >>> said("error at 1:29: expected OPTIONAL", "SELECT * { ?s ?p ?o ?a ?b ?c }").english
    'before "?a ?b ?c }" a dot is missing, which ends a statement, or a semicolon before another of the same subject'
    """
    report = _REPORT.search(message)
    if report is None:
        return None
    line, column, words = int(report[1]), int(report[2]), frozenset(report[3].split(", "))
    lines = f"{text}{BEHIND}".split("\n")
    end = sum(len(row) + 1 for row in lines[: line - 1]) + column - 1
    keywords = [word for word in words if _KEYWORD.fullmatch(word)]
    others = words - {*keywords, "[_]"}
    place = end if others or not keywords else end - min(map(len, keywords))
    fault = Fault(text, max(0, min(place, len(text))), words)
    if len(text) > LONGEST:
        return unknown(fault)
    return _plain(text) or _incomplete(fault) or told(fault)


def position(text: str, place: int) -> tuple[int, int]:
    """Line and column of a place, counted from one."""
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)


def _plain(text: str) -> Said | None:
    """The first string that is none, bracket that closes nothing, or bracket that is not closed."""
    opened: list[re.Match[str]] = []
    for match in TOKEN.finditer(text):
        found = match[0]
        if found[0] in "\"'":
            if (wrong := _string(match)) is not None:
                return wrong
        elif found in _CLOSING:
            opened.append(match)
        elif found in _CLOSING.values():
            if not opened:
                german, english = f"„{found}“ schließt nichts, was offen ist", f'"{found}" closes nothing that is open'
                return Said(match.start(), german, english)
            if _CLOSING[opened[-1][0]] != found:
                return _open(text, opened[-1], match.start())
            opened.pop()
    return _open(text, opened[-1], len(text)) if opened else None


def _string(match: re.Match[str]) -> Said | None:
    if not _closed(match[0]):
        german = "das Ende des Textes fehlt, der hier beginnt (ein Anführungszeichen)"
        return Said(match.start(), german, "the end of the string that begins here is missing (a quote)")
    escape = next((found for found in _ESCAPE.finditer(match[0]) if found[1] is not None), None)
    if escape is None:
        return None
    german = f"ein umgekehrter Schrägstrich steht in einem Text doppelt: \\{escape[0]}"
    return Said(match.start() + escape.start(), german, f"a backslash in a string is written twice: \\{escape[0]}")


def _incomplete(fault: Fault) -> Said | None:
    """A statement that ends too early, at the place where it does."""
    for pattern, german, english in _SHORT if "OPTIONAL" in fault.expected else ():
        if (match := pattern.match(fault.text, fault.place)) is not None and fault.before.endswith(("{", ".", ";")):
            part = (german, english) if not fault.before.endswith(";") else _SHORT[0][1:]
            ending = fault.text[match.end()]
            return Said(match.end(), f"vor „{ending}“ {part[0]}", f'{part[1]} before "{ending}"')
    return None


def _open(text: str, bracket: re.Match[str], place: int) -> Said:
    (line, column), missing = position(text, bracket.start()), _CLOSING[bracket[0]]
    return Said(
        place,
        f"hier fehlt „{missing}“; „{bracket[0]}“ in Zeile {line}, Spalte {column} wird nicht geschlossen",
        f'"{missing}" is missing here; "{bracket[0]}" in line {line}, column {column} is not closed',
    )


def _closed(string: str) -> bool:
    quote = string[0] * (3 if string.startswith(string[0] * 3) and len(string) > 2 else 1)
    return len(string) >= 2 * len(quote) and string.endswith(quote)
