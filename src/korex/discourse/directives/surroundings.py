"""What stands around an asked action and belongs to the reporting verb: reasons, scenes, who is told.

The step before `contents`, which leaves it out.
"""

from __future__ import annotations

from itertools import pairwise

from korex.discourse.agents import ends_in_agent, is_agent, label_at
from korex.discourse.clauses import ASKED, Clause, Phrase, ends_in_jida
from korex.discourse.directives.encounters import (
    handles_somebody,
    is_considered,
    is_occasion,
    is_staffed,
    meets,
    partner_in,
)
from korex.discourse.directives.knowledge import Knowledge
from korex.language.analysis import Analysis

# Particles of a subject that is not alone, and those that hardly mark anything else.
TOO = frozenset({"도", "부터", "까지", "만", "마저", "조차"})
_ONLY = frozenset({"이야말로", "야말로", "이라도", "만이라도", "부터라도", "으로서도", "로서도", "으로서는", "로서는"})
# Particles of an institution that is told (시에, 시에다가).
TO_INSTITUTION = frozenset({"에", "에는", "에도", "에만", "에까지", "에다", "에다가", "에이라도", "에부터", "엔"})

_COMMANDS = ("세요", "시오", "시다", "라")  # final endings of what somebody is told to do


def is_outside(analysis: Analysis, known: Knowledge, item: Clause, *, reported: bool = False) -> bool:
    """Say whether a leading clause gives the reason or the scene of the request, not a part of what is asked."""
    if item.ending in ASKED:
        return False  # 어디에 썼는지 밝히라고
    if item.kind == "quoting" or item.past or item.inner is not None or item.quotation is not None:
        return True
    if item.kind != "connective":
        return False
    if item.stem == "위하" and item.particle in ("는", "ᆫ", "라도"):
        return True  # 피해를 막기 위해서는 …
    if item.stem == "바라":
        return True  # 서행하시기 바라며, 표지를 따라 주십시오: two requests
    if item.stem == "아니" and item.ending == "라":
        return False  # 귀를 닫을 것이 아니라 대화하라
    if item.ending in known.words["reason"] or _decides(item):
        return True
    if reported and item.ending in ("어", "어서", "고") and _each_acts(analysis, item):
        return False  # 총리는 각 부처가 현장을 찾아 듣고 고치라고: what they are told to do
    if item.ending in ("어", "어서") and (subject := item.find("subject")) is not None:
        why = reported or item.find("object") is None  # 비탈이 흘러내려 옹벽을 세워 달라고, 날이 추워 …
        if why:
            if item.find("object") is not None and meets(analysis, known, item, reported=reported):
                return True  # 구청장이 상인들을 만나 가게를 열어 달라고
            stricken = reported and known.is_one_of(item, "stricken")  # 아내가 쓰러져 구급차를 보내 달라고
            return stricken or not is_agent(analysis, subject)
    if reported and item.ending in ("고", "며", "으며", "ᆫ데") and known.verb_of(item):
        # 정지를 명령하고 대책을 내라고 통보했다, 그치도록 요구하고 …: two reports
        return item.find("object") is not None or any(child.kind == "purposive" for child in item.clauses)
    if reported and item.ending in ("고", "며", "으며") and known.is_one_of(item, "express"):
        told = item.find("object")
        if told is not None and told.head in known.verbs:
            return True  # 작업 중지 명령을 내리고 진단을 받도록 했다: two reports
    if item.stem in ("있", "없") and item.ending == "으며" and any(phrase.head == "수" for phrase in item.phrases):
        return True  # 누구나 빌릴 수 있으며, 잃지 말아 주세요: what one can do or not is not asked
    if item.stem in ("있", "없", "아니") and item.ending in ("어", "며", "으며", "고"):
        return item.find("subject") is not None or item.ending == "어"  # not 책임감 있고 유능한
    if item.ending in ("며", "으며", "면서", "고", "어", "다", "다가") and known.is_one_of(item, "speech"):
        # 진상을 밝히고 사과하라고: both are asked; 잘못을 인정하며 …: what the speaker does
        subject = item.find("subject")
        if item.topic is not None and subject is not None and is_agent(analysis, subject):
            return False  # 미국은 유엔이 침공을 규탄하고 …: not what the speaker does
        if item.ending == "어" and item.base == "인정":
            return True  # 책임을 인정해 배상하라고: what a court finds
        return item.ending not in ("고", "어") or not known.is_one_of(item, "tellable")
    if meets(analysis, known, item, reported=reported):
        return True
    if reported and item.ending in ("고", "며", "으며") and is_punishing(analysis, known, item):
        return True  # 업체에 과징금을 물리고 약관을 고치라고
    if item.ending in ("고", "어", "어서") and known.is_one_of(item, "granting"):
        plea = item.find("object")
        return plea is not None and plea.head in known.words["pleas"]
    talk = item.find("object") if reported and known.is_one_of(item, "talking") else None
    if talk is not None and partner_in(analysis, known, talk) is not None:
        return True  # 이장들과 간담회를 갖고
    if reported and item.ending in ("고", "어", "어서", "며", "으며") and known.is_one_of(item, "handling"):
        return handles_somebody(analysis, known, item)
    return item.ending in ("고", "어", "어서") and known.is_one_of(item, "scene") and _has_channel(known, item)


def _each_acts(analysis: Analysis, item: Clause) -> bool:
    """Say whether others than the topic act upon something: 각 부처가 현장을 찾아."""
    subject, topic = item.find("subject"), item.topic
    if subject is None or topic is None or item.find("object") is None:
        return False
    many = analysis.text.startswith(("각 ", "모든 ", "전 "), subject.start) or subject.head.endswith("들")
    return many and topic.stop <= subject.outer and is_agent(analysis, subject)


def _decides(item: Clause) -> bool:
    """Say whether a clause says what the speaker has decided: 하나로 줄이기로 하고."""
    last = item.phrases[-1] if item.phrases else None
    nominal = last is not None and last.clause is not None and last.clause.kind == "nominal"
    return item.stem == "하" and nominal and last is not None and last.particle == "로"


def _has_channel(known: Knowledge, item: Clause) -> bool:
    return any(is_occasion(known, phrase.head) for phrase in item.phrases)


def outer_role(
    analysis: Analysis,
    known: Knowledge,
    clause: Clause,
    phrase: Phrase,
    *,
    receiver: bool,
    relative: bool = False,
    reported: bool = False,
) -> str | None:
    """Return "addressee" or "scene" for a leading phrase that is outside of the asked action, None inside of it."""
    if phrase.role == "object":
        return None  # 명단을: what is acted upon
    text = analysis.text
    surface = text[phrase.start : phrase.end]
    only = phrase.particle in _ONLY and is_agent(analysis, phrase, names=False)  # 여당이야말로, 시로서도
    shared = only or (phrase.role == "bare" and phrase.particle in TOO)
    if shared and not only and clause.find("object") is None and not _has_bare_after(clause, phrase):
        # 사장도 물러나야 한다고, 군도 나서야 한다고, not 학교도 세워야 한다고
        shared = label_at(analysis, phrase.end) in ("PERSON", "TITLE") or text.startswith(" 스스로", phrase.end)
        apart = _has_subject_after(clause, phrase) or known.is_one_of(clause, "own_acts")
        shared = shared or (apart and is_agent(analysis, phrase, names=False))
    if phrase.role == "bare" and phrase.particle == "도" and not shared and _has_object_after(clause, phrase):
        # 노조도 파업을 멈추고; not 직원들도 상을 줘야
        shared = is_agent(analysis, phrase, names=False) and not known.is_one_of(clause, "giving")
    if phrase.role in ("subject", "topic") or shared:
        undergoes = clause.stem.endswith("되") or _is_passive(analysis, clause)
        treated = clause.stem == "받" and clause.find("object") is not None  # 검사를 받아 달라고
        treated = treated or (clause.kind == "final" and clause.ending.endswith(_COMMANDS))  # 분은 받아 가세요
        moved = known.is_one_of(clause, "labile") and clause.find("object") is not None  # 값을 내려서는 안 된다고
        undergoes = undergoes or (known.is_one_of(clause, "undergo") and not (treated or moved))
        undergoes = undergoes or is_let(analysis, known, clause) or is_considered(known, clause)
        if undergoes and clause.stem == "되" and is_body(analysis, known, phrase):
            undergoes = not any(each.role == "adverbial" and each.particle in ("이", "가") for each in clause.phrases)
        undergoes = undergoes and not (shared and _has_subject_after(clause, phrase))  # 군도 뜻이 있다면 나서라고
        does = phrase.role == "subject" and phrase.clause is None and not relative and _has_object_after(clause, phrase)
        acts = (does or is_agent(analysis, phrase)) and (not undergoes or (relative and clause.stem.endswith("되")))
        if phrase.role == "topic" and clause.find("object") is None and not ends_in_agent(surface):
            acts = known.is_one_of(clause, "caution") and surface.endswith(known.tails["areas"])
            # 공정표는 내일까지 내세요: the topic is what is acted upon; 남부 지역은 폭우에 대비해 달라고
        return "actor" if acts else None
    given = has_goal = False
    if phrase.role in ("dative", "location"):
        gives = clause.find("object") if clause.stem == "하" else None  # 주민들에게 지원을 하라고
        given = known.is_one_of(clause, "giving") or (gives is not None and gives.head in known.words["giving"])
        given = given and not _has_goal_after(clause, phrase)
        given = given and not (known.is_one_of(clause, "apologizing") and _answers(analysis, known, phrase))
        given = given and not surface.endswith(known.tails["liable"])  # 피고인에게 손해를 배상하라고
        for_me = known.is_one_of(clause, "placing") and _asks_for_oneself(analysis, clause)
        has_goal = given or (not for_me and known.is_one_of(clause, "goal") and not _has_goal_after(clause, phrase))
        if has_goal and not given and not known.is_one_of(clause, "submitting") and _has_object_after(clause, phrase):
            has_goal = False  # 부대에 경계 태세를 올리라고: who is told, not where to
    if phrase.particle.endswith("대상으로") and _has_object_after(clause, phrase):
        return None  # 가게를 대상으로 조사를 벌이라고: whom it is done to
    done = clause.find("object") if phrase.particle.endswith(("대해", "대하여")) else None
    if done is not None and done.head in known.words["treatments"]:
        return None  # 이들에 대해 조치를 하라고
    if phrase.role == "dative" and " " in phrase.particle and not is_agent(analysis, phrase, names=False):
        return None  # 사업에 대해: about what
    if phrase.role == "dative" and receiver and phrase.particle in ("로", "으로"):
        return "addressee"  # 시로 하여금
    told = phrase.role in ("dative", "location") and phrase.particle.startswith(("에", "께", "한테"))
    if receiver and told and not phrase.particle.startswith("에서") and is_punishing(analysis, known, clause):
        return "addressee" if surface.endswith(known.tails["deciding"]) else None  # 재판부에 중형을 선고해 달라고
    if phrase.role == "dative" and receiver:
        tells_me = known.is_one_of(clause, "telling") and _asks_for_oneself(analysis, clause)
        tells_me = tells_me and not phrase.particle.endswith(("는", "도"))  # 가족에게는 알리지 말아 달라
        return None if given and not tells_me else "addressee"
    if phrase.role == "location":
        if phrase.particle.startswith("에서") and phrase.head in known.words["circles"] and "다" in clause.ending:
            return "scene"  # 동네에서는 길을 넓혀야 한다는 요구가 높다, not 현장에서 기다리라고
        held = phrase.clause is not None and known.is_one_of(phrase.clause, "held")
        if phrase.particle.startswith("에서") and (held or is_occasion(known, surface)):
            return "scene"
        if phrase.clause is not None and phrase.head in known.words["circumstances"]:
            return "scene"  # 경기가 나빠지는 상황에서 세금을 낮춰야 한다고
        if receiver and phrase.particle in TO_INSTITUTION and is_agent(analysis, phrase):
            many = surface.endswith(("들", "측")) or surface.split(" ", 1)[0] in known.words["several"]
            return None if has_goal and not many else "addressee"
        if receiver and phrase.particle == "에" and is_staffed(known, surface) and not _is_put(known, clause):
            return "addressee"
        if phrase.particle in ("에", "에는") and surface in ("이", "이날"):
            return "scene"
    said = reported or receiver
    if said and phrase.role == "adverbial" and phrase.head in ("뒤", "후", "다음") and _says(known, phrase.clause):
        return "scene"  # 뜻을 밝힌 뒤
    if phrase.role == "adverbial" and phrase.clause is not None and phrase.head in ("가운데", "와중"):
        return "scene"  # 장마가 이어지는 가운데 둑을 높여야 한다는
    if phrase.role == "adverbial" and phrase.particle in ("로", "으로") and phrase.head in known.words["causes"]:
        return "scene"
    if phrase.head in known.words["pointing"] and phrase.particle.endswith(("위해", "위해서", "통해", "통해서")):
        return "scene"  # 이를 위해 | 인력을 늘려 달라고
    if phrase.particle.endswith("따라") and phrase.head.endswith(known.tails["norms"]):
        return None
    if phrase.role == "adverbial" and phrase.particle.endswith(known.tails["occasioning"]):
        return "scene"
    by = (receiver and phrase.particle in ("으로", "로")) or phrase.particle.endswith("통해")
    if phrase.role == "adverbial" and by and is_occasion(known, surface):
        return "scene"
    if not relative and phrase.role in ("adverbial", "bare", "location") and phrase.particle in ("", "에", "에는"):
        begin = text[phrase.outer : phrase.end].split(" ", 1)[0]
        if begin in known.words["bygone"] and label_at(analysis, phrase.end) == "DATE":
            return "scene"
    dated = receiver and phrase.role == "adverbial" and not phrase.particle
    if dated and surface[:1].isdigit() and surface.endswith(("일", ")")):
        return "scene"
    return None


def _answers(analysis: Analysis, known: Knowledge, phrase: Phrase) -> bool:
    """Say whether one answers for something: 시장, 시청; not 주민들, 유족."""
    surface = analysis.text[phrase.start : phrase.end]
    return surface.endswith(known.tails["answerable"]) or label_at(analysis, phrase.end) == "TITLE"


def _says(known: Knowledge, clause: Clause | None) -> bool:
    if clause is None:
        return False
    target = clause.find("object")
    stated = target is not None and target.head in known.words["stance"] and known.is_one_of(clause, "express")
    return stated or known.is_one_of(clause, "speech")


def _is_passive(analysis: Analysis, clause: Clause) -> bool:
    """Say whether a predicate ends in -어지-: 아이가 돌려보내져야 한다고."""
    tags = analysis.morphemes.tags
    inchoative = "VA" in tags[clause.first : clause.last] or "XSA" in tags[clause.first : clause.last]  # 겸허해져야
    return not inchoative and ends_in_jida(analysis.morphemes, clause)


def is_let(analysis: Analysis, known: Knowledge, clause: Clause) -> bool:
    """Say whether somebody else is to see to what a subject undergoes: 가해자가 벌을 받게 해 달라고."""
    forms, tags = analysis.morphemes.forms[clause.first : clause.last], analysis.morphemes.tags
    if ("게", "하") not in pairwise(forms):
        return False
    # 아이들이 뛰놀게 해야 한다; not 시가 길을 걷게 해야, 마을이 밝게 해야
    acts = clause.find("object") is None and {"VA", "XSA"}.isdisjoint(tags[clause.first : clause.last])
    return acts or known.is_one_of(clause, "undergo")


def _has_object_after(clause: Clause, subject: Phrase) -> bool:
    """Say whether a subject does something to an object (현장이 장비를 챙기라고): who is to act, whatever it is."""
    return any(phrase.role == "object" and phrase.start > subject.end for phrase in clause.phrases)


def _has_subject_after(clause: Clause, phrase: Phrase) -> bool:
    """Say whether a predicate has a subject besides (군도 뜻이 있다면): the first is what the sentence is about."""
    return any(each.role == "subject" and each.start > phrase.end for each in clause.phrases)


def _has_bare_after(clause: Clause, phrase: Phrase) -> bool:
    """Say whether something else without case particle is acted upon: 업체도 이익만 좇지 말고."""
    return any(each.role == "bare" and each.start > phrase.end for each in clause.phrases)


def _asks_for_oneself(analysis: Analysis, clause: Clause) -> bool:
    """Say whether the act is for the speaker (달라): who is told to tell is then the listener."""
    morphemes = analysis.morphemes
    return any(morphemes.forms[i] == "달" and morphemes.tags[i] == "VX" for i in range(clause.first, clause.last))


def _has_goal_after(clause: Clause, phrase: Phrase) -> bool:
    """Say whether the giving verb has another goal nearer to it (시에 명단 확보에 협조할 것을)."""
    goals = ("dative", "location")
    return any(p.role in goals and p.start > phrase.end and p.particle.startswith(("에", "께")) for p in clause.phrases)


def is_punishing(analysis: Analysis, known: Knowledge, clause: Clause) -> bool:
    """Say whether a penalty is given, so that a dative is who gets it: 교사 2명에게는 징역 1년을 내려 달라고."""
    given = clause.find("object") if known.is_one_of(clause, "punishing") else None
    if given is None:
        return False
    return any(name.endswith(known.tails["penalties"]) for name in analysis.text[given.start : given.end].split())


def _is_put(known: Knowledge, clause: Clause) -> bool:
    """Say whether an act takes place somewhere, so that a place in 에 is not who is told (현장에 인력을 배치하라고)."""
    put = ("goal", "placing", "posting", "held_at", "submitting", "belonging", "giving")
    return clause.find("object") is None or any(known.is_one_of(clause, name) for name in put)


def is_body(analysis: Analysis, known: Knowledge, phrase: Phrase) -> bool:
    """Say whether an agent is an institution or people at large, who act by themselves: 손님들, 구청; not 아이."""
    if not is_agent(analysis, phrase):
        return False
    surface = analysis.text[phrase.start : phrase.end]
    tails = (*known.tails["institutions"], *known.tails["public"], "들")
    return label_at(analysis, phrase.end) == "ORG" or surface.endswith(tails)
