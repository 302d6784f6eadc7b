"""An `Analysis` as plain data and back, so that a Doc keeps it in `Doc.to_bytes`, `DocBin` and between processes.

spaCy writes what a Doc carries with srsly's msgpack, which asks the encoders and decoders registered below for types
it does not know. Nothing is unpickled or evaluated: what comes in is checked against the types of the fields.

    >>> import korex
    >>> from spacy.tokens import Doc
    >>> nlp = korex.load()
    >>> doc = nlp("김도율 부시장은 점검을 당부했다.")
    >>> again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    >>> korex.Extraction.from_doc(again) == korex.Extraction.from_doc(doc)
    True
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from srsly import msgpack_decoders, msgpack_encoders

from korex.errors import ResultError
from korex.items import Item
from korex.language.analysis import Analysis

# The key that marks an analysis among other data; its value is the version of the form.
_MARK = "korex.analysis"
_VERSION = 1


def to_plain(value: Any) -> Any:
    """Return an analysis, or a part of one, as dicts, lists, strings and numbers."""
    if isinstance(value, str):
        # Half a surrogate pair has no UTF-8, which msgpack strings are.
        return value if value.isascii() or _is_utf8(value) else value.encode("utf-8", "surrogatepass")
    if isinstance(value, list | tuple):
        return list(value) if value and isinstance(value[0], int) else [to_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Item):
        return value.to_dict()
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    return value


def from_plain(data: Any, shape: Any, path: str) -> Any:
    """Return what `to_plain` was given, an object of the type `shape`; raises `ResultError` naming the wrong place."""
    origin, args = get_origin(shape), get_args(shape)
    if origin in (Union, UnionType):
        options = [option for option in args if option is not type(None)]
        return None if data is None and len(options) < len(args) else from_plain(data, options[-1], path)
    if origin is Literal:
        if data not in args:
            raise ResultError(f"{path}: expected one of {', '.join(args)}, got {data!r}")
        return data
    if isinstance(shape, type) and issubclass(shape, Item):
        return shape.from_dict(data)
    if is_dataclass(shape):
        if not isinstance(data, Mapping):
            raise ResultError(f"{path}: expected an object, got {type(data).__name__}")
        kind: Any = shape
        parts = {name: hint for name, hint in _hints(kind).items() if name in data}
        try:
            return kind(**{name: from_plain(data[name], hint, f"{path}.{name}") for name, hint in parts.items()})
        except TypeError as error:
            raise ResultError(f"{path}: {error}") from error
    if origin is list:
        if args[0] in (int, str) and all(type(item) is args[0] for item in _list(data, path)):
            return list(data)
        return [from_plain(item, args[0], path) for item in _list(data, path)]
    if isinstance(shape, type) and issubclass(shape, tuple):
        hints = _hints(shape)
        if len(_list(data, path)) != len(hints):
            raise ResultError(f"{path}: expected a list of {len(hints)}, got one of {len(data)}")
        return shape(*(from_plain(item, hint, path) for item, hint in zip(data, hints.values(), strict=True)))
    return _value(data, shape, path)


def _value(data: Any, shape: Any, path: str) -> Any:
    try:
        if shape is str and isinstance(data, bytes):
            return data.decode("utf-8", "surrogatepass")
        if shape is datetime and isinstance(data, str):
            return datetime.fromisoformat(data) if len(data) > len("2025-07-22") else date.fromisoformat(data)
    except ValueError as error:
        raise ResultError(f"{path}: {error}") from error
    if not isinstance(data, shape) or (isinstance(data, bool) and shape is not bool):
        raise ResultError(f"{path}: expected {shape.__name__}, got {type(data).__name__}")
    return data


def _list(data: Any, path: str) -> Any:
    if not isinstance(data, list | tuple):
        raise ResultError(f"{path}: expected a list, got {type(data).__name__}")
    return data


def _is_utf8(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _hints(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)


def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, Analysis):
        return {_MARK: _VERSION, **to_plain(value)}
    return value if chain is None else chain(value)


def _decode(data: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(data, Mapping) and _MARK in data:
        if data[_MARK] != _VERSION:
            raise ResultError(f"{_MARK}: expected version {_VERSION}, got {data[_MARK]!r}: made by another korex")
        return from_plain(data, Analysis, "analysis")
    return data if chain is None else chain(data)


def register() -> None:
    """Let srsly's msgpack, which spaCy writes Docs with, know an `Analysis`."""
    msgpack_encoders.register("korex", func=_encode)
    msgpack_decoders.register("korex", func=_decode)
