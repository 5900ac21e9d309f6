"""Files of documents in a row, so that one file holds them all: Turtle, TriG and JSON-LD."""

from __future__ import annotations

import json
import re
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.graph.mapping import context
from aqbgraph.publication.formats import JSON_LD, TRIG, TURTLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import IO

    from aqbgraph.publication.formats import Format

_PREFIX = re.compile(rb"^@prefix .*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Form:
    """A format of such a file: the format of the documents' files, what is made of each, what stands around them."""

    format: Format
    source: Format
    made: Callable[[bytes, str], Iterable[bytes]]
    head: Callable[[], bytes] = bytes
    between: bytes = b""
    foot: bytes = b""


def _as_it_is(content: bytes, _: str) -> Iterator[bytes]:
    """Prefixes may be declared anew in the midst of Turtle (RDF 1.1 Turtle, section 2.4)."""
    yield content


def _in_graph(content: bytes, graph: str) -> Iterator[bytes]:
    """Of TriG too, but not within a graph (RDF 1.1 TriG, section 2.2)."""
    yield from _PREFIX.findall(content)
    yield f"GRAPH <{graph}> {{\n".encode()
    yield _PREFIX.sub(b"", content)
    yield b"}\n"


def _json_graph(content: bytes, graph: str) -> Iterator[bytes]:
    """A named graph (JSON-LD 1.1, section 4.9); of the context of its document only the base is left to say."""
    made = json.loads(content)
    nodes = made if isinstance(made, list) else [{**made, "@context": {"@base": made["@context"]["@base"]}}]
    yield json.dumps({"@id": graph, "@graph": nodes}, ensure_ascii=False, separators=(",", ":")).encode()


def _json_head() -> bytes:
    """The context comes first, so that the file can be read as a stream (Streaming JSON-LD, section 2)."""
    return f'{{"@context":{json.dumps(context(), ensure_ascii=False)},"@graph":[\n'.encode()


FORMS = (
    Form(TURTLE, TURTLE, _as_it_is),
    Form(TRIG, TURTLE, _in_graph),
    Form(JSON_LD, JSON_LD, _json_graph, _json_head, b",\n", b"\n]}\n"),
)
_SOURCES = dict.fromkeys(form.source for form in FORMS)


@dataclass(slots=True)
class Joined:
    """Such files under way, one of each form."""

    files: Sequence[IO[bytes]]
    begun: bool = False

    def add(self, parts: Sequence[Sequence[bytes]]) -> None:
        """Puts a document behind the others; `parts` are in the order of `FORMS`."""
        for form, file, part in zip(FORMS, self.files, parts, strict=True):
            file.write(form.between if self.begun else form.head())
            file.writelines(part)
        self.begun = True


@contextmanager
def opened(stem: Path) -> Iterator[Joined]:
    """Files with this path and the suffix of their format; there must be at least one document to come."""
    with ExitStack() as stack:
        files = [stack.enter_context(stem.with_name(stem.name + form.format.suffix).open("wb")) for form in FORMS]
        yield Joined(files)
        for form, file in zip(FORMS, files, strict=True):
            file.write(form.foot)


def copy(stem: Path, graph: str, targets: Sequence[Joined]) -> None:
    """Puts a document, whose files have this path, into all `targets`; each of its files is read once."""
    contents = {source: stem.with_name(stem.name + source.suffix).read_bytes() for source in _SOURCES}
    made = [tuple(form.made(contents[form.source], graph)) for form in FORMS]
    for target in targets:
        target.add(made)
