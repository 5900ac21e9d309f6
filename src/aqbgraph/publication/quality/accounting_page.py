"""The page on the quality of the data: where every line went, what is missing, which rules were checked.

Its account is that of all documents; with many, those of older years are summed, and told in full in the page's data.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aqbgraph.agreement import Concept
from aqbgraph.extraction.wording.comparison import difference
from aqbgraph.identifiers import (
    REPORTED,
    measure_type_path,
    passage_key,
    review_path,
    wording_key,
    wording_path,
    year_path,
)
from aqbgraph.publication.frame.frames import frame, href
from aqbgraph.publication.frame.views import Link
from aqbgraph.publication.names import concept_label, concept_path, party_label
from aqbgraph.publication.quality.quality_views import (
    AccountRow,
    OpenPassages,
    PrecisionCount,
    QualityView,
    ReportedStatus,
    TypeWithout,
    YearAccount,
)
from aqbgraph.publication.quality.rule_rows import broken_rules, listed, rule_files
from aqbgraph.publication.rows.overview_rows import is_party_in, local_parties
from aqbgraph.publication.wordings.wording_rows import edition_name
from aqbgraph.publication.wordings.wording_views import PassageRow
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.extraction.wording.accounting import Unread
    from aqbgraph.publication.corpus.summary import AgreementSummary, Corpus
    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.publisher.settings import Settings

# As many agreements of whole years as are listed; the newest year is in any case.
LONGEST = 60
# Open passages of an agreement, and of all; the rest stands on its own page.
_MOST_PASSAGES, _MOST_OF_ALL = 20, 100
_UNDATED = "rule-signature-date-wanted"
_TYPES, _PRECISIONS = "measure-types", "precisions"


def accounting_view(settings: Settings, path: str, corpus: Corpus, json_ld: dict[str, Any]) -> QualityView:
    """All of it, newest year first."""
    language = settings.language
    linked = [
        (_link(language, path, row), row) for row in sorted(corpus.agreements, key=lambda row: (-row.year, row.path))
    ]
    shown = _shown(corpus)
    recent = [(link, row) for link, row in linked if row.year in shown]
    opened = tuple(_open(path, recent))
    broken = broken_rules(language, linked)
    files = rule_files(language, lists=bool(corpus.reported.budgets))
    return QualityView(
        frame=frame(
            settings,
            path,
            language.say("Datenqualität"),
            language.say(
                "Wohin jede Zeile der Vereinbarungen gegangen ist, was fehlt, was nicht verstanden wurde und welche "
                "Regeln geprüft sind."
            ),
            json_ld=json_ld,
        ),
        agreements=len(linked),
        total=_account(Link("", ""), corpus.agreements),
        years=tuple(_year(path, corpus, year) for year in reversed(corpus.years)),
        rows=tuple(_account(link, (row,)) for link, row in recent),
        earlier=len(shown) < len(corpus.years),
        open=opened,
        unlisted=sum(len(row.accounting.unread) for _, row in linked) - sum(len(block.rows) for block in opened),
        gaps=tuple(sorted(set(range(corpus.years[0], corpus.years[-1])) - set(corpus.years))),
        without=tuple(_without(settings, path, linked)),
        undated=next((rule for rule in broken if rule.id == _UNDATED), None),
        corrected=listed(link for link, row in linked for _ in range(row.corrections)),
        repaired=listed(link for link, row in linked for _ in range(row.accounting.repairs)),
        broken=broken,
        files=files,
        rules=sum(len(file.rules) for file in files),
        questions=len(corpus.relations.questions),
        review=Link(href(path, review_path()), language.say("Fragen zu Projekten")),
        reported=_reported(settings, path, corpus),
        ontology=Link(href(path, "def/aqb", "Accounting"), language.say("Begriffe der Rechenschaft")),
    )


def _link(language: Language, here: str, agreement: AgreementSummary) -> Link:
    year, place = str(agreement.year), party_label(agreement.party)
    money = edition_name(agreement.edition, language).removeprefix(year)
    return Link(href(here, agreement.path), f"{year} {place}{money}")


def _shown(corpus: Corpus) -> set[int]:
    """The newest years, whole ones, as long as there is room."""
    shown: set[int] = set()
    count = 0
    for year in reversed(corpus.years):
        count += len(corpus.of_year(year))
        if shown and count > LONGEST:
            break
        shown.add(year)
    return shown


def _account(name: Link, agreements: Sequence[AgreementSummary]) -> AccountRow:
    accounts = [row.accounting for row in agreements]
    parts = [
        sum(getattr(one, field) for one in accounts)
        for field in ("evidence", "standing", "deviating", "not_understood")
    ]
    lines = sum(one.lines for one in accounts)
    evidence, standing, deviating, not_understood = parts
    return AccountRow(
        name=name,
        lines=lines,
        evidence=evidence,
        standing=standing,
        deviating=deviating,
        not_understood=not_understood,
        passages=sum(len(one.unread) for one in accounts),
        repairs=sum(one.repairs for one in accounts),
        corrections=sum(row.corrections for row in agreements),
        shares=tuple(_share(part, lines) for part in parts),
    )


def _share(part: int, of: int) -> Decimal:
    return (Decimal(100) * part / of).quantize(Decimal("0.01")) if of else Decimal(0)


def _year(here: str, corpus: Corpus, year: int) -> YearAccount:
    rows = corpus.of_year(year)
    expected = {key for key in local_parties() if is_party_in(key, year)}
    return YearAccount(
        account=_account(Link(href(here, year_path(year)), str(year)), rows),
        agreements=len(rows),
        absent=len(expected - {row.party for row in rows}),
    )


def _open(here: str, agreements: Iterable[tuple[Link, AgreementSummary]]) -> Iterator[OpenPassages]:
    room = _MOST_OF_ALL
    for link, agreement in agreements:
        unread = agreement.accounting.unread
        count = min(len(unread), _MOST_PASSAGES, room)
        if count:
            rows = tuple(passage_row(here, agreement.path, passage) for passage in unread[:count])
            yield OpenPassages(link, rows, len(unread) - count)
            room -= count


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


def _without(
    settings: Settings, here: str, agreements: Sequence[tuple[Link, AgreementSummary]]
) -> Iterator[TypeWithout]:
    for entry in vocabulary().concepts(_TYPES):
        found = [link for link, row in agreements if entry.notation in row.empty]
        if found:
            label = concept_label(Concept(_TYPES, entry.key), settings.language)
            yield TypeWithout(Link(href(here, measure_type_path(entry.notation)), label), entry.notation, listed(found))


def _reported(settings: Settings, here: str, corpus: Corpus) -> ReportedStatus | None:
    budgets = corpus.reported.budgets
    if not budgets:
        return None
    agreed = {(row.party, row.year, programme) for row in corpus.agreements for programme in row.programmes}
    counted = Counter(budget.precision for budget in budgets)
    return ReportedStatus(
        page=Link(href(here, REPORTED), settings.language.say("Berichtete Beträge")),
        count=len(budgets),
        precisions=tuple(
            PrecisionCount(
                Link(
                    href(here, concept_path(Concept(_PRECISIONS, key)), key),
                    concept_label(Concept(_PRECISIONS, key), settings.language),
                ),
                count,
            )
            for key, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
        agreed=sum((one.reported_for, one.fiscal_year, one.programme) in agreed for one in budgets),
    )
