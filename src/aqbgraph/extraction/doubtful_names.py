"""Names that were probably misread: no list says how a project or person is called, a wrong name looks like any other.

Two things tell. A word of the name is none, and becomes one when a single confusion of letters is taken back. Or so
many other words of the document were misread that names most likely were, too: then each of them is asked about.
Nothing is repaired; who has compared a name with the source confirms or corrects it.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from aqbgraph.correction import sheet_name
from aqbgraph.errors import Doubtful, Place
from aqbgraph.extraction import likely_words, misreadings, places, signing
from aqbgraph.extraction.misreadings import Misreading
from aqbgraph.extraction.wording import line_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from aqbgraph.document import Document, Line
    from aqbgraph.extraction.comparison import Compared
    from aqbgraph.extraction.measures import Listing
    from aqbgraph.extraction.signatures import Signed

# So many misread words in text that can be checked: names have a twentieth of its letters, and nobody can check them.
MANY, _SHOWN = 6, 3


# A name of two words with more letters of difference is somebody else's.
_FEW = 2


@dataclass(frozen=True, slots=True)
class Name:
    """A name as read, where it stands, and the node and field it is of, as `aqbgraph extract` prints them."""

    node: str
    field: str
    words: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class DoubtfulName:
    """A name and what makes it doubtful: a word of its own, or those of the rest of the document."""

    name: Name
    word: Misreading | None
    others: tuple[Misreading, ...] = ()


def of_projects(found: Listing) -> Iterator[Name]:
    """The names of the measures, by the keys they will have (`assembly.measures`)."""
    count: Counter[str] = Counter()
    for measure in found.measures:
        kind = measure.heading.concept.key
        count[kind] += 1
        passage = measure.passage
        yield Name(f"measure-{kind}-{count[kind]}", "label", passage.text, passage.extent)


def of_people(signed: Sequence[Signed], state: str | None, local: str | None) -> Iterator[Name]:
    """Who signs, and where."""
    for one, (key, _) in zip(signed, signing.keys(signed, state, local), strict=True):
        for field, read in (("signatoryName", one.name), ("signedAt", one.place)):
            if read is not None:
                yield Name(key, field, read.text, read.span)


def misread(sentences: Iterable[Compared]) -> tuple[Misreading, ...]:
    """The words of running text that are probably misread, each once; sentences of the form are right as they are."""
    found = (one for sentence in sentences if not sentence.known for one in misreadings.in_prose(sentence.text))
    return tuple({one.read: one for one in found}.values())


def doubts(
    found: Listing,
    signed: Sequence[Signed],
    sides: tuple[str | None, str | None],
    closing: Sequence[Line],
    sentences: Iterable[Compared],
) -> Iterator[DoubtfulName]:
    """The names that must be asked about.

    `sides` are the parties for which somebody has signed, `closing` the lines of the signatures, `sentences` running
    text.
    """
    others, known = misread(sentences), (*of_projects(found), *of_people(signed, *sides))
    many = others if len(others) >= MANY else ()
    for name in known:
        if name.field == "signedAt" and places.is_town(name.words):
            continue
        word = _RULES[name.field](name.words) or _signed_otherwise(name, known, closing)
        if word or many:
            yield DoubtfulName(name, word, many)


def _of_town(words: str) -> Misreading | None:
    """A town that would be one of those where districts and cities sign, but for a confusion of letters."""
    meant = likely_words.nearest(words, places.towns())
    return Misreading(words, meant) if meant else misreadings.in_person(words)


_RULES: dict[str, Callable[[str], Misreading | None]] = {
    "label": misreadings.in_name,
    "signatoryName": misreadings.in_person,
    "signedAt": _of_town,
}


def _signed_otherwise(name: Name, names: Sequence[Name], closing: Sequence[Line]) -> Misreading | None:
    """A person whose name stands in another line with a letter or two of difference, as signed and as printed."""
    if name.field != "signatoryName":
        return None
    for line in closing:
        if _is_near(name.words, line.text) and all(one.words != line.text for one in names):
            return Misreading(name.words, line.text)
    return None


def _is_near(words: str, other: str) -> bool:
    """Whether names of as many words differ by a letter or two."""
    if words.count(" ") != other.count(" ") or abs(len(words) - len(other)) > _FEW:
        return False
    return 0 < Levenshtein.distance(_letters(words), _letters(other)) <= _FEW


def _letters(words: str) -> str:
    return "".join(filter(str.isalpha, words.lower()))


def told(document: Document, doubt: DoubtfulName) -> Doubtful:
    """What is said of a doubtful name, and how it is settled."""
    name = doubt.name
    if doubt.word is not None:
        meant = f" (gemeint: „{doubt.word.meant}“?)" if doubt.word.meant else ""
        why = f"„{doubt.word.read}“ ist vermutlich verlesen{meant}."
    else:
        said = ", ".join(f"„{one.read}“" for one in doubt.others[:_SHOWN])
        why = f"Im übrigen Text sind {len(doubt.others)} Wörter verlesen ({said}), hier lässt es sich nicht prüfen."
    entry = (
        f'[[bestaetigen]] angabe = "{name.node} {name.field}", gelesen = {json.dumps(name.words, ensure_ascii=False)}'
    )
    message = (
        f"Der Name „{name.words}“ ist nicht sicher zu lesen: {why} Bitte mit der Urschrift vergleichen und in "
        f"„{sheet_name(document.source.name)}“ eintragen: {entry} – oder, wenn es dort anders heißt, [[berichtigen]] "
        "mit „richtig“."
    )
    return Doubtful(message, Place(document.source.name, line_number(document, name.span[0]), *name.span))
