"""What belongs to whom: which phrases and clauses before a predicate it takes, and which it leaves to a later one."""

from __future__ import annotations

from korex.discourse.agents import is_agent, label_at
from korex.discourse.clauses import ASKED, COORDINATE, Clause, Phrase, Role, ends_in_jida
from korex.discourse.noun_phrases import PhraseReader
from korex.discourse.words import Word

_ONCE = frozenset({"subject", "object"})
_CIRCUMSTANCES = frozenset({("시", "NNB"), ("중", "NNB"), ("경우", "NNG"), ("때", "NNG"), ("후", "NNG"), ("전", "NNG")})
_AGENTIVE = frozenset({"subject", "topic"})


class AttachmentReader(PhraseReader):
    """Answers whether a predicate has a place for what waits before it."""

    def _is_own_subject(self, item: Phrase | Clause | None) -> bool:
        """Say whether an adjective speaks of the thing before it (보온재가 필요하신 분)."""
        return isinstance(item, Phrase) and item.role == "subject" and not is_agent(self.analysis, item)

    def _is_bare_subject(self, item: Phrase) -> bool:
        """Say whether a bare phrase is an adjective's own (힘 있는, 크기도 작은), not somebody's (주민들도 빈 병을)."""
        return item.role == "bare" and (
            not item.particle or (item.particle == "도" and not is_agent(self.analysis, item))
        )

    def _speaker(self, clause: Clause) -> Phrase | None:
        """Return who says the words of a clause: the only one in the sentence so far who can."""
        if self.continues or self.closes:
            return None
        agents = [
            p
            for p in self._since_contrast()
            if isinstance(p, Phrase) and (p.role in _AGENTIVE or (_is_topical(p) and not self._is_circumstance(p)))
        ]
        if len(agents) != 1 or self._is_beside_purpose(agents[0]):
            return None
        if self.pending[-1] is agents[0] and self._needs_subject(clause):
            return None  # 장비를 늘리는 것이 중요하다고: what is important, not who says so
        return agents[0]

    def _since_contrast(self) -> list[Phrase | Clause]:
        """Return what waits after a contrast that is done with: 여당은 미루기로 했으나 | 야당이 서둘러야 한다고."""
        for index in range(len(self.pending) - 1, 0, -1):
            item = self.pending[index]
            done = isinstance(item, Clause) and item.past and item.ending in self.known["contrast"]
            if done and any(isinstance(p, Phrase) and p.role == "subject" for p in self.pending[index + 1 :]):
                return self.pending[index + 1 :]
        return self.pending

    def _is_beside_purpose(self, phrase: Phrase) -> bool:
        """Say whether a thing waits for the clause of a purpose after it: 이자 부담이 | 늘지 않도록 살펴 달라고."""
        purpose = self.pending[-1]
        thing = phrase.role == "subject" and not is_agent(self.analysis, phrase)
        return thing and isinstance(purpose, Clause) and purpose.kind == "purposive" and purpose.find("subject") is None

    def _topic(self) -> Phrase | None:
        """Return the topic that waits for its predicate, the last one if there are more."""
        for item in reversed(self.pending):
            if isinstance(item, Phrase) and item.role == "topic":
                return item
        return None

    def _is_gap(self, clause: Clause, phrase: Phrase) -> bool:
        """Say whether a relative clause has no place for a phrase: it speaks of what happens to its own noun.

        ``윤 총리가 계속되는 파업 …``: what goes on is the strike; the minister belongs to the main clause.
        """
        if phrase.role == "dative":
            # 주민들에게 낯선 곳에서 온 소포를 …: who is told belongs to the main clause
            if clause.stem.endswith("주") or (clause.base and clause.stem in ("받", "당하")):
                return False  # 퇴직자에게 일감을 몰아준 사실, 주민들에게 사랑받는 가게
            gives = self.known["asks"] | self.known["giving"] if self.wraps else self.known["giving"]
            return phrase.particle.startswith(("에게", "께")) and gives.isdisjoint((clause.stem, clause.base))
        if phrase.role != "subject":
            return False
        if self.relates and _has_object(clause):
            return is_agent(self.analysis, phrase)  # 각국이 원칙을 지키는 질서: the relative clause has no gap left
        passive = clause.stem.endswith("되") and clause.base not in self.known["done_to"]
        happens = clause.stem in self.known["happening"]  # 회사가 밀린 수당을
        happens = happens or ends_in_jida(self.morphemes, clause)  # 주민들이 정해진 시간에
        gap = happens or (passive and not clause.topic)
        return gap and is_agent(self.analysis, phrase)

    def _is_asked(self, following: Word | None) -> bool:
        """Say whether the word after -도록 asks for it (하도록 지시했다), or acts to that end (하도록 벽을 세웠다)."""
        if following is None or following.kind == "predicate":
            return True
        noun = self.text[following.start : following.noun_end]
        return following.kind == "adverb" or not following.particle or noun in self.known["asking"]

    def _needs_subject(self, clause: Clause) -> bool:
        tags = self.morphemes.tags[clause.first : clause.last]
        return (
            "XSA" in tags or "VCP" in tags or ("VA" in tags and "VX" not in tags) or clause.stem in ("있", "없", "되")
        )

    def _is_aim(self, following: Word) -> bool:
        return self.morphemes.forms[following.first] == "위하"

    def _is_call(self, following: Word) -> bool:
        """Say whether a noun makes of the words reported a call of nobody's: 시는 서둘러야 한다는 지적이 나온다."""
        if following.particle_tag == "JKG":  # 자제해 달라는 이웃들의 요청이
            return self.text.startswith(tuple(self.known["calls"]), following.end + 1)
        noun = self.text[following.start : following.noun_end]
        return following.particle_tag == "JKS" and noun in self.known["calls"]

    def _inner_topics(self, *, called: bool) -> list[Phrase]:
        """Return the topics of the words reported: all of a call, else those besides the speaker's.

        ``당은 그 예산은 깎자고``, ``시는 비탈에서는 서행하라고``.
        """
        topics = []
        for item in reversed(self.pending):
            if isinstance(item, Clause):
                if item.past or item.ending in self.known["contrast"] or (called and item.ending in ("어도", "더라도")):
                    break
            elif item.role == "topic" or (not called and _is_topical(item)):
                topics.append(item)
        if topics and not called and not self._is_circumstance(topics[-1]):
            topics.pop()
        return topics

    def _is_circumstance(self, phrase: Phrase) -> bool:
        """Say whether a phrase of place names a time or a case (화재 발생 시에는), which nobody speaks in."""
        last = self.morphemes.at(phrase.end - 1)
        form, tag = self.morphemes.forms[last], self.morphemes.tags[last]
        return (form, tag) in _CIRCUMSTANCES

    def _is_barrier(self, clause: Clause, item: Phrase, taken: set[Role], reports: bool) -> bool:
        """Say whether a clause that is not final takes neither this phrase nor anything before it."""
        if self.owner is not None and self.relates and item.role == "subject":
            return True  # 교도소가 수용자의 치료받을 권리를: whose noun it is says who is treated
        if self.aimed and (
            item.role == "dative" or (item.role in ("subject", "bare") and is_agent(self.analysis, item))
        ):
            return True  # 시장도 직원들에게 사고를 막기 위해 …: who acts and who is told belong to the main clause
        again = item.role in _ONCE and item.role in taken
        if item.role == "topic" or (again and not self._is_outer_subject(clause, item)):
            return True
        if _is_topical(item) or (clause.kind == "adnominal" and not reports and self._is_gap(clause, item)):
            return True
        # 생활지도에 빈틈이 없도록, 새 사업에 도가 나서야 한다고: where something is, or what is taken up
        if self._enables(clause) and item.role in ("dative", "location") and is_agent(self.analysis, item):
            return True  # 시에 어르신들이 쉴 수 있도록 쉼터를 열어 달라고: who is told
        placed = item.role == "location" and item.particle == "에" and "location" not in taken
        if placed and not is_agent(self.analysis, item) and label_at(self.analysis, item.end) is None:
            return False
        return "subject" in taken and clause.kind not in COORDINATE

    def _enables(self, clause: Clause) -> bool:
        """Say whether …할 수 있도록 makes it possible for somebody, who has no place in 있도록 for anybody else."""
        can = clause.phrases[0] if clause.kind == "purposive" and clause.phrases else None
        if can is None or can.head != "수" or can.clause is None or can.clause.find("subject") is None:
            return False
        acts = can.clause
        return (self.known["giving"] | self.known["asks"]).isdisjoint((acts.stem, acts.base))

    def _is_outer_subject(self, clause: Clause, item: Phrase) -> bool:
        """Say whether an adjective has two subjects: 이번 대책이 실효성이 없다며."""
        if item.role != "subject" or clause.kind != "quoting" or not self._needs_subject(clause):
            return False
        return len([p for p in clause.phrases if p.role == "subject"]) == 1 and not is_agent(self.analysis, item)

    def _stays_outside(self, item: Clause, *, reports: bool) -> bool:
        """Say whether a clause before an embedded one belongs to the main clause: it reports speech, or the past.

        A relative clause in a sentence without a topic keeps it (…해야 한다며 달아난 남성이 …).
        """
        if item.ending in ASKED:
            return False  # 어디에 썼는지 밝히라고
        if not reports:
            return item.past or (item.kind == "connective" and item.ending in ("며", "면서") and bool(item.quotation))
        return item.past or item.kind in ("quoting", "quotative") or item.inner is not None or bool(item.quotation)

    def _acts_apart(self, clause: Clause, item: Clause) -> bool:
        """Say whether an act before a relative clause goes with a later verb.

        ``징계를 요구하고 지급된 돈을``, ``각국이 질서를 지키고 공생을 목표로 하는 관계를``: the noun is who aims at it.
        """
        if (self.relates or self.aimed) and item.kind == "connective" and item.ending in ("고", "며", "으며"):
            # 두 나라가 휴전을 이루고 고통을 멈추기 위해 …
            subject = item.find("subject") if self.aimed or _has_object(clause) else None
            if subject is not None and is_agent(self.analysis, subject):
                return True
        if clause.kind != "adnominal" or not clause.stem.endswith("되") or item.stem.endswith("되"):
            return False
        acts = item.find("object") is not None or any(child.kind == "purposive" for child in item.clauses)
        return item.kind == "connective" and item.ending in ("고", "며", "으며") and acts


def _has_object(clause: Clause) -> bool:
    """Say whether a clause acts upon something, or makes something its aim (공생을 목표로 하는)."""
    return any(
        phrase.role == "object" or (phrase.role == "adverbial" and phrase.particle.startswith(("을 ", "를 ")))
        for phrase in clause.phrases
    )


def _is_topical(phrase: Phrase) -> bool:
    """Say whether a place or receiver is the topic (국회에서는, 직원들에게는)."""
    return phrase.role in ("location", "dative") and phrase.particle.endswith(("는", "ᆫ", "선", "겐"))
