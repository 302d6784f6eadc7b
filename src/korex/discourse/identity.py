"""Who is who: full name, family name and title, title alone and pronoun brought together."""

from __future__ import annotations

import re
from bisect import insort
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from korex.discourse.name_words import is_surname
from korex.discourse.pronouns import Somebody, resolve_pronouns
from korex.discourse.titles import (
    Title,
    determiners,
    is_position,
    particle_pattern,
    ranks,
    split_apposed_title,
    split_title,
)
from korex.entities.lexicons import lexicon_classes
from korex.language.spans import count_before
from korex.schema import Mention

if TYPE_CHECKING:
    from korex.discourse.introductions import Introduction
    from korex.discourse.name_words import Word
    from korex.discourse.names import Names
    from korex.language.analysis import Analysis

_HONORIFIC = re.compile(r"\s?씨|[군양옹]")
_DECEASED = "고인"
_DIED = re.compile(r"[^.\n]{2,70}?(?:별세|타계|작고|영면|소천|선종|입적|세상을 (?:떠|등)|숨을 거뒀|숨을 거두|눈을 감)")
_PLURAL = re.compile(r"들|\s(?:여러분|일동|\d)")


def surname_of(name: str) -> str:
    """Return the family name a Korean name begins with: `남궁다온` 남궁, `윤도석` 윤, `안젤리카 베커` none."""
    if " " in name or not 0 < len(name) <= 4:
        return ""
    if len(name) > 3 or (len(name) == 3 and "double_surname" in lexicon_classes(name[:2])):
        return name[:2] if "double_surname" in lexicon_classes(name[:2]) else ""
    return name[0] if is_surname(name[0]) or len(name) == 3 else ""


def fits(known: str, title: str) -> bool:
    """Whether a shorter title can stand for a known one: 시장 for 제천시장, 대표 for 대표이사."""
    return known == title or known.endswith(title) or known.startswith(title)


def is_new_title(known: list[str], title: str) -> bool:
    """Whether a title says more than those known: 시장 after 제천시장 does, 부시장 after 행정부시장 does not."""
    return title not in known and not any(
        old.endswith(title) and old[: -len(title)].strip() in ranks() for old in known
    )


def _endings(name: str) -> list[str]:
    """Return the last words of a name of several: `안젤리카 베커` ends in 베커."""
    words = name.split(" ")
    return [" ".join(words[at:]) for at in range(1, len(words))]


class Identity:
    """Brings the mentions of one text together."""

    def __init__(self, analysis: Analysis, names: Names, introductions: list[Introduction]) -> None:
        self.analysis = analysis
        self.names = names
        self.people: dict[str, Somebody] = {}
        self._by_part: dict[str, list[Somebody]] = {}  # by family name and by the last words of foreign names
        self._by_given: dict[str, tuple[int, Somebody]] = {}  # the first one with a given name of two syllables
        self._titled: dict[str, dict[str, Somebody]] = {}  # by everything their titles end in
        self._taken: set[int] = set()
        self._gaps = frozenset((" ", *(f" {determiner} " for determiner in determiners())))
        # The last part of a foreign name by itself, maybe in the headline before it, is no other person.
        parts = {part for introduction in introductions for part in _endings(introduction.name)}
        # So is a given name by itself: 소율씨 after 범소율.
        given = {introduction.name[1:] for introduction in introductions if len(introduction.name) == 3}
        parts |= given | {f"{name}이" for name in given}  # 소율이
        short = [introduction for introduction in introductions if introduction.name in parts]
        for introduction in introductions:
            if introduction.name not in parts:
                self._introduce(introduction)
        for introduction in short:
            self._introduce_again(introduction)

    def resolve(self) -> list[Somebody]:
        """Return the people of the text in the order of their introduction, with all their mentions."""
        self._repeat_names()
        self._short_forms()
        self._titles_alone()
        if _DECEASED in self.analysis.text:
            self._deceased()
        for start, end, person in resolve_pronouns(self.analysis, list(self.people.values())):
            if start in self.names.index:
                self._mention(person, start, end)
        people = sorted(self.people.values(), key=lambda person: person.introduced)
        for person in people:
            person.titles.sort(key=lambda title: title.start)
        return people

    def _introduce(self, introduction: Introduction) -> None:
        person = self.people.get(introduction.name)
        if person is None:
            person = Somebody(introduction.name, surname_of(introduction.name), introduced=introduction.start)
            self.people[introduction.name] = person
            for part in {person.surname, *_endings(person.name)} - {""}:
                self._by_part.setdefault(part, []).append(person)
            if len(person.name) == 3:
                self._by_given.setdefault(person.name[1:], (len(self.people), person))
        self._mention(person, introduction.start, introduction.end)
        for title in introduction.titles:
            self._add_title(person, title)
            self._taken.add(title.start)
            # A title of two words holds the word that is the title by itself.
            self._taken.add(title.end - len(title.text.split()[-1]))
        person.organization = person.organization or introduction.organization

    def _introduce_again(self, introduction: Introduction) -> None:
        """Take `베커 총괄` for the person introduced as 안젤리카 베커."""
        given = introduction.name
        calls = (given, given.removesuffix("이"))
        if called := [self._by_given[call] for call in calls if call in self._by_given]:
            self._mention(min(called, key=itemgetter(0))[1], introduction.start, introduction.end)
            return
        for before in introduction.titles:
            if before.end == introduction.start - 1 and (named := self._called_so(given, None, introduction.start)):
                self._add_title(named, before)  # 공격수 베커, whom the text has introduced as 안젤리카 베커
        title = next((title for title in introduction.titles if title.start == introduction.end + 1), None)
        person = self._called_so(introduction.name, title.text if title else None, introduction.start)
        if person is None:
            return
        honorific = _HONORIFIC.match(self.analysis.text, introduction.end)  # 베커씨
        end = title.end if title else honorific.end() if honorific else introduction.end
        self._mention(person, introduction.start, end)
        if title is not None:
            self._add_title(person, title)

    def _mention(self, person: Somebody, start: int, end: int) -> None:
        if start not in self._taken:
            insort(person.mentions, Mention(self.analysis.text[start:end], start, end), key=attrgetter("start"))
            self._taken.update(range(start, end))

    def _mention_of(self, person: Somebody | None, start: int, end: int) -> None:
        if person is not None:
            self._mention(person, start, end)

    def _add_title(self, person: Somebody, title: Title) -> None:
        if is_new_title([known.text for known in person.titles], title.text):
            person.titles.append(title)
            for at in range(len(title.text)):
                self._titled.setdefault(title.text[at:], {})[person.name] = person

    # ------------------------------------------------------------------ the full name again

    def _repeat_names(self) -> None:
        """Find the names without title or age: 윤도석은."""
        text = self.analysis.text
        by_first: dict[str, list[int]] = {}  # how long the names are that begin with a word
        for name in self.people:
            sizes = by_first.setdefault(name.split(" ")[0], [])
            if len(name) not in sizes:
                sizes.append(len(name))
        lengths = sorted({len(first) for first in by_first}, reverse=True)
        for position in self.names.beginning_with(by_first):
            if self.names.words.starts[position] in self._taken:
                continue
            word = self.names.words[position]
            for length in lengths:
                for size in by_first.get(word.text[:length], ()):
                    end = word.start + size
                    if (person := self.people.get(text[word.start : end])) and self._ends_word(end):
                        self._mention(person, word.start, end)

    def _ends_word(self, offset: int) -> bool:
        return particle_pattern().match(self.analysis.text, offset) is not None

    # ------------------------------------------------------------------ family name and title, 씨

    def _short_forms(self) -> None:
        """Find 윤 시장, 베커 총괄, 도씨, and the last part of a foreign name by itself."""
        text, words = self.analysis.text, self.names.words
        surnames = {person.surname for person in self.people.values()} - {""}
        last_parts = {person.name.split(" ")[-1] for person in self.people.values() if " " in person.name}
        lengths = sorted(set(map(len, surnames | last_parts)), reverse=True)
        for position in self.names.beginning_with(surnames | last_parts):
            if words.starts[position] in self._taken:
                continue
            word = words[position]
            if word.text in surnames or word.text in last_parts:
                following = words[position + 1] if position + 1 < len(words) else None
                if following and following.text in determiners() and position + 2 < len(words):
                    following = words[position + 2]  # 명 전 대표, 감 신임 대표
                if (
                    following
                    and text[word.end : following.start] in self._gaps
                    and self._surname_and_title(word, following)
                ):
                    continue
            beginnings = [word.text[:length] for length in lengths if length <= len(word.text)]
            for surname in filter(surnames.__contains__, beginnings):
                if match := _HONORIFIC.match(text, word.start + len(surname)):
                    if not self._ends_word(match.end()) or (
                        match.end() > word.end and word.end != word.start + len(surname)
                    ):
                        continue
                    if lexicon_classes(text[word.start : match.end()]):
                        continue  # 양양
                    if person := self._called_so(surname, None, word.start):
                        self._mention(person, word.start, match.end())
                    break
            else:
                for part in filter(last_parts.__contains__, beginnings):
                    end = word.start + len(part)
                    if match := _HONORIFIC.match(text, end):  # 베커씨
                        end = match.end()
                    if self._ends_word(end):
                        self._mention_of(self._called_so(part, None, word.start), word.start, end)

    def _surname_and_title(self, word: Word, following: Word) -> bool:
        """Take `윤 시장` for the person it calls; returns whether the second word is a title at all."""
        text = self.names.own_title(following) or split_apposed_title(following.text)
        if text is None:
            return False
        title = Title(text, following.start, following.start + len(text))
        if self.analysis.text.startswith("들", title.end):
            return True
        person = self._called_so(word.text, title.text, word.start)
        if person and (split_title(following.text) or any(fits(known.text, text) for known in person.titles)):
            self._mention(person, word.start, title.end)
            self._add_title(person, title)
        return True

    def _called_so(self, part: str, title: str | None, offset: int) -> Somebody | None:
        """Return who `part` with this title speaks of: a fitting title decides, then who was spoken of last."""
        called = self._by_part.get(part, [])
        if title is None:
            untitled = [person for person in called if not any(is_position(t.text) for t in person.titles)]
            return self._latest(untitled or called, offset)
        exact = [p for p in called if any(known.text == title for known in p.titles)]
        fitting = exact or [p for p in called if any(fits(known.text, title) for known in p.titles)]
        if fitting:
            return self._latest(fitting, offset)
        untitled = [person for person in called if not person.titles]
        if len(called) == 1 and part not in ("이", "전", "한", "본", "양", "신", "고"):
            return called[0]
        return self._latest(untitled, offset)

    def _latest(self, people: list[Somebody], offset: int) -> Somebody | None:
        """Return who of these was mentioned last before `offset`, else who is mentioned first after it."""

        def distance(person: Somebody) -> tuple[bool, int]:
            before = count_before(person.mentions, offset)
            return (not before, offset - person.mentions[before - 1].start if before else person.introduced)

        return min(people, key=distance, default=None)

    # ------------------------------------------------------------------ title alone

    def _titles_alone(self) -> None:
        """Find a title that stands for its holder: `교육감은`, `도로과장께서는`; not `교섭 대표는` or `위원들은`."""
        words, text = self.names.words, self.analysis.text
        for position in self.names.titled:
            if words.starts[position] in self._taken:
                continue
            word = words[position]
            own = self.names.own_title(word)
            title = own or split_title(word.text)
            if title is None or len(title) == len(word.text):
                continue
            if not (own or is_position(title) or word.text.startswith("님", len(title))):
                continue
            end = word.start + len(title)
            if _PLURAL.match(text, end) or _PLURAL.match(text, word.end) or not self._stands_alone(position):
                continue
            holders = [
                p
                for p in self._titled.get(title, {}).values()
                if any(
                    known.text == title or (known.text.endswith(title) and p.introduced < word.start)
                    for known in p.titles
                )
            ]
            if len(holders) > 1:
                exact = [p for p in holders if any(known.text == title for known in p.titles)]
                holders = exact if len(exact) == 1 else []
            if len(holders) == 1:
                self._mention(holders[0], word.start, end)
                self._add_title(holders[0], Title(title, word.start, end))

    def _deceased(self) -> None:
        """Find 고인 for the one the text has told to have died: `도하람 옹이 3일 별세했다. … 고인은 …`."""
        text = self.analysis.text
        gone = [p for p in self.people.values() if _DIED.match(text, p.introduced)]
        if len(gone) != 1:
            return
        for position in self.names.beginning_with({_DECEASED}):
            start = self.names.words.starts[position]
            if start > gone[0].introduced and self._ends_word(start + len(_DECEASED)):
                self._mention(gone[0], start, start + len(_DECEASED))

    def _stands_alone(self, position: int) -> bool:
        """Whether no noun before a title makes it somebody else's: 협력업체 대표, A 의원."""
        if position == 0:
            return True
        word, before = self.names.words[position], self.names.words[position - 1]
        if "\n" in self.analysis.text[before.end : word.start] or not before.text[-1].isalnum():
            return before.text not in "·/("
        morphemes = self.analysis.morphemes
        last = morphemes.at(before.end - 1)
        return morphemes.tags[last] not in ("NNG", "NNP", "XSN", "SL", "XR", "ETM", "MM", "JKG", "SN", "NNB")
