"""Whose turn it is to speak where no marks stand around the words: minutes, transcripts, a speech."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from korex.language.spans import LONGEST_MENTION, count_before, overlapping, starting_in
from korex.schema import Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from korex.language.analysis import Analysis

_CIRCLE = re.compile("[○◯◎●〇]")
# ○위원 길도오  …, ◯시장 김모, ○한도움 의장 …: the name is the short word beside the title.
_LINE = re.compile(
    r"^[ \t]*[○◯◎●〇](?P<blank>[ \t]?)(?P<first>[^\s○]{1,20})[ \t]+(?P<second>[가-힣]{2,4})(?=[ \t]|$)[ \t]*", re.M
)
_TITLES = ("의원", "위원", "의장", "위원장", "시장", "군수", "구청장", "국장", "과장", "실장", "교수", "대표")
# 길도오 위원: 심사를 이어 가겠습니다.
_LABEL = re.compile(
    r"(?m)^[ \t]*[▲△◆◇■□○●\-]?[ \t]?(?P<label>[가-힣][가-힣 ]{1,24}?(?:\([가-힣 ]{2,12}\))?)[ \t]?"
    r"(?:[:：]|(?P<arrow>[>〉▷]))[ \t]*(?=[^\s/])"
)
# ◇ 앵커> …: the words of the one who asks are nobody's turn, but they end the turn before
_ASKS = re.compile(r"(?:앵커|기자|진행자?|사회자?|질문|MC|아나운서)")
# 나래시장 길도오입니다, 길도오 시장이 인사드립니다
_PRESENTS = re.compile(r"(?:\s[가-힣]{2,8})?(?:입니다|(?:이?라고|이라) 합니다|(?:이|가)? 인사 ?(?:드립|올립)니다)")
_ADDRESSES = re.compile(r"여러분|안녕하십니까|안녕하세요|존경하는|사랑하는")
# A. 감태를 심었어요. …, up to the next question or an empty line
_ANSWERED = re.compile(r"\n[ \t]{0,3}(?:A\d{0,2}|답변?) ?[.):]")  # all but the first one are below something
_ANSWER = re.compile(
    r"(?m)^[ \t]{0,3}(?:A\d{0,2}|답변?) ?[.):](?:(?!\n[ \t]{0,3}(?:Q\d{0,2}|문|질문) ?[.):]|\n\n).)*", re.S
)
_CLOSING_LABELS = (":", "：", ">", "〉", "▷")
_FEWEST_ANSWERS = 2
_WORKS_ON_AIR = ("기자", "앵커", "아나운서", "캐스터", "리포터")
_OPENING = 600  # characters of a speech within which one says who one is


class Turn(NamedTuple):
    """What one person says: from the end of the speaker's name to the next speaker."""

    start: int
    end: int
    name: Mention


def find_turns(analysis: Analysis) -> list[Turn]:
    """Return the turns of minutes (``○위원 길도오  심사를 이어 가겠습니다.``), a transcript or a speech, in order."""
    return _of_minutes(analysis) or _of_transcript(analysis) or _of_answers(analysis) or _of_speech(analysis)


def _of_minutes(analysis: Analysis) -> list[Turn]:
    if not _CIRCLE.search(analysis.text):
        return []
    names = []
    for line in _LINE.finditer(analysis.text):
        group = "first" if line["second"].endswith(_TITLES) else "second"
        # `○ 일시 오전` of a notice looks the same.
        if not line["blank"] or _is_person(analysis, *line.span(group)):
            names.append((line.start(), line.end(), Mention(line[group], *line.span(group))))
    return _until_next(analysis, names)


def _of_transcript(analysis: Analysis) -> list[Turn]:
    if not any(mark in analysis.text for mark in _CLOSING_LABELS):
        return []
    names: list[tuple[int, int, Mention | None]] = []
    for line in _LABEL.finditer(analysis.text):
        if _is_person(analysis, *line.span("label")):
            names.append((line.start(), line.end(), Mention(line["label"], *line.span("label"))))
        elif line["arrow"] or _ASKS.fullmatch(line["label"]):
            names.append((line.start(), line.end(), None))
    return _until_next(analysis, names) if sum(name is not None for _, _, name in names) > 1 else []


def _of_answers(analysis: Analysis) -> list[Turn]:
    """Return the answers of an interview as the turns of whom the text before them names most."""
    answers = [*_ANSWER.finditer(analysis.text)] if _ANSWERED.search(analysis.text) else []
    if len(answers) < _FEWEST_ANSWERS or not analysis.people:
        return []
    first = answers[0].start()
    people = [person for person in analysis.people if not works_on_air(person.titles)] or analysis.people
    asked = max(people, key=lambda person: (count_before(person.mentions, first), -person.mentions[0].start))
    if not count_before(asked.mentions, first):
        return []
    return [Turn(answer.start(), answer.end(), asked.mentions[0]) for answer in answers]


def works_on_air(titles: Sequence[str]) -> bool:
    """Say whether somebody's titles are those of who asks and reports: 기자, 앵커."""
    return any(title.endswith(_WORKS_ON_AIR) for title in titles)


def _until_next(analysis: Analysis, names: Sequence[tuple[int, int, Mention | None]]) -> list[Turn]:
    ends = (*(start for start, _, _ in names[1:]), len(analysis.text))
    return [Turn(start, end, name) for (_, start, name), end in zip(names, ends, strict=False) if name is not None]


def _is_person(analysis: Analysis, start: int, end: int) -> bool:
    return any(
        mention.start < end and start < mention.end
        for person in analysis.people
        for mention in starting_in(person.mentions, start - LONGEST_MENTION, end)
    )


def _of_speech(analysis: Analysis) -> list[Turn]:
    """Return the whole body as the turn of the one person who says who they are to those present."""
    body = [section for section in analysis.sections if section.kind == "BODY"]
    if not body or not _ADDRESSES.search(analysis.text, body[0].start, body[-1].end):
        return []
    start, end = body[0].start, body[-1].end
    speakers = [
        mention
        for person in analysis.people
        if not works_on_air(person.titles)
        for mention in starting_in(person.mentions, start, min(end, start + _OPENING))
        if _PRESENTS.match(analysis.text, mention.end)
        and not any(overlapping(analysis.quotes, mention.start, mention.end))
    ]
    return [Turn(start, end, speakers[0])] if len(speakers) == 1 else []
