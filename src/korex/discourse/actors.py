"""Noun phrases that can act and speak: who stands where in a sentence."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from korex.language.enclosures import without_parentheses
from korex.language.spans import overlapping
from korex.matching.files import read_toml

if TYPE_CHECKING:
    from korex.language.analysis import Analysis

# Tags a noun phrase is made of; a modifier with 의 or an adnominal ending is not part of it.
_NOMINAL = frozenset({"NNG", "NNP", "NNB", "NP", "NR", "XSN", "XPN", "XR", "SL", "SH", "SN", "MM"})
_SUBJECT = frozenset({"이", "가", "께서", "에서"})
_TOPIC = frozenset({"은", "는", "도", "ᆫ"})
PREDICATES = frozenset({"VV", "VA", "VX", "XSV", "XSA", "VCP", "VCN"})

# A(34)씨, 김모(45) 씨, 이 모 씨: the age goes, the rest is what the text calls the person.
_ANONYMOUS = re.compile(
    r"(?P<head>[A-Z]{1,2}|[가-힣]{1,2}\s?(?:모|아무개|○○|OO))\s?(?:\([^)]{1,12}\))?\s?(?P<tail>씨|군|양|대표|교수)$"
)

_LONGEST_PHRASE = 200


class Actor(NamedTuple):
    """A noun phrase `[start, end)` in a role: TOPIC (은/는/도), SUBJECT (이/가/께서), PLACE (에서는)."""

    start: int
    end: int
    role: str


@lru_cache(maxsize=1)
def _knowledge() -> tuple[tuple[str, ...], frozenset[str], tuple[str, ...]]:
    data = read_toml("discourse/actors.toml")
    return tuple(data["endings"]["words"]), frozenset(data["phrases"]["words"]), tuple(data["proxies"]["words"])


def actors_between(analysis: Analysis, start: int, end: int) -> list[Actor]:
    """Return the topics and subjects of `[start, end)`, in order, whether or not they can act.

    In `윤 시장은 물가가 올랐다` they are 윤 시장 (TOPIC) and 물가 (SUBJECT).
    """
    morphemes = analysis.morphemes
    forms, tags = morphemes.forms, morphemes.tags
    found: list[Actor] = []
    for index in morphemes.range(start, end):
        tag, form = tags[index], forms[index]
        if tag == "JKS" and form in _SUBJECT:
            role = "SUBJECT"
        elif tag == "JX" and form in _TOPIC:
            role = "TOPIC"
        else:
            continue
        head = index
        while head > 0 and tags[head - 1] in ("JKS", "JKB", "JX"):
            head -= 1
        if head < index:
            if tags[head] == "JKS":
                continue  # 께서는: the subject is already there
            if tags[head] == "JKB":
                if forms[head] != "에서":
                    continue
                role = "PLACE"
        if phrase := noun_phrase_before(analysis, head, start):
            found.append(Actor(*phrase, role))
    return found


def noun_phrase_before(analysis: Analysis, index: int, limit: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends right before morpheme `index`, not reaching back over `limit`."""
    morphemes, text = analysis.morphemes, analysis.text
    tags, starts, ends = morphemes.tags, morphemes.starts, morphemes.ends
    if index < 1 or index >= len(tags):
        return None
    end = ends[index - 1]
    limit = max(limit, end - _LONGEST_PHRASE)
    first = index
    at = index - 1
    while at >= 0 and starts[at] >= limit:
        if tags[at] == "SSC" and text[starts[at]] == ")":
            opening = at - 1
            while opening >= 0 and at - opening < 20 and tags[opening] != "SSO":
                opening -= 1
            if opening < 0 or tags[opening] != "SSO" or starts[opening] < limit:
                break
            at = opening
        elif tags[at] not in _NOMINAL and not (tags[at] == "SW" and text[starts[at]] in "·○"):
            break
        if first < index and "\n" in text[ends[at] : starts[first]]:
            break
        first = at
        at -= 1
    start = starts[first] if first < index else end
    for entity in overlapping(analysis.entities, start - 1, start):  # Kiwi may see an adverb or a verb in a rare name
        if entity.start >= limit:
            start = entity.start
    while limit < start < end and "가" <= text[start - 1] <= "힣":
        start -= 1  # 새길당, which an analyser may cut into 새 and 길당
    return (start, end) if start < end else None


def can_act(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a noun phrase names somebody or something that acts: a person, an organization, a role, 주민들, A씨."""
    endings, phrases, _ = _knowledge()
    text = without_parentheses(analysis.text[start:end]).strip()
    if text in phrases or text.endswith(endings) or _ANONYMOUS.search(text):
        return True
    if analysis.text[end - 1] == ")" and (opening := analysis.text.rfind("(", start, end)) > start:
        end = opening  # 최고경영자(CEO)
    return any(
        entity.label in ("PERSON", "ORG", "TITLE") and end <= entity.end
        for entity in overlapping(analysis.entities, end - 1, end)
    )


def stands_for_other(text: str) -> bool:
    """Whether a phrase speaks of somebody near the person it names: `김 후보 측`, `박 대표의 변호인`."""
    return text.endswith(_knowledge()[2])


def surface_of(analysis: Analysis, start: int, end: int) -> str:
    """Return what a text calls an actor without a name: `A(34)씨` is `A씨`, `부품사 대표 A씨` is `A씨`."""
    text = analysis.text[start:end]
    if match := _ANONYMOUS.search(text):
        blank = " " if text[match.start("tail") - 1] == " " else ""
        return match["head"] + blank + match["tail"]
    for entity in overlapping(analysis.entities, start, end):
        # A time before the actor belongs to the sentence: 이날 회사는
        if entity.label in ("DATE", "TIME") and start <= entity.start < entity.end < end:
            text = analysis.text[entity.end : end]
    text = without_parentheses(text).strip()
    return text.removesuffix(" 사이") if text.endswith("들 사이") else text
