"""Writes a publication beside the old one and switches in one rename: it is whole, or it is the old one."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from hashlib import file_digest, sha256
from itertools import islice
from pathlib import Path
from stat import S_ISREG
from typing import IO, TYPE_CHECKING

from aqbgraph import __version__
from aqbgraph.errors import PublicationError, WrongUse, reason
from aqbgraph.publication.disk import file_list
from aqbgraph.publication.disk.file_notes import Noted, Notes
from aqbgraph.publication.disk.locking import workplace
from aqbgraph.publication.disk.published import FORMAT, LIST
from aqbgraph.publication.disk.room import room
from aqbgraph.publication.disk.sifting import among, entries, sifted
from aqbgraph.publication.disk.untrusted import FAULTS, regular
from aqbgraph.publication.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, MutableMapping

    from aqbgraph.publication.disk.before import Before

# In a cache: the publication before the one that is published, or what a build has left that was not finished.
SPARE = "spare"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@dataclass(frozen=True, slots=True)
class Writer:
    """Puts files into the folder that is to become the publication. Paths are relative, with slashes.

    `old` is the publication that it takes the place of, None when there is none: a file that has not changed stays the
    one it was, with its time, so that neither a disk nor who copies the publication elsewhere writes it again.
    `noted` are the files written so far, as the list will name them; those that are streamed it finds at the end.
    """

    folder: Path
    old: Path | None = None
    noted: MutableMapping[str, Noted] = field(default_factory=dict)

    def write(self, path: str, content: bytes) -> None:
        """Writes a file, its folders included."""
        target = self.folder / path
        room(target)
        if not (self.old and _link(self.old / path, target, content)):
            target.write_bytes(content)
        self.noted[path] = Noted(len(content), sha256(content).hexdigest())

    def apart(self) -> Writer:
        """One that puts files into the same folder and takes notes of its own: what a single step writes."""
        return replace(self, noted={})

    def keep(self, old: Before, files: Mapping[str, Noted]) -> bool:
        """Takes files over from the publication before; False when one of them is not there any more as noted."""
        folder = str(self.folder)
        if not all(old.link(path, noted, f"{folder}/{path}") for path, noted in files.items()):
            return False
        self.noted.update(files)
        return True

    def take(self, path: str, source: Path, noted: Noted) -> None:
        """Takes over a file that nobody ever writes into: the same under another name, where there are such."""
        target = self.folder / path
        room(target)
        try:
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)
        self.noted[path] = noted

    def discard(self) -> None:
        """Takes away all files that were written, as far as this one has noted them."""
        for path in self.noted:
            (self.folder / path).unlink(missing_ok=True)
        self.noted.clear()

    def clear(self, path: str) -> None:
        """Takes away whatever lies there of a resource, noted or not: who wrote it may have died over it."""
        for language in LANGUAGES:
            target = self.folder / language.folder / path
            shutil.rmtree(target, ignore_errors=True)
            for file in target.parent.glob(f"{target.name}.*"):
                file.unlink()

    @contextmanager
    def opened(self, path: str) -> Iterator[IO[bytes]]:
        """A file to be written bit by bit, its folders included."""
        target = self.folder / path
        room(target)
        with target.open("wb") as file:
            yield file
        self.noted[path] = _noted(target)

    def note(self, paths: Iterable[str]) -> None:
        """Notes files that something else has written."""
        for path in paths:
            self.noted[path] = _noted(self.folder / path)

    def close(self, base_iri: str, licence: str) -> str:
        """Writes the manifest and returns its digest, which names the publication; what nobody has noted goes."""
        head = {"format": FORMAT, "baseIri": base_iri, "licence": licence, "version": __version__}
        # Never the file of before: its time tells whether another file was touched since (before.py).
        room(self.folder / LIST)
        return file_list.write(self.folder / LIST, head, sifted(self.folder, LIST, _in_order(self.noted)))


def _in_order(noted: Mapping[str, Noted]) -> Iterable[tuple[str, Noted]]:
    return noted.items() if isinstance(noted, Notes) else sorted(noted.items())


def _link(old: Path, target: Path, content: bytes) -> bool:
    """Links a published file that has this content already; False where there is none or links cannot be made."""
    try:
        found = old.lstat()
        if not S_ISREG(found.st_mode) or found.st_size != len(content) or old.read_bytes() != content:
            return False
        os.link(old, target)
    except OSError:
        return False
    return True


def _files(folder: Path) -> Iterator[str]:
    """The paths of all files below a folder but the list itself, in their order; none where no folder is."""
    for name in _below(str(folder), "") if folder.is_dir() else ():
        if name != LIST:
            yield name


def _below(folder: str, path: str) -> Iterator[str]:
    for name, place in entries(folder):
        if name.endswith("/"):
            yield from _below(place, path + name)
        else:
            yield path + name


def _noted(path: Path) -> Noted:
    """Never whole in memory: a dump may be larger than that."""
    with path.open("rb") as file:
        return Noted(os.fstat(file.fileno()).st_size, file_digest(file, "sha256").hexdigest())


def check_target(target: Path, sources: Iterable[Path] = (), listed: Container[str] = ()) -> None:
    """Refuses a target whose replacement would take along what is no part of a publication; `listed` are its files.

    Raises:
        WrongUse: as `check_place`; or `target` holds files that its own list does not name, or one of the `sources`.
    """
    check_place(target)
    inside = [path for path in sources if path.resolve().is_relative_to(target)]
    if inside:
        raise WrongUse(f"{inside[0]} liegt im Zielordner {target} und ginge beim Veröffentlichen verloren.")
    known = among(listed.items()) if isinstance(listed, Notes) else (listed or _named_at_least(target)).__contains__
    foreign = list(islice((name for name in _files(target) if not known(name)), 4))
    if foreign:
        shown = ", ".join(foreign[:3]) + (" …" if len(foreign) > 3 else "")
        raise WrongUse(f"{target} enthält fremde Dateien ({shown}); es wird nichts überschrieben.")


def check_place(target: Path) -> None:
    """Refuses what cannot be renamed, whatever it holds.

    Raises:
        WrongUse: `target` is a file, the folder we stand in or one above it, or a mount point.
    """
    if target.exists() and not target.is_dir():
        raise WrongUse(f"{target} ist kein Ordner.")
    if Path.cwd().resolve().is_relative_to(target):
        raise WrongUse(f"{target} ist der Ordner, in dem der Befehl läuft. Bitte einen anderen Zielordner nennen.")
    if target.is_mount():
        raise WrongUse(
            f"{target} ist ein eingehängtes Laufwerk und lässt sich nicht in einem Zug ersetzen. Bitte einen Ordner "
            f"darin nennen, etwa {target / 'public'}."
        )


def _named_at_least(target: Path) -> Container[str]:
    """The names alone say whose the files are; what else is wrong with the list is told by who needs it."""
    with suppress(*FAULTS):
        return set(json.loads(regular(target / LIST))["files"])
    return ()


@contextmanager
def staging(target: Path, cache: Path | None = None) -> Iterator[Writer]:
    """A folder beside the target, on the same file system; it goes away unless `switch` was called.

    `target` is the folder itself, not a link to it: a link would be swapped in its place. With a `cache` it is a
    folder from the last time, and is left there for the next: nearly all its files are those of the target under
    another name, and need no new one.

    Raises:
        PublicationError: the place cannot be written to.
    """
    with workplace(target) as folder, _borrowed(cache and cache / SPARE, folder):
        try:
            yield Writer(folder, target if target.is_dir() else None, Notes())
        except OSError as error:
            kept = "Die alte Veröffentlichung gilt weiter" if target.is_dir() else "Nichts ist veröffentlicht"
            raise PublicationError(f"Schreiben nach {target} ist gescheitert ({reason(error)}). {kept}.") from error


@contextmanager
def _borrowed(spare: Path | None, folder: Path) -> Iterator[None]:
    """Lends what is spare as a folder; that may lie on another file system, where it is of no use."""
    if spare is None:
        yield
        return
    with suppress(OSError):
        spare.rename(folder)
        folder.chmod(0o700)
    try:
        yield
    finally:
        with suppress(OSError):
            folder.rename(spare)


def switch(writer: Writer, target: Path) -> None:
    """Puts the new publication in the place of the old one; what was there is thrown away by `staging`."""
    writer.folder.chmod(0o755)
    if not target.exists():
        writer.folder.rename(target)
    elif not _exchange(writer.folder, target):
        # Without an exchange in the kernel there is a moment without a publication, but never half a one.
        old = writer.folder.with_name(writer.folder.name + "-old")
        target.rename(old)
        writer.folder.rename(target)
        old.rename(writer.folder)


def _exchange(one: Path, other: Path) -> bool:
    """Swaps two folders at once (renameat2(2), RENAME_EXCHANGE); False where the system has no such call."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    done: int = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return done == 0
