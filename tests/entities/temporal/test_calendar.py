"""The table of the lunisolar calendar against the libraries, holidays and intervals."""

from datetime import date

import holidays
import pytest
from korean_lunar_calendar import KoreanLunarCalendar

from korex.entities.temporal.calendar import holiday_date, lunar_date, run_of_days_off, substitute_date, week_of_month
from korex.entities.temporal.intervals import interval_of
from korex.entities.temporal.numerals import parse_number


def test_lunar_months_are_those_of_korean_lunar_calendar():
    library = KoreanLunarCalendar()
    for year in range(1900, 2050):
        for month in range(1, 13):
            assert library.setLunarDate(year, month, 1, False)
            assert lunar_date(year, month, 1) == date.fromisoformat(library.SolarIsoFormat())


def test_lunar_holidays_are_those_of_the_holidays_library():
    for year in range(2020, 2101, 5):
        names = holidays.country_holidays("KR", years=year, language="ko")
        for name in ("설날", "추석", "부처님오신날"):
            assert name in names.get(holiday_date(name, year), ""), (name, year)


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [("추석", 2025, "2025-10-06"), ("설날", 1900, "1900-01-31"), ("설날", 2100, "2100-02-09"),
     ("동지", 2024, "2024-12-21"), ("동지", 2025, "2025-12-22"), ("소한", 2023, "2023-01-06"),
     ("입춘", 2025, "2025-02-03"), ("한식", 2025, "2025-04-05"),
     ("초복", 2025, "2025-07-20"), ("중복", 2025, "2025-07-30"), ("말복", 2025, "2025-08-09"),
     ("부활절", 2025, "2025-04-20"), ("성년의 날", 2025, "2025-05-19"),
     ("수능일", 2020, "2020-12-03"), ("섣달그믐", 2025, "2025-01-28"), ("삼일절", 2019, "2019-03-01")],
)  # fmt: skip
def test_holiday_date(name, year, day):
    assert holiday_date(name, year) == date.fromisoformat(day)


def test_days_off():
    assert run_of_days_off("추석", 2025) == (date(2025, 10, 5), date(2025, 10, 7))
    assert run_of_days_off("광복절", 2025) == (date(2025, 8, 15), date(2025, 8, 17))
    assert substitute_date("추석", 2025) == date(2025, 10, 8)


def test_week_belongs_to_the_month_of_its_thursday():
    assert week_of_month(2026, 5, 1) == date(2026, 5, 4)
    assert week_of_month(2025, 5, 1) == date(2025, 4, 28)


@pytest.mark.parametrize(
    ("value", "mod", "begin", "end"),
    [("2025", None, "2025-01-01", "2026-01-01"), ("2025-12", None, "2025-12-01", "2026-01-01"),
     ("2025-02", "END", "2025-02-21", "2025-03-01"), ("2025-Q4", None, "2025-10-01", "2026-01-01"),
     ("2025-H1", None, "2025-01-01", "2025-07-01"), ("2025-WI", None, "2025-12-01", "2026-03-01"),
     ("2025-W01", None, "2024-12-30", "2025-01-06"), ("2025-W30-WE", None, "2025-07-26", "2025-07-28"),
     ("198", None, "1980-01-01", "1990-01-01"), ("20", None, "2001-01-01", "2101-01-01"),
     ("2025-07-22/2025-07-25", None, "2025-07-22", "2025-07-26")],
)  # fmt: skip
def test_interval_of_days(value, mod, begin, end):
    assert interval_of(value, mod) == (f"{begin}T00:00:00", f"{end}T00:00:00")


@pytest.mark.parametrize("value", ["XXXX-07-22", "T09:00", "BC0108", "2025-13", "2025-02-30", "P3D", ""])
def test_no_interval(value):
    assert interval_of(value) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("이천이십오", 2025), ("이공이오", 2025), ("천구백팔십팔", 1988), ("스물다섯", 25), ("열두", 12), ("백", 100),
     ("1,200", 1200), ("2천", 2000), ("1.5", 1.5), ("만", 10000), ("서른", 30)],
)  # fmt: skip
def test_parse_number(text, number):
    assert parse_number(text) == number
