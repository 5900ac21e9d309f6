"""The page of an agreement: each fact beside the passage it was read from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from aqbgraph.identifiers import party_path, source_path, year_path
from aqbgraph.publication.agreements.agreement_blocks import Blocks
from aqbgraph.publication.agreements.agreement_views import AgreementView, SourceBlock
from aqbgraph.publication.agreements.correction_rows import corrections_block
from aqbgraph.publication.agreements.marks import Marks
from aqbgraph.publication.agreements.notes import notes
from aqbgraph.publication.agreements.passages import numbers, passages
from aqbgraph.publication.agreements.readable import Reader
from aqbgraph.publication.agreements.sources import clause_starts, page_of, pieces
from aqbgraph.publication.comparisons.comparisons import since_year
from aqbgraph.publication.frame.found import found_of
from aqbgraph.publication.frame.frames import frame, href
from aqbgraph.publication.frame.views import Frame, Link
from aqbgraph.publication.names import party_after_with, party_label, programme_label
from aqbgraph.publication.quality.accounting_page import passage_row
from aqbgraph.reading.readers import reader_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from aqbgraph.agreement import Agreement
    from aqbgraph.document import Document
    from aqbgraph.extraction.wording.accounting import Accounting
    from aqbgraph.graph.findings import Finding
    from aqbgraph.publication.agreements.readable_views import Readable
    from aqbgraph.publication.publisher.settings import Settings


def agreement_view(
    settings: Settings,
    agreement: Agreement,
    document: Document,
    account: Accounting,
    json_ld: Mapping[str, Any],
    findings: Iterable[Finding] = (),
    before: int | None = None,
) -> AgreementView:
    """All that the page shows; `findings` are what the shapes found that does not forbid it.

    `before` is the year of the agreement before, where there is a comparison with it.
    """
    language, link = settings.language, partial(href, agreement.path)
    text = pieces(document, agreement, account.unread)
    marks = Marks(agreement, numbers(text), language)
    read = Reader.of(document, text, clause_starts(agreement))
    made = Blocks(agreement, marks, language)
    party, year = party_label(agreement.local_party), str(agreement.year)
    return AgreementView(
        frame=_frame(settings, agreement, json_ld),
        title=agreement.title,
        party=Link(link(party_path(agreement.local_party)), party),
        with_party=party_after_with(agreement.local_party, language),
        state_party=Link(link(party_path(agreement.state_party)), party_label(agreement.state_party)),
        year=Link(link(year_path(agreement.year)), year),
        budgets=tuple(map(made.budget, agreement.budgets)),
        total=made.total(),
        year_mark=made.year(),
        count=len(agreement.measures),
        since=None if before is None else since_year(agreement.path, agreement, before),
        notes=notes(agreement, account, findings, language),
        parties=made.parties(),
        groups=tuple(made.groups()),
        signatures=tuple(map(made.signature, agreement.signatures)),
        frameworks=tuple(map(made.framework, agreement.frameworks)),
        legal_codes=made.concepts(agreement.legal_codes, "legalCodes"),
        target_groups=made.concepts(agreement.target_groups, "targetGroups"),
        provisions=tuple(map(made.provision, agreement.provisions)),
        grant=made.grant(),
        clauses=tuple(made.clause(clause, account.unread) for clause in agreement.clauses),
        repairs=tuple(map(made.repair, agreement.repairs)),
        # Last: it leads back to the facts that the lines above put on the page.
        source=_source(agreement, account, document, read.document(passages(document, read, marks, language))),
        corrections=corrections_block(agreement, language),
    )


def _frame(settings: Settings, agreement: Agreement, json_ld: Mapping[str, Any]) -> Frame:
    language, party, year = settings.language, party_label(agreement.local_party), str(agreement.year)
    say = language.say
    programmes = say(" und ").join(programme_label(key, language) for key in agreement.programmes)
    return frame(
        settings,
        agreement.path,
        say("Zielvereinbarung {year}: {party}", year=year, party=party),
        say(
            "{programmes} {year}: Zielvereinbarung des Landes Hessen mit {party}.",
            programmes=programmes,
            year=year,
            party=party_after_with(agreement.local_party, language),
        ),
        trail=((year_path(agreement.year), year), (party_path(agreement.local_party), party)),
        json_ld=json_ld,
        found=found_of(agreement.path, types={measure.measure_type.key for measure in agreement.measures}),
    )


def _source(agreement: Agreement, account: Accounting, document: Document, text: Readable) -> SourceBlock:
    return SourceBlock(
        name=agreement.source.name,
        sha256=agreement.source.sha256,
        reader=reader_name(document.source.media_type),
        size=document.source.size,
        lines=account.lines,
        evidence=account.evidence,
        standing=account.standing,
        deviating=account.deviating,
        not_understood=account.not_understood,
        unread=tuple(
            passage_row(agreement.path, agreement.path, passage, page_of(document, passage.start, passage.end))
            for passage in account.unread
        ),
        text=text,
        raw=href(agreement.path, source_path(agreement.path)),
    )
