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

from aqbgraph.extraction.doubts import likely_words, scripts
from aqbgraph.extraction.values import confusions
from aqbgraph.german import is_listed, is_word
from aqbgraph.lexicon import known
from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = {"0": "o", "1": "li", "5": "s", "6": "gb", "8": "b", "9": "g"}
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
    ("SGB ", re.compile(r"(?<=SGB )[IVX] [IVX]+\b"), " ", ""),
)
_SMALL = re.compile(r"(?<![\w.'’&/-])[a-zäöüßı]{2,3}(?![\w.'’&/-])")
# A letter that stands alone between words, and is no abbreviation.
_ALONE = re.compile(r"(?<= )[b-df-np-tvwzäöü](?= [^\W\d_])")
# Small words that the form has not, German and others.
_SMALL_WORDS = frozenset(re.findall(r"\w+", "as at be bin de di do ha he hi his is it la le on or oh to up us van we"))

# A digit before, behind or between capitals; one at the start of small letters, or behind them.
_DIGIT_OF_CAPITALS = re.compile(r"[058][A-ZÄÖÜ]{3,}|[A-ZÄÖÜ]{3,}[05]|[A-ZÄÖÜ]{2,}[0158][A-ZÄÖÜ]+")
_AS_CAPITALS = str.maketrans("0158", "OISB")
_DIGIT_OF_WORD = re.compile(r"(?P<first>[01568])(?P<rest>[a-zäöüß]{2,})|(?P<head>[A-ZÄÖÜ]?[a-zäöüß]{3,})(?P<last>[01])")
_SHARP = re.compile(r"[A-ZÄÖÜ]?[a-zäöü]+B[a-zäöü]*")
# Capitals with small letters among them, and the words they are made of.
_EXPLAINED = re.compile(r"(?P<short>(?=\w*[a-z])(?=(?:\w*?[A-ZÄÖÜ]){2})[A-ZÄÖÜ]\w{2,5}) [-–:] (?P<long>.+)")
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
    return _foreign(name) or next(_in_name(name), None)


@remembered
def in_person(name: str) -> Misreading | None:
    """The first word of a person's or a town's name that is probably misread."""
    return _foreign(name) or next(filter(None, map(_of_person, _PART.findall(name))), None)


@remembered
def in_prose(words: str) -> tuple[Misreading, ...]:
    """All words of running text that are probably misread."""
    return tuple(filter(None, map(_of_prose, sorted(set(_PART.findall(words))))))


def _foreign(name: str) -> Misreading | None:
    if not scripts.is_foreign(name):
        return None
    word = next(word for word in name.split() if scripts.is_foreign(word))
    return Misreading(word, scripts.in_latin(word))


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
    if (short := _EXPLAINED.match(name)) and (long := _of_initials(short["short"], short["long"])):
        yield Misreading(short["short"], long)


def _of_initials(short: str, words: str) -> str | None:
    """What short words stood for that are explained behind them, if they do not fit: "MIuA - Migranten in Arbeit"."""
    if _is_within(short.lower(), words.lower()):
        return None
    fitting = (
        short[:at] + letter + short[at + 1 :]
        for at, sign in enumerate(short)
        if sign.islower()
        for letter in likely_words.unconfused(sign)
    )
    return next(
        (other for other in fitting if len(other) == len(short) and _is_within(other.lower(), words.lower())), None
    )


def _is_within(letters: str, words: str) -> bool:
    """Whether words have these letters in this order."""
    rest = iter(words)
    return all(letter in rest for letter in letters)


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
    for rule in (_stroke, _marked, _figure, _among_letters, _with_digit, _sharp, _in_capitals, _plain):
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
    if likely_words.is_name(part.lower()):
        return None
    meant = likely_words.official(part.lower()) or likely_words.meant(part.lower(), likely_words.OF_PEOPLE)
    # Slavic names have a j where others have an i.
    return Misreading(part, meant.title()) if meant and meant != part.lower().replace("j", "i") else None


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
    whole = match[1] + match[3]
    return Misreading(part, whole) if len(whole) >= _SHORTEST_MARKED and is_word(whole.lower()) else None


def _figure(part: str) -> Misreading | None:
    """A year with a letter: "2O25"."""
    mended = confusions.year(part) if _FIGURE.fullmatch(part) else None
    return Misreading(part, mended.words) if mended else None


def _among_letters(part: str) -> Misreading | None:
    """A digit that no name has there: "8ASS", "BAS5", "8rückenkurs", "Metal1"; but "50plus", "5Sinne", "Team5" do."""
    if _DIGIT_OF_CAPITALS.fullmatch(part):
        return Misreading(part, part.translate(_AS_CAPITALS))
    match = _DIGIT_OF_WORD.fullmatch(part)
    if match is None:
        return None
    for letter in _DIGITS[match["first"] or match["last"]]:
        meant = letter + match["rest"] if match["first"] else match["head"] + letter
        if is_word(meant.lower()) if match["first"] else is_listed(meant.lower()):
            return Misreading(part, meant.title() if match["first"] else meant)
    return None


def _sharp(part: str) -> Misreading | None:
    """A capital B for an ß: "GieBen", "GroB"."""
    meant = part.replace("B", "ß") if _SHARP.fullmatch(part) else ""
    return Misreading(part, meant) if meant and (meant in known() or is_listed(meant.lower())) else None


def _with_digit(part: str) -> Misreading | None:
    """A digit in a word: "Webporta1", but not "U25", "50plus", "Team5"."""
    rest = part.strip("0123456789").lower()
    if not any(map(str.isdigit, part)) or (len(rest) >= _SHORTEST and is_word(rest)):
        return None
    capitals = part.isupper()
    for at, digit in enumerate(part):
        for letter in _DIGITS.get(digit, ""):
            meant = part[:at] + (letter.upper() if capitals or not at else letter) + part[at + 1 :]
            if meant.isalpha() and len(meant) >= _SHORTEST + (not capitals) and is_word(meant.lower()):
                return Misreading(part, meant)
    return None


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
    if not part.isalpha() or part.isupper():
        return None
    for hump in _OTHER_HUMP.findall(_GENDERED.sub("i", part)):
        if meant := likely_words.meant(hump.lower(), likely_words.OF_NAMES):
            return Misreading(part, part.replace(hump, meant.title() if hump[0].isupper() else meant))
    return None


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
