"""Resource by resource to files: data in every format, and the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from aqbgraph.graph.mapping import prefixes, to_text
from aqbgraph.graph.store import in_order, stream, write
from aqbgraph.publication.formats import JSON_LD, RESOURCE_FORMATS, TURTLE
from aqbgraph.publication.frame.picture import picture_files
from aqbgraph.publication.frame.rendering import render
from aqbgraph.publication.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pyoxigraph import Triple

    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.publisher.settings import Settings

Json = dict[str, Any]


def write_data(writer: Writer, path: str, iri: str, triples: Iterable[Triple], json_ld: Json | None = None) -> int:
    """The data files of a resource; with `json_ld`, which must say the same, that is what `.jsonld` delivers."""
    ordered = in_order(triples)
    for row in RESOURCE_FORMATS:
        if row is JSON_LD and json_ld is not None:
            content = to_text(json_ld).encode()
        else:
            content = write(ordered, row.rdf, _prefixes(iri) if row is TURTLE else prefixes())
        writer.write(f"{path}{row.suffix}", content)
    return len(ordered)


@dataclass(frozen=True, slots=True)
class Long:
    """What a document says beyond its page, where it is too much to be held.

    `few` are put in order with the rest. `many` are made anew each time, each statement once, all on a subject in a row
    and none on a subject of the few. `prefixes` are those its Turtle has beyond our own.
    """

    few: tuple[Triple, ...]
    many: Callable[[], Iterable[Triple]]
    prefixes: Mapping[str, str]


def write_long(writer: Writer, path: str, iri: str, triples: Iterable[Triple], more: Long) -> None:
    """The data files of a resource that says more than can be held."""
    first = in_order((*triples, *more.few))
    for row in RESOURCE_FORMATS:
        known = {**(_prefixes(iri) if row is TURTLE else prefixes()), **more.prefixes}
        with writer.opened(f"{path}{row.suffix}") as file:
            stream(chain(first, more.many()), file, row.rdf, known)


def _prefixes(iri: str) -> dict[str, str]:
    """The things of a document are short in its own Turtle: `:budget-aqb`."""
    return {"": f"{iri}#", **prefixes()}


def write_page(
    writer: Writer, settings: Settings, path: str, template: str, view: Callable[[Settings], object]
) -> None:
    """The page of a path in every language, its pictures beside it; `view` is given the settings with the language."""
    for language in LANGUAGES:
        folder = f"{language.folder}{path}/" if path else language.folder
        shown = view(replace(settings, language=language))
        writer.write(f"{folder}index.html", render(template, shown, language, settings.theme))
        for name, content in picture_files(shown):
            writer.write(folder + name, content)
