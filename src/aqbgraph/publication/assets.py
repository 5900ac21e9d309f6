"""Files that are published as they are: style sheets, pictures, queries, the shapes, the context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.publication.publisher import own_files
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.publisher.theme import Theme

# Folder of the project, pattern → folder of the publication.
_COPIED = (
    ("site", "assets/*", "assets"),
    *(("site", f"bundle/*.{kind}", "assets") for kind in ("css", "js", "txt", "wasm", "woff2")),
    ("site", "bundle/engine/*", "assets/engine"),
    ("queries", "*.rq", "queries"),
    ("shapes", "*.ttl", "def/shapes"),
    ("ontology", "context.jsonld", "def"),
)


def write_assets(writer: Writer, theme: Theme | None = None) -> None:
    """Copies them, and those of a theme, byte for byte."""
    for name, pattern, target in _COPIED:
        for path in sorted(folder(name).glob(pattern)):
            writer.write(f"{target}/{path.name}", path.read_bytes())
    for name, path in theme.published.items() if theme else ():
        writer.write(name, own_files.content(path))
