"""Who is told or called on: the words of a sentence that name who is to act."""

from __future__ import annotations

from korex.discourse.agents import ends_in_agent, is_agent, label_at
from korex.discourse.clauses import COORDINATE, Clause, Phrase
from korex.discourse.directives.clause_tree import ClauseTree
from korex.discourse.directives.content_edges import past_list_marks
from korex.discourse.directives.encounters import (
    HOTLINES,
    is_considered,
    is_occasion,
    is_staffed,
    partner_in,
    receiver_in,
)
from korex.discourse.directives.surroundings import TO_INSTITUTION, is_let


class AddresseeReader(ClauseTree):
    """Answers who is told and who is called in one sentence."""

    depth = 0  # how many quotations the sentence is inside of

    def dative(self, clause: Clause) -> Phrase | None:
        """Return who is told: 에게, 께, 한테, or 에 of an institution."""
        said = clause.quotation
        if said is not None and said.stem.endswith("되") and self.known.is_one_of(said, "giving"):
            return None  # 피해자들에게 보상이 지급되어야 한다고: who gets it
        for phrase in reversed(clause.phrases):
            if phrase.role == "dative" and (" " not in phrase.particle or self._is_institution(phrase)):
                return phrase
            posted = self.known.is_one_of(clause, "posting")  # 글을 게시판에 올렸다
            posted = posted or self._is_vote(clause)
            posted = posted or (self.known.is_one_of(clause, "going") and not self._acts(phrase))  # 현장에 나가
            if phrase.role == "location" and phrase.particle in TO_INSTITUTION and not posted:
                asked = clause.find("object")
                if self._is_addressable(phrase, place=asked is not None and asked.clause is None):
                    return phrase
        return None

    def has_dative(self, clause: Clause) -> bool:
        """Say whether somebody is told."""
        return self.dative(clause) is not None

    def _is_vote(self, clause: Clause) -> bool:
        """Say whether a party in 에 is who a vote is for: 푸른당에 한 표를 호소했다."""
        asked = clause.find("object")
        return asked is not None and asked.head in ("표", "지지")

    def _is_addressable(self, phrase: Phrase, *, place: bool) -> bool:
        surface = self._surface(phrase)
        if place and (self._is_place(phrase) or surface.endswith("곳")):
            return True  # 이란에 중단을 요구했다
        return self._acts(phrase) or is_staffed(self.known, surface) or surface in HOTLINES

    def _is_meant_well(self, clause: Clause) -> bool:
        """Say whether what the writer asks for is for the one in 에게: 신랑 신부에게 따뜻한 격려 부탁드립니다."""
        asked = clause.find("object", "bare")
        heads = self.text[asked.start : asked.end].removesuffix(" 부탁") if asked is not None else ""
        return heads.endswith(self.known.tails["affection"])  # 큰 응원 부탁드립니다

    def _pressed(self, clause: Clause) -> Phrase | None:
        """Return whom a verb of urging has as its object: 직원들을 독려했다, 상인들을 설득했다."""
        target = clause.find("object") if self.known.is_one_of(clause, "pressing") else None
        return target if target is not None and self._is_institution(target) else None

    def _shared_dative(self, clause: Clause) -> Phrase | None:
        """Return who is spoken to in the clauses before (경찰에 자료를 내고 처벌을 요구했다)."""
        beside: list[Clause] = []
        if clause.kind in ("connective", "quotative") and clause.find("subject") is None:
            parent = self.parents.get(id(clause))
            beside = [c for c in self.clauses if c.end <= clause.left and self.parents.get(id(c)) is parent]
            beside = [c for c in beside if not c.ending.endswith("지")]  # 언제인지 | 묻고: what is asked
        # 직원을 불렀고 창고를 비우라고 요구했지만: both are joined to what follows
        for child in reversed([*beside[-1:], *clause.clauses]):
            told = child.kind == "connective" or not child.ending.endswith(("다며", "다면서"))
            if child.kind not in COORDINATE:
                continue
            if not told:
                if (first := self._told_first(child)) is not None:
                    return first
                continue
            if self._turns(child, clause):
                continue
            found = self.dative(child) or receiver_in(self.analysis, self.known, child) or self._blamed(child)
            found = found or self._contacted(child)
            if found is not None:
                return found
        for phrase in clause.phrases:
            found = receiver_in(self.analysis, self.known, phrase.clause) if phrase.clause is not None else None
            met = is_occasion(self.known, phrase.head) or phrase.head in ("뒤", "후")
            if phrase.clause is not None and found is None:
                found = self._contacted(phrase.clause)
            if met and found is not None:
                return found  # 농민들과 만난 자리에서, 환자를 진찰한 뒤
            spoken = phrase.role == "location" and phrase.particle.startswith("에서")
            if spoken and (partner := partner_in(self.analysis, self.known, phrase)):
                return partner
        return None

    def _told_first(self, child: Clause) -> Phrase | None:
        """Return who is told what the reason before a request begins with: 증인에게 | 거짓은 죄라며 | 답하라고 했다."""
        node: Clause | None = child
        first, verb = None, child
        while node is not None:
            verb = node
            first = min(node.phrases, key=lambda each: each.outer, default=None)
            before = min(node.clauses, key=lambda each: each.left, default=None)
            if before is not None and (first is None or before.left < first.outer):
                node = before
            else:
                node = first.clause if first is not None else None
        if first is None or first.role != "dative" or not first.particle.startswith(("에게", "께", "한테")):
            return None
        owed = any(self.known.is_one_of(verb, name) for name in ("giving", "telling", "submitting", "goal"))
        return None if owed or first.particle.endswith(("는", "도")) or not self._acts(first) else first

    def _contacted(self, clause: Clause) -> Phrase | None:
        """Return who was called before something else in a clause: 숙소에 연락해 | 방이 있는지 묻고 할인을 요청했다."""
        for inner in reversed(self.clauses):
            within = clause.left <= inner.start < clause.start and inner.kind == "connective"
            if within and inner.find("subject") is None and self.known.is_one_of(inner, "contact"):
                return receiver_in(self.analysis, self.known, inner)
        return None

    def _turns(self, child: Clause, clause: Clause) -> bool:
        """Say whether somebody else acts after a clause: 구는 시에 자료를 요청했고 | 시는 직접 찾아보도록 했다."""
        topic = clause.topic
        return topic is not None and child.end <= topic.start and self._acts(topic)

    def _blamed(self, clause: Clause) -> Phrase | None:
        """Return of whom something is said before the request: 구청장에 대해 무책임하다고 비난하며 사과를 요구했다."""
        said = clause.quotation if self.known.is_one_of(clause, "speech") else None
        phrases = [p for each in (said, *said.clauses) for p in each.phrases] if said is not None else []
        return next((p for p in phrases if p.role == "dative" and " " in p.particle and self._acts(p)), None)

    def _reported_to(self, clause: Clause) -> Phrase | None:
        """Return who was told of something before help is asked for: 소방서에 알려 구조대의 투입을 요청했다."""
        reports = [c for c in clause.clauses if c.kind == "connective" and self.known.is_one_of(c, "submitting")]
        reports = [child for child in reports if not self._turns(child, clause)]
        return next((found for child in reversed(reports) if (found := self.dative(child)) is not None), None)

    def _left_over(self, clause: Clause, speaker: Phrase | None) -> Phrase | None:
        """Return a subject besides the speaker: who is to act in 부장은 회사가 장비를 바꿀 필요가 있다고 말했다."""
        quotation = clause.quotation
        if speaker is None or quotation is None:
            return None
        first = speaker.start >= quotation.end  # 시는 대책을 내놔야 한다고 학자들은 말한다
        for phrase in clause.phrases:
            besides = phrase.role == "subject" or (first and phrase.role == "topic")
            if besides and (first or phrase.start >= speaker.stop) and phrase.stop <= quotation.left:
                area = first and self._surface(phrase).endswith(self.known.tails["areas"])
                return phrase if area or self._acts(phrase) else None
        return None

    def is_asked(self, clause: Clause, phrase: Phrase) -> bool:
        """Say whether the topic of a performed act is who is asked, not what is acted upon (서류는 내일까지 내세요)."""
        if clause.stem.endswith("되") and clause.stem != "되":
            return False  # 시장이 교체돼야 한다
        if phrase.role == "subject" and (
            is_let(self.analysis, self.known, clause) or is_considered(self.known, clause)
        ):
            return False  # 아이들이 다치지 않게 해야 한다
        if phrase.role != "topic" or clause.find("object") is not None or phrase.particle.startswith("께서"):
            return self._is_institution(phrase)
        if clause.stem == "되":
            return False  # 서류는 갖춰야 된다
        known = ends_in_agent(self._surface(phrase)) or label_at(self.analysis, phrase.end) == "ORG"
        if label_at(self.analysis, phrase.end) == "PERSON" and self.known.is_one_of(clause, "own_acts"):
            return True  # 표해람은 물러나라
        return known and is_agent(self.analysis, phrase, names=False)

    def _is_called_on(self, clause: Clause, named: Phrase) -> bool:
        """Say whether the only one named is who is called on, as the writer, or an office to the public, speaks.

        ``정부는 대책을 밝힐 것을 요구합니다``, ``등산객은 거리를 둘 것을 당부했다``; not ``노조는 사과를 요구합니다``.
        """
        asked = clause.find("object")
        if asked is None or asked.clause is None:
            return False
        if asked.clause.kind != "nominal" and asked.head not in ("것", "기", "길"):
            return False
        surface = self._surface(named)
        person = named.role == "topic" and label_at(self.analysis, named.end) in ("PERSON", "TITLE")
        if person and self.depth > 0 and self._is_own(clause):
            return True  # “박 위원장은 협조해 주길 당부한다”고 말했다: somebody else says so
        if self._is_own(clause):
            numbered = self.text[self.start : self.end].startswith(("첫째", "둘째", "셋째", "넷째", "하나,"))
            answerable = surface.endswith(self.known.tails["answerable"]) or self._is_place(named)
            return named.role == "subject" or (named.role == "topic" and (numbered or answerable))
        public = surface.endswith(self.known.tails["public"]) and self.known.is_one_of(clause, "advising")
        return named.role == "topic" and public

    def called(self) -> Phrase | None:
        """Return who is called or named without particle at the beginning: 엄마, 창문 좀 닫아 줘; 우리 같이 가자."""
        phrases = [phrase for each in self.clauses for phrase in each.phrases]
        phrase = min(phrases, key=lambda each: each.outer, default=None)
        comma = self.text.find(",", phrase.start, phrase.end) if phrase is not None else -1
        if phrase is not None and any(mark in self.text[phrase.start : max(comma, 0)] for mark in ("과 ", "와 ")):
            return None  # 구청과 시청, 도청 사이의 다리를 놓아야 한다
        if phrase is not None and comma > 0 and phrase.clause is None:  # 팀장님, 자료를 한 번 더 봐 주세요
            name = self.text[phrase.start : comma].rsplit(" ", 1)[-1]
            start = past_list_marks(self.text, phrase.start, comma)  # A. 주민 여러분, 물을 아껴 씁시다
            phrase = Phrase("bare", start, comma, max(start, phrase.outer), comma, "", name)
        if phrase is None or phrase.role != "bare" or phrase.particle not in ("", "도", "야", "아"):
            return None
        if phrase.head == "시" and phrase.end - phrase.start > 1:
            return None  # 취소 시: when
        fits = ends_in_agent(self._surface(phrase))
        return phrase if fits and is_agent(self.analysis, phrase, names=False) else None

    def _is_own(self, clause: Clause) -> bool:
        """Say whether the writer asks by naming the act: 상담을 권합니다, 양해 부탁드립니다."""
        if clause.kind == "adnominal" and clause.ending == "는":  # 요구하는 바입니다
            return (parent := self.parents.get(id(clause))) is not None and parent.base == "바"
        present = clause.ending in ("ᆸ니다", "ᆫ다", "어요", "습니다") and not clause.past
        return (
            present and clause.kind == "final" and "VX" not in self.analysis.morphemes.tags[clause.first : clause.last]
        )

    def _is_institution(self, phrase: Phrase) -> bool:
        return not is_occasion(self.known, self._surface(phrase)) and is_agent(self.analysis, phrase, names=False)

    def _is_place(self, phrase: Phrase) -> bool:
        return label_at(self.analysis, phrase.end) == "LOC"

    def _acts(self, phrase: Phrase) -> bool:
        return is_agent(self.analysis, phrase)

    def _surface(self, phrase: Phrase) -> str:
        return self.text[phrase.start : phrase.end]
