"""The smallest parts of temporal expressions: `지난해`, `9월`, `(월)`, `오전`, `3시 반`, `두 달`, `매주`.

All atom rules of ``rules/temporal/*.toml`` run as one alternation over the text; the first rule that fits at a place
wins, in the order of the files below.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from korex.matching.rules import Rule, load_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from korex.language.analysis import Morphemes

# Order decides where two rules fit at the same place.
FILES = ("lookalikes", "names", "holidays", "sets", "relative", "clock", "calendar", "counts")

LABELS = frozenset(
    {
        "NONE", "DATE", "YEAR", "DECADE", "CENTURY", "HALF", "QUARTER", "SEASON", "MONTH", "WEEK", "WEEKNO", "WEEKEND",
        "DAY", "RDAY", "WEEKDAY", "MARK", "LEAD_WEEKDAY", "ORDINAL", "HOLIDAY", "PART", "SAME", "DEICTIC", "STRETCH",
        "DAYPART", "HOUR", "COUNT", "LEAD", "EACH", "RATE", "GAME", "ENTITY", "YEARNAME", "LUNAR", "NOW",
    }
)  # fmt: skip

_NOUN_TAGS = frozenset({"NNG", "NNP", "NNB", "NR", "SN", "MM", "MAG", "XPN", "SW", "SS", "SSO", "NP", "XR", "SH", "SL"})

# A word this long is no part of another by chance.
_SURE = 4
_NUMERAL_TAGS = frozenset({"NR", "SN", "MM"})


# Kinds of atoms that only fit right behind another one; their rules may begin with a blank.
_FOLLOWERS = frozenset({"PART", "SAME", "MARK"})
_WORD_START = "(?<![가-힣"
_ANY = ""
# What the rules look back at.
_BEFORE = ("", "년 ", "~ ", "1일")


# No part of a date; trying every rule at every digit of it would take the square of its length.
_LONG_NUMBER = re.compile(r"[\d,]{30,}")


class Atom(NamedTuple):
    """One atom: its kind, the rule that found it, and what the rule's groups and `set` say."""

    kind: str
    start: int
    end: int
    rule: str
    values: dict[str, Any]


class _Branch(NamedTuple):
    """An alternation of rules: which of them matched is `lastindex - 1`."""

    pattern: re.Pattern[str]
    rules: tuple[int, ...]


class _Lexer(NamedTuple):
    rules: tuple[Rule, ...]
    patterns: tuple[re.Pattern[str], ...]
    trigger: re.Pattern[str]  # where an atom may begin
    branches: dict[str, _Branch]  # by the first character
    followers: _Branch  # rules that only fit right behind another atom


@cache
def _lexer() -> _Lexer:
    rules = tuple(rule for name in FILES for rule in load_rules(f"temporal/{name}.toml", LABELS))
    sources = [rule.pattern.pattern for rule in rules if rule.pattern is not None]
    openings: tuple[dict[str, set[str]], ...] = ({}, {})  # first to second characters, at word starts and anywhere
    by_char: dict[str, list[int]] = {}
    for i, rule in enumerate(rules):
        if rule.label in _FOLLOWERS or rule.pattern is None:
            continue
        alphabet = _alphabet(sources[i])
        for first in (char for char in alphabet if _begins(rule, char)):
            by_char.setdefault(first, []).append(i)
            seconds = {char for char in alphabet if _begins(rule, first + char)}
            alone = first.isdecimal() or _begins(rule, first, partial=False)
            opening = openings[0 if sources[i].startswith(_WORD_START) else 1]
            opening.setdefault(first, set()).update({_ANY} if alone else seconds)
    return _Lexer(
        rules,
        tuple(re.compile(source) for source in sources),
        re.compile(f"{_WORD_START}])(?:{_trigger(openings[0])})|{_trigger(openings[1])}"),
        {char: _branch(sources, indices) for char, indices in by_char.items()},
        _branch(sources, [i for i, rule in enumerate(rules) if rule.label in _FOLLOWERS]),
    )


def _begins(rule: Rule, text: str, partial: bool = True) -> bool:
    """Whether a match of a rule may begin with `text`, whatever stands before it."""
    return rule.pattern is not None and any(
        rule.pattern.match(before + text, pos=len(before), partial=partial) for before in _BEFORE
    )


def _alphabet(source: str) -> set[str]:
    """Return the characters that the first two of a match may be, and more."""
    return {char for char in source if char.isalpha() or char in "'‘’(·∙‧・,/~∼〜～-"} | set("0123456789 ")


def _trigger(opening: dict[str, set[str]]) -> str:
    """Return a regex for the places where one of the first and second characters stand."""
    single = "".join(sorted(first for first, seconds in opening.items() if _ANY in seconds))
    pairs = (
        f"{re.escape(first)}[{re.escape(''.join(sorted(seconds)))}]"
        for first, seconds in sorted(opening.items())
        if _ANY not in seconds and seconds
    )
    return "|".join((*([f"[{re.escape(single)}]"] if single else ()), *pairs))


def _branch(sources: list[str], indices: list[int]) -> _Branch:
    # Inside the alternation all groups are plain, so that `lastindex` is the rule that matched.
    plain = (re.sub(r"\(\?P<\w+>", "(?:", sources[i]) for i in indices)
    return _Branch(re.compile("|".join(f"({source})" for source in plain)), tuple(indices))


def find_atoms(text: str, morphemes: Morphemes) -> Iterator[Atom]:
    """Yield the atoms of a text from left to right; look-alikes (kind NONE) hide what they cover."""
    _, _, trigger, branches, followers = _lexer()
    position = 0
    while begin := trigger.search(text, position):
        start = begin.start()
        if long := _LONG_NUMBER.match(text, start):
            position = long.end()
            continue
        atom = _match(branches[text[start]], text, start, morphemes)
        if atom is None:
            position = start + 1
            continue
        while atom is not None:
            position = atom.end
            if atom.kind != "NONE":
                yield atom
            atom = _match(followers, text, position, morphemes)


def _match(branch: _Branch, text: str, start: int, morphemes: Morphemes) -> Atom | None:
    found = branch.pattern.match(text, start)
    if found is None:
        return None
    lexer = _lexer()
    index = branch.rules[(found.lastindex or 1) - 1]
    rule, end = lexer.rules[index], found.end()
    edges = rule.values.get("edges")
    if end == start or (edges is not None and not _is_noun(morphemes, start, end, edges == "numeral")):
        return None
    match = lexer.patterns[index].match(text, start)
    groups = match.groupdict() if match else {}
    values = rule.values | {name: value for name, value in groups.items() if value is not None}
    if edges is not None and _is_glued(morphemes, end):
        values["glued"] = True
    return Atom(rule.label, start, end, rule.id, values)


def _is_noun(morphemes: Morphemes, start: int, end: int, numeral: bool) -> bool:
    """Whether nouns and numerals alone fill the span, from the edge of a morpheme to the edge of one."""
    if end - start >= _SURE:
        return True
    indices = morphemes.range(start, end)
    if (
        numeral
        and indices
        and morphemes.tags[indices[0]] not in _NUMERAL_TAGS
        and len(indices) == 1
        and end - start < 3
    ):
        return False
    if not indices or morphemes.starts[indices[0]] != start or morphemes.ends[indices[-1]] > end:
        return False
    return all(morphemes.tags[i] in _NOUN_TAGS for i in indices)


def _is_glued(morphemes: Morphemes, end: int) -> bool:
    """Whether a noun goes on right at `end`, as in 밤공기."""
    index = morphemes.first_at(end)
    if index >= len(morphemes) or morphemes.starts[index] != end:
        return False
    return morphemes.tags[index][0] not in "JSEW" and morphemes.tags[index] not in ("VCP", "NNB")
