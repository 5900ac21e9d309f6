"""The account of a source as data: how many lines went where, and each passage that was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aqbgraph.extraction.wording.comparison import told
from aqbgraph.identifiers import passage_key

if TYPE_CHECKING:
    from aqbgraph.extraction.wording.accounting import Accounting, Unread
    from aqbgraph.identifiers import Identifiers

Json = dict[str, Any]


def accounting_node(accounting: Accounting, identifiers: Identifiers) -> Json:
    """The node `#accounting` of an agreement's document, with its passages."""
    return {
        "id": "#accounting",
        "type": "Accounting",
        "lines": str(accounting.lines),
        "linesEvidence": str(accounting.evidence),
        "linesStanding": str(accounting.standing),
        "linesDeviating": str(accounting.deviating),
        "linesNotUnderstood": str(accounting.not_understood),
        "unread": [_passage(passage, identifiers) for passage in accounting.unread],
    }


def _passage(passage: Unread, identifiers: Identifiers) -> Json:
    """As an evidence node has them: the selectors of the same characters are the same nodes."""
    where = f"{passage.start}-{passage.end}"
    return {
        "id": f"#{passage_key(passage.start, passage.end)}",
        "type": "Deviation" if passage.deviation else "Unread",
        "hasSource": "#source",
        "hasSelector": [
            {"id": f"#quote-{where}", "type": "TextQuoteSelector", "exact": passage.quote},
            {
                "id": f"#position-{where}",
                "type": "TextPositionSelector",
                "start": str(passage.start),
                "end": str(passage.end),
            },
        ],
        "line": str(passage.line),
        **({"reason": passage.reason} if passage.reason else {}),
        **_deviation(passage, identifiers),
    }


def _deviation(passage: Unread, identifiers: Identifiers) -> Json:
    found = passage.deviation
    if found is None:
        return {}
    return {
        "nearestWording": identifiers.wording(found.section, found.fingerprint),
        "similarity": format(found.similarity.normalize(), "f"),
        "difference": told(found.known, found.words),
    }
