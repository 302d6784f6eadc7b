"""What a text calls an organization for short, by the parentheses after its name: 세계보건기구(WHO)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from korex.entities.employers import with_added
from korex.entities.lexicons import PLACE_CLASSES, lexicon_classes, tail_classes, word_set
from korex.language.analysis import Candidate
from korex.language.spans import occurrences, overlapping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from korex.language.spans import Placed

ABBREVIATED = "organization.abbreviated"
_GLOSS = regex.compile(r"\(([^()\n]{2,60})\)")
# (?r): matched from its end; LH(한국토지주택공사) is told the other way round
_BEFORE = regex.compile(r"(?r)(?P<name>\p{Hangul}{3,30}|(?<!\p{L})(?P<latin>[A-Z][A-Z\d&-]{1,9})) ?$")
_BETWEEN = regex.compile(r"[·ㆍ,;/]")
_MARKS = "‘’“”'\"「」"
_SO = "(?P<so>(?:이하|약칭|약어|영문명?)[ :]{0,2})"
_CALLED = regex.compile(rf"\s*{_SO}*[{_MARKS}]?(?P<name>[^{_MARKS}]+)[{_MARKS}]?\s*")
_LATIN = regex.compile(r"[A-Z][A-Za-z\d]*(?:[A-Z]|[&-][A-Za-z])[A-Za-z\d&-]*")
_HANGUL = regex.compile(r"\p{Hangul}{2,8}")
_BODIES = tuple(word_set("organizations", "bodies"))
_OTHERS = word_set("organizations", "no_abbreviations") | word_set("organizations", "called_by_kind")
_NOT_SHORT = PLACE_CLASSES | {"title", "title_tail", "korean_region", "ambiguous_region"}
_PARTICLES = "|".join(sorted(word_set("people", "particles") | {"에서", "에는", "에서는"}, key=len, reverse=True))
_BEGIN = regex.compile(r"(?<![\p{Hangul}\p{Latin}])")
END = regex.compile(rf"(?:{_PARTICLES})?(?!\p{{Hangul}}|\p{{Latin}})")  # what a name may end before


def abbreviations(text: str, organizations: Iterable[Placed]) -> dict[str, str]:
    """Return the full name for each short one that a text uses again; `organizations` are where it names some.

    >>> abbreviations("세계보건기구(WHO)는 지침을 냈다. WHO는 이를 알렸다.", [])
    {'WHO': '세계보건기구'}
    >>> abbreviations("나래전자(서울)는 서울에 있다.", [])
    {}
    """
    if "(" not in text:
        return {}
    starts = {item.end: item.start for item in organizations}
    found: dict[str, str] = {}
    for match in _GLOSS.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - 31), match.start())
        if before is None:
            continue
        first, end = starts.get(before.end("name")), before.end("name")
        if latin := before["latin"]:
            full = match[1].strip()
            if _HANGUL.match(full) and _is_organization(full.split(" ")[-1]) and text.count(latin) > 1:
                found.setdefault(latin, full)
        elif first is not None or _is_organization(before["name"]):
            full = before["name"] if first is None else text[first:end]
            for short in filter(None, (_short(part, full) for part in _BETWEEN.split(match[1]))):
                if short not in found and text.count(short) > 1 + full.count(short):
                    found[short] = full
    return found


def _is_organization(word: str) -> bool:
    return "organization_tail" in tail_classes(word) or word.endswith(_BODIES)


def _short(part: str, full: str) -> str | None:
    """Return the short name that a part of a parenthesis gives: its letters, or syllables of the full name."""
    called = _CALLED.fullmatch(part)
    name = called["name"].strip() if called else ""
    if not called or name in _OTHERS or not _NOT_SHORT.isdisjoint(lexicon_classes(name)):
        return None
    if _LATIN.fullmatch(name):
        return name
    if not _HANGUL.fullmatch(name) or len(name) >= len(full):
        return None
    syllables = iter(full)
    return name if called["so"] or all(syllable in syllables for syllable in name) else None


def abbreviated(entities: list[Candidate], text: str) -> list[Candidate]:
    """Give the organizations that a text calls by two names their label wherever they stand.

    >>> found = [Candidate(0, 6, "ORG", "crf:0.99"), Candidate(18, 21, "PERSON", "crf:0.51")]
    >>> [entity.label for entity in abbreviated(found, "대한가온협회(대가협)가 모였다. 대가협은 회비를 올린다.")]
    ['ORG', 'ORG', 'ORG']
    """
    full = abbreviations(text, [entity for entity in entities if entity.label == "ORG"])
    if not full:
        return entities
    known = {(entity.start, entity.end) for entity in entities if entity.label == "ORG"}
    added: list[Candidate] = []
    for name, start in occurrences({*full, *full.values()}, text):
        end = start + len(name)
        if (start, end) in known or not _BEGIN.match(text, start) or not END.match(text, end):
            continue
        if all(start <= other.start and other.end <= end + 1 for other in overlapping(entities, start, end)):
            added.append(Candidate(start, end, "ORG", ABBREVIATED))
    return with_added(entities, added)
