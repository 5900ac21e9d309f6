"""What a validation finds, apart from the validator: pages tell of it, and servers make pages but never validate."""

from __future__ import annotations

from dataclasses import dataclass

# The gravest first.
SEVERITIES = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a validation; `message` is German, `path` a property or a SPARQL property path of several."""

    severity: str
    focus: str
    path: str | None
    message: str
    message_en: str
    shape: str
    value: str | None
