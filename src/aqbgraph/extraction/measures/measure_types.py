"""Measure types as the list of § 5 names them: on one line or several, numbered or not, joined to their neighbours.

A type is known by the labels of its scheme. Other inflection and a few wrong letters make no difference, as long as no
other type comes near.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein

from aqbgraph.agreement import Concept
from aqbgraph.document import Kind
from aqbgraph.remembering import remembered
from aqbgraph.vocabulary import normalise, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.document import Line

SCHEME = "measure-types"
# Looked up once, and not for every line.
_ITEM, _RULE, _FURNITURE = Kind.ITEM, Kind.RULE, Kind.FURNITURE
_NUMBERED = re.compile(
    r"(?:Maßnahmen?art|Nr\.?|Punkt)? ?\(?(?P<number>\d{1,2})[.):]{1,2} *(?![\d.])|(?P<bare>\d)(?: [–-])? (?=[A-ZÄÖÜ])"
    # Other counts: by letters, in Roman numbers, below the number of the clause.
    r"|\(?(?:[A-Da-d]|I{1,3}|IV)[.)]{1,2} *|\d\.\d{1,2}[.)]? +"
)
_LETTERED = frozenset("abcdABCD")
# Words enough that a measure's name does not have them by chance.
_TELLING = 3
# All four types in one line, each with an item or two.
_LONGEST_JOINED = 1000
# The longest label over lines of a narrow column.
LONGEST_TYPE = 6
_LONGEST_LABEL = 250
_ENDINGS = re.compile(r"(?<=\w{4})(?:en|er|es|em|e|n|s)$")
_FUNCTION_WORDS = frozenset(
    (
        "und",
        "ein",
        "eine",
        "einem",
        "einen",
        "einer",
        "eines",
        "der",
        "die",
        "das",
        "des",
        "dem",
        "den",
        "zur",
        "zum",
        "zu",
        "in",
        "im",
        "für",
        "von",
        "sowie",
    )
)
# A digit in a word is a letter that was misread.
_MISREAD = re.compile(r"\d(?:(?<=[^\W\d]\d)|(?=[^\W\d]))")
_AS_LETTERS = str.maketrans("01589", "olsbg")
# One wrong letter in so many.
_LETTERS_PER_ERROR = 14


class TypeHeading(NamedTuple):
    """A measure type as it stands in the list, and the number it was given there."""

    concept: Concept
    lines: tuple[Line, ...]
    number: int | None


@cache
def types() -> dict[str, Concept]:
    """The type of each spelling, as compared."""
    return {
        normalise(spelling): Concept(SCHEME, entry.key)
        for entry in vocabulary().concepts(SCHEME)
        for spelling in entry.spellings
    }


@remembered
def type_of(words: str) -> Concept | None:
    """The type that these words name, whatever their endings; None when they name none, or could name two."""
    if len(words) > _LONGEST_LABEL:
        return None
    name = normalise(_without_year(words))
    return types().get(name) or _of_form(name) or _near(name)


def _form(name: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning."""
    return tuple([_stem(word) for word in name.split() if word not in _FUNCTION_WORDS])


def _without_year(words: str) -> str:
    """What a heading adds to the name of a type: the year, also in brackets, a colon behind it."""
    bare = words.removesuffix(":").rstrip().removesuffix(")")
    return bare[:-4] if bare[-4:-2] == "20" and bare[-2:].isdecimal() else words


def _of_form(name: str) -> Concept | None:
    meaning = [word for word in name.split() if word not in _FUNCTION_WORDS]
    # Most words begin as no type does.
    return _forms().get(_form(name)) if meaning and _stem(meaning[0]) in _first_stems() else None


@cache
def _first_stems() -> frozenset[str]:
    return frozenset(form[0] for form in _forms())


@remembered
def _stem(word: str) -> str:
    return _ENDINGS.sub("", word)


@cache
def _forms() -> dict[tuple[str, ...], Concept]:
    return {_form(name): concept for name, concept in types().items()}


def _near(name: str) -> Concept | None:
    """The only type whose label differs from these words by a wrong letter or a blank in a word."""
    letters = name.replace(" ", "")
    if len(letters) not in _as_long():
        return None
    if not letters.isalpha():
        name = _MISREAD.sub(_letters, name)
        letters = name.replace(" ", "")
        if any(map(str.isdigit, letters)):
            return None
    found = {
        types()[label]
        for label, known, errors in _as_long()[len(letters)]
        if Levenshtein.distance(letters, known, score_cutoff=errors) <= errors and _same_words(name, label)
    }
    return found.pop() if len(found) == 1 else None


@cache
def _as_long() -> dict[int, list[tuple[str, str, int]]]:
    """By the number of letters read: labels that may be meant, their letters, and how many of these may be wrong."""
    found: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    for label in types():
        known = label.replace(" ", "")
        errors = len(label) // _LETTERS_PER_ERROR
        for size in range(len(known) - errors, len(known) + errors + 1):
            found[size].append((label, known, errors))
    return dict(found)


@remembered
def like_a_type(words: str) -> bool:
    """Whether half the words are those of a type, which may then be a type in a wording that is not in the scheme."""
    form = _form(normalise(words))
    return any(2 * len(set(form) & set(label)) >= len(form) for label in _forms()) if form else False


def _letters(match: re.Match[str]) -> str:
    return match[0].translate(_AS_LETTERS)


def _same_words(name: str, label: str) -> bool:
    """Not a word more: "Ausbildungsvorbereitung I" is a project, "Ausbildungs vorbereitung" is the type."""
    counts = (len(name.split()) == len(label.split()), len(_form(name)) == len(_form(label)))
    return any(counts) or name.replace(" ", "") == label.replace(" ", "")


@cache
def _joined() -> re.Pattern[str]:
    """A type in the midst of a line: counted, or of so many words that no measure has them by chance."""
    found = [spelling for entry in vocabulary().concepts(SCHEME) for spelling in entry.spellings]
    longest_first = sorted(found, key=lambda spelling: (-len(spelling), spelling))
    telling = "|".join(re.escape(spelling) for spelling in longest_first if len(spelling.split()) >= _TELLING)
    every = "|".join(map(re.escape, longest_first))
    counted = rf"(?:(?:Maßnahmen?art|Nr\.?|Punkt) ?\d[.):]?|\d[.)]|[a-dA-D]\)|(?:I{{1,3}}|IV)[.)]) (?:{every})"
    return re.compile(rf"(?:^|(?<=\s))(?:{counted}|{telling})(?= [-–•*+] |$| \d[.)] )")


@remembered
def _within(text: str) -> tuple[int, int] | None:
    """Where such a type stands."""
    # To ask for all of them at each letter takes long.
    if not any(map(text.__contains__, _first_words())):
        return None
    match = _joined().search(text) if len(text) <= _LONGEST_JOINED else None
    return match.span() if match else None


@cache
def _first_words() -> frozenset[str]:
    """One of these is in a text that names a type."""
    return frozenset(found.split()[0] for entry in vocabulary().concepts(SCHEME) for found in entry.spellings)


def all_parted(lines: Iterable[Line]) -> list[Line]:
    """Lines as they were before types and their neighbours were joined."""
    return [
        part for line in lines for part in (parted(line) if _within(line.passage.text) and not line.cells else (line,))
    ]


def parted(line: Line) -> Iterator[Line]:
    """A line as it was before a type and its neighbours were joined: what stands before, the type, the item below."""
    start, end = _within(line.text) or (0, len(line.text))
    if (start, end) == (0, len(line.text)):
        yield line
        return
    if start:
        yield line._replace(passage=line.passage.cut(0, start - 1))
    plain = line._replace(kind=Kind.TEXT, level=0, marker="", gap=line.gap if start == 0 else 0)
    yield plain._replace(passage=line.passage.cut(start, end))
    rest = plain._replace(gap=0, strong=False, passage=line.passage.cut(end + 1, len(line.text)))
    if rest.text and rest.text[0].isdigit():
        yield from parted(rest)
    elif rest.text:
        yield rest._replace(kind=Kind.ITEM, level=1, marker=rest.text[0], passage=rest.passage.cut(2, len(rest.text)))


def heading_at(lines: Sequence[Line]) -> TypeHeading | None:
    """A measure type at the start, over as many lines as make the longest label; a bullet makes a measure of it."""
    first = lines[0]
    if (first.kind is _ITEM and not (is_number(first.marker) or first.marker in _LETTERED)) or first.kind is _RULE:
        return None
    longest: TypeHeading | None = None
    words = ""
    for count, line in enumerate(lines[:LONGEST_TYPE], start=1):
        kind = line.kind
        if count > 1 and (kind is _ITEM or kind is _RULE or kind is _FURNITURE):
            break
        words = f"{words} {line.passage.text}".lstrip()
        if len(words) > _LONGEST_LABEL:
            break
        longest = _heading(words, lines[:count]) or longest
    return longest


def _heading(words: str, lines: Sequence[Line]) -> TypeHeading | None:
    concept, number = _numbered(words)
    if concept is None:
        return None
    number = number or re.sub(r"\W", "", lines[0].marker if "." not in lines[0].marker[:-1] else "")
    return TypeHeading(concept, tuple(lines), int(number) if number.isdigit() else None)


@remembered
def _numbered(words: str) -> tuple[Concept | None, str]:
    """The type that words name, and the number before it."""
    match = _NUMBERED.match(words)
    return (type_of(words[match.end() :]), match["number"] or match["bare"] or "") if match else (type_of(words), "")


@remembered
def is_number(marker: str) -> bool:
    """Whether an item is numbered, not bulleted."""
    return bool(marker) and marker.strip("(")[:1].isdigit()


@remembered
def names_type(words: str) -> bool:
    """Whether words have a spelling of a type among them that no measure has by chance."""
    compared = f" {normalise(words)} "
    return any(map(compared.__contains__, _telling()))


@cache
def _telling() -> tuple[str, ...]:
    """These spellings as compared, between blanks."""
    return tuple(f" {name} " for name in types() if len(name.split()) >= _TELLING)
