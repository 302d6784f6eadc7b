"""Takes names, numbers and other chosen things out of a text: the same person gets the same placeholder throughout.

>>> import korex
>>> korex.redact("윤가람 시장은 점검을 지시했다. 문의는 02-555-0134로, 윤 시장이 답한다.").text
'[인물1] 시장은 점검을 지시했다. 문의는 [전화1]로, [인물1] 시장이 답한다.'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, cast, get_args

import regex

from korex.discourse.identity import surname_of
from korex.errors import InputError
from korex.language.analysis import analysis_of
from korex.language.particles import fit_particle, particle_at, word_ends
from korex.matching.files import read_toml
from korex.matching.rules import RuleMatcher, load_rules
from korex.pipeline import extract, shared_pipeline
from korex.schema import ContactKind, EntityLabel, Extraction, Person

if TYPE_CHECKING:
    from datetime import date, datetime

    from spacy.language import Language

RedactionLabel: TypeAlias = EntityLabel | ContactKind | Literal["ID"]

# What is taken out unless the caller says otherwise.
DEFAULT_LABELS: tuple[RedactionLabel, ...] = ("PERSON", "EMAIL", "PHONE", "ID")
DEFAULT_TEMPLATE = "[{name}{number}]"

_ENTITIES: tuple[str, ...] = get_args(EntityLabel)
_CONTACTS: tuple[str, ...] = get_args(ContactKind)
_ALLOWED = (*_ENTITIES, *_CONTACTS, "ID")
_FIELDS = frozenset({"name", "label", "number", "first"})
_NOT_ALPHANUMERIC = regex.compile(r"[^\p{L}\p{N}]+")


class Replacement(NamedTuple):
    """A placeholder at `[start, end)` of the redacted text; what it stands for only where that is to be reversible.

    `particle` is the particle after it and the one that stood there before, where they differ.
    """

    label: RedactionLabel
    placeholder: str
    start: int
    end: int
    original: str | None = None
    particle: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Redaction:
    """A redacted text with its placeholders; `mapping`, where asked for, says what each one stands for."""

    text: str
    replacements: tuple[Replacement, ...]
    mapping: Mapping[str, str] = field(default_factory=dict)

    def restore(self, text: str | None = None) -> str:
        """Return the text as it was; or another text with these placeholders, an answer to it, with the names put in.

        Particles are fitted to the names. Raises `InputError` for a redaction that was not asked to be reversible.
        """
        if self.replacements and not self.mapping:
            raise InputError("this redaction keeps no originals: ask for them with redact(text, reversible=True)")
        if text is not None and text != self.text:
            return restore(text, self.mapping)
        pieces: list[str] = []
        at = 0
        for replacement in self.replacements:
            pieces += [self.text[at : replacement.start], cast(str, replacement.original)]
            at = replacement.end
            if replacement.particle is not None:
                new, old = replacement.particle
                pieces.append(old)
                at += len(new)
        return "".join((*pieces, self.text[at:]))

    def to_dict(self) -> dict[str, Any]:
        """Return plain dicts, lists, strings and numbers, ready for `json.dumps`."""
        return {
            "text": self.text,
            "replacements": [replacement._asdict() for replacement in self.replacements],
            "mapping": dict(self.mapping),
        }


class _Target(NamedTuple):
    """What is to be taken out at `[start, end)`, and whose or what it is."""

    start: int
    end: int
    label: RedactionLabel
    identity: str


def redact(
    text: str | Extraction,
    labels: Iterable[RedactionLabel] = DEFAULT_LABELS,
    *,
    template: str = DEFAULT_TEMPLATE,
    reversible: bool = False,
    reference_date: date | datetime | str | None = None,
    nlp: Language | None = None,
) -> Redaction:
    """Return a text, or that of a result, without what has one of the labels.

    `labels` are those of entities, EMAIL, PHONE, URL, and ID: resident, passport, licence, card, account, business
    numbers and number plates. A person is one wherever the text calls them by name, by family name and title, or by 씨;
    titles stay unless TITLE is among the labels. In `template`, ``{name}`` is what it is in Korean, ``{label}`` the
    label, ``{number}`` tells them apart, ``{first}`` is the first character. Particles are fitted to the placeholder.
    With ``reversible=True`` the result holds what it took out. `nlp` is a pipeline of your own.
    Raises `InputError` for a label or template that is none.
    """
    wanted = check_labels(labels)
    check_template(template)
    extraction = text if isinstance(text, Extraction) else extract(text, reference_date=reference_date, nlp=nlp)
    targets = [*_contacts(extraction), *_people(extraction), *_entities(extraction)]
    if "ID" in wanted:
        targets += _identifiers((nlp or shared_pipeline()).make_doc(extraction.text))
    chosen = _without_overlaps(target for target in targets if target.label in wanted)
    return _replaced(extraction.text, chosen, template, reversible=reversible)


def restore(text: str, mapping: Mapping[str, str]) -> str:
    """Return a text with placeholders replaced by what they stand for, particles fitted.

    >>> restore("[인물1]은 [인물1]과 다르다.", {"[인물1]": "도하라"})
    '도하라는 도하라와 다르다.'
    """
    if not mapping:
        return text
    longest_first = sorted(mapping, key=len, reverse=True)
    pieces: list[str] = []
    at = 0
    for found in regex.compile("|".join(map(regex.escape, longest_first))).finditer(text):
        if found.start() < at:
            continue
        original = mapping[found[0]]
        particle = particle_at(text, found.end())
        pieces += [text[at : found.start()], original, fit_particle(particle, original)]
        at = found.end() + len(particle)
    return "".join((*pieces, text[at:]))


# ---------------------------------------------------------------------- what to take out


def _contacts(extraction: Extraction) -> Iterator[_Target]:
    for contact in extraction.contacts:
        same = contact.text.lower() if contact.kind != "PHONE" else _NOT_ALPHANUMERIC.sub("", contact.text)
        yield _Target(contact.start, contact.end, contact.kind, same)


def _identifiers(doc: Any) -> Iterator[_Target]:
    analysis = analysis_of(doc)
    for match in _identifier_rules().match(doc, analysis):
        start, end = analysis.normalized.original_span(match.start, match.end)
        yield _Target(start, end, "ID", _NOT_ALPHANUMERIC.sub("", analysis.text[match.start : match.end]))


def _people(extraction: Extraction) -> Iterator[_Target]:
    """Yield the names, family names and parts of names by which the text calls its people."""
    for person in extraction.people:
        for mention in person.mentions:
            size = _name_in(mention.text, person)
            if size:
                yield _Target(mention.start, mention.start + size, "PERSON", person.name)
        yield from _again(extraction.text, person.name)
    known = {person.name for person in extraction.people}
    for entity in extraction.entities:
        if entity.label != "PERSON":
            continue
        name = next((name for name in known if _calls(entity.text, name)), entity.text)
        yield _Target(entity.start, entity.start + len(name), "PERSON", name)
        if name not in known:
            known.add(name)
            yield from _again(extraction.text, name)


def _calls(text: str, name: str) -> bool:
    """Tell whether a person's entity is a name with a particle that the labeller took for a syllable: 표다라야."""
    return len(name) > 2 and text.startswith(name) and word_ends(text, name, len(name))


def _again(text: str, name: str) -> Iterator[_Target]:
    """Yield the places where a name stands that nobody found; a short one may be a word of everyday language."""
    at = text.find(name) if len(name) > 2 else -1
    while at >= 0:
        end = at + len(name)
        if not text[at - 1 : at].isalpha() and word_ends(text, name, end):
            yield _Target(at, end, "PERSON", name)
        at = text.find(name, end)


def _name_in(mention: str, person: Person) -> int:
    """Return how long the part of a mention is that names the person: 윤 of 윤 시장, 0 for 시장 and 그."""
    if mention in person.titles or any(title.endswith(mention) for title in person.titles):
        return 0
    name = person.name
    parts = [name, *name.split(" ")]
    if surname := surname_of(name):
        parts += [surname, name[len(surname) :]]
    return max((len(part) for part in parts if part and mention.startswith(part)), default=0)


def _entities(extraction: Extraction) -> Iterator[_Target]:
    for entity in extraction.entities:
        if entity.label != "PERSON":
            yield _Target(entity.start, entity.end, entity.label, entity.text)


def _without_overlaps(targets: Iterable[_Target]) -> list[_Target]:
    """Return the targets in text order: numbers and contacts go first, then the longer one, then the surer identity."""
    kept: list[_Target] = []
    taken: set[int] = set()
    ranks = {"ID": 0, "EMAIL": 1, "PHONE": 1, "URL": 1, "PERSON": 2}
    for target in sorted(targets, key=lambda target: (ranks.get(target.label, 3), target.start - target.end)):
        span = range(target.start, target.end)
        if span and taken.isdisjoint(span):
            taken.update(span)
            kept.append(target)
    return sorted(kept)


@cache
def _identifier_rules() -> RuleMatcher:
    return RuleMatcher(load_rules("privacy/identifiers.toml", frozenset({"ID"})))


# ---------------------------------------------------------------------- what to put there


def _replaced(text: str, targets: list[_Target], template: str, *, reversible: bool) -> Redaction:
    names: dict[str, str] = read_toml("privacy/placeholders.toml")["names"]
    numbers: dict[RedactionLabel, dict[str, int]] = {}
    pieces: list[str] = []
    replacements: list[Replacement] = []
    mapping: dict[str, str] = {}
    at = length = 0
    for target in targets:
        same = numbers.setdefault(target.label, {})
        number = same.setdefault(target.identity, len(same) + 1)
        original = text[target.start : target.end]
        placeholder = template.format(name=names[target.label], label=target.label, number=number, first=original[0])
        before = text[at : target.start]
        old = particle_at(text, target.end)
        new = fit_particle(old, placeholder)
        start = length + len(before)
        length = start + len(placeholder) + len(new)
        pieces += [before, placeholder, new]
        changed = (new, old) if reversible and new != old else None
        replacements.append(
            Replacement(
                target.label,
                placeholder,
                start,
                start + len(placeholder),
                original if reversible else None,
                changed,
            )
        )
        if reversible:
            known = mapping.setdefault(placeholder, target.identity if target.label == "PERSON" else original)
            if known != (target.identity if target.label == "PERSON" else known):
                raise InputError(f"{template!r} gives two things one placeholder: a reversible one needs {{number}}")
        at = target.end + len(old)
    return Redaction("".join((*pieces, text[at:])), tuple(replacements), mapping)


def check_labels(labels: Iterable[str]) -> frozenset[str]:
    """Return the labels as a set; raises `InputError` for one that is none."""
    given = [labels] if isinstance(labels, str) else list(labels)
    if unknown := [label for label in given if label not in _ALLOWED]:
        raise InputError(f"labels: {unknown[0]!r}; allowed: {', '.join(_ALLOWED)}")
    return frozenset(given)


def check_template(template: str) -> None:
    """Raise `InputError` for a template with anything but its four fields."""
    try:
        fields = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError as error:
        raise InputError(f"template {template!r}: {error}") from error
    if unknown := fields - _FIELDS:
        raise InputError(f"template {template!r}: unknown {sorted(unknown)}; allowed: {', '.join(sorted(_FIELDS))}")
