"""The sentences around quotations, with what of them is nobody's words: the citing text and who acts in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from korex.discourse.actors import PREDICATES, Actor, actors_between, can_act
from korex.discourse.people import name_of
from korex.language.spans import words_end

if TYPE_CHECKING:
    from korex.discourse.quote_marks import Stretch
    from korex.language.analysis import Analysis, Span

_SENTENCE_END = re.compile(r"[.?!…]+[\"”'’」』)\]]*(?=\s|$)|\n")

# How far a sentence is read to either side of a quotation in it.
_LONGEST = 800
# In so many characters may stand hundreds of marks, as nobody writes them; to look through all of them for each one
# would take seconds.
_MOST_QUOTATIONS = 40


class Quoted(NamedTuple):
    """A stretch that holds somebody's words. `cited_until` is where the quotative particle after it ends."""

    stretch: Stretch
    citing: str  # "VERBAL" (고, 라며), "ADNOMINAL" (라는), "" (stands by itself)
    cited_until: int


class CitingText:
    """The text outside the quotations of one document."""

    def __init__(self, analysis: Analysis, quoted: list[Quoted], spans: list[Span]) -> None:
        self.analysis = analysis
        self.quoted = quoted
        self._inner = [(q.stretch.outer_start, max(q.stretch.outer_end, q.cited_until)) for q in quoted]
        self._starts = [start for start, _ in self._inner]
        self._ends = self._sentence_ends(spans)

    def _sentence_ends(self, spans: list[Span]) -> list[int]:
        text = self.analysis.text
        ends = {offset for span in spans for offset in span}
        for span in spans:
            for match in _SENTENCE_END.finditer(text, span.start, span.end):
                inside = bisect_right(self._starts, match.start()) - 1
                if inside < 0 or match.start() >= self._inner[inside][1]:
                    ends.add(match.end())
        ends.update(q.stretch.outer_end for q in self.quoted if self.is_whole(q))
        return sorted(ends)

    def is_whole(self, quoted: Quoted) -> bool:
        """Whether a quotation is a sentence of its own."""
        stretch = quoted.stretch
        if quoted.citing:
            return False
        return self.analysis.text[stretch.start : stretch.end].rstrip().endswith((".", "?", "!", "…"))

    def sentence(self, offset: int) -> tuple[int, int]:
        """Return the sentence around the quotation that opens at `offset`."""
        after = bisect_right(self._ends, offset)
        start = self._ends[after - 1] if after else 0
        end = self._ends[after] if after < len(self._ends) else len(self.analysis.text)
        return max(start, self._earliest(offset)), min(end, self._latest(offset))

    def _earliest(self, offset: int) -> int:
        """Return from where on the text before `offset` is read."""
        first = bisect_left(self._starts, offset) - _MOST_QUOTATIONS
        return max(offset - _LONGEST, self._starts[first] if first > 0 else 0)

    def _latest(self, offset: int) -> int:
        last = bisect_left(self._starts, offset) + _MOST_QUOTATIONS
        return min(offset + _LONGEST, self._starts[last]) if last < len(self._starts) else offset + _LONGEST

    def outside(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return what of `[start, end)` lies outside quotations."""
        pieces: list[tuple[int, int]] = []
        first = max(0, bisect_right(self._starts, start) - 1)
        for inner_start, inner_end in self._inner[first : bisect_left(self._starts, end)]:
            if inner_end <= start:
                continue
            if inner_start > start:
                pieces.append((start, inner_start))
            start = inner_end
        if start < end:
            pieces.append((start, end))
        return pieces

    def actors(self, start: int, end: int) -> list[Actor]:
        """Return those who can act in the text of `[start, end)` that no quotation holds."""
        return [
            actor
            for actor in self.phrases(start, end)
            if name_of(self.analysis, actor.start, actor.end) or can_act(self.analysis, actor.start, actor.end)
        ]

    def phrases(self, start: int, end: int) -> list[Actor]:
        return [actor for piece in self.outside(start, end) for actor in actors_between(self.analysis, *piece)]

    def predicates(self, start: int, end: int) -> list[int]:
        tags = self.analysis.morphemes.tags
        return [
            index
            for piece in self.outside(start, end)
            for index in self.analysis.morphemes.range(*piece)
            if tags[index] in PREDICATES
        ]

    def sentence_before(self, offset: int) -> tuple[int, int] | None:
        """Return the sentence before `offset`, blanks aside; None at the beginning of the text."""
        words = words_end(self.analysis.text, offset)
        position = bisect_left(self._ends, words)
        return (max(self._ends[position - 1], self._earliest(words)), offset) if position else None

    def cited_until(self, index: int) -> int:
        """Return where quotation `index` ends with its quotative particle."""
        return self._inner[index][1]

    def quoted_before(self, offset: int) -> int:
        """Return how many quotations begin before `offset`."""
        return bisect_left(self._starts, offset)

    def holds_quotation(self, start: int, end: int) -> bool:
        """Whether a quotation begins in `[start, end)`."""
        return bisect_left(self._starts, start) < bisect_left(self._starts, end)
