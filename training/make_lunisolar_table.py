"""Writes src/korex/rules/temporal/lunisolar.tsv: lunar months and solar terms of 1900 to 2100 in Korean time.

Astronomical new moons and solar longitudes come from PyEphem (VSOP87 and ELP, errors of seconds), which korex itself
does not need: ``pip install ephem; python training/make_lunisolar_table.py``. Months are numbered by the rule of the
Korean lunisolar calendar: month 11 holds the winter solstice, the first month without a major term is the leap month.
tests/entities/temporal/test_holidays.py compares the table with korean-lunar-calendar and with holidays.
"""

import math
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import ephem

TABLE = Path(__file__).parent.parent / "src/korex/rules/temporal/lunisolar.tsv"
FIRST, LAST = 1900, 2100


def korean_day(moment):
    """Return the date in Korea: UTC+9, and the Chinese UTC+8 of the almanacs before 1912."""
    return (moment + timedelta(hours=9 if moment.year >= 1912 else 8)).date()


def solar_longitude(moment):
    # The apparent place: aberration puts the terms eight minutes later than the astrometric place would.
    sun = ephem.Sun(moment, epoch=moment)
    apparent = ephem.Equatorial(sun.g_ra, sun.g_dec, epoch=moment)
    return math.degrees(ephem.Ecliptic(apparent, epoch=moment).lon) % 360


def solar_term(year, index):
    """Return the Korean date of the index-th solar term of a year; 0 is 소한 at 285 degrees."""
    target = (285 + 15 * index) % 360
    guess = datetime(year, 1, 5) + timedelta(days=index * 15.2184)
    for _ in range(8):
        error = (target - solar_longitude(guess) + 180) % 360 - 180
        guess += timedelta(days=error * 365.2422 / 360)
    return korean_day(guess)


def new_moons(first, last):
    moment = ephem.Date(first)
    while True:
        moment = ephem.next_new_moon(moment)
        day = korean_day(moment.datetime())
        if day > last:
            return
        yield day
        moment = ephem.Date(moment + 1)


def lunar_years(terms):
    """Return, for each year, the first days of its lunar months 1, 2 … and the number of its leap month (0: none)."""
    moons = list(new_moons(datetime(FIRST - 2, 12, 1), date(LAST + 2, 2, 28)))
    months = []
    for year in range(FIRST - 1, LAST + 2):
        solstices = [terms[year - 1][23], terms[year][23]]
        begin, end = (max(i for i, moon in enumerate(moons) if moon <= day) for day in solstices)
        major = {day for y in (year - 1, year, year + 1) for day in terms[y][1::2]}
        leap, number = None, 11
        for i in range(begin, end):
            lacks_term = not any(moons[i] <= day < moons[i + 1] for day in major)
            if i > begin and end - begin == 13 and leap is None and lacks_term:
                leap = i
            elif i > begin:
                number = number % 12 + 1
            months.append((moons[i], number, i == leap))
    starts = [i for i, (_, number, is_leap) in enumerate(months) if number == 1 and not is_leap]
    for here, there in pairwise(starts):
        block = months[here:there]
        leap = next((number for _, number, is_leap in block if is_leap), 0)
        yield block[0][0].year, [day for day, _, _ in block], leap


def main():
    terms = {year: [solar_term(year, i) for i in range(24)] for year in range(FIRST - 3, LAST + 3)}
    lines = [
        "# Lunar months and solar terms in Korean time (UTC+9), written by training/make_lunisolar_table.py.",
        "# source: computed with PyEphem 4.2 (VSOP87, ELP)",
        "# licence: MIT",
        "# year, leap month (0: none), first days of the lunar months in order (MMDD, the last ones in the next year),",
        "# dates of the 24 solar terms from 소한 on (MMDD)",
    ]
    for year, months, leap in lunar_years(terms):
        if FIRST <= year <= LAST:
            cells = [" ".join(f"{day:%m%d}" for day in days) for days in (months, terms[year])]
            lines.append(f"{year}\t{leap}\t{cells[0]}\t{cells[1]}")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
