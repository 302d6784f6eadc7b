"""What finding hands to resolving: points of the calendar, ranges, durations and recurrences, still without values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from korex.schema import TemporalMod

# What a relative word counts from: the day of writing, a date of the text, the day an event takes place, the last
# day named, the new year.
Base: TypeAlias = Literal["now", "text", "that", "same", "new"]
Unit: TypeAlias = Literal["Y", "M", "W", "D", "TH", "TM", "TS"]


class Shift(NamedTuple):
    """A relative step: `지난해` is one year back from now."""

    steps: int
    base: Base = "now"


class Amount(NamedTuple):
    """A number of calendar or clock units: `석 달` is 3 M."""

    number: float
    unit: Unit


class Piece(NamedTuple):
    """A part of an expression that is an entity of its own."""

    label: Literal["DATE", "TIME"]
    start: int
    end: int
    source: str
    sure: bool = True


@dataclass(slots=True)
class Point:
    """A place in the calendar or on the clock, as far as the words say it."""

    start: int
    end: int
    year: int | None = None
    bce: bool = False
    year_shift: Shift | None = None
    of_term: bool = False  # the year something belongs to: 내년도 (예산), 2025학년도
    decade: int | None = None
    century: int | None = None
    century_shift: int | None = None  # 지난 세기
    half: int | None = None
    term_shift: int | None = None  # 다음 학기
    quarter: int | None = None
    quarter_shift: int | None = None
    quarter_before: bool = False  # 전 분기: before the one the text speaks of
    season: str | None = None
    same_period: bool = False
    month: int | None = None
    month_shift: Shift | None = None
    week_of_month: int | None = None  # 1 to 5, -1 is the last
    second_week: int | None = None  # 둘째·넷째 주, 둘째·넷째 일요일
    ordinal: int | None = None  # of the weekday within the month
    week_shift: int | None = None
    week_base: Base = "now"  # text in 그다음 주, same in 전주
    weekend: bool = False
    weekday: int | None = None  # 1 Monday to 7 Sunday
    day: int | None = None  # -1 is the last of the month
    day_shift: Shift | None = None
    day_of_run: int | None = None  # 첫날, 둘째 날 of the last range of days, -1 마지막 날
    holiday: str | None = None
    holiday_part: str | None = None  # substitute, run, runpart, runeve, runnext, eve, next, second...
    back: tuple[Amount, ...] | None = None  # 사흘 전
    ahead: tuple[Amount, ...] | None = None  # 두 시간 뒤
    origin: Point | None = None  # what it counts from, where that is said: 추석 이틀 전, 추석 다음 주 토요일
    same_as: Point | None = None  # the day that is told right behind it: 접수 이틀 전인 `5월 3일`
    after_event: bool = False  # it counts from an event: 회의 10분 전
    direction: int = 0  # -1 지난, 1 오는, 2 다음, 3 이번
    inner: Point | None = None  # 오늘(10일)
    daypart: str | None = None
    daypart_word: str | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    hour_to: int | None = None  # 서너 시
    midnight: bool = False
    same_time: bool = False  # 내일 이 시간
    exact: bool = False  # which half of the day the hour is in is sure: 정오, 3pm, 09:30
    lunar: bool = False
    now: bool = False  # 지금
    closing: bool = False  # followed by 까지
    located: bool = False  # followed by 에: what happens, happens then
    goes_on: bool = False  # followed by 에는 or 에도: what the story tells next
    reports: bool = False  # right behind what is reported: 계약을 맺었다고 2일 밝혔다
    apposed: bool = False  # right behind a time that is the same: 이틀 뒤인 3일
    glued: bool = False  # a noun goes on right behind it: 밤공기
    mod: TemporalMod | None = None
    pieces: list[Piece] = field(default_factory=list)

    @property
    def has_clock(self) -> bool:
        """Whether it says a time of day."""
        return self.hour is not None or self.daypart is not None or self.midnight or self.same_time

    @property
    def has_date(self) -> bool:
        """Whether it says anything but a time of day."""
        # spelled out, for it is asked of every point several times
        return (
            self.day is not None or self.month is not None or self.year is not None or self.year_shift is not None
            or self.day_shift is not None or self.day_of_run is not None or self.weekday is not None
            or self.month_shift is not None
            or self.week_shift is not None or self.holiday is not None or self.back is not None
            or self.ahead is not None or self.season is not None or self.half is not None or self.quarter is not None
            or self.quarter_shift is not None or self.decade is not None or self.century is not None or self.weekend
            or self.century_shift is not None or self.term_shift is not None
        )  # fmt: skip


@dataclass(slots=True)
class Range:
    """From one point to another: `25일부터 27일까지`."""

    start: int
    end: int
    first: Point
    last: Point


@dataclass(slots=True)
class Duration:
    """A length of time; `most` is set for a span of uncertain size (2~3일)."""

    start: int
    end: int
    amounts: tuple[Amount, ...]
    most: tuple[Amount, ...] = ()
    mod: TemporalMod | None = None
    side: int = 0  # -1 up to the day of writing (최근 3년), 1 from it on (앞으로 3개월)
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Recurrence:
    """What comes again: every `period` (매주), at `points` of it (수요일), `frequency` times (두 차례)."""

    start: int
    end: int
    period: str
    points: tuple[Point, ...] = ()
    frequency: str | None = None
    workdays: bool = False
    weekend: bool = False
    ranged: bool = False  # from the first point to the last
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Name:
    """What is an entity and no temporal expression (후반 27분, 이번 시즌)."""

    start: int
    end: int
    pieces: list[Piece] = field(default_factory=list)


Content: TypeAlias = Point | Range | Duration | Recurrence | Name


class Found(NamedTuple):
    """An expression in the text; `listed` is false for what is an entity only (`4년차`)."""

    content: Content
    listed: bool = True
