"""Ranges, and numbers or weekdays that share a unit: `25일부터 27일까지`, `14~17일`, `화·목요일`."""

from __future__ import annotations

import re
from dataclasses import replace

from korex.entities.temporal.atoms import Atom
from korex.entities.temporal.counts import CountParser
from korex.entities.temporal.expressions import Found, Piece, Point, Range
from korex.entities.temporal.fields import fix_hour
from korex.entities.temporal.grammar import grammar
from korex.entities.temporal.listing import is_listed
from korex.entities.temporal.points import PointParser

_WORDS = grammar("expressions")
# What the number of each kind of atom is called.
_NUMBERED = {
    "DAY": "d", "MONTH": "m", "YEAR": "y", "HOUR": "h", "CENTURY": "c", "QUARTER": "q", "HALF": "half", "DECADE": "y",
}  # fmt: skip
_DASHES = frozenset("~∼〜～-–—")


# What several numbers may be of: 14~17일, 7·8월.
_COUNTED = frozenset(("YEAR", "DECADE", "CENTURY", "HALF", "QUARTER", "MONTH", "DAY", "HOUR", "COUNT"))


class RangeParser:
    """Builds ranges from the points of one text."""

    def __init__(self, points: PointParser, counts: CountParser) -> None:
        self.points = points
        self.counts = counts
        self.text = points.text
        self.atoms = points.atoms

    def link(self, end: int, index: int) -> re.Match[str] | None:
        """Return what binds the point that ends at `end` to the atom at `index`: 부터 or a dash, None for neither."""
        if index >= len(self.atoms):
            return None
        found = _WORDS["from"].match(self.text, end) or _WORDS["dash"].match(self.text, end)
        return found if found and found.end() == self.atoms[index].start else None

    def to(self, first: Point, index: int, link: re.Match[str]) -> tuple[Range, int] | None:
        """Return the range from `first` to the point at `index`, None where the two make none."""
        opened = not is_dash(link)
        if self.atoms[index].kind == "NOW":
            return self._until_now(first, index, opened)
        counted = self.atoms[index].kind == "COUNT" or (
            self.atoms[index].kind == "DAY" and opened and self.counts.is_length(index)
        )
        if counted:
            return None
        parsed = self.points.parse(index) or self._week_of_same_month(first, index)
        if parsed is None:
            return None
        last, after = parsed
        if not opened and first.has_clock != last.has_clock and not (first.has_date and last.has_date):
            return None
        closing = _WORDS["to"].match(self.text, last.end) if opened else None
        if link[0][0] in "와과" and (closing is None or not closing[0].endswith("사이")):
            return None
        if "에서" in link[0] and closing is None and (_WORDS["moved"].match(self.text, last.end) or not last.pieces):
            return None
        share_daypart(first, last)
        end = closing.end() if closing else last.end
        if not opened and last.pieces and len({piece.label for piece in last.pieces}) == 1:
            first.pieces, last.pieces = merged(first.pieces, last.pieces), []
        return Range(first.start, end, first, last), after

    def _week_of_same_month(self, first: Point, index: int) -> tuple[Point, int] | None:
        """Read the week at `index` that is in the month of the first: 2월 둘째 주부터 `셋째 주`까지."""
        atom = self.atoms[index]
        if atom.kind != "WEEKNO" or first.week_of_month is None:
            return None
        month = {name: getattr(first, name) for name in ("year", "year_shift", "month", "month_shift")}
        return self.points.parse(index, Point(atom.start, atom.start, **month), "MONTH")

    def with_clocks(self, ranged: Range, index: int) -> tuple[Range, int]:
        """Read on from days that share a beginning to its end: 24~25일 오전 10시`~오후 5시`."""
        first, last = ranged.first, ranged.last
        link = self.link(ranged.end, index)
        if link is None or first.has_clock or last.hour is None or self.atoms[index].kind not in ("DAYPART", "HOUR"):
            return ranged, index
        holder = last if last.pieces else first
        opening = replace(last, pieces=holder.pieces)
        clocks = self.to(opening, index, link)
        if clocks is None:
            return ranged, index
        first.hour, first.minute, first.second = last.hour, last.minute, last.second
        first.daypart, first.daypart_word = last.daypart, last.daypart_word
        closing = clocks[0].last
        lean_range_end(opening, closing)
        last.hour, last.minute, last.second = closing.hour, closing.minute, closing.second
        last.daypart, last.daypart_word, last.midnight = closing.daypart, closing.daypart_word, closing.midnight
        holder.pieces = opening.pieces + closing.pieces
        return Range(ranged.start, clocks[0].end, first, last), clocks[1]

    @staticmethod
    def of_uncertain_hour(first: Point, hour: int) -> Range:
        """Return `서너 시` as the range from three to four."""
        last = Point(first.start, first.end, hour=hour, minute=0)
        share_daypart(first, last)
        return Range(first.start, first.end, first, last)

    def _until_now(self, first: Point, index: int, opened: bool) -> tuple[Range, int] | None:
        """Return the range from `first` to 지금 or 현재 at `index`."""
        atom = self.atoms[index]
        closing = _WORDS["to"].match(self.text, atom.end)
        if opened and closing is None:
            return None
        now = Point(atom.start, atom.end, now=True)
        return Range(first.start, closing.end() if closing else atom.end, first, now), index + 1

    def lead_target(self, index: int) -> int:
        """Return the index of the atom whose unit the numbers from `index` on share."""
        while index < len(self.atoms) and self.atoms[index].kind == "LEAD":
            index += 1
        return index

    def is_length(self, index: int) -> bool:
        """Whether the numbers from `index` on count a length of time: `2~3일 안에`."""
        target = self.lead_target(index)
        if target >= len(self.atoms):
            return False
        atom = self.atoms[target]
        return atom.kind == "COUNT" or (atom.kind == "DAY" and self.counts.is_length(target))

    def leads(self, index: int, prefix: Point | None, kind: str | None) -> tuple[list[Found], int]:
        """Read numbers that share a unit: `14~17일` is a range, `7·8일` are two days."""
        target = self.lead_target(index)
        if target >= len(self.atoms) or self.atoms[target].kind not in _COUNTED:
            return [], index + 1
        unit = self.atoms[target]
        points: list[Point] = []
        ranged = True
        for position in range(index, target + 1):
            atom = self.atoms[position]
            if atom.kind == "LEAD":
                number = atom.values["n"]
                values = {_NUMBERED.get(unit.kind, "n"): number}
                digits = re.match(r"\d+", self.text[atom.start : atom.end])
                end = atom.start + (digits.end() if digits else 1)
                ranged = ranged and any(char in _DASHES for char in self.text[end : atom.end])
                if unit.kind in ("YEAR", "DECADE") and len(number) == 2:
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
                share_daypart(first, last)
            first.pieces, last.pieces = merged(first.pieces, last.pieces), []
            whole, after = self.with_clocks(Range(first.start, last.end, first, last), after)
            return [Found(whole, is_listed(last, self.text))], after
        if unit.kind == "DAY":
            pieces = points[0].pieces
            for point in points[1:]:
                pieces, point.pieces = merged(pieces, point.pieces), []
            points[0].pieces = pieces
        return [Found(point, is_listed(point, self.text)) for point in points], after

    def weekdays(self, index: int) -> tuple[tuple[Point, ...], bool, int]:
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


def share_daypart(first: Point, last: Point) -> None:
    """Let the end of a range take over the part of the day: 오후 3시~5시."""
    if first.daypart_word and not last.daypart_word and last.hour is not None and last.hour < 12:
        if first.daypart == "TMO" and (last.hour, last.minute or 0) <= (first.hour or 0, first.minute or 0):
            last.daypart, last.daypart_word = "TAF", "afternoon"
        else:
            last.daypart, last.daypart_word = first.daypart, first.daypart_word
        fix_hour(last)


def lean_range_end(first: Point, last: Point) -> None:
    """Give the end of a range what it takes over from the beginning: 오후 3시부터 5시까지, 2019년 5월부터 8월까지."""
    late = first.daypart_word in ("afternoon", "evening", "night") and first.hour is not None
    if late and last.hour is not None and last.daypart_word is None and (first.hour or 0) - 12 < last.hour < 12:
        last.daypart, last.daypart_word = "TAF", "afternoon"
        fix_hour(last)
    elif (
        not (first.daypart_word or last.daypart_word or last.has_date)
        and 0 < (last.hour or 0) < (first.hour or 0) <= 12
    ):
        # 11시부터 1시까지 ends after noon, 22시부터 6시까지 in the morning.
        last.hour = (last.hour or 0) + 12
        first.exact = True
    if last.has_clock or last.direction != 0:
        return
    open_year = last.day is None and last.year is None and last.year_shift is None
    if open_year and last.month and first.month and last.month >= first.month:
        last.year, last.year_shift = first.year, first.year_shift
    if last.day is not None and last.month is None and last.month_shift is None and (first.day or 99) < last.day:
        last.year, last.year_shift = first.year, first.year_shift
        last.month, last.month_shift = first.month, first.month_shift


def is_dash(link: re.Match[str]) -> bool:
    """Tell whether a dash binds two expressions, and no word like 에서: they are one entity then."""
    return all(char in _DASHES or char == " " for char in link[0])


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
