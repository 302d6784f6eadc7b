"""Performed directives: which sentences ask the reader or an agent to act, and which only look like it."""

from __future__ import annotations

from korex.discourse.agents import is_agent
from korex.discourse.clauses import Clause, Phrase
from korex.discourse.directives.acts import Act
from korex.discourse.directives.contents import helped, is_negative
from korex.discourse.directives.knowledge import Knowledge, head_noun
from korex.language.analysis import Analysis


def is_performed(analysis: Analysis, known: Knowledge, act: Act, start: int, end: int, *, inside: bool) -> bool:
    """Say whether a sentence `[start, end)` that ends in an act performs it; `inside` a quotation more is a call."""
    text = analysis.text
    sentence = text[start:end].strip(" .!?~…\n\t\"'“”‘’")
    if any(sentence == formula or sentence.endswith(" " + formula) for formula in known.words["formulas"]):
        return False
    if act.rule.act == "imperative" and not known.words["wishes"].isdisjoint(sentence.split()[:2]):
        return False  # 좋은 하루 보내세요
    asks = text[start:end].rstrip().endswith("?")
    name = act.rule.act
    if name == "bare":
        return not asks and is_bare_command(analysis, known, act.clause, sentence)
    if name == "question":
        return not _subject_is(text, act.clause, known.words["first_person"])
    if name in ("imperative", "suggestion"):
        words = sentence.split()
        polite = sentence.endswith("요") and not act.rule.id.startswith("request")
        if polite and any(word in known.words["wh"] for word in words) and not is_negative(analysis, act.clause):
            return False  # 어디 가세요
        return not asks and not _has_statement_subject(text, known, act.clause)
    if name == "hope":
        return _hopes_for_action(analysis, known, act.clause)
    if name == "exhortative":
        return not known.is_one_of(act.clause, "announcing")
    if name in ("must", "better", "important"):
        return is_call(analysis, known, act, sentence, inside=inside)
    return True


def is_call(analysis: Analysis, known: Knowledge, act: Act, sentence: str, *, inside: bool) -> bool:
    """Say whether an obligation without a reporting verb calls on somebody, rather than stating a rule or a need."""
    if act.rule.act == "better":
        return True
    clause = act.clause
    if act.rule.content == "modifier" or act.rule.back or clause.base in ("것", "거"):
        clause = helped(clause)
    if inside:
        return not ("려면" in sentence or ("도 " in sentence and known.is_one_of(clause, "suffering")))
    if act.rule.act == "important":
        phrase = clause.find("subject", "bare")
        if phrase is None:
            return False
        return phrase.head in ("것", "게", "거") or head_noun(analysis.morphemes, phrase) in known.actions
    if known.is_one_of(clause, "caution"):
        return True
    if any(mark in sentence for mark in known.words["rule_marks"]):
        return False
    if known.is_one_of(clause, "care") or any(mark in sentence for mark in known.words["call_marks"]):
        return True
    conditional = any(child.ending in ("면", "으면") for child in clause.clauses)
    return not conditional and not known.is_one_of(clause, "rule_verbs")


def is_bare_command(analysis: Analysis, known: Knowledge, clause: Clause, sentence: str) -> bool:
    """Say whether a sentence in -어/-아 (문 닫아, 빨리 와) is a command: an act, no subject that states something."""
    morphemes = analysis.morphemes
    helpers = {morphemes.forms[i] for i in range(clause.first, clause.last) if morphemes.tags[i] == "VX"}
    if known.is_one_of(clause, "states") or clause.past or helpers & known.words["stative_helpers"]:
        return False
    words = sentence.split()
    if not known.words["wh"].isdisjoint(words) or not known.words["speaking_self"].isdisjoint(words):
        return False
    topical = any(phrase.particle.endswith("는") and phrase.role != "topic" for phrase in clause.phrases)
    subject = clause.find("subject")
    told = subject is None or analysis.text[subject.start : subject.end] in known.words["hearers"]
    if not told or topical or "설마" in words:
        return False
    if known.is_one_of(clause, "moves"):  # 자리에 앉아; but 밖에 눈 와
        return clause.find("bare") is None and clause.topic is None
    if clause.topic is not None and (clause.find("object") or is_agent(analysis, clause.topic)):
        return False  # 강아지는 밥을 먹어; but 수건은 세탁기에 넣어 둬
    if any(word in known.words["urging"] for word in words):
        return True
    has_object = any(child.find("object", "bare") for child in (clause, *clause.clauses))
    return has_object or clause.topic is not None


def _subject_is(text: str, clause: Clause, words: frozenset[str]) -> bool:
    agent: Phrase | None = clause.agent
    return agent is not None and text[agent.start : agent.end] in words


def _has_statement_subject(text: str, known: Knowledge, clause: Clause) -> bool:
    """Say whether -세요/-오 states something of a third person (할머니가 오세요)."""
    subject = clause.find("subject")
    if subject is None or not text[clause.start : clause.end].endswith("요"):
        return False
    return text[subject.start : subject.end] not in ("여러분", "모두", "누가", "네", "당신")


def _hopes_for_action(analysis: Analysis, known: Knowledge, clause: Clause) -> bool:
    """Say whether -기 바란다 asks for an act (참석하시기), not for a state of things (역할이 되길)."""
    inner = next((p.clause for p in reversed(clause.phrases) if p.clause and p.clause.kind == "nominal"), None)
    inner = inner or next((c for c in reversed(clause.clauses) if c.kind == "nominal"), None)
    if inner is None:
        return True
    tags = analysis.morphemes.tags[inner.first : inner.last]
    if "VA" in tags or "XSA" in tags or "VCP" in tags:
        return False
    return not inner.stem.endswith("되") and not known.is_one_of(inner, "undergo")
