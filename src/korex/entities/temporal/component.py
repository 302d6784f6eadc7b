"""Temporal expressions: found in the whole text as entities, resolved to TIMEX3 values in its content sections."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from korex.entities.temporal.anchors import Anchors
from korex.entities.temporal.expressions import Point, Range
from korex.entities.temporal.finding import find_expressions
from korex.entities.temporal.grammar import grammar
from korex.entities.temporal.outlook import is_background, is_note, outlook_after, told_after
from korex.entities.temporal.rendering import expression_of
from korex.entities.temporal.resolving import Resolver
from korex.errors import InputError
from korex.language.analysis import Candidate, analysis_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from korex.entities.temporal.expressions import Content, Found, Piece
    from korex.entities.temporal.outlook import Outlook
    from korex.language.analysis import Analysis
    from korex.schema import TemporalExpression, TemporalMod

DatePreference = Literal["context", "past", "future"]
_PREFERENCES = ("context", "past", "future")
_PRIORITY = 70
_UNSURE_PRIORITY = 40

_LABEL = re.compile(r"\s{0,20}[\[<〈【][^\]>〉】\n]{1,12}[\]>〉】]")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|$)|\n|[“”\"]")
_DIRECTED = re.compile(r"(오는|지난) (\d{1,2})일")
_AHEAD_OF: re.Pattern[str] = grammar("outlook_marks")["ahead_of"]
_BEFORE_COMING: re.Pattern[str] = grammar("counts")["before_coming"]
_BESIDE: dict[TemporalMod, re.Pattern[str]] = grammar("mods")  # type: ignore[assignment]


class Temporals:
    """Adds `dates` and DATE and TIME candidates.

    `date_preference` says what an expression means that fits a past and a coming day alike: "context" (what the
    sentence says, else the nearest), "past" or "future".
    """

    def __init__(self, nlp: Language, name: str, *, date_preference: DatePreference) -> None:
        if date_preference not in _PREFERENCES:
            raise InputError(f"date_preference must be one of {', '.join(_PREFERENCES)}, got {date_preference!r}")
        self.name = name
        self.date_preference = date_preference

    def __call__(self, doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        found = find_expressions(analysis.text, analysis.morphemes)
        for item in found:
            for piece in _pieces(item.content):
                analysis.candidates.append(_candidate(piece))
        self._resolve(analysis, found)
        return doc

    def _resolve(self, analysis: Analysis, found: list[Found]) -> None:
        text = analysis.text
        reference = analysis.reference
        moment = reference if isinstance(reference, datetime) else None
        now = moment.date() if moment else reference if isinstance(reference, date) else None
        anchors = Anchors(now if now is not None else _dateline(analysis, found), moment)
        resolver = Resolver(anchors, self.date_preference)
        unsaid: Outlook = 1 if is_note(analysis.morphemes, text, [item.content for item in found]) else 0
        ends = [match.end() for match in _SENTENCE_END.finditer(text)]
        directed = _directed_days(text)
        sentence = -1
        for item in _within(found, analysis):
            content = item.content
            if (here := bisect_right(ends, content.start)) != sentence:
                anchors.next_sentence()
                sentence = here
            if not item.listed:
                continue
            # 이날 and 전날 speak of what the sentence as a whole tells, other times of the nearest predicate.
            if isinstance(content, Point) and content.day_shift:
                outlook = told_after(analysis.morphemes, text, content.end)
            else:
                outlook = outlook_after(analysis.morphemes, text, content.start, content.end)
            if isinstance(content, Point) and content.back and outlook == 1 and _BEFORE_COMING.match(text, content.end):
                content.after_event = True
            # 상반기 alone is that of this year, 10월 the one to come.
            if outlook == 0 and not (isinstance(content, Point) and (content.half or content.quarter)):
                outlook = unsaid
            if isinstance(content, Point) and content.day and not content.direction and not anchors.sentence_month:
                # 기념식 14일 열려 …, told of as 오는 14일 further on
                content.direction = directed.get(content.day, 0) if _is_bare(content) else 0
            mod = next((mod for mod, pattern in _BESIDE.items() if pattern.match(text, content.end)), None)
            was_at = anchors.day, anchors.happened
            expression = expression_of(content, text, resolver, outlook, mod)
            if expression is not None:
                analysis.dates.append(expression)
            past = _is_past(content)
            of_day = isinstance(content, Point) and bool(content.day) and content.direction == -1
            background = (past or of_day) and is_background(analysis.morphemes, content.end)
            if past and background:
                anchors.sentence_month = None  # 지난 6월 출범한 위원회는 10일 …
            elif of_day:
                if background:
                    anchors.aside(*was_at)
            elif _AHEAD_OF.match(text, content.end):
                anchors.sentence_month = anchors.sentence_year = None  # 내년 3월 개교를 앞두고 10월부터 …
        analysis.dates = _without_title_repeats(analysis)


def _directed_days(text: str) -> dict[int, int]:
    """Return the days of a month of which the text says 오는 (1) or 지난 (-1), one of them only."""
    words: dict[int, set[str]] = {}
    for match in _DIRECTED.finditer(text):
        words.setdefault(int(match[2]), set()).add(match[1])
    return {day: 1 if said == {"오는"} else -1 for day, said in words.items() if len(said) == 1}


def _is_past(content: Content) -> bool:
    """Whether a content is a month or a day of it that is said to have passed: 지난 6월, 지난해 6월 3일."""
    if not isinstance(content, Point) or content.month is None:
        return False
    return content.direction == -1 or content.year is not None or content.year_shift is not None


def _is_bare(point: Point) -> bool:
    """Whether a point is a day of some month: 14일, 14일 오후."""
    return (
        point.month is None
        and point.month_shift is None
        and point.year is None
        and point.weekday is None
        and not (point.reports or point.apposed or point.goes_on)
    )


def _without_title_repeats(analysis: Analysis) -> list[TemporalExpression]:
    """Leave out of the headline what the story says again, and its label: `[주말 나들이]`."""
    titles = [section for section in analysis.sections if section.kind in ("TITLE", "SUBTITLE")]
    told = {item.value for item in analysis.dates if not any(t.start <= item.start < t.end for t in titles)}

    said: set[tuple[str, str]] = set()

    def stays(item: TemporalExpression) -> bool:
        title = next((t for t in titles if t.start <= item.start < t.end), None)
        if title is None:
            return True
        label = _LABEL.match(analysis.text, title.start)
        again = (item.text, item.value) in said  # a page in one line has its headline twice
        said.add((item.text, item.value))
        return item.value not in told and not again and not (label and item.end <= label.end())

    return [item for item in analysis.dates if stays(item)]


def _dateline(analysis: Analysis, found: list[Found]) -> date | None:
    """Return the first full date outside the story, which says when the page was written."""
    inside = analysis.content_spans()
    for item in found:
        point = item.content
        if isinstance(point, Point) and point.year and point.month and (point.day or 0) > 0:
            if any(span.start <= point.start < span.end for span in inside):
                continue
            try:
                return date(point.year, point.month, point.day or 1)
            except ValueError:
                continue
    return None


def _candidate(piece: Piece) -> Candidate:
    priority = _PRIORITY if piece.sure else _UNSURE_PRIORITY
    return Candidate(piece.start, piece.end, piece.label, piece.source, priority)


def _within(found: list[Found], analysis: Analysis) -> Iterator[Found]:
    """Yield what stands in the content sections."""
    spans = iter(analysis.content_spans())
    span = next(spans, None)
    for item in found:
        while span is not None and span.end <= item.content.start:
            span = next(spans, None)
        if span is None:
            return
        if span.start <= item.content.start and item.content.end <= span.end:
            yield item


def _pieces(content: Content) -> list[Piece]:
    if isinstance(content, Range):
        return content.first.pieces + content.last.pieces
    return content.pieces
