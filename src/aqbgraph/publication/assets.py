"""Files that are published as they are: style sheets, pictures, queries, the shapes, the context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from aqbgraph.publication.writer import Writer

# Folder of the project, pattern → folder of the publication.
_COPIED = (
    ("site", "assets/*", "assets"),
    *(("site", f"bundle/*.{kind}", "assets") for kind in ("css", "gz", "js", "txt", "wasm", "woff2")),
    ("queries", "*.rq", "queries"),
    ("shapes", "*.ttl", "def/shapes"),
    ("ontology", "context.jsonld", "def"),
)


def write_assets(writer: Writer) -> None:
    """Copies them, byte for byte."""
    for name, pattern, target in _COPIED:
        for path in sorted(folder(name).glob(pattern)):
            writer.write(f"{target}/{path.name}", path.read_bytes())
