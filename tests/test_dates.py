"""Reference dates."""

from datetime import date, datetime, timedelta, timezone

import pytest

import korex
from korex.dates import parse_reference_date

GOOD = [
    (None, None),
    ("2025-07-22", date(2025, 7, 22)),
    (" 2025-07-22\n", date(2025, 7, 22)),
    (date(2025, 7, 22), date(2025, 7, 22)),
    ("2025-07-22T09:30", datetime(2025, 7, 22, 9, 30)),
    ("2025-07-22 09:30:15", datetime(2025, 7, 22, 9, 30, 15)),
    ("2025-07-22T09:30:15.250", datetime(2025, 7, 22, 9, 30, 15, 250000)),
    ("2025-07-22T09:30Z", datetime(2025, 7, 22, 9, 30, tzinfo=timezone.utc)),
    ("2025-07-22T09:30+09:00", datetime(2025, 7, 22, 9, 30, tzinfo=timezone(timedelta(hours=9)))),
]
BAD = ["", "어제", "2025", "2025-07", "20250722", "2025-02-30", "2025-7-22", "2025-07-22T25:00", "2025-W30-2"]
WRONG_TYPE = [20250722, 2025.7, ["2025-07-22"], b"2025-07-22"]


@pytest.mark.parametrize(("given", "expected"), GOOD)
def test_good(given, expected):
    assert parse_reference_date(given) == expected


@pytest.mark.parametrize("given", BAD + WRONG_TYPE)
def test_bad(given):
    with pytest.raises(korex.ReferenceDateError, match="expected a date, a datetime or an ISO 8601 string"):
        parse_reference_date(given)


def test_extract_takes_it():
    assert korex.extract("", reference_date=date(2025, 7, 22)).reference_date == "2025-07-22"
    with pytest.raises(korex.InputError, match="내일"):
        korex.extract("내일 모인다.", reference_date="내일")
