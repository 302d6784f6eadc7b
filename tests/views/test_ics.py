"""Events and days as a calendar that other programs read."""

import sys
from dataclasses import replace
from datetime import date, datetime, timezone

import pytest

import korex

icalendar = pytest.importorskip("icalendar", reason="icalendar is in the test extras")

GUIDE = (
    "10월 3일부터 5일까지 하늘공원에서 제3회 별빛축제가 열린다. 신청은 9월 30일까지다. "
    "간담회는 10월 14일 오후 6시 30분에 시청에서 연다. 지난해 축제에는 많은 사람이 왔다."
)


def events(x, **options):
    calendar = icalendar.Calendar.from_ical(x.to_ics(**options))
    assert calendar["version"] == "2.0"
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


@pytest.fixture(scope="module")
def x():
    return korex.extract(GUIDE, reference_date="2025-09-20")


def test_an_event_of_several_days(x):
    event = events(x)["제3회 별빛축제"]
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2025, 10, 3), date(2025, 10, 6))
    assert str(event["location"]) == "하늘공원"
    assert str(event["description"]).startswith("10월 3일부터 5일까지")
    assert event.decoded("dtstamp") == datetime(2025, 9, 19, 15, tzinfo=timezone.utc)


def test_other_days_and_times(x):
    found = events(x, dates=True)
    assert found["신청은 9월 30일까지다."].decoded("dtstart") == date(2025, 9, 30)
    (moment,) = (event.decoded("dtstart") for event in found.values() if isinstance(event.decoded("dtstart"), datetime))
    assert moment == datetime(2025, 10, 14, 9, 30, tzinfo=timezone.utc)
    assert len(found) == len({str(event["uid"]) for event in found.values()})


def test_the_same_text_gives_the_same_calendar(x):
    assert x.to_ics() == korex.Extraction.from_json(x.to_json()).to_ics()


@pytest.mark.parametrize("day", [None, "2025-10", "XXXX-10-03", "2025-13-45", "2025-WI", ""])
def test_events_without_a_day_are_left_out(x, day):
    assert events(replace(x, events=tuple(replace(event, date=day) for event in x.events))) == {}


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "0001-01-01T00:00", "9999-12-31T24:00"])
@pytest.mark.parametrize("reference", ["0001-01-01", "9999-12-31T23:59:59-09:00"])
def test_the_ends_of_the_calendar(x, day, reference):
    far = replace(x, reference_date=reference, events=tuple(replace(event, date=day) for event in x.events))
    assert far.to_ics(dates=True).startswith("BEGIN:VCALENDAR")


def test_half_a_surrogate_pair(x):
    odd = replace(x, events=tuple(replace(event, name="\ud800", place="\udfff") for event in x.events))
    assert "\ufffd" in odd.to_ics()


@pytest.mark.parametrize("text", ["", "비가 온다.", "매주 토요일에 연다.", "\ud800"])
def test_nothing_to_enter(text):
    assert events(korex.extract(text), dates=True) == {}


def test_without_the_package(x, monkeypatch):
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(korex.MissingExtraError, match=r"pip install 'korex\[calendar\]'"):
        x.to_ics()
