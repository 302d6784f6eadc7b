"""Whose act a noun phrase names: 정부 in 정부의 사과, 총장 in 총장의 공식 사과와 등록금 인하; not 유족의 명예 회복."""

from __future__ import annotations

from typing import NamedTuple

from korex.discourse.agents import is_agent, label_at
from korex.discourse.clauses import Clause, Phrase, bare_phrase
from korex.discourse.directives.knowledge import Knowledge, is_noun
from korex.discourse.noun_phrases import argument_words
from korex.language.analysis import Analysis, Span

# Acts that are an office's own even without 의, and the offices: 공정위 조사, 국회 비준.
_OFFICIAL_ACTS = {"investigations": "investigating", "decisions": "deciding"}
_LONGEST_OWNER = 40  # characters


class Doer(NamedTuple):
    """Who is to act, and where the act begins."""

    phrase: Phrase
    start: int


def doer_of(analysis: Analysis, known: Knowledge, phrase: Phrase) -> Doer | None:
    """Return who is to do what a noun phrase names: 관계 부서 in 관계 부서의 빠른 준비, 시장 in 시장 사과와 사퇴."""
    if phrase.clause is not None and phrase.clause.stem == "대하":  # 장관에 대한 사퇴
        whose = phrase.clause.find("location")
        leaves = _last_noun(analysis, Span(phrase.start, phrase.end)) in known.words["leaving"]
        if whose is not None and leaves and is_agent(analysis, whose):
            return Doer(whose, phrase.start)
    if listed := _listed_doer(analysis, known, phrase):
        return listed
    begin = phrase.outer  # where a list of agents begins: 경찰과 검찰의 수사
    for part in _conjuncts(analysis, phrase):
        owner = _genitive(analysis, part.start, part.end)
        manner = False
        if owner is None and part.start == phrase.start and phrase.clause is not None:
            owner = _genitive(analysis, phrase.outer, phrase.clause.left)  # 노조의 빠른 복귀
            if owner is None and (inside := _genitive(analysis, phrase.outer, phrase.start)) is not None:
                modifies = len(analysis.text[inside.end : phrase.start].split()) == 1
                owner = inside if modifies else None  # 뜻있는 분들의 적극적인 참여
            if owner is None and phrase.clause.stem in ("있", "없") and phrase.clause.phrases:
                near = phrase.clause.phrases[0]
                owner = _genitive(analysis, near.start, near.end)  # 회사의 책임 있는 자세
            manner = owner is not None and phrase.clause.find("object") is None
        if owner is not None:
            act = Span(max(owner.end, part.start), part.end)
            of = phrase_before(analysis, begin, owner.start)
            if is_agent(analysis, of) and _does(analysis, known, of, act, manner=manner):
                return Doer(of, owner.end + 1 if begin == phrase.outer else phrase.outer)
        elif doer := _compound(analysis, known, begin, part):
            return doer
        if owner is not None or not is_agent(analysis, phrase_before(analysis, part.start, part.end)):
            begin = part.end + 1
    return _owner_before(analysis, known, phrase)


def _owner_before(analysis: Analysis, known: Knowledge, phrase: Phrase) -> Doer | None:
    """Return whose several modified acts they are: 구청의 | 빠른 대응과 주민 의견의 적극적인 수렴."""
    text, morphemes = analysis.text, analysis.morphemes
    mark = phrase.outer - len("의 ")
    if mark < 1 or not text.startswith("의 ", mark) or morphemes.tags[morphemes.at(mark)] != "JKG":
        return None
    begin = mark
    for index in reversed(morphemes.range(max(0, mark - _LONGEST_OWNER), mark)):
        if morphemes.tags[index][0] not in "NXS" or morphemes.tags[index] in ("SP", "SF"):
            break
        begin = morphemes.starts[index]
    parts = _conjuncts(analysis, bare_phrase(text, "object", phrase.outer, phrase.end))
    of = bare_phrase(text, "dative", begin, mark)
    if begin == mark or not is_agent(analysis, of):
        return None
    return Doer(of, phrase.outer) if _does(analysis, known, of, parts[0], manner=True) else None


def ceaser_of(analysis: Analysis, known: Knowledge, phrase: Phrase) -> Doer | None:
    """Return whose doing is to end: 회원들 in 회원들의 집단행동을 자제하도록; not 학생의 체벌을 중단하라고."""
    plain = phrase.clause is None or not phrase.clause.phrases  # 시의 일방적인 공사 강행을
    owner = _genitive(analysis, phrase.outer, phrase.end)
    head = _last_noun(analysis, Span(phrase.start, phrase.end))
    if owner is None or not plain or head in known.words["done_for"] | argument_words()["done_to"]:
        return None
    of = phrase_before(analysis, phrase.outer, owner.start)
    return Doer(of, owner.end + 1) if is_agent(analysis, of) else None


def _listed_doer(analysis: Analysis, known: Knowledge, phrase: Phrase) -> Doer | None:
    """Return who does the first of two acts, of which the second is modified: 시장의 사과와 [관련자에 대한] 문책."""
    first = _first_of_two(analysis, phrase)
    owner = _genitive(analysis, first.start, first.end) if first is not None else None
    if first is None or owner is None:
        return None
    act, of = Span(owner.end, first.end), phrase_before(analysis, phrase.outer, owner.start)
    manner = " " in analysis.text[act.start : act.end].strip()
    return (
        Doer(of, owner.end + 1) if is_agent(analysis, of) and _does(analysis, known, of, act, manner=manner) else None
    )


def _first_of_two(analysis: Analysis, phrase: Phrase) -> Span | None:
    clause = phrase.clause
    if clause is None:
        return None
    listed = analysis.text[phrase.outer : clause.left].rstrip(" ,")
    if listed.endswith(("와", "과")):
        return Span(phrase.outer, phrase.outer + len(listed) - 1)
    whom = clause.find("location") if clause.stem == "대하" else None  # 사과와 책임자들에 대한 문책
    parts = _conjuncts(analysis, whom) if whom is not None else []
    return Span(phrase.outer, parts[0].end) if len(parts) > 1 else None


def phrase_before(analysis: Analysis, start: int, end: int) -> Phrase:
    """Return the noun phrase `[start, end)` without the clause before it (예방을 위한 주민들 gives 주민들)."""
    morphemes = analysis.morphemes
    for index in morphemes.range(start, end):
        if morphemes.tags[index] in ("ETM", "EC", "JKO", "JKB"):
            start = morphemes.ends[index]
    start += len(analysis.text[start:end]) - len(analysis.text[start:end].lstrip(" ,"))
    return bare_phrase(analysis.text, "dative", start, end)


def _conjuncts(analysis: Analysis, phrase: Phrase) -> list[Span]:
    """Return what 와/과 joins: 사과, 배상 in 사과와 배상."""
    morphemes = analysis.morphemes
    parts, start = [], phrase.start
    for index in morphemes.range(phrase.start, phrase.end):
        if morphemes.tags[index] in ("JC", "JKB") and morphemes.forms[index] in ("와", "과"):
            parts.append(Span(start, morphemes.starts[index]))
            start = morphemes.ends[index] + 1
    parts.append(Span(start, phrase.end))
    return [part for part in parts if part.start < part.end]


def _genitive(analysis: Analysis, start: int, end: int) -> Span | None:
    """Return the last 의 of a noun phrase."""
    morphemes = analysis.morphemes
    for index in reversed(morphemes.range(start, end)):
        if morphemes.tags[index] == "JKG" and morphemes.forms[index] == "의":
            return Span(morphemes.starts[index], morphemes.ends[index])
    return None


def _compound(analysis: Analysis, known: Knowledge, begin: int, part: Span) -> Doer | None:
    """Return who is to act in nouns without 의, which name few acts of somebody: 시장 사퇴."""
    text = analysis.text
    head = _last_noun(analysis, part)
    own = head in known.words["own_acts"]
    names = {head, text[part.start : part.end].rsplit(" ", 1)[-1]}  # 조사 and 국정조사
    offices = [known.tails[who] for act, who in _OFFICIAL_ACTS.items() if names & known.words[act]]
    if not own and not offices:
        return None
    for space in (text.rfind(" ", begin, part.end), text.find(" ", part.start, part.end)):
        if space > 0:
            of = phrase_before(analysis, begin, space)
            surface = analysis.text[of.start : of.end]
            if surface.startswith("대") and surface[1:].endswith(known.tails["public"]):
                continue  # 대시민 사과: to whom
            official = any(surface.endswith(office) for office in offices)
            if is_agent(analysis, of) and (own or official):  # 검찰 수사, 국회 비준
                return Doer(of, space + 1)
    return None


def _does(analysis: Analysis, known: Knowledge, of: Phrase, act: Span, *, manner: bool) -> bool:
    """Say whether somebody is the one to act, not who an act is for: 주민의 참여, 주민의 보상; 시의 대책, 시의 개편."""
    words, head = known.words, _last_noun(analysis, act)
    if not words["own_acts"].isdisjoint((head, head[1:])):
        return True
    if head not in known.actions:
        return False
    surface = analysis.text[of.start : of.end]
    label = label_at(analysis, of.end)
    states = surface.endswith(("국들", "각국"))  # 동맹국들의 방위비 증액
    institution = label in ("ORG", "LOC") or surface.endswith(known.tails["institutions"]) or states
    alone = " " not in analysis.text[act.start : act.end].strip()
    if institution and label != "PERSON" and (states or not surface.endswith("들")):
        return head not in words["of_itself"] and not (alone and head in words["of_itself_alone"])
    for_them = head in words["done_for"] or head in argument_words()["done_to"]
    return head in words["takes_part"] or (not for_them and (manner or alone or label == "TITLE"))


def _last_noun(analysis: Analysis, span: Span) -> str:
    morphemes = analysis.morphemes
    for index in reversed(morphemes.range(*span)):
        if is_noun(morphemes, index):
            return morphemes.forms[index]
    return ""


def denied_of(clause: Clause, start: int) -> Phrase | None:
    """Return what the content begins with if it is said not to be something: 시가 구경꾼이 아니라 심판으로 나서라."""
    waiting = [clause]
    while waiting:
        each = waiting.pop()
        if each.stem == "아니" and each.ending == "라":
            subjects = [each.find("subject")]
            for phrase in each.phrases:  # 시가 말만 할 것이 아니라
                if phrase.head == "것" and phrase.clause is not None:  # but 시민이 바라는 것이 아니라
                    subjects = [phrase.clause.find("subject") if phrase.clause.ending in ("ᆯ", "을") else None]
            found = next((p for p in subjects if p is not None and start <= p.outer <= start + 1), None)
            if found is not None:
                return found
        waiting += [child for child in each.clauses if child.left <= start + 1]
        waiting += [p.clause for p in each.phrases if p.clause is not None and p.outer <= start + 1]
    return None
