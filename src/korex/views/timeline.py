"""The dates of a result in the order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from korex.schema import Extraction, TemporalExpression


class Moment(NamedTuple):
    """A time that the text speaks of: its value, where it begins, the words that name it, the events then."""

    value: str
    begin: str
    end: str
    words: tuple[str, ...]
    events: tuple[str, ...]

    @property
    def is_span(self) -> bool:
        """Whether it is longer than a day or a moment."""
        return "/" in self.value or len(self.value.partition(" ")[0]) < len("2025-07-22")


def moments(extraction: Extraction) -> list[Moment]:
    """Return the dates that have a place in time, the earliest first, each value once.

    >>> import korex
    >>> x = korex.extract("3일 열린다. 2일부터 4일까지 쉰다.", reference_date="2025-10-01")
    >>> [(moment.value, moment.words) for moment in moments(x)]
    [('2025-10-02/2025-10-04', ('2일부터 4일까지',)), ('2025-10-03', ('3일',))]
    """
    groups: dict[tuple[str, str | None], list[TemporalExpression]] = {}
    for date in extraction.dates:
        if date.interval is not None:
            groups.setdefault((date.value, date.mod), []).append(date)
    found = [
        Moment(
            f"{value} {mod}" if mod else value,
            *(dates[0].interval or ("", "")),
            tuple(dict.fromkeys(date.text for date in dates)),
            tuple(dict.fromkeys(event.name for event in extraction.events if event.date == value)),
        )
        for (value, mod), dates in groups.items()
    ]
    return sorted(found, key=lambda moment: (moment.begin, moment.end))


def without_place(extraction: Extraction) -> list[TemporalExpression]:
    """Return what has no place in time: durations, what returns, dates of an unknown year."""
    return [date for date in extraction.dates if date.interval is None]
