"""How the API and the tools for language models ask a query: as the endpoint does, within the same limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.service.engines.explain import explain
from aqbgraph.service.limits import check, traits
from aqbgraph.service.workers.frames import Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aqbgraph.publication.disk.published import Publication
    from aqbgraph.service.api.listing import Ask
    from aqbgraph.service.engines.engine import Engine


def asking(publication: Publication, engine: Engine) -> Ask:
    """What asks the engine over a publication."""

    async def ask(query: str, formats: Mapping[str, str]) -> bytes:
        found = traits(query)
        check(query, found, engine.limits)
        wanted = {"solutions": None, "boolean": None, "graph": None, **formats}
        base = publication.base + "sparql"
        result = await engine.ask(Question(query, base, wanted, union=not found.names_dataset))
        if result.problem:
            raise explain(result, engine.limits, query)
        return result.body

    return ask
