"""A SPARQL 1.1 store beside us: where it takes graphs, where it answers queries, and who we are to it.

https://www.w3.org/TR/sparql11-http-rdf-update/, https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from aqbgraph.errors import StoreError, WrongUse

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from pathlib import Path

PASSWORD = "AQBGRAPH_STORE_PASSWORD"  # noqa: S105 - the name of the variable
CONNECT = 10.0  # seconds
AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of store: what follows its address for queries and for graphs, and how its Server field begins."""

    name: str
    query: str
    graphs: str
    server: str = ""


KINDS = (
    Kind("oxigraph", "/query", "/store", "Oxigraph/"),
    Kind("virtuoso", "/sparql", "/sparql-graph-crud-auth", "Virtuoso/"),
    Kind("fuseki", "/query", "/data"),
    Kind("graphdb", "", "/rdf-graphs/service"),
    Kind("qlever", "", ""),
)
# Endings that belong to one kind of store alone, or to a service of one that is found by asking.
_TELLING = {
    "/sparql-graph-crud-auth": "virtuoso",
    "/sparql-graph-crud": "virtuoso",
    "/rdf-graphs/service": "graphdb",
    "/store": "oxigraph",
}
_ENDINGS = (*_TELLING, "/sparql-auth", "/sparql", "/query", "/update")


@dataclass(frozen=True, slots=True)
class Account:
    """Who we are to a store."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RemoteStore:
    """A store: the addresses of its services for queries and for graphs, and our account there."""

    kind: str
    query: str
    graphs: str
    account: Account | None = None

    @property
    def auth(self) -> httpx.Auth | None:
        """How requests are authenticated."""
        return Challenged(self.account) if self.account else None


class Challenged(httpx.Auth):
    """Answers the challenge of a store: digest where it is offered, else basic (RFC 7616, RFC 7617)."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._digest = httpx.DigestAuth(account.user, account.password)
        self._basic = httpx.BasicAuth(account.user, account.password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sends a request as the store wants it since it last said so."""
        if self._chosen is not None:
            yield from self._chosen.auth_flow(request)
            return
        response = yield request
        if response.status_code != httpx.codes.UNAUTHORIZED:
            return
        offered = response.headers.get("www-authenticate", "").lower()
        self._chosen = self._digest if "digest" in offered else self._basic
        yield from self._chosen.auth_flow(request)


def account(
    user: str | None, password_file: Path | None, environment: Mapping[str, str] | None = None
) -> Account | None:
    """The account, its password from a file or the environment, never from the command line, which others can read.

    Raises:
        WrongUse: a user without a password, or a file that cannot be read.
    """
    if user is None:
        return None
    if password_file is not None:
        try:
            return Account(user, password_file.read_text("utf-8").rstrip("\r\n"))
        except (OSError, UnicodeDecodeError) as error:
            raise WrongUse(f"Die Datei mit dem Kennwort ist nicht lesbar: {password_file}") from error
    password = (os.environ if environment is None else environment).get(PASSWORD)
    if password is None:
        raise WrongUse(
            f"Zu --user gehört ein Kennwort: in der Umgebungsvariablen {PASSWORD} oder in einer Datei "
            "(--password-file)."
        )
    return Account(user, password)


def store(url: str, kind: str = AUTO, who: Account | None = None) -> RemoteStore:
    """The store at an address: its base, or the address of one of its services.

    Raises:
        WrongUse: this is no address of a store, or what kind it is cannot be told.
        StoreError: nobody answers there.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise WrongUse(f"„{url}“ ist keine Adresse eines Speichers (erwartet z. B. http://127.0.0.1:7878).")
    if parts.username is not None or parts.password is not None:
        raise WrongUse("Anmeldedaten gehören nicht in die Adresse, sondern zu --user und --password-file.")
    plain = url.rstrip("/")
    ending = next((row for row in _ENDINGS if plain.endswith(row)), "")
    base = plain.removesuffix(ending)
    name = kind if kind != AUTO else _TELLING.get(ending) or _asked(base, who)
    found = next(row for row in KINDS if row.name == name)
    return RemoteStore(name, base + found.query, base + found.graphs, who)


def _asked(base: str, who: Account | None) -> str:
    """The kind of store, as it says itself."""
    auth = Challenged(who) if who else None
    with client(auth, CONNECT) as http:
        for path in dict.fromkeys(row.query for row in KINDS if row.server):
            try:
                answer = http.get(base + path, params={"query": "ASK {}"})
            except httpx.HTTPError as error:
                raise unreachable(base, error) from error
            said = answer.headers.get("server", "")
            for row in KINDS:
                if row.server and said.startswith(row.server):
                    return row.name
    raise WrongUse(
        f"Was für ein Speicher unter {base} antwortet, ist nicht zu erkennen. Bitte --store-kind angeben: "
        f"{', '.join(row.name for row in KINDS)} (siehe docs/stores.md)."
    )


def client(auth: httpx.Auth | None, timeout: float) -> httpx.Client:
    """A client that follows no redirect and takes nothing from its surroundings, neither a proxy nor a password."""
    return httpx.Client(auth=auth, timeout=httpx.Timeout(timeout, connect=CONNECT), trust_env=False)


def unreachable(address: str, error: Exception) -> StoreError:
    """What is said when a store does not answer."""
    said = str(error) or type(error).__name__
    return StoreError(
        f"Der Speicher unter {address} ist nicht erreichbar: {said}. Läuft er, und stimmt die Adresse? "
        f"/ The store does not answer."
    )
