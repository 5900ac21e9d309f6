"""Real servers over a publication, each by the rules that it holds, and the service to compare them with."""

from __future__ import annotations

import http.client
import importlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

MODULES = Path("/usr/lib/apache2/modules")
START = 20.0  # seconds


@dataclass(frozen=True)
class Reply:
    """An answer; names of header fields in lower case."""

    status: int
    fields: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Host:
    """A server on a port of this machine."""

    name: str
    port: int

    def __call__(
        self, path: str, accept: str | None = None, method: str = "GET", forwarded: str | None = None
    ) -> Reply:
        """The answer; `forwarded` is what a proxy in front says of the scheme."""
        given = {"Accept": accept, "X-Forwarded-Proto": forwarded}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(
                method, path, headers={name: value for name, value in given.items() if value is not None}
            )
            got = connection.getresponse()
            return Reply(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
        finally:
            connection.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def running(name: str, port: int, *command: str | Path, **environment: str) -> Iterator[Host]:
    """A server as a process of ours, once it answers."""
    process = subprocess.Popen(
        list(map(str, command)),
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        end = time.monotonic() + START
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > end:
                process.kill()
                pytest.fail(f"{name} does not start: {process.communicate()[0]}")
            time.sleep(0.05)
        yield Host(name, port)
    finally:
        process.terminate()
        process.communicate()


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@pytest.fixture(scope="session")
def site(built_with_reported: Path) -> Iterator[Path]:
    """The publication where every user of this machine may read it: servers give up root before they answer."""
    folder = Path(tempfile.mkdtemp(prefix="aqbgraph-hosting-"))
    folder.chmod(0o755)
    shutil.copytree(built_with_reported, folder / "public")
    (folder / "work").mkdir()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def nginx(site: Path, port: int) -> Iterator[Host]:
    work, public = site / "work", site / "public"
    temporary = "".join(
        f"{name}_temp_path {work}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    text = f"""
{"user root;" if os.geteuid() == 0 else ""}
daemon off; master_process off; pid {work}/nginx.pid; error_log stderr;
events {{}}
http {{
access_log off;
{temporary}
include {public}/hosting/nginx-http.conf;
server {{ listen 127.0.0.1:{port}; root {public}; include {public}/hosting/nginx-server.conf; }}
}}
"""
    (work / "nginx.conf").write_text(text, "utf-8")
    with running("nginx", port, _found("nginx"), "-p", work, "-c", work / "nginx.conf") as host:
        yield host


@contextmanager
def apache(site: Path, port: int, name: str = "public") -> Iterator[Host]:
    """Over a folder of the site, as its `.htaccess` has it."""
    work, public = site / "work", site / name
    loaded = ("mpm_event", "authz_core", "dir", "headers", "mime", "rewrite", "setenvif")
    text = f"""
{"".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so{chr(10)}" for name in loaded)}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {work}/apache.pid
ErrorLog {work}/apache.log
Mutex file:{work} default
TypesConfig /etc/mime.types
{"User www-data" if os.geteuid() == 0 else ""}
{"Group www-data" if os.geteuid() == 0 else ""}
DocumentRoot {public}
<Directory {public}>
  Options FollowSymLinks
  AllowOverride FileInfo Indexes
  Require all granted
</Directory>
"""
    (work / "apache.conf").write_text(text, "utf-8")
    with running("apache", port, _found("apache2"), "-f", work / "apache.conf", "-DFOREGROUND") as host:
        yield host


@contextmanager
def caddy(site: Path, port: int) -> Iterator[Host]:
    work, public = site / "work", site / "public"
    text = f"""
{{
	admin off
	auto_https off
}}
import {public}/hosting/Caddyfile
http://127.0.0.1:{port} {{
	root * {public}
	import aqbgraph
}}
"""
    (work / "Caddyfile").write_text(text, "utf-8")
    command = (_found("caddy"), "run", "--config", work / "Caddyfile", "--adapter", "caddyfile")
    with running("caddy", port, *command, HOME=str(work), XDG_DATA_HOME=str(work), XDG_CONFIG_HOME=str(work)) as host:
        yield host


def _found(program: str) -> str:
    place = shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin")
    if place is None:
        pytest.skip(f"{program} is not installed")
    return place


SERVERS = {"nginx": nginx, "apache": apache, "caddy": caddy}


@pytest.fixture(scope="session", params=SERVERS)
def host(request: pytest.FixtureRequest, site: Path) -> Iterator[Host]:
    """Each of the static hosts in turn, where it is installed."""
    with SERVERS[request.param](site, free_port()) as found:
        yield found


@pytest.fixture(scope="session")
def service(site: Path) -> Iterator[Host]:
    """`aqbgraph serve` over the same publication."""
    kit: Any = importlib.import_module("service.conftest")
    with kit.served(site / "public", kit.Limits()) as client:
        yield Host("service", client.port)
