"""The page on which every document gives account of its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aqbgraph.extraction.comparison import difference
from aqbgraph.identifiers import passage_key, wording_key, wording_path
from aqbgraph.publication.frames import frame, href
from aqbgraph.publication.names import party_label
from aqbgraph.publication.views import Link
from aqbgraph.publication.wording_documents import ACCOUNTING_TITLE
from aqbgraph.publication.wording_views import AccountingView, AccountRow, OpenPassages, PassageRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.extraction.accounting import Unread
    from aqbgraph.publication.settings import Settings
    from aqbgraph.publication.summary import AgreementSummary, Corpus

# Of each agreement; the rest stands on its own page.
_MOST_PASSAGES = 20
_SUMMED = ("lines", "evidence", "standing", "deviating", "not_understood", "passages", "repairs")


def accounting_view(settings: Settings, path: str, corpus: Corpus, json_ld: dict[str, Any]) -> AccountingView:
    """All documents, newest year first, their sum, and what was not understood."""
    agreements = sorted(corpus.agreements, key=lambda row: (-row.year, row.path))
    rows = tuple(_row(path, agreement) for agreement in agreements)
    return AccountingView(
        frame=frame(
            settings,
            path,
            ACCOUNTING_TITLE,
            "Wohin jede Zeile der Vereinbarungen gegangen ist und welche Sätze nicht verstanden wurden.",
            json_ld=json_ld,
        ),
        rows=rows,
        total=_total(rows),
        open=tuple(_open(path, agreement) for agreement in agreements if agreement.accounting.unread),
        ontology=Link(href(path, "def/aqb", "Accounting"), "Begriffe"),
    )


def _row(here: str, agreement: AgreementSummary) -> AccountRow:
    account = agreement.accounting
    return AccountRow(
        agreement=_link(here, agreement),
        source=agreement.source,
        lines=account.lines,
        evidence=account.evidence,
        standing=account.standing,
        deviating=account.deviating,
        not_understood=account.not_understood,
        passages=len(account.unread),
        repairs=account.repairs,
    )


def _link(here: str, agreement: AgreementSummary) -> Link:
    return Link(href(here, agreement.path), f"{agreement.year} {party_label(agreement.party)}")


def _total(rows: Iterable[AccountRow]) -> AccountRow:
    listed = tuple(rows)
    return AccountRow(Link("", ""), "", **{name: sum(getattr(row, name) for row in listed) for name in _SUMMED})


def _open(here: str, agreement: AgreementSummary) -> OpenPassages:
    unread = agreement.accounting.unread
    return OpenPassages(
        _link(here, agreement),
        tuple(passage_row(here, agreement.path, passage) for passage in unread[:_MOST_PASSAGES]),
        max(len(unread) - _MOST_PASSAGES, 0),
    )


def passage_row(here: str, path: str, passage: Unread, page: int | None = None) -> PassageRow:
    """A passage of the agreement at `path`, seen from the page at `here`; `page` where the source has pages."""
    found, key = passage.deviation, passage_key(passage.start, passage.end)
    return PassageRow(
        line=passage.line,
        page=passage.spot.page if passage.spot else page,
        href=f"#{key}" if here == path else href(here, path, key),
        quote=" ".join(passage.quote.split()),
        steps=difference(found.known, found.words) if found else (),
        known=href(here, wording_path(found.section), wording_key(found.fingerprint)) if found else None,
        similarity=found.similarity if found else None,
        reason=passage.reason,
    )
