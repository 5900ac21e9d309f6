"""Queries with SERVICE, for whoever runs the service and lists the endpoints that may be asked.

Workers have no network: the clauses are asked for here, all at once, and the query that a worker gets has their answers
in their place.
"""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aqbgraph.service.federation.fetching import Budget, FetchError, group, pool
from aqbgraph.service.federation.service_clauses import NOTHING_FOUND, calls
from aqbgraph.service.limits import MEBIBYTE
from aqbgraph.service.problems import EVALUATION, FOREIGN, MALFORMED, REMOTE, Problem
from aqbgraph.service.workers.lanes import busy

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import httpcore

    from aqbgraph.service.federation.service_clauses import Clause
    from aqbgraph.service.workers.frames import Question, Result

    Ask = Callable[[Question, float], Awaitable[Result]]

MOST = 10  # clauses of a query
ANSWERS = 4 * MEBIBYTE  # bytes of all answers to the clauses of a query
AT_ONCE = 8  # queries whose clauses are being asked for
PARSING = 1.0  # seconds
SHARE = 0.5  # of the time of a query that an endpoint may take; the rest is for what comes after

_MAY_CALL = re.compile(r"\bSERVICE\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Federation:
    """The endpoints that may be asked, by their IRIs."""

    allowed: frozenset[str]
    _places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def answered(self, question: Question, seconds: float, ask: Ask) -> Result:
        """The result of a query within so many seconds, by `ask` once its clauses are answered.

        Raises:
            Problem: an endpoint is not listed or not of use, or what `ask` raises.
        """
        found = calls(question) if _MAY_CALL.search(question.query) else None
        if found is None or not found.clauses:
            return await ask(question, seconds)
        begun = time.monotonic()
        try:
            groups = await self._groups(found.clauses, seconds * SHARE)
        except Problem as problem:
            return await _malformed(question, ask, problem)
        left = max(0.001, seconds - (time.monotonic() - begun))
        result = await ask(question._replace(query=found.answered(groups)), left)
        if result.problem != MALFORMED.name:
            return result
        return await ask(question, left)  # positions in a message are for the query as it was asked

    async def _groups(self, clauses: tuple[Clause, ...], seconds: float) -> list[str]:
        if len(clauses) > MOST:
            raise Problem(
                EVALUATION,
                f"Die Abfrage hat {len(clauses)} Mal SERVICE; erlaubt sind {MOST}.",
                f"The query has SERVICE {len(clauses)} times; the limit is {MOST}.",
            )
        for clause in clauses:
            if clause.endpoint not in self.allowed and not clause.silent:
                raise self._not_listed(clause)
        budget, until = Budget(ANSWERS), time.monotonic() + seconds
        try:
            await asyncio.wait_for(self._places.acquire(), seconds)
        except TimeoutError as error:
            raise busy("kein Platz wurde rechtzeitig frei", "no slot became free in time") from error
        try:
            async with pool() as connections, asyncio.TaskGroup() as tasks:
                asked = [tasks.create_task(self._group(connections, clause, budget, until)) for clause in clauses]
        finally:
            self._places.release()
        outcomes = [task.result() for task in asked]
        for outcome in outcomes:
            if isinstance(outcome, Problem):
                raise outcome
        return [outcome for outcome in outcomes if isinstance(outcome, str)]

    async def _group(
        self, connections: httpcore.AsyncConnectionPool, clause: Clause, budget: Budget, until: float
    ) -> str | Problem:
        """The rows of a clause; one that may fail has a row all the same, also where it must not be asked."""
        if clause.endpoint not in self.allowed:
            return NOTHING_FOUND
        try:
            async with asyncio.timeout(until - time.monotonic()):
                return await group(connections, clause.endpoint, clause.query, budget)
        except TimeoutError:
            problem = _failed(clause, FetchError("antwortet nicht rechtzeitig", "does not answer in time"))
        except FetchError as error:
            problem = _failed(clause, error)
        return NOTHING_FOUND if clause.silent else problem

    def _not_listed(self, clause: Clause) -> Problem:
        listed = ", ".join(sorted(self.allowed))
        return Problem(
            REMOTE,
            f"SERVICE <{clause.endpoint}> ist hier nicht erlaubt. Erlaubt: {listed}",
            f"SERVICE <{clause.endpoint}> is not allowed here. Allowed: {listed}",
        )


async def _malformed(question: Question, ask: Ask, problem: Problem) -> Result:
    """What is wrong with the query itself; it goes before what is wrong with an endpoint.

    Raises:
        Problem: the one given, if the query is well-formed.
    """
    # Without any format a worker parses a query and evaluates no more than an ASK.
    parsing = question._replace(formats=dict.fromkeys(question.formats))
    try:
        result = await ask(parsing, PARSING)
    except Problem:
        raise problem from None
    if result.problem != MALFORMED.name:
        raise problem
    return result


def _failed(clause: Clause, error: FetchError) -> Problem:
    return Problem(
        FOREIGN,
        f"SERVICE <{clause.endpoint}> {error.german}.",
        f"SERVICE <{clause.endpoint}> {error.english}.",
    )
