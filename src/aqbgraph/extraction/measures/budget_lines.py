"""Lines above a list of measures that name the budget they are paid from, where an agreement is on two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.forms.layouts import BUDGET
from aqbgraph.extraction.measures.measure_types import heading_at
from aqbgraph.extraction.values.values import programme

if TYPE_CHECKING:
    from aqbgraph.document import Line

# "Arbeitsmarktbudget", "II. Projekte des …budgets 2018:".
_OF_BUDGET = re.compile(
    r"(?:(?:[IVX]+|[A-Da-d]|\d)[.)] ?)?(?:(?:Maßnahmen|Projekte) )?(?:(?:aus dem|im|des|für das|zum) )?"
    rf"(?:hessischen )?(?P<budget>{BUDGET.pattern})(?: 20\d\d)?:?"
)
# No name ends with a small word: "Beratung zum Arbeitsmarktbudget" goes on.
_LEADS_ON = re.compile(r" (?:aus|das|dem|des|ein|für|im|ins|mit|oder|und|vom|zum)$")
_AT_END = re.compile(
    r"(?<=[\w)\"“]) (?:(?:(?:[IVX]+|[A-D]|\d)[.)] )?(?:Maßnahmen|Projekte) (?:aus dem|im|des|für das|zum) )?"
    r"(?:Ausbildungs-\s?und\s+Qualifizierungs|Ausbildungs|Arbeitsmarkt)budgets?(?: 20\d\d)?:?$"
)


def named(text: str) -> str | None:
    """The programme of a line that is but the name of a budget."""
    match = _OF_BUDGET.fullmatch(text)
    return programme(match["budget"]) if match else None


def parted(line: Line) -> tuple[Line, ...]:
    """A line as it was before the name of the next budget was joined to it: "- Startklar Arbeitsmarktbudget"."""
    match = _AT_END.search(line.text) if "budget" in line.text and not line.cells else None
    if match is None or named(line.text) or _LEADS_ON.search(line.text[: match.start()]) or heading_at([line]):
        return (line,)
    below = line._replace(
        kind=Kind.TEXT, level=0, marker="", gap=1, passage=line.passage.cut(match.start() + 1, len(line.text))
    )
    return line._replace(passage=line.passage.cut(0, match.start())), below


def introduced(text: str) -> str | None:
    """The only budget of a sentence that ends with a colon, below which its measures stand."""
    if not text.endswith(":"):
        return None
    found = {programme(name) for name in BUDGET.findall(text)}
    return found.pop() if len(found) == 1 else None
