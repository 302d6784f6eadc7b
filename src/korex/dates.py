"""The reference date a caller gives."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TypeAlias

from korex.errors import ReferenceDateError

ReferenceDate: TypeAlias = date | datetime | None

# What every supported Python reads alike; 3.11 and later would take more.
_ISO = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?P<clock>[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{3}(?:[0-9]{3})?)?)?)?(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})?"
)
_EXPECTED = "expected a date, a datetime or an ISO 8601 string such as 2025-07-22 or 2025-07-22T09:30"


def parse_reference_date(value: date | datetime | str | None) -> ReferenceDate:
    """Return `value` as a date or datetime; raises `ReferenceDateError` for what is neither, nor ISO 8601.

    >>> parse_reference_date("2025-07-22")
    datetime.date(2025, 7, 22)
    """
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise ReferenceDateError(f"bad reference date of type {type(value).__name__}: {_EXPECTED}")
    found = _ISO.fullmatch(value.strip())
    try:
        if found and not found["clock"] and not found["zone"]:
            return date.fromisoformat(found["day"])
        if found and found["clock"]:
            # Python 3.10 does not read the Z of UTC.
            return datetime.fromisoformat(found["day"] + found["clock"] + (found["zone"] or "").replace("Z", "+00:00"))
    except ValueError as error:
        raise ReferenceDateError(f"bad reference date {value!r} ({error}): {_EXPECTED}") from error
    raise ReferenceDateError(f"bad reference date {value!r}: {_EXPECTED}")
