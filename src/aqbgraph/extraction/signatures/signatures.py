"""The closing: who signed for whom, in which office, where and when. What is not there stays None.

Below a place and a day stand one person or several. Names stand above their offices ("Frank Matiaske / Landrat") or
below ("Der Landrat / Frank Matiaske"); where it is not certain which, no name is taken.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from aqbgraph.extraction.signatures import cut_names, offices, persons
from aqbgraph.extraction.signatures.blocks import Kind, blocks, parts
from aqbgraph.extraction.signatures.furniture import of_a_page
from aqbgraph.extraction.signatures.labelled import told_apart
from aqbgraph.extraction.signatures.organisations import is_part, organisation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.agreement import Concept
    from aqbgraph.document import Line
    from aqbgraph.extraction.signatures.blocks import Block, Opened, Part, Read
    from aqbgraph.extraction.signatures.organisations import Organisation

# Looked up once, and not for every part.
_NAME, _OFFICE, _LABEL, _OTHER = Kind


@dataclass(slots=True)
class Signed:
    """One signature as read; a field that the source leaves open is None.

    `cut` are the words of a name beside which a line may be of it, so that it is none; `unreadable` are those where a
    scan has a day that nobody can read. `unnamed` are lines below the
    office that name no party; `repeated` are lines with the same name as the printed one, `labels` lines of the form
    itself. `stands_in` says that somebody signs for the holder of the office: "i. V."; `of_several` that above the name
    stands another.
    """

    opened: Opened | None = None
    name: Read | None = None
    cut: Read | None = None
    unreadable: Read | None = None
    role: Read | None = None
    organisation: Organisation | None = None
    unnamed: tuple[str, ...] = ()
    repeated: list[Line] = field(default_factory=list)
    labels: list[Line] = field(default_factory=list)
    stands_in: bool = False
    of_several: bool = False

    @property
    def own_role(self) -> Read | None:
        """The office of who signs: not that of whose place is taken, which is the head's."""
        return None if self.stands_in and self.office and self.office.key in offices.HEADS else self.role

    @property
    def place(self) -> Read | None:
        """The place."""
        return self.opened.place if self.opened else None

    @property
    def date(self) -> Read | None:
        """The words that are a day, or stand for one."""
        return self.opened.date if self.opened else None

    @property
    def office(self) -> Concept | None:
        """The office of the scheme."""
        return offices.concept(self.role.text) if self.role else None

    @property
    def side(self) -> str | None:
        """The class of the parties that its office is of."""
        office = self.office
        return offices.sides().get(office.key) if office else None

    def spans(self) -> Iterator[tuple[int, int]]:
        """The characters of the source that went into it."""
        if self.opened and (self.place or self.date):
            yield self.opened.whole.span if self.place else self.opened.date.span  # type: ignore[union-attr]  # one is
        for read in (self.name, self.role, self.organisation.read if self.organisation else None):
            if read:
                yield read.span
        for line in self.repeated:
            yield line.passage.extent


def signatures(lines: Sequence[Line], source: str, *, recognised: bool = False) -> tuple[Signed, ...]:
    """The signatures of a closing, in its order; `source` is the text its lines were read from, or `recognised`.

    A place and a day with a name alone are nobody's signature: they are left unread.
    """
    cut = blocks(told_apart(lines), source, recognised=recognised)
    below_bare = [index for index, (above, _) in enumerate(pairwise(cut), start=1) if above.opened and not above.lines]
    made = [_of_block(block) for block in cut]
    for index in range(len(cut) - 1):
        if taken := _of_next(cut[index], made[index], made[index + 1]):
            cut[index + 1].lines[:0] = taken
            made[index : index + 2] = [_of_block(cut[index]), _of_block(cut[index + 1])]
    for index in below_bare:
        # Two places and days with nothing between them: whose the second is, nothing tells.
        for one in made[index]:
            one.opened = None
    found = tuple(one for signed in made for one in signed if one.role or one.organisation)
    if not all(one.name for one in found):
        # Of two names above one office, while another has none, either may be the other's: they stood side by side.
        for one in found:
            one.name = None if one.of_several else one.name
    return found


def _of_next(block: Block, own: Sequence[Signed], other: Sequence[Signed]) -> list[Line]:
    """The party at the end of a block that is named above the next place and day, taken from the block.

    It is the next one's when nobody has signed in this block, or in an office of the other side, or in none while the
    next has the office and no party.
    """
    last, named = own[-1], own[-1].organisation
    if named is None:
        return []
    alone = not (block.opened or last.name or last.role)
    lacking = not last.side and other[0].organisation is None and other[0].side == named.side
    if not (alone or lacking or (last.side or named.side) != named.side):
        return []
    start = named.read.span[0]
    first = next(index for index, line in enumerate(block.lines) if line.passage.after(len(line.text) - 1) > start)
    if any(part.kind is not _OTHER for part in parts(block.lines[first:])):
        return []
    taken = block.lines[first:]
    del block.lines[first:]
    return taken


def _of_block(block: Block) -> list[Signed]:
    said, twice = _once(parts(block.lines))
    holders = [index for index, part in enumerate(said) if part.kind is _OFFICE]
    made = _several(said, holders) if holders else [_without_office(said)]
    made[0].opened = block.opened
    made[0].repeated += [*block.repeated, *(part.line for part in twice)]
    made[0].labels = [part.line for part in said if part.kind is _LABEL]
    torn = cut_names.found(said)
    for signed in made:
        if signed.name and signed.name in torn:
            signed.name, signed.cut = None, signed.name
        signed.stands_in = any(persons.stands_in(part.line.text) for part in said if part.kind is not _OTHER)
    _share(made, said, holders)
    return made


def _once(said: Iterable[Part]) -> tuple[list[Part], list[Part]]:
    """The parts without an office that stands there twice with no name between, and these."""
    kept: list[Part] = []
    twice: list[Part] = []
    for part in said:
        (twice if part.kind is _OFFICE and _is_again(part, kept) else kept).append(part)
    return kept, twice


def _is_again(office: Part, above: Sequence[Part]) -> bool:
    last = next((one for one in reversed(above) if one.kind in (_NAME, _OFFICE)), None)
    return last is not None and last.kind is _OFFICE and last.read.text == office.read.text


def _without_office(said: Sequence[Part]) -> Signed:
    """The last name before other words, and the party these name."""
    signed = Signed()
    names: list[Part] = []
    for part in said:
        if part.kind is _OTHER and names:
            break
        names.extend([part] if part.kind is _NAME else [])
    _name(signed, names)
    others = [part.line for part in said if part.kind is _OTHER]
    signed.organisation = organisation(others)
    signed.unnamed = tuple(line.text for line in others)
    return signed


def _several(said: Sequence[Part], holders: Sequence[int]) -> list[Signed]:
    """One signature for each office."""
    gaps = [said[start + 1 : end] for start, end in pairwise([-1, *holders, len(said)])]
    made = []
    for index, names in enumerate(_names(said, holders, gaps)):
        signed = Signed(role=said[holders[index]].read)
        _name(signed, names)
        below = [part.line for part in gaps[index + 1] if part.kind is _OTHER]
        above = [part.line for part in gaps[index] if part.kind is _OTHER] if index == 0 else []
        signed.organisation = organisation(below) or organisation(above)
        signed.unnamed = tuple(line.text for line in below)
        made.append(signed)
    return made


def _names(said: Sequence[Part], holders: Sequence[int], gaps: Sequence[Sequence[Part]]) -> list[list[Part]]:
    """The names that may be meant with each office: on its line, else all above or all below."""
    found = [[part for part in gap if part.kind is _NAME] for gap in gaps]
    beside = [_beside(said[index], (*found[n], *found[n + 1])) for n, index in enumerate(holders)]
    taken = {id(part) for names in beside for part in names}
    free = [[part for part in names if id(part) not in taken] for names in found]
    if free[0]:
        others = free[:-1]
    elif _stand_below(said, holders, free):
        others = [_first(names) for names in free[1:]]
    else:
        others = [[] for _ in holders]
    chosen = [mine or other for mine, other in zip(beside, others, strict=True)]
    used = {id(part) for names in chosen for part in names}
    left = any(id(part) not in used for names in found for part in names)
    # A name that is nobody's above an office that is nobody's: lines were joined, and each name may be another's.
    return [[] for _ in holders] if left and len(holders) > 1 and not all(chosen) else chosen


def _beside(holder: Part, names: Sequence[Part]) -> list[Part]:
    return [part for part in names if part.line.number == holder.line.number]


def _stand_below(said: Sequence[Part], holders: Sequence[int], free: Sequence[Sequence[Part]]) -> bool:
    """Whether names stand below their offices; one name between two offices may be of either, unless articles tell."""
    if all(said[index].article for index in holders):
        return True
    if len(holders) > 1:
        return all(free[1:])
    behind = [part for part in said[holders[0] + 1 :] if part.kind is not _LABEL]
    return bool(behind) and behind[0].kind is _NAME


def _first(names: Sequence[Part]) -> list[Part]:
    """The first name with the signatures of the same: what follows is somebody else's."""
    return [part for part in names if part is names[0] or _same(part, names[0]) or _same(names[0], part)]


def _name(signed: Signed, names: Sequence[Part]) -> None:
    """The printed name stands last; the same words before it are the signature's, others are nobody's."""
    if not names:
        return
    printed = names[-1]
    signed.name = printed.read
    signed.repeated = [part.line for part in names[:-1] if _same(part, printed)]
    signed.of_several = len(signed.repeated) < len(names) - 1


def _same(part: Part, printed: Part) -> bool:
    return printed.name is not None and persons.same(part.line.text, printed.name)


def _share(made: Sequence[Signed], said: Sequence[Part], holders: Sequence[int]) -> None:
    """Several who sign for one party, as the Landrat and his deputy do, share what stands once: place, day, party.

    Only where no other words stand between them: below the name of a party a place and a day may have been lost.
    """
    between = said[holders[0] + 1 : holders[-1]] if holders else []
    sides = {one.side for one in made}
    if len(made) < 2 or len(sides) > 1 or None in sides or any(part.kind is _OTHER for part in between):
        return
    party = next((one.organisation for one in made if one.organisation), None)
    unnamed = made[-1].unnamed
    for one in made:
        one.opened, one.organisation, one.unnamed = made[0].opened, one.organisation or party, unnamed


def party_of(signed: Signed, state: str | None, local: str | None) -> str | None:
    """The party signed for: by the words beside the office, or by the office where these are but part of a name."""
    named = signed.organisation
    if named is not None and named.party is not None:
        return named.party
    side = signed.side or (named.side if named else None)
    if side is None or (named is not None and named.side != side):
        return None
    party = {"StateParty": state, "LocalParty": local}[side]
    lines = [line for line in signed.unnamed if not of_a_page(line)]
    return party if party and is_part(lines, party, side) else None
