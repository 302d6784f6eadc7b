"""The smallest parts of temporal expressions: `지난해`, `9월`, `(월)`, `오전`, `3시 반`, `두 달`, `매주`.

All atom rules of ``rules/temporal/*.toml`` run as one alternation over the text; the first rule that fits at a place
wins, in the order of the files below.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

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
_DIGITS = "0123456789"
_WORD_START = "(?<![가-힣"
_ANY = ""
# What the rules look back at.
_BEFORE = (
    "",
    "년 ",
    "~ ",
    "1일",
    "매주 ",
    "번 주 ",
    "1~",
    "오후",
    "십월",
    "십년",
    "매일",
    "이번",
    "월~",
    "한시간",
    "매월",
    "올해",
    "부터",
    "음달",
    "내년",
    "24. ",
    "라는 ",
    "년의 ",
    "올해 ",
    "올해의 ",
    "에 ",
)


# No part of a date; trying every rule at every digit of it would take the square of its length.
_LONG = 30
# Hangul that no rule names.
_UNNAMED = "힢"
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
    trigger: re.Pattern[str]  # where an atom may begin
    branches: dict[str, tuple[int, ...]]  # the rules that may fit, by the first character
    inside: tuple[int, ...]  # those that may begin inside a number
    followers: tuple[int, ...]  # rules that only fit right behind another atom


@cache
def _lexer() -> _Lexer:
    rules = tuple(rule for name in FILES for rule in load_rules(f"temporal/{name}.toml", LABELS))
    openings: tuple[dict[str, set[str]], ...] = ({}, {})  # first to second characters, at word starts and anywhere
    by_char: dict[str, list[int]] = {}
    for i, rule in enumerate(rules):
        if rule.label in _FOLLOWERS or rule.source is None:
            continue
        source = rule.source
        alphabet = _alphabet(source)
        opening = openings[0 if source.startswith(_WORD_START) else 1]
        befores = _befores_of(rule)
        for first in (char for char in alphabet if _begins(rule, char, befores)):
            by_char.setdefault(first, []).append(i)
            seconds = opening.setdefault(first, set())
            if first.isdecimal() or _begins(rule, first, befores, partial=False):
                seconds.add(_ANY)
            elif _ANY not in seconds:
                seconds.update(char for char in alphabet - seconds if _begins(rule, first + char, befores))
    digits = tuple(sorted({i for char in _DIGITS for i in by_char.get(char, ())}))
    return _Lexer(
        rules,
        re.compile(_trigger(*openings)),
        # All digits share a branch: compiling one for each takes longer than trying some rules in vain.
        {char: digits if char in _DIGITS else tuple(indices) for char, indices in by_char.items()},
        tuple(i for i in digits if _fits_inside_number(rules[i])),
        tuple(i for i, rule in enumerate(rules) if rule.label in _FOLLOWERS),
    )


@cache
def _befores(index: int) -> tuple[str, ...]:
    return _befores_of(_lexer().rules[index])


@cache
def _befores_at(index: int, first: str) -> tuple[str, ...]:
    """Return those behind which a match that begins with a character may stand: few, and much is asked of them."""
    return tuple(before for before in _befores(index) if _begins(_lexer().rules[index], first, (before,)))


def _befores_of(rule: Rule) -> tuple[str, ...]:
    """Return what a match of a rule may stand behind: all of it that makes a difference."""
    # Without a positive look-behind a rule that fits behind anything fits at the beginning of a text.
    befores = _BEFORE if "(?<=" in (rule.source or "") else _BEFORE[:1]
    return tuple(before for before in befores if _begins(rule, "", (before,)))


def _begins(rule: Rule, text: str, befores: tuple[str, ...], partial: bool = True) -> bool:
    """Whether a match of a rule may begin with `text` behind one of `befores`."""
    if not isinstance(rule.pattern, regex.Pattern):
        return False
    match = rule.pattern.match
    return any(match(before + text, pos=len(before), partial=partial) for before in befores)


def _fits_inside_number(rule: Rule) -> bool:
    """Whether a match of a rule may begin at a digit behind another one."""
    behind = (*_DIGITS, *(f"{before}1" for before in _BEFORE))
    return isinstance(rule.pattern, regex.Pattern) and any(
        rule.pattern.match(before + digit, pos=len(before), partial=True) for before in behind for digit in _DIGITS
    )


def _alphabet(source: str) -> set[str]:
    """Return the characters that the first two of a match may be, and more."""
    return {char for char in source if char.isalpha() or char in "'‘’(·∙‧・,/~∼〜～-"} | {*_DIGITS, " "}


def _trigger(at_word_start: dict[str, set[str]], anywhere: dict[str, set[str]]) -> str:
    """Return a regex for the places where one of the first and second characters stand.

    Each branch begins with its character, so that `re` looks for all of them at once and tries nothing elsewhere.
    """
    branches = []
    for opening, behind in ((at_word_start, f"{_WORD_START}]"), (anywhere, "")):
        for first, seconds in sorted(opening.items()):
            if seconds:
                char = re.escape(first)
                following = "" if _ANY in seconds else f"[{re.escape(''.join(sorted(seconds)))}]"
                branches.append(f"{char}{behind and f'{behind}{char})'}{following}")
    return "|".join(branches)


@cache
def _branch(indices: tuple[int, ...]) -> _Branch:
    return _Branch(indices)


@lru_cache(maxsize=_OPENINGS)
def _branch_at(opening: str) -> _Branch | None:
    """Return the rules that may fit where a text goes on with these two characters, None if there are none."""
    first, second = opening[0], opening[1:]
    fitting = tuple(i for i in _lexer().branches[first] if _opens(i, first, _as_read(i, second)))
    return _branch(fitting) if fitting else None


@cache
def _opens(index: int, first: str, second: str) -> bool:
    return _begins(_lexer().rules[index], first + second, _befores_at(index, first))


def _as_read(index: int, char: str) -> str:
    """Return what a character is to a rule: all Hangul that it does not name is the same."""
    return _UNNAMED if "가" <= char <= "힣" and char not in _letters(index) else char


@cache
def _letters(index: int) -> frozenset[str]:
    return frozenset(_source(index))


# Compiled at the first text that needs it: a text needs few of them.
@cache
def _pattern(index: int) -> re.Pattern[str]:
    return re.compile(_source(index))


def _source(index: int) -> str:
    return _lexer().rules[index].source or ""


def find_atoms(text: str, morphemes: Morphemes) -> Iterator[Atom]:
    """Yield the atoms of a text from left to right; look-alikes (kind NONE) hide what they cover."""
    _, trigger, _, inside, following = _lexer()
    within, followers = _branch(inside), _branch(following)
    search = trigger.search
    position = 0
    while begin := search(text, position):
        start = begin.start()
        far = text[start + _LONG - 1 : start + _LONG]
        if (far.isdecimal() or far == ",") and (long := _LONG_NUMBER.match(text, start)):
            position = long.end()
            continue
        first = text[start]
        in_number = first in _DIGITS and start > 0 and text[start - 1] in _DIGITS
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


def _is_glued(morphemes: Morphemes, end: int) -> bool:
    """Whether a noun goes on right at `end`, as in 밤공기."""
    index = morphemes.first_at(end)
    if index >= len(morphemes) or morphemes.starts[index] != end:
        return False
    if morphemes.forms[index] in _ABOUT or morphemes.forms[index : index + 2] == ["말", "고"]:
        return False
    return morphemes.tags[index][0] not in "JSEW" and morphemes.tags[index] not in ("VCP", "NNB")
