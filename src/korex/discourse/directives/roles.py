"""Who speaks and who is to act: the roles around a predicate that asks for something."""

from __future__ import annotations

from korex.discourse.agents import ends_in_agent, is_agent, label_at
from korex.discourse.clauses import COORDINATE, Clause, Phrase, bare_phrase
from korex.discourse.directives.clause_tree import ClauseTree
from korex.discourse.directives.content_edges import Content
from korex.discourse.directives.knowledge import head_noun
from korex.discourse.directives.surroundings import is_occasion, is_staffed, partner_in, receiver_in
from korex.discourse.noun_phrases import argument_words


class RoleReader(ClauseTree):
    """Answers who speaks, who is told and who is called in one sentence."""

    def roles(self, clause: Clause, content: Content) -> tuple[Phrase | None, Phrase | None]:
        """Return who speaks and who is to act."""
        addressee = self.dative(clause) or self._reported_to(clause) or content.addressee
        if self._is_own(clause) and self._is_meant_well(clause):
            addressee = content.addressee
        if self._is_impersonal(clause):
            owner = next((o for p in clause.phrases if p.role == "subject" and (o := self._owner(p))), None)
            circles = self.known.tails["circles"]
            heads = [p for p in self.institutions(clause) if not (p.head.endswith(circles) or self._is_place(p))]
            return owner or next(iter(heads), None), addressee or content.addressee
        speaker = self.speaker_of(clause)
        if self._is_own(clause) and (speaker is None or speaker is addressee or not self._acts(speaker)):
            return None, addressee
        if self._is_own(clause) and speaker is not None and self._is_honoured(content):
            return None, speaker if speaker.role == "topic" else addressee  # 표 후보는 답해 주실 것을 요구합니다
        actor = content.addressee
        acting = actor is not None and actor.role in ("subject", "topic")
        document = speaker is not None and is_occasion(self.known, self.text[speaker.start : speaker.end])
        if acting and not document and (speaker is None or not self._acts(speaker)) and not self._continues():
            # The only one who can act in the sentence is who speaks: 집주인이 보증금을 올려 줄 것을 요청했으나.
            return actor, None if addressee is actor else addressee
        relayed = self._relayed(clause)
        if acting and relayed is not None and relayed.topic is speaker:
            return actor, None if addressee is actor else addressee  # 신문은 시가 점검을 지시했다고 보도했다
        if speaker is not None and not self._acts(speaker) and self._is_thing(speaker):
            speaker = None
        if speaker is None and not self._is_own(clause) and not self._continues():
            speaker = self._first_subject()
        if addressee is None:
            addressee = self._pressed(clause) or self._shared_dative(clause) or self._left_over(clause, speaker)
        if acting and actor is not speaker:
            addressee = actor
        if clause.stem.endswith("받"):
            near = [p for each in self.clauses if each.start <= clause.start for p in each.phrases]
            source = next((p for p in near if p.particle in ("에게서", "로부터", "으로부터", "한테서")), None)
            return source, speaker
        same = addressee is not None and speaker is not None and self._surface(addressee) == self._surface(speaker)
        return speaker, None if same else addressee

    def _surface(self, phrase: Phrase) -> str:
        return self.text[phrase.start : phrase.end]

    def _is_place(self, phrase: Phrase) -> bool:
        return label_at(self.analysis, phrase.end) == "LOC"

    def _is_honoured(self, content: Content) -> bool:
        """Say whether the asked action ends in -시-: its subject is then who is spoken to."""
        last = self.analysis.morphemes.at(content.span.end - 1) if content.span else 0
        return "EP" in self.analysis.morphemes.tags[max(0, last - 2) : last + 1]

    def _relayed(self, clause: Clause) -> Clause | None:
        """Return the predicate with which somebody else tells of the report: 보도했다, 전했다."""
        parent = self.parents.get(id(clause)) if clause.kind == "quotative" else None
        return parent if parent is not None and self.known.is_one_of(parent, "relaying") else None

    def _owner(self, phrase: Phrase) -> Phrase | None:
        """Return whose call it is: 이웃들 of 이웃들의 요청이 잇따른다."""
        mark = self.text.find("의 ", phrase.start, phrase.end)
        if mark < 0 or head_noun(self.analysis.morphemes, phrase) not in self.known.words["opinion"]:
            return None
        owner = bare_phrase(self.text, "subject", phrase.start, mark)
        return owner if self._acts(owner) else None

    def _is_impersonal(self, clause: Clause) -> bool:
        subject = clause.find("subject")
        called = subject is not None and head_noun(self.analysis.morphemes, subject) in self.known.words["opinion"]
        # not 요청을 전달했다
        risen = self.known.is_one_of(clause, "rise") and (called or clause.find("object") is None)
        return clause.stem.endswith("되") or risen

    def _is_own(self, clause: Clause) -> bool:
        """Say whether the writer asks by naming the act: 상담을 권합니다, 양해 부탁드립니다."""
        present = clause.ending in ("ᆸ니다", "ᆫ다", "어요", "습니다") and not clause.past
        return (
            present and clause.kind == "final" and "VX" not in self.analysis.morphemes.tags[clause.first : clause.last]
        )

    def speaker_of(self, clause: Clause) -> Phrase | None:
        """Return the subject, the topic, or the institution in -에서 of the clause, else of what governs it."""
        node: Clause | None = clause
        while node is not None:
            topics = [phrase for phrase in reversed(node.phrases) if phrase.role == "topic"]
            too = [phrase for phrase in node.phrases if phrase.role == "bare" and phrase.particle == "도"]
            subject = node.find("subject")
            if (
                subject is not None
                and topics
                and self._acts(topics[0])
                and not self._contrasts(node, topics[0], subject)
            ):
                subject = topics[0]  # 보도가 이어지자 시는 …, 교사는 아이가 아프니 데려가 달라고 …
            timed = self._timed_subject(node) if node is clause and subject is None else None
            candidates = [subject, *topics, *too, *self.institutions(node), timed, node.agent]
            for phrase in candidates:
                if phrase is not None and self._acts(phrase) and (node is clause or phrase.start < clause.start):
                    return phrase
            if node is clause and (own := node.find("subject")) is not None:
                return own
            node = self.parents.get(id(node))
        return clause.topic

    def _contrasts(self, clause: Clause, topic: Phrase, subject: Phrase) -> bool:
        """Say whether the topic is done with before the subject: 국회는 회의를 열기로 했으나 대표가 …"""
        endings = argument_words()["contrast"]
        return any(topic.end <= c.start < subject.start and c.ending in endings for c in clause.clauses)

    def _timed_subject(self, clause: Clause) -> Phrase | None:
        """Return the subject an embedded clause shares with a time in it (일행이 산책하던 중 퇴거 명령을 받았다고)."""
        if clause.kind == "final":
            return None
        timed = argument_words()["clause_nouns"]
        before = [clause, *(child for child in clause.clauses if child.kind == "connective")]
        phrases = [p for each in before for p in each.phrases]
        subjects = [p.clause.find("subject") for p in phrases if p.clause is not None and p.head in timed]
        return next((phrase for phrase in subjects if phrase is not None and self._acts(phrase)), None)

    def _first_subject(self) -> Phrase | None:
        """Return the agent a sentence begins with if a relative clause has taken it: 법원이 약속을 어긴 회사에 …"""
        phrases = [p for each in self.clauses for p in each.phrases if p.role != "adverbial"]
        first = min(phrases, key=lambda phrase: phrase.outer, default=None)
        speaks = first is not None and (first.role == "subject" or (first.role == "bare" and first.particle == "도"))
        if first is None or not speaks or not self._acts(first) or self._acts_on_owner(first):
            return None
        return first

    def _acts_on_owner(self, subject: Phrase) -> bool:
        """Say whether a relative clause is complete with its subject: 어머니가 남긴 집, not 법원이 밀린 수당을 …."""
        clause = next((each for each in self.clauses if subject in each.phrases), None)
        owner = self.owners.get(id(clause)) if clause is not None else None
        if clause is None or owner is None or clause.kind != "adnominal" or clause.find("object") is not None:
            return False
        words = argument_words()
        happens = (
            clause.stem.endswith("되") or clause.stem in words["happening"] or clause.stem in words["postpositions"]
        )
        thing = owner.role in ("object", "bare", "topic") and not is_agent(self.analysis, owner)
        return thing and not happens and "VA" not in self.analysis.morphemes.tags[clause.first : clause.last]

    def institutions(self, clause: Clause) -> list[Phrase]:
        """Return the institutions in -에서: 군의회에서 요구했다."""
        found = [p for p in clause.phrases if p.role == "location" and p.particle.startswith(("에서", "서", "에선"))]
        return [p for p in found if self._is_institution(p)]

    def is_asked(self, clause: Clause, phrase: Phrase) -> bool:
        """Say whether the topic of a performed act is who is asked, not what is acted upon (서류는 내일까지 내세요)."""
        if phrase.role != "topic" or clause.find("object") is not None or phrase.particle.startswith("께서"):
            return self._is_institution(phrase)
        surface = self.text[phrase.start : phrase.end]
        return ends_in_agent(surface) and is_agent(self.analysis, phrase, names=False)

    def called(self) -> Phrase | None:
        """Return who is called or named without particle at the beginning: 엄마, 창문 좀 닫아 줘; 우리 같이 가자."""
        phrases = [phrase for each in self.clauses for phrase in each.phrases]
        phrase = min(phrases, key=lambda each: each.outer, default=None)
        comma = self.text.find(",", phrase.start, phrase.end) if phrase is not None else -1
        if phrase is not None and comma > 0 and phrase.clause is None:  # 팀장님, 자료를 한 번 더 봐 주세요
            name = self.text[phrase.start : comma].rsplit(" ", 1)[-1]
            phrase = Phrase("bare", phrase.start, comma, phrase.outer, comma, "", name)
        if phrase is None or phrase.role != "bare" or phrase.particle not in ("", "도", "야", "아"):
            return None
        if phrase.head == "시" and phrase.end - phrase.start > 1:
            return None  # 취소 시: when
        fits = ends_in_agent(self.text[phrase.start : phrase.end])
        return phrase if fits and is_agent(self.analysis, phrase, names=False) else None

    def _is_institution(self, phrase: Phrase) -> bool:
        if is_occasion(self.known, self.text[phrase.start : phrase.end]):
            return False
        return is_agent(self.analysis, phrase, names=False)

    def _is_thing(self, phrase: Phrase) -> bool:
        """Say whether a topic is a plain noun that does not speak (제품은, 셋째는)."""
        if phrase.role == "subject":
            return False
        span = self.analysis.morphemes.range(phrase.start, phrase.end)
        tags = {self.analysis.morphemes.tags[index] for index in span}
        plain = phrase.clause is not None or len(span) > 2 or "NR" in tags or phrase.head in self.known.actions
        return plain and tags.isdisjoint(("NNP", "NP", "SL"))

    def _acts(self, phrase: Phrase) -> bool:
        return is_agent(self.analysis, phrase)

    def _continues(self) -> bool:
        word = self.text[self.start : self.end].split(" ", 1)[0].rstrip(",")
        return word in ("이어", "또", "또한", "아울러", "그러면서", "특히", "더불어", "나아가", "그리고", "끝으로")

    def dative(self, clause: Clause) -> Phrase | None:
        """Return who is told: 에게, 께, 한테, or 에 of an institution."""
        for phrase in reversed(clause.phrases):
            if phrase.role == "dative" and (" " not in phrase.particle or self._is_institution(phrase)):
                return phrase
            posted = self.known.is_one_of(clause, "posting")  # 글을 게시판에 올렸다
            posted = posted or self._is_vote(clause)
            if phrase.role == "location" and phrase.particle in ("에", "에도", "에는", "에만", "에까지") and not posted:
                asked = clause.find("object")
                if self._is_addressable(phrase, place=asked is not None and asked.clause is None):
                    return phrase
        return None

    def _is_vote(self, clause: Clause) -> bool:
        """Say whether a party in 에 is who a vote is for: 푸른당에 한 표를 호소했다."""
        asked = clause.find("object")
        return asked is not None and asked.head in ("표", "지지")

    def _is_meant_well(self, clause: Clause) -> bool:
        """Say whether what the writer asks for is for the one in 에게: 신랑 신부에게 따뜻한 격려 부탁드립니다."""
        asked = clause.find("object", "bare")
        return asked is not None and head_noun(self.analysis.morphemes, asked) in self.known.words["affection"]

    def _is_addressable(self, phrase: Phrase, *, place: bool) -> bool:
        surface = self.text[phrase.start : phrase.end]
        if place and (label_at(self.analysis, phrase.end) == "LOC" or surface.endswith("곳")):
            return True  # 이란에 중단을 요구했다
        return self._acts(phrase) or is_staffed(self.known, surface) or surface in ("112", "119", "110", "120")

    def _pressed(self, clause: Clause) -> Phrase | None:
        """Return whom a verb of urging has as its object: 직원들을 독려했다, 상인들을 설득했다."""
        target = clause.find("object") if self.known.is_one_of(clause, "pressing") else None
        return target if target is not None and self._is_institution(target) else None

    def _shared_dative(self, clause: Clause) -> Phrase | None:
        """Return who is spoken to in the clauses before (경찰에 자료를 내고 처벌을 요구했다)."""
        beside: list[Clause] = []
        if clause.kind == "connective" and clause.find("subject") is None:
            parent = self.parents.get(id(clause))
            beside = [c for c in self.clauses if c.end <= clause.left and self.parents.get(id(c)) is parent]
        # 직원을 불렀고 창고를 비우라고 요구했지만: both are joined to what follows
        for child in reversed([*beside[-1:], *clause.clauses]):
            told = child.kind == "connective" or not child.ending.endswith(("다며", "다면서"))
            if not told or child.kind not in COORDINATE:
                continue
            found = self.dative(child) or receiver_in(self.analysis, self.known, child)
            if found is not None:
                return found
        for phrase in clause.phrases:
            found = receiver_in(self.analysis, self.known, phrase.clause) if phrase.clause is not None else None
            if is_occasion(self.known, phrase.head) and found is not None:
                return found  # 농민들과 만난 자리에서
            spoken = phrase.role == "location" and phrase.particle.startswith("에서")
            if spoken and (partner := partner_in(self.analysis, self.known, phrase)):
                return partner
        return None

    def _reported_to(self, clause: Clause) -> Phrase | None:
        """Return who was told of something before help is asked for: 소방서에 알려 구조대의 투입을 요청했다."""
        reports = [c for c in clause.clauses if c.kind == "connective" and self.known.is_one_of(c, "submitting")]
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
                return phrase if self._acts(phrase) else None
        return None

    def has_dative(self, clause: Clause) -> bool:
        """Say whether somebody is told."""
        return self.dative(clause) is not None
