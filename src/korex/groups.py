"""Items taken a few at a time: an iterable up to its first error, and groups that pass the pipeline together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")

TOGETHER = 8
# Characters: texts this long would take memory together, and gain nothing.
_ENOUGH = 50_000


class Source:
    """The items of an iterable up to its end or its first error, which is kept."""

    def __init__(self, items: Iterable[Any]) -> None:
        self.error: Exception | None = None
        self._items = iter(items)

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        if self.error is not None:
            raise StopIteration
        try:
            return next(self._items)
        except StopIteration:
            raise
        except Exception as error:
            self.error = error
            raise StopIteration from error


def groups_of(items: Iterable[T], length: Callable[[T], int], most: int = TOGETHER) -> Iterator[list[T]]:
    """Yield items in groups: one, then two, four, up to `most`, so that the first results need not wait for others.

    `length` gives the characters of an item. An error that `items` raises comes out after the items before it.

    >>> list(groups_of("가나다라마바사", len, 3))
    [['가'], ['나', '다'], ['라', '마', '바'], ['사']]
    """
    source = Source(items)
    size = 1
    while group := _taken(source, size, length):
        yield group
        size = min(2 * size, most)
    if source.error is not None:
        raise source.error


def _taken(source: Iterable[T], most: int, length: Callable[[T], int]) -> list[T]:
    group: list[T] = []
    characters = 0
    for item in source:
        group.append(item)
        characters += length(item)
        if len(group) >= most or characters > _ENOUGH:
            break
    return group
