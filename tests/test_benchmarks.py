"""The benchmarks can be believed: their documents are understood, marked, the same again; ratios say what is better."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cases import OURS, Case, Measure, cases
from machine import machine
from papers import PAPERS
from places import installation, places
from results import figures, markdown, read
from synthetic import NOTE, Mix, agreement, write
from worded import NOTE as MARK

from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.readers import parse
from extraction import plain

if TYPE_CHECKING:
    from aqbgraph.extraction.extractor import Extraction

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
TEXTS = ("markdown", "text", "html", "docx", "pdf")


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _written(folder: Path, count: int, mix: Mix) -> dict[str, bytes]:
    write(count, folder, mix)
    return _files(folder)


def _understood(name: str, content: bytes) -> Extraction:
    return extract(parse(content, name))


@pytest.mark.parametrize("form", TEXTS)
def test_every_format_is_understood_and_marked(form: str, tmp_path: Path) -> None:
    for name, content in _written(tmp_path, 4, Mix(shares=((form, 1.0),))).items():
        found = _understood(name, content)
        assert found.faults == ()
        assert found.agreement is not None
        assert NOTE in " ".join(line.text for line in found.document.lines)


def test_every_format_tells_the_same(tmp_path: Path) -> None:
    told = []
    for form in TEXTS:
        (content,) = _written(tmp_path / form, 1, Mix(shares=((form, 1.0),))).values()
        made = _understood("a", content).agreement
        assert made is not None
        told.append(
            ([budget.amount for budget in made.budgets], [one.label for one in made.measures], made.local_party)
        )
    assert all(one == told[0] for one in told)


def test_a_scan_is_marked_and_has_no_text(tmp_path: Path) -> None:
    import pypdfium2  # noqa: PLC0415  # the only test that needs it

    (content,) = _written(tmp_path, 1, Mix(scans=1.0)).values()
    pages = pypdfium2.PdfDocument(content)
    assert pages.get_metadata_dict()["Title"] == MARK
    assert not pages[0].get_textpage().get_text_range().strip()


@pytest.mark.parametrize("first", [2008, 2014, 2018, 2023])
def test_earlier_forms_are_understood(first: int, tmp_path: Path) -> None:
    for name, content in _written(tmp_path, 30, Mix(first_year=first)).items():
        found = _understood(name, content)
        assert found.faults == ()
        assert found.agreement is not None
        assert len(found.agreement.budgets) == (1 if int(name[:4]) >= 2019 else 2)


def test_the_same_options_give_the_same_bytes(tmp_path: Path) -> None:
    mix = Mix(shares=tuple((name, 1.0) for name in TEXTS), seed=7)
    first, second = (_written(tmp_path / name, 40, mix) for name in "ab")
    assert first == second
    other = _written(tmp_path / "c", 40, Mix(shares=mix.shares, seed=8))
    assert not set(first.values()) & set(other.values())


def test_as_many_as_asked_for_and_no_fewer(tmp_path: Path) -> None:
    assert len(_written(tmp_path / "more", 2_100, Mix())) == 2_100
    with pytest.raises(SystemExit, match="--parties"):
        write(100, tmp_path / "few", Mix(parties=10, years=3))
    assert len(_written(tmp_path / "kinds", 80, Mix(parties=10, years=3))) == 80


def test_invented_places_are_known_to_their_installation(tmp_path: Path) -> None:
    write(30, tmp_path / "sources", Mix(parties=60, years=1, first_year=2030))
    known = installation(tmp_path / "known", 60)
    assert len({place.key for place in places(400)}) == 400
    done = subprocess.run(
        [sys.executable, "-m", "aqbgraph", "extract", str(tmp_path / "sources"), "--format", "jsonl"],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(known)},
    )
    assert done.returncode == 0, done.stderr
    invented = [place.key for place in places(60)[27:30]]
    assert all(key in done.stdout for key in invented)


def test_the_plain_reader_finds_what_it_claims() -> None:
    """A peer that misses half of it would be no peer."""
    text = agreement("odenwaldkreis", 2030)
    found, ours = plain(text.encode()), _understood("a.md", text.encode()).agreement
    assert ours is not None
    assert {one.label for one in ours.measures} <= set(found)
    assert f"{ours.budgets[0].amount:,.0f}".replace(",", ".") in found
    assert {"2030", "Landkreis Odenwaldkreis", "Regierungspräsidium Kassel"} <= set(found)


def test_a_ratio_above_one_is_better() -> None:
    case = Case(
        "name",
        "what",
        "shows",
        (Measure("rate", "/s"), Measure("cost", "s", more=False)),
        lambda _: (OURS, "peer"),
        {OURS: "peer"},
    )
    fast, slow = {"rate": 10.0, "cost": 1.0, "memory": 5.0}, {"rate": 5.0, "cost": 4.0}
    even = {"rate": 10.0, "cost": 1.0}
    kept = figures(case, (OURS, "peer"), [{OURS: fast, "peer": slow}, {OURS: fast, "peer": even}])
    assert [row.get("ratio", {}).get("median") for row in kept["rows"]] == [1.5, 2.5, None, None]
    assert kept["rows"][0]["ratio"] == {"median": 1.5, "least": 1.0, "most": 2.0}
    assert kept["memory"] == {OURS: 5.0}


def test_the_committed_figures_are_of_cases_that_exist() -> None:
    kept = read()
    names = {case.name for case in cases((10, 100))}
    assert {case["name"] for case in kept["cases"]} | set(kept["left_out"]) == names
    assert not any("/" in value.replace("GNU/Linux", "") for value in kept["machine"].values())
    assert list(markdown(kept))


def test_the_machine_is_described_but_not_named() -> None:
    told = machine()
    assert {"processor", "cores", "memory", "system", "Python", "pyoxigraph"} <= set(told)
    assert platform.node() not in told.values()


def test_the_driver_measures_a_case(tmp_path: Path) -> None:
    command = [sys.executable, str(BENCHMARKS / "run.py"), "--only", "mapping", "--rounds", "1", "--out", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (case,) = read(tmp_path / "results.json")["cases"]
    assert case["rows"][0]["median"] > 0
    assert case["memory"]["aqbgraph"] > 10
    assert "documents/s" in (tmp_path / "results.md").read_text("utf-8")


def test_every_stage_that_is_watched_exists() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import stages; stages.watch()"],
        cwd=BENCHMARKS,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_paper_is_tested() -> None:
    assert {*TEXTS, "scan"} == set(PAPERS)
