"""Words that were probably misread, and as what they were probably meant. Nothing here repairs anything.

A name can be anything, so that it is no German word says little. That it becomes one when a single confusion of the
recognition of characters is taken back ("Ausblldung"), or far more like one ("Geflücbtete"), is no chance; nor is a
stroke, a stop or a blank inside a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from aqbgraph.extraction.doubts import accents, digits, likely_words, particles, scripts, short_words
from aqbgraph.extraction.values import confusions
from aqbgraph.german import LONGEST, is_listed, is_word
from aqbgraph.lexicon import known
from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

_OF_CAPITALS = {"I": "l", "l": "I", "B": "ß"}
_SHORTEST, _SHORTEST_MARKED = 3, 6
# Of a word with capitals within ("MInA", "DREIplus") only parts as long say what they are.
_SHORTEST_HUMP = 3

# None beside "@", which may be a letter of it.
_PART = re.compile(r"(?<![\w@])[^\W_]++(?:[.,;!'’|][^\W_]++)*+(?!@)|[|]")
_MARKED = re.compile(r"([^\W\d_]+)([.,;!'’])([a-zäöüß]+)")
# The parts that capitals show, the last of several with what follows, or with those before: "DREIplus".
_HUMP = re.compile(r"[A-ZÄÖÜ]+(?![a-zäöüß])|[A-ZÄÖÜ]?[a-zäöüßı]+")
_OTHER_HUMP = re.compile(r"[A-ZÄÖÜ]{2,}|[A-ZÄÖÜ]?[a-zäöüßı]+")
# An l that can only be an I: "DRElplus", "MlnA", but not "EDVler".
_SMALL_L = re.compile(r"^l(?=[A-ZÄÖÜ]+$)|(?<=[A-ZÄÖÜ]{2})l(?!er)|(?<=[A-ZÄÖÜ])l(?=[bcdfghjkmnpqrstvwxz]+[A-ZÄÖÜ])")
# Numbers as Rome wrote them, with what they are read as.
_ROMAN = re.compile(r"(?=.*[IVX])(?=.*[l1|!ı])[IVXl1|!ı]{2,}")
# Of several digits, so that it is no word.
_FIGURE = re.compile(r"(?=.*\d\D*\d)[\dOoIlSB|]{4}")
_AT_END, _AT_START = re.compile(r"[^\W\d_]*$"), re.compile(r"^[^\W\d_]*(?![\w.])")
_GENDERED = re.compile(r"(?<=[a-zäöüß])I(?=n(?:nen)?$)")
# In a name as a whole: a sign that it has then, how it looks, what stands there, and what takes its place where it is
# plain what was meant.
_IN_NAMES: tuple[tuple[str, re.Pattern[str], str, str], ...] = (
    ("—", re.compile(r"(?<=[^\W\d_])—(?=[^\W\d_])"), "—", "-"),
    ("2", re.compile(r"(?<!\d)(?:2 0\d\d|20 \d\d|20\d \d)(?!\d)"), " ", ""),
    ("-", re.compile(r"^[A-ZÄÖÜ] [A-ZÄÖÜ]{1,3}(?=-)"), " ", ""),
    ("O", re.compile(r"(?:\d\.|(?<!\w)[UuÜü]\d)O\b"), "O", "0"),
    ("S", re.compile(r"(?<!\w)[UuÜü]\dS\b"), "S", "5"),
    ("SGB ", re.compile(r"(?<=SGB )[IVX] [IVX]+\b"), " ", ""),
)
# So many that they are no word of any name.
_ENDLESS = re.compile(rf"(?<![^\W_])[^\W_]{{{LONGEST}}}(?=[^\W_])")
_SMALL = re.compile(r"(?<![\w.'’&/-])[a-zäöüßı]{2,3}(?![\w.'’&/-])")
# A letter that stands alone between words, and is no abbreviation.
_ALONE = re.compile(r"(?<= )[b-df-np-tvwzäöü](?= [^\W\d_])")
# Small words that the form has not, German and others.
_SMALL_WORDS = frozenset(re.findall(r"\w+", "as at be bin de di do ha he hi his is it la le on or oh to up us van we"))

_SHARP = re.compile(r"(?!(?:Ma?c|L[ae]|D[aeiu]|[AE]l|Fitz|Van)B)[A-ZÄÖÜ]?[a-zäöü]+B[a-zäöü]*")
# "Schule und Betrieb", a programme of the Land.
_SCHOOLS = "SchuB"
# Words of three letters with which names begin; most others in the list are no whole words of German.
_SHORT_WORDS = frozenset(
    re.findall(r"\w+", "alt art eis fit gut hof job los mal mut neu not ost rad rat ski tag tat weg")
)


@dataclass(frozen=True, slots=True)
class Misreading:
    """Words as read, and as they were probably meant ("" where that is open)."""

    read: str
    meant: str


@remembered
def in_name(name: str) -> Misreading | None:
    """The first word of a project's name that is probably misread.

    >>> in_name("TZ-Ausblldung Webportal")
    Misreading(read='Ausblldung', meant='Ausbildung')
    """
    return _foreign(name) or _endless(name) or next(_in_name(name), None)


@remembered
def in_person(name: str) -> Misreading | None:
    """The first word of a person's or a town's name that is probably misread."""
    if found := _foreign(name) or _endless(name):
        return found
    parts = _PART.findall(name)
    if found := next(filter(None, map(_of_particle, parts)), None):
        return found
    return next(filter(None, (*map(_of_person, parts), *map(_of_given_name, parts[:-1]))), None)


@remembered
def in_scan(name: str) -> Misreading | None:
    """The word of a project's name of whose letters or accents nothing but the paper tells what they are."""
    return Misreading(*found) if (found := short_words.of_strokes(name) or accents.lost(name)) else None


@remembered
def in_prose(words: str) -> tuple[Misreading, ...]:
    """All words of running text that are probably misread."""
    parts = sorted({part for part in _PART.findall(words) if len(part) <= LONGEST})
    return tuple(filter(None, map(_of_prose, parts)))


def _foreign(name: str) -> Misreading | None:
    if not scripts.is_foreign(name):
        return None
    word = next(word for word in name.split() if scripts.is_foreign(word))
    return Misreading(word, scripts.in_latin(word))


def _endless(name: str) -> Misreading | None:
    return Misreading(f"{match[0]}…", "") if (match := _ENDLESS.search(name)) else None


def _in_name(name: str) -> Iterator[Misreading]:
    for sign, pattern, read, meant in _IN_NAMES:
        for match in pattern.finditer(name) if sign in name else ():
            yield Misreading(match[0], match[0].replace(read, meant))
    # Nothing below looks further than to the next blank, and names share their words.
    words = name.split(" ")
    yield from filter(None, map(_torn, map(" ".join, pairwise(words))))
    yield from filter(None, map(_of_word, words))
    yield from (Misreading(letter, "") for letter in _ALONE.findall(name))
    yield from filter(None, map(_of_small, words))
    if found := short_words.explained_otherwise(name):
        yield Misreading(*found)


@remembered
def _of_word(word: str) -> Misreading | None:
    """What the first part of a word shows that shows something."""
    return next(filter(None, map(_of_part, _PART.findall(word))), None)


@remembered
def _of_small(word: str) -> Misreading | None:
    """A word of two or three small letters that is none."""
    for small in _SMALL.findall(word):
        if small not in known() and small not in _SMALL_WORDS and (meant := likely_words.small_word(small)):
            return Misreading(small, meant)
    return None


@remembered
def _of_part(part: str) -> Misreading | None:
    """What one word shows, between blanks, hyphens and brackets."""
    for rule in (_stroke, _marked, _figure, _digit, _sharp, _in_capitals, _plain):
        if found := rule(part):
            return found
    return None


@remembered
def _of_prose(part: str) -> Misreading | None:
    return None if part in known() else _of_part(part)


@remembered
def _of_person(part: str) -> Misreading | None:
    if not part.isalpha():
        # "W1nfried", but not "2." or "O'Neill".
        mixed = any(map(str.isdigit, part)) and any(map(str.isalpha, part))
        return Misreading(part, "") if mixed else None
    if likely_words.is_name(part.lower()) or likely_words.is_official(part.lower()):
        return None
    if _SHARP.fullmatch(part):
        return Misreading(part, part.replace("B", "ß"))
    meant = likely_words.official(part.lower()) or likely_words.meant(part.lower(), likely_words.OF_PEOPLE)
    # Slavic names have a j where others have an i.
    return Misreading(part, meant.title()) if meant and meant != part.lower().replace("j", "i") else None


def _of_particle(part: str) -> Misreading | None:
    meant = particles.meant(part)
    return Misreading(part, meant) if meant else None


def _of_given_name(part: str) -> Misreading | None:
    meant = likely_words.given_name(part.lower())
    return Misreading(part, meant.title()) if meant else None


def _stroke(part: str) -> Misreading | None:
    """A stroke, which no word has, or a number of Rome with a letter or a digit that is none of its."""
    if _ROMAN.fullmatch(part) or part == "l":
        return Misreading(part, re.sub(r"[l1|!ı]", "I", part))
    return Misreading(part, part.replace("|", "")) if "|" in part else None


def _marked(part: str) -> Misreading | None:
    """A stop or a quotation mark inside a word: "Chancen.markt", but not "Let's"."""
    match = _MARKED.fullmatch(part)
    if match is None:
        return None
    if match[3] == "s" and (meant := likely_words.english(match[1].lower())):
        return Misreading(part, f"{meant.capitalize() if part[0].isupper() else meant}{match[2]}s")
    if match[3] == "s" and not is_word(match[1].lower()):
        meant = next(filter(is_listed, likely_words.unconfused(match[1].lower())), "")
        return Misreading(part, f"{meant}{match[2]}s") if meant else None
    whole = match[1] + match[3]
    return Misreading(part, whole) if len(whole) >= _SHORTEST_MARKED and is_word(whole.lower()) else None


def _figure(part: str) -> Misreading | None:
    """A year with a letter: "2O25"."""
    mended = confusions.year(part) if _FIGURE.fullmatch(part) else None
    return Misreading(part, mended.words) if mended else None


def _digit(part: str) -> Misreading | None:
    if part.isalpha():
        return None
    for rule in (digits.among_letters, digits.within_word):
        if (meant := rule(part)) is not None:
            return Misreading(part, meant)
    return None


def _sharp(part: str) -> Misreading | None:
    """A capital B for an ß: "GieBen", "GroB"."""
    meant = part.replace("B", "ß") if _SHARP.fullmatch(part) and part != _SCHOOLS else ""
    return Misreading(part, meant) if meant and (meant in known() or is_listed(meant.lower())) else None


def _in_capitals(part: str) -> Misreading | None:
    """A capital where a small letter belongs, and the other way round: "DRElplus", "AusbiIdung", "begrüBen"."""
    if not part.isalpha() or part.isupper() or part[1:].islower() or _are_words(part):
        return None
    for at, letter in enumerate(part):
        if letter in _OF_CAPITALS:
            meant = part[:at] + _OF_CAPITALS[letter] + part[at + 1 :]
            if _are_words(meant):
                return Misreading(part, meant)
    return Misreading(part, _SMALL_L.sub("I", part)) if _SMALL_L.search(part) else None


def _are_words(part: str) -> bool:
    """Whether a word, or each of the parts that its capitals show, is a word."""
    if part in known():
        return True
    plain = _GENDERED.sub("i", part)
    if is_word(plain.lower()) and plain[1:].islower():
        return True
    return any(
        all(len(hump) >= _SHORTEST_HUMP and is_word(hump.lower()) for hump in pattern.findall(plain))
        for pattern in (_HUMP, _OTHER_HUMP)
    )


def _plain(part: str) -> Misreading | None:
    """A word that is none, and becomes one or nearly so."""
    if not part.isalpha() or part.isupper() or _is_of_words(part):
        return None
    if accents.ACCENT in part:
        return Misreading(part, meant.capitalize()) if (meant := accents.meant(part.lower())) else None
    for hump in _OTHER_HUMP.findall(_GENDERED.sub("i", part)):
        if not likely_words.is_name(hump.lower()) and (
            meant := likely_words.meant(hump.lower(), likely_words.OF_NAMES) or _short(hump.lower())
        ):
            return Misreading(part, part.replace(hump, meant.title() if hump[0].isupper() else meant))
    return None


def _short(word: str) -> str | None:
    """The word of three letters with which names begin that letters which are none were meant for: "Fil"."""
    if len(word) != _SHORTEST_HUMP or is_listed(word) or word in known():
        return None
    return next((other for other in likely_words.unconfused(word) if other in _SHORT_WORDS), None)


def _is_of_words(part: str) -> bool:
    """Whether a word with capitals within is one without them: "WegWeiser"."""
    return not part[1:].islower() and is_word(part.lower())


@remembered
def _torn(words: str) -> Misreading | None:
    """A blank inside what seem two words: "Stu denten", "d er", "BU ILD"."""
    first, _, second = words.partition(" ")
    head, tail = (_AT_END.findall(first) or [""])[0], (_AT_START.findall(second) or [""])[0]
    alike = tail.islower() or (head.isupper() and tail.isupper())
    if head and tail and alike and not (_is_whole(head) and _is_whole(tail)):
        whole = head + tail
        if whole in known() or (len(whole) > _SHORTEST and is_word(whole.lower())):
            return Misreading(f"{head} {tail}", whole)
    return None


def _is_whole(word: str) -> bool:
    """Whether letters stand alone in German texts."""
    low = word.lower()
    return low in _SHORT_WORDS or low in known() or word in known() or (len(low) > _SHORTEST and is_word(low))
