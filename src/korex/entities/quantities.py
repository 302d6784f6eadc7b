"""Quantities: amounts of money, people, size, age, order …, found by rule and read as numbers."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, cast

import regex

from korex.entities.temporal.numerals import parse_number as read_numeral
from korex.language.analysis import Analysis, Candidate, Morphemes, analysis_of
from korex.language.spans import overlapping
from korex.matching.files import read_rows
from korex.matching.rules import Match, RuleMatcher, load_rules
from korex.schema import Quantity, QuantityKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

RULES = "entities/quantities.toml"
_SCALES = {"십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
_WORDS = {"일": 1, "이": 2, "삼": 3, "첫": 1}
_NUMBER_PART = regex.compile(r"[\d.]+|[십백천만억조경]")
_COUNTING = frozenset(("두", "세", "네", "다섯", "여섯"))
_TEMPORAL = frozenset(("DATE", "TIME"))


class Quantities:
    """Adds QUANTITY candidates over the whole text and `quantities` of the content sections.

    A number inside a temporal expression or a contact is none: those come first in the pipeline.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self._matcher = RuleMatcher(load_rules(RULES, frozenset(("QUANTITY",))))

    def __call__(self, doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        taken = _taken(analysis)
        ends = set(analysis.morphemes.ends)
        items: list[tuple[Match, Quantity]] = []
        for match in self._matcher.match(doc, analysis):
            if not taken.isdisjoint(range(match.start, match.end)) or _inside_a_word(match, analysis.morphemes, ends):
                continue
            match = _without_verb(match, analysis)
            analysis.candidates.append(
                Candidate(match.start, _entity_end(match), "QUANTITY", match.rule.id, match.rule.priority)
            )
            if item := quantity_of(match, analysis.text):
                items.append((match, item))
        for start, end in _counted_nouns(analysis):
            if taken.isdisjoint(range(start, end)):
                analysis.candidates.append(Candidate(start, end, "QUANTITY", "quantity.counted_noun", 38))
        analysis.quantities.extend(_chosen(items, analysis))
        return doc


def _counted_nouns(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Yield the spans of numerals with the noun they count: 두 아들."""
    morphemes = analysis.morphemes
    forms, tags = morphemes.forms, morphemes.tags
    for index, tag in enumerate(tags[:-1]):
        if tag == "MM" and forms[index] in _COUNTING and tags[index + 1] == "NNG" and len(forms[index + 1]) > 1:
            last = index + 1
            if last + 1 < len(tags) and tags[last + 1] == "NNG" and morphemes.starts[last + 1] == morphemes.ends[last]:
                last += 1
            yield morphemes.starts[index], morphemes.ends[last]


def _inside_a_word(match: Match, morphemes: Morphemes, ends: set[int]) -> bool:
    """Tell whether what looks like a numeral is the beginning of another word: 너 in 너무, 만 in 만화."""
    if (sino := match.groups.get("sino")) is not None:
        end = match.start + len(sino.rstrip())
        return end not in ends or any(morphemes.tags[i] != "NR" for i in morphemes.range(match.start, end))
    word = match.groups.get("numeral") or match.groups.get("several")
    if word is None:
        return False
    tag = morphemes.tags[max(0, morphemes.at(match.start))]
    return tag[0] == "V" or tag[0] == "E" or match.start + len(word) not in ends


def _without_verb(match: Match, analysis: Analysis) -> Match:
    """Return a match without the unit that is the beginning of a verb: 푼 in `30억 푼다`."""
    unit = match.groups.get("unit")
    if unit is None:
        return match
    morphemes, start = analysis.morphemes, match.end - len(unit)
    index = morphemes.first_at(start)
    if index == len(morphemes) or morphemes.starts[index] >= match.end or morphemes.tags[index] != "VV":
        return match
    end = match.start + len(analysis.text[match.start : start].rstrip())
    return match._replace(end=end, groups={name: word for name, word in match.groups.items() if name != "unit"})


def _entity_end(match: Match) -> int:
    """Return where the entity of a match ends, which of 2%포인트 is 2%, as KLUE-NER has it."""
    unit = match.groups.get("unit") or ""
    return match.end - len(unit) + 1 if unit.startswith("%") else match.end


def _taken(analysis: Analysis) -> set[int]:
    """Return the characters that belong to temporal expressions and contacts."""
    taken: set[int] = set()
    for candidate in analysis.candidates:
        if candidate.label in _TEMPORAL:
            taken.update(range(candidate.start, candidate.end))
    for contact in analysis.contacts:
        taken.update(range(contact.start, contact.end))
    return taken


def _chosen(items: list[tuple[Match, Quantity]], analysis: Analysis) -> list[Quantity]:
    """Return the quantities of the content sections that do not overlap each other or an item of `dates`."""
    taken: set[int] = set()
    for date in analysis.dates:
        taken.update(range(date.start, date.end))
    chosen: list[Quantity] = []
    content = analysis.content_spans()
    for match, item in sorted(items, key=lambda pair: (-pair[0].rule.priority, pair[1].start - pair[1].end)):
        span = range(match.start, match.end)
        if taken.isdisjoint(span) and any(
            section.start <= item.start and item.end <= section.end
            for section in overlapping(content, item.start, item.end)
        ):
            taken.update(span)
            chosen.append(item)
    return sorted(chosen, key=lambda item: item.start)


def quantity_of(match: Match, text: str) -> Quantity | None:
    """Return the item a match stands for, None where its rule names no kind or its words no number."""
    kind = match.rule.values.get("kind")
    if kind is None:
        return None
    value = _value(match.groups)
    if value is None:
        return None
    unit = match.groups.get("unit")
    if kind == "UNIT":
        kind = _unit_kinds().get(unit or "", "OTHER")
    if "below" in match.groups:  # 영하
        value = -value
    start, end = match.start, match.end
    return Quantity(text[start:end], start, end, cast(QuantityKind, kind), value, unit)


def _value(groups: dict[str, str]) -> int | float | None:
    if groups.get("numeral"):
        return _numerals().get(groups["numeral"])
    if groups.get("sino"):
        return read_numeral(groups["sino"])
    number = groups.get("number")
    if not number:
        return None
    value = float(_WORDS[number]) if number in _WORDS else parse_number(number)
    if denominator := groups.get("denominator"):
        below = _numerals().get(denominator) or parse_number(denominator)
        value = value / below if below else value
    if not math.isfinite(value):  # hundreds of digits
        return None
    return int(value) if value == int(value) else value


def parse_number(words: str) -> float:
    """Return the value of digits mixed with 십, 백, 천, 만, 억, 조.

    >>> parse_number("12억 3천만"), parse_number("18만4천900")
    (1230000000.0, 184900.0)
    """
    total = group = digits = 0.0
    pending = False  # digits that no scale word has taken yet
    for part in _NUMBER_PART.findall(words.replace(",", "")):
        if part[0].isdigit():
            digits, pending = float(part.rstrip(".")), True
        elif (scale := _SCALES[part]) < 10**4:
            group += (digits if pending else 1) * scale
            pending = False
        else:
            group += digits if pending else 0
            total += (group or 1) * scale
            group, pending = 0.0, False
    return total + group + (digits if pending else 0)


@cache
def _unit_kinds() -> dict[str, str]:
    return {row[0]: row[1] for row in read_rows("lexicons/units.tsv")}


@cache
def _numerals() -> dict[str, int]:
    return {word: int(value) for word, value in read_rows("lexicons/numerals.tsv")}
