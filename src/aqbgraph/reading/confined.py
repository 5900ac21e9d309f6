"""Runs what reads foreign binary formats in a process of its own, which can be ended.

A library that hangs, eats all memory or crashes over a broken file must not take the other documents of a build along;
nothing inside a process can stop it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from aqbgraph.errors import Place, ReadingError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Enough for the longest document that is read, and little enough to wait for.
SECONDS = 120
MEMORY = 2_000_000_000


def run_module(module: str, arguments: Sequence[str], content: bytes, name: str) -> bytes:
    """What a module of ours writes for a file's bytes; it limits itself with `limit`.

    Raises:
        ReadingError: it takes too long, or does not survive.
    """
    command = [sys.executable, "-P", "-m", module, *arguments]
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return run(command, name, content=content, environment={"PYTHONPATH": path})


def run(
    command: Sequence[str],
    name: str,
    *,
    content: bytes = b"",
    environment: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
) -> bytes:
    """What a program writes; a file it cannot take is refused.

    Raises:
        ReadingError: it takes longer than `seconds`, or ends with an error.
    """
    try:
        done = subprocess.run(  # noqa: S603  # a command of ours; the file's name is never part of it
            command,
            input=content,
            capture_output=True,
            check=False,
            timeout=seconds,
            env={**os.environ, **(environment or {})},
        )
    except subprocess.TimeoutExpired as error:
        message = f"Das Lesen dauerte länger als {seconds:.0f} Sekunden und wurde abgebrochen. Bitte die Datei prüfen."
        raise ReadingError(message, Place(name)) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = f" ({said[-1][:200]})" if said else ""
        message = f"Die Datei ist nicht lesbar: Das Programm zum Lesen brach ab{reason}. Ist sie beschädigt?"
        raise ReadingError(message, Place(name))
    return done.stdout


def limit() -> None:
    """Bounds memory and time of this process, where the system can."""
    try:
        import resource  # noqa: PLC0415  # not on Windows
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
