"""Corrections by hand in the graph: what was read and what holds, of which node and property, who, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aqbgraph.graph.provenance import SHEET, evidence_node
from aqbgraph.identifiers import slug

if TYPE_CHECKING:
    from collections.abc import Callable

    from aqbgraph.agreement import Concept, Correction


def correction_node(
    correction: Correction, property_iri: Callable[[str], str], concept_iri: Callable[[Concept], str]
) -> dict[str, Any]:
    """An aqb:Correction; both readings are literals, as written or as people read them."""
    optional = {
        "readValue": correction.read_value,
        "correctedValue": correction.corrected_value,
        "reference": correction.reference,
    }
    source = correction.source
    return {
        "id": f"#{correction.fragment}",
        "type": ["Correction", "Confirmation"] if correction.confirms else "Correction",
        "corrects": f"#{correction.corrects}",
        "correctedProperty": property_iri(correction.field),
        **{name: value for name, value in optional.items() if value is not None},
        "attributedTo": {"id": f"#agent-{slug(correction.by)}", "type": "Agent", "agentName": correction.by},
        "date": correction.on.isoformat(),
        "reason": correction.reason,
        "line": str(correction.line),
        "primarySource": {
            "id": SHEET,
            "type": "SourceFile",
            "name": source.name,
            "sha256": source.sha256,
            "mediaType": source.media_type,
            "size": str(source.size),
        },
        **(
            {"evidence": [evidence_node(item, property_iri, concept_iri) for item in correction.readings]}
            if correction.readings
            else {}
        ),
    }
