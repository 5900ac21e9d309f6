"""The rules of a style sheet: selectors and what they declare, as far as it may hide words or strike them through.

The part of CSS that is enough for it: selectors of names, classes and identifiers, descendants and children. Of a rule
of another form ("li:not(.x)") only what may show words again is kept, for all elements that it may mean, so that
nothing is left out that may be seen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.reading.web import styles
from aqbgraph.reading.web.media import on_screen

if TYPE_CHECKING:
    from collections.abc import Iterator

# What hides words or strikes them through.
_PROPERTIES = frozenset(
    {"display", "visibility", "opacity", "font-size", "text-decoration", "text-decoration-line", "clip", "clip-path"}
    | {"left", "top", "right", "margin-left", "margin-top", "text-indent"}
)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
# A brace or a semicolon in them ends nothing: the address of a font has some.
_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|url\([^\"')]{0,2000}\)")
_ENDS = re.compile(r"[{};]")
_AT = re.compile(r"@(?P<rule>[\w-]+)(?P<prelude>[^{};]*)(?P<end>[{;]|$)")
_BRACE = re.compile(r"[{}]")
_COMPOUND = re.compile(r"(?:\*|[A-Za-z][\w-]*)?(?:[.#][\w-]+)*")
_SIMPLE = re.compile(r"[.#]?[\w-]+|\*")
_ADDED = re.compile(r"(?P<of>.*\S)\s*::?(?:before|after)", re.DOTALL)
_FIGURE = re.compile(r"(?:^|;)\s*content\s*:\s*[\"'](?P<words>[^\"'\\]*\d[^\"'\\]*)[\"']")
# What holds only while somebody does something, and what else a selector may ask for, with its brackets.
_WHILE = re.compile(r":(?:active|focus|hover|visited)|::")
_CONDITION = re.compile(r":[\w-]+(?:\([^()]*\))?|\[[^\]]*\]")
# A longer selector is none.
_LONGEST = 500
_COMBINATOR = re.compile(r"[\s>+~]+")


class Rule(NamedTuple):
    """A rule for one selector."""

    # From the last part to the first: its simple selectors, and whether the one before is its parent.
    parts: tuple[tuple[tuple[str, ...], bool], ...]
    # By which it goes before others: identifiers, classes, names (https://www.w3.org/TR/selectors-4/#specificity-rules).
    rank: tuple[int, int, int]
    # Property, value, whether it is important.
    values: tuple[tuple[str, str, bool], ...]
    figure: str = ""

    @property
    def key(self) -> str:
        """The simple selector of the last part that the fewest elements fit."""
        return max(self.parts[0][0], key=lambda name: "*#.".find(name[0]) if name[0] in "*#." else 0)


def rules(text: str) -> Iterator[Rule]:
    """The rules of a style sheet, in order."""
    plain = _QUOTED.sub(lambda match: _ENDS.sub(" ", match[0]), _COMMENT.sub(" ", text))
    for selectors, body in _blocks(plain):
        values = tuple(_values(body))
        shown = tuple(one for one in values if not styles.hides(f"{one[0]}:{one[1]}"))
        figure = _FIGURE.search(body)
        for selector in selectors.split(",") if values or figure else ():
            added = _ADDED.fullmatch(selector.strip())
            words = figure["words"] if figure and added else ""
            if parts := _parts(added["of"] if added else selector):
                if words or (values and not added):
                    yield Rule(parts, _rank(parts), () if added else values, words)
            elif shown and (rule := _loosened(selector, shown)):
                yield rule


def _loosened(selector: str, shown: tuple[tuple[str, str, bool], ...]) -> Rule | None:
    """A rule of another form, for all elements that it may mean."""
    if len(selector) > _LONGEST or _WHILE.search(selector):
        return None
    conditions = len(_CONDITION.findall(selector))
    last = _COMBINATOR.split(_CONDITION.sub("", selector).strip())[-1]
    if _COMPOUND.fullmatch(last) is None:
        return None
    ids, classes, names = _rank(_parts(_CONDITION.sub("", selector).replace("+", " ").replace("~", " ")) or ())
    return Rule(((tuple(_SIMPLE.findall(last)) or ("*",), False),), (ids, classes + conditions, names), shown)


def _rank(parts: tuple[tuple[tuple[str, ...], bool], ...]) -> tuple[int, int, int]:
    names = [name for part, _ in parts for name in part]
    ids, classes = (sum(name[0] == sign for name in names) for sign in "#.")
    return ids, classes, sum(name[0] not in "#.*" for name in names)


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
    """The selectors and the declarations of each rule that holds on a screen."""
    at = 0
    while at < len(text):
        rule = _AT.match(text, at) if text[at] == "@" else None
        if rule is not None:
            # What stands in a block that holds is read as if it stood outside.
            held = rule["end"] != "{" or (rule["rule"].lower() == "media" and on_screen(rule["prelude"]))
            at = rule.end() if held else _end(text, rule.end()) + 1
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
