"""Steps of a build that write files: one whose input is the same leaves the files as they are.

What a step gave and which files it wrote is known from the cache, the files themselves are those of the publication
before: a step is only spared when both still fit each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from aqbgraph.publication.disk.apart import Apart, apart, give_back
from aqbgraph.publication.disk.cache import Cache
from aqbgraph.publication.disk.fingerprints import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from aqbgraph.publication.disk.before import Before
    from aqbgraph.publication.disk.file_notes import Noted
    from aqbgraph.publication.disk.writer import Writer

Result = TypeVar("Result")


class Told(NamedTuple):
    """What steps have done elsewhere: their files, and where it stands what they asked for and what is to be kept."""

    noted: Mapping[str, Noted]
    place: Path | None


@dataclass(frozen=True, slots=True)
class Steps:
    """Where files are written, the publication before, what is known of its steps, and with what all is made.

    `constant` is the digest of what every step depends on: our code, the settings.
    """

    writer: Writer
    before: Before
    cache: Cache = field(default_factory=Cache)
    constant: bytes = b""

    def given(self, *inputs: object) -> bytes:
        """The digest of what a step works on, to be asked for its result by."""
        return fingerprint((self.constant, inputs))

    def apart(self, beginnings: Iterable[str]) -> Steps:
        """The same for a process of its own, which knows what the steps gave whose names have these beginnings.

        Of the publication before it looks up what we have read: nobody writes to these notes any more.
        """
        return replace(self, writer=self.writer.apart(), cache=apart(self.cache, beginnings))

    def told(self) -> Told:
        """What a process of its own has written, asked for and kept."""
        if not isinstance(self.cache, Apart):
            raise TypeError("only what is apart tells")
        return Told(self.writer.noted, self.cache.told())

    def take(self, told: Told) -> None:
        """Adds what such a process told."""
        self.writer.noted.update(told.noted)
        give_back(self.cache, told.place)

    def kept(self, files: Mapping[str, Noted]) -> bool:
        """Takes over the files of a step that is spared; False when they are no longer as it left them."""
        return self.writer.keep(self.before, files)

    def files(self, name: str, given: bytes, make: Callable[[Writer], Result]) -> Result:
        """What a step gives, done only when it has to be; all it writes it writes with the writer it is handed."""
        found = self.cache.result(name, given)
        if found is not None and self.kept(found[1]):
            known: Result = found[0]
            return known
        return self.made(name, given, make)

    def made(self, name: str, given: bytes, make: Callable[[Writer], Result]) -> Result:
        """The same, done in any case."""
        own = self.writer.apart()
        result = make(own)
        self.writer.noted.update(own.noted)
        self.cache.keep(name, given, (result, own.noted))
        return result

    def value(self, name: str, given: bytes, make: Callable[[], Result]) -> Result:
        """What a step gives that writes nothing."""
        found = self.cache.result(name, given)
        if found is not None:
            known: Result = found[0]
            return known
        result = make()
        self.cache.keep(name, given, (result,))
        return result
