"""The parameters of a request to the API: typed, checked all at once, and refused by name with what is expected.

https://www.rfc-editor.org/rfc/rfc9457#section-3
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from aqbgraph.publication.queries.parameter_types import parameter_type
from aqbgraph.publication.queries.queries import Fault
from aqbgraph.service.problems import BAD_REQUEST, INVALID, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from aqbgraph.publication.queries.queries import Parameter

MOST_PARAMETERS = 100


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number within bounds, and what holds when none is given."""

    least: int
    most: int
    default: int

    def accepts(self, value: str) -> bool:
        """Whether it is such a number, in digits and not longer than it need be."""
        digits = len(value) <= len(str(self.most)) and value.isascii() and value.isdigit()
        return digits and self.least <= int(value) <= self.most

    @property
    def german(self) -> str:
        """What a wrong value is, behind „xyz“ ist …"""
        return f"keine ganze Zahl von {self.least} bis {self.most}"

    @property
    def english(self) -> str:
        """What a wrong value is, behind "xyz" is …"""
        return f"not a whole number from {self.least} to {self.most}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some names; without one, the Accept field decides."""

    names: tuple[str, ...]

    def accepts(self, value: str) -> bool:
        """Whether it is one of the names."""
        return value in self.names

    @property
    def german(self) -> str:
        """What a wrong value is, behind „xyz“ ist …"""
        return f"kein Format (erwartet: {', '.join(self.names)})"

    @property
    def english(self) -> str:
        """What a wrong value is, behind "xyz" is …"""
        return f"no format (expected: {', '.join(self.names)})"


@dataclass(frozen=True, slots=True)
class Paging:
    """The parameters that any listing has, beside those that are its own."""

    limit: Number
    offset: Number
    format: Choice

    def checks(self) -> dict[str, Number | Choice]:
        """The parameters by name."""
        return {"limit": self.limit, "offset": self.offset, "format": self.format}


class ParameterProblem(Problem):
    """Parameters that are not as they should be: `errors` names each of them (RFC 9457, section 3, extension)."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        first = faults[0]
        super().__init__(INVALID, first.german, first.english)
        self.faults = faults

    def __reduce__(self) -> tuple[type[ParameterProblem], tuple[Any, ...]]:
        return ParameterProblem, (self.faults,)

    def body(self) -> bytes:
        """The problem as JSON."""
        errors = [{"parameter": row.parameter, "detail": row.german, "detail_en": row.english} for row in self.faults]
        return json.dumps(json.loads(super().body()) | {"errors": errors}, ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for: values of own parameters as they were given, rows, format by name ("" when not)."""

    values: Mapping[str, str]
    limit: int
    offset: int
    format: str

    @property
    def key(self) -> str:
        """The same for the same question, whatever the order of parameters."""
        return json.dumps(asdict(self) | {"values": dict(sorted(self.values.items()))})


def given(query_string: bytes, blank: Collection[str] = ()) -> dict[str, str]:
    """The parameters of a query string. Those in `blank` count as not given without a value, as a form sends them.

    Raises:
        ParameterProblem: one is given twice.
        Problem: they are too many, or not in UTF-8.
    """
    try:
        pairs = parse_qsl(
            query_string.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS
        )
    except UnicodeDecodeError as error:
        raise Problem(BAD_REQUEST, "Die Anfrage ist nicht in UTF-8.", "The request is not in UTF-8.") from error
    except ValueError as error:
        german, english = f"Mehr als {MOST_PARAMETERS} Parameter.", f"More than {MOST_PARAMETERS} parameters."
        raise Problem(BAD_REQUEST, german, english) from error
    kept = [(name, value) for name, value in pairs if value or name not in blank]
    twice = sorted(name for name, times in Counter(name for name, _ in kept).items() if times > 1)
    if twice:
        raise ParameterProblem(tuple(_twice(name) for name in twice))
    return dict(kept)


def _twice(name: str) -> Fault:
    return Fault(
        name,
        f"Der Parameter „{name}“ ist mehrmals angegeben; erlaubt ist er einmal.",
        f'The parameter "{name}" is given more than once.',
    )


def read(values: Mapping[str, str], own: Iterable[Fault], paging: Paging) -> Asked:
    """What a request asks for; `own` are the faults of the parameters that are not those of paging.

    Raises:
        ParameterProblem: parameters are wrong; all of them are named.
    """
    checks = paging.checks()
    wrong = (*own, *_wrong(values, checks))
    if wrong:
        raise ParameterProblem(wrong)
    return Asked(
        values={name: value for name, value in values.items() if name not in checks},
        limit=int(values.get("limit", paging.limit.default)),
        offset=int(values.get("offset", paging.offset.default)),
        format=values.get("format", ""),
    )


def _wrong(values: Mapping[str, str], checks: Mapping[str, Number | Choice]) -> Iterator[Fault]:
    for name, check in checks.items():
        if name in values and not check.accepts(values[name]):
            value = values[name]
            yield Fault(name, f"„{value}“ ist {check.german}.", f'"{value}" is {check.english}.')


def schema(parameter: Parameter) -> dict[str, Any]:
    """The JSON Schema of a parameter's value."""
    kind = parameter_type(parameter.type)
    if kind.name == "xsd:gYear":
        return {"type": "integer", "minimum": 1000, "maximum": 9999}
    return {
        "type": "string",
        "minLength": kind.fewest,
        "maxLength": kind.most,
        "pattern": f"^(?:{kind.pattern})$",
    }
