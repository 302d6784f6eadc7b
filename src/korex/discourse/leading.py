"""The organization somebody is said to lead or belong to in a clause beside the name: 도하람이 이끄는 나래시민악단."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from korex.language.spans import LONGEST_MENTION, starting_in
from korex.matching.files import read_toml

if TYPE_CHECKING:
    from korex.discourse.introductions import Introduction
    from korex.language.analysis import Analysis

_OPENING = 2  # a mark may open the name of the organization: 이끄는 ‘나래악단’
_FAR = 24


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], regex.Pattern[str]]:
    verbs = "|".join(read_toml("discourse/people.toml")["leading"]["verbs"])
    return (
        re.compile(rf"(?:\(\d{{1,3}}\))?(?:씨)?(?:이|가) (?:{verbs}) [‘'“\"]?"),
        # (?r): matched from its end, which is where the name or the title before it begins
        regex.compile(rf"(?r)[’'”\"]?[을를] (?:{verbs}) $"),
    )


def organization_led(analysis: Analysis, introduction: Introduction) -> str | None:
    """Return the organization that a clause right before or after a name says its holder leads.

    `나래시민악단을 이끄는 지휘자 도하람` and `도하람이 이끄는 나래시민악단` give 나래시민악단.
    """
    text = analysis.text
    after, before = _patterns()
    if match := after.match(text, introduction.end):
        for entity in starting_in(analysis.entities, match.end(), match.end() + _OPENING):
            if entity.label == "ORG":
                return text[entity.start : entity.end]
    start = min([introduction.start, *(title.start for title in introduction.titles)])
    if found := before.search(text, max(0, start - _FAR), start):
        for entity in starting_in(analysis.entities, found.start() - LONGEST_MENTION, found.start()):
            if entity.label == "ORG" and entity.end == found.start():
                return text[entity.start : entity.end]
    return None
