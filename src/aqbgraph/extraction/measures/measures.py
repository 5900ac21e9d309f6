"""The list of § 5: measure types as headings, measures as items below them.

What would file a measure under the wrong type is refused: a heading that is not of the scheme, numbers that do not
rise by one, a hole in the list where a heading was probably lost.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.errors import BadValue, ExtractionError, UnknownHeading
from aqbgraph.extraction.measures import (
    before_sentence,
    beside,
    budget_lines,
    denied,
    doubtful_types,
    enumerated,
    hanging,
    loose,
    losses,
    lost_types,
    misplaced,
    set_aside,
    stray,
    tables,
    telling,
    torn,
    two_in_one,
    unclear_rows,
)
from aqbgraph.extraction.measures.fillers import says_none
from aqbgraph.extraction.measures.items import (
    HALF_QUOTED,
    LEFT_OUT,
    LONGEST_ITEM,
    holds_type,
    item_lines,
    unlikely,
    without_footnote,
)
from aqbgraph.extraction.measures.listed import BudgetLine, ListedMeasure, Listing
from aqbgraph.extraction.measures.measure_types import (
    LONGEST_TYPE,
    TypeHeading,
    all_parted,
    heading_at,
    is_number,
)
from aqbgraph.extraction.measures.nested import raised
from aqbgraph.extraction.measures.numbered import count_throughout, numbered
from aqbgraph.extraction.measures.powers import POWERS, ends_with_power
from aqbgraph.extraction.measures.unmarked import SENTENCE, is_sentence, marked_in_parts
from aqbgraph.wordbreaks import joined as together

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aqbgraph.document import Document, Line

# The budget whose measures the agreements list without types, too.
_UNTYPED = "arbeitsmarktbudget"
_DASHES = frozenset("–—")
_LONGEST_PARAGRAPH = 12


def listing(
    document: Document, lines: Sequence[Line], known: Callable[[str], bool], *, by_budget: bool = False
) -> Listing:
    """Reads the list; `by_budget` says that there may be one for each budget.

    `known` says whether a line begins like a standing sentence and so cannot go on with an item.
    """
    found = Listing()
    if by_budget:
        lines = [part for line in lines for part in (budget_lines.parted(line) if line.kind is Kind.ITEM else (line,))]
    on_paper = bool(document.words)
    lines = marked_in_parts(
        numbered(raised(all_parted(tables.unfolded(lines, on_paper=on_paper)), on_paper=on_paper)),
        known,
        _begins if by_budget else None,
    )
    found.counted = count_throughout(lines)
    index = 0
    while index < len(lines):
        if by_budget and (key := budget_lines.named(lines[index].text)):
            _open_budget(found, BudgetLine(lines[index], key))
            index += 1
        elif by_budget and (key := budget_lines.introduced(lines[index].text)):
            two_in_one.before_budget(found, lines[index])
            _open_budget(found, BudgetLine(lines[index], key))
            found.prose.append(lines[index])
            index += 1
        elif heading := heading_at(lines[index : index + LONGEST_TYPE]):
            _open(found, heading)
            index += len(heading.lines)
        elif lines[index].kind is Kind.ITEM and not (found.over and _is_after(found, lines[index])):
            index += _item(document, found, lines[index : index + LONGEST_ITEM], known)
        else:
            above = lines[index - 1] if index else None
            paragraph = lines[index : index + _LONGEST_PARAGRAPH]
            index += telling.below_last(found, paragraph) or _running(document, found, above, paragraph, known)
    _settle(document, found, lines, known, by_budget=by_budget)
    return found


def _settle(
    document: Document, found: Listing, lines: Sequence[Line], known: Callable[[str], bool], *, by_budget: bool
) -> None:
    """What only the whole list shows: marks of items, what belongs to none, what was lost."""
    found.faults.extend(losses.numbered_otherwise(document, found.headings))
    loose_ones = [line.text for _, taken in found.loose for line in taken]
    named = enumerated.names([(measure.heading, measure.passage) for measure in found.measures], loose_ones)
    pairs = zip(found.measures, named, strict=True)
    found.measures = [one if name is one.passage else one._replace(passage=name) for one, name in pairs]
    hanging.leave_out(found)
    denied.leave_out(found)
    torn.leave_out(found)
    two_in_one.leave_out(found, of_pages=bool(document.words))
    settled = lost_types.leave_out(document, found, lines, names_all=not by_budget)
    found.faults.extend(_without_type(document, line) for line in found.headless)
    items = [(measure.heading, measure.lines[0]) for measure in found.measures]
    emptied = losses.emptied(document, found.headings, items)
    doubtful_types.leave_out(found, emptied)
    certain = [*(measure.heading for measure in found.measures), *found.untold]
    found.faults.extend(loose.faults(document, found.loose, certain))
    listed = {line.number for _, line in items}
    found.faults.extend(set_aside.faults(document, found.aside, certain, listed))
    found.faults.extend(losses.before_types(document, found.headings, found.prose, known))
    _forget_a_single_budget(found)
    if not settled:
        found.faults.extend(losses.faults(document, lines, found.headings, found.lists, items))
    found.faults.extend(losses.empty(document, [heading for heading in emptied if heading in found.headings]))
    found.faults.extend(beside.faults(document, items))


def _is_after(found: Listing, line: Line) -> bool:
    """Whether an item stands behind the list: a dash of a sentence, or a speck before the heading of the next part."""
    last = found.measures[-1].lines[-1] if found.measures else line
    read = any(repair.rule == "bullet" for repair in line.passage.repairs)
    return line.marker in _DASHES or (read and line.number > last.number + 1)


def _begins(line: Line) -> bool:
    return bool(budget_lines.named(line.text) or budget_lines.introduced(line.text))


def _without_type(document: Document, line: Line) -> ExtractionError:
    message = f"„{line.text}“ steht unter keiner Maßnahmenart. Fehlt darüber eine Zwischenüberschrift?"
    return UnknownHeading(message, losses.place(document, line))


def _forget_a_single_budget(found: Listing) -> None:
    """One budget named above the list says nothing of measures whose own budget may have been misread."""
    if len({budget.programme for budget in found.budgets}) == 1:
        found.measures = [measure._replace(budget=None) for measure in found.measures]


def _open_budget(found: Listing, budget: BudgetLine) -> None:
    found.numbered, found.over, found.typed = 0, False, False
    found.budgets.append(budget)
    found.lists.append(len(found.headings))


def _open(found: Listing, heading: TypeHeading) -> None:
    found.numbered, found.over, found.typed = 0, False, True
    found.headings.append(heading)


def _item(document: Document, found: Listing, lines: Sequence[Line], known: Callable[[str], bool]) -> int:
    first = lines[0]
    if not found.typed and found.budgets and found.budgets[-1].programme == _UNTYPED:
        taken = item_lines(lines, known)
        found.untyped.append((len(found.budgets) - 1, first))
        return len(taken)
    if _is_none(document, found, first, known):
        return 1
    if (told := telling.of_last(found, first)) or _leaves_empty(found, first):
        return len(item_lines(lines, known)) if told else 1
    if (fault := misplaced.fault(document, found, first)) is not None:
        found.faults.append(fault)
        return 1
    taken = item_lines(lines, known)
    if loose.may_be_own(document, taken):
        found.loose.append((found.headings[-1], taken))
        return len(taken)
    count = len(taken)
    taken = _without_joined(found, taken, known)
    _measure(document, found, taken, lines[count:])
    return count


def _is_none(document: Document, found: Listing, line: Line, known: Callable[[str], bool]) -> bool:
    """Whether an item can be no measure, as a standing sentence, or is set aside, whatever it says."""
    if found.headings and known(line.text) and SENTENCE.fullmatch(line.text):
        _running_text(found, [line], known)
        return True
    if found.typed and (why := misplaced.doubt(found, line)):
        found.aside.append(set_aside.SetAside(found.headings[-1], (line,), why))
        return True
    unclear = unclear_rows.unclear(line)
    if unclear and found.typed and not document.words and unclear_rows.files_nothing(found.headings[-1], line):
        untyped = losses.is_of_row(found.headings[-1])
        found.aside.append(set_aside.SetAside(found.headings[-1], (line,), unclear, untyped=untyped))
        return True
    fault: ExtractionError | None = BadValue(unclear, losses.place(document, line)) if unclear else None
    if fault is None and not found.typed:
        if found.lists == [0]:
            found.headless.append(line)
            return True
        fault = _without_type(document, line)
    if fault is not None:
        found.faults.append(fault)
    return fault is not None


def _measure(document: Document, found: Listing, taken: Sequence[Line], below: Sequence[Line]) -> None:
    first, name = taken[0], together([line.passage for line in taken])
    if name.text[-1] not in POWERS or not ends_with_power(document, name.text):
        name = without_footnote(name)
    if message := unlikely(name.text) or (holds_type(name.text) if len(taken) > 1 else ""):
        if _set_aside(found, taken, below, message):
            return
        found.faults.append(BadValue(message, losses.place(document, first)))
    found.numbered += is_number(first.marker)
    found.measures.append(
        ListedMeasure(found.headings[-1], name, tuple(taken), found.budgets[-1] if found.budgets else None)
    )


def _set_aside(found: Listing, taken: Sequence[Line], below: Sequence[Line], message: str) -> bool:
    """Whether an item is two, or half a quotation, of which nothing else hangs."""
    last = found.measures[-1] if found.measures and found.measures[-1].heading is found.headings[-1] else None
    above = last.passage if last else None
    one = set_aside.half(found.headings[-1], above, taken, below, message) if message.endswith(HALF_QUOTED) else None
    if message.endswith(LEFT_OUT):
        one = set_aside.SetAside(found.headings[-1], tuple(taken), message)
    if one is not None:
        found.aside.append(one)
    return one is not None


def _leaves_empty(found: Listing, line: Line) -> bool:
    """Whether a line says that there is no measure ("entfällt"): it goes with the type, which it says is empty."""
    heading = found.headings[-1]
    if not says_none(line.text) or any(measure.heading is heading for measure in found.measures):
        return False
    found.headings[-1] = heading._replace(lines=(*heading.lines, line))
    return True


def _without_joined(found: Listing, taken: Sequence[Line], known: Callable[[str], bool]) -> list[Line]:
    """The lines without a standing sentence that was joined to one of them; it and the rest are running text."""
    own, sentence = before_sentence.parted(taken, known)
    if sentence:
        _running_text(found, sentence, known)
    return own


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
        if len(paragraph) == 1 and stray.left_out(found, above, lines):
            return 1
        own, sentence = before_sentence.parted(paragraph, known)
        if found.typed and sentence:
            found.aside.append(before_sentence.left_over(found.headings[-1], own))
            _running_text(found, sentence, known)
            return len(paragraph)
        if not is_sentence(paragraph):
            message = f"„{first.text}“ steht in der Liste, ist aber weder Maßnahmenart noch Aufzählungspunkt."
            found.faults.append(BadValue(message, losses.place(document, first)))
    _running_text(found, paragraph, known)
    return len(paragraph)


def _goes_on(line: Line) -> bool:
    return line.kind is Kind.TEXT and not line.gap and not line.strong and heading_at([line]) is None


def _running_text(found: Listing, lines: Sequence[Line], known: Callable[[str], bool]) -> None:
    found.prose.extend(lines)
    found.over = found.over or known(lines[0].text)
