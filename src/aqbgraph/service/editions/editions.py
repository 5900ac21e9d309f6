"""The publication being served, and how the next one takes its place while the service runs.

`aqbgraph build` replaces the folder in one rename, so a changed list of files means that all may have changed. The next
edition is loaded beside the one being served, which goes on answering what it still can; then files and queries are
switched at once. What cannot be loaded is told in the log and by `fault`, and tried again.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aqbgraph.errors import AqbError
from aqbgraph.publication.disk import published
from aqbgraph.service.editions.page import QueryPage
from aqbgraph.service.editions.resources import Resources
from aqbgraph.service.engines.engine import Engine
from aqbgraph.service.engines.flights import Flights
from aqbgraph.service.replies.answers import Answer, deliver
from aqbgraph.service.replies.keeping import Keeping
from aqbgraph.service.workers.waiting import to_the_end

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from starlette.types import Receive, Scope, Send

    from aqbgraph.publication.disk.published import Publication, Stamp
    from aqbgraph.publication.publisher.theme import Theme
    from aqbgraph.service.limits import Limits

LOOK = 1.0  # seconds between two looks at the folder
RETRY = 5.0  # seconds until what could not be loaded is tried again, though its list is the same: files may follow it
SETTLE = 0.1  # seconds after a failure until the list is compared: it may have been replaced while it was read

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Edition:
    """A publication as served: its files, its query page, the engine over its data, and results by their tag."""

    publication: Publication
    engine: Engine
    resources: Resources
    page: QueryPage
    results: Keeping[str, Answer]
    flights: Flights[Answer] = field(default_factory=Flights)
    ending: contextlib.AsyncExitStack = field(default_factory=contextlib.AsyncExitStack)

    async def start(self) -> None:
        """Loads the data.

        Raises:
            PublicationError: it cannot be loaded.
        """
        await self.ending.enter_async_context(self.engine.running())

    async def retire(self) -> None:
        """Ends the engine when what was asked of it is answered."""
        try:
            await asyncio.sleep(SETTLE)  # for questions on their way to it
            await self.engine.drained()
        finally:
            await to_the_end(self.ending.aclose())


def local(publication: Publication, limits: Limits) -> Engine:
    """Evaluates queries here."""
    return Engine(publication.data, limits)


def _edition(
    folder: Path, limits: Limits, engines: Callable[[Publication, Limits], Engine], theme: Theme | None
) -> Edition:
    publication = published.load(folder, theme)
    engine = engines(publication, limits)
    return Edition(
        publication, engine, Resources(publication), QueryPage(publication), Keeping(limits.cache, limits.cached)
    )


class Editions:
    """Looks after the folder of a publication, while `running()`. `fault` is why the newest cannot be served, or "".

    Raises:
        PublicationError: the folder is no publication, or a damaged one.
    """

    def __init__(
        self,
        folder: Path,
        limits: Limits,
        engines: Callable[[Publication, Limits], Engine] = local,
        theme: Theme | None = None,
    ) -> None:
        self.limits = limits
        self._theme = theme
        self._engines = engines
        self.fault = ""
        self._folder = folder
        self._stamp = published.stamp_of(folder)
        self.current = _edition(folder, limits, engines, theme)
        self._last: Stamp | None = None
        self._failed = 0.0
        self._looked = 0.0
        self._loading: asyncio.Task[None] | None = None
        self._retiring: set[asyncio.Task[None]] = set()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[Editions]:
        """Serves until left.

        Raises:
            PublicationError: the data cannot be loaded.
        """
        await self.current.start()
        gc.collect()
        gc.freeze()  # a tenth of a query's time went into looking through what stays anyway
        try:
            yield self
        finally:
            tasks = [*self._retiring, *([self._loading] if self._loading else [])]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await to_the_end(self.current.ending.aclose())

    def look(self) -> None:
        """Begins to load a new publication if there is one; looks at the folder once in a while only."""
        if time.monotonic() - self._looked >= LOOK:
            self._look()

    async def renewed(self) -> bool:
        """Whether another edition is being served once a new publication, if there is one, has been loaded."""
        before = self.current
        self._look()
        if self._loading is not None:
            await asyncio.wait({self._loading})
        return self.current is not before

    def _look(self) -> None:
        self._looked = time.monotonic()
        if self._loading is not None:
            return
        found = published.stamp_of(self._folder)
        if found == self._stamp:
            self.fault = ""
        elif not self.fault or found != self._last or self._looked - self._failed >= RETRY:
            self._loading = asyncio.ensure_future(self._load())
            self._loading.add_done_callback(self._loaded)

    def _loaded(self, task: asyncio.Task[None]) -> None:
        self._loading = None
        if not task.cancelled() and (error := task.exception()) is not None:
            self._fail(error)

    async def _load(self) -> None:
        """Loads what lies in the folder, again if it was replaced meanwhile: a mix of two is none."""
        while (found := published.stamp_of(self._folder)) != self._stamp:
            self._last = found
            try:
                successor = await asyncio.to_thread(_edition, self._folder, self.limits, self._engines, self._theme)
                await successor.start()
            except AqbError as error:
                await asyncio.sleep(SETTLE)
                if published.stamp_of(self._folder) == found:
                    self._fail(error)
                    return
                continue
            if published.stamp_of(self._folder) == found:
                self._switch(successor, found)
            else:
                await successor.ending.aclose()
        self.fault = ""

    def _switch(self, successor: Edition, stamp: Stamp | None) -> None:
        retired, self.current, self._stamp = self.current, successor, stamp
        task = asyncio.ensure_future(retired.retire())
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)

    def _fail(self, error: BaseException) -> None:
        self._failed = time.monotonic()
        # Told to everyone by /api/health: where the folder lies is nobody's business.
        self.fault = str(error).replace(str(self._folder), self._folder.name)
        _log.error("Die neue Veröffentlichung wird nicht ausgeliefert, die alte gilt weiter: %s", error)


@dataclass(frozen=True, slots=True)
class Files:
    """The files of the edition being served, as an ASGI application."""

    editions: Editions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request; when the file is gone or not yet there, a new publication may have it."""
        del receive  # a request for a file has no body
        self.editions.look()
        answer = self.editions.current.resources.answer(scope)
        while answer.status in (404, 503) and await self.editions.renewed():
            answer = self.editions.current.resources.answer(scope)
        await deliver(answer, scope, send)
