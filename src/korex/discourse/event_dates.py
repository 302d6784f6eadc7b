"""When an event is: the date in its sentence, or in the lines of a notice around it, that belongs to it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from korex.discourse.venues import goes_on_after, left_out, lines_around, next_sentence
from korex.entities.event_words import cues
from korex.language.spans import REACH, overlapping, starting_in

if TYPE_CHECKING:
    from korex.language.analysis import Analysis, Span
    from korex.schema import Event, TemporalExpression

DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")
_MONTH_OR_YEAR = re.compile(r"\d{4}(?:-\d\d|-[QHSW]\w+(?:-WE)?)?")
_DATE_LABEL = re.compile(r"(?:일시|일자|기간|날짜|때) ?[:：] ?")
_DAY_LABEL = re.compile(r"\n[^가-힣\n]{0,8}(?:[가-하]\. ?)?일시 ?[:：] ?")
_LONGEST_NOTICE = 3000
_JOINT = 4
_DAYS = re.compile(r"P(\d+)(D|W)")
# which day of several: 첫날, 둘째 날, 마지막 날, 축제 기간
_DAY_OF_WHOLE = re.compile(
    r"(?<![가-힣])(?:첫날|개막일|(?P<nth>둘째|셋째|넷째|이튿) ?날|(?P<last>마지막 ?날|폐막일)"
    r"|(?P<all>(?:행사|축제|대회|전시|박람회|영화제|페스티벌|엑스포) ?기간))(?![가-힣]{3})"
)
_ACTED_ON = re.compile(r"[’'”\"〉>》」』]?[을를의] ")
_ORDINALS = "첫둘셋넷"
_MONTH_AND_DAY = re.compile(r"(\d{1,2}) ?[·.ᆞ・] ?(\d{1,2})")


def is_day(item: TemporalExpression) -> bool:
    return item.type in ("DATE", "TIME") and DAY.search(item.value) is not None


def date_of(
    analysis: Analysis, event: Event, sentence: Span, events: list[Event], dates: list[TemporalExpression]
) -> str | None:
    """Return the value of the date that belongs to an event: before it in its clause, else after it, else next."""
    if (own := _own_day(analysis, event)) is not None:
        return own
    moved = (item for item in dates if event.end <= item.start and item.end <= sentence.end)
    if (new := next((item for item in moved if cues("moved").match(analysis.text, item.end)), None)) is not None:
        return _days_only(new.value)
    before = [item for item in dates if sentence.start <= item.start and item.end <= event.start]
    others = [other for other in events if sentence.start <= other.start < sentence.end]
    nearer = [item for item in before if not any(item.end <= other.start < event.start for other in others)]
    after = [item for item in dates if event.end <= item.start and item.end <= sentence.end]
    after = [item for item in after if not any(event.end <= other.start < item.start for other in others)]
    if any(other.start > event.end for other in others) and (held := goes_on_after().match(analysis.text, event.end)):
        after = [item for item in after if item.start < held.end()]  # ‘가’가 열리고, 13일에는 ‘나’가 …
    if _ACTED_ON.match(analysis.text, event.end) and not cues("after").match(analysis.text, event.end):
        after = []  # 나래축제를 지켜 온 장인 도하람 옹이 3일 별세했다
    following = next_sentence(analysis, sentence)
    later = []
    if following is not None and not any(following.start <= other.start < following.end for other in events):
        later = [item for item in dates if following.start <= item.start and item.end <= following.end]
    line = (
        analysis.text.rfind("\n", max(0, event.start - REACH), event.start),
        analysis.text.find("\n", event.end, event.end + REACH),
    )
    in_line = [item for item in (*nearer, *after) if item.start > line[0] and (line[1] < 0 or item.end <= line[1])]
    if not any(DAY.search(item.value) for item in in_line) and (labelled := _labelled_date(analysis, event, dates)):
        return labelled
    if not any(DAY.search(item.value) for item in before) and (today := _day_of_clock(analysis, event, sentence)):
        return today
    if after and len(nearer) == len(before) and _in_clause_before(analysis, nearer, event, others):
        nearer = []  # ‘가’가 24일 나래관에서, ‘나’가 27일 하늬관에서 열린다
    days_after = [item for item in after if DAY.search(item.value)]
    if days_after and not any(DAY.search(item.value) for item in nearer):
        chosen = days_after[0]  # 올해 축제는 10월 17일 열린다
    elif nearer or (before and not after):
        chosen = _nearest(nearer or before)
    elif after:
        chosen = after[0]
    elif later and following is not None and later[0].start < following.start + 30:
        return _joined(analysis, later[0], later[1:])
    else:
        return None
    if (first := _coordinated(analysis, chosen, before)) is not None:
        return f"{_days_only(first.value)}/{_days_only(chosen.value)}"  # 24일과 25일
    if event.kind == "CEREMONY" and DAY.fullmatch(first_day := _days_only(chosen.value)):
        return first_day  # 13일 개막식을 갖고 사흘간의 일정에 들어갔다
    rest = [item for item in (*after, *later) if item.start > chosen.start]
    return _joined(analysis, chosen, rest)


def day_of_whole(analysis: Analysis, event: Event, sentence: Span, whole: Event) -> str | None:
    """Return the day of what goes on as part of a longer event, if its sentence counts the days: 첫날, 마지막 날.

    `whole` is the event before it that goes on for some days; 축제 기간 is all of them.
    """
    counted = list(_DAY_OF_WHOLE.finditer(analysis.text, sentence.start, event.start))
    if not counted or whole.date is None:
        return None
    said = counted[-1]
    first, _, last = whole.date.partition("/")
    if said["all"]:
        return whole.date
    if said["last"]:
        return last
    nth = said["nth"]
    ordinal = 0 if nth is None else 1 if nth == "이튿" else _ORDINALS.index(nth[0])
    day = (date.fromisoformat(first) + timedelta(days=ordinal)).isoformat()
    return day if day <= last else None


def _day_of_clock(analysis: Analysis, event: Event, sentence: Span) -> str | None:
    """Return the day of writing for what was held at a clock time alone: `장관은 오후 2시 점검회의를 열고 …`."""
    reference = analysis.reference
    if reference is None or not cues("was_held").match(analysis.text, event.end):
        return None
    clocks = starting_in(analysis.dates, max(sentence.start, event.start - REACH), event.start)
    alone = any(item.value.startswith("T") and "/" not in item.value for item in clocks)
    return reference.isoformat()[:10] if alone else None


def _coordinated(
    analysis: Analysis, chosen: TemporalExpression, before: list[TemporalExpression]
) -> TemporalExpression | None:
    """Return the day right before a day that 과 or a dot joins to it."""
    first = next((item for item in before if 0 < chosen.start - item.end < _JOINT), None)
    if first is None or analysis.text[first.end : chosen.start].strip() not in ("과", "와", "·", ","):
        return None
    values = _days_only(first.value), _days_only(chosen.value)
    return first if all(map(DAY.fullmatch, values)) and values[0] < values[1] else None


def _in_clause_before(analysis: Analysis, nearer: list[TemporalExpression], event: Event, others: list[Event]) -> bool:
    """Tell whether the dates before an event are those of the event before it, in a clause without its verb."""
    return bool(nearer) and any(
        other.end <= nearer[0].start and left_out(analysis.text, other.end, event.start) for other in others
    )


def _labelled_date(analysis: Analysis, event: Event, dates: list[TemporalExpression]) -> str | None:
    """Return the date after the label 일시 or 기간 in the lines around an event of a notice."""
    start, end = lines_around(analysis, event)
    match = _DATE_LABEL.search(analysis.text, event.end, end) or _DATE_LABEL.search(analysis.text, start, event.start)
    if match is not None:
        for item in dates:
            if 0 <= item.start - match.end() < 4:
                return _joined(analysis, item, [])
    return None


def day_of_notice(analysis: Analysis, dates: list[TemporalExpression]) -> str | None:
    """Return the day of what a short notice announces: the one that stands after its only label 일시."""
    text = analysis.text
    if len(text) > _LONGEST_NOTICE or "일시" not in text or len(labels := [*_DAY_LABEL.finditer(text)]) != 1:
        return None
    found = next((item for item in dates if 0 <= item.start - labels[0].end() < _JOINT), None)
    return _joined(analysis, found, []) if found is not None else None


def names_month_or_year(item: TemporalExpression) -> bool:
    """Tell whether a temporal expression names a month or a year."""
    return item.type == "DATE" and _MONTH_OR_YEAR.fullmatch(item.value) is not None


def _nearest(before: list[TemporalExpression]) -> TemporalExpression:
    """Return the last expression that names a day, the last of all where none does."""
    days = [item for item in before if DAY.search(item.value)]
    return (days or before)[-1]


def _joined(analysis: Analysis, start: TemporalExpression, rest: list[TemporalExpression]) -> str:
    """Return the value of an event's date: a day and how long it goes on, or a day and one that ends it, as a range."""
    value = _days_only(start.value)
    if "/" in value or not DAY.fullmatch(value) or value.startswith("X"):
        return value
    text = analysis.text
    for item in starting_in(analysis.dates, start.end, start.end + 40):
        if item.type == "DURATION" and _goes_on(text[item.start : item.end]):
            days = _DAYS.fullmatch(item.value)
            if days is None:
                continue
            last = date.fromisoformat(value) + timedelta(days=int(days[1]) * (7 if days[2] == "W" else 1) - 1)
            return f"{value}/{last.isoformat()}"
    for item in rest:
        end = _days_only(item.value)
        if "/" not in end and DAY.fullmatch(end) and end > value and text[item.end : item.end + 2] == "까지":
            between = text[start.end : item.start]
            if item.start - start.end < 80 and cues("opens").search(between):
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
    for item in overlapping(analysis.dates, event.start, event.start + 1):
        if DAY.match(item.value):
            return item.value
    if event.kind != "ELECTION" or analysis.reference is None:
        return None
    return f"{analysis.reference.year}-{month:02}-{day:02}"
