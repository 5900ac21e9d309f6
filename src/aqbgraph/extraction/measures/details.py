"""What is told of a measure in bullets below it: who carries it, how long it runs, for whom. None is a measure.

Taken for a detail is only what begins with a label that no project is called by ("Träger: …"), however its bullet
stands, and set in below a measure also a number of places or hours, with its time, and a sentence whose subject is
the measure. All else may be a measure: at the same level it is one, and set in the list is refused, as nothing tells
whether the line above is a measure or a group of them.
"""

from __future__ import annotations

import re

from aqbgraph.remembering import remembered

# Not "Start", "Ziel", "Ort", "Kooperation": projects are called so.
_THING = (
    r"(?:projekt|maßnahmen?|kurs|bildungs)?-?träger(?:in|schaft)?|(?:ansprech|kooperations)partner(?:in|innen)?"
    r"|(?:förder|projekt|durchführungs)?-?laufzeit|(?:förder|projekt|durchführungs)-?(?:zeitraum|dauer|beginn|ende)"
    r"|durchführungs-?ort|stundenzahl|zielgruppen?"
    r"|teilnehm(?:er|ende|enden-?(?:zahl|plätze)|er-?(?:zahl|plätze))|plätze"
    r"|platzzahl|tn(?:-zahl)?|anzahl(?: der)? (?:plätze|teilnehm\w+|tn)"
    r"|förder-?(?:summe|betrag)|(?:projekt|gesamt)-?kosten|projekt-?(?:budget|mittel|volumen)|rechtskreise?"
)
# With a figure behind them; "Startklar: 2 Kurse" may be one project of several.
_COUNTED = (
    r"(?:Kurse|Stunden|Wochen|Monate|Tage|Termine|Personen|Frauen|Männer|Jugendliche|Module|Standorte|Stellen|Gruppen"
    r"|Umfang|Beginn|Ende|Dauer|Kosten|Anteil|Anzahl|Betrag|Mittel|\w{3,20}(?:kosten|stunden|zahl|anteil|quote|dauer))"
)
_LABELLED = re.compile(rf"(?:{_THING})(?:/-?\w+)?(?: \([^)]{{1,30}}\))? ?: ?\S.*", re.IGNORECASE | re.DOTALL)
_SET_IN = re.compile(
    r"(?:ca\. |rund )?\d+ (?:(?:Teilnahme)?[Pp]lätze|Teilnehm\w+|Personen|Monate|Wochen|Stunden|TN)"
    r"(?: (?:pro|je|im) (?:Jahr|Monat|Woche))?"
    r"(?:[.,;]?|, (?:(?:ab|vom) )?\d{1,2}\.[\d. bis–-]{0,30})"
    rf"|{_COUNTED}(?: \w{{2,20}})?: (?:ca\. |rund |bis zu |max\. )?\d[^:]{{0,60}}"
    r"|(?:Das Projekt|Die Maßnahme|Das Angebot) [a-zäöü]\w*(?: \S+){2,}\."
)


@remembered
def is_labelled(words: str) -> bool:
    """Whether an item says of what kind its words are, as only details do ("Träger: …")."""
    return _LABELLED.fullmatch(words) is not None


@remembered
def is_detail(words: str) -> bool:
    """Whether an item that is set in below a measure tells of it, and is none itself."""
    return is_labelled(words) or _SET_IN.fullmatch(words) is not None
