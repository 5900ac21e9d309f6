"""Sources that lie elsewhere: below an address of the web, in an object store, wherever fsspec reaches.

Only an address that the user named is asked, and what is listed below it; credentials are those that fsspec finds in
the environment. https://filesystem-spec.readthedocs.io/
"""

from __future__ import annotations

import errno
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Literal, NewType
from urllib.parse import quote, unquote, urlsplit

from aqbgraph.correction import SUFFIX as CORRECTIONS
from aqbgraph.errors import WrongUse
from aqbgraph.reading.finding.companions import SERIES
from aqbgraph.reading.finding.folders import LIST, is_nobodys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fsspec import AbstractFileSystem

# "s3://bucket/agreements/": where sources are looked for.
Address = NewType("Address", str)

_WEB = ("http", "https")
# A server whose pages lead ever deeper is none that lists documents.
_DEEPEST = 32


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A file at an address."""

    url: str

    def __str__(self) -> str:
        return self.url

    @property
    def name(self) -> str:
        """Its last name, as people write it."""
        return _shown(self.url).rpartition("/")[2]

    @property
    def folders(self) -> tuple[str, ...]:
        """The names above it, from the innermost."""
        return tuple(reversed(_shown(self.url).split("/")[:-1]))

    def open(self, mode: Literal["rb"]) -> IO[bytes]:
        """Its bytes, as they come.

        Raises:
            OSError: they cannot be had.
        """
        with _told(self.url):
            system, path = _system(self.url)
            stream: IO[bytes] = system.open(path, mode)
        return stream


@dataclass(frozen=True, slots=True)
class Found:
    """A file below an address: what it is called from there, and its size in bytes, 0 where the listing has none.

    `outright`: it is what the address names.
    """

    file: Elsewhere
    name: PurePosixPath
    size: int
    outright: bool = False


def is_address(word: str) -> bool:
    """Whether what somebody named is an address and no path: "https://…", "s3://…", "memory://…"."""
    scheme, mark, _ = word.partition("://")
    return bool(mark) and scheme.isascii() and scheme.isalnum()


def listed(address: Address) -> tuple[Found, ...]:
    """The files below an address, hidden ones left out; or the one that lies there, with what is beside it.

    Raises:
        WrongUse: there is nothing, or nobody answers; or what reaches it is not installed.
    """
    try:
        with _told(address):
            system, path = _system(address)
            system.invalidate_cache()
            found = tuple(_found(system, path, address))
    except OSError as error:
        raise WrongUse(f"{address} ist nicht erreichbar: {error.strerror}.") from error
    if not found:
        raise WrongUse(f"{address} gibt es nicht, oder es liegt nichts darunter.")
    return found


def _found(system: AbstractFileSystem, path: str, address: str) -> Iterator[Found]:
    if not address.endswith("/") and (urlsplit(address).scheme in _WEB or system.isfile(path)):
        yield from _single(system, path)
        return
    above = path.rstrip("/") + "/"
    if _on_web(system) and system.exists(above + LIST):
        # Its first page would be shown in place of a list, and each page be taken for a document.
        yield Found(Elsewhere(above + LIST), PurePosixPath(LIST), 0)
        return
    for one, size in _below(system, path):
        if one.startswith(above):
            yield Found(Elsewhere(system.unstrip_protocol(one)), PurePosixPath(_named(system, one[len(above) :])), size)


def _below(system: AbstractFileSystem, path: str, depth: int = 0) -> Iterator[tuple[str, int]]:
    """The files in a folder and all below it but what is hidden, each with its size; of a publication its list alone.

    fsspec's own `walk` passes over folders that cannot be listed.
    """
    if depth == _DEEPEST:
        raise WrongUse(f"{path} liegt {_DEEPEST} Ordner tief. Bitte eine Adresse weiter unten nennen.")
    listed = {told["name"].rstrip("/").rpartition("/")[2]: told for told in system.ls(path, detail=True)}
    if LIST in listed:
        yield listed[LIST]["name"], 0
        return
    for name, told in sorted(listed.items()):
        if is_nobodys(name) or told["name"].rstrip("/") == path.rstrip("/"):
            continue
        if told["type"] == "directory":
            yield from _below(system, told["name"], depth + 1)
        elif told["type"] == "file":
            yield told["name"], told.get("size") or 0


def _single(system: AbstractFileSystem, path: str) -> Iterator[Found]:
    """A file named outright, and its companions where there are any."""
    folder, _, last = path.rpartition("/")
    name = PurePosixPath(_named(system, last))
    yield Found(Elsewhere(system.unstrip_protocol(path)), name, system.info(path).get("size") or 0, outright=True)
    for other in (name.stem + CORRECTIONS, SERIES):
        beside = f"{folder}/{quote(other) if _on_web(system) else other}"
        if system.exists(beside):
            yield Found(Elsewhere(system.unstrip_protocol(beside)), PurePosixPath(other), 0)


def _system(url: str) -> tuple[AbstractFileSystem, str]:
    """What reaches an address, and what the address is called there.

    Raises:
        WrongUse: it is not installed, or there is no such thing.
    """
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise WrongUse(f"Für {url} fehlt ein Zusatz. Bitte so installieren: pip install 'aqbgraph[remote]'.") from error
    if "::" in url:
        raise WrongUse(f"{url}: Verkettete Adressen werden nicht gelesen. Bitte eine einfache nennen.")
    try:
        system, path = url_to_fs(url)
    except ImportError as error:
        raise WrongUse(f"Für {url} fehlt ein Paket: {error}") from error
    except ValueError as error:
        raise WrongUse(f"{url} ist keine Adresse, die gelesen werden kann: {error}") from error
    return system, path


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Each service has errors of its own; here they become what reading a file on a disk can meet."""
    try:
        yield
    except (WrongUse, OSError) as error:
        if isinstance(error, OSError) and error.strerror is None:
            raise _error(error, url) from error
        raise
    except Exception as error:
        raise _error(error, url) from error


def _error(error: Exception, url: str) -> OSError:
    if isinstance(error, FileNotFoundError):
        return FileNotFoundError(errno.ENOENT, f"{error if error.args else url} gibt es nicht")
    return OSError(errno.EIO, f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)


def _named(system: AbstractFileSystem, path: str) -> str:
    """Paths of the web are written in percent (RFC 3986, 2.1), others as they are."""
    return unquote(path) if _on_web(system) else path


def _on_web(system: AbstractFileSystem) -> bool:
    protocols = (system.protocol,) if isinstance(system.protocol, str) else system.protocol
    return not set(protocols).isdisjoint(_WEB)


def _shown(url: str) -> str:
    return unquote(url) if urlsplit(url).scheme in _WEB else url
