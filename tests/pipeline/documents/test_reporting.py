"""Lists of reported budgets beside agreements, from file to page: apart from what is agreed, and refused as a whole."""

from __future__ import annotations

import html
import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Dataset, RdfFormat, parse

from aqbgraph.errors import Conflict, Duplicate, Invalid, WrongUse
from aqbgraph.pipeline.building import build
from aqbgraph.publication.formats import RESOURCE_FORMATS
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.reading.budgets.tables import COLUMNS
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from pathlib import Path

    from aqbgraph.pipeline.documents.outcomes import Report

HEADER = ",".join(COLUMNS)
ROW = "06437,Odenwaldkreis,2025,AQB,500000,exact,https://example.org/a,"


def written(folder: Path, name: str, *rows: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text("\n".join((HEADER, *rows, "")), "utf-8", newline="")
    return path


def make(target: Path, *places: Path, allow_incomplete: bool = False) -> Report:
    return build(find_sources(places), target, Settings(), jobs=1, allow_incomplete=allow_incomplete)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def faults(report: Report) -> list[str]:
    return [str(fault) for fault in report.faults]


def text(page: Path) -> str:
    """The words of a page's main part."""
    main = page.read_text("utf-8").partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_what_is_published(built_with_reported: Path) -> None:
    made = {name for name in files(built_with_reported) if name.removeprefix("en/").startswith("reported")}
    pages = {name for name in made if name.endswith("index.html")}
    # Each in German and in English.
    assert {name for name in pages if name.startswith("en/")} == {f"en/{name}" for name in pages if name[:3] != "en/"}
    assert {name for name in pages if not name.startswith("en/")} == {
        "reported/index.html",
        "reported/2011/bergstrasse/index.html",
        "reported/2011/darmstadt-dieburg/index.html",
        "reported/2014/main-taunus-kreis/index.html",
        "reported/2016/kassel-landkreis/index.html",
        "reported/2019/hessen/index.html",
        "reported/2023/hessen/index.html",
        "reported/2024/wetteraukreis/index.html",
    }
    assert len(made) == len(pages) + len(pages) // 2 * len(RESOURCE_FORMATS)


def test_same_graph_in_every_format(built_with_reported: Path) -> None:
    for path in (built_with_reported / "reported").rglob("*.nt"):
        graphs = [Dataset(parse(path=path.with_suffix(row.suffix), format=row.rdf)) for row in RESOURCE_FORMATS]
        assert all(other == graphs[0] for other in graphs), path


def test_only_what_tells_of_reported_budgets_is_another_file(built: Path, built_with_reported: Path) -> None:
    """No agreement, project, sum or measure changes by what others report."""
    without, beside = files(built), files(built_with_reported)
    changed = {name for name in without if without[name] != beside.get(name)}
    wanted = r"publication\.json|data\.(ttl|trig|jsonld|n[tq]\.gz)|data/index\.html|index\.html|sitemap\.xml"
    # What counts and dates the whole; a year's own dataset stays what it is.
    wanted += (
        r"|(catalogue|dataset/agreements|\.well-known/void)(\.\w+|/.*)?|catalogue/index\.html|changes/.*|llms\.txt"
    )
    # What is counted over all, the years' index, the size of the data that queries load, and what they find at first.
    wanted += r"|(year|accounting|sparql|queries/[\w-]+|def/(aqb|precisions|programmes))/index\.html|search/.*"
    places = r"(bergstrasse|darmstadt-dieburg|main-taunus-kreis|kassel-landkreis|wetteraukreis|hessen)"
    pages = rf"party/{places}/index\.html|year/2024/index\.html|programme/\w+/index\.html"
    assert {name for name in changed if not re.fullmatch(f"{wanted}|{pages}", name.removeprefix("en/"))} == set()
    added = {name.removeprefix("en/") for name in beside.keys() - without.keys()}
    assert {name for name in added if not name.startswith(("reported", "search/"))} == set()


def test_sums_leave_out_what_is_reported(built: Path, built_with_reported: Path) -> None:
    page = "year/2024/index.html"
    before, after = text(built / page), text(built_with_reported / page)
    assert "462.800 €" in before
    assert "1.140.300 €" not in before
    assert "1.603.100" not in after
    # A section of its own, beside which the page is the same.
    start, end = after.index(" Berichtete Beträge (nicht aus"), after.index(" Daten des Jahres")
    assert after[:start] + after[end:] == before
    told = after[start:end]
    assert "Wetteraukreis 1.140.300 € genau Ausbildungs- und Qualifizierungsbudget wetteraukreis.de" in told
    assert "Diese Beträge sind in keiner Summe enthalten" in told


def test_years_without_an_agreement_have_no_page_but_are_told_of(built_with_reported: Path) -> None:
    assert sorted(path.name for path in (built_with_reported / "year").iterdir() if path.is_dir()) == ["2024", "2025"]
    start = text(built_with_reported / "index.html")
    assert "Dazu 10 berichtete Beträge aus anderen Quellen als Zielvereinbarungen, für 2011, 2014, 2016, 2019" in start
    assert "Summe der Budgets 491.550 €" in start
    programme = text(built_with_reported / "programme/ausbildungsbudget/index.html")
    assert "Hier liegt keine Vereinbarung zu diesem Programm vor." in programme
    assert "Main-Taunus-Kreis 336.700 € genau Ausbildungsbudget" in programme


def test_the_page_of_a_party(built_with_reported: Path) -> None:
    page = text(built_with_reported / "party/darmstadt-dieburg/index.html")
    assert "Hier liegt keine Vereinbarung vor. Berichtete Beträge (nicht aus Zielvereinbarungen)" in page
    assert "2011 374.850 € genau Ausbildungsbudget session-net.ladadi.de after the cut; 624195 had been" in page
    assert "Berichtete" not in text(built_with_reported / "party/fulda/index.html")
    assert "Bundesland Land Hessen" in text(built_with_reported / "party/hessen/index.html")


def test_the_page_of_what_is_reported(built_with_reported: Path) -> None:
    page = built_with_reported / "reported/2011/darmstadt-dieburg/index.html"
    words = text(page)
    assert "374.850 €" in words
    assert "Tag des Berichts nicht angegeben" in words
    assert "budgets.csv , Zeile 4: 06432,Landkreis Darmstadt-Dieburg,2011,Ausbildungsbudget,374850,exact," in words
    assert '<a href="https://session-net.ladadi.de/buergerinfo/to0050.asp?__ktonr=18737" rel="external">' in (
        page.read_text("utf-8")
    )


def test_what_is_agreed_for_the_same_year_is_linked(samples: Path, tmp_path: Path) -> None:
    assert make(tmp_path / "public", samples, written(tmp_path / "in", "a.csv", ROW)).digest
    page = (tmp_path / "public/reported/2025/odenwaldkreis/index.html").read_text("utf-8")
    assert '<a href="../../../agreement/2025/odenwaldkreis/index.html">' in page


def test_rows_more_change_no_names(samples: Path, tmp_path: Path) -> None:
    names = []
    for place, rows in (("one", (ROW,)), ("two", (ROW.replace("2025", "2024"), ROW.replace("/a", "/b"), ROW))):
        make(tmp_path / place, samples, written(tmp_path / f"in-{place}", "a.csv", *rows))
        path = tmp_path / place / "reported/2025/odenwaldkreis.nt"
        names.append({str(quad.subject) for quad in parse(path=path, format=RdfFormat.N_TRIPLES)})
    assert names[0] < names[1]


def test_the_order_of_files_and_rows_makes_no_difference(samples: Path, tmp_path: Path) -> None:
    rows = (ROW, ROW.replace("/a", "/b"))
    made = []
    for place, some in (("one", rows), ("two", rows[::-1])):
        make(tmp_path / place, samples, written(tmp_path / f"in-{place}", "a.csv", *some))
        made.append(text(tmp_path / place / "party/odenwaldkreis/index.html"))
    assert made[0] == made[1]


def test_a_faulty_list_is_left_out_as_a_whole(samples: Path, tmp_path: Path) -> None:
    path = written(tmp_path / "in", "a.csv", ROW, ROW.replace("500000", "viel").replace("2025", "2024"))
    assert make(tmp_path / "public", samples, path).digest is None
    report = make(tmp_path / "public", samples, path, allow_incomplete=True)
    assert faults(report) == [
        "a.csv:3: „viel“ ist kein Betrag. Erwartet: nur Ziffern, ohne Tausendertrennung, Cent nach einem Punkt "
        "(400000 oder 400000.50)."
    ]
    assert report.digest is not None
    assert not (tmp_path / "public/reported").exists()
    assert "reported/2025" not in (tmp_path / "public/data.trig").read_text("utf-8")
    (account,) = (outcome.accounting for outcome in report.outcomes if outcome.name == "a.csv")
    assert account is not None
    assert (account.lines, account.evidence, account.standing, account.not_understood) == (3, 1, 1, 1)
    assert [passage.line for passage in account.unread] == [3]


def test_what_the_shapes_refuse_is_told_with_its_line(samples: Path, tmp_path: Path) -> None:
    path = written(tmp_path / "in", "a.csv", ROW, ROW.replace("500000", "5000000000").replace("2025", "2024"))
    report = make(tmp_path / "public", samples, path, allow_incomplete=True)
    assert [type(fault) for fault in report.faults] == [Invalid]
    assert faults(report)[0].startswith("a.csv:3: Ein berichteter Betrag ist genau eine Zahl in Euro")
    assert not (tmp_path / "public/reported").exists()


def test_an_unusual_amount_is_a_hint(samples: Path, tmp_path: Path) -> None:
    report = make(tmp_path / "public", samples, written(tmp_path / "in", "a.csv", ROW.replace("500000", "50000000")))
    assert report.digest
    (outcome,) = (outcome for outcome in report.outcomes if outcome.name == "a.csv")
    assert [finding.severity for finding in outcome.findings] == ["Warning"]


def test_the_same_figure_in_two_lists(samples: Path, tmp_path: Path) -> None:
    written(tmp_path / "in", "a.csv", ROW)
    written(tmp_path / "in", "b.csv", ROW.replace("2025", "2024"), ROW + "again")
    written(tmp_path / "in", "c.csv", ROW.replace("/a", "/c"))
    report = make(tmp_path / "public", samples, tmp_path / "in", allow_incomplete=True)
    assert [type(fault) for fault in report.faults] == [Duplicate, Duplicate]
    assert faults(report)[0].startswith("a.csv:2: Dieser Betrag aus dieser Quelle steht auch in b.csv, Zeile 3.")
    assert faults(report)[1].startswith("b.csv:3: Dieser Betrag aus dieser Quelle steht auch in a.csv, Zeile 2.")
    assert len(list((tmp_path / "public/reported").rglob("index.html"))) == 2


def test_two_amounts_of_one_source_in_two_lists(samples: Path, tmp_path: Path) -> None:
    written(tmp_path / "in", "a.csv", ROW)
    written(tmp_path / "in", "b.csv", ROW.replace("500000", "500001"))
    report = make(tmp_path / "public", samples, tmp_path / "in")
    assert [type(fault) for fault in report.faults] == [Conflict, Conflict]


def test_the_same_list_twice_and_names_too_alike(samples: Path, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        written(tmp_path / "in", name, ROW)
    assert "Dieselbe Datei liegt zweimal vor: auch b.csv" in faults(make(tmp_path / "x", samples, tmp_path / "in"))[0]
    written(tmp_path / "in", "b.csv", ROW.replace("/a", "/b")).rename(tmp_path / "in/A.CSV")
    assert "zu ähnlich" in faults(make(tmp_path / "x", samples, tmp_path / "in"))[0]


def test_lists_alone_are_no_publication(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="Keine Zielvereinbarung genannt"):
        make(tmp_path / "public", written(tmp_path / "in", "a.csv", ROW))
    assert not (tmp_path / "public").exists()


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7 * 7 }} {% raw %}",
    '"</mark></script><!-- ""quoted"" --> \' OR 1=1"',
    '"over\r\ntwo lines; aqb:amount 1 ."',
    "e\u0301 \U0001f4b6 \\u003c \\n ?x } . <http://x> a aqb:Budget",
)


@pytest.mark.parametrize("note", HOSTILE)
def test_hostile_cells_stay_text(samples: Path, tmp_path: Path, note: str) -> None:
    source = '"Vorlage <b>1</b> "";DROP"" des Kreistags"'
    row = ROW.replace("https://example.org/a", source) + note
    report = make(tmp_path / "public", samples, written(tmp_path / "in", "<i>a.csv", row))
    assert report.digest, report.faults
    path = tmp_path / "public/reported/2025/odenwaldkreis"
    graphs = [Dataset(parse(path=path.with_suffix(form.suffix), format=form.rdf)) for form in RESOURCE_FORMATS]
    assert all(other == graphs[0] for other in graphs)
    amounts = [quad for quad in graphs[0] if quad.predicate.value.endswith(("#amount", "#reportedAmount"))]
    assert [quad.object.value for quad in amounts if hasattr(quad.object, "value")] == ["500000"]
    for page in ("reported/2025/odenwaldkreis", "party/odenwaldkreis", "year/2025", "reported", "programme/aqb"):
        markup = (tmp_path / "public" / page / "index.html").read_text("utf-8")
        assert not re.search(r"<(script(?! type=.(?:application/ld|module. src=))|img src=x|b>|i>)", markup), page
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', markup, re.DOTALL):
            json.loads(block)


@pytest.mark.parametrize("cell", ['"=HYPERLINK(""http://evil.example"";""x"")"', "@SUM(A1)", "+1", "-1"])
def test_formulas_are_refused(samples: Path, tmp_path: Path, cell: str) -> None:
    report = make(tmp_path / "public", samples, written(tmp_path / "in", "a.csv", ROW + cell))
    assert re.match(r"a\.csv:2: Der Hinweis beginnt mit „[=@+-]“, was Tabellenprogramme als Formel", faults(report)[0])
    assert not (tmp_path / "public").exists()


def test_a_hundred_thousand_rows_are_refused_with_one_fault(samples: Path, tmp_path: Path) -> None:
    small = [f"06431,Kreis Bergstraße,2011,AQB,1,exact,h{number}," for number in range(100_000)]
    report = make(tmp_path / "public", samples, written(tmp_path / "in", "a.csv", *small), allow_incomplete=True)
    assert len(report.faults) == 1
    assert report.digest is not None


def test_a_publication_with_reported_budgets_conforms(built_with_reported: Path) -> None:
    from click.testing import CliRunner  # noqa: PLC0415  # only this test asks the command

    from aqbgraph.cli import group  # noqa: PLC0415

    made = CliRunner().invoke(group, ["validate", str(built_with_reported)])
    assert made.exit_code == 0, made.output


def test_another_base(samples: Path, tmp_path: Path) -> None:
    shutil.copytree(samples, tmp_path / "in")
    written(tmp_path / "in", "a.csv", ROW)
    build(find_sources([tmp_path / "in"]), tmp_path / "public", Settings("http://localhost:8000/aqb/"))
    turtle = (tmp_path / "public/reported/2025/odenwaldkreis.ttl").read_text("utf-8")
    assert "<http://localhost:8000/aqb/def/precisions#exact>" in turtle
    assert "<http://localhost:8000/aqb/reported#file-a-csv>" in turtle
    assert "w3id.org/aqb/" not in turtle.replace("https://w3id.org/aqb/def/aqb#", "")
