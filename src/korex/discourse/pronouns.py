"""Whom 그 and 그녀 stand for: who acted last in the paragraph, else the main person of the text before it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

import regex

from korex.discourse.titles import Title
from korex.language.enclosures import quotations
from korex.language.spans import line_start, overlapping, starting_in, words_end

if TYPE_CHECKING:
    from korex.language.analysis import Analysis, Span
    from korex.schema import Mention

_PRONOUN = regex.compile(r"(?<![가-힣])그녀?(?=[가-힣])")
# A씨, 김모 씨, 경찰 관계자는: somebody without a name whom a pronoun may stand for as well
_STRANGER = re.compile(  # three times as fast as `regex` here
    r"(?<![가-힣A-Za-z])(?:[A-Z]|[가-힣]\s?모)\s?(?:\([^)\n]{1,12}\))?\s?(?:씨|군|양)"
    r"|(?:관계자|남성|여성|목격자|피해자|전문가|용의자|피의자)(?:은|는|이|가)(?![가-힣])"
)
# What stands between a mention and the particle that makes it a subject: an age, 씨, organization and title
_AFTER_NAME = r"(?:\s?\([^()\n]{1,40}\))?(?:\s?씨)?"
_BEFORE_TITLE = re.compile(_AFTER_NAME + r"(?:\s[가-힣A-Za-z·]{1,20}){0,2}\s?")
_LONGEST_BEFORE_TITLE = 90
_NEAR_SUBJECT = 60
_ACTS = r"(?:은|는|이|가|께서|도)(?![가-힣])"
_ACTING = re.compile(_ACTS)
_NAME_ACTING = re.compile(_AFTER_NAME + _ACTS)


@dataclass(slots=True)
class Somebody:
    """One named person while the text is read."""

    name: str
    surname: str
    titles: list[Title] = field(default_factory=list)
    organization: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    introduced: int = 0


def resolve_pronouns(analysis: Analysis, people: list[Somebody]) -> Iterator[tuple[int, int, Somebody]]:
    """Yield each personal pronoun with whom it stands for; 그 before a noun (그 사람) is none.

    ``윤 시장은 박 과장에게 점검을 지시했다. 그는 …``: 그 is 윤 시장, who acts.
    """
    if not people:
        return
    morphemes = analysis.morphemes
    told: _Told | None = None
    for match in _PRONOUN.finditer(analysis.text):
        index = morphemes.first_at(match.start())
        if index + 1 >= len(morphemes) or morphemes.tags[index] != "NP":
            continue
        told = told or _Told(analysis.text, people)
        told.read_until(match.start())
        if morphemes.tags[index + 1].startswith("J") and (person := _antecedent(analysis.text, told, match.start())):
            yield match.start(), match.end(), person
            told.note(person, match.start(), match.end())


class _Told:
    """Who has been mentioned before the place reached in the text."""

    def __init__(self, text: str, people: list[Somebody]) -> None:
        self._text = text
        self._all = [(m.start, m.end, person) for person in people for m in person.mentions]
        self._all.sort(key=itemgetter(0))
        self._read = 0
        self._passed: list[tuple[int, int, Somebody]] = []
        self._times: Counter[str] = Counter()
        self._order: dict[str, int] = {}  # who came first
        self.most: Somebody | None = None  # who has been mentioned most, the first one where several have

    def read_until(self, offset: int) -> None:
        """Take what is mentioned before `offset`."""
        while self._read < len(self._all) and self._all[self._read][0] < offset:
            self._pass(*self._all[self._read])
            self._read += 1

    def note(self, person: Somebody, start: int, end: int) -> None:
        """Take a pronoun that stands for somebody, unless it was not taken for a mention."""
        if starting_in(person.mentions, start, start + 1):
            self._pass(start, end, person)

    def _pass(self, start: int, end: int, person: Somebody) -> None:
        self._passed.append((start, end, person))
        self._times[person.name] += 1
        order = self._order.setdefault(person.name, len(self._order))
        times, most = self._times[person.name], self.most
        if most is None or (times, -order) > (self._times[most.name], -self._order[most.name]):
            self.most = person

    def times(self, person: Somebody) -> int:
        """Return how often somebody has been mentioned."""
        return self._times[person.name]

    def since(self, start: int) -> list[tuple[int, int, Somebody]]:
        """Return who has been mentioned from `start` on, with the places, in order."""
        return self._passed[bisect_left(self._passed, start, key=itemgetter(0)) :]

    def outside_quotations(self, start: int, end: int) -> list[tuple[int, int, Somebody]]:
        """Return who has been mentioned from `start` on outside quotations that end before `end`, if anybody has.

        “베르그만이 잘했다”고 했다. 그는 … is who said so.
        """
        here = self.since(start)
        quoted = (overlapping(self._quotations, mention[0], mention[1]) for mention in here)
        return [m for m, spans in zip(here, quoted, strict=True) if not any(s.end <= end for s in spans)] or here

    def who_speaks(self, offset: int) -> Somebody | None:
        """Return whose words `offset` is in, if the subject before them tells: 도씨는 “그가 …”. 그 is somebody else."""
        quotation = next(overlapping(self._quotations, offset, offset + 1), None)
        if quotation is None:
            return None
        before = self.since(max(line_start(self._text, offset), quotation.start - _NEAR_SUBJECT))
        acting = [m for m in before if m[1] <= quotation.start and _acts(self._text, m[2], m[1])]
        return acting[-1][2] if acting else None

    def last_stranger(self, offset: int) -> int | None:
        """Return where the last one without a name before `offset` begins."""
        before = bisect_right(self._strangers, offset, key=itemgetter(1))
        return self._strangers[before - 1][0] if before else None

    @cached_property
    def _quotations(self) -> list[Span]:
        return quotations(self._text, 0, len(self._text))

    @cached_property
    def _strangers(self) -> list[tuple[int, int]]:
        return [match.span() for match in _STRANGER.finditer(self._text)]


def _antecedent(text: str, told: _Told, offset: int) -> Somebody | None:
    paragraph = line_start(text, offset)
    here = told.outside_quotations(paragraph, offset)
    stranger = told.last_stranger(offset)
    if stranger is not None and stranger < paragraph:
        stranger = None
    speaking = told.who_speaks(offset)
    here = [mention for mention in here if mention[2] is not speaking] if speaking else here
    if speaking and not here:
        return None
    if here:
        acting = (mention for mention in reversed(here) if _acts(text, mention[2], mention[1]))
        start, _, person = next(acting, here[-1])
        return person if stranger is None or stranger < start else None
    if stranger is not None:
        return None
    known = told.since(line_start(text, words_end(text, paragraph)))
    return max((person for _, _, person in known), key=told.times, default=told.most)


def _acts(text: str, person: Somebody, end: int) -> bool:
    """Whether the mention that ends at `end` is the subject or topic of its sentence."""
    if _NAME_ACTING.match(text, end):
        return True
    for title in [title.text for title in person.titles] or ["씨"]:
        at = text.find(title, end, end + _LONGEST_BEFORE_TITLE + len(title))
        while at >= 0:
            if _BEFORE_TITLE.fullmatch(text, end, at) and _ACTING.match(text, at + len(title)):
                return True
            at = text.find(title, at + 1, end + _LONGEST_BEFORE_TITLE + len(title))
    return False
