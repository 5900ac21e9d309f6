"""The map of a year: money per head, by district and city, since money alone would show where many people live."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from babel.numbers import format_decimal

from aqbgraph.identifiers import party_path
from aqbgraph.publication.frame.frames import href
from aqbgraph.publication.frame.picture import Cell, Column, Key, Note, Row, Table
from aqbgraph.publication.frame.rendering import cents, euro, long_date
from aqbgraph.publication.names import party_label
from aqbgraph.publication.pictures import hesse
from aqbgraph.publication.pictures.cells import (
    by_party,
    counting_days,
    head_cell,
    party_cell,
    population_notes,
    rounded,
)
from aqbgraph.publication.pictures.geometry import land, parties
from aqbgraph.publication.pictures.making import Alone, Said, mapped
from aqbgraph.publication.pictures.markup import element
from aqbgraph.publication.pictures.population import per_head, population
from aqbgraph.publication.pictures.scale import breaks, class_of, spread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.frame.picture import Picture
    from aqbgraph.publication.pictures.hesse import Filled
    from aqbgraph.publication.publisher.settings import Settings

_ID = "budget-map"
_ALSO_DISTRICTS = frozenset({"kassel-stadt", "offenbach-stadt"})
# How wide the map stands in its file.
_WIDE = 560


def budget_map(settings: Settings, here: str, corpus: Corpus, year: int) -> Picture:
    """The budgets of a year per head, on the map of Hesse as it was divided then; each area leads to its page."""
    say, agreements = settings.language.say, corpus.of_year(year)
    sums, heads = by_party(agreements), dict[str, Decimal]()
    for party, amount in sums.items():
        counted = population(party, year)
        if counted is not None:
            heads[party] = per_head(amount, counted)
    limits = breaks(heads.values())
    filled = {party: _filled(settings, here, party, sums, heads, limits) for party in parties(year)}
    drawing = hesse.map_of_hesse(_ID, year, filled)
    said = Said(
        id=_ID,
        title=say("Budgets {year} je Einwohner", year=year),
        description=_described(settings, heads, len(filled)),
        unit="; ".join(
            [
                _unit(settings, heads, year),
                *([say("je stärker sich eine Fläche vom Grund abhebt, desto mehr")] if limits else []),
            ]
        ),
    )
    notes = (*population_notes(settings, sorted(heads), year), _borders(settings, year))
    table = _table(settings, here, year, sums, heads, rounded(agreements))
    keys = _keys(settings, heads, limits, missing=len(heads) < len(filled))
    svg, alone = _placed(drawing, year, "hesse sparse" if hesse.is_sparse(filled) else "hesse")
    return mapped(settings, said, svg, alone, table, keys, notes)


def _unit(settings: Settings, heads: Mapping[str, Decimal], year: int) -> str:
    """Euro for each inhabitant on the day they were counted, where that was one day."""
    say, days = settings.language.say, counting_days(heads, year)
    if len(days) != 1:
        return say("in Euro je Einwohner")
    return say("in Euro je Einwohner am {day}", day=long_date(days[0], settings.language))


def _filled(
    settings: Settings,
    here: str,
    party: str,
    sums: Mapping[str, Decimal],
    heads: Mapping[str, Decimal],
    limits: Sequence[Decimal],
) -> Filled:
    say, language, label = settings.language.say, settings.language, party_label(party)
    page = href(here, party_path(party))
    if party not in sums:
        return hesse.Filled(None, "", short_name(party), say("{name}: keine Vereinbarung", name=label), page)
    if party not in heads:
        text = say("{name}: {amount}, Einwohnerzahl nicht bekannt", name=label, amount=euro(sums[party], language))
        return hesse.Filled(None, "", short_name(party), text, page)
    value = heads[party]
    return hesse.Filled(
        step=spread(len(limits) + 1)[class_of(value, limits)],
        figure=_figure(settings, value),
        name=short_name(party),
        said=say("{name}: {amount} je Einwohner", name=label, amount=cents(value, language)),
        href=page,
    )


def _figure(settings: Settings, value: Decimal) -> str:
    return format_decimal(value, "#,##0.00", locale=settings.language.locale)


def short_name(party: str) -> str:
    """The name for the map, as short as it is known; where city and district bear the same, the city says so."""
    label = party_label(party).removeprefix("Landkreis ").removesuffix(" am Main")
    if party in _ALSO_DISTRICTS:
        return label
    return label.removeprefix("Stadt ").removesuffix("-Kreis").removesuffix("kreis")


def _described(settings: Settings, heads: Mapping[str, Decimal], count: int) -> str:
    say, language = settings.language.say, settings.language
    if not heads:
        return say("Für dieses Jahr ist kein Budget je Einwohner bekannt.")
    ordered = sorted(heads, key=lambda party: (heads[party], party))
    low, high = ordered[0], ordered[-1]
    if low == high:
        return say("{name}: {amount} je Einwohner.", name=party_label(low), amount=cents(heads[low], language))
    return say(
        "Von {low} ({low_name}) bis {high} ({high_name}); Angaben zu {known} von {count} Landkreisen und Städten.",
        low=cents(heads[low], language),
        low_name=party_label(low),
        high=cents(heads[high], language),
        high_name=party_label(high),
        known=len(heads),
        count=count,
    )


def _borders(settings: Settings, year: int) -> Note:
    drawn = land(year)
    return Note(settings.language.say("Grenzen: {source}.", source=drawn.attribution), drawn.terms, "GeoNutzV")


def _keys(
    settings: Settings, heads: Mapping[str, Decimal], limits: Sequence[Decimal], *, missing: bool
) -> tuple[Key, ...]:
    say = settings.language.say
    steps = spread(len(limits) + 1)
    texts = [_range(settings, limits, place) for place in range(len(limits) + 1)] if heads else []
    keys = [
        Key(element("rect", class_=f"mark s{steps[place]}", width=24, height=14), text)
        for place, text in enumerate(texts)
    ]
    if missing:
        hatch = element("rect", class_="mark", fill=f"url(#{_ID}-none)", width=24, height=14)
        keys.append(Key(hatch, say("keine Angabe")))
    return tuple(keys)


def _range(settings: Settings, limits: Sequence[Decimal], place: int) -> str:
    say = settings.language.say
    if not limits:
        return say("Budget bekannt")
    whole = all(limit == limit.to_integral_value() for limit in limits)
    pattern = "#,##0" if whole else "#,##0.00"
    texts = [format_decimal(limit, pattern, locale=settings.language.locale) for limit in limits]
    if place == 0:
        return say("unter {high}", high=texts[0])
    if place == len(limits):
        return say("{low} und mehr", low=texts[-1])
    return say("{low} bis unter {high}", low=texts[place - 1], high=texts[place])


def _table(
    settings: Settings,
    here: str,
    year: int,
    sums: Mapping[str, Decimal],
    heads: Mapping[str, Decimal],
    approximate: frozenset[str],
) -> Table:
    say = settings.language.say
    ordered = sorted(parties(year), key=lambda party: (-heads.get(party, -1), party not in sums, short_name(party)))
    return Table(
        columns=(
            Column(say("Landkreis oder Stadt"), "party", "text"),
            Column(say("je Einwohner"), "amount_per_inhabitant", "cents"),
            Column(say("Budget"), "amount", "euro"),
        ),
        rows=tuple(
            Row(
                (
                    party_cell(settings, here, party),
                    head_cell(settings, party, year, sums.get(party), approximate=party in approximate),
                    Cell(sums.get(party), approximate=party in approximate, missing=say("keine Vereinbarung")),
                )
            )
            for party in ordered
        ),
    )


def _placed(drawing: Markup, year: int, kind: str) -> tuple[Markup, Alone]:
    """In the page as wide as its place; in the file in the middle, with its height there."""
    width, height = hesse.size(year)
    box = f"0 0 {width:g} {height:g}"
    svg = element(
        "svg",
        element("g", drawing, class_=kind),
        class_="graphic",
        viewBox=box,
        width=width,
        height=height,
        role="group",
        aria_labelledby=f"{_ID}-title",
        aria_describedby=f"{_ID}-said",
    )
    tall = round(_WIDE * height / width)
    inner = element("svg", element("g", drawing, class_=kind), viewBox=box, x=56, width=_WIDE, height=tall)
    return svg, Alone(inner, tall)
