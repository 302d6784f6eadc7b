"""The Kiwi morphological analyser, loaded once a process."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from korex.matching.files import read_toml

if TYPE_CHECKING:
    from kiwipiepy import Kiwi, KiwiConfig

_loading = Lock()  # threads that ask for the first Kiwi at once shall get the same one


def load_kiwi() -> Kiwi:
    """Return the process's Kiwi, one worker thread, with the dictionaries it ships with."""
    with _loading:
        return _loaded()


@lru_cache(maxsize=1)
def _loaded() -> Kiwi:
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1)


# Kiwi takes a text in parts that end where a line or a sentence does: it is quicker on them, and its time, which grows
# with the square of the length on some texts, stays in proportion.
_ENOUGH = 300
_ENDS = regex.compile(r"\n\s*|[.!?][\"”’')]{0,3}\s+")
# A part without such an end is cut here, at the best place there is: blank line, line, sentence, blank.
_LONGEST = 8000
_SHORTEST = _LONGEST // 2
_CUTS = tuple(map(regex.compile, (r"(?r)\n\s*\n", r"(?r)\n", r"(?r)[.!?][\"”’')]{0,3}\s", r"(?r)\s")))
# How far below the best reading of what it has read so far Kiwi follows another one in a longer text. With 2.5 in the
# place of its own 8 it takes two thirds of the time, and five morphemes in a thousand come out differently. Those of
# them that what follows shows to be wrong are put right; markers of lists suffer most, so lists are read with care.
_NARROW = 2.5
_MARKER = re.compile(r"\n[ \t]{0,9}[가나다라마바사아자차카타파하]\.\s")


class Part(NamedTuple):
    """A part of a text as Kiwi's tokens, whose offsets count from `start`, and their tags without `-R` and `-I`."""

    start: int
    tokens: list[Any]
    tags: list[str]


@cache
def _plain(tag: str) -> str:
    """Return a tag without what it says of regularity; equal tags are one string, which is quick to look up."""
    return tag.partition("-")[0]


def tokenize(text: str, known: Sequence[tuple[int, int, str]] = ()) -> Iterator[Part]:
    """Yield the parts of a text.

    `known` are the morphemes `[start, end)`, in order, that are known beforehand, each with its tag. A text of no more
    than one part, which has little else to tell by, is read with Kiwi's own settings.
    """
    kiwi = load_kiwi()
    if len(text) <= _ENOUGH:
        yield _part(0, kiwi.tokenize(text, z_coda=False, pretokenized=list(known) or None))
        return
    narrow = replace(kiwi.global_config, cutoff_threshold=_NARROW)
    start = 0
    while start < len(text):
        end = _part_end(text, start)
        inside = _inside(known, start, end)
        if _MARKER.search(text, max(0, start - 1), end):
            yield _part(start, kiwi.tokenize(text[start:end], z_coda=False, pretokenized=inside))
        else:
            yield _read(kiwi, narrow, text[start:end], start, inside)
        start = end


def _part(start: int, tokens: list[Any]) -> Part:
    return Part(start, tokens, [_plain(token.tag) for token in tokens])


def _inside(known: Sequence[tuple[int, int, str]], start: int, end: int) -> list[tuple[int, int, str]] | None:
    """Return the known morphemes of a part of a text, with offsets in that part, None if there are none."""
    inside = known[bisect_left(known, (start,)) : bisect_left(known, (end,))]
    return [(first - start, last - start, tag) for first, last, tag in inside if last <= end] or None


def _read(kiwi: Kiwi, narrow: KiwiConfig, text: str, start: int, known: list[tuple[int, int, str]] | None) -> Part:
    """Return a part of a text; read again with care if a list marker seems to end a word (합니 + 다.)."""
    part = _part(start, kiwi.tokenize(text, z_coda=False, pretokenized=known, override_config=narrow))
    if "SB" in part.tags:
        ends = [token.start for token, tag in zip(part.tokens, part.tags, strict=True) if tag == "SB"]
        if any(text[end - 1 : end].isalpha() for end in ends):
            return _part(start, kiwi.tokenize(text, z_coda=False, pretokenized=known))
    _put_right(part)
    return part


class _Misreading(NamedTuple):
    """A tag that is another one before some tags; see rules/language/misreadings.toml. No forms are any forms."""

    tag: str
    forms: frozenset[str]
    before: str
    before_forms: frozenset[str]
    right: str


@cache
def _misreadings() -> tuple[re.Pattern[str], tuple[_Misreading, ...]]:
    """Return a pattern of the tags of all misreadings, as a line with blanks between them, and the misreadings."""
    rows = [
        _Misreading(
            row["tag"],
            frozenset(row.get("forms", ())),
            row["before"],
            frozenset(row.get("before_forms", ())),
            row["is"],
        )
        for row in read_toml("language/misreadings.toml")["misreading"]
    ]
    pairs = sorted({f"{row.tag} {row.before}" for row in rows})
    return re.compile(rf" (?={'|'.join(pairs)})"), tuple(rows)


def _put_right(part: Part) -> None:
    """Give morphemes whose tag cannot be right before the next one the right tag: 두 in 두 배 is no verb."""
    tokens, tags = part.tokens, part.tags
    pattern, rows = _misreadings()
    line = f" {' '.join(tags)}"
    for found in pattern.finditer(line):
        index = line.count(" ", 0, found.start())
        for row in rows:
            if (
                tags[index] == row.tag
                and tags[index + 1].startswith(row.before)
                and (not row.forms or tokens[index].form in row.forms)
                and (not row.before_forms or tokens[index + 1].form in row.before_forms)
            ):
                tags[index] = row.right
                break


def _part_end(text: str, start: int) -> int:
    """Return where the part of a text that begins at `start` ends: after a line or a sentence, in no quotation."""
    for found in _ENDS.finditer(text, start + _ENOUGH, start + _LONGEST):
        if _is_closed(text, start, found.end()):
            return found.end()
    if len(text) - start <= _LONGEST:
        return len(text)
    for pattern in _CUTS:
        if last := pattern.search(text, start + _SHORTEST, start + _LONGEST):
            return last.end()
    return start + _LONGEST


def _is_closed(text: str, start: int, end: int) -> bool:
    """Tell whether every quotation that opens in `text[start:end]` closes there."""
    return (
        text.count('"', start, end) % 2 == 0
        and text.count("'", start, end) % 2 == 0
        and text.count("“", start, end) <= text.count("”", start, end)
        and text.count("‘", start, end) <= text.count("’", start, end)
    )
