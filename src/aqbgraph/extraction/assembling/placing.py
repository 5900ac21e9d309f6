"""Where on paper the evidence of an agreement stands: filled in once, when all of it is there."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from aqbgraph.agreement import Evidence

if TYPE_CHECKING:
    from aqbgraph.agreement import Agreement
    from aqbgraph.document import Document


def placed(agreement: Agreement, document: Document) -> Agreement:
    """The agreement, each evidence of it with its region on each page; as it is where the source has no paper."""
    return _placed(agreement, document) if document.words else agreement


def _placed(value: Any, document: Document) -> Any:
    if isinstance(value, Evidence):
        return value._replace(regions=document.regions(value.start, value.end))
    if isinstance(value, tuple):
        return tuple(_placed(item, document) for item in value)
    if is_dataclass(value) and not isinstance(value, type) and any(field.name == "evidence" for field in fields(value)):
        return replace(value, **{field.name: _placed(getattr(value, field.name), document) for field in fields(value)})
    return value
