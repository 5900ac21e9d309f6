"""The rules that a build checks, and those that agreements break all the same."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aqbgraph.graph.rules import ACROSS, OF_CATALOGUE, OF_DOCUMENTS, OF_LISTS, rules
from aqbgraph.publication.languages import later
from aqbgraph.publication.quality.quality_views import BrokenRule, Listed, RuleFile, RuleText

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aqbgraph.graph.rules import Rule
    from aqbgraph.publication.corpus.summary import AgreementSummary
    from aqbgraph.publication.frame.views import Link
    from aqbgraph.publication.languages import Language

# What the rules of a file are on.
_TITLES = {
    "accounting": later("Rechenschaft über die Quelle"),
    "agreement": later("Vereinbarung"),
    "budget": later("Budget"),
    "catalogue": later("Datenkatalog"),
    "clause": later("Paragrafen"),
    "correction": later("Berichtigungen"),
    "dataset": later("Datensätze"),
    "distribution": later("Dateien der Datensätze"),
    "evidence": later("Belege"),
    "measure": later("Maßnahmen"),
    "publication": later("Alle Vereinbarungen zusammen"),
    "publisher": later("Herausgeber"),
    "repair": later("Berichtigte Lesungen"),
    "reported": later("Berichtete Beträge"),
    "signature": later("Unterschriften"),
    "wording": later("Wortlaut"),
}
_GRAVE, _WARNING = "Violation", "Warning"
# So many agreements are named for a rule; the others are counted.
MOST_NAMED = 12


def rule_files(language: Language, *, lists: bool) -> tuple[RuleFile, ...]:
    """The rules that are checked before anything is published; `lists` says whether there are reported amounts."""
    wanted = sorted({*OF_DOCUMENTS, *ACROSS, *OF_CATALOGUE, *(OF_LISTS if lists else ())})
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules():
        found[rule.file].append(rule)
    return tuple(
        RuleFile(
            id=f"rules-{name}",
            title=language.translated(_TITLES[name]),
            rules=tuple(RuleText(_said(rule, language), rule.severity == _GRAVE) for rule in found[name]),
            grave=sum(rule.severity == _GRAVE for rule in found[name]),
        )
        for name in wanted
    )


def broken_rules(language: Language, agreements: Sequence[tuple[Link, AgreementSummary]]) -> tuple[BrokenRule, ...]:
    """The rules that these agreements break, warnings first; each agreement with its link."""
    found: dict[str, list[Link]] = defaultdict(list)
    for link, agreement in agreements:
        for key, _ in agreement.findings:
            found[key].append(link)
    known = [rule for rule in rules() if rule.key in found]
    return tuple(
        BrokenRule(
            id=f"rule-{rule.key}",
            text=_said(rule, language),
            warning=rule.severity == _WARNING,
            listed=listed(found[rule.key]),
        )
        for rule in sorted(known, key=lambda rule: rule.severity != _WARNING)
    )


def listed(links: Iterable[Link]) -> Listed:
    """All of them counted, the first named, each once."""
    found = tuple(links)
    named = tuple(dict.fromkeys(found))
    return Listed(len(found), named[:MOST_NAMED], max(len(named) - MOST_NAMED, 0))


def _said(rule: Rule, language: Language) -> str:
    return rule.de if language.is_source else rule.en
