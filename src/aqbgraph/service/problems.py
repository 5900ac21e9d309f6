"""What can go wrong with a request, and how the answer says so: problem details (RFC 9457) in German and English.

https://www.rfc-editor.org/rfc/rfc9457
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from aqbgraph.errors import AqbError
from aqbgraph.identifiers import DEFAULT_BASE

MEDIA_TYPE = "application/problem+json"
TYPES = DEFAULT_BASE + "def/problems#"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its name in `type`, the status it is answered with, its title in both languages."""

    name: str
    status: int
    german: str
    english: str


BAD_REQUEST = Kind("bad-request", 400, "Anfrage nicht verstanden", "Bad request")
INVALID = Kind("invalid-parameter", 400, "Parameter ungültig", "Invalid parameter")
MALFORMED = Kind("malformed-query", 400, "Abfrage fehlerhaft", "Malformed query")
TOO_COMPLEX = Kind("query-too-complex", 400, "Abfrage zu verschachtelt", "Query too complex")
EVALUATION = Kind("evaluation-failed", 400, "Abfrage nicht ausführbar", "Query cannot be evaluated")
REMOTE = Kind("remote-access-refused", 403, "Kein Zugriff auf fremde Dienste", "No access to remote services")
NOT_FOUND = Kind("not-found", 404, "Nicht gefunden", "Not found")
METHOD = Kind("method-not-allowed", 405, "Methode nicht erlaubt", "Method not allowed")
NOT_ACCEPTABLE = Kind("not-acceptable", 406, "Kein passendes Format", "No acceptable format")
FAILED_CONDITION = Kind("precondition-failed", 412, "Bedingung nicht erfüllt", "Precondition failed")
TOO_LONG = Kind("request-too-long", 413, "Anfrage zu lang", "Request too long")
MEDIA = Kind("unsupported-media-type", 415, "Inhaltstyp nicht unterstützt", "Unsupported media type")
RANGE = Kind("range-not-satisfiable", 416, "Bereich liegt hinter dem Ende", "Range not satisfiable")
TOO_MANY = Kind("too-many-requests", 429, "Zu viele Anfragen", "Too many requests")
HEAD_TOO_LONG = Kind("head-too-long", 431, "Kopf der Anfrage zu lang", "Request header fields too large")
RESULT_TOO_LARGE = Kind("result-too-large", 422, "Ergebnis zu groß", "Result too large")
INTERNAL = Kind("internal-error", 500, "Interner Fehler", "Internal error")
NOT_IMPLEMENTED = Kind("unknown-method", 501, "Methode unbekannt", "Method not implemented")
VERSION = Kind("http-version", 505, "HTTP-Version nicht unterstützt", "HTTP version not supported")
FOREIGN = Kind("foreign-service", 502, "Fremder Dienst antwortet nicht", "Remote service does not answer")
CHANGED = Kind("publication-changed", 503, "Veröffentlichung wurde ausgetauscht", "Publication was replaced")
DEADLINE = Kind("deadline", 503, "Zeitgrenze erreicht", "Time limit reached")
RESOURCES = Kind("resources-exhausted", 503, "Abfrage zu aufwendig", "Query too demanding")
STORE = Kind("store-unavailable", 503, "Speicher antwortet nicht", "Store does not answer")
BUSY = Kind("busy", 503, "Dienst ausgelastet", "Service busy")


class Problem(AqbError):
    """A request that is answered with a problem: what happened, in German and English, and further header fields."""

    def __init__(self, kind: Kind, german: str, english: str, headers: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(f"{german} / {english}")
        self.kind = kind
        self.german = german
        self.english = english
        self.headers = headers

    def __reduce__(self) -> tuple[type[Problem], tuple[Any, ...]]:
        return Problem, (self.kind, self.german, self.english, self.headers)

    def body(self) -> bytes:
        """The problem as JSON; `detail` is German, `detail_en` the same in English."""
        members = {
            "type": TYPES + self.kind.name,
            "title": f"{self.kind.german} / {self.kind.english}",
            "status": self.kind.status,
            "detail": self.german,
            "detail_en": self.english,
        }
        return json.dumps(members, ensure_ascii=False).encode()
