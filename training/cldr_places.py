"""Writes rules/lexicons/cldr_places.tsv: countries, parts of the world and cities by their Korean names in CLDR.

    python training/cldr_places.py

Needs Babel, which korex itself does not.
"""

from __future__ import annotations

from pathlib import Path

import babel
from babel import Locale

TARGET = Path(__file__).resolve().parent.parent / "src/korex/rules/lexicons/cldr_places.tsv"
HEADER = """\
# Countries, parts of the world and cities by their Korean names; written by training/cldr_places.py.
# columns: name, class
# source: Unicode CLDR (territory names, exemplar cities of time zones) through Babel {version}
# licence: Unicode-3.0
"""
# Everyday words that are names of far-off places as well: they would cost more than they find.
TOO_COMMON = frozenset((
    "가나", "가자", "건지", "다윈", "다카", "랑군", "리가", "리마", "마헤", "말리", "방기", "살타", "세계", "세부",
    "오랄", "오만", "웨이크", "퍼스", "피지", "호바트", "니우에", "저지", "중부", "치와와", "치타", "크리스마스",
    "주노", "캄포",
))  # fmt: skip
NOT_PLACES = frozenset(("EZ", "QO", "UN", "XA", "XB", "ZZ", "EU"))


def place_names() -> dict[str, str]:
    """Return each name with its class: country, region or city."""
    korean = Locale("ko")
    names: dict[str, str] = {}
    for code, name in sorted(korean.territories.items()):
        if code not in NOT_PLACES:
            names.setdefault(name.split("(")[0].strip(), "region" if code.isdigit() else "country")
    for zone, data in sorted(korean.time_zones.items()):
        city = data.get("city")
        if city and not zone.startswith(("Etc/", "Antarctica/")):
            names.setdefault(city.split(",")[0].strip(), "city")
    return {name: kind for name, kind in names.items() if len(name) > 1 and name not in TOO_COMMON}


def main() -> None:
    rows = [f"{name}\t{kind}\n" for name, kind in sorted(place_names().items())]
    TARGET.write_text(HEADER.format(version=babel.__version__) + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
