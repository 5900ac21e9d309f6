"""What agreements are made of, from ontology/: parties and how sentences decline them, types, offices, ministries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from aqbgraph.identifiers import TERMS
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.vocabulary import Entry


@dataclass(frozen=True, slots=True)
class Naming:
    """A name in the cases in which sentences have it, each with its article: "des Landkreises Fulda"."""

    nominative: str
    genitive: str
    dative: str

    @property
    def subject(self) -> str:
        """The nominative at the beginning of a sentence."""
        return self.nominative[0].upper() + self.nominative[1:]

    def spread(self) -> Naming:
        """As in 2018: "Main - Kinzig - Kreis"."""
        return Naming(*(name.replace("-", " - ") for name in (self.nominative, self.genitive, self.dative)))


@dataclass(frozen=True, slots=True)
class Local:
    """A district or city: how documents may name it, where it signs, since when it is a party."""

    key: str
    city: bool
    since: int
    seat: str
    usual: Naming
    others: tuple[Naming, ...]
    executive: tuple[Naming, ...]


@dataclass(frozen=True, slots=True)
class Ministry:
    """The ministry under its name of a year, what abbreviates it, who led it, and its name as a signature breaks it."""

    name: Naming
    abbreviation: str
    minister: str
    office: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasureType:
    """A type by its number, with all wordings that ontology/ gives it, the preferred one first."""

    notation: str
    labels: tuple[str, ...]


_FEMININE = ("Stadt ", "Landeshauptstadt ", "Wissenschaftsstadt ", "documenta-Stadt ")
_NEW = ("Hessisches Ministerium", "für Arbeit, Integration,", "Jugend und Soziales")
_MIDDLE = ("Hessisches Ministerium", "für Soziales und Integration")


def declined(name: str) -> Naming | None:
    """The cases of a name, or None where no sentence has it so ("Kassel, documenta-Stadt")."""
    if name.startswith(_FEMININE):
        return Naming(f"die {name}", f"der {name}", f"der {name}")
    for noun, genitive in (("Magistrat", "Magistrats"), ("Landkreis", "Landkreises"), ("Kreis", "Kreises")):
        if name.startswith(f"{noun} "):
            return Naming(f"der {name}", f"des {genitive}{name.removeprefix(noun)}", f"dem {name}")
    if name.endswith(("kreis", "-Kreis")):
        return Naming(f"der {name}", f"des {name}es", f"dem {name}")
    return None


@cache
def locals_of(year: int) -> tuple[Local, ...]:
    """The districts and cities that could conclude an agreement for a year."""
    found = (_local(entry) for entry in vocabulary().instances("LocalParty"))
    return tuple(local for local in found if local.since <= year)


def _local(entry: Entry) -> Local:
    city = TERMS + "IndependentCity" in entry.types
    namings = [naming for naming in map(declined, entry.spellings) if naming]
    executive = [naming for naming in namings if "Magistrat " in naming.nominative]
    plain = [naming for naming in namings if naming not in executive and not _inflected(naming)]
    # "Landkreis Odenwaldkreis" is how the agreements name those whose own name ends in "kreis".
    usual = next((naming for naming in plain if naming.nominative.startswith("der Landkreis ")), plain[0])
    if not city:
        executive = [
            Naming(
                f"der Kreisausschuss {n.genitive}",
                f"des Kreisausschusses {n.genitive}",
                f"dem Kreisausschuss {n.genitive}",
            )
            for n in plain
        ]
    return Local(
        entry.key,
        city,
        int(vocabulary().text(entry.iri, TERMS + "partySince") or 0),
        vocabulary().text(entry.iri, TERMS + "seat") or entry.label.removeprefix("Stadt "),
        usual,
        tuple(naming for naming in plain if naming != usual),
        tuple(executive),
    )


def _inflected(naming: Naming) -> bool:
    """Hidden labels are genitives already."""
    return naming.nominative.split()[1] in ("Landkreises", "Kreises")


@cache
def ministry(year: int) -> Ministry:
    """The ministry as agreements of a year name it."""
    if year >= 2024:
        return Ministry(_ministerial(" ".join(_NEW)), "HMSI", "Heike Hofmann", "Staatsministerin", _NEW)
    if year >= 2014:
        minister = "Kai Klose" if year >= 2019 else "Stefan Grüttner"
        return Ministry(_ministerial(" ".join(_MIDDLE)), "HMSI", minister, "Staatsminister", _MIDDLE)
    name = "Hessisches Sozialministerium"
    return Ministry(_ministerial(name), "HSM", "Stefan Grüttner", "Staatsminister", (name,))


def _ministerial(name: str) -> Naming:
    first, noun, rest = name.partition("inisterium")
    first = first.removeprefix("Hessisches ")
    return Naming(
        f"das Hessische {first}{noun}{rest}",
        f"des Hessischen {first}{noun}s{rest}",
        f"dem Hessischen {first}{noun}{rest}",
    )


@cache
def measure_types() -> tuple[MeasureType, ...]:
    """The four types, by number."""
    return tuple(MeasureType(entry.notation, entry.spellings) for entry in vocabulary().concepts("measure-types"))


_TOWN_HALL = frozenset({"oberbuergermeister", "buergermeister", "stadtrat", "sozialdezernent"})
_DISTRICT = frozenset({"landrat", "erster-kreisbeigeordneter", "kreisbeigeordneter", "sozialdezernent"})


@cache
def local_offices(city: bool) -> tuple[str, ...]:
    """Offices as one person bears them, in both genders, of a city or of a district."""
    wanted = _TOWN_HALL if city else _DISTRICT
    return tuple(label for key, label in _offices() if key in wanted)


@cache
def _offices() -> tuple[tuple[str, str], ...]:
    return tuple(_forms())


def _forms() -> Iterator[tuple[str, str]]:
    alternative = "http://www.w3.org/2004/02/skos/core#altLabel"
    for entry in vocabulary().concepts("offices"):
        for value in vocabulary().objects(entry.iri, alternative):
            yield entry.key, value.value


def is_feminine(office: str) -> bool:
    """Whether a woman bears the office under this name."""
    return office.endswith(("in", "Kreisbeigeordnete"))
