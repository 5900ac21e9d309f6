"""Values as people and JSON have them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from aqbgraph.agreement import Concept
from aqbgraph.extraction.values.amounts import Amount


def plain(value: object) -> Any:
    """A concept as "scheme#key", an amount in full digits, a day by ISO 8601; all else as it is."""
    if isinstance(value, Concept):
        return f"{value.scheme}#{value.key}"
    if isinstance(value, Amount):
        value = value.value
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value
