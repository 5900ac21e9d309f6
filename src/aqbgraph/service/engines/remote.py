"""Answers questions from a store elsewhere, within the same limits and with the same formats and problems.

A query is parsed by a worker of ours before anything is sent: what is malformed, too deep or wants to reach out never
leaves. The store's result is read up to a limit and written anew, so that its formats are ours, whatever the store.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from aqbgraph.errors import PublicationError
from aqbgraph.publication.publisher.stores import client
from aqbgraph.publication.rdf.named_graphs import NOTHING, graph_names, union_iri
from aqbgraph.service.engines.engine import Engine
from aqbgraph.service.engines.remote_results import GRAPH_TYPE, RESULT_TYPE, UnreadableError, rewritten
from aqbgraph.service.federation.remote_dataset import Graphs, ordered_twice, without_keywords
from aqbgraph.service.limits import Limits
from aqbgraph.service.problems import (
    BUSY,
    DEADLINE,
    EVALUATION,
    NOT_ACCEPTABLE,
    REMOTE,
    RESULT_TOO_LARGE,
    STORE,
    Problem,
)
from aqbgraph.service.replies.results import Kind
from aqbgraph.service.workers.ended import too_slow
from aqbgraph.service.workers.frames import Loaded, Question, Result

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aqbgraph.publication.disk.published import Publication
    from aqbgraph.publication.publisher.stores import RemoteStore
    from aqbgraph.service.federation.remote_dataset import RemoteQuery
    from aqbgraph.service.workers.begun import Begun

CONNECT = 5.0  # seconds
HELD = 60.0  # seconds for the store to tell whether it holds the publication
SHOWN = 300  # characters of what a store says of an error
# A store writes results in a longer form than some that we send.
LONGER = 4
# Virtuoso says so when it cuts a result off by its own limits, with a status of 200.
CUT = ("x-sparql-maxrows", "x-sql-state")
# What stores say when they have ended a query by their own limit.
_ENDED = ("timeout", "timed out", "s1t00", "execution time", "cancelled")


class RemoteEngine(Engine):
    """An engine whose own workers only parse; the store evaluates. While `running()`.

    Raises:
        PublicationError: the store is not there, or does not hold this publication.
    """

    steady = False  # the order of rows is the store's

    def __init__(self, publication: Publication, limits: Limits, store: RemoteStore) -> None:
        super().__init__(Path(os.devnull), limits)
        self._store = store
        names = graph_names(publication)
        self._graphs = Graphs(union_iri(publication), names, publication.base + NOTHING)
        self._loaded = Loaded(_held(store, self._graphs), len(names))
        self._http: httpx.AsyncClient | None = None
        self._places = asyncio.Semaphore(limits.slots)
        self._queued = 0

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[Engine]:
        """Answers until left."""
        timeout = httpx.Timeout(None, connect=CONNECT)
        most = httpx.Limits(max_connections=self.limits.slots)
        auth = self._store.auth
        async with (
            super().running(),
            httpx.AsyncClient(auth=auth, timeout=timeout, limits=most, trust_env=False) as self._http,
        ):
            yield self

    @property
    def loaded(self) -> Loaded:
        """What the store holds of this publication."""
        return self._loaded

    def begin(self, question: Question) -> Begun | None:
        """Nothing: the worker is only the first to be asked."""
        del question
        return None

    async def _asked_now(self, question: Question, allowed: float) -> Result:
        started = asyncio.get_running_loop().time()
        parsed = await self._parsed(question, question.query, allowed)
        name = question.formats[parsed.kind] if parsed.problem == NOT_ACCEPTABLE.name else None
        if name is None:
            return parsed
        query = self._graphs.query(question)
        if (probe := without_keywords(query.text)) != query.text:
            told = await self._parsed(question, probe, allowed)
            if (told.problem, told.kind) != (parsed.problem, parsed.kind):
                raise _reaching_out()
        left = allowed - (asyncio.get_running_loop().time() - started)
        async with self._place():
            return await self._evaluated(query, question, Kind(parsed.kind), name, left)

    async def _parsed(self, question: Question, text: str, allowed: float) -> Result:
        """What a worker makes of it without any format: it parses a query, tells its kind, and evaluates nothing."""
        asked = question._replace(query=text, formats=dict.fromkeys(question.formats))
        return await super()._asked_now(asked, allowed)

    @contextlib.asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        if self._places.locked() and self._queued >= self.limits.queue:
            raise _busy("alle Plätze der Warteschlange sind belegt", "the queue is full")
        self._queued += 1
        try:
            async with asyncio.timeout(self.limits.patience):
                await self._places.acquire()
        except TimeoutError as error:
            raise _busy("kein Platz wurde rechtzeitig frei", "no slot became free in time") from error
        finally:
            self._queued -= 1
        try:
            yield
        finally:
            self._places.release()

    async def _evaluated(self, query: RemoteQuery, question: Question, kind: Kind, name: str, allowed: float) -> Result:
        try:
            async with asyncio.timeout(allowed):
                content = await self._fetched(query, question, kind)
                # Written in a thread: the engine's reader and writers let others go on meanwhile.
                return await asyncio.to_thread(rewritten, content, kind, name, self.limits)
        except TimeoutError as error:
            raise too_slow(self.limits.deadline) from error
        except httpx.HTTPError as error:
            raise _away("ist nicht erreichbar", "cannot be reached") from error
        except UnreadableError as error:
            # The Oxigraph server breaks off in the middle of a result when its own time is up (its issue 1336).
            raise _away("hat kein vollständiges Ergebnis geschickt", "sent no complete result") from error

    async def _fetched(self, query: RemoteQuery, question: Question, kind: Kind) -> bytes:
        """What the store answers; leaving early closes the connection, by which it may learn that nobody waits."""
        if self._http is None:
            raise _away("ist nicht verbunden", "is not connected")
        if self._store.kind == "virtuoso" and (name := ordered_twice(question.query)):
            raise _mixed_up(name)
        form = {
            "query": f"BASE <{question.base}>\n{query.text}",
            "default-graph-uri": query.default,
            "named-graph-uri": query.named,
        }
        headers = {"Accept": GRAPH_TYPE if kind is Kind.GRAPH else RESULT_TYPE}
        most = self.limits.result * LONGER
        async with self._http.stream("POST", self._store.query, data=form, headers=headers) as answer:
            chunks: list[bytes] = []
            async for chunk in answer.aiter_bytes():
                most -= len(chunk)
                if most < 0:
                    raise _too_large(self.limits.result)
                chunks.append(chunk)
            _check(answer, b"".join(chunks))
            return b"".join(chunks)


def _held(store: RemoteStore, graphs: Graphs) -> int:
    """The number of triples of the publication in the store."""
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    form = {"query": query, "default-graph-uri": graphs.union, "named-graph-uri": graphs.nothing}
    try:
        with client(store.auth, HELD) as http:
            answer = http.post(store.query, data=form, headers={"Accept": RESULT_TYPE}).raise_for_status()
        count = int(rewritten(answer.content, Kind.SOLUTIONS, "csv", Limits()).body.split()[1])
    except (httpx.HTTPError, UnreadableError) as error:
        raise PublicationError(
            f"Der Speicher {store.query} beantwortet keine Abfrage: {error}. / The store answers no query."
        ) from error
    if not count:
        raise PublicationError(
            f"Der Speicher {store.query} enthält diese Veröffentlichung nicht; zuerst „aqbgraph push“ ausführen. "
            "/ The store does not hold this publication; run aqbgraph push first."
        )
    return count


def _check(answer: httpx.Response, content: bytes) -> None:
    if answer.is_success:
        if any(name in answer.headers for name in CUT):
            raise _cut()
        return
    said = " ".join(content[:SHOWN].decode("utf-8", "replace").split())
    if any(word in said.lower() for word in _ENDED):
        raise Problem(
            DEADLINE,
            "Der Speicher hat die Abfrage an seiner eigenen Zeitgrenze beendet.",
            "The store has ended the query at its own time limit.",
        )
    if answer.status_code == httpx.codes.BAD_REQUEST:
        # Parsed by us, but not understood there: a construct that this store does not know.
        raise Problem(
            EVALUATION,
            f"Der Speicher führt diese Abfrage nicht aus: {said}",
            f"The store does not evaluate this query: {said}",
        )
    raise _away(f"antwortet mit Status {answer.status_code}", f"answers with status {answer.status_code}")


def _reaching_out() -> Problem:
    return Problem(
        REMOTE,
        "SERVICE oder FROM steht hier so, dass verschiedene Programme Verschiedenes lesen; die Abfrage wird nicht "
        "weitergegeben. Bitte mit Leerzeichen davor und dahinter schreiben.",
        "SERVICE or FROM stands here in a way that programs read differently; the query is not passed on. Please put "
        "blanks before and behind it.",
    )


def _mixed_up(name: str) -> Problem:
    return Problem(
        EVALUATION,
        f"{name} steht in ORDER BY zweimal; der Speicher dieses Dienstes (Virtuoso) vermengt dann Zeilen. Bitte nur "
        "einmal nennen.",
        f"{name} stands in ORDER BY twice; the store of this service (Virtuoso) then mixes rows. Please name it once.",
    )


def _too_large(most: int) -> Problem:
    return Problem(
        RESULT_TOO_LARGE,
        f"Das Ergebnis ist größer als die erlaubten {most} Bytes; bitte mit LIMIT eingrenzen.",
        f"The result is larger than the limit of {most} bytes; please narrow it down with LIMIT.",
    )


def _cut() -> Problem:
    return Problem(
        RESULT_TOO_LARGE,
        "Der Speicher hat das Ergebnis an seiner eigenen Grenze abgeschnitten; bitte mit LIMIT eingrenzen.",
        "The store has cut the result off at its own limit; please narrow it down with LIMIT.",
    )


def _away(german: str, english: str) -> Problem:
    return Problem(
        STORE,
        f"Der Speicher hinter diesem Dienst {german}. Bitte später noch einmal versuchen.",
        f"The store behind this service {english}. Please try again later.",
        (("Retry-After", "5"),),
    )


def _busy(german: str, english: str) -> Problem:
    return Problem(
        BUSY,
        f"Der Dienst ist ausgelastet: {german}. Bitte gleich noch einmal versuchen.",
        f"The service is busy: {english}. Please try again shortly.",
        (("Retry-After", "5"),),
    )
