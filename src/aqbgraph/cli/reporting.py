"""What a build tells the clerk: a table of all documents, each fault with its place, what was not understood."""

from __future__ import annotations

import json
import re
import sys
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from aqbgraph.cli import series_reporting
from aqbgraph.errors import Place, Spot
from aqbgraph.extraction.values.readings import shown
from aqbgraph.extraction.wording.comparison import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from aqbgraph.agreement import Evidence
    from aqbgraph.errors import AqbError
    from aqbgraph.extraction.wording.accounting import Accounting, Unread
    from aqbgraph.graph.findings import Finding
    from aqbgraph.pipeline.documents.outcomes import Outcome, Report
    from aqbgraph.reading.finding.unfit import Unfit

# What is counted of a document, in the order of the table: what it is called, its name in JSON, how it is counted.
_COUNTS: tuple[tuple[str, str, Callable[[Accounting], int]], ...] = (
    ("Zeilen", "lines", attrgetter("lines")),
    ("Belege", "evidence", attrgetter("evidence")),
    ("Standardtext", "standing", attrgetter("standing")),
    ("abweichend", "deviating", attrgetter("deviating")),
    ("nicht verstanden", "notUnderstood", attrgetter("not_understood")),
    ("offene Stellen", "passages", lambda account: len(account.unread)),
    ("Reparaturen", "repairs", attrgetter("repairs")),
)
_COLUMNS = ("Dokument", *(name for name, _, _ in _COUNTS), "Hinweise", "Fehler")
_LONGEST_QUOTE = 100
_MOST_IGNORED = 20
_PARTY = re.compile(r"/party/(?P<key>[\w-]+)#party$")
_SIDES = {"signature-state": "Unterschrift des Landes", "signature-local": "Unterschrift der Gebietskörperschaft"}


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
    reported = sum(len(outcome.reported) for outcome in report.outcomes)
    beside = f"{reported} {'berichteter Betrag' if reported == 1 else 'berichtete Beträge'}, " if reported else ""
    if report.digest is None:
        click.echo(f"Nichts veröffentlicht; {output} bleibt, wie es war.", err=True)
    elif not quiet:
        agreements = "Vereinbarung" if published == 1 else "Vereinbarungen"
        click.echo(f"{published} {agreements}, {beside}{report.triples} Aussagen in {output} ({report.digest[:12]}).")


def show_ignored(names: Sequence[str]) -> None:
    """Files of a kind that nobody reads: they lie among the sources, so they may be meant. A folder ends in "/"."""
    for name in names[:_MOST_IGNORED]:
        if name.endswith("/"):
            click.echo(f"Nicht gelesen: {name} ist eine Veröffentlichung", err=True)
        else:
            click.echo(f"Nicht gelesen: {name} (diese Art von Datei liest niemand; Formate: docs/publish.md)", err=True)
    if (more := len(names) - _MOST_IGNORED) > 0:
        click.echo(f"… und {more} weitere, die nicht gelesen wurden (alle im Bericht: --json-report)", err=True)


def show_unfit(left: Sequence[Unfit]) -> None:
    """What lies among the sources and is no file, so that nobody wonders where it went."""
    for one in left[:_MOST_IGNORED]:
        click.echo(f"Nicht gelesen: {one.name} ({one.reason})", err=True)
    if (more := len(left) - _MOST_IGNORED) > 0:
        click.echo(f"… und {more} weitere, die keine Dateien sind (alle im Bericht: --json-report)", err=True)


def _show_table(report: Report) -> None:
    rows = [*(_row(outcome) for outcome in report.outcomes), _total(report)]
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
    for row in rows[:-1]:
        table.add_row(*(Text(value) for value in row))
    table.add_section()
    table.add_row(*(Text(value, style="bold") for value in rows[-1]))
    Console().print(table)


def _row(outcome: Outcome) -> tuple[str, ...]:
    account = outcome.accounting
    counts = [count(account) for _, _, count in _COUNTS] if account else ["–"] * len(_COUNTS)
    return outcome.name, *map(str, counts), str(_hints(outcome)), str(len(outcome.faults))


def _total(report: Report) -> tuple[str, ...]:
    hints = sum(map(_hints, report.outcomes))
    return "Summe", *map(str, _totals(report).values()), str(hints), str(len(report.faults))


def _totals(report: Report) -> dict[str, int]:
    accounts = [outcome.accounting for outcome in report.outcomes if outcome.accounting]
    return {key: sum(map(count, accounts)) for _, key, count in _COUNTS}


def _hints(outcome: Outcome) -> int:
    return sum(finding.severity != "Violation" for finding in outcome.findings)


def _remarks(outcome: Outcome) -> Iterator[str]:
    if outcome.summary and (count := outcome.summary.corrections):
        yield f"{outcome.name}: {count} {'Berichtigung' if count == 1 else 'Berichtigungen'} von Hand"
    for passage in outcome.accounting.unread if outcome.accounting else ():
        where = Place(outcome.name, passage.line, spot=passage.spot)
        words = " ".join(passage.quote.split())
        quote = words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE] + " …"
        if found := passage.deviation:
            yield f"{where}: weicht ab: {told(found.known, found.words)} (in „{quote}“)"
        else:
            yield f"{where}: nicht verstanden: „{quote}“{f'. {passage.advice}' if passage.left else ''}"
    for repair in outcome.repairs:
        yield f"{_place(outcome.name, repair.evidence[0])}: „{repair.read_as}“ als „{repair.written_as}“ gelesen"
    for finding in outcome.findings:
        if finding.severity != "Violation":
            yield f"{outcome.name}: Hinweis: {finding.message} ({_about(finding)})"


def _about(finding: Finding) -> str:
    """What a finding is about, in words where it is a signature or a party; else the part of the document."""
    party = _PARTY.search(finding.value or "")
    if party is not None:
        return shown(party["key"])
    part = finding.focus.partition("#")[2]
    return next((f"{words}, {part}" for start, words in _SIDES.items() if part.startswith(start)), part)


def _place(name: str, evidence: Evidence) -> Place:
    """The line, or the place on paper."""
    spot = Spot(evidence.regions[0].page, evidence.regions[0].top) if evidence.regions else None
    return Place(name, evidence.line, spot=spot)


def as_json(report: Report, ignored: Sequence[str] = ()) -> str:
    """The report for programs, as docs/report.schema.json describes it; `ignored` are the files that nobody read."""
    content = {
        "published": report.digest,
        "triples": report.triples,
        "totals": _totals(report),
        "documents": [_json(row) for row in report.outcomes],
        "series": series_reporting.members(report),
        "ignored": list(ignored),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _json(outcome: Outcome) -> dict[str, Any]:
    account = outcome.accounting
    return {
        "name": outcome.name,
        "agreement": outcome.summary.path if outcome.summary else None,
        "reportedBudgets": len(outcome.reported),
        **{key: count(account) if account else None for _, key, count in _COUNTS},
        "corrections": outcome.summary.corrections if outcome.summary else None,
        "unread": [_passage(passage) for passage in (account.unread if account else ())],
        "repaired": [
            {
                "line": repair.evidence[0].line,
                "page": repair.evidence[0].regions[0].page if repair.evidence[0].regions else None,
                "start": repair.evidence[0].start,
                "end": repair.evidence[0].end,
                "read": repair.read_as,
                "written": repair.written_as,
                "rule": repair.rule,
            }
            for repair in outcome.repairs
        ],
        "faults": [_fault(fault) for fault in outcome.faults],
        "findings": [
            {"severity": finding.severity, "focus": finding.focus, "path": finding.path, "message": finding.message}
            for finding in outcome.findings
        ],
    }


def _fault(fault: AqbError) -> dict[str, Any]:
    place = fault.place
    return {
        "kind": type(fault).__name__,
        "line": place.line if place else None,
        "page": place.spot.page if place and place.spot else None,
        "message": fault.message,
    }


def _passage(passage: Unread) -> dict[str, Any]:
    found = passage.deviation
    near = found and {
        "section": found.section,
        "fingerprint": found.fingerprint,
        "similarity": float(found.similarity),
        "difference": told(found.known, found.words),
    }
    return {
        "line": passage.line,
        "page": passage.spot.page if passage.spot else None,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
        "reason": passage.advice or None,
        "deviation": near,
    }
