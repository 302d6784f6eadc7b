"""The Korean calendar: lunar dates, solar terms, holidays and runs of days off, 1900 to 2100.

Lunar months and solar terms come from ``rules/temporal/lunisolar.tsv``, substitute holidays from `holidays`.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from korex.matching.files import read_rows

_DAY = timedelta(days=1)


class _LunarYear(NamedTuple):
    leap_month: int
    months: tuple[date, ...]
    terms: tuple[date, ...]


class _Name(NamedTuple):
    kind: str
    month: int
    day: int
    needs_cue: bool


@cache
def _years() -> dict[int, _LunarYear]:
    years = {}
    for cell, leap, months, terms in read_rows("temporal/lunisolar.tsv"):
        year = int(cell)
        firsts = []
        for position, day in enumerate(months.split()):
            month = int(day[:2])
            firsts.append(date(year + (position > 6 and month < 6), month, int(day[2:])))
        years[year] = _LunarYear(
            int(leap), tuple(firsts), tuple(date(year, int(day[:2]), int(day[2:])) for day in terms.split())
        )
    return years


@cache
def _names() -> dict[str, _Name]:
    return {
        name: _Name(kind, int(month), int(day), cue == "cue")
        for name, kind, month, day, cue in read_rows("temporal/days.tsv")
    }


def lunar_date(year: int, month: int, day: int) -> date | None:
    """Return the solar date of a day of the lunar year (not of its leap month); day 0 is the month's last.

    >>> lunar_date(2025, 8, 15)
    datetime.date(2025, 10, 6)
    """
    years = _years()
    if year not in years:
        return None
    leap, months, _ = years[year]
    index = month - 1 + (1 if leap and month > leap else 0)
    if index >= len(months):
        return None
    if day == 0:
        later = (*months, *(years[year + 1].months if year + 1 in years else ()))
        following = later[index + 1] if index + 1 < len(later) else None
        return following - _DAY if following else None
    return months[index] + (day - 1) * _DAY


def needs_cue(name: str) -> bool:
    """Whether a name means something else as well, like 하지 and 소설."""
    return _names()[name].needs_cue


def fixed_day(name: str) -> str | None:
    """Return month and day of a holiday that is on the same day every year: 광복절 is ``08-15``."""
    kind, month, day, _ = _names()[name]
    return f"{month:02d}-{day:02d}" if kind == "SOLAR" else None


@lru_cache(maxsize=4096)
def holiday_date(name: str, year: int) -> date | None:
    """Return the day that a holiday, an observance or a solar term falls on in a year, None where it is not known.

    >>> holiday_date("추석", 2025), holiday_date("입하", 2024)
    (datetime.date(2025, 10, 6), datetime.date(2024, 5, 5))
    """
    kind, month, day, _ = _names()[name]
    terms = _years()[year].terms if year in _years() else None
    if kind == "SOLAR":
        return date(year, month, day)
    if kind == "LUNAR":
        # The last day of the lunar year falls in the solar year after.
        return lunar_date(year - 1 if month == 12 else year, month, day)
    if kind == "WEEKDAY":
        return nth_weekday(year, month, day // 10, -1 if day % 10 == 9 else day % 10)
    if kind == "THANKS":
        thanksgiving = nth_weekday(year, 11, 4, 4)
        return thanksgiving + month * _DAY if thanksgiving else None
    if kind == "EASTER":
        return _easter(year) + month * _DAY
    if kind == "EXAM":
        days = {row[0]: row[1] for row in read_rows("temporal/exam_days.tsv")}
        return date.fromisoformat(f"{year}-{days[str(year)]}") if str(year) in days else None
    if terms is None:
        return None
    if kind == "TERM":
        return terms[month]
    if kind == "COLD_FOOD":
        previous = _years().get(year - 1)
        return previous.terms[23] + 105 * _DAY if previous else None
    return _dog_day(terms, month)


def _dog_day(terms: tuple[date, ...], ordinal: int) -> date:
    """초복 and 중복 are the third and fourth 庚 day from 하지 on, 말복 the first one from 입추 on."""
    begin = terms[14] if ordinal == 3 else terms[11]
    # Day 庚 is the seventh of the ten stems; 2000-01-07 was 甲子, so 2000-01-13 was a 庚 day.
    first = begin + ((date(2000, 1, 13) - begin).days % 10) * _DAY
    return first if ordinal == 3 else first + (10 * (ordinal + 1)) * _DAY


def _easter(year: int) -> date:
    """Gregorian Easter by the anonymous algorithm (Meeus/Jones/Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, ordinal: int) -> date | None:
    """Return the ordinal-th weekday (1 Monday to 7 Sunday) of a month, the last one for -1, None if there is none."""
    if ordinal < 0:
        last = last_day(year, month)
        return last - ((last.isoweekday() - weekday) % 7) * _DAY
    first = date(year, month, 1)
    day = first + ((weekday - first.isoweekday()) % 7 + 7 * (ordinal - 1)) * _DAY
    return day if day.month == month else None


def last_day(year: int, month: int) -> date:
    """Return the last day of a month."""
    return (date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else date.max) - _DAY


def week_of_month(year: int, month: int, ordinal: int) -> date:
    """Return the Monday of the ordinal-th week of a month; a week belongs to the month of its Thursday (ISO 8601)."""
    thursday = nth_weekday(year, month, 4, ordinal) or nth_weekday(year, month, 4, -1) or date(year, month, 1)
    return thursday - 3 * _DAY


@lru_cache(maxsize=256)
def _days_off(year: int) -> dict[date, str]:
    import holidays

    return dict(holidays.country_holidays("KR", years=year, language="ko"))


def substitute_date(name: str, year: int) -> date | None:
    """Return the day off that stands in for a holiday which fell on a weekend."""
    day = holiday_date(name, year)
    if day is None:
        return None
    for candidate in (day + step * _DAY for step in range(1, 9)):
        if "대체" in _days_off(candidate.year).get(candidate, ""):
            return candidate
    return None


def run_of_days_off(name: str, year: int) -> tuple[date, date] | None:
    """Return first and last day of a holiday's 연휴: the statutory three days of 설 and 추석, else with the weekend."""
    day = holiday_date(name, year)
    if day is None:
        return None
    if _names()[name].kind == "LUNAR" and (_names()[name].month, _names()[name].day) in ((1, 1), (8, 15)):
        return day - _DAY, day + _DAY
    first = last = day
    while (first - _DAY).isoweekday() > 5 or _is_off(first - _DAY):
        first -= _DAY
    while (last + _DAY).isoweekday() > 5 or _is_off(last + _DAY):
        last += _DAY
    return first, last


def _is_off(day: date) -> bool:
    return day in _days_off(day.year)
