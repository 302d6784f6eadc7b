"""When and where each event is: the date that belongs to it and the place it is held at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import regex

from korex.discourse.venues import left_out, lines_around, next_sentence, place_of
from korex.language.analysis import Analysis, Span, analysis_of
from korex.language.spans import REACH, overlapping, starting_in
from korex.matching.files import read_toml

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from korex.schema import Event, TemporalExpression

_DAY = regex.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")
_MONTH_OR_YEAR = regex.compile(r"\d{4}(?:-\d\d|-[QHS]\w+)?")
_DATE_LABEL = regex.compile(r"(?:일시|일자|기간|날짜|때) ?[:：] ?")
_DAYS = regex.compile(r"P(\d+)(D|W)")
_MONTH_AND_DAY = regex.compile(r"(\d{1,2}) ?[·.ᆞ・] ?(\d{1,2})")


class Occasions:
    """Gives each event of the analysis its `date` and `place`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        events = analysis.events
        dates = [item for item in analysis.dates if _is_day(item) or _whole(item)]
        analysis.events = [_placed(analysis, event, events, dates) for event in events]
        return doc


def _placed(analysis: Analysis, event: Event, events: list[Event], dates: list[TemporalExpression]) -> Event:
    sentence = _sentence_of(analysis, event.start)
    events = [
        other for other in starting_in(events, sentence.start - REACH, sentence.end + REACH) if other is not event
    ]
    dates = list(starting_in(dates, sentence.start - REACH, sentence.end + REACH))
    day = _date_of(analysis, event, sentence, events, dates)
    return replace(event, date=day, place=place_of(analysis, event, sentence, events))


def _is_day(item: TemporalExpression) -> bool:
    return item.type in ("DATE", "TIME") and _DAY.search(item.value) is not None


def _sentence_of(analysis: Analysis, offset: int) -> Span:
    for spans in (analysis.sentences, analysis.content_spans()):
        for span in overlapping(spans, offset, offset + 1):
            return Span(span.start, span.end)
    return Span(0, len(analysis.text))


# --- when


def _date_of(
    analysis: Analysis, event: Event, sentence: Span, events: list[Event], dates: list[TemporalExpression]
) -> str | None:
    """Return the value of the date that belongs to an event: before it in its clause, else after it, else next."""
    if (own := _own_day(analysis, event)) is not None:
        return own
    moved = (item for item in dates if event.end <= item.start and item.end <= sentence.end)
    if (new := next((item for item in moved if _moved().match(analysis.text, item.end)), None)) is not None:
        return _days_only(new.value)
    before = [item for item in dates if sentence.start <= item.start and item.end <= event.start]
    others = [other for other in events if sentence.start <= other.start < sentence.end]
    nearer = [item for item in before if not any(item.end <= other.start < event.start for other in others)]
    after = [item for item in dates if event.end <= item.start and item.end <= sentence.end]
    after = [item for item in after if not any(event.end <= other.start < item.start for other in others)]
    following = next_sentence(analysis, sentence)
    later = []
    if following is not None and not any(following.start <= other.start < following.end for other in events):
        later = [item for item in dates if following.start <= item.start and item.end <= following.end]
    line = analysis.text.rfind("\n", 0, event.start), analysis.text.find("\n", event.end)
    in_line = [item for item in (*nearer, *after) if item.start > line[0] and (line[1] < 0 or item.end <= line[1])]
    if not any(_DAY.search(item.value) for item in in_line) and (labelled := _labelled_date(analysis, event, dates)):
        return labelled
    if after and len(nearer) == len(before) and _in_clause_before(analysis, nearer, event, others):
        nearer = []  # ‘가’가 24일 나래관에서, ‘나’가 27일 하늬관에서 열린다
    days_after = [item for item in after if _DAY.search(item.value)]
    if days_after and not any(_DAY.search(item.value) for item in nearer):
        chosen = days_after[0]  # 올해 축제는 10월 17일 열린다
    elif nearer or (before and not after):
        chosen = _nearest(nearer or before)
    elif after:
        chosen = after[0]
    elif later and following is not None and later[0].start < following.start + 30:
        return _joined(analysis, later[0], later[1:])
    else:
        return None
    rest = [item for item in (*after, *later) if item.start > chosen.start]
    return _joined(analysis, chosen, rest)


def _in_clause_before(analysis: Analysis, nearer: list[TemporalExpression], event: Event, others: list[Event]) -> bool:
    """Tell whether the dates before an event are those of the event before it, in a clause without its verb."""
    return bool(nearer) and any(
        other.end <= nearer[0].start and left_out(analysis.text, other.end, event.start) for other in others
    )


def _labelled_date(analysis: Analysis, event: Event, dates: list[TemporalExpression]) -> str | None:
    """Return the date after the label 일시 or 기간 in the lines around an event of a notice."""
    match = _DATE_LABEL.search(analysis.text, *lines_around(analysis, event))
    if match is not None:
        for item in dates:
            if 0 <= item.start - match.end() < 4:
                return _joined(analysis, item, [])
    return None


def _whole(item: TemporalExpression) -> bool:
    """Tell whether a temporal expression names a month or a year."""
    return item.type == "DATE" and _MONTH_OR_YEAR.fullmatch(item.value) is not None


def _nearest(before: list[TemporalExpression]) -> TemporalExpression:
    """Return the last expression that names a day, the last of all where none does."""
    days = [item for item in before if _DAY.search(item.value)]
    return (days or before)[-1]


def _joined(analysis: Analysis, start: TemporalExpression, rest: list[TemporalExpression]) -> str:
    """Return the value of an event's date: a day and how long it goes on, or a day and one that ends it, as a range."""
    value = _days_only(start.value)
    if "/" in value or not _DAY.fullmatch(value) or value.startswith("X"):
        return value
    text = analysis.text
    for item in analysis.dates:
        if item.type == "DURATION" and 0 <= item.start - start.end < 40 and _goes_on(text[item.start : item.end]):
            days = _DAYS.fullmatch(item.value)
            if days is None:
                continue
            last = date.fromisoformat(value) + timedelta(days=int(days[1]) * (7 if days[2] == "W" else 1) - 1)
            return f"{value}/{last.isoformat()}"
    for item in rest:
        end = _days_only(item.value)
        if "/" not in end and _DAY.fullmatch(end) and end > value and text[item.end : item.end + 2] == "까지":
            between = text[start.end : item.start]
            if item.start - start.end < 80 and _opens().search(between):
                return f"{value}/{end}"
        elif "/" in end and end.startswith(value):
            return end
    return value


def _goes_on(duration: str) -> bool:
    """Tell whether a duration says how long something goes on: 열흘간, 사흘 동안."""
    return duration.endswith(("간", "동안"))


def _days_only(value: str) -> str:
    """Return a value without its clock times: the day of a TIME item."""
    parts = [part.partition("T")[0] or part for part in value.split("/")]
    if len(parts) == 2 and parts[0] == parts[1]:
        return parts[0]
    return "/".join(part for part in parts if part)


def _own_day(analysis: Analysis, event: Event) -> str | None:
    """Return the day that a name like 6·3 지방선거 holds, in the year the text speaks of."""
    match = _MONTH_AND_DAY.match(event.name)
    if match is None:
        return None
    month, day = int(match[1]), int(match[2])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    for item in analysis.dates:
        if item.start <= event.start < item.end and _DAY.match(item.value):
            return item.value
    if event.kind != "ELECTION" or analysis.reference is None:
        return None
    return f"{analysis.reference.year}-{month:02}-{day:02}"


@cache
def _moved() -> regex.Pattern[str]:
    return regex.compile("|".join(read_toml("entities/event_words.toml")["cues"]["moved"]))


@cache
def _opens() -> regex.Pattern[str]:
    return regex.compile("|".join(read_toml("entities/event_words.toml")["cues"]["opens"]))
