"""The list of § 5: measure types as headings, measures as items below them.

What would file a measure under the wrong type is refused: a heading that is not of the scheme, numbers that do not
rise by one, a hole in the list where a heading was probably lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.document import Kind
from aqbgraph.errors import BadValue, ExtractionError, UnknownHeading
from aqbgraph.extraction.forms.beginnings import joined
from aqbgraph.extraction.measures import beside, budget_lines, enumerated, loose, losses, set_aside, tables, two_in_one
from aqbgraph.extraction.measures.details import is_detail, is_labelled
from aqbgraph.extraction.measures.fillers import says_none
from aqbgraph.extraction.measures.items import HALF_QUOTED, LONGEST_ITEM, item_lines, unlikely, without_footnote
from aqbgraph.extraction.measures.measure_types import (
    LONGEST_TYPE,
    TypeHeading,
    all_parted,
    heading_at,
    is_number,
    names_type,
    type_of,
)
from aqbgraph.extraction.measures.nested import raised
from aqbgraph.extraction.measures.numbered import counts_on, numbered
from aqbgraph.extraction.measures.unmarked import SENTENCE, marked
from aqbgraph.wordbreaks import joined as together

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aqbgraph.document import Document, Line, Passage

# The budget whose measures the agreements list without types, too.
_UNTYPED = "arbeitsmarktbudget"
_DASHES = frozenset("–—")
_LONGEST_PARAGRAPH = 12


class BudgetLine(NamedTuple):
    """A line that names the budget of the measures below it, and the programme it is of."""

    line: Line
    programme: str


class ListedMeasure(NamedTuple):
    """A measure below its type; `passage` is its name over one or more source lines.

    `budget` is the line that names the budget it is paid from, where there are several.
    """

    heading: TypeHeading
    passage: Passage
    lines: tuple[Line, ...]
    budget: BudgetLine | None = None


@dataclass(slots=True)
class Listing:
    """What § 5 holds: types, measures, the lines that are running text, and what stopped us.

    `numbered` counts the items below the last heading that bear a number; `over` says that a standing sentence has
    ended the list; `typed` that there was a type since the list, or that of a budget, began; `budgets` are the lines
    that name the budget of what follows, `lists` the indices of the headings at which a list of its own begins.
    `untyped` are items below a budget that has no types at all, by the number of the budget's line; `loose` are items
    with lines below that may be items themselves, by their type; `aside` are lines that are probably projects.
    """

    headings: list[TypeHeading] = field(default_factory=list)
    measures: list[ListedMeasure] = field(default_factory=list)
    prose: list[Line] = field(default_factory=list)
    faults: list[ExtractionError] = field(default_factory=list)
    budgets: list[BudgetLine] = field(default_factory=list)
    lists: list[int] = field(default_factory=lambda: [0])
    untyped: list[tuple[int, Line]] = field(default_factory=list)
    loose: list[tuple[TypeHeading, list[Line]]] = field(default_factory=list)
    aside: list[set_aside.SetAside] = field(default_factory=list)
    typed: bool = False
    numbered: int = 0
    over: bool = False


def listing(
    document: Document, lines: Sequence[Line], known: Callable[[str], bool], *, by_budget: bool = False
) -> Listing:
    """Reads the list; `by_budget` says that there may be one for each budget.

    `known` says whether a line begins like a standing sentence and so cannot go on with an item.
    """
    found = Listing()
    lines = marked(numbered(raised(all_parted(tables.unfolded(lines)))), known)
    index = 0
    while index < len(lines):
        if by_budget and (key := budget_lines.named(lines[index].text)):
            _open_budget(found, BudgetLine(lines[index], key))
            index += 1
        elif by_budget and (key := budget_lines.introduced(lines[index].text)):
            _open_budget(found, BudgetLine(lines[index], key))
            found.prose.append(lines[index])
            index += 1
        elif heading := heading_at(lines[index : index + LONGEST_TYPE]):
            _open(document, found, heading)
            index += len(heading.lines)
        elif lines[index].kind is Kind.ITEM and not (found.over and lines[index].marker in _DASHES):
            index += _item(document, found, lines[index : index + LONGEST_ITEM], known)
        else:
            above = lines[index - 1] if index else None
            index += _running(document, found, above, lines[index : index + _LONGEST_PARAGRAPH], known)
    named = enumerated.names([(measure.heading, measure.passage) for measure in found.measures])
    pairs = zip(found.measures, named, strict=True)
    found.measures = [one if name is one.passage else one._replace(passage=name) for one, name in pairs]
    _refuse_half_typed(document, found)
    certain = [measure.heading for measure in found.measures]
    found.faults.extend(loose.faults(document, found.loose, certain))
    found.faults.extend(set_aside.faults(document, found.aside, certain))
    found.faults.extend(losses.before_types(document, found.headings, found.prose, known))
    _forget_a_single_budget(found)
    items = [(measure.heading, measure.lines[0]) for measure in found.measures]
    found.faults.extend(losses.faults(document, lines, found.headings, found.lists, items))
    found.faults.extend(beside.faults(document, items))
    found.faults.extend(two_in_one.faults(document, [(one.lines[0], one.passage.text) for one in found.measures]))
    return found


def _without_type(document: Document, line: Line) -> ExtractionError:
    message = f"„{line.text}“ steht unter keiner Maßnahmenart. Fehlt darüber eine Zwischenüberschrift?"
    return UnknownHeading(message, losses.place(document, line))


def _refuse_half_typed(document: Document, found: Listing) -> None:
    """A budget whose list has a type has one for each of its measures."""
    typed = {id(measure.budget.line) for measure in found.measures if measure.budget}
    for number, line in found.untyped:
        if id(found.budgets[number].line) in typed:
            found.faults.append(_without_type(document, line))


def _forget_a_single_budget(found: Listing) -> None:
    """One budget named above the list says nothing of measures whose own budget may have been misread."""
    if len({budget.programme for budget in found.budgets}) == 1:
        found.measures = [measure._replace(budget=None) for measure in found.measures]


def _open_budget(found: Listing, budget: BudgetLine) -> None:
    found.numbered, found.over, found.typed = 0, False, False
    found.budgets.append(budget)
    found.lists.append(len(found.headings))


def _open(document: Document, found: Listing, heading: TypeHeading) -> None:
    if heading.number is not None and str(heading.number) != heading.concept.key:
        text = heading.lines[0].text
        found.faults.append(
            UnknownHeading(
                f"„{text}“ trägt die Nummer {heading.number}, im Schema ist es Maßnahmenart {heading.concept.key}.",
                losses.place(document, heading.lines[0]),
            )
        )
    found.numbered, found.over, found.typed = 0, False, True
    found.headings.append(heading)


def _item(document: Document, found: Listing, lines: Sequence[Line], known: Callable[[str], bool]) -> int:
    first = lines[0]
    if not found.typed and found.budgets and found.budgets[-1].programme == _UNTYPED:
        taken = item_lines(lines, known)
        found.untyped.append((len(found.budgets) - 1, first))
        return len(taken)
    if (fault := _no_measure(document, found, first)) is not None:
        found.faults.append(fault)
        return 1
    if (told := _tells_of_last(found, first)) or _leaves_empty(found, first):
        return len(item_lines(lines, known)) if told else 1
    if (fault := _suspicious(document, found, first)) is not None:
        found.faults.append(fault)
        return 1
    taken = item_lines(lines, known)
    if loose.may_be_own(document, taken):
        found.loose.append((found.headings[-1], taken))
        return len(taken)
    count = len(taken)
    taken[-1] = _without_joined(found, taken[-1], known)
    _measure(document, found, taken, lines[count:])
    return count


def _measure(document: Document, found: Listing, taken: Sequence[Line], below: Sequence[Line]) -> None:
    first, name = taken[0], without_footnote(together([line.passage for line in taken]))
    if message := unlikely(name.text):
        if _set_aside(found, taken, below, message):
            return
        found.faults.append(BadValue(message, losses.place(document, first)))
    found.numbered += is_number(first.marker)
    found.measures.append(
        ListedMeasure(found.headings[-1], name, tuple(taken), found.budgets[-1] if found.budgets else None)
    )


def _set_aside(found: Listing, taken: Sequence[Line], below: Sequence[Line], message: str) -> bool:
    """Whether an item is half a quotation of which nothing else hangs."""
    last = found.measures[-1] if found.measures and found.measures[-1].heading is found.headings[-1] else None
    above = last.passage if last else None
    one = set_aside.half(found.headings[-1], above, taken, below, message) if message.endswith(HALF_QUOTED) else None
    if one is not None:
        found.aside.append(one)
    return one is not None


def _no_measure(document: Document, found: Listing, line: Line) -> ExtractionError | None:
    """Why an item can be no measure, whatever it says."""
    if message := tables.unclear(line):
        return BadValue(message, losses.place(document, line))
    return None if found.typed else _without_type(document, line)


def _tells_of_last(found: Listing, line: Line) -> bool:
    """Whether an item is a detail of the measure above; it is no part of the list, and the account shows it."""
    last = found.measures[-1] if found.measures else None
    if last is None or last.heading is not found.headings[-1] or last.passage.text.endswith(":"):
        return False
    return is_labelled(line.text) or (line.level > last.lines[0].level and is_detail(line.text))


def _leaves_empty(found: Listing, line: Line) -> bool:
    """Whether a line says that there is no measure ("entfällt"): it goes with the type, which it says is empty."""
    heading = found.headings[-1]
    if not says_none(line.text) or any(measure.heading is heading for measure in found.measures):
        return False
    found.headings[-1] = heading._replace(lines=(*heading.lines, line))
    return True


def _without_joined(found: Listing, line: Line, known: Callable[[str], bool]) -> Line:
    """The line without a standing sentence that was joined to it, which is running text."""
    start = joined(known, line.passage.text)
    if start is None:
        return line
    rest = line.passage.cut(start + 1, len(line.text))
    _running_text(found, [line._replace(kind=Kind.TEXT, level=0, marker="", passage=rest)], known)
    return line._replace(passage=line.passage.cut(0, start))


def _suspicious(document: Document, found: Listing, line: Line) -> ExtractionError | None:
    """Why an item cannot be taken for a measure of the type above it."""
    heading, concept = found.headings[-1], type_of(line.text)
    above = found.measures[-1].lines[0] if found.measures and found.measures[-1].heading is heading else line
    if line.level > above.level:
        message = f"„{line.text}“ ist eingerückt: Ist es ein Projekt oder gehört es zu dem darüber?"
        return BadValue(message, losses.place(document, line))
    if line.marker == tables.MARKER != above.marker:
        message = f"„{line.text}“ steht in einer Tabelle unter einer Liste: Ist es noch ein Projekt dieser Art?"
        return BadValue(message, losses.place(document, line))
    if concept is not None and concept != heading.concept:
        message = f"„{line.text}“ ist eine Maßnahmenart, steht hier aber als Aufzählungspunkt."
    elif concept is None and names_type(line.text):
        message = f"„{line.text}“ enthält den Namen einer Maßnahmenart."
    elif heading.number is not None and is_number(line.marker) and not counts_on(heading, found.numbered, line):
        message = f"Die Maßnahmenart „{line.marker} {line.text}“ kennt ontology/measure-types.ttl nicht."
    else:
        return None
    return UnknownHeading(message, losses.place(document, line))


def _running(
    document: Document, found: Listing, above: Line | None, lines: Sequence[Line], known: Callable[[str], bool]
) -> int:
    """A paragraph: after the list it is running text, within it a sentence; all else may be a type or half an item."""
    first = lines[0]
    paragraph = [first, *takewhile(_goes_on, lines[1:])]
    if found.typed and not found.over and len(paragraph) == 1 and _leaves_empty(found, first):
        return 1
    if found.headings and not found.over and not known(first.text):
        if found.typed and (lost := set_aside.lost_bullet(found.headings, above, lines)):
            found.aside.append(lost)
            return 1
        if first.kind is Kind.HEADING or first.strong:
            message = f"Die Maßnahmenart „{first.text}“ kennt ontology/measure-types.ttl nicht."
            found.faults.append(UnknownHeading(message, losses.place(document, first)))
            return 1
        if not SENTENCE.fullmatch(" ".join(line.text for line in paragraph)):
            message = f"„{first.text}“ steht in der Liste, ist aber weder Maßnahmenart noch Aufzählungspunkt."
            found.faults.append(BadValue(message, losses.place(document, first)))
    _running_text(found, paragraph, known)
    return len(paragraph)


def _goes_on(line: Line) -> bool:
    return line.kind is Kind.TEXT and not line.gap and not line.strong and heading_at([line]) is None


def _running_text(found: Listing, lines: Sequence[Line], known: Callable[[str], bool]) -> None:
    found.prose.extend(lines)
    found.over = found.over or known(lines[0].text)
