"""Lines above a list of measures that name the budget they are paid from, where an agreement is on two."""

from __future__ import annotations

import re

from aqbgraph.extraction.forms.layouts import BUDGET
from aqbgraph.extraction.values.values import programme

# "Arbeitsmarktbudget", "II. Projekte des …budgets 2018:".
_OF_BUDGET = re.compile(
    r"(?:(?:[IVX]+|[A-Da-d]|\d)[.)] ?)?(?:(?:Maßnahmen|Projekte) )?(?:(?:aus dem|im|des|für das|zum) )?"
    rf"(?:hessischen )?(?P<budget>{BUDGET.pattern})(?: 20\d\d)?:?"
)


def named(text: str) -> str | None:
    """The programme of a line that is but the name of a budget."""
    match = _OF_BUDGET.fullmatch(text)
    return programme(match["budget"]) if match else None


def introduced(text: str) -> str | None:
    """The only budget of a sentence that ends with a colon, below which its measures stand."""
    if not text.endswith(":"):
        return None
    found = {programme(name) for name in BUDGET.findall(text)}
    return found.pop() if len(found) == 1 else None
