"""Where the asked action begins and ends, who is to act, and whether it asks not to act."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from korex.discourse.agents import is_agent, label_at
from korex.discourse.clauses import Clause, Phrase
from korex.discourse.directives.acts import Act
from korex.discourse.directives.chained_agents import (
    acts_at,
    first_in_chain,
    goes_on,
    hoped_of,
    is_called_there,
    is_found_out,
    told_in_chain,
)
from korex.discourse.directives.content_edges import (
    Content,
    is_time,
    left_of,
    skip_asking_time,
    skip_examples,
    skip_opening,
)
from korex.discourse.directives.doers import ceaser_of, denied_of
from korex.discourse.directives.encounters import partner_in, receiver_in
from korex.discourse.directives.knowledge import Knowledge, knowledge
from korex.discourse.directives.noun_contents import noun_content
from korex.discourse.directives.surroundings import TOO, is_body, is_outside, outer_role
from korex.language.analysis import Analysis, Span

# Endings that make what they close a condition of the action.
_CONDITIONS = frozenset({"면", "으면", "려면", "으려면", "어도", "더라도", "거든"})
_TOLD = frozenset({"dative", "location"})


class Part(NamedTuple):
    """A phrase or clause with the clause that governs it, and the noun whose relative clause that is, if any.

    Without `item` it marks where such a clause ends.
    """

    owner: Clause
    item: Phrase | Clause | None
    relative: Phrase | None = None


def act_content(
    analysis: Analysis, known: Knowledge, act: Act, *, receiver: bool = True, whole: bool = False
) -> Content:
    """Return the content of what a clause does.

    ``각 부서가 명단을 다시 확인해야 한다고`` gives 명단을 다시 확인해야 한다 with the addressee 각 부서. `receiver`
    says that a leading dative belongs to the reporting verb.
    """
    clause, end = act.clause, act.end
    negative = act.rule.negative
    inner = {"modifier": _modifier, "nominal": _nominal}.get(act.rule.content, _none)(clause)
    if inner is not None:
        clause, end = inner, inner.end
    elif act.rule.content == "noun":
        phrase = _named_act(clause) if act.rule.act == "hope" else None
        if phrase is not None:  # 서류를 총무과로 제출 (바랍니다)
            others = [each for each in clause.phrases if each is not phrase]
            clause = replace(clause, stem=phrase.head + "하", base=phrase.head, phrases=others)
            return clause_content(analysis, known, clause, phrase.end, receiver=receiver, negative=negative)
        phrase = _theme(clause)
        if phrase is None:
            return Content(None, None, negative)
        if phrase.clause is not None and phrase.head in ("것", "게", "거", "일"):
            clause, end = phrase.clause, phrase.clause.end
        else:
            content = noun_content(analysis, known, phrase, negative=negative)
            told = hoped_of(analysis, clause) if receiver and content.addressee is None else None
            return content if told is None else content._replace(addressee=told)
    elif act.rule.back or clause.base in ("것", "거"):
        clause = helped(clause)
    outer = act.clause if (whole or act.rule.back) and clause is not act.clause else None
    return clause_content(analysis, known, clause, end, receiver=receiver, negative=negative, outer=outer)


def clause_content(
    analysis: Analysis, known: Knowledge, clause: Clause, end: int, *,
    receiver: bool = True, negative: bool = False, outer: Clause | None = None,
) -> Content:  # fmt: skip
    """Return the content that ends at `end` in a clause: its words without what belongs to the reporting verb."""
    negative = negative or is_negative(analysis, clause)
    start, addressee = clause.floor, None
    waiting = _items(clause)
    if outer is not None:  # the topic of 검토는 내일까지 마쳐 주시기 바랍니다 stands with 바랍니다
        start = outer.floor
        around: list[Phrase | Clause] = [*outer.phrases, *outer.clauses]
        before = sorted((item for item in around if item.end <= clause.left), key=left_of)
        waiting = [*(Part(clause, item) for item in before), *waiting]
    leading, early, begun, chained, reasoned = True, None, False, False, False
    contrasted = len([part for part in waiting if isinstance(part.item, Phrase) and part.item.role == "topic"]) > 1
    while waiting:
        part = waiting.pop(0)
        owner, item = part.owner, part.item
        if item is None:  # the end of what was opened up: its predicate is part of what is asked
            leading = False
            continue
        outside = False
        if isinstance(item, Clause):
            outside = is_outside(analysis, known, item, reported=receiver)
            if outside and receiver and addressee is None:
                addressee = early = receiver_in(analysis, known, item)
        elif (item.head in known.words["reason_nouns"] and item.role != "object") or (
            leading and item.particle.endswith(known.tails["aims"])
        ):
            outside = True
        else:
            nearer = item.role == "dative" and addressee is not None and addressee.role == "location"
            open_to = receiver and (addressee is None or addressee is early or nearer)
            role = outer_role(
                analysis, known, owner, item, receiver=open_to, relative=part.relative is not None, reported=receiver
            )
            if role == "actor" and owner is not clause and owner.ending in _CONDITIONS:
                # 강아지가 아프면 병원에 데려가세요; but 손님들이 벌레를 보면 신고할 것을
                # 군도 뜻이 있다면 나서라: the condition has a subject of its own
                apart = item.stop < owner.start and owner.find("subject") not in (None, item)
                whole = apart or (receiver and owner.find("object") is not None)
                role = role if is_body(analysis, known, item) and whole else None
            if role == "actor" and owner is not clause and is_found_out(analysis, known, owner, item):
                role = None  # 사람이 남아 있는지 확인하라
            called = not receiver and leading and is_called_there(known, analysis.text[item.start : item.end], item)
            role = "actor" if called else role  # 판매업소에서는 회수에 협조하여 주시기 바랍니다
            if role is None and owner.kind == "purposive" and item.role == "bare" and item.particle == "도":
                # 회사도 서두르도록 노력해야 한다
                surface = analysis.text[item.start : item.end]
                role = "actor" if owner is not clause and surface.endswith(known.tails["answerable"]) else None
            if role == "scene" and reasoned and item.role == "location":
                role = None  # 값이 다른 만큼 누리집에서 견주어 볼 것을: what comes after a reason is asked
            if item.role == "topic" and contrasted:  # 주민은 대피하고 시는 살펴 달라고: each part has its own
                addressee, role = item if role == "actor" else addressee, None
            first = addressee is not None and (addressee.role in ("subject", "topic") or addressee.particle in TOO)
            besides = first and addressee is not None and not is_agent(analysis, addressee) and is_agent(analysis, item)
            if role == "actor" and first and not besides:  # 물가가 …라는 각오로 시는 서둘러 달라: the agent
                role = None  # the first one is addressed (시가 계획을 세우고 모든 구가 따를 것)
            if role is None and item.role == "location" and acts_at(analysis, item, owner, clause, late=begun):
                role = "actor"  # 이 문제를 의회에서 논의해야 한다
            planned = part.relative is not None and part.relative.head in known.words["plans"]
            # 시가 전선을 묻는 방안을 검토할 것, not 시가 추진하는 계획을 바꿀 것
            planned = planned and owner.find("object") is not None and clause.find("subject") is None
            inside = part.relative is not None and not (planned or called)
            if inside and part.relative is not None and not goes_on(known, part.relative, item, role):
                # 손님들이 벌레를 본 경우 신고할 것을
                own = receiver and role == "actor" and part.relative.head == "경우" and owner.find("object") is not None
                role = role if own and is_body(analysis, known, item) else None
            # An agent as subject is who is to act, wherever it stands; datives and scenes only at the beginning.
            # 권한을 정비하고 각 학교에 교육을 실시하도록: one list of acts
            listed = chained and item.role == "location" and known.is_one_of(owner, "held_at")
            told = role == "actor" or (role == "addressee" and not part.relative and not listed)
            if told or (role == "addressee" and leading):
                addressee = item
            # 아이들이 뛰지 않도록 보호자께서 살펴 주시기, 이 문제를 정부가 풀어야 한다: what stands before the agent
            # is asked for, too
            behind = role == "actor" and begun
            outside = (told and not behind) or (role is not None and leading)
        reasoned = reasoned or (outside and (isinstance(item, Clause) or item.head in known.words["reason_nouns"]))
        if not outside and part.relative is None:
            meanwhile = owner is not clause and owner.ending in ("며", "으며", "면서")  # 사진을 올리며 학교가 …
            object_ = isinstance(item, Phrase) and item.role == "object" and not meanwhile
            begun = begun or object_ or (isinstance(item, Clause) and item.kind == "purposive")
            if owner is clause and isinstance(item, Phrase) and _is_goal(analysis, item):
                # 아이들을 돌보는 일에 시가 나서야 한다
                # 법안에 대통령이 거부권을 행사해서는; not 위기 상황에 정부가 나서야
                upon = owner.find("object") is not None and not is_time(known, item)
                begun = begun or upon or known.is_one_of(owner, "goal")
        chained = chained or (not outside and isinstance(item, Clause) and item.ending in ("고", "며", "으며"))
        if outside and receiver and addressee is None and isinstance(item, Phrase):
            if item.clause is not None:
                addressee = receiver_in(analysis, known, item.clause)  # 직원에게 보낸 이메일에서
            if item.role == "location" and item.particle.startswith("에서"):
                addressee = addressee or partner_in(analysis, known, item)
        if outside:
            start = item.stop if isinstance(item, Phrase) else item.end
        elif leading and (inner := _opened(known, part)):
            waiting[:0] = [*inner, Part(owner, None)]
            continue
        elif isinstance(item, Phrase) and item.clause is not None:
            # 직접 고칠 수 있으며, 고친 뒤에는 …: a clause of its own before the one that modifies
            ends = [child.end for child in item.clause.clauses if is_outside(analysis, known, child)]
            start = max([start, *ends])
        leading = outside or (leading and isinstance(item, Phrase) and item.role == "adverbial")
    if receiver and addressee is None and known.is_one_of(clause, "ceasing") and (what := clause.find("object")):
        doer = ceaser_of(analysis, known, what) if not analysis.text[start : what.outer].strip() else None
        addressee, start = (doer.phrase, doer.start) if doer is not None else (None, start)
    if addressee is None:
        addressee = first_in_chain(analysis, known, clause)
    if addressee is None and receiver and (between := told_in_chain(analysis, known, clause)) is not None:
        addressee, start = between, between.stop
    if addressee is None and (denied := denied_of(clause, start)) is not None and is_agent(analysis, denied):
        addressee, start = denied, denied.stop
    start = skip_asking_time(analysis, known, skip_opening(analysis, known, start, end), end)
    start = skip_examples(analysis, known, start, end)
    return Content(Span(start, end) if start < end else None, addressee, negative)


def is_negative(analysis: Analysis, clause: Clause) -> bool:
    """Say whether a clause asks not to act: 하지 말라, 자제해 달라, 삼가야 한다."""
    forms, tags = analysis.morphemes.forms, analysis.morphemes.tags
    refraining = knowledge().words["refraining"]
    for index in range(clause.first, clause.last):
        form = forms[index]
        if form in refraining:
            return True
        if form == "말" and tags[index] in ("VX", "VV") and not (index + 1 < len(forms) and forms[index + 1] == "고"):
            return True
        if form == "않" and index + 1 < len(forms) and tags[index + 1] == "ETM":
            return True  # 보여 주지 않는 것이 좋다
        if form == "않" and index + 1 < len(forms) and forms[index + 1] == "도록":
            return not any(phrase.role == "subject" for phrase in clause.phrases)
    return False


def _items(clause: Clause, relative: Phrase | None = None) -> list[Part]:
    """Return the phrases and clauses a clause governs, in text order."""
    items: list[Phrase | Clause] = [*clause.phrases, *clause.clauses]
    return [Part(clause, item, relative) for item in sorted(items, key=left_of)]


def _opened(known: Knowledge, part: Part) -> list[Part]:
    """Return what stands inside of the first clause or relative clause, for the beginning of the content is there.

    The parser lets the nearest predicate take what belongs to a later one: in 구청에 밀린 보상금을 지급하라고 the
    office is told, in 각 팀이 자료를 내고 확인하라고 each team is to check as well.
    """
    item = part.item
    if isinstance(item, Clause):
        arranged = item.kind == "purposive" and part.owner.stem == "하"  # 시가 공개하도록 해야 한다
        arranged = arranged and part.owner.find("object") is None
        if item.stem == "아니":  # 새빛당이 낡은 당이 아니라 젊은 당으로 거듭나야 한다고
            return [each._replace(owner=part.owner) for each in _items(item, part.relative)]
        # 함께 시작한 일이니만큼 회사도 빨리 끝내도록 노력해야 한다; not 시민들이 편히 다니도록 노력해야 한다
        strives = item.kind == "purposive" and known.is_one_of(part.owner, "striving")
        arranged = arranged or (strives and item.find("subject") is None)
        if item.kind == "nominal" and item.stem not in known.words["relations"]:
            # 시에 | 계획을 논의하기 위한 모임을 열라고
            told = _items(item, part.relative)[:1]
            return [each for each in told if isinstance(each.item, Phrase) and each.item.role in _TOLD]
        return _items(item, part.relative) if arranged or item.kind == "connective" else []
    if item is None or item.clause is None:
        return []
    if item.clause.stem in known.words["relations"] and item.clause.kind == "adnominal":
        return []  # 빌린 이에 대한 부담이
    # 각 동은 비상근무를 할 것과 물길을 살필 것을
    listed = item.particle in ("와", "과", "") and item.head in ("것", "점")
    return _items(item.clause, part.relative if listed else item)


def _is_goal(analysis: Analysis, phrase: Phrase) -> bool:
    """Say whether something is done to what a phrase names: 돌보는 일에; not 내년에."""
    placed = phrase.role == "location" and phrase.particle == "에"
    return placed and label_at(analysis, phrase.end) is None


def helped(clause: Clause) -> Clause:
    """Return the clause of the main verb: 돌려 주실 in 돌려 주실 수 있습니까, 해 주시면 in 해 주시면 좋겠습니다."""
    last = clause.clauses[-1] if clause.clauses and clause.clauses[-1].inner is None else None
    for phrase in reversed(clause.phrases):
        if phrase.clause is not None and (last is None or phrase.clause.end > last.end):
            return phrase.clause
    if last is not None and last.stem == "되" and last.clauses and clause.base in ("것", "거"):
        return last.clauses[-1]  # 외면해서는 안 될 것이다
    return last or clause


def _named_act(clause: Clause) -> Phrase | None:
    """Return the bare noun next to 바랍니다 that stands for a verb with arguments of its own."""
    last = clause.phrases[-1] if len(clause.phrases) > 1 else None
    bare = last is not None and last.role == "bare" and not last.particle and last.clause is None
    return last if bare else None


def _modifier(clause: Clause) -> Clause | None:
    for phrase in (*reversed(clause.rest), *reversed(clause.phrases)):
        if phrase.clause is not None:
            return phrase.clause
    return next((c for c in reversed(clause.clauses) if c.kind == "adnominal"), clause if clause.rest else None)


def _nominal(clause: Clause) -> Clause | None:
    for phrase in reversed(clause.phrases):
        if phrase.clause is not None and phrase.clause.kind == "nominal":
            return phrase.clause
    return next((c for c in reversed(clause.clauses) if c.kind == "nominal"), None)


def _none(clause: Clause) -> None:
    return None


def _theme(clause: Clause) -> Phrase | None:
    return (
        clause.find("subject", "object") or clause.find("bare", "topic") or (clause.rest[-1] if clause.rest else None)
    )
