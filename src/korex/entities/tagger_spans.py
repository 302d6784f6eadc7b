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
_FULL_NAME = 3
_NAMED = ORGANIZATION_CLASSES | PLACE_CLASSES | {"ambiguous_region"}


@cache
def _person_tails() -> frozenset[str]:
    return frozenset(read_toml("entities/fused_names.toml")["person"]["tails"])


def spans_within(text: str, start: int, end: int, label: EntityLabel) -> list[Span]:
    """Return the entities in what the model takes for one entity, `text[start:end]`.

    Columns and lines part names; 한미 are two states; 김도하님 holds a name of three syllables, 김도하 나주 (감독) one
    and the place or organization that the title after it belongs to.

    >>> spans_within("한미 정상", 0, 2, "ORG")
    [Span(start=0, end=1), Span(start=1, end=2)]
    >>> spans_within("김도하님 안녕하세요", 0, 4, "PERSON")
    [Span(start=0, end=3)]
    """
    surface = text[start:end]
    if label == "ORG" and 1 < len(surface) < 4 and lexicon_classes(surface) == ("state_short",):
        return [Span(at, at + 1) for at in range(start, end)]
    spans: list[Span] = []
    for gap in _WIDE_GAP.finditer(text, start, end):
        if start < gap.start():
            spans.append(Span(start, gap.start()))
        start = gap.end()
    if start < end:
        if (
            label == "PERSON"
            and end - start == _FULL_NAME + 1
            and text[end - 1] in _person_tails()
            and looks_like_korean_name(text[start : end - 1])
            and not looks_like_korean_name(text[start:end])
        ):
            end -= 1
        elif label == "PERSON" and text.count(" ", start, end) == 1:
            blank = text.index(" ", start, end)
            if looks_like_korean_name(text[start:blank]) and not _NAMED.isdisjoint(
                lexicon_classes(text[blank + 1 : end])
            ):
                end = blank
        spans.append(Span(start, end))
    return spans
