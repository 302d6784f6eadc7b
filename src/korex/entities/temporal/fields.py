"""What each kind of atom says of a point: `지난해` sets its year, `오후 3시` its hour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from korex.entities.temporal.expressions import Shift
from korex.entities.temporal.grammar import grammar
from korex.entities.temporal.numerals import days_of, parse_number
from korex.matching.files import read_rows

if TYPE_CHECKING:
    from korex.entities.temporal.atoms import Atom
    from korex.entities.temporal.expressions import Point

_WORDS = grammar("points")
_MARK_DAYS = "월화수목금토일"


def _write_deictic(point: Point, atom: Atom) -> None:
    point.direction = atom.values["direction"]


def _write_lunar(point: Point, atom: Atom) -> None:
    point.lunar = True


def _shift(atom: Atom) -> Shift:
    return Shift(atom.values["shift"], atom.values["base"])


def _edge(point: Point, values: dict[str, Any]) -> None:
    """연초 and 월말 say the part in one word with the year or month."""
    if "start" in values:
        point.mod = "START"
    elif "end" in values:
        point.mod = "END"


def full_year(two_digits: str) -> int:
    """Return the year that two digits stand for: '97 is 1997, '25 is 2025."""
    year = int(two_digits)
    return 2000 + year if year < 50 else 1900 + year


def _write_year(point: Point, atom: Atom) -> None:
    values = atom.values
    if "shift" in values:
        point.year_shift = _shift(atom)
        if "next" in values or "last" in values:
            point.year_shift = Shift(1 if "next" in values else -1)
        _edge(point, values)
    elif "bce" in values:
        point.year, point.bce = int(values["bce"]), True
    elif "era" in values:
        number = values["n"]
        count = {"원": 1, "즉위": 0}.get(number) if not number.isdecimal() else int(number)
        base = next(int(row[1]) for row in read_rows("temporal/eras.tsv") if row[0] == values["era"])
        point.year = base + (count or 0)
    elif "sino" in values:
        number = parse_number(values["sino"])
        point.year = int(number or 0)
    elif "sino2" in values or "sino3" in values:
        number = parse_number(values.get("sino2") or values["sino3"])
        point.year = full_year(f"{int(number or 0):02d}")
    elif "y" in values:
        point.year = int(values["y"])
    else:
        point.year = full_year(values.get("yy") or values.get("yy2") or values["yy3"])


def _write_decade(point: Point, atom: Atom) -> None:
    values = atom.values
    if "y" in values:
        point.decade = int(values["y"]) // 10
    elif "yy" in values:
        year = int(values["yy"])
        point.decade = (1900 + year) // 10
    else:
        year = int(parse_number(values["sino"]) or 0)
        point.decade = (year if year > 100 else 1900 + year) // 10


def _write_century(point: Point, atom: Atom) -> None:
    if atom.rule == "century.relative":
        point.century_shift = -1 if "last" in atom.values else 1 if "next" in atom.values else 0
        return
    number = atom.values.get("c") or str(int(parse_number(atom.values["sino"]) or 1))
    point.century, point.bce = int(number), "bce" in atom.values


def _write_same_period(point: Point, atom: Atom) -> None:
    point.same_period = True


def _write_half(point: Point, atom: Atom) -> None:
    values = atom.values
    if atom.rule == "term.relative":
        point.term_shift = -1 if "last" in values else 1 if "next" in values else 0
        return
    point.half = int(values["half"]) if "half" in values else 1 if "first" in values else 2


def _write_quarter(point: Point, atom: Atom) -> None:
    values = atom.values
    if "ord" in values:
        point.quarter = _ordinal(atom)
    elif "q" in values or "sino" in values:
        point.quarter = int(parse_number(values.get("q") or values["sino"]) or 1)
    else:
        point.quarter_before = "before" in values
        point.quarter_shift = -1 if "last" in values or point.quarter_before else 1 if "next" in values else 0


_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}


def _write_season(point: Point, atom: Atom) -> None:
    point.season = next(value for name, value in _SEASONS.items() if name in atom.values)
    if "head" in atom.values:
        point.mod = _WORDS["season_heads"][atom.values["head"]]
    point.direction = atom.values.get("direction", point.direction)
    if "this" in atom.values:
        point.year_shift = Shift(0)


def _write_month(point: Point, atom: Atom) -> None:
    values = atom.values
    if "shift" in values:
        point.month_shift = _shift(atom)
        _edge(point, values)
    else:
        point.month = int(parse_number(values.get("m") or values["sino"]) or 1)


def _write_week_of_month(point: Point, atom: Atom) -> None:
    point.week_of_month = int(atom.values["n"]) if "n" in atom.values else _ordinal(atom)
    if "ord2" in atom.values:
        point.second_week = int(_WORDS["ordinals"][atom.values["ord2"]])


def _write_ordinal(point: Point, atom: Atom) -> None:
    point.ordinal = _ordinal(atom)
    if "ord2" in atom.values:
        point.second_week = int(_WORDS["ordinals"][atom.values["ord2"]])


def _ordinal(atom: Atom) -> int:
    if "first" in atom.values or "last" in atom.values:
        return 1 if "first" in atom.values else -1
    return int(_WORDS["ordinals"][atom.values["ord"]])


def _write_week(point: Point, atom: Atom) -> None:
    point.week_shift = atom.values["shift"]
    point.week_base = atom.values.get("base", "now")


_WEEKEND_SHIFTS = {"this": 0, "last": -1, "beforelast": -2, "next": 1, "afternext": 2, "coming": 0}


def _write_weekend(point: Point, atom: Atom) -> None:
    point.weekend = True
    for name, shift in _WEEKEND_SHIFTS.items():
        if name in atom.values:
            point.week_shift = shift


def _first(values: dict[str, Any], name: str) -> str | None:
    """Return the group of a name that matched: `m`, or `m2` to `m6` in the other branches of a rule."""
    return next((value for digit in ("", "2", "3", "4", "5", "6") if (value := values.get(name + digit))), None)


def _write_date(point: Point, atom: Atom) -> None:
    values = atom.values
    if (year := _first(values, "y")) is not None:
        point.year = int(year)
    elif yy := _first(values, "yy"):
        point.year = full_year(yy)
    point.month = int(_first(values, "m") or 1)
    day = _first(values, "d")
    point.day = int(day) if day else None
    if values.get("h") and values.get("min"):
        point.hour, point.minute = int(values["h"]), int(values["min"])
        point.second = int(values["s"]) if values.get("s") else None


def _write_relative_day(point: Point, atom: Atom) -> None:
    point.day_shift = _shift(atom)
    if "more" in atom.values:
        point.day_shift = Shift(4)
    if "season" in atom.values:
        point.mod = "APPROX"
    if "night" in atom.values:
        point.daypart, point.daypart_word = atom.values["night"], atom.values["word"]


_PARTS_IN_ORDER = ("substitute", "runpart", "runeve", "runnext", "run", "eve", "next", "secondnext", "secondeve")
HOLIDAY_PARTS = frozenset(_PARTS_IN_ORDER)


def _write_holiday(point: Point, atom: Atom) -> None:
    point.holiday = _first(atom.values, "name")
    part = next((name for name in _PARTS_IN_ORDER if name in atom.values), None)
    if part == "runpart":
        part = "run" + (
            "last" if "마지막" in atom.values[part] else "second" if "둘째" in atom.values[part] else "first"
        )
    point.holiday_part = part


def _write_day(point: Point, atom: Atom) -> None:
    values = atom.values
    if "d" in values:
        point.day = int(values["d"])
    elif "sino" in values:
        point.day = int(parse_number(values["sino"]) or 1)
    elif "early" in values:
        point.day = days_of(values["early"]) or 1
    elif "nth" in values:
        point.day = int(_WORDS["ordinals"][values["nth"].removesuffix("째")])
    else:
        point.day = 1 if "first" in values else 15 if "fifteenth" in values else -1


def _write_day_of_run(point: Point, atom: Atom) -> None:
    _write_day(point, atom)
    point.day_of_run, point.day = point.day, None


def _write_weekday(point: Point, atom: Atom) -> None:
    point.weekday = _MARK_DAYS.index(atom.values.get("wd") or atom.values["wd2"]) + 1


def _write_part(point: Point, atom: Atom) -> None:
    point.mod = atom.values["part"]


_DAYPARTS = {
    "dawn": "TMO", "morning": "TMO", "noon": "TAF", "afternoon": "TAF", "evening": "TEV", "night": "TNI",
}  # fmt: skip


def _write_daypart(point: Point, atom: Atom) -> None:
    point.daypart_word = next(name for name in _DAYPARTS if name in atom.values)
    point.daypart = _DAYPARTS[point.daypart_word]


def _write_hour(point: Point, atom: Atom) -> None:
    values = atom.values
    if "noon" in values:
        point.hour, point.minute, point.exact = 12, int(values.get("min", 0)), True
        point.daypart, point.daypart_word = None, None
        return
    if "midnight" in values:
        point.midnight = True
        return
    if "same" in values:
        point.same_time = True
        point.mod = "APPROX" if "season" in values else point.mod
        return
    if "pair" in values:
        point.hour, point.hour_to = grammar("counts")["pairs"][values["pair"]]
        point.minute = 0
        fix_hour(point)
        return
    number = parse_number(values.get("h") or values.get("native") or values["sinohour"])
    hour = int(number or 0)
    point.minute = 30 if "half" in values else int(values["min"]) if "min" in values else 0
    if "sinomin" in values:
        point.minute = int(parse_number(values["sinomin"]) or 0)
    point.second = int(values["s"]) if "s" in values else None
    if "pm" in values and hour < 12:
        hour += 12
    elif "am" in values and hour == 12:
        hour = 0
    point.hour = hour
    point.exact = "am" in values or "pm" in values or values.get("h", "").startswith("0")
    fix_hour(point)


def fix_hour(point: Point) -> None:
    """Let the part of the day decide which half of the clock an hour is in: 오후 3시 is 15:00, 밤 12시 midnight."""
    word, hour = point.daypart_word, point.hour
    if hour is None or word is None:
        return
    if (word in ("afternoon", "evening") and hour < 12) or (word == "noon" and hour < 7):
        point.hour = hour + 12
    elif word in ("dawn", "morning") and hour == 12:
        point.hour = 0
    elif word == "night":
        if hour in (12, 24):
            point.hour, point.midnight = (None, True) if not point.minute else (0, False)
        elif 5 <= hour < 12:
            point.hour = hour + 12


# The function that writes each kind of atom into a point.
WRITERS = {
    "DEICTIC": _write_deictic, "LUNAR": _write_lunar, "YEAR": _write_year, "DECADE": _write_decade,
    "CENTURY": _write_century, "SAME": _write_same_period, "HALF": _write_half, "QUARTER": _write_quarter,
    "SEASON": _write_season, "MONTH": _write_month, "WEEK": _write_week, "WEEKNO": _write_week_of_month,
    "ORDINAL": _write_ordinal, "WEEKEND": _write_weekend, "DATE": _write_date, "RDAY": _write_relative_day,
    "HOLIDAY": _write_holiday, "DAY": _write_day, "RUNDAY": _write_day_of_run, "WEEKDAY": _write_weekday,
    "MARK": _write_weekday, "PART": _write_part, "DAYPART": _write_daypart, "HOUR": _write_hour,
}  # fmt: skip
