"""Reads amounts of time: `2년 6개월`, `두 시간 반 동안`, `2~3일`, `사흘 전`, `20분마다`, `사흘에 한 번`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from korex.entities.temporal.expressions import Amount, Duration, Piece, Point, Recurrence
from korex.entities.temporal.grammar import grammar
from korex.entities.temporal.numerals import days_of, parse_number

if TYPE_CHECKING:
    import re

    from korex.entities.temporal.atoms import Atom
    from korex.entities.temporal.points import PointParser
    from korex.schema import TemporalMod

_WORDS = grammar("counts")
# 사흘 뒤 and 앞으로 사흘 뒤 are points of time, 최근 사흘 is a stretch.
_STARTS = frozenset({None, *_WORDS["starts"]})
_EACH = "each"
_ORDER = ("Y", "M", "W", "D", "TH", "TM", "TS")
_HALVES = {
    "Y": Amount(6, "M"), "M": Amount(15, "D"), "D": Amount(12, "TH"), "TH": Amount(30, "TM"), "TM": Amount(30, "TS"),
}  # fmt: skip
# How many of the unit's code a unit is.
_FACTORS = {"세기": 100, "분기": 3}
_HALF_WORDS = {
    "halfyear": Amount(6, "M"), "halfcentury": Amount(50, "Y"), "halfday": Amount(6, "TH"), "dayhalf": Amount(12, "TH"),
    "halfmonth": Amount(15, "D"), "halfhour": Amount(30, "TM"), "wholeday": Amount(1, "D"),
}  # fmt: skip


@dataclass(slots=True)
class Count:
    """An amount as read, with where it starts and what stands before it (최근, 만)."""

    start: int
    end: int
    amounts: tuple[Amount, ...]
    most: tuple[Amount, ...]
    mod: TemporalMod | None
    stretch: str | None
    core_start: int
    source: str


class CountParser:
    """Builds durations, and the points and recurrences made of them, from the atoms of one text."""

    def __init__(self, points: PointParser) -> None:
        self.points = points
        self.text = points.text
        self.atoms = points.atoms

    def is_length(self, index: int) -> bool:
        """Whether the day number at `index` is a number of days."""
        return self._is_length(self.atoms[index])

    def _is_length(self, atom: Atom) -> bool:
        if _WORDS["length"].match(self.text, atom.end) is not None:
            return True
        return _WORDS["length_before"].search(self.text, max(0, atom.start - 5), atom.start) is not None

    def read(self, index: int) -> tuple[Count, int] | None:
        """Return the amount that starts at atom `index`."""
        atoms = self.atoms
        first = atoms[index]
        stretch = None
        if first.kind in ("STRETCH", "DEICTIC"):
            if (
                first.values.get("direction", -1) != -1
                or index + 1 >= len(atoms)
                or not self.points.joined(first.end, index + 1)
            ):
                return None
            stretch = _EACH if "each" in first.values else first.values.get("stretch", "지난")
            index += 1
        core = atoms[index]
        least: float | None = None
        while atoms[index].kind == "LEAD" and index + 1 < len(atoms):
            least = float(atoms[index].values["n"])
            index += 1
        atom = atoms[index]
        amount, most, mod = self._amount(atom, stretch is not None or least is not None)
        if amount is None:
            return None
        amounts, ceiling = [amount], [most] if most else []
        if least is not None:
            if 10 * (least + 1) == amount.number:
                least *= 10  # 2~30분
            ceiling, amounts = [amount], [Amount(_plain(least), amount.unit)]
        end = atom.end
        index += 1
        while index < len(atoms) and not ceiling and self.points.joined(end, index):
            goes_on = amounts[-1].unit in ("Y", "M")
            smaller, _, smaller_mod = self._amount(atoms[index], goes_on, goes_on)
            if smaller is None or _ORDER.index(smaller.unit) <= _ORDER.index(amounts[-1].unit):
                break
            if atoms[index].kind == "MONTH" and amounts[-1].unit != "Y":
                break
            if amounts[-1].unit == "D" and "days" in atom.values:
                break
            amounts.append(smaller)
            mod = mod or smaller_mod
            end = atoms[index].end
            index += 1
        if found := _WORDS["half"].match(self.text, end):
            number, unit = amounts[-1]
            amounts[-1:] = [amounts[-1], _HALVES[unit]] if unit in _HALVES else [Amount(number + 0.5, unit)]
            end = found.end()
        start = first.start
        return Count(start, end, tuple(amounts), tuple(ceiling), mod, stretch, core.start, atom.rule), index

    def _amount(
        self, atom: Atom, is_count: bool, follows_year: bool = False
    ) -> tuple[Amount | None, Amount | None, TemporalMod | None]:
        values = atom.values
        mod: TemporalMod | None = "APPROX" if "more" in values or "more2" in values else None
        if atom.kind == "DAY" and "d" in values:
            follows = is_count or self._is_length(atom)
            return (Amount(int(values["d"]), "D") if follows else None), None, None
        if atom.kind == "DAY" and "sino" in values and self._is_length(atom):
            return Amount(_plain(parse_number(values["sino"]) or 1), "D"), None, None
        if atom.kind == "MONTH" and follows_year and "m" in values:
            return Amount(int(values["m"]), "M"), None, None
        if atom.kind != "COUNT":
            return None, None, None
        if "days" in values:
            word = values["days"].replace(" ", "")
            if word in _WORDS["day_pairs"]:
                low, high = _WORDS["day_pairs"][word]
                return Amount(low, "D"), Amount(high, "D"), None
            return Amount(days_of(word) or 1, "D"), None, mod
        for name, amount in _HALF_WORDS.items():
            if name in values:
                return amount, None, None
        unit = values["unit"]
        factor = _FACTORS.get(unit, 1)
        code = _WORDS["units"].get(unit, "Y")
        if "pair" in values:
            power = values.get("power", "")
            factor *= _WORDS["powers"].get(power, 1)
            low, high = (n * factor for n in _WORDS["pairs"][values["pair"].removesuffix(power)])
            return Amount(low, code), Amount(high, code) if high > low else None, None if high > low else "APPROX"
        if "vague" in values:
            return Amount(-1, code), None, "APPROX"
        number = parse_number(values["n"])
        if number is None:
            return None, None, None
        return Amount(_plain(number * factor * _WORDS["powers"].get(values.get("power", ""), 1)), code), None, mod

    def pieces(self, count: Count, end: int) -> list[Piece]:
        """Return the entity of an amount: days and longer are DATE, hours and shorter TIME."""
        if any(amount.number < 0 for amount in count.amounts):
            return []
        start = count.start if count.stretch == "지난" and count.source == "day.digits" else count.core_start
        # 두 시간여 and 다섯 달여 are annotated without 여.
        if end == count.end and self.text[end - 1] == "여":
            end -= 1
        return [Piece("TIME" if count.amounts[0].unit.startswith("T") else "DATE", start, end, count.source)]

    def parse(self, index: int) -> tuple[Point | Duration | Recurrence, bool, int] | None:
        """Return what the amount at `index` is, whether the result lists it, and the index behind it."""
        read = self.read(index)
        if read is None:
            return None
        count, after = read
        text = self.text
        vague = any(amount.number < 0 for amount in (*count.amounts, *count.most))
        if count.stretch in _STARTS and (offset := _WORDS["offset"].match(text, count.end)) is not None:
            return self._offset(count, offset, after, vague)
        if count.stretch == _EACH:
            return (
                Recurrence(count.start, count.end, period_of(count.amounts), pieces=self.pieces(count, count.end)),
                not vague,
                after,
            )
        if (every := _WORDS["every"].match(text, count.end)) is not None:
            amounts = count.amounts
            if every["skipped"] is not None:
                # 하루걸러 is every other day.
                amounts = (*amounts[:-1], Amount(amounts[-1].number + 1, amounts[-1].unit))
            period = period_of(amounts)
            pieces = self.pieces(count, count.end)
            times = f"{int(parse_number(every['n']) or 1)}X" if every["n"] is not None else None
            return Recurrence(count.start, every.end(), period, frequency=times, pieces=pieces), not vague, after
        if (per := _WORDS["per"].match(text, count.end)) is not None:
            if after < len(self.atoms) and self.atoms[after].start < per.end():
                after += 1
            frequency = f"{int(parse_number(per['n']) or 1)}X"
            pieces = self.pieces(count, count.end)
            return (
                Recurrence(count.start, per.end(), period_of(count.amounts), frequency=frequency, pieces=pieces),
                not vague,
                after,
            )
        end, amounts = count.end, count.amounts
        if tail := _WORDS["tail"].match(text, end):
            end = tail.end()
        bare = text[count.end : end].strip() == "만"
        pieces = self.pieces(count, count.end if bare else end)
        mod = count.mod or self._mod(count, end)
        listed = not vague and not (end == count.end and _WORDS["unlisted"].match(text, end))
        if text[count.start : count.end] == "하루" and _WORDS["rate_of_day"].match(text, count.end):
            listed = False
        side = _WORDS["sides"].get(count.stretch, 0)
        return Duration(count.start, end, amounts, count.most, mod, side, pieces), listed, after

    def _offset(
        self, count: Count, offset: re.Match[str], after: int, vague: bool
    ) -> tuple[Point | Duration, bool, int]:
        end = offset.end()
        # 13분 뒤, 사흘쯤 뒤 and 2~3일 뒤 are annotated without 뒤, 4년 전, 사흘 뒤 and 13분뒤 with it.
        apart = self.text[count.core_start].isdecimal() and self.text[count.end : count.end + 1].isspace()
        apart = (apart and count.amounts[0].unit.startswith("T")) or offset["about"] is not None or bool(count.most)
        pieces = self.pieces(count, count.end if apart else end)
        if count.most or len(count.amounts) > 2:
            return (
                Duration(count.start, count.end, count.amounts, count.most, count.mod, pieces=pieces),
                not vague,
                after,
            )
        point = Point(count.start, end)
        point.back, point.ahead = (count.amounts, None) if offset["word"] == "전" else (None, count.amounts)
        point.mod = count.mod or ("APPROX" if offset["about"] or self._is_about(count) else None)
        point.pieces = pieces
        point.after_event = _WORDS["event"].search(self.text, max(0, count.start - 8), count.start) is not None
        return point, not vague, after

    def offset_from(self, origin: Point, index: int) -> tuple[Point, bool, int] | None:
        """Return the offset at `index` that counts from `origin`: 추석 `이틀 전`, 오늘부터 `사흘 뒤`."""
        if index >= len(self.atoms) or self.atoms[index].kind not in ("COUNT", "DAY") or origin.has_clock:
            return None
        link = _WORDS["from"].match(self.text, origin.end)
        if link is None or link.end() != self.atoms[index].start:
            return None
        dated = origin.holiday is not None or (origin.month is not None and origin.day is not None)
        if link["word"] is None and not dated:
            return None
        parsed = self.parse(index)
        if parsed is None or not isinstance(parsed[0], Point):
            return None
        offset, listed, after = parsed[0], parsed[1], parsed[2]
        amounts = offset.ahead or offset.back or ()
        if not amounts or (amounts[-1].unit.startswith("T") and not origin.now):
            return None
        if link["word"] == "부터" and (offset.back or _WORDS["until"].match(self.text, offset.end)):
            return None
        offset.start, offset.origin = origin.start, None if origin.now else origin
        offset.pieces = origin.pieces + offset.pieces
        return offset, listed, after

    def _is_about(self, count: Count) -> bool:
        return _WORDS["about_before"].search(self.text, max(0, count.start - 4), count.start) is not None

    def _mod(self, count: Count, end: int) -> TemporalMod | None:
        text = self.text
        before = max(0, count.start - 5), count.start
        if _WORDS["least_before"].search(text, *before) or _WORDS["more"].match(text, end):
            return "MORE_THAN"
        if _WORDS["most_before"].search(text, *before) or _WORDS["less"].match(text, end):
            return "LESS_THAN"
        about = _WORDS["about_before"].search(text, *before) or _WORDS["about"].match(text, end)
        return "APPROX" if about else None


def _plain(number: float) -> float:
    return int(number) if float(number).is_integer() else number


def period_of(amounts: tuple[Amount, ...]) -> str:
    """Return amounts as an ISO 8601 period: 2 Y and 6 M are ``P2Y6M``.

    >>> period_of((Amount(2, "TH"), Amount(30, "TM")))
    'PT2H30M'
    """
    days = "".join(f"{_number(amount)}{amount.unit}" for amount in amounts if not amount.unit.startswith("T"))
    clock = "".join(f"{_number(amount)}{amount.unit[1]}" for amount in amounts if amount.unit.startswith("T"))
    return f"P{days}" + (f"T{clock}" if clock else "")


def _number(amount: Amount) -> str:
    return "X" if amount.number < 0 else f"{amount.number:g}" if amount.number < 1e6 else str(int(amount.number))
