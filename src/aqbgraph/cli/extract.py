"""`aqbgraph extract`: what is read from documents, without publishing anything."""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from aqbgraph.cli.explanation import explained
from aqbgraph.cli.parameters import sources
from aqbgraph.cli.plain import plain
from aqbgraph.cli.progress import reading
from aqbgraph.cli.sheet import sheet
from aqbgraph.correction import CORRECTED, sheet_name
from aqbgraph.errors import ReadingError, WrongUse
from aqbgraph.extraction.extractor import Extraction, extract, unknown_wording
from aqbgraph.extraction.facts import facts
from aqbgraph.extraction.wording.wording import fingerprint, opening
from aqbgraph.pipeline.documents.guarding import unexpected
from aqbgraph.pipeline.documents.listing import is_list, listed
from aqbgraph.reading.finding.corrections import read_sheet
from aqbgraph.reading.finding.sources import find_sources
from aqbgraph.reading.readers import read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from aqbgraph.document import Document, Fact
    from aqbgraph.reading.finding.sources import SourceFile


@click.command("extract")
@sources
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "wording", "corrections"]),
    default="table",
    show_default=True,
)
@click.option("--explain", is_flag=True, help="Zeigen, welche Regel was gelesen hat und welche nichts fand.")
def command(sources: Sequence[Path], form: str, explain: bool) -> None:
    """Zeigen, was aus Dokumenten gelesen wird: jede Angabe mit Wortlaut, Zeile und Regel.

    „wording“ gibt die Sätze, die ontology/standing-text.csv noch nicht kennt, als Zeilen für diese Datei,
    „corrections“ was offen ist als Datei von Berichtigungen, in der nur noch steht, wer es wann und warum sagt.
    """
    found = find_sources(sources)
    if form == "corrections" and len(found) != 1:
        raise WrongUse(f"„corrections“ ist eine Datei zu einer Quelle; genannt sind {len(found)}.")
    done = [_shown(source, form, explain) for source in found]
    if not all(done):
        raise SystemExit(1)


def _shown(source: SourceFile, form: str, explain: bool) -> bool:
    """Shows what is read from a source, and tells whether that is without faults."""
    try:
        document, extraction = _extracted(source)
    except ReadingError as error:
        click.echo(f"Fehler: {error}", err=True)
        return False
    except Exception as error:  # noqa: BLE001  # a bug over one document is not to hide the others
        click.echo(f"Fehler: {unexpected(error, source.name)}", err=True)
        return False
    if explain and not is_list(document):
        for line in explained(document):
            click.echo(line)
    else:
        _FORMS[form](document, extraction)
    for passage in extraction.accounting.unread:
        if passage.left:
            click.echo(f"{document.source.name}:{passage.line}: nicht verstanden: {passage.advice}", err=True)
    for fault in extraction.faults:
        click.echo(f"Fehler: {fault}", err=True)
    return not extraction.faults


def _extracted(source: SourceFile) -> tuple[Document, Extraction]:
    with reading(source.name):
        document = read(source.path, source.name)
    entries = read_sheet(source.corrections) if source.corrections else None
    return document, listed(document)[0] if is_list(document) else extract(document, entries)


def _jsonl(document: Document, extraction: Extraction) -> None:
    for fact in facts(extraction):
        row = {"source": _source(document, fact), **fact._asdict(), "value": plain(fact.value)}
        click.echo(json.dumps({name: row[name] for name in _FIELDS}, ensure_ascii=False))


def _source(document: Document, fact: Fact) -> str:
    """The file in which the places of a fact count: the source, or the corrections beside it."""
    return document.source.name if fact.rule != CORRECTED else sheet_name(document.source.name)


_LONGEST = 160
_FIELDS = ("source", "node", "name", "value", "quote", "start", "end", "line", "rule")


def _table(document: Document, extraction: Extraction) -> None:
    rows = [
        (str(fact.line), fact.node, fact.name, *(_short(text) for text in (plain(fact.value), fact.quote)))
        for fact in facts(extraction)
    ]
    account = extraction.accounting
    title = (
        f"{document.source.name}: {account.lines} Zeilen, {account.evidence} Belege, {account.standing} Standardtext, "
        f"{account.not_understood} nicht verstanden"
    )
    if not sys.stdout.isatty():
        click.echo(title)
        for row in rows:
            click.echo("\t".join(row))
        return
    table = Table("Zeile", "Teil", "Angabe", "Wert", "Wortlaut", title=Text(title), box=box.SIMPLE_HEAD)
    for row in rows:
        table.add_row(*(Text(cell, overflow="ellipsis", no_wrap=index == 4) for index, cell in enumerate(row)))
    Console().print(table)


def _short(text: object) -> str:
    words = " ".join(str(text).split())
    return words if len(words) <= _LONGEST else words[:_LONGEST] + " …"


def _wording(document: Document, _: Extraction) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for section, filled in unknown_wording(document):
        writer.writerow((section, opening(filled), fingerprint(filled)))


def _corrections(_: Document, extraction: Extraction) -> None:
    for line in sheet(extraction):
        click.echo(line)


_FORMS: dict[str, Callable[[Document, Extraction], None]] = {
    "table": _table,
    "jsonl": _jsonl,
    "wording": _wording,
    "corrections": _corrections,
}
