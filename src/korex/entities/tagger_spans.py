"""Entities that end where no morpheme does: what the analyser leaves together is taken apart here."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex

from korex.entities.lexicons import ORGANIZATION_CLASSES, PLACE_CLASSES, lexicon_classes, looks_like_korean_name
from korex.language.analysis import Span
from korex.matching.files import read_toml

if TYPE_CHECKING:
    from korex.schema import EntityLabel

_WIDE_GAP = regex.compile(r"\s{0,9}[\n\t|]\s{0,9}|\s{2,}")
# the other spelling of a name that ends a span, and the kind of place after it: 난징(南京)시
_OTHER_SPELLING = regex.compile(r"\((?P<han>\p{Han}{1,10})\)(?:[시성구현군주]|지구)?$")
# a family name alone, where 모 stands for the rest: 김모(34)씨
_ANONYMOUS = regex.compile(r"\p{Hangul}(?=[모某]\s?(?:\(\d|씨|[군양](?!\p{Hangul})))")
_TWICE_SPELLED = frozenset(("ORG", "LOC"))
_FULL_NAME = 3
_NAMED = ORGANIZATION_CLASSES | PLACE_CLASSES | {"ambiguous_region"}


@cache
def _person_tails(key: str) -> frozenset[str]:
    return frozenset(read_toml("entities/fused_names.toml")["person"][key])


def spans_within(text: str, start: int, end: int, label: EntityLabel) -> list[Span]:
    """Return the entities in what the model takes for one entity, `text[start:end]`.

    Columns and lines part names; 한미 are two states, 난징(南京) is a place in two spellings, 김모 a family name;
    김도하님 holds a name of three syllables, 김도하 나주 (감독) one and the place or organization that the title after
    it belongs to.

    >>> spans_within("한미 정상", 0, 2, "ORG")
    [Span(start=0, end=1), Span(start=1, end=2)]
    >>> spans_within("중국 난징(南京)시", 0, 10, "LOC")
    [Span(start=0, end=5), Span(start=6, end=8)]
    >>> spans_within("김모(34)씨", 0, 2, "PERSON")
    [Span(start=0, end=1)]
    >>> spans_within("김도하 제주 감독", 0, 6, "PERSON")
    [Span(start=0, end=3)]
    >>> spans_within("김도하님 안녕하세요", 0, 4, "PERSON"), spans_within("조씨", 0, 2, "PERSON")
    ([Span(start=0, end=3)], [Span(start=0, end=1)])
    """
    surface = text[start:end]
    if label == "ORG" and 1 < len(surface) < 4 and lexicon_classes(surface) == ("state_short",):
        return [Span(at, at + 1) for at in range(start, end)]
    if label == "PERSON":
        if end - start == 2 and _ANONYMOUS.match(text, start):
            return [Span(start, start + 1)]
        if surface.count(" ") > 1 and all(map(_is_full_name, surface.split(" "))):  # two words may be one of Japan
            return [Span(at, at + _FULL_NAME) for at in range(start, end, _FULL_NAME + 1)]
    spans: list[Span] = []
    for gap in () if surface.isalnum() else _WIDE_GAP.finditer(text, start, end):
        if start < gap.start():
            spans.append(Span(start, gap.start()))
        start = gap.end()
    if "(" in surface and label in _TWICE_SPELLED and (other := _OTHER_SPELLING.search(text, start, end)):
        names = Span(start, other.start()), Span(*other.span("han"))
        spans += [name for name in names if name.end - name.start > 1]  # no name is the 州 of 주(州)
    elif start < end:
        spans.append(Span(start, start + len(_name_in(text[start:end])) if label == "PERSON" else end))
    return spans


def _is_full_name(word: str) -> bool:
    return len(word) == _FULL_NAME and looks_like_korean_name(word)


def _name_in(surface: str) -> str:
    """Return what is the name in what the model takes for a person."""
    name, blank, rest = surface.partition(" ")
    if blank and looks_like_korean_name(name) and not _NAMED.isdisjoint(lexicon_classes(rest)):
        return name
    shorter, tail = surface[:-1], surface[-1]
    if shorter and tail in _person_tails("never"):
        return shorter
    fused = (
        len(shorter) == _FULL_NAME
        and tail in _person_tails("tails")
        and looks_like_korean_name(shorter)
        and not looks_like_korean_name(surface)
    )
    return shorter if fused else surface
