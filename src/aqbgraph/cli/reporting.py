"""What a build tells the clerk: a table of all documents, each fault with its place, what was not understood."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click
from rich import box
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from aqbgraph.cli import series_reporting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from aqbgraph.pipeline import Outcome, Report

_COLUMNS = ("Dokument", "Zeilen", "Belege", "Standardtext", "nicht verstanden", "Hinweise", "Fehler")
_LONGEST_QUOTE = 100


@contextmanager
def progress(total: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, nothing in a pipe."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda _: None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Dokumente", total=total)
        yield lambda count: bar.advance(task, count)


def show(report: Report, output: Path, *, quiet: bool) -> None:
    """The report: the table and what was not understood on standard output, faults on standard error."""
    if not quiet:
        _show_table(report)
        for outcome in report.outcomes:
            for line in _remarks(outcome):
                click.echo(line)
        for line in series_reporting.lines(report):
            click.echo(line)
    for fault in report.faults:
        click.echo(f"Fehler: {fault}", err=True)
    published = sum(outcome.summary is not None for outcome in report.outcomes)
    if report.digest is None:
        click.echo(f"Nichts veröffentlicht; {output} bleibt, wie es war.", err=True)
    elif not quiet:
        click.echo(f"{published} Vereinbarungen, {report.triples} Aussagen in {output} ({report.digest[:12]}).")


def _show_table(report: Report) -> None:
    rows = [_row(outcome) for outcome in report.outcomes]
    if not sys.stdout.isatty():
        for row in rows:
            click.echo(
                "; ".join(
                    f"{name} {value}" if index else value
                    for index, (name, value) in enumerate(zip(_COLUMNS, row, strict=True))
                )
            )
        return
    table = Table(box=box.SIMPLE_HEAD)
    for index, name in enumerate(_COLUMNS):
        table.add_column(name, justify="right" if index else "left")
    for row in rows:
        table.add_row(*(Text(value) for value in row))
    Console().print(table)


def _row(outcome: Outcome) -> tuple[str, ...]:
    account = outcome.accounting
    counts = (account.lines, account.evidence, account.standing, account.not_understood) if account else ("–",) * 4
    hints = sum(finding.severity != "Violation" for finding in outcome.findings)
    return outcome.name, *map(str, counts), str(hints), str(len(outcome.faults))


def _remarks(outcome: Outcome) -> Iterator[str]:
    if outcome.summary and (count := outcome.summary.corrections):
        yield f"{outcome.name}: {count} {'Berichtigung' if count == 1 else 'Berichtigungen'} von Hand"
    for passage in outcome.accounting.unread if outcome.accounting else ():
        words = " ".join(passage.quote.split())
        shown = words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE] + " …"
        yield f"{outcome.name}:{passage.line}: nicht verstanden: „{shown}“"
    for finding in outcome.findings:
        if finding.severity != "Violation":
            yield f"{outcome.name}: Hinweis: {finding.message} ({finding.focus.partition('#')[2]})"


def write_json(report: Report, path: Path) -> None:
    """The report for programs."""
    content = {
        "published": report.digest,
        "triples": report.triples,
        "documents": [_json(row) for row in report.outcomes],
        "series": series_reporting.members(report),
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _json(outcome: Outcome) -> dict[str, Any]:
    account = outcome.accounting
    return {
        "name": outcome.name,
        "agreement": outcome.summary.path if outcome.summary else None,
        "lines": account.lines if account else None,
        "evidence": account.evidence if account else None,
        "standing": account.standing if account else None,
        "corrections": outcome.summary.corrections if outcome.summary else None,
        "notUnderstood": account.not_understood if account else None,
        "unread": [
            {"line": passage.line, "start": passage.start, "end": passage.end, "quote": passage.quote}
            for passage in (account.unread if account else ())
        ],
        "faults": [
            {"kind": type(fault).__name__, "line": fault.place.line if fault.place else None, "message": fault.message}
            for fault in outcome.faults
        ],
        "findings": [
            {"severity": finding.severity, "focus": finding.focus, "path": finding.path, "message": finding.message}
            for finding in outcome.findings
        ],
    }
