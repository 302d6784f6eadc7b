"""Finds the matches of rules in a text; their cues say which rules are worth a try, and on which lines."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    import regex

    from korex.matching.rules import Rule

# A `line` rule looks at lines up to this length.
_LONGEST_LINE = 200


class RuleSearch:
    """Searches texts with the patterns of a set of rules."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = [(rule, rule.pattern) for rule in rules if rule.pattern is not None]
        self._cues: dict[str, list[str]] = {}  # by their first character
        for cue in dict.fromkeys(cue for rule, _ in self._rules for cue in rule.cues):
            self._cues.setdefault(cue[:1], []).append(cue)
        self._has_lines = any(rule.whole_line for rule, _ in self._rules)

    def matches(self, text: str) -> Iterator[tuple[Rule, regex.Match[str] | re.Match[str]]]:
        """Yield every match of every rule with the rule, rule by rule."""
        present = {cue for first in self._cues.keys() & set(text) for cue in self._cues[first] if cue in text}
        lines = _ShortLines(text) if self._has_lines else None
        for rule, pattern in self._rules:
            if rule.cues and present.isdisjoint(rule.cues):
                continue
            if rule.whole_line and lines is not None:
                for start, end in lines.holding(present.intersection(rule.cues)) if rule.cues else lines.spans:
                    if found := pattern.fullmatch(text, start, end):
                        yield rule, found
                continue
            for found in pattern.finditer(text):
                yield rule, found


class _ShortLines:
    """The lines of a text that a `line` rule looks at, as `spans` without the blanks around them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._with: dict[str, set[int]] = {}
        self.spans: list[tuple[int, int]] = []
        at = 0
        for line in text.split("\n"):
            if (words := line.strip()) and len(words) <= _LONGEST_LINE:
                start = at + len(line) - len(line.lstrip())
                self.spans.append((start, start + len(words)))
            at += len(line) + 1

    def holding(self, cues: set[str]) -> list[tuple[int, int]]:
        """Return the lines that hold one of these cues, in order."""
        return [self.spans[index] for index in sorted(set().union(*map(self._indices, cues)))]

    def _indices(self, cue: str) -> set[int]:
        if cue not in self._with:
            self._with[cue] = set(self._search(cue))
        return self._with[cue]

    def _search(self, cue: str) -> Iterator[int]:
        at = self._text.find(cue)
        while at >= 0:
            index = bisect_right(self.spans, (at, len(self._text))) - 1
            if index >= 0 and at + len(cue) <= self.spans[index][1]:
                yield index
            if index + 1 == len(self.spans):
                return
            # the next place that can count is in the rest of this line or in the line after it
            at = self._text.find(cue, max(at + 1, self.spans[index][1] if index >= 0 else 0))
