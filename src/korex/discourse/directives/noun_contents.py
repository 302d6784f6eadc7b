"""The content that a noun phrase names: 관계 부서의 빠른 준비를 당부했다, 본사가 비용을 대는 방안을 제안했다."""

from __future__ import annotations

import re

from korex.discourse.agents import is_agent
from korex.discourse.clauses import Clause, Phrase
from korex.discourse.directives.content_edges import Content, left_of, skip_examples
from korex.discourse.directives.doers import doer_of
from korex.discourse.directives.knowledge import Knowledge, head_noun
from korex.discourse.directives.surroundings import is_outside, outer_role
from korex.language.analysis import Analysis, Span

# Marks of a list in running text.
_MARKS = re.compile(r"[△▲▷▶◇◆□■○●①②] ?")
# Closing quotation marks with their opening ones, and how long a request between them may be.
_MARKED = {"’": "‘", "”": "“", "'": "'", '"': '"'}
_LONGEST_MARKED = 60


def noun_content(
    analysis: Analysis, known: Knowledge, phrase: Phrase, *, negative: bool = False, told: bool = False
) -> Content:
    """Return the content of a noun phrase: 관계 부서의 빠른 준비 gives 빠른 준비 with the addressee 관계 부서."""
    head = head_noun(analysis.morphemes, phrase)
    negative = negative or head in ("자제", "금지", "삼가")
    surface = analysis.text[phrase.start : phrase.end]
    if (head in known.words["pointing"] or surface in known.words["pointing"]) and phrase.clause is None:  # 이 같이
        return Content(None, None, negative)
    start, end, addressee = phrase.outer, phrase.end, None
    marked = analysis.text[max(0, start - 2) : start].strip()
    if _MARKS.search(analysis.text, start, end) or _MARKS.match(marked):  # △시장의 사퇴 △예산 공개
        first = max(analysis.text.rfind(". ", 0, start), analysis.text.rfind("\n", 0, start)) + 1
        listed = _MARKS.search(analysis.text, first, end)
        start = listed.end() if listed is not None else start
        end = end - len(" 등") if analysis.text.endswith(" 등", start, end) else end
        return Content(Span(start, end), None, negative)
    if (inside := _between_marks(analysis.text, end)) is not None:
        return Content(inside, None, negative)
    if phrase.clause is not None:
        start, addressee = _relative_start(analysis, known, phrase)
    if not told and (doer := doer_of(analysis, known, phrase)) is not None:
        addressee, start = doer.phrase, max(start, doer.start)
    if addressee is None and phrase.clause is not None and head in known.words["plans"]:
        subject = phrase.clause.find("subject")
        if subject is not None and subject.outer <= start and is_agent(analysis, subject):
            addressee, start = subject, subject.stop + 1  # 본사가 비용을 대는 방안
    end = end - len(" 등") if analysis.text.endswith(" 등", start, end) else end  # 사과와 배상 등을
    if start == phrase.outer:  # 더 | 많은 도움
        before = analysis.text[max(0, start - 5) : start].split(" ")
        if len(before) > 2 and not before[-1] and before[-2] in known.words["degrees"]:
            start -= len(before[-2]) + 1
    return Content(Span(skip_examples(analysis, known, start, end), end), addressee, negative)


def _between_marks(text: str, end: int) -> Span | None:
    """Return what stands between the marks that close at `end`: ‘즉각 발언 철회’를 요구했다."""
    opening = _MARKED.get(text[end - 1 : end])
    start = text.rfind(opening, max(0, end - _LONGEST_MARKED), end - 1) if opening is not None else -1
    before = text[start - 1 : start]
    return Span(start + 1, end - 1) if start >= 0 and (not before or before.isspace() or before in ",(·") else None


def _relative_start(analysis: Analysis, known: Knowledge, phrase: Phrase) -> tuple[int, Phrase | None]:
    """Return where the relative clause of a noun begins without what belongs to the reporting verb, and its receiver.

    ``회사에 밀린 수당 지급을 촉구했다`` addresses 회사, and the content is 밀린 수당 지급.
    """
    start, clause = phrase.outer, phrase.clause
    addressee: Phrase | None = None
    while clause is not None:
        nearest = clause is phrase.clause and clause.stem not in known.words["relations"]
        inner: Clause | None = None
        items: list[Phrase | Clause] = [*clause.phrases, *clause.clauses]
        for item in sorted(items, key=left_of):
            if isinstance(item, Clause):
                if not is_outside(analysis, known, item):
                    inner = item if item.kind == "adnominal" else None  # 부담을 덜 수 있는 | 과감한 대책
                    break
                start = item.end + 1
                continue
            role = outer_role(analysis, known, clause, item, receiver=nearest and addressee is None)
            if role not in ("addressee", "scene") or (role == "addressee" and not nearest):
                inner = item.clause  # 가게를 돌며 버려진 | 병에 대한 수거
                break
            addressee = item if role == "addressee" else addressee
            start = item.stop + 1
        clause = inner
    return max(start, phrase.outer), addressee
