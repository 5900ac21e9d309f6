"""The recipe for nginx in front of two services, as it stands in deploy/."""

from __future__ import annotations

import http.client
import re
import shutil
import ssl
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from tests.hosting.conftest import Reply, free_port, running

if TYPE_CHECKING:
    from collections.abc import Iterator

RECIPE = Path(__file__).parents[2] / "deploy" / "nginx.conf"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin")
OPENSSL = shutil.which("openssl")

pytestmark = pytest.mark.skipif(not (NGINX and OPENSSL), reason="nginx or openssl is not installed")

PAIRS = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
QUERY = "SELECT ?s { ?s a <http://xmlns.com/foaf/0.1/Document> } ORDER BY ?s"


@dataclass(frozen=True)
class Proxied:
    """What a client reaches, and the services behind it."""

    port: int
    services: tuple[int, int]

    def __call__(self, path: str, port: int | None = None, **headers: str) -> Reply:
        """The answer through the proxy, or of a service itself."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection = (
            http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            if port
            else http.client.HTTPSConnection("127.0.0.1", self.port, timeout=20, context=context)
        )
        try:
            connection.request("GET", path, headers=given)
            got = connection.getresponse()
            return Reply(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
        finally:
            connection.close()


def configured(work: Path, port: int, services: tuple[int, int]) -> Path:
    """The recipe with ports, names and a certificate that this machine has."""
    key, certificate = work / "key.pem", work / "certificate.pem"
    subject = ("-subj", "/CN=data.example.org", "-days", "1", "-keyout", str(key), "-out", str(certificate))
    command = (str(OPENSSL), "req", "-x509", "-newkey", "rsa:2048", "-nodes", *subject)
    subprocess.run(command, check=True, capture_output=True)
    text = RECIPE.read_text("utf-8")
    for found, put in [
        (r"server 127\.0\.0\.1:8000;", f"server 127.0.0.1:{services[0]};"),
        (r"server 127\.0\.0\.1:8001;", f"server 127.0.0.1:{services[1]};"),
        (r"listen 443 ", f"listen 127.0.0.1:{port} "),
        (r"\n *listen \[::\]:443 [^\n]*", ""),
        (r"/etc/ssl/data\.example\.org\.pem", str(certificate)),
        (r"/etc/ssl/data\.example\.org\.key", str(key)),
    ]:
        text, number = re.subn(found, put, text)
        assert number == 1, found
    kept = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    path = work / "nginx.conf"
    path.write_text(
        f"daemon off; master_process off; pid {work}/nginx.pid; error_log stderr;\nevents {{}}\nhttp {{\n"
        + "".join(f"{name}_temp_path {work}/{name};\n" for name in kept)
        + text
        + "}\n",
        "utf-8",
    )
    return path


@pytest.fixture(scope="module")
def proxied(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    work = tmp_path_factory.mktemp("proxy")
    port, *services = (free_port() for _ in range(3))
    found = Proxied(port, (services[0], services[1]))
    path = configured(work, port, found.services)
    subprocess.run([str(NGINX), "-t", "-c", path], check=True, capture_output=True)
    serve = (sys.executable, "-m", "aqbgraph", "serve", built, "--query-timeout", "5", "--port")
    with ExitStack() as stack:
        for at in found.services:
            stack.enter_context(running(f"aqbgraph:{at}", at, *serve, str(at)))
        stack.enter_context(running("nginx", port, str(NGINX), "-c", path))
        yield found


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/agreement/2025/odenwaldkreis", "text/turtle"),
        ("/agreement/2025/odenwaldkreis", "application/trig"),
        ("/", "text/html"),
        (f"/sparql?{urlencode({'query': QUERY})}", "application/sparql-results+json"),
        ("/api/queries/budgets?year=2025", "application/json"),
    ],
)
@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_the_same_bytes_and_tags_from_both_and_through_the_proxy(
    proxied: Proxied, path: str, accept: str, coding: str
) -> None:
    headers = {"Accept": accept, "Accept_Encoding": coding}
    replies = [proxied(path, port, **headers) for port in (*proxied.services, None, None)]
    assert {reply.status for reply in replies} == {200}
    assert len({(reply.fields["etag"], reply.fields.get("content-encoding"), reply.body) for reply in replies}) == 1
    # What one of them tagged, the other knows.
    for _ in range(4):
        again = proxied(path, None, **headers, If_None_Match=replies[0].fields["etag"])
        assert (again.status, again.body) == (304, b"")


def test_the_endpoint_is_named_as_the_client_knows_it(proxied: Proxied) -> None:
    for host in ("data.example.org", "data.example.org:8443"):
        reply = proxied("/sparql", None, Accept="application/n-triples", Host=host)
        assert f"<https://{host}/sparql#service>".encode() in reply.body


@pytest.mark.parametrize("version", ["--http1.0", "--http1.1", "--http2"])
def test_each_version_is_answered(proxied: Proxied, version: str) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed")
    # HTTP/1.0 has no Host, the others need one.
    unnamed = ("-H", "Host:") if version == "--http1.0" else ()
    asked = ("-H", "Accept: application/n-triples", *unnamed, f"https://127.0.0.1:{proxied.port}/sparql")
    done = subprocess.run((curl, "-sk", version, *asked), capture_output=True, text=True, check=True, timeout=60)
    assert "sparql-service-description#Service" in done.stdout
    assert bool(unnamed) or f"<https://127.0.0.1:{proxied.port}/sparql#service>" in done.stdout


def test_counts_are_kept_from_strangers(proxied: Proxied) -> None:
    assert proxied("/metrics").status == 403
    assert proxied("/metrics", proxied.services[0]).status == 200


def test_one_client_may_ask_so_often(proxied: Proxied) -> None:
    """Ten a second; on a connection that is kept any machine asks more."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = http.client.HTTPSConnection("127.0.0.1", proxied.port, timeout=20, context=context)
    statuses: list[int] = []
    while 429 not in statuses and len(statuses) < 2000:
        connection.request("GET", f"/sparql?{urlencode({'query': f'ASK {{ ?s ?p {len(statuses)} }}'})}")
        got = connection.getresponse()
        got.read()
        statuses.append(got.status)
    connection.close()
    assert set(statuses) == {200, 429}
    assert statuses.count(200) >= 20  # the burst, or what others of these tests left of it
    assert proxied("/").status == 200  # pages are not counted
    time.sleep(4.5)  # for those that come after


@pytest.mark.parametrize("version", ["--http1.1", "--http2"])
def test_a_long_result_that_breaks_off_is_broken_off_for_the_client(proxied: Proxied, version: str) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed")
    asked = ("-G", "--data-urlencode", f"query={PAIRS}", f"https://127.0.0.1:{proxied.port}/sparql")
    command = (curl, "-sk", version, "-H", "Accept: text/csv", "-o", "/dev/null", "-w", "%{http_code}", *asked)
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout == "200"
    assert done.returncode in {18, 56, 92}, done.stderr  # a partial file; a stream that was reset


def test_one_service_that_ends_is_not_noticed(built: Path, proxied: Proxied, tmp_path: Path) -> None:
    port, *services = (free_port() for _ in range(3))
    path = configured(tmp_path, port, (services[0], services[1]))
    serve = (sys.executable, "-m", "aqbgraph", "serve", built, "--port")
    with (
        running("aqbgraph", services[0], *serve, str(services[0])),
        running("nginx", port, str(NGINX), "-c", path),
    ):
        alone = Proxied(port, (services[0], services[1]))  # nobody listens at the second
        assert all(alone("/").status == 200 for _ in range(6))
        target = f"/sparql?{urlencode({'query': QUERY})}"
        assert {alone(target).fields["etag"] for _ in range(6)} == {proxied(target).fields["etag"]}
