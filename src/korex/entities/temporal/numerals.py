"""Korean numerals: digits, Sino-Korean, native, and the words for days."""

from __future__ import annotations

from functools import cache
from typing import Any

from korex.matching.files import read_toml


@cache
def _tables() -> dict[str, Any]:
    return read_toml("temporal/numerals.toml")


def parse_number(text: str) -> float | None:
    """Return the value of a numeral, None for what is none.

    >>> parse_number("이천이십오"), parse_number("스물다섯"), parse_number("1,200"), parse_number("2천")
    (2025, 25, 1200, 2000)
    """
    text = text.replace(" ", "").replace(",", "")
    if text.replace(".", "", 1).isdecimal():
        return float(text) if "." in text else int(text)
    return _native(text) or _sino(text)


def days_of(word: str) -> int | None:
    """Return the number of days in a word for days: `사흘` is 3."""
    days: int | None = _tables()["days"].get(word)
    return days


def _native(text: str) -> float | None:
    words = _tables()["native"]
    if text in words:
        value: float = words[text]
        return value
    for size in (2, 1):
        tens, ones = words.get(text[:size]), words.get(text[size:])
        if tens is not None and ones is not None and tens % 10 == 0 and ones < 10:
            total: float = tens + ones
            return total
    return None


def _sino(text: str) -> int | None:
    """Read a Sino-Korean numeral, positional (이천이십오) or digit by digit (이공이오)."""
    digits, powers = _tables()["sino"]["digits"], _tables()["sino"]["powers"]
    if text and all(char in digits for char in text):
        return int("".join(str(digits[char]) for char in text))
    total = block = 0
    number: int | None = None
    for char in text:
        if char.isdecimal():
            number = (number or 0) * 10 + int(char)
        elif char in powers and powers[char] >= 10000:
            total += (block + (number or 0) or 1) * powers[char]
            block, number = 0, None
        elif char in powers:
            block += (1 if number is None else number) * powers[char]
            number = None
        elif char in digits and number is None:
            number = digits[char]
        else:
            return None
    return total + block + (number or 0) if text else None
