"""What may be corrected: for each field how its value is read from a sheet, and how it is shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from aqbgraph.agreement import Concept
from aqbgraph.extraction.values import amounts, dates, values
from aqbgraph.vocabulary import normalise, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

# Fields that every agreement has, read before it is put together; with the node that has them.
OF_FACTS: dict[str, tuple[str, Callable[[str], object]]] = {}
# Fields of the parts of an agreement.
OF_NODES: dict[str, Callable[[str], object]] = {}
# Those a source may leave open, so that they can be struck or supplied.
OPEN = frozenset(
    {
        "signatoryName",
        "signatoryRole",
        "signedAt",
        "signedOn",
        "onBehalfOf",
        "heading",
        "detail",
        "startYear",
        "endYear",
    }
)
# Fields of the agreement with several values, and their scheme.
OF_LISTS = {"legalCodes": "legal-codes", "targetGroups": "target-groups"}

_GERMAN = str.maketrans(",.", ".,")


def party(text: str, *classes: str) -> str:
    """A party by its key ("odenwaldkreis") or by any of its names.

    Raises:
        ValueError: ontology/parties.ttl does not know it.
    """
    for name in classes:
        if any(entry.key == text for entry in vocabulary().instances(name)):
            return text
    faults = []
    for name in classes:
        try:
            return values.local_party(text) if name == "LocalParty" else values.resolve(text, name)
        except ValueError as error:
            faults.append(error)
    raise faults[-1]


def concept(text: str, scheme: str) -> Concept:
    """A concept by its key, notation, or any of its labels; also as it is printed ("measure-types#3").

    Raises:
        ValueError: the scheme does not know it.
    """
    words = normalise(text.removeprefix(f"{scheme}#"))
    for entry in vocabulary().concepts(scheme):
        if words in {normalise(said) for said in (entry.key, entry.notation, *entry.spellings) if said}:
            return Concept(scheme, entry.key)
    raise ValueError(f"„{text}“ kennt ontology/{scheme}.ttl nicht.")


def day(text: str) -> date:
    """A day as in German or as in ISO 8601.

    Raises:
        ValueError: it has another form, or the day does not exist.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        return dates.german_date(text)


def _programme(text: str) -> str:
    return party(text, "Programme")


OF_FACTS |= {
    "year": ("agreement", values.year),
    "stateParty": ("agreement", lambda text: party(text, "StateParty")),
    "localParty": ("agreement", lambda text: party(text, "LocalParty")),
    "programme": ("agreement", _programme),
    "amount": ("budget-aqb", amounts.euro),
    "issuingAuthority": ("grant-decision", lambda text: party(text, "GrantingAuthority")),
}
OF_NODES |= {
    "label": str,
    "heading": str,
    "detail": str,
    "signatoryName": str,
    "signatoryRole": str,
    "signedAt": str,
    "signedOn": day,
    "onBehalfOf": lambda text: party(text, "StateParty", "LocalParty"),
    "measureType": lambda text: concept(text, "measure-types"),
    "startYear": values.year,
    "endYear": values.year,
}


def same(value: object, words: str, convert: Callable[[str], object]) -> bool:
    """Whether words name a value: as it is printed, or as it is written."""
    if words == shown(value) or words == printed(value):
        return True
    try:
        said = convert(words)
    except ValueError:
        return False
    if isinstance(said, amounts.Amount) and isinstance(value, amounts.Amount):
        # Of a rounded sum the figure alone will do; of an exact one "rund" says something else.
        return said.value == value.value and (value.approximate or not said.approximate)
    return said == value


def printed(value: object) -> str:
    """A value as `aqbgraph extract` prints it."""
    if isinstance(value, amounts.Amount):
        return printed(value.value)
    if isinstance(value, Concept):
        return f"{value.scheme}#{value.key}"
    if isinstance(value, Decimal):
        return format(value, "f")
    return " ".join(str(value.isoformat() if isinstance(value, date) else value).split())


def spoken(value: object) -> str:
    """A value as people write it in German: 491.550, 11.08.2025; parties and concepts by their names."""
    if isinstance(value, amounts.Amount):
        return f"{'rund ' if value.approximate else ''}{spoken(value.value)}"
    if isinstance(value, Decimal):
        places = 0 if value == value.to_integral_value() else 2
        return f"{value:,.{places}f}".translate(_GERMAN)
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else shown(value)


def shown(value: object) -> str:
    """A value as people read it: parties and concepts by their names."""
    if isinstance(value, amounts.Amount):
        return f"{'rund ' if value.approximate else ''}{shown(value.value)}"
    if isinstance(value, Concept):
        return next(entry.label for entry in vocabulary().concepts(value.scheme) if entry.key == value.key)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    for name in ("LocalParty", "StateParty", "GrantingAuthority", "Programme") if isinstance(value, str) else ():
        for entry in vocabulary().instances(name):
            if entry.key == value:
                return entry.label
    return printed(value)
