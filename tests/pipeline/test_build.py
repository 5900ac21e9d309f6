"""Sources to a publication: what is in it, that it is always the same, and that it is whole or the old one."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Dataset, RdfFormat, parse
from tests.graph_files import documents

from aqbgraph.errors import Duplicate, Incomplete, ReadingError, WrongUse
from aqbgraph.pipeline.building import build
from aqbgraph.publication.formats import RESOURCE_FORMATS
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.pipeline.documents.outcomes import Report

EXPECTED = (
    "index.html",
    "404.html",
    "data.ttl",
    "data.nt.gz",
    "data.trig",
    "publication.json",
    "def/context.jsonld",
    "queries/budgets.rq",
    "agreement/2025/odenwaldkreis/index.html",
    "agreement/2024/werra-meissner-kreis.ttl",
    "party/hanau.jsonld",
    "party/kassel-stadt/index.html",
    "series/werra-meissner-kreis/aktiv-in-den-job-junge-muetter-projekt.nt",
    "year/2025/index.html",
    "programme/aqb.rdf",
    "measure-type/2/index.html",
    "wording.ttl",
    "wording/index.html",
    "wording/2.jsonld",
    "wording/preamble/index.html",
    "cube.jsonld",
    "cube/index.html",
    "tables/budgets.csv",
    "tables/observations.csv-metadata.json",
    "tables/csv-metadata.json",
    "tables/measures.parquet",
    "download/2025-measures.csv",
    "accounting/index.html",
    "accounting.ttl",
    "def/aqb.ttl",
    "def/measure-types/index.html",
)


def make(target: Path, *places: Path, **options: bool | int) -> Report:
    return build(find_sources(places), target, Settings(), **options)  # type: ignore[arg-type]  # options of one call


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def graph(path: Path, form: RdfFormat) -> Dataset:
    return Dataset(parse(path=path, format=form))


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_published(built: Path, name: str) -> None:
    assert (built / name).stat().st_size > 0


def test_the_manifest_lists_every_file(built: Path) -> None:
    listed = json.loads((built / "publication.json").read_text("utf-8"))
    assert set(listed["files"]) == set(files(built)) - {"publication.json"}
    assert listed["licence"] == "https://www.govdata.de/dl-de/by-2-0"


def resources(built: Path) -> Iterator[Path]:
    yield from (path.with_suffix("") for path in sorted(built.rglob("*.nt")))


def test_same_graph_in_every_format(built: Path) -> None:
    checked = 0
    for path in resources(built):
        graphs = [graph(path.with_name(path.name + row.suffix), row.rdf) for row in RESOURCE_FORMATS]
        assert all(other == graphs[0] for other in graphs), path
        checked += 1
    assert checked > 60


def test_no_blank_nodes(built: Path) -> None:
    for path in built.rglob("*.nt"):
        for quad in parse(path=path, format=RdfFormat.N_TRIPLES):
            assert not isinstance(quad.subject, BlankNode), path
            assert not isinstance(quad.object, BlankNode), path


def test_dumps_are_all_resources(built: Path) -> None:
    single = {quad.triple for path in documents(built) for quad in parse(path=path, format=RdfFormat.N_TRIPLES)}
    packed = gzip.decompress((built / "data.nt.gz").read_bytes())
    assert {quad.triple for quad in parse(packed, format=RdfFormat.N_TRIPLES)} == single
    assert {quad.triple for quad in parse(path=built / "data.ttl", format=RdfFormat.TURTLE)} == single
    assert {quad.triple for quad in parse(path=built / "data.trig", format=RdfFormat.TRIG)} == single


def test_a_statement_stands_in_one_graph(built: Path) -> None:
    """The endpoint asks the union of all graphs, and in it the engine counts a statement of two graphs twice."""
    said = Counter(quad.triple for quad in parse(path=built / "data.trig", format=RdfFormat.TRIG))
    assert [triple for triple, count in said.items() if count > 1] == []


def test_named_graphs_are_documents(built: Path) -> None:
    names = {str(quad.graph_name) for quad in parse(path=built / "data.trig", format=RdfFormat.TRIG)}
    wanted = {
        f"<https://w3id.org/aqb/{path.relative_to(built).with_suffix('').as_posix()}>" for path in documents(built)
    }
    assert names == wanted


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_same_bytes_elsewhere(built: Path, samples: Path, tmp_path: Path, seed: str) -> None:
    """Another process, hash seed, folder, order of creation, number of processes, time zone and language."""
    copied = tmp_path / "elsewhere"
    copied.mkdir()
    for path in sorted(samples.glob("*.md"), reverse=seed == "0"):
        shutil.copy(path, copied / path.name)
    command = [sys.executable, "-m", "aqbgraph", "build", str(copied), "-o", "out", "--jobs", "2", "--quiet"]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True)  # our own words
    assert files(tmp_path / "out") == files(built)


def test_chunks_make_no_difference(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = make(tmp_path / "one", samples, jobs=1)
    monkeypatch.setattr("aqbgraph.pipeline.building.CHUNK", 1)
    two = make(tmp_path / "two", samples, jobs=2)
    assert one.digest == two.digest
    assert files(tmp_path / "one") == files(tmp_path / "two")


@pytest.fixture
def faulty(samples: Path, tmp_path: Path) -> Path:
    """One good and one document without an amount."""
    folder = tmp_path / "faulty"
    folder.mkdir()
    shutil.copy(samples / "2025-odenwaldkreis.md", folder)
    text = (samples / "2024-werra-meissner-kreis.md").read_text("utf-8")
    (folder / "bad.md").write_text(text.replace("**462.800 Euro**", ""), "utf-8")
    return folder


def test_with_faults_the_old_publication_stays(faulty: Path, samples: Path, tmp_path: Path) -> None:
    target = tmp_path / "public"
    make(target, samples)
    before = files(target)
    report = make(target, faulty)
    assert report.digest is None
    (fault,) = report.faults
    assert isinstance(fault, Incomplete)
    assert str(fault).startswith("bad.md:57: Der Betrag fehlt")
    assert files(target) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["faulty", "public"]


def test_allow_incomplete_publishes_the_good(faulty: Path, tmp_path: Path) -> None:
    report = make(tmp_path / "public", faulty, allow_incomplete=True)
    assert report.digest is not None
    assert len(report.faults) == 1
    assert (tmp_path / "public/agreement/2025/odenwaldkreis.ttl").is_file()
    assert not (tmp_path / "public/agreement/2024").exists()
    assert b"werra-meissner-kreis#agreement" not in (tmp_path / "public/data.ttl").read_bytes()


def test_nothing_good_publishes_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text("", "utf-8")
    report = make(tmp_path / "public", tmp_path / "empty.md", allow_incomplete=True)
    assert report.digest is None
    assert isinstance(report.faults[0], ReadingError)
    assert not (tmp_path / "public").exists()


def test_the_same_file_twice(samples: Path, tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        shutil.copy(samples / "2025-odenwaldkreis.md", tmp_path / name)
    report = make(tmp_path / "public", tmp_path)
    assert [type(fault) for fault in report.faults] == [Duplicate, Duplicate]
    assert "Dieselbe Datei liegt zweimal vor: auch b.md" in str(report.faults[0])


@pytest.mark.parametrize("chunk", [1, 16])
def test_two_sources_for_one_agreement(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr("aqbgraph.pipeline.building.CHUNK", chunk)
    sources = tmp_path / "sources"
    shutil.copytree(samples, sources)
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    (sources / "other.md").write_text(text.replace("491.550", "491.560"), "utf-8")
    report = make(tmp_path / "public", sources, jobs=1, allow_incomplete=True)
    assert [fault.place.source for fault in report.faults if fault.place] == ["2025-odenwaldkreis.md", "other.md"]
    assert "mehrere Quellen" in str(report.faults[0])
    assert not (tmp_path / "public/agreement/2025").exists() or not list((tmp_path / "public/agreement/2025").iterdir())
    assert (tmp_path / "public/agreement/2024/werra-meissner-kreis.ttl").is_file()


def test_a_foreign_folder_is_not_overwritten(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/dear.txt").write_text("Dear …", "utf-8")
    with pytest.raises(WrongUse, match="fremde Dateien"):
        make(tmp_path / "letters", samples)
    assert files(tmp_path / "letters") == {"dear.txt": "Dear …".encode()}


def test_a_file_is_no_target(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "public").write_text("x", "utf-8")
    with pytest.raises(WrongUse, match="kein Ordner"):
        make(tmp_path / "public", samples)


def test_another_base(samples: Path, tmp_path: Path) -> None:
    build(find_sources([samples]), tmp_path / "public", Settings("http://localhost:8000/aqb/"))
    turtle = (tmp_path / "public/agreement/2025/odenwaldkreis.ttl").read_text("utf-8")
    assert "@prefix : <http://localhost:8000/aqb/agreement/2025/odenwaldkreis#> ." in turtle
    assert "<http://localhost:8000/aqb/party/odenwaldkreis#party>" in turtle
    assert "<https://w3id.org/aqb/party" not in (tmp_path / "public/data.ttl").read_text("utf-8")
    assert "https://w3id.org/aqb/def/aqb#" in turtle


def test_sources_inside_the_target_are_not_thrown_away(samples: Path, tmp_path: Path) -> None:
    target = tmp_path / "public"
    make(target, samples)
    shutil.copytree(samples, target / "in")
    with pytest.raises(WrongUse, match="liegt im Zielordner"):
        make(target, target / "in")
    assert len(list((target / "in").iterdir())) == 2


def test_a_file_of_somebody_else_in_the_target_is_not_thrown_away(samples: Path, tmp_path: Path) -> None:
    make(tmp_path / "public", samples)
    (tmp_path / "public/CNAME").write_text("example.org", "utf-8")
    with pytest.raises(WrongUse, match="CNAME"):
        make(tmp_path / "public", samples)
    assert (tmp_path / "public/CNAME").is_file()


def test_the_folder_we_stand_in_is_no_target(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WrongUse, match="in dem der Befehl läuft"):
        make(Path(), samples)


def test_a_link_as_target_stays_a_link(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    make(tmp_path / "link", samples)
    make(tmp_path / "link", samples)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real/publication.json").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "real"]


def test_equal_names_in_two_folders(samples: Path, tmp_path: Path) -> None:
    for folder, name in (("2024", "2024-werra-meissner-kreis.md"), ("2025", "2025-odenwaldkreis.md")):
        (tmp_path / folder).mkdir()
        shutil.copy(samples / name, tmp_path / folder / "agreement.md")
    report = make(tmp_path / "public", tmp_path / "2024", tmp_path / "2025")
    assert report.digest, report.faults
    assert [outcome.name for outcome in report.outcomes] == ["2024/agreement.md", "2025/agreement.md"]


def test_line_ends_of_another_system(samples: Path, tmp_path: Path) -> None:
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    report = make(tmp_path / "public", tmp_path / "a.md")
    assert report.digest, report.faults
    path = tmp_path / "public/agreement/2025/odenwaldkreis"
    graphs = [graph(path.with_name(path.name + row.suffix), row.rdf) for row in RESOURCE_FORMATS]
    assert all(other == graphs[0] for other in graphs)


def test_no_signature_is_said_to_be_missing(samples: Path, tmp_path: Path) -> None:
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    (tmp_path / "a.md").write_text(text.partition("Wiesbaden, den")[0], "utf-8")
    report = make(tmp_path / "public", tmp_path / "a.md")
    assert report.digest, report.faults
    turtle = (tmp_path / "public/agreement/2025/odenwaldkreis.ttl").read_text("utf-8")
    assert "aqb:missing aqb:signature" in turtle
