"""Where a text introduces people by name: `윤태석 제천시장`, `농민 표순덕(77)씨`, `의장 한세움`, `도윤슬씨`.

The entity layer proposes names; here the words around them decide, so that a rare name with a title, an age or 씨
counts even where no tagger has seen it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from korex.discourse.affiliation import names_organization, organization_among
from korex.entities.lexicons import lexicon_classes, looks_like_korean_name, tail_classes, tail_of
from korex.language.kiwi import load_kiwi
from korex.matching.files import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from korex.language.analysis import Analysis, Span

_WORD = regex.compile(r"[가-힣A-Za-z0-9&㈜\-]+|[^\s가-힣A-Za-z0-9&㈜\-]")
_AGE = regex.compile(r"\s?\(\s?(?P<age>\d{1,3})\s?(?:세|살)?\s?(?:[·,.]\s?(?P<more>[^()\n]{1,30}))?\)")
_SSI = regex.compile(r"\s?씨(?![가-힣]{3})")
_ANONYMOUS = regex.compile(r"[가-힣]{1,2}(?:모|아무개)")
_PARENTHESIS = regex.compile(r"\s?\([^()\n]{1,40}\)")
_TITLE = frozenset({"title", "title_tail", "occupation"})
_NOT_A_NAME = frozenset(
    {"title", "occupation", "title_tail", "korean_region", "country", "city", "region", "landmark", "government",
     "organization_tail", "weak_organization_tail", "place_tail", "court", "party", "media", "university", "company"}
)  # fmt: skip
MAX_ORGANIZATION_WORDS = 4


_NOUN = frozenset({"NNG", "NNP", "NNB", "XSN", "XPN", "XR", "SL", "SN", "SH", "NR", "SW"})


class Word(NamedTuple):
    """A run of letters, or a single mark, `[start, end)`."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Title:
    """A position or occupation and where it stands."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Introduction:
    """A full name `[start, end)` in the text with the titles and the organization in apposition to it."""

    name: str
    start: int
    end: int
    titles: list[Title] = field(default_factory=list)
    organization: str | None = None
    certain: bool = False  # a title, an age or 씨 stands next to it
    listed: bool = False  # follows the person before it in a list: `팀장 온유진, 주무관 빙서준`


@lru_cache(maxsize=1)
def particle_pattern() -> regex.Pattern[str]:
    """Return what may follow a name or a title in its word, up to the end of the word."""
    pattern: str = read_toml("discourse/people.toml")["particles"]["pattern"]
    return regex.compile(pattern + r"(?![가-힣])")


@lru_cache(maxsize=1)
def determiners() -> frozenset[str]:
    """Return the words before a title that are no part of it (전, 신임)."""
    return frozenset(read_toml("discourse/people.toml")["determiners"]["words"])


@lru_cache(maxsize=8192)
def split_title(word: str) -> str | None:
    """Return the title a word begins with if only a particle follows: `시장께서는` gives 시장, `시장들` nothing."""
    for size in range(len(word), 0, -1):
        title = word[:size]
        if is_title(title) and particle_pattern().fullmatch(word, size):
            return title
    return None


@lru_cache(maxsize=8192)
def is_title(word: str) -> bool:
    """Whether a word is a position or an occupation, whole or by its tail (소득작목 + 팀장)."""
    return not _TITLE.isdisjoint(lexicon_classes(word)) or (len(word) > 2 and "title_tail" in tail_classes(word))


@lru_cache(maxsize=8192)
def is_position(word: str) -> bool:
    """Whether a word is a position, which a family name alone may stand before (김 시장)."""
    return "title" in lexicon_classes(word) or (len(word) > 2 and "title" in lexicon_classes(title_tail(word)))


def title_tail(word: str) -> str:
    """Return the title a longer one ends in: `감염병예방팀장` 팀장, "" for any other word."""
    tail = tail_of(word)
    return tail if "title_tail" in lexicon_classes(tail) else ""


@lru_cache(maxsize=8192)
def is_surname(word: str) -> bool:
    """Whether a word is a family name: 김, 남궁."""
    return not {"surname", "rare_surname", "double_surname"}.isdisjoint(lexicon_classes(word))


@lru_cache(maxsize=8192)
def is_everyday_word(word: str) -> bool:
    """Whether the analyser's dictionary has the word: 이사회, not 국지훈, which it takes for a noun all the same."""
    tokens = load_kiwi().tokenize(word)
    return len(tokens) == 1 and not tokens[0].oov


@lru_cache(maxsize=8192)
def could_be_name(word: str) -> bool:
    """Whether a family name begins the word and its syllables are those of a name, or at least of no institution."""
    if looks_like_korean_name(word):
        return True
    return len(word) == 3 and is_surname(word[0]) and word[2] not in institution_endings()


@lru_cache(maxsize=1)
def institution_endings() -> frozenset[str]:
    """Return the syllables that end a noun rather than a rare given name: 주민회, 정치부."""
    return frozenset(read_toml("discourse/people.toml")["institutions"]["endings"])


@lru_cache(maxsize=16384)
def names_in(word: str) -> tuple[str, ...]:
    """Return the Korean names a word can begin with if only a particle or 씨 follows: `한세움은` gives 한세움."""
    found: list[str] = []
    for size in (3, 4, 2):
        name, rest = word[:size], word[size:]
        if len(name) < size or (size == 4 and not is_surname(name[:2])) or not could_be_name(name):
            continue
        if rest.startswith("씨") or particle_pattern().fullmatch(rest):
            found.append(name)
    return tuple(found)


@lru_cache(maxsize=16384)
def _can_begin_name(word: str) -> bool:
    return "가" <= word[0] <= "힣" and (bool(names_in(word)) or "foreign_name" in lexicon_classes(word))


def split_words(text: str, start: int, end: int) -> list[Word]:
    """Return the runs of letters and the single marks of `text[start:end]`."""
    return [Word(*match.span(), match.group()) for match in _WORD.finditer(text, start, end)]


class Names:
    """The words of a text with what can be a name or a title among them."""

    def __init__(self, analysis: Analysis, spans: Iterable[Span]) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.words = [word for span in spans for word in split_words(analysis.text, span.start, span.end)]
        self.index = {word.start: position for position, word in enumerate(self.words)}
        self._people = {e.start: e.end for e in analysis.entities if e.label == "PERSON"}
        self._organizations = [e for e in analysis.entities if e.label in ("ORG", "LOC")]
        self._organization_spans = {(e.start, e.end) for e in self._organizations}
        self._taken: set[int] = set()  # titles that belong to the name before them

    def find(self) -> list[Introduction]:
        """Return every full name of the text in order, with what stands in apposition to it.

        ``윤태석 제천시장은 농민 표순덕(77)씨를 만났다.`` introduces 윤태석 (제천시장) and 표순덕 (농민).
        """
        found: list[Introduction] = []
        read = 0
        for position in self._promising():
            if position >= read and (introduction := self._introduction(position)):
                found.append(introduction)
                read = self._position_after(introduction.end, position)
        return found

    def _promising(self) -> list[int]:
        """Return the words that may begin a name: the entity layer says so, or a title, an age or 씨 is near."""
        words, text = self.words, self.text
        titled = {position for position, word in enumerate(words) if split_title(word.text)}
        near = titled.union(*({at - 4, at - 3, at - 2, at - 1, at + 1} for at in titled))
        return [
            position
            for position, word in enumerate(words)
            if word.start in self._people
            or (
                _can_begin_name(word.text)
                and (position in near or "씨" in word.text or text[word.end : word.end + 2].strip()[:1] in ("(", "씨"))
            )
        ]

    # ------------------------------------------------------------------ one name

    def _introduction(self, position: int) -> Introduction | None:
        """Return the introduction whose name begins with this word."""
        word = self.words[position]
        for name, end, proposed in self._names_at(position):
            following = self._position_after(end, position)
            introduction = Introduction(name, word.start, end)
            strong = self._read_after(introduction, end, following)
            self._read_before(introduction, position)
            introduction.certain = strong or bool(introduction.titles)
            if not proposed and not introduction.certain:
                continue
            if not proposed and not strong and len(name) == 2 and not self._is_proper_noun(word.start, end):
                continue
            return introduction
        return None

    def _names_at(self, position: int) -> list[tuple[str, int, bool]]:
        """Return the full names a word can begin with, most likely first: name, end, seen by the entity layer."""
        word = self.words[position]
        names: list[tuple[str, int, bool]] = []
        if proposed := self._proposed(word.start):
            names.append((*proposed, True))
        for name in names_in(word.text):
            if self._can_be_name(word.start, name):
                names.append((name, word.start + len(name), False))
        if "foreign_name" in lexicon_classes(word.text) and (foreign := self._foreign_name(position)):
            names.append((*foreign, False))
        return names

    def _proposed(self, start: int) -> tuple[str, int] | None:
        """Return the full name that the entity layer sees here, unless it is a word of everyday language."""
        end = self._people.get(start, start)
        name = self.text[start:end]
        if len(name) < 2 or is_surname(name) or is_title(name) or "\n" in name:
            return None
        if " " in name:
            words = name.split(" ")
            if len(words) > 2 and "foreign_name" not in lexicon_classes(words[2]):
                name = " ".join(words[:2])  # 크리스티나 뮐러 노르트로지스틱 아시아총괄: name, company, title
            return name, start + len(name)
        return (name, end) if self._can_be_name(start, name) and not self._abbreviates(start, end) else None

    def _abbreviates(self, start: int, end: int) -> bool:
        """Whether a parenthesis shortens what stands before it: 임금·단체협약(임단협)."""
        if self.text[start - 1 : start] != "(" or self.text[end : end + 1] != ")":
            return False
        before = iter(self.text[max(0, start - 25) : start - 1])
        return all(syllable in before for syllable in self.text[start:end])

    def _foreign_name(self, position: int) -> tuple[str, int] | None:
        """Return a transliterated name of two or three words: 크리스티나 뮐러."""
        words = [self.words[position]]
        for word in self.words[position + 1 : position + 3]:
            if self.text[words[-1].end : word.start] != " " or not self._is_proper_noun(word.start, word.end):
                break
            if not _NOT_A_NAME.isdisjoint(lexicon_classes(word.text)) or tail_classes(word.text):
                break
            words.append(word)
            if "foreign_name" not in lexicon_classes(word.text):
                break
        end = words[-1].end
        return (self.text[words[0].start : end], end) if len(words) > 1 else None

    def _can_be_name(self, start: int, name: str) -> bool:
        """Whether a run of syllables is no word of everyday language: 이사회 and 유치원 are no names."""
        if not _NOT_A_NAME.isdisjoint(lexicon_classes(name)) or name in determiners() or _ANONYMOUS.fullmatch(name):
            return False
        morphemes = self.analysis.morphemes
        first = morphemes.first_at(start)
        if first == len(morphemes) or morphemes.starts[first] != start:
            return False
        tag, length = morphemes.tags[first], morphemes.ends[first] - start
        if tag in ("NP", "NR", "IC", "XPN"):
            return False
        if tag != "NNG" or length < 2:
            return True
        if length >= len(name):
            return not is_everyday_word(name)
        following = first + 1
        if morphemes.tags[following].startswith("J"):
            return not is_everyday_word(name[:length])  # 자리가, 상담을
        return morphemes.tags[following] not in ("XSN", "NNG") or morphemes.ends[following] > start + len(name)

    def _is_proper_noun(self, start: int, end: int) -> bool:
        morphemes = self.analysis.morphemes
        at = morphemes.first_at(start)
        return at < len(morphemes) and morphemes.tags[at] == "NNP" and morphemes.ends[at] >= end

    def _position_after(self, offset: int, position: int) -> int:
        """Return the index of the first word that begins at `offset` or later."""
        while position < len(self.words) and self.words[position].start < offset:
            position += 1
        return position

    # ------------------------------------------------------------------ what stands after the name

    def _read_after(self, introduction: Introduction, end: int, position: int) -> bool:
        """Read age, 씨 and titles after a name; returns whether an age or 씨 makes the name certain."""
        strong = False
        text = self.text
        if match := _AGE.match(text, end):
            strong = True
            if match["more"] and (organization := self._organization_in(match["more"])):
                introduction.organization = organization
            end = match.end()
        elif (match := _PARENTHESIS.match(text, end)) and not regex.search(r"[0-9@]", match.group()):
            if organization := self._organization_in(match.group().strip(" ()")):
                introduction.organization = organization
            end = match.end()
        if _SSI.match(text, end):
            return True
        if text[end : end + 1] != " " and not (strong and text[end : end + 1]):
            return strong
        position = self._position_after(end, position)
        between: list[Word] = []
        for at in range(position, min(position + MAX_ORGANIZATION_WORDS, len(self.words))):
            word = self.words[at]
            if text[end : word.start] not in (" ", "") or not word.text[0].isalnum():
                break
            if title := split_title(word.text):
                if (
                    between
                    and not (self._people.get(introduction.start) or strong)
                    and not self.names_organization(between)
                ):
                    break
                if text[word.start + len(title) :].startswith("들"):
                    break
                self._add_title(introduction, Title(title, word.start, word.start + len(title)), at)
                self._read_second(introduction, at)
                introduction.organization = introduction.organization or organization_among(self, between)
                if match := _PARENTHESIS.match(text, word.start + len(title)):
                    inside = self._organization_in(match.group().strip(" ()"))
                    introduction.organization = introduction.organization or inside
                break
            if not self.is_bare(word):
                break
            between.append(word)
            end = word.end
        return strong

    def _read_second(self, introduction: Introduction, position: int) -> None:
        """Read a second title: `회장 겸 대표`."""
        if position + 2 < len(self.words) and self.words[position + 1].text == "겸":
            word = self.words[position + 2]
            if title := split_title(word.text):
                self._add_title(introduction, Title(title, word.start, word.start + len(title)), position + 2)

    def _add_title(self, introduction: Introduction, title: Title, position: int) -> None:
        introduction.titles.append(title)
        self._taken.add(position)

    def _organization_in(self, inside: str) -> str | None:
        """Return the organization in a parenthesis: `(국민의힘)`, `(52·더불어민주당)`, `(민주당·세종을)`."""
        for piece in regex.split(r"[·,/]\s?", inside):
            if names_organization(piece):
                return piece
        return None

    # ------------------------------------------------------------------ what stands before the name

    def _read_before(self, introduction: Introduction, position: int) -> None:
        """Read title and organization before a name: `여주시의회 의장 한세움`, `안심동행의 구본혁 대표`."""
        text, name_start = self.text, introduction.start
        if position == 0:
            return
        word = self.words[position - 1]
        gap = text[word.end : name_start]
        if gap and (gap.strip(" ") or len(gap) > 3):
            return
        if word.text.endswith("의") and len(word.text) > 2 and gap == " ":
            owner = Word(word.start, word.end - 1, word.text[:-1])
            if not introduction.organization and (introduction.titles or self.names_organization([owner])):
                words = [*self._bare_before(position - 1), owner]
                introduction.organization = organization_among(self, words)
            return
        if not is_title(word.text) or position - 1 in self._taken or word.text in determiners():
            # 창원지법 형사4단독 고준서 부장판사: the organization stands before the name, the title after it
            if introduction.titles and not introduction.organization and gap == " ":
                words = self._bare_before(position)
                if self.names_organization(words):
                    introduction.organization = organization_among(self, words)
            return
        title = Title(word.text, word.start, word.end)
        before = self._bare_before(position - 1)
        if before and not is_position(word.text) and self._modifies(before[-1]):
            title = Title(text[before[-1].start : word.end], before[-1].start, word.end)
            before = before[:-1]
        introduction.titles.insert(0, title)
        if introduction.organization is None:
            introduction.organization = self._around_parenthesis(title.start) or organization_among(self, before)
        preceding = self.index.get(before[0].start if before else title.start, 0) - 1
        if introduction.organization is None and preceding >= 0:
            introduction.listed = self.words[preceding].text in (",", "·", "및")

    def _around_parenthesis(self, offset: int) -> str | None:
        """Return the organization whose parenthesis names its head: `하람로보틱스(Haram Robotics·대표 지한결)`."""
        opening = self.text.rfind("(", max(0, offset - 40), offset)
        if opening < 1 or ")" in self.text[opening:offset] or opening not in self.index:
            return None
        position = self.index[opening]
        words = self._bare_before(position)
        if not words or words[-1].end != opening:
            return None
        return organization_among(self, words) or words[-1].text

    def _modifies(self, word: Word) -> bool:
        """Whether a noun before an occupation is part of it: 여행 작가, 축구 선수."""
        morphemes = self.analysis.morphemes
        at = morphemes.first_at(word.start)
        return (
            word.text not in determiners()
            and not self.names_organization([word])
            and at < len(morphemes)
            and morphemes.tags[at] == "NNG"
        )

    def _bare_before(self, position: int) -> list[Word]:
        """Return the nouns without particles right before a word, at most four, in order."""
        words: list[Word] = []
        start = self.words[position].start
        for at in range(position - 1, max(-1, position - 1 - MAX_ORGANIZATION_WORDS), -1):
            word = self.words[at]
            gap = self.text[word.end : start]
            if gap not in (" ", "") or not word.text[0].isalnum() or at in self._taken or not self.is_bare(word):
                break
            words.insert(0, word)
            start = word.start
        return words

    def is_bare(self, word: Word) -> bool:
        """Whether a word is a noun that no particle follows."""
        if names_organization(word.text) or (word.start, word.end) in self._organization_spans:
            return True  # 청년정책과, which an analyser may take for 청년정책 and the particle 과
        morphemes = self.analysis.morphemes
        return all(morphemes.tags[index] in _NOUN for index in morphemes.range(word.start, word.end))

    def names_organization(self, words: list[Word]) -> bool:
        """Whether one of the words is or ends the name of an organization or a place."""
        return any(
            names_organization(word.text)
            or any(e.start <= word.start and word.end <= e.end for e in self._organizations)
            for word in words
        )
