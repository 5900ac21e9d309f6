"""`aqbgraph validate`: any RDF files, or a whole publication, against the shapes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from pyoxigraph import DefaultGraph

from aqbgraph.errors import ReadingError
from aqbgraph.graph.canonical import as_one_graph, digest
from aqbgraph.graph.validation import load_shapes, validate
from aqbgraph.identifiers import DEFAULT_BASE, Identifiers
from aqbgraph.publication.disk.published import DATA, LIST, changed, load
from aqbgraph.publication.rdf.rdf_files import form_of, read_quads
from aqbgraph.vocabulary import folder, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Quad

# As SHACL calls them, and as people do.
_SEVERITIES = {"Violation": "Verstoß", "Warning": "Warnung", "Info": "Hinweis"}


@click.command("validate")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True), metavar="FILE|DIR...")
@click.option(
    "--shapes", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Andere Regeln als die eigenen."
)
@click.option("--base-iri", help="Basis der Namen; eine Veröffentlichung nennt die ihre selbst.")
@click.option(
    "--digest", "digests", is_flag=True, help="Zuerst die Prüfsumme der Aussagen ausgeben (RDFC-1.0, SHA-256)."
)
def command(files: Sequence[Path], shapes: Path | None, base_iri: str | None, *, digests: bool) -> None:
    """RDF-Dateien oder eine Veröffentlichung gegen die Regeln (SHACL) prüfen. Endet mit 1, wenn eine verletzt ist.

    Gelesen wird jedes Format, das veröffentlicht wird, auch gepackt (.gz). Bei einer Veröffentlichung wird außerdem
    jede Datei mit ihrer Prüfsumme in publication.json verglichen.
    """
    publications = [load(place) for place in files if (place / LIST).is_file()]
    identifiers = Identifiers(base_iri or next((one.base for one in publications), DEFAULT_BASE))
    quads = {quad for place in files for path in _rdf_files(place) for quad in read_quads(path)}
    if not quads:
        raise ReadingError("In den genannten Dateien steht keine Aussage (RDF).")
    if digests:
        _tell_digests(quads)
    triples = {quad.triple for quad in quads}
    del quads
    rules = load_shapes(shapes or folder("shapes"), identifiers)
    report = validate(triples, rules, vocabulary().triples(identifiers))
    for finding in report.findings:
        about = " ".join(filter(None, (finding.focus, finding.path)))
        click.echo(f"{_SEVERITIES.get(finding.severity, finding.severity)}: {about}: {finding.message}")
    violations = sum(finding.severity == "Violation" for finding in report.findings)
    rest = len(report.findings) - violations
    broken, told = "Verstoß" if violations == 1 else "Verstöße", "Hinweis" if rest == 1 else "Hinweise"
    click.echo(f"{len(triples)} Aussagen geprüft: {violations} {broken}, {rest} {told}.", err=True)
    damaged = [str(one.folder / name) for one in publications for name in changed(one)]
    for name in damaged:
        click.echo(f"Verändert: {name} ist nicht mehr die Datei, deren Prüfsumme {LIST} nennt.")
    if damaged or not report.conforms:
        raise SystemExit(1)


def _rdf_files(place: Path) -> list[Path]:
    """A file is itself; of a publication its dump, which holds everything; of another folder all RDF in it."""
    if place.is_file():
        return [place]
    if (place / LIST).is_file():
        return [place / DATA]
    return sorted(path for path in place.rglob("*") if path.is_file() and form_of(path))


def _tell_digests(quads: set[Quad]) -> None:
    """Of all statements together; with named graphs both ways, so that it can be compared with every dump."""
    click.echo(f"{digest(as_one_graph(quads))}  als ein Graph")
    if any(quad.graph_name != DefaultGraph() for quad in quads):
        click.echo(f"{digest(quads)}  mit benannten Graphen")
