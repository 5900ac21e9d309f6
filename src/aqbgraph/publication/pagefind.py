"""Pagefind's indexer as a process: pages go in one by one, in our order, and an index comes out.

Its own command walks the folder in the order of the file system, which is another on each machine; so it runs as a
service here and is told each page. Messages are JSON in Base64, each ends in a comma, each is answered by one.
https://pagefind.app/docs/py-api/ (its Python package speaks the same, but waits a tenth of a second for each answer)
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from base64 import b64decode, b64encode
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import IO, TYPE_CHECKING, Any

from aqbgraph.errors import PublicationError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_END = b","
_TOLD = 500  # bytes of what it says when it fails


@dataclass(frozen=True, slots=True)
class Indexer:
    """An index in the making, held by the process at the other end."""

    asking: IO[bytes]
    answering: IO[bytes]
    index: int

    def add(self, path: str, html: str) -> None:
        """Adds a page; `path` is where it lies below the root of the site.

        Raises:
            PublicationError: pagefind cannot read it, or has gone.
        """
        self._ask("AddFile", file_path=path, file_contents=html)

    def files(self, wanted: Callable[[str], object]) -> dict[str, bytes]:
        """The index and the scripts that read it, by their paths, as far as these are `wanted`: scripts are most of it.

        Told to write them itself, pagefind answers before they are written, and leaves some empty when it ends.

        Raises:
            PublicationError: it fails.
        """
        found = self._ask("GetFiles")["files"]
        return {path: b64decode(file["content"]) for file in found if wanted(path := file["path"])}

    def _ask(self, kind: str, **members: str) -> dict[str, Any]:
        return _ask(self.asking, self.answering, {"type": kind, "index_id": self.index, **members})


def installed() -> bool:
    """Whether there is an indexer here: its package holds a program, which not every platform has."""
    return find_spec("pagefind_bin") is not None


@dataclass(frozen=True, slots=True)
class _Service:
    """A process that makes one index after the other; `said` is what it says when it fails."""

    asking: IO[bytes]
    answering: IO[bytes]
    said: IO[bytes]

    @contextmanager
    def indexer(self, not_indexed: tuple[str, ...]) -> Iterator[Indexer]:
        config = {"keep_index_url": True, "exclude_selectors": list(not_indexed)}
        try:
            made = _ask(self.asking, self.answering, {"type": "NewIndex", "config": config})
            yield Indexer(self.asking, self.answering, made["index_id"])
            _ask(self.asking, self.answering, {"type": "DeleteIndex", "index_id": made["index_id"]})
        except (OSError, ValueError, KeyError) as error:
            self.said.seek(0)
            told = self.said.read(_TOLD).decode(errors="replace").strip()
            raise _unfinished(told or str(error)) from error


@dataclass(frozen=True, slots=True)
class Indexers:
    """As many processes as are asked for at the same time: to start one takes as long as to read two pages."""

    _started: ExitStack
    _idle: list[_Service] = field(default_factory=list)

    @contextmanager
    def indexer(self, not_indexed: tuple[str, ...] = ()) -> Iterator[Indexer]:
        """An empty index; what the selectors in `not_indexed` find is left out of each page.

        Raises:
            PublicationError: its process does not start, or fails; that one is not asked again.
        """
        try:
            service = self._idle.pop()
        except IndexError:
            service = self._started.enter_context(_service())
        with service.indexer(not_indexed) as index:
            yield index
        self._idle.append(service)


@contextmanager
def indexers() -> Iterator[Indexers]:
    """They end with this."""
    with ExitStack() as started:
        yield Indexers(started)


@contextmanager
def _service() -> Iterator[_Service]:
    with tempfile.TemporaryFile() as said, _process(said) as (asking, answering):
        yield _Service(asking, answering, said)


@contextmanager
def _process(said: IO[bytes]) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """It ends when nobody asks any more, and at once when we fail."""
    import pagefind_bin  # noqa: PLC0415  # only where it is installed

    command = [str(pagefind_bin.get_executable()), "--service"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said) as process:  # noqa: S603
        if process.stdin is None or process.stdout is None:
            raise OSError("no pipes")
        try:
            yield process.stdin, process.stdout
        except BaseException:
            process.kill()
            raise


def _ask(asking: IO[bytes], answering: IO[bytes], payload: dict[str, Any]) -> dict[str, Any]:
    asking.write(b64encode(json.dumps({"message_id": 1, "payload": payload}).encode()) + _END)
    asking.flush()
    answer: dict[str, Any] = json.loads(b64decode(_answer(answering)))["payload"]
    if answer["type"] == "Error":
        raise _unfinished(str(answer.get("message"))[:_TOLD])
    return answer


def _answer(answering: IO[bytes]) -> bytes:
    """Up to the comma. Nothing comes after it: one question, one answer."""
    got = bytearray()
    while not got.endswith(_END):
        more = answering.read1(1 << 20)  # type: ignore[attr-defined]  # a pipe is buffered
        if not more:
            raise OSError("pagefind has ended")
        got += more
    return bytes(got[: -len(_END)])


def _unfinished(told: str) -> PublicationError:
    return PublicationError(f"Das Suchverzeichnis ist nicht fertig geworden (pagefind: {told}).")
