"""A command that is stopped from outside says so in one line and ends as its callers expect."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
# https://tldp.org/LDP/abs/html/exitcodes.html: 130 after Ctrl-C, 143 after SIGTERM
_STOPPED = 128


class _Stopped(BaseException):
    """No `Exception`, so that nobody on the way takes it for a fault of a document."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def _stop(number: int, _: FrameType | None) -> None:
    # A second Ctrl-C would break off the clearing away.
    for one in _SIGNALS:
        signal.signal(one, signal.SIG_IGN)
    raise _Stopped(number)


@contextmanager
def told_when_stopped(message: Callable[[], str]) -> Iterator[None]:
    """Ctrl-C and SIGTERM let everything be cleared away, then tell `message` and end the process with 130 or 143."""
    before = {number: signal.signal(number, _stop) for number in _SIGNALS}
    try:
        yield
    except _Stopped as stopped:
        click.echo(message(), err=True)
        raise SystemExit(_STOPPED + stopped.number) from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
