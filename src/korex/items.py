"""What every part of a result can do: turn into plain data and JSON, and come back as it was."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeVar

from dataclasses_json import dataclass_json

from korex.errors import ResultError
from korex.shapes import check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from typing_extensions import Self

T = TypeVar("T")

_DECODERS: dict[type, Callable[..., Any]] = {}


_PAIRED_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


class Item:
    """What every part of a result can do: turn into plain Python data and into JSON."""

    __slots__: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return plain dicts, lists, strings and numbers, ready for `json.dumps`."""
        return {name: _plain(getattr(self, name)) for name in self.__slots__}

    def to_json(self, *, indent: int | None = None) -> str:
        """Return this item as JSON text with Korean characters as they are."""
        return dump_json(self.to_dict(), indent=indent)

    def _repr_html_(self) -> str:
        """Return this item as a notebook shows it: self-contained HTML, everything of the text escaped."""
        from korex.views.html import fragment

        return fragment(self)

    @classmethod
    def from_dict(cls, data: Any) -> Self:
        """Build an item from what `to_dict` gave; raises `ResultError` naming the first place that is wrong.

        Keys that this version of korex does not know are passed over.
        """
        for problem in cls._problems(data):
            raise ResultError(problem)
        item: Self = _DECODERS[cls](data)
        return item

    @classmethod
    def _problems(cls, data: Any) -> Iterator[str]:
        """Yield what is wrong with plain data for an item of this class."""
        return check(data, cls)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Build an item from what `to_json` gave; ``from_json(x.to_json()) == x``."""
        try:
            data = json.loads(text)
        except (ValueError, RecursionError, TypeError) as error:
            raise ResultError(f"{cls.__name__}: not JSON: {error}") from error
        return cls.from_dict(data)


def dump_json(data: Any, *, indent: int | None = None) -> str:
    """Return plain data as JSON text that can be written as UTF-8, with Korean characters as they are."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        # Half a surrogate pair has no UTF-8; escaping everything keeps such a text readable by any parser. Two halves
        # side by side would come back as one character: they stay as they are, which only Python reads.
        if not _PAIRED_HALVES.search(text):
            return json.dumps(data, indent=indent)
    return text


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.to_dict() if isinstance(value, Item) else value


def result_item(cls: type[T]) -> type[T]:
    """Register dataclasses-json's decoder for a result class; the methods themselves are `Item`'s."""
    dataclass_json(cls)
    _DECODERS[cls] = cls.from_dict  # type: ignore[attr-defined]
    for name in ("to_dict", "to_json", "from_dict", "from_json"):
        delattr(cls, name)
    return cls
