"""How many files and sockets the service may have open at once, and so how many connections it can take."""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

from aqbgraph.service.limits import CORES
from aqbgraph.service.workers.lanes import LIGHT
from aqbgraph.service.workers.pool import SPARE

if TYPE_CHECKING:
    from aqbgraph.service.limits import Limits

EDITIONS = 2  # one is being left while the next one is there
OF_WORKER = 2  # its connection, and what it is known by (pidfd_open(2))
OF_CONNECTION = 2  # its own, and the file that is sent on it
ELSE = 60  # standard streams, what the loop needs, the data and the pipes of a keeper, endpoints that are asked


def room(limits: Limits, surplus: int) -> int:
    """As many connections as the system has descriptors for, at most those in the limits; takes what it may have.

    `surplus` are those beyond that are told so, and are sent no file.
    """
    beside = surplus + EDITIONS * OF_WORKER * _workers(limits) + ELSE
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OF_CONNECTION * limits.connections + beside
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return max(1, min(limits.connections, (allowed - beside) // OF_CONNECTION))


def _workers(limits: Limits) -> int:
    """Workers at once: those that have places (`lanes.py`), and those that wait for questions (`pool.py`)."""
    busy = LIGHT * limits.slots + limits.slots + limits.workers
    return busy + CORES + max(SPARE, limits.slots) + limits.workers
