"""Takes names, numbers and other chosen things out of a text: the same person gets the same placeholder throughout.

>>> import korex
>>> korex.redact("윤가람 시장은 점검을 지시했다. 문의는 02-555-0134로, 윤 시장이 답한다.").text
'[인물1] 시장은 점검을 지시했다. 문의는 [전화1]로, [인물1] 시장이 답한다.'
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import regex

from korex.errors import InputError
from korex.language.analysis import analysis_of
from korex.language.particles import fit_particle, particle_at
from korex.matching.files import read_toml
from korex.pipeline import extract, own_labels, shared_pipeline
from korex.redaction_targets import LABELS, WORDS, RedactionLabel, Target, targets_of
from korex.schema import Extraction

if TYPE_CHECKING:
    from datetime import date, datetime

    from spacy.language import Language

# What is taken out unless the caller says otherwise.
DEFAULT_LABELS: tuple[RedactionLabel, ...] = ("PERSON", "EMAIL", "PHONE", "ID", "ADDRESS")
DEFAULT_TEMPLATE = "[{name}{number}]"

_PARTICLE = 16  # characters: no particle is longer, decomposed and with what follows
_FIELDS = frozenset({"name", "label", "number", "first"})


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

    `labels` are those of entities, EMAIL, PHONE, URL, ADDRESS, and ID: resident, passport, licence, card, account,
    business numbers and number plates. A person is one wherever the text calls them by name, by family name and title,
    or by 씨; titles stay unless TITLE is among the labels. In `template`, ``{name}`` is what it is in Korean,
    ``{label}`` the label, ``{number}`` tells them apart, ``{first}`` is the first character. Particles are fitted to
    the placeholder.
    With ``reversible=True`` the result holds what it took out. `nlp` is a pipeline of your own.
    A label of your own is one that the words or rules of `nlp` give, or that the result has.
    Raises `InputError` for a label or template that is none.
    """
    nlp = nlp or shared_pipeline()
    found = {entity.label for entity in text.entities} if isinstance(text, Extraction) else set()
    wanted = check_labels(labels, {*found, *own_labels(nlp)})
    check_template(template)
    extraction = text if isinstance(text, Extraction) else extract(text, reference_date=reference_date, nlp=nlp)
    doc = nlp.make_doc(extraction.text)
    targets = targets_of(extraction, doc, analysis_of(doc), wanted)
    return _replaced(extraction.text, targets, template, reversible=reversible)


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
        particle = _particle(text, found.end())
        pieces += [text[at : found.start()], original, _fitted(particle, unicodedata.normalize("NFC", original))]
        at = found.end() + len(particle[0])
    return "".join((*pieces, text[at:]))


def _replaced(text: str, targets: list[Target], template: str, *, reversible: bool) -> Redaction:
    names: dict[str, str] = read_toml(WORDS)["names"]
    numbers: dict[RedactionLabel, dict[str, int]] = {}
    pieces: list[str] = []
    replacements: list[Replacement] = []
    mapping: dict[str, str] = {}
    at = length = 0
    for target in targets:
        same = numbers.setdefault(target.label, {})
        number = same.setdefault(target.identity, len(same) + 1)
        original = text[target.start : target.end]
        name = names.get(target.label, target.label)
        placeholder = template.format(name=name, label=target.label, number=number, first=original[0])
        before = text[at : target.start]
        particle = _particle(text, target.end)
        old, new = particle[0], _fitted(particle, placeholder)
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


def _particle(text: str, at: int) -> tuple[str, str]:
    """Return the particle at a place as it is written there, and composed; they differ in decomposed Hangul."""
    composed = particle_at(text, at) or particle_at(unicodedata.normalize("NFC", text[at : at + _PARTICLE]), 0)
    for written in (composed, unicodedata.normalize("NFD", composed)):
        if composed and text.startswith(written, at):
            return written, composed
    return "", ""


def _fitted(particle: tuple[str, str], word: str) -> str:
    """Return a particle in the form that follows a word, decomposed where it was."""
    written, composed = particle
    fitted = fit_particle(composed, word)
    return fitted if written == composed else unicodedata.normalize("NFD", fitted)


def check_labels(labels: Iterable[str], own: Iterable[str] = ()) -> frozenset[str]:
    """Return the labels as a set; raises `InputError` for one that is neither korex's nor the user's own."""
    given = [labels] if isinstance(labels, str) else list(labels)
    allowed = tuple(dict.fromkeys((*LABELS, *sorted(own))))
    if unknown := [label for label in given if label not in allowed]:
        raise InputError(f"labels: {unknown[0]!r}; allowed: {', '.join(allowed)}")
    return frozenset(given)


def check_template(template: str) -> None:
    """Raise `InputError` for a template with anything but its four fields."""
    try:
        fields = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError as error:
        raise InputError(f"template {template!r}: {error}") from error
    if unknown := fields - _FIELDS:
        raise InputError(f"template {template!r}: unknown {sorted(unknown)}; allowed: {', '.join(sorted(_FIELDS))}")
