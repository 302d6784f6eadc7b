"""Finds the matches of rules in a text; their cues say which rules are worth a try, and on which lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import regex

    from korex.matching.rules import Rule

# A `line` rule looks at lines up to this length, or less.
LONGEST_LINE = 200
# What a rule with cues looks at is no further from one: all of a long text is not searched for a rare word.
REACH = 500


class RuleSearch:
    """Searches texts with the patterns of a set of rules."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = [rule for rule in rules if rule.source is not None]
        self._always = [index for index, rule in enumerate(self._rules) if not rule.cues]
        self._cues = _Cues(self._rules)
        self._has_lines = any(rule.whole_line for rule in self._rules)

    def matches(self, text: str) -> Iterator[tuple[Rule, regex.Match[str] | re.Match[str]]]:
        """Yield every match of every rule with the rule, rule by rule."""
        lines = _short_lines(text) if self._has_lines else []
        near = self._cues.near(text, lines)
        for index in sorted({*self._always, *near}):
            rule = self._rules[index]
            if (pattern := rule.pattern) is None:
                continue
            if not rule.whole_line:
                for start, end in _around(near[index], len(text)) if rule.cues else ((0, len(text)),):
                    for found in pattern.finditer(text, start, end):
                        yield rule, found
                continue
            for start, end in [lines[line] for line in near[index]] if rule.cues else lines:
                if end - start <= rule.longest and (matched := pattern.fullmatch(text, start, end)):
                    yield rule, matched


class _Cue(NamedTuple):
    """A cue with its rules, by number: those that run over the text, and those that look at lines."""

    text: str
    of_text: list[int]
    of_lines: list[int]


class _Cues:
    """Finds all the cues of a set of rules in one pass over a text."""

    def __init__(self, rules: list[Rule]) -> None:
        cues: dict[str, _Cue] = {}
        for index, rule in enumerate(rules):
            for text in dict.fromkeys(rule.cues):
                cue = cues.setdefault(text, _Cue(text, [], []))
                (cue.of_lines if rule.whole_line else cue.of_text).append(index)
        # by the two characters they begin with; a cue of one character goes with any second one
        self._single = {text: [cue] for text, cue in cues.items() if len(text) == 1}
        self._by_two: dict[str, list[_Cue]] = {}
        for text, cue in cues.items():
            if len(text) > 1:
                self._by_two.setdefault(text[:2], [*self._single.get(text[0], ())]).append(cue)
        # A set at the beginning is what the standard library skips to; what passes here need not be a cue.
        firsts, seconds = {text[0] for text in cues}, {two[1] for two in self._by_two}
        ways = [f"(?<={_any_of(self._single)})"] * bool(self._single) + [f"(?={_any_of(seconds)})"] * bool(seconds)
        self._begins = re.compile(f"{_any_of(firsts)}(?:{'|'.join(ways)})") if cues else None

    def near(self, text: str, lines: list[tuple[int, int]]) -> dict[int, list[int]]:
        """Return the rules with a cue in a text, with where: its offsets, of a `line` rule those of the `lines`."""
        near: dict[int, list[int]] = {}
        starts = [start for start, _ in lines]
        by_two, single = self._by_two, self._single
        for found in self._begins.finditer(text) if self._begins else ():
            at = found.start()
            for cue, of_text, of_lines in by_two.get(text[at : at + 2]) or single.get(text[at]) or ():
                if not text.startswith(cue, at):
                    continue
                for rule in of_text:
                    near.setdefault(rule, []).append(at)
                if not of_lines:
                    continue
                line = bisect_right(starts, at) - 1
                if line >= 0 and at < lines[line][1]:
                    for rule in of_lines:
                        known = near.setdefault(rule, [])
                        if not known or known[-1] != line:
                            known.append(line)
        return near


def _around(cues: list[int], length: int) -> list[tuple[int, int]]:
    """Return the parts of a text of this length in which rules with these cues can match, in order and apart."""
    parts: list[tuple[int, int]] = []
    for at in cues:
        start, end = max(0, at - REACH), min(length, at + REACH)
        if parts and start <= parts[-1][1]:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return parts


def _any_of(characters: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(characters)))}]"


def _short_lines(text: str) -> list[tuple[int, int]]:
    """Return the lines of a text that a `line` rule looks at, without the blanks around them."""
    spans = []
    at = 0
    for line in text.split("\n"):
        if (words := line.strip()) and len(words) <= LONGEST_LINE:
            start = at + len(line) - len(line.lstrip())
            spans.append((start, start + len(words)))
        at += len(line) + 1
    return spans
