"""A sheet of corrections: what is read from it, and what is told of one that is wrong, with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from aqbgraph.correction import Sheet, Verb
from aqbgraph.errors import ReadingError
from aqbgraph.reading.finding.companions import Companion
from aqbgraph.reading.finding.corrections import read_sheet

SAID = 'wer = "Fachstelle Arbeit"\nwann = 2026-03-02\nwarum = "So in der Urschrift."\n'
ENTRY = f"""# Nach Durchsicht
[[berichtigen]]
angabe = "signature-local signedOn"
gelesen = "2025-08-11"
richtig = "12.08.2025"
{SAID}"""


def read(tmp_path: Path, text: str) -> Sheet:
    path = tmp_path / "a.korrekturen.toml"
    path.write_text(text, "utf-8")
    return read_sheet(Companion(path, path.name))


def faults(tmp_path: Path, text: str) -> list[str]:
    return [str(fault).removeprefix("a.korrekturen.toml") for fault in read(tmp_path, text).faults]


def test_an_entry(tmp_path: Path) -> None:
    sheet = read(tmp_path, ENTRY)
    (entry,) = sheet.entries
    assert (entry.verb, entry.node, entry.field) == (Verb.CORRECT, "signature-local", "signedOn")
    assert (entry.read, entry.value, entry.reference) == ("2025-08-11", "12.08.2025", None)
    assert (entry.by, entry.on, entry.reason) == ("Fachstelle Arbeit", date(2026, 3, 2), "So in der Urschrift.")
    assert (entry.line, entry.value_line) == (2, 5)
    assert entry.quote == 'richtig = "12.08.2025"' == ENTRY[entry.start : entry.end]
    assert (sheet.source.name, sheet.source.media_type, sheet.faults) == ("a.korrekturen.toml", "application/toml", ())


def test_several_entries_each_with_its_place(tmp_path: Path) -> None:
    added = f'  [["hinzufügen"]]\n  "massnahme" = "Kompass"\n  art = 3\n  nach = "measure-3-1"\n{SAID}'
    supplied = f'[[ergänzen]]\nangabe = "amount"\nrichtig = 491550\n{SAID}'.replace("ergänzen", '"ergänzen"')
    text = f'sha256 = "{"a" * 64}"\r\n' + ENTRY + added + supplied + ENTRY.replace("local", "state")
    sheet = read(tmp_path, text)
    assert sheet.faults == ()
    assert sheet.sha256 == "a" * 64
    assert [(entry.verb, entry.line, entry.node, entry.field) for entry in sheet.entries] == [
        (Verb.CORRECT, 3, "signature-local", "signedOn"),
        (Verb.ADD, 10, "", "measures"),
        (Verb.SUPPLY, 17, "", "amount"),
        (Verb.CORRECT, 24, "signature-state", "signedOn"),
    ]
    added_entry = sheet.entries[1]
    assert (added_entry.value, added_entry.kind, added_entry.after) == ("Kompass", "3", "measure-3-1")
    assert added_entry.quote == '"massnahme" = "Kompass"'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ENTRY.replace("gelesen", "geleesen"), ":4: „geleesen“ kennt [[berichtigen]] nicht"),
        (ENTRY.replace("gelesen", "geleesen"), ":2: [[berichtigen]] braucht „gelesen“."),
        (ENTRY.replace("[[berichtigen]]", "[[korrigieren]]"), ":2: „korrigieren“ kennt diese Datei nicht"),
        (ENTRY.replace("[[berichtigen]]", "[berichtigen]"), ":2: „berichtigen“ kennt diese Datei nicht"),
        (ENTRY.replace('wer = "Fachstelle Arbeit"\n', ""), ":2: [[berichtigen]] braucht „wer“."),
        (ENTRY.replace("warum", "# warum"), ":2: [[berichtigen]] braucht „warum“."),
        (ENTRY.replace("2026-03-02", '"2. 3. 2026"'), ":7: „wann“ ist ein Tag ohne Anführungszeichen"),
        (ENTRY.replace("2026-03-02", "2026-03-02T08:00:00"), ":7: „wann“ ist ein Tag"),
        (ENTRY.replace('"12.08.2025"', "491.550"), ":5: „richtig“ muss Text in Anführungszeichen sein"),
        (ENTRY.replace('"12.08.2025"', '" "'), ":5: „richtig“ muss Text in Anführungszeichen sein"),
        (ENTRY.replace('"12.08.2025"', '"12\\u0000"'), ":5: „richtig“ muss Text in Anführungszeichen sein"),
        (ENTRY.replace('"12.08.2025"', "[1]"), ":5: „richtig“ muss Text in Anführungszeichen sein"),
        (f'[[hinzufuegen]]\nmassnahme = "Kompass"\n{SAID}', ":1: [[hinzufuegen]] braucht „art“."),
        (
            f'[[ergaenzen]]\nangabe = "amount"\ngelesen = "1"\nrichtig = "2"\n{SAID}',
            ":3: „gelesen“ kennt [[ergaenzen]]",
        ),
        ("sha256 = 5\n" + ENTRY, ":1: „sha256“ ist die Prüfsumme der Quelle"),
        (ENTRY + ENTRY, ":10: „signature-local signedOn“ ist schon in Zeile 2 berichtigt."),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    assert any(fault.startswith(message) for fault in faults(tmp_path, text)), faults(tmp_path, text)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[[berichtigen]\n", "a.toml:1: Kein gültiges TOML. Erwartet"),
        (b'x = "1"\r\nwer = "offen\r\n', "a.toml:2: Kein gültiges TOML. Erwartet"),
        (b"\r\nx = \xff", "a.toml:2: Das Byte 6 ist kein UTF-8. Bitte"),
        (b"#" * 1_000_001, "a.toml: Die Datei ist größer"),
    ],
)
def test_what_is_no_sheet(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "a.toml").write_bytes(content)
    with pytest.raises(ReadingError) as error:
        read_sheet(Companion(tmp_path / "a.toml", "a.toml"))
    assert str(error.value).startswith(message)


def test_a_sheet_that_went_away(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="nicht lesbar"):
        read_sheet(Companion(tmp_path / "none.toml", "none.toml"))


def test_the_example_of_the_documentation(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs/correct.md").read_text("utf-8")
    sheet = read(tmp_path, page.split("```toml\n")[1].split("```")[0])
    assert sheet.faults == ()
    assert [entry.verb for entry in sheet.entries] == [
        Verb.CORRECT,
        Verb.CORRECT,
        Verb.SUPPLY,
        Verb.STRIKE,
        Verb.ADD,
        Verb.CONFIRM,
    ]


def test_an_empty_sheet_corrects_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "# nichts\n").entries == ()


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = " + "9" * 5000])
def test_what_breaks_the_parser_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(ReadingError, match=r"Kein (?:lesbares|gültiges) TOML"):
        read(tmp_path, text)


@pytest.mark.parametrize("verb", ["bestaetigen", '"bestätigen"'])
def test_a_confirmation_has_what_was_read_as_its_value(tmp_path: Path, verb: str) -> None:
    sheet = read(tmp_path, f'[[{verb}]]\nangabe = "amount"\ngelesen = "491.550"\n{SAID}')
    (entry,) = sheet.entries
    assert (entry.verb, entry.read, entry.value) == (Verb.CONFIRM, "491.550", "491.550")
    assert entry.quote == 'gelesen = "491.550"'
    (fault, *_) = faults(tmp_path, f'[[{verb}]]\nangabe = "amount"\ngelesen = "1"\nrichtig = "2"\n{SAID}')
    assert "„richtig“ kennt [[bestaetigen]] nicht" in fault
