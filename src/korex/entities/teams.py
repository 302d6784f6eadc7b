"""Teams: by a town and a common noun (군산 갈매기), by a nickname (해솔 드래곤스), by their country (페루를 꺾었다)."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from korex.entities.lexicons import lexicon_classes, tail_of, word_set
from korex.entities.overlaps import NICKNAME, OVERRULING
from korex.language.analysis import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from korex.entities.nouns import Word
    from korex.language.analysis import Morphemes

_TOWNS = frozenset(("korean_region", "ambiguous_region", "city"))
_NO_TEAM = word_set("teams", "no_team")
_NO_OWNER = word_set("teams", "no_town")
_PARTICLES = "|".join(
    sorted(word_set("people", "particles") | {"에", "에서", "에는", "에서는", "와의", "과의"}, key=len, reverse=True)
)
_NOUNS = frozenset(("NNG", "NNP", "SL"))
_SUBJECT = frozenset(("이", "가", "은", "는"))
_OBJECT = frozenset(("을", "를"))
_LONGEST = 6  # syllables of such a noun
_REACH = 70
# the score of a match and who beat whom: a page without them reports none
_MATCH = regex.compile(
    r"(?<!\d)\d{1,3} ?[-–:대] ?\d{1,3}(?!\d)[^.\n]{0,40}?"
    r"(?:꺾|누르|눌렀|눌러|제압|이겼|이기|물리[쳤치친]|완파|격파|대파|승리|패했|졌다|따돌|제쳤|제치|잡았|잡고|비겼|무승부)"
)
# what only a team has, or has done to it: 페루에 0-4로 패했다, 페루 골문을 갈랐다
_TEAM_OF_COUNTRY = regex.compile(
    r"(?:에게?|를|을|[와과]의?) (?:\d{1,3} ?[-–:대] ?\d{1,3}(?:으?로)? )?"
    r"(?:완패|패[하해했]|꺾|이[기긴겨겼]|비[기긴겨겼]|대승|완승|역전승|승리|무승부|격파|대파|제압|평가전|친선|맞대결|조별리그|[1-3]차전)"
    r"| (?:골키퍼|수비수|공격수|미드필더|골대|골문|골망)|의 (?:승리|패배|골키퍼|수비수|공격수|골문|득점|실점)"
)


# one quick look for them all
_ANY_NICKNAME = re.compile("|".join(sorted(word_set("teams", "nicknames") | word_set("teams", "short_nicknames"))))
_AROUND = 12
_PLAYS = regex.compile(r"경기|\d승|감독|선수|리그|시즌")
_PERSON_AFTER = regex.compile(rf"(?:{_PARTICLES})? (?:감독|코치|단장|선수|투수|타자|포수|주장|가드|센터|포워드|세터)")


@cache
def _nickname() -> regex.Pattern[str]:
    """Return the pattern of a nickname and its owner, without the particles: 해솔 드래곤스, KIA 타이거즈, 다온 킹스."""
    return regex.compile(
        r"(?<![\p{Hangul}\p{Latin}\d])(?:(?P<owner>\p{Hangul}{2,4}|[A-Z]{2,5}) )?"
        rf"(?:(?P<name>\p{{Hangul}}{{0,3}}(?:{'|'.join(sorted(word_set('teams', 'nicknames')))}))"
        rf"|(?P<short>{'|'.join(sorted(word_set('teams', 'short_nicknames')))}))"
        rf"(?=(?:{_PARTICLES})?(?!\p{{Hangul}}))"
    )


def club_names(text: str, morphemes: Morphemes) -> Iterator[Candidate]:
    """Yield the clubs that a text on sports calls by a nickname, with the town or owner before it: 해솔 드래곤스."""
    seen = [match.span() for match in _ANY_NICKNAME.finditer(text)]
    if not seen or _PLAYS.search(text) is None:
        return
    for begin, end in seen:
        near = _nickname().finditer(text, max(0, begin - _AROUND), end + _AROUND)
        if (found := next((match for match in near if match.end() == end), None)) is None:
            continue
        owner = found["owner"]
        start = found.start()
        if owner is not None and not _owns(owner, found, text, morphemes):
            start += len(owner) + 1
        if found["name"] is not None or start == found.start("owner"):
            yield Candidate(start, found.end(), "ORG", NICKNAME, OVERRULING)


def _owns(owner: str, found: regex.Match[str], text: str, morphemes: Morphemes) -> bool:
    """Tell whether the word before a nickname is a town or a company: not 육동하 드래곤스 감독, 선두 드래곤스."""
    if owner.isascii():
        return True
    if owner in _NO_OWNER or owner in _NO_TEAM or _PERSON_AFTER.match(text, found.end()):
        return not _TOWNS.isdisjoint(lexicon_classes(owner))
    return all(morphemes.tags[index] in _NOUNS for index in morphemes.range(found.start("owner"), found.end("owner")))


def name_national_teams(words: list[Word], text: str) -> None:
    """Note the countries that play a match: a country is then an organization, not a place."""
    for word in [word for word in words if word.source == "place.country"]:
        if _TEAM_OF_COUNTRY.match(text, word.end):
            word.found("ORG", "organization.national_team", OVERRULING)


def join_teams(words: list[Word], morphemes: Morphemes, text: str) -> list[Word]:
    """Return the words with towns joined to the noun that a match report calls their team by.

    A noun that stands after its town again and again is a team, one that stands there once if its sentence tells a
    score.
    """
    if _MATCH.search(text) is None:
        return words
    pairs = [(first, second) for first, second in pairwise(words) if _may_be_team(first, second, morphemes)]
    counts = Counter((first.text, second.text) for first, second in pairs)
    joined = set()
    for first, second in pairs:
        if counts[first.text, second.text] > 1 or _plays(first, second, text):
            first.found("ORG", "organization.town_team", OVERRULING)
            first.absorb(second)
            joined.add(id(second))
    return [word for word in words if id(word) not in joined]


def _may_be_team(town: Word, noun: Word, morphemes: Morphemes) -> bool:
    """Tell whether a town and a noun that no lexicon knows stand side by side."""
    return (
        noun.blank_before
        and town.end + 1 == noun.start
        and not town.particle
        and not _TOWNS.isdisjoint(lexicon_classes(town.text))
        and noun.label is None
        and 1 < len(noun.text) < _LONGEST
        and noun.text not in _NO_TEAM
        and not lexicon_classes(noun.text)
        and not tail_of(noun.text)
        and all(morphemes.tags[index] in _NOUNS for index in range(noun.first, noun.last + 1))
    )


def _plays(town: Word, noun: Word, text: str) -> bool:
    """Tell whether the clause of a noun tells a score: 춘천 너구리가 제주 돌고래를 3-1로 제압했다."""
    if noun.particle in _SUBJECT:
        return _MATCH.search(text, noun.end, noun.end + _REACH) is not None
    return noun.particle in _OBJECT and _MATCH.search(text, noun.end, noun.end + _REACH // 2) is not None
