"""What readers of an agreement should know before they rely on it: what is missing, doubtful, damaged or corrected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.publication.agreements.agreement_views import Note
from aqbgraph.publication.agreements.marks import part
from aqbgraph.publication.agreements.passage_views import Fact
from aqbgraph.publication.names import party_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.agreement import Agreement
    from aqbgraph.extraction.wording.accounting import Accounting
    from aqbgraph.graph.findings import Finding
    from aqbgraph.publication.languages import Language

_PARTY = re.compile(r"/party/(?P<key>[^#/]+)#")


def notes(
    agreement: Agreement, account: Accounting, findings: Iterable[Finding], language: Language
) -> tuple[Note, ...]:
    """The notes: first what the shapes found, then what was done with the source."""
    found = (Note(_message(one, language), _about(one, agreement, language)) for one in findings)
    return (*found, *_rounded(agreement, language), *_counted(agreement, account, language))


def _message(finding: Finding, language: Language) -> str:
    return finding.message if language.is_source else finding.message_en


def _about(finding: Finding, agreement: Agreement, language: Language) -> Fact | None:
    """The part of the page that a finding is on, or a party; the whole agreement goes without saying."""
    if match := _PARTY.search(finding.value or ""):
        return Fact("fact-local-party", party_label(match["key"]), german=True)
    key = finding.focus.partition("#")[2]
    signature = next((one for one in agreement.signatures if one.key == key), None)
    if signature is not None and signature.on_behalf_of:
        return Fact(key, party_label(signature.on_behalf_of), german=True)
    node = next((node for node in agreement.nodes if node.key == key), None)
    return part(node, language) if node else None


def _rounded(agreement: Agreement, language: Language) -> Iterator[Note]:
    for budget in agreement.budgets:
        if budget.approximate:
            yield Note(language.say("Das Budget ist in der Quelle eine gerundete Zahl."), part(budget, language))


def _counted(agreement: Agreement, account: Accounting, language: Language) -> Iterator[Note]:
    say = language.say_n
    by_hand = Fact("source-corrections", language.say("Berichtigungen"))
    if count := sum(not one.confirms for one in agreement.corrections):
        text = say("{count} Angabe ist von Hand berichtigt.", "{count} Angaben sind von Hand berichtigt.", count)
        yield Note(text, by_hand)
    if count := sum(one.confirms for one in agreement.corrections):
        text = say(
            "{count} zweifelhafte Lesung ist von Hand bestätigt.",
            "{count} zweifelhafte Lesungen sind von Hand bestätigt.",
            count,
        )
        yield Note(text, by_hand)
    if count := len(agreement.repairs):
        text = say(
            "{count} beschädigte Stelle der Quelle ist trotzdem gelesen.",
            "{count} beschädigte Stellen der Quelle sind trotzdem gelesen.",
            count,
        )
        yield Note(text, Fact("repairs", language.say("Berichtigte Lesungen")))
    if count := sum(bool(one.reason) for one in account.unread):
        text = say(
            "{count} Angabe der Quelle ist nicht sicher zu lesen. Sie fehlt hier, bis sie geklärt ist.",
            "{count} Angaben der Quelle sind nicht sicher zu lesen. Sie fehlen hier, bis sie geklärt sind.",
            count,
        )
        yield Note(text, Fact("accounting", language.say("Offene Stellen")))
    if count := sum(not one.reason for one in account.unread):
        text = say(
            "{count} Stelle ist kein bekannter Wortlaut und blieb unverstanden.",
            "{count} Stellen sind kein bekannter Wortlaut und blieben unverstanden.",
            count,
        )
        yield Note(text, Fact("accounting", language.say("Offene Stellen")))
