"""A heading of a type that was lost: what may have stood below it is left out."""

from __future__ import annotations

from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

ONE, TWO = "1. Ausbildungsvorbereitung", "2. Ausbildung in anerkannten Ausbildungsberufen"
THREE = "3. Qualifizierungsprojekte zur Arbeitsmarktintegration"
FOUR = "4. Weiterbildungen für Fachpersonal der Gebietskörperschaften"
A, B, C = "- A\n- Aa\n- Aaa", "- B\n- Bb", "- C\n- Cc\n- Ccc"
END = "Gefördert wird nach dem Bescheid."


def read(*parts: str) -> tuple[str, list[str], str, int]:
    """The types, the measures with theirs, what is set aside, and how many faults."""
    document = parse("\n\n".join([*parts, END, ""]).encode(), "x.md")
    found = listing(document, document.lines, lambda words: words == END)
    types = "".join(heading.concept.key for heading in found.headings)
    names = [f"{one.heading.concept.key} {one.passage.text}" for one in found.measures]
    return types, names, " ".join(one.lines[0].text for one in found.aside), len(found.faults)


def test_what_stands_behind_a_hole_is_left_out() -> None:
    found = read(ONE, A, TWO, B, "\n- X\n- Y", FOUR, C)
    assert found == ("124", ["1 A", "1 Aa", "1 Aaa", "2 B", "2 Bb", "4 C", "4 Cc", "4 Ccc"], "X Y", 0)


def test_without_a_hole_all_of_the_type_above_is() -> None:
    found = read(ONE, A, TWO, f"{B}\n- X", FOUR, C)
    assert found == ("14", ["1 A", "1 Aa", "1 Aaa", "4 C", "4 Cc", "4 Ccc"], "B Bb X", 0)


def test_a_hole_before_the_next_type_says_nothing() -> None:
    found = read(ONE, "- A\n- Aa", "\n" + THREE, C)
    assert found == ("3", ["3 C", "3 Cc", "3 Ccc"], "A Aa", 0)


def test_items_above_the_first_type_are_left_out() -> None:
    assert read(B, TWO, C) == ("2", ["2 C", "2 Cc", "2 Ccc"], "B Bb", 0)


def test_types_without_numbers() -> None:
    found = read(ONE[3:], A, "\n" + B, FOUR[3:], C)
    assert found == ("14", ["1 A", "1 Aa", "1 Aaa", "4 C", "4 Cc", "4 Ccc"], "B Bb", 0)


def test_where_half_is_lost_the_other_half_is_what_it_is() -> None:
    assert read(ONE, A, THREE, C) == ("3", ["3 C", "3 Cc", "3 Ccc"], "A Aa Aaa", 0)
    assert read(A, TWO, B) == ("2", ["2 B", "2 Bb"], "A Aa Aaa", 0)


def test_in_a_list_of_one_type_what_stands_behind_a_hole_is_left_out() -> None:
    assert read(THREE[3:], "- A", "\n- B") == ("3", ["3 A"], "B", 0)


def test_where_all_is_lost_it_is_refused() -> None:
    assert read(ONE, "\n" + A, THREE)[3] > 0


def test_types_that_do_not_rise_are_refused() -> None:
    assert read(ONE, A, FOUR, C, THREE, B)[3] > 0


TIGHT = f"{ONE}\n{A}\n{TWO}\n{THREE}\n{C}\n- X"


def test_the_last_type_of_a_list_without_blank_lines() -> None:
    """A form that names a type without measures names all of them, so the fourth is lost, and nothing shows where."""
    found = read(TIGHT)
    assert found == ("12", ["1 A", "1 Aa", "1 Aaa"], "C Cc Ccc X", 0)


def test_a_list_that_ends_with_its_last_type() -> None:
    found = read(f"{TIGHT}\n{FOUR}\n{B}")
    assert found[0] == "1234"
    assert found[2] == ""


def test_a_list_that_names_no_type_without_measures_need_not_name_all() -> None:
    found = read(f"{ONE}\n{A}\n{TWO}\n{B}")
    assert found == ("12", ["1 A", "1 Aa", "1 Aaa", "2 B", "2 Bb"], "", 0)


def test_lists_of_two_budgets_that_count_on() -> None:
    text = f"Ausbildungsbudget\n\n{ONE}\n\n{A}\n\n\n{B}\n\nArbeitsmarktbudget\n\n{THREE}\n\n{C}\n\n{END}\n"
    document = parse(text.encode(), "x.md")
    found = listing(document, document.lines, lambda words: words == END, by_budget=True)
    assert [one.passage.text for one in found.measures] == ["A", "Aa", "Aaa", "C", "Cc", "Ccc"]
    assert [one.lines[0].text for one in found.aside] == ["B", "Bb"]
    assert found.faults == []
