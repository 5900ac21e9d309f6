"""The description of the API is true: what schemathesis makes of it is answered as described."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from fastapi.openapi.utils import get_openapi
from hypothesis import HealthCheck, Phase, assume, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from aqbgraph.service.api.listings import listings
from aqbgraph.service.api.openapi import describe
from aqbgraph.service.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.service.conftest import Client

EXAMPLES = 20
SCHEMA: Any = schemathesis.openapi.from_dict(
    describe(listings(), get_openapi(title="", version="", routes=[])),
)
OPERATIONS = {found.ok().path: found.ok() for found in SCHEMA.get_all_operations()}


@pytest.fixture(scope="module")
def address(
    built_with_reported: Path, serving: Callable[[Path, Limits], AbstractContextManager[Client]]
) -> Iterator[str]:
    with serving(built_with_reported, Limits(deadline=5.0)) as client:
        yield f"http://127.0.0.1:{client.port}"


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", sorted(OPERATIONS))
def test_answers_are_as_described(address: str, path: str, mode: GenerationMode) -> None:
    """Status, media type and body of the answer to what is right, and to what is wrong."""

    @given(case=OPERATIONS[path].as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    def check(case: Any) -> None:
        # A form sends what is left empty, and the page takes it as not given.
        asked = case.query or {}
        assume(not (asked.get("format") == "html" and "" in asked.values()))
        case.call_and_validate(base_url=address, checks=list(CHECKS.get_all()))

    check()


def test_the_served_description_is_this_one(address: str) -> None:
    served: Any = schemathesis.openapi.from_url(f"{address}/api/openapi.json")
    assert {found.ok().path for found in served.get_all_operations()} >= OPERATIONS.keys()
