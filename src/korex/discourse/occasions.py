"""When and where each event is: the date that belongs to it and the place it is held at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import regex

from korex.entities.events import heads
from korex.entities.lexicons import lexicon_classes
from korex.language.analysis import Analysis, Span, analysis_of
from korex.language.spans import REACH, count_before, overlapping, starting_in
from korex.matching.files import read_toml

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from korex.schema import Event, TemporalExpression

_DAY = regex.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")
_MONTH_OR_YEAR = regex.compile(r"\d{4}(?:-\d\d|-[QHS]\w+)?")
_DATE_LABEL = regex.compile(r"(?:일시|일자|기간|날짜|때) ?[:：] ?")
_PLACE_LABEL = regex.compile(r"(?:장소|곳) ?[:：] ?([^\n○●□■◦▪※*(,·|]{2,30})")
_NEAR = 90
_DAYS = regex.compile(r"P(\d+)(D|W)")
_MONTH_AND_DAY = regex.compile(r"(\d{1,2}) ?[·.ᆞ・] ?(\d{1,2})")
_NOUNS = frozenset(("NNG", "NNP", "XR", "SL", "SH", "XPN", "XSN", "SN", "NNB", "NR"))
# after a labelled event: 설명회: 3월 4일 오전 11시, 원주시청 별관(2층)
_COLON = regex.compile(r" ?: ?")
_COMMA = regex.compile(r" ?, ?")
_AT = regex.compile(r"에서(?:는)? ")
_NEW_CLAUSE = regex.compile(r"[,.]|\p{Hangul}[고며] ")
_PLACE_END = regex.compile(r"[(,\n]|에서")


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
    return replace(event, date=day, place=_place_of(analysis, event, sentence, events))


def _is_day(item: TemporalExpression) -> bool:
    return item.type in ("DATE", "TIME") and _DAY.search(item.value) is not None


def _sentence_of(analysis: Analysis, offset: int) -> Span:
    for spans in (analysis.sentences, analysis.content_spans()):
        for span in overlapping(spans, offset, offset + 1):
            return Span(span.start, span.end)
    return Span(0, len(analysis.text))


def _next_sentence(analysis: Analysis, sentence: Span) -> Span | None:
    """Return the sentence that follows in the same paragraph."""
    number = count_before(analysis.sentences, sentence.end)
    if number == len(analysis.sentences):
        return None
    following = analysis.sentences[number]
    return following if "\n" not in analysis.text[sentence.end : following.start] else None


# --- when


def _date_of(
    analysis: Analysis, event: Event, sentence: Span, events: list[Event], dates: list[TemporalExpression]
) -> str | None:
    """Return the value of the date that belongs to an event: before it in its clause, else after it, else next."""
    if (own := _own_day(analysis, event)) is not None:
        return own
    before = [item for item in dates if sentence.start <= item.start and item.end <= event.start]
    others = [other for other in events if sentence.start <= other.start < sentence.end]
    nearer = [item for item in before if not any(item.end <= other.start < event.start for other in others)]
    after = [item for item in dates if event.end <= item.start and item.end <= sentence.end]
    after = [item for item in after if not any(event.end <= other.start < item.start for other in others)]
    following = _next_sentence(analysis, sentence)
    later = []
    if following is not None and not any(following.start <= other.start < following.end for other in events):
        later = [item for item in dates if following.start <= item.start and item.end <= following.end]
    line = analysis.text.rfind("\n", 0, event.start), analysis.text.find("\n", event.end)
    in_line = [item for item in (*nearer, *after) if item.start > line[0] and (line[1] < 0 or item.end <= line[1])]
    if not any(_DAY.search(item.value) for item in in_line) and (labelled := _labelled_date(analysis, event, dates)):
        return labelled
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


def _labelled_date(analysis: Analysis, event: Event, dates: list[TemporalExpression]) -> str | None:
    """Return the date after the label 일시 or 기간 in the lines around an event of a notice."""
    match = _DATE_LABEL.search(analysis.text, *_lines_around(analysis, event))
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
        if item.type == "DURATION" and 0 <= item.start - start.end < 40 and text[item.start : item.end].endswith("간"):
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


# --- where


def _place_of(analysis: Analysis, event: Event, sentence: Span, events: list[Event]) -> str | None:
    """Return the noun phrase before 에서 that says where an event is held."""
    text = analysis.text
    if event.kind == "DISASTER":
        inside = [
            c for c in sorted(analysis.candidates) if c.label == "LOC" and event.start <= c.start and c.end < event.end
        ]
        if inside:
            return text[inside[0].start : inside[0].end]
        return None
    for match in _AT.finditer(text, event.end + 3, sentence.end):
        at = match.start()
        right = text[at : min(sentence.end, at + 50)]
        if _held_after().match(right) and (place := _noun_phrase(analysis, at, event.end)):
            return place
    for match in reversed([*_AT.finditer(text, sentence.start, event.start)]):
        at = match.start()
        if any(at <= other.start < event.start for other in events):
            break
        gap = text[match.end() : event.start]
        if (_held_before().search(gap) or not _NEW_CLAUSE.search(gap)) and (
            place := _noun_phrase(analysis, at, sentence.start)
        ):
            return place
    if place := _after_date(analysis, event, sentence):
        return place
    if place := _labelled(analysis, event):
        return place
    following = _next_sentence(analysis, sentence)
    if following is not None:
        start = following.start
        at = text.find("에서", start, min(following.end, start + 30))
        if at > 0 and _held_after().match(text[at : at + 60]):
            return _noun_phrase(analysis, at, start)
    return None


def _labelled(analysis: Analysis, event: Event) -> str | None:
    """Return what stands after the label 장소 in the lines around an event of a notice."""
    match = _PLACE_LABEL.search(analysis.text, *_lines_around(analysis, event))
    return match[1].strip() if match else None


def _lines_around(analysis: Analysis, event: Event) -> tuple[int, int]:
    """Return where the block of lines around an event begins and ends: at most `_NEAR` characters, no blank line."""
    text = analysis.text
    start = max(0, event.start - _NEAR, text.rfind("\n\n", 0, event.start))
    end = min(len(text), event.end + _NEAR)
    blank = text.find("\n\n", event.end, end)
    return start, blank if blank >= 0 else end


def _after_date(analysis: Analysis, event: Event, sentence: Span) -> str | None:
    """Return the place of a notice: 설명회: 3월 4일 오전 11시, 원주시청 별관."""
    text = analysis.text
    line_end = text.find("\n", event.end)
    line_end = len(text) if line_end < 0 else line_end
    match = _COLON.match(text, event.end)
    if match is None:
        return None
    for item in analysis.dates:
        if event.end <= item.start < event.end + 6:
            comma = _COMMA.match(text, item.end)
            if comma is None or comma.end() >= line_end:
                return None
            stop = _PLACE_END.search(text, comma.end(), line_end)
            end = stop.start() if stop else line_end
            place = text[comma.end() : end].strip()
            return place if 1 < len(place) <= 30 else None
    return None


def _goes_with_island(word: str) -> bool:
    """Tell whether a word goes with an island: 섬, 해변."""
    return word in ("섬", "해변", "해수욕장", "항", "등대", "선착장", "앞바다", "마을")


def _noun_phrase(analysis: Analysis, end: int, limit: int) -> str | None:
    """Return the run of nouns that ends at `end`, None where it is no place: an event, a person's act."""
    morphemes = analysis.morphemes
    tags, starts, ends = morphemes.tags, morphemes.starts, morphemes.ends
    text = analysis.text
    last = morphemes.at(end - 1)
    if last < 0 or ends[last] != end or tags[last] not in _NOUNS:
        return None
    dated = {at for item in analysis.dates for at in range(item.start, item.end)}
    first = last
    while (
        first > 0
        and starts[first - 1] >= limit
        and tags[first - 1] in _NOUNS
        and (ends[first - 1] == starts[first] or text[ends[first - 1] : starts[first]] == " ")
        and starts[first - 1] not in dated
    ):
        first -= 1
    if (
        first > 1
        and tags[first - 1] == "JX"
        and morphemes.forms[first - 1] == "도"
        and _goes_with_island(morphemes.forms[first])
    ):
        first -= 2  # 배알도 섬정원: the particle 도 is the island's 도
    if starts[first] in dated:
        return None
    place = text[starts[first] : end]
    head = place.rpartition(" ")[2]
    if head in heads() or any(head.endswith(word) and len(word) > 1 for word in ("회의", "자리", "행사", "과정")):
        return None
    if not {"title", "occupation"}.isdisjoint(lexicon_classes(head)):
        return None
    return place


@cache
def _held_before() -> regex.Pattern[str]:
    return regex.compile("|".join(read_toml("entities/event_words.toml")["cues"]["before"]))


@cache
def _held_after() -> regex.Pattern[str]:
    verbs = "|".join(read_toml("entities/event_words.toml")["cues"]["at_place"])
    return regex.compile(rf"에서는? (?:[^\s.!?]{{1,12}} ){{0,5}}?(?:{verbs})")


@cache
def _opens() -> regex.Pattern[str]:
    return regex.compile("|".join(read_toml("entities/event_words.toml")["cues"]["opens"]))
