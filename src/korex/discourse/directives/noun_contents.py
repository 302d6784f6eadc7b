"""The content that a noun phrase names: 관계 부서의 빠른 준비를 당부했다, 본사가 비용을 대는 방안을 제안했다."""

from __future__ import annotations

from korex.discourse.agents import is_agent, label_at
from korex.discourse.clauses import Clause, Phrase
from korex.discourse.directives.content_edges import Content, left_of, skip_examples
from korex.discourse.directives.knowledge import Knowledge, head_noun
from korex.discourse.directives.surroundings import is_outside, outer_role
from korex.discourse.noun_phrases import argument_words
from korex.language.analysis import Analysis, Span


def noun_content(
    analysis: Analysis, known: Knowledge, phrase: Phrase, *, negative: bool = False, told: bool = False
) -> Content:
    """Return the content of a noun phrase: 관계 부서의 빠른 준비 gives 빠른 준비 with the addressee 관계 부서."""
    text = analysis.text
    head = head_noun(analysis.morphemes, phrase)
    negative = negative or head in ("자제", "금지", "삼가")
    if head in known.words["pointing"] and phrase.clause is None:
        return Content(None, None, negative)
    start, addressee = phrase.outer, None
    if phrase.clause is not None:
        start, addressee = _relative_start(analysis, known, phrase)
    owner = text.rfind("의 ", phrase.start, phrase.end)
    if owner < 0 and (phrase.clause is None or phrase.outer < phrase.clause.left):
        owner = text.find("의 ", phrase.outer, phrase.start)  # 노조의 빠른 복귀
    space = text.rfind(" ", phrase.outer, phrase.end)
    if owner > 0:
        of = _core(analysis, phrase.outer, owner)
        person = label_at(analysis, owner) == "PERSON" or text[of.start : owner].endswith(("들", "측", "당국", "씨"))
        many = person and head in known.actions
        many = many and head not in argument_words()["done_to"]
        does = many or not known.words["own_acts"].isdisjoint((head, head[1:]))
        if does and not told and is_agent(analysis, of):
            addressee, start = of, owner + 2
    elif space > 0 and head in known.words["own_acts"] and not told:
        for end in (space, text.find(" ", phrase.start, phrase.end)):  # 시장 사퇴, 시장 사과와 사퇴
            of = _core(analysis, phrase.outer, end)
            if is_agent(analysis, of):
                addressee, start = of, end + 1
                break
    if addressee is None and phrase.clause is not None and head in known.words["plans"]:
        doer = phrase.clause.find("subject")
        if doer is not None and doer.outer <= start and is_agent(analysis, doer):
            addressee, start = doer, doer.stop + 1  # 본사가 비용을 대는 방안
    return Content(Span(skip_examples(analysis, known, start, phrase.end), phrase.end), addressee, negative)


def _relative_start(analysis: Analysis, known: Knowledge, phrase: Phrase) -> tuple[int, Phrase | None]:
    """Return where the relative clause of a noun begins without what belongs to the reporting verb, and its receiver.

    ``회사에 밀린 수당 지급을 촉구했다`` addresses 회사, and the content is 밀린 수당 지급.
    """
    clause, start, addressee = phrase.clause, phrase.outer, None
    if clause is None or clause.stem in known.words["relations"]:
        return start, None
    items: list[Phrase | Clause] = sorted([*clause.phrases, *clause.clauses], key=left_of)
    for item in items:
        if isinstance(item, Clause):
            if not is_outside(analysis, known, item):
                break
            start = item.end + 1
            continue
        role = outer_role(analysis, known, clause, item, receiver=addressee is None)
        if role not in ("addressee", "scene"):
            break
        addressee = item if role == "addressee" else addressee
        start = item.stop + 1
    return max(start, phrase.outer), addressee


def _core(analysis: Analysis, start: int, end: int) -> Phrase:
    """Return the noun phrase `[start, end)` without the clause before it (예방을 위한 주민들 gives 주민들)."""
    morphemes = analysis.morphemes
    for index in morphemes.range(start, end):
        if morphemes.tags[index] in ("ETM", "EC", "JKO", "JKB"):
            start = morphemes.ends[index]
    start += len(analysis.text[start:end]) - len(analysis.text[start:end].lstrip(" ,"))
    return Phrase("dative", start, end, start, end, "", analysis.text[start:end].rsplit(" ", 1)[-1])
