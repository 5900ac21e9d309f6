"""Writes the pages of docs/ that follow from the ontology, the queries, the tables and the commands.

`python docs/generate.py` writes them; with `--check` it only tells which are stale, and exits with 1.
"""

from __future__ import annotations

import re
import sys
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING

import click

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from pyoxigraph import Literal
from results import markdown, read
from template_views import TEMPLATES, parts, written

from aqbgraph.cli import COMMANDS, group
from aqbgraph.identifiers import DEFAULT_BASE, ONTOLOGY, TERMS
from aqbgraph.publication.formats import FORMATS
from aqbgraph.publication.queries.queries import queries
from aqbgraph.publication.rdf.dumps import DUMPS
from aqbgraph.reading.readers import READERS
from aqbgraph.service.replies.results import OFFERS
from aqbgraph.vocabulary import RDF_TYPE, RDFS, SKOS, folder, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DOCS = Path(__file__).parent
NOTE = "<!-- Written by docs/generate.py from {source}; do not edit. -->"
CLASS = "http://www.w3.org/2002/07/owl#Class"


def model() -> Iterator[str]:
    """Classes, properties and schemes."""
    words = vocabulary()
    yield "# The model\n"
    yield f"Namespace `{TERMS}`, prefix `aqb:`. Every term has labels and comments in German and English in"
    yield "[`ontology/aqb.ttl`](../ontology/aqb.ttl).\n"
    own = [iri for iri in words.subjects() if iri.startswith(TERMS)]
    classes = [iri for iri in own if _is(iri, CLASS)]
    yield "## Classes\n"
    yield "| class | what |\n|---|---|"
    for iri in classes:
        yield f"| `{_short(iri)}` | {_comment(iri)} |"
    yield "\n## Properties\n"
    yield "| property | of | value | what |\n|---|---|---|---|"
    for iri in own:
        if iri not in classes:
            yield f"| `{_short(iri)}` | {_all(iri, 'domain')} | {_all(iri, 'range')} | {_comment(iri)} |"
    yield "\n## Schemes\n"
    schemes = [iri for iri in words.subjects() if _is(iri, SKOS + "ConceptScheme") and iri != ONTOLOGY]
    for scheme in sorted(schemes):
        yield f"### {words.label(scheme, 'en')}\n"
        yield f"`{scheme}`\n"
        yield "| concept | German | English |\n|---|---|---|"
        for entry in words.concepts(scheme.removeprefix(f"{DEFAULT_BASE}def/")):
            yield f"| `#{entry.key}` | {entry.label} | {words.label(entry.iri, 'en')} |"
        yield ""


def _is(iri: str, kind: str) -> bool:
    return any(value.value == kind for value in vocabulary().objects(iri, RDF_TYPE))


def _short(iri: str) -> str:
    if iri.startswith(TERMS):
        return "aqb:" + iri.removeprefix(TERMS)
    return iri.rstrip("/").rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _all(iri: str, name: str) -> str:
    return ", ".join(f"`{_short(value.value)}`" for value in vocabulary().objects(iri, RDFS + name))


def _comment(iri: str) -> str:
    values = vocabulary().objects(iri, RDFS + "comment")
    return next(value.value for value in values if isinstance(value, Literal) and value.language == "en")


def asked() -> Iterator[str]:
    """The named queries."""
    yield "# The named queries\n"
    yield "Each is a file in [`queries/`](../queries), is published with the data, and can be asked on the spot:\n"
    yield "```\naqbgraph query public --name budgets --param year=2025\n```\n"
    for query in queries():
        yield f"## {query.name}\n"
        yield f"{query.title_en}. *{query.title}: {query.comment}*\n"
        for row in query.parameters:
            need = "required" if row.required else "optional"
            yield f"- `{row.name}` ({row.type}, {need}): {row.comment}, e.g. `{row.example}`"
        if query.parameters:
            yield ""
        yield f"```sparql\n{query.text.strip()}\n```\n"


def forms() -> Iterator[str]:
    """What is read, published and answered."""
    yield "# Formats\n"
    yield "## Read\n"
    yield "| format | media type | looked for as |\n|---|---|---|"
    for reader in READERS:
        yield f"| {reader.name} | `{reader.media_type}` | {', '.join(f'`{suffix}`' for suffix in reader.suffixes)} |"
    yield "\n## Published\n"
    yield "Every resource has a page and a file in each format without named graphs.\n"
    yield "| format | suffix | media type | EU file type | named graphs |\n|---|---|---|---|---|"
    for form in FORMATS:
        named = "yes" if form.datasets else "no"
        yield f"| {form.name} | `{form.suffix}` | `{form.media_type}` | `{form.file_type}` | {named} |"
    yield "\n## Dumps\n"
    yield "The whole graph, and each year: the graphs of its agreements. What spans years (places, series, wordings,"
    yield "vocabularies) stands in the whole graph alone.\n"
    yield "| format | whole graph | a year | packed | named graphs |\n|---|---|---|---|---|"
    for dump in DUMPS:
        whole, year = dump.offer(None), dump.offer(2025)
        flags = " | ".join("yes" if flag else "no" for flag in (dump.packed, dump.named))
        yield f"| {dump.format.name} | `{whole.path}` | `{year.path}` | {flags} |"
    yield "\nThe packed files, unpacked, are the canonical form ([RDFC-1.0](https://www.w3.org/TR/rdf-canon/)) of the"
    yield "graph and of the dataset; its SHA-256 stands on the page about the data, and `aqbgraph validate --digest`"
    yield "computes it from any of them. Why there is no `.hdt`: [decision 4](decisions/0004-dumps.md)."
    yield "\n## Results of the endpoint\n"
    yield "| format | media type |\n|---|---|"
    for name, media_type in dict.fromkeys((row.name, row.media_type) for rows in OFFERS.values() for row in rows):
        yield f"| {name} | `{media_type}` |"


def commands() -> Iterator[str]:
    """The help of every command."""
    yield "# The command line\n"
    yield "Exit codes: 0 done; 1 the input has faults, each named with file, line and message; 2 wrong use.\n"
    context = click.Context(group, info_name="aqbgraph")
    for row in COMMANDS:
        command = group.get_command(context, row.name)
        if command is None:
            raise KeyError(row.name)
        text = command.get_help(click.Context(command, info_name=row.name, parent=context, terminal_width=100))
        yield f"## aqbgraph {row.name}\n\n```\n{text}\n```\n"


def templates() -> Iterator[str]:
    """Each template with what it sees, and what that is made of."""
    yield "# Templates and their views\n"
    yield "A template gets one object, `view`, of the type named here, and nothing else. How to put your own template"
    yield "in the place of one of these: [theme.md](theme.md). A test follows every `view.…` of every template to its"
    yield "type. A field whose type ends in `| None` may be empty; asking for one that does not exist is an error. The"
    yield "filters `euro`, `percent`, `date`, `number` and `file_size` write as the language of the page does, `_(…)`"
    yield "and `{% trans %}` say a text in it.\n"
    yield "## Pages\n"
    for name, view in TEMPLATES.items():
        yield from _view(f"{name}.html", view)
    yield "## What views are made of\n"
    for name, view in parts(iter(TEMPLATES.values())).items():
        yield from _view(name, view)
    yield "## Parts\n"
    yield "| template | macros |\n|---|---|"
    for path in sorted((folder("site") / "templates" / "parts").glob("*.html")):
        macros = re.findall(r"{%-? macro (.+?) -?%}", path.read_text("utf-8"))
        yield f"| `parts/{path.name}` | {', '.join(f'`{macro}`' for macro in macros)} |"


def _view(name: str, view: type) -> Iterator[str]:
    called = f" sees `{view.__name__}`" if name.endswith(".html") else ""
    yield f"### {name}{called}\n"
    yield cleandoc(view.__doc__ or "") + "\n"
    yield "| field | type |\n|---|---|"
    for field, kind in written(view).items():
        yield f"| `{field}` | `{kind.replace('|', chr(92) + '|')}` |"
    yield ""


PAGES: dict[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "model.md": ("ontology/", model),
    "queries.md": ("queries/", asked),
    "formats.md": ("the tables of formats", forms),
    "commands.md": ("the commands", commands),
    "templates.md": ("the views", templates),
}


# Pages that are written by hand around a part that follows from something: where it begins and ends is marked.
PARTS: dict[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "performance.md": ("benchmarks/results.json", lambda: markdown(read())),
}
END = "<!-- End of what is written. -->"


def text(name: str) -> str:
    """A page as it should be."""
    if name in PARTS:
        source, lines = PARTS[name]
        begin = NOTE.format(source=source)
        before, _, rest = (DOCS / name).read_text("utf-8").partition(begin)
        return "\n".join([before + begin, "", *lines(), END]) + rest.partition(END)[2]
    source, lines = PAGES[name]
    return "\n".join([NOTE.format(source=source), "", *lines()]).rstrip() + "\n"


def main() -> None:
    """Writes or checks all pages."""
    names = (*PAGES, *PARTS)
    stale = [name for name in names if not (DOCS / name).is_file() or (DOCS / name).read_text("utf-8") != text(name)]
    if "--check" in sys.argv[1:]:
        for name in stale:
            print(f"docs/{name} is stale: run make docs", file=sys.stderr)
        sys.exit(bool(stale))
    for name in stale:
        (DOCS / name).write_text(text(name), encoding="utf-8")


if __name__ == "__main__":
    main()
