"""The words of a text, and which of them are titles, organizations, plain nouns: the step before `names`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from korex.discourse.affiliation import names_organization
from korex.discourse.name_words import Word, Words
from korex.discourse.titles import ends_like_title, particle_pattern, split_apposed_title, split_title
from korex.entities.lexicons import ORGANIZATION_CLASSES, lexicon_classes, tail_classes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from korex.discourse.name_evidence import Evidence
    from korex.language.analysis import Span

_NOUN = frozenset({"NNG", "NNP", "NNB", "XSN", "XPN", "XR", "SL", "SN", "SH", "NR", "SW"})


class TextWords:
    """The words of some spans of a text with what the entity layer says of them."""

    def __init__(self, evidence: Evidence, spans: Iterable[Span]) -> None:
        self.analysis = evidence.analysis
        self.text = self.analysis.text
        self.spans = list(spans)
        self.words = Words(self.text, self.spans)
        self.index = self.words.positions
        self.titled = self._titled()
        self._organizations = evidence.organizations
        self._organization_names = evidence.organization_names
        self._titles = evidence.titles
        self._own_titles = {own.start: own.end for own in self.analysis.own if own.label == "TITLE"}
        if self._own_titles:
            own = (self.index[start] for start in self._own_titles if start in self.index)
            self.titled = sorted({*self.titled, *own})

    def _titled(self) -> list[int]:
        """Return the words that begin with a title, in order."""
        starts, texts = self.words.starts, self.words.texts
        ends = {end for start, stop in self.spans for end in ends_like_title(self.text, start, stop)}
        return sorted({at for at in (bisect_left(starts, end) - 1 for end in ends) if split_title(texts[at])})

    def own_title(self, word: Word) -> str | None:
        """Return the title of the user's own words that a word begins with."""
        end = self._own_titles.get(word.start) if self._own_titles else None
        return self.text[word.start : end] if end is not None else None

    def beginning_with(self, parts: Collection[str]) -> list[int]:
        """Return the words that begin with one of some names or titles, or with more of it than they hold."""
        alike: dict[str, tuple[str, ...]] = {}
        for part in parts:
            alike[part[0]] = (*alike.get(part[0], ()), part)
        text, starts = self.text, self.words.starts
        return [
            position
            for position, word in enumerate(self.words.texts)
            if (beginnings := alike.get(word[0])) and text.startswith(beginnings, starts[position])
        ]

    def title_in(self, word: Word) -> str | None:
        """Return the title a word next to a name begins with: one a lexicon knows, else one the tagger sees."""
        if title := self.own_title(word) or split_apposed_title(word.text):
            return title
        end = self._titles.get(word.start, word.start)
        if end > word.start + 1 and (end == word.end or particle_pattern().match(self.text, end)) and end <= word.end:
            return self.text[word.start : end]
        return None

    def is_proper_noun(self, start: int, end: int) -> bool:
        """Whether the analyser takes `[start, end)` for one proper noun."""
        morphemes = self.analysis.morphemes
        at = morphemes.first_at(start)
        return at < len(morphemes) and morphemes.tags[at] == "NNP" and morphemes.ends[at] >= end

    def position_after(self, offset: int, position: int) -> int:
        """Return the index of the first word that begins at `offset` or later, looking from `position` on."""
        return max(position, bisect_left(self.words.starts, offset))

    def is_bare(self, word: Word) -> bool:
        """Whether a word is a noun that no particle follows."""
        if names_organization(word.text) or self.ends_organization(word):
            return True  # 청년정책과, which an analyser may take for 청년정책 and the particle 과
        tags, inside = self.analysis.morphemes.tags, self.analysis.morphemes.range(word.start, word.end)
        if len(inside) > 1 and tags[inside[0]] == "MM":
            inside = inside[1:]  # 새솔농장, which an analyser may take for the 솔농장 that is new
        return all(tags[index] in _NOUN for index in inside)

    def ends_organization(self, word: Word) -> bool:
        """Whether the name of an organization or a place ends with a word."""
        at = bisect_right(self._organizations, (word.start, len(self.text))) - 1
        return at >= 0 and self._organizations[at][1] == word.end

    def is_employer(self, words: list[Word]) -> bool:
        """Whether a run of nouns holds more than a place: one who has an occupation there does not work for it."""
        return any(
            word.text in self._organization_names
            or not ORGANIZATION_CLASSES.isdisjoint(lexicon_classes(word.text))
            or any(kind.endswith("organization_tail") for kind in tail_classes(word.text))
            for word in words
        )

    def is_organization(self, word: Word) -> bool:
        """Whether a word is, or is part of, the name of an organization or a place."""
        at = bisect_right(self._organizations, (word.start, len(self.text))) - 1
        if names_organization(word.text) or (at >= 0 and word.start < self._organizations[at][1]):
            return True
        return word.text in self._organization_names

    def begins_organization(self, word: Word) -> bool:
        """Whether a word is the beginning of an organization's name that the text has whole: 나래 of 나래시티."""
        return len(word.text) > 1 and word.text in self._organization_beginnings

    @cached_property
    def _organization_beginnings(self) -> set[str]:
        return {name[:size] for name in self._organization_names for size in range(2, len(name) + 1)}
