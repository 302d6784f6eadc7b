"""Events and days as a calendar (iCalendar, RFC 5545), by the package `icalendar`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from korex.errors import MissingExtraError
from korex.text.normalization import without_surrogates

if TYPE_CHECKING:
    from korex.batches import Outcome
    from korex.schema import Event, Extraction, TemporalExpression

_DAY = regex.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = regex.compile(r"(?P<day>\d{4}-\d\d-\d\d)T(?P<time>\d\d:\d\d)(?::\d\d)?")
_KOREA = timezone(timedelta(hours=9), "KST")  # without daylight saving time since 1988
_LONGEST = 80  # characters of a summary


class _Entry(NamedTuple):
    """One entry: `[begin, end)`, days or moments."""

    name: str
    begin: date
    end: date | None
    place: str | None
    said: str


def to_ics(extraction: Extraction, *, dates: bool = False) -> str:
    """Return a calendar of one result; see `Extraction.to_ics`."""
    return _calendar([("", extraction)], dates=dates)


def calendar_of(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield one calendar of the events of all outcomes; what could not be read has been told of."""
    yield _calendar((str(outcome.id), outcome.extraction) for outcome in outcomes if outcome.extraction is not None)


def _calendar(results: Iterable[tuple[str, Extraction]], *, dates: bool = False) -> str:
    calendar_class, event_class = _classes()
    calendar = calendar_class()
    calendar.add("prodid", "-//korex//korex//KO")
    calendar.add("version", "2.0")
    for identity, extraction in results:
        for entry in _entries(extraction, dates=dates):
            event = event_class()
            event.add("uid", _uid(identity, entry))
            event.add("dtstamp", _written(extraction))
            event.add("dtstart", _universal(entry.begin))
            if entry.end is not None:
                event.add("dtend", _universal(entry.end))
            for key, text in (("summary", entry.name), ("location", entry.place), ("description", entry.said)):
                if text:
                    event.add(key, without_surrogates(text))
            calendar.add_component(event)
    ics: str = calendar.to_ical().decode("utf-8", "replace")
    return ics


def _classes() -> tuple[Any, Any]:
    try:
        from icalendar import Calendar, Event
    except ImportError as error:
        raise MissingExtraError("a calendar needs icalendar: pip install 'korex[calendar]'") from error
    return Calendar, Event


def _entries(extraction: Extraction, *, dates: bool) -> Iterator[_Entry]:
    """Yield the events whose day is known, then the other days and times."""
    told: set[int] = set()
    for event in extraction.events:
        if event.date is None:
            continue
        time = _time_of(extraction, event)
        if time is not None:
            told.add(time.start)
        span = _span(time.value if time is not None else event.date)
        if span is not None:
            said = _sentence(extraction, event.start)
            told |= {item.start for item in extraction.dates if _days(item.value) == _days(event.date)}
            yield _Entry(event.name, *span, event.place, said)
    if not dates:
        return
    for item in extraction.dates:
        if item.start in told or item.type not in ("DATE", "TIME") or (span := _span(item.value)) is None:
            continue
        said = _sentence(extraction, item.start)
        name = said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"
        yield _Entry(name or item.text, *span, None, said)


def _time_of(extraction: Extraction, event: Event) -> TemporalExpression | None:
    """Return the moment that belongs to an event: a time on its day, nearest to its name."""
    timed = [
        item
        for item in extraction.dates
        if item.type == "TIME" and _days(item.value) == _days(event.date or "") and _span(item.value) is not None
    ]
    return min(timed, key=lambda item: abs(item.start - event.start), default=None)


def _days(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_DAY.findall(value)))


def _span(value: str) -> tuple[date, date | None] | None:
    """Return a TIMEX3 value as days or moments, the end open; None where no day is known.

    >>> _span("2025-10-03/2025-10-05")
    (datetime.date(2025, 10, 3), datetime.date(2025, 10, 6))
    """
    first, _, last = value.partition("/")
    try:
        if begin := _MOMENT.fullmatch(first):
            start = datetime.fromisoformat(f"{begin['day']}T00:00").replace(tzinfo=_KOREA) + _clock(begin["time"])
            if (end := _MOMENT.fullmatch(last)) is not None:
                stop = datetime.fromisoformat(f"{end['day']}T00:00").replace(tzinfo=_KOREA) + _clock(end["time"])
                return start, stop if stop > start else None
            return start, None
        day, last_day = _DAY.match(first), _DAY.match(last or first)
        if day is None or last_day is None:
            return None
        start_day, end_day = date.fromisoformat(day[0]), date.fromisoformat(last_day[0])
        return start_day, max(start_day, end_day) + timedelta(days=1)
    except (ValueError, OverflowError):  # a value read from somebody else's JSON, the last day of the year 9999
        return None


def _clock(time: str) -> timedelta:
    """Return a time of day as what has gone by since midnight; 24:00 is the end of the day."""
    hours, minutes = time.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


def _sentence(extraction: Extraction, offset: int) -> str:
    for sentence in extraction.sentences:
        if sentence.start <= offset < sentence.end:
            return " ".join(extraction.text[sentence.start : sentence.end].split())
    start = extraction.text.rfind("\n", 0, offset) + 1
    end = extraction.text.find("\n", offset)
    return " ".join(extraction.text[start : end if end >= 0 else None].split())


def _written(extraction: Extraction) -> datetime:
    """Return the moment the text was written, so that the same text gives the same calendar; else now."""
    if extraction.reference_date is None:
        return datetime.now(timezone.utc).replace(microsecond=0)
    moment = datetime.fromisoformat(extraction.reference_date)
    return _in_utc(moment if moment.tzinfo else moment.replace(tzinfo=_KOREA))


def _universal(begin: date) -> date:
    """Return a moment in UTC, which every calendar knows; a day as it is."""
    return _in_utc(begin) if isinstance(begin, datetime) else begin


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(timezone.utc)
    except OverflowError:  # before the year 1 or after the year 9999 there
        return moment.replace(tzinfo=timezone.utc)


def _uid(identity: str, entry: _Entry) -> str:
    said = "\n".join((identity, entry.name, entry.begin.isoformat(), entry.said))
    return f"{sha256(said.encode('utf-8', 'replace')).hexdigest()[:32]}@korex"
