from __future__ import annotations

import asyncio
import gzip
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from tests.service.conftest import LARGE

from aqbgraph.publication.disk.published import load
from aqbgraph.service.editions.resources import Resources
from aqbgraph.service.replies.answers import Answer, deliver

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import Message

ODENWALD = "/agreement/2025/odenwaldkreis"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
TURTLE = "text/turtle; charset=utf-8"


class Reply:
    def __init__(self, messages: list[Message]) -> None:
        self.status: int = messages[0]["status"]
        self.headers = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
        self.body = b"".join(message.get("body", b"") for message in messages[1:])


def delivered(answer: Answer, scope: dict[str, Any] | None = None) -> Reply:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(deliver(answer, scope or {"method": "GET", "headers": []}, send))
    return Reply(sent)


class Site:
    """Asks the resources with a path as it is, which an ordinary client would tidy up."""

    def __init__(self, public: Path) -> None:
        self.public = public
        self.resources = Resources(load(public))

    def __call__(self, path: str, accept: str | None = None, method: str = "GET", **headers: str) -> Reply:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        given |= {"accept": accept} if accept is not None else {}
        scope: dict[str, Any] = {
            "type": "http",
            "method": method,
            "path": path,
            "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        }
        return delivered(self.resources.answer(scope), scope)

    def published(self, name: str) -> bytes:
        return (self.public / name).read_bytes()


@pytest.fixture(scope="module")
def site(public: Path) -> Site:
    return Site(public)


@pytest.mark.parametrize(
    ("accept", "file", "content_type"),
    [
        (None, ".ttl", TURTLE),
        ("*/*", ".ttl", TURTLE),
        ("text/turtle", ".ttl", TURTLE),
        ("application/ld+json", ".jsonld", "application/ld+json"),
        ("application/json", ".jsonld", "application/ld+json"),
        ("application/rdf+xml", ".rdf", "application/rdf+xml"),
        ("application/n-triples", ".nt", "application/n-triples"),
        ("text/html;q=0.4, application/n-triples", ".nt", "application/n-triples"),
    ],
)
def test_data_byte_for_byte(site: Site, accept: str | None, file: str, content_type: str) -> None:
    reply = site(ODENWALD, accept)
    assert reply.status == 200
    assert reply.body == site.published(ODENWALD[1:] + file)
    assert reply.headers["content-type"] == content_type
    assert reply.headers["content-location"] == "odenwaldkreis" + file
    assert reply.headers["etag"] == f'"{sha256(reply.body).hexdigest()}"'
    assert "Accept" in reply.headers["vary"].split(", ")


@pytest.mark.parametrize(
    ("accepted", "target"),
    [
        ("en", "../../en/agreement/2025/odenwaldkreis/"),
        ("en-GB,en;q=0.9,de;q=0.5", "../../en/agreement/2025/odenwaldkreis/"),
        ("de,en;q=0.9", "odenwaldkreis/"),
        ("fr", "odenwaldkreis/"),
    ],
)
def test_people_are_sent_to_the_page_in_their_language(site: Site, accepted: str, target: str) -> None:
    reply = site(ODENWALD, BROWSER, **{"accept-language": accepted})
    assert (reply.status, reply.headers["location"]) == (303, target)


def test_a_page_without_english_is_shown_in_german(site: Site) -> None:
    reply = site("/party/odenwaldkreis", BROWSER, **{"accept-language": "en"})
    assert (reply.status, reply.headers["location"]) == (303, "odenwaldkreis/")


def test_a_page_tells_its_language(site: Site) -> None:
    assert site(ODENWALD + "/", BROWSER).headers["content-language"] == "de"
    assert site("/en" + ODENWALD + "/", BROWSER).headers["content-language"] == "en"
    assert "content-language" not in site(ODENWALD + ".ttl", BROWSER).headers


def test_browser_is_sent_to_the_page(site: Site) -> None:
    reply = site(ODENWALD, BROWSER)
    assert (reply.status, reply.headers["location"], reply.headers["vary"]) == (
        303,
        "odenwaldkreis/",
        "Accept, Accept-Language",
    )
    page = site(ODENWALD + "/", BROWSER)
    assert page.body == site.published(ODENWALD[1:] + "/index.html")
    assert page.headers["content-type"] == "text/html; charset=utf-8"


def test_links_of_data(site: Site) -> None:
    link = site(ODENWALD, "text/turtle").headers["link"]
    assert '<odenwaldkreis/>; rel="alternate"; type="text/html"' in link
    assert '<odenwaldkreis.jsonld>; rel="alternate"; type="application/ld+json"' in link
    assert '<https://w3id.org/aqb/agreement/2025/odenwaldkreis>; rel="canonical"' in link
    assert 'type="text/turtle"' not in link


def test_links_of_page(site: Site) -> None:
    link = site(ODENWALD + "/").headers["link"]
    assert '<../odenwaldkreis.ttl>; rel="describedby"; type="text/turtle"' in link
    assert '<../odenwaldkreis.rdf>; rel="alternate"; type="application/rdf+xml"' in link


def test_data_without_a_page(site: Site) -> None:
    assert site("/.well-known/void", BROWSER).status == 200
    assert "text/html" not in site("/.well-known/void", "text/turtle").headers["link"]


@pytest.mark.parametrize("path", ["/robots.txt", "/assets/site.css", ODENWALD + ".ttl", "/data.nt.gz"])
def test_files_as_they_are(site: Site, path: str) -> None:
    reply = site(path, "image/png")
    assert (reply.status, reply.body) == (200, site.published(path[1:]))


def test_home(site: Site) -> None:
    assert site("/", "text/turtle").body == site.published("index.html")


@pytest.mark.parametrize(
    "path",
    [
        "/publication.json",
        "/../secret",
        "/agreement/../publication.json",
        "/agreement/2025/../2025/odenwaldkreis.ttl",
        "//etc/passwd",
        "/\0",
        "/agreement",
        "/agreement/",
        "/robots.txt/",
        ODENWALD + "//",
        "/.ttl",
        "/" + "a" * 9000,
    ],
)
def test_only_what_is_listed(site: Site, path: str) -> None:
    reply = site(path, "text/turtle")
    assert reply.status == 404
    assert reply.headers["content-type"] == "application/problem+json"


def test_missing_page_for_people(site: Site) -> None:
    reply = site("/nothing", BROWSER, if_none_match="*")
    assert (reply.status, reply.body) == (404, site.published("404.html"))


def test_missing_page_is_told_in_the_language_of_the_folder(site: Site) -> None:
    reply = site("/en/agreement/2025/nobody", BROWSER)
    assert (reply.status, reply.body) == (404, site.published("en/404.html"))
    # A name that only begins so.
    assert site("/english", BROWSER).body == site.published("404.html")


def test_not_acceptable_names_what_there_is(site: Site) -> None:
    reply = site(ODENWALD, "image/png")
    assert reply.status == 406
    assert b"text/turtle" in reply.body
    assert '<odenwaldkreis.ttl>; rel="alternate"; type="text/turtle"' in reply.headers["link"]


def test_head(site: Site) -> None:
    got, head = site(ODENWALD, "text/turtle"), site(ODENWALD, "text/turtle", "HEAD")
    assert (head.status, head.headers, head.body) == (200, got.headers, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "QUERY"])
def test_read_only(site: Site, method: str) -> None:
    reply = site(ODENWALD, method=method)
    assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_options(site: Site) -> None:
    reply = site(ODENWALD, method="OPTIONS")
    assert (reply.status, reply.headers["access-control-allow-methods"]) == (204, "GET, HEAD, OPTIONS")


def test_not_modified(site: Site) -> None:
    tag = site(ODENWALD, "text/turtle").headers["etag"]
    for asked in (tag, f'"x", {tag}', f"W/{tag}", "*", tag[:-1] + '-gzip"'):
        reply = site(ODENWALD, "text/turtle", if_none_match=asked)
        assert (reply.status, reply.body) == (304, b""), asked
        assert reply.headers["etag"] == tag
        assert reply.headers["vary"] == "Accept, Accept-Encoding"
    assert site(ODENWALD, "application/ld+json", if_none_match=tag).status == 200


def test_not_modified_since(site: Site) -> None:
    date = site(ODENWALD).headers["last-modified"]
    assert site(ODENWALD, if_modified_since=date).status == 304
    assert site(ODENWALD, if_modified_since=date, if_none_match='"x"').status == 200


@pytest.mark.parametrize(
    "date",
    ["Mon, 01 Jan 10000 00:00:00 GMT", "Mon, 01 Jan 2020 99:99:99 +" + "9" * 5000, "Mon, 99 Foo 2020", "1 " * 999],
)
def test_dates_that_say_nothing(site: Site, date: str) -> None:
    assert site(ODENWALD, if_modified_since=date).status == 200


def test_gzip(site: Site) -> None:
    plain, packed = site(ODENWALD + "/"), site(ODENWALD + "/", accept_encoding="br;q=0.5, gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["etag"] != plain.headers["etag"]
    assert "Accept-Encoding" in packed.headers["vary"]
    for refused in ("gzip;q=0", "identity", "deflate", "*;q=0"):
        assert "content-encoding" not in site(ODENWALD + "/", accept_encoding=refused).headers


def test_packed_files_are_not_packed_again(site: Site) -> None:
    assert "content-encoding" not in site("/data.nt.gz", accept_encoding="gzip").headers


@pytest.mark.parametrize(
    ("asked", "start", "end"), [("bytes=10-109", 10, 110), ("bytes=10-", 10, None), ("bytes=-7", -7, None)]
)
def test_range(site: Site, asked: str, start: int, end: int | None) -> None:
    whole = site.published("data.ttl")
    reply = site("/data.ttl", range=asked, accept_encoding="gzip")
    assert (reply.status, reply.body) == (206, whole[start:end])
    first = start % len(whole)
    assert reply.headers["content-range"] == f"bytes {first}-{first + len(reply.body) - 1}/{len(whole)}"
    assert reply.headers["content-length"] == str(len(reply.body))


@pytest.mark.parametrize("start", ["999999", "9" * 30])
def test_range_beyond_the_end(site: Site, start: str) -> None:
    reply = site("/data.ttl", range=f"bytes={start}-")
    assert (reply.status, reply.headers["content-range"]) == (416, f"bytes */{len(site.published('data.ttl'))}")


@pytest.mark.parametrize(
    "asked",
    [*("bytes=5-1", "bytes=9999999-5", "bytes=a-b", "lines=1-2", "bytes=0-1,3-4", "bytes=-"), "bytes=-" + "9" * 5000],
)
def test_ranges_that_say_nothing(site: Site, asked: str) -> None:
    assert site("/data.ttl", range=asked).status == 200


def test_range_of_another_version(site: Site) -> None:
    tag = site("/data.ttl").headers["etag"]
    assert site("/data.ttl", range="bytes=0-1", if_range=tag).status == 206
    for other in ('"x"', f"W/{tag}", site("/data.ttl").headers["last-modified"]):
        assert site("/data.ttl", range="bytes=0-1", if_range=other).status == 200


def test_what_the_client_demands(site: Site) -> None:
    tag = site("/data.ttl").headers["etag"]
    assert site("/data.ttl", range="bytes=0-1", if_match=tag).status == 206
    assert site("/data.ttl", range="bytes=0-1", if_match='"x"').status == 412


def test_large_file_in_pieces(public_with_large_file: Path) -> None:
    site = Site(public_with_large_file)
    whole = site.published("large.bin")
    assert site("/large.bin").body == whole
    assert site("/large.bin", range=f"bytes={len(whole) - 10}-").body == whole[-10:]


def test_licence_of_data_and_pages(public: Path) -> None:
    iri = "https://example.org/Lizenz-ß"
    resources = Resources(replace(load(public), licence=iri))
    for path in (ODENWALD, ODENWALD + "/", ODENWALD + ".rdf", "/data.nt.gz", "/"):
        answer = resources.answer({"method": "GET", "path": path, "headers": []})
        assert '<https://example.org/Lizenz-%C3%9F>; rel="license"' in answer.header("link").split(", "), path
    style = resources.answer({"method": "GET", "path": "/assets/site.css", "headers": []})
    assert style.header("link") == ""
    older = Resources(load(public)).answer({"method": "GET", "path": ODENWALD, "headers": []})
    assert "license" not in older.header("link")


def test_what_a_client_has_is_not_sent_in_part(site: Site) -> None:
    tag = site("/data.ttl").headers["etag"]
    assert site("/data.ttl", range="bytes=0-1", if_none_match=tag).status == 304


def test_head_of_a_large_file(public_with_large_file: Path) -> None:
    reply = Site(public_with_large_file)("/large.bin", method="HEAD")
    assert (reply.status, reply.headers["content-length"], reply.body) == (200, str(len(LARGE)), b"")


def test_large_file_stays_the_one_it_was(public_with_large_file: Path) -> None:
    """Neither another file nor a mix of two goes out under the digest of the one that is listed."""
    site = Site(public_with_large_file)
    whole = site.published("large.bin")
    begun = site.resources.answer({"method": "GET", "path": "/large.bin", "headers": []})
    (public_with_large_file / "other").write_bytes(b"x" * len(whole))
    (public_with_large_file / "other").rename(public_with_large_file / "large.bin")
    assert delivered(begun).body == whole
    assert site("/large.bin").status == 503
    assert site("/large.bin", range="bytes=0-9").status == 503
    (public_with_large_file / "large.bin").unlink()
    assert site("/large.bin").status == 503


def test_publication_replaced_under_the_service(public_with_large_file: Path) -> None:
    site = Site(public_with_large_file)
    path = public_with_large_file / "robots.txt"
    path.write_bytes(path.read_bytes().replace(b"Allow", b"allow"))
    assert site("/robots.txt").status == 503
    path.unlink()
    assert site("/robots.txt").status == 503
