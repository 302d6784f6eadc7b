"""Combines atoms into points: `지난해` `12월` `3일` `오후` `2시` are one point of the calendar and the clock.

A point is built from the large to the small: each atom must stand right after the last one and be finer than it.
"""

from __future__ import annotations

import re
from typing import Any

from korex.entities.temporal.atoms import Atom
from korex.entities.temporal.expressions import Piece, Point, Shift, Unit
from korex.entities.temporal.grammar import grammar
from korex.entities.temporal.numerals import parse_number
from korex.matching.files import read_rows

# How fine each kind of atom is; an atom may only follow a coarser one.
_FINENESS = {
    "DEICTIC": 0, "LUNAR": 0, "YEAR": 1, "DECADE": 1, "CENTURY": 1, "SAME": 2, "HALF": 2, "QUARTER": 2, "SEASON": 2,
    "MONTH": 3, "WEEK": 4, "WEEKNO": 4, "ORDINAL": 5, "WEEKEND": 5, "DATE": 5, "RDAY": 5, "HOLIDAY": 5, "DAY": 5,
    "WEEKDAY": 6, "MARK": 6, "PART": 7, "DAYPART": 8, "HOUR": 9,
}  # fmt: skip

# What may stand right before an atom of a kind; None is the start of the expression. Kinds not named take anything.
_AFTER: dict[str, frozenset[str | None]] = {
    "YEAR": frozenset({None, "DEICTIC"}),
    "DECADE": frozenset({None, "DEICTIC"}),
    "CENTURY": frozenset({None}),
    "SAME": frozenset({"YEAR", "MONTH"}),
    "HALF": frozenset({None, "YEAR", "DEICTIC"}),
    "QUARTER": frozenset({None, "YEAR", "DEICTIC"}),
    "SEASON": frozenset({None, "YEAR", "DEICTIC"}),
    "LUNAR": frozenset({None}),
    "MONTH": frozenset({None, "YEAR", "DEICTIC", "LUNAR"}),
    "WEEK": frozenset({None}),
    "WEEKNO": frozenset({"MONTH", "YEAR"}),
    "ORDINAL": frozenset({"MONTH"}),
    "WEEKEND": frozenset({None, "WEEKNO", "WEEK", "MONTH", "DEICTIC"}),
    "DATE": frozenset({None}),
    "RDAY": frozenset({None}),
    "HOLIDAY": frozenset({None, "YEAR", "DEICTIC"}),
    "DAY": frozenset({None, "MONTH", "DEICTIC"}),
    "WEEKDAY": frozenset({None, "WEEK", "WEEKNO", "ORDINAL", "DAY", "DATE", "RDAY", "DEICTIC"}),
    "MARK": frozenset({"DAY", "DATE", "RDAY", "HOLIDAY", "WEEKDAY"}),
    "PART": frozenset(
        {"YEAR", "DECADE", "CENTURY", "MONTH", "WEEK", "HALF", "QUARTER", "SEASON", "DAY", "DATE", "HOLIDAY", "HOUR"}
    ),
    "DAYPART": frozenset({None, "DATE", "DAY", "RDAY", "HOLIDAY", "WEEKDAY", "MARK", "WEEKEND"}),
    "HOUR": frozenset({None, "DATE", "DAY", "RDAY", "HOLIDAY", "WEEKDAY", "MARK", "WEEKEND", "DAYPART"}),
}

_DAY_KINDS = frozenset({"DATE", "DAY", "RDAY", "HOLIDAY", "MARK"})
_GAP = re.compile(r"[ \t]{0,3}")
_WORDS = grammar("points")
_MARK_DAYS = "월화수목금토일"


class PointParser:
    """Builds points from the atoms of one text."""

    def __init__(self, text: str, atoms: list[Atom]) -> None:
        self.text = text
        self.atoms = atoms

    def joined(self, end: int, index: int) -> bool:
        """Whether atom `index` stands right after `end`, blanks aside."""
        gap = self.text[end : self.atoms[index].start]
        return _GAP.fullmatch(gap) is not None

    def parse(self, index: int, seed: Point | None = None, after: str | None = None) -> tuple[Point, int] | None:
        """Return the point that starts at atom `index` and the index behind it; `seed` is a point to go on from."""
        atoms, text = self.atoms, self.text
        point = seed or Point(atoms[index].start, atoms[index].start)
        last = after
        fineness = _FINENESS.get(last, -1) if last else -1
        date_start = point.start if seed else None
        date_end = point.end
        time_start = None
        source = atoms[index].rule if index < len(atoms) else ""
        while index < len(atoms):
            atom = atoms[index]
            kind = atom.kind
            level = _FINENESS.get(kind, -1)
            if level <= fineness or (kind in _AFTER and last not in _AFTER[kind]):
                break
            if last is not None and not self.joined(point.end, index):
                clocked = last in _DAY_KINDS and kind in ("DAYPART", "HOUR")
                zone = _WORDS["zone"].match(text, point.end) if clocked else None
                if zone is None or zone.end() != atom.start:
                    break
            if kind in ("DEICTIC", "LUNAR") and not self._leads(index):
                break
            if kind == "PART" and not self._fits_part(atom, last):
                break
            if last == "WEEKNO" and kind == "DAY":
                break
            _WRITERS[kind](point, atom)
            if kind in ("DAYPART", "HOUR"):
                time_start = atom.start if time_start is None else time_start
            elif kind == "MARK":
                mark = atom.start + text[atom.start : atom.end].index(atom.values["wd"])
                point.pieces.append(Piece("DATE", mark, atom.end - 1, atom.rule))
            elif kind != "SAME" and not (kind == "PART" and atom.values["part"] == "APPROX"):
                if date_start is None:
                    date_start = atom.start
                date_end = atom.end
                source = atom.rule if kind != "DEICTIC" else source
            point.end = atom.end
            point.glued = "glued" in atom.values
            fineness, last = level, kind
            index += 1
            if kind in ("RDAY", "HOLIDAY", "WEEK", "WEEKEND") and (inner := self._inner(point.end, index)) is not None:
                point.inner, index, point.end = inner
                point.pieces += point.inner.pieces
            if kind == "DATE" and "h" in atom.values and atom.values["h"] is not None:
                fineness = 9
        if last in (None, "DEICTIC", "ORDINAL", "LUNAR"):
            return None
        # 당일 and 그날 are no entities of the scheme.
        if date_start is not None and point.day_shift and point.day_shift.base == "that":
            date_start = None
        if date_start is not None:
            point.pieces.insert(0, Piece("DATE", date_start, date_end, source))
        if time_start is not None:
            self._minutes_before(point)
            point.pieces.append(Piece("TIME", time_start, point.end, "clock"))
        point.closing = _WORDS["closing"].match(text, point.end) is not None
        point.pieces.sort(key=lambda piece: piece.start)
        return point, index

    def _leads(self, index: int) -> bool:
        """Whether 지난 or 오는 stands before something it can belong to."""
        return (
            index + 1 < len(self.atoms)
            and self.joined(self.atoms[index].end, index + 1)
            and self.atoms[index + 1].kind
            in ("YEAR", "DECADE", "HALF", "QUARTER", "SEASON", "MONTH", "DAY", "WEEKDAY", "HOLIDAY", "WEEKEND")
        )

    @staticmethod
    def _fits_part(atom: Atom, last: str | None) -> bool:
        """Whether a part may follow: days only take 전후, months and longer take 초, 중순, 말."""
        return (last in ("DAY", "DATE", "HOLIDAY", "HOUR")) == (atom.values["part"] == "APPROX") or last == "MONTH"

    def _inner(self, end: int, index: int) -> tuple[Point, int, int] | None:
        """Read the date in brackets after a word: `오늘(10일)`."""
        if index >= len(self.atoms) or self.text[end : end + 1] != "(" or self.atoms[index].start != end + 1:
            return None
        if self.atoms[index].kind == "LEAD":
            return self._inner_range(index)
        parsed = self.parse(index)
        if parsed is None or parsed[0].has_clock or self.text[parsed[0].end : parsed[0].end + 1] != ")":
            return None
        return parsed[0], parsed[1], parsed[0].end + 1

    def _inner_range(self, index: int) -> tuple[Point, int, int] | None:
        """Read the days in brackets after a weekend: `지난 주말(19~20일)`."""
        first, last = self.atoms[index], self.atoms[min(index + 1, len(self.atoms) - 1)]
        if last.kind != "DAY" or self.text[last.end : last.end + 1] != ")":
            return None
        inner = Point(first.start, last.end, day=int(first.values["n"]))
        inner.pieces.append(Piece("DATE", first.start, last.end, last.rule))
        return inner, index + 2, last.end + 1

    def _minutes_before(self, point: Point) -> None:
        """Turn `5시 15분 전` into a quarter to five."""
        found = _WORDS["before_hour"].match(self.text, point.end)
        if found and point.hour and point.minute and point.minute < 30:
            point.hour, point.minute = point.hour - 1, 60 - point.minute
            point.end = found.end()


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
    elif "y" in values:
        point.year = int(values["y"])
    else:
        point.year = full_year(values.get("yy") or values["yy2"])


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
    number = atom.values.get("c") or str(int(parse_number(atom.values["sino"]) or 1))
    point.century, point.bce = int(number), "bce" in atom.values


def _write_same_period(point: Point, atom: Atom) -> None:
    point.same_period = True


def _write_half(point: Point, atom: Atom) -> None:
    values = atom.values
    point.half = int(values["half"]) if "half" in values else 1 if "first" in values else 2


def _write_quarter(point: Point, atom: Atom) -> None:
    values = atom.values
    if "q" in values or "sino" in values:
        point.quarter = int(parse_number(values.get("q") or values["sino"]) or 1)
    else:
        point.quarter_shift = -1 if "last" in values else 1 if "next" in values else 0


_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}


def _write_season(point: Point, atom: Atom) -> None:
    point.season = next(value for name, value in _SEASONS.items() if name in atom.values)
    if "head" in atom.values:
        point.mod = _WORDS["season_heads"][atom.values["head"]]
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


def _ordinal(atom: Atom) -> int:
    return -1 if "last" in atom.values else int(_WORDS["ordinals"][atom.values["ord"]])


def _write_week(point: Point, atom: Atom) -> None:
    point.week_shift = atom.values["shift"]


_WEEKEND_SHIFTS = {"this": 0, "last": -1, "beforelast": -2, "next": 1, "afternext": 2, "coming": 0}


def _write_weekend(point: Point, atom: Atom) -> None:
    point.weekend = True
    for name, shift in _WEEKEND_SHIFTS.items():
        if name in atom.values:
            point.week_shift = shift


def _write_date(point: Point, atom: Atom) -> None:
    values = atom.values
    if values.get("y"):
        point.year = int(values["y"])
    elif values.get("yy"):
        point.year = full_year(values["yy"])
    point.month = int(values.get("m") or values.get("m2") or values["m3"])
    day = values.get("d") or values.get("d2") or values.get("d3")
    point.day = int(day) if day else None
    if values.get("h"):
        point.hour, point.minute = int(values["h"]), int(values["min"])
        point.second = int(values["s"]) if values.get("s") else None


def _write_relative_day(point: Point, atom: Atom) -> None:
    point.day_shift = _shift(atom)
    if "more" in atom.values:
        point.day_shift = Shift(4)
    if "night" in atom.values:
        point.daypart, point.daypart_word = atom.values["night"], "night"


_HOLIDAY_PARTS = ("substitute", "runpart", "runeve", "runnext", "run", "eve", "next")


def _write_holiday(point: Point, atom: Atom) -> None:
    point.holiday = atom.values["name"]
    part = next((name for name in _HOLIDAY_PARTS if name in atom.values), None)
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
    else:
        point.day = 1 if "first" in values else 15 if "fifteenth" in values else -1


def _write_weekday(point: Point, atom: Atom) -> None:
    point.weekday = _MARK_DAYS.index(atom.values["wd"]) + 1


def _write_part(point: Point, atom: Atom) -> None:
    point.mod = atom.values["part"]


_DAYPART_WORDS = ("dawn", "morning", "noon", "afternoon", "evening", "night")


def _write_daypart(point: Point, atom: Atom) -> None:
    point.daypart = atom.values["value"]
    point.daypart_word = next((name for name in _DAYPART_WORDS if name in atom.values), None)


def _write_hour(point: Point, atom: Atom) -> None:
    values = atom.values
    if "noon" in values:
        point.hour, point.minute = 12, 0
        point.daypart, point.daypart_word = None, None
        return
    if "midnight" in values:
        point.midnight = True
        return
    number = parse_number(values.get("h") or values["native"])
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


_WRITERS = {
    "DEICTIC": _write_deictic, "LUNAR": _write_lunar, "YEAR": _write_year, "DECADE": _write_decade,
    "CENTURY": _write_century, "SAME": _write_same_period, "HALF": _write_half, "QUARTER": _write_quarter,
    "SEASON": _write_season, "MONTH": _write_month, "WEEK": _write_week, "WEEKNO": _write_week_of_month,
    "ORDINAL": _write_ordinal, "WEEKEND": _write_weekend, "DATE": _write_date, "RDAY": _write_relative_day,
    "HOLIDAY": _write_holiday, "DAY": _write_day, "WEEKDAY": _write_weekday, "MARK": _write_weekday,
    "PART": _write_part, "DAYPART": _write_daypart, "HOUR": _write_hour,
}  # fmt: skip


# The kind of atom that an offset by a unit stands for: 2년 전 may be followed by a month, 이틀 뒤 by a clock time.
KIND_OF_UNIT: dict[Unit, str] = {
    "Y": "YEAR", "M": "MONTH", "W": "WEEK", "D": "DAY", "TH": "HOUR", "TM": "HOUR", "TS": "HOUR",
}  # fmt: skip
