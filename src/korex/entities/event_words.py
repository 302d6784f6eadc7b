"""The words that events are known by: the nouns that end their names, known names, cues before and after."""

from __future__ import annotations

import re
from functools import cache

from korex.matching.files import read_rows, read_toml


def head_of(name: str) -> tuple[str | None, str]:
    """Return the kind that the last noun of a name tells, and how strongly."""
    known = heads()
    for size in range(min(8, len(name)), 1, -1):
        if found := known.get(name[-size:]):
            return ("SPORTS", found[1]) if found[0] == "OTHER" and _is_match(name) else found
    return None, ""


def _is_match(name: str) -> bool:
    """Tell whether a name that ends in 대회 or 경기 is that of a sport: 나래군수배 풋살대회."""
    return name.endswith(("대회", "경기")) and _sports().search(name) is not None


@cache
def _sports() -> re.Pattern[str]:
    sports = "|".join(read_toml("entities/event_words.toml")["words"]["sports"])
    return re.compile(rf"{sports}|(?:장관|회장|시장|군수|지사|청장|총재|총장|교육감|의장|대통령)(?:기|배)(?![가-힣])")


def head_noun(name: str) -> str:
    """Return the event noun that a name ends in, "" if it ends in none: 축제 of 나래빛축제."""
    known = heads()
    return next((name[-size:] for size in range(min(8, len(name)), 1, -1) if name[-size:] in known), "")


@cache
def heads() -> dict[str, tuple[str, str]]:
    """Return the nouns that end event names, each with its kind and class (strong or weak)."""
    return {head: (kind, strength) for head, kind, strength in read_rows("lexicons/event_heads.tsv")}


@cache
def known_names() -> dict[str, str]:
    """Return the events known by name, each with its kind."""
    return {row[0]: row[1] for row in read_rows("lexicons/event_names.tsv")}


@cache
def listed_names() -> frozenset[str]:
    """Return the known events that are occasions, which a text lists."""
    return frozenset(row[0] for row in read_rows("lexicons/event_names.tsv") if row[2] == "occasion")


@cache
def cues(key: str) -> re.Pattern[str]:
    """Return one pattern for a list of cues; those that stand before a name must end where it begins."""
    either = "|".join(read_toml("entities/event_words.toml")["cues"][key])
    return re.compile(
        rf"(?:{either}) ?$" if key in ("before", "apposed", "works", "label", "other") else rf"(?:{either})"
    )


@cache
def event_words(key: str) -> frozenset[str]:
    """Return one of the closed word classes about events."""
    words: list[str] = read_toml("entities/event_words.toml")["words"][key]
    return frozenset(words)


@cache
def head_lengths() -> dict[str, list[int]]:
    """Return how long event nouns are, by their last syllable, the longest first."""
    lengths: dict[str, set[int]] = {}
    for head in heads():
        lengths.setdefault(head[-1], set()).add(len(head))
    return {syllable: sorted(sizes, reverse=True) for syllable, sizes in lengths.items()}
