"""Tools for language models over the Model Context Protocol: the API's listings, the schema, and read-only SPARQL.

https://modelcontextprotocol.io/specification/ . Each call is answered as a request to the API or the endpoint is: by a
worker, within the same limits. Needs the official SDK (extra `mcp`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.types import CallToolResult, ListToolsResult, TextContent, Tool, ToolAnnotations

from aqbgraph import __version__
from aqbgraph.service.api.asking import asking
from aqbgraph.service.api.listings import listings
from aqbgraph.service.api.pages import ApiPages
from aqbgraph.service.api.parameters import read
from aqbgraph.service.mcp.schema import summary
from aqbgraph.service.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mcp.server import ServerRequestContext
    from mcp.types import CallToolRequestParams, PaginatedRequestParams

    from aqbgraph.service.api.listing import Listing
    from aqbgraph.service.editions.editions import Edition, Editions

ROWS = 100  # when a model does not say how many it wants: it has to read them
SCHEMA, SPARQL = "schema", "sparql"
INSTRUCTIONS = (
    "Hessian target agreements (Zielvereinbarungen) on the Ausbildungs- und Qualifizierungsbudget as a knowledge "
    "graph. Prefer the named tools; for anything else read the schema first and write SPARQL. Amounts are in euro. "
    "Figures of agreements and figures that other sources report must not be summed together. What is not in the "
    "data is unknown, not zero."
)
READ_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
FORMATS = ("json", "csv")


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools over the publication that is being served when they are called."""

    editions: Editions
    listings: Mapping[str, Listing] = field(default_factory=lambda: {_name(row): row for row in listings().values()})

    def server(self) -> Server[Any]:
        """The server that offers them."""
        return Server(
            "aqbgraph",
            version=__version__,
            title="Zielvereinbarungen in Hessen",
            instructions=INSTRUCTIONS,
            on_list_tools=self.list,
            on_call_tool=self.call,
        )

    async def list(self, _: ServerRequestContext[Any], __: PaginatedRequestParams | None) -> ListToolsResult:
        """What there is."""
        return ListToolsResult(tools=[*map(_tool, self.listings.values()), _SCHEMA, _SPARQL])

    async def call(self, _: ServerRequestContext[Any], asked: CallToolRequestParams) -> CallToolResult:
        """The answer of a tool; what is wrong with a call is told to the model, which may mend it."""
        self.editions.look()
        edition, arguments = self.editions.current, asked.arguments or {}
        try:
            if asked.name in self.listings:
                return _structured(await _listed(edition, self.listings[asked.name], arguments))
            if asked.name == SCHEMA:
                return _structured(json.dumps(summary(edition.publication.base), ensure_ascii=False))
            if asked.name == SPARQL:
                return CallToolResult(content=[_text(await _queried(edition, arguments))])
        except Problem as problem:
            return CallToolResult(content=[_text(problem.body().decode())], is_error=True)
        there = ", ".join((*self.listings, SCHEMA, SPARQL))
        return CallToolResult(content=[_text(f"There is no tool {asked.name!r}. There are: {there}")], is_error=True)


async def _listed(edition: Edition, listing: Listing, arguments: Mapping[str, Any]) -> str:
    values = {"limit": str(ROWS), **{name: str(value) for name, value in arguments.items()}}
    asked = read(values, listing.faults(values), listing.paging)
    ask = asking(edition.publication, edition.engine)
    body, _ = await listing.answer(asked, listing.formats[0], ask, ApiPages(edition.publication))
    return body.decode()


async def _queried(edition: Edition, arguments: Mapping[str, Any]) -> str:
    form = arguments.get("format", FORMATS[0])
    table = form if form in FORMATS else FORMATS[0]
    formats = {"solutions": table, "boolean": "json", "graph": "ttl"}
    ask = asking(edition.publication, edition.engine)
    return (await ask(str(arguments.get("query", "")), formats)).decode()


def _name(listing: Listing) -> str:
    return listing.path.rpartition("/")[2].replace("-", "_")


def _tool(listing: Listing) -> Tool:
    told: Any = getattr(listing, "query", listing)
    own = [{**found, "said": english} for found, _, english in listing.parameters()]
    return Tool(
        name=_name(listing),
        title=told.title_en,
        description=f"{told.comment_en} ({told.title}: {told.comment})",
        input_schema={
            "type": "object",
            "properties": {
                **{row["name"]: {**row["schema"], "description": row["said"]} for row in own},
                "limit": _number(listing.paging.limit.most, ROWS, "That many rows at most"),
                "offset": _number(listing.paging.offset.most, 0, "Skip that many rows"),
            },
            "required": [row["name"] for row in own if row["required"]],
            "additionalProperties": False,
        },
        annotations=READ_ONLY,
    )


def _number(most: int, default: int, said: str) -> dict[str, Any]:
    least = 0 if default == 0 else 1
    return {"type": "integer", "minimum": least, "maximum": most, "default": default, "description": said}


_SCHEMA = Tool(
    name=SCHEMA,
    title="Schema",
    description="The ontology in short: prefixes, notes, classes, properties, concept schemes, example queries. "
    "Read it before writing SPARQL. (Die Ontologie in Kürze.)",
    input_schema={"type": "object", "properties": {}, "additionalProperties": False},
    annotations=READ_ONLY,
)
_SPARQL = Tool(
    name=SPARQL,
    title="SPARQL",
    description="A SPARQL 1.1 query (SELECT, ASK, CONSTRUCT, DESCRIBE), read-only, without SERVICE, ended at a time "
    "limit. Declare every prefix; end with LIMIT. (Eine eigene Abfrage, nur zum Lesen.)",
    input_schema={
        "type": "object",
        "properties": {
            "query": {"type": "string", "description": "The query, with its PREFIX lines"},
            "format": {"type": "string", "enum": list(FORMATS), "default": "json", "description": "Of SELECT"},
        },
        "required": ["query"],
        "additionalProperties": False,
    },
    annotations=READ_ONLY,
)


def _text(text: str) -> TextContent:
    return TextContent(type="text", text=text)


def _structured(text: str) -> CallToolResult:
    return CallToolResult(content=[_text(text)], structured_content=json.loads(text))


async def serve_stdio(editions: Editions) -> None:
    """Answers over standard input and output until the client closes them.

    Raises:
        PublicationError: the data cannot be loaded.
    """
    server = Tools(editions).server()
    async with editions.running(), stdio_server() as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())
