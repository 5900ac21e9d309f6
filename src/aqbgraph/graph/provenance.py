"""Where a fact was read: Web Annotation selectors on the source (https://www.w3.org/TR/annotation-model/#selectors)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aqbgraph.agreement import SheetEvidence
from aqbgraph.identifiers import slug

if TYPE_CHECKING:
    from collections.abc import Callable

    from aqbgraph.agreement import Concept, Evidence
    from aqbgraph.document import Region

# The fragments of PDF, by the name the Web Annotation model gives them (4.2.1); RFC 8118 has taken the place of this
# RFC and keeps its parameters.
PDF_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3778"
PDF = "application/pdf"
# The file of corrections beside a source.
SHEET = "#source-corrections"
_CAPITAL = re.compile(r"(?=[A-Z])")


def evidence_key(evidence: Evidence) -> str:
    """The fragment of an evidence: what it is for, the rule that found it, where it stands. The page marks it so."""
    field = _CAPITAL.sub("-", evidence.supports).lower()
    value = f"{evidence.value.key}-" if evidence.value else ""
    return f"evidence-{field}-{slug(evidence.rule)}-{value}{evidence.start}-{evidence.end}"


def evidence_node(
    evidence: Evidence, property_iri: Callable[[str], str], concept_iri: Callable[[Concept], str], media_type: str = ""
) -> dict[str, Any]:
    """An oa:SpecificResource with quotation and position; the selectors of the same characters are the same nodes.

    Of a source on paper it names the pages; the fragments of a PDF file (`media_type`) show them in a viewer.
    """
    of_sheet = isinstance(evidence, SheetEvidence)
    where = f"{'correction-' if of_sheet else ''}{evidence.start}-{evidence.end}"
    return {
        "id": f"#{evidence_key(evidence)}",
        "type": "SpecificResource",
        "hasSource": SHEET if of_sheet else "#source",
        "hasSelector": [
            {"id": f"#quote-{where}", "type": "TextQuoteSelector", "exact": evidence.quote},
            {
                "id": f"#position-{where}",
                "type": "TextPositionSelector",
                "start": str(evidence.start),
                "end": str(evidence.end),
            },
            *(_fragment(where, region) for region in evidence.regions if media_type == PDF),
        ],
        **({"page": [str(region.page) for region in evidence.regions]} if evidence.regions else {}),
        "line": str(evidence.line),
        "rule": evidence.rule,
        "supports": property_iri(evidence.supports),
        **({"value": concept_iri(evidence.value)} if evidence.value else {}),
    }


def _fragment(where: str, region: Region) -> dict[str, Any]:
    """A part of a page: left, top, width and height in points from its top left corner (RFC 8118, section 3)."""
    measures = (region.left, region.top, region.right - region.left, region.bottom - region.top)
    return {
        "id": f"#fragment-{where}-{region.page}",
        "type": "FragmentSelector",
        "conformsTo": PDF_FRAGMENTS,
        "fragment": f"page={region.page}&viewrect={','.join(f'{value:.2f}' for value in measures)}",
    }
