"""Who speaks where the form of the page says so: questions and answers, labelled lines of a transcript."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from korex.discourse.actors import can_act
from korex.discourse.people import name_of
from korex.language.spans import count_before, line_start, words_end
from korex.matching.files import read_toml

if TYPE_CHECKING:
    from korex.language.analysis import Analysis

# [상인/김가온: “…”], ◀ 주민 ▶ “…”, 남궁씨: “…”
_LABEL = re.compile(
    r"^[\s\[<(◀◇◆■□▲△○●▶·-]{0,10}(?P<label>[^\n:：\]▶>]{1,40}?)\s{0,5}(?P<close>[:：\]▶>)]{1,5})\s{0,5}$"
)
_CLOSING = (":", "：", "]", "▶", ">", ")")
_NAME_AND_ROLE = re.compile(r"(?P<name>[가-힣]{2,4})\s*[/|]")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = read_toml("discourse/quotation.toml")["interview"]
    return re.compile(data["question"]), re.compile(data["answer"])


def interviewee(analysis: Analysis, offset: int) -> str | None:
    """Return whom a page of questions and answers is about if `offset` is in an answer: whom it has named most."""
    text = analysis.text
    line = line_start(text, offset)
    previous_end = words_end(text, line)
    previous = text[line_start(text, previous_end) : previous_end]
    question, answer = _patterns()
    if not (question.match(previous) or answer.match(text, line)):
        return None
    counts = [
        (count_before(person.mentions, offset), -order, person.name) for order, person in enumerate(analysis.people)
    ]
    return max(counts)[2] if counts and max(counts)[0] else None


def label_before(analysis: Analysis, offset: int) -> str | None:
    """Return the speaker whose label stands right before a quotation: `[김가온/상인: “…”]`."""
    text = analysis.text
    line = max(text.rfind("\n", 0, offset) + 1, offset - 60)
    before = text[line:offset]
    if not before.rstrip().endswith(_CLOSING):
        return None
    match = _LABEL.match(before)
    if match is None or match["close"] in (")", ">"):
        return None
    start, end = line + match.start("label"), line + match.end("label")
    if name := name_of(analysis, start, end):
        return name
    if role := _NAME_AND_ROLE.match(match["label"]):
        return role["name"]
    return match["label"].strip() if can_act(analysis, start, end) else None
