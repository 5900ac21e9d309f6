"""What may be read from an agreement: facts as rows that compare with those that `facts()` gives."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.generation.content import Content, Signing
    from tests.generation.forms import Form

Row = tuple[str, str, str]
ANY = "*"


@dataclass(frozen=True, slots=True)
class Truth:
    """Rows of node, name and value.

    `required` is what must be found in an undamaged document (a value `ANY` stands for whatever words); `allowed` is
    true as well, but nobody is blamed for leaving it out. Any other row whose name is in NAMES is wrong.
    """

    required: frozenset[Row]
    allowed: frozenset[Row]


# What is judged. Of clauses and provisions only their words are facts; they are not.
NAMES = frozenset(
    {
        "year",
        "stateParty",
        "localParty",
        "programme",
        "fiscalYear",
        "amount",
        "label",
        "measureType",
        "emptyMeasureTypes",
        "signatoryName",
        "signatoryRole",
        "signedAt",
        "signedOn",
        "onBehalfOf",
        "startYear",
        "endYear",
        "legalCodes",
        "targetGroups",
        "issuingAuthority",
    }
)


def plain(value: object) -> str:
    """A value as compared: one blank between words, amounts without idle zeros, concepts as "scheme#key"."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if hasattr(value, "scheme") and hasattr(value, "key"):
        return f"{value.scheme}#{value.key}"
    return " ".join(str(value).split())


def truth(content: Content, form: Form) -> Truth:
    """The facts of an agreement in a form."""
    return Truth(frozenset((*_rows(content), *_paid_from(content, form))), frozenset(_allowed()))


def _paid_from(content: Content, form: Form) -> Iterator[Row]:
    """The budget of each measure, where each budget has a list of its own."""
    if len(content.amounts) == 2 and form.listing.startswith("per budget"):
        half = len(content.measures) // 2
        for (programme, _), kinds in zip(
            content.amounts, (content.measures[:half], content.measures[half:]), strict=True
        ):
            for notation, names in kinds:
                for position in range(1, len(names) + 1):
                    yield f"measure-{notation}-{position}", "programme", programme


def _rows(content: Content) -> Iterator[Row]:
    yield "agreement", "year", str(content.year)
    yield "agreement", "stateParty", "ministerium-arbeit"
    yield "agreement", "localParty", content.local.key
    yield "grant-decision", "issuingAuthority", "regierungspraesidium-kassel"
    for programme, amount in content.amounts:
        yield "agreement", "programme", programme
        yield f"budget-{programme}", "programme", programme
        yield f"budget-{programme}", "fiscalYear", str(content.year)
        yield f"budget-{programme}", "amount", plain(amount)
    yield from (("agreement", "legalCodes", f"legal-codes#{key}") for key in content.legal_codes)
    yield from (("agreement", "targetGroups", f"target-groups#{key}") for key in content.target_groups)
    yield from _frameworks(content)
    yield from _measures(content)
    yield from _signature("signature-state", "ministerium-arbeit", content.state_signing)
    yield from _signature("signature-local", content.local.key, content.local_signing)


def _frameworks(content: Content) -> Iterator[Row]:
    yield from ((f"framework-{key}", "label", ANY) for key in content.frameworks)
    if content.alliance:
        node = "framework-buendnis-fuer-ausbildung"
        yield node, "label", ANY
        yield node, "startYear", str(content.alliance[0])
        yield node, "endYear", str(content.alliance[1])


def _measures(content: Content) -> Iterator[Row]:
    for notation, names in content.measures:
        concept = f"measure-types#{notation}"
        if not names:
            yield "agreement", "emptyMeasureTypes", concept
        for position, name in enumerate(names, start=1):
            yield f"measure-{notation}-{position}", "label", plain(name)
            yield f"measure-{notation}-{position}", "measureType", concept


def _signature(node: str, party: str, signing: Signing) -> Iterator[Row]:
    yield node, "onBehalfOf", party
    yield node, "signatoryName", signing.name
    yield node, "signatoryRole", signing.office
    yield node, "signedAt", signing.place
    if signing.day is not None:
        yield node, "signedOn", signing.day.isoformat()


def _allowed() -> Iterator[Row]:
    """§ 3 speaks of people with disabilities, § 5 of disadvantaged people; §§ 1 and 2 name what they are about."""
    yield "framework-un-crpd", "label", ANY
    yield "framework-regional-strategy", "label", ANY
    yield "framework-arbeitswelt-hessen", "label", ANY
    for key in ("people-with-disabilities", "disadvantaged-people", "people-with-migration-background"):
        yield "agreement", "targetGroups", f"target-groups#{key}"
