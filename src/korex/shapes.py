"""Checks that plain data, as `json.loads` gives it, has the shape of a result type, and says where it has not."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

_NAMES = {
    str: "a string",
    int: "an integer",
    float: "a number",
    bool: "true or false",
    NoneType: "null",
    tuple: "a list",
    list: "a list",
    dict: "an object",
}


def check(data: Any, shape: Any, path: str = "") -> Iterator[str]:
    """Yield a message for each place of `data` that is not of the type `shape`, a dataclass or a part of one.

    Keys that the type does not name are passed over: a later korex may write more.

    >>> from korex import Sentence
    >>> list(check({"start": "0", "end": 5}, Sentence))
    ['start: expected an integer, got str']
    """
    if is_dataclass(shape):
        yield from _check_object(data, shape, path)
        return
    origin, args = get_origin(shape), get_args(shape)
    if origin in (Union, UnionType):
        problems = [list(check(data, option, path)) for option in args if _is_a(data, option)]
        if not problems:
            yield f"{path}: expected {_name(shape)}, got {_got(data)}"
        elif all(problems):
            yield from problems[0]
    elif origin is Literal:
        if not (isinstance(data, str) and data in args):
            yield f"{path}: expected {_name(shape)}, got {data if isinstance(data, str) else _got(data)}"
    elif origin is tuple:
        yield from _check_list(data, args, path)
    elif not _is_a(data, shape):
        yield f"{path}: expected {_name(shape)}, got {_got(data)}"


def misplaced(data: Any, text: str, path: str = "") -> Iterator[str]:
    """Yield a message for each part of plain data whose offsets lie outside `text`, or where other words stand.

    >>> list(misplaced({"dates": [{"start": 0, "end": 3, "text": "22일"}]}, "25일"))
    ["dates[0].text: expected what stands at its offsets, '25일', got '22일'"]
    """
    if isinstance(data, list | tuple):
        for index, item in enumerate(data):
            yield from misplaced(item, text, f"{path}[{index}]")
    if not isinstance(data, dict):
        return
    start, end, surface = (data.get(key) for key in ("start", "end", "text"))
    if isinstance(start, int) and isinstance(end, int):
        if not 0 <= start <= end <= len(text):
            yield f"{path}: expected offsets in a text of {len(text)} characters, got {start} and {end}"
        elif isinstance(surface, str) and surface != text[start:end]:
            yield f"{path}.text: expected what stands at its offsets, {text[start:end]!r}, got {surface!r}"
    for key, value in data.items():
        yield from misplaced(value, text, f"{path}.{key}" if path else key)


def _check_object(data: Any, shape: Any, path: str) -> Iterator[str]:
    if not isinstance(data, dict):
        yield f"{path or shape.__name__}: expected an object, got {_got(data)}"
        return
    for name, hint, required in _members(shape):
        inner = f"{path}.{name}" if path else name
        if name in data:
            yield from check(data[name], hint, inner)
        elif required:
            yield f"{inner}: missing, expected {_name(hint)}"


def _check_list(data: Any, args: tuple[Any, ...], path: str) -> Iterator[str]:
    if not isinstance(data, list | tuple):
        yield f"{path}: expected a list, got {_got(data)}"
    elif args[-1] is Ellipsis:
        for index, item in enumerate(data):
            yield from check(item, args[0], f"{path}[{index}]")
    elif len(data) != len(args):
        yield f"{path}: expected a list of {len(args)}, got one of {len(data)}"
    else:
        for index, (item, shape) in enumerate(zip(data, args, strict=True)):
            yield from check(item, shape, f"{path}[{index}]")


@cache
def _members(shape: Any) -> tuple[tuple[str, Any, bool], ...]:
    hints = get_type_hints(shape)
    return tuple((f.name, hints[f.name], f.default is MISSING and f.default_factory is MISSING) for f in fields(shape))


def _is_a(data: Any, shape: Any) -> bool:
    """Tell whether `data` is of the kind of `shape`, whatever it holds: true is no integer, NaN is no number."""
    if is_dataclass(shape):
        return isinstance(data, dict)
    if get_origin(shape) is Literal:
        return isinstance(data, str)
    kind = get_origin(shape) or shape
    if kind is tuple:
        return isinstance(data, list | tuple)
    if kind is float:
        return isinstance(data, float) and math.isfinite(data)
    return isinstance(data, kind) and (kind is bool or not isinstance(data, bool))


def _name(shape: Any) -> str:
    origin = get_origin(shape)
    if origin in (Union, UnionType):
        return " or ".join(_name(option) for option in get_args(shape))
    if origin is Literal:
        return "one of " + ", ".join(get_args(shape)) if len(get_args(shape)) > 1 else f"{get_args(shape)[0]!r}"
    return "an object" if is_dataclass(shape) else _NAMES[origin or shape]


def _got(data: Any) -> str:
    return "null" if data is None else type(data).__name__
