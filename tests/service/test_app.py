from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI
from starlette.requests import Request

from aqbgraph.errors import PublicationError
from aqbgraph.service.app import create_app, failed, serve
from aqbgraph.service.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path

    from tests.service.conftest import Client


def test_health(client: Client) -> None:
    reply = client("/api/health")
    assert (reply.status, reply.json["status"], reply.json["version"]) == (200, "ok", "0.1.0")
    assert set(reply.json["workers"]) == {"idle", "busy", "waiting"}
    assert client("/api/health", "HEAD").status == 200
    assert client("/api/health", "POST").status == 405


@pytest.mark.parametrize(
    "target", ["/", "/api/health", "/sparql", "/nothing", "/sparql?query=ASK", "/party/odenwaldkreis"]
)
def test_every_answer_carries_the_common_headers(client: Client, target: str) -> None:
    headers = client(target).headers
    assert headers["access-control-allow-origin"] == "*"
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"]
    assert "server" not in headers


def test_files_are_served_beside_the_endpoint(client: Client, public: Path) -> None:
    reply = client("/agreement/2025/odenwaldkreis", headers={"Accept": "application/ld+json"})
    assert reply.body == (public / "agreement/2025/odenwaldkreis.jsonld").read_bytes()
    assert client("/%2e%2e/publication.json").status == 404


@pytest.mark.parametrize("target", ["/docs", "/redoc", "/openapi.json"])
def test_no_pages_that_load_from_elsewhere(client: Client, target: str) -> None:
    assert client(target).status == 404


def test_our_own_faults_are_told_without_their_cause() -> None:
    reply = asyncio.run(failed(Request({"type": "http", "headers": []}), RuntimeError("secret")))
    assert reply.status_code == 500
    assert b"secret" not in bytes(reply.body)


def test_no_publication(tmp_path: Path) -> None:
    with pytest.raises(PublicationError, match="keine Veröffentlichung"):
        create_app(tmp_path)
    with pytest.raises(PublicationError, match="keine Veröffentlichung"):
        serve(tmp_path, "127.0.0.1", 0, Limits())


def test_serve(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: dict[str, object] = {}
    monkeypatch.setattr("uvicorn.run", lambda app, **settings: started.update(settings, app=app))
    serve(public, "127.0.0.1", 8000, Limits())
    assert isinstance(started["app"], FastAPI)
    assert (started["host"], started["port"], started["server_header"]) == ("127.0.0.1", 8000, False)


def test_slow_libraries_stay_out() -> None:
    code = "import sys, aqbgraph.service.app; print({'rdflib', 'pyshacl', 'uvicorn'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
