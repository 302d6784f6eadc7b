"""Performed directives: which sentences ask the reader or an agent to act, and which only look like it."""

from __future__ import annotations

from korex.discourse.clauses import Clause, Phrase
from korex.discourse.directives.acts import Act
from korex.discourse.directives.contents import helped, is_negative
from korex.discourse.directives.findings import RefusalReason
from korex.discourse.directives.knowledge import Knowledge, head_noun
from korex.discourse.directives.spoken import (
    asks_what,
    is_bare_command,
    is_granted,
    is_own_duty,
    is_third_person,
    spoken,
)
from korex.language.analysis import Analysis

# What one resolves to do oneself (가야겠다), unless a report of the weather warns of something.
RESOLVED = "obligation.must.weather"
CONVERSATIONAL = "obligation.must.informal"  # 지금 자야지
_INFORMAL = frozenset({"어", "어요", "지", "지요", "죠", "네", "아", "아요"})


def why_not_performed(
    analysis: Analysis, known: Knowledge, act: Act, start: int, end: int, *, inside: bool
) -> RefusalReason | None:
    """Return why a sentence `[start, end)` that ends in an act does not perform it, None if it does.

    `inside` a quotation more is a call.
    """
    text = analysis.text
    sentence = text[start:end].strip(" .!?~…\n\t\"'“”‘’")
    formulas = known.words["formulas"]
    greets = sentence.endswith(known.tails["formulas"]) and any(
        sentence == f or (len(f) > 3 and sentence.endswith(" " + f)) for f in formulas
    )
    if greets and act.rule.id != "advice.why.not":
        return "formula"
    if act.rule.act in ("imperative", "hope") and (
        (act.clause.stem in known.words["wished"] and not known.words["wishes"].isdisjoint(sentence.split()[:2]))
        or any(map(sentence.__contains__, known.words["blessings"]))
    ):
        return "wish"  # 좋은 하루 보내세요, 복 많이 받으십시오
    if _dares(act.clause, sentence):
        return "dare"
    asks = text[start:end].rstrip().endswith("?")
    name = act.rule.act
    if act.rule.id == "order.forbidding":
        # 출입을 금합니다, 흡연은 금합니다; not 법은 고용을 금합니다
        alone = act.clause.find("subject", "object") is None
        return None if act.clause.agent is None or alone else "rule_or_need"
    if name == "bare":
        goes_on = act.clause.kind == "connective" and analysis.text[end : end + 2].strip()
        if asks:
            return "question"
        commands = is_bare_command(analysis, act.clause, start, end, least=1.0 if goes_on else 0.0)
        return None if commands else "bare_statement"
    if name in ("question", "invitation", "hearer"):
        if _subject_is(text, act.clause, known.words["first_person"]):
            return "own_will"
        return None if name == "question" or _is_put_to_hearer(analysis, act, start, end) else "not_to_hearer"
    if name in ("imperative", "suggestion"):
        if asks:
            return "question"
        return "states_or_asks" if _states_or_asks(analysis, known, act, sentence, start, end) else None
    if name == "hope":
        return None if hopes_for_action(analysis, known, act.clause) else "hoped_state"
    if name == "exhortative":
        return "announcement" if known.is_one_of(act.clause, "announcing") else None
    if act.rule.id == RESOLVED:
        warns = not inside and known.is_one_of(act.clause, "caution")
        return None if warns else "own_duty"  # 빙판길에 주의해야겠습니다, not 더 노력해야겠다
    if name in ("must", "better", "important"):
        if name == "must" and (_is_informal(act) or act.rule.id == CONVERSATIONAL):
            own = _is_informal(act) and is_own_duty(analysis, act.clause, act.rule.negative, start, end)
            if own or is_granted(act.clause):
                return "own_duty"
            if _is_told_hearer(analysis, act.clause, start, end):
                return None  # 너 지금 자야지, 내일까지 내셔야 돼요
        return None if is_call(analysis, known, act, sentence, inside=inside) else "rule_or_need"
    return None


def is_call(analysis: Analysis, known: Knowledge, act: Act, sentence: str, *, inside: bool) -> bool:
    """Say whether an obligation without a reporting verb calls on somebody, rather than stating a rule or a need."""
    if act.rule.act == "better":
        return True
    clause = act.clause
    if act.rule.content == "modifier" or act.rule.back or clause.base in ("것", "거"):
        clause = helped(clause)
    if inside and act.rule.act == "important":
        phrase = clause.find("subject", "bare")
        if phrase is None or phrase.clause is not None:
            return True
        return phrase.head in known.actions or head_noun(analysis.morphemes, phrase) in known.actions
    if inside:
        return not ("려면" in sentence or ("도 " in sentence and known.is_one_of(clause, "suffering")))
    if act.rule.act == "important":
        phrase = clause.find("subject", "bare")
        if phrase is None or clause.base == "필수":  # 사전 예약이 필수다: a rule
            return False
        return phrase.head in ("것", "게", "거") or head_noun(analysis.morphemes, phrase) in known.actions
    if analysis.morphemes.tags[clause.first : clause.last].count("VCP"):
        return False  # 위원은 학사 학위 소지자이어야 한다
    if known.is_one_of(clause, "caution"):
        return True
    if clause.find("subject") is None and "시" in analysis.morphemes.forms[clause.first : clause.last]:
        return True  # 미리 받아 두셔야 합니다
    if any(mark in sentence for mark in known.words["rule_marks"]):
        return False
    cares = any(phrase.head in known.words["care"] for phrase in clause.phrases)  # 건강에 신경 써야 한다
    if cares or known.is_one_of(clause, "care") or any(mark in sentence for mark in known.words["call_marks"]):
        return True
    conditional = any(child.ending in ("면", "으면") for child in clause.clauses)
    statute = "하여야" in sentence and "합니다" not in sentence  # 담당자는 7일 안에 통지하여야 한다
    return not conditional and not statute and not known.is_one_of(clause, "rule_verbs")


def _subject_is(text: str, clause: Clause, words: frozenset[str]) -> bool:
    agent: Phrase | None = clause.agent
    return agent is not None and text[agent.start : agent.end] in words


def _is_informal(act: Act) -> bool:
    """Say whether an act ends in -어, -어요 or -지: the endings of conversation."""
    return act.clause.ending in _INFORMAL


def _is_told_hearer(analysis: Analysis, clause: Clause, start: int, end: int) -> bool:
    """Say whether an informal obligation names or honours who listens, and tells of nobody else."""
    morphemes = analysis.morphemes
    span = morphemes.range(start, end)
    pairs = zip(morphemes.forms[span.start : span.stop], morphemes.tags[span.start : span.stop], strict=True)
    named = any(tag == "NP" and form in spoken().words["hearer"] for form, tag in pairs)
    return named or ("시" in morphemes.forms[clause.first : clause.last] and not is_third_person(analysis, clause))


def _dares(clause: Clause, sentence: str) -> bool:
    """Say whether a command only mocks: 어디 얼마나 잘하나 보자, 해 볼 테면 해 봐라."""
    return "테면 " in sentence or (sentence.startswith("어디 ") and clause.stem in ("보", "하"))


def _states_or_asks(analysis: Analysis, known: Knowledge, act: Act, sentence: str, start: int, end: int) -> bool:
    """Say whether what looks like a command asks (어디 가세요) or states something of others (할머니가 오세요)."""
    clause = act.clause
    polite = sentence.endswith("요") and not act.rule.id.startswith("request")
    given = act.rule.id == "request.imperative" and _is_informal(act)
    if (
        act.rule.id == "order.bare.negative"
        or clause.ending in ("라", "으라")
        or not (polite or given or act.rule.id in _LOOSE)
    ):
        return False
    if asks_what(analysis, start, end) and not is_negative(analysis, clause):
        return True
    subject = clause.find("subject")
    if subject is not None:
        heard = analysis.text[subject.start : subject.end]
        if clause.quotation is not None and heard in known.words["first_person"]:
            return False  # 선생님한테 내가 못 간다고 전해 줘
        return heard not in known.words["hearers"] and heard not in ("모두", "누", "누구")
    if polite and (clause.stem in spoken().words["felt"] or clause.base in spoken().words["felt"]):
        return True  # 짠 음식을 좋아하세요
    gives = "VX" not in analysis.morphemes.tags[clause.first : clause.last]
    if given and gives and clause.topic is not None:
        return clause.find("object", "bare") is not None  # 거기는 반찬을 많이 줘
    if act.rule.id == "order.friendly" and analysis.morphemes.tags[clause.last - 1] == "EC":
        span = analysis.morphemes.range(start, end)
        words, forms = spoken().words, analysis.morphemes.forms[span.start : span.stop]
        return not any(form in words["urging"] or form in words["hearer"] or form in words["here"] for form in forms)
    return (polite or given) and is_third_person(analysis, clause)


# Acts whose form a question word makes a question or an outcry: 어쩌라고, 뭐 하게.
_LOOSE = frozenset({"order.imperative", "order.friendly", "order.insisted"})


def _is_put_to_hearer(analysis: Analysis, act: Act, start: int, end: int) -> bool:
    """Say whether -을래 invites or asks (같이 갈래), -으면 좋겠어 wishes it of the hearer (네가 가면 좋겠어)."""
    words, morphemes = spoken().words, analysis.morphemes
    span = morphemes.range(start, end)
    forms = set(morphemes.forms[span.start : span.stop])
    if asks_what(analysis, start, end):
        return False
    if act.rule.act == "invitation":
        own = morphemes.tags[span.start] == "NP" and morphemes.forms[span.start] in ("나", "저")
        own = own and morphemes.tags[span.start + 1] not in ("JKB", "JC")  # 나 먼저 갈래, not 나랑 같이 갈래
        return not own and not forms.isdisjoint(words["inviting"])
    clause = helped(act.clause)
    subject = clause.find("subject") or act.clause.find("subject")
    if subject is not None or not forms.isdisjoint(words["self"]):
        return subject is not None and analysis.text[subject.start : subject.end] in words["hearer"]
    tags = morphemes.tags[clause.first : clause.last]
    if "VA" in tags or clause.stem in spoken().verbs["inner"]:
        return False
    honoured = "시" in morphemes.forms[clause.first : clause.last]
    return honoured or "말" in forms or not forms.isdisjoint(("앞", "다음", "제발"))


def hopes_for_action(analysis: Analysis, known: Knowledge, clause: Clause) -> bool:
    """Say whether -기 바란다 asks for an act (참석하시기), not for a state of things (역할이 되길)."""
    inner = next((p.clause for p in reversed(clause.phrases) if p.clause and p.clause.kind == "nominal"), None)
    inner = inner or next((c for c in reversed(clause.clauses) if c.kind == "nominal"), None)
    if inner is None:
        return True
    tags = analysis.morphemes.tags[inner.first : inner.last]
    if "VA" in tags or "XSA" in tags or "VCP" in tags:
        return False
    if "VX" in tags:
        return True  # 물을 받아 두시기 바랍니다
    return not inner.stem.endswith("되") and not known.is_one_of(inner, "undergo")
