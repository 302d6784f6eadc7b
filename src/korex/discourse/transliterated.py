"""Transliterated names: where they end, what is the last part of one: the step between `text_words` and `names`."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

import regex

from korex.discourse.name_words import could_be_name, is_surname
from korex.discourse.text_words import TextWords
from korex.discourse.titles import is_title
from korex.entities.lexicons import lexicon_classes, looks_like_korean_name, tail_classes
from korex.language.spans import occurrences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from korex.discourse.name_evidence import Evidence
    from korex.language.analysis import Span

# 국대한이, 국대한에게, 국대한과, 국대한·동방우진
AGENT = re.compile(r"(?:이|가|은|는|에게|에게서|한테|께서|과|와)(?![가-힣])|[·,]\s?[가-힣]{3}(?![가-힣])")
# 선장이었던, 대표인
_WAS = regex.compile(r"(?r)(?:이었던|였던|이던|인) $")
NOT_A_NAME = frozenset(
    {"title", "occupation", "title_tail", "korean_region", "country", "city", "region", "landmark", "government",
     "organization_tail", "weak_organization_tail", "place_tail", "court", "party", "media", "university", "company"}
)  # fmt: skip


class TransliteratedNames(TextWords):
    """The words of a text with what the entity layer proposes as names, and where transliterated ones end."""

    def __init__(self, evidence: Evidence, spans: Iterable[Span]) -> None:
        super().__init__(evidence, spans)
        self._proposals = evidence.proposals
        self._proposed_at: dict[str, list[int]] = {}
        for start, end in self._proposals.items():
            self._proposed_at.setdefault(self.text[start:end], []).append(start)
        self._title_ends = frozenset(evidence.titles.values())
        self._teams: dict[str, bool] = {}

    def _is_foreign(self, start: int, end: int) -> bool:
        """Whether a transliterated word acts, and is nowhere a team after the name of its city (강릉 돌핀스)."""
        name = self.text[start:end]
        if AGENT.match(self.text, end) is None or tail_classes(name):
            return False
        if name not in self._teams:
            self._teams[name] = any(map(self._follows_place, self._proposed_at.get(name, ())))
        return not self._teams[name]

    def _is_introduced(self, start: int) -> bool:
        """Whether a word is said to be or have been what a title names: 선장이었던 리언 다렌은."""
        copula = _WAS.search(self.text, max(0, start - 6), start)
        return copula is not None and copula.start() in self._title_ends

    def _follows_place(self, start: int) -> bool:
        position = self.index.get(start, 0)
        before = self.words[position - 1] if position else None
        return bool(before and before.end + 1 == start and not NOT_A_NAME.isdisjoint(lexicon_classes(before.text)))

    def _is_last_part(self, position: int) -> bool:
        """Whether a word is the last part of a foreign name whose first part stands before it: 알리 레자에이."""
        if not 0 < position < len(self.words):
            return False
        start = self.words.starts[position]
        if (end := self._proposals.get(start)) is None or self.words.starts[position - 1] in self._proposals:
            return False
        before = self.words[position - 1]
        name = self.text[start:end]
        return (
            len(name) > 1
            and " " not in name
            and not could_be_name(name)
            and not is_surname(name)
            and self._is_repeated(name)
            and self.text[before.end : start] == " "
            and self.is_proper_noun(before.start, before.end)
            and NOT_A_NAME.isdisjoint(lexicon_classes(before.text))
            and not self.is_organization(before)
        )

    def _is_repeated(self, part: str) -> bool:
        """Whether the text has a foreign name, or the third word of one, more than once."""
        return (self._counts[part] if part in self._counts else self.text.count(part)) > 1

    @cached_property
    def _counts(self) -> Counter[str]:
        """How often the text has each name that may be asked for: all are looked for at once."""
        names = {name for name in self._proposed_at if len(name) > 1 and " " not in name and not could_be_name(name)}
        names.update(third for name in self._proposed_at for third in name.split(" ")[2:3] if len(third) > 1)
        return Counter(name for name, _ in occurrences(names, self.text))

    def _foreign_end(self, position: int) -> int:
        """Return where a transliterated name of two or three words ends: 안젤리카 베커, 피에르 르노는."""
        morphemes = self.analysis.morphemes
        end = self.words[position].end
        for word in self.words[position + 1 : position + 3]:
            at = morphemes.first_at(word.start)
            if self.text[end : word.start] != " " or at >= len(morphemes) or morphemes.tags[at] != "NNP":
                break
            surface = self.text[word.start : morphemes.ends[at]]
            if not NOT_A_NAME.isdisjoint(lexicon_classes(surface)) or tail_classes(surface) or is_title(surface):
                break
            if looks_like_korean_name(surface) or morphemes.starts[at] != word.start or self.is_organization(word):
                break
            end = morphemes.ends[at]
            if "foreign_name" not in lexicon_classes(surface) or end < word.end:
                break
        return end
