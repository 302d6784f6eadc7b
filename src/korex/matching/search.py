"""Finds the matches of rules in a text; their cues say which rules are worth a try, and on which lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import regex

    from korex.matching.rules import Rule

# A `line` rule looks at lines up to this length, or less.
LONGEST_LINE = 200


class RuleSearch:
    """Searches texts with the patterns of a set of rules."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = [rule for rule in rules if rule.source is not None]
        self._always = [index for index, rule in enumerate(self._rules) if not rule.cues]
        self._by_cue: dict[str, list[int]] = {}
        for index, rule in enumerate(self._rules):
            for cue in rule.cues:
                self._by_cue.setdefault(cue, []).append(index)
        self._cues = _Cues(self._by_cue)
        self._has_lines = any(rule.whole_line for rule in self._rules)

    def matches(self, text: str) -> Iterator[tuple[Rule, regex.Match[str] | re.Match[str]]]:
        """Yield every match of every rule with the rule, rule by rule."""
        places = self._cues.places(text)
        lines = _ShortLines(text) if self._has_lines else None
        for index in sorted({*self._always, *chain.from_iterable(map(self._by_cue.__getitem__, places))}):
            rule = self._rules[index]
            if (pattern := rule.pattern) is None:
                continue
            if rule.whole_line and lines is not None:
                near = lines.spans
                if rule.cues:
                    near = lines.holding(at for cue in rule.cues for at in places.get(cue, ()))
                for start, end in near:
                    if end - start <= rule.longest and (found := pattern.fullmatch(text, start, end)):
                        yield rule, found
                continue
            for found in pattern.finditer(text):
                yield rule, found


class _Cues:
    """Finds all the cues of a set of rules in one pass over a text."""

    def __init__(self, cues: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = {}
        for cue in dict.fromkeys(cues):
            self._by_first.setdefault(cue[0], []).append(cue)
        # where a cue may begin, by its first two characters
        self._begins = re.compile("|".join(_beginning(first, cues) for first, cues in self._by_first.items()))

    def places(self, text: str) -> dict[str, list[int]]:
        """Return where each cue that the text holds begins."""
        places: dict[str, list[int]] = {}
        if self._by_first:
            for found in self._begins.finditer(text):
                at = found.start()
                for cue in self._by_first[found[0]]:
                    if text.startswith(cue, at):
                        places.setdefault(cue, []).append(at)
        return places


def _beginning(first: str, cues: list[str]) -> str:
    if first in cues:
        return re.escape(first)
    return f"{re.escape(first)}(?=[{''.join(re.escape(cue[1]) for cue in cues)}])"


class _ShortLines:
    """The lines of a text that a `line` rule looks at, as `spans` without the blanks around them."""

    def __init__(self, text: str) -> None:
        self.spans: list[tuple[int, int]] = []
        at = 0
        for line in text.split("\n"):
            if (words := line.strip()) and len(words) <= LONGEST_LINE:
                start = at + len(line) - len(line.lstrip())
                self.spans.append((start, start + len(words)))
            at += len(line) + 1
        self._starts = [start for start, _ in self.spans]

    def holding(self, offsets: Iterable[int]) -> list[tuple[int, int]]:
        """Return the lines that hold one of these offsets, in order."""
        found = ((offset, bisect_right(self._starts, offset) - 1) for offset in offsets)
        indices = {index for offset, index in found if index >= 0 and offset < self.spans[index][1]}
        return [self.spans[index] for index in sorted(indices)]
