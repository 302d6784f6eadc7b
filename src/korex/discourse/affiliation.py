"""Which organization a person belongs to: the one in apposition, inside the title, spoken of before."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from korex.discourse.titles import is_title
from korex.entities.abbreviations import abbreviations
from korex.entities.lexicons import ORGANIZATION_CLASSES, lexicon_classes, tail_classes
from korex.language.spans import line_start, starting_in
from korex.matching.files import read_toml

if TYPE_CHECKING:
    from korex.discourse.name_words import Word
    from korex.discourse.text_words import TextWords
    from korex.language.analysis import Analysis, Candidate

# How a line of appointments begins
_LIST_MARKS = ("△", "▲", "▷", "▶", "◇", "◆", "○", "●", "□", "■", "▽", "-", "·")
_SHORT_COUNCILLOR = 4
_LONG_TAIL = 3
_OFTEN = 3  # times a text names what it is about
# … in the story around somebody: this many names before, characters to either side; a page of news has fewer.
_LAST, _AROUND = 30, 10_000
_GOVERNMENTS = "시군구도"
_PLACES = frozenset({"korean_region", "country", "city", "region"})


_GRADE = re.compile(r"\d학년")
_AFTER = ("", "은", "는", "이", "가", "을", "를", "의", "에", "에서", "과", "와", "도", "로", "으로")
_NAMED = re.compile(rf"(?:{'|'.join(_AFTER[1:])})?(?![가-힣])")
_HANGUL = re.compile(r"[가-힣]+")
_LONG = 50_000  # characters: a text so long is asked for many names
_TOPIC = re.compile(r"(?:은|는|이|가|의)(?![가-힣])|\(")
_WORD_BEFORE = re.compile(r"[가-힣]{1,12}")  # the tail of an organization


def _surface(text: str, entity: Candidate) -> str:
    return text[entity.start : entity.end]


@lru_cache(maxsize=1)
def _units() -> dict[str, tuple[str, ...]]:
    return {title: tuple(tails) for title, tails in read_toml("discourse/people.toml")["units"].items()}


@cache
def _words(table: str, key: str) -> tuple[str, ...]:
    return tuple(read_toml("discourse/people.toml")[table][key])


def _heads_department(title: str) -> bool:
    """Whether a title is that of the head of a department: 보건정책과장, but not 사무국장."""
    heads, others = _words("departments", "heads"), _words("departments", "others")
    return len(title) > 3 and title.endswith(heads) and not title.endswith(others)


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return frozenset(read_toml("discourse/people.toml")["institutions"]["generic"])


@lru_cache(maxsize=1)
def _not_organizations() -> tuple[frozenset[str], re.Pattern[str]]:
    data = read_toml("discourse/people.toml")
    words = frozenset((*data["determiners"]["words"], *data["ranks"]["modifiers"]))
    return words, re.compile(data["benches"]["pattern"])


@lru_cache(maxsize=1)
def _relations() -> frozenset[str]:
    return frozenset(read_toml("discourse/people.toml")["relations"]["nouns"])


def branch_heads() -> tuple[str, ...]:
    """Return the titles of those who head a branch or a group within an organization: 지부장, 학생회장."""
    return _words("branches", "titles")


def branch_offices() -> tuple[str, ...]:
    """Return what ends the names of branches and of titles alike: 나래권지사."""
    return _words("branches", "offices")


@lru_cache(maxsize=1)
def origins() -> frozenset[str]:
    """Return the nouns that say where somebody is from: 출신, 국적."""
    return frozenset(read_toml("discourse/people.toml")["relations"]["origins"])


@lru_cache(maxsize=4096)
def names_organization(word: str) -> bool:
    """Whether a word is, or ends like, the name of an organization or of a place that is governed.

    >>> names_organization("창원지법"), names_organization("여주시의회"), names_organization("여행")
    (True, True, False)
    """
    classes = lexicon_classes(word)
    if not ORGANIZATION_CLASSES.isdisjoint(classes) or not _PLACES.isdisjoint(classes):
        return True
    if "organization_tail" in classes:
        return True
    tails = tail_classes(word)
    return "organization_tail" in tails or ("weak_organization_tail" in tails and len(word) > 3)


@lru_cache(maxsize=256)
def _ends_in(tails: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(tails)})(?=(?:은|는|이|가|의|에서|에|도)?(?![가-힣]))")


def may_employ(word: str, titles: list[str]) -> bool:
    """Whether an unknown word ends like what somebody with one of these titles belongs to: 새길당 원내대표."""
    units = _units()
    return any(
        word.endswith(tails) and len(word) > 2
        for title in titles
        for head, tails in units.items()
        if title.endswith(head)
    )


def organization_among(names: TextWords, words: list[Word]) -> str | None:
    """Return the organization that a run of nouns next to a name or title holds, None if it holds none.

    `원주시 청년복지과 주거상담팀` is one organization; the bench of `대전지법 형사2단독` is no part of it.
    """
    others, bench = _not_organizations()
    while words and (words[-1].text in others or bench.fullmatch(words[-1].text)):
        words = words[:-1]
    common = next((at for at in reversed(range(len(words))) if words[at].text in _relations()), None)
    if common is not None:
        words = words[common + 1 :] or words[:common]  # 준우승팀 김천, 창원 사령탑
    if not words:
        return None
    while words and _GRADE.fullmatch(words[-1].text):
        words = words[:-1]  # 기계공학부 4학년
    if not words:
        return None
    text = names.analysis.text
    for index, word in enumerate(words):
        if names.is_organization(word):
            kept = [w for w in words[index:] if not bench.fullmatch(w.text)]
            return text[kept[0].start : kept[-1].end]
    last = words[-1]
    morphemes = names.analysis.morphemes
    # A name no lexicon knows stands as a proper noun next to the title: 피알그루 과장
    if any(morphemes.tags[index] in ("NNP", "SL") for index in morphemes.range(last.start, last.end)):
        return last.text
    if last.text.endswith(_words("groups", "tails")) and len(words[-2:]) == 2:
        return text[words[-2].start : last.end]  # 피해자 모임
    return None


class Organizations:
    """The organizations a text names, for the people whose title says which kind they belong to."""

    def __init__(self, analysis: Analysis, names: TextWords) -> None:
        self.analysis = analysis
        self.names = names
        text = analysis.text
        told = [e for span in analysis.content_spans() for e in starting_in(analysis.entities, span.start, span.end)]
        self._entities: list[Candidate] = []
        self._counts: Counter[str] = Counter()
        last_called: dict[str, str] = {}  # the organization named last, by the syllable that it ends in
        for e in told:
            if e.label != "ORG" or is_title(name := _surface(text, e)):
                continue
            if name not in _generic():
                self._entities.append(e)
                self._counts[name] += 1
                last_called[name[-1]] = name
            elif meant := last_called.get(name):  # 시 speaks of 나래시, named before
                self._counts[meant] += 1
        self._all = sorted((*self._entities, *(e for e in told if e.label == "LOC")))
        self._most = next((name for name, _ in self._counts.most_common(1)), None)
        self._fitting_names: dict[tuple[str, ...], list[tuple[int, str]]] = {}
        self._standing: dict[str, bool] = {}

    @cached_property
    def _full_names(self) -> dict[str, str]:
        """The full names of the organizations that the text calls otherwise, as far as it was asked for them."""
        return abbreviations(self.analysis.text, self._entities)

    @cached_property
    def _by_last(self) -> dict[str, list[str]]:
        """The names of the text by their last character, in its order."""
        by_last: dict[str, list[str]] = {}
        for name in self._counts:
            by_last.setdefault(name[-1], []).append(name)
        return by_last

    @cached_property
    def _spans_by_last(self) -> dict[str, list[tuple[int, int]]]:
        """Where organizations and places stand, by the last character of their names."""
        by_last: dict[str, list[tuple[int, int]]] = {}
        for e in self._all:
            by_last.setdefault(self.analysis.text[e.end - 1], []).append((e.start, e.end))
        return by_last

    def inside(self, title: str) -> str | None:
        """Return the organization inside a title: `제천시장` heads 제천시, `무주서장` 무주서 if named."""
        units = _units()
        for size in range(2, len(title) - 1):
            prefix = title[:-size]
            for tail in units.get(title[-size:], ()):
                if prefix.endswith(tail) and names_organization(prefix):
                    return prefix  # 국회의장
                name = prefix + tail
                if full := self._in_full(prefix, tail):
                    return full
                governed = "korean_region" in lexicon_classes(prefix) and size > 2
                if governed or not _PLACES.isdisjoint(lexicon_classes(name)) or self._stands_in_text(name):
                    return name
        if title.endswith(_words("councils", "councillors")) and len(title) > _SHORT_COUNCILLOR:
            return f"{title[:-1]}회"  # 나주시의원 sits in 나주시의회
        name = title[:-1]
        if title.endswith("장") and len(name) > 2 and names_organization(name):
            return name if name.endswith(_words("institutions", "tails")) or self._stands_in_text(name) else None
        return None

    def _in_full(self, prefix: str, tail: str) -> str | None:
        """Return the organization with this tail that the text names in full: 전북특별자치도교육청 for 전북교육감."""
        if len(tail) < _LONG_TAIL or self._stands_in_text(prefix + tail):
            return None
        alike = self._by_last.get(tail[-1], ())
        return next((name for name in alike if name.startswith(prefix) and name.endswith(tail)), None)

    def _stands_in_text(self, name: str) -> bool:
        """Whether the text names the organization by itself, not only inside the title of its head."""
        if (known := self._standing.get(name)) is None:
            known = self._standing[name] = self._finds(name)
        return known

    def _finds(self, name: str) -> bool:
        text = self.analysis.text
        if len(text) > _LONG and _HANGUL.fullmatch(name):
            return not self._runs.isdisjoint([name + particle for particle in _AFTER])
        at = text.find(name)
        while at >= 0:
            if not "가" <= text[at - 1 : at] <= "힣" and _NAMED.match(text, at + len(name)):
                return True
            at = text.find(name, at + 1)
        return False

    @cached_property
    def _runs(self) -> set[str]:
        """The runs of Hangul of a long text, which has many names to look for."""
        return set(_HANGUL.findall(self.analysis.text))

    def of(self, titles: list[str], offset: int, known: list[str]) -> str | None:
        """Return the organization spoken of that fits one of the titles, for somebody introduced at `offset`.

        The head of a council speaks for the council last named, the head of a team for the organization the
        paragraph is about, in a list of appointments for that of the heading. `known` are the organizations of others.
        """
        for title in titles:
            for head, tails in _units().items():
                if title == head or (title.endswith(head) and head not in _words("councils", "members")):
                    if title != head and head == "위원장":
                        tails = (f"{title[:-1]}회", title[:-2])  # 조직위원회, 조직위: no other committee
                    if found := self._fitting(tails, offset, known):
                        return found
                    if (governs := self._government) and governs.endswith(tails) and len(tails[0]) == 1:
                        return governs  # 부시장, where the text names 나래시의회
                    break
        if any(title.endswith(_words("members", "titles")) and not self._heads_group(title) for title in titles):
            found = self._spoken_of(offset)
            if found and any(map(_heads_department, titles)):
                elsewhere = found not in self.analysis.text[line_start(self.analysis.text, offset) : offset]
                if self._government and (elsewhere or not found.endswith(_words("groups", "divided"))):
                    return self._government  # 건설과장, who answers the council after the head of another office
                if found.endswith(_words("groups", "tails")):
                    return None
            return found
        return None

    def _heads_group(self, title: str) -> bool:
        """Whether a title is the name of a group and 장, which the text does not name: 어촌계장 is no 계장."""
        return title.endswith("계장") and "organization_tail" in lexicon_classes(title[:-1])

    @cached_property
    def _government(self) -> str | None:
        """Return the government a text speaks of most: 나주시, whose 보건과장 speaks; 나주시의회 tells it."""
        named: Counter[str] = Counter()
        for e in self._all:
            surface = _surface(self.analysis.text, e)
            name = surface.removesuffix("의회")
            governs = name != surface or not _PLACES.isdisjoint(lexicon_classes(name))
            if len(name) > 2 and name[-1] in _GOVERNMENTS and governs:
                named[name] += 1
        return next((name for name, _ in named.most_common(1)), None)

    def _spoken_of(self, offset: int) -> str | None:
        """Return what the paragraph is about at `offset`, else the heading of a list, else what the text is about."""
        text = self.analysis.text
        paragraph = line_start(text, offset)
        same = starting_in(self._entities, paragraph, offset)
        topics = [e for e in same if _TOPIC.match(text, e.end)]
        before_it = bisect_left(self._all, offset, key=lambda e: e.end)
        if not same and text[paragraph : paragraph + 1] in _LIST_MARKS and before_it:
            return self._full_name(_surface(text, self._all[before_it - 1]))
        if topics:
            return self._full_name(_surface(text, topics[-1]))
        if self._most and self._counts[self._most] > 1:
            return self._full_name(self._most)
        return self._full_name(_surface(text, same[-1])) if same else None

    def _fitting(self, tails: tuple[str, ...], offset: int, known: list[str]) -> str | None:
        """Return the organization with one of these tails: the last one before, of others, the first one after."""
        fitting = self._with_tails(tails)
        if before := bisect_left(fitting, (offset,)):
            return self._full_name(
                self._meant_among([name for _, name in fitting[max(0, before - _LAST) : before]], offset)
            )
        if others := [name for name in known if name.endswith(tails)]:
            return others[-1]
        return fitting[0][1] if fitting else None

    def _meant_among(self, names: list[str], offset: int) -> str:
        """Return the last of the names before somebody, else the one the text is about if the last is said but once."""
        around = self.analysis.text[max(0, offset - _AROUND) : offset + _AROUND]
        if around.count(names[-1].removesuffix("학교")) != 1:
            return names[-1]
        times = {name: around.count(name.removesuffix("학교")) for name in names}
        most = max(times, key=times.__getitem__)
        return most if times[most] >= _OFTEN else names[-1]

    def _with_tails(self, tails: tuple[str, ...]) -> list[tuple[int, str]]:
        """Return where the names with one of these tails stand, in order."""
        if tails not in self._fitting_names:
            text = self.analysis.text
            alike = [self._spans_by_last.get(last, ()) for last in {tail[-1] for tail in tails}]
            spans = sorted(self._words(tails).union(*alike))
            self._fitting_names[tails] = [
                (start, name)
                for start, end in spans
                if (name := text[start:end]).endswith(tails)
                and name not in _generic()
                and not (tails[0] == "회" and name.endswith(_words("councils", "own_heads")))
            ]
        return self._fitting_names[tails]

    def _words(self, tails: tuple[str, ...]) -> set[tuple[int, int]]:
        """Return the words that end in a tail and name an organization although no entity covers them."""
        spans = set()
        text, words = self.analysis.text, self.names.words
        seen = -1
        for match in _ends_in(tails).finditer(text):
            position = bisect_right(words.starts, match.start()) - 1
            if position <= seen:
                continue
            start, end = words.starts[position], match.end()
            if not (_WORD_BEFORE.fullmatch(text, start, match.start()) and names_organization(text[start:end])):
                continue
            seen = position
            before = words[position - 1] if position else None
            if before and before.end + 1 == start and names_organization(before.text):
                start = before.start
            spans.add((start, end))
        return spans

    def _full_name(self, tail: str) -> str:
        """Return the longest name the text has for an organization it now calls by its tail or for short: 지회."""
        if tail not in self._full_names:
            longer = (name for name in self._by_last.get(tail[-1], ()) if name.endswith(tail))
            self._full_names[tail] = max(longer, key=len, default=tail)
        return self._full_names[tail]
