"""What a content is, and what stands at its edge: list marks, opening adverbs, mere examples."""

from __future__ import annotations

import re
from typing import NamedTuple

from korex.discourse.clauses import Clause, Phrase
from korex.discourse.directives.knowledge import Knowledge
from korex.discourse.noun_phrases import argument_words
from korex.language.analysis import Analysis, Span
from korex.language.spans import starting_in

_LIST_MARK = re.compile(
    r"(?:[\s,·.…:;~*※▲△◆◇■□○●▶▷ㅇ\-–—]|(?:[가-하]|\d{1,2})[.)](?=\s)|[①-⑳]|(?:[QA]\d?|[문답])[.:](?=\s))*"
)
_OPENING_MARKS = frozenset("“\"‘'")
_CLOSING_MARKS = frozenset("”\"’'")


class Content(NamedTuple):
    """The asked action: its span, who is to act if it says so, whether it is a prohibition."""

    span: Span | None
    addressee: Phrase | None = None
    negative: bool = False


def left_of(item: Phrase | Clause) -> int:
    """Return where a phrase or a clause begins, with everything that modifies it."""
    return item.outer if isinstance(item, Phrase) else item.left


def past_list_marks(text: str, start: int, end: int) -> int:
    """Return the place behind the blanks and list marks that `text[start:end]` begins with."""
    return _LIST_MARK.match(text, start, end).end()  # type: ignore[union-attr]


def is_time(known: Knowledge, phrase: Phrase) -> bool:
    """Say whether a phrase in 에 is when something happens: 위기 상황에, 급한 때에."""
    names = ("circumstances", "time_nouns", "moments")
    return any(phrase.head in known.words[name] for name in names) or phrase.head in argument_words()["clause_nouns"]


def past_open_mark(text: str, span: Span) -> Span:
    """Return a span without a mark at its beginning that closes behind it: “접종이 | 필요”하다고."""
    inside = Span(span.start + 1, span.end)
    if text[span.start : span.start + 1] not in _OPENING_MARKS or inside.start >= inside.end:
        return span
    return inside if _CLOSING_MARKS.isdisjoint(text[inside.start : inside.end]) else span


def skip_opening(analysis: Analysis, known: Knowledge, start: int, end: int) -> int:
    """Move a start over blanks, list marks (가. 1) ※ A.) and adverbs that open a sentence (또, 특히)."""
    text = analysis.text
    while start < end:
        start = past_list_marks(text, start, end)
        space = text.find(" ", start, end)
        word = text[start:space].rstrip(",")
        if space < 0 or word not in known.words["opening"]:
            break
        if word == "또" and text.startswith("다른", space + 1):
            break  # 또 다른 길
        if word in ("함께", "더불어") and not text[:start].endswith("이와 "):
            break  # 함께 힘을 모아 달라
        start = space
    return start


def skip_asking_time(analysis: Analysis, known: Knowledge, start: int, end: int) -> int:
    """Move a start over when or how often somebody asked: 애초 | 길을 넓혀 달라고, 여러 차례 | 문을 열자고."""
    text, morphemes = analysis.text, analysis.morphemes
    words = text[start:end].split(" ", 2)
    if len(words) < 2:
        return start
    again = words[1] in known.words["asked_again"]  # 두 번이나; not 두 번 먹으라고
    if words[0] not in known.words["asked_when"] and not again:
        return start
    often = again or words[0] in ("여러", "몇")
    if often and words[1] not in known.words["asked_often"]:
        return start
    after = start + len(words[0]) + 1 + (len(words[1]) + 1 if often else 0)
    span = morphemes.range(after, end)
    ending = next((index for index in span if morphemes.tags[index][0] == "E"), None)
    if ending is None or morphemes.tags[ending] == "ETM":
        return start  # 이미 낸 회비를, 여러 차례 미룬 공사를
    tags, forms = morphemes.tags[span.start : ending], morphemes.forms[span.start : span.stop]
    acted = any(tag[0] == "J" for tag in tags)
    if forms[0] in known.words["planned_then"] or (often and not acted) or forms[-3:][0].endswith("야"):
        return start  # 애초 계획대로, 여러 번 나누어, 애초 막아야 한다
    return skip_asking_time(analysis, known, after, end)


def skip_examples(analysis: Analysis, known: Knowledge, start: int, end: int) -> int:
    """Move a start over names of events that only illustrate what is meant: ‘달빛장터’ 등 | 여러 행사의 안전을 …

    The general noun carries the action by itself where it has a determiner of number (여러, 각종).
    """
    text, morphemes = analysis.text, analysis.morphemes
    mark = text.find(" 등 ", start, end)
    if mark < 0:
        return start
    general = mark + 3
    if text[general:end].split(" ", 1)[0] not in known.words["sundry"]:
        return start
    events = any(entity.label == "EVENT" for entity in starting_in(analysis.entities, start, mark))
    if not events and text[mark - 1] not in "’'」』>〉》":
        return start
    between = {morphemes.tags[index] for index in morphemes.range(start, mark)}
    return general if between.isdisjoint(("EC", "EF", "JKO")) else start
