"""The words of a text and the full names among them, as far as the words themselves tell.

The entity layer proposes names; a word with the syllables of a name counts as well where `appositions` finds a title,
an age or 씨 next to it, so that a rare name is found where no tagger has seen it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import regex

from korex.discourse.affiliation import names_organization
from korex.discourse.name_words import (
    could_be_name,
    foreign_names,
    is_everyday_word,
    is_surname,
    name_endings,
    names_in,
)
from korex.discourse.titles import determiners, is_title, particle_pattern, split_title
from korex.discourse.transliterated import AGENT, NOT_A_NAME, TransliteratedNames
from korex.entities.lexicons import lexicon_classes, looks_like_korean_name
from korex.entities.places import is_of_place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from korex.discourse.name_evidence import Evidence
    from korex.language.analysis import Span

_HANGUL_OR_HAN = re.compile(r"[가-힣]|(?<!\()[一-鿿]")  # 홍길동(洪吉童) is one person
_REST = re.compile(r"[가-힣A-Za-z]*")
_ANONYMOUS = re.compile(r"(?:[가-힣]|[가-힣]아|남궁|황보|제갈|선우|독고|사공)(?:모|무개)")
_JOINT = regex.compile(r"(?r)(?:[와과] |[,·ㆍ] ?)$")


class Name(NamedTuple):
    """A full name a text may hold at `[start, end)`; `proposed` says that the entity layer is sure of it.

    `noun` is the word of everyday language that it may be instead; whether it is one is asked last, for it takes time.
    """

    text: str
    start: int
    end: int
    proposed: bool
    noun: str = ""

    @property
    def is_plain_word(self) -> bool:
        """Whether it is no name but a word of everyday language."""
        return bool(self.noun) and is_everyday_word(self.noun)


# (73)씨, 씨
_PERSONAL = re.compile(r"\s?\(\d{1,3}\)|\s?씨(?![가-힣]{2})")
_ELDERS = ("어르신", "할머니", "할아버지", "여사")
_FULL_NAME = 3
_SCHOOLS = ("초", "중", "고", "대")  # 하늬초 교장


class Names(TransliteratedNames):
    """The full names among the words of a text."""

    def __init__(self, evidence: Evidence, spans: Iterable[Span]) -> None:
        super().__init__(evidence, spans)
        self._sure = evidence.sure
        self._likely = evidence.likely
        self._likely_actors = evidence.likely_actors
        self._proposed_ends = set(self._proposals.values())
        self._own = evidence.own
        self._employers = evidence.employers

    def promising(self) -> list[int]:
        """Return the words that may begin a name: the entity layer says so, or a title, an age or 씨 is near."""
        words, index = self.words, self.index
        texts, starts = words.texts, words.starts
        near: set[int] = set()
        for at in {*self.titled, *(index[start] for start in self._titles if start in index)}:
            near.update(range(max(0, at - 4), at + 2))
            following = texts[at + 1 : at + 4]
            if following[:1] == [")"] or following[::2] == ["(", ")"]:  # 대표(CEO) 표라온; 회장(도하람)
                near.add(at + 2)
        proposed = {index[start] for start in self._proposals if start in index}
        proposed |= {position - 1 for position in proposed if self._is_last_part(position)}
        foreign = foreign_names()
        proposed.update(position for position, text in enumerate(texts) if text in foreign)
        for at in [at for at, text in enumerate(texts) if (text == "(" or "씨" in text) and text not in foreign]:
            near.add(at)
            if at and texts[at][0] in "(씨" and starts[at] - starts[at - 1] - len(texts[at - 1]) < 2:
                near.add(at - 1)
        elders = [at for at, text in enumerate(texts) if at and text.startswith(_ELDERS)]
        near.update(at - 1 for at in elders if len(texts[at - 1]) == _FULL_NAME)
        near.discard(len(texts))
        near.discard(len(texts) + 1)
        named = {position for position in near if names_in(texts[position])}
        return sorted(proposed | named)

    def names_at(self, position: int) -> list[Name]:
        """Return the full names a word can begin with, most likely first."""
        word = self.words[position]
        if self._own and (own_end := self._own.get(word.start)) is not None:
            known = own_end > word.start
            return [Name(self.text[word.start : own_end], word.start, own_end, True)] if known else []
        names: list[Name] = []
        if proposed := self._proposed(position):
            names.append(proposed)
        for name in names_in(word.text):
            if (word.start, word.start + len(name)) in self._employers:
                continue
            if proposed and name == proposed.text:
                continue
            if (noun := self._noun_instead(word.start, name)) is not None:
                own = Name(name, word.start, word.start + len(name), False, noun)
                # 연하로 팀장: what the entity layer takes for a particle is the last syllable of the name.
                longer = own.end == word.end and bool(names) and names[0].end < own.end and self._is_titled(position)
                names.insert(0 if longer else len(names), own)
        if not all(name.noun for name in names):
            return names
        foreign = "foreign_name" in lexicon_classes(word.text) or self._is_last_part(position + 1)
        if foreign and all(name.is_plain_word for name in names) and (end := self._foreign_end(position)) > word.end:
            acts = AGENT.match(self.text, end) is not None
            names = [Name(self.text[word.start : end], word.start, end, acts)]
        return names

    def is_sure(self, start: int, end: int) -> bool:
        """Whether the entity layer is sure of a person at `[start, end)`."""
        return (start, end) in self._sure

    def is_seen(self, start: int, end: int) -> bool:
        """Whether the entity layer sees a person at `[start, end)`, sure of it or not."""
        return self._proposals.get(start) == end

    def _is_called(self, start: int, name: str) -> bool:
        """Whether an age, 씨 or a title stands right after what the analyser takes for a prefix and a noun: 소정례."""
        end = start + len(name)
        if len(name) != 3 or not looks_like_korean_name(name) or name[-1] in name_endings()[1]:
            return False
        if _PERSONAL.match(self.text, end):
            return True
        position = self.index.get(end + 1)
        return position is not None and split_title(self.words.texts[position]) is not None

    def _holds_office(self, end: int) -> bool:
        """Whether an organization and then a title stand right after a word."""
        position = self.index.get(end + 1)
        if position is None or self.text[end] != " " or not self.is_organization(self.words[position]):
            return False
        return any(split_title(text) for text in self.words.texts[position + 1 : position + 3])

    def _is_titled(self, position: int) -> bool:
        """Whether an age or, after a few nouns at most, a title follows a word."""
        end = self.words[position].end
        if self.text[end : end + 1] == "(":
            return True
        following = self.words[position + 1 : position + 4]
        return self.text[end : end + 1] == " " and any(split_title(word.text) for word in following)

    def _proposed(self, position: int) -> Name | None:
        """Return the full name that the entity layer sees here, unless it is a word of everyday language."""
        start = self.words.starts[position]
        end = self._proposals.get(start, start)
        name = self.text[start:end]
        if (
            len(name) < 2
            or is_surname(name)
            or is_title(name.split(" ")[0])
            or "\n" in name
            or not _HANGUL_OR_HAN.search(self.text, start, end)
        ):
            return None
        if not self._ends_well(end):
            return None
        if name in self._organization_names and not looks_like_korean_name(name) and (start, end) not in self._sure:
            return None  # 바이오기업 나래셀 …, 나래셀과
        if " " in name:
            words = name.split(" ")
            if self._is_korean_name_before(words):
                return Name(words[0], start, start + len(words[0]), True)
            short = len(words) > 2 and len(words[1]) == 1  # 응우옌 티 란
            again = short or (
                len(words) > 2
                and self._is_repeated(words[2])
                and words[2] not in self._organization_names
                and self.text.count(words[1]) == self.text.count(f"{words[1]} {words[2]}")  # 베커 장관
            )
            if len(words) > 2 and not again and "foreign_name" not in lexicon_classes(words[2]):
                name = " ".join(words[:2])  # 안젤리카 베커 수드로보틱 아시아본부장: name, company, title
            known = all(NOT_A_NAME.isdisjoint(lexicon_classes(word)) for word in words)
            # 저스틴 홀로웨이, whom the text goes on to call 홀로웨이
            sure = (start, end) in self._sure or self._is_proposed_again(name.rsplit(" ", 1)[1])
            acts = AGENT.match(self.text, end) is not None
            sure = sure or (acts and ((start, end) in self._likely_actors or self._is_introduced(start)))
            return Name(name, start, start + len(name), known and sure)
        if "ambiguous_region" in lexicon_classes(name) and (start, end) not in self._sure:
            return None  # 순천은 세 세트를 내리 따냈다: a town
        if not self._can_be_name(start, name) or self._abbreviates(start, end) or self._is_quarter(position, name):
            return None
        if not looks_like_korean_name(name) and end == self.words[position].end:
            end = self._foreign_end(position)
        return Name(self.text[start:end], start, end, self._stands_by_itself(name, start, end))

    def _is_proposed_again(self, part: str) -> bool:
        return part in self._proposed_at and not is_surname(part)

    def _is_korean_name_before(self, words: list[str]) -> bool:
        """Whether a proposal of two words is a Korean name and an organization: 사공혁 순천 감독."""
        first, second = words[0], words[1]
        if len(first) < 3 or not could_be_name(first) or "foreign_name" in lexicon_classes(first):
            return False
        if len(second) > 2 and second.endswith(_SCHOOLS) and looks_like_korean_name(first):
            return True
        region = not {"korean_region", "ambiguous_region", "city"}.isdisjoint(lexicon_classes(second))
        return region or second in self._organization_names or names_organization(second)

    def _ends_well(self, end: int) -> bool:
        """Whether nothing but a particle, 씨 or a title follows a name in its word: not 부처님오신날."""
        match = _REST.match(self.text, end)
        rest = match.group() if match else ""
        return not rest or rest.startswith("씨") or particle_pattern().fullmatch(rest) is not None or is_title(rest)

    def _stands_by_itself(self, name: str, start: int, end: int) -> bool:
        """Whether a proposed name needs no title or age next to it: it is no plain word and is used as a name."""
        if end > start + len(name):
            return True  # a transliterated name of two words
        if looks_like_korean_name(name) and name[-1] in name_endings()[1]:
            return False  # 공정표
        if not could_be_name(name):
            return (start, end) in self._sure and (
                "foreign_name" in lexicon_classes(name) or self._is_foreign(start, end)
            )
        morphemes = self.analysis.morphemes
        tag = morphemes.tags[morphemes.first_at(start)]
        if not tag.startswith("NN"):
            return False
        again = len(self._proposed_at.get(name, ())) > 1
        acts = AGENT.match(self.text, end) is not None
        likely = (start, end) in self._sure or ((start, end) in self._likely and looks_like_korean_name(name))
        used = again or acts or (len(name) > 2 and (likely or self._is_joined(start)))
        # Of three syllables whose beginning the analyser takes for a proper noun there is no need to ask it again.
        return used and ((tag == "NNP" and len(name) > 2) or not is_everyday_word(name))

    def _is_joined(self, start: int) -> bool:
        """Whether a name is joined to the one before it: 도하람과 석가온의 …, 도하람, 석가온 …."""
        match = _JOINT.search(self.text, max(0, start - 3), start)
        return match is not None and match.start() in self._proposed_ends

    def _abbreviates(self, start: int, end: int) -> bool:
        """Whether a parenthesis shortens what stands before it: 임금·단체협약(임단협)."""
        if self.text[start - 1 : start] != "(" or self.text[end : end + 1] != ")":
            return False
        before = iter(self.text[max(0, start - 25) : start - 1])
        return all(syllable in before for syllable in self.text[start:end])

    def _is_quarter(self, position: int, name: str) -> bool:
        """Whether a word is part of an address: 서울 성북동."""
        if not name.endswith(("동", "리", "가")) or not position:
            return False
        return not {"korean_region", "city"}.isdisjoint(lexicon_classes(self.words.texts[position - 1]))

    def _can_be_name(self, start: int, name: str) -> bool:
        """Whether a run of syllables is no word of everyday language: 이사회 and 유치원 are no names."""
        noun = self._noun_instead(start, name)
        return noun is not None and not (noun and is_everyday_word(noun))

    def _noun_instead(self, start: int, name: str) -> str | None:
        """Return the noun that a run of syllables is if the analyser's dictionary has it, None where it is no name.

        It takes the analyser's time to ask, so that is left to the caller; "" is where there is nothing to ask.
        """
        if not NOT_A_NAME.isdisjoint(lexicon_classes(name)) or name in determiners() or _ANONYMOUS.fullmatch(name):
            return None
        if len(name) > 2 and (name[-1] in name_endings()[0] or is_of_place(name)):
            return None
        morphemes = self.analysis.morphemes
        first = morphemes.first_at(start)
        if first == len(morphemes) or morphemes.starts[first] != start:
            return None
        tag, length = morphemes.tags[first], morphemes.ends[first] - start
        last = morphemes.tags[morphemes.at(start + len(name) - 1)]
        if tag == "VV" and (last == "ETM" or (last == "EC" and length > 1)):
            return None  # 선고를 지켜본 위원장, 집행에 대하여 군수께
        if tag == "VA" and last == "ETM" and length > 1:
            return None  # 어려운 어르신
        if tag in ("NP", "NR", "IC"):
            return None
        if tag == "XPN" and self._proposals.get(start) != start + len(name) and not self._is_called(start, name):
            return None
        following = first + 1
        split = tag == "NNP" and 1 < length < len(name) and morphemes.tags[following].startswith("J")
        if split and not NOT_A_NAME.isdisjoint(lexicon_classes(name[:length])):
            return None  # 김천의
        if tag != "NNG" or length < 2:
            return ""
        if length >= len(name):
            return name
        if morphemes.tags[following].startswith(("J", "VCP", "XSV", "XSA")):
            # 자리가, 제자인, 구속된; 경기의 주심; but 서리나 씨
            seen = (start, start + len(name)) in self._sure and self.is_seen(start, start + len(name))
            return "" if seen else None if lexicon_classes(name[:length]) else name[:length]
        if morphemes.tags[following] == "NNG" and morphemes.ends[following] == start + len(name) == start + length + 1:
            could = looks_like_korean_name(name) and name[-1] not in name_endings()[1]  # 표지 + 운, but not 공정 + 표
            return "" if could else None
        if morphemes.tags[following] not in ("XSN", "NNG") or morphemes.ends[following] > start + len(name):
            return ""
        could = looks_like_korean_name(name) and self._holds_office(start + len(name))  # 강도 + 형 해양수산부 장관
        return "" if could else None
