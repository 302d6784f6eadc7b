"""What `korex.redact` takes out: where people are named, contacts, numbers and addresses stand, and whose they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, get_args

import regex

from korex.discourse.identity import surname_of
from korex.entities.lexicons import lexicon_classes, looks_like_korean_name
from korex.language.analysis import Analysis
from korex.language.particles import word_ends
from korex.matching.files import read_toml
from korex.matching.rules import Match, RuleMatcher, load_rules
from korex.schema import ContactKind, EntityLabel, Extraction, Person

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A label of the user's own is one, too: what a pipeline with words or rules of that label finds.
RedactionLabel: TypeAlias = EntityLabel | ContactKind | Literal["ID", "ADDRESS"] | str

LABELS: tuple[str, ...] = (*get_args(EntityLabel), *get_args(ContactKind), "ID", "ADDRESS")
WORDS = "privacy/words.toml"

_RULES = {"ID": "privacy/identifiers.toml", "ADDRESS": "privacy/addresses.toml", "PERSON": "privacy/names.toml"}
# What goes first where two stand in one place: a number is not part of a name.
_RANKS = {"ID": 0, "EMAIL": 1, "PHONE": 1, "URL": 1, "ADDRESS": 2, "PERSON": 3}
_HAN = regex.compile(r"\p{Han}")
_NOT_ALPHANUMERIC = regex.compile(r"[^\p{L}\p{N}]+")


class Target(NamedTuple):
    """What is to be taken out at `[start, end)` of the text as given, and who or what it is."""

    start: int
    end: int
    label: RedactionLabel
    identity: str


def targets_of(extraction: Extraction, doc: Doc, analysis: Analysis, labels: frozenset[str]) -> list[Target]:
    """Return everything with one of the labels, in order, without overlaps."""
    found: list[Target] = []
    for contact in extraction.contacts:
        same = contact.text.lower() if contact.kind != "PHONE" else _NOT_ALPHANUMERIC.sub("", contact.text)
        found.append(Target(contact.start, contact.end, contact.kind, same))
    for entity in extraction.entities:
        if entity.label != "PERSON":
            found.append(Target(entity.start, entity.end, entity.label, _plain(entity.text)))
    if "PERSON" in labels:
        found += _People(extraction).targets(_formal_names(doc, analysis))
    for label in ("ID", "ADDRESS"):
        if label in labels:
            for start, end, text in _matched(label, doc, analysis):
                found.append(Target(start, end, label, _NOT_ALPHANUMERIC.sub("", text)))
    return _without_overlaps(target for target in found if target.label in labels)


class _People:
    """The people of a text by all their names."""

    def __init__(self, extraction: Extraction) -> None:
        self._text = extraction.text
        self._people = extraction.people
        self._entities = [entity for entity in extraction.entities if entity.label == "PERSON"]
        names = [person.name for person in extraction.people]
        # 다온 씨 after 남궁다온: somebody listed by a part of a name is who has the whole one.
        owners: dict[str, list[str]] = {}
        for name in names:
            for part in set(_parts(name)):
                owners.setdefault(part, []).append(name)
        whole = {name: owners.get(name, []) if len(name) > 1 else [] for name in names}
        self._called = {name: others[0] if len(others) == 1 else name for name, others in whole.items()}
        self._names: dict[str, int] = {}  # each with its place among them
        self._by_part: dict[str, list[str]] = {}
        self._by_first: dict[str, list[str]] = {}
        for name in self._called.values():
            self._add(name)

    def targets(self, formal: Iterable[tuple[int, int, str]]) -> Iterator[Target]:
        """Yield where they are named; `formal` are the names that fields of forms and ends of letters give."""
        for person in self._people:
            for mention in person.mentions:
                if size := _name_in(mention.text, person):
                    yield Target(mention.start, mention.start + size, "PERSON", self._called[person.name])
        for start, end, name in formal:
            yield Target(start, end, "PERSON", self._know(name))
        before, name = 0, ""  # where the entity before ended, and whom it named
        for entity in self._entities:
            # 표다라(表多羅): in parentheses, the same name in hanja
            again = entity.start == before + 1 and self._text[before] == "(" and _HAN.match(entity.text)
            called = " ".join(entity.text.split())
            if not (name and again):
                name = self._know(called)
            before = entity.end
            # 표다라야, 다라야: the labeller may take a particle for a syllable
            size = len(name) if entity.text.startswith(name) else called != name and _given_in(entity.text, name)
            end = entity.start + (size or len(entity.text))
            anonymous = len(entity.text) == 1 and self._text[end : end + 1] == "모"  # 김모씨
            yield Target(entity.start, end + anonymous, "PERSON", name)
        yield from self._again()

    def _add(self, name: str) -> None:
        """Take somebody up, by their name, its parts and its first character."""
        if name in self._names:
            return
        self._names[name] = len(self._names)
        for part in set(_parts(name)):
            self._by_part.setdefault(part, []).append(name)
        if len(name) > 1:
            self._by_first.setdefault(name[0], []).append(name)

    def _know(self, text: str) -> str:
        """Return whom a name calls: somebody known by it, or by its beginning or a part of it, else somebody new."""
        if text in self._names:
            return text
        begins = [text[:size] for size in range(2, len(text) + 1)]
        longer = [name for name in begins if len(name) > 2 and name in self._names and word_ends(text, name, len(name))]
        if longer:
            return min(longer, key=self._names.__getitem__)
        parts = self._by_part.get(text, [])
        if len(parts) == 1 and len(text) > 1:
            return parts[0]
        given = [part for part in begins if part in self._by_part and word_ends(text, part, len(part))]
        begun = {name for part in given for name in self._by_part[part]}
        if len(begun) == 1:
            return begun.pop()
        alike = self._by_first.get(text, [])
        if len(alike) == 1 and _HAN.match(text):  # 洪 사장 after 洪吉童 사장
            return alike[0]
        self._add(text)
        return text

    def _again(self) -> Iterator[Target]:
        """Yield where a name, or a given name as one calls somebody by it, stands that nobody has found.

        A name of two syllables may be a word of everyday language.
        """
        names = [name for name in self._names if len(name) > 2]
        owners: dict[str, list[str]] = {}  # by given name
        for name in names:
            surname = surname_of(name)
            if surname and len(name) - len(surname) == 2:
                owners.setdefault(name[len(surname) :], []).append(name)
        places = self._places({*names, *owners})
        for name in names:
            for at in places.get(name, ()):
                if word_ends(self._text, name, at + len(name)):
                    yield Target(at, at + len(name), "PERSON", name)
        for given, called in owners.items():
            for at in places.get(given, ()):
                if _after_given().match(self._text, at + len(given)):
                    yield from (Target(at, at + len(given), "PERSON", name) for name in called)

    def _places(self, names: set[str]) -> dict[str, list[int]]:
        """Return where words begin with each of some names, in one walk over the text."""
        places: dict[str, list[int]] = {}
        sizes = sorted({len(name) for name in names})
        first = "".join(sorted({regex.escape(name[0]) for name in names}))
        for match in regex.finditer(rf"(?<!\p{{L}})[{first}]", self._text) if names else ():
            for size in sizes:
                word = self._text[match.start() : match.start() + size]
                if word in names:
                    places.setdefault(word, []).append(match.start())
        return places


def _name_in(mention: str, person: Person) -> int:
    """Return how long the part of a mention is that names the person: 윤 of 윤 시장, 0 for 시장 and 그."""
    if mention in person.titles or any(title.endswith(mention) for title in person.titles):
        return 0
    if " ".join(mention.split()) == person.name:  # a name over two lines
        return len(mention)
    parts = [person.name, *_parts(person.name), surname_of(person.name)]
    return max((len(part) for part in parts if part and mention.startswith(part)), default=0)


def _plain(text: str) -> str:
    """Return a name without what differs from one place to the next: full-width letters, blanks, line breaks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _parts(name: str) -> list[str]:
    """Return the words of a name of several, the given name of a Korean one."""
    if " " in name:
        return name.split(" ")
    surname = surname_of(name)
    return [name[len(surname) :]] if surname else []


def _given_in(text: str, name: str) -> int:
    """Return how long the part of a name is that stands in a text before a particle: 다라 of 다라야, 0 if none does."""
    parts = (part for part in _parts(name) if len(part) > 1 and text.startswith(part))
    return max((len(part) for part in parts if word_ends(text, part, len(part))), default=0)


def _formal_names(doc: Doc, analysis: Analysis) -> Iterator[tuple[int, int, str]]:
    """Yield the names that the fields of forms, introductions and the ends of letters give."""
    for start, end, text in _matched("PERSON", doc, analysis):
        if looks_like_korean_name(text) and not lexicon_classes(text):
            yield start, end, text


def _matched(label: str, doc: Doc, analysis: Analysis) -> Iterator[tuple[int, int, str]]:
    """Yield what the rules of a label find, with offsets in the text as given."""
    matches: Iterator[Match] = _matcher(label).match(doc, analysis)
    for match in matches:
        start, end = analysis.normalized.original_span(match.start, match.end)
        yield start, end, analysis.text[match.start : match.end]


def _without_overlaps(targets: Iterable[Target]) -> list[Target]:
    """Return the targets in text order: by rank, then the longer one."""
    kept: list[Target] = []
    taken: set[int] = set()
    for target in sorted(targets, key=lambda target: (_RANKS.get(target.label, 4), target.start - target.end)):
        span = range(target.start, target.end)
        if span and taken.isdisjoint(span):
            taken.update(span)
            kept.append(target)
    return sorted(kept)


@cache
def _after_given() -> regex.Pattern[str]:
    return regex.compile(f"(?:{'|'.join(read_toml(WORDS)['given']['after'])})(?![가-힣])")


@cache
def _matcher(label: str) -> RuleMatcher:
    return RuleMatcher(load_rules(_RULES[label], frozenset({label})))
