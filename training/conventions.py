"""Habits of the gold sentences that the machine-labelled ones do not share, put right before training.

Counted on the gold news: a place before an organization is part of its name (미국 국무부, 280 of 293);
주년 is a date (7 of 10), 주기 none (4 of 6); 오는 stands outside a mere day (16 of 26), in a month (7 of 11); no event
has a number in its name (of 88): a year, an edition or a day that it begins with is an entity, and so is a place, which
makes the event none (소치 in 소치 동계올림픽, 20 of 24); states that it begins with are entities, too, and make it none
(한미 연합훈련, 4 of 5); 한국 of 한국시각 is a place (17 of 19); %포인트 is a mere % (6 of 6); an inning is a time
(9회말, 4 of 5); a place with its other spelling in parentheses is two (난징(南京), 12 of 13 before 시, 구, 현 or a
blank).
"""

from __future__ import annotations

import regex

from korex.entities.places import is_place
from korex.entities.tagger_spans import spans_within

Entity = tuple[int, int, str]
_ANNIVERSARY = regex.compile(r"\d+\s?주년")
_EVENT_DAY = regex.compile(r"\d{1,2}[.·․∙ㆍᆞ]\d{1,2}(?![위자\d])")
_YEAR = regex.compile(r"(?:19|20)\d\d(?:[-~∼/](?:20)?\d\d)?년?(?=\s)")
_EDITION = regex.compile(r"제?\s?\d+(?:회차?|차|자|국|강전?)|제\s?\d+")
_STATES = regex.compile(r"[한미중일북남러](?:[·∙]?[한미중일북남러]){1,2}(?= |정상|연합|합동|고위|외교|장관|군사|자유)")
_SHORTEST_EVENT = 6  # what stands behind a number is a name if it has a blank or is this long: 대종상 영화제
_POINT = regex.compile(r"(?<=%)\s?(?:포인트|p)$")
_TIME_AT = regex.compile(r"(\p{Hangul}{2,6})\s?시[각간](?=[\s)])")
_LONGEST_PLACE = 6
_INNING = regex.compile(r"(?:1[0-5]|[1-9])회\s?[초말](?![등반])")
_COMING = regex.compile(r"오는\s+(?=\d{1,2}일)")


def as_in_gold(text: str, entities: frozenset[Entity]) -> frozenset[Entity]:
    """Return the entities of a machine-labelled sentence after the habits of the gold ones.

    >>> as_in_gold("미국 국무부는", frozenset({(0, 2, "LOC"), (3, 6, "ORG")}))
    frozenset({(0, 6, 'ORG')})
    """
    kept: list[Entity] = []
    for start, end, label in sorted(entities):
        if kept and label == "ORG" and kept[-1][1] == start - 1 and text[start - 1] == " ":
            first, last, before = kept[-1]
            if before in ("LOC", "ORG") and is_place(text[first:last]):
                kept[-1] = (first, end, label)
                continue
        surface = text[start:end]
        if label == "EVENT" and (parts := _parts_of_event(surface)):
            kept += [(start + s, start + e, inner) for s, e, inner in parts]
            continue
        if label == "QUANTITY" and _ANNIVERSARY.fullmatch(surface):
            label = "DATE"
        elif label == "QUANTITY" and (point := _POINT.search(surface)):
            end = start + point.start()
        elif label == "DATE" and (coming := _COMING.match(surface)):
            start += coming.end()
        if label == "LOC":
            kept += [(*span, label) for span in spans_within(text, start, end, label)]
        else:
            kept.append((start, end, label))
    for found in _INNING.finditer(text):
        start, end = found.span()
        kept = [entity for entity in kept if entity[1] <= start or end <= entity[0]]
        kept.append((start, end, "TIME"))
    for found in _TIME_AT.finditer(text):
        start, end = found.span(1)
        if is_place(found[1]) and all(e <= start or end <= s for s, e, _ in kept):
            kept.append((start, end, "LOC"))
    return frozenset(kept)


def _parts_of_event(name: str) -> list[Entity]:
    """Return the entities that an event begins with, and what is left of it: 2024 and 강원 of 2024 강원 동계올림픽."""
    if day := _EVENT_DAY.match(name):
        return [(0, day.end(), "DATE")]
    if states := _STATES.match(name):
        return [(at, at + 1, "ORG") for at in range(states.end()) if name[at].isalpha()]
    parts: list[Entity] = []
    at = 0
    for pattern, label in ((_YEAR, "DATE"), (_EDITION, "QUANTITY")):
        if found := pattern.match(name, at):
            parts.append((at, found.end(), label))
            at = found.end()
            at += len(name[at:]) - len(name[at:].lstrip())
    for end in range(min(len(name) - 1, at + _LONGEST_PLACE), at + 1, -1):
        if is_place(name[at:end]):
            return [*parts, (at, end, "LOC")]
    rest = name[at:]
    if parts and (" " in rest or len(rest) >= _SHORTEST_EVENT):
        parts.append((at, len(name), "EVENT"))
    return parts
