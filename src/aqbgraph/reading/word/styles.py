"""What Word's styles and lists make of a paragraph: heading, bold, bullet, number (ECMA-376 part 1, 17.7 and 17.9)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE = W + "val"
_HEADING = re.compile(r"(?:heading|überschrift) ?([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"title|titel", re.IGNORECASE)
# Outline level 9 is that of body text (17.3.1.20).
_BODY = 9
_LEVELS = 9
# Styles stand on styles; no document needs more of them in a row.
_DEEPEST = 20
# Word's own styles for lists in lists, each a list of its own: "List Bullet 2". Their names are English in any Word.
_SET_IN = re.compile(r"List (?:Bullet|Number) ([2-5])", re.IGNORECASE)
BULLET = "•"
_PRIVATE = range(0xE000, 0xF900)


def on(element: etree._Element | None) -> bool:
    """A switch of Word: there, and not switched off (17.17.4)."""
    return element is not None and element.get(_VALUE, "1") not in ("0", "false", "off")


def struck(part: etree._Element) -> str:
    """The first words of a part that are struck through, which are no longer meant; "" where none are."""
    for run in part.iter(W + "r"):
        properties = run.find(W + "rPr")
        if properties is not None and any(on(properties.find(W + name)) for name in ("strike", "dstrike")):
            words = " ".join("".join(text.text or "" for text in run.iter(W + "t")).split())
            if words:
                return words
    return ""


def _value(parent: etree._Element | None, *path: str) -> str | None:
    for name in path:
        parent = None if parent is None else parent.find(W + name)
    return None if parent is None else parent.get(_VALUE)


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch(r"\d{1,9}", text) else None


@dataclass(frozen=True, slots=True)
class Style:
    """What holds for a paragraph: outline level from 0, bold, list and level in it; how far the style sets it in."""

    outline: int | None = None
    bold: bool = False
    list_id: str | None = None
    list_level: int = 0
    set_in: int = 0


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by their keys."""

    elements: Mapping[str, etree._Element]
    default: str | None

    @classmethod
    def of(cls, part: etree._Element | None) -> Styles:
        """Those of a styles part."""
        listed = [] if part is None else part.findall(W + "style")
        default = next((s.get(W + "styleId") for s in listed if s.get(W + "type") == "paragraph" and _default(s)), None)
        return cls({style.get(W + "styleId", ""): style for style in listed}, default)

    def of_paragraph(self, paragraph: etree._Element) -> Style:
        """What its own properties say, else its style, else what that stands on."""
        own = paragraph.find(W + "pPr")
        chain = self._chain(_value(own, "pStyle") or self.default)
        properties = [p for p in (own, *(style.find(W + "pPr") for style in chain)) if p is not None]
        outline = _first(_number(_value(p, "outlineLvl")) for p in properties)
        if outline is None:
            outline = _first(_outline(_value(style, "name") or "") for style in chain)
        list_id = next((value for p in properties if (value := _value(p, "numPr", "numId")) is not None), None)
        level = _first(_number(_value(p, "numPr", "ilvl")) for p in properties)
        return Style(
            None if outline is None or outline >= _BODY else outline,
            self._bold(chain),
            None if list_id == "0" else list_id,
            min(level or 0, _LEVELS - 1),
            next((int(match[1]) - 1 for one in chain if (match := _SET_IN.fullmatch(_value(one, "name") or ""))), 0),
        )

    def bold(self, run: etree._Element | None, above: bool) -> bool:
        """Whether a run is bold: by its own properties, its style, or the paragraph's."""
        own = None if run is None else run.find(W + "b")
        if own is not None:
            return on(own)
        chain = self._chain(_value(run, "rStyle"))
        return self._bold(chain) if any(_weight(style) is not None for style in chain) else above

    def _bold(self, chain: list[etree._Element]) -> bool:
        return on(next((weight for style in chain if (weight := _weight(style)) is not None), None))

    def _chain(self, key: str | None) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while key is not None and key in self.elements and len(chain) < _DEEPEST:
            chain.append(self.elements[key])
            key = _value(chain[-1], "basedOn")
        return chain


def _default(style: etree._Element) -> bool:
    return style.get(W + "default") in ("1", "true", "on")


def _weight(style: etree._Element) -> etree._Element | None:
    return style.find(f"{W}rPr/{W}b")


def _first(values: Iterable[int | None]) -> int | None:
    return next((value for value in values if value is not None), None)


def _outline(name: str) -> int | None:
    if match := _HEADING.fullmatch(name):
        return int(match[1]) - 1
    return 0 if _TITLE.fullmatch(name) else None


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass(slots=True)
class Lists:
    """The lists of a document, and how far each has counted."""

    abstract: dict[str, str] = field(default_factory=dict)
    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    counted: dict[str, Counter[int]] = field(default_factory=dict)
    restarted: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, part: etree._Element | None) -> Lists:
        """Those of a numbering part."""
        lists = cls()
        if part is None:
            return lists
        for abstract in part.findall(W + "abstractNum"):
            for level in abstract.findall(W + "lvl"):
                depth = _number(level.get(W + "ilvl")) or 0
                start = _number(_value(level, "start"))
                form, text = _value(level, "numFmt") or "decimal", _value(level, "lvlText") or ""
                key = abstract.get(W + "abstractNumId", "")
                lists.levels[key, depth] = _Level(form, text, 1 if start is None else start)
        for number in part.findall(W + "num"):
            key = number.get(W + "numId", "")
            lists.abstract[key] = _value(number, "abstractNumId") or ""
            for override in number.findall(W + "lvlOverride"):
                start = _number(_value(override, "startOverride"))
                if start is not None:
                    lists.starts[key, _number(override.get(W + "ilvl")) or 0] = start
        return lists

    def label(self, style: Style) -> tuple[int, str]:
        """Level and label of the next paragraph of this style; "" when it is in no list."""
        key, depth = style.list_id, style.list_level
        if key is None:
            return 0, ""
        abstract = self.abstract.get(key, "")
        level = self.levels.get((abstract, depth))
        if level is None:
            return depth, BULLET
        if level.form == "none":
            return depth, ""
        if level.form == "bullet":
            return depth, _bullet(level.text)
        self._count(key, abstract, depth, level.start)
        return depth, self._numbered(abstract, level)

    def _count(self, key: str, abstract: str, depth: int, start: int) -> None:
        """One more at this level; deeper ones begin anew (17.9.10). A list made from another may restart once."""
        count = self.counted.setdefault(abstract, Counter())
        override = self.starts.get((key, depth))
        if override is not None and (key, depth) not in self.restarted:
            self.restarted.add((key, depth))
            count[depth] = override
        else:
            count[depth] = count[depth] + 1 if depth in count else start
        for deeper in [level for level in count if level > depth]:
            del count[deeper]

    def _numbered(self, abstract: str, level: _Level) -> str:
        def number(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            of = self.levels.get((abstract, depth))
            count = self.counted[abstract].get(depth, of.start if of else 1)
            return _FORMS.get(of.form if of else "", str)(count)

        return re.sub(r"%([1-9])", number, level.text).strip()


def _bullet(text: str) -> str:
    """A bullet as written; those of symbol fonts have no character of their own."""
    return text if text and not any(ord(letter) in _PRIVATE for letter in text) else BULLET


def _letters(count: int) -> str:
    """a … z, aa, bb … (17.18.59)."""
    return chr(ord("a") + (count - 1) % 26) * min(1 + (count - 1) // 26, 20) if count > 0 else str(count)


def _roman(count: int) -> str:
    values = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    if not 0 < count < 90:
        return str(count)
    written = ""
    for value, letters in values:
        written += letters * (count // value)
        count %= value
    return written


_FORMS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "decimalZero": lambda count: f"{count:02}",
}
