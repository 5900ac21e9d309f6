"""The clauses that carry few facts, in words of our own; phrases that rules lean on are those of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.generation import wording
from tests.generation.structure import Paragraph, Part, Subheading

from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.generation.content import Content
    from tests.generation.scheme import Naming

_FRAMEWORKS = {
    "labour-market-policy": "den landespolitischen Zielsetzungen der Arbeitsmarktpolitik",
    "arbeitswelt-hessen": "dem Fachkonzept „Arbeitswelt Hessen“",
    "regional-strategy": "der regionalen Arbeitsmarkt- und Ausbildungsstrategie {genitive}",
    "un-crpd": "der UN-Behindertenrechtskonvention",
}
_GROUPS = {
    "disadvantaged-people": "Im Mittelpunkt stehen die Wege von benachteiligten Menschen in den Beruf.",
    "local-authority-staff": "Hinzu kommen Weiterbildungen des Fachpersonals der Gebietskörperschaften.",
    "people-with-care-duties": "Auch Menschen mit familiensorgenden Tätigkeiten sollen einen Abschluss erreichen.",
    "people-with-migration-background": "Menschen mit Migrationshintergrund sollen früh angesprochen werden.",
    "silent-reserve": "Gemeint sind alle – inklusive der sog. Stillen Reserve.",
}


def preamble(content: Content, party: Naming) -> str:
    """What the agreement leans on."""
    names = [_FRAMEWORKS[key].format(genitive=party.genitive) for key in content.frameworks]
    if content.alliance:
        start, end = content.alliance
        names.insert(min(1, len(names)), f"dem „Bündnis für Ausbildung für die Jahre {start} bis {end}“")
    ministry = content.ministry.name.nominative
    return (
        f"{ministry[0].upper()}{ministry[1:]} ({content.ministry.abbreviation}) vereinbart mit den Kreisen und "
        f"kreisfreien Städten gemeinsame Ziele. Die Angebote richten sich nach {_list(names)}. "
        "Sie stehen allen offen."
    )


def _list(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} sowie {names[-1]}"


def goals(content: Content, *, apart: bool) -> Iterator[tuple[str, list[Part]]]:
    """What the Land wants, of both budgets in one clause or in one for each."""
    said = [_wanted(content, key) for key in content.era.programmes]
    names = [wording.programme(key) for key in content.era.programmes]
    common: list[Part] = [Paragraph(_codes(content)), *(Paragraph(_GROUPS[key]) for key in content.target_groups)]
    if apart and len(said) == 2:
        yield names[0], [Subheading("Ziele des Landes"), Paragraph(said[0]), *common]
        yield names[1], [Subheading("Ziele des Landes"), Paragraph(said[1])]
    elif len(said) == 2:
        yield "Ziele des Landes", [*map(Paragraph, said), *common]
    else:
        yield names[0], [Subheading("Ziele des Landes"), Paragraph(said[0]), *common]


def _wanted(content: Content, key: str) -> str:
    aim = {
        "arbeitsmarktbudget": "Arbeitslosen dauerhaft Beschäftigung zu verschaffen",
        "ausbildungsbudget": "jungen Menschen eine Ausbildung zu ermöglichen",
    }.get(key, "die Ausbildungsfähigkeit zu steigern und Beschäftigung zu sichern")
    abbreviation = content.ministry.abbreviation
    return f"Das {abbreviation} verfolgt mit dem {wording.programme(key)} {content.year} das Ziel, {aim}."


def _codes(content: Content) -> str:
    names = {entry.key: entry.notation for entry in vocabulary().concepts("legal-codes")}
    written = [names[key] for key in content.legal_codes]
    short = [written[0], *(name.removeprefix("SGB ") if written[0].startswith("SGB") else name for name in written[1:])]
    codes = f"{', '.join(short[:-1])} und {short[-1]}"
    return f"Erfolg haben solche Angebote nur, wenn die Rechtskreise {codes} zusammenwirken."


def duties(content: Content, party: Naming) -> list[Part]:
    """What both sides promise; the clause names others by their number."""
    ministry = content.ministry.name.nominative
    return [
        Paragraph(
            f"{ministry[0].upper()}{ministry[1:]} und {party.nominative} bringen die ihnen zur Verfügung stehenden "
            "Kompetenzen ein, um die vereinbarten Ziele zu erreichen."
        ),
        Paragraph(f"Im Jahr {content.year} werden Landesmittel für spezifische Angebote zur Verfügung gestellt."),
    ]


def convention(content: Content) -> list[Part]:
    """On people with disabilities."""
    return [
        Paragraph(
            f"Für das {content.ministry.abbreviation} gehört Arbeit zur Teilhabe von Menschen mit Behinderungen. "
            "Ihre Integration dient auch den Betrieben."
        )
    ]


def steering(content: Content, party: Naming) -> list[Part]:
    """How both sides keep in touch."""
    return [
        Paragraph(
            f"{party.subject} und das {content.ministry.abbreviation} sprechen regelmäßig über die Entwicklung des "
            f"Budgets {content.year}, zuerst in einer Umsetzungsbesprechung im Herbst."
        ),
        Paragraph("Unterjährige Abweichungen von den Haushaltsmitteln werden berücksichtigt."),
    ]


def improvement(content: Content, party: Naming) -> list[Part]:
    """How both sides learn."""
    return [
        Paragraph(
            f"{party.subject} beteiligt sich an Umfragen und Tagungen des {content.ministry.abbreviation}, "
            "um gute Praxis kennenzulernen."
        ),
        Paragraph("Die Zielvereinbarungen werden auf dem Internetportal „Arbeitswelt Hessen“ veröffentlicht."),
    ]
