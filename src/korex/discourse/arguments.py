"""The argument structure of a sentence's predicates: subject, topic, dative, object, quotation clause.

Korean is head-final: what belongs to a predicate stands before it. One pass from left to right keeps the phrases
that wait for their predicate; each predicate takes what its ending lets it take. An adnominal or quotative clause
takes one object, one subject and the adverbials next to it, never a topic (은/는), which the main clause keeps.
The theory behind it is the obliqueness of topics in relative clauses; it is a heuristic, not a parser.
"""

from __future__ import annotations

from korex.discourse.attachment import AttachmentReader
from korex.discourse.clauses import Clause, ClauseKind, Phrase, Role, clause_kind, predicate_of
from korex.discourse.words import Word, split_words
from korex.language.analysis import Analysis, Span

_POSSIBLE = frozenset({"가능", "불가능", "필요"})
_COMMANDING = frozenset({"라", "으라", "자"})
_NOTED = frozenset({"ᆷ", "음"})  # what ends a sentence of minutes and notes
_BANNED = frozenset({"어서", "면", "으면"})  # before 안 되: what must not be
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


class _Parser(AttachmentReader):
    """Lets each predicate take its arguments off what waits for one."""

    def run(self) -> list[Clause]:
        found: list[Clause] = []
        position = 0
        while position < len(self.words):
            word = self.words[position]
            position += 1
            following = self.words[position] if position < len(self.words) else None
            if word.kind == "predicate":
                if following is not None and self._is_no_clause(word, following):
                    continue
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
        """Take what has the form of a predicate and none of its arguments: 오는 27일, 시뿐 아니라, 흔들림 없는."""
        lacks = not word.particle and self.morphemes.forms[following.first] == "없"
        if self._leads_to(word, following) or (lacks and self.morphemes.tags[word.last - 1] == "ETN"):
            self.nouns.append(word)  # 흔들림 없는
            return True
        if not self.nouns and self._is_again(word, following):
            return True  # 멈출 것을 | 계속해서 | 요구했다
        before = self.pending[-1] if self.pending and not self.nouns else None
        besides = isinstance(before, Phrase) and before.particle.startswith("뿐")
        return besides and self.morphemes.tags[word.first] == "VCN"

    def _is_again(self, word: Word, following: Word) -> bool:
        """Say whether a verb only tells how often the next one is done: 거듭해서 요구했다, 반복해 촉구했다."""
        forms, first, last = self.morphemes.forms, word.first, word.last
        if forms[first] not in self.known["again"] or forms[last - 1] not in ("어", "어서"):
            return False
        goes_on = self.morphemes.tags[following.first] == "VX"  # 사업을 계속해 나갈
        return following.kind == "predicate" and not goes_on

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
        kind, ending, particle = predicate.kind, predicate.ending, word.particle
        if kind == "final" and word.particle_tag == "JKQ":
            kind, ending, particle = "quotative", ending + particle, ""  # 달라고 as 달라/EF 고/JKQ
        elif ending in _COMMANDING and not particle and following is not None and self._reports(following):
            kind = "quotative"  # 수당을 지급하라 판결했다
        elif kind == "nominal" and ending in _NOTED and not particle and following is None:
            kind = "final"  # 통행을 막을 것을 당부함
        elif kind == "final" and following is not None and tags[last - 1] != "SF":
            kind = "connective"  # the analyser takes some connective endings for final ones (있으니 조심하자)
        clause = Clause(
            kind, first, last, word.start, word.end, word.start, stem=predicate.stem, base=predicate.base,
            ending=ending, particle=particle, past=predicate.past, topic=self._topic(),
        )  # fmt: skip
        # 정비가 필요하다는 지적, 안전이 우선이라는 점: words reported, with arguments of their own
        told = kind == "adnominal" and clause.ending.endswith(("다는", "자는", "라는"))
        noun = self.text[following.start : following.noun_end] if following is not None else ""
        content = noun in self.known["content"]
        modifies = kind == "adnominal" and (predicate.describes or clause.stem in ("있", "없"))
        modifies = modifies and not (told and (content or not clause.stem.endswith("이")))
        # not 공기가 통하도록, 다리를 놓아 달라고, 주사를 맞을 것
        relates = clause.stem in self.known["postpositions"] and kind != "purposive" and not self._is_done(clause)
        if modifies or relates:
            self._take_one(clause)
        else:
            content = content and clause.ending not in ("ᆫ", "은", "던")  # 본 것만 말하라: a thing, nothing said
            reports = (
                clause.kind == "quotative" or content or (clause.kind == "purposive" and self._is_asked(following))
            )
            timed = not word.particle and following is not None and following.kind == "noun"
            self.aimed = clause.kind == "nominal" and following is not None and self._is_aim(following)
            called = told and following is not None and self._is_call(following)
            self.sues = clause.kind == "adnominal" and noun in self.known["suits"]  # 인정해 달라며 낸 소송
            self.wraps = noun in self.known["wrapping"]
            self.closes = clause.kind == "adnominal" and following is self.words[-1] and not following.particle
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

    def _is_done(self, clause: Clause) -> bool:
        """Say whether a verb that can be a particle is what is done to the object before it: 다리를 놓으라고."""
        item = self.pending[-1] if self.pending else None
        asked = clause.kind in ("quotative", "final", "nominal") or clause.ending in ("ᆯ", "을")
        return asked and isinstance(item, Phrase) and item.role == "object"

    def _reports(self, following: Word) -> bool:
        """Say whether a word reports what somebody asks for: 판결했다, 지시하자."""
        return following.kind == "predicate" and self.morphemes.forms[following.first] in self.known["asks"]

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
        elif clause.base in _POSSIBLE and isinstance(item, Phrase) and item.role == "bare" and not item.particle:
            self.pending.pop()  # 휴대 가능한, 수리 필요한
            clause.phrases.append(item)
            clause.left = item.outer
        elif (
            isinstance(item, Phrase)
            and item.role == "dative"
            and not {clause.base, clause.stem}.isdisjoint(self.known["for_whom"])
        ):
            self.pending.pop()  # 어르신들에게 필요한 시설
            clause.phrases.append(item)
            clause.left = item.outer
        elif clause.base and not postposition and not self._is_own_subject(item):
            pass  # 신속한, 진정성있는, 60%인 say all by themselves
        elif isinstance(item, Phrase) and (item.role in wants or self._is_bare_subject(item)):
            self.pending.pop()
            clause.phrases.append(item)
            clause.left = item.outer
        clause.floor = self._floor()

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
        said = reports or told or (clause.kind == "quoting" and clause.inner is None)
        inner = self._inner_topics(called=called) if said else []
        speaker = self._speaker(clause) if reports else None
        taken: set[Role] = set()
        while self.pending:
            item = self.pending[-1]
            if isinstance(item, Clause):
                wished = item.kind == "nominal" and not taken and item.end + 1 == clause.start  # 서행하시기 바라며
                quoted = wished or item.kind in ("quotative", "purposive")
                near = item.kind == "quotative" and taken <= _BETWEEN  # …하라고 (직원들에게) 지시했다고
                done = clause.kind == "quoting" and item.ending in ("고", "며") and item.find("subject") is None
                if (clause.kind == "connective" or alone or done) and not quoted:
                    break  # 총장실을 점거하고 공개하라며 …: what the speakers do
                near = near or (self.sues and not taken and item.kind == "quoting")
                near = near or (clause.stem == "되" and item.ending in _BANNED)  # 괜찮다고 믿어서는 안 된다고
                if embedded and not near and self._stays_outside(item, reports=reports or clause.topic is not None):
                    break
                if self._acts_apart(clause, item):
                    break
                if embedded and not near and item.inner is not None and item.kind == "quotative" and not reports:
                    break  # “멈추라”고 뜻을 같이하는 이들에게 외쳤다
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

    def _floor(self) -> int:
        if not self.pending:
            return self.words[0].start
        item = self.pending[-1]
        return item.stop if isinstance(item, Phrase) else item.end

    def _quotation(self, word: Word) -> Clause:
        if word.inner is None:
            raise ValueError("a quotation word has an inner span")
        first, last = word.inner
        starts, ends = self.morphemes.starts, self.morphemes.ends
        ending = word.particle
        kind: ClauseKind = "quotative"
        if ending.endswith(("며", "면서", "면서도")):
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


def _joined(word: Word, following: Word) -> Word:
    return Word(
        "predicate", word.first, following.last, word.start, following.end,
        following.noun_end, following.particle, following.particle_tag, following.comma,
    )  # fmt: skip
