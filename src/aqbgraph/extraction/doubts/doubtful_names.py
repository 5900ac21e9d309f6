"""Names that were probably misread: no list says how a project or person is called, a wrong name looks like any other.

Two things tell. A word of the name is none, and becomes one when a single confusion of letters is taken back. Or so
many other words of the document were misread that names most likely were, too: then each of them is asked about.
Nothing is repaired; who has compared a name with the source confirms or corrects it. Until then a doubtful name is left
out: of a project all that is said of it, of a signature the person or the town alone. Of a type without any other
project nothing is said, not that it has none. The document is refused where no project would be left, and where every
name is doubtful.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from aqbgraph.correction import Proposal, Verb, sheet_name
from aqbgraph.errors import Doubtful, Place
from aqbgraph.extraction.doubts import form_words, likely_words, misreadings, unsure_words
from aqbgraph.extraction.doubts.misreadings import Misreading
from aqbgraph.extraction.signatures import places, signing
from aqbgraph.extraction.wording.wording import line_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from aqbgraph.agreement import Agreement, Measure, Signature
    from aqbgraph.document import Document, Line
    from aqbgraph.extraction.measures.listed import Listing
    from aqbgraph.extraction.signatures.signatures import Signed
    from aqbgraph.extraction.wording.comparison import Compared

# So many misread words in text that can be checked: names have a twentieth of its letters, and nobody can check them.
MANY, _SHOWN = 10, 3
# A name of two words with more letters of difference is somebody else's.
_FEW = 2
# What is left out with a name.
_WHAT = {"label": "Das Projekt", "signatoryName": "Wer unterschrieben hat,", "signedAt": "Der Ort"}


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


def misread(sentences: Iterable[Compared]) -> tuple[Misreading, ...]:
    """The words of running text that are probably misread, each once; sentences of the form are right as they are."""
    found = (one for sentence in sentences if not sentence.known for one in misreadings.in_prose(sentence.text))
    return tuple({one.read: one for one in found}.values())


def doubts(
    document: Document,
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
    others = tuple(dict.fromkeys((*misread(sentences), *form_words.misread(document.repairs))))
    many = others if len(others) >= MANY else ()
    yield from _of_projects(document, found, many)
    for one, (key, _) in zip(signed, signing.keys(signed, *sides), strict=True):
        if one.name is not None:
            word = (
                misreadings.in_person(one.name.text)
                or _signed_otherwise(one.name.text, signed, closing)
                or unsure_words.in_name(document, one.name.text, one.name.span)
            )
            if word or many:
                yield DoubtfulName(Name(key, "signatoryName", one.name.text, one.name.span), word, many)
        if one.place is not None and one.place.text not in _towns():
            word = _of_town(one.place.text)
            if word or (many and not places.is_town(one.place.text)):
                yield DoubtfulName(Name(key, "signedAt", one.place.text, one.place.span), word, many)


def _of_projects(document: Document, found: Listing, many: tuple[Misreading, ...]) -> Iterator[DoubtfulName]:
    """Those of the measures, by the keys that these will have (`assembly.measures`)."""
    count: Counter[str] = Counter()
    for measure in found.measures:
        kind, passage = measure.heading.concept.key, measure.passage
        count[kind] += 1
        word = (
            misreadings.in_name(passage.text)
            or next(iter(form_words.misread(passage.repairs)), None)
            or unsure_words.in_name(document, passage.text, passage.extent)
            or (misreadings.in_scan(passage.text) if document.recognised else None)
        )
        if word or many:
            yield DoubtfulName(Name(f"measure-{kind}-{count[kind]}", "label", passage.text, passage.extent), word, many)


@cache
def _towns() -> frozenset[str]:
    return frozenset(places.towns())


def _of_town(words: str) -> Misreading | None:
    """A town that would be one of those where districts and cities sign, but for a confusion of letters."""
    if places.is_town(words):
        return None
    meant = likely_words.nearest(words, places.towns())
    return Misreading(words, meant) if meant else misreadings.in_person(words)


def _signed_otherwise(name: str, signed: Sequence[Signed], closing: Sequence[Line]) -> Misreading | None:
    """A person whose name stands in another line with a letter or two of difference, as signed and as printed."""
    size = len(name)
    for line in closing:
        words = line.passage.text
        if (
            words != name
            and abs(len(words) - size) <= _FEW
            and _is_near(name, words)
            and all(one.name is None or one.name.text != words for one in signed)
        ):
            return Misreading(name, words)
    return None


def _is_near(words: str, other: str) -> bool:
    """Whether names of as many words differ by a letter or two."""
    return words.count(" ") == other.count(" ") and 0 < Levenshtein.distance(_letters(words), _letters(other)) <= _FEW


def _letters(words: str) -> str:
    return "".join(filter(str.isalpha, words.lower()))


def parted(
    found: Listing, doubtful: Iterable[DoubtfulName], settled: Callable[[str, str], bool]
) -> tuple[tuple[DoubtfulName, ...], tuple[DoubtfulName, ...]]:
    """Names for which the document is refused, and those left out; none of what is `settled`: node, field."""
    asked = tuple(one for one in doubtful if not settled(one.name.node, one.name.field))
    none_left = sum(map(_is_of_project, asked)) == len(found.measures)
    refusing = {id(one) for one in asked if one.others or (none_left and _is_of_project(one))}
    return (
        tuple(one for one in asked if id(one) in refusing),
        tuple(one for one in asked if id(one) not in refusing),
    )


def _is_of_project(doubt: DoubtfulName) -> bool:
    return doubt.name.field == "label"


def without(agreement: Agreement, doubtful: Iterable[DoubtfulName]) -> Agreement:
    """The agreement without these names; the other projects keep their keys and move up."""
    gone = {(one.name.node, one.name.field) for one in doubtful}
    if not gone:
        return agreement
    count: Counter[str] = Counter()
    kept: list[Measure] = []
    for measure in agreement.measures:
        if (measure.key, "label") not in gone:
            count[measure.measure_type.key] += 1
            kept.append(replace(measure, position=count[measure.measure_type.key]))
    return replace(
        agreement,
        measures=tuple(kept),
        signatures=tuple(
            _without_names(one, {field for key, field in gone if key == one.key}) for one in agreement.signatures
        ),
    )


# Where a signature has what may be doubtful.
_FIELDS = {"signatoryName": "signatory_name", "signedAt": "signed_at"}


def _without_names(signature: Signature, fields: set[str]) -> Signature:
    unclear = tuple(attribute for field, attribute in _FIELDS.items() if field in fields)
    if not unclear:
        return signature
    return replace(
        signature,
        signatory_name=None if "signatory_name" in unclear else signature.signatory_name,
        signed_at=None if "signed_at" in unclear else signature.signed_at,
        evidence=tuple(one for one in signature.evidence if one.supports not in fields),
        unclear=unclear,
    )


def emptied(document: Document, agreement: Agreement, doubtful: Iterable[DoubtfulName]) -> Iterator[Doubtful]:
    """What refuses an agreement in which a type, by what corrections say, has no project beside those left out."""
    empty = {f"measure-{concept.key}" for concept in agreement.empty_measure_types}
    none = not agreement.measures
    for one in doubtful:
        if _is_of_project(one) and (none or one.name.node.rpartition("-")[0] in empty):
            yield refusal(document, one)


def omission(document: Document, doubt: DoubtfulName) -> Doubtful:
    """What is said of a name that is left out, and how it is settled."""
    sheet = sheet_name(document.source.name)
    return _told(
        document,
        doubt,
        f"{_WHAT[doubt.name.field]} bleibt weg, bis in „{sheet}“ steht: {_entry(doubt)} (oder [[berichtigen]] mit "
        "„richtig“).",
    )


def refusal(document: Document, doubt: DoubtfulName) -> Doubtful:
    """What is said of a name for which the document is refused, and how it is settled."""
    how = f"Bitte mit der Urschrift vergleichen und in „{sheet_name(document.source.name)}“ eintragen: {_entry(doubt)}"
    return _told(document, doubt, f"{how} – oder, wenn es dort anders heißt, [[berichtigen]] mit „richtig“.")


def _entry(doubt: DoubtfulName) -> Proposal:
    name = doubt.name
    return Proposal(Verb.CONFIRM, (("angabe", f"{name.node} {name.field}"), ("gelesen", name.words)))


def _told(document: Document, doubt: DoubtfulName, how: str) -> Doubtful:
    name = doubt.name
    if doubt.word is not None:
        meant = f" (gemeint: „{doubt.word.meant}“?)" if doubt.word.meant else ""
        why = f"„{doubt.word.read}“ ist vermutlich verlesen{meant}."
    else:
        said = ", ".join(f"„{one.read}“" for one in doubt.others[:_SHOWN])
        why = f"Im übrigen Text sind {len(doubt.others)} Wörter verlesen ({said}), hier lässt es sich nicht prüfen."
    what = f"Der Name „{name.words}“ ist nicht sicher zu lesen: {why}"
    place = Place(document.source.name, line_number(document, name.span[0]), *name.span)
    return Doubtful(what, place, _entry(doubt).lines(), how)
