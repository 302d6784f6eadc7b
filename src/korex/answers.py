"""Who, when, where, what, why, how: the answers a text gives, each with the places that give it.

>>> import korex
>>> x = korex.extract("누리시는 25일 사고를 막기 위해 점검을 벌였다.", reference_date="2025-09-26")
>>> [answer.text for answer in x.summary().why]
['사고를 막기 위해']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from korex.language.spans import trimmed
from korex.matching.files import read_toml
from korex.matching.rules import Rule, parse_rules
from korex.queries import short_names
from korex.schema import Entity, Event, Extraction, Mention, Person, TemporalExpression

if TYPE_CHECKING:
    from korex.schema import Directive

RULES = "answers/reasons.toml"
WORDS = "answers/words.toml"
QUESTIONS = {"who": "누가", "when": "언제", "where": "어디서", "what": "무엇을", "why": "왜", "how": "어떻게"}

_CONTENT = frozenset({"TITLE", "SUBTITLE", "BODY"})
_MOST = 5  # answers to a question
_LEAD = 2  # sentences
_IN_LEAD = 3  # what a place in the headline or the lead weighs
_LONGEST = 120  # characters of a reason
# A particle after somebody who acts; after a place where something is.
_ACTS = regex.compile(r"(?:은|는|이|가|께서|께서는|도)(?![가-힣])")
_PLACED = regex.compile(r"(?:에서|에서는|에서만|에)(?![가-힣])")
_ACTOR_END = regex.compile(r"(?:은|는|이|가|께서|께서는|도),? ")
_TOPIC = regex.compile(r"[가-힣A-Za-z0-9]{1,12}[은는],? ")
_AFTER_DATE = regex.compile(r"(?:까지|부터|에|에는|쯤|께)? ")
_BLANKS = regex.compile(r"[\s,]*")


class Answer(NamedTuple):
    """An answer, with its value (a person's name, a TIMEX3 date) and the places that give it."""

    text: str
    value: str | None
    evidence: tuple[Mention, ...]


class Summary(NamedTuple):
    """The answers of a text to six questions, the most important first. ``print()`` shows them."""

    who: tuple[Answer, ...]
    when: tuple[Answer, ...]
    where: tuple[Answer, ...]
    what: tuple[Answer, ...]
    why: tuple[Answer, ...]
    how: tuple[Answer, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain dicts, lists and strings, ready for `json.dumps`."""
        return {
            question: [
                {**answer._asdict(), "evidence": [mention.to_dict() for mention in answer.evidence]}
                for answer in answers
            ]
            for question, answers in self._asdict().items()
        }

    def _repr_html_(self) -> str:
        from korex.views.html import table_fragment

        rows = [
            (QUESTIONS[question], answer.text, answer.value)
            for question, answers in self._asdict().items()
            for answer in answers
        ]
        return table_fragment(["question", "answer", "value"], rows)

    def __str__(self) -> str:
        lines = []
        for question, answers in self._asdict().items():
            head = QUESTIONS[question]
            for answer in answers:
                value = f" ({answer.value})" if answer.value and answer.value != answer.text else ""
                lines.append(f"{head:<4}\t{answer.text}{value}")
                head = ""
        return "\n".join(lines)


def summarize(extraction: Extraction) -> Summary:
    """Return the answers a text gives to who, when, where, what, why and how."""
    reader = _Reader(extraction)
    reasons = list(reader.reasons())
    return Summary(
        who=reader.who(),
        when=reader.when(),
        where=reader.where(),
        what=reader.what(),
        why=_first(answer for label, answer in reasons if label == "WHY"),
        how=_first(answer for label, answer in reasons if label == "HOW"),
    )


class _Reader:
    """Reads one result."""

    def __init__(self, extraction: Extraction) -> None:
        self.x = extraction
        self.text = extraction.text
        self.content = [(part.start, part.end) for part in extraction.sections if part.kind in _CONTENT]
        heads = [(part.start, part.end) for part in extraction.sections if part.kind in ("TITLE", "SUBTITLE")]
        self.sentences = [(sentence.start, sentence.end) for sentence in extraction.sentences]
        self.lead = [*heads, *self.sentences[:_LEAD]]
        self.heads = heads

    def _is_content(self, start: int) -> bool:
        return any(first <= start < end for first, end in self.content)

    def _weight(self, mention: Mention | Entity) -> int:
        return _IN_LEAD if any(start <= mention.start < end for start, end in self.lead) else 1

    def who(self) -> tuple[Answer, ...]:
        """Return the people and acting organizations, those of the lead and the most spoken of first."""
        found: list[tuple[int, int, Answer]] = []
        for person in self.x.people:
            mentions = tuple(mention for mention in person.mentions if self._is_content(mention.start))
            if mentions:
                weight = sum(map(self._weight, mentions))
                found.append((-weight, mentions[0].start, Answer(_called(person), person.name, mentions)))
        groups: defaultdict[str, list[Entity]] = defaultdict(list)
        full = short_names(self.x)  # 세계보건기구 for WHO
        for entity in self.x.entities:
            if entity.label == "ORG" and self._is_content(entity.start):
                groups[full.get(entity.text, entity.text)].append(entity)
        for name, entities in groups.items():
            acting = [entity for entity in entities if _ACTS.match(self.text, entity.end)]
            if acting and len(name) > 1:  # 시, 구: the text names it elsewhere
                weight = sum(map(self._weight, acting))
                found.append((-weight, acting[0].start, Answer(name, None, tuple(map(_mention, entities)))))
        return _first(answer for _, _, answer in sorted(found, key=lambda item: item[:2]))

    def when(self) -> tuple[Answer, ...]:
        """Return the days and times, those of events and of the lead first."""
        days = {day for event in self.x.events if event.date for day in event.date.split("/")}
        groups: defaultdict[str, list[TemporalExpression]] = defaultdict(list)
        for expression in self.x.dates:
            if expression.type in ("DATE", "TIME"):
                groups[expression.value].append(expression)
        found = []
        for value, expressions in groups.items():
            mentions = tuple(Mention(item.text, item.start, item.end) for item in expressions)
            of_event = any(value.startswith(day) for day in days)
            exact = len(value.split("/")[0]) >= len("2025-07-22")
            weight = sum(map(self._weight, mentions)) + 2 * of_event + 2 * exact
            found.append((-weight, mentions[0].start, Answer(mentions[0].text, value, mentions)))
        return _first(answer for _, _, answer in sorted(found, key=lambda item: item[:2]))

    def where(self) -> tuple[Answer, ...]:
        """Return the places of events, then where something is or happens."""
        answers: list[Answer] = []
        for event in self.x.events:
            if event.place is not None and (at := self._near(event.place, event)) is not None:
                place = self._whole(Mention(event.place, at, at + len(event.place)))
                answers.append(Answer(place.text, None, (place,)))
        groups: defaultdict[str, list[Entity]] = defaultdict(list)
        for entity in self.x.entities:
            if entity.label == "LOC" and self._is_content(entity.start):
                groups[entity.text].append(entity)
        found = []
        for name, entities in groups.items():
            placed = [entity for entity in entities if _PLACED.match(self.text, entity.end)]
            weight = sum(map(self._weight, entities)) + 2 * len(placed)
            found.append((-weight, entities[0].start, Answer(name, None, tuple(map(_mention, entities)))))
        answers += [answer for _, _, answer in sorted(found, key=lambda item: item[:2])]
        return _first(answers)

    def _near(self, place: str, event: Event) -> int | None:
        """Return where the place of an event stands, as near as possible."""
        offsets = [match.start() for match in regex.finditer(regex.escape(place), self.text)]
        return min(offsets, key=lambda at: abs(at - event.start), default=None)

    def _whole(self, place: Mention) -> Mention:
        """Return the entity that a place is part of, else the place."""
        for entity in self.x.entities:
            if entity.label == "LOC" and entity.start <= place.start and place.end <= entity.end:
                return _mention(entity)
        return place

    def what(self) -> tuple[Answer, ...]:
        """Return the headline, else the first sentence, then the events and what is asked."""
        told = self.heads[:1] or self.sentences[:1]
        answers = [self._answer(start, end) for start, end in told]
        for event in self.x.events:
            if self._weight(Mention(event.name, event.start, event.end)) > 1:
                mention = Mention(self.text[event.start : event.end], event.start, event.end)
                answers.append(Answer(event.name, event.date, (mention,)))
        answers += [answer for directive in self.x.directives if (answer := _asked(directive)) is not None]
        return _first(answers)

    def reasons(self) -> Iterator[tuple[str, Answer]]:
        """Yield what says why or how, with its label, in the order of the text."""
        for start, end in [*self.heads, *self.sentences]:
            sentence = self.text[start:end]
            found: dict[int, tuple[int, str]] = {}
            for rule in _rules():
                if rule.pattern is None or (rule.cues and not any(cue in sentence for cue in rule.cues)):
                    continue
                for match in rule.pattern.finditer(self.text, start, end):
                    found.setdefault(match.start(), (match.end(), rule.label))
            floor = start
            for at in sorted(found):
                last, label = found[at]
                first = self._clause_start(floor, at)
                if last - first <= _LONGEST:
                    yield label, self._answer(first, last)
                floor = last

    def _clause_start(self, start: int, at: int) -> int:
        """Return where the clause of a reason begins: after another clause, a quotation, whoever acts, a date."""
        topic = _TOPIC.match(self.text, start, at)
        if topic is not None and topic[0].rstrip(", ") not in _modifiers():
            start = topic.end()
        for match in _clause_end().finditer(self.text, start, at):
            start = match.end()
        for end in sorted(self._actor_ends()):
            if start < end < at and (particle := _ACTOR_END.match(self.text, end)) and particle.end() <= at:
                start = particle.end()
        for expression in self.x.dates:
            day = len(expression.value.split("/")[0]) >= len("2025-07-22")
            if day and expression.start == start and (after := _AFTER_DATE.match(self.text, expression.end, at)):
                start = after.end()
        skipped = _BLANKS.match(self.text, start, at)
        return skipped.end() if skipped else start

    def _actor_ends(self) -> set[int]:
        ends = {mention.end for person in self.x.people for mention in person.mentions}
        ends |= {entity.end for entity in self.x.entities if entity.label in ("PERSON", "TITLE", "ORG")}
        return ends | {d.speaker_mention.end for d in self.x.directives if d.speaker_mention is not None}

    def _answer(self, start: int, end: int) -> Answer:
        start, end = trimmed(self.text, start, end)
        text = self.text[start:end]
        return Answer(" ".join(text.split()), None, (Mention(text, start, end),))


def _asked(directive: Directive) -> Answer | None:
    if directive.content is None:
        return None
    who = " → ".join(filter(None, (directive.speaker, directive.addressee)))
    asked = " ".join(directive.content.text.split())
    return Answer(f"{who}: {asked}" if who else asked, directive.kind, (directive.content,))


def _called(person: Person) -> str:
    title = next(iter(person.titles), "")
    organization = person.organization if person.organization and not title.startswith(person.organization) else ""
    return " ".join(filter(None, (organization, person.name, title)))


def _mention(entity: Entity) -> Mention:
    return Mention(entity.text, entity.start, entity.end)


def _first(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Return the first answers, each once."""
    kept: dict[str, Answer] = {}
    for answer in answers:
        kept.setdefault(answer.text, answer)
    return tuple(kept.values())[:_MOST]


@cache
def _clause_end() -> regex.Pattern[str]:
    return regex.compile("|".join(read_toml(WORDS)["ends"]["patterns"]))


@cache
def _modifiers() -> frozenset[str]:
    return frozenset(read_toml(WORDS)["modifiers"]["words"])


@cache
def _rules() -> tuple[Rule, ...]:
    return parse_rules(RULES, read_toml(RULES), frozenset({"WHY", "HOW"}))
