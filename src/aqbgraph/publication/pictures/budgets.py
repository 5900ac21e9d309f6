"""The budgets of a year as bars: in a table with the amount per head, largest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.publication.frame.picture import Cell, Column, Row, Table
from aqbgraph.publication.names import party_label
from aqbgraph.publication.pictures import bars
from aqbgraph.publication.pictures.cells import by_party, head_cell, money, party_cell, population_notes, rounded
from aqbgraph.publication.pictures.making import Said, rowed
from aqbgraph.publication.pictures.scale import up_to

if TYPE_CHECKING:
    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.frame.picture import Picture
    from aqbgraph.publication.publisher.settings import Settings


def budgets_by_party(settings: Settings, here: str, corpus: Corpus, year: int) -> Picture | None:
    """The budgets of a year by district and city, largest first, with the amount per head beside; None without any."""
    say, agreements = settings.language.say, corpus.of_year(year)
    sums, approximate = by_party(agreements), rounded(agreements)
    if not sums:
        return None
    ordered = sorted(sums, key=lambda party: (-sums[party], party_label(party)))
    most = sums[ordered[0]]
    largest = [party for party in ordered if sums[party] == most]
    to = up_to(most)
    table = Table(
        columns=(
            Column(say("Landkreis oder Stadt"), "party", "text"),
            Column(say("Budget"), "amount", "euro"),
            Column(say("je Einwohner"), "amount_per_inhabitant", "cents"),
        ),
        rows=tuple(
            Row(
                (
                    party_cell(settings, here, party),
                    Cell(sums[party], approximate=party in approximate),
                    head_cell(settings, party, year, sums[party], approximate=party in approximate),
                ),
                drawing=bars.bar(to.share(sums[party])).body,
            )
            for party in ordered
        ),
    )
    said = Said(
        id="budgets-by-party",
        title=say("Budgets {year} nach Landkreis und Stadt", year=year),
        description=say(
            "Das größte Budget: {name}, {amount}.",
            name=", ".join(map(party_label, largest)),
            amount=money(settings, most, approximate=largest[0] in approximate),
        ),
    )
    return rowed(settings, said, table, population_notes(settings, ordered, year))
