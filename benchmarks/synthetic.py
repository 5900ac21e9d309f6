"""Synthetic agreements, for measuring only: the form of the samples with invented money, projects and people.

Each says so in its first line and in the names of its projects and signatories.
`python benchmarks/synthetic.py 1000 out` writes a thousand, for all districts and cities and as many years as needed.
Most of these lie ahead, so a publication of them needs a day: `aqbgraph build out --date 2025-12-31`.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from aqbgraph.identifiers import DEFAULT_BASE
from aqbgraph.vocabulary import vocabulary

SAMPLE = Path(__file__).parents[1] / "examples" / "agreements" / "2025-odenwaldkreis.md"
FIRST_YEAR = 2026
# The day of a publication of these: the newest day that they tell themselves may lie in the future.
DATE = "2025-12-31"
NOTE = "SYNTHETISCHES DOKUMENT – KEINE ZIELVEREINBARUNG, NUR FÜR MESSUNGEN"
# A project bears one of each, no two of a place the same first two: so different are real ones, too. "(Muster)" says
# that it is none.
WHATS = (
    *("Werkstatt", "Lotsendienst", "Brückenkurs", "Coaching", "Berufsorientierung", "Erprobung", "Sprachförderung"),
    *("Fahrradküche", "Nachqualifizierung", "Assistierte Ausbildung", "Mentoring", "Jugendberufshilfe", "Praxislabor"),
)
FIELDS = (
    *("Pflege", "Handwerk", "Lagerlogistik", "Gartenbau", "Gastgewerbe", "Büro und Verwaltung", "Metall", "Kita"),
    *("Holztechnik", "Einzelhandel", "Umzug und Transport", "Textil", "IT-Grundlagen", "Hauswirtschaft"),
)
WHOM = (
    "Alleinerziehende",
    "Geflüchtete",
    "Ältere",
    "Jugendliche ohne Abschluss",
    "Wiedereinstieg",
    "Langzeitarbeitslose",
)
# So many projects a place has for each type, of which three are in an agreement: most come again the next year.
PROJECTS = 5


def agreement(party: str, year: int) -> str:
    """One agreement; the same for the same party and year."""
    chance = random.Random(f"{party}-{year}")  # not for secrets
    iri = f"{DEFAULT_BASE}party/{party}#party"
    label = vocabulary().label(iri)
    article, genitive = ("der", "der") if label.startswith("Stadt") else ("dem", "des")
    subject = "Die" if article == "der" else "Der"
    amount = f"{chance.randrange(200, 1000)}.{chance.randrange(0, 1000, 50):03d}"
    text = SAMPLE.read_text("utf-8").strip()
    head, _, rest = text.partition("- TZ-Ausbildung Webportal")
    _, _, tail = rest.partition("\nGefördert wird")
    text = head + _lists(party, year, chance) + "\nGefördert wird" + tail
    text = text.replace("Heike Hofmann", "Synthia Muster").replace("Frank Matiaske", "Synthus Beispiel")
    text = text.replace("Jahre 2025 bis 2029", "Jahre JJJJ bis 2029").replace("2025", str(year)).replace("JJJJ", "2025")
    text = text.replace("491.550", amount)
    if article == "der":
        text = text.replace("Landrat  \n", "Oberbürgermeister  \n").replace("Landrat\n", "Oberbürgermeister\n")
    for old, new in (
        ("des Landkreises Odenwaldkreis", f"{genitive} {_genitive(label)}"),
        ("dem Landkreis Odenwaldkreis", f"{article} {label}"),
        ("Der Landkreis Odenwaldkreis", f"{subject} {label}"),
        ("der Landkreis Odenwaldkreis", f"{subject.lower()} {label}"),
        ("des Landkreises  \nOdenwaldkreis", f"{genitive} {_genitive(label)}"),
        ("des Landkreises\nOdenwaldkreis", f"{genitive} {_genitive(label)}"),
    ):
        text = text.replace(old, new)
    return f"{NOTE}\n\n{text}\n"


def _genitive(label: str) -> str:
    return label.replace("Landkreis ", "Landkreises ") if label.startswith("Landkreis ") else label


def _projects(party: str) -> list[str]:
    """The projects of a place, whatever the year."""
    chance = random.Random(party)  # not for secrets
    names = [f"{what} {field}" for what in WHATS for field in FIELDS]
    return [f"{name} für {chance.choice(WHOM)} (Muster)" for name in chance.sample(names, 4 * PROJECTS)]


def _lists(party: str, year: int, chance: random.Random) -> str:
    """Projects under all four types, some with the year."""
    known = _projects(party)
    labels = [entry.label for entry in vocabulary().concepts("measure-types")]
    blocks = []
    for number, label in enumerate(labels, start=1):
        heading = "" if number == 1 else f"**{number}. {label}**\n\n"
        names = chance.sample(known[(number - 1) * PROJECTS : number * PROJECTS], 3)
        names = [f"{name} {year}" if chance.random() < 0.3 else name for name in names]
        blocks.append(heading + "\n".join(f"- {name}" for name in names) + "\n")
    return "\n".join(blocks)


def write(count: int, folder: Path) -> None:
    """Writes `count` agreements into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    parties = [entry.key for entry in vocabulary().instances("LocalParty")]
    for index in range(count):
        year, party = FIRST_YEAR + index // len(parties), parties[index % len(parties)]
        (folder / f"{year}-{party}.md").write_text(agreement(party, year), "utf-8")


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
