"""What stands in a list where a project would: that there is none ("entfällt", "keine Projekte"), or none yet."""

from __future__ import annotations

import re

from aqbgraph.remembering import remembered

_THING = r"(?:projekte?n?|maßnahmen?|förderung(?:en)?|vorhaben|angebote?n?|kurse?)"
_WHEN = r"(?: (?:in|im jahr|für das jahr|für) 20\d\d)"
_DONE = r"(?:vorgesehen|geplant|vereinbart|gefördert|beantragt|angemeldet|umgesetzt|durchgeführt|finanziert|belegt)"
_NONE = re.compile(
    r"[(\[]?\W*(?:"
    rf"entfällt{_WHEN}?|nicht (?:{_DONE}|besetzt|vergeben|relevant|zutreffend)|n\. ?n\.|k\. ?a\.|0|leer|[-–—/.]"
    r"|(?:(?:es|hier|(?:in|unter|zu) dieser maßnahmena?rt) (?:sind|werden|ist|wird) )?"
    r"(?:derzeit |zurzeit |zur zeit |aktuell |(?:in|im jahr) 20\d\d )?"
    rf"kein(?:e|en)?(?: (?:weiteren? |eigenen? )?{_THING}{_WHEN}?| weiteren?)?(?: {_DONE})?"
    r")\W*",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"[(\[]?(?:"
    r"(?:siehe|s\.|vgl\.?|wie) ?(?:oben|unten|o\.|u\.|(?:im )?vorjahr|(?:anlage|anhang|maßnahmena?rt|nr\.|punkt)\b.*)"
    r"|(?:wird|werden) (?:noch |später )?(?:nachgereicht|festgelegt|benannt|ergänzt|bestimmt)"
    r"|(?:noch )?(?:offen|in planung|in vorbereitung|in abstimmung|zu benennen)|noch nicht bekannt|folgt(?: noch)?|tbd"
    r"|\.{3,}|…|_{2,}|x{3,}"
    r")\W*",
    re.IGNORECASE,
)
# That there are more projects, and not which.
OTHERS = (
    rf"(?:und |u\. )?weitere[rns]?(?: \S+)? {_THING}(?: .{{1,60}})?"
    r"|u\. ?a\.(?: ?m\.)?|u\. ?v\. ?m\.|usw\.?|etc\.?|und so weiter|und andere[sn]?"
)


@remembered
def says_none(text: str) -> bool:
    """Whether an item says that there is no project."""
    return _NONE.fullmatch(text) is not None


@remembered
def points_elsewhere(text: str) -> bool:
    """Whether an item stands for projects that are named elsewhere, or not yet."""
    return _ELSEWHERE.fullmatch(text) is not None
