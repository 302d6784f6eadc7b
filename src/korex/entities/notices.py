"""Events of notices: what a line names whose day the next line gives: 2. 작가와의 만남 ⏎ 가. 일시: 4월 27일."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from korex.entities.event_items import Found
from korex.entities.event_words import cues, event_words, head_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from korex.language.analysis import Analysis

_LABEL = "일시"
_OTHER_LABEL = "일 시"
_DAY_LINE = regex.compile(
    r"\n[ \t]{0,4}(?:[가-하][.)]|[①-⑳]|\d{1,2}[.)]|[○●□■◆◇▶▷◦▪*·ㅇ-])?[ \t]{0,2}일[ \t]{0,4}시\s?[:：]"
)
_LISTED = regex.compile(r"[ \t]{0,4}(?:\d{1,2}[.)]|[가-하][.)]|[①-⑳]|[○●□■◆◇▶▷◦▪*·ㅇ-])[ \t]{0,2}")
_LONGEST = 45
_MARKS = {"‘": "’", "“": "”", "「": "」", "『": "』", "<": ">", "〈": "〉", "《": "》", "[": "]"}


def events_of_notices(analysis: Analysis) -> Iterator[Found]:
    """Yield the events that head the lines of a notice which say when they are."""
    text = analysis.text
    if _LABEL not in text and _OTHER_LABEL not in text:
        return
    announced = cues("announced")
    for match in _DAY_LINE.finditer(text):
        end = match.start()
        start = text.rfind("\n", max(0, end - _LONGEST), end) + 1
        listed = _LISTED.match(text, start, end)
        if listed is None:
            continue
        start = listed.end()
        if said := announced.search(text, start, end):
            end = said.start()
        while end > start and text[end - 1] in " \t\r:":
            end -= 1
        if _MARKS.get(text[start : start + 1]) == text[end - 1] and text[start] not in text[start + 1 : end]:
            start, end = start + 1, end - 1
        name = text[start:end]
        if 2 < len(name) <= _LONGEST and not name.endswith(tuple(event_words("no_heading"))) and ":" not in name:
            yield Found(start, end, head_of(name)[0] or "OTHER", "event.heading", 58, True)
