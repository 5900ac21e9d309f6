"""Agreements compared by their sentences: what is standing text of a year, and what a deviating sentence differs in.

A sentence that ontology/standing-text.csv does not know is standing text all the same when the agreements of its year
have it: those of at least three other parties, and at least half of all agreements of the year and the programme. With
fewer than four agreements only the list decides. Facts never depend on it, only the account of the lines does.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel

from aqbgraph.extraction.wording.accounting import Deviation, Status
from aqbgraph.extraction.wording.wording import FINGERPRINT, PARTY, periods
from aqbgraph.vocabulary import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aqbgraph.agreement import Agreement
    from aqbgraph.extraction.wording.accounting import Ledger
    from aqbgraph.extraction.wording.wording import Blanks

# So many other parties must have a sentence before it is taken for the form's.
OTHERS = 3
# Sentences that share this part of their words are taken for one in two wordings.
NEAR = 0.5
# Only so many sentences of a document are compared word by word: what deviates more is no agreement of the form.
MOST_COMPARED = 200
_HUNDREDTH = Decimal("0.01")
_BYTES = FINGERPRINT // 2
_TOKEN = re.compile(r"(?P<gap>\s*)(?P<text>\[\w+(?: \w+)*\]|\w+(?:[-*./]\w+)*-?|[^\w\s])")

# Section and fingerprint.
Key = tuple[str, str]


class Edition(NamedTuple):
    """All agreements of a programme for a year; "aqb+arbeitsmarktbudget" stands for those on both."""

    year: int
    programme: str


def edition_of(agreement: Agreement) -> Edition:
    """The edition an agreement belongs to."""
    return Edition(agreement.year, "+".join(agreement.programmes))


class Compared(NamedTuple):
    """A sentence of an agreement: its section, its place in the source, its words, and whether the list knows it.

    `clause` is the fragment of the clause it stands in.
    """

    section: str
    clause: str
    start: int
    end: int
    text: str
    fingerprint: str
    known: bool


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """The sentences of an agreement in order, eight bytes each.

    `sections` says how many there are of each section; `periods` what fills the blanks of a sentence, by its number.
    """

    sections: tuple[tuple[str, int], ...]
    packed: bytes
    periods: tuple[tuple[int, str], ...]

    def __iter__(self) -> Iterator[tuple[Key, str]]:
        """Section and fingerprint of each sentence, and its periods ("" without)."""
        filled = dict(self.periods)
        number = 0
        for section, count in self.sections:
            for _ in range(count):
                digest = self.packed[number * _BYTES : (number + 1) * _BYTES].hex()
                yield (section, digest), filled.get(number, "")
                number += 1


def pack(sentences: Sequence[Compared]) -> Fingerprints:
    """What comparing needs of an agreement."""
    sections: list[tuple[str, int]] = []
    for sentence in sentences:
        count = sections.pop()[1] if sections and sections[-1][0] == sentence.section else 0
        sections.append((sentence.section, count + 1))
    said = ((number, ", ".join(periods(sentence.text))) for number, sentence in enumerate(sentences))
    return Fingerprints(
        tuple(sections),
        b"".join(bytes.fromhex(sentence.fingerprint) for sentence in sentences),
        tuple((number, words) for number, words in said if words),
    )


def shared(agreements: Iterable[tuple[Edition, Fingerprints]]) -> dict[Edition, frozenset[Key]]:
    """The sentences of each year that its agreements share, as the rule above says. One agreement a party."""
    total: Counter[Edition] = Counter()
    counts: dict[Edition, Counter[Key]] = defaultdict(Counter)
    for edition, sentences in agreements:
        total[edition] += 1
        counts[edition].update({key for key, _ in sentences})
    return {
        edition: frozenset(key for key, count in found.items() if count > OTHERS and 2 * count >= total[edition])
        for edition, found in counts.items()
    }


@dataclass(frozen=True, slots=True)
class Standing:
    """What is standing text in a build: what each year shares, and by section the words of all known sentences."""

    shared: Mapping[Edition, frozenset[Key]]
    known: Mapping[str, tuple[tuple[str, str], ...]]


def settle(ledger: Ledger, sentences: Sequence[Compared], blanks: Blanks, edition: Edition, standing: Standing) -> None:
    """Enters what is known of the sentences once all agreements have been compared."""
    forms = standing.shared.get(edition, frozenset())
    own = {sentence.fingerprint for sentence in sentences}
    compared = 0
    for sentence in sentences:
        if sentence.known:
            continue
        if (sentence.section, sentence.fingerprint) in forms:
            ledger.enter(sentence.start, sentence.end, Status.STANDING)
        elif compared < MOST_COMPARED:
            compared += 1
            words = blanks.show(sentence.text)
            others = [row for row in standing.known.get(sentence.section, ()) if row[0] not in own]
            if found := nearest(words, others):
                (fingerprint, known), similarity = found
                deviation = Deviation(sentence.section, fingerprint, known, words, similarity)
                ledger.deviates(sentence.start, sentence.end, deviation)


def nearest(words: str, others: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], Decimal] | None:
    """The sentence (fingerprint, words) that shares most words with this one; None when none comes near."""
    mine, best, found = _words(words), NEAR, None
    for row in others:
        likeness = Indel.normalized_similarity(mine, _words(row[1]), score_cutoff=best)
        if likeness >= best and (found is None or (likeness, found) > (best, row)):
            best, found = likeness, row
    return None if found is None else (found, rounded(best))


def _words(text: str) -> list[str]:
    """What is compared: a blank is one word, however many it is called by."""
    return normalise(text.replace(PARTY, "PARTEI")).split()


def similarity(words: str, others: str) -> float:
    """The share of words that two sentences have in common, in this order: 0 to 1."""
    return float(Indel.normalized_similarity(_words(words), _words(others)))


def rounded(likeness: float) -> Decimal:
    """To hundredths, so that it reads the same everywhere."""
    return Decimal(likeness).quantize(_HUNDREDTH)


class Kind(Enum):
    """What became of words."""

    SAME = "same"
    OUT = "out"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Step:
    """Words that both sentences have, that only the old, or only the new one has; `gap`: a blank stands before them."""

    kind: Kind
    text: str
    gap: bool


class Token(NamedTuple):
    """A word or a mark, the blank before it, and the word as compared ("" for a mark)."""

    gap: str
    text: str
    word: str


class Aligned(NamedTuple):
    """Words that both sentences have, each as it writes them; or those of one, the other side being empty."""

    kind: Kind
    before: tuple[Token, ...]
    after: tuple[Token, ...]


def aligned(old: str, new: str) -> Iterator[Aligned]:
    """Two sentences word by word, all words of both; a single word between two changes counts as changed."""
    before, after = _tokens(old), _tokens(new)
    words, others = ([token.word or token.text for token in side] for side in (before, after))
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    blocks = [(block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size]
    ends = [(0, 0, 0), *(block for block in blocks if _holds(block, before, after)), (len(before), len(after), 0)]
    for (a, b, size), (following_a, following_b, _) in pairwise(ends):
        for kind, ours, theirs in (
            (Kind.SAME, before[a : a + size], after[b : b + size]),
            (Kind.OUT, before[a + size : following_a], ()),
            (Kind.NEW, (), after[b + size : following_b]),
        ):
            if ours or theirs:
                yield Aligned(kind, tuple(ours), tuple(theirs))


def difference(old: str, new: str) -> tuple[Step, ...]:
    """From one sentence to another in one line; what both have is as the new one writes it."""
    return tuple(step(row.kind, row.after or row.before) for row in aligned(old, new))


def _tokens(text: str) -> list[Token]:
    """The words; a blank in its brackets is itself, not the word it is named by."""
    found = ((match["gap"], match["text"]) for match in _TOKEN.finditer(text))
    return [Token(gap, words, words if words[0] == "[" else normalise(words)) for gap, words in found]


def step(kind: Kind, tokens: Sequence[Token]) -> Step:
    """Words in a row, at least one."""
    text = "".join(token.gap + token.text for token in tokens)
    return Step(kind, text.lstrip(), bool(tokens[0].gap))


def _holds(block: tuple[int, int, int], before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether words that are the same part two changes: at either end of the sentence, or two of them."""
    a, b, size = block
    at_an_edge = (a == 0 and b == 0) or (a + size == len(before) and b + size == len(after))
    return at_an_edge or sum(bool(token.word) for token in after[b : b + size]) > 1


def told(old: str, new: str) -> str:
    """What differs, in words: "„im Frühjahr“ statt „im Herbst“"."""
    parts: list[str] = []
    steps = difference(old, new)
    for index, step in enumerate(steps):
        replaced = index and steps[index - 1].kind is Kind.OUT
        follows = index + 1 < len(steps) and steps[index + 1].kind is Kind.NEW
        if step.kind is Kind.NEW:
            parts.append(f"„{step.text}“ statt „{steps[index - 1].text}“" if replaced else f"zusätzlich „{step.text}“")
        elif step.kind is Kind.OUT and not follows:
            parts.append(f"ohne „{step.text}“")
    return "; ".join(parts)
