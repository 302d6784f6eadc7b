"""Who is who: the people of a text with their titles, organization and every mention."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from korex.discourse.affiliation import Organizations, branch_heads
from korex.discourse.appositions import Appositions
from korex.discourse.headings import heading_over, office_over
from korex.discourse.identity import Identity
from korex.discourse.introductions import Introduction
from korex.discourse.labels import find_labels, introduction_of
from korex.discourse.leading import add_office_held, organization_led
from korex.discourse.name_evidence import Evidence
from korex.discourse.name_words import Words
from korex.discourse.names import Names
from korex.discourse.pronouns import Somebody
from korex.discourse.titles import is_title, split_apposed_title
from korex.entities.resolution import spans_of
from korex.language.analysis import CONTENT_SECTIONS, Analysis, Candidate, PersonMention, Span, analysis_of
from korex.language.enclosures import without_parentheses
from korex.language.spans import LONGEST_MENTION, overlapping, starting_in
from korex.schema import Mention, Person

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_BY_IDENTITY = "person.identity"  # source of the entities that only who is who could tell
_REPORTER_TITLE = "기자"
_LONGEST_SIGNATURE = 60
_INQUIRY = re.compile(r"[\s□■○●※*-]{0,6}(?:문의|담당|연락처|상담)")
_LONGEST_STEP = 40  # from one member of a list to the next, a telephone number between them


class People:
    """Adds `people`: ``윤도석 제천시장은 …. 윤 시장은 ….`` gives one person with two titles and two mentions."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        analysis.people = find_people(analysis)
        analysis.mentions = sorted(
            PersonMention(mention.start, mention.end, index)
            for index, person in enumerate(analysis.people)
            for mention in person.mentions
        )
        _add_entities(doc, analysis)
        return doc


def _add_entities(doc: Doc, analysis: Analysis) -> None:
    """Add the names and titles of people that the entity layer alone could not tell: 도 시장 after 도하람 시장."""
    found: list[Candidate] = []
    for start, end, index in analysis.mentions:
        # of two readings of one place the first stays (한 군수, where 군수은 has been taken for a name as well)
        if any(overlapping(analysis.entities, start, end)) or (found and start < found[-1].end):
            continue
        mention, name = analysis.text[start:end], analysis.people[index].name
        if mention == name:
            found.append(Candidate(start, end, "PERSON", _BY_IDENTITY))
            continue
        family, blank, title = mention.partition(" ")
        if blank and name.startswith(family) and is_title(title):
            found.append(Candidate(start, start + len(family), "PERSON", _BY_IDENTITY))
            found.append(Candidate(end - len(title), end, "TITLE", _BY_IDENTITY))
    if not found:
        return
    analysis.entities = sorted((*analysis.entities, *found))
    doc.set_ents(spans_of(doc, found), default="unmodified")


def find_people(analysis: Analysis) -> list[Person]:
    """Return the named people of the content sections, of lines that give their contact, and the reporter."""
    evidence = Evidence(analysis)
    names = Names(evidence, analysis.content_spans())
    introductions = _with_labels(_share_organizations(Appositions(names).find(), analysis.text), names)
    for introduction in introductions:
        add_office_held(analysis, introduction)
        introduction.organization = introduction.organization or organization_led(analysis, introduction)
        introduction.name = " ".join(introduction.name.split())  # a word of the user over two lines
    people = Identity(analysis, names, introductions).resolve()
    _affiliate(people, Organizations(analysis, names))
    found = [_as_person(person) for person in people]
    listed = {person.name for person in found}
    for other in (*_contact_people(evidence), *_reporters(analysis)):
        if other.name not in listed:
            listed.add(other.name)
            found.append(other)
        elif other.organization is not None and other.organization == analysis.outlet:
            at = next(at for at, person in enumerate(found) if person.name == other.name)  # 편이로 기자, 전해 주시죠
            found[at] = replace(found[at], organization=found[at].organization or other.organization)
    return found


def _with_labels(introductions: list[Introduction], names: Names) -> list[Introduction]:
    """Return the introductions with those of the labels of speakers, which alone tell who is in a label."""
    labels = find_labels(names.text, names.spans)
    if not labels:
        return introductions
    inside = [(min(label.start, label.role_start), max(label.end, label.role_end)) for label in labels]
    others = [i for i in introductions if not any(start <= i.start < end for start, end in inside)]
    labelled = [introduction_of(label, names) for label in labels]
    return sorted((*others, *labelled), key=lambda introduction: introduction.start)


def _affiliate(people: list[Somebody], organizations: Organizations) -> None:
    """Give everybody the organization inside their title, in apposition to their name, or spoken of before."""
    for person in people:
        if person.organization and any(title.text.endswith(branch_heads()) for title in person.titles):
            continue  # 도하람 나래노조 전북지부장
        inside = (organizations.inside(title.text) for title in person.titles)
        person.organization = next(filter(None, inside), None) or person.organization
    known = [person.organization for person in people if person.organization]
    for person in people:
        if person.organization is None:
            titles = [title.text for title in person.titles]
            text = organizations.analysis.text
            headed = heading_over(text, person.introduced) or office_over(text, person.introduced) if titles else None
            person.organization = headed or organizations.of(titles, person.introduced, known)


def _share_organizations(introductions: list[Introduction], text: str) -> list[Introduction]:
    """Give the members of a list the organization of the first: `학생지원팀 팀장 온다진, 주무관 빙다준`."""
    for before, introduction in pairwise(introductions):
        if introduction.organization is not None or introduction.start - before.end > _LONGEST_STEP:
            continue
        first = introduction.titles[0].start if introduction.titles else introduction.start
        beside = first < introduction.start and not text[before.read_until : first].strip(" \t")
        if (introduction.listed and introduction.start - before.end < _LONGEST_STEP // 2) or beside:
            introduction.organization = before.organization
    return introductions


def _as_person(person: Somebody) -> Person:
    return Person(
        person.name, tuple(title.text for title in person.titles), person.organization, tuple(person.mentions)
    )


def _contact_people(evidence: Evidence) -> list[Person]:
    """Return who is named with title and contact outside the story: `보도자료 문의 … 팀장 선우율 (02-…)`."""
    analysis = evidence.analysis
    if not analysis.contacts:
        return []
    spans: list[Span] = []
    for section in analysis.sections:
        if section.kind in CONTENT_SECTIONS:
            continue
        related = section.kind == "RELATED"
        at = section.start
        for line in analysis.text[section.start : section.end].splitlines(keepends=True):
            span = Span(at, at + len(line))
            at = span.end
            if related and not _INQUIRY.match(line):
                continue
            if len(line) < 200 and starting_in(analysis.contacts, *span):
                spans.append(span)
    if not spans:
        return []
    names = Names(evidence, spans)
    introductions = [
        introduction
        for introduction in _share_organizations(Appositions(names).find(), analysis.text)
        if introduction.titles and not any(title.text.endswith(_REPORTER_TITLE) for title in introduction.titles)
    ]
    people = Identity(analysis, names, introductions).resolve()
    for person in people:
        person.organization = person.organization or office_over(analysis.text, person.introduced)
    return [_as_person(person) for person in people]


def _reporters(analysis: Analysis) -> list[Person]:
    reporter, span = analysis.reporter, analysis.reporter_span
    if reporter is None or reporter.name is None or span is None:
        return []
    text = analysis.text
    line_end = text.find("\n", span.end, span.end + _LONGEST_SIGNATURE)
    following = Words(text, [Span(span.end, line_end if line_end >= 0 else min(len(text), span.end + 12))])
    at = next((at for at, word in enumerate(following[:5]) if split_apposed_title(word.text) == word.text), None)
    mention = Mention(text[span.start : span.end], span.start, span.end)
    if at and following[at].text.endswith(_REPORTER_TITLE):
        at = None  # 송하레 석가온 기자 =
    if at and all(word.text[0].isalnum() for word in following[:at]):  # 석태백 한빛대 사회학과 교수
        return [
            Person(reporter.name, (following[at].text,), text[following[0].start : following[at - 1].end], (mention,))
        ]
    title = split_apposed_title(following[0].text) if following else None
    if title is None and following and not reporter.email:  # a reader signs with the town: 빈솔 · 나래시 가온동
        return [Person(reporter.name, (), None, (mention,))]
    return [Person(reporter.name, (title or _REPORTER_TITLE,), analysis.outlet, (mention,))]


def name_of(analysis: Analysis, start: int, end: int) -> str | None:
    """Return the name of the person that `[start, end)` speaks of, the last one if there are more, None if nobody.

    ``name_of(analysis, *span)`` of `윤 시장` in a text that introduced `윤도석 제천시장` is 윤도석; so is that of
    `제천시장` right after the name, and of `나래소프트 최고경영자(CEO)` there.
    """
    found: tuple[int, str] | None = None
    called = without_parentheses(analysis.text[start:end])
    for mention in starting_in(analysis.mentions, start - LONGEST_MENTION, end):
        person = analysis.people[mention.person]
        if found is not None and mention.start == found[0]:
            continue
        apposed = mention.end + 1 == start and called.endswith(person.titles)
        if start < mention.end or apposed or (called == "씨" and start - mention.end < 2):
            found = (mention.start, person.name)
    return found[1] if found else None
