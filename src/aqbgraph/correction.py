"""What somebody corrects by hand in what was read of a source: a sheet beside it, entry by entry."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from aqbgraph.document import Source
    from aqbgraph.errors import AqbError

# "2025-odenwaldkreis.korrekturen.toml" beside "2025-odenwaldkreis.md".
SUFFIX = ".korrekturen.toml"
# The rule of what stands in a sheet and not in its source.
CORRECTED = "correction"


class Verb(Enum):
    """What an entry does."""

    CORRECT = "berichtigen"
    SUPPLY = "ergaenzen"
    ADD = "hinzufuegen"
    STRIKE = "streichen"
    CONFIRM = "bestaetigen"


# In a proposal: what only somebody who has seen the original can say.
UNKNOWN = "…"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that would settle what is in doubt: its verb, and its keys with their values as in a sheet.

    Who says so, when and why is not in it.
    """

    verb: Verb
    fields: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """In a line, for a message.

        >>> str(Proposal(Verb.CONFIRM, (("angabe", "year"), ("gelesen", "2025"))))
        '[[bestaetigen]] angabe = "year", gelesen = "2025"'
        """
        return f"[[{self.verb.value}]] " + ", ".join(f"{name} = {_quoted(value)}" for name, value in self.fields)

    def lines(self) -> str:
        """As it stands in a sheet; what nobody knows yet is empty.

        >>> print(Proposal(Verb.CORRECT, (("angabe", "year"), ("gelesen", "20Z5"), ("richtig", UNKNOWN))).lines())
        [[berichtigen]]
        angabe = "year"
        gelesen = "20Z5"
        richtig = ""
        """
        fields = (f"{name} = {_quoted(value) if value != UNKNOWN else _EMPTY}" for name, value in self.fields)
        return "\n".join((f"[[{self.verb.value}]]", *fields))


_EMPTY = '""'


def _quoted(value: str) -> str:
    """A basic string of TOML 1.0, which escapes as JSON does; DEL is the one character that JSON leaves."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def sheet_name(source: str) -> str:
    """What the sheet beside a source is called.

    >>> sheet_name("2025/odenwaldkreis.pdf")
    '2025/odenwaldkreis.korrekturen.toml'
    """
    folder, slash, name = source.rpartition("/")
    return f"{folder}{slash}{name.rpartition('.')[0] or name}{SUFFIX}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a sheet.

    `node` and `field` name the fact as `aqbgraph extract` prints it ("signature-local", "signedOn"); `read` is what was
    read, `value` what it should be, both as written. A measure that is added has its type in `kind` and may name the
    one it stands `after`. `line` (from 1) is the entry's; `start`, `end` and `quote` are the line of the value.
    """

    verb: Verb
    node: str
    field: str
    read: str | None
    value: str | None
    kind: str | None
    after: str | None
    by: str
    on: date
    reason: str
    reference: str | None
    line: int
    value_line: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of corrections: its file, the checksum of the source it is for (None: any), its entries, its faults."""

    source: Source
    sha256: str | None
    entries: tuple[Entry, ...]
    faults: tuple[AqbError, ...]
