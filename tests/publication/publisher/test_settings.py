from __future__ import annotations

import pytest

from aqbgraph.errors import WrongUse
from aqbgraph.publication.publisher.settings import Settings


@pytest.mark.parametrize("base", ["https://w3id.org/aqb/", "http://127.0.0.1:8000/", "https://hessen.de/aqb/x/"])
def test_base(base: str) -> None:
    assert Settings(base).identifiers.party("x") == f"{base}party/x#party"


@pytest.mark.parametrize(
    "base",
    [
        "",
        "aqb/",
        "https://w3id.org/aqb",
        "ftp://x/",
        "https:///x/",
        "https://x/?a/",
        "https://x/#/",
        "https://x y/",
        "https://x/../a/",
        "https://u:p@x/",
        "http://[::1/",
        "HTTP://x/",
    ],
)
def test_base_that_nobody_can_resolve(base: str) -> None:
    with pytest.raises(WrongUse, match="Basis-IRI"):
        Settings(base)
