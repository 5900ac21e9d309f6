from __future__ import annotations

import pytest

from aqbgraph.extraction.doubts.likely_words import OF_NAMES, OF_PEOPLE, meant, nearest, official, small_word


@pytest.mark.parametrize(
    ("read", "stood"),
    [
        ("ausblldung", "ausbildung"),
        ("lntegrieren", "integrieren"),
        ("begriißen", "begrüßen"),
        ("chancenrnarkt", "chancenmarkt"),
        ("ausbilclung", "ausbildung"),
        ("aktivicrung", "aktivierung"),
        ("ausbldung", "ausbildung"),
        ("eratung", "beratung"),
    ],
)
def test_a_confusion_or_a_lost_letter_is_taken_back(read: str, stood: str) -> None:
    assert meant(read, OF_NAMES) == stood


@pytest.mark.parametrize("word", ["ausbildung", "webportal", "kompas", "matiaske", "synthus", "mina", "lobbyist", "jn"])
def test_what_is_a_word_or_becomes_none(word: str) -> None:
    assert meant(word, OF_NAMES) is None


@pytest.mark.parametrize("name", ["alicja", "dragan", "bolzmann", "traudl", "matiaske", "rathgeber", "gorlitz"])
def test_people_are_called_what_they_are_called(name: str) -> None:
    assert meant(name, OF_PEOPLE) in (None, name.replace("j", "i"))


def test_people_whose_names_look_like_none() -> None:
    assert meant("hofrnann", OF_PEOPLE) == "hofmann"
    assert meant("nicolc", OF_PEOPLE) == "nicole"


@pytest.mark.parametrize(("read", "stood"), [("jn", "in"), ("dcr", "der"), ("nd", "und"), ("xx", None)])
def test_small_words(read: str, stood: str | None) -> None:
    assert small_word(read) == stood


@pytest.mark.parametrize(
    ("read", "town"),
    [("Escbwege", "Eschwege"), ("Wiesboden", "Wiesbaden"), ("Erbach", None), ("Kassol", None), ("Ulm", None)],
)
def test_the_one_town_that_is_meant(read: str, town: str | None) -> None:
    assert nearest(read, ("Eschwege", "Erbach", "Wiesbaden")) == town


@pytest.mark.parametrize(
    ("read", "stood"),
    [("studeuten", "studenten"), ("trausport", "transport"), ("gartenban", "gartenbau"), ("brucke", "brücke")],
)
def test_a_letter_from_a_word_of_the_list_however_german_it_looks(read: str, stood: str) -> None:
    assert meant(read, OF_NAMES) == stood


@pytest.mark.parametrize(("read", "stood"), [("hotmann", "hofmann"), ("sehneider", "schneider"), ("frauk", "frank")])
def test_a_letter_from_a_common_name(read: str, stood: str) -> None:
    assert meant(read, OF_PEOPLE) == stood


@pytest.mark.parametrize(
    ("read", "stood"),
    [("maliaske", "matiaske"), ("gruttner", "grüttner"), ("matiaske", None), ("hofmann", None), ("muster", None)],
)
def test_a_letter_from_who_is_in_office(read: str, stood: str | None) -> None:
    assert official(read) == stood


@pytest.mark.parametrize(
    ("read", "stood"),
    [
        ("facbtag", "fachtag"),
        ("teamtaq", "teamtag"),
        ("jobtonr", "jobtour"),
        ("jobakadcmie", "jobakademie"),
        ("weschnilztal", "weschnitztal"),
        ("möbelballe", "möbelhalle"),
        ("starlbahn", "startbahn"),
    ],
)
def test_a_letter_from_what_is_far_less_strange(read: str, stood: str) -> None:
    assert meant(read, OF_NAMES) == stood


@pytest.mark.parametrize("word", ["kinzigtal", "fachtag", "jobtour", "jobfit", "aktivcenter", "gersprenztal"])
def test_words_that_are_strange_and_right(word: str) -> None:
    assert meant(word, OF_NAMES) is None


@pytest.mark.parametrize("name", ["bouffier", "jakoubek", "voitl", "szczepaniak", "yıldız", "bogdan", "okafor"])
def test_strange_names_of_people(name: str) -> None:
    assert meant(name, OF_PEOPLE) is None


def test_names_far_stranger_than_a_letter_makes_them() -> None:
    assert meant("slrube", OF_PEOPLE) == "strube"
    assert meant("geibcl", OF_PEOPLE) is None


@pytest.mark.parametrize("town", ["geithain", "mallersdorf"])
def test_towns_a_letter_from_others(town: str) -> None:
    assert meant(town, OF_NAMES) is None
