"""The argument structure of a sentence's predicates: subject, topic, dative, object, quotation clause.

Korean is head-final: what belongs to a predicate stands before it. One pass from left to right keeps the phrases
that wait for their predicate; each predicate takes what its ending lets it take. An adnominal or quotative clause
takes one object, one subject and the adverbials next to it, never a topic (은/는), which the main clause keeps.
The theory behind it is the obliqueness of topics in relative clauses; it is a heuristic, not a parser.
"""

from __future__ import annotations

from korex.discourse.agents import is_agent
from korex.discourse.clauses import COORDINATE, Clause, ClauseKind, Phrase, Role, clause_kind, predicate_of
from korex.discourse.noun_phrases import PhraseReader
from korex.discourse.words import Word, split_words
from korex.language.analysis import Analysis, Span

_ONCE = frozenset({"subject", "object"})
_AGENTIVE = frozenset({"subject", "topic"})
_BETWEEN = frozenset({"dative", "location", "adverbial"})


def parse_clauses(analysis: Analysis, start: int, end: int) -> list[Clause]:
    """Return the clauses of the sentence `[start, end)` in text order; the last one is the main clause.

    ``윤 시장은 "서두르자"며 담당 부서가 점검하라고 지시했다.`` gives the quotation "서두르자" (quoting), 점검하라고
    (quotative, subject 담당 부서) and 지시했다 (final, topic 윤 시장, governing both).
    """
    morphemes = analysis.morphemes
    span = morphemes.range(start, end)
    return _Parser(analysis, split_words(morphemes, span.start, span.stop)).run()


_LONGEST_POSTPOSITION = 5  # characters: 관련하여, 위해서는


class _Parser(PhraseReader):
    """Lets each predicate take its arguments off what waits for one."""

    def run(self) -> list[Clause]:
        found: list[Clause] = []
        position = 0
        while position < len(self.words):
            word = self.words[position]
            position += 1
            following = self.words[position] if position < len(self.words) else None
            if following is not None and self._is_no_clause(word, following):
                continue
            if word.kind == "predicate":
                while position < len(self.words) and self._continues(word, self.words[position]):
                    word = _joined(word, self.words[position])
                    position += 1
                self._close_before(word)
                following = self.words[position] if position < len(self.words) else None
                clause = self._clause(word, following)
                if clause.kind == "connective" and self._is_postposition(clause):
                    continue
                found.append(clause)
            elif word.kind == "quotation":
                self._close_phrase("bare")
                found.append(self._quotation(word))
            else:
                self._read(word)
        self._close_phrase("bare")
        if found:
            found[-1].rest = [item for item in self.pending if isinstance(item, Phrase) and item.stop > found[-1].end]
        return found

    # -- clauses -----------------------------------------------------------------------------------------------

    def _is_no_clause(self, word: Word, following: Word) -> bool:
        """Take what has the form of a predicate and none of its arguments: 오는 27일, 시뿐 아니라."""
        if word.kind != "predicate":
            return False
        if self._leads_to(word, following):
            self.nouns.append(word)
            return True
        before = self.pending[-1] if self.pending and not self.nouns else None
        besides = isinstance(before, Phrase) and before.particle.startswith("뿐")
        return besides and self.morphemes.tags[word.first] == "VCN"

    def _continues(self, word: Word, following: Word) -> bool:
        """Say whether the next word is an auxiliary of this predicate (강화해 / 달라고, 지시하기도 / 했다)."""
        tags, forms = self.morphemes.tags, self.morphemes.forms
        auxiliary = tags[following.first] == "VX" or forms[following.first] in ("나서", "하", "되")
        if not auxiliary or following.kind not in ("predicate", "noun"):
            return False
        end = word.last - 1
        while end > word.first and not tags[end].startswith("E"):
            end -= 1
        if tags[following.first] == "VX":
            speech = forms[end] == "도록" or clause_kind(tags[end], forms[end]) in ("quotative", "quoting")
            return tags[end] in ("EC", "ETN") and not speech
        if forms[following.first] == "나서" and forms[end] == "고" and tags[end] == "EC":
            return True
        if tags[end] == "ETN" and forms[end] == "기":
            return forms[following.first] == "하" and tags[following.first] == "VV"
        if tags[end] == "EC" and forms[end] in ("어야", "아야"):
            return forms[following.first] in ("하", "되") and tags[following.first] in ("VV", "VX")
        return False

    def _clause(self, word: Word, following: Word | None) -> Clause:
        """Build the clause of a predicate word and let it take its arguments off `pending`."""
        tags, first, last = self.morphemes.tags, word.first, word.last
        predicate = predicate_of(tuple(self.morphemes.forms[first:last]), tuple(tags[first:last]))
        kind = predicate.kind
        if kind == "final" and following is not None and tags[last - 1] != "SF":
            kind = "connective"  # the analyser takes some connective endings for final ones (있으니 조심하자)
        clause = Clause(
            kind, first, last, word.start, word.end, word.start, stem=predicate.stem, base=predicate.base,
            ending=predicate.ending, particle=word.particle, past=predicate.past, topic=self._topic(),
        )  # fmt: skip
        # 정비가 필요하다는 지적, 안전이 우선이라는 점: words reported, with arguments of their own
        told = kind == "adnominal" and clause.ending.endswith(("다는", "자는", "라는"))
        content = following is not None and self.text[following.start : following.noun_end] in self.known["content"]
        modifies = kind == "adnominal" and (predicate.describes or clause.stem in ("있", "없"))
        modifies = modifies and not (told and (content or not clause.stem.endswith("이")))
        if modifies or clause.stem in self.known["postpositions"]:
            self._take_one(clause)
        else:
            content = content and clause.ending not in ("ᆫ", "은", "던")  # 본 것만 말하라: a thing, nothing said
            reports = (
                clause.kind == "quotative" or content or (clause.kind == "purposive" and self._is_asked(following))
            )
            timed = not word.particle and following is not None and following.kind == "noun"
            self.aimed = clause.kind == "nominal" and following is not None and self._is_aim(following)
            called = following is not None and self._is_call(clause, following)
            noun = self.text[following.start : following.noun_end] if following is not None else ""
            self.sues = clause.kind == "adnominal" and noun in self.known["suits"]  # 인정해 달라며 낸 소송
            self.wraps = noun in self.known["wrapping"]
            self.relates = clause.kind == "adnominal" and not (told or content or noun in self.known["whole_clause"])
            self._take(clause, reports=reports, timed=timed, told=told, called=called)
        if clause.kind == "adnominal":
            self.modifier = clause
        elif clause.kind == "nominal" and not word.particle and following is not None and following.kind == "noun":
            self.modifier = clause  # 시작하기 전에, 오기 때문에
        elif clause.kind == "nominal" and word.particle:
            self.modifier = clause
            role = self._role(word) or "bare"
            self.modifier = None
            head = self.text[word.start : word.noun_end]
            self.pending.append(
                Phrase(role, word.start, word.noun_end, clause.left, word.end, word.particle, head, clause)
            )
        else:
            self.pending.append(clause)
        return clause

    def _take_one(self, clause: Clause) -> None:
        """Let an adjective, or 대한 and the like, take the phrase next to it (수준이 높은) and nothing before."""
        postposition = clause.stem in self.known["postpositions"]
        wants = {"object", "location", "adverbial", "bare"} if postposition else {"subject"}
        if clause.stem in ("있", "없"):
            wants.add("location")
        item = self.pending[-1] if self.pending else None
        if self.modifier is not None:
            clause.clauses.append(self.modifier)
            clause.left, self.modifier = self.modifier.left, None
        elif clause.base and not postposition and not self._is_own_subject(item):
            pass  # 신속한, 진정성있는, 60%인 say all by themselves
        elif isinstance(item, Phrase) and (item.role in wants or self._is_bare_subject(item)):
            self.pending.pop()
            clause.phrases.append(item)
            clause.left = item.outer
        clause.floor = self._floor()

    def _is_own_subject(self, item: Phrase | Clause | None) -> bool:
        """Say whether an adjective speaks of the thing before it (보온재가 필요하신 분)."""
        return isinstance(item, Phrase) and item.role == "subject" and not is_agent(self.analysis, item)

    def _is_bare_subject(self, item: Phrase) -> bool:
        """Say whether a bare phrase is an adjective's own (힘 있는, 크기도 작은), not somebody's (주민들도 빈 병을)."""
        return item.role == "bare" and (
            not item.particle or (item.particle == "도" and not is_agent(self.analysis, item))
        )

    def _take(self, clause: Clause, *, reports: bool, timed: bool, told: bool, called: bool) -> None:
        """Move what belongs to the clause from `pending` into it, nearest first.

        `reports` says that the clause is somebody's words (…하라고, …할 것을): the only subject of a sentence is
        then who speaks, not who is to act, unless the sentence goes on from the one before (또 교통과가 …).
        `called` says that nobody is named who speaks: its topics belong to the words.
        """
        if self.modifier is not None:  # 나설 때라고: the adnominal clause modifies the predicate's own noun
            clause.clauses.append(self.modifier)
            clause.left, self.modifier = self.modifier.left, None
        final = clause.kind == "final"
        embedded = not final and clause.kind != "connective"
        alone = clause.kind == "nominal" and timed  # 일하기 전에: when, not what is asked
        inner = self._inner_topics(called=called) if reports or told else []
        speaker = self._speaker(clause) if reports else None
        taken: set[Role] = set()
        while self.pending:
            item = self.pending[-1]
            if isinstance(item, Clause):
                quoted = item.kind in ("quotative", "purposive")
                near = item.kind == "quotative" and taken <= _BETWEEN  # …하라고 (직원들에게) 지시했다고
                done = clause.kind == "quoting" and item.ending in ("고", "며") and item.find("subject") is None
                if (clause.kind == "connective" or alone or done) and not quoted:
                    break  # 총장실을 점거하고 공개하라며 …: what the speakers do
                near = near or (self.sues and not taken and item.kind == "quoting")
                if embedded and not near and self._stays_outside(item, reports=reports or clause.topic is not None):
                    break
                clause.clauses.insert(0, item)
                clause.left = min(clause.left, item.left)
                if item.find("subject"):
                    taken.add("subject")
            elif item not in inner and (
                item is speaker or (not final and self._is_barrier(clause, item, taken, reports))
            ):
                break
            else:
                taken.add(item.role)
                clause.phrases.insert(0, item)
                clause.left = min(clause.left, item.outer)
            self.pending.pop()
        clause.floor = self._floor()

    def _speaker(self, clause: Clause) -> Phrase | None:
        """Return who says the words of a clause: the only one in the sentence so far who can."""
        if self.continues:
            return None
        agents = [p for p in self.pending if isinstance(p, Phrase) and (p.role in _AGENTIVE or _is_topical(p))]
        if len(agents) != 1 or (self.pending[-1] is agents[0] and self._needs_subject(clause)):
            return None  # 장비를 늘리는 것이 중요하다고: what is important, not who says so
        return agents[0]

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
            if clause.stem.endswith("주"):
                return False  # 퇴직자에게 일감을 몰아준 사실
            gives = self.known["asks"] | self.known["giving"] if self.wraps else self.known["giving"]
            return phrase.particle.startswith(("에게", "께")) and gives.isdisjoint((clause.stem, clause.base))
        passive = clause.stem.endswith("되") and clause.base not in self.known["done_to"]
        if phrase.role == "subject" and self.relates and clause.find("object") is not None:
            return is_agent(self.analysis, phrase)  # 각국이 원칙을 지키는 질서: the relative clause has no gap left
        happens = clause.stem in self.known["happening"]  # 회사가 밀린 수당을
        gap = happens or (passive and not clause.topic)
        return phrase.role == "subject" and gap and is_agent(self.analysis, phrase)

    def _is_asked(self, following: Word | None) -> bool:
        """Say whether the word after -도록 asks for it (하도록 지시했다), or acts to that end (하도록 벽을 세웠다)."""
        if following is None or following.kind == "predicate":
            return True
        noun = self.text[following.start : following.noun_end]
        return following.kind == "adverb" or not following.particle or noun in self.known["asking"]

    def _needs_subject(self, clause: Clause) -> bool:
        tags = self.morphemes.tags[clause.first : clause.last]
        return "XSA" in tags or ("VA" in tags and "VX" not in tags) or clause.stem in ("있", "없", "되")

    def _is_aim(self, following: Word) -> bool:
        return self.morphemes.forms[following.first] == "위하"

    def _is_call(self, clause: Clause, following: Word) -> bool:
        """Say whether a clause is a call that nobody in the sentence makes: 시는 서둘러야 한다는 지적이 나온다."""
        quoted = clause.kind == "adnominal" and clause.ending.endswith(("다는", "라는", "자는"))
        noun = self.text[following.start : following.noun_end]
        return quoted and following.particle_tag == "JKS" and noun in self.known["calls"]

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
        return topics if called else topics[:-1]

    def _floor(self) -> int:
        if not self.pending:
            return self.words[0].start
        item = self.pending[-1]
        return item.stop if isinstance(item, Phrase) else item.end

    def _is_barrier(self, clause: Clause, item: Phrase, taken: set[Role], reports: bool) -> bool:
        """Say whether a clause that is not final takes neither this phrase nor anything before it."""
        if self.aimed and (
            item.role == "dative" or (item.role in ("subject", "bare") and is_agent(self.analysis, item))
        ):
            return True  # 시장도 직원들에게 사고를 막기 위해 …: who acts and who is told belong to the main clause
        if item.role == "topic" or (item.role in _ONCE and item.role in taken):
            return True
        if _is_topical(item) or (clause.kind == "adnominal" and not reports and self._is_gap(clause, item)):
            return True
        return "subject" in taken and clause.kind not in COORDINATE

    def _stays_outside(self, item: Clause, *, reports: bool) -> bool:
        """Say whether a clause before an embedded one belongs to the main clause: it reports speech, or the past.

        A relative clause in a sentence without a topic keeps it (…해야 한다며 달아난 남성이 …).
        """
        if not reports:
            return item.past or (item.kind == "connective" and item.ending in ("며", "면서") and bool(item.quotation))
        return item.past or item.kind in ("quoting", "quotative") or item.inner is not None or bool(item.quotation)

    def _quotation(self, word: Word) -> Clause:
        if word.inner is None:
            raise ValueError("a quotation word has an inner span")
        first, last = word.inner
        starts, ends = self.morphemes.starts, self.morphemes.ends
        ending = word.particle
        kind: ClauseKind = "quotative"
        if ending.endswith(("며", "면서")):
            kind = "quoting"
        elif ending.endswith(("는", "ᆫ", "던")):
            kind = "adnominal"
        clause = Clause(kind, word.first, word.last, word.start, word.end, word.start, ending=ending)
        clause.inner = Span(starts[first], ends[last - 1]) if first < last else Span(word.start, word.start)
        clause.topic = self._topic()
        if kind == "adnominal":
            self.modifier = clause
        else:
            self.pending.append(clause)
        return clause

    def _is_postposition(self, clause: Clause) -> bool:
        """Turn 에 대해, 을 통해, 을 상대로 into the particle of the phrase before; the clause is undone."""
        if clause.stem not in self.known["postpositions"] or not clause.phrases:
            return False
        if clause.end - clause.start > _LONGEST_POSTPOSITION:
            return False  # 손을 놓고 있어서는 안 된다
        phrase = clause.phrases[-1]
        if phrase.role not in ("object", "location", "adverbial", "bare"):
            return False
        self.pending.remove(clause)
        self.pending.extend(clause.clauses)
        phrase.particle += " " + self.text[clause.start : clause.end]
        phrase.stop = clause.end
        phrase.role = "dative" if clause.stem in self.known["dative_postpositions"] else "adverbial"
        self.pending.extend(clause.phrases)
        return True


def _is_topical(phrase: Phrase) -> bool:
    """Say whether a place or receiver is the topic (국회에서는, 직원들에게는)."""
    return phrase.role in ("location", "dative") and phrase.particle.endswith(("는", "ᆫ", "선", "겐"))


def _joined(word: Word, following: Word) -> Word:
    return Word(
        "predicate", word.first, following.last, word.start, following.end,
        following.noun_end, following.particle, following.particle_tag, following.comma,
    )  # fmt: skip
