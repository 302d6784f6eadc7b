"""The reference date a caller gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeAlias

from korex.errors import ReferenceDateError

ReferenceDate: TypeAlias = date | datetime | None


def parse_reference_date(value: date | datetime | str | None) -> ReferenceDate:
    """Return `value` as a date or datetime; raises `ReferenceDateError` for what is neither, nor ISO 8601.

    >>> parse_reference_date("2025-07-22")
    datetime.date(2025, 7, 22)
    """
    if value is None or isinstance(value, date):
        return value
    expected = "expected a date, a datetime or an ISO 8601 string such as 2025-07-22 or 2025-07-22T09:30"
    if not isinstance(value, str):
        raise ReferenceDateError(f"bad reference date of type {type(value).__name__}: {expected}")
    text = value.strip()
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        # Python 3.10 does not read the Z of UTC.
        return datetime.fromisoformat(text[:-1] + "+00:00" if text.endswith("Z") else text)
    except ValueError as error:
        raise ReferenceDateError(f"bad reference date {value!r}: {expected}") from error
