"""The words for what is wrong with a query, by what the engine's parser looked for and what stands there instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.service.limits import TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable

SHOWN = 24  # characters of the text that are quoted
# What the engine lists as expected behind a name whose prefix it does not know.
UNDECLARED = "Prefix not found"

_ENDS_A_TERM = re.compile(r"[\w>\"'\])]$")
_NAME = re.compile(r"([\w.-]*):[\w.:%-]*$")


class Said(NamedTuple):
    """What is told of a fault: the place in the text that it is at, and the words for it."""

    place: int
    german: str
    english: str


class Fault(NamedTuple):
    """Where the parser stopped: the text, the place in it, and what it looked for there."""

    text: str
    place: int
    expected: frozenset[str]

    @property
    def rest(self) -> str:
        """What stands there."""
        return self.text[self.place :].lstrip()

    @property
    def before(self) -> str:
        """What stands before, without blanks and comments at its end."""
        return TOKEN.sub(lambda found: "" if found[0].startswith("#") else found[0], self.text[: self.place]).rstrip()


def told(fault: Fault) -> Said:
    """What the first row says that holds."""
    return next((_row(fault, german, english) for holds, german, english in _TABLE if holds(fault)), unknown(fault))


def unknown(fault: Fault) -> Said:
    """What can be said of any fault."""
    return _row(fault, "„{shown}“ ist hier kein SPARQL", '"{shown}" is no SPARQL here')


def _row(fault: Fault, german: str, english: str) -> Said:
    shown = " ".join(fault.rest.split())
    shown = shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…"
    name = (_NAME.search(fault.text[: fault.place]) or ["", ""])[1]
    return Said(fault.place, german.format(shown=shown, name=name), english.format(shown=shown, name=name))


def _without_strings(text: str) -> str:
    return TOKEN.sub(lambda found: " " if found[0][0] in "\"'#" else found[0], text)


def _expects(*words: str) -> Callable[[Fault], bool]:
    return lambda fault: not fault.expected.isdisjoint(words)


def _stands(pattern: str, *words: str) -> Callable[[Fault], bool]:
    """Whether this stands at the place, and one of the words was looked for, if any are given."""
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda fault: compiled.match(fault.rest) is not None and (not words or not fault.expected.isdisjoint(words))


def _behind(pattern: str) -> Callable[[Fault], bool]:
    """Whether the text before the place ends with this."""
    compiled = re.compile(rf"(?:{pattern})$", re.IGNORECASE)
    return lambda fault: compiled.search(fault.before) is not None


def _at_end(fault: Fault) -> bool:
    return not fault.rest


def _dot_missing(fault: Fault) -> bool:
    between = _ENDS_A_TERM.search(fault.before) and _BEGINS_A_TERM.match(fault.rest)
    return "OPTIONAL" in fault.expected and between is not None


_BEGINS_A_TERM = re.compile(r"[?$<_\[\"'\w:]")
_UPDATES = r"(INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b"
_TYPOGRAPHIC = re.compile(r"[“”„‘’‚«»]")
_FORMS = ("CONSTRUCT", "DESCRIBE")
_ORDER = "GROUP BY, HAVING, ORDER BY, LIMIT, OFFSET"
_EXPRESSION = ("ENCODE_FOR_URI", "COALESCE", "STRLANGDIR", "hasLangDir", "LANGMATCHES", "PREDICATE", "NOT")

# The first row that holds is told: most particular ones first.
_TABLE: tuple[tuple[Callable[[Fault], bool], str, str], ...] = (
    (
        lambda fault: UNDECLARED in fault.expected and fault.rest.startswith("//"),
        "ein IRI steht in spitzen Klammern: <{name}:{shown}",
        "an IRI stands in angle brackets: <{name}:{shown}",
    ),
    (
        _expects(UNDECLARED),
        "Das Präfix ist nicht erklärt: „{name}:“; am Anfang fehlt PREFIX {name}: <…>",
        'the prefix is not declared: "{name}:"; PREFIX {name}: <…> is missing at the top',
    ),
    (
        _expects("The SELECT contains a variable that is unbound"),
        "SELECT nennt eine Variable, die neben einer Zusammenfassung (COUNT, SUM, …) nicht in GROUP BY steht",
        "SELECT names a variable that is not in GROUP BY beside an aggregate (COUNT, SUM, …)",
    ),
    (
        _expects("The SELECT overrides an existing variable using an expression"),
        "AS nennt in SELECT eine Variable, die es schon gibt; sie braucht einen anderen Namen",
        "AS in SELECT names a variable that is there already; it needs another name",
    ),
    (
        _expects("SELECT * is not authorized with GROUP BY"),
        "mit GROUP BY nennt SELECT die Variablen einzeln, nicht mit *",
        "with GROUP BY, SELECT names its variables one by one, not with *",
    ),
    (
        _expects('">"'),
        "ein IRI wird nicht geschlossen; es fehlt „>“",
        'an IRI is not closed; ">" is missing',
    ),
    (
        lambda fault: _TYPOGRAPHIC.search(_without_strings(fault.rest)) is not None,
        "ein Text steht in geraden Anführungszeichen (\"…\" oder '…'), nicht in typografischen",
        "a string stands in straight quotes (\"…\" or '…'), not in typographic ones",
    ),
    (
        _stands(_UPDATES, *_FORMS),
        "Änderungen ({shown}) nimmt dieser Dienst nicht an; er ist nur zum Lesen da",
        "updates ({shown}) are not accepted; this service is for reading only",
    ),
    (
        _stands("@?prefix|@?base", *_FORMS),
        "erwartet ist PREFIX name: <IRI>, mit Doppelpunkt, ohne @ davor und ohne Punkt dahinter; gefunden: „{shown}“",
        'expected is PREFIX name: <IRI>, with a colon, without @ before and without a dot behind; found: "{shown}"',
    ),
    (
        lambda fault: not fault.before and not fault.rest,
        "die Abfrage ist leer; sie beginnt mit SELECT, ASK, CONSTRUCT oder DESCRIBE",
        "the query is empty; it begins with SELECT, ASK, CONSTRUCT or DESCRIBE",
    ),
    (
        lambda fault: "CONSTRUCT" in fault.expected and "WHERE" not in fault.expected,
        "eine Abfrage beginnt mit SELECT, ASK, CONSTRUCT oder DESCRIBE (davor PREFIX und BASE); gefunden: „{shown}“",
        'a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE (before it PREFIX and BASE); found: "{shown}"',
    ),
    (
        _stands(r"([?$]\w+\s*)?,", "DISTINCT", "WHERE"),
        "die Variablen hinter SELECT trennt ein Leerzeichen, kein Komma: „{shown}“",
        'the variables behind SELECT are separated by blanks, not by commas: "{shown}"',
    ),
    (
        lambda fault: "DISTINCT" in fault.expected and '"{"' not in fault.expected,
        "hinter SELECT stehen Variablen (?name), * oder (Ausdruck AS ?name); „{shown}“ ist nichts davon",
        'behind SELECT stand variables (?name), * or (expression AS ?name); "{shown}" is none of these',
    ),
    (
        _stands(",", "UNDEF"),
        "die Werte in VALUES trennt ein Leerzeichen, kein Komma",
        "the values in VALUES are separated by blanks, not by commas",
    ),
    (
        _expects("UNDEF"),
        "in VALUES stehen IRIs, Texte, Zahlen oder UNDEF, so viele wie Variablen; „{shown}“ passt nicht",
        'VALUES has IRIs, strings, numbers or UNDEF, as many as variables; "{shown}" does not fit',
    ),
    (
        _stands(","),
        "hier ist ein Komma zu viel, oder es fehlt etwas dahinter",
        "a comma is too many, or something is missing behind it",
    ),
    (_at_end, "die Abfrage ist hier noch nicht zu Ende", "the query does not end here yet"),
    (
        lambda fault: '"<"' in fault.expected and '"?"' not in fault.expected,
        "vor „{shown}“ fehlt ein IRI in spitzen Klammern: <…>",
        'an IRI in angle brackets is missing before "{shown}": <…>',
    ),
    (
        lambda fault: '":"' in fault.expected and '"?"' not in fault.expected,
        "vor „{shown}“ steht weder eine Variable (?name) noch ein Name mit Präfix (aqb:name)",
        'before "{shown}" stands neither a variable (?name) nor a name with a prefix (aqb:name)',
    ),
    (
        lambda fault: not {'"{"', "WHERE"}.isdisjoint(fault.expected) and '"}"' not in fault.expected,
        "es fehlt „{{“ vor „{shown}“",
        '"{{" is missing before "{shown}"',
    ),
    (_expects("BY"), "es fehlt BY: ORDER BY, GROUP BY", "BY is missing: ORDER BY, GROUP BY"),
    (
        _expects("NAMED"),
        "hinter FROM steht ein <IRI>, oder NAMED und ein <IRI>",
        "behind FROM stands an <IRI>, or NAMED and an <IRI>",
    ),
    (_behind("LIMIT|OFFSET"), "es fehlt eine ganze Zahl", "a whole number is missing"),
    (_stands("==", *_EXPRESSION), "verglichen wird mit einem „=“", 'values are compared with one "="'),
    (
        _behind(r"=\s*"),
        "verglichen wird mit einem „=“; dahinter steht ein Wert",
        'values are compared with one "="; a value stands behind it',
    ),
    (
        lambda fault: (
            "ENCODE_FOR_URI" in fault.expected and fault.before.upper().endswith("FILTER") and fault.rest[:1] != "("
        ),
        "die Bedingung eines FILTER steht in runden Klammern, oder ist eine Funktion, EXISTS, NOT EXISTS: „{shown}“",
        'the condition of a FILTER stands in round brackets, or is EXISTS, NOT EXISTS or a function: "{shown}"',
    ),
    (
        lambda fault: not fault.expected.isdisjoint(_EXPRESSION),
        "der Ausdruck „{shown}“ ist nicht vollständig, oder etwas darin ist kein SPARQL (verknüpft wird mit && und ||, "
        "benannt mit AS ?name)",
        'the expression "{shown}" is not complete, or something in it is no SPARQL (joined by && and ||, named by AS '
        "?name)",
    ),
    (
        _behind(r"AS\s+[?$]\w+\s*\)"),
        "die Variable hinter AS gibt es davor schon; sie braucht einen anderen Namen",
        "the variable behind AS is there before; it needs another name",
    ),
    (
        _stands(r"UNION\b"),
        "UNION steht zwischen zwei Gruppen: {{ … }} UNION {{ … }}",
        "UNION stands between two groups: {{ … }} UNION {{ … }}",
    ),
    (
        _stands(r"SELECT\b", "OPTIONAL"),
        "eine Abfrage in der Abfrage steht in geschweiften Klammern für sich: {{ SELECT … }}",
        "a query within a query stands in braces of its own: {{ SELECT … }}",
    ),
    (
        lambda fault: {"OFFSET", "VALUES"} <= fault.expected,
        f"hinter dem Muster stehen {_ORDER}, in dieser Reihenfolge; „{{shown}}“ passt nicht",
        f'behind the pattern stand {_ORDER}, in this order; "{{shown}}" does not fit',
    ),
    (
        _stands(r"(HAVING|GROUP|ORDER|LIMIT|OFFSET)\b", "OPTIONAL"),
        "„{shown}“ steht hinter der schließenden geschweiften Klammer",
        '"{shown}" stands behind the closing brace',
    ),
    (
        _dot_missing,
        "vor „{shown}“ fehlt ein Punkt, der eine Aussage beendet, oder ein Semikolon vor der nächsten desselben",
        'before "{shown}" a dot is missing, which ends a statement, or a semicolon before another of the same subject',
    ),
    (
        lambda fault: "OPTIONAL" in fault.expected and not fault.rest.startswith((".", "}")),
        "„{shown}“: eine Aussage hat Subjekt, Prädikat und Objekt, und einen Punkt vor der nächsten; hier fehlt etwas",
        '"{shown}": a statement has a subject, a predicate and an object, and a dot before the next; something is '
        "missing",
    ),
    (_stands(r"\.", "OPTIONAL"), "hier ist ein Punkt zu viel", "a dot is too many"),
    (
        lambda fault: '"?"' in fault.expected or '"\'"' in fault.expected,
        "vor „{shown}“ fehlt eine Variable oder ein Wert",
        'a variable or a value is missing before "{shown}"',
    ),
)
