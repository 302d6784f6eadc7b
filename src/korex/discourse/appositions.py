"""How a text introduces people: the titles and the organization in apposition to a full name.

`윤도석 제천시장`, `최다윤 경남경찰청 수사과장`, `여주시의회 의장 한도움`, `한마음동행의 구도혁(58) 대표`,
`가온로보틱스(대표 지다결)`, `농민 표순덕(77)씨`, `홍가람(52·가람당) 시의원`, `[상인/김가온]`.
"""

from __future__ import annotations

import re

import regex

from korex.discourse.affiliation import branch_offices, may_employ, organization_among, origins
from korex.discourse.introductions import Introduction, read_parenthesis
from korex.discourse.name_words import Word, name_endings, names_in
from korex.discourse.names import Name, Names
from korex.discourse.sharing import sharing
from korex.discourse.titles import Title, determiners, is_position, is_title, split_apposed_title, split_title, taught
from korex.entities.event_words import heads
from korex.entities.lexicons import looks_like_korean_name
from korex.entities.places import is_of_place

_PARENTHESIS = re.compile(r"\s?\((?P<inside>[^()\n]{1,40})\)")
_PARENTHESIS_BEFORE = re.compile(r"\([^()\n]{1,20}\)\s$")
_PHONE = re.compile(r"\d{3,4}[-.)]\s?\d{4}")
# ○구청장 도하람: a speaker's label in minutes, after which the words begin
_SPEAKER = re.compile(r"(?:^|\n)[ \t]*[○◯◎●]\s?[가-힣]{2,15}[ \t]$")
_LONGEST_LABEL = 24
_SSI = re.compile(
    r"\s?(?:씨|할머니|할아버지|어르신|여사|옹)(?!들)"
    r"(?!(?!입니다|이라[고며는]|이었다|였습니|에게[는도서]|[으로]로부|한테서|까지도)[가-힣]{3})"
)
# (?r): matched from its end, which is where the name begins
_QUOTED_OWNER = regex.compile(r"(?r)[‘'“\"](?P<name>[^‘’'“”\"\n]{2,20})[’'”\"]의\s$")
_COPULAS = ("이었던", "였던", "이던", "인")
_FAR = 26
MAX_ORGANIZATION_WORDS = 4
_WIDEST_GAP = 6  # blanks between the columns of a head: 나래시 문화과   과장 도하람
_FARTHEST_TITLE = 8  # words and marks after a name, a parenthesis among them


class Appositions:
    """Reads what stands around the names of a text."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.text = names.text
        self.words = names.words
        self._taken: set[int] = set()  # titles that belong to the name before them
        self._just_taken: set[int] = set()  # those of the name being read

    def find(self) -> list[Introduction]:
        """Return every full name of the text in order, with what stands in apposition to it.

        ``윤도석 제천시장은 농민 표순덕(77)씨를 만났다.`` introduces 윤도석 (제천시장) and 표순덕 (농민).
        """
        found: list[Introduction] = []
        read = 0
        for position in self.names.promising():
            if self.words.starts[position] >= read and (introduction := self._introduction(position)):
                found.extend(sharing(introduction, position, self.names))
                read = found[-1].read_until
        return found

    def _introduction(self, position: int) -> Introduction | None:
        """Return the introduction whose name begins with this word."""
        for name in self.names.names_at(position):
            self._just_taken.clear()
            introduction = self._read(name, position)
            if (introduction is not None or self._just_taken) and name.is_plain_word:
                self._taken -= self._just_taken
            elif introduction is not None:
                return introduction
        return None

    def _read(self, name: Name, position: int) -> Introduction | None:
        """Return the introduction of a name, None where what stands around it shows none."""
        introduction = Introduction(name.text, name.start, name.end, read_until=name.end)
        strong = self._read_after(introduction, name, self.names.position_after(name.end, position))
        if not introduction.name or (not name.proposed and not strong and self._employs(introduction)):
            # 나래초 교사 석보람: the title is that of the name after it
            self._taken -= {self.words.positions.get(title.start, -1) for title in introduction.titles}
            return None
        self._read_before(introduction, position)
        if name.proposed or strong:
            return introduction
        # Two syllables with nothing but a title next to them are a name only where the analyser thinks so too.
        if introduction.titles and (len(name.text) > 2 or self.names.is_proper_noun(name.start, name.end)):
            return introduction
        return None

    # ------------------------------------------------------------------ after the name

    def _read_after(self, introduction: Introduction, name: Name, position: int) -> bool:
        """Read age, 씨 and titles after a name; returns whether an age or 씨 makes the name certain."""
        text, end = self.text, name.end
        strong = False
        if match := _PARENTHESIS.match(text, end):
            strong = read_parenthesis(introduction, match["inside"], match.start("inside"))
            end = introduction.read_until = match.end()
            if _PHONE.search(match["inside"]):
                # 과장 도하람(02-555-0100) 주무관 빈솔(…): what follows belongs to the next name
                return strong or (len(name.text) > 2 and self.names.is_seen(name.start, name.end))
        elif _SPEAKER.search(text, max(0, name.start - _LONGEST_LABEL), name.start):
            return strong
        if match := _SSI.match(text, end):
            if match := _PARENTHESIS.match(text, match.end()):  # 김가온 씨(45·회사원)
                read_parenthesis(introduction, match["inside"], match.start("inside"))
                introduction.read_until = match.end()
            return True
        if text[end : end + 1] == "/" and not strong:
            end += 1  # [어금숙/강화군 농민]
        elif text[end : end + 1] != " " and not strong:
            return False
        between: list[Word] = []
        employed = False
        position = self.names.position_after(end, position)
        for at in range(position, min(position + _FARTHEST_TITLE, len(self.words))):
            word = self.words[at]
            if between and end == word.start and (match := _PARENTHESIS.match(text, end)):
                end = match.end()  # 연방준비제도(연준) 의장
                continue
            if word.start < end:
                continue
            if text[end : word.start] not in (" ", "") or not word.text[0].isalnum():
                break
            title = self._title_in(word)
            if title and self._is_branch(word, at):
                between.append(word)
                end = word.end
                employed = True
                continue
            if title:
                known = name.proposed or strong or employed or any(map(self.names.is_organization, between))
                known = known or (len(between) == 1 and len(name.text) > 2 and looks_like_korean_name(name.text))
                if self._belongs_to_next(introduction, title, at):
                    introduction.name = ""
                elif not between or known:
                    self._take_title(introduction, Title(title, word.start, word.start + len(title)), at, between)
                break
            if not between and word.text in determiners():
                end = word.end  # 도하람 전 나래시체육회 회장
                continue
            if not self.names.is_bare(word):
                break
            between.append(word)
            end = word.end
            if len(between) == MAX_ORGANIZATION_WORDS:
                break
        return strong

    def _employs(self, introduction: Introduction) -> bool:
        """Whether what looks like a name ends like what the title after it belongs to: 남도대 교수."""
        name = introduction.name
        if self.names.is_sure(introduction.start, introduction.end):
            return False  # 김덕중 교사
        return name[-1] in name_endings()[1] and may_employ(name, [title.text for title in introduction.titles])

    def _title_in(self, word: Word) -> str | None:
        """Return the title a word next to a name begins with; several holders (의원들) are nobody's apposition."""
        title = self.names.title_in(word)
        return None if title is None or word.text[len(title) :].startswith("들") else title

    def _is_branch(self, word: Word, position: int) -> bool:
        """Whether what ends like a title is the branch that the title after it belongs to: 나래권지사 운영부장."""
        following = self.words[position + 1 : position + 2]
        if not following or not word.text.endswith(branch_offices()) or self.text[word.end : following[0].start] != " ":
            return False
        return self._title_in(following[0]) is not None and following[0].text not in determiners()

    def _belongs_to_next(self, introduction: Introduction, title: str, position: int) -> bool:
        """Whether a title after a foreign word belongs to the name after it: 미슐랭 셰프 봉서림."""
        if looks_like_korean_name(introduction.name) or title != self.words.texts[position]:
            return False
        following = self.words[position + 1 : position + 2]
        return bool(following) and bool(names_in(following[0].text)) and len(following[0].text) > 2

    def _take_title(self, introduction: Introduction, title: Title, position: int, between: list[Word]) -> None:
        """Take the title after a name with what stands around it: the organization, `겸` and a second title."""
        introduction.titles.append(title)
        introduction.read_until = max(introduction.read_until, title.end)
        taken = [position]
        introduction.organization = introduction.organization or organization_among(self.names, between)
        if introduction.organization is None and len(between) == 1 and " " in introduction.name:
            introduction.organization = between[0].text  # 리언 다렌 카스티야 외교장관
        if position + 2 < len(self.words) and self.words.texts[position + 1] == "겸":
            word = self.words[position + 2]
            if second := split_title(word.text):
                introduction.titles.append(Title(second, word.start, word.start + len(second)))
                taken.append(position + 2)
        elif match := _PARENTHESIS.match(self.text, title.end):
            read_parenthesis(introduction, match["inside"], match.start("inside"))
            introduction.read_until = match.end()
        self._just_taken.update(at for at in taken if at not in self._taken)
        self._taken.update(taken)

    # ------------------------------------------------------------------ before the name

    def _read_before(self, introduction: Introduction, position: int) -> None:
        """Read title and organization before a name: `여주시의회 의장 한도움`, `한마음동행의 구도혁 대표`."""
        if position == 0:
            return
        position = self._over_parenthesis(position, introduction.start)
        if self._is_inside_parenthesis(introduction, position):
            position -= 1  # 회장(도하람)
        word = self.words[position - 1]
        over = self.words.texts[position] == "("  # 물류노조(물노) 도하람 국장
        gap = " " if over else self.text[word.end : self.words.starts[position]]
        if gap and (gap.strip(" ") or len(gap) > 3):
            return
        # 전 하늬대 총장인 석가온 씨, 당시 선장이었던 리언 다렌
        was = next((copula for copula in _COPULAS if word.text.endswith(copula)), "") if gap == " " else ""
        bare = word.text.removesuffix(was)
        called = bare if len(bare) > 1 and split_apposed_title(bare) == bare else word.text
        past = len(was) > 1 and called != word.text
        apposed = (past or self.names.title_in(word) == called) and word.text not in determiners()
        if apposed and position - 1 not in self._taken:
            self._take_title_before(
                introduction, position - 1, word._replace(end=word.start + len(called), text=called)
            )
            return
        if introduction.organization or gap != " ":
            return
        if introduction.titles and (
            quoted := _QUOTED_OWNER.search(self.text, max(0, introduction.start - _FAR), introduction.start)
        ):
            introduction.organization = quoted["name"]  # 구호단체 ‘푸른손길’의 도하람 팀장
            return
        if word.text.endswith("의") and len(word.text) > 2:
            owner = Word(word.start, word.end - 1, word.text[:-1])
            if introduction.titles or self.names.is_organization(owner):
                introduction.organization = organization_among(self.names, [*self.bare_before(position - 1), owner])
        elif introduction.titles:
            # 대전지법 형사2단독 노준서 부장판사: the organization stands before the name, the title after it
            words = self.bare_before(position)
            if any(map(self.names.is_organization, words)):
                introduction.organization = organization_among(self.names, words)
            elif may_employ(word.text, [title.text for title in introduction.titles]):
                introduction.organization = word.text

    def _is_inside_parenthesis(self, introduction: Introduction, position: int) -> bool:
        """Whether a title has the name alone in its parenthesis: 사무국장(도하람)."""
        start, end = introduction.start, introduction.end
        if position < 2 or self.text[start - 1] != "(" or self.text[end : end + 1] != ")":
            return False
        title = self.words[position - 2]
        return title.end == start - 1 and self.names.title_in(title) == title.text

    def _over_parenthesis(self, position: int, offset: int) -> int:
        """Return the word a parenthesis before a name opens at, if a title or body is before it: 대표(CEO) 표라온."""
        match = _PARENTHESIS_BEFORE.search(self.text, max(0, offset - 30), offset)
        if match is None or match.start() not in self.names.index:
            return position
        opening = self.names.index[match.start()]
        before = self.words[opening - 1] if opening else None
        if before is None or before.end != match.start():
            return position
        return opening if self.names.title_in(before) or self.names.is_organization(before) else position

    def _take_title_before(self, introduction: Introduction, position: int, word: Word) -> None:
        title = Title(word.text, word.start, word.end)
        before = self.bare_before(position)
        if before and before[-1].text in origins():
            before = []  # 브라질 출신 공격수
        teaches = word.text in taught()
        if before and (teaches or not is_position(word.text)) and self._modifies(before[-1]):
            title = Title(self.text[before[-1].start : word.end], before[-1].start, word.end)
            before = before[:-1]
        introduction.titles.insert(0, title)
        if len(before) > 1 and before[-1].text == "겸" and self.names.title_in(before[-2]) == before[-2].text:
            # 총무처장 겸 시설본부장 도하람
            introduction.titles.insert(0, Title(before[-2].text, before[-2].start, before[-2].end))
            before = before[:-2]
        if not is_position(word.text) and not self.names.is_employer(before):
            before = []  # 도동항 상인
        if introduction.organization:
            return
        introduction.organization = self._around_parenthesis(title.start) or organization_among(self.names, before)
        introduction.organization = introduction.organization or self._owner_of(title.start)
        preceding = self.names.index.get(before[0].start if before else introduction.titles[0].start, 0) - 1
        if introduction.organization is None and preceding >= 0:
            introduction.listed = self.words.texts[preceding] in (",", "·", "및")

    def _owner_of(self, offset: int) -> str | None:
        """Return the organization that 의 makes the owner of the title at `offset`: 나래셀의 최고책임자인 도하람."""
        position = self.names.index.get(offset, 0)
        if not position:
            return None
        word = self.words[position - 1]
        owner = Word(word.start, word.end - 1, word.text[:-1])
        apart = self.text[word.end : offset] == " " and word.text.endswith("의") and len(word.text) > 2
        return organization_among(self.names, [owner]) if apart and self.names.is_organization(owner) else None

    def _around_parenthesis(self, offset: int) -> str | None:
        """Return the organization whose parenthesis names its head: `가온로보틱스(Gaon Robotics·대표 지다결)`."""
        opening = self.text.rfind("(", max(0, offset - 40), offset)
        if opening < 1 or ")" in self.text[opening:offset] or opening not in self.names.index:
            return None
        position = self.names.index[opening]
        words = self.bare_before(position)
        if organization := organization_among(self.names, words):
            return organization
        before = self.words[position - 1]
        morphemes = self.names.analysis.morphemes
        ends_as_noun = morphemes.tags[morphemes.at(before.end - 1)] in ("NNG", "NNP", "XSN", "SL")
        return before.text if ends_as_noun and opening - before.end < 2 else None

    def _modifies(self, word: Word) -> bool:
        """Whether a noun before an occupation is part of it: 여행 작가, 축구 선수."""
        morphemes = self.names.analysis.morphemes
        at = morphemes.first_at(word.start)
        if word.text in determiners() or self.names.is_organization(word) or at == len(morphemes):
            return False
        if is_of_place(word.text):
            return False  # 독일인 도예가
        if self.names.begins_organization(word):
            return False  # 나래 공격수 마르셀루, where the text names 나래시티
        return morphemes.tags[at] == "NNG" and not is_title(word.text) and word.text not in heads()

    def bare_before(self, position: int) -> list[Word]:
        """Return the nouns without particles right before a word, at most four, in order."""
        words: list[Word] = []
        start = self.words.starts[position]
        for at in range(position - 1, max(-1, position - 1 - MAX_ORGANIZATION_WORDS), -1):
            word = self.words[at]
            gap = self.text[word.end : start]
            column = len(gap) < _WIDEST_GAP and not gap.strip(" \t") and self.names.ends_organization(word)
            if (
                not (gap in (" ", "") or column)
                or not word.text[0].isalnum()
                or at in self._taken
                or not self.names.is_bare(word)
            ):
                break
            words.insert(0, word)
            start = word.start
        return words
