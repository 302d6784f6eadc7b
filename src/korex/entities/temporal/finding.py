"""Finds the temporal expressions of a text: atoms into points and amounts, those into ranges and recurrences.

What it finds is such as 다음 달 15일부터 19일까지, 매주 수요일, 두 시간 반 동안.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from korex.entities.temporal.atoms import Atom, find_atoms
from korex.entities.temporal.counts import CountParser
from korex.entities.temporal.expressions import Duration, Found, Name, Piece, Point, Range, Recurrence
from korex.entities.temporal.grammar import grammar
from korex.entities.temporal.numerals import parse_number
from korex.entities.temporal.points import KIND_OF_UNIT, PointParser, fix_hour

if TYPE_CHECKING:
    from korex.language.analysis import Morphemes

_WORDS = grammar("expressions")
_FROM, _DASH, _TO = _WORDS["from"], _WORDS["dash"], _WORDS["to"]
_DASHES = frozenset(r"~∼〜～\-–—")
_QUOTES: dict[str, str] = {pair[0]: pair[1] for pair in _WORDS["quotes"]}
_PERIODS = {"hour": "PT1H", "quarter": "P3M", "term": "P6M", "minute": "PT1M"}


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

    def find(self) -> list[Found]:
        found: list[Found] = []
        index = 0
        while index < len(self.atoms):
            items, after = self._at(index)
            found += items
            index = max(after, index + 1)
        return found

    def _at(self, index: int) -> tuple[list[Found], int]:
        atom = self.atoms[index]
        if atom.kind == "RATE":
            return [Found(self._rate(atom))], index + 1
        if atom.kind == "EACH":
            recurrence, after = self._each(index)
            return [Found(recurrence)], after
        if atom.kind in ("GAME", "ENTITY", "YEARNAME"):
            piece = Piece(
                "TIME" if atom.kind == "GAME" else "DATE", atom.start, atom.end, atom.rule, atom.kind != "YEARNAME"
            )
            return [Found(Name(atom.start, atom.end, [piece]), False)], index + 1
        if atom.kind == "NOW":
            return [Found(Point(atom.start, atom.end, now=True))], index + 1
        if atom.kind == "LEAD_WEEKDAY":
            return self._weekdays(index)
        if atom.kind == "LEAD" and not self._lead_is_count(index):
            return self._leads(index, None, None)
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
            items, last = self._leads(after, point, self.atoms[after - 1].kind)
            if items:
                return items, last
        return self._ranges(point, after, self._listed(point, index, after))

    def _longer(self, duration: Duration, after: int) -> int:
        """Read the upper end of `10분~15분`."""
        if after >= len(self.atoms) or duration.most or self.atoms[after].kind != "COUNT":
            return after
        link = _DASH.match(self.text, duration.end)
        counted = self.counts.parse(after) if link and link.end() == self.atoms[after].start else None
        if counted is None or not isinstance(counted[0], Duration) or counted[0].most:
            return after
        longer = counted[0]
        duration.end, duration.most, duration.mod = longer.end, longer.amounts, longer.mod
        duration.pieces = merged(duration.pieces, longer.pieces)
        return counted[2]

    def _is_count(self, index: int) -> bool:
        atom = self.atoms[index]
        if atom.kind == "DAY":
            return self.counts.is_length(index)
        return index + 1 < len(self.atoms) and (
            self.atoms[index + 1].kind == "COUNT"
            or (self.atoms[index + 1].kind == "DAY" and self.counts.is_length(index + 1))
        )

    def _lead_target(self, index: int) -> int:
        while index < len(self.atoms) and self.atoms[index].kind == "LEAD":
            index += 1
        return index

    def _lead_is_count(self, index: int) -> bool:
        target = self._lead_target(index)
        if target >= len(self.atoms):
            return False
        atom = self.atoms[target]
        return atom.kind == "COUNT" or (atom.kind == "DAY" and self.counts.is_length(target))

    def _prefix_of_lead(self, index: int) -> tuple[list[Found], int]:
        """Read `지난 27~28일`, where the word stands before a number without its unit."""
        atom = self.atoms[index]
        after = index + 1
        if atom.kind == "DEICTIC" and after < len(self.atoms) and self.atoms[after].kind == "LEAD":
            point = Point(atom.start, atom.end, direction=atom.values["direction"])
            items, last = self._leads(after, point, "DEICTIC")
            if items:
                return items, last
        return [], index + 1

    def _leads(self, index: int, prefix: Point | None, kind: str | None) -> tuple[list[Found], int]:
        """Read numbers that share a unit: `14~17일` is a range, `7·8일` are two days."""
        target = self._lead_target(index)
        if target >= len(self.atoms):
            return [], index + 1
        unit = self.atoms[target]
        points: list[Point] = []
        ranged = True
        for position in range(index, target + 1):
            atom = self.atoms[position]
            if atom.kind == "LEAD":
                number = atom.values["n"]
                values = {"d": number, "m": number, "y": number, "h": number, "c": number, "q": number, "half": number}
                digits = re.match(r"\d+", self.text[atom.start : atom.end])
                end = atom.start + (digits.end() if digits else 1)
                ranged = ranged and any(char in _DASHES for char in self.text[end : atom.end])
                if unit.kind == "YEAR" and len(number) == 2:
                    values = {"yy": number}
                lead = Atom(unit.kind, atom.start, end, unit.rule, values)
                seeded = PointParser(self.text, [lead]).parse(
                    0, prefix if not points else None, kind if not points else None
                )
                if seeded is None:
                    return [], index + 1
                points.append(seeded[0])
            else:
                parsed = self.points.parse(position)
                if parsed is None:
                    return [], index + 1
                points.append(parsed[0])
                after = parsed[1]
        if len(points) == 2 and ranged:
            first, last = points
            if first.hour is not None:
                self._share_daypart(first, last)
            first.pieces, last.pieces = merged(first.pieces, last.pieces), []
            return [Found(Range(first.start, last.end, first, last), self._listed(last, index, after))], after
        if unit.kind == "DAY":
            pieces = points[0].pieces
            for point in points[1:]:
                pieces, point.pieces = merged(pieces, point.pieces), []
            points[0].pieces = pieces
        return [Found(point, self._listed(point, index, after)) for point in points], after

    @staticmethod
    def _share_daypart(first: Point, last: Point) -> None:
        if first.daypart_word and not last.daypart_word and last.hour is not None and last.hour < 12:
            last.daypart, last.daypart_word = first.daypart, first.daypart_word
            fix_hour(last)

    def _continue(self, point: Point, listed: bool, after: int) -> tuple[list[Found], int]:
        """Read on after `이틀 후`: a clock time or a month may follow."""
        amounts = point.back or point.ahead or ()
        kind = KIND_OF_UNIT[amounts[-1].unit]
        if after < len(self.atoms) and self.points.joined(point.end, after):
            pieces = point.pieces
            seeded = self.points.parse(after, point, kind)
            if seeded is not None and seeded[1] > after:
                point, after = seeded
                if point.pieces and pieces and point.pieces[0].start == pieces[0].start and len(point.pieces) > 1:
                    point.pieces = [pieces[0], *(piece for piece in point.pieces if piece.start >= pieces[0].end)]
        return self._ranges(point, after, listed)

    def _ranges(self, point: Point, after: int, listed: bool) -> tuple[list[Found], int]:
        """Read on from a point to the end of a range, if there is one."""
        text = self.text
        if after < len(self.atoms):
            opened = _FROM.match(text, point.end)
            dash = None if opened else _DASH.match(text, point.end)
            link = opened or dash
            if link is not None and link.end() == self.atoms[after].start:
                ranged = self._to(point, after, opened)
                if ranged is not None:
                    return [Found(ranged[0], listed)], ranged[1]
        return [Found(point, listed)], after

    def _to(self, first: Point, index: int, opened: re.Match[str] | None) -> tuple[Range, int] | None:
        counted = self.atoms[index].kind == "COUNT" or (
            self.atoms[index].kind == "DAY" and opened is not None and self.counts.is_length(index)
        )
        if counted:
            return None
        parsed = self.points.parse(index)
        if parsed is None:
            return None
        last, after = parsed
        if not opened and first.has_clock != last.has_clock and not (first.has_date and last.has_date):
            return None
        closing = _TO.match(self.text, last.end) if opened else None
        if opened and "에서" in opened[0] and closing is None:
            return None
        self._share_daypart(first, last)
        end = closing.end() if closing else last.end
        if not opened and last.pieces and len({piece.label for piece in last.pieces}) == 1:
            first.pieces, last.pieces = merged(first.pieces, last.pieces), []
        return Range(first.start, end, first, last), after

    def _listed(self, point: Point, index: int, after: int) -> bool:
        """Whether a point is more than part of a name or of a date that is no date."""
        text = self.text
        if point.holiday is not None and self._needs_cue(point):
            point.pieces = []
            return False
        if _WORDS["unlisted"].match(text, point.end):
            return False
        # 밤공기, 단오한마당, 연말정산
        if point.glued and (point.holiday or point.season or point.year_shift or not point.has_date):
            point.pieces = point.pieces if point.has_clock else []
            return False
        digits = any(char.isdecimal() for char in text[point.start : point.end])
        before, behind = text[point.start - 1 : point.start], text[point.end : point.end + 1]
        if not digits and before in _QUOTES and _QUOTES[before] == behind:
            return False
        if not digits and not point.has_date and behind in _QUOTES.values() and behind:
            opening = max(text.rfind(mark, max(0, point.start - 20), point.start) for mark in _QUOTES)
            return opening < 0
        return True

    def _needs_cue(self, point: Point) -> bool:
        from korex.entities.temporal.calendar import needs_cue

        if point.holiday is None or not needs_cue(point.holiday) or point.inner or point.holiday_part:
            return False
        if point.year is not None or point.year_shift is not None or point.has_clock:
            return False
        if _WORDS["term_after"].match(self.text, point.end):
            return False
        return _WORDS["term_before"].search(self.text, max(0, point.start - 14), point.start) is None

    # recurrences

    def _rate(self, atom: Atom) -> Recurrence:
        values = atom.values
        number = parse_number(values["n"])
        frequency = f"{int(number)}X" if number else _WORDS["vague_times"][values["n"]]
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

    def _each(self, index: int) -> tuple[Recurrence, int]:
        atom = self.atoms[index]
        values = atom.values
        named = next((value for name, value in _PERIODS.items() if name in values), None)
        period = named or values.get("value") or _WORDS["alternates"].get(values.get("alternate", ""), "P1W")
        recurrence = Recurrence(atom.start, atom.end, period)
        recurrence.workdays, recurrence.weekend = "workdays" in values, "weekend" in values
        if "weekday" in values:
            recurrence.points = (Point(atom.start, atom.end, weekday="월화수목금토일".index(values["weekday"]) + 1),)
        index += 1
        start_of_date = atom.start
        pieces: list[Piece] = []
        while index < len(self.atoms) and self.points.joined(recurrence.end, index):
            after_kind = "WEEK" if not recurrence.points else "WEEKDAY"
            following = self.atoms[index]
            if following.kind == "LEAD_WEEKDAY":
                points, ranged, index = self._weekday_points(index)
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
                inner = counted[0]
                recurrence.period, recurrence.end, recurrence.frequency = inner.period, inner.end, inner.frequency
                return recurrence, counted[2]
            kind = {"P1Y": "YEAR", "P1M": "MONTH", "P2Y": "YEAR", "P2M": "MONTH"}.get(period, after_kind)
            if recurrence.workdays or recurrence.weekend or period in ("P1D", "P2D"):
                kind = "DAY"
            parsed = self.points.parse(index, Point(following.start, following.start), kind)
            if parsed is None or parsed[1] == index:
                break
            point, index = parsed
            recurrence.points += (point,)
            pieces += point.pieces
            while (listed := self._listed_day(point, index)) is not None:
                point, index = listed
                recurrence.points += (point,)
                pieces += point.pieces
            recurrence.end = point.end
            recurrence.end, index, pieces = self._recurring_range(recurrence, point, index, pieces)
            break
        dates = [piece for piece in pieces if piece.label == "DATE"]
        end_of_date = max([atom.end, *(piece.end for piece in dates)])
        if "alternate" in values and recurrence.points:
            recurrence.frequency = period
        recurrence.pieces = [Piece("DATE", start_of_date, end_of_date, atom.rule)]
        recurrence.pieces += [piece for piece in pieces if piece.label == "TIME"]
        return recurrence, index

    def _listed_day(self, point: Point, index: int) -> tuple[Point, int] | None:
        """Read on to another day of a list: 매월 `1일과 15일`."""
        link = _WORDS["list"].match(self.text, point.end)
        if index >= len(self.atoms) or not link or link.end() != self.atoms[index].start or point.has_clock:
            return None
        same = (point.day is None) == (self.atoms[index].kind != "DAY")
        if not same or self.atoms[index].kind not in ("DAY", "WEEKDAY"):
            return None
        return self.points.parse(index)

    def _recurring_range(
        self, recurrence: Recurrence, point: Point, index: int, pieces: list[Piece]
    ) -> tuple[int, int, list[Piece]]:
        """Read on to the end of a range: 매일 `오전 9시부터 오후 6시까지`."""
        opened = _FROM.match(self.text, point.end)
        link = opened or _DASH.match(self.text, point.end)
        if index >= len(self.atoms) or not link or link.end() != self.atoms[index].start:
            return point.end, index, pieces
        before = [piece for piece in pieces if piece.start < point.start]
        ranged = self._to(point, index, opened)
        if ranged is None:
            return point.end, index, pieces
        recurrence.points += (ranged[0].last,)
        recurrence.ranged = recurrence.ranged or len(recurrence.points) == 2
        return ranged[0].end, ranged[1], before + ranged[0].first.pieces + ranged[0].last.pieces

    def _weekday_points(self, index: int) -> tuple[tuple[Point, ...], bool, int]:
        """Read weekdays that share their 요일, and whether they are a range: `월~금요일`, `화·목요일`."""
        points: list[Point] = []
        while index < len(self.atoms) and self.atoms[index].kind == "LEAD_WEEKDAY":
            atom = self.atoms[index]
            point = Point(atom.start, atom.end, weekday="월화수목금토일".index(atom.values["wd"]) + 1)
            point.pieces.append(Piece("DATE", atom.start, atom.end, atom.rule))
            points.append(point)
            index += 1
        parsed = self.points.parse(index) if index < len(self.atoms) else None
        if parsed is None:
            return tuple(points), False, index
        last, after = parsed
        between = self.text[points[-1].end : last.start]
        ranged = len(points) == 1 and any(char in _DASHES for char in between)
        return (*points, last), ranged, after

    def _weekdays(self, index: int) -> tuple[list[Found], int]:
        points, ranged, after = self._weekday_points(index)
        if ranged:
            first, last = points
            return [Found(Range(first.start, last.end, first, last))], after
        return [Found(point) for point in points], after


def merged(pieces: list[Piece], more: list[Piece]) -> list[Piece]:
    """Return the entities of two parts of a range, where a dash binds two of one kind to one: 오전 1시∼3시."""
    if not pieces or not more:
        return pieces + more
    label, begin = more[0].label, pieces[-1]
    if begin.label != label:
        return pieces + more
    while len(pieces) > 1 and pieces[-2].label == label and pieces[-1].start - pieces[-2].end <= 1:
        pieces = pieces[:-1]
    first = pieces[-1]
    return [*pieces[:-1], Piece(label, first.start, more[0].end, first.source), *more[1:]]
