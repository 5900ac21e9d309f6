from __future__ import annotations

import resource

import pytest

from aqbgraph.service.limits import Limits
from aqbgraph.service.wire.descriptors import room

WORKERS = 2 * 2 * (4 * 8 + 8 + 4 + 2 + 8 + 4)


@pytest.mark.parametrize(
    ("limit", "connections", "expected"),
    [
        ((1024, 524_288), 1000, 1000),
        ((1024, 1024), 1000, (1024 - 100 - WORKERS - 60) // 2),
        ((65_536, 65_536), 1000, 1000),
        ((256, 256), 1000, 1),
        ((1024, resource.RLIM_INFINITY), 5000, 5000),
    ],
)
def test_room_is_what_the_system_has(
    monkeypatch: pytest.MonkeyPatch, limit: tuple[int, int], connections: int, expected: int
) -> None:
    """A file may be sent on each connection; else those who take files slowly would leave nobody a descriptor."""
    monkeypatch.setattr("aqbgraph.service.wire.descriptors.CORES", 2)
    taken = [limit]
    monkeypatch.setattr(resource, "setrlimit", lambda _, found: taken.append(found))
    monkeypatch.setattr(resource, "getrlimit", lambda _: limit)
    found = room(Limits(connections=connections, slots=8, workers=4), 100)
    assert found == expected
    assert found == 1 or 2 * found + 100 + WORKERS + 60 <= taken[-1][0]
