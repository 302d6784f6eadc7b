"""One parsed sentence: its clauses, what governs each, and which are said to happen."""

from __future__ import annotations

import re

from korex.discourse.agents import is_agent, label_at
from korex.discourse.arguments import parse_clauses
from korex.discourse.clauses import Clause, Phrase
from korex.discourse.directives.knowledge import Knowledge, knowledge_of
from korex.discourse.directives.surroundings import is_punishing
from korex.language.analysis import Analysis

# Quotative endings of what is told as a fact.
_STATED = re.compile("다고|다는|다며|다면서")
# Endings that join acts of one subject, and those that make what they close a condition.
_JOINING = frozenset({"어", "어서", "고", "다가"})
_CONDITIONS = frozenset({"면", "으면", "려면", "으려면", "다면", "ᆫ다면"})
_CONTRASTS = frozenset({"지만", "으나", "나", "자"})
_QUESTIONS = frozenset({"느냐", "냐", "으냐", "ᆯ까", "을까", "ᆯ까요", "을까요", "는가", "은가", "ᆫ가", "던가", "나요"})
_PRESENT, _IF = frozenset({"ᆫ다", "는다"}), frozenset({"면", "으면"})
_IS_NOT = re.compile(r"(?:은|이|에) ?(?:아니|아닌|아닐|가깝|가까)")  # 요청한 것이 아니라
_ASKED = ("냐", "냐는", "냐고", "ᆫ가", "ᆫ지", "ᆯ지")
_COMMANDS = ("라", "시오", "세요", "시다")
_NEGATIONS = frozenset({"않", "못하", "말"})


class ClauseTree:
    """The clauses of a sentence with their `parents`; `owners` are the nouns that relative clauses modify."""

    def __init__(self, analysis: Analysis, start: int, end: int) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.start, self.end = start, end
        self.known: Knowledge = knowledge_of(analysis)
        self.clauses = parse_clauses(analysis, start, end)
        for clause in self.clauses:
            if clause.clauses:
                self._give_back(clause)
        for clause in self.clauses:
            if clause.kind in ("quotative", "connective") and clause.topic is not None:
                self._give_back_told(clause)
        self.parents: dict[int, Clause] = {}
        self.owners: dict[int, Phrase] = {}
        for clause in self.clauses:
            for child in clause.clauses:
                self.parents[id(child)] = clause
            for phrase in (*clause.phrases, *clause.rest):
                if phrase.clause is not None:
                    self.owners[id(phrase.clause)] = phrase
                    if not self._is_within(clause, phrase.clause):  # 예산을 요청할 계획, where nothing follows
                        self.parents[id(phrase.clause)] = clause

    def _give_back(self, clause: Clause) -> None:
        """Let what is asked have who is to get a penalty: 교사에게는 | 벌금형을 내려 달라고 요청했다."""
        asked = clause.clauses[-1]
        if asked.kind != "quotative" or not is_punishing(self.analysis, self.known, asked):
            return
        before = [phrase for phrase in clause.phrases if phrase.stop <= asked.left]
        if before and before[-1].role == "dative" and before[-1].particle.endswith(("는", "ᆫ")):
            clause.phrases.remove(before[-1])
            asked.phrases.insert(0, before[-1])
            asked.left = before[-1].outer
            asked.floor = before[-2].stop if len(before) > 1 else clause.floor

    def _give_back_told(self, clause: Clause) -> None:
        """Let a report that is told of have who asks whom: 그는 | 정부가 시에 멈추라고 요구했다고 전했다."""
        if self.known.verb_of(clause) is None or clause.find("subject", "dative") is not None:
            return
        inner = _first_inside(clause)
        if inner is clause or len(inner.phrases) < 2:
            return
        who, whom = inner.phrases[:2]
        told = whom.role == "dative" and whom.particle in ("에게", "께", "한테")
        told = told or (whom.role == "location" and whom.particle in ("에", "에도") and is_agent(self.analysis, whom))
        told = told or (
            whom.role == "location" and whom.particle == "에" and label_at(self.analysis, whom.end) == "LOC"
        )
        # 노동자들에게 임금을 지급할 것을: who gets it; but 직원들에게 회의에 참석하라고
        placed = any(phrase.role == "location" for phrase in inner.phrases[2:])
        owed = any(self.known.is_one_of(inner, name) for name in ("giving", "telling", "submitting"))
        owed = owed or (not placed and self.known.is_one_of(inner, "goal"))
        topic = clause.topic
        apart = topic is not None and topic.stop <= who.outer and topic not in clause.phrases
        if not apart or owed or not told or who.role != "subject" or not is_agent(self.analysis, who):
            return
        inner.phrases[:2] = []
        clause.phrases[:0] = [who, whom]
        for each in self.clauses:
            if each.left == who.outer and each is not clause and each.start <= clause.start:
                each.left, each.floor = whom.stop + 1, whom.stop
        for phrase in clause.phrases[2:]:
            phrase.outer = max(phrase.outer, whom.stop + 1)

    def _is_within(self, clause: Clause, other: Clause) -> bool:
        """Say whether `other` is the clause itself or governs it."""
        node: Clause | None = clause
        while node is not None and node is not other:
            node = self.parents.get(id(node))
        return node is other

    def _is_asserted(self, clause: Clause) -> bool:
        """Say whether a predicate stands for something that is said to happen: no condition, negation, relative."""
        asks = clause.kind == "quoting" and not _STATED.search(clause.ending)  # 걷어차지 말아 달라며
        if not asks and self._is_negated(clause):
            return False
        parent = self.parents.get(id(clause))
        if clause.kind != "quoting" and not clause.past and self._is_obligation(clause):
            return False  # 사과를 요구해야 한다: to be demanded
        if clause.kind == "final" and clause.ending in _PRESENT and any(c.ending in _IF for c in clause.clauses):
            return False  # 전력이 모자라면 공장에 절전을 요청한다: a rule
        if clause.kind == "final" and (clause.ending in _QUESTIONS or clause.ending.endswith(_COMMANDS)):
            return False  # 왜 양보를 강요하느냐, 누가 요구했을까; “대안을 제안하라”: to be proposed
        if clause.kind == "connective":
            besides = clause.ending in ("면서", "으면서")  # 요구하면서도
            if clause.ending in self.known.words["unasserted"] or (clause.particle in ("는", "도") and not besides):
                return False
            if clause.ending in _JOINING and self._leads_to_nothing(clause):
                return False
            if clause.ending not in _CONTRASTS and self._is_charged(clause):
                return False
        elif clause.kind == "purposive" or (clause.kind == "quoting" and self._is_charged(clause)):
            return False  # 돈을 달라며 때린 혐의로
        elif clause.kind == "quotative" and not _STATED.search(clause.ending):
            return False  # 처리해 달라고 요청했다: asked for, not reported
        elif clause.kind == "nominal":
            return clause.particle == "로" or self.text.startswith(" 시작", clause.end)  # 요구하기 시작했다
        elif clause.kind == "adnominal":
            owner = self.owners.get(id(clause))
            defined = owner is not None and owner.head in ("것", "데") and owner.particle != "으로"
            if clause.ending == "는" and (defined or (owner is None and parent is not None and parent.base == "것")):
                return False  # 목적은 점검을 재촉하는 것인 만큼, 의미는 해결을 촉구하는 데 있다
            known_of = owner is not None and owner.head == "것" and owner.particle == "으로"  # 말했던 것으로 알려졌다
            if self._is_resolved(clause, owner.head if owner is not None else "", parent):
                return True
            if clause.ending in ("던", "다는", "라는", "ᆫ다는", "는다는", "자는") and not known_of:
                return False
            if self.text.startswith("한편", clause.end + 1):
                return True  # 해산을 요구하는 한편
            if owner is not None:
                asserted = owner.head in self.known.words["asserting"] and _IS_NOT.match(self.text, owner.end) is None
                return asserted and owner.particle in self.known.words["after_asserting"]
            states = self.known.words["asserting"] | self.known.words["situations"]
            asks = parent is not None and parent.ending.endswith(_ASKED)
            return parent is not None and parent.base in states and not asks  # 요구할 것이냐는 물음에
        can = parent is not None and self.text.startswith(" 수 있", parent.end) and clause.ending in ("며", "면서")
        if can and clause.topic is not None and clause.find("object") is not None:
            return True  # 시는 감축을 요구하며 | 모두가 받아들일 수 있는 답을
        if parent is not None and parent.kind == "adnominal" and clause.kind != "final":
            return self._is_asserted(parent)
        return True

    def _is_resolved(self, clause: Clause, owner: str, parent: Clause | None) -> bool:
        """Say whether a report tells what somebody has decided to ask: 요구하겠다는 방침이다, 호소할 뜻을 밝혔다."""
        if clause.past or parent is None or not clause.ending.endswith(("ᆯ", "을", "다는")):
            return False
        if any(child.ending in _CONDITIONS for child in clause.clauses):
            return False  # 의심되면 감식을 의뢰한다는 방침이다
        resolves = self.known.words["resolves"]
        if owner:
            told = self.known.is_one_of(parent, "express") or self.known.is_one_of(parent, "resolving")
            return owner in resolves and told and self._is_asserted(parent)
        return parent.base in resolves and parent.stem.endswith("이")

    def _leads_to_nothing(self, clause: Clause) -> bool:
        """Say whether the next clause makes a condition of this one (요구해 받으려면) or a charge (협박한 혐의로)."""
        for following in self.clauses:
            if following.start > clause.start and following.kind in ("connective", "adnominal"):
                owner = self.owners.get(id(following))
                if owner is not None and owner.head == "혐의":
                    return True
                if following.kind == "connective" and following.ending not in _JOINING:
                    return following.ending in _CONDITIONS
        return False

    def _is_charged(self, clause: Clause) -> bool:
        """Say whether a clause tells part of what somebody is charged with: 돈을 요구했다가 거절당하자 때린 혐의로."""
        for following in self.clauses:
            owner = self.owners.get(id(following)) if following.start > clause.end else None
            if owner is not None and owner.head == "혐의":
                topics = (p.start for other in self.clauses for p in other.phrases if p.role == "topic")
                return not any(clause.end <= start < owner.start for start in topics)
        return False

    def _is_obligation(self, clause: Clause) -> bool:
        forms, tags = self.analysis.morphemes.forms, self.analysis.morphemes.tags
        if "어야" not in forms[clause.first : clause.last - 1]:
            return False
        return any(forms[i] == "어야" and tags[i] == "EC" for i in range(clause.first, clause.last - 1))

    def _is_negated(self, clause: Clause) -> bool:
        forms, tags = self.analysis.morphemes.forms, self.analysis.morphemes.tags
        if "VX" not in tags[clause.first : clause.last]:
            return False
        if self.known.is_one_of(clause, "kept"):
            return False  # 조언도 잊지 않았다, 목소리도 만만치 않다
        return any(forms[i] in _NEGATIONS and tags[i] == "VX" for i in range(clause.first, clause.last))


def _first_inside(clause: Clause) -> Clause:
    """Return the clause that the words of a report begin with: 멈추고 in 도발을 멈추고 돌아올 것을 요구했다."""
    while True:
        inside = [*clause.clauses, *(phrase.clause for phrase in clause.phrases if phrase.clause is not None)]
        first = min(inside, key=lambda each: each.left, default=None)
        if first is None or any(phrase.outer < first.left for phrase in clause.phrases):
            return clause
        clause = first
