"""The kinds of rules a layout is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form: key ("preamble", "1" …), its heading and subheadings as patterns.

    `number` is that of its §; None where that differs between agreements. The key is then the number that the part has
    in the form of today. `spelled` are headings as the form has them, which are known with a wrong letter, too.
    """

    key: str
    number: int | None
    titles: tuple[re.Pattern[str], ...]
    spelled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Reads a value from running text: the group `value` of the pattern, converted.

    Several rules may be for one field: all that find something must agree, the first in the layout gives the evidence.
    """

    name: str
    section: str
    pattern: re.Pattern[str]
    convert: Callable[[str], object]


@dataclass(frozen=True, slots=True, eq=False)
class Each:
    """Reads several values from one phrase: every match of `token` inside the group `value`.

    The phrase counts as read up to its last value.
    """

    name: str
    section: str
    pattern: re.Pattern[str]
    token: re.Pattern[str]
    convert: Callable[[str], object]


@dataclass(frozen=True, slots=True, eq=False)
class Mentions:
    """Finds the concepts of a scheme by their labels."""

    name: str
    section: str
    scheme: str


@dataclass(frozen=True, slots=True, eq=False)
class Framework:
    """Finds a framework; group `label` is its name as written (else the scheme's), `start` and `end` its years."""

    key: str
    section: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, eq=False)
class Provision:
    """Finds what a clause lays down; group `detail` holds the words that vary between agreements."""

    key: str
    section: str
    pattern: re.Pattern[str]


Rule = Words | Each | Mentions | Framework | Provision


# One of a kind, and told by that: results are remembered by layout.
@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A form of agreement: its years and programmes, its parts, its rules, and the lines that carry no words of it.

    `programmes` are the sets of programmes an agreement of this form is on. `open` says that there may be further
    clauses under headings of their own; otherwise every numbered part must be there and no other. `below_list` says how
    a sentence begins that ends the list of measures, `beside_list` what stands in it and is none: footers.
    """

    name: str
    programmes: tuple[tuple[str, ...], ...]
    years: range
    open: bool
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...]
    pages: tuple[re.Pattern[str], ...]
    furniture: tuple[re.Pattern[str], ...]
    measures: str
    money: str
    below_list: tuple[re.Pattern[str], ...]
    beside_list: tuple[re.Pattern[str], ...]

    def section(self, number: int) -> Section | None:
        """The part with this § number."""
        return next((section for section in self.sections if section.number == number), None)

    def rank(self, key: str) -> int:
        """The place of a part in the form; -1 for what is no part of it."""
        return next((rank for rank, section in enumerate(self.sections) if section.key == key), -1)

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The rules that find provisions."""
        return tuple(rule for rule in self.rules if isinstance(rule, Provision))
