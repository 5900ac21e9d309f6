"""The tools, used by the SDK's own client over standard input and output."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner
from mcp import Client, StdioServerParameters

from aqbgraph.cli import group
from aqbgraph.publication.queries.queries import queries
from aqbgraph.service.mcp.schema import summary

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    import pytest
    from mcp.types import CallToolResult

AQB = "PREFIX aqb: <https://w3id.org/aqb/def/aqb#>\n"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (?a != ?i && ?c != ?f && ?e != ?h) }"


def using(public: Path, act: Callable[[Client], Coroutine[None, None, None]], *options: str) -> None:
    """Starts the command as a client does, and acts as one."""

    async def main() -> None:
        arguments = ["-m", "aqbgraph", "mcp", str(public), *options]
        server = StdioServerParameters(command=sys.executable, args=arguments, env=dict(os.environ))
        async with Client(server, read_timeout_seconds=60) as client:
            await act(client)

    asyncio.run(main())


def text(result: CallToolResult) -> str:
    (content,) = result.content
    assert content.type == "text"
    return content.text


def test_what_there_is(built: Path) -> None:
    async def act(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        named = {row.name.replace("-", "_") for row in queries()}
        assert set(tools) == {*named, "agreements", "parties", "measures", "schema", "sparql"}
        budgets = tools["budgets"].input_schema
        assert budgets["properties"]["year"]["type"] == "integer"
        assert tools["search"].input_schema["required"] == ["word"]
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.values())
        assert all(tool.description for tool in tools.values())

    using(built, act)


def test_calls(built: Path) -> None:
    async def act(client: Client) -> None:
        async def call(name: str, **arguments: Any) -> CallToolResult:
            return await client.call_tool(name, arguments)

        found = await call("budgets", year=2025)
        assert not found.is_error
        assert found.structured_content["rows"][0]["betrag"] == 491550
        assert json.loads(text(found)) == found.structured_content
        assert (await call("measures", year=2025, type="3", limit=2)).structured_content["more"] is True

        for name, arguments, expected in (
            ("budgets", {"year": "25"}, '"25" is no year'),
            ("budgets", {"limit": 0}, "whole number"),
            ("search", {}, "lacks the parameter"),
            ("nonsense", {}, "There is no tool"),
            ("sparql", {"query": "SELECT * {"}, "line 1, column 11"),
            ("sparql", {"query": "ASK { SERVICE <http://127.0.0.1:9/> {} }"}, "SERVICE is not allowed"),
            ("sparql", {"query": "DELETE WHERE { ?s ?p ?o }"}, "not valid SPARQL"),
            ("sparql", {"query": ENDLESS}, "time limit of 2 s"),
        ):
            wrong = await call(name, **arguments)
            assert wrong.is_error, (name, arguments)
            assert expected in text(wrong).replace('\\"', '"')

        rows = await call("sparql", query=AQB + "SELECT ?a { ?b aqb:amount ?a } ORDER BY ?a", format="csv")
        assert text(rows).split() == ["a", "462800", "491550"]
        assert json.loads(text(await call("sparql", query="ASK { ?s ?p ?o }")))["boolean"] is True
        assert "491550" in text(await call("sparql", query=AQB + "CONSTRUCT WHERE { ?b aqb:amount ?a }"))
        assert "aqb:amount" in text(await call("schema"))

    using(built, act, "--query-timeout", "2")


def test_schema_tells_every_term() -> None:
    told = summary("https://data.example/aqb/")
    terms = {row["term"] for row in (*told["classes"], *told["properties"])}
    assert {"aqb:Agreement", "aqb:amount", "aqb:evidence"} <= terms
    assert all(row["label"] and row["label_de"] and row["comment"] for row in told["properties"])
    assert told["prefixes"]["aqb"] == "https://w3id.org/aqb/def/aqb#"
    assert {row["name"] for row in told["examples"]} == {row.name for row in queries()}
    types = next(row for row in told["schemes"] if row["iri"] == "https://data.example/aqb/def/measure-types")
    assert "https://data.example/aqb/def/measure-types#3" in types["concepts"]


def test_without_the_sdk(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    made = CliRunner().invoke(group, ["mcp", str(built)])
    assert made.exit_code == 2
    assert "pip install 'aqbgraph[mcp]'" in made.output
