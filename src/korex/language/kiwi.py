"""The Kiwi morphological analyser, loaded once a process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

import regex

if TYPE_CHECKING:
    from kiwipiepy import Kiwi


_loading = Lock()  # threads that ask for the first Kiwi at once shall get the same one


def load_kiwi() -> Kiwi:
    """Return the process's Kiwi, one worker thread, with the dictionaries it ships with."""
    with _loading:
        return _loaded()


@lru_cache(maxsize=1)
def _loaded() -> Kiwi:
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1)


# Kiwi's time grows with the square of the length on some texts, so a longer one goes to it in parts.
_LONGEST = 8000
_SHORTEST = _LONGEST // 2
# Where a text may be cut, the best first: blank lines, lines, sentences, blanks.
_CUTS = tuple(map(regex.compile, (r"(?r)\n\s*\n", r"(?r)\n", r"(?r)[.!?][\"”'’)]{0,3}\s", r"(?r)\s")))


def tokenize(text: str, known: Sequence[tuple[int, int, str]] = ()) -> Iterator[tuple[int, list[Any]]]:
    """Yield the parts of a text as Kiwi's tokens, each with the offset that the tokens' own count from.

    `known` are the morphemes `[start, end)`, in order, that are known beforehand, each with its tag.
    """
    kiwi = load_kiwi()
    start = 0
    while len(text) - start > _LONGEST:
        end = _cut(text, start + _SHORTEST, start + _LONGEST)
        yield start, kiwi.tokenize(text[start:end], z_coda=False, pretokenized=_inside(known, start, end))
        start = end
    rest = _inside(known, start, len(text))
    yield start, kiwi.tokenize(text[start:] if start else text, z_coda=False, pretokenized=rest)


def _inside(known: Sequence[tuple[int, int, str]], start: int, end: int) -> list[tuple[int, int, str]] | None:
    """Return the known morphemes of a part of a text, with offsets in that part, None if there are none."""
    if not known:
        return None
    return [(first - start, last - start, tag) for first, last, tag in known if start <= first and last <= end]


def _cut(text: str, start: int, end: int) -> int:
    """Return the last good place in `text[start:end]` to cut a text at, `end` if there is none."""
    for pattern in _CUTS:
        if found := pattern.search(text, start, end):
            return found.end()
    return end
