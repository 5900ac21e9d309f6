"""Work that nobody waits for yet: a process of its own does it, while the build goes on with something else.

A process is forked for each, so it begins with all that is known by then, and sends back nothing but its result. Where
there is no room for one, the work is done by who asks for the result.
"""

from __future__ import annotations

import multiprocessing
import pickle
import traceback
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from aqbgraph.pipeline.spreading import children
from aqbgraph.pipeline.spreading.children import exhausted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from aqbgraph.publication.disk.steps import Steps, Told

Result = TypeVar("Result")


@dataclass(slots=True)
class Aside(Generic[Result]):
    """A piece of work. It waits, or a process has begun it, or it was asked for."""

    do: Callable[[], Result]
    process: BaseProcess | None = None
    answer: Connection | None = None

    def start(self) -> None:
        """Begins it in a process of its own."""
        self.answer, end = multiprocessing.Pipe(duplex=False)
        self.process = multiprocessing.Process(target=_work, args=(self.do, end))
        with children.held():
            self.process.start()
        # Only the process has it now, so that its death is the end of what we read.
        end.close()

    @property
    def works(self) -> bool:
        """Whether a process is at it."""
        return self.answer is not None and not self.answer.closed and not self.answer.poll()

    def result(self) -> Result:
        """What it gives, to be asked for once.

        Raises:
            PublicationError: its process was ended.
        """
        if self.process is None or self.answer is None:
            return self.do()
        try:
            good, found = self.answer.recv()
        except (EOFError, OSError):
            # Dead before it answered, or while it did.
            raise exhausted() from None
        finally:
            self.answer.close()
        self.process.join()
        if not good:
            raise found
        result: Result = found
        return result


@dataclass(slots=True)
class Asides:
    """Room for so many processes at once; without room, work is done when it is begun."""

    room: int
    _under_way: list[Aside[Any]] = field(default_factory=list)
    _waiting: list[Aside[Any]] = field(default_factory=list)

    @property
    def free(self) -> bool:
        """Whether what begins now has a process at once."""
        return self._free() > 0

    def begin(self, do: Callable[[], Result]) -> Callable[[], Result]:
        """Begins work; who needs its result calls what is given back, once."""
        if not self.room:
            result = do()
            return lambda: result
        one = Aside(do)
        self._waiting.append(one)
        self._fill()

        def taken() -> Result:
            if one in self._waiting:
                self._waiting.remove(one)
            self._fill()
            result = one.result()
            self._fill()
            return result

        return taken

    def end(self) -> None:
        """Ends what nobody will ask for any more."""
        for one in self._under_way:
            if one.process is not None:
                one.process.terminate()
                one.process.join()

    def _free(self) -> int:
        return self.room - sum(one.works for one in self._under_way)

    def _fill(self) -> None:
        for _ in range(min(self._free(), len(self._waiting))):
            one = self._waiting.pop(0)
            one.start()
            self._under_way.append(one)


@dataclass(frozen=True, slots=True)
class Beside:
    """Steps of a build, and room for more of them at the same time."""

    steps: Steps
    room: Asides

    def begin(self, do: Callable[[Steps], Result], *beginnings: str) -> Callable[[], Result]:
        """Begins a step that writes files of its own; of others it knows those whose names have these beginnings."""
        later = self.room.begin(partial(_told, do, self.steps.apart(beginnings)))

        def taken() -> Result:
            result, told = later()
            self.steps.take(told)
            return result

        return taken


@contextmanager
def asides(processes: int) -> Iterator[Asides]:
    """Room beside this process where there are so many in all; it can only be had where processes are forked."""
    forked = multiprocessing.get_start_method() == "fork"
    made = Asides(processes - 1 if forked else 0)
    try:
        yield made
    finally:
        made.end()


def _told(do: Callable[[Steps], Result], own: Steps) -> tuple[Result, Told]:
    return do(own), own.told()


def _work(do: Callable[[], Result], end: Connection) -> None:
    children.begin()
    try:
        answer: tuple[bool, object] = True, do()
    except Exception as error:  # noqa: BLE001  # whatever it is, the parent raises it
        answer = False, _sendable(error, traceback.format_exc())
    end.send(answer)


def _sendable(error: Exception, trace: str) -> Exception:
    """The error with where it came from; what does not survive the way is told in its words."""
    error.add_note(trace)
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  # our own
    except Exception:  # noqa: BLE001  # pickle calls what the error says that it is made by
        told = RuntimeError(f"{type(error).__name__}: {error}")
        told.add_note(trace)
        return told
    return error
