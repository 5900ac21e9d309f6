"""Between the passes: what no document shows alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from aqbgraph.errors import Duplicate, Place
from aqbgraph.extraction.outlining.changes import Member, SectionText, compare
from aqbgraph.extraction.outlining.outline import FRONT
from aqbgraph.extraction.series.deciding import decide_each
from aqbgraph.extraction.series.projects import Decided
from aqbgraph.extraction.wording.comparison import Standing, shared
from aqbgraph.extraction.wording.wording import standing_text
from aqbgraph.publication.comparisons.comparisons import year_pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from aqbgraph.extraction.series.projects import Decision, Mention
    from aqbgraph.extraction.wording.comparison import Key
    from aqbgraph.pipeline.documents.collecting import Collected, Digest
    from aqbgraph.pipeline.spreading.spool import Words


def duplicates(collected: Iterable[Collected]) -> dict[int, Duplicate]:
    """A fault for every source of an agreement that several sources are for, by the number of the source."""
    sources: dict[str, list[tuple[Collected, Digest]]] = defaultdict(list)
    for one in collected:
        if one.digest is not None:
            sources[one.digest.path].append((one, one.digest))
    return {one.number: _fault(one, digest, same) for same in sources.values() if len(same) > 1 for one, digest in same}


def series(collected: Iterable[Collected], decisions: Sequence[Decision] = ()) -> Decided:
    """Which measures of all agreements are one project. Mentions are unpacked for one party after the other."""
    packed: dict[str, list[Sequence[Mention]]] = defaultdict(list)
    for one in collected:
        if one.digest is not None and one.digest.mentions:
            packed[one.digest.mentions[0].project.party].append(one.digest.mentions)
    return decide_each((chain.from_iterable(packed.pop(party)) for party in sorted(packed)), decisions)


def with_earlier(collected: Iterable[Collected]) -> list[Collected]:
    """The same, in the same order, each with the year of the agreement before it."""
    listed = list(collected)
    years: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in listed:
        if one.digest is not None:
            years[_line(one.digest)].append(one.digest.edition.year)
    pairs = set(year_pairs(sorted({year for found in years.values() for year in found})))
    return [
        replace(one, before=_before(years[_line(one.digest)], one.digest.edition.year, pairs)) if one.digest else one
        for one in listed
    ]


def _line(digest: Digest) -> tuple[str, str]:
    """What follows each other over the years: the last part of a path names place and programme."""
    return digest.path.rpartition("/")[2], digest.edition.programme


def _before(years: Iterable[int], year: int, compared: AbstractSet[tuple[int, int]]) -> int | None:
    before = max((one for one in years if one < year), default=None)
    return before if (before, year) in compared else None


def _fault(one: Collected, digest: Digest, same: Sequence[tuple[Collected, Digest]]) -> Duplicate:
    names = ", ".join(other.name for other, _ in same if other is not one)
    copies = all(other.sha256 == digest.sha256 for _, other in same)
    what = "Dieselbe Datei liegt zweimal vor" if copies else f"Für „{digest.title}“ gibt es mehrere Quellen"
    return Duplicate(f"{what}: auch {names}. Bitte nur eine behalten.", Place(one.name))


@dataclass(frozen=True, slots=True)
class Comparison:
    """All agreements of a build side by side: what is standing text, and the wording of each section over the years."""

    standing: Standing
    sections: tuple[SectionText, ...]


def side_by_side(collected: Iterable[Collected], words: Callable[[Collected], Words]) -> Comparison:
    """Compares agreements, in whatever order they come; each is for another party, programme or year.

    In memory are the fingerprints of all sentences and the words of each sentence once, in the spelling of the first
    agreement that has it, by year, then path; headings are those of the last. `words` fetches those of an agreement.
    """
    members = sorted(((one.digest.member, one) for one in collected if one.digest is not None), key=_in_order)
    forms = shared((member.edition, member.sentences) for member, _ in members)
    texts = _texts(members, words)
    sections = compare((member for member, _ in members), texts, _headings(members, words))
    return Comparison(Standing(forms, _known(texts, frozenset().union(*forms.values()))), sections)


def _in_order(pair: tuple[Member, Collected]) -> tuple[object, ...]:
    member, _ = pair
    return member.edition, member.path


def _texts(members: Iterable[tuple[Member, Collected]], words: Callable[[Collected], Words]) -> dict[Key, str]:
    texts: dict[Key, str] = {}
    for member, one in members:
        wanted = {key for key, _ in member.sentences if key not in texts and key[0] != FRONT}
        if wanted:
            said = words(one)
            for sentence in said.sentences:
                key = (sentence.section, sentence.fingerprint)
                if key in wanted and key not in texts:
                    texts[key] = said.blanks.show(sentence.text)
    return texts


def _headings(members: Iterable[tuple[Member, Collected]], words: Callable[[Collected], Words]) -> dict[str, str]:
    """The heading of each section in the last agreement that has the section."""
    last = {section: one for member, one in members for section, _ in member.sentences.sections}
    found: dict[str, str] = {}
    for one in {one.number: one for one in last.values()}.values():
        said = words(one)
        found |= {section: said.blanks.show(text) for section, text in said.headings if last.get(section) is one}
    return found


def standing_for(one: Digest, standing: Standing) -> Standing:
    """As much of the standing text of a build as the account of an agreement depends on."""
    own = {key for key, _ in one.sentences}
    forms = standing.shared.get(one.edition, frozenset()) & own
    known = standing_text().fingerprints
    left = {section for section, fingerprint in own - forms if fingerprint not in known}
    texts = {section: standing.known[section] for section in sorted(left) if section in standing.known}
    return Standing({one.edition: forms}, texts)


def series_for(one: Digest, decided: Decided) -> Decided:
    """As much of the series of a build as an agreement depends on."""
    projects = sorted({mention.project for mention in one.mentions})
    return Decided(renamed={project: decided.renamed[project] for project in projects if project in decided.renamed})


def _known(texts: dict[Key, str], forms: frozenset[Key]) -> dict[str, tuple[tuple[str, str], ...]]:
    """By section the sentences that the list knows or a year shares, by fingerprint."""
    known = standing_text().fingerprints
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for (section, fingerprint), text in sorted(texts.items()):
        if fingerprint in known or (section, fingerprint) in forms:
            found[section].append((fingerprint, text))
    return {section: tuple(rows) for section, rows in found.items()}
