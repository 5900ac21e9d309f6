"""`aqbgraph build`: sources to a publication, and the account of every line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aqbgraph.cli import parameters, reporting, watching
from aqbgraph.cli.progress import progress
from aqbgraph.cli.report_file import report_file
from aqbgraph.cli.stopping import told_when_stopped
from aqbgraph.errors import WrongUse
from aqbgraph.identifiers import DEFAULT_BASE
from aqbgraph.pipeline import building
from aqbgraph.pipeline.dating import Dating, given
from aqbgraph.pipeline.spreading.cluster import Scheduler
from aqbgraph.publication.catalogue.catalogue import terms
from aqbgraph.publication.frame.rendering import checked
from aqbgraph.publication.publisher.settings import DEFAULT_LICENCE, LICENCES, Settings
from aqbgraph.publication.publisher.settings_file import read_settings
from aqbgraph.publication.publisher.texts import read_texts
from aqbgraph.reading.finding.inputs import find_inputs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aqbgraph.pipeline.documents.outcomes import Report
    from aqbgraph.reading.finding.elsewhere import Address
    from aqbgraph.reading.finding.inputs import Inputs


@click.command("build")
@parameters.places
@click.option(
    "-o", "--output", default="public", show_default=True, type=click.Path(path_type=Path), help="Zielordner."
)
@click.option("--base-iri", default=DEFAULT_BASE, show_default=True, help="Basis aller Namen.")
@click.option(
    "--licence",
    type=click.Choice(list(LICENCES)),
    help=f"Lizenz der Daten; sonst die in --settings, sonst {DEFAULT_LICENCE}.",
)
@click.option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Wer veröffentlicht, wer Fragen beantwortet, Lizenz und Namensnennung, für Datenportale (TOML).",
)
@click.option(
    "--texts",
    type=click.Path(path_type=Path, file_okay=False),
    help="Eigene Texte: Impressum, Datenschutz, Barrierefreiheit und andere, als Markdown in einem Ordner.",
)
@click.option(
    "--theme",
    type=click.Path(path_type=Path, file_okay=False),
    help="Eigene Gestaltung: Vorlagen, Farben, Logo in einem Ordner.",
)
@click.option("--jobs", default=0, show_default=True, type=click.IntRange(0), help="Prozesse; 0 für einen je Kern.")
@click.option(
    "--scheduler",
    metavar="ADRESSE",
    help="Auf den Rechnern eines Dask-Schedulers arbeiten (tcp://host:8786) statt in eigenen Prozessen; "
    "braucht aqbgraph[cluster].",
)
@click.option("--allow-incomplete", is_flag=True, help="Fehlerfreie Dokumente auch neben fehlerhaften veröffentlichen.")
@click.option("--json-report", type=click.Path(path_type=Path, dir_okay=False), help="Bericht als JSON in diese Datei.")
@click.option(
    "--series",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Entscheidungen über Maßnahmenreihen; sonst die Dateien series.ttl in den Ordnern der Quellen.",
)
@click.option(
    "--date",
    metavar="TAG",
    help="Tag oder Zeitpunkt dieser Veröffentlichung (2025-08-11, 2025-08-11T14:30:00Z); sonst der neueste Tag, den "
    "die Quellen nennen.",
)
@click.option(
    "--previous",
    type=click.Path(path_type=Path, file_okay=False),
    help="Die vorige Veröffentlichung, deren Geschichte weitergeht; sonst die im Zielordner.",
)
@click.option("--new-history", is_flag=True, help="Keine vorige Veröffentlichung: Die Geschichte beginnt neu.")
@click.option(
    "--cache",
    type=click.Path(path_type=Path, file_okay=False),
    help="Zwischenspeicher, damit nur neu entsteht, was sich geändert hat; sonst ein versteckter Ordner neben dem "
    "Zielordner. Er darf jederzeit gelöscht werden.",
)
@click.option("--no-cache", is_flag=True, help="Alles neu bauen und nichts zwischenspeichern.")
@click.option("--no-search", is_flag=True, help="Seiten ohne Suche: Bei Tausenden dauert ihr Verzeichnis am längsten.")
@click.option(
    "--watch", is_flag=True, help="Weiterlaufen und nach jeder Änderung an den Quellen neu bauen; Ende mit Strg-C."
)
@click.option("--quiet", is_flag=True, help="Nur Fehler melden.")
def command(  # noqa: PLR0913, PLR0917  # click passes each option as an argument
    sources: Sequence[Path | Address],
    output: Path,
    base_iri: str,
    licence: str | None,
    settings_file: Path | None,
    texts: Path | None,
    theme: Path | None,
    jobs: int,
    scheduler: str | None,
    allow_incomplete: bool,
    json_report: Path | None,
    series: Path | None,
    date: str | None,
    previous: Path | None,
    new_history: bool,
    cache: Path | None,
    no_cache: bool,
    no_search: bool,
    watch: bool,
    quiet: bool,
) -> None:
    """Aus Zielvereinbarungen eine Veröffentlichung bauen: Daten und Seiten in einem Ordner.

    SOURCE ist eine Datei oder ein Ordner mit Vereinbarungen als PDF, Scan, Word, HTML, Markdown oder Text; dazu können
    Listen berichteter Beträge kommen (CSV). Mit aqbgraph[remote] wird auch eine Adresse gelesen (https://…/, s3://…/).
    Hat ein Dokument Fehler, bleibt die alte Veröffentlichung bestehen, und der Befehl endet mit 1.
    """
    kept = _cache(output, cache, no_cache=no_cache)

    def once() -> bool:
        settings = _own(_settings(settings_file, base_iri, licence), texts, theme, no_search=no_search)
        when = _when(date, previous, new_history=new_history)
        found = find_inputs(sources, series)
        with told_when_stopped(_stopped(output)), report_file(json_report, output) as write:
            with progress(len(found.sources), quiet=quiet, steps=building.STEPS) as telling:
                report = building.build(
                    found.sources,
                    output,
                    settings,
                    jobs=jobs if scheduler is None else Scheduler(scheduler),
                    allow_incomplete=allow_incomplete,
                    progress=telling.advance,
                    stage=telling.stage,
                    companions=found.companions,
                    when=when,
                    cache=kept,
                )
            unwritten = write(reporting.as_json(report, (*found.ignored, *(one.name for one in found.unfit))))
            reporting.show(report, output, quiet=quiet)
            if not quiet:
                _advise(report, settings, found)
        if unwritten:
            click.echo(f"Fehler: {unwritten}", err=True)
        return not (report.faults or unwritten)

    if watch:
        watching.watch(_local(sources, settings_file, texts, theme, series), output, once, beside=(kept, json_report))
    elif not once():
        raise SystemExit(1)


def _local(sources: Sequence[Path | Address], *others: Path | None) -> list[Path]:
    local = [place for place in sources if isinstance(place, Path)]
    if len(local) < len(sources):
        raise WrongUse("--watch sieht nur Dateien dieses Rechners; unter einer Adresse ändert sich etwas ungesehen.")
    return [*local, *filter(None, others)]


def _advise(report: Report, settings: Settings, found: Inputs) -> None:
    reporting.show_unfit(found.unfit)
    reporting.show_ignored(found.ignored)
    if report.digest and settings.publisher is None:
        name = terms(settings).publisher.name
        click.echo(
            f"Datenportale lesen als Herausgeber „{name}“. Wer es ist und wer Fragen beantwortet, sagt eine Datei mit "
            "--settings (docs/portals.md).",
            err=True,
        )


def _stopped(output: Path) -> Callable[[], str]:
    """What to say when the build is stopped: whether it came to publishing."""

    def there() -> tuple[int, int] | None:
        try:
            status = output.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino

    before = there()

    def told() -> str:
        if there() != before:
            return "Abgebrochen. Die neue Veröffentlichung gilt schon."
        return f"Abgebrochen. {'Die alte Veröffentlichung gilt weiter' if before else 'Nichts ist veröffentlicht'}."

    return told


def _settings(file: Path | None, base_iri: str, licence: str | None) -> Settings:
    if file is None:
        return Settings(base_iri, LICENCES[licence or DEFAULT_LICENCE])
    return read_settings(file, base_iri, licence)


def _own(settings: Settings, texts: Path | None, theme: Path | None, *, no_search: bool) -> Settings:
    """What the publisher brings, looked at before anything is built, and does without."""
    return replace(
        settings,
        texts=read_texts(texts) if texts else None,
        theme=checked(theme) if theme else None,
        search=settings.search and not no_search,
    )


def _when(date: str | None, previous: Path | None, *, new_history: bool) -> Dating:
    """The clock only forbids: what is published tells no time that nobody said."""
    if previous is not None and new_history:
        raise WrongUse("Entweder --previous oder --new-history, nicht beides.")
    return Dating(given(date) if date is not None else None, previous, new_history, datetime.now(UTC))


def _cache(output: Path, named: Path | None, *, no_cache: bool) -> Path | None:
    """Where what was made before is kept: beside the publication, unless another place is named."""
    if named is not None and no_cache:
        raise WrongUse("Entweder --cache oder --no-cache, nicht beides.")
    target = output.resolve()
    if named is not None and named.resolve().is_relative_to(target):
        raise WrongUse(f"Der Zwischenspeicher {named} darf nicht im Zielordner liegen.")
    return None if no_cache else named or target.with_name(f".{target.name}.cache")
