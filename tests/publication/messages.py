"""The texts of templates and modules that a page can show, as translators get them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from babel.messages.extract import extract_from_file

from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEMPLATES = folder("site") / "templates"
PACKAGE = folder("site").parent / "src" / "aqbgraph"
# What Babel calls the functions that texts go through, and which of their arguments are texts.
_KEYWORDS = cast("Any", {"say": None, "say_n": (1, 2), "later": None})


def templates() -> tuple[Path, ...]:
    """All templates, parts included."""
    return tuple(sorted(TEMPLATES.rglob("*.html")))


def messages() -> dict[str, set[str]]:
    """Each text in German (of two forms the first) → the files that use it."""
    found: dict[str, set[str]] = {}
    for name, text in (*_of_templates(), *_of_modules()):
        found.setdefault(text, set()).add(name)
    return found


def _of_templates() -> Iterator[tuple[str, str]]:
    options = {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
    for path in templates():
        for _, text, _, _ in extract_from_file("jinja2.ext:babel_extract", path, options=options):
            yield path.name, text if isinstance(text, str) else text[0]


def _of_modules() -> Iterator[tuple[str, str]]:
    for room in ("publication", "service", "pipeline"):
        for path in sorted((PACKAGE / room).rglob("*.py")):
            if not any(f"{name}(" in path.read_text("utf-8") for name in _KEYWORDS):
                continue
            for _, text, _, _ in extract_from_file("python", path, keywords=_KEYWORDS):
                yield path.name, text if isinstance(text, str) else text[0]
