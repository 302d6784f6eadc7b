"""What a content is, and what stands at its edge: list marks, opening adverbs, mere examples."""

from __future__ import annotations

import re
from typing import NamedTuple

from korex.discourse.clauses import Clause, Phrase
from korex.discourse.directives.knowledge import Knowledge
from korex.language.analysis import Analysis, Span
from korex.language.spans import starting_in

_LIST_MARK = re.compile(
    r"(?:[\s,·.…:;~*※▲△◆◇■□○●▶▷ㅇ\-–—]|(?:[가-하]|\d{1,2})[.)](?=\s)|[①-⑳]|(?:[QA]\d?|[문답])[.:](?=\s))*"
)


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


def skip_opening(analysis: Analysis, known: Knowledge, start: int, end: int) -> int:
    """Move a start over blanks, list marks (가. 1) ※ A.) and adverbs that open a sentence (또, 특히)."""
    text = analysis.text
    while start < end:
        start = past_list_marks(text, start, end)
        space = text.find(" ", start, end)
        if space < 0 or text[start:space].rstrip(",") not in known.words["opening"]:
            break
        start = space
    return start


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
