"""Organizations that what stands around them shows: who employs somebody, a club, the head of a list of posts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex

from korex.entities.lexicons import lexicon_classes, looks_like_korean_name, tail_classes, word_set
from korex.language.analysis import Candidate
from korex.language.spans import overlapping

if TYPE_CHECKING:
    from collections.abc import Iterable

EMPLOYER = "organization.employer"
_HEADING = "organization.heading"
_CLUB = "organization.club"
CALLED_SHORT = "organization.called_short"
_CALLED = regex.compile(r" ?(?:씨|님|옹)(?!\p{Hangul}{2})|\s?\(\d{1,3}\D?\)")
_SHORTEST = 3
_OFFICES = frozenset(("title", "title_tail"))
_DIVISIONS = frozenset("국과부팀실청처")  # the last syllable of a division: no given name ends so
_NAME_AFTER = regex.compile(r" (\p{Hangul}{3}) (\p{Hangul}{2,10})")
# 나래마루FC; FC나래 is known by its beginning
_CLUB_NAME = regex.compile(r"(?<!\p{Hangul})\p{Hangul}{2,8}FC(?![A-Za-z])")
# ◇나래박물관 △전시과장 …: the heading of posts is where they are, unless it says what happens to their holders
_HEAD = regex.compile(
    r"(?m)^[ \t]{0,4}[◇◆■□●]\s?(?P<name>\p{Hangul}[\p{Hangul}·]{1,18}(?: [\p{Hangul}·]{1,18}){0,2}?)[ \t]{0,3}"
    r"(?:[<〈][^<>〈〉\n]{2,14}[>〉][ \t]{0,3})?[△▲▷▶]\s?"
    r"[\p{Hangul}· ]{2,30}(?:장|관|원|사|감|수|급|승진|전보) "
)
_KIND_OF_POST = regex.compile(
    r"(?:승진|전보|임용|임명|파견|퇴직|채용|겸임|발령|복귀|전입|전출|보직|인사|급|직|명단|이동|위촉)$"
)


def employers(entities: list[Candidate], text: str) -> list[Candidate]:
    """Give what a title between two names shows to employ somebody the label of an organization, wherever it stands.

    한빛나래 in `도하람 한빛나래 사장` or `한빛나래 주장 도하람`, 예보국 in `예보국 석가온 예보관`.
    """
    found: set[str] = set()
    for at, entity in enumerate(entities):
        if entity.label != "PERSON":
            continue
        before = entities[at - 1] if at else None
        after = entities[at + 1] if at + 1 < len(entities) else None
        name = text[entity.start : entity.end]
        if len(name) < _SHORTEST or " " in name:
            continue
        if name[-1] in _DIVISIONS:
            follows = _NAME_AFTER.match(text, entity.end)
            if follows and _may_be_korean(follows[1]) and _is_office(follows[2]):
                found.add(name)
            continue
        if looks_like_korean_name(name) or "foreign_name" in lexicon_classes(name):
            continue
        if after is None or after.start != entity.end + 1 or text[entity.end] != " ":
            continue
        if after.label == "PERSON" and _may_be_korean(text[after.start : after.end]):
            if any(later.label == "TITLE" and later.start == after.end + 1 for later in entities[at + 2 : at + 3]):
                found.add(name)  # 나래마루 도하람 감독
        elif after.label != "TITLE":
            continue
        elif before is not None and before.end + 1 == entity.start and before.label == "PERSON":
            if _is_korean(text[before.start : before.end]):  # no 이네스 카르발류 총리
                found.add(name)
        elif any(e.label == "PERSON" and e.start == after.end + 1 for e in entities[at + 2 : at + 3]):
            found.add(name)  # 나래마루 주장 도하람
    if not found:
        return entities
    return [
        e._replace(label="ORG", source=EMPLOYER) if e.label == "PERSON" and text[e.start : e.end] in found else e
        for e in entities
    ]


def _is_office(word: str) -> bool:
    """Tell whether a word is a title, with a particle of up to two syllables or none."""
    words = [word[: len(word) - size] for size in range(3)]
    return any(not _OFFICES.isdisjoint((*lexicon_classes(word), *tail_classes(word))) for word in words if word)


def _is_korean(name: str) -> bool:
    return len(name) == _SHORTEST and looks_like_korean_name(name) and "foreign_name" not in lexicon_classes(name)


def _may_be_korean(name: str) -> bool:
    """Tell whether three syllables begin with a family name and end as no division does."""
    if len(name) != _SHORTEST or name[-1] in _DIVISIONS:
        return False
    return not {"surname", "rare_surname"}.isdisjoint(lexicon_classes(name[0]))


def without_employers(entities: list[Candidate], text: str) -> list[Candidate]:
    """Return the entities with a name apart from the organization before it that the text names elsewhere.

    >>> found = [Candidate(0, 7, "PERSON", "crf:0.60"), Candidate(12, 16, "ORG", "crf:0.90")]
    >>> [entity.label for entity in without_employers(found, "나래시티 이반 감독은 나래시티를 떠났다.")]
    ['ORG', 'PERSON', 'ORG']
    """
    joined = [e for e in entities if e.label == "PERSON" and " " in text[e.start : e.end]]
    if not joined:
        return entities
    named = {text[e.start : e.end] for e in entities if e.label == "ORG"}
    apart: dict[Candidate, int] = {}
    for entity in joined:
        first, _, rest = text[entity.start : entity.end].partition(" ")
        if len(first) >= _SHORTEST and first in named and len(rest) > 1:
            apart[entity] = entity.start + len(first)
    if not apart:
        return entities
    others = [entity for entity in entities if entity not in apart]
    bodies = [entity._replace(end=end, label="ORG", source=EMPLOYER) for entity, end in apart.items()]
    return sorted([*others, *bodies, *(entity._replace(start=end + 1) for entity, end in apart.items())])


def clubs(entities: list[Candidate], text: str) -> list[Candidate]:
    """Return the entities with clubs whole whose name ends in FC: 나래마루FC.

    >>> clubs([Candidate(4, 6, "ORG", "crf:0.49")], "나래마루FC를 꺾었다.")
    [Candidate(start=0, end=6, label='ORG', source='organization.club', priority=50)]
    """
    return with_added(entities, (Candidate(*found.span(), "ORG", _CLUB) for found in _CLUB_NAME.finditer(text)))


def called_short(entities: list[Candidate], text: str) -> list[Candidate]:
    """Give what passes for a person the label of the organization that the text names whole: 한울 of 한울FC, 한울 킹스.

    >>> found = [Candidate(0, 2, "PERSON", "crf:0.60"), Candidate(9, 13, "ORG", "crf:0.90")]
    >>> [entity.label for entity in called_short(found, "한울은 이겼다. 한울FC가 이겼다.")]
    ['ORG', 'ORG']
    """
    people = {text[e.start : e.end] for e in entities if e.label == "PERSON"}
    people -= {text[e.start : e.end] for e in entities if e.label == "PERSON" and _CALLED.match(text, e.end)}
    people = {name for name in people if len(name) > 1 and not _is_korean(name)}
    if not people:
        return entities
    tails = _left_out()
    whole = {text[e.start : e.end] for e in entities if e.label == "ORG"}
    short = {org[:cut] for org in whole for cut in range(2, len(org)) if org[:cut] in people and org[cut:] in tails}
    if not short:
        return entities
    return [
        e._replace(label="ORG", source=CALLED_SHORT) if e.label == "PERSON" and text[e.start : e.end] in short else e
        for e in entities
    ]


@cache
def _left_out() -> frozenset[str]:
    """Return what may follow the short name of an organization in its whole name: FC, a blank and 킹스."""
    nicknames = word_set("teams", "nicknames") | word_set("teams", "short_nicknames")
    return word_set("teams", "short_without") | {f" {nickname}" for nickname in nicknames}


def headings(entities: list[Candidate], text: str) -> list[Candidate]:
    """Return the entities with the organizations that head a list of posts: ◇나래박물관 △전시과장 도하람."""
    found = (match.span("name") for match in _HEAD.finditer(text) if not _KIND_OF_POST.search(match["name"]))
    return with_added(entities, (Candidate(*span, "ORG", _HEADING) for span in found))


def with_added(entities: list[Candidate], added: Iterable[Candidate]) -> list[Candidate]:
    """Return the entities with those added in the place of what they overlap."""
    added = list(added)
    gone = {entity for candidate in added for entity in overlapping(entities, candidate.start, candidate.end)}
    return sorted([*(entity for entity in entities if entity not in gone), *added]) if added else entities
