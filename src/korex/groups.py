"""Items taken a few at a time, so that they can pass the pipeline together (`korex.together`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

TOGETHER = 8
# Characters: texts this long would take memory together, and gain nothing.
_ENOUGH = 50_000


def groups_of(items: Iterable[T], length: Callable[[T], int], most: int = TOGETHER) -> Iterator[list[T]]:
    """Yield items in groups: one, then two, four, up to `most`, so that the first results need not wait for others.

    `length` gives the characters of an item. An error that `items` raises comes out after the items before it.

    >>> list(groups_of("가나다라마바사", len, 3))
    [['가'], ['나', '다'], ['라', '마', '바'], ['사']]
    """
    source = iter(items)
    size, error = 1, None
    while error is None:
        group: list[T] = []
        characters = 0
        try:
            for item in source:
                group.append(item)
                characters += length(item)
                if len(group) >= size or characters > _ENOUGH:
                    break
        except Exception as raised:
            error = raised
        if group:
            yield group
        elif error is None:
            return
        size = min(2 * size, most)
    raise error
