"""Who speaks and who is to act: the roles around a predicate that asks for something."""

from __future__ import annotations

from korex.discourse.agents import is_agent, label_at
from korex.discourse.clauses import COORDINATE, Clause, Phrase, bare_phrase
from korex.discourse.directives.addressees import AddresseeReader
from korex.discourse.directives.content_edges import Content
from korex.discourse.directives.encounters import is_occasion
from korex.discourse.directives.knowledge import head_noun
from korex.discourse.directives.surroundings import TOO, is_body
from korex.discourse.noun_phrases import argument_words


class RoleReader(AddresseeReader):
    """Answers who speaks and who is to act in one sentence."""

    def roles(self, clause: Clause, content: Content) -> tuple[Phrase | None, Phrase | None]:
        """Return who speaks and who is to act."""
        addressee = self.dative(clause) or self._reported_to(clause) or content.addressee
        if clause.kind == "quoting" and self._is_obligation(clause) and self.known.is_one_of(clause, "giving"):
            addressee = content.addressee  # 주민들에게 사과해야 한다며: to whom, not who
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
        if speaker is not None and addressee is None and self._is_called_on(clause, speaker):
            return None, speaker
        again = actor is not None and speaker is not None and self._surface(speaker) == self._surface(actor)
        if acting and again and self._continues():
            return None, actor  # 그러면서 국회가 이번 예산은 국회가 먼저 줄여야 한다고
        if addressee is None and not acting and (self._goes_over_to(clause, speaker) or self._is_area(clause, speaker)):
            return None, speaker
        if (opener := self._opener(clause, content)) is not None:
            return opener, clause.find("subject")
        document = speaker is not None and is_occasion(self.known, self.text[speaker.start : speaker.end])
        if acting and not document and (speaker is None or not self._acts(speaker)) and not self._continues():
            if actor is not None and addressee is actor and self._is_called_on(clause, actor):
                return None, actor
            quoted = [c.inner for c in self.clauses if c.inner is not None]
            if actor is not None and any(inner.start <= actor.start < inner.end for inner in quoted):
                return None, actor  # “구청장은 물러나라”고 외쳤다
            # The only one who can act in the sentence is who speaks: 집주인이 보증금을 올려 줄 것을 요청했으나.
            return actor, None if addressee is actor else addressee
        if clause.ending == "자" and speaker is not None and speaker.end <= clause.left:
            speaker = self._first_subject(content, clause) or speaker  # 김 씨는 교도관이 불을 끄라고 지시하자 거부했다
        relayed = self._relayed(clause)
        if relayed is not None and relayed.topic is speaker and speaker is not None:
            told = actor if acting else relayed.find("subject") or self._led_in(speaker, content)
            if told is not None and told.start > speaker.stop and told.stop <= clause.start and self._acts(told):
                # 신문은 시가 점검을 지시했다고 보도했다
                return told, None if addressee is told else addressee
        if speaker is not None and not self._acts(speaker) and self._is_thing(speaker):
            speaker = None
        if speaker is None and not self._is_own(clause) and not self._continues():
            speaker = self._first_subject(content) or self._first_subject(content, clause)
        if addressee is None:
            addressee = self._pressed(clause) or self._shared_dative(clause)
        if addressee is None or not acting:
            addressee = self._left_over(clause, speaker) or addressee
        if acting and actor is not speaker:
            addressee = actor
        if clause.stem == "받" or (clause.stem.endswith("받") and clause.stem[:-1] in self.known.verbs):
            near = [p for each in self.clauses if each.start <= clause.start for p in each.phrases]
            source = next((p for p in near if p.particle in ("에게서", "로부터", "으로부터", "한테서")), None)
            return source, speaker
        same = addressee is not None and speaker is not None and self._surface(addressee) == self._surface(speaker)
        return speaker, None if same else addressee

    def _goes_over_to(self, clause: Clause, topic: Phrase | None) -> bool:
        """Say whether a topic is what the speaker of the sentence before goes over to: 그러면서 정부는 …해야 한다고."""
        if topic is None or topic.role != "topic" or not self.text.startswith("그러면서 ", self.start):
            return False
        office = label_at(self.analysis, topic.end) not in ("PERSON", "TITLE")
        said = [c for c in clause.clauses if c.kind in ("quotative", "quoting") and c.inner is None]
        must = any(self._is_obligation(each) for each in said)
        return must and office and is_body(self.analysis, self.known, topic)

    def _is_area(self, clause: Clause, topic: Phrase | None) -> bool:
        """Say whether a topic is an area to which something is advised: 남부 지역은 폭우에 대비해 달라고 당부했다."""
        advised = self.known.is_one_of(clause, "advising") and topic is not None and topic.role == "topic"
        return advised and topic is not None and self._surface(topic).endswith(self.known.tails["areas"])

    def _opener(self, clause: Clause, content: Content) -> Phrase | None:
        """Return who sets the scene and then asks another one: 노조가 회견을 열고 회사가 교섭에 나설 것을 촉구했다."""
        subject = clause.find("subject")
        if subject is None or content.addressee is not None or not self._acts(subject):
            return None
        for child in clause.clauses:
            sets = child.kind == "connective" and child.ending in ("고", "어", "며", "으며", "어서")
            sets = sets and (self.known.is_one_of(child, "scene") or self.known.is_one_of(child, "speech"))
            first = child.find("subject") if sets and child.end <= subject.start else None
            if first is not None and self._acts(first):
                return first
        return None

    def _is_honoured(self, content: Content) -> bool:
        """Say whether the asked action ends in -시-: its subject is then who is spoken to."""
        last = self.analysis.morphemes.at(content.span.end - 1) if content.span else 0
        return "EP" in self.analysis.morphemes.tags[max(0, last - 2) : last + 1]

    def _relayed(self, clause: Clause) -> Clause | None:
        """Return the predicate with which somebody else tells of the report: 보도했다, 전했다."""
        parent = self.parents.get(id(clause)) if clause.kind == "quotative" else None
        return parent if parent is not None and self.known.is_one_of(parent, "relaying") else None

    def _led_in(self, topic: Phrase, content: Content) -> Phrase | None:
        """Return who does something while asking: 가족은 노 씨가 앓으면서도 꽃을 돌봐 달라고 당부했다고 전했다."""
        end = content.span.start if content.span is not None else 0
        before = [c for c in self.clauses if c.kind == "connective" and topic.stop <= c.left and c.end <= end]
        if not any(c.ending in ("면서", "으면서") for c in before):
            return None
        return next((subject for c in before if (subject := c.find("subject")) is not None), None)

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
        # not 요청을 전달했다, 새벽당은 줄이면 안 된다고 버티고 있다
        alone = clause.find("object") is None and clause.quotation is None
        risen = self.known.is_one_of(clause, "rise") and (called or alone)
        return clause.stem.endswith("되") or risen

    def speaker_of(self, clause: Clause) -> Phrase | None:
        """Return the subject, the topic, or the institution in -에서 of the clause, else of what governs it."""
        node: Clause | None = clause
        while node is not None:
            topics = [phrase for phrase in reversed(node.phrases) if phrase.role == "topic"]
            too = self._too(node)
            subject = node.find("subject")
            if subject is not None and too and too[0].start < subject.start and node.quotation is not None:
                subject = too[0]  # 도의장도 두 도시가 힘을 모아야 한다고 …
            if (
                subject is not None
                and topics
                and self._acts(topics[0])
                and not self._says_afterwards(node, subject)
                and not self._contrasts(node, topics[0], subject)
                and not self._says_of(node, topics[0], subject)
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

    def _says_of(self, clause: Clause, topic: Phrase, subject: Phrase) -> bool:
        """Say whether the topic is what the subject speaks of before: 군수가 | 시는 봉이 아니라며 증액을 압박했다."""
        quoting = any(child.kind == "quoting" and child.start > topic.end for child in clause.clauses)
        return quoting and subject.stop <= topic.start and self._acts(subject)

    def _says_afterwards(self, clause: Clause, subject: Phrase) -> bool:
        """Say whether who speaks stands after the words: 시민들은 대비해 달라고 | 기상청이 당부했다."""
        said = clause.quotation
        return said is not None and said.inner is None and said.end <= subject.start

    def _too(self, clause: Clause) -> list[Phrase]:
        """Return who acts besides others, in the clause or in one before that shares its subject (노조까지, 협회도)."""
        shared = [c for c in clause.clauses if c.kind in COORDINATE and c.find("subject") is None]
        return [p for each in (clause, *shared) for p in each.phrases if p.role == "bare" and p.particle in TOO]

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

    def _first_subject(self, content: Content, clause: Clause | None = None) -> Phrase | None:
        """Return the agent a sentence begins with if a relative clause has taken it: 법원이 약속을 어긴 회사에 …

        With `clause`, the agent that its words begin with: 남구에서는 | 협회가 규정을 어긴 업체에 사과를 요구하자.
        """
        phrases = [p for each in self.clauses for p in each.phrases if p.role != "adverbial"]
        if clause is not None:
            phrases = [p for p in phrases if clause.left <= p.start < clause.start]
        first = min(phrases, key=lambda phrase: phrase.outer, default=None)
        speaks = first is not None and (first.role == "subject" or (first.role == "bare" and first.particle in TOO))
        if first is not None and first is not content.addressee and self._speaks_for(first):
            return first  # 협회 측에서 선수들에게 쉬라고 요청해 왔다
        if first is None or not speaks or not self._acts(first):
            return None
        # 교도관이 붙인 사진을 떼라고 지시하자: the clause needs a subject of its own
        turns = clause is not None and clause.ending == "자"
        return None if self._acts_on_owner(first, turns=turns) else first

    def _acts_on_owner(self, subject: Phrase, *, turns: bool) -> bool:
        """Say whether a relative clause is complete with its subject: 어머니가 남긴 집, not 법원이 밀린 수당을 …."""
        clause = next((each for each in self.clauses if subject in each.phrases), None)
        owner = self.owners.get(id(clause)) if clause is not None else None
        if clause is None or owner is None or clause.kind != "adnominal" or clause.find("object") is not None:
            return False
        words = argument_words()
        happens = (
            clause.stem.endswith("되") or clause.stem in words["happening"] or clause.stem in words["postpositions"]
        )
        if owner.role == "location" and (
            clause.stem in words["happening"] or self.known.is_one_of(clause, "belonging")
        ):
            return True  # 환자가 발생한 병원에, 아이가 다니는 학교에
        thing = owner.role in ("object", "bare", "topic") and not is_agent(self.analysis, owner)
        return (
            thing and not happens and not turns and "VA" not in self.analysis.morphemes.tags[clause.first : clause.last]
        )

    def institutions(self, clause: Clause) -> list[Phrase]:
        """Return the institutions in -에서: 군의회에서 요구했다."""
        return [phrase for phrase in clause.phrases if self._speaks_for(phrase)]

    def _speaks_for(self, phrase: Phrase) -> bool:
        located = phrase.role == "location" and phrase.particle.startswith(("에서", "서", "에선"))
        return located and self._is_institution(phrase)

    def _is_thing(self, phrase: Phrase) -> bool:
        """Say whether a topic is a plain noun that does not speak (제품은, 셋째는)."""
        if phrase.role == "subject":
            return False
        span = self.analysis.morphemes.range(phrase.start, phrase.end)
        tags = {self.analysis.morphemes.tags[index] for index in span}
        plain = phrase.clause is not None or len(span) > 2 or "NR" in tags or phrase.head in self.known.actions
        moment = phrase.head in self.known.words["moments"]  # 이제는 동맹국들이 나설 때라고
        return moment or (plain and tags.isdisjoint(("NNP", "NP", "SL")))

    def _continues(self) -> bool:
        word = self.text[self.start : self.end].split(" ", 1)[0].rstrip(",")
        return word in argument_words()["continuing"]
