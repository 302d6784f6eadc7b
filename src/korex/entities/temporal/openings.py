"""Where an atom of time may begin: the first two characters of what the rules match, read off their patterns.

Nothing is compiled for it: the tree that Python's own parser makes of a pattern tells what a match may begin with, and
a rule is compiled when a text has such a beginning.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from string import digits
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from korex.errors import RuleError

if TYPE_CHECKING:
    from korex.matching.rules import Rule

# The first two of what a match may begin with, each a character or one of these; fewer where the match may end there.
_Beginnings: TypeAlias = "set[tuple[str, ...]]"
_DIGIT, _BLANK, _ANY = r"\d", r"\s", "."
_WORD_START = "(?<![가-힣"
# A range with no more characters than this is all of them, a wider one is anything.
_NARROW = 64

_parse = import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse").parse


class Openings(NamedTuple):
    """The places where one of some rules may fit."""

    trigger: re.Pattern[str]
    rules: dict[str, dict[int, frozenset[str]]]  # by first character: the rules, with the second characters of each
    inside_number: tuple[int, ...]  # the rules that may fit at a digit right behind another one

    def at(self, opening: str) -> tuple[int, ...]:
        """Return the rules that may fit where a text goes on with `opening`, two characters or the last one."""
        first, second = _kind(opening[0]), _kind(opening[1:])
        return tuple(i for i, seconds in self.rules.get(first, {}).items() if second in seconds or _ANY in seconds)


def openings_of(rules: Mapping[int, Rule]) -> Openings:
    """Return where the rules with a pattern may fit; the indices are kept in their order."""
    seconds_of: tuple[dict[str, set[str]], ...] = ({}, {})  # first to second characters, at word starts and anywhere
    by_first: dict[str, dict[int, frozenset[str]]] = {}
    inside = []
    for i, rule in rules.items():
        if rule.source is None:
            continue
        tree = _parse(rule.source)
        openings = seconds_of[0 if rule.source.startswith(_WORD_START) else 1]
        table: dict[str, set[str]] = {}
        for beginning in beginnings(tree):
            first, second = (*beginning, _ANY, _ANY)[:2]
            if first in (_ANY, _BLANK):
                raise RuleError("temporal", None, f"rule {rule.id!r}: has to begin with a digit or certain characters")
            table.setdefault(first, set()).add(second)
        for first, seconds in table.items():
            by_first.setdefault(first, {})[i] = frozenset(seconds)
            openings.setdefault(first, set()).update(seconds)
        if _DIGIT in table and not _shuns_digits(tree):
            inside.append(i)
    return Openings(re.compile(_trigger(*seconds_of)), by_first, tuple(inside))


def beginnings(tree: Iterable[tuple[Any, Any]]) -> _Beginnings:
    """Return what a match of a parsed pattern may begin with, and more: what must not stand there is not looked at."""
    found: _Beginnings = {()}
    for op, value in reversed(list(tree)):
        name = str(op)
        if name == "BRANCH":
            found = _joined(set().union(*map(beginnings, value[1])), found)
        elif name in ("SUBPATTERN", "ATOMIC_GROUP"):
            found = _joined(beginnings(value[3] if name == "SUBPATTERN" else value), found)
        elif name.endswith("_REPEAT"):
            least, most, repeated = value
            once = beginnings(repeated)
            for times in reversed(range(min(most, 2))):
                more = _joined(once, found)
                found = more if times < least else more | found
        elif name == "ASSERT":
            direction, ahead = value
            found = _narrowed(found, beginnings(ahead)) if direction > 0 else found
        elif name not in ("ASSERT_NOT", "AT"):
            found = _joined({(char,) for char in _characters(value if name == "IN" else [(op, value)])}, found)
    return found


def _characters(alternatives: Iterable[tuple[Any, Any]]) -> set[str]:
    """Return the characters of a class."""
    chars: set[str] = set()
    for op, value in alternatives:
        name = str(op)
        if name == "LITERAL":
            chars.add(_kind(chr(value)))
        elif name == "RANGE" and value[1] - value[0] < _NARROW:
            chars.update(_kind(chr(code)) for code in range(value[0], value[1] + 1))
        elif name == "CATEGORY" and str(value) in ("CATEGORY_DIGIT", "CATEGORY_SPACE"):
            chars.add(_DIGIT if str(value) == "CATEGORY_DIGIT" else _BLANK)
        else:
            return {_ANY}
    return chars


def _kind(char: str) -> str:
    return _DIGIT if char.isdecimal() else _BLANK if char.isspace() else char


def _joined(heads: _Beginnings, tails: _Beginnings) -> _Beginnings:
    """Return the beginnings of what consists of two parts."""
    joined: _Beginnings = set()
    for head in heads:
        if len(head) == 2:
            joined.add(head)
        else:
            joined.update((head + tail)[:2] for tail in tails)
    return joined


def _narrowed(found: _Beginnings, ahead: _Beginnings) -> _Beginnings:
    """Return those beginnings that begin as `ahead` says, too."""
    seconds: dict[str, set[str]] = {}
    for beginning in ahead:
        if not beginning or beginning[0] == _ANY:
            return found
        seconds.setdefault(beginning[0], set()).add((*beginning, _ANY)[1])
    narrowed: _Beginnings = set()
    for beginning in found:
        if not beginning or beginning[0] == _ANY:
            return found
        allowed = seconds.get(beginning[0], set())
        if len(beginning) == 1 or beginning[1] == _ANY:
            narrowed.update((beginning[0], second) for second in allowed)
        elif beginning[1] in allowed or _ANY in allowed:
            narrowed.add(beginning)
    return narrowed


def _shuns_digits(tree: Iterable[tuple[Any, Any]]) -> bool:
    """Whether a parsed pattern begins with a look back that rules a digit out."""
    for op, value in tree:
        if str(op) not in ("ASSERT", "ASSERT_NOT") or value[0] > 0:
            return False
        behind = beginnings(value[1])
        digit = not behind.isdisjoint({(_DIGIT,), (_ANY,)})
        if digit if str(op) == "ASSERT_NOT" else not digit and all(len(beginning) == 1 for beginning in behind):
            return True
    return False


def _trigger(at_word_start: dict[str, set[str]], anywhere: dict[str, set[str]]) -> str:
    """Return a regex for the places where one of the first and second characters stand.

    Each branch begins with its character, so that `re` looks for all of them at once and tries nothing elsewhere.
    """
    branches = []
    for openings, behind in ((at_word_start, f"{_WORD_START}]"), (anywhere, "")):
        for first, seconds in sorted(openings.items()):
            following = "" if _ANY in seconds else f"[{''.join(map(_in_pattern, sorted(seconds)))}]"
            for char in map(re.escape, digits if first == _DIGIT else first):
                branches.append(f"{char}{behind and f'{behind}{char})'}{following}")
    return "|".join(branches)


def _in_pattern(char: str) -> str:
    return char if char in (_DIGIT, _BLANK) else re.escape(char)
