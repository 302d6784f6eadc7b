"""Noun words: runs of nouns without a blank, the units that name rules look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from korex.entities.lexicons import lexicon_classes, word_set

if TYPE_CHECKING:
    from korex.language.analysis import Analysis

_NOUN_TAGS = frozenset(("NNG", "NNP", "XR", "SL", "SH", "XPN", "XSN", "NR", "W_SERIAL"))
_MODIFIERS = frozenset(("MM", "MAG"))
_BREAKS = word_set("nouns", "breaks")
_BOUND = word_set("nouns", "bound")
# Particles that cannot follow the particle 과.
_NOT_AFTER_AND = frozenset(("가", "를", "에", "에서", "로"))


class Word:
    """A run of nouns: where it is, what morphemes it holds, what stands around it."""

    __slots__ = ("blank_before", "end", "first", "label", "last", "particle", "priority", "source", "start", "text")

    def __init__(self, text: str, start: int, end: int, first: int, last: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.first = first  # index of the first morpheme
        self.last = last  # index of the last one
        self.particle = ""  # the particle that follows without a blank, "" if none
        self.blank_before = False  # exactly one blank and nothing else stands between the word before and this one
        self.label: str | None = None  # what a rule has found the word to be
        self.source = ""
        self.priority = 0

    def found(self, label: str, source: str, priority: int) -> None:
        """Note what the word is."""
        self.label, self.source, self.priority = label, source, priority

    def absorb(self, other: Word) -> None:
        """Take the word that follows into this one: 서울 and 강남구."""
        self.end, self.particle = other.end, other.particle
        self.text = f"{self.text} {other.text}"


def noun_words(analysis: Analysis) -> list[Word]:
    """Return the noun words of a text in order.

    "김도율 강원특별자치도 행정부지사은" has the words 김도율, 세종특별자치시 and 행정부시장 (particle 은).
    """
    morphemes = analysis.morphemes
    forms, tags, starts, ends = morphemes.forms, morphemes.tags, morphemes.starts, morphemes.ends
    text = analysis.text
    words: list[Word] = []
    first = -1
    end = -1
    count = len(forms)
    for index, (form, tag, start) in enumerate(zip(forms, tags, starts, strict=True)):
        inside = tag in _NOUN_TAGS and form not in _BREAKS
        if not inside:
            if first < 0 and tag not in _MODIFIERS:
                continue
            following = index + 1
            if first >= 0 and start == end:
                inside = (
                    (tag == "NNB" and form in _BOUND)
                    or (tag == "SN" and tags[index - 1] == "SL")
                    # 구례군은: a county, not a military
                    or (form == "군" and "korean_region" in lexicon_classes(forms[index - 1] + "군"))
                    # 교통과가: no two particles but the name of a department
                    or (
                        form == "과"
                        and following < count
                        and forms[following] in _NOT_AFTER_AND
                        and tags[following][0] == "J"
                        and starts[following] == ends[index]
                    )
                )
            elif tag in _MODIFIERS and following < count and starts[following] == ends[index]:
                inside = tags[following] in _NOUN_TAGS  # 한방엑스포공원, 한결대학교
        if inside and (first < 0 or start == end):
            if first < 0:
                first = index
            end = ends[index]
            continue
        if first >= 0:
            words.append(_word(text, first, index - 1, starts, ends))
            if start == end and tag[0] == "J":
                words[-1].particle = form
            first = -1
        if inside:
            first, end = index, ends[index]
    if first >= 0:
        words.append(_word(text, first, count - 1, starts, ends))
    before = -2
    for word in words:
        word.blank_before = word.start == before + 1 and text[before] == " "
        before = word.end
    return words


def _word(text: str, first: int, last: int, starts: list[int], ends: list[int]) -> Word:
    start, end = starts[first], ends[last]
    return Word(text[start:end], start, end, first, last)
