"""The commands as their users call them: output, messages, exit codes."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import shutil
import subprocess
import sys
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
from click.testing import CliRunner

from aqbgraph import __version__
from aqbgraph.cli import COMMANDS, group
from aqbgraph.cli import serve as serving

if TYPE_CHECKING:
    from click.testing import Result


SCHEMA = Path(__file__).parents[1] / "docs" / "report.schema.json"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, [str(argument) for argument in arguments])


def test_version_and_help() -> None:
    assert __version__ in run("--version").output
    shown = run("--help")
    assert shown.exit_code == 0
    assert all(command.name in shown.output for command in COMMANDS)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, aqbgraph.cli; print([m for m in ('rdflib', 'pyshacl', 'fastapi', 'jinja2') if m in sys.modules])"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "[]"


def test_unknown_command() -> None:
    assert run("nonsense").exit_code == 2


def test_a_notice_is_on_every_page(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('notice = "Nur <ein> Versuch"', "utf-8")
    made = run("build", samples, "-o", tmp_path / "public", "--settings", tmp_path / "settings.toml", "--quiet")
    assert made.exit_code == 0, made.output
    for page in (tmp_path / "public").rglob("*.html"):
        text = page.read_text("utf-8")
        assert "Nur &lt;ein&gt; Versuch" in text, page
        assert ('<span lang="de">Nur' in text) == ("/en/" in page.as_posix())


def test_build_without_a_search(samples: Path, tmp_path: Path) -> None:
    made = run("build", samples, "-o", tmp_path / "public", "--no-search", "--quiet")
    assert made.exit_code == 0, made.output
    assert not (tmp_path / "public" / "search").exists()
    pages = list((tmp_path / "public").rglob("*.html"))
    assert pages
    assert [page for page in pages if 'role="search"' in page.read_text("utf-8")] == []


def test_build(samples: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    made = run("build", samples, "-o", tmp_path / "public", "--json-report", report)
    assert made.exit_code == 0, made.output
    counted = "Zeilen 63; Belege 48; Standardtext 15; abweichend 0; nicht verstanden 0; offene Stellen 0; Reparaturen 0"
    assert f"2025-odenwaldkreis.md; {counted}; Hinweise 0; Fehler 0" in made.output
    assert "Summe; Zeilen 127; Belege 92; Standardtext 35; abweichend 0; nicht verstanden 0" in made.output
    assert "Hinweis: Der Tag der Unterschrift fehlt" in made.output
    rows = json.loads(report.read_text("utf-8"))["documents"]
    assert [row["lines"] == row["evidence"] + row["standing"] + row["notUnderstood"] for row in rows] == [True, True]
    assert [row["agreement"] for row in rows] == ["agreement/2024/werra-meissner-kreis", "agreement/2025/odenwaldkreis"]


def test_build_says_when_and_after_what(samples: Path, tmp_path: Path) -> None:
    def build(target: str, *options: object) -> Result:
        return run("build", samples, "-o", tmp_path / target, "--quiet", *options)

    assert build("old", "--date", "2026-05-01").exit_code == 0
    old = json.loads((tmp_path / "old/changes/state.json").read_text("utf-8"))
    assert old["publications"] == ["2026-05-01T00:00:00Z"]
    assert build("new", "--previous", tmp_path / "old").exit_code == 0
    assert json.loads((tmp_path / "new/changes/state.json").read_text("utf-8")) == old
    for options, told in (
        (("--date", "1.5.2026"), "ist kein Tag"),
        (("--date", "9999-01-01"), "liegt in der Zukunft"),
        (("--date", "2026-04-30"), "liegt vor der vorigen Veröffentlichung"),
        (
            ("--base-iri", "https://example.org/", "--previous", tmp_path / "old"),
            "die Basis-IRI <https://w3id.org/aqb/>",
        ),
        (("--previous", tmp_path / "old", "--new-history"), "nicht beides"),
    ):
        made = build("old", *options)
        assert made.exit_code == 2, options
        assert told in made.stderr
    assert build("new", "--previous", tmp_path / "nowhere").exit_code == 1
    assert build("old", "--new-history", "--date", "2026-04-30").exit_code == 0


def test_build_with_reported_budgets(samples: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    lists = samples.parent / "reported"
    made = run("build", samples, lists, "-o", tmp_path / "public", "--json-report", report)
    assert made.exit_code == 0, made.output
    assert "budgets.csv; Zeilen 11; Belege 10; Standardtext 1; abweichend 0; nicht verstanden 0" in made.output
    assert "2 Vereinbarungen, 10 berichtete Beträge, " in made.output
    rows = json.loads(report.read_text("utf-8"))["documents"]
    assert [(row["agreement"] is None, row["reportedBudgets"]) for row in rows] == [(False, 0), (False, 0), (True, 10)]


def test_reported_budgets_alone(samples: Path, tmp_path: Path) -> None:
    made = run("build", samples.parent / "reported", "-o", tmp_path / "public")
    assert (made.exit_code, made.stderr.startswith("Fehler: Keine Zielvereinbarung genannt")) == (2, True)


def test_extract_reported_budgets(samples: Path) -> None:
    made = run("extract", samples.parent / "reported", "--format", "jsonl")
    assert made.exit_code == 0, made.output
    facts = [json.loads(line) for line in made.output.splitlines()]
    amounts = {fact["node"]: fact["value"] for fact in facts if fact["name"] == "reportedAmount"}
    assert len(amounts) == 10
    assert sum(node.startswith("reported/2011/bergstrasse#") for node in amounts) == 2
    text = (samples.parent / "reported/budgets.csv").read_text("utf-8")
    assert all(text[fact["start"] : fact["end"]] == fact["quote"] for fact in facts)


def test_the_report_is_as_described(samples: Path, tmp_path: Path) -> None:
    """A good, a deviating, a faulty and an unreadable document; docs/report.schema.json allows nothing else."""
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    deviating = text.replace("Umsetzungsbesprechung im Herbst", "Umsetzungsbesprechung am Telefon im Herbst")
    (tmp_path / "a.md").write_text((samples / "2024-werra-meissner-kreis.md").read_text("utf-8"), "utf-8")
    (tmp_path / "b.md").write_text(deviating, "utf-8")
    (tmp_path / "c.md").write_text(text.replace("491.550 Euro", "viel").replace("2025", "2026"), "utf-8")
    (tmp_path / "d.md").write_bytes(b"")
    # So like the name of the next year that somebody has to say whether both are one project.
    before = text.replace("2025", "2024").replace("BASS Studenten", "BASS-Student")
    (tmp_path / "e.md").write_text(before.replace("491.550", "49l.550"), "utf-8")
    sheet = '[[streichen]]\nangabe = "signature-local signedOn"\ngelesen = "2025-08-11"\n'
    (tmp_path / "b.korrekturen.toml").write_text(f'{sheet}wer = "x"\nwann = 2026-03-02\nwarum = "y"\n', "utf-8")
    made = run("build", tmp_path, "-o", tmp_path / "public", "--json-report", tmp_path / "r.json", "--allow-incomplete")
    assert made.exit_code == 1
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    jsonschema.validate(report, json.loads(SCHEMA.read_text("utf-8")))
    assert [row["corrections"] for row in report["documents"]] == [0, 1, None, None, 0]
    assert [len(row["repaired"]) for row in report["documents"]] == [0, 0, 0, 0, 1]
    (doubt,) = report["series"]["doubtful"]
    assert [name.split()[0] for name in doubt["names"]] == ["BASS-Student*innen", "BASS"]
    deviation = report["documents"][1]["unread"][0]["deviation"]
    assert (deviation["section"], deviation["difference"]) == ("6", "zusätzlich „am Telefon“")
    assert report["totals"]["lines"] == sum(row["lines"] or 0 for row in report["documents"])
    assert "b.md:91: weicht ab: zusätzlich „am Telefon“ (in „" in made.output


def test_the_description_of_the_report_is_sound() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"published": None, "triples": 0, "documents": []}, schema)


def test_build_quiet(samples: Path, tmp_path: Path) -> None:
    made = run("build", samples, "-o", tmp_path / "public", "--quiet")
    assert (made.exit_code, made.output) == (0, "")


FAULTS = [
    ("**491.550 Euro**", "**ungefähr viel**", "Der Betrag fehlt"),
    ("**491.550 Euro**", "**491.550 Euro** und 12.000 Euro", "Verschiedene Beträge"),
    ("im Jahr 2025 Haushaltsmittel", "im Jahr 2024 Haushaltsmittel", "Verschiedene Jahre"),
    ("und dem Landkreis Odenwaldkreis", "und dem Landkreis Entenhausen", "steht nicht im Verzeichnis"),
    (
        "**2. Ausbildung und Ausbildungscoaching in anerkannten",
        "**2. Beratung in allen",
        "kennt ontology/measure-types.ttl nicht",
    ),
    ("## **§ 3**", "## **§ 13**", "§ 13"),
]


@pytest.mark.parametrize(("words", "others", "message"), FAULTS)
def test_faults_are_named_with_file_and_line(
    samples: Path, tmp_path: Path, words: str, others: str, message: str
) -> None:
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    assert words in text
    (tmp_path / "bad.md").write_text(text.replace(words, others, 1), "utf-8")
    made = run("build", tmp_path / "bad.md", "-o", tmp_path / "public")
    assert made.exit_code == 1
    faults = [line for line in made.stderr.splitlines() if message in line]
    assert faults, made.stderr
    assert all(line.startswith("Fehler: bad.md:") for line in faults)
    assert "Traceback" not in made.output
    assert not (tmp_path / "public").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "does-not-exist"),
        ("build", "."),
        ("build", "{samples}", "--base-iri", "nonsense", "-o", "x"),
        ("query", "{built}", "SELECT * {}", "--name", "budgets"),
        ("build", "{samples}", "--base-iri", "https://x.de/%zz/\n", "-o", "x"),
        ("build", "{samples}", "--base-iri", "https://x.de:abc/", "-o", "x"),
        ("build", "{samples}", "--json-report", "no/such/folder.json", "-o", "x"),
        ("query", "{built}", "SELECT nonsense"),
        ("query", "{built}", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"),
        ("query", "{built}", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv"),
        ("query", "{built}", "ASK {}", "--format", "csv"),
        ("query", "{built}", "--name", "nonsense"),
        ("query", "{built}", "--name", "budgets", "--param", "year"),
        ("query", "{built}", "SELECT * {}", "--param", "a=b"),
        ("query", "{built}", "SELECT * {}", "--format", "ttl"),
    ],
)
def test_wrong_use(
    samples: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    made = run(*({"{samples}": samples, "{built}": built}.get(argument, argument) for argument in arguments))
    assert made.exit_code == 2, made.output
    assert made.stderr.startswith("Fehler: ")
    assert list(tmp_path.iterdir()) == []


def test_extract(samples: Path) -> None:
    made = run("extract", samples / "2025-odenwaldkreis.md", "--format", "jsonl")
    rows = [json.loads(line) for line in made.output.splitlines()]
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in rows)
    amount = next(row for row in rows if row["name"] == "amount")
    assert (amount["node"], amount["value"], amount["line"], amount["rule"]) == (
        "budget-aqb",
        "491550",
        55,
        "§ 4 amount",
    )


def test_extract_shows_what_was_read_beside_faults(samples: Path, tmp_path: Path) -> None:
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    (tmp_path / "a.md").write_text(text.replace("**491.550 Euro**", ""), "utf-8")
    made = run("extract", tmp_path / "a.md")
    assert made.exit_code == 1
    assert "localParty\todenwaldkreis" in made.stdout
    assert "Der Betrag fehlt" in made.stderr


def test_extract_tells_what_was_left_out(samples: Path, tmp_path: Path) -> None:
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8").replace("Chancenmarkt", "Chancenmarkf")
    (tmp_path / "a.md").write_text(text, "utf-8")
    made = run("extract", tmp_path / "a.md")
    line = next(number for number, row in enumerate(text.splitlines(), 1) if "Chancenmarkf" in row)
    assert f"a.md:{line}: nicht verstanden: Der Name „TZ-Ausbildung Chancenmarkf“" in made.output
    assert made.exit_code == 0


def test_extract_writes_the_file_of_corrections_that_lacks_but_who_when_and_why(samples: Path, tmp_path: Path) -> None:
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    source, beside = tmp_path / "a.md", tmp_path / "a.korrekturen.toml"
    source.write_text(text.replace("Migranten in Arbeit", "Mlgranten in Arbeit").replace("Webportal", "Webporta1"))
    written = run("extract", source, "--format", "corrections")
    assert written.exit_code == 0
    beside.write_text(written.stdout, "utf-8")
    unfilled = run("extract", source)
    assert unfilled.exit_code == 1
    assert unfilled.stderr.count("a.korrekturen.toml:") == 6
    filled = written.stdout.replace('wer = ""', 'wer = "Amt"').replace('wann = ""', "wann = 2026-03-02")
    beside.write_text(filled.replace('warum = ""', 'warum = "So gedruckt."'), "utf-8")
    settled = run("extract", source)
    assert settled.exit_code == 0, settled.output
    assert "nicht verstanden:" not in settled.stderr
    assert "MInA - Mlgranten in Arbeit 2025" in settled.stdout
    shown = run("extract", source, "--format", "corrections").stdout
    assert "[[" not in shown
    assert tomllib.loads(shown) == {"sha256": sha256(source.read_bytes()).hexdigest()}


def test_a_fault_without_an_entry_stands_in_the_file_of_corrections_as_a_comment(samples: Path, tmp_path: Path) -> None:
    source = tmp_path / "a.md"
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    source.write_text(text.replace("491.550", "491.55"), "utf-8")
    written = run("extract", source, "--format", "corrections")
    assert written.exit_code == 1
    assert "# a.md:" in written.stdout
    assert "491.55" in written.stdout
    assert list(tomllib.loads(written.stdout)) == ["sha256"]


def test_a_file_of_corrections_is_for_one_source(samples: Path) -> None:
    refused = run("extract", samples, "--format", "corrections")
    assert refused.exit_code == 2
    assert "eine Datei zu einer Quelle; genannt sind 2" in refused.stderr


def test_extract_wording(samples: Path, tmp_path: Path) -> None:
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    (tmp_path / "a.md").write_text(text.replace("Auch Menschen mit", "Ebenso sollen Menschen mit"), "utf-8")
    rows = list(csv.reader(io.StringIO(run("extract", tmp_path / "a.md", "--format", "wording").stdout)))
    assert [(section, words) for section, words, _ in rows] == [
        ("1", "ebenso sollen menschen mit familiensorgenden tätigkeiten")
    ]


def test_extract_binary(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"%PDF-1.7\x00")
    made = run("extract", tmp_path / "a.md")
    assert made.exit_code == 1
    assert made.stderr.startswith("Fehler: a.md: Die Datei ist keine lesbare PDF-Datei")


def test_validate(built: Path, tmp_path: Path) -> None:
    made = run("validate", built)
    assert made.exit_code == 0
    assert "0 Verstöße" in made.stderr
    turtle = (built / "agreement/2025/odenwaldkreis.ttl").read_text("utf-8")
    (tmp_path / "bad.ttl").write_text(turtle.replace('aqb:amount "491550"', 'aqb:amount "-1"'), "utf-8")
    made = run("validate", tmp_path / "bad.ttl")
    assert made.exit_code == 1
    assert "budget-aqb" in made.output


@pytest.mark.parametrize(("name", "content"), [("a.ttl", "<a> <b> ."), ("a.txt", "x"), ("a.nt", "")])
def test_validate_what_is_no_rdf(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    made = run("validate", tmp_path / name)
    assert made.exit_code == 1
    assert made.stderr.startswith("Fehler: ")


@pytest.mark.parametrize("name", ["ttl", "nt.gz", "nq.gz", "trig", "jsonld"])
def test_validate_a_dump_and_tell_its_digest(built: Path, name: str) -> None:
    """The digest of the graph is the same in every format, and the one of the unpacked canonical dump."""
    made = run("validate", "--digest", built / f"download/2025.{name}")
    assert made.exit_code == 0
    graph, dataset = (
        sha256(gzip.decompress((built / f"download/2025.{form}.gz").read_bytes())).hexdigest() for form in ("nt", "nq")
    )
    lines = [f"{graph}  als ein Graph", f"{dataset}  mit benannten Graphen"]
    assert made.stdout.splitlines() == (lines[:1] if name in ("ttl", "nt.gz") else lines)


def test_validate_a_publication_that_somebody_changed(built: Path, tmp_path: Path) -> None:
    public = shutil.copytree(built, tmp_path / "public")
    year = public / "download/2025.ttl"
    year.write_text(year.read_text("utf-8").replace('"491550"', '"491551"'), "utf-8")
    made = run("validate", public)
    assert made.exit_code == 1
    assert f"Verändert: {year} ist nicht mehr die Datei" in made.stdout
    assert made.stdout.count("Verändert") == 1


def test_validate_a_damaged_dump(built: Path, tmp_path: Path) -> None:
    (tmp_path / "data.nq.gz").write_bytes((built / "data.nq.gz").read_bytes()[:-30])
    made = run("validate", tmp_path / "data.nq.gz")
    assert made.exit_code == 1
    assert made.stderr.startswith(f"Fehler: {tmp_path / 'data.nq.gz'}: Die gepackte Datei ist beschädigt")


def test_query(built: Path) -> None:
    made = run("query", built, "SELECT (SUM(?amount) AS ?sum) { ?budget aqb:amount ?amount }")
    assert made.output.split() == ["sum", "954350"]
    made = run("query", built, "--name", "budgets", "--param", "year=2025", "--format", "csv")
    assert made.output.splitlines()[1].startswith("2025,Odenwaldkreis,491550,")
    assert run("query", built, "ASK { ?b aqb:amount ?a FILTER (?a = 491550) }").output == "ja\n"
    assert 'aqb:amount "491550"' in run("query", built, "DESCRIBE ?b { ?b aqb:amount ?a FILTER (?a = 491550) }").output
    assert "budgets: " in run("query", built).output


def test_query_no_publication(tmp_path: Path) -> None:
    made = run("query", tmp_path, "ASK {}")
    assert made.exit_code == 1
    assert "keine Veröffentlichung" in made.stderr


def test_reader_gone(samples: Path) -> None:
    """`aqbgraph extract … | head -1` ends quietly."""
    if (shell := shutil.which("sh")) is None:
        pytest.skip("there is no sh")
    command = f"{sys.executable} -m aqbgraph extract {samples} {samples} --format jsonl | head -1"
    made = subprocess.run([shell, "-c", command], capture_output=True, text=True, check=True)
    assert made.stderr == ""
    assert len(made.stdout.splitlines()) == 1


def test_extract_explains(samples: Path, tmp_path: Path) -> None:
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    (tmp_path / "x.md").write_text(text.replace("im Jahr 2025", "im Jahre"), "utf-8")
    made = run("extract", tmp_path / "x.md", "--explain")
    lines = made.output.splitlines()
    assert lines[0] == "x.md: Layout „aqb“"
    assert any(line.startswith("  5: ab Zeile ") for line in lines)
    assert any(line.startswith("  § 6 localParty: Zeile ") and ": odenwaldkreis („" in line for line in lines)
    assert any(line.startswith("  § 4 localParty: nichts gefunden (stellt") for line in lines)


def test_a_hint_says_whose_signature_it_is_about(samples: Path, tmp_path: Path) -> None:
    """One has no day, the other is missing altogether."""
    (tmp_path / "in").mkdir()
    text = (samples / "2024-werra-meissner-kreis.md").read_text("utf-8")
    (tmp_path / "in/day.md").write_text(text, "utf-8")
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    (tmp_path / "in/half.md").write_text(text[: text.index("Erbach, den")], "utf-8")
    made = CliRunner().invoke(group, ["build", str(tmp_path / "in"), "-o", str(tmp_path / "public")])
    hint = "Der Tag der Unterschrift fehlt in der Quelle oder ist nicht sicher zu lesen."
    assert f"day.md: Hinweis: {hint} (Unterschrift des Landes, " in made.output
    assert re.search(r"half\.md: Hinweis: Für jede der beiden Seiten .* \(Odenwaldkreis\)", made.output), made.output


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_report_that_cannot_be_written(samples: Path, tmp_path: Path) -> None:
    target = tmp_path / "public"
    made = run("build", samples, "-o", target, "--json-report", "/dev/full")
    assert (made.exit_code, made.exception.__class__) == (1, SystemExit)
    assert made.stderr.splitlines()[-1].startswith("Fehler: Der Bericht /dev/full ließ sich nicht schreiben")
    assert "2 Vereinbarungen" in made.output
    before = (target / "publication.json").stat()
    for place in ("/proc/x.json", target / "index.html"):
        made = run("build", samples, "-o", target, "--json-report", place)
        assert made.exit_code == 2
        assert made.stderr.startswith("Fehler: Der Bericht ")
    assert (target / "publication.json").stat() == before


def test_a_report_is_kept_until_there_is_a_new_one(samples: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    arguments = ("build", samples, "-o", tmp_path / "public", "--json-report", report)
    assert run(*arguments, "--previous", tmp_path / "none").exit_code != 0
    assert not report.exists()
    report.write_text("old" * 100_000, "utf-8")
    assert run(*arguments, "--previous", tmp_path / "none").exit_code != 0
    assert report.read_text("utf-8") == "old" * 100_000
    assert run(*arguments).exit_code == 0
    assert json.loads(report.read_text("utf-8"))["published"]


def test_of_files_that_nobody_reads_some_are_named(samples: Path, tmp_path: Path) -> None:
    shutil.copytree(samples, tmp_path / "in")
    for number in range(25):
        (tmp_path / "in" / f"{number:02}.odt").write_bytes(b"x")
    arguments = ("build", tmp_path / "in", "-o", tmp_path / "public", "--json-report", tmp_path / "report.json")
    told = [line for line in run(*arguments).stderr.splitlines() if "elesen" in line]
    assert len([line for line in told if line.startswith("Nicht gelesen: ")]) == 20
    assert any(line.startswith("… und 5 weitere") for line in told)
    assert len(json.loads((tmp_path / "report.json").read_text("utf-8"))["ignored"]) == 25
    assert run(*arguments, "--quiet").output == ""


def test_a_publication_among_its_sources(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(samples, tmp_path / "in")
    monkeypatch.chdir(tmp_path / "in")
    for told in (False, True):
        made = run("build", ".", "-o", "public")
        assert made.exit_code == 0, made.output
        assert ("Nicht gelesen: public/ ist eine Veröffentlichung\n" in made.stderr) == told
    assert {path.name for path in Path().iterdir()} == {
        *(path.name for path in samples.iterdir()),
        "public",
        ".public.cache",
    }


def test_corrections_under_another_name(samples: Path, tmp_path: Path) -> None:
    shutil.copytree(samples, tmp_path / "in")
    (tmp_path / "in/2025-odenwaldkreis.korrektur.toml").write_text("x", "utf-8")
    made = run("build", tmp_path / "in", "-o", tmp_path / "public")
    assert made.exit_code == 1
    assert "Fehler: 2025-odenwaldkreis.korrektur.toml: " in made.stderr
    assert "Gemeint ist 2025-odenwaldkreis.korrekturen.toml?" in made.stderr


def test_files_that_nobody_reads_are_in_the_report(samples: Path, tmp_path: Path) -> None:
    shutil.copytree(samples, tmp_path / "in")
    (tmp_path / "in/old").mkdir()
    (tmp_path / "in/old/notes.odt").write_bytes(b"x")
    (tmp_path / "in/lost.pdf").symlink_to("nowhere.pdf")
    made = run("build", tmp_path / "in", "-o", tmp_path / "public", "--json-report", tmp_path / "report.json")
    assert made.exit_code == 0, made.output
    assert "Nicht gelesen: old/notes.odt" in made.stderr
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert "Nicht gelesen: lost.pdf (ein Verweis ins Leere oder auf sich selbst)" in made.stderr
    assert report["ignored"] == ["old/notes.odt", "lost.pdf"]
    schema = json.loads((Path(__file__).parents[1] / "docs/report.schema.json").read_text("utf-8"))
    jsonschema.validate(report, schema)


@pytest.mark.parametrize(("host", "origin"), [("127.0.0.1", "http://127.0.0.1:8000"), ("::1", "http://[::1]:8000")])
def test_serve_tells_an_address_that_a_browser_takes(
    tmp_path: Path, host: str, origin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "serve", lambda *_, **__: None)
    told = CliRunner().invoke(serving.command, [str(tmp_path), "--host", host])
    assert f"{origin}/ – SPARQL unter {origin}/sparql" in told.output


def test_of_one_thing_there_is_one(built: Path, samples: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(samples / "2025-odenwaldkreis.md", tmp_path / "in")
    row = "06437;Odenwaldkreis;2023;aqb;400000;exact;https://a.example/x;"
    head = "region_ags;region;year;programme;amount_eur;precision;source;note"
    (tmp_path / "in" / "one.csv").write_bytes(f"\ufeff{head}\r\n{row}\r\n".encode())
    made = run("build", tmp_path / "in", "-o", tmp_path / "public", "--no-cache", "--no-search")
    assert "1 Vereinbarung, 1 berichteter Betrag, " in made.stdout
    assert "0 Verstöße, 1 Hinweis." in run("validate", built).stderr


def test_a_table_that_is_no_list_of_budgets_is_told_as_one(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Kreis;Jahr;Betrag\nOdenwaldkreis;2023;400000\n", "utf-8")
    told = run("build", tmp_path / "a.csv", "-o", tmp_path / "public").stderr
    assert "a.csv:1: Keine Liste berichteter Beträge: Die erste Zeile nennt nicht die Spalten" in told


def test_a_file_of_corrections_says_when_nothing_is_open(samples: Path) -> None:
    made = run("extract", samples / "2025-odenwaldkreis.md", "--format", "corrections").stdout
    assert "# Nichts ist offen." in made
    assert "Jeden Eintrag" not in made


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build"], "Es fehlt SOURCE..."),
        (["build", ".", "--seting", "x"], "Die Option --seting gibt es nicht. Gemeint ist vielleicht --settings"),
        (
            ["build", ".", "--jobs", "x"],
            "Mit diesem Wert („x“) geht --jobs nicht; erwartet wird eine ganze Zahl, mindestens 0.",
        ),
        (
            ["build", ".", "--licence", "cc"],
            "Mit diesem Wert („cc“) geht --licence nicht; möglich sind: dl-by-de/2.0, dl-zero-de",
        ),
        (["build", ".", "--settings", "."], "Mit diesem Wert („.“) geht --settings nicht; erwartet wird eine Datei."),
        (["build", ".", "--date"], "Bei --date fehlt der Wert"),
        (["build", ".", "--date"], "Hilfe: aqbgraph build --help"),
        (
            ["validate", "pyproject.toml", "no-such-file"],
            "(„no-such-file“) geht FILE|DIR... nicht; erwartet wird eine Datei oder ein Ordner, vorhanden und lesbar.",
        ),
        (["serve", ".", "a", "b"], "Zu viel angegeben: a b."),
        (["serve", ".", "--allow-service", "ftp://a"], "„ftp://a“ ist keine Adresse, die mit http:// oder https://"),
        (["serve", ".", "--query-timeout", "x"], "eine Zahl, mindestens 0.1, höchstens 3600."),
        (["--seting"], "Die Option --seting gibt es nicht."),
        (["--seting"], " --help"),
        (["bauen"], "Den Befehl „bauen“ gibt es nicht. Möglich sind: build, diff, "),
    ],
)
def test_a_wrong_call_is_told_in_german(arguments: list[str], message: str) -> None:
    made = run(*arguments)
    assert made.exit_code == 2
    assert made.stderr.startswith("Fehler: ")
    assert message in made.stderr
    assert "Error" not in made.stderr
    assert "Try" not in made.stderr


def test_stopped_before_a_command_has_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("aqbgraph.cli.importlib.import_module", stopped)
    made = run("build", ".")
    assert (made.exit_code, made.stderr.strip()) == (130, "Abgebrochen.")
