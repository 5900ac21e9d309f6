"""Names of people in a line of a signature, with titles, particles and initials. What may be no name is none.

A line is taken apart word by word: titles, then given names and surname, then degrees. A pattern for all of it would
run backwards on hostile lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from aqbgraph.extraction.signatures.places import towns
from aqbgraph.remembering import remembered

LONGEST_LINE = 160
_WORD = re.compile(r"\S+")
# Around a name: that it is a copy of a signature, that somebody signs for another.
_BEFORE = re.compile(r"(?:\(?gez\. ?|/?[sS]/ ?|(?:i\. ?V\.|i\. ?A\.|In Vertretung|Im Auftrag):? ?)+", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:Prof|Dr|Dres|Mag|Lic|PD|Ing)\.?(?:-Ing\.)?|Priv\.-Doz\.|Dipl\.-[A-ZÄÖÜ][\w.-]*|h\.|c\.|h\.c\.|mult\.|habil\."
    r"|med\.|dent\.|vet\.|jur\.|iur\.|phil\.|rer\.|nat\.|pol\.|oec\.|soc\.|theol\.|agr\.|publ\.|Frau|Herr"
)
_FIRST_TITLE = re.compile(r"[A-Z]")
_DEGREE = re.compile(
    r"jun\.|sen\.|jr\.|sr\.|(?:M|B)\.(?:A|Sc|Eng)\.|LL\.M\.|MBA|MPA|Ph\.D\.|Md[LBA]|MdEP|a\.D\.|a\.|[A-Z]{1,2}\.|Sc\."
)
_PARTICLE = re.compile(r"von|vom|van|de|der|den|zu|zur|zum|und|del|di|da|dos|la|le|ten|ter|el|al|bin|ibn")
_NOBLE = re.compile(r"Freiherr|Freifrau|Freiin|Graf|Gräfin|Edler|Edle|Ritter|Prinz|Prinzessin")
_LETTERS = r"[^\W\d_]"
# Of all languages that write as German does: "Şahin", "Łukasz".
_CAPITAL = f"[A-ZÀ-ÖØ-Þ{''.join(filter(str.isupper, map(chr, range(0x100, 0x250))))}]"
_INITIAL = re.compile(rf"{_CAPITAL}\.(?:-?{_CAPITAL}\.)*")
_PLAIN = re.compile(rf"(?:(?:[dDlL]['’]|O['’])?(?:Mc|Mac)?{_CAPITAL}{_LETTERS}*)(?:['’-]{_LETTERS}+)*")
# Behind a name, what is no part of it: "Erika Muster (FDP)".
_ASIDE = re.compile(r"(?<=\w) \([^()]{1,40}\)$")
# Words of administration and of forms, whole or as the end of a compound.
_NO_NAME = re.compile(
    r"(?:.*(?:ministerium|kreis(?:es)?|stadt|ausschuss(?:es)?|magistrat(?:e?s)?|vertretung|auftrag|siegel|stempel"
    r"|unterschrift(?:en)?|datum|anlagen?|budgets?|vereinbarung|vertrag|abteilung|bereich(?:e?s)?|referat|dezernat"
    r"|verwaltung|center|agentur|behörde|präsidium|förderung|integration|soziales|arbeit|jugend|markt|welt)"
    r"|amt|amtes|land|landes|hessen|hessische[rsn]?|ort|name|vorname|zuname|funktion|amtsbezeichnung|seite|kopie|entwurf"
    r"|anhang|der|die|das|für|im|in|am|den|des|unterzeichner(?:in)?|kommunales|familie|gesundheit|bildung|wirtschaft"
    r"|dienststelle|regierung|partei(?:en)?|jobcenter|präambel|projekte?|maßnahmen?|beauftragte[rn]?|hauptamtliche[rn]?"
    r"|erste[rn]?|stellvertretende[rn]?|ehrenamtliche[rn]?)",
    re.IGNORECASE,
)
_LONGEST_NAME = 3
# A surname written by hand before a name in print.
_FEWEST_PRINTED = 3
_LABEL = re.compile(
    r"[(\[]?(?:(?:Ort|Datum|den|und|Name|Funktion|Amtsbezeichnung|(?:Dienst)?siegel|Stempel|Unterschrift(?:en)?"
    r"|L\. ?S\.|gez\.|i\. ?V\.|i\. ?A\.|In Vertretung|Im Auftrag)[,:/ ]*)+[)\]]?[\s_.…-]*",
    re.IGNORECASE,
)


_STANDS_IN = re.compile(r"\(?(?:i\. ?V\.|i\. ?A\.|In Vertretung|Im Auftrag)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """Where a name stands in its line, titles and degrees included, and its words as compared."""

    start: int
    end: int
    words: tuple[str, ...]


@remembered
def is_label(text: str) -> bool:
    """Whether a line is of the form itself: "Ort, Datum", "(Unterschrift)", "In Vertretung"."""
    return len(text) < LONGEST_LINE and _LABEL.fullmatch(text) is not None


@remembered
def find(text: str) -> Name | None:
    """The name a line consists of; where the signature was joined to the print, the print."""
    if len(text) >= LONGEST_LINE or " " not in text:
        return None
    before = _BEFORE.match(text)
    words = _words(_ASIDE.sub("", text), before.end() if before else 0)
    return _name(words) or _printed(words)


def goes_on(text: str, below: str) -> bool:
    """Whether a line ends within a name: behind its titles, or a title and one name: "Dr. Erika", below it "Muster".

    A title and a surname are a name as they are, but who stands so has no surname alone below it.
    """
    if "." not in text or len(text) + len(below) >= LONGEST_LINE:
        # Titles are short for something.
        return False
    words = text.split()
    named = [word for word in words if not _TITLE.fullmatch(word)]
    if len(named) == len(words) or len(named) > 1 or not _FIRST_TITLE.match(words[0]):
        return False
    if not named:
        return find(f"{text} {below}") is not None
    return _kind(named[0]) == _kind(below) == "plain" and below not in _towns() and find(f"{text} {below}") is not None


@remembered
def may_be_of(text: str) -> bool:
    """Whether a word may be one of somebody's names: no town, and none of administration."""
    return " " not in text and text[1:].islower() and _kind(text) == "plain" and text not in _towns()


def _words(text: str, start: int) -> list[tuple[int, int, str]]:
    """The words with their places; brackets around all of them and a comma before a degree are no part of one."""
    found = []
    for match in _WORD.finditer(text.rstrip(",;: "), start):
        word = match.group()
        left = len(word) - len(word.lstrip("(["))
        core = word[left:].rstrip(")]")
        # "Matiaske, Frank" has its names the other way round.
        if core.endswith(",") and _DEGREE.match(text, match.end() + 1):
            core = core[:-1]
        if core:
            found.append((match.start() + left, match.start() + left + len(core), core))
    return found


def _name(words: list[tuple[int, int, str]]) -> Name | None:
    """These words as one name."""
    first, last = 0, len(words)
    while first < last and _TITLE.fullmatch(words[first][2]):
        first += 1
    while last > first and _DEGREE.fullmatch(words[last - 1][2]):
        last -= 1
    body = [word for _, _, word in words[first:last]]
    kinds = [_kind(word) for word in body]
    if not body or "?" in kinds or kinds[-1] != "plain" or kinds[0] == "particle":
        return None
    titled = first > 0 and _FIRST_TITLE.match(words[0][2]) is not None
    if not titled and first > 0:
        return None
    plain = [word for word, kind in zip(body, kinds, strict=True) if kind == "plain"]
    if not _plausible(plain, initials=kinds.count("initial"), titled=titled):
        return None
    named = tuple(word.casefold() for word, kind in zip(body, kinds, strict=True) if kind in ("plain", "initial"))
    # "Frau" and "Herr" are no part of a name.
    skipped = sum(word in ("Frau", "Herr") for _, _, word in words[:first])
    return Name(words[skipped][0], words[-1][1], named)


def _plausible(plain: list[str], *, initials: int, titled: bool) -> bool:
    """Two or three names, each once; with a title or an initial one is enough. Of three, a town may be one too many."""
    distinct = {word.casefold() for word in plain}
    if len(distinct) < len(plain) or len(plain) > _LONGEST_NAME:
        return False
    if len(plain) == _LONGEST_NAME and (plain[0] in _towns() or plain[-1] in _towns()):
        return False
    return len(plain) > 1 or initials > 0 or titled


@lru_cache(maxsize=4096)
def _kind(word: str) -> str:
    if _PARTICLE.fullmatch(word):
        return "particle"
    if _INITIAL.fullmatch(word):
        return "initial"
    if _NOBLE.fullmatch(word):
        return "noble"
    if _PLAIN.fullmatch(word) and not any(_NO_NAME.fullmatch(part) for part in (word, *word.split("-"))):
        return "plain"
    return "?"


def _printed(words: list[tuple[int, int, str]]) -> Name | None:
    """The printed name of "Heike Hofmann Heike Hofmann", "Hofmann Dr. Heike Hofmann"."""
    if len(words) < _FEWEST_PRINTED or words[-1][2] not in {word for _, _, word in words[:-1]}:
        return None
    for cut in range(1, len(words)):
        written, printed = words[:cut], _name(words[cut:])
        if printed is not None and _is_of(tuple(word.casefold() for _, _, word in written), printed.words):
            return printed
    return None


def same(text: str, name: Name) -> bool:
    """Whether a line is the signature of somebody whose name is printed: all of its words, some, or initials."""
    return len(text) < LONGEST_LINE and _same(text, name.words)


# Who signs for the Land signs for all of a year.
@lru_cache(maxsize=1024)
def _same(text: str, printed: tuple[str, ...]) -> bool:
    before = _BEFORE.match(text)
    words = tuple(word.casefold() for _, _, word in _words(text, before.end() if before else 0))
    return _is_of(words, printed)


def _is_of(words: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    """The surname, and nothing but words and initials of the printed name and titles."""
    rest = [word for word in words if not _TITLE.fullmatch(word.capitalize()) and not _TITLE.fullmatch(word)]
    initials = {f"{word[0]}." for word in printed}
    known = {*printed, *initials}
    return bool(rest) and rest[-1] == printed[-1] and all(word in known or _PARTICLE.fullmatch(word) for word in rest)


@cache
def _towns() -> frozenset[str]:
    """First words of the names of cities and seats."""
    return frozenset(place.split()[0] for place in towns())


def stands_in(text: str) -> bool:
    """Whether a line says that who signs takes another's place: "i. V. Erika Muster", "In Vertretung"."""
    return _STANDS_IN.match(text) is not None
