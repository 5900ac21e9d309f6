"""The forms of agreement we can read. A new year or form is an entry here and a folder in tests/documents/."""

from __future__ import annotations

import re

from aqbgraph.extraction.forms.rules import Each, Framework, Layout, Mentions, Provision, Section, Words
from aqbgraph.extraction.values import values
from aqbgraph.extraction.wording.wording import pattern

_YEAR = r"(?P<value>\d{4})"
# No part of a sentence is longer than these bounds; without them a pattern could run over a whole file again and again.
_PARTY = r"(?P<value>[A-ZÄÖÜa-zäöü][^.,;:§]{0,120}?)"
# A page number, bare, between dashes, or of how many.
# "202?" is a year that lost a figure.
# "50+" is none, but the rest of a name.
_PAGE = r"(?!20\d(?!\d))\d{1,3}[^\w+%]{0,2}(?:(?:von|/) ?\d{1,3})?"
_BUDGET = r"(?:Ausbildungs-\s?und\s+Qualifizierungs|Ausbildungs|Arbeitsmarkt)budgets?"
# Before another budget the word may be cut short: "des Ausbildungs- und Arbeitsmarktbudgets".
BUDGET = re.compile(
    rf"\b(?:{_BUDGET}|AQB\b|(?:Ausbildungs-\s?und\s+Qualifizierungs|Ausbildungs)-"
    r"(?=\s+(?:und|sowie)\s+(?:(?:des|dem|der)\s+)?(?:hessischen\s+)?Arbeitsmarktbudget))"
)
# What a party may be followed by on the title page: who acts for it, and what it is called from there on.
_MORE = r",? vertreten durch\b|,? \((?:HMSI|(?:nachfolgend|im [Ff]olgenden|nachstehend|kurz)\b)"
_THIS_YEAR = r"(?:[Ii]m|[Ff]ür das|in dem) (?:Haushalts|Förder)?[Jj]ahr"


# The headings of the form, by the key of their section.
_HEADINGS = {
    "preamble": ("Präambel",),
    "1": (
        "Ausbildungs- und Qualifizierungsbudget Ziele des Landes",
        "Ausbildungs- und Qualifizierungsbudget",
        "Ziele des Landes",
    ),
    "2": ("Verpflichtungen der Vereinbarungspartner",),
    "3": ("Umsetzung der UN-Behindertenrechtskonvention",),
    "4": ("Haushaltsmittel und Eckdaten",),
    # What follows names the party.
    "5": ("Ziele für die Umsetzung des …",),
    "6": ("Zielsteuerung",),
    "7": ("Kontinuierlicher Verbesserungsprozess",),
}


def _section(key: str, *titles: str, fixed: bool = True) -> Section:
    number = int(key) if fixed and key.isdigit() else None
    return Section(key, number, tuple(pattern(title, re.IGNORECASE) for title in titles), _HEADINGS.get(key, ()))


_PAGES = (
    re.compile(rf"(?:Seite|S\.)? ?[^\w§]{{0,2}}{_PAGE}"),
    re.compile(rf"(?:HMSI|AQB|Zielvereinbarung)[^.:]{{0,60}}\b(?:Seite|S\.) ?{_PAGE}"),
)
_FURNITURE = (
    re.compile(r"ARBEITSWELT(?: HESSEN)?"),
    re.compile(r"HESSEN"),
    re.compile(r"innovativ\W+sozial\W+nachhaltig", re.IGNORECASE),
    re.compile(r"zwischen"),
    re.compile(r"Entwurf|Abschrift|Kopie|Ausfertigung", re.IGNORECASE),
    re.compile(r"(?:https?://|www\.)\S+"),
    re.compile(
        r"(?:(?:HMSI|Hessisches Ministerium[\w, ]{0,60})\W{1,3})?"
        r"(?:Az|Gz|Aktenzeichen|Geschäftszeichen)\b[.:]* ?[\w./ -]{1,40}"
    ),
    re.compile(r"[\W_]+"),
)
# The sentence on the Bescheid, which stands below the measures.
_BELOW_LIST = (pattern(r"Die Förderung (?:der|dieser)\b"), pattern(r"Die Bewilligung (?:der|dieser)\b"))
_BESIDE_LIST = (
    pattern(r"Zielvereinbarung\b[^.]{0,120}"),
    pattern(r"(?:HMSI|Hessisches Ministerium)\b[^.]{0,120}"),
)
_RULES = (
    Words("title", "front", pattern(r"(?P<value>Zielvereinbarung)", re.IGNORECASE), str),
    # All that can be meant as a year, so that a misread one is refused and not passed over.
    Words(
        "year",
        "front",
        pattern(
            r"(?m)^(?:(?i:Zielvereinbarung) )?(?:(?:für )?(?:das |die )?(?:Haushalts|Förder)?[Jj]ahre? )?"
            r"(?P<value>\d[\w/–-]{3,10}(?: ?(?:bis|und|[/–-]) ?\d\d(?:\d\d)?)?)$"
        ),
        values.year,
    ),
    Words("year", "4", pattern(rf"{_THIS_YEAR} {_YEAR}"), values.year),
    Words("year", "4", pattern(rf"{_BUDGET} {_YEAR}"), values.year),
    Words("year", "1", pattern(rf"{_BUDGET} {_YEAR}"), values.year),
    Words("year", "2", pattern(rf"Im Jahr {_YEAR} werden"), values.year),
    Words("year", "5", pattern(rf"{_BUDGET} {_YEAR}"), values.year),
    Words("year", "6", pattern(rf"Budgets {_YEAR}"), values.year),
    Words(
        "stateParty",
        "front",
        pattern(rf"(?:dem|der) (?P<value>Hess.{{1,120}}?)(?= und (?:dem|der)\b| zur Umsetzung|{_MORE}|$)"),
        values.state_party,
    ),
    Words("stateParty", "2", pattern(r"[Dd]as (?P<value>Hess[^.(]{1,120}?) und (?:der|die) "), values.state_party),
    Words(
        "localParty",
        "front",
        pattern(rf"und (?:dem|der) (?!\S*[Bb]udget|Ausbildungs-)(?P<value>.{{1,120}}?)(?= zur Umsetzung|{_MORE}|$)"),
        values.local_party,
    ),
    Words("localParty", "4", pattern(rf"stellt (?:dem|der) {_PARTY} (?:{_THIS_YEAR}|aus)\b"), values.local_party),
    Words("localParty", "5", pattern(rf"(?:Der|Die) {_PARTY} finanziert mit"), values.local_party),
    Words("localParty", "6", pattern(rf"(?:Der|Die) {_PARTY} und das HMSI"), values.local_party),
    Words("localParty", "7", pattern(rf"(?:Der|Die) {_PARTY} beteiligt sich"), values.local_party),
    Each(
        "programme",
        "front",
        pattern(r"zur Umsetzung (?:des|der) (?P<value>.+)"),
        BUDGET,
        values.programme,
    ),
    Words("fundedFrom", "4", pattern(rf"(?P<value>\b{_BUDGET})"), values.programme),
    Each(
        "legalCode",
        "1",
        # With what looks like strokes, and to the end of the word: of "IIl" no "II" is to be left.
        pattern(r"Rechtskreise (?P<value>SGB [IVXl1]\w*(?:, (?:SGB )?[IVXl1]\w*)*(?:,? (?:und|sowie) (?:SGB )?\w+)?)"),
        re.compile(r"\b(?!SGB|und|sowie)\w+"),
        values.legal_code,
    ),
    Mentions("targetGroup", "1", "target-groups"),
    Words(
        "issuingAuthority",
        "5",
        pattern(r"vo[mn] (?:de[mr] )?(?P<value>Regierungspräsidium \w+) erlassenen\b[^.]{0,80}?\bBescheid"),
        values.granting_authority,
    ),
    Framework(
        "buendnis-fuer-ausbildung",
        "preamble",
        pattern(
            r"(?P<label>Bündnis (?:für )?Ausbildung(?: Hessen)?"
            r"(?:,? (?:für die Jahre )?(?P<start>20\d\d) ?(?:bis|-|–) ?(?P<end>20\d\d))?)"
        ),
    ),
    Framework("arbeitswelt-hessen", "preamble", pattern(r"(?P<label>Fachkonzept „Arbeitswelt Hessen“)")),
    Framework("regional-strategy", "preamble", pattern(r"regionalen Arbeitsmarkt- und Ausbildungsstrategie")),
    Framework("labour-market-policy", "preamble", pattern(r"landespolitischen Zielsetzungen der Arbeitsmarktpolitik")),
    # The end of the long word may stand on the next line.
    Framework("un-crpd", "preamble", pattern(r"UN- ?Behind")),
    Provision("inclusive-measures", "preamble", pattern(r"genderadäquat\b[^.]{0,200}\binklusiv")),
    Provision("goals", "1", pattern(r"verfolgt mit dem .{0,120}? das Ziel\b")),
    Provision("cross-code-approach", "1", pattern(r"rechtskreisübergreifenden Förderansatz")),
    Provision(
        "part-time-training",
        "1",
        pattern(r"Mittel für Maßnahmen zur Ermöglichung von (?P<detail>Teilzeitausbildungen)"),
    ),
    Provision(
        "focus-areas",
        "1",
        pattern(r"Schwerpunkte im Ausbildungs- und Qualifizierungsbudget sind (?P<detail>[^.]{1,600})\.(?!\S)"),
    ),
    Provision("commitment", "2", pattern(r"zur Verfügung stehenden Kompetenzen")),
    Provision("regional-strategy", "2", pattern(r"regionalen Ausbildungs- und Arbeitsmarktstrategie")),
    Provision(
        "special-state-funds",
        "2",
        pattern(r"Landesmittel für (?P<detail>spezifische [^.]{1,300}?)(?: im Rahmen des AQB)? zur Verfügung gestellt"),
    ),
    Provision("un-crpd", "3", pattern(r"Teilhabe von Menschen mit Behinderungen")),
    Provision("review-meeting", "6", pattern(r"Umsetzungsbesprechung (?P<detail>im \w+)")),
    Provision("deviations", "6", pattern(r"Unterjährige Abweichungen")),
    Provision("surveys-and-conferences", "7", pattern(r"(?P<detail>Umfragen und Tagungen) des HMSI")),
    Provision("publication", "7", pattern(r"werden auf dem (?P<detail>Internetportal .{0,120}?) veröffentlicht")),
)

AQB = Layout(
    name="aqb",
    programmes=(("aqb",),),
    # The wording, not the year, decides whether a text is understood: whatever deviates is listed.
    years=range(2019, 2100),
    open=False,
    sections=(
        _section("preamble", "Pr(?:ä|ae)ambel"),
        _section("1", "Ausbildungs- ?und Qualifizierungsbudget(?: Ziele des Landes)?", "Ziele des Landes"),
        _section("2", "Verpflichtungen der Vereinbarungspartner"),
        _section("3", "Umsetzung der UN- ?Behindertenrechtskonvention"),
        _section("4", "Haushalts?mittel und Eckdaten"),
        _section("5", "Ziele f(?:ü|ue)r die Umsetzung (?:des|der) (?!(?:Landkreises|Kreises|Stadt)$).+"),
        _section("6", "Zielsteuerung"),
        _section("7", "Kontinuierlicher Verbesserungsprozess"),
    ),
    measures="5",
    money="4",
    pages=_PAGES,
    furniture=_FURNITURE,
    below_list=_BELOW_LIST,
    beside_list=_BESIDE_LIST,
    rules=_RULES,
)

# Until 2018 an agreement covers one or two budgets, and its clauses are not numbered alike: a heading says what a
# clause is for, and a clause that no heading of ours is for stays a clause with its words.
EARLIER = Layout(
    name="earlier",
    programmes=(
        ("aqb",),
        ("aqb", "arbeitsmarktbudget"),
        ("ausbildungsbudget", "arbeitsmarktbudget"),
        ("ausbildungsbudget",),
        ("arbeitsmarktbudget",),
    ),
    years=range(2008, 2100),
    open=True,
    sections=(
        _section("preamble", "Pr(?:ä|ae)ambel", "Vorbemerkung(?:en)?", fixed=False),
        _section(
            "1",
            rf"(?:Das )?(?:hessische )?{_BUDGET}(?: und (?:das )?{_BUDGET})?(?:[ :–-]+Ziele des Landes)?",
            "Ziele(?: und Grundsätze)?(?: des Landes(?: Hessen)?)?",
            "(?:Allgemeine )?Zielsetzung(?:en)?(?: des Landes(?: Hessen)?)?",
            fixed=False,
        ),
        _section("2", "Verpflichtung(?:en)? (?:der|des) .+", "Pflichten der .+", fixed=False),
        _section("3", "Umsetzung der UN-(?:Behindertenrechtsk|K)onvention.*", fixed=False),
        _section(
            "4",
            "(?:Haushalts|Finanz|Förder|Landes|Budget)?mittel(?: und Eckdaten)?(?: (?:des|der|aus) .+)?",
            "Eckdaten(?: .+)?",
            "Budgets?(?: und .+)?",
            "Finanzierung(?: .+)?",
            "(?:Höhe|Bereitstellung|Umfang) (?:der|des) .*(?:mittel|budget)s?(?: .+)?",
            fixed=False,
        ),
        _section(
            "5",
            "Ziele f(?:ü|ue)r die Umsetzung .+",
            "Umsetzung(?: (?:der|des|im) .+)?",
            "Ziele (?:des|der) (?:Landkreis|Kreis|Stadt|Landeshauptstadt|Magistrat|.*-? ?Kreis).*",
            "(?:Geplante |Vereinbarte |Geförderte )?(?:Maßnahmen|Projekte)(?:arten)?(?: .+)?",
            fixed=False,
        ),
        _section("6", "Zielsteuerung(?: .+)?", "Steuerung(?: .+)?", fixed=False),
        _section("7", "Kontinuierlicher Verbesserungsprozess", "Evaluation(?: .+)?", fixed=False),
    ),
    measures="5",
    money="4",
    pages=_PAGES,
    furniture=_FURNITURE,
    below_list=_BELOW_LIST,
    beside_list=_BESIDE_LIST,
    rules=_RULES,
)

LAYOUTS = (AQB, EARLIER)
