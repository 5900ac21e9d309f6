"""The wording of each section over parties and years: what an edition says, and what changed to the one before.

An edition says a sentence when at least half of its agreements do. A sentence that went and one that came are the same
one in other words when they share enough of them, or when they are the only two that differ at their place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby, pairwise, product
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.extraction.outlining.outline import FRONT
from aqbgraph.extraction.wording.comparison import NEAR, OTHERS, Edition, nearest, rounded, similarity
from aqbgraph.extraction.wording.wording import PERIOD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from aqbgraph.extraction.wording.comparison import Fingerprints, Key

# Beyond so many pairs sentences are paired by their place alone.
_MOST_PAIRS = 10_000


@dataclass(frozen=True, slots=True)
class Member:
    """An agreement as it takes part: its path, its edition, its sentences."""

    path: str
    edition: Edition
    sentences: Fingerprints


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence with its blanks and the agreements that have it, by edition, oldest first."""

    fingerprint: str
    text: str
    uses: tuple[tuple[Edition, tuple[str, ...]], ...]

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year."""
        return self.uses[0][0].year, self.uses[-1][0].year


class Said(NamedTuple):
    """A sentence of an edition (its fingerprint) and what fills its blanks of periods in most agreements."""

    fingerprint: str
    period: str


@dataclass(frozen=True, slots=True)
class EditionText:
    """A section in an edition: the agreements that have it, and what at least half of them say, in order."""

    edition: Edition
    agreements: tuple[str, ...]
    sentences: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What changed from an edition to the next; `before` is None for a new sentence, `after` for one that is gone."""

    first: Edition
    second: Edition
    before: Said | None
    after: Said | None
    similarity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Outlier:
    """A sentence that less than half of an edition's agreements have, who they are, and what the others say."""

    edition: Edition
    fingerprint: str
    agreements: tuple[str, ...]
    usual: str | None
    similarity: Decimal | None


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section over all editions: `wordings` in the order of the newest edition, then what else was ever said."""

    key: str
    heading: str
    wordings: tuple[Wording, ...]
    editions: tuple[EditionText, ...]
    changes: tuple[Change, ...]
    outliers: tuple[Outlier, ...]


def compare(
    members: Iterable[Member], texts: Mapping[Key, str], headings: Mapping[str, str]
) -> tuple[SectionText, ...]:
    """All sections but the front, in the order of the form; `texts` has the words of every sentence."""
    found: dict[str, _Section] = defaultdict(_Section)
    for member in sorted(members, key=lambda member: (member.edition, member.path)):
        for section, rows in groupby(member.sentences, key=lambda row: row[0][0]):
            if section != FRONT:
                found[section].add(member, [(key[1], period) for key, period in rows])
    return tuple(
        found[key].close(key, headings.get(key, ""), {said: texts[key, said] for said in found[key].uses})
        for key in sorted(found, key=section_order)
    )


def section_order(section: str) -> tuple[int, int, str]:
    """The Präambel before the numbers."""
    return (int(section.isdigit()), int(section) if section.isdigit() else 0, section)


class _Section:
    """Gathers a section over the agreements, which come by edition."""

    def __init__(self) -> None:
        self.agreements: dict[Edition, list[str]] = defaultdict(list)
        self.uses: dict[str, dict[Edition, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._places: Counter[tuple[Edition, str]] = Counter()
        self._periods: dict[tuple[Edition, str], Counter[str]] = defaultdict(Counter)

    def add(self, member: Member, sentences: Sequence[tuple[str, str]]) -> None:
        edition = member.edition
        if member.path not in self.agreements[edition][-1:]:
            self.agreements[edition].append(member.path)
        for place, (fingerprint, period) in enumerate(sentences):
            users = self.uses[fingerprint][edition]
            if users[-1:] == [member.path]:
                continue
            users.append(member.path)
            self._places[edition, fingerprint] += place
            self._periods[edition, fingerprint][period] += 1

    def close(self, key: str, heading: str, texts: Mapping[str, str]) -> SectionText:
        orders = {edition: self._ordered(edition) for edition in self.agreements}
        editions = tuple(self._edition(edition, orders[edition]) for edition in sorted(self.agreements))
        changes = tuple(change for pair in _following(editions) for change in _changes(*pair, texts))
        outliers = tuple(row for text in editions for row in self._outliers(text, orders[text.edition], texts))
        usual = [said.fingerprint for text in reversed(editions) for said in text.sentences]
        rest = [fingerprint for edition in sorted(orders, reverse=True) for fingerprint in orders[edition]]
        ordered = dict.fromkeys((*usual, *rest))
        wordings = tuple(Wording(row, texts[row], self._uses(row)) for row in ordered)
        return SectionText(key, heading, wordings, editions, changes, outliers)

    def _uses(self, fingerprint: str) -> tuple[tuple[Edition, tuple[str, ...]], ...]:
        return tuple((edition, tuple(paths)) for edition, paths in sorted(self.uses[fingerprint].items()))

    def _ordered(self, edition: Edition) -> list[str]:
        """The sentences of an edition by their mean place."""
        said = [row for row, uses in self.uses.items() if edition in uses]
        return sorted(said, key=lambda row: (self._places[edition, row] / len(self.uses[row][edition]), row))

    def _is_usual(self, edition: Edition, fingerprint: str) -> bool:
        return 2 * len(self.uses[fingerprint][edition]) >= len(self.agreements[edition])

    def _edition(self, edition: Edition, ordered: Iterable[str]) -> EditionText:
        usual = [row for row in ordered if self._is_usual(edition, row)]
        said = tuple(Said(row, self._period(edition, row)) for row in usual)
        return EditionText(edition, tuple(self.agreements[edition]), said)

    def _period(self, edition: Edition, fingerprint: str) -> str:
        return min(self._periods[edition, fingerprint].items(), key=lambda pair: (-pair[1], pair[0]))[0]

    def _outliers(self, text: EditionText, ordered: Iterable[str], texts: Mapping[str, str]) -> Iterator[Outlier]:
        """With fewer agreements nobody can say which of them deviates."""
        if len(text.agreements) <= OTHERS:
            return
        usual = [(said.fingerprint, texts[said.fingerprint]) for said in text.sentences]
        pairs = 0
        for row in ordered:
            if self._is_usual(text.edition, row):
                continue
            users = tuple(self.uses[row][text.edition])
            pairs += len(usual)
            others = [pair for pair in usual if users[0] not in self.uses[pair[0]][text.edition]]
            found = nearest(texts[row], others) if pairs <= _MOST_PAIRS else None
            yield Outlier(text.edition, row, users, *((found[0][0], found[1]) if found else (None, None)))


def _following(editions: Sequence[EditionText]) -> Iterator[tuple[EditionText, EditionText]]:
    """Each edition with the next of its programme."""
    ordered = sorted(editions, key=lambda text: (text.edition.programme, text.edition.year))
    for _, rows in groupby(ordered, key=lambda text: text.edition.programme):
        yield from pairwise(rows)


def changes_between(section: SectionText, first: Edition, second: Edition) -> tuple[Change, ...]:
    """What changed from one edition to another, also where others lie between; nothing where one lacks the section."""
    by_edition = {text.edition: text for text in section.editions}
    old, new = by_edition.get(first), by_edition.get(second)
    return tuple(_changes(old, new, {row.fingerprint: row.text for row in section.wordings})) if old and new else ()


def filled(text: str, period: str) -> str:
    """A sentence with its periods put in: "… für die Jahre 2025 bis 2029"."""
    for words in period.split(", ") if period else ():
        text = text.replace(PERIOD, words, 1)
    return text


def _changes(first: EditionText, second: EditionText, texts: Mapping[str, str]) -> Iterator[Change]:
    """The changes in the order of the newer text; what is gone stands where it was."""
    before = {said.fingerprint: said for said in first.sentences}
    after = {said.fingerprint: said for said in second.sentences}
    gone = [said for said in first.sentences if said.fingerprint not in after]
    come = [said for said in second.sentences if said.fingerprint not in before]
    places = _places(first, after)
    pairs = {new: old for old, new in _pairs(gone, come, places, _places(second, before), texts)}
    again = set(pairs.values())
    left = _by_place((said for said in gone if said not in again), places)
    yield from (_gone(first, second, said) for said in left.get(None, ()))
    for said in second.sentences:
        old = before.get(said.fingerprint) or pairs.get(said)
        if old is None or old != said:
            yield Change(first.edition, second.edition, old, said, _likeness(old, said, texts))
        yield from (_gone(first, second, row) for row in left.get(said.fingerprint, ()))


def _gone(first: EditionText, second: EditionText, said: Said) -> Change:
    return Change(first.edition, second.edition, said, None)


def _likeness(old: Said | None, new: Said, texts: Mapping[str, str]) -> Decimal | None:
    if old is None:
        return None
    words = (filled(texts[said.fingerprint], said.period) for said in (old, new))
    return rounded(similarity(*words))


def _places(text: EditionText, other: Mapping[str, Said]) -> dict[Said, str | None]:
    """For each sentence the last one before it that both editions have."""
    places: dict[Said, str | None] = {}
    last = None
    for said in text.sentences:
        places[said] = last
        last = said.fingerprint if said.fingerprint in other else last
    return places


def _pairs(
    gone: Sequence[Said],
    come: Sequence[Said],
    were: Mapping[Said, str | None],
    are: Mapping[Said, str | None],
    texts: Mapping[str, str],
) -> Iterator[tuple[Said, Said]]:
    """What is the same sentence in other words: the most alike first, then those alone at their place."""
    free_old, free_new = dict.fromkeys(gone), dict.fromkeys(come)
    for old, new in reworded(gone, come, texts):
        del free_old[old], free_new[new]
        yield old, new
    olds, news = _by_place(free_old, were), _by_place(free_new, are)
    for place, old_rows in olds.items():
        new_rows = news.get(place, [])
        if len(old_rows) == len(new_rows) == 1:
            yield old_rows[0], new_rows[0]


def reworded(gone: Sequence[Said], come: Sequence[Said], texts: Mapping[str, str]) -> Iterator[tuple[Said, Said]]:
    """The pairs that share enough words, each sentence in one: the most alike first."""
    free_old, free_new = set(gone), set(come)
    for _, old, new in _alike(gone, come, texts):
        if old in free_old and new in free_new:
            free_old.remove(old)
            free_new.remove(new)
            yield old, new


def _alike(gone: Sequence[Said], come: Sequence[Said], texts: Mapping[str, str]) -> list[tuple[float, Said, Said]]:
    if len(gone) * len(come) > _MOST_PAIRS:
        return []
    rated = ((similarity(texts[old.fingerprint], texts[new.fingerprint]), old, new) for old, new in product(gone, come))
    return sorted((row for row in rated if row[0] >= NEAR), key=lambda row: (-row[0], row[1], row[2]))


def _by_place(rows: Iterable[Said], places: Mapping[Said, str | None]) -> dict[str | None, list[Said]]:
    found: dict[str | None, list[Said]] = defaultdict(list)
    for said in rows:
        found[places[said]].append(said)
    return found
