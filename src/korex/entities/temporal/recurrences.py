"""What comes again and again: `매주 수요일 오후 7시`, `격주 금요일`, `평일 오전 9시부터 오후 6시까지`, `주 3회`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from korex.entities.temporal.expressions import Piece, Point, Range, Recurrence
from korex.entities.temporal.grammar import grammar
from korex.entities.temporal.numerals import days_of, parse_number
from korex.entities.temporal.ranges import lean_range_end

if TYPE_CHECKING:
    from korex.entities.temporal.atoms import Atom
    from korex.entities.temporal.expressions import Found
    from korex.entities.temporal.ranges import RangeParser

_WORDS = grammar("expressions")
_PERIODS = {"hour": "PT1H", "quarter": "P3M", "term": "P6M", "minute": "PT1M"}


class RecurrenceParser:
    """Builds recurrences from the atoms of one text."""

    def __init__(self, ranges: RangeParser) -> None:
        self.ranges = ranges
        self.points = ranges.points
        self.counts = ranges.counts
        self.text = ranges.text
        self.atoms = ranges.atoms

    def rate(self, atom: Atom) -> Recurrence:
        """Return what happens so many times: `하루 두 차례`."""
        values = atom.values
        if atom.rule == "set.days.of.week":
            days = days_of(values["days"]) if "days" in values else int(parse_number(values["n"]) or 1)
            return Recurrence(atom.start, atom.end, "P1W", frequency=f"{days}D")
        number = parse_number(values["n"])
        frequency = _WORDS["vague_times"].get(values["n"]) or f"{int(number or 0)}X"
        if "n2" in values:
            frequency += f"/{int(parse_number(values['n2']) or 1)}X"
        pieces: list[Piece] = []
        if "halves" in values:
            period = "P6M"
            pieces.append(Piece("DATE", atom.start, atom.start + len(values["halves"]), atom.rule))
        else:
            per = values["per"].removesuffix("에")
            period = next(period for word, period in _WORDS["periods"].items() if per.startswith(word))
            if len(per) > 1:
                pieces.append(Piece("TIME" if "시간" in per else "DATE", atom.start, atom.start + len(per), atom.rule))
        return Recurrence(atom.start, atom.end, period, frequency=frequency, pieces=pieces)

    def each(self, index: int) -> tuple[Recurrence, int]:
        """Return the recurrence that starts at atom `index`, and the index behind it."""
        atom = self.atoms[index]
        values = atom.values
        named = next((value for name, value in _PERIODS.items() if name in values), None)
        period = named or values.get("value") or _WORDS["alternates"].get(values.get("alternate", ""), "P1W")
        recurrence = Recurrence(atom.start, atom.end, period)
        recurrence.workdays, recurrence.weekend = "workdays" in values, "weekend" in values or "weekends" in values
        if (weekday := values.get("weekday") or values.get("each")) is not None:
            recurrence.points = (Point(atom.start, atom.end, weekday="월화수목금토일".index(weekday) + 1),)
        if "days" in values:
            recurrence.points = weekdays_of(atom)
        index += 1
        start_of_date = atom.start
        pieces: list[Piece] = []
        while index < len(self.atoms) and self._joined(recurrence, index):
            after_kind = "WEEK" if not recurrence.points else "WEEKDAY"
            following = self.atoms[index]
            if following.kind == "WEEKDAYS":
                recurrence.points = weekdays_of(following)
                recurrence.end = following.end
                pieces.append(Piece("DATE", following.start, following.end, following.rule))
                index += 1
                if index < len(self.atoms) and self.points.joined(following.end, index):
                    parsed = self.points.parse(index, Point(following.start, following.end), "WEEKDAY")
                    if parsed is not None and parsed[0].has_clock:
                        point, index = parsed
                        recurrence.points += (point,)
                        recurrence.end = point.end
                        pieces += [piece for piece in point.pieces if piece.label == "TIME"]
                break
            if following.kind == "EACH" and period in ("P1W", "P2W") and "weekday" in following.values:
                # 매주 월요일마다
                inner, index = self.each(index)
                recurrence.points, recurrence.end = inner.points, inner.end
                pieces += inner.pieces
                break
            if following.kind == "LEAD_WEEKDAY":
                points, ranged, index = self.ranges.weekdays(index)
                recurrence.points += points
                recurrence.ranged = ranged
                point = points[-1]
                pieces += [piece for weekday in points for piece in weekday.pieces]
                recurrence.end, index, pieces = self._recurring_range(recurrence, point, index, pieces)
                break
            if (
                following.kind == "COUNT"
                and (counted := self.counts.parse(index))
                and isinstance(counted[0], Recurrence)
            ):
                rate = counted[0]
                recurrence.period, recurrence.end, recurrence.frequency = rate.period, rate.end, rate.frequency
                return recurrence, counted[2]
            if following.kind == "LEAD" and (shared := self._sharing(recurrence, index)) is not None:
                index, pieces = shared[0], pieces + shared[1]
                break
            kind = {"P1Y": "YEAR", "P1M": "MONTH", "P2Y": "YEAR", "P2M": "MONTH"}.get(period, after_kind)
            if recurrence.workdays or recurrence.weekend or period in ("P1D", "P2D"):
                kind = "DAY"
            parsed = self.points.parse(index, Point(following.start, following.start), kind)
            if parsed is None or parsed[1] == index:
                break
            point, index = parsed
            if index < len(self.atoms) and self.atoms[index].kind == "LEAD" and self.points.joined(point.end, index):
                # 매주 토요일 2~4시
                shared = self._sharing(recurrence, index, point)
                if shared is not None:
                    index, pieces = shared[0], pieces + shared[1]
                    break
            recurrence.points += (point,)
            pieces += point.pieces
            while (listed := self._listed_day(point, index)) is not None:
                point, index = listed
                recurrence.points += (point,)
                pieces += point.pieces
            recurrence.end = point.end
            recurrence.end, index, pieces = self._recurring_range(recurrence, point, index, pieces)
            break
        if recurrence.ranged and self._starts_clock(recurrence, index):
            # 매주 월요일부터 금요일까지 `오전 7시`
            parsed = self.points.parse(index, Point(recurrence.end, recurrence.end), "WEEKDAY")
            if parsed is not None and parsed[0].has_clock:
                point, index = parsed
                recurrence.points += (point,)
                clock = [piece for piece in point.pieces if piece.label == "TIME"]
                recurrence.end, index, pieces = self._recurring_range(recurrence, point, index, pieces + clock)
        dates = [piece for piece in pieces if piece.label == "DATE" and piece.end > piece.start]
        end_of_date = max([atom.end, *(piece.end for piece in dates)])
        if "alternate" in values and recurrence.points:
            recurrence.frequency = period
        if (every := _WORDS["every"].match(self.text, recurrence.end)) is not None:
            recurrence.end = every.end()
        # 매주 수요일 is a DATE of the scheme, a mere 매일 or 매년 none.
        if recurrence.points or recurrence.workdays or recurrence.weekend:
            if self.text.endswith("마다", start_of_date, end_of_date):
                end_of_date -= 2
            recurrence.pieces = [Piece("DATE", start_of_date, end_of_date, atom.rule)]
        recurrence.pieces += [piece for piece in pieces if piece.label == "TIME"]
        return recurrence, index

    def with_days_before(self, recurrence: Recurrence, found: list[Found]) -> Recurrence:
        """Take the weekdays of a list before a recurrence into it: `월요일과` 수요일마다, `월요일` 수요일마다."""
        while found and recurrence.points and recurrence.points[0].weekday is not None:
            before = found[-1].content
            if not isinstance(before, Point) or before.weekday is None or before.week_shift or before.has_clock:
                break
            gap = self.text[before.end : recurrence.start]
            if gap != " " and _WORDS["list"].fullmatch(gap) is None:
                break
            found.pop()
            recurrence.start, recurrence.points = before.start, (before, *recurrence.points)
            recurrence.pieces = before.pieces + recurrence.pieces
        return recurrence

    def every(self, point: Point) -> Recurrence | None:
        """Return what comes with each point of a kind: 아침마다, 월요일 저녁마다, 매달 10일마다."""
        found = _WORDS["every"].match(self.text, point.end)
        if found is None or not (point.weekday or point.weekend or point.day or point.month or point.has_clock):
            return None
        dated = point.weekday is not None or point.weekend
        period = "P1W" if dated else "P1Y" if point.month else "P1M" if point.day else "P1D"
        return Recurrence(point.start, found.end(), period, (point,), weekend=point.weekend, pieces=point.pieces)

    def _recurring_range(
        self, recurrence: Recurrence, point: Point, index: int, pieces: list[Piece]
    ) -> tuple[int, int, list[Piece]]:
        """Read on to the end of a range: 매일 `오전 9시부터 오후 6시까지`."""
        link = self.ranges.link(point.end, index)
        if link is None:
            return point.end, index, pieces
        before = [piece for piece in pieces if piece.start < point.start]
        ranged = self.ranges.to(point, index, link)
        if ranged is None:
            return point.end, index, pieces
        lean_range_end(ranged[0].first, ranged[0].last)  # 평일 9시부터 6시까지
        recurrence.points += (ranged[0].last,)
        recurrence.ranged = recurrence.ranged or len(recurrence.points) == 2
        return ranged[0].end, ranged[1], before + ranged[0].first.pieces + ranged[0].last.pieces

    def _sharing(
        self, recurrence: Recurrence, index: int, point: Point | None = None
    ) -> tuple[int, list[Piece]] | None:
        """Read numbers that share their unit into a recurrence: 평일 오후 `2~4시`, 매년 `5~6월`, 매월 `5·20일`."""
        target = self.ranges.lead_target(index)
        if target >= len(self.atoms) or self.atoms[target].kind not in ("HOUR", "MONTH", "DAY"):
            return None
        items, after = self.ranges.leads(index, point, self.atoms[index - 1].kind if point is not None else None)
        pieces: list[Piece] = []
        for content, _ in items:
            if isinstance(content, Range):
                recurrence.points += (content.first, content.last)
                recurrence.ranged = True
                pieces += content.first.pieces + content.last.pieces
            elif isinstance(content, Point):
                recurrence.points += (content,)
                pieces += content.pieces
            recurrence.end = content.end
        return (after, pieces) if items else None

    def _starts_clock(self, recurrence: Recurrence, index: int) -> bool:
        """Whether a clock time stands behind days that have none."""
        if index >= len(self.atoms) or any(point.has_clock for point in recurrence.points):
            return False
        return self.atoms[index].kind in ("DAYPART", "HOUR") and self.points.joined(recurrence.end, index)

    def _listed_day(self, point: Point, index: int) -> tuple[Point, int] | None:
        """Read on to another day of a list: 매월 `1일과 15일`."""
        link = _WORDS["list"].match(self.text, point.end)
        if index >= len(self.atoms) or not link or link.end() != self.atoms[index].start or point.has_clock:
            return None
        same = (point.day is None) == (self.atoms[index].kind != "DAY")
        if not same or self.atoms[index].kind not in ("DAY", "WEEKDAY"):
            return None
        return self.points.parse(index)

    def _joined(self, recurrence: Recurrence, index: int) -> bool:
        """Whether atom `index` goes on with a recurrence: 매주 수요일, 격주로 토요일."""
        if self.points.joined(recurrence.end, index):
            return True
        gap = self.text[recurrence.end : self.atoms[index].start]
        return not recurrence.points and _WORDS["adverbial"].fullmatch(gap) is not None


def weekdays_of(atom: Atom) -> tuple[Point, ...]:
    """Return the weekdays of `월, 수, 금`."""
    return tuple(
        Point(atom.start, atom.end, weekday=weekday)
        for char in atom.values["days"]
        if (weekday := "월화수목금토일".find(char) + 1)
    )
