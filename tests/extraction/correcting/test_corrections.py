"""Corrections by hand on what was read: they fit or are told, and both readings stay."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aqbgraph.agreement import Concept, SheetEvidence
from aqbgraph.extraction.extractor import extract
from aqbgraph.extraction.facts import facts
from aqbgraph.publication.agreements.sources import pieces
from aqbgraph.reading.finding.companions import Companion
from aqbgraph.reading.finding.corrections import read_sheet
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.agreement import Agreement, Evidence
    from aqbgraph.extraction.extractor import Extraction

SAMPLE = (Path(__file__).parents[3] / "examples/agreements/2025-odenwaldkreis.md").read_text("utf-8")
SAID = 'wer = "Fachstelle"\nwann = 2026-03-02\nwarum = "Urschrift"\n'
CENTER = "TZ-Ausbildung Bewerbercenter"
TYPE_2 = "Ausbildung und Ausbildungscoaching in anerkannten Ausbildungsberufen"
LAST = "Beratung, Unterstützung und Aktivierung im SGB XII und AsylbLG"
AMOUNT = "**491.550 Euro**"


def entry(verb: str, **words: str) -> str:
    return f"[[{verb}]]\n" + "".join(f'{name} = "{value}"\n' for name, value in words.items()) + SAID


def run(tmp_path: Path, *entries: str, edits: tuple[tuple[str, str], ...] = (), head: str = "") -> Extraction:
    text = SAMPLE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "a.korrekturen.toml"
    path.write_text(head + "".join(entries), "utf-8")
    return extract(parse(text.encode(), "a.md"), read_sheet(Companion(path, path.name)))


def made(tmp_path: Path, *entries: str, edits: tuple[tuple[str, str], ...] = ()) -> Agreement:
    found = run(tmp_path, *entries, edits=edits)
    assert found.agreement is not None, [str(fault) for fault in found.faults]
    return found.agreement


def told(tmp_path: Path, *entries: str, edits: tuple[tuple[str, str], ...] = (), head: str = "") -> list[str]:
    found = run(tmp_path, *entries, edits=edits, head=head)
    assert found.agreement is None
    return [str(fault) for fault in found.faults]


def of_sheet(evidence: tuple[Evidence, ...], supports: str) -> list[bool]:
    """Of the evidence of a field, which is of the sheet."""
    return [isinstance(item, SheetEvidence) for item in evidence if item.supports == supports]


def test_without_a_sheet_nothing_is_corrected(agreement: Agreement) -> None:
    assert agreement.corrections == ()


def test_an_empty_sheet_changes_nothing(tmp_path: Path, agreement: Agreement) -> None:
    found = made(tmp_path)
    assert (found.measures, found.evidence) == (agreement.measures, agreement.evidence)


@pytest.mark.parametrize("read", ["491550", "491.550", "491.550,00"])
def test_a_misread_amount(tmp_path: Path, read: str) -> None:
    found = made(tmp_path, entry("berichtigen", angabe="budget-aqb amount", gelesen=read, richtig="491.560"))
    (budget,) = found.budgets
    assert budget.amount == Decimal(491560)
    assert of_sheet(budget.evidence, "amount") == [False, True]
    (one,) = found.corrections
    assert (one.corrects, one.field, one.read_value, one.corrected_value) == ("budget-aqb", "amount", read, "491560")
    assert (one.by, one.on, one.reason, one.line) == ("Fachstelle", date(2026, 3, 2), "Urschrift", 1)


def test_an_unreadable_amount(tmp_path: Path) -> None:
    words = entry("berichtigen", angabe="budget-aqb amount", gelesen="491.55", richtig="491.550")
    found = made(tmp_path, words, edits=((AMOUNT, "**491.55 Euro**"),))
    assert found.budgets[0].amount == Decimal(491550)
    assert of_sheet(found.budgets[0].evidence, "amount") == [True]


def test_what_reading_mends_itself_is_corrected_as_it_was_read(tmp_path: Path) -> None:
    """A sheet from before such words could be read no longer fits; one that says otherwise than the repair holds."""
    edits = ((AMOUNT, "**49l.550 Euro**"),)
    old = entry("berichtigen", angabe="budget-aqb amount", gelesen="49l.550", richtig="491.550")
    (fault,) = told(tmp_path, old, edits=edits)
    assert "Gelesen ist jetzt „491550“, nicht „49l.550“." in fault
    new = entry("berichtigen", angabe="budget-aqb amount", gelesen="491.550", richtig="497.550")
    found = made(tmp_path, new, edits=edits)
    assert found.budgets[0].amount == Decimal(497550)
    assert [(one.read_as, one.written_as) for one in found.repairs] == [("49l.550", "491.550")]
    assert [(one.read_value, one.corrected_value) for one in found.corrections] == [("491.550", "497550")]


@pytest.mark.parametrize("read", ["rund 491.000", "491.000", "491000"])
def test_a_rounded_amount_becomes_an_exact_one(tmp_path: Path, read: str) -> None:
    words = entry("berichtigen", angabe="amount", gelesen=read, richtig="491.000")
    (budget,) = made(tmp_path, words, edits=((AMOUNT, "rund 491.000 Euro"),)).budgets
    assert (budget.amount, budget.approximate) == (Decimal(491000), False)
    assert of_sheet(budget.evidence, "approximate") == []


def test_an_exact_amount_becomes_a_rounded_one(tmp_path: Path) -> None:
    words = entry("berichtigen", angabe="budget-aqb amount", gelesen="491.550", richtig="rund 491.000")
    found = made(tmp_path, words)
    (budget,) = found.budgets
    assert (budget.amount, budget.approximate) == (Decimal(491000), True)
    assert of_sheet(budget.evidence, "approximate") == [False, True]
    assert found.corrections[0].corrected_value == "rund 491000"


def test_a_missing_amount(tmp_path: Path) -> None:
    words = entry("ergaenzen", angabe="budget-aqb amount", richtig="491.550")
    found = made(tmp_path, words, edits=((AMOUNT, ""),))
    assert found.budgets[0].amount == Decimal(491550)
    (one,) = found.corrections
    assert (one.read_value, one.corrected_value) == (None, "491550")


def test_a_second_amount_is_struck(tmp_path: Path) -> None:
    words = entry("streichen", angabe="budget-aqb amount", gelesen="12.000")
    found = made(tmp_path, words, edits=((AMOUNT, f"{AMOUNT} und 12.000 Euro"),))
    assert found.budgets[0].amount == Decimal(491550)


def test_an_unknown_party(tmp_path: Path) -> None:
    edits = (("**und dem Landkreis Odenwaldkreis**", "**und dem Landkreis Odenwald-Bergstraße**"),)
    words = entry(
        "berichtigen", angabe="agreement localParty", gelesen="Landkreis Odenwald-Bergstraße", richtig="Odenwaldkreis"
    )
    assert made(tmp_path, words, edits=edits).local_party == "odenwaldkreis"


def test_years_that_differ(tmp_path: Path) -> None:
    edits = (("im Jahr 2025 Haushaltsmittel", "im Jahr 2024 Haushaltsmittel"),)
    words = entry("berichtigen", angabe="agreement year", gelesen="2024", richtig="2025")
    assert made(tmp_path, words, edits=edits).year == 2025


def test_the_year_moves_the_agreement(tmp_path: Path) -> None:
    found = made(tmp_path, entry("berichtigen", angabe="agreement year", gelesen="2025", richtig="2024"))
    assert (found.path, found.budgets[0].fiscal_year) == ("agreement/2024/odenwaldkreis", 2024)


@pytest.mark.parametrize(
    ("field", "read", "value", "attribute", "result"),
    [
        ("signedOn", "2025-08-11", "12. 8. 2025", "signed_on", date(2025, 8, 12)),
        ("signedOn", "11.08.2025", "2025-08-12", "signed_on", date(2025, 8, 12)),
        ("signatoryName", "Frank Matiaske", "Dr. Frank Matiaske", "signatory_name", "Dr. Frank Matiaske"),
        ("signatoryRole", "Landrat", "Erster Kreisbeigeordneter", "signatory_role", "Erster Kreisbeigeordneter"),
        ("signedAt", "Erbach", "Michelstadt", "signed_at", "Michelstadt"),
    ],
)
def test_a_signature(tmp_path: Path, field: str, read: str, value: str, attribute: str, result: object) -> None:
    words = entry("berichtigen", angabe=f"signature-local {field}", gelesen=read, richtig=value)
    (signature,) = [one for one in made(tmp_path, words).signatures if one.key == "signature-local"]
    assert getattr(signature, attribute) == result
    assert of_sheet(signature.evidence, field) == [False, True]
    if field == "signatoryRole":
        assert signature.office != Concept("offices", "landrat")


@pytest.mark.parametrize("words", ["31. 02. 2025", "11. 08. 25"])
def test_an_unreadable_day(tmp_path: Path, words: str) -> None:
    edits = (("den 11. 08. 2025", f"den {words}"),)
    correction = entry("berichtigen", angabe="signature-local signedOn", gelesen=words, richtig="2025-08-11")
    assert made(tmp_path, correction, edits=edits).signatures[1].signed_on == date(2025, 8, 11)


def test_an_unreadable_day_of_the_other_side_is_not_taken(tmp_path: Path) -> None:
    edits = (("den 11. 08. 2025", "den 31. 02. 2025"),)
    wrong = entry("berichtigen", angabe="signature-state signedOn", gelesen="31. 02. 2025", richtig="2025-08-11")
    assert "passt nicht mehr zur Quelle" in told(tmp_path, wrong, edits=edits)[-1]
    both = (*edits, ("den 2. 8. 2025", "den 31. 02. 2025"))
    right = wrong.replace("state", "local")
    assert any("Das Datum „31. 02. 2025“ gibt es nicht." in fault for fault in told(tmp_path, right, edits=both))


def test_what_is_missing_is_supplied_and_what_is_wrong_is_struck(tmp_path: Path) -> None:
    edits = (("Wiesbaden, den 2. 8. 2025", "Wiesbaden, den"),)
    found = made(
        tmp_path,
        entry("ergaenzen", angabe="signature-state signedOn", richtig="2025-08-02"),
        entry("streichen", angabe="signature-local signedOn", gelesen="2025-08-11"),
        edits=edits,
    )
    assert [one.signed_on for one in found.signatures] == [date(2025, 8, 2), None]
    assert of_sheet(found.signatures[1].evidence, "signedOn") == [False]


def test_the_name_of_a_measure_names_its_series(tmp_path: Path) -> None:
    words = entry("berichtigen", angabe="measure-3-4 label", gelesen="Beratung on Tour", richtig="Beratung an Bord")
    (measure,) = [one for one in made(tmp_path, words).measures if one.key == "measure-3-4"]
    assert (measure.label, measure.series) == ("Beratung an Bord", "beratung-an-bord")


def test_a_measure_under_another_type(tmp_path: Path) -> None:
    words = entry("berichtigen", angabe="measure-3-1 measureType", gelesen="3", richtig="2")
    found = made(tmp_path, words)
    assert [(one.key, one.position) for one in found.measures if "BUILD" in one.label] == [("measure-2-1", 1)]
    assert [one.label for one in found.measures if one.key == "measure-3-1"] == ["MInA - Migranten in Arbeit 2025"]
    assert found.empty_measure_types == ()
    assert found.corrections[0].corrects == "measure-2-1"


def test_measures_come_and_go(tmp_path: Path) -> None:
    found = made(
        tmp_path,
        entry("streichen", angabe="measure-1-1 label", gelesen="TZ-Ausbildung Webportal"),
        entry("berichtigen", angabe="measure-1-2 label", gelesen=CENTER, richtig="Bewerbercenter"),
        entry("hinzufuegen", massnahme="Kompass", art="1", nach="measure-1-2"),
        entry("hinzufuegen", massnahme="Lotsen", art=TYPE_2),
    )
    assert [(one.key, one.label) for one in found.measures if one.measure_type.key in "12"] == [
        ("measure-1-1", "Bewerbercenter"),
        ("measure-1-2", "Kompass"),
        ("measure-1-3", "TZ-Ausbildung Chancenmarkt"),
        ("measure-2-1", "Lotsen"),
    ]
    assert found.empty_measure_types == ()
    assert not [item for item in found.evidence if item.supports == "emptyMeasureTypes"]
    assert [(one.corrects, one.field, one.read_value, one.corrected_value) for one in found.corrections] == [
        ("measure-1-1", "label", CENTER, "Bewerbercenter"),
        ("agreement", "measures", "TZ-Ausbildung Webportal", None),
        ("agreement", "measures", None, "Kompass"),
        ("agreement", "measures", None, "Lotsen"),
    ]
    (reading,) = found.corrections[1].readings
    assert reading.quote == "TZ-Ausbildung Webportal"


def test_the_last_measure_leaves_its_type_empty(tmp_path: Path) -> None:
    found = made(
        tmp_path,
        entry("streichen", angabe="measure-4-1 label", gelesen="BASS Studenten*innen"),
        entry("streichen", angabe="measure-4-2 label", gelesen=LAST),
    )
    assert [kind.key for kind in found.empty_measure_types] == ["2", "4"]
    (heading,) = [item for item in found.evidence if item.value == Concept("measure-types", "4")]
    assert heading.quote.startswith("4. Weiterbildungsmaßnahmen") or heading.quote.startswith("**4. Weiterbildungsma")


def test_legal_codes_and_target_groups(tmp_path: Path) -> None:
    known = made(tmp_path)
    found = made(
        tmp_path,
        entry("streichen", angabe="agreement legalCodes", gelesen="SGB XII"),
        entry("streichen", angabe="agreement targetGroups", gelesen="target-groups#silent-reserve"),
        entry("hinzufuegen", angabe="agreement targetGroups", richtig="people-with-disabilities"),
    )
    assert set(known.legal_codes) - set(found.legal_codes) == {Concept("legal-codes", "sgb-xii")}
    assert set(known.target_groups) ^ set(found.target_groups) == {
        Concept("target-groups", "silent-reserve"),
        Concept("target-groups", "people-with-disabilities"),
    }


def test_the_text_still_shows_every_reading(tmp_path: Path) -> None:
    """What is struck is no fact, but the words it was read from stay marked in the source."""
    found = run(tmp_path, entry("streichen", angabe="measure-1-1 label", gelesen="TZ-Ausbildung Webportal"))
    assert found.agreement is not None
    cut = pieces(found.document, found.agreement)
    assert "".join(piece.text for piece in cut) == found.document.text
    assert any(piece.ids and "Webportal" in piece.text for piece in cut)


def test_facts_of_the_sheet_quote_the_sheet(tmp_path: Path) -> None:
    words = entry("berichtigen", angabe="budget-aqb amount", gelesen="491550", richtig="491.560")
    found = run(tmp_path, words)
    (one,) = [fact for fact in facts(found) if fact.rule == "correction"]
    assert (one.node, one.name, one.value, one.quote) == (
        "budget-aqb",
        "amount",
        Decimal(491560),
        'richtig = "491.560"',
    )
    assert words[one.start : one.end] == one.quote


MISFITS = [
    ("berichtigen", "budget-aqb amount", "491.551", "1", "Gelesen ist jetzt „491550“, nicht „491.551“."),
    ("berichtigen", "budget-aqb amount", "491.550", "491.550,00", "Gelesen und richtig sind dasselbe."),
    ("berichtigen", "budget-aqb amount", "491.550", "49l.550", "ist nicht eindeutig lesbar"),
    ("berichtigen", "budget-x amount", "491.550", "491.560", "Den Teil „budget-x“ gibt es hier nicht."),
    ("berichtigen", "agreement localParty", "Odenwaldkreis", "Entenhausen", "steht nicht im Verzeichnis"),
    ("berichtigen", "signature-local signedOn", "2025-08-10", "2025-08-12", "Gelesen ist jetzt „2025-08-11“"),
    ("berichtigen", "signature-local signedOn", "2025-08-11", "31. 2. 2025", "gibt es nicht"),
    ("berichtigen", "signature-third signedOn", "2025-08-11", "2025-08-12", "gibt es nicht oder ist nicht zu"),
    ("berichtigen", "clause-4 text", "Das", "Dies", "gibt es nicht oder ist nicht zu berichtigen"),
    ("berichtigen", "measure-3-4 label", "Beratung on Tour", "Beratung on Tour", "Gelesen und richtig sind dasselbe."),
    ("berichtigen", "measure-3-4 measureType", "3", "7", "kennt ontology/measure-types.ttl nicht"),
    (
        "berichtigen",
        "budget-aqb amount",
        "rund 491.550",
        "491.560",
        "Gelesen ist jetzt „491550“, nicht „rund 491.550“.",
    ),
    ("streichen", "budget-aqb amount", "12.000", None, "Gelesen ist jetzt „491550“, nicht „12.000“."),
    ("hinzufuegen", "agreement programme", None, "aqb", "ist schon gelesen"),
    ("ergaenzen", "agreement programme", None, "aqb", "Die Angabe ist da"),
    ("ergaenzen", "signature-local signedOn", None, "2025-08-11", "Die Angabe ist da („2025-08-11“)"),
    ("ergaenzen", "budget-aqb amount", None, "491.550", "Die Angabe ist da („491550“)"),
    ("streichen", "agreement legalCodes", "SGB IX", None, "ist hier nicht gelesen"),
    ("streichen", "framework-un-crpd label", "UN-Behindertenrechtskonvention", None, "darf nicht fehlen"),
    ("hinzufuegen", "agreement legalCodes", None, "SGB II", "ist schon gelesen"),
    ("hinzufuegen", "agreement year", None, "2025", "Hinzufügen lassen sich Maßnahmen"),
]


@pytest.mark.parametrize(("verb", "fact", "read", "value", "message"), MISFITS)
def test_what_does_not_fit_is_told(
    tmp_path: Path, verb: str, fact: str, read: str | None, value: str | None, message: str
) -> None:
    words = {"angabe": fact, "gelesen": read, "richtig": value}
    (fault,) = told(tmp_path, entry(verb, **{name: text for name, text in words.items() if text}))
    assert fault.startswith("a.korrekturen.toml:1: ")
    assert message in fault


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"massnahme": "Beratung on Tour", "art": "3"}, "steht schon unter 3"),
        ({"massnahme": "Kompass", "art": "3", "nach": "measure-1-1"}, "„measure-1-1“ ist keine Maßnahme der Art 3."),
        ({"massnahme": "Kompass", "art": "5"}, "kennt ontology/measure-types.ttl nicht"),
    ],
)
def test_a_measure_that_cannot_be_added(tmp_path: Path, words: dict[str, str], message: str) -> None:
    assert message in told(tmp_path, entry("hinzufuegen", **words))[0]


def test_another_source_than_was_corrected(tmp_path: Path) -> None:
    assert "Prüfsumme" in told(tmp_path, head=f'sha256 = "{"0" * 64}"\n')[0]


def test_other_faults_stay(tmp_path: Path) -> None:
    edits = ((AMOUNT, "**491.55 Euro** und 10.00 Euro"),)
    words = entry("berichtigen", angabe="budget-aqb amount", gelesen="491.55", richtig="491.550")
    (fault,) = told(tmp_path, words, edits=edits)
    assert "„10.00“ ist nicht eindeutig lesbar" in fault


def test_words_of_another_kind_settle_nothing(tmp_path: Path) -> None:
    edits = (("**und dem Landkreis Odenwaldkreis**", "**und dem Landkreis Entenhausen**"),)
    words = entry("berichtigen", angabe="budget-aqb amount", gelesen="Landkreis Entenhausen", richtig="491.550")
    found = told(tmp_path, words, edits=edits)
    assert any("steht nicht im Verzeichnis" in fault for fault in found)
    assert any("passt nicht mehr zur Quelle" in fault for fault in found)
