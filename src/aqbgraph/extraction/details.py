"""What is told of a measure in bullets below it: who carries it, how long it runs, for whom. None is a measure.

What only looks so may be a measure set in below a group of them: then nothing tells which of the two the bullets are,
and the list is refused.
"""

from __future__ import annotations

import re

from aqbgraph.extraction.unmarked import SENTENCE
from aqbgraph.remembering import remembered

_THING = (
    r"(?:projekt|maßnahme|kurs|bildungs)?-?(?:träger(?:in|schaft)?|partner(?:in|innen)?|anbieter)|(?:durchführung|"
    r"durchführende[rs]?|verantwortlich|zuständig|umsetzung|kooperation(?:spartner)?|ansprechpartner(?:in)?)"
    r"|(?:förder|projekt|durchführungs)?-?(?:laufzeit|zeitraum|dauer|beginn|start|ende)|termine?|umfang|stunden(?:zahl)?"
    r"|(?:durchführungs)?-?ort|standorte?|zielgruppen?|zielsetzung|ziele?|inhalte?|schwerpunkte?|beschreibung|methode"
    r"|(?:teilnehm(?:er|ende)(?:nde)?(?:zahl)?|plätze|platzzahl|tn|anzahl(?: der)?(?: \w+)?)"
    r"|(?:förder|projekt|gesamt)?-?(?:summe|betrag|kosten|mittel|budget|volumen)|finanzierung|rechtskreise?|status"
    r"|bemerkung(?:en)?|hinweise?|anmerkung(?:en)?|erläuterung(?:en)?"
)
# Such a label begins no name of a measure, however the bullet stands.
_LABELLED = re.compile(rf"(?:{_THING})(?:/-?\w+)?(?: \([^)]{{1,30}}\))? ?: ?\S.*", re.IGNORECASE | re.DOTALL)
# Below a measure: what goes on with it, or counts.
_SET_IN = re.compile(
    r"[a-zäöü].*|(?:Für|Mit|In|Ab|Bis|Von|Durch|Bei|Je|Pro|Seit|Gemeinsam mit|In Kooperation mit) .*"
    r"|(?:ca\. |rund )?\d+ (?:Plätze|Teilnehm\w+|Personen|Monate|Wochen|Stunden|TN)\b.*",
    re.DOTALL,
)


@remembered
def is_labelled(words: str) -> bool:
    """Whether an item says of what kind its words are, as only details do ("Träger: …")."""
    return _LABELLED.fullmatch(words) is not None


@remembered
def is_detail(words: str) -> bool:
    """Whether an item that is set in below a measure tells of it, and is none itself."""
    return is_labelled(words) or _SET_IN.fullmatch(words) is not None or SENTENCE.fullmatch(words) is not None
