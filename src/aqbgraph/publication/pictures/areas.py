"""The map of Hesse for scripts: outlines, and where names and figures stand, as on the maps that pages bear."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aqbgraph.publication.pictures import hesse
from aqbgraph.publication.pictures.geometry import land, room
from aqbgraph.publication.pictures.maps import short_name

if TYPE_CHECKING:
    from aqbgraph.publication.pictures.geometry import Area

FILE = "assets/areas.json"
# A year of each division, the oldest first: Hanau is a city of its own from 2026 on.
_YEARS = (2025, 2026)


def areas() -> bytes:
    """JSON, for each division of the land in units of the drawing: its size and source; each area with key, name, path.

    `middle` is where its number stands; `label` the lines of its name, their middle and top; what has no room for that
    has `beside`, the left end of its line outside the land, in the order of the numbers.
    """
    return json.dumps([_division(year) for year in _YEARS], ensure_ascii=False, separators=(",", ":")).encode()


def _division(year: int) -> dict[str, Any]:
    drawn = land(year)
    width, height = hesse.size(year)
    outlines, outside = hesse.outlines(year), hesse.beside_of(year)
    order = [*outside, *(area.party for area in drawn.areas if area.party not in outside)]
    known = {area.party: area for area in drawn.areas}
    return {
        "width": width,
        "height": height,
        "source": drawn.attribution,
        "terms": drawn.terms,
        "areas": [_area(known[party], outlines[party], outside.get(party)) for party in order],
    }


def _area(area: Area, path: str, outside: hesse.Beside | None) -> dict[str, Any]:
    name, at = short_name(area.party), room(area, hesse.NUMBER)
    told: dict[str, Any] = {"key": area.party, "name": name, "path": path, "middle": [round(at.x, 1), round(at.y, 1)]}
    if outside is not None:
        return told | {"beside": [outside.x, outside.y]}
    label = hesse.label_of(area, name)
    if label is None:
        return told
    lines, stands = label
    return told | {"label": {"lines": list(lines), "x": round(stands.x, 1), "top": round(stands.top, 1)}}
