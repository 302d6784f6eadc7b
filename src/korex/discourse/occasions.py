"""When and where each event is: the date that belongs to it and the place it is held at."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import regex

from korex.discourse.event_dates import DAY, date_of, day_of_notice, day_of_whole, is_day, names_month_or_year
from korex.discourse.venues import has_place_label, labelled_place, place_of, place_of_notice, places_in_names
from korex.entities.event_items import without_edition
from korex.entities.event_words import event_words, head_noun
from korex.entities.resolution import spans_of
from korex.language.analysis import Analysis, Span, analysis_of
from korex.language.spans import REACH, count_before, overlapping, starting_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from korex.schema import Event, TemporalExpression

_YEAR_FIRST = re.compile(r"((?:19|20)\d\d) ")
_MOST_MENTIONS = 4
# What stands further from it than this speaks of an event only by chance: it is another page of a long file.
_FAR = 50_000
_FARTHEST_SENTENCE = 4
_REACH_OF_WHOLE = 1500
_RANGE = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")
_CALLED = regex.compile(
    r"(?<!\p{Hangul})(?P<kind>\p{Hangul}{1,5})"
    r"(?:(?:은|는|이|가|에서는|에는)(?= )|[을를](?= (?:갖|가졌|가진|열|연|개최|치[르렀러]|마련)))"
)
_MARKS = frozenset("‘'“\"〈<《「『")
_HELD_AT = "place.of_event"  # source of the institutions that only an event shows to be places


class Occasions:
    """Gives each event of the analysis its `date` and `place`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        events = analysis.events
        dates = [item for item in analysis.dates if is_day(item) or names_month_or_year(item)]
        places = places_in_names(analysis)
        labels = bool(events) and has_place_label(analysis.text)
        placed = [_placed(analysis, event, events, dates, places.get(event.start), labels=labels) for event in events]
        analysis.events = _with_days_of_wholes(analysis, placed)
        _add_venues(doc, analysis)
        _without_parts_of_names(analysis)
        return doc


def _with_days_of_wholes(analysis: Analysis, events: list[Event]) -> list[Event]:
    """Return the events with the days that those have which a longer one holds: 첫날 ‘달빛 춤판’이 펼쳐진다."""
    dated: list[Event] = []
    whole: Event | None = None
    for event in events:
        if whole is not None and not event.date and event.start - whole.end < _REACH_OF_WHOLE:
            event = replace(event, date=day_of_whole(analysis, event, _sentence_of(analysis, event.start), whole))
        if event.date and _RANGE.fullmatch(event.date):
            whole = event
        dated.append(event)
    return dated


def _without_parts_of_names(analysis: Analysis) -> None:
    """Take from `dates` the words for a time in the name of an event between marks: ‘한여름 밤의 콘서트’."""
    text = analysis.text
    inside = {
        at
        for event in analysis.events
        if text[event.start - 1 : event.start] in _MARKS
        for at in range(event.start, event.end)
    }
    if inside:
        analysis.dates = [
            item
            for item in analysis.dates
            if item.start not in inside or any(character.isdigit() for character in text[item.start : item.end])
        ]


def _add_venues(doc: Doc, analysis: Analysis) -> None:
    """Give an institution that an event is held at the label of a place: 하늬센터 in `하늬센터에서 공청회를 연다`."""
    places = {event.place for event in analysis.events if event.place and event.place.endswith(_venue_tails())}
    if not places:
        return
    found = {
        entity: entity._replace(label="LOC", source=_HELD_AT)
        for entity in analysis.entities
        if entity.label == "ORG"
        and analysis.text[entity.start : entity.end] in places
        and analysis.text.startswith("에서", entity.end)
    }
    if found:
        analysis.entities = [found.get(entity, entity) for entity in analysis.entities]
        doc.set_ents(spans_of(doc, found.values()), default="unmodified")


def _placed(
    analysis: Analysis,
    event: Event,
    events: list[Event],
    dates: list[TemporalExpression],
    place: str | None,
    *,
    labels: bool,
) -> Event:
    """Return an event with the date and the place that its mentions tell: the first day, the place of a label.

    `place` is the one in its name, `labels` says that the text may label places.
    """
    day: str | None = None
    if labels:
        mentions = (event, *_mentioned_again(analysis, event))
        labelled = (labelled_place(analysis, mention, below=True) for mention in mentions)
        place = next(filter(None, labelled), place)
    for mention in chain((event,), _mentioned_again(analysis, event), _called_by_kind(analysis, event, events)):
        told = _told(analysis, mention, events, dates, place=place)
        if day is None or (told.date and DAY.search(told.date)):
            day = told.date or day
        place = place or told.place
        if place and day and DAY.search(day):
            break
    place = place or labelled_place(analysis, event)
    if day is None and (day := day_of_notice(analysis, dates)) is not None:
        place = place or place_of_notice(analysis)
    return replace(event, date=_in_own_year(event.name, day), place=place)


def _mentioned_again(analysis: Analysis, event: Event) -> Iterator[Event]:
    """Yield the later mentions of an event in the content of a page, by its name with or without the edition."""
    spans = analysis.content_spans()
    name = without_edition(event.name) or event.name
    last = event.end + _FAR
    at = analysis.text.find(name, event.end, last)
    for _ in range(_MOST_MENTIONS):
        if at < 0:
            return
        end = at + len(name)
        if any(start <= at and end <= stop for start, stop in spans):
            yield replace(event, start=at, end=end)
        at = analysis.text.find(name, end, last)


def _called_by_kind(analysis: Analysis, event: Event, events: list[Event]) -> Iterator[Event]:
    """Yield where sentences further on call an event by its kind, no other one named between: `축제는 …`, `불은 …`."""
    text = analysis.text
    head = head_noun(event.name)
    called = event_words("called_fires") if head in event_words("fires") else event_words("called") | {head}
    following = count_before(analysis.sentences, event.start + 1)
    for sentence in analysis.sentences[following : following + _FARTHEST_SENTENCE]:
        if any(starting_in(events, sentence.start, sentence.end)):
            return
        for match in _CALLED.finditer(text, sentence.start, sentence.end):
            if match["kind"] in called:
                yield replace(event, start=match.start("kind"), end=match.end("kind"))
                break


def _in_own_year(name: str, day: str | None) -> str | None:
    """Return the date of an event, its own year where the name has one and no day of it is told: 2031 나래축제."""
    year = _YEAR_FIRST.match(name)
    if year is None or (day and day.startswith(year[1])):
        return day  # 내년 3월 개막하는 2032 나래컵
    return year[1]


def _told(
    analysis: Analysis, event: Event, events: list[Event], dates: list[TemporalExpression], *, place: str | None
) -> Event:
    """Return an event with what the sentence of one mention tells."""
    sentence = _sentence_of(analysis, event.start)
    events = [
        other for other in starting_in(events, sentence.start - REACH, sentence.end + REACH) if other is not event
    ]
    dates = list(starting_in(dates, sentence.start - REACH, sentence.end + REACH))
    day = date_of(analysis, event, sentence, events, dates)
    return replace(event, date=day, place=place or place_of(analysis, event, sentence, events))


def _sentence_of(analysis: Analysis, offset: int) -> Span:
    for spans in (analysis.sentences, analysis.content_spans()):
        for span in overlapping(spans, offset, offset + 1):
            return Span(span.start, span.end)
    return Span(0, len(analysis.text))


@cache
def _venue_tails() -> tuple[str, ...]:
    return tuple(event_words("venue_tails"))
