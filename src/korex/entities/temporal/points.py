"""Combines atoms into points: `지난해` `12월` `3일` `오후` `2시` are one point of the calendar and the clock.

A point is built from the large to the small: each atom must stand right after the last one and be finer than it.
"""

from __future__ import annotations

import re

from korex.entities.temporal.atoms import Atom
from korex.entities.temporal.calendar import fixed_day
from korex.entities.temporal.expressions import Piece, Point, Unit
from korex.entities.temporal.fields import HOLIDAY_PARTS, WRITERS
from korex.entities.temporal.grammar import grammar

# How fine each kind of atom is; an atom may only follow a coarser one.
_FINENESS = {
    "DEICTIC": 0, "YEAR": 1, "DECADE": 1, "CENTURY": 1, "LUNAR": 2, "SAME": 2, "HALF": 2, "QUARTER": 2, "SEASON": 2,
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
    "LUNAR": frozenset({None, "YEAR", "DEICTIC"}),
    "MONTH": frozenset({None, "YEAR", "DEICTIC", "LUNAR"}),
    "WEEK": frozenset({None}),
    "WEEKNO": frozenset({None, "MONTH", "YEAR"}),
    "ORDINAL": frozenset({None, "MONTH", "YEAR"}),
    "WEEKEND": frozenset({None, "WEEKNO", "WEEK", "MONTH", "DEICTIC"}),
    "DATE": frozenset({None}),
    "RDAY": frozenset({None, "YEAR", "MONTH", "WEEK"}),
    "HOLIDAY": frozenset({None, "YEAR", "DEICTIC"}),
    "DAY": frozenset({None, "YEAR", "MONTH", "DEICTIC"}),
    "WEEKDAY": frozenset({None, "WEEK", "WEEKEND", "WEEKNO", "ORDINAL", "DAY", "DATE", "RDAY", "DEICTIC"}),
    "MARK": frozenset({"DAY", "DATE", "RDAY", "HOLIDAY", "WEEKDAY"}),
    "PART": frozenset(
        {"YEAR", "DECADE", "CENTURY", "MONTH", "WEEK", "HALF", "QUARTER", "SEASON", "DAY", "DATE", "HOLIDAY", "HOUR"}
    ),
    "DAYPART": frozenset({None, "DATE", "DAY", "RDAY", "HOLIDAY", "WEEKDAY", "MARK", "WEEKEND"}),
    "HOUR": frozenset({None, "DATE", "DAY", "RDAY", "HOLIDAY", "WEEK", "WEEKDAY", "MARK", "WEEKEND", "DAYPART"}),
}

# 3월의 셋째 주: what a possessive may bind.
_POSSESSORS = frozenset({"YEAR", "MONTH", "WEEK"})
_POSSESSED = frozenset({"MONTH", "HALF", "QUARTER", "SEASON", "WEEKNO", "ORDINAL", "WEEKDAY", "WEEKEND", "HOLIDAY"})
# What 이맘때 is a day of, and no time of day.
_SEASONED = frozenset({"YEAR", "MONTH", "WEEK"})
_DAY_KINDS = frozenset({"DATE", "DAY", "RDAY", "HOLIDAY", "MARK"})
# 첫날, 둘째 날, 마지막 날
_OF_RUN = frozenset({"within", "nth", "end"})
# What the words for all of a span follow.
_WHOLES = {
    "YEAR": "whole_year", "MONTH": "whole_month", "DAY": "whole_day", "DATE": "whole_day", "RDAY": "whole_day",
    "WEEKDAY": "whole_day", "HOLIDAY": "whole_day",
}  # fmt: skip
_DATED = frozenset({"DATE", "MARK", "DAY"})
# What a date in brackets may explain: 오늘(10일), 금요일(25일).
_BRACKETED = frozenset({"RDAY", "HOLIDAY", "WEEK", "WEEKEND", "WEEKDAY"})
_GAP = re.compile(r"[ \t]{0,3}")
_WORDS = grammar("points")


class PointParser:
    """Builds points from the atoms of one text."""

    def __init__(self, text: str, atoms: list[Atom]) -> None:
        self.text = text
        self.atoms = atoms

    def joined(self, end: int, index: int) -> bool:
        """Whether atom `index` stands right after `end`, blanks aside."""
        start = self.atoms[index].start
        if start == end:
            return True
        gap = self.text[end:start]
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
            if kind == "HOUR" and last in _SEASONED and "season" in atom.values:
                kind = "RDAY"  # 작년 이맘때
            level = _FINENESS.get(kind, -1)
            if kind == "HOLIDAY" and self._is_named_day(point, last, atom):
                # 5월 8일 어버이날
                point.end, index = atom.end, index + 1
                point.pieces.append(Piece("DATE", atom.start, atom.end, atom.rule))
                last = kind
                continue
            if level <= fineness or (kind in _AFTER and last not in _AFTER[kind]):
                break
            if last is not None and not self.joined(point.end, index):
                clocked = last in _DAY_KINDS and kind in ("DAYPART", "HOUR")
                bound = last in _POSSESSORS and (kind in _POSSESSED or atom.rule == "day.native")
                bridge = (
                    _WORDS["zone" if clocked else "possessive"].match(text, point.end) if clocked or bound else None
                )
                if bridge is None or bridge.end() != atom.start:
                    break
            if kind in ("DEICTIC", "LUNAR") and not self._leads(index):
                break
            if kind == "PART" and not self._fits_part(atom, last):
                break
            if last is None and kind in ("WEEKNO", "ORDINAL") and not self._has_weekday(index):
                break
            if kind == "DAY" and last is None and atom.rule == "day.native" and not _OF_RUN.isdisjoint(atom.values):
                kind, level = "RUNDAY", _FINENESS["DAY"]
            elif kind == "DAY" and last != "MONTH" and not self._is_day_of_year(atom, last):
                break
            # 9. 5 is a date at the end of a range of dates only.
            if kind == "DATE" and "tail" in atom.values and (index == 0 or atoms[index - 1].kind not in _DATED):
                break
            if kind == "RDAY" and last is not None and not self._is_same_day(point, atom):
                break
            # 다음 주 이 시간, but neither a mere 이 시간 nor 다음 주 3시
            if kind == "HOUR" and last == (None if "same" in atom.values else "WEEK"):
                break
            # 저녁을 먹자 names a meal, 내일 저녁 식사 a time.
            if kind == "DAYPART" and last is None and "meal" in atom.values:
                break
            WRITERS[kind](point, atom)
            if kind == "YEAR":
                point.of_term = text.endswith("도", atom.start, atom.end)
            if kind == "DAY" and last == "YEAR":
                point.month = 1 if point.day == 1 else 12
            if kind in ("DAYPART", "HOUR"):
                time_start = atom.start if time_start is None else time_start
            elif kind == "MARK":
                mark = atom.start + text[atom.start : atom.end].index(atom.values["wd"])
                point.pieces.append(Piece("DATE", mark, atom.end - 1, atom.rule))
            elif kind not in ("SAME", "RUNDAY") and not (kind == "PART" and atom.values["part"] == "APPROX"):
                # 지난 22일 and 오는 3월 are one entity of the scheme, in 오는 30일 the day alone.
                coming = kind == "DEICTIC" and atom.values["direction"] == 1
                if date_start is None and not (coming and self.atoms[index + 1].kind != "MONTH"):
                    date_start = atom.start
                date_end = atom.end
                source = atom.rule if kind != "DEICTIC" else source
            point.end = atom.end
            point.glued = "glued" in atom.values
            fineness, last = level, "DAY" if kind == "RUNDAY" else kind
            index += 1
            if kind in _BRACKETED and (inner := self._inner(point.end, index)) is not None:
                point.inner, index, point.end = inner
                point.pieces += point.inner.pieces
            if kind == "DATE" and "h" in atom.values and atom.values["h"] is not None:
                fineness = 9
        if last in (None, "DEICTIC", "ORDINAL", "LUNAR"):
            return None
        if last in _WHOLES and (whole := self._whole(last, point.end, index)) is not None:
            index, point.end = index + 1, whole
            date_end = whole if last in ("YEAR", "MONTH") else date_end
        # 당일 and 그날 are no entities of the scheme.
        if date_start is not None and point.day_shift and point.day_shift.base == "that":
            date_start = None
        if during := _WORDS["during"].match(text, point.end):
            # 연휴 기간 동안
            point.end = during.end()
            date_end = point.end if time_start is None and date_end == during.start() else date_end
        if date_start is not None:
            point.pieces.insert(0, Piece("DATE", date_start, date_end, source))
        if time_start is not None:
            self._minutes_before(point)
            point.pieces.append(Piece("TIME", time_start, point.end, "clock"))
        point.closing = _WORDS["closing"].match(text, point.end) is not None
        point.located = _WORDS["located"].match(text, point.end) is not None
        point.goes_on = point.day is not None and _WORDS["goes_on"].match(text, point.end) is not None
        before = max(0, point.start - 3), point.start
        point.reports = point.day is not None and _WORDS["before_report"].search(text, *before) is not None
        point.pieces.sort(key=lambda piece: piece.start)
        return point, index

    def _is_named_day(self, point: Point, last: str | None, atom: Atom) -> bool:
        """Whether a holiday is the name of the day before it: 5월 8일 어버이날."""
        if last not in _DATED or point.day is None or not HOLIDAY_PARTS.isdisjoint(atom.values):
            return False
        day = fixed_day(atom.values["name"]) if self.text[point.end : atom.start] == " " else None
        if day is not None and point.month is None and point.month_shift is None and int(day[3:]) == point.day:
            point.month = int(day[:2])  # 17일 제헌절
        return day is not None and point.month is not None and day == f"{point.month:02d}-{point.day:02d}"

    @staticmethod
    def _is_same_day(point: Point, atom: Atom) -> bool:
        """Whether 오늘 is a day of another year, month or week: 작년 오늘, 다음 달 오늘, 다음 주 오늘."""
        here = (point.month_shift and point.month_shift.steps == 0) or point.week_shift == 0 or point.month
        return (atom.rule == "day.today" and not here) or "season" in atom.values

    @staticmethod
    def _is_day_of_year(atom: Atom, last: str | None) -> bool:
        """Whether a day fits without a month: 올해 마지막 날 does, a mere 마지막 날 or 셋째 날 does not."""
        if "nth" in atom.values:
            return False
        return ("within" in atom.values or "end" in atom.values) == (last == "YEAR")

    def _leads(self, index: int) -> bool:
        """Whether 지난 or 오는 stands before something it can belong to."""
        return (
            index + 1 < len(self.atoms)
            and self.joined(self.atoms[index].end, index + 1)
            and self.atoms[index + 1].kind
            in ("YEAR", "DECADE", "HALF", "QUARTER", "SEASON", "MONTH", "DAY", "WEEKDAY", "HOLIDAY", "WEEKEND")
        )

    def _has_weekday(self, index: int) -> bool:
        """Whether the week of a month that is not named has its day: 셋째 주 금요일."""
        following = index + 1
        return (
            following < len(self.atoms)
            and self.atoms[following].kind == "WEEKDAY"
            and self.joined(self.atoms[index].end, following)
        )

    @staticmethod
    def _fits_part(atom: Atom, last: str | None) -> bool:
        """Whether a part may follow: days only take 전후, months and longer take 초, 중순, 말."""
        return (last in ("DAY", "DATE", "HOLIDAY", "HOUR")) == (atom.values["part"] == "APPROX") or last == "MONTH"

    def _whole(self, kind: str, end: int, index: int) -> int | None:
        """Return where the words for all of a span end: 9월 `한 달간`, 올해 `한 해 동안`, 11일 `하루`."""
        if index >= len(self.atoms) or self.atoms[index].kind != "COUNT" or not self.joined(end, index):
            return None
        found = _WORDS[_WHOLES[kind]].match(self.text, self.atoms[index].start)
        return found.end() if found else None

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


# The kind of atom that an offset by a unit stands for: 2년 전 may be followed by a month, 이틀 뒤 by a clock time.
KIND_OF_UNIT: dict[Unit, str] = {
    "Y": "YEAR", "M": "MONTH", "W": "WEEK", "D": "DAY", "TH": "HOUR", "TM": "HOUR", "TS": "HOUR",
}  # fmt: skip
