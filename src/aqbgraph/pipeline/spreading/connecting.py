"""How a build comes to the workers of a scheduler: it connects, compares what they have, and has them make ready."""

from __future__ import annotations

import logging
import re
import threading
from concurrent.futures import Future as Promise
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from aqbgraph.errors import PublicationError, WrongUse
from aqbgraph.pipeline.spreading.equipment import RECOGNITION, differences, equipment
from aqbgraph.publication.frame.rendering import ready

if TYPE_CHECKING:
    from collections.abc import Callable

    from distributed import Client, Future

    from aqbgraph.pipeline.spreading.equipment import Equipment

CONNECTING = 5  # seconds until a scheduler has answered
_LARGE = "1 GiB"  # what Dask need not warn of: a task may carry a scan
_ADDRESS = re.compile(r"(?:tcp|tls|ws|wss)://.+:[0-9]{1,5}")

# Python has one of each in a process: caches, the patches of pyshacl. Threads of a worker take turns.
TURN = threading.Lock()


def connected(scheduler: str) -> Client:
    """A connection to a scheduler.

    Raises:
        WrongUse: the extra is not installed, or the scheduler's is no address.
        PublicationError: nobody answers there.
    """
    try:
        import dask  # noqa: PLC0415  # an extra, and slow to load
        from distributed import Client  # noqa: PLC0415
    except ImportError as error:
        message = "Für --scheduler fehlt ein Zusatz. Bitte so installieren: pip install 'aqbgraph[cluster]'."
        raise WrongUse(message) from error
    # It tells on standard error what we tell in our own words.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    dask.config.set({"distributed.admin.large-graph-warning-threshold": _LARGE})
    if not _ADDRESS.fullmatch(scheduler):
        raise WrongUse(f"„{scheduler}“ ist keine Adresse eines Dask-Schedulers. Erwartet ist tcp://host:8786.")
    try:
        return _in_time(partial(Client, scheduler, timeout=CONNECTING, set_as_default=False, name="aqbgraph"))
    except (OSError, ValueError) as error:
        raise PublicationError(
            f"Unter {scheduler} antwortet kein Dask-Scheduler. Läuft er (dask scheduler), stimmt die Adresse, und "
            "lässt ein Netzfilter dorthin? Nichts ist veröffentlicht."
        ) from error


def _in_time(connect: Callable[[], Client]) -> Client:
    """The client; Dask itself would wait for ever for who takes the connection and says nothing.

    Raises:
        TimeoutError: that is so.
    """
    made: Promise[Client] = Promise()

    def fulfil() -> None:
        try:
            made.set_result(connect())
        except Exception as error:  # noqa: BLE001  # whatever it is, the other thread raises it
            made.set_exception(error)

    threading.Thread(target=fulfil, daemon=True).start()
    return made.result(timeout=CONNECTING + 1)


def agreed(client: Client, scheduler: str) -> Equipment:
    """What all workers have, having compared it with ours.

    Raises:
        PublicationError: there are none, or they have not what it takes.
    """
    answers: dict[str, Any] = client.run(equipment, on_error="return")
    if not answers:
        raise PublicationError(
            f"Der Scheduler {scheduler} hat keine Worker. Bitte welche starten (dask worker {scheduler}); nichts ist "
            "veröffentlicht."
        )
    agreed = next((one for _, one in sorted(answers.items()) if isinstance(one, dict)), equipment())
    for worker, found in sorted(answers.items()):
        if not isinstance(found, dict):
            raise PublicationError(
                f"Auf dem Worker {worker} läuft aqbgraph nicht ({type(found).__name__}: {found}). Bitte dort "
                "dieselbe Version wie hier installieren."
            )
        same(worker, found, equipment(), RECOGNITION)
        same(worker, found, agreed)
    return agreed


def preparing(client: Client, works: str) -> list[Future[None]]:
    """Has all workers load the module `works`, which does their portions, while the builder looks at the sources."""
    return [
        client.submit(_prepare, works, key=f"aqbgraph-prepare-{client.id}-{worker}", workers=[worker])
        for worker in client.nthreads()
    ]


def _prepare(works: str) -> None:
    with TURN:
        import_module(works)
        ready()


def same(worker: str, found: Equipment, wanted: Equipment, ignored: tuple[str, ...] = ()) -> None:
    """Refuses a worker.

    Raises:
        PublicationError: it has not what is wanted.
    """
    different = ", ".join(differences(found, wanted, ignored))
    if different:
        raise PublicationError(
            f"Der Worker {worker} hat anderes als verlangt: {different}. Damit kämen andere Dateien heraus. Bitte "
            "überall dieselbe Version von aqbgraph mit denselben Paketen installieren; nichts ist veröffentlicht."
        )
