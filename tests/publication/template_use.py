"""What templates use of their views, told by their syntax trees: each attribute, of which type, in which line.

`view.budgets` leads to `BudgetBlock`, a loop over it to its elements, a macro called with one to the macro's body. What
cannot be followed (a value of no known type) is told too, so that nothing passes by being obscure.
"""

from __future__ import annotations

import ast
import sys
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from jinja2 import Environment, nodes


class Anything:
    """The type of what is not followed: a loop's own variables, what a filter makes."""


@dataclass(frozen=True)
class MacroType:
    """A macro, and the template that it is from."""

    node: nodes.Macro
    template: str


@dataclass
class Use:
    """What was found: attributes that no type has, and those of values whose type is not known."""

    wrong: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    followed: int = 0


@cache
def names_of(module: str) -> Mapping[str, Any]:
    """What a module's annotations can name, imports for type checkers alone included."""
    loaded = sys.modules[module]
    found = dict(vars(typing)) | dict(vars(loaded))
    tree = ast.parse(Path(str(loaded.__file__)).read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            source = __import__(node.module, fromlist=["*"])
            found |= {one.asname or one.name: getattr(source, one.name) for one in node.names if one.name != "*"}
    return found


def annotation(text: Any, module: str) -> Any:
    """A type from its annotation."""
    return eval(text, dict(names_of(module))) if isinstance(text, str) else text  # noqa: S307  # our own source


def members(kind: Any) -> dict[str, Any]:
    """The attributes of a view: fields and properties, with their types."""
    found = {}
    for base in reversed(kind.__mro__):
        if is_dataclass(base):
            found |= {one.name: annotation(one.type, base.__module__) for one in fields(base)}
        for name, value in vars(base).items():
            if isinstance(value, property) and value.fget and not name.startswith("_"):
                found[name] = annotation(value.fget.__annotations__.get("return", Any), base.__module__)
    return found


def alternatives(kind: Any) -> tuple[Any, ...]:
    """The types of a value that is there: without None, a union in its parts."""
    if get_origin(kind) in (Union, types.UnionType):
        return tuple(part for one in get_args(kind) for part in alternatives(one))
    return () if kind is type(None) else (kind,)


def elements(kind: Any) -> Any:
    """What a loop over a value gives."""
    found = []
    for one in alternatives(kind):
        origin, parts = get_origin(one), get_args(one)
        if origin is tuple:
            found.append(parts[0] if len(parts) == 2 and parts[1] is Ellipsis else joined(parts))
        elif isinstance(origin, type) and issubclass(origin, Mapping):
            found.append(parts[0])
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

    def _imported(self, name: str) -> dict[str, MacroType]:
        scope: dict[str, Any] = {}
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
                known = self._imported(source)
                for one in node.names:
                    wanted, called = one if isinstance(one, tuple) else (one, one)
                    scope[called] = known[wanted]
            case nodes.Include(template=nodes.Const(value=source)):
                self._whole(source, dict(scope))
            case nodes.For():
                inner = dict(scope) | {"loop": Anything}
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
                scope[node.name] = MacroType(node, name)
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
                for part in (node.body, node.elif_, node.else_):
                    self._body(part, scope, name)
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
        if isinstance(get_origin(kind), type) and issubclass(get_origin(kind), Mapping):  # type: ignore[arg-type]
            return parts[1]
        return elements(kind)

    def _attribute(self, kind: Any, attribute: str, where: str) -> Any:
        found = []
        for one in alternatives(kind):
            if one is Anything or one is Any:
                self._use.unknown.add(f"{where}: .{attribute}")
            elif is_dataclass(one):
                self._use.followed += 1
                known = members(one)
                if attribute not in known:
                    self._use.wrong.add(f"{where}: {one.__name__}.{attribute}")  # type: ignore[union-attr]
                found.append(known.get(attribute, Anything))
            else:
                found.append(self._builtin(one, attribute, where))
        return joined(found)

    def _builtin(self, kind: Any, attribute: str, where: str) -> Any:
        """Of texts, numbers, days, mappings."""
        origin, parts = get_origin(kind) or kind, get_args(kind)
        if not hasattr(origin, attribute):
            self._use.wrong.add(f"{where}: {getattr(kind, '__name__', kind)}.{attribute}")
            return Anything
        if isinstance(origin, type) and issubclass(origin, Mapping) and attribute in ("items", "values", "keys"):
            each = {"items": tuple[parts], "values": parts[1], "keys": parts[0]}[attribute]  # type: ignore[valid-type]
            return Callable[[], tuple[each, ...]]  # type: ignore[valid-type]
        return str if origin is str else int

    def _call(self, node: nodes.Call, scope: dict[str, Any], name: str) -> Any:
        called = self._type(node.node, scope, name)
        given = [self._type(one, scope, name) for one in node.args]
        named = {one.key: self._type(one.value, scope, name) for one in node.kwargs}
        if isinstance(called, MacroType):
            self._macro(called, given, named)
            return str
        return get_args(called)[-1] if get_origin(called) is Callable or str(called).startswith("collections.abc.Call") else str

    def _macro(self, called: MacroType, given: list[Any], named: dict[str, Any]) -> None:
        names = [one.name for one in called.node.args]
        defaults = dict(zip(names[len(names) - len(called.node.defaults) :], called.node.defaults, strict=True))
        bound: dict[str, Any] = {one: self._type(value, {}, called.template) for one, value in defaults.items()}
        bound |= dict(zip(names, given, strict=False)) | named
        done = (called.template, called.node.name, *map(str, bound.items()))
        if done not in self._done:
            self._done.add(done)
            scope = dict(self._imported(called.template)) | {one: Anything for one in names} | bound | {"caller": Anything}
            self._body(called.node.body, scope, called.template)

    def _filter(self, node: nodes.Filter, scope: dict[str, Any], name: str) -> Any:
        kind = self._type(node.node, scope, name) if node.node else str
        for one in node.args:
            self._type(one, scope, name)
        where, wanted = f"{name}:{node.lineno}", next((a.value for a in node.args if isinstance(a, nodes.Const)), None)
        for pair in node.kwargs:
            self._type(pair.value, scope, name)
        if node.name in ("map", "selectattr", "rejectattr", "sum", "groupby", "sort", "unique"):
            chosen = next((p.value.value for p in node.kwargs if p.key == "attribute" and isinstance(p.value, nodes.Const)), None)
            attribute = chosen or (wanted if node.name in ("selectattr", "rejectattr", "groupby") else None)
            if isinstance(attribute, str):
                value = elements(kind)
                for step in attribute.split("."):
                    value = self._attribute(value, step, where)
                if node.name == "map":
                    return tuple[value, ...]  # type: ignore[valid-type]
        if node.name in ("sort", "list", "unique", "selectattr", "rejectattr", "select", "reject", "reverse", "batch"):
            return kind
        if node.name in ("first", "last", "min", "max"):
            return elements(kind)
        return {"length": int, "map": Anything, "groupby": Anything}.get(node.name, str)
