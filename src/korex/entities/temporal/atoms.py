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
FILES = ("lookalikes", "holidays", "sets", "relative", "clock", "calendar", "counts")

LABELS = frozenset(
    {
        "NONE", "DATE", "YEAR", "DECADE", "CENTURY", "HALF", "QUARTER", "SEASON", "MONTH", "WEEK", "WEEKNO", "WEEKEND",
        "DAY", "RDAY", "WEEKDAY", "MARK", "LEAD_WEEKDAY", "ORDINAL", "HOLIDAY", "PART", "SAME", "DEICTIC", "STRETCH",
        "DAYPART", "HOUR", "COUNT", "LEAD", "EACH", "RATE",
    }
)  # fmt: skip

_NOUN_TAGS = frozenset({"NNG", "NNP", "NNB", "NR", "SN", "MM", "MAG", "XPN", "SW", "SS", "SSO", "NP", "XR", "SH", "SL"})

# A word this long is no part of another by chance.
_SURE = 4
_NUMERAL_TAGS = frozenset({"NR", "SN", "MM"})


class Atom(NamedTuple):
    """One atom: its kind, the rule that found it, and what the rule's groups and `set` say."""

    kind: str
    start: int
    end: int
    rule: str
    values: dict[str, Any]


class _Lexer(NamedTuple):
    pattern: re.Pattern[str]
    rules: tuple[Rule, ...]
    patterns: tuple[re.Pattern[str], ...]


@cache
def _lexer() -> _Lexer:
    rules = tuple(rule for name in FILES for rule in load_rules(f"temporal/{name}.toml", LABELS))
    sources = [rule.pattern.pattern for rule in rules if rule.pattern is not None]
    # Inside the alternation all groups are plain, so that `lastindex` is the rule that matched.
    plain = [re.sub(r"\(\?P<\w+>", "(?:", source) for source in sources]
    return _Lexer(
        re.compile("|".join(f"({source})" for source in plain)), rules, tuple(re.compile(source) for source in sources)
    )


def find_atoms(text: str, morphemes: Morphemes) -> Iterator[Atom]:
    """Yield the atoms of a text from left to right; look-alikes (kind NONE) hide what they cover."""
    pattern, rules, patterns = _lexer()
    position = 0
    while found := pattern.search(text, position):
        index = (found.lastindex or 1) - 1
        start, end = found.span()
        rule = rules[index]
        edges = rule.values.get("edges")
        if end == start or (edges is not None and not _is_noun(morphemes, start, end, edges == "numeral")):
            position = start + 1
            continue
        position = end
        if rule.label == "NONE":
            continue
        match = patterns[index].match(text, start)
        groups = match.groupdict() if match else {}
        values = rule.values | {name: value for name, value in groups.items() if value is not None}
        if edges is not None and _is_glued(morphemes, end):
            values["glued"] = True
        yield Atom(rule.label, start, end, rule.id, values)


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
    return morphemes.tags[index][0] not in "JSEW" and morphemes.tags[index] not in ("VCP", "NNB", "XPN")
