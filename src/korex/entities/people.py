"""People: names that a title, 씨 or an age gives away, names known by their syllables, and their other mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from korex.entities.lexicons import lexicon_classes, looks_like_korean_name, word_set
from korex.entities.places import is_of_place, is_place
from korex.language.analysis import Candidate
from korex.language.spans import occurrences

if TYPE_CHECKING:
    from korex.entities.nouns import Word
    from korex.language.analysis import Analysis

_SURNAMES = frozenset(("surname", "rare_surname", "double_surname"))
_PROPER = frozenset(("NNP", "SL"))
_FORMER = word_set("people", "former")
_AFTER_NAME = word_set("people", "after_name")
_PARTICLES = "|".join(sorted(word_set("people", "particles"), key=len, reverse=True))
# In a longer text a name that never meets a title, 씨 or an age is seldom a person.
_SHORT = 400
_NO_LAST = word_set("people", "no_last_syllable")
_END = regex.compile(rf"(?:{_PARTICLES})?(?!\p{{Hangul}})")
_LONG_WORD = 4  # syllables that few names have
# A word of three syllables right before a title; what ends like a verb (지원한 교수) is no name.
_WORD_BEFORE = regex.compile(r"(?<!\p{Hangul})(\p{Hangul}{3}) $")
_VERBAL = word_set("people", "verbal_last_syllable") | _NO_LAST
_HANGUL = regex.compile(r"\p{Hangul}")
_GROUPS = tuple(word_set("organizations", "kinds"))
_SCHOOLS = frozenset("초중고대")
_SCHOOL_TITLES = word_set("people", "school_titles")


def _of_a_place(text: str) -> bool:
    """Tell whether a word is made of a place: 한국어, 인도네시아인."""
    return is_of_place(text) or (len(text) == 3 and text[2] in _NO_LAST and is_place(text[:2]))


class PeopleFinder:
    """Finds the people of one text; `found` grows, `names` are those sure enough to be looked for elsewhere."""

    def __init__(self, analysis: Analysis, words: list[Word], known: list[Candidate]) -> None:
        self._text = analysis.text
        self._morphemes = analysis.morphemes
        self._words = words
        self.found = known
        self._names = {self._text[c.start : c.end] for c in known if c.label == "PERSON" and c.end - c.start > 1}

    def find(self) -> list[Candidate]:
        """Return the PERSON candidates, those known before included."""
        for index, word in enumerate(self._words):
            if word.label == "TITLE" or (word.label is None and "name_cue" in lexicon_classes(word.text)):
                self._beside_title(index, word)
        tags = self._morphemes.tags
        for index, word in enumerate(self._words):
            if word.label is None and (len(word.text) > 2 or tags[word.first] in _PROPER):
                self._by_itself(index, word)
        self._elsewhere()
        return self.found

    def _add(self, start: int, end: int, source: str, priority: int, *, name: bool = False) -> None:
        self.found.append(Candidate(start, end, "PERSON", source, priority))
        if name:
            self._names.add(self._text[start:end])

    def _beside_title(self, index: int, title: Word) -> None:
        """Look for the name before a title, then for the one after it."""
        words = self._words
        at = index - 1
        if at >= 0 and self._next_to(words[at], title):
            first = words[at]
            classes = lexicon_classes(first.text)
            if not _SURNAMES.isdisjoint(classes) and (len(first.text) == 1 or "double_surname" in classes):
                if self._morphemes.tags[first.first] == "NNP":
                    self._add(first.start, first.end, "person.family_name_before_title", 63)
                return
            # 봉다미 한국마을도서관연합회 회장: the name stands before the organization
            while at > 0 and words[at].label in ("ORG", "LOC") and words[at].blank_before:
                at -= 1
                if words[at].particle:
                    at = -1
            school = at >= 0 and words[at].text[-1] in _SCHOOLS
            if school and (start := self._astray(words[at])) is not None:
                words[at].found("ORG", "organization.before_title", 66)  # 도하람 나래고 감독
                self._add(start, words[at].start - 1, "person.before_title", 61, name=True)
                return
            if school and self._is_school_of(words[at], title):
                words[at].found("ORG", "organization.before_title", 66)  # 나래초 교사 도하람
            elif at >= 0 and (self._is_name(words[at]) or self._may_be_name(words[at])):
                self._add(words[at].start, words[at].end, "person.before_title", 64, name=True)
                return
            elif at == index - 1 and self._foreign(index, at, 52):
                return
        elif title.label == "TITLE" and (start := self._astray(title)) is not None:
            self._add(start, title.start - 1, "person.before_title", 61, name=True)
            return
        if index + 1 < len(words) and title.label == "TITLE" and not title.particle:
            after = words[index + 1]
            if after.blank_before and after.start == title.end + 1 and after.label is None:
                if self._is_name(after):
                    self._add(after.start, after.end, "person.after_title", 62, name=True)
                elif self._morphemes.tags[after.first] == "NNP" and not lexicon_classes(after.text):
                    self._foreign_from(index + 1, 48)

    def _is_school_of(self, word: Word, title: Word) -> bool:
        """Tell whether a word before a title is a school rather than a name: 나래초 교사."""
        if word.label is not None or len(word.text) < 3 or title.text not in _SCHOOL_TITLES:
            return False
        last = self._morphemes.forms[word.last]
        return last in ("초", "고") or (word.first == word.last and last[-1] in "초고")  # no 세계최고 감독

    def _astray(self, title: Word) -> int | None:
        """Return where the name right before a word begins, taken to pieces or not: 도/JX 주/VV 서 의원."""
        match = _WORD_BEFORE.search(self._text, max(0, title.start - 6), title.start)
        if match is None or match[1][-1] in _VERBAL or not looks_like_korean_name(match[1]):
            return None
        if match.start() and _HANGUL.match(self._text, match.start() - 1):
            return None
        return match.start() if "surname" in lexicon_classes(match[1][0]) and not lexicon_classes(match[1]) else None

    def _next_to(self, before: Word, title: Word) -> bool:
        """Tell whether only a blank, or 전 and the like, stands between a name and its title."""
        if before.particle or before.label == "TITLE":
            return False
        if before.start and _HANGUL.match(self._text, before.start - 1):
            return False
        between = self._text[before.end : title.start]
        return between == " " or (len(between) < 6 and between[:1] == " " and between.strip() in _FORMER)

    def _is_name(self, word: Word) -> bool:
        """Tell whether a word can be a whole Korean name here: its syllables fit, no lexicon knows it otherwise."""
        if word.label is not None or not looks_like_korean_name(word.text) or lexicon_classes(word.text):
            return False
        if _of_a_place(word.text):
            return False
        tag = self._morphemes.tags[word.first]
        if word.first == word.last:
            return tag == "NNP" or (len(word.text) > 2 and self._morphemes.forms[word.first] != word.text)
        return tag == "NNP" or len(self._morphemes.forms[word.first]) == 1

    def _may_be_name(self, word: Word) -> bool:
        """Tell whether a word the analyser takes for a common noun can be a name before a title: 국도훈 팀장."""
        text = word.text
        return (
            len(text) == 3
            and word.label is None
            and word.first == word.last
            and text[2] not in _NO_LAST
            and looks_like_korean_name(text)
            and not lexicon_classes(text)
            and "surname" in lexicon_classes(text[0])
        )

    def _foreign(self, title: int, at: int, priority: int) -> bool:
        """Take the proper nouns that end at a word for a foreign name: 앙겔라 메르켈 before 총리."""
        first = at
        while (
            first > 0
            and self._words[first].blank_before
            and self._unknown(first - 1)
            and not self._words[first - 1].particle
        ):
            first -= 1
        if not self._unknown(at):
            return False
        words = self._words
        after = words[title + 1] if title + 1 < len(words) else None
        if after is not None and after.blank_before and not words[title].particle and self._is_name(after):
            # 피알그루 과장 도은결: the name stands after the title, what is before it is an organization
            words[at].found("ORG", "organization.before_title", 42)
            return False
        if at - first >= 2 and "foreign_name" in lexicon_classes(words[first].text):
            # 안젤리카 베커 수드로보틱 총괄: a name of two words and an organization
            words[at].found("ORG", "organization.before_title", 42)
            at -= 1
        elif at - first == 1 and len(words[at].text) >= _LONG_WORD and self._may_be_korean(words[first].text):
            # 도하람 나래소프트 대표: a Korean name and an organization no lexicon knows
            words[at].found("ORG", "organization.before_title", 42)
            at -= 1
        elif at - first == 1 and self._belongs_to(words[first].text, words[at].text):
            words[first].found("ORG", "organization.before_title", 42)  # 문헌정보과 도하람 주무관
            first += 1
        self._add(words[first].start, words[at].end, "person.foreign_before_title", priority, name=True)
        return True

    def _may_be_korean(self, text: str) -> bool:
        return len(text) == 3 and looks_like_korean_name(text) and "foreign_name" not in lexicon_classes(text)

    def _belongs_to(self, first: str, second: str) -> bool:
        """Tell whether two unknown words before a title are an organization and a Korean name."""
        return len(first) >= _LONG_WORD and "foreign_name" not in lexicon_classes(first) and self._may_be_korean(second)

    def _foreign_from(self, at: int, priority: int) -> None:
        """Take the proper nouns that begin at a word for a foreign name: 니콜 셰르징거 after 가수."""
        last = at
        words = self._words
        while (
            last + 1 < len(words)
            and not words[last].particle
            and words[last + 1].blank_before
            and self._unknown(last + 1)
        ):
            last += 1
        self._add(words[at].start, words[last].end, "person.foreign_after_title", priority, name=True)

    def _unknown(self, index: int) -> bool:
        """Tell whether a word is a proper noun that is nothing else as far as the lexicons know."""
        word = self._words[index]
        if word.label is not None or self._morphemes.tags[word.first] not in _PROPER or len(word.text) < 2:
            return False
        if (word.text[-1] in "읍면동" and len(word.text) > 2) or word.text.endswith(_GROUPS):
            return False
        classes = lexicon_classes(word.text)
        return word.first == word.last and (not classes or "foreign_name" in classes) and not _of_a_place(word.text)

    def _by_itself(self, index: int, word: Word) -> None:
        """Judge a word by its own syllables and tags."""
        tags, forms, ends = self._morphemes.tags, self._morphemes.forms, self._morphemes.ends
        text = word.text
        if len(text) > 2 and self._is_name(word):
            after = self._words[index + 1] if index + 1 < len(self._words) else None
            if text[-1] in "동읍면리" and after is not None and after.blank_before and after.label in ("LOC", "ORG"):
                word.found("LOC", "place.before_place", 36)  # 해솔동 행정복지센터
            elif word.first == word.last:
                self._add(word.start, word.end, "person.syllables", 35, name=True)
            elif tags[word.first] == "NNP" and len(forms[word.first]) == 1:
                self._add(word.start, word.end, "person.split_syllables", 34, name=True)
            return
        if word.first < word.last and tags[word.first] == "NNP":
            # 왕가위감독, 진세연연기: the analyser sees the name, the blank after it is missing
            first = forms[word.first]
            rest = text[len(first) :]
            if len(first) > 2 and looks_like_korean_name(first) and not lexicon_classes(first) and rest in _AFTER_NAME:
                self._add(word.start, ends[word.first], "person.without_blank", 35, name=True)
        elif self._unknown(index) and (index == 0 or not self._joined(index)):
            last = index
            while last + 1 < len(self._words) and self._joined(last + 1):
                last += 1
            known = any("foreign_name" in lexicon_classes(self._words[at].text) for at in range(index, last + 1))
            if known:
                self._add(word.start, self._words[last].end, "person.foreign", 36)
            elif len(self._text) > _SHORT:
                return
            elif last > index:
                self._add(word.start, self._words[last].end, "person.proper_nouns", 28)
            elif len(text) > 2 and word.particle:
                self._add(word.start, word.end, "person.proper_noun", 26)

    def _joined(self, index: int) -> bool:
        """Tell whether a word goes on with the proper nouns before it."""
        before = self._words[index - 1]
        return (
            index > 0
            and self._words[index].blank_before
            and not before.particle
            and self._unknown(index)
            and self._unknown(index - 1)
        )

    def _elsewhere(self) -> None:
        """Look for the names found once in the rest of the text."""
        names = sorted((name for name in self._names if len(name) > 1), key=len, reverse=True)
        if not names:
            return
        taken = {(c.start, c.end) for c in self.found}
        text = self._text
        for name, at in occurrences(names, text):
            end = at + len(name)
            if (
                (at, end) not in taken
                and not _HANGUL.match(text, at - 1 if at else len(text))
                and _END.match(text, end)
            ):
                self._add(at, end, "person.same_name", 58)
