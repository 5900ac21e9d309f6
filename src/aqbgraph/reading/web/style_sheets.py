"""What the style sheets of a page say of an element: whether it is shown, struck through, or has a figure added.

The part of CSS that is enough for it: selectors of names, classes and identifiers, descendants and children, the
cascade by specificity and order (https://www.w3.org/TR/css-cascade-4/#cascade-sort). A rule of another form, or for
some screens only, is not followed, so that nothing is left out that may be seen.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.reading.web.styles import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# What hides words or strikes them through.
_PROPERTIES = frozenset(
    {"display", "visibility", "opacity", "font-size", "text-decoration", "text-decoration-line", "clip", "clip-path"}
    | {"left", "top", "right", "margin-left", "margin-top", "text-indent"}
)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_AT = re.compile(r"@(?P<rule>[\w-]+)(?P<prelude>[^{};]*)(?P<end>[{;]|$)")
_BRACE = re.compile(r"[{}]")
# A style sheet for paper and screen alike, or for any screen.
_ANY = re.compile(r"\s*(?:(?:only\s+)?(?:all|screen)\s*(?:,|$)\s*(?:print\s*$)?)+", re.IGNORECASE)
_COMPOUND = re.compile(r"(?:\*|[A-Za-z][\w-]*)?(?:[.#][\w-]+)*")
_SIMPLE = re.compile(r"[.#]?[\w-]+|\*")
_ADDED = re.compile(r"(?P<of>.*\S)\s*::?(?:before|after)", re.DOTALL)
_FIGURE = re.compile(r"(?:^|;)\s*content\s*:\s*[\"'](?P<words>[^\"'\\]*\d[^\"'\\]*)[\"']")
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


class _Rule(NamedTuple):
    # From the last part to the first: its simple selectors, and whether the one before is its parent.
    parts: tuple[tuple[tuple[str, ...], bool], ...]
    rank: tuple[int, int, int, int]
    values: tuple[tuple[str, str, bool], ...]
    figure: str = ""


class TooMany(Exception):
    """There are more rules and elements than in any page."""


class StyleSheets:
    """The rules of all style sheets of a page so far, and the elements that are open."""

    def __init__(self) -> None:
        """None yet."""
        self._rules: dict[str, list[_Rule]] = defaultdict(list)
        self._count = self._steps = 0
        self._open: list[Element] = []
        self._text: list[str] | None = None

    def opens(self, tag: str, attributes: Mapping[str, str]) -> tuple[str, str]:
        """The declarations for an element that begins, its own last; and a figure that is added to it.

        Raises:
            TooMany: that would take longer than it may.
        """
        element, own = Element.of(tag, attributes), attributes.get("style", "")
        style, figure = self.style(element, self._open) if self._count else ("", "")
        self._open.append(element)
        if tag == "style" and on_any_screen(attributes.get("media", "")):
            self._text = []
        return joined(style, own) if style else own, figure

    def data(self, text: str) -> None:
        """Characters, which may be a part of a style sheet."""
        if self._text is not None:
            self._text.append(text)

    def closes(self) -> None:
        """The element that began last ends."""
        self._open.pop()
        if self._text is not None:
            self.add("".join(self._text))
            self._text = None

    def add(self, text: str) -> None:
        """The rules of one more style sheet, behind those there are."""
        for selectors, body in _blocks(_COMMENT.sub(" ", text)):
            values = tuple(_values(body))
            figure = _FIGURE.search(body)
            for selector in selectors.split(","):
                added = _ADDED.fullmatch(selector.strip())
                words = figure["words"] if figure and added else ""
                parts = _parts(added["of"] if added else selector)
                if parts is None or not (words or (values and not added)):
                    continue
                names = [name for part, _ in parts for name in part]
                rank = sum(name[0] == "#" for name in names), sum(name[0] == "." for name in names)
                plain = sum(name[0] not in "#.*" for name in names)
                self._count += 1
                key = max(parts[0][0], key=lambda name: "*#.".find(name[0]) if name[0] in "*#." else 0)
                self._rules[key].append(_Rule(parts, (*rank, plain, self._count), () if added else values, words))

    def style(self, element: Element, above: Sequence[Element]) -> tuple[str, str]:
        """The declarations that hold for an element, and a figure that is added to it.

        Raises:
            TooMany: that would take longer than it may.
        """
        found = [
            rule for key in element.meant() for rule in self._rules.get(key, ()) if self._meant(rule, element, above)
        ]
        held: dict[str, tuple[bool, str]] = {}
        for rule in sorted(found, key=lambda rule: rule.rank):
            for name, value, important in rule.values:
                if important or not held.get(name, (False, ""))[0]:
                    held[name] = important, value
        declared = ";".join(f"{name}:{value}" for name, (_, value) in held.items())
        return declared, next((rule.figure for rule in found if rule.figure), "")

    def _meant(self, rule: _Rule, element: Element, above: Sequence[Element]) -> bool:
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


def on_any_screen(media: str) -> bool:
    """Whether what is said for these media holds on all screens: "all", "screen, print", or nothing at all."""
    return not media.strip() or _ANY.fullmatch(media) is not None


def _fits(names: Sequence[str], element: Element) -> bool:
    return all(
        name == "*"
        or (name[0] == "." and name[1:] in element.classes)
        or (name[0] == "#" and name[1:] == element.identifier)
        or name.lower() == element.tag
        for name in names
    )


def _parts(selector: str) -> tuple[tuple[tuple[str, ...], bool], ...] | None:
    """The parts of a selector from its end; None for one of another form."""
    words = selector.replace(">", " > ").split()
    parts: list[tuple[tuple[str, ...], bool]] = []
    child = False
    for word in words:
        if word == ">":
            child = True
        elif _COMPOUND.fullmatch(word) is None:
            return None
        else:
            parts.append((tuple(_SIMPLE.findall(word)), child))
            child = False
    return tuple(reversed(parts)) if parts and not child else None


def _values(body: str) -> Iterator[tuple[str, str, bool]]:
    for declaration in body.split(";"):
        name, _, value = declaration.partition(":")
        if name.strip().lower() in _PROPERTIES and value.strip():
            important = "!important" in value.replace(" ", "").lower()
            yield name.strip().lower(), value.partition("!")[0].strip().lower(), important


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """The selectors and the declarations of each rule that holds on any screen."""
    at = 0
    while at < len(text):
        rule = _AT.match(text, at) if text[at] == "@" else None
        if rule is not None and rule["end"] != "{":
            at = rule.end()
        elif rule is not None:
            end = _end(text, rule.end())
            if rule["rule"].lower() == "media" and on_any_screen(rule["prelude"]):
                yield from _blocks(text[rule.end() : end])
            at = end + 1
        elif text[at].isspace() or text[at] in ";}":
            at += 1
        else:
            start = text.find("{", at)
            if start < 0:
                return
            end = text.find("}", start)
            end = len(text) if end < 0 else end
            yield text[at:start], text[start + 1 : end]
            at = end + 1


def _end(text: str, start: int) -> int:
    """Where a block ends that was opened before; those inside it are passed over."""
    depth = 1
    for brace in _BRACE.finditer(text, start):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.start()
    return len(text)
