"""One parsed sentence: its clauses, what governs each, and which are said to happen."""

from __future__ import annotations

from korex.discourse.arguments import parse_clauses
from korex.discourse.clauses import Clause, Phrase
from korex.discourse.directives.knowledge import Knowledge, knowledge_of
from korex.language.analysis import Analysis

_NEGATIONS = frozenset({"않", "못하", "말"})


class ClauseTree:
    """The clauses of a sentence with their `parents`; `owners` are the nouns that relative clauses modify."""

    def __init__(self, analysis: Analysis, start: int, end: int) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.start, self.end = start, end
        self.known: Knowledge = knowledge_of(analysis)
        self.clauses = parse_clauses(analysis, start, end)
        self.parents: dict[int, Clause] = {}
        self.owners: dict[int, Phrase] = {}
        for clause in self.clauses:
            for child in clause.clauses:
                self.parents[id(child)] = clause
            for phrase in (*clause.phrases, *clause.rest):
                if phrase.clause is not None:
                    self.owners[id(phrase.clause)] = phrase
                    self.parents[id(phrase.clause)] = clause

    def _is_asserted(self, clause: Clause) -> bool:
        """Say whether a predicate stands for something that is said to happen: no condition, negation, relative."""
        if self._is_negated(clause):
            return False
        parent = self.parents.get(id(clause))
        if clause.kind == "connective":
            besides = clause.ending in ("면서", "으면서")  # 요구하면서도
            if clause.ending in self.known.words["unasserted"] or (clause.particle in ("는", "도") and not besides):
                return False
        elif clause.kind == "purposive":
            return False
        elif clause.kind == "nominal":
            return clause.particle == "로"
        elif clause.kind == "adnominal":
            if clause.ending in ("던", "다는", "라는", "ᆫ다는", "는다는", "자는"):
                return False
            owner = self.owners.get(id(clause))
            if owner is not None:
                return (
                    owner.head in self.known.words["asserting"]
                    and owner.particle in self.known.words["after_asserting"]
                )
            if parent is not None and parent.base in self.known.words["asserting"]:
                return True
            return self.text.startswith("한편", clause.end + 1)
        if parent is not None and parent.kind == "adnominal" and clause.kind != "final":
            return self._is_asserted(parent)
        return True

    def _is_negated(self, clause: Clause) -> bool:
        forms, tags = self.analysis.morphemes.forms, self.analysis.morphemes.tags
        return any(forms[i] in _NEGATIONS and tags[i] == "VX" for i in range(clause.first, clause.last))
