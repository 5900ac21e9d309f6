"""What changed between two states of a document: facts by thing, measures by their names, evidence apart."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from aqbgraph.publication.history.differences import ADDED, CHANGED, REMOVED, Difference, difference, moved
from aqbgraph.publication.history.telling import Words, excerpt

BASE = "https://w3id.org/aqb/"
DOCUMENT = BASE + "agreement/2025/odenwaldkreis"
HEAD = f"""
@prefix : <{DOCUMENT}#> .
@prefix aqb: <https://w3id.org/aqb/def/aqb#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:agreement a aqb:Agreement ; dcterms:title "Zielvereinbarung 2025 – Odenwaldkreis"@de .
"""
TYPE = "aqb:measureType <https://w3id.org/aqb/def/measure-types#3>"


def said(*texts: str) -> tuple[Triple, ...]:
    return tuple(quad.triple for quad in parse(HEAD + "\n".join(texts), format=RdfFormat.TURTLE))


def budget(amount: str) -> str:
    return f':agreement aqb:budget :budget-aqb . :budget-aqb a aqb:Budget ; aqb:amount "{amount}"^^xsd:decimal .'


def measure(number: int, name: str) -> str:
    return (
        f":agreement aqb:measure :measure-3-{number} . "
        f':measure-3-{number} a aqb:Measure ; rdfs:label "{name}"@de ; {TYPE} ; aqb:position {number} .'
    )


def evidence(start: int) -> str:
    return (
        f":budget-aqb aqb:evidence :evidence-{start} . :evidence-{start} a oa:SpecificResource ; "
        f":x :quote-{start} . :quote-{start} a oa:TextQuoteSelector ; oa:exact '491' ."
    )


def found(before: tuple[Triple, ...], now: tuple[Triple, ...]) -> Difference:
    return difference(DOCUMENT, before, now)


def lines(before: tuple[Triple, ...], now: tuple[Triple, ...]) -> tuple[str, ...]:
    return Words(BASE).lines(found(before, now))


def test_an_amount() -> None:
    made = found(said(budget("491550"), evidence(1)), said(budget("500000.5"), evidence(7)))
    (thing,) = made.things
    assert (thing.kind, thing.iri) == (CHANGED, f"{DOCUMENT}#budget-aqb")
    assert made.traces == 10
    assert Words(BASE).title(made) == "Odenwaldkreis 2025"
    assert Words(BASE).lines(made) == ("Budget 491.550\u00a0€ → 500.000,50\u00a0€",)


def test_only_evidence() -> None:
    made = found(said(budget("1"), evidence(1)), said(budget("1"), evidence(7)))
    assert made.things == ()
    assert made.traces == 10


def test_a_measure_in_the_midst_goes() -> None:
    before = said(*(measure(number, name) for number, name in enumerate("ABC", 1)))
    now = said(*(measure(number, name) for number, name in enumerate("AC", 1)))
    (thing,) = found(before, now).things
    assert (thing.kind, thing.name) == (REMOVED, "B")
    assert lines(before, now) == ("Maßnahme „B“ entfallen",)
    (thing,) = found(now, before).things
    assert (thing.kind, thing.name) == (ADDED, "B")
    assert thing.iri == f"{DOCUMENT}#measure-3-2"


def test_a_measure_is_renamed_where_it_stands() -> None:
    before, now = said(measure(1, "A"), measure(2, "B")), said(measure(1, "A"), measure(2, "C"))
    assert lines(before, now) == ("Maßnahme „C“: Name B → C",)


def test_measures_change_places() -> None:
    assert found(said(measure(1, "A"), measure(2, "B")), said(measure(1, "B"), measure(2, "A"))).things == ()


def test_measures_of_one_name_are_known_by_their_numbers() -> None:
    made = found(said(measure(1, "A"), measure(2, "A")), said(measure(1, "A")))
    assert [(thing.kind, thing.iri) for thing in made.things] == [(REMOVED, f"{DOCUMENT}#measure-3-2")]


def test_a_document_comes_and_goes() -> None:
    whole = said(budget("491550"), measure(1, "A"), measure(2, "B"))
    assert found((), whole).kind == ADDED
    assert lines((), whole) == ("neu: Budget 491.550\u00a0€, 2 Maßnahmen",)
    assert found(whole, ()).kind == REMOVED
    assert lines(whole, ()) == ("nicht mehr veröffentlicht",)


def test_listings_are_no_facts() -> None:
    made = found(said(), said(":agreement foaf:topic :measure-3-1 ."))
    assert made.things == ()
    assert len(made.added) == made.traces == 1


def test_all_statements_are_kept_as_they_are() -> None:
    before = said(budget("1"), measure(1, "A"), measure(2, "B"), evidence(1))
    now = said(budget("2"), measure(1, "B"), evidence(2))
    made = found(before, now)
    assert (set(before) - made.removed) | made.added == set(now)


def test_values_as_people_write_them() -> None:
    old = said(':signature-local a aqb:Signature ; aqb:signedOn "2025-08-02"^^xsd:date .')
    new = said(':signature-local a aqb:Signature ; aqb:signedOn "2025-08-11"^^xsd:date .')
    assert lines(old, new) == ("Unterschrift „signature-local“: Tag der Unterschrift 2. August 2025 → 11. August 2025",)
    party = said(":agreement aqb:localParty <https://w3id.org/aqb/party/hanau#party> .")
    assert lines(said(), party) == ("Landkreis oder kreisfreie Stadt neu: Stadt Hanau",)


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        ("a", "b", ("a", "b")),
        (f"{'x ' * 60}old", f"{'x ' * 60}new", "… x x x"),
        ("x" * 200, "x" * 200 + "y", ""),
    ],
)
def test_long_texts_are_shown_where_they_differ(before: str, now: str, shown: tuple[str, str] | str) -> None:
    made = excerpt(before, now)
    if isinstance(shown, tuple):
        assert made == shown
    else:
        assert all(text.startswith(shown) and len(text) < 90 for text in made)
        assert made[0].endswith(("old", "…"))


def test_what_points_to_a_measure_with_another_number_has_not_changed() -> None:
    series = f"{BASE}series/a/b"

    def parts(*numbers: int) -> tuple[Triple, ...]:
        text = "".join(f"<{series}#it> dcterms:hasPart :measure-3-{number} . " for number in numbers)
        return tuple(quad.triple for quad in parse(HEAD.partition(":agreement")[0] + text, format=RdfFormat.TURTLE))

    names = moved(
        said(*(measure(number, name) for number, name in enumerate("ABC", 1))),
        said(*(measure(number, name) for number, name in enumerate("AC", 1))),
    )
    made = difference(series, parts(1, 3), parts(1, 2), {DOCUMENT: names}.__getitem__)
    assert made.things == ()
    assert made.traces == 2
    made = difference(series, parts(2, 3), parts(2), {DOCUMENT: names}.__getitem__)
    ((change,),) = (thing.changes for thing in made.things)
    assert [value.value for value in change.removed] == [f"{DOCUMENT}#measure-3-2"]
    assert change.added == ()


def test_several_amounts_are_told_once_with_what_they_are() -> None:
    two = ":agreement aqb:budget :budget-b . :budget-b a aqb:Budget ; aqb:amount 7.5 ."
    assert lines((), said(budget("491550"), two)) == ("neu: Budgets 491.550\u00a0€ und 7,50\u00a0€",)
    reported = (f":r{place} a aqb:ReportedBudget ; aqb:reportedAmount {place}0000.0 ." for place in (34, 40))
    assert lines((), said(*reported)) == ("neu: 340.000\u00a0€ und 400.000\u00a0€",)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("agreement/2021/fulda-ausbildungsbudget", "Landkreis Fulda 2021 (Ausbildungsbudget)"),
        ("agreement/2021/fulda-arbeitsmarktbudget", "Landkreis Fulda 2021 (Arbeitsmarktbudget)"),
        ("agreement/2025/fulda", "Landkreis Fulda 2025"),
    ],
)
def test_agreements_of_one_place_and_year_are_told_apart(path: str, title: str) -> None:
    made = Difference(BASE + path, ADDED, "Zielvereinbarung – Landkreis Fulda", (), 0, frozenset(), frozenset())
    assert Words(BASE).title(made) == title
