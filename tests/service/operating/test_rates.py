from __future__ import annotations

import pytest

from aqbgraph.service.operating.rates import Rates
from aqbgraph.service.problems import TOO_MANY, Problem


def test_each_client_may_make_so_many() -> None:
    rates = Rates(3)
    for address in ("192.0.2.1", "192.0.2.2"):
        for _ in range(3):
            rates.check({"client": (address, 1)})
        with pytest.raises(Problem, match="More than 3") as caught:
            rates.check({"client": (address, 2)})
        assert caught.value.kind is TOO_MANY
        assert 1 <= int(dict(caught.value.headers)["Retry-After"]) <= 60


def test_a_network_of_ipv6_is_one_client() -> None:
    rates = Rates(1)
    rates.check({"client": ("2001:db8::1", 1)})
    with pytest.raises(Problem):
        rates.check({"client": ("2001:db8::ffff", 1)})
    rates.check({"client": ("2001:db8:0:1::1", 1)})


@pytest.mark.parametrize("client", [None, ("unix", 0)])
def test_clients_without_an_address_share_one(client: object) -> None:
    rates = Rates(1)
    rates.check({"client": client})
    with pytest.raises(Problem):
        rates.check({"client": client})
