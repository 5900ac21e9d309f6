"""The rules for servers that know only patterns choose as the service's negotiation does."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.publication.hosting.accept_rules import PAGE, rules
from aqbgraph.service.editions.resources import VARIANTS
from aqbgraph.service.replies.negotiation import choose

RULES = [(re.compile(rule.pattern, re.IGNORECASE), rule.ending) for rule in rules(page=True)]
ENDINGS = {row: PAGE if row.ending.startswith("/") else row.ending for row in VARIANTS}
NAMES = ("text/html", "application/xhtml+xml", "text/turtle", "application/x-turtle", "application/ld+json")
MORE = (
    "application/json",
    "application/rdf+xml",
    "text/xml",
    "application/n-triples",
    "text/plain",
    "image/png",
    "text/css",
)
WILDCARDS = ("*/*", "text/*", "application/*")


def by_rules(accept: str) -> str | None:
    return next((ending for pattern, ending in RULES if pattern.search(accept)), None)


def by_service(accept: str) -> str | None:
    chosen = choose(accept, VARIANTS)
    return None if chosen is None else ENDINGS[chosen]


def _element(name: str, parameter: str, tenths: int | None, blank: str) -> str:
    weight = "" if tenths is None else f"{blank};{blank}q={'1.0' if tenths == 10 else f'0.{tenths}'}"
    return f"{blank}{name}{parameter}{weight}{blank}"


WEIGHTS = st.none() | st.integers(1, 10)
PARAMETERS = st.sampled_from(["", ";charset=utf-8", '; profile="http://www.w3.org/ns/json-ld#compacted"'])
NAMED = st.builds(_element, st.sampled_from(NAMES + MORE), PARAMETERS, WEIGHTS, st.sampled_from(["", " "]))


@given(st.lists(NAMED, min_size=1, max_size=6, unique_by=lambda text: re.split(r"[;\s]", text.strip())[0]))
def test_named_types(elements: list[str]) -> None:
    assert by_rules(",".join(elements)) == by_service(",".join(elements))


@given(
    st.lists(NAMED, max_size=4, unique_by=lambda text: re.split(r"[;\s]", text.strip())[0]), st.sampled_from(WILDCARDS)
)
def test_wildcards_of_the_least_weight(elements: list[str], wildcard: str) -> None:
    """As clients write them: at the end, for whatever else there is."""
    accept = ",".join([*elements, f"{wildcard};q=0.1"])
    assert by_rules(accept) == by_service(accept)


@pytest.mark.parametrize("wildcard", WILDCARDS)
def test_wildcards_alone(wildcard: str) -> None:
    assert by_rules(wildcard) == by_service(wildcard)


def test_the_known_differences() -> None:
    """Written down in docs/hosting.md; whoever mends one of them takes it out there."""
    assert (by_rules("text/turtle;q=0.1, */*"), by_service("text/turtle;q=0.1, */*")) == (".ttl", ".jsonld")
    second = "text/html;q=0.85, text/turtle;q=0.84"
    assert (by_rules(second), by_service(second)) == (".ttl", PAGE)


def test_patterns_suit_every_server() -> None:
    """No backslash, which each configuration reads in its own way; no quotation mark and no look-around."""
    assert not any(set(pattern.pattern) & set('\\"`') or "(?" in pattern.pattern for pattern, _ in RULES)


@pytest.mark.parametrize(
    "evil",
    [
        f"text/html;a{' ' * 8000}x;",
        f"text/html{' ' * 8000}x",
        f"text/html;q=0.1{' ' * 8000}x",
        f"text/html;q=1;{' ' * 8000}",
        "text/html;a=b " * 600,
        "text/html;" * 800,
        ", " * 4000,
    ],
    ids=lambda evil: evil[:20],
)
def test_no_header_takes_long(evil: str) -> None:
    """A header of the length that servers allow; a pattern with two ways to take a blank needs 6 s for the first."""
    before = time.perf_counter()
    by_rules(evil)
    assert time.perf_counter() - before < 1
