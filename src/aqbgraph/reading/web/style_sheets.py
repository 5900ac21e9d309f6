"""What the style sheets of a page say of an element: whether it is shown, struck through, or has a figure added.

Of all rules that hold for it those of the cascade, by importance, specificity and order
(https://www.w3.org/TR/css-cascade-4/#cascade-sort).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.reading.web.media import on_screen
from aqbgraph.reading.web.style_rules import rules
from aqbgraph.reading.web.styles import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aqbgraph.reading.web.style_rules import Rule

# An element is asked of few rules; who writes a page that asks more wants to keep us busy.
_MOST_STEPS = 1_000_000


class Element(NamedTuple):
    """What selectors know of an element."""

    tag: str
    identifier: str
    classes: frozenset[str]

    @classmethod
    def of(cls, tag: str, attributes: Mapping[str, str]) -> Element:
        """An element by its name and its attributes."""
        return cls(tag, attributes.get("id", "").strip(), frozenset(attributes.get("class", "").split()))

    def meant(self) -> Iterator[str]:
        """What the last part of a selector that is meant begins with."""
        yield from (self.tag, "*", f"#{self.identifier}")
        yield from (f".{name}" for name in sorted(self.classes))


class TooMany(Exception):
    """There are more rules and elements than in any page."""


class StyleSheets:
    """The rules of all style sheets of a page so far, and the elements that are open."""

    def __init__(self, texts: Sequence[str] | None = None) -> None:
        """All there are, so that no other is followed; None: they are met with as the page is read."""
        self._rules: dict[str, list[tuple[int, Rule]]] = defaultdict(list)
        self._count = self._steps = 0
        self._open: list[Element] = []
        self._text: list[str] | None = None
        self._all = texts is not None
        for text in texts or ():
            self.add(text)

    def opens(self, tag: str, attributes: Mapping[str, str]) -> tuple[str, str]:
        """The declarations for an element that begins, its own last; and a figure that is added to it.

        Raises:
            TooMany: that would take longer than it may.
        """
        own = attributes.get("style", "")
        style, figure = self.style(Element.of(tag, attributes), self._open) if self._count else ("", "")
        self.enters(tag, attributes)
        return joined(style, own) if style else own, figure

    def enters(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins, of which nothing is asked."""
        self._open.append(Element.of(tag, attributes))
        if tag == "style" and self._is_followed(attributes):
            self._text = []

    def _is_followed(self, attributes: Mapping[str, str]) -> bool:
        """Whether a style sheet is one of CSS, for a screen, with scripts."""
        kind = attributes.get("type", "").strip().lower()
        scripted = all(element.tag != "noscript" for element in self._open)
        return scripted and kind in ("", "text/css") and on_screen(attributes.get("media", ""))

    def data(self, text: str) -> None:
        """Characters, which may be a part of a style sheet."""
        if self._text is not None:
            self._text.append(text)

    def closes(self) -> None:
        """The element that began last ends; a style sheet is followed from here on."""
        text = self.leaves()
        if text is not None and not self._all:
            self.add(text)

    def leaves(self) -> str | None:
        """The element that began last ends; its text, if it is a style sheet."""
        if self._open:
            self._open.pop()
        text, self._text = self._text, None
        return None if text is None else "".join(text)

    def add(self, text: str) -> None:
        """The rules of one more style sheet, behind those there are."""
        for rule in rules(text):
            self._count += 1
            self._rules[rule.key].append((self._count, rule))

    def style(self, element: Element, above: Sequence[Element]) -> tuple[str, str]:
        """The declarations that hold for an element, and a figure that is added to it.

        Raises:
            TooMany: that would take longer than it may.
        """
        found = [
            (rule.rank, count, rule)
            for key in element.meant()
            for count, rule in self._rules.get(key, ())
            if self._meant(rule, element, above)
        ]
        held: dict[str, tuple[bool, str]] = {}
        for _, _, rule in sorted(found):
            for name, value, important in rule.values:
                if important or not held.get(name, (False, ""))[0]:
                    held[name] = important, value
        marks = {True: "!important", False: ""}
        declared = ";".join(f"{name}:{value}{marks[important]}" for name, (important, value) in held.items())
        return declared, next((rule.figure for *_, rule in found if rule.figure), "")

    def _meant(self, rule: Rule, element: Element, above: Sequence[Element]) -> bool:
        (names, child), *others = rule.parts
        self._step()
        if not _fits(names, element):
            return False
        at = len(above)
        for names, next_child in others:
            while True:
                at -= 1
                self._step()
                if at < 0:
                    return False
                if _fits(names, above[at]):
                    break
                if child:
                    return False
            child = next_child
        return True

    def _step(self) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise TooMany


def _fits(names: Sequence[str], element: Element) -> bool:
    return all(
        name == "*"
        or (name[0] == "." and name[1:] in element.classes)
        or (name[0] == "#" and name[1:] == element.identifier)
        or name.lower() == element.tag
        for name in names
    )
