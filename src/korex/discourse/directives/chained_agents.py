"""Who in the words of a request is to act where no subject next to its predicate says so."""

from __future__ import annotations

from korex.discourse.agents import is_agent, label_at
from korex.discourse.clauses import ASKED, Clause, Phrase
from korex.discourse.directives.knowledge import Knowledge
from korex.discourse.directives.surroundings import TO_INSTITUTION, is_body
from korex.discourse.noun_phrases import argument_words
from korex.language.analysis import Analysis


def first_in_chain(analysis: Analysis, known: Knowledge, clause: Clause) -> Phrase | None:
    """Return who is to do the first of several acts, wherever it stands: 빈집을 두지 말고 시가 나서서 풀어야 한다."""
    if any(phrase.role in ("subject", "topic") for phrase in clause.phrases):
        return None
    for child in clause.clauses:
        subject = child.find("subject") if child.ending in ("고", "며", "으며", "어서") and not child.past else None
        subject = subject or (_joins_in(analysis, known, child) if child.ending in ("고", "며") else None)
        if subject is None or child.kind != "connective":
            continue
        everybody = analysis.text.startswith(("전 ", "모든 ", "각 "), subject.start) and is_agent(analysis, subject)
        if not everybody and not is_body(analysis, known, subject):
            continue
        does = everybody or child.find("object") is not None or known.is_one_of(child, "own_acts")
        if does and not known.is_one_of(child, "undergo"):
            return subject
    return None


def _joins_in(analysis: Analysis, known: Knowledge, child: Clause) -> Phrase | None:
    """Return who acts upon something as others do: 조합도 파업을 멈추고."""
    if child.past or known.is_one_of(child, "giving"):
        return None
    too = (p for p in child.phrases if p.role == "bare" and p.particle == "도" and is_agent(analysis, p, names=False))
    what = child.find("object")
    return next((phrase for phrase in too if what is not None and what.start > phrase.stop), None)


def told_in_chain(analysis: Analysis, known: Knowledge, clause: Clause) -> Phrase | None:
    """Return who is told between two acts: 문을 막고 | 감독에게 나와서 답하라고."""
    if (after := _told_after_scene(analysis, known, clause)) is not None:
        return after
    for child in clause.clauses[1:]:
        first = min(child.phrases, key=lambda each: each.outer, default=None)
        told = first is not None and first.role == "dative" and first.particle in ("에게", "한테", "께")
        if child.kind != "connective" or child.ending not in ("어", "어서") or first is None or not told:
            continue
        goal = any(known.is_one_of(child, name) for name in ("giving", "telling", "submitting", "goal"))
        if is_agent(analysis, first) and (not goal or child.stem in ("나오", "오", "가")):
            return first
    return None


def _told_after_scene(analysis: Analysis, known: Knowledge, clause: Clause) -> Phrase | None:
    """Return who is told after something the speaker does first: 표어를 발표하고 | 회원들에게 나설 것을."""
    scene = clause.clauses[0] if clause.clauses else None
    if scene is None or scene.kind != "connective" or scene.ending not in ("고", "며", "으며"):
        return None
    if scene.find("object") is None:
        return None  # 함께 나서고 주민들에게 …
    if not any(known.is_one_of(scene, name) for name in ("scene", "speech", "express")):
        return None
    for act in (*clause.clauses[1:], clause):
        first = min(act.phrases, key=lambda each: each.outer, default=None)
        if first is None or first.start < scene.end:
            continue
        told = first.role == "dative" and first.particle in ("에게", "한테", "께") and is_agent(analysis, first)
        owed = any(known.is_one_of(act, name) for name in ("giving", "telling", "submitting", "goal"))
        what = act.find("object") if act.stem == "하" else None  # 주민들에게 지원을 하라고
        owed = owed or (what is not None and what.head in known.words["giving"])
        return first if told and not owed else None
    return None


def acts_at(analysis: Analysis, phrase: Phrase, owner: Clause, clause: Clause, *, late: bool) -> bool:
    """Say whether an institution in -에서 is who is to act, not where somebody speaks: it comes late, or is each."""
    own = owner.find("subject") is None and phrase.particle in ("에서", "서", "에서도")
    if not own or phrase.clause is not None:
        return False
    each = analysis.text.startswith("각 ", phrase.start) and is_agent(analysis, phrase, names=False)
    if owner is not clause:  # 각 시군에서 소독을 하고 알리라고
        return each and owner.ending in ("고", "며", "으며") and owner.find("object") is not None
    return each or (late and label_at(analysis, phrase.end) == "ORG")


def is_called_there(known: Knowledge, surface: str, phrase: Phrase) -> bool:
    """Say whether an office in -에서는 is who is called on, not a place: 각 부서에서는 자료를 내 주시기 바랍니다."""
    located = phrase.role == "location" and phrase.particle in ("에서는", "에선", "에서도")
    called = surface.endswith(known.tails["offices"]) or surface.startswith("각 ")
    return located and phrase.clause is None and called


def is_found_out(analysis: Analysis, known: Knowledge, owner: Clause, subject: Phrase) -> bool:
    """Say whether what a subject does is to be found out: 사람이 남아 있는지, but 구청이 얼마나 썼는지 밝히라고."""
    office = analysis.text[subject.start : subject.end].endswith(known.tails["institutions"])
    return owner.ending in ASKED and not office and label_at(analysis, subject.end) != "ORG"


def hoped_of(analysis: Analysis, clause: Clause) -> Phrase | None:
    """Return who is told within the words reported: 재판부에 관대한 처분을 바란다고 호소했다."""
    for phrase in clause.phrases:
        told = phrase.role == "location" and phrase.particle in TO_INSTITUTION and is_agent(analysis, phrase)
        if told or (phrase.role == "dative" and " " not in phrase.particle):
            return phrase
    return None


def goes_on(known: Knowledge, relative: Phrase, phrase: Phrase, role: str | None) -> bool:
    """Say whether a phrase in front of a relative clause belongs to the main one.

    ``시가 독립된 기구를 …``, ``구청이 접수한 즉시 …``, ``회사에 밀린 수당을 …``; not ``학교에 다니는``.
    """
    clause = relative.clause
    if clause is None:
        return True
    if role == "actor":
        passive = clause.stem.endswith("되") and clause.base not in argument_words()["done_to"]
        happens = known.is_one_of(clause, "undergo")
        shared = relative.head in known.words["time_nouns"] and not happens
        # 시가 둑을 헐겠다는 결정을 거두라고: who has decided
        if clause.ending.endswith("다는") and relative.head in known.words["decided"]:
            return True
        # 주민이 두드리기 전에 문을 열라고: who knocks, not who opens
        shared = shared and not (clause.kind == "nominal" and len(clause.phrases) == 1)
        return shared or (passive and clause.find("object") is None)
    if role == "addressee":
        names_act = clause.kind == "nominal" and phrase.role == "dative"  # 학생들에게 | 손 씻기를 늘려 달라고
        return names_act or (phrase.role == "location" and not known.is_one_of(clause, "belonging"))
    return True
