"""Whom the speaker meets, calls or goes to see before asking: 시민들을 만나, 위원회에 서한을 보내."""

from __future__ import annotations

from korex.discourse.agents import ends_in_agent, is_agent, label_at
from korex.discourse.clauses import Clause, Phrase, bare_phrase
from korex.discourse.directives.knowledge import Knowledge
from korex.language.analysis import Analysis

# Particles of the one with whom somebody speaks: 농민들과 만나.
_WITH = frozenset({"와", "과", "하고", "랑", "이랑"})
HOTLINES = frozenset({"112", "119", "110", "120"})


def receiver_in(analysis: Analysis, known: Knowledge, item: Clause) -> Phrase | None:
    """Return who is spoken to in a clause before the request (위원회에 서한을 보내, 직원에게 전화해, 농민들을 만나)."""
    met = any(known.is_one_of(item, name) for name in ("contact", "pressing", "facing"))
    met = met or (known.is_one_of(item, "handling") and item.ending in ("어", "어서"))
    talk = item.find("object") if known.is_one_of(item, "talking") else None
    if talk is not None and (partner := partner_in(analysis, known, talk)) is not None:
        return partner
    honoured = item.find("object") if known.is_one_of(item, "honouring") else None
    if honoured is not None and honoured.head in known.words["merits"]:
        mark = analysis.text.find("의 ", honoured.start, honoured.end)
        whose = Phrase("dative", honoured.start, mark, honoured.start, mark, "", honoured.head)
        return whose if mark > 0 and is_agent(analysis, whose) else None  # 직원들의 노고를 치하하고
    for phrase in item.phrases:
        met_with = phrase.role == "object" or phrase.particle in _WITH
        if met and met_with and is_agent(analysis, phrase) and phrase.head not in known.words["body"]:
            office = not phrase.head.endswith("친구") and phrase.head.endswith(known.tails["institutions"])
            if known.is_one_of(item, "visiting") and office:
                continue  # 군청을 찾아가: where, not who is told
            return phrase
        # 이씨에 대해 선고하고
        sentenced = item.base == "선고" and " " in phrase.particle and is_agent(analysis, phrase)
        if phrase.role == "dative" and (sentenced or phrase.particle.startswith(("에게", "께", "한테"))):
            return phrase
        goes = known.is_one_of(item, "visiting")  # 상가에 찾아와: where
        if phrase.role == "location" and phrase.particle == "에" and item.stem not in ("있", "없") and not goes:
            # 숙소에 전화해
            staffed = known.is_one_of(item, "contact") and is_staffed(known, analysis.text[phrase.start : phrase.end])
            return phrase if staffed or is_agent(analysis, phrase) else None
    return None


def partner_in(analysis: Analysis, known: Knowledge, phrase: Phrase) -> Phrase | None:
    """Return with whom somebody speaks on an occasion: 농민들 in 농민들과의 간담회에서, 농민들과 전화 통화를 하고."""
    if not is_occasion(known, analysis.text[phrase.start : phrase.end]):
        return None
    morphemes = analysis.morphemes
    for index in morphemes.range(phrase.start, phrase.end):
        if morphemes.tags[index] in ("JC", "JKB") and morphemes.forms[index] in _WITH:
            start, end = phrase.start, morphemes.starts[index]
            partner = bare_phrase(analysis.text, "dative", start, end)
            after = analysis.text[morphemes.ends[index] : phrase.end].removeprefix("의").split()
            both = any(ends_in_agent(word.removesuffix("의")) for word in after[:-1])  # 노조와 회사의 교섭에서
            return partner if is_agent(analysis, partner) and not both else None
    return None


def meets(analysis: Analysis, known: Knowledge, item: Clause, *, reported: bool) -> bool:
    """Say whether it is the speaker who meets, calls or goes to see somebody, not who is asked to.

    ``군수는 | 학교를 찾아 | 손을 씻으라고``; an office sends others for help: ``시는 | 보건소를 찾아 진료를 받으라고``.
    """
    joined = item.ending in ("고", "어", "어서")
    meanwhile = reported and item.ending in ("며", "으며", "면서", "으면서")
    met = known.is_one_of(item, "contact") or (reported and known.is_one_of(item, "facing"))
    met = met and (joined or meanwhile)
    place = item.find("object") or item.find("location", "dative")
    if joined and item.stem == "찾" and place is not None and place.role == "object":
        goes = item.topic is not None and _is_somebody(analysis, item.topic)
        met = goes and (is_agent(analysis, place) or is_staffed(known, place.head))
    if not met or any(phrase.head.endswith("번호") for phrase in item.phrases):
        return False  # 대표번호로 전화해 확인하라고
    return place is None or not _helps(analysis, known, place) or not _sends(analysis, known, item)


def _is_somebody(analysis: Analysis, topic: Phrase) -> bool:
    person = label_at(analysis, topic.end) in ("PERSON", "TITLE")
    return person or analysis.text[topic.start : topic.end] in ("그", "그녀")


def _helps(analysis: Analysis, known: Knowledge, place: Phrase) -> bool:
    """Say whether people are sent to a place: 보건소, 119."""
    surface = analysis.text[place.start : place.end]
    return surface.endswith(known.tails["helping"]) or place.head in HOTLINES


def _sends(analysis: Analysis, known: Knowledge, item: Clause) -> bool:
    """Say whether who speaks is an office or an expert, who sends others for help."""
    if item.topic is None:
        return False
    label = label_at(analysis, item.topic.end)
    surface = analysis.text[item.topic.start : item.topic.end]
    return label == "ORG" or (label != "PERSON" and surface.endswith(known.tails["sending"]))


def handles_somebody(analysis: Analysis, known: Knowledge, item: Clause) -> bool:
    """Say whether a clause says how the speaker gets at the listener: 직원들을 모아, 손을 잡고; not 자료를 모아."""
    target = item.find("object")
    return target is None or is_agent(analysis, target, names=False) or target.head in known.words["body"]


def is_staffed(known: Knowledge, surface: str) -> bool:
    """Say whether a place stands for those who work or live there: 건설 현장에 휴식을 지시했다."""
    return surface.endswith(known.tails["staffed"])


def is_occasion(known: Knowledge, surface: str) -> bool:
    """Say whether a noun phrase is an occasion or a channel of speech: 확대간부회의, 기자회견."""
    if surface.endswith(")") and "(" in surface:
        surface = surface[: surface.rindex("(")]
    surface = surface.rstrip("'\"’”」』")
    return surface.endswith(known.tails["occasions"])


def is_considered(known: Knowledge, clause: Clause) -> bool:
    """Say whether a subject does what is to be taken into account: 피고인이 반성하는 점을 헤아려 달라고."""
    what = clause.find("object") if known.is_one_of(clause, "considering") else None
    shared = what is not None and what.clause is not None and what.clause.find("subject") is None
    return shared and what is not None and what.head in known.words["considered"]
