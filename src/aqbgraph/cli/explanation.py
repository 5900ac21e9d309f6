"""`aqbgraph extract --explain`: the way a document was read, in plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.cli.plain import plain
from aqbgraph.extraction.extractor import explanation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.document import Document
    from aqbgraph.extraction.explaining import PartFound, Use

_LONGEST = 100


def explained(document: Document) -> Iterator[str]:
    """The layout, the parts of the document, and each rule with what it read or that it found nothing."""
    found = explanation(document)
    yield f"{document.source.name}: Layout „{found.layout}“"
    yield "Teile"
    for part in found.parts:
        yield f"  {_part(part)}"
    for key in found.missing:
        yield f"  {key}: nicht gefunden"
    yield "Regeln"
    for use in found.rules:
        yield from (f"  {line}" for line in _use(use))


def _part(part: PartFound) -> str:
    start = f"ab Zeile {part.line}" if part.line else "leer"
    return f"{part.key}: {start}, {part.lines} Zeilen" + (f", „{part.heading}“" if part.heading else "")


def _use(use: Use) -> Iterator[str]:
    for fact in use.facts:
        yield f"{use.name}: Zeile {fact.line}: {_shown(fact.value)} („{_short(fact.words)}“)"
    for fault in use.faults:
        yield f"{use.name}: {fault}"
    if not (use.facts or use.faults):
        yield f"{use.name}: {'nichts gefunden' if use.section else 'der Teil fehlt'} ({_short(use.pattern)})"


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {said}" for name, said in value.items() if said) or "gefunden"
    return str(plain(value))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST] + " …"
