"""Finds the temporal expressions of a text: atoms into points and amounts, those into ranges and recurrences.

What it finds is such as 다음 달 3일부터 8일까지, 매주 수요일, 두 시간 반 동안.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from korex.entities.temporal.atoms import Atom, find_atoms
from korex.entities.temporal.counts import CountParser
from korex.entities.temporal.expressions import Duration, Found, Name, Piece, Point, Range, Recurrence, Shift
from korex.entities.temporal.grammar import grammar
from korex.entities.temporal.listing import is_listed
from korex.entities.temporal.points import KIND_OF_UNIT, PointParser
from korex.entities.temporal.ranges import RangeParser, is_dash, merged, share_daypart
from korex.entities.temporal.recurrences import RecurrenceParser, weekdays_of

if TYPE_CHECKING:
    from korex.entities.temporal.expressions import Content
    from korex.language.analysis import Morphemes


_WORDS = grammar("expressions")
# What two clock times of one day do not share.
_CLOCK_FIELDS = (
    "start", "end", "daypart", "daypart_word", "hour", "minute", "second", "hour_to", "midnight", "exact", "closing",
    "located", "goes_on", "reports", "apposed", "glued", "mod", "pieces",
)  # fmt: skip
# 10분부터 and 10분과 begin no amount of uncertain size.
_NO_DASH = frozenset("부와과")


def find_expressions(text: str, morphemes: Morphemes) -> list[Found]:
    """Return the temporal expressions of a text in order."""
    atoms = list(find_atoms(text, morphemes))
    return _Finder(text, atoms).find()


class _Finder:
    def __init__(self, text: str, atoms: list[Atom]) -> None:
        self.text = text
        self.atoms = atoms
        self.points = PointParser(text, atoms)
        self.counts = CountParser(self.points)
        self.ranges = RangeParser(self.points, self.counts)
        self.recurrences = RecurrenceParser(self.ranges)

    def find(self) -> list[Found]:
        found: list[Found] = []
        index = 0
        while index < len(self.atoms):
            items, after = self._at(index)
            if found and items and self.atoms[index].kind == "EACH" and isinstance(items[0].content, Recurrence):
                self.recurrences.with_days_before(items[0].content, found)
            if found and items:
                self._share_clock(found[-1].content, items)
                self._share_week(found[-1].content, items[0].content)
                self._appose(found[-1].content, items[0].content)
            found += items
            index = max(after, index + 1)
        return found

    def _share_week(self, before: Content, content: Content) -> None:
        """Let the weekdays of a list be in the week of the first: 다음 주 `화요일과 목요일`."""
        if not isinstance(before, Point) or not isinstance(content, Point) or before.week_shift is None:
            return
        bare = content.weekday is not None and content.day is None and content.direction == 0
        listed = _WORDS["or"].fullmatch(self.text, before.end, content.start)
        if bare and before.weekday is not None and content.week_shift is None and listed:
            content.week_shift = before.week_shift

    def _share_clock(self, before: Content, items: list[Found]) -> None:
        """Let the clock times of a list be of one day and of one half of it: 내일 오후 `3시나 4시`."""
        content = items[0].content
        if not isinstance(before, Point) or not isinstance(content, Point) or before.hour is None:
            return
        if content.hour is None or content.has_date or not self._is_listed_with(before, content):
            return
        share_daypart(before, content)
        if before.has_date:
            clock = {name: getattr(content, name) for name in _CLOCK_FIELDS}
            items[0] = Found(replace(before, **clock), items[0].listed)

    def _is_listed_with(self, before: Point, content: Point) -> bool:
        """Whether two times are members of a list or one is moved to the other: 3시나 4시, 3시 회의를 4시로."""
        if _WORDS["or"].fullmatch(self.text, before.end, content.start):
            return True
        gap = self.text[before.end : content.start]
        leads = gap == "에서 " or _WORDS["of_object"].fullmatch(gap)
        return bool(leads and _WORDS["moved"].match(self.text, content.end))

    def _appose(self, before: Content, content: Content) -> None:
        """Note that two times are the same: 이틀 뒤인 `3일`."""
        if not isinstance(before, Point) or not isinstance(content, Point) or not content.day:
            return
        if self.text[before.end : content.start] != "인 ":
            return
        content.apposed = content.month is None
        if before.back or before.ahead:
            before.same_as = content

    def _at(self, index: int) -> tuple[list[Found], int]:
        atom = self.atoms[index]
        if atom.kind == "RATE":
            return [Found(self.recurrences.rate(atom))], index + 1
        if atom.kind == "EACH":
            recurrence, after = self.recurrences.each(index)
            return [Found(recurrence)], after
        if atom.kind in ("GAME", "ENTITY", "YEARNAME"):
            piece = Piece(
                "TIME" if atom.kind == "GAME" else "DATE", atom.start, atom.end, atom.rule, atom.kind != "YEARNAME"
            )
            return [Found(Name(atom.start, atom.end, [piece]), False)], index + 1
        if atom.kind == "NOW":
            now = Point(atom.start, atom.end, now=True)
            if (offset := self.counts.offset_from(now, index + 1)) is not None:
                return self._continue(*offset)
            return self._ranges(now, index + 1, True)
        if atom.kind == "LEAD_WEEKDAY":
            return self._weekdays(index)
        if atom.kind == "LEAD" and not self.ranges.is_length(index):
            return self.ranges.leads(index, None, None)
        may_count = atom.kind in ("COUNT", "STRETCH", "LEAD")
        may_count = may_count or (atom.kind in ("DAY", "DEICTIC") and self._is_count(index))
        if may_count and (counted := self.counts.parse(index)) is not None:
            content, listed, after = counted
            if isinstance(content, Point):
                return self._continue(content, listed, after)
            if isinstance(content, Duration):
                after = self._longer(content, after)
            return [Found(content, listed)], after
        parsed = self.points.parse(index)
        if parsed is None:
            return self._prefix_of_lead(index)
        point, after = parsed
        if after < len(self.atoms) and self.atoms[after].kind == "LEAD" and self.points.joined(point.end, after):
            items, last = self.ranges.leads(after, point, self.atoms[after - 1].kind)
            if items:
                return items, last
        if after < len(self.atoms) and self.atoms[after].kind == "LEAD_WEEKDAY" and point.week_shift is not None:
            return self._weekdays(after, point)
        if after < len(self.atoms) and self._names_week(point, after):
            return self._days_of_week(point, after)
        if (offset := self.counts.offset_from(point, after)) is not None:
            return self._continue(*offset)
        if (week := self._week_from(point, after)) is not None:
            point, after = week
        listed = is_listed(point, self.text)
        if (every := self.recurrences.every(point)) is not None:
            return [Found(every, listed)], after
        return self._ranges(point, after, listed)

    def _week_from(self, origin: Point, index: int) -> tuple[Point, int] | None:
        """Return the week at `index` that counts from a day that is named: 추석 `다음 주 토요일`."""
        dated = origin.holiday is not None or (origin.month is not None and origin.day is not None)
        if not dated or origin.has_clock or index >= len(self.atoms) or self.atoms[index].start != origin.end + 1:
            return None
        if not _WORDS["week_from"].match(self.text, origin.end):
            return None
        parsed = self.points.parse(index)
        if parsed is None or parsed[0].week_shift is None:
            return None
        week, after = parsed
        if origin.holiday is None and week.weekday is None:
            return None
        week.start, week.origin, week.pieces = origin.start, origin, origin.pieces + week.pieces
        return week, after

    def _names_week(self, point: Point, index: int) -> bool:
        """Whether a point is a week and the weekdays at `index` are in it: 다음 주 `월, 수, 금`."""
        if self.atoms[index].kind != "EACH" or "days" not in self.atoms[index].values:
            return False  # 이번 주 사흘
        return point.week_shift is not None and point.weekday is None and self.points.joined(point.end, index)

    def _days_of_week(self, week: Point, index: int) -> tuple[list[Found], int]:
        """Read weekdays without 요일 of a week that is named: 다음 주 `월, 수, 금` 오전."""
        atom, days = self.atoms[index], list[Point]()
        for weekday in weekdays_of(atom):
            at = self.text.index("월화수목금토일"[(weekday.weekday or 1) - 1], days[-1].end if days else atom.start)
            piece = Piece("DATE", at, at + 1, atom.rule)
            days.append(Point(at, at + 1, week_shift=week.week_shift, weekday=weekday.weekday, pieces=[piece]))
        days[0].start, days[0].pieces = week.start, merged(week.pieces, days[0].pieces)
        return [Found(day) for day in days], index + 1

    def _longer(self, duration: Duration, after: int) -> int:
        """Read the upper end of `10분~15분`."""
        link = self.ranges.link(duration.end, after)
        if link is None or duration.most or self.atoms[after].kind != "COUNT" or link[0].strip()[:1] in _NO_DASH:
            return after
        counted = self.counts.parse(after)
        if counted is None or not isinstance(counted[0], Duration) or counted[0].most:
            return after
        if "에서" in link[0] and _WORDS["moved"].match(self.text, counted[0].end):
            return after  # 열 시간에서 여덟 시간으로 줄였다
        longer = counted[0]
        duration.end, duration.most, duration.mod = longer.end, longer.amounts, longer.mod
        both = duration.pieces, longer.pieces
        duration.pieces = merged(*both) if is_dash(link) else both[0] + both[1]
        return counted[2]

    def _is_count(self, index: int) -> bool:
        atom = self.atoms[index]
        if atom.kind == "DAY":
            return self.counts.is_length(index)
        return index + 1 < len(self.atoms) and (
            self.atoms[index + 1].kind == "COUNT"
            or (self.atoms[index + 1].kind == "DAY" and self.counts.is_length(index + 1))
        )

    def _prefix_of_lead(self, index: int) -> tuple[list[Found], int]:
        """Read `지난 27~28일`, where the word stands before a number without its unit."""
        atom = self.atoms[index]
        after = index + 1
        if atom.kind == "DEICTIC" and after < len(self.atoms) and self.atoms[after].kind == "LEAD":
            point = Point(atom.start, atom.end, direction=atom.values["direction"])
            items, last = self.ranges.leads(after, point, "DEICTIC")
            if items:
                return items, last
        return [], index + 1

    def _continue(self, point: Point, listed: bool, after: int) -> tuple[list[Found], int]:
        """Read on after `이틀 후`: a clock time or a month may follow."""
        amounts = point.back or point.ahead or ()
        kind = KIND_OF_UNIT[amounts[-1].unit]
        if self._is_this_day(after, kind) and self.points.joined(point.end, after):
            # 일주일 전 오늘, 3년 전 이맘때
            point.day_shift, point.end = Shift(0), self.atoms[after].end
            point.mod = "APPROX" if "season" in self.atoms[after].values else point.mod
            return [Found(point, listed)], after + 1
        if kind == "WEEK" and after < len(self.atoms) and self.atoms[after].kind in ("DAYPART", "HOUR"):
            kind = "DAY"
        if after < len(self.atoms) and self.points.joined(point.end, after):
            pieces = point.pieces
            seeded = self.points.parse(after, point, kind)
            if seeded is not None and seeded[1] > after:
                point, after = seeded
                if point.pieces and pieces and point.pieces[0].start == pieces[0].start and len(point.pieces) > 1:
                    point.pieces = [pieces[0], *(piece for piece in point.pieces if piece.start >= pieces[0].end)]
        return self._ranges(point, after, listed)

    def _is_this_day(self, index: int, kind: str) -> bool:
        """Whether an atom behind a count names the day itself: 한 달 전 `오늘`, 3년 전 `이맘때`."""
        if index >= len(self.atoms):
            return False
        atom = self.atoms[index]
        return atom.rule == "day.today" or ("season" in atom.values and kind in ("YEAR", "MONTH", "WEEK"))

    def _ranges(self, point: Point, after: int, listed: bool) -> tuple[list[Found], int]:
        """Read on from a point to the end of a range, if there is one."""
        link = self.ranges.link(point.end, after)
        ranged = self.ranges.to(point, after, link) if link else None
        if ranged is not None:
            return [Found(ranged[0], listed)], ranged[1]
        if point.hour_to is not None:
            return [Found(self.ranges.of_uncertain_hour(point, point.hour_to), listed)], after
        return [Found(point, listed)], after

    def _weekdays(self, index: int, week: Point | None = None) -> tuple[list[Found], int]:
        """Read weekdays that share their 요일, after the week they are in if that is named: 다음 주 화·목요일."""
        points, ranged, after = self.ranges.weekdays(index)
        if week is not None and self.points.joined(week.end, index):
            first = points[0]
            first.start, first.pieces = week.start, merged(week.pieces, first.pieces)
            for point in points:
                point.week_shift = week.week_shift
        elif week is not None:
            return [Found(week)], index
        if ranged:
            first, last = points
            whole, after = self.ranges.with_clocks(Range(first.start, last.end, first, last), after)
            return [Found(whole)], after
        return [Found(point) for point in points], after
