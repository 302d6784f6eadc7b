"""Where an atom of time may begin: the first two characters of what the rules match, found by asking the rules."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from korex.matching.rules import Rule

DIGITS = "0123456789"
_WORD_START = "(?<![가-힣"
_ANY = ""
# What the rules look back at.
BEFORE = (
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
    "‘",
    "라는 ",
    "년의 ",
    "올해 ",
    "올해의 ",
    "에 ",
)


# In the source of a pattern: a class of characters, one that the match has to begin with besides, and a letter with the
# one that has to follow it.
_CLASS = re.compile(r"\[(?:\\.|[^\]\\])*\]")
_AHEAD = re.compile(rf"\(\?={_CLASS.pattern}\)")
_LETTER = re.compile(r"([^\W\d_])(?=([^\W\d_](?![?*{]))?)")


def openings_of(rules: Mapping[int, Rule]) -> tuple[re.Pattern[str], dict[str, list[int]]]:
    """Return a pattern that finds where a match of one of the rules may begin, and the rules by first character."""
    openings: tuple[dict[str, set[str]], ...] = ({}, {})  # first to second characters, at word starts and anywhere
    by_char: dict[str, list[int]] = {}
    for i, rule in rules.items():
        if rule.source is None:
            continue
        alphabet, following = _alphabet(rule.source), _following(rule.source)
        opening = openings[0 if rule.source.startswith(_WORD_START) else 1]
        for first, befores in _firsts(rule, alphabet).items():
            by_char.setdefault(first, []).append(i)
            seconds = opening.setdefault(first, set())
            if first.isdecimal() or begins(rule, first, befores, partial=False):
                seconds.add(_ANY)
            elif _ANY not in seconds:
                others = following.get(first, alphabet) - seconds
                seconds.update(char for char in others if begins(rule, first + char, befores))
    return re.compile(_trigger(*openings)), by_char


def befores_of(rule: Rule) -> tuple[str, ...]:
    """Return what a match of a rule may stand behind: all of it that makes a difference."""
    # Without a positive look-behind a rule that fits behind anything fits at the beginning of a text.
    befores = BEFORE if "(?<=" in (rule.source or "") else BEFORE[:1]
    return tuple(before for before in befores if begins(rule, "", (before,)))


def _firsts(rule: Rule, alphabet: set[str]) -> dict[str, list[str]]:
    """Return the characters that a match of a rule may begin with, and behind what."""
    firsts: dict[str, list[str]] = {}
    for before in befores_of(rule):
        for char in alphabet:
            if begins(rule, char, (before,)):
                firsts.setdefault(char, []).append(before)
    return firsts


def begins(rule: Rule, text: str, befores: Sequence[str], partial: bool = True) -> bool:
    """Whether a match of a rule may begin with `text` behind one of `befores`."""
    if not isinstance(rule.pattern, regex.Pattern):
        return False
    match = rule.pattern.match
    for before in befores:  # noqa: SIM110 - asked fifty thousand times before the first result
        if match(before + text, pos=len(before), partial=partial):
            return True
    return False


def _alphabet(source: str) -> set[str]:
    """Return the characters that the first two of a match may be, and more."""
    return {char for char in source if char.isalpha() or char in "'‘’(·∙‧・,/~∼〜～-"} | {*DIGITS, " "}


def _following(source: str) -> dict[str, set[str]]:
    """Return, for the letters of a pattern that another letter always follows, which ones: most of those in lists."""
    following: dict[str, set[str]] = {}
    source = _AHEAD.sub("", source)
    anything = set("".join(_CLASS.findall(source)))
    for letter, next_letter in _LETTER.findall(_CLASS.sub("[]", source)):
        if next_letter:
            following.setdefault(letter, set()).add(next_letter)
        else:
            anything.add(letter)
    return {letter: letters for letter, letters in following.items() if letter not in anything}


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
