from __future__ import annotations

import pytest

from aqbgraph.extraction.signatures import places


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Wiesbaden", "Wiesbaden"),
        ("Büttelborn", "Büttelborn"),
        ("Groß-Umstadt", "Groß-Umstadt"),
        ("Bad Arolsen", "Bad Arolsen"),
        ("Hessisch Lichtenau", "Hessisch Lichtenau"),
        ("Bad Homburg v. d. Höhe", "Bad Homburg v. d. Höhe"),
        ("Bad Homburg v.d. Höhe", "Bad Homburg v.d. Höhe"),
        ("Limburg a. d. Lahn", "Limburg a. d. Lahn"),
        ("Limburg an der Lahn", "Limburg an der Lahn"),
        ("Höchst i. Odw.", "Höchst i. Odw."),
        ("Offenbach am Main", "Offenbach am Main"),
        ("Frankfurt a. M.", "Frankfurt a. M."),
        ("Lauterbach (Hessen)", "Lauterbach (Hessen)"),
        ("Michelstadt bei Erbach", "Michelstadt bei Erbach"),
        ("Jugend und Soziales Erbach", "Erbach"),
        ("Landkreises Odenwaldkreis Offenbach am Main", "Offenbach am Main"),
        ("Frank Matiaske Bad Homburg v. d. Höhe", "Bad Homburg v. d. Höhe"),
    ],
)
def test_place(words: str, place: str) -> None:
    start = places.start(words)
    assert start is not None
    assert words[start:] == place


@pytest.mark.parametrize(
    "words",
    ["Heike Hofmann Büttelborn", "Jugend und Soziales Büttelborn", "Ort", "Im Jahr", "Odenwaldkreis", "Soziales"],
)
def test_words_of_which_none_is_certainly_a_place(words: str) -> None:
    assert places.start(words) is None


def test_towns_are_known_by_ontology() -> None:
    assert {"Wiesbaden", "Erbach", "Eschwege", "Hanau"} <= set(places.towns())
    assert places.is_town("Erbach")
    assert not places.is_town("Büttelborn")
    assert not places.is_town("Bad Erbach-Dorf")
