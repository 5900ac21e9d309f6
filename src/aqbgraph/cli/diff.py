"""`aqbgraph diff`: what changed between two publications, facts first."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from aqbgraph.errors import WrongUse, reason
from aqbgraph.publication.history.difference_output import KINDS, as_json, as_page, as_turtle, counts, rows
from aqbgraph.publication.history.telling import Words
from aqbgraph.publication.history.versions import compare, version
from aqbgraph.publication.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.publication.history.differences import Difference

_LANGUAGES = {language.code: language for language in LANGUAGES}
_FORMS = ("table", "turtle", "json", "html")
_place = click.Path(path_type=Path, exists=True)


@click.command("diff")
@click.argument("old", type=_place, metavar="OLD")
@click.argument("new", type=_place, metavar="NEW")
@click.option("--format", "form", type=click.Choice(_FORMS), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="In diese Datei schreiben.")
@click.option(
    "--language",
    type=click.Choice(tuple(_LANGUAGES)),
    default="de",
    show_default=True,
    help="Sprache der Seite (html).",
)
@click.option("--exit-code", is_flag=True, help="Mit 1 enden, wenn sich etwas unterscheidet; sonst immer mit 0.")
def command(old: Path, new: Path, form: str, output: Path | None, language: str, exit_code: bool) -> None:
    """Zeigen, was sich zwischen zwei Veröffentlichungen geändert hat.

    OLD und NEW sind Ordner von Veröffentlichungen oder Dateien mit RDF (auch gepackt mit .gz). Zuerst kommen die
    Angaben, Dokument für Dokument; was sich nur an Belegen und Verzeichnissen ändert, wird gezählt.
    """
    before, now = version(old), version(new)
    found = list(compare(before, now))
    words = Words(now.base or before.base or "")
    if form == "table":
        if output is not None:
            raise WrongUse("--output gehört zu --format turtle, json oder html.")
        _table(found, words)
    elif form == "json":
        _write(as_json(found, words).encode() + b"\n", output)
    elif form == "turtle":
        _write(as_turtle(found), output)
    else:
        spoken = _LANGUAGES[language]
        told = Words(now.base or before.base or "", spoken)
        _write(as_page(found, told, str(old), str(new), spoken), output)
    click.echo(str(counts(found)), err=True)
    if exit_code and found:
        raise SystemExit(1)


def _write(content: bytes, output: Path | None) -> None:
    if output is None:
        click.echo(content, nl=False)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise WrongUse(f"{output} ist nicht beschreibbar ({reason(error)}).") from error


def _table(found: Sequence[Difference], words: Words) -> None:
    """On a terminal a table for each document; in a pipe a line for each fact, parted by tabs."""
    console = Console() if sys.stdout.isatty() else None
    for one in found:
        told = [(row.thing, row.name, row.before or "–", row.now or "–") for row in rows(one, words)]
        if not one.things:
            continue
        if console is None:
            for cells in told:
                click.echo("\t".join((words.title(one), KINDS[one.kind], *cells)))
            continue
        title = Text(f"{words.title(one)} ({KINDS[one.kind]})", style="bold")
        table = Table("Sache", "Angabe", "vorher", "jetzt", title=title, title_justify="left", box=box.SIMPLE_HEAD)
        for cells in told:
            table.add_row(*map(Text, cells))
        console.print(table)
