"""Which points a result lists: no names, no look-alikes that only the words around tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from korex.entities.temporal.calendar import needs_cue
from korex.entities.temporal.grammar import grammar

if TYPE_CHECKING:
    from korex.entities.temporal.expressions import Point

_WORDS = grammar("expressions")
_QUOTES: dict[str, str] = {pair[0]: pair[1] for pair in _WORDS["quotes"]}


def is_listed(point: Point, text: str) -> bool:
    """Whether a point is more than part of a name or of a date that is no date."""
    if point.holiday is not None and _lacks_cue(point, text):
        point.pieces = []
        return False
    if _WORDS["unlisted"].match(text, point.end) and not (point.month and point.day):
        return False
    if _WORDS["named"].match(text, point.end):
        point.pieces = []
        return False
    # 밤공기, 단오한마당, 연말정산; 아침기온 speaks of the time.
    if (
        point.glued
        and not _WORDS["measured_after"].match(text, point.end)
        and (point.holiday or point.season or point.year_shift or not point.has_date)
        and not (point.season and (point.year or point.year_shift))  # 작년 여름휴가
    ):
        point.pieces = point.pieces if point.hour is not None else []
        return False
    digits = any(char.isdecimal() for char in text[point.start : point.end])
    before, behind = text[point.start - 1 : point.start], text[point.end : point.end + 1]
    if not digits and before in _QUOTES and _QUOTES[before] == behind:
        return text.strip() == text[point.start - 1 : point.end + 1]
    if not digits and not point.has_date and behind in _QUOTES.values() and behind:
        opening = max(text.rfind(mark, max(0, point.start - 20), point.start) for mark in _QUOTES)
        return opening < 0
    return True


def _lacks_cue(point: Point, text: str) -> bool:
    if point.holiday is None or not needs_cue(point.holiday) or point.inner or point.holiday_part:
        return False
    if point.year is not None or point.year_shift is not None or point.has_clock:
        return False
    if _WORDS["term_after"].match(text, point.end) or text.strip() == text[point.start : point.end]:
        return False
    return _WORDS["term_before"].search(text, max(0, point.start - 14), point.start) is None
