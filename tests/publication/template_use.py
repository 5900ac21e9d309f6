"""What templates use of their views, told by their syntax trees: each attribute, of which type, in which line.

`view.budgets` leads to `BudgetBlock`, a loop over it to its elements, a macro called with one to the macro's body. What
cannot be followed (a value of no known type) is told too, so that nothing passes by being obscure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, is_dataclass
from enum import Enum
from typing import Any, Union, get_args, get_origin

from jinja2 import Environment, nodes
from template_views import alternatives, members


class Anything:
    """The type of what is not followed, such as what a filter makes."""


@dataclass
class Loop:
    """A loop's own variables (Jinja2, list of control structures)."""

    index: int
    index0: int
    revindex: int
    revindex0: int
    first: bool
    last: bool
    length: int


@dataclass(frozen=True)
class MacroType:
    """A macro, the template that it is from, and what it sees beside its arguments."""

    node: nodes.Macro
    template: str
    scope: dict[str, Any] = field(hash=False, compare=False, repr=False)


@dataclass(frozen=True)
class Made:
    """What a template makes itself: a mapping with these names."""

    names: tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Returns:
    """A method, and the type of what it gives."""

    kind: Any


@dataclass
class Use:
    """What was found: attributes that no type has, and those of values whose type is not known."""

    wrong: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    followed: int = 0


def elements(kind: Any) -> Any:
    """What a loop over a value gives."""
    found = []
    for one in alternatives(kind):
        origin, parts = get_origin(one), get_args(one)
        if origin is tuple:
            found.append(parts[0] if len(parts) == 2 and parts[1] is Ellipsis else joined(parts))
        elif isinstance(origin, type) and issubclass(origin, Iterable) and parts:
            found.append(parts[0])
        else:
            found.append(str if one is str else Anything)
    return joined(found)


def joined(kinds: Iterable[Any]) -> Any:
    """One of some types."""
    different = tuple(dict.fromkeys(part for kind in kinds for part in alternatives(kind)))
    return Union[different] if different else type(None)  # noqa: UP007  # of a tuple


class Reader:
    """Follows the types through a template."""

    def __init__(self, environment: Environment, use: Use) -> None:
        self._environment, self._use = environment, use
        self._done: set[tuple[Any, ...]] = set()

    def template(self, name: str, view: type) -> None:
        """A page with its view."""
        self._whole(name, {"view": view})

    def _tree(self, name: str) -> nodes.Template:
        loader = self._environment.loader
        assert loader is not None
        source, _, _ = loader.get_source(self._environment, name)
        return self._environment.parse(source, name)

    def _whole(self, name: str, scope: dict[str, Any]) -> None:
        tree = self._tree(name)
        for node in tree.body:
            self._statement(node, scope, name)

    def _imported(self, name: str, context: Mapping[str, Any]) -> dict[str, MacroType]:
        scope = dict(context)
        for node in self._tree(name).body:
            if isinstance(node, nodes.Macro | nodes.FromImport | nodes.Import):
                self._statement(node, scope, name)
        return {key: value for key, value in scope.items() if isinstance(value, MacroType)}

    def _body(self, body: Iterable[nodes.Node], scope: dict[str, Any], name: str) -> None:
        for node in body:
            self._statement(node, scope, name)

    def _statement(self, node: nodes.Node, scope: dict[str, Any], name: str) -> None:  # noqa: C901, PLR0912  # a table of kinds
        match node:
            case nodes.Extends(template=nodes.Const(value=parent)):
                self._whole(parent, scope)
            case nodes.FromImport(template=nodes.Const(value=source)):
                known = self._imported(source, scope if node.with_context else {})
                for one in node.names:
                    wanted, called = one if isinstance(one, tuple) else (one, one)
                    scope[called] = known[wanted]
            case nodes.Include(template=nodes.Const(value=source)):
                self._whole(source, dict(scope))
            case nodes.For():
                inner = dict(scope) | {"loop": Loop}
                self._bind(node.target, elements(self._type(node.iter, scope, name)), inner)
                if node.test:
                    self._type(node.test, inner, name)
                self._body(node.body, inner, name)
                self._body(node.else_, scope, name)
            case nodes.Assign():
                self._bind(node.target, self._type(node.node, scope, name), scope)
            case nodes.AssignBlock():
                self._bind(node.target, str, scope)
                self._body(node.body, scope, name)
            case nodes.Macro():
                scope[node.name] = MacroType(node, name, scope)
            case nodes.CallBlock():
                self._type(node.call, scope, name)
                self._body(node.body, dict(scope) | {one.name: Anything for one in node.args}, name)
            case nodes.With():
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    self._bind(target, self._type(value, scope, name), inner)
                self._body(node.body, inner, name)
            case nodes.If():
                self._type(node.test, scope, name)
                self._body((*node.body, *node.elif_, *node.else_), scope, name)
            case nodes.Block() | nodes.Scope() | nodes.ScopedEvalContextModifier() | nodes.FilterBlock():
                self._body(node.body, dict(scope), name)
            case nodes.Output():
                for part in node.nodes:
                    self._type(part, scope, name)
            case _:
                self._use.unknown.add(f"{name}:{node.lineno}: {type(node).__name__}")

    def _bind(self, target: nodes.Node, kind: Any, scope: dict[str, Any]) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = kind
        elif isinstance(target, nodes.Tuple):
            parts = get_args(kind) if get_origin(kind) is tuple else ()
            for place, one in enumerate(target.items):
                self._bind(one, parts[place] if len(parts) == len(target.items) else Anything, scope)

    def _type(self, node: nodes.Node, scope: dict[str, Any], name: str) -> Any:  # noqa: C901, PLR0911, PLR0912  # as above
        match node:
            case nodes.TemplateData():
                return str
            case nodes.Const():
                return type(node.value)
            case nodes.Name():
                return scope.get(node.name, Anything)
            case nodes.Getattr():
                return self._attribute(self._type(node.node, scope, name), node.attr, f"{name}:{node.lineno}")
            case nodes.Getitem():
                kind = self._type(node.node, scope, name)
                self._type(node.arg, scope, name)
                return kind if isinstance(node.arg, nodes.Slice) else self._item(kind, node.arg)
            case nodes.Call():
                return self._call(node, scope, name)
            case nodes.Filter():
                return self._filter(node, scope, name)
            case nodes.CondExpr():
                self._type(node.test, scope, name)
                return joined(self._type(part, scope, name) for part in (node.expr1, node.expr2) if part)
            case nodes.Or() | nodes.And():
                return joined([self._type(node.left, scope, name), self._type(node.right, scope, name)])
            case nodes.Not() | nodes.Test() | nodes.Compare():
                self._children(node, scope, name)
                return bool
            case nodes.Concat() | nodes.MarkSafe() | nodes.MarkSafeIfAutoescape():
                self._children(node, scope, name)
                return str
            case nodes.Dict():
                return Made(tuple((one.key.as_const(), self._type(one.value, scope, name)) for one in node.items))
            case nodes.Tuple() | nodes.List():
                return tuple[tuple(self._type(item, scope, name) for item in node.items)]  # type: ignore[misc]
            case _:
                self._children(node, scope, name)
                return Anything

    def _children(self, node: nodes.Node, scope: dict[str, Any], name: str) -> None:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Operand):
                self._type(child.expr, scope, name)
            else:
                self._type(child, scope, name)

    def _item(self, kind: Any, key: nodes.Node) -> Any:
        parts = get_args(kind)
        if get_origin(kind) is tuple and Ellipsis not in parts and isinstance(key, nodes.Const):
            return parts[key.value]
        if isinstance(get_origin(kind), type) and issubclass(get_origin(kind), Mapping):
            return parts[1]
        return elements(kind)

    def _attribute(self, kind: Any, attribute: str, where: str) -> Any:
        found = []
        for one in alternatives(kind):
            if one is Anything or one is Any or isinstance(one, MacroType | Returns):
                self._use.unknown.add(f"{where}: .{attribute}")
            elif isinstance(one, Made):
                found.append(self._known(dict(one.names), attribute, f"{where}: mapping"))
            elif is_dataclass(one) or "__init__" in vars(one):
                found.append(self._known(members(one), attribute, f"{where}: {one.__name__}"))
            else:
                found.append(self._builtin(one, attribute, where))
        return joined(found)

    def _known(self, names: Mapping[str, Any], attribute: str, whose: str) -> Any:
        self._use.followed += 1
        if attribute not in names:
            self._use.wrong.add(f"{whose}.{attribute}")
        return names.get(attribute, Anything)

    def _builtin(self, kind: Any, attribute: str, where: str) -> Any:
        """Of texts, numbers, days, mappings, members of an enumeration."""
        origin, parts = get_origin(kind) or kind, get_args(kind)
        if issubclass(origin, Enum) and attribute in ("name", "value"):
            return str
        if not hasattr(origin, attribute):
            self._use.wrong.add(f"{where}: {getattr(kind, '__name__', kind)}.{attribute}")
            return Anything
        if isinstance(origin, type) and issubclass(origin, Mapping) and attribute in ("items", "values", "keys"):
            each = {"items": tuple[parts], "values": parts[1], "keys": parts[0]}[attribute]  # type: ignore[valid-type]
            return Returns(tuple[each, ...])  # type: ignore[valid-type]
        return Returns(origin) if callable(getattr(origin, attribute)) else int

    def _call(self, node: nodes.Call, scope: dict[str, Any], name: str) -> Any:
        called = self._type(node.node, scope, name)
        given = [self._type(one, scope, name) for one in node.args]
        named = {one.key: self._type(one.value, scope, name) for one in node.kwargs}
        if isinstance(called, MacroType):
            self._macro(called, given, named)
            return str
        return called.kind if isinstance(called, Returns) else str

    def _macro(self, called: MacroType, given: list[Any], named: dict[str, Any]) -> None:
        names = [one.name for one in called.node.args]
        defaults = dict(zip(names[len(names) - len(called.node.defaults) :], called.node.defaults, strict=True))
        bound: dict[str, Any] = {one: self._type(value, {}, called.template) for one, value in defaults.items()}
        bound |= dict(zip(names, given, strict=False)) | named
        done = (called.template, called.node.name, *map(str, bound.items()))
        if done not in self._done:
            self._done.add(done)
            scope = called.scope | dict.fromkeys((*names, "caller"), Anything) | bound
            self._body(called.node.body, scope, called.template)

    def _filter(self, node: nodes.Filter, scope: dict[str, Any], name: str) -> Any:
        kind = self._type(node.node, scope, name) if node.node else str
        for one in (*node.args, *(pair.value for pair in node.kwargs)):
            self._type(one, scope, name)
        attribute = _attribute_of(node)
        if attribute is not None:
            value = elements(kind)
            for step in attribute.split("."):
                value = self._attribute(value, step, f"{name}:{node.lineno}")
            if node.name == "map":
                return tuple[value, ...]  # type: ignore[valid-type]
        if node.name in _SAME:
            return kind
        if node.name in ("first", "last", "min", "max"):
            return elements(kind)
        return {"length": int, "map": Anything, "groupby": Anything}.get(node.name, str)


# Filters that give some of what they get, and those whose first argument names an attribute.
_SAME = ("sort", "list", "unique", "selectattr", "rejectattr", "select", "reject", "reverse")
_NAMING = ("selectattr", "rejectattr", "groupby")


def _attribute_of(node: nodes.Filter) -> str | None:
    """The attribute of its elements that a filter goes by."""
    named = [pair.value for pair in node.kwargs if pair.key == "attribute"]
    given = [*named, *(node.args[:1] if node.name in _NAMING else ())]
    return next((one.value for one in given if isinstance(one, nodes.Const) and isinstance(one.value, str)), None)
