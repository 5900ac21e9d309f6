"""The words for what is wrong with a query, by what the engine's parser looked for and what stands there instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.service.engines.fault_signs import (
    Fault,
    at_end,
    behind,
    dot_missing,
    expects,
    labelled_twice,
    opens,
    selects,
    stands,
    without_strings,
)

if TYPE_CHECKING:
    from collections.abc import Callable

SHOWN = 24  # characters of the text that are quoted
NAME = 128  # characters in which a name is looked for: in a long text that would take long
# What the engine lists as expected behind a name whose prefix it does not know.
UNDECLARED = "Prefix not found"

_NAME = re.compile(r"([\w.-]*):[\w.:%-]*$")


class Said(NamedTuple):
    """What is told of a fault: the place in the text that it is at, and the words for it."""

    place: int
    german: str
    english: str


def told(fault: Fault) -> Said:
    """What the first row says that holds."""
    return next((_row(fault, german, english) for holds, german, english in _TABLE if holds(fault)), unknown(fault))


def unknown(fault: Fault) -> Said:
    """What can be said of any fault."""
    return _row(fault, "„{shown}“ ist hier kein SPARQL", '"{shown}" is no SPARQL here')


def _row(fault: Fault, german: str, english: str) -> Said:
    shown = " ".join(fault.rest.split())
    shown = shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…"
    name = (_NAME.search(fault.text[max(0, fault.place - NAME) : fault.place]) or ["", ""])[1]
    return Said(fault.place, german.format(shown=shown, name=name), english.format(shown=shown, name=name))


_TOO_MUCH = stands(r"[^\s{]+\s*(WHERE\b|\{)")  # the pattern does begin, behind what is to go
_LISTED = stands(r"([?$]\w+\s*)?,", "DISTINCT", "WHERE")
_UPDATES = r"(INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b"
_TYPOGRAPHIC = re.compile(r"[^.{}]*[“”„‘’‚«»]")  # in this statement: one further on is no fault of this place
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
        expects(UNDECLARED),
        "Das Präfix ist nicht erklärt: „{name}:“; am Anfang fehlt PREFIX {name}: <…>",
        'the prefix is not declared: "{name}:"; PREFIX {name}: <…> is missing at the top',
    ),
    (
        expects("The SELECT contains a variable that is unbound"),
        "SELECT nennt eine Variable, die neben einer Zusammenfassung (COUNT, SUM, …) nicht in GROUP BY steht",
        "SELECT names a variable that is not in GROUP BY beside an aggregate (COUNT, SUM, …)",
    ),
    (
        expects("The SELECT overrides an existing variable using an expression"),
        "AS nennt in SELECT eine Variable, die es schon gibt; sie braucht einen anderen Namen",
        "AS in SELECT names a variable that is there already; it needs another name",
    ),
    (
        expects("SELECT * is not authorized with GROUP BY"),
        "mit GROUP BY oder einer Zusammenfassung (COUNT, SUM, …) nennt SELECT die Variablen einzeln, nicht mit *",
        "with GROUP BY or an aggregate (COUNT, SUM, …), SELECT names its variables one by one, not with *",
    ),
    (
        expects("Duplicated variable name in SELECT"),
        "SELECT nennt eine Variable zweimal",
        "SELECT names a variable twice",
    ),
    (
        expects("IRI parsing failed"),
        "was davor in spitzen Klammern steht, ist kein IRI (ein Leerzeichen darin, oder relativ ohne BASE)",
        "what stands before in angle brackets is no IRI (a blank in it, or relative without BASE)",
    ),
    (
        expects("language tag parsing failed"),
        "was davor hinter @ steht, ist kein Sprachkürzel (de, en-GB)",
        "what stands before behind @ is no language tag (de, en-GB)",
    ),
    (
        expects("\\u escape sequence should be followed by hexadecimal digits"),
        "was davor hinter dem umgekehrten Schrägstrich steht, ist kein Zeichen",
        "what stands before behind the backslash is no character",
    ),
    (
        lambda fault: any("non negative integer" in word for word in fault.expected),
        "die Zahl davor ist zu groß",
        "the number before is too large",
    ),
    (
        lambda fault: "<unreported>" in fault.expected and labelled_twice(fault),
        "ein leerer Knoten (_:name) darf nur in einer Gruppe stehen; für mehrere gibt es Variablen",
        "a blank node (_:name) may stand in one group only; for several there are variables",
    ),
    (
        expects('">"'),
        "ein IRI wird nicht geschlossen; es fehlt „>“",
        'an IRI is not closed; ">" is missing',
    ),
    (
        lambda fault: _TYPOGRAPHIC.match(without_strings(fault.rest)) is not None,
        "ein Text steht in geraden Anführungszeichen (\"…\" oder '…'), nicht in typografischen",
        "a string stands in straight quotes (\"…\" or '…'), not in typographic ones",
    ),
    (
        stands(_UPDATES, *_FORMS),
        "Änderungen ({shown}) nimmt dieser Dienst nicht an; er ist nur zum Lesen da",
        "updates ({shown}) are not accepted; this service is for reading only",
    ),
    (
        stands("@?prefix|@?base", *_FORMS),
        "erwartet ist PREFIX name: <IRI>, mit Doppelpunkt, oder BASE <IRI>, ohne @ davor und ohne Punkt dahinter; "
        "gefunden: „{shown}“",
        "expected is PREFIX name: <IRI>, with a colon, or BASE <IRI>, without @ before and without a dot behind; "
        'found: "{shown}"',
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
        lambda fault: selects(fault) and _LISTED(fault),
        "die Variablen hinter SELECT trennt ein Leerzeichen, kein Komma: „{shown}“",
        'the variables behind SELECT are separated by blanks, not by commas: "{shown}"',
    ),
    (
        lambda fault: selects(fault) and "DISTINCT" in fault.expected and '"{"' not in fault.expected,
        "hinter SELECT stehen Variablen (?name), * oder (Ausdruck AS ?name); „{shown}“ ist nichts davon",
        'behind SELECT stand variables (?name), * or (expression AS ?name); "{shown}" is none of these',
    ),
    (
        stands(",", "UNDEF"),
        "die Werte in VALUES trennt ein Leerzeichen, kein Komma",
        "the values in VALUES are separated by blanks, not by commas",
    ),
    (
        expects("UNDEF"),
        "in VALUES stehen IRIs, Texte, Zahlen oder UNDEF, so viele wie Variablen; „{shown}“ passt nicht",
        'VALUES has IRIs, strings, numbers or UNDEF, as many as variables; "{shown}" does not fit',
    ),
    (
        stands(","),
        "hier ist ein Komma zu viel, oder es fehlt etwas dahinter",
        "a comma is too many, or something is missing behind it",
    ),
    (at_end, "die Abfrage ist hier noch nicht zu Ende", "the query does not end here yet"),
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
        lambda fault: opens(fault) and _TOO_MUCH(fault),
        "„{shown}“ ist hier kein SPARQL",
        '"{shown}" is no SPARQL here',
    ),
    (
        opens,
        "es fehlt „{{“ vor „{shown}“",
        '"{{" is missing before "{shown}"',
    ),
    (expects("BY"), "es fehlt BY: ORDER BY, GROUP BY", "BY is missing: ORDER BY, GROUP BY"),
    (
        expects("NAMED"),
        "hinter FROM steht ein <IRI>, oder NAMED und ein <IRI>",
        "behind FROM stands an <IRI>, or NAMED and an <IRI>",
    ),
    (behind("LIMIT|OFFSET"), "es fehlt eine ganze Zahl", "a whole number is missing"),
    (stands("==", *_EXPRESSION), "verglichen wird mit einem „=“", 'values are compared with one "="'),
    (
        behind(r"=\s*"),
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
        expects("DISTINCT", *_EXPRESSION),
        "der Ausdruck „{shown}“ ist nicht vollständig, oder etwas darin ist kein SPARQL (verknüpft wird mit && und ||, "
        "benannt mit AS ?name)",
        'the expression "{shown}" is not complete, or something in it is no SPARQL (joined by && and ||, named by AS '
        "?name)",
    ),
    (
        behind(r"AS\s+[?$]\w+\s*\)"),
        "die Variable hinter AS gibt es davor schon; sie braucht einen anderen Namen",
        "the variable behind AS is there before; it needs another name",
    ),
    (
        stands(r"UNION\b"),
        "UNION steht zwischen zwei Gruppen: {{ … }} UNION {{ … }}",
        "UNION stands between two groups: {{ … }} UNION {{ … }}",
    ),
    (
        stands(r"SELECT\b", "OPTIONAL"),
        "eine Abfrage in der Abfrage steht in geschweiften Klammern für sich: {{ SELECT … }}",
        "a query within a query stands in braces of its own: {{ SELECT … }}",
    ),
    (
        lambda fault: {"OFFSET", "VALUES"} <= fault.expected,
        f"hinter dem Muster stehen {_ORDER}, in dieser Reihenfolge; „{{shown}}“ passt nicht",
        f'behind the pattern stand {_ORDER}, in this order; "{{shown}}" does not fit',
    ),
    (
        stands(r"(HAVING|GROUP|ORDER|LIMIT|OFFSET)\b", "OPTIONAL"),
        "„{shown}“ steht hinter der schließenden geschweiften Klammer",
        '"{shown}" stands behind the closing brace',
    ),
    (
        dot_missing,
        "vor „{shown}“ fehlt ein Punkt, der eine Aussage beendet, oder ein Semikolon vor der nächsten desselben",
        'before "{shown}" a dot is missing, which ends a statement, or a semicolon before another of the same subject',
    ),
    (
        lambda fault: "OPTIONAL" in fault.expected and not fault.rest.startswith((".", "}")),
        "„{shown}“: eine Aussage hat Subjekt, Prädikat und Objekt, und einen Punkt vor der nächsten; hier fehlt etwas",
        '"{shown}": a statement has a subject, a predicate and an object, and a dot before the next; something is '
        "missing",
    ),
    (stands(r"\.", "OPTIONAL"), "hier ist ein Punkt zu viel", "a dot is too many"),
    (
        lambda fault: '"?"' in fault.expected or '"\'"' in fault.expected,
        "vor „{shown}“ fehlt eine Variable oder ein Wert",
        'a variable or a value is missing before "{shown}"',
    ),
)
