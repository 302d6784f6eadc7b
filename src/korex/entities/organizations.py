"""Organizations by lexicon and by the ending of their names."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from korex.entities.lexicons import ORGANIZATION_CLASSES, PLACE_CLASSES, lexicon_classes, tail_of, word_set
from korex.entities.overlaps import OVERRULING
from korex.entities.titles import WEAK

if TYPE_CHECKING:
    from korex.entities.nouns import Word
    from korex.language.analysis import Morphemes

# Bodies whose name takes in the place before it: 서울 강남경찰서, 일본 정부.
_LOCAL = frozenset(("government", "court", "media", "organization_tail", "weak_organization_tail"))
_PARTS = tuple(word_set("organizations", "parts"))
_TEAMS = word_set("organizations", "teams")
_KINDS = tuple(word_set("organizations", "kinds"))
_DEPARTMENTS = word_set("organizations", "departments")
_DEPARTMENT_ENDS = tuple(_DEPARTMENTS)
_COUNTERS = tuple(word_set("organizations", "counters"))
_FOUNDERS = word_set("organizations", "founders")
_UNIVERSITIES = word_set("organizations", "universities")
_SERVICES = word_set("organizations", "services")
_LOCATIVE = word_set("places", "locative")
_BESIDE = word_set("places", "beside")
_SEATS = word_set("organizations", "seats")
_DEPARTMENT, _TEAM = "organization.department", "organization.team"
_BY_ENDING = 39  # priority of a name without a proper noun: below what is added where the labeller sees nothing
_STAFF = word_set("organizations", "staff")
_SHORT_NAME = 3
_BRANCHES = tuple(word_set("organizations", "branches"))
_BODIES = frozenset(("government", "court", "international"))
_NAMED = ORGANIZATION_CLASSES | PLACE_CLASSES
_SECTION = re.compile(r"과(?:\s?\n|\s?$|\s?[(/|])")
_SECTION_LABELS = ("부서", "문의", "담당", "소관")  # 담당 부서  청년복지과
_COLUMN = 40
_REGIONS = _NAMED | {"ambiguous_region"}


def classify_organization(word: Word, morphemes: Morphemes) -> None:
    """Note a word that is an organization by itself."""
    text = word.text
    classes = lexicon_classes(text)
    if not ORGANIZATION_CLASSES.isdisjoint(classes):
        if morphemes.tags[word.last + 1 : word.last + 2] == ["XSV"]:
            return  # what is done, and no body: 경기를 시청하다
        if "country" in classes or "city" in classes or (text in _SERVICES and word.particle in _LOCATIVE):
            return
        if text in _SEATS and word.particle in ("에서", "으로", "로", "에서는"):
            word.found("LOC", "place.of_organization", 48)
            return
        word.found("ORG", "organization.known" if _BODIES.isdisjoint(classes) else "organization.public_body", 48)
        return
    if classes:
        if "organization_tail" in classes and len(text) > 3 and not text.endswith(("학교", "집", "병원")):
            word.found("ORG", "organization.tail_alone", _BY_ENDING)
        return
    tags = morphemes.tags
    first = morphemes.forms[word.first]
    named = tags[word.first] in ("NNP", "SL") or not _NAMED.isdisjoint(lexicon_classes(first))
    if word.last > word.first and text[len(first) :] in _TEAMS and named:
        word.found("ORG", "organization.team_of", 47)
        return
    university = tags[word.last] == "NNP" or (word.last > word.first and morphemes.forms[word.last] in _UNIVERSITIES)
    if university and len(text) > 2 and text.endswith("대") and named:
        word.found("ORG", "organization.university", 40)
        return
    if word.last > word.first and len(text) > 2 and (end := morphemes.forms[word.last]) in _DEPARTMENTS:
        if not text.endswith(_COUNTERS):
            word.found("ORG", _TEAM if end == "팀" else _DEPARTMENT, 41)
        return
    tail = tail_of(text)
    kinds = lexicon_classes(tail) if tail else ()
    if tail and text[: -len(tail)] in _FOUNDERS:
        return  # any of its kind: 공립대학교
    if "organization_tail" in kinds:
        priority = _BY_ENDING + text.endswith("학교")
        at_it = text.endswith("센터") and word.particle in ("에서", "에서는")
        word.found("LOC" if at_it else "ORG", "organization.tail", 45 if named else priority)
    elif "weak_organization_tail" in kinds and named:
        word.found("ORG", "organization.tail", 40)


def trust_repeated(words: list[Word]) -> None:
    """Trust what only its ending shows to be a name where the text speaks of it again: 관리사무소, 솔나래면."""
    weak = [
        word
        for word in words
        if (word.label == "ORG" and word.priority == _BY_ENDING) or word.source == "place.proper_noun_ending"
    ]
    counts = Counter(word.text for word in weak)
    for word in weak:
        if counts[word.text] > 1 and len(word.text) > _SHORT_NAME:
            word.priority = _BY_ENDING + 1


def classify_by_neighbours(words: list[Word], morphemes: Morphemes, text: str) -> None:
    """Note organizations that the words around them show: 지원단체 한마음동행, 전주시 청년정책과, 세종시 행정부시장."""
    for word in words:
        if word.particle == "과" and word.label is None and len(word.text) > 1 and _SECTION.match(text, word.end):
            line = text[max(0, word.start - _COLUMN) : word.start].rpartition("\n")[2]
            if any(label in line for label in _SECTION_LABELS):
                _take_section(word)
    for before, word in pairwise(words):
        if before.label == "LOC" and _governs(before):
            gap = text[before.end : word.start]
            if gap == ", " and word.label != "LOC":
                before.found("ORG", "organization.governing_region", before.priority)
            elif gap == " " and word.particle == "과" and text[word.end + 1 : word.end + 2] in (" ", "("):
                _take_section(word)  # 원주시 청년복지과 주거상담팀
        if before.particle or before.end != word.start - 1 or text[before.end] != " ":
            continue
        if before.label == "ORG" and word.text in _BESIDE:
            before.found("LOC", "place.of_organization", before.priority)  # 대검찰청 앞
            continue
        if word.source == _TEAM and before.label == "ORG":
            word.found("ORG", _DEPARTMENT, 41)  # 청년복지과 주거상담팀
        if word.label is None and before.label is None:
            if word.text in _PARTS and word.text not in _BRANCHES and len(before.text) > 1:  # 영화제 사무국
                before.found("ORG", "organization.tail", 40)
                before.absorb(word)
                continue
            proper = word.first == word.last and morphemes.tags[word.first] in ("NNP", "SL")
            if proper and before.text.endswith(_KINDS) and not lexicon_classes(word.text):
                word.found("ORG", "organization.of_a_kind", 43)
        elif before.label == "LOC" and _governs(before):
            department = word.label in ("ORG", None) and len(word.text) > 2 and word.text.endswith(_DEPARTMENT_ENDS)
            if department and (word.label is None or word.source == _TEAM):
                word.found("ORG", _DEPARTMENT, 41)
            office = word.label == "TITLE" and word.source != WEAK
            speaks = word.text in _STAFF
            if department or office or speaks:  # 세종시 행정부시장: who has offices is a government, not a place
                before.found(
                    "ORG", "organization.governing_region", OVERRULING if office or speaks else before.priority
                )


def _take_section(word: Word) -> None:
    """Take the particle 과 for the last syllable of a section: 담당 부서 청년복지과, at the end of its line."""
    word.end += 1
    word.text += "과"
    word.particle = ""
    word.found("ORG", _DEPARTMENT, 41)


def _governs(word: Word) -> bool:
    """Tell whether a place is a unit of government by its full name: 전주시."""
    if len(word.text) < 3 or word.text[-1] not in "시군구도":
        return False
    return word.text[-1] != "도" or "korean_region" in lexicon_classes(word.text)


def merge_organizations(words: list[Word]) -> list[Word]:
    """Join a place, or an organization, with the body that belongs to it: 일본 정부, 평창읍 주민자치회."""
    merged: list[Word] = []
    for word in words:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.label in ("LOC", "ORG")
            and word.blank_before
            and last.end == word.start - 1
            and not last.particle
            and _belongs(last, word)
        ):
            last.found("ORG", word.source or "organization.team_of", max(last.priority, word.priority) + 3)
            last.absorb(word)
            continue
        merged.append(word)
    return merged


def _is_branch(text: str) -> bool:
    """Tell whether a word names the branch of an organization after a place: 나래지사."""
    places = (text[: -len(part)] for part in _BRANCHES if text.endswith(part))
    # 나래지사, 나래권지사
    return any(not _REGIONS.isdisjoint((*lexicon_classes(p), *lexicon_classes(p.removesuffix("권")))) for p in places)


def _belongs(first: Word, second: Word) -> bool:
    if (
        second.text in _TEAMS
        or "organization_tail" in lexicon_classes(second.text)
        or (second.label is None and second.text in _PARTS)
    ):
        return True
    if first.label == "ORG" and _is_branch(second.text):
        return True
    if second.label != "ORG" or second.source in (_DEPARTMENT, _TEAM):
        return False
    if first.label == "LOC":
        classes = lexicon_classes(second.text)
        if not classes:
            classes = lexicon_classes(tail_of(second.text)) if second.source == "organization.tail" else ()
        return not _LOCAL.isdisjoint(classes)
    return second.text.endswith(_PARTS)
