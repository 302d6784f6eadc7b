"""What entities say about each other: names joined by 와 are of one kind, a name means the same throughout."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING

import regex

from korex.entities.abbreviations import END, abbreviated
from korex.entities.employers import called_short, clubs, employers, headings, without_employers
from korex.entities.lexicons import word_set
from korex.entities.overlaps import confidence
from korex.entities.places import is_place
from korex.language.analysis import Candidate
from korex.language.spans import occurrences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from korex.schema import Label

_JOINS = frozenset(("와 ", "과 ", ", ", "·", " 및 "))
_ACTORS_OR_PLACES = frozenset(("ORG", "LOC"))
_ACTING = word_set("places", "acting")
_BY_RULE = 0.7  # how sure a rule is where the labeller was not
_SURE = 0.9  # from here on one sentence decides for itself
_KNOWN = 0.8  # what all mentions together must weigh for a name to be looked for elsewhere
_SHORTEST = 3
_LONGEST_PLACE = 5
_QUARTERS = "읍면동리"
_HEADED = "organization.before_its_head"  # 나래시(시장 도하람): the same throughout
# what a name may have taken in before it: `A. ` of an answer, the heading of a piece of news and =
_LETTERED = regex.compile(r"\n[A-Z]\. ")
_TAKEN_IN = regex.compile(r"[A-Z]\. ?(?=\p{Hangul})|[^=]{1,20}=(?=\p{Hangul})")
# after a place: 다람호에서, 다람호 둘레; after a person: 도하람 씨, 도하람(34)
_THERE = regex.compile(
    rf"에서(?:는|도)?(?=[ ,])| (?:{'|'.join(sorted(word_set('places', 'around')))})(?!\p{{Hangul}}{{3}})"
)
_CALLED = regex.compile(r" ?(?:씨|군|양|님|옹)(?!\p{Hangul}{2})|\s?\(\d{1,3}\D?\)")
_end_of = itemgetter(1)
_INITIAL = re.compile(r" [A-Z]\.(?= ?[가-힣])")  # 로버트 J. 다렌
_LOT = "번지"  # the number of a piece of land, which belongs to its place: 나래시 다솔동 산 12-3번지
_HILL = frozenset((" ", " 산 "))
_TILDES = frozenset(("~", "∼", "～", " ~ ", " ∼ ", " ～ "))
# a sentence that begins with it speaks of the city, county, district or province that the text has named: 시는 …
_SHORT = regex.compile(r"(?<=(?:^|[.!?\n”’])[ \n]{0,2})([시군구도])(?=(?:는|은|가|이|에서는|에 따르면|도) )")
_CITY = "organization.named_city"


def agree(entities: list[Candidate], text: str) -> list[Candidate]:
    """Return the entities of a text, in order, after each has heard the others.

    >>> found = [Candidate(0, 3, "LOC", "crf:0.55"), Candidate(5, 9, "ORG", "crf:0.85")]
    >>> [entity.label for entity in agree(found, "러시아와 우크라이나는 맞섰다.")]
    ['ORG', 'ORG']
    """
    if "=" in text or _LETTERED.search(text):
        entities = [_trimmed(entity, text) for entity in entities]
    if _LOT in text:
        entities = _with_lots(entities, text)
    if _INITIAL.search(text):
        entities = _with_family_names(entities, text)
    if "~" in text or "∼" in text or "～" in text:
        entities = _with_upper_ends(entities, text)
    if "FC" in text:
        entities = clubs(entities, text)
    if "◇" in text or "◆" in text:
        entities = headings(entities, text)
    entities = called_short(employers(without_employers(entities, text), text), text)
    if "(" in text:
        entities = abbreviated(entities, text)
    entities = _places_for_people(_joined_alike(entities, text), text)
    return _short_names(_same_throughout(entities, text), text)


def _trimmed(entity: Candidate, text: str) -> Candidate:
    """Return an entity without what stands before its name: A. 도청, 폐회=나래군의회."""
    taken = _TAKEN_IN.match(text, entity.start, entity.end)
    return entity if taken is None else entity._replace(start=taken.end())


def _with_lots(entities: list[Candidate], text: str) -> list[Candidate]:
    """Return the entities with the number of a piece of land joined to the place before it.

    >>> found = [Candidate(0, 7, "LOC", "crf:0.92"), Candidate(8, 12, "QUANTITY", "quantity.amount")]
    >>> _with_lots(found, "나래시 다솔동 12번지")
    [Candidate(start=0, end=12, label='LOC', source='crf:0.92', priority=50)]
    """

    def is_lot(place: Candidate, entity: Candidate) -> bool:
        return (
            place.label == "LOC"
            and entity.label == "QUANTITY"
            and text.endswith(_LOT, entity.start, entity.end)
            and text[place.end : entity.start] in _HILL
        )

    return _with_next(entities, is_lot)


def _with_family_names(entities: list[Candidate], text: str) -> list[Candidate]:
    """Return the entities with a person's name that ends in an initial joined to the family name after it.

    >>> found = [Candidate(0, 6, "PERSON", "crf:0.70"), Candidate(7, 9, "PERSON", "crf:0.60")]
    >>> _with_family_names(found, "로버트 J. 다렌")
    [Candidate(start=0, end=9, label='PERSON', source='crf:0.70', priority=50)]
    """

    def is_family_name(given: Candidate, entity: Candidate) -> bool:
        return (
            given.label == "PERSON"
            and entity.label in ("PERSON", "ORG")
            and _INITIAL.match(text, max(given.end - 3, 0)) is not None
            and text[given.end : entity.start] in ("", " ")
        )

    return _with_next(entities, is_family_name)


def _with_upper_ends(entities: list[Candidate], text: str) -> list[Candidate]:
    """Return the entities with the two ends of a range of amounts as one: 20평~30평."""

    def is_upper_end(least: Candidate, entity: Candidate) -> bool:
        return least.label == entity.label == "QUANTITY" and text[least.end : entity.start] in _TILDES

    return _with_next(entities, is_upper_end)


def _with_next(entities: list[Candidate], goes_on: Callable[[Candidate, Candidate], bool]) -> list[Candidate]:
    """Return the entities with each one extended over those that go on with it."""
    joined: list[Candidate] = []
    for entity in entities:
        if joined and goes_on(joined[-1], entity):
            joined[-1] = joined[-1]._replace(end=entity.end)
        else:
            joined.append(entity)
    return joined


def _places_for_people(entities: list[Candidate], text: str) -> list[Candidate]:
    """Give what passes for a person's name the label of a place if the text speaks of something there: 다람호 둘레."""
    titled = {at for e in entities if e.label == "TITLE" for at in (e.start - 1, -e.end - 1)}
    inside = [text[e.start : e.end].rpartition(" ") for e in entities if e.label == "LOC"]
    chained = {name for before, _, name in inside if before}
    people = {text[e.start : e.end] for e in entities if e.label == "PERSON" and 1 < e.end - e.start < _LONGEST_PLACE}
    sure = {text[e.start : e.end] for e in entities if e.end in titled or -e.start in titled}
    there: set[str] = set()
    called: set[str] = set()
    for name, at in occurrences(sorted(people - sure), text):
        end = at + len(name)
        if _CALLED.match(text, end):
            called.add(name)
        elif text.endswith("마을 ", 0, at) or (_THERE.match(text, end) and not (at and text[at - 1].isalnum())):
            there.add(name)
    places = there - called  # what only a place has is said of them, and nothing that only a person has
    places |= {name for name in people & chained if name[-1] in _QUARTERS}  # 성산읍 다람리, 다람리
    if not places:
        return entities
    return [e._replace(label="LOC") if e.label == "PERSON" and text[e.start : e.end] in places else e for e in entities]


def _weight(entity: Candidate) -> float:
    sure = confidence(entity)
    return _BY_RULE if sure is None else sure


def _joined_alike(entities: list[Candidate], text: str) -> list[Candidate]:
    """Give one label to countries and cities that a conjunction joins with others: 러시아와 우크라이나는."""
    result: list[Candidate] = []
    for group in _groups(entities, text):
        if len(group) == 1:
            result += group
            continue
        weights: defaultdict[Label, float] = defaultdict(float)
        for entity in group:
            weights[entity.label] += _weight(entity)
        if len(weights) == 1:
            result += group
            continue
        # where they weigh the same, the particle of the last shows what all do
        order = list(weights) if text[group[-1].end : group[-1].end + 1] not in _ACTING else reversed(list(weights))
        label = max(order, key=lambda key: weights[key])
        result += [
            entity._replace(label=label)
            if _weight(entity) < _SURE and is_place(text[entity.start : entity.end])
            else entity
            for entity in group
        ]
    return result


def _groups(entities: Sequence[Candidate], text: str) -> Iterator[list[Candidate]]:
    """Yield runs of organizations and places with nothing but a conjunction between them; others alone."""
    group: list[Candidate] = []
    for entity in entities:
        if (
            group
            and entity.label in _ACTORS_OR_PLACES
            and group[-1].label in _ACTORS_OR_PLACES
            and text[group[-1].end : entity.start] in _JOINS
        ):
            group.append(entity)
            continue
        if group:
            yield group
        group = [entity]
    if group:
        yield group


def _same_throughout(entities: list[Candidate], text: str) -> list[Candidate]:
    """Carry the organizations that one mention makes sure to those that no sign of their own shows."""
    weights: defaultdict[str, defaultdict[Label, float]] = defaultdict(lambda: defaultdict(float))
    for entity in entities:
        if entity.end - entity.start >= _SHORTEST:
            weights[text[entity.start : entity.end]][entity.label] += _weight(entity)
    headed = {text[entity.start : entity.end] for entity in entities if entity.source == _HEADED}
    names = [
        name
        for name, labels in weights.items()
        if name in headed
        or (
            labels["ORG"] >= _KNOWN
            and labels["ORG"] > 2 * sum(weight for label, weight in labels.items() if label != "ORG")
            and not is_place(name)
        )
    ]
    if not names:
        return entities
    kept = {(entity.start, entity.end): entity for entity in entities}
    spans = list(kept)  # in order, none overlapping another
    changed = False
    for name, at in occurrences(names, text):
        end = at + len(name)
        if (at, end) in kept:
            entity = kept[at, end]
            if entity.label != "ORG" and _weight(entity) < _SURE:
                kept[at, end] = entity._replace(label="ORG")
                changed = True
        elif not (at and text[at - 1].isalpha()) and END.match(text, end):
            first, last = bisect_right(spans, at, key=_end_of), bisect_left(spans, (end, end))
            if all(at <= s and e <= end and _weight(kept[s, e]) < _KNOWN for s, e in spans[first:last]):
                for key in spans[first:last]:
                    del kept[key]
                spans[first:last] = [(at, end)]
                kept[at, end] = Candidate(at, end, "ORG", "organization.same_name")
                changed = True
    return sorted(kept.values()) if changed else entities


def _short_names(entities: list[Candidate], text: str) -> list[Candidate]:
    """Add the 시 that stands for a city named before it: 나주시는 … . 시는 …"""
    short = [Candidate(*found.span(1), "ORG", "organization.short_name") for found in _SHORT.finditer(text)]
    if not short:
        return entities
    tails = {text[candidate.start] for candidate in short}
    entities = _cities(entities, text, tails)
    first_named: dict[str, int] = {}  # by the last character of a place's name: where the first one ends
    for entity in entities:
        if entity.label in _ACTORS_OR_PLACES and entity.end - entity.start > 2 and text[entity.end - 1] in tails:
            tail = text[entity.end - 1]
            named = is_place(text[entity.start : entity.end]) or entity.source in (_HEADED, _CITY)
            if tail not in first_named and named:
                first_named[tail] = entity.end
    taken = {entity.start for entity in entities}
    added = [
        candidate
        for candidate in short
        if candidate.start not in taken and first_named.get(text[candidate.start], candidate.start) < candidate.start
    ]
    return sorted([*entities, *added]) if added else entities


def _cities(entities: list[Candidate], text: str, tails: set[str]) -> list[Candidate]:
    """Give what passes for a person the label of the city that the text goes on to speak of: 다솔시는 … . 시는 …

    >>> found = [Candidate(0, 3, "PERSON", "crf:0.58")]
    >>> [entity.label for entity in _cities(found, "다솔시는 둑을 쌓는다. 시는 길도 넓힌다.", {"시"})]
    ['ORG']
    """
    known = {text[e.end - 1] for e in entities if e.label != "PERSON" and is_place(text[e.start : e.end])}
    return [
        e._replace(label="ORG", source=_CITY)
        if e.label == "PERSON"
        and e.end - e.start == _SHORTEST
        and text[e.end - 1] in tails - known
        and _weight(e) < _KNOWN
        and not _CALLED.match(text, e.end)
        else e
        for e in entities
    ]
