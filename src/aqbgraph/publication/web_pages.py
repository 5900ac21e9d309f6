"""A page that is no resource of the graph, as schema.org has it: what it is on, and in which language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.publication.views import Frame


def web_page(frame: Frame, about: Iterable[str] = (), years: Iterable[int] = ()) -> str:
    """JSON-LD of a page about things, by their IRIs, and about years (https://schema.org/WebPage)."""
    named, covered = [{"@id": iri} for iri in about], [str(year) for year in years]
    return json.dumps(
        {
            "@context": {"@vocab": "https://schema.org/"},
            "@id": frame.page,
            "@type": "WebPage",
            "name": frame.title,
            "description": frame.description,
            "inLanguage": frame.language,
            **({"about": named} if named else {}),
            **({"temporalCoverage": covered} if covered else {}),
        },
        ensure_ascii=False,
    )
