from __future__ import annotations

import json

import pytest
from lxml import etree

from aqbgraph.publication.queries.queries import Fault
from aqbgraph.service.api.parameters import ParameterProblem
from aqbgraph.service.problems import BAD_REQUEST, NOT_FOUND, Problem
from aqbgraph.service.replies.wording import ENGLISH, GERMAN, Language, speaks, worded

PROBLEM = Problem(NOT_FOUND, "Nichts da: <b>", "Nothing there: <b>")


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        (None, "application/problem+json"),
        ("*/*", "application/problem+json"),
        ("text/turtle", "application/problem+json"),
        ("application/json", "application/problem+json"),
        ("application/xml", "application/problem+xml"),
        ("text/plain, */*;q=0.1", "text/plain; charset=utf-8"),
    ],
)
def test_format(accept: str | None, content_type: str) -> None:
    assert worded(PROBLEM, accept, None)[0] == content_type


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        (None, GERMAN),
        ("", GERMAN),
        ("en", ENGLISH),
        ("en-GB,en;q=0.9,de;q=0.8", ENGLISH),
        ("de-DE,de;q=0.9,en;q=0.8", GERMAN),
        ("fr, en;q=0.5, de;q=0.4", ENGLISH),
        ("fr", GERMAN),
        ("*", GERMAN),
        (";;;", GERMAN),
    ],
)
def test_language(accepted: str | None, language: Language) -> None:
    assert speaks(accepted) is language


def test_json_has_both_languages() -> None:
    _, spoken, body = worded(PROBLEM, None, "en")
    members = json.loads(body)
    assert spoken == "en"
    assert members["detail"] == members["detail_en"] == "Nothing there: <b>"
    assert members["detail_de"] == "Nichts da: <b>"
    assert (members["status"], members["title"]) == (404, "Not found")


def test_xml_is_escaped() -> None:
    root = etree.fromstring(worded(PROBLEM, "application/xml", None)[2])
    assert root.findtext("{urn:ietf:rfc:7807}detail") == "Nichts da: <b>"
    assert root.findtext("{urn:ietf:rfc:7807}status") == "404"


def test_further_members_in_xml() -> None:
    faults = ParameterProblem((Fault("year", "Kein Jahr.", "No year."),))
    root = etree.fromstring(worded(faults, "application/xml", None)[2])
    space = "{urn:ietf:rfc:7807}"
    assert root.findtext(f"{space}errors/{space}i/{space}parameter") == "year"


def test_plain() -> None:
    assert worded(PROBLEM, "text/plain", "en")[2] == b"404 Not found\nNothing there: <b>\n"


def test_what_was_asked_is_no_markup() -> None:
    problem = Problem(BAD_REQUEST, "„<script>“ gibt es nicht.", 'There is no "<script>".')
    for accept in ("application/json", "application/xml", "text/html"):
        _, _, body = worded(problem, accept, None)
        assert b"script" in body
        assert b"<script" not in body
    assert json.loads(worded(problem, None, "en")[2])["detail"] == problem.english
    legible = Problem(BAD_REQUEST, "Es fehlt PREFIX name: <…>.", "PREFIX name: <…> is missing.")
    assert "PREFIX name: <…>" in worded(legible, None, None)[2].decode()
