"""Places that conclude synthetic agreements: those of ontology/parties.ttl, and invented cities beyond them.

aqbgraph knows the parties of its `ontology/` and refuses every other: a party is added there and nowhere else
(docs/add-a-layout.md). `installation()` therefore writes an installation, in the layout of the wheel, whose
`ontology/` has one file more and whose maps have squares for them; nothing of the code differs. The names of invented
cities all have "muster" in them.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aqbgraph.identifiers import DEFAULT_BASE, TERMS, slug
from aqbgraph.vocabulary import folder, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.vocabulary import Entry

PACKAGE = Path(__file__).parents[1] / "src" / "aqbgraph"
DATA = ("ontology", "shapes", "queries", "site")
MOST = 400
_FRONTS = (
    *("Alt", "Berg", "Burg", "Feld", "Groß", "Hinter", "Hoch", "Klein", "Mittel", "Neu", "Nieder", "Ober", "Rhein"),
    *("Stein", "Tal", "Unter", "Vorder", "Wald", "Wiesen", "Winter"),
)
_ENDS = (
    *("ach", "au", "bach", "berg", "born", "bruch", "burg", "dorf", "eck", "feld", "furt", "hain", "hausen", "heim"),
    *("hof", "rode", "roth", "stadt", "stein", "tal"),
)
_HEADER = """\
# SYNTHETISCH – invented cities, for measuring only.
@prefix aqb: <https://w3id.org/aqb/def/aqb#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
_PARTY = """
<{base}party/{key}#party> a aqb:Party, aqb:LocalParty, aqb:IndependentCity, org:Organization ;
    dcterms:identifier "{key}" ;
    rdfs:label "{name}"@de, "City of {town} (synthetic)"@en ;
    skos:prefLabel "{name}"@de, "City of {town} (synthetic)"@en .
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A district or city: its key, its cases with article, its seat, and since when it can conclude agreements."""

    key: str
    nominative: str
    genitive: str
    dative: str
    seat: str
    city: bool
    since: int

    @property
    def subject(self) -> str:
        """As a sentence begins."""
        return self.nominative[0].upper() + self.nominative[1:]


def places(count: int = 0) -> tuple[Place, ...]:
    """So many places, the real ones first; 0 for just these.

    Raises:
        SystemExit: so many names cannot be invented.
    """
    if count > MOST:
        raise SystemExit(f"at most {MOST} parties")
    real = tuple(map(_real, vocabulary().instances("LocalParty")))
    if not count:
        return real
    names = (f"{front}muster{end}" for end, front in product(_ENDS, _FRONTS))
    invented = (_city(f"Stadt {name}", slug(name), name, 0) for name in names)
    known = {place.key for place in real}
    return (*real, *(place for place in invented if place.key not in known))[:count]


def _real(entry: Entry) -> Place:
    words = vocabulary()
    since = int(words.text(entry.iri, TERMS + "partySince") or 0)
    town = entry.label.removeprefix("Stadt ")
    seat = words.text(entry.iri, TERMS + "seat") or town
    if entry.label != town:
        return _city(entry.label, entry.key, seat, since)
    # As agreements name those whose own name ends in "kreis": "des Landkreises Odenwaldkreis".
    name = entry.label.removeprefix("Landkreis ")
    plain = f"Landkreis {name}"
    return Place(entry.key, f"der {plain}", f"des Landkreises {name}", f"dem {plain}", seat, city=False, since=since)


def _city(name: str, key: str, seat: str, since: int) -> Place:
    return Place(key, f"die {name}", f"der {name}", f"der {name}", seat, city=True, since=since)


def installation(folder_: Path, count: int) -> Path:
    """Writes an installation that knows so many places; the folder to put first in PYTHONPATH."""
    package = folder_ / PACKAGE.name
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", "_data"))
    for name in DATA:
        shutil.copytree(folder(name), package / "_data" / name)
    invented = places(count)[len(places()) :]
    more = package / "_data" / "ontology" / "synthetic-parties.ttl"
    more.write_text("".join(_described(invented)), "utf-8")
    for path in (package / "_data" / "site" / "maps").glob("*.geojson"):
        drawn = json.loads(path.read_text("utf-8"))
        drawn["features"] += [_square(place, number) for number, place in enumerate(invented)]
        path.write_text(json.dumps(drawn), "utf-8")
    return folder_


def _square(place: Place, number: int) -> dict[str, Any]:
    """A place on the map: a map has all there are, and these lie in rows below Hesse."""
    left, top = 7.8 + number % 24 * 0.1, 49.3 - number // 24 * 0.1
    ring = [(left, top), (left + 0.08, top), (left + 0.08, top - 0.08), (left, top - 0.08), (left, top)]
    shape = {"type": "Polygon", "coordinates": [[list(point) for point in ring]]}
    return {"type": "Feature", "properties": {"party": place.key}, "geometry": shape}


def _described(invented: Sequence[Place]) -> Iterator[str]:
    yield _HEADER
    for place in invented:
        name = place.nominative.removeprefix("die ")
        yield _PARTY.format(base=DEFAULT_BASE, key=place.key, name=name, town=place.seat)
