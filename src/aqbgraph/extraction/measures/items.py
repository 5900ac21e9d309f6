"""An item of a list over several source lines, and whether it can be the name of a measure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.measures import fillers
from aqbgraph.extraction.measures.details import is_labelled
from aqbgraph.extraction.measures.fillers import points_elsewhere, says_none
from aqbgraph.extraction.measures.measure_types import heading_at, names_type, type_of
from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aqbgraph.document import Line, Passage

LONGEST_NAME = 300
# One item, two lines that go on with it, one more that closes its quotation.
LONGEST_ITEM = 4
# Between two items of a list there is at most one blank line; a removed line leaves two.
HOLE = 2
# Around words struck out in Markdown, or hidden in a comment.
_HIDING = ("~~", "<!--", "-->", "display:none", "display: none", "visibility:hidden", " hidden>")
_BOX = re.compile(r"\[[ xX]?\] |[\u2610\u2611\u2612]")
# No name begins so; what goes on with the item above may.
_HALF = re.compile(r"(?:für|mit|und|oder|sowie|zur|zum|durch) ")
# Nor does one end so; "A und", "B" are two of a list.
_SMALL = (" &", " für", " mit", " zur", " zum", " der", " des", " von", " vom", " -", " –", " —")
_HANGING = re.compile(r"[^\s,] \S+$")
_PARTED = re.compile(r"\w; +\w")
# Two lines of a list that became one: "Geflüchtete I - Geflüchtete II".
_JOINED = re.compile(r"(?P<first>[^\W\d_][\w-]{3,}) (?:\S+ ){0,12}?[-–—•*+] (?P=first)(?![\w-])")
# A bullet that is no other sign, with a blank before it.
_BULLET_WITHIN = re.compile(r" [\u2022\u2023\u25a0\u25aa\u25cb\u25cf\u25e6\u27a2\uf0a7\uf0b7\uf0d8] ?(?=\w)")
# A bullet before a bracket, which goes on with the line above.
_BEFORE_BRACKET = re.compile(r".*\w [-–—•*+] \(")
# The heading of the next part, joined to the last item; a paragraph of a law has no such word behind it.
_CLAUSE = re.compile(
    r" § ?\d{1,2}\.? (?!Abs|SGB|AsylbLG|Satz|Nummer|Ziffer)[A-ZÄÖÜ][a-zäöüß]{3,}"
    r"|(?<! nach)(?<! gemäß)(?<! in) § ?[1-9]$"
)
_DASHES = ("–", "—")
_QUOTES = {'"': '"', "„": '“”"', "»": "«", "“": "”"}


def item_lines(lines: Sequence[Line], known: Callable[[str], bool]) -> list[Line]:
    """The lines of the item that the first line begins."""
    taken = [lines[0], *([] if lines[0].marker == _OF_A_ROW else _continuation(lines, known))]
    if _quote_left_open(taken) and len(lines) > len(taken) and _closes_quote(lines[len(taken)], taken):
        taken.append(lines[len(taken)])
    return taken


# The marker of an item that was a row of a table.
_OF_A_ROW = "|"
# What text recognition makes of a bullet: a line that begins so goes on with no other.
# "l.2" is "1.2", and a row of a table that lost its lines goes on with none.
_MISREAD_BULLET = re.compile(r'(?:[oaec°«»¢©®]|[lIiO|]\.\d{1,2}\.?|\d{1,2}\.[lIiO|]\.?) (?=[A-ZÄÖÜ„"])')
# So does one that begins with what it makes of a number, below an item with one; below others "I. Quartal" may go on.
_MISREAD_NUMBER = re.compile(r'[lIiO|][.)] (?=[A-ZÄÖÜ„"])')
# The mark of a footnote behind a name.
_FOOTNOTE = re.compile(r"\s*(?:\[\^\w{1,8}\]|[\u00b9\u00b2\u00b3\u2074-\u2079]+)$")
_FOOTNOTE_ENDS = ("]", *"\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")


def without_footnote(name: Passage) -> Passage:
    """The name without the mark of a footnote."""
    match = _FOOTNOTE.search(name.text) if name.text.endswith(_FOOTNOTE_ENDS) else None
    return name.cut(0, match.start()) if match and match.start() else name


def _continuation(item: Sequence[Line], known: Callable[[str], bool]) -> list[Line]:
    """Text directly below an item goes on with it (CommonMark 0.31, 5.2), unless it begins like a standing sentence."""
    taken: list[Line] = []
    numbered, lines = item[0].marker[:1].isdigit(), item[1:]
    for number, line in enumerate(lines[:2]):
        if line.kind is not Kind.TEXT or line.gap or line.strong or known(line.text):
            break
        # A type may have been cut in two.
        if heading_at(lines[number : number + 2]):
            break
        if numbered and _MISREAD_NUMBER.match(line.text):
            break
        if _MISREAD_BULLET.match(line.text) or names_type(line.text) or is_labelled(line.text):
            break
        taken.append(line)
    return taken


def _quote_left_open(lines: Sequence[Line]) -> str:
    """The characters that would close the quotation an item begins with, empty when it is closed or has none."""
    closing = _QUOTES.get(lines[0].text[0], "")
    if not closing:
        return ""
    text = " ".join(line.text for line in lines)
    return "" if any(letter in closing for letter in text[1:]) else closing


def _closes_quote(line: Line, taken: Sequence[Line]) -> bool:
    """A repair must be bounded: one more item, which closes the quotation and opens none."""
    closing = _quote_left_open(taken)
    # Another dash than that of the list is none of its bullets, but of the name that was cut.
    if line.marker != taken[0].marker and line.marker in _DASHES:
        return False
    return line.kind is Kind.ITEM and line.gap < HOLE and line.text[-1] in closing and line.text[0] not in _QUOTES


def _has_open_quote(name: str) -> bool:
    return bool(name.count('"') % 2 or name.count("„") > name.count("“") + name.count("”")) or (
        name.count("»") != name.count("«")
    )


def _has_no_word(name: str) -> bool:
    return not any(map(str.isalnum, name))


def _is_hidden(name: str) -> bool:
    return any(map(name.__contains__, _HIDING))


def _names_several(name: str) -> bool:
    return ";" in name and _PARTED.search(name) is not None


def _has_bullet(name: str) -> object:
    return not name.isascii() and _BULLET_WITHIN.search(name)


def _begins_clause(name: str) -> object:
    return "§" in name and _CLAUSE.search(name)


def _is_cut_off(name: str) -> object:
    return name.endswith(_SMALL) and _HANGING.search(name)


TWO_LINES = "Gingen zwei Zeilen ineinander?"
OTHERS = "nennt weitere Projekte nicht beim Namen: Welche sind es?"
DROPPED = "Gilt das Projekt noch?"
FOOTER = "ist vermutlich eine Kopf- oder Fußzeile. Bitte in der Quelle klären."
CUT_OFF = "endet mitten im Satz: Ging das Ende verloren?"
HALF_QUOTED = "fehlt ein Anführungszeichen: Ging eine Zeile verloren?"
# What leaves out the item and not the whole document.
LEFT_OUT = (TWO_LINES, CUT_OFF, DROPPED, FOOTER, OTHERS)
# What makes it doubtful that an item is the name of a measure.
_DOUBTS: tuple[tuple[Callable[[str], object], str], ...] = (
    (_is_hidden, "„{name}“ ist durchgestrichen oder auskommentiert. {ask}"),
    (_BOX.match, "„{name}“ hat ein Kästchen. {ask}"),
    (_names_several, "„{name}“ nennt mehrere Projekte in einer Zeile (erwartet: jedes in einer eigenen)."),
    (_JOINED.match, "„{name}“ nennt wohl zwei Projekte: " + TWO_LINES),
    (_BEFORE_BRACKET.match, "„{name}“ nennt wohl zwei Projekte: " + TWO_LINES),
    (_has_bullet, "„{name}“ nennt wohl zwei Projekte: " + TWO_LINES),
    (_begins_clause, "In „{name}“ beginnt ein Paragraf: " + TWO_LINES),
    (points_elsewhere, "„{name}“ nennt kein Projekt. Bitte in der Quelle nachtragen."),
    (says_none, "„{name}“ steht zwischen Projekten: Gelten sie, oder gibt es keine? Bitte in der Quelle klären."),
    (_has_no_word, "„{name}“ nennt kein Projekt. Bitte in der Quelle nachtragen."),
    (is_labelled, "„{name}“ sagt etwas von einem Projekt und nennt keines: " + TWO_LINES),
    (_HALF.match, "„{name}“ beginnt mitten im Satz: Gehört es zu dem Projekt darüber?"),
    (_is_cut_off, "„{name}“ " + CUT_OFF),
    (_has_open_quote, "In „{name}“ " + HALF_QUOTED),
)
_ASK = "Bitte in der Quelle klären, ob das Projekt gilt."


# Words of a name that show that other lines went into it, or that it is none; one look for all of them is enough.
_STRAY: dict[str, tuple[str, str]] = {
    "note": (r"\[\^|<sup>", f"In „{{name}}“ steht eine Fußnote: {TWO_LINES}"),
    "dropped": (
        r"(?:[(\[]|[-–—:] )(?:entfällt|entfallen|gestrichen|abgesagt|storniert|zurückgezogen|eingestellt)(?: \w+)?"
        r"[)\]]?$",
        f"„{{name}}“: {DROPPED}",
    ),
    "ministry": (r"Hessische[sn]? Ministerium für", f"„{{name}}“ nennt das Ministerium: {TWO_LINES}"),
    "footer": (
        r"^(?:Zielvereinbarung (?:20\d\d|zwischen|des|der|Ausbildungs)|(?:Land Hessen|HMSI)(?:$| ?[–—|,]| -)"
        r"|(?:Telefon|Tel\.|Fax|Telefax):? ?[\d+(]|VS ?[-–] ?N(?:ur|fD)|\S+ Straße \d+\w?(?:$|[,;/|•·]| \D{0,4}\d{5}\b)"
        r"|(?:Druckdatum|Stand|Datum):? ?\d{1,2}\.|(?:Anlage|Seite|Blatt) \d{1,3}(?: von \d{1,3})?$)",
        f"„{{name}}“ {FOOTER}",
    ),
    "signed": (r"(?:^| )gez\.(?:$| )", f"„{{name}}“ ist gezeichnet: {TWO_LINES}"),
    "told": (
        r"^(?:ca\. |rund )?\d+ (?:(?:Teilnahme)?[Pp]lätze|Teilnehm\w+|TN)\b(?! für| in)",
        f"„{{name}}“ sagt etwas von einem Projekt und nennt keines: {TWO_LINES}",
    ),
    "others": (rf"^(?i:{fillers.OTHERS})$", f"„{{name}}“ {OTHERS}"),
    "budget": (
        r"(?:Ausbildungs|Arbeitsmarkt|Qualifizierungs)budgets? 20\d\d"
        r"| (?:dem|des) (?:Ausbildungs|Arbeitsmarkt|Qualifizierungs)\S*budgets?:?$",
        f"„{{name}}“ nennt ein Budget: {TWO_LINES}",
    ),
    "page": (
        r" (?:[-–—] ?\d{1,3} ?[-–—]|(?:Seite|S\.|Blatt) ?\d{1,3}(?: ?(?:von|/) ?\d{1,3})?)$",
        f"„{{name}}“ endet mit einer Seitenzahl: {TWO_LINES}",
    ),
}
_ANY_STRAY = re.compile("|".join(f"(?P<{key}>{form})" for key, (form, _) in _STRAY.items()))


def holds_type(name: str) -> str:
    """Why a name over several lines is none: one of them was a type."""
    if names_type(name) and type_of(name) is None:
        return f"„{name}“ enthält den Namen einer Maßnahmenart: Fehlt davor ein Zeilenende?"
    return ""


@remembered
def unlikely(name: str) -> str:
    """Why this is no measure's name as it stands."""
    if len(name) > LONGEST_NAME:
        return f"Der Aufzählungspunkt ist mit {len(name)} Zeichen zu lang für den Namen einer Maßnahme."
    if (stray := _ANY_STRAY.search(name)) is not None:
        return _STRAY[stray.lastgroup or ""][1].format(name=name)
    return next((message.format(name=name, ask=_ASK) for doubtful, message in _DOUBTS if doubtful(name)), "")
