"""Whether an entry of a sheet of corrections fits what was read, and what is said when it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.correction import Verb
from aqbgraph.errors import BadValue, Doubtful, UnknownParty
from aqbgraph.extraction.budgets.budgets import programmes
from aqbgraph.extraction.values.readings import OF_FACTS, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aqbgraph.correction import Entry
    from aqbgraph.document import Fact
    from aqbgraph.errors import AqbError

# The part that the total of several budgets is an amount of.
WHOLE = "agreement"
_PARTIES = frozenset({"stateParty", "localParty", "issuingAuthority"})


def must_be_absent(known: Sequence[object]) -> None:
    """What is supplied must not be there.

    Raises:
        ValueError: it is.
    """
    if known:
        there = ", ".join(dict.fromkeys(f"„{shown(value)}“" for value in known))
        raise ValueError(f"Die Angabe ist da ({there}): „{Verb.CORRECT.value}“ mit „gelesen“ statt ergänzen.")


def is_of_facts(entry: Entry) -> bool:
    """Whether an entry is about what every agreement has: of amounts any budget's, or the total, the agreement's."""
    if entry.field == "amount":
        return entry.node in ("", WHOLE) or entry.node.startswith("budget-")
    return entry.field in OF_FACTS and entry.node in ("", OF_FACTS[entry.field][0])


def quotes(fault: AqbError, entry: Entry) -> bool:
    """Whether a fault is about the very words that an entry says were read, and about a value of its kind."""
    kind = UnknownParty if entry.field in _PARTIES else BadValue
    return isinstance(fault, kind | Doubtful) and entry.read is not None and f"„{entry.read}“" in fault.message


def node_of(entry: Entry, facts: Iterable[Fact]) -> str:
    """The part that has the field of an entry; an amount may leave its budget unsaid where there is but one.

    Raises:
        ValueError: there is no such budget, or more than one.
    """
    if entry.field != "amount":
        return OF_FACTS[entry.field][0]
    if entry.node == WHOLE:
        return WHOLE
    budgets = [f"budget-{key}" for key in programmes(facts)]
    if not entry.node and len(budgets) != 1:
        raise ValueError("„amount“ braucht das Budget, z. B. „budget-aqb amount“.")
    if entry.node and entry.node not in budgets:
        raise ValueError(no_part(entry.node))
    return entry.node or budgets[0]


def is_meant(entry: Entry, node: str, fact: Fact) -> bool:
    """Whether a fact is of the field and part that an entry is about; totals have no part of their own."""
    if entry.field == "amount" and node == WHOLE:
        return fact.name == "total" or (fact.name, fact.node) == ("amount", WHOLE)
    return fact.name == entry.field and fact.node == (node if entry.field == "amount" else "")


def no_part(node: str) -> str:
    """What is said of a part that the agreement has not."""
    return f"Den Teil „{node}“ gibt es hier nicht."


def must_suit(entry: Entry, value: object, known: Sequence[object]) -> None:
    """What is added must be new and of a field with several values; what is supplied must be absent.

    Raises:
        ValueError: it is not.
    """
    if entry.verb is Verb.SUPPLY:
        must_be_absent(known)
    if entry.verb is Verb.ADD and entry.field != "programme":
        raise ValueError("Hinzufügen lassen sich Maßnahmen, Programme, Rechtskreise und Zielgruppen; sonst ergänzen.")
    if entry.verb is Verb.ADD and value in known:
        raise ValueError(f"„{entry.value}“ ist schon gelesen.")


def misfit(entry: Entry, known: Sequence[object]) -> str:
    """What is said where other values than an entry names are known."""
    there = ", ".join(dict.fromkeys(f"„{shown(value)}“" for value in known)) or "nichts"
    return (
        f"Die Berichtigung passt nicht mehr zur Quelle: Gelesen ist jetzt {there}, nicht „{entry.read}“. "
        "Bitte prüfen und anpassen oder streichen."
    )
