"""Files of documents in a row, so that one file holds them all: Turtle, TriG and JSON-LD."""

from __future__ import annotations

import json
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.graph.mapping import context
from aqbgraph.publication.disk.room import room
from aqbgraph.publication.formats import JSON_LD, TRIG, TURTLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import IO

    from aqbgraph.publication.formats import Format

_PREFIX = b"@prefix "
_CHUNK = 1 << 18


@dataclass(frozen=True, slots=True)
class Form:
    """A format of such a file: the format of the documents' files, what is made of each, what stands around them."""

    format: Format
    source: Format
    made: Callable[[IO[bytes], str], Iterator[bytes]]
    head: Callable[[], bytes] = bytes
    between: bytes = b""
    foot: bytes = b""


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    """What is left of a file, never whole in memory: the data of a cube grows with the agreements."""
    while chunk := file.read(_CHUNK):
        yield chunk


def _as_it_is(file: IO[bytes], _: str) -> Iterator[bytes]:
    """Prefixes may be declared anew in the midst of Turtle (RDF 1.1 Turtle, section 2.4)."""
    return _chunks(file)


def in_graph(file: IO[bytes], graph: str) -> Iterator[bytes]:
    """Of TriG too, but not within a graph (RDF 1.1 TriG, section 2.2); we declare them first of all."""
    line = file.readline()
    while line.startswith(_PREFIX):
        yield line
        line = file.readline()
    yield f"GRAPH <{graph}> {{\n".encode()
    yield line
    yield from _chunks(file)
    yield b"}\n"


def _json_graph(file: IO[bytes], graph: str) -> Iterator[bytes]:
    """A named graph (JSON-LD 1.1, section 4.9).

    An array needs no context and stands as it is; of the context of a document only the base is left to say.
    """
    yield f'{{"@id":{json.dumps(graph)},"@graph":'.encode()
    first = file.read(1)
    if first == b"[":
        yield first
        yield from _chunks(file)
    else:
        made = json.loads(first + file.read())
        node = {**made, "@context": {"@base": made["@context"]["@base"]}}
        yield json.dumps([node], ensure_ascii=False, separators=(",", ":")).encode()
    yield b"}"


def _json_head() -> bytes:
    """The context comes first, so that the file can be read as a stream (Streaming JSON-LD, section 2)."""
    return f'{{"@context":{json.dumps(context(), ensure_ascii=False)},"@graph":[\n'.encode()


FORMS = (
    Form(TURTLE, TURTLE, _as_it_is),
    Form(TRIG, TURTLE, in_graph),
    Form(JSON_LD, JSON_LD, _json_graph, _json_head, b",\n", b"\n]}\n"),
)
_SOURCES = dict.fromkeys(form.source for form in FORMS)


@dataclass(slots=True)
class Joined:
    """Such files under way, one of each form."""

    files: Sequence[IO[bytes]]
    begun: bool = False

    def begin(self) -> None:
        """What stands before a document: the head, or what parts it from the one before."""
        for form, file in zip(FORMS, self.files, strict=True):
            file.write(form.between if self.begun else form.head())
        self.begun = True


@contextmanager
def opened(stem: Path) -> Iterator[Joined]:
    """Files with this path and the suffix of their format; there must be at least one document to come."""
    with ExitStack() as stack:
        paths = [stem.with_name(stem.name + form.format.suffix) for form in FORMS]
        for path in paths:
            room(path)
        files = [stack.enter_context(path.open("wb")) for path in paths]
        yield Joined(files)
        for form, file in zip(FORMS, files, strict=True):
            file.write(form.foot)


def append(stem: Path, target: Joined) -> None:
    """Puts all documents of such files, which have this path, into others."""
    target.begin()
    for form, file in zip(FORMS, target.files, strict=True):
        source = stem.with_name(stem.name + form.format.suffix)
        left = source.stat().st_size - len(form.head()) - len(form.foot)
        with source.open("rb") as documents:
            documents.seek(len(form.head()))
            while chunk := documents.read(min(_CHUNK, left)):
                file.write(chunk)
                left -= len(chunk)


def copy(stem: Path, graph: str, target: Joined) -> None:
    """Puts a document, whose files have this path, into such files; each of its files is opened once."""
    target.begin()
    with ExitStack() as stack:
        sources = {
            source: stack.enter_context(stem.with_name(stem.name + source.suffix).open("rb")) for source in _SOURCES
        }
        for place, form in enumerate(FORMS):
            sources[form.source].seek(0)
            for chunk in form.made(sources[form.source], graph):
                target.files[place].write(chunk)
