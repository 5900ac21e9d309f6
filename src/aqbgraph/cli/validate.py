"""`aqbgraph validate`: any RDF files, or a whole publication, against the shapes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from pyoxigraph import parse

from aqbgraph.errors import Place, ReadingError
from aqbgraph.graph.validation import load_shapes, validate
from aqbgraph.identifiers import DEFAULT_BASE, Identifiers
from aqbgraph.publication.formats import FORMATS
from aqbgraph.publication.published import DATA, LIST, load
from aqbgraph.vocabulary import folder, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import Triple


@click.command("validate")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True), metavar="FILE|DIR...")
@click.option(
    "--shapes", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Andere Regeln als die eigenen."
)
@click.option("--base-iri", help="Basis der Namen; eine Veröffentlichung nennt die ihre selbst.")
def command(files: Sequence[Path], shapes: Path | None, base_iri: str | None) -> None:
    """RDF-Dateien oder eine Veröffentlichung gegen die Regeln (SHACL) prüfen. Endet mit 1, wenn eine verletzt ist."""
    identifiers = Identifiers(base_iri or _base(files))
    triples = {triple for place in files for path in _rdf_files(place) for triple in _read(path)}
    if not triples:
        raise ReadingError("In den genannten Dateien steht keine Aussage (RDF).")
    rules = load_shapes(shapes or folder("shapes"), identifiers)
    report = validate(triples, rules, vocabulary().triples(identifiers))
    for finding in report.findings:
        click.echo(f"{finding.severity}: {finding.focus} {finding.path or ''}: {finding.message}")
    violations = sum(finding.severity == "Violation" for finding in report.findings)
    rest = len(report.findings) - violations
    click.echo(f"{len(triples)} Aussagen geprüft: {violations} Verstöße, {rest} Hinweise.", err=True)
    if not report.conforms:
        raise SystemExit(1)


def _base(files: Sequence[Path]) -> str:
    found = [load(place).base for place in files if (place / LIST).is_file()]
    return found[0] if found else DEFAULT_BASE


def _rdf_files(place: Path) -> list[Path]:
    """A file is itself; of a publication its dump, which holds everything; of another folder all RDF in it."""
    if place.is_file():
        return [place]
    if (place / LIST).is_file():
        return [place / DATA]
    known = {row.suffix for row in FORMATS}
    return sorted(path for path in place.rglob("*") if path.suffix in known)


def _read(path: Path) -> Iterator[Triple]:
    row = next((row for row in FORMATS if row.suffix == path.suffix), None)
    if row is None:
        known = ", ".join(row.suffix for row in FORMATS)
        raise ReadingError(
            f"Die Endung „{path.suffix}“ gehört zu keinem RDF-Format (möglich: {known}).", Place(str(path))
        )
    try:
        for quad in parse(path=path, format=row.rdf):
            yield quad.triple
    except (SyntaxError, ValueError, OSError) as error:
        raise ReadingError(f"Kein gültiges {row.name}: {error}", Place(str(path))) from error
