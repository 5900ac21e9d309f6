"""Small collections of agreements to draw: places, years and amounts as a test needs them, all invented."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from aqbgraph.extraction.wording.accounting import Accounting
from aqbgraph.identifiers import agreement_path
from aqbgraph.publication.corpus.naming import MeasureSummary
from aqbgraph.publication.corpus.summary import AgreementSummary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def agreed(
    year: int,
    party: str,
    budgets: Mapping[str, int | str],
    measures: Sequence[tuple[str, str]] = (),
    rounded: tuple[str, ...] = (),
) -> AgreementSummary:
    """An agreement; `budgets` are euro by programme, `measures` name and notation of the type."""
    return AgreementSummary(
        path=agreement_path(year, party, tuple(budgets)),
        title=f"Zielvereinbarung {year}",
        year=year,
        party=party,
        state_party="ministerium-arbeit",
        budgets=tuple((programme, Decimal(amount)) for programme, amount in budgets.items()),
        rounded=rounded,
        measures=tuple(
            MeasureSummary(f"measure-{notation}-{place}", name, notation, name.lower(), name, place, None)
            for place, (name, notation) in enumerate(measures, start=1)
        ),
        empty=(),
        source=f"{year}-{party}.md",
        sha256="0" * 64,
        triples=0,
        accounting=Accounting(0, 0, 0, ()),
    )


def parsed(markup: object) -> etree._Element:
    """Markup as a tree, without looking anything up."""
    content = markup if isinstance(markup, bytes) else str(markup).encode()
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def found(root: etree._Element, path: str) -> list[Any]:
    """The elements or attributes that an XPath names."""
    return cast("list[Any]", root.xpath(path))
