from __future__ import annotations

import pytest

from aqbgraph.service.replies.client import client_of


@pytest.mark.parametrize(
    ("address", "client"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8::1", "2001:db8::/64"), ("2001:db8::ffff:1", "2001:db8::/64"), ("x", "x")],
)
def test_who_has_a_network_is_one_client(address: str, client: str) -> None:
    assert client_of({"client": (address, 1)}) == client


def test_nobody_is_known_without_an_address() -> None:
    assert client_of({}) == client_of({"client": None}) == ""
