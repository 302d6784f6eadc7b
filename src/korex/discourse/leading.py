"""The organization and the title that a clause beside the name gives somebody.

도하람이 이끄는 나래시민악단; 나래위원회 공동위원장을 맡고 있는 도하람.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from korex.discourse.titles import Title, is_position
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


@lru_cache(maxsize=1)
def _held() -> regex.Pattern[str]:
    verbs = "|".join(read_toml("discourse/people.toml")["leading"]["offices"])
    # (?r): matched from its end, which is where the name begins
    return regex.compile(rf"(?r)(?P<title>\p{{Hangul}}{{2,12}})[을를] (?:{verbs}) $")


def add_office_held(analysis: Analysis, introduction: Introduction) -> None:
    """Add the title that a clause right before a name says its holder has, and the organization before that.

    `나래위원회 공동위원장을 맡고 있는 도하람 교수` is a 공동위원장 of 나래위원회, too.
    """
    text = analysis.text
    match = _held().search(text, max(0, introduction.start - _FAR), introduction.start)
    if match is None or not is_position(match["title"]):
        return
    title = Title(match["title"], *match.span("title"))
    introduction.titles.insert(0, title)
    if introduction.organization is None:
        introduction.organization = next(
            (
                text[entity.start : entity.end]
                for entity in starting_in(analysis.entities, title.start - LONGEST_MENTION, title.start)
                if entity.label == "ORG" and entity.end in (title.start - 1, title.start)
            ),
            None,
        )
