"""The smallest parts of temporal expressions: `지난해`, `9월`, `(월)`, `오전`, `3시 반`, `두 달`, `매주`.

All atom rules of ``rules/temporal/*.toml`` run as one alternation over the text; the first rule that fits at a place
wins, in the order of the files below.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from korex.entities.temporal.openings import Openings, openings_of
from korex.matching.rules import Rule, load_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from korex.language.analysis import Morphemes

# Order decides where two rules fit at the same place.
FILES = ("lookalikes", "names", "holidays", "sets", "relative", "clock", "calendar", "counts")

LABELS = frozenset(
    {
        "NONE", "DATE", "YEAR", "DECADE", "CENTURY", "HALF", "QUARTER", "SEASON", "MONTH", "WEEK", "WEEKNO",
        "WEEKEND", "DAY", "RDAY", "WEEKDAY", "WEEKDAYS", "MARK", "LEAD_WEEKDAY", "ORDINAL", "HOLIDAY", "PART",
        "SAME", "DEICTIC", "STRETCH", "DAYPART", "HOUR", "COUNT", "LEAD", "EACH", "RATE", "GAME", "ENTITY",
        "YEARNAME", "LUNAR", "NOW",
    }
)  # fmt: skip

_NOUN_TAGS = frozenset({"NNG", "NNP", "NNB", "NR", "SN", "MM", "MAG", "XPN", "SW", "SS", "SSO", "NP", "XR", "SH", "SL"})

# A word this long is no part of another by chance.
_SURE = 4
_SUFFIXES = frozenset({"간", "째"})
_ABOUT = frozenset({"쯤", "경", "께"})
_NUMERAL_TAGS = frozenset({"NR", "SN", "MM"})


# Kinds of atoms that only fit right behind another one; their rules may begin with a blank.
_FOLLOWERS = frozenset({"PART", "SAME", "MARK"})
# No part of a date; trying every rule at every digit of it would take the square of its length.
_LONG = 30
# Tries of a branch after which it is compiled.
_PAYS = 1000
# How many of the two characters that an atom may begin with are known with their rules at a time.
_OPENINGS = 8192
_LONG_NUMBER = re.compile(rf"[\d,]{{{_LONG},}}")


class Atom(NamedTuple):
    """One atom: its kind, the rule that found it, and what the rule's groups and `set` say."""

    kind: str
    start: int
    end: int
    rule: str
    values: dict[str, Any]


class _Branch:
    """Rules that may fit at one place, in order: tried one by one at first, as one alternation once it pays.

    Compiling an alternation takes as long as a thousand tries.
    """

    def __init__(self, rules: tuple[int, ...]) -> None:
        self._rules = rules
        self._tries = 0
        self._pattern: re.Pattern[str] | None = None

    def match(self, text: str, start: int) -> tuple[int, int] | None:
        """Return the first rule that fits at `start`, and where its match ends."""
        if self._pattern is None:
            self._tries += 1
            if self._tries < _PAYS:
                for index in self._rules:
                    if match := _pattern(index).match(text, start):
                        return index, match.end()
                return None
            # Inside the alternation all groups are plain, so that `lastindex` is the rule that matched.
            plain = (re.sub(r"\(\?P<\w+>", "(?:", _source(i)) for i in self._rules)
            self._pattern = re.compile("|".join(f"({source})" for source in plain))
        if (match := self._pattern.match(text, start)) is None:
            return None
        return self._rules[(match.lastindex or 1) - 1], match.end()


class _Lexer(NamedTuple):
    rules: tuple[Rule, ...]
    openings: Openings  # where an atom may begin
    followers: tuple[int, ...]  # rules that only fit right behind another atom


@cache
def _lexer() -> _Lexer:
    rules = tuple(rule for name in FILES for rule in load_rules(f"temporal/{name}.toml", LABELS))
    return _Lexer(
        rules,
        openings_of({i: rule for i, rule in enumerate(rules) if rule.label not in _FOLLOWERS}),
        tuple(i for i, rule in enumerate(rules) if rule.label in _FOLLOWERS),
    )


@cache
def _branch(indices: tuple[int, ...]) -> _Branch:
    return _Branch(indices)


@lru_cache(maxsize=_OPENINGS)
def _branch_at(opening: str) -> _Branch | None:
    """Return the rules that may fit where a text goes on with these two characters, None if there are none."""
    fitting = _lexer().openings.at(opening)
    return _branch(fitting) if fitting else None


# Compiled at the first text that needs it: a text needs few of them.
@cache
def _pattern(index: int) -> re.Pattern[str]:
    return re.compile(_source(index))


def _source(index: int) -> str:
    return _lexer().rules[index].source or ""


def find_atoms(text: str, morphemes: Morphemes) -> Iterator[Atom]:
    """Yield the atoms of a text from left to right; look-alikes (kind NONE) hide what they cover."""
    _, openings, following = _lexer()
    within, followers = _branch(openings.inside_number), _branch(following)
    search = openings.trigger.search
    position = 0
    while begin := search(text, position):
        start = begin.start()
        far = text[start + _LONG - 1 : start + _LONG]
        if (far.isdecimal() or far == ",") and (long := _LONG_NUMBER.match(text, start)):
            position = long.end()
            continue
        in_number = start > 0 and text[start].isdecimal() and text[start - 1].isdecimal()
        branch = within if in_number else _branch_at(text[start : start + 2])
        if branch is None or (atom := _match(branch, text, start, morphemes)) is None:
            position = start + 1
            continue
        while atom is not None:
            position = atom.end
            if atom.kind != "NONE":
                yield atom
            atom = _match(followers, text, position, morphemes)


def _match(branch: _Branch, text: str, start: int, morphemes: Morphemes) -> Atom | None:
    found = branch.match(text, start)
    if found is None:
        return None
    index, end = found
    rule = _lexer().rules[index]
    edges = rule.values.get("edges")
    if end == start or (edges is not None and not _is_noun(morphemes, start, end, edges == "numeral")):
        return None
    values = dict(rule.values)
    if (own := _pattern(index)).groups and (match := own.match(text, start)):
        values.update((name, value) for name, value in match.groupdict().items() if value is not None)
    if edges is not None and _is_glued(morphemes, end):
        values["glued"] = True
    if rule.label == "COUNT" and " " in text[start:end] and _is_cut(text, morphemes, end):
        return None  # 5 시간표
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
    if not indices or morphemes.starts[indices[0]] != start:
        return False
    # The analyser knows 이틀간 and 사흘째 as words.
    last = indices[-1]
    if morphemes.ends[last] > end and morphemes.forms[last][end - morphemes.starts[last] :] not in _SUFFIXES:
        return False
    return all(morphemes.tags[i] in _NOUN_TAGS for i in indices)


def _is_cut(text: str, morphemes: Morphemes, end: int) -> bool:
    """Whether the word that begins behind a blank goes on at `end` without an edge: 25 일|정을, 5 시간|표."""
    last = morphemes.at(end - 1)
    start, stop = morphemes.starts[last], morphemes.ends[last]
    if start != text.rfind(" ", 0, end) + 1 or stop <= end or morphemes.tags[last] not in _NOUN_TAGS:
        return False
    return text[end:stop] not in _ABOUT | _SUFFIXES  # 두 시간쯤 is a word to the analyser


def _is_glued(morphemes: Morphemes, end: int) -> bool:
    """Whether a noun goes on right at `end`, as in 밤공기."""
    index = morphemes.first_at(end)
    if index >= len(morphemes) or morphemes.starts[index] != end:
        return False
    if morphemes.forms[index] in _ABOUT or morphemes.forms[index : index + 2] == ["말", "고"]:
        return False
    return morphemes.tags[index][0] not in "JSEW" and morphemes.tags[index] not in ("VCP", "NNB")
