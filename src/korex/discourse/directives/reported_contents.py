"""What a reporting verb says is asked: a clause, a quotation, a noun phrase."""

from __future__ import annotations

from korex.discourse.agents import is_agent, label_at
from korex.discourse.clauses import Clause, Phrase
from korex.discourse.directives.content_edges import Content
from korex.discourse.directives.contents import clause_content
from korex.discourse.directives.knowledge import Verb, head_noun
from korex.discourse.directives.noun_contents import noun_content
from korex.discourse.directives.quotations import QuotationReader, inner_sentences
from korex.language.analysis import Span


class ReportedContentReader(QuotationReader):
    """Finds the content of a reporting verb among what its clause governs."""

    def _report(self, clause: Clause, verb: Verb) -> Content | None:
        """Return the content of a reporting verb, None if it reports no directive."""
        target = self._object(clause)
        if target is not None and (found := self._action_clause(target, verb)) is not None:
            return found
        if verb.clause == "claim":
            return None  # 해 달라고 주장했다: the words say what it is
        if target is not None and (found := self._listed(clause, target)) is not None:
            return found
        quotation = clause.quotation
        if quotation is not None and quotation.kind == "quotative" and quotation.ending:
            found = self._quoted(quotation, clause)
            if found is None and target is None:
                return self._wished(clause, verb, quotation)
            if found is not None or target is None or not target.particle or target.outer < quotation.end:
                return found  # 사고가 늘고 있다고 주의를 당부했다: what is said, then what is asked
        last = clause.clauses[-1] if clause.clauses else None
        beside = target is not None and last is not None and target.outer > last.end and verb.nominal == "any"
        beside = beside and bool(target and target.particle)  # 정비하도록 시정 권고했다: one noun, 시정 권고
        if beside and last and last.kind == "purposive" and target and target.head in self.known.words["efforts"]:
            # 속지 않도록 주의를 당부했다, not 불이 나지 않도록 주민들의 협조를 요청했다
            found = clause_content(self.analysis, self.known, last, last.end, receiver=not self.has_dative(clause))
            if found.span and noun_content(self.analysis, self.known, target).addressee is None:
                return found._replace(span=Span(found.span.start, target.end))
        if last is not None and last.kind == "purposive" and verb.clause != "stress" and not beside:
            self.used.add(id(last))
            return clause_content(self.analysis, self.known, last, last.end, receiver=not self.has_dative(clause))
        if target is not None and self._can_be_asked(target, verb, passive=clause.stem.endswith("되")):
            told = self.has_dative(clause) or self._reported_to(clause) is not None
            found = noun_content(self.analysis, self.known, target, told=told)
            return self._with_aim(clause, target, self._with_companion(clause, target, found))
        if quotation is not None and (found := self._quoted(quotation, clause)) is not None:
            return found
        if verb.nominal == "any" and target is None and (self._points_back(clause) or self._declares(clause)):
            return Content(None)
        if verb.clause == "any" and quotation is not None and quotation.inner is not None:
            return self._asked(quotation)
        return None

    def _wished(self, clause: Clause, verb: Verb, quotation: Clause) -> Content | None:
        """Return a wish that a verb of asking makes a request: “시는 뜻을 모을 수 있기를 바란다”고 촉구했다."""
        asks = verb.nominal == "any" and verb.kind in ("DEMAND", "REQUEST", "ORDER")
        if not asks or clause.find("object") is not None or quotation.inner is None:
            return None
        span = inner_sentences(self.analysis, quotation.inner)[-1]
        words = type(self)(self.analysis, span.start, span.end, depth=self.depth + 1)
        wish = words.clauses[-1] if words.clauses else None
        if wish is None or not any(self.known.is_one_of(wish, name) for name in ("hoping", "bidding")):
            return None
        told = wish.topic if wish.topic in wish.phrases and self.known.is_one_of(wish, "hoping") else None
        return Content(span, told if told is not None and self._is_institution(told) else None)

    def _with_companion(self, clause: Clause, target: Phrase, content: Content) -> Content:
        """Return the content with the act it is joined to by 함께: 원인 규명과 함께 책임자 처벌을 촉구했다."""
        for phrase in clause.phrases:
            listed = phrase.particle in ("와", "과") and phrase.head == "것" and phrase.stop < target.outer
            if (
                listed
                and phrase.clause is not None
                and content.span
                and not self.text[phrase.stop : target.outer].strip()
            ):
                first = clause_content(self.analysis, self.known, phrase.clause, phrase.clause.end)
                if first.span is None:
                    return content
                whole = Span(first.span.start, content.span.end)  # 직원들에게 | 웃어 줄 것과 친절을, 갚을 것과 봉사를
                return content._replace(span=whole, addressee=content.addressee or first.addressee)
            beside = self.text[phrase.stop : target.outer].strip() in ("함께", "더불어", "아울러")
            if beside and phrase.particle in ("와", "과") and phrase.head in self.known.actions and content.span:
                return content._replace(span=Span(phrase.outer, content.span.end))
        return content

    def _with_aim(self, clause: Clause, target: Phrase, content: Content) -> Content:
        """Return the content with what an effort is for: 산불 예방에 관심을 당부했다; not 시에 관심을 당부했다."""
        span = content.span
        if span is None or span.start != target.outer or target.head not in self.known.words["efforts"]:
            return content
        for phrase in clause.phrases:
            aims = phrase.particle in ("에", "에도", "에 대해", "에 대하여") and phrase.clause is None
            if not aims or self.text[phrase.stop : target.outer].strip() or phrase is self.dative(clause):
                continue
            name = self.analysis.morphemes.tags[self.analysis.morphemes.at(phrase.end - 1)] == "NNP"
            if not name and label_at(self.analysis, phrase.end) is None and not is_agent(self.analysis, phrase):
                return content._replace(span=Span(phrase.outer, span.end))
        return content

    def _asked(self, quotation: Clause) -> Content | None:
        """Return a question that a reporting verb makes a request or a proposal: “같이 갈래”라며 제안했다."""
        spans = inner_sentences(self.analysis, quotation.inner) if quotation.inner else []
        if not spans or not self.text[spans[-1].start : spans[-1].end].endswith(("래", "까", "까요", "래요", "나요")):
            return None
        return Content(spans[-1])

    def _listed(self, clause: Clause, target: Phrase) -> Content | None:
        """Return the content of '…할 것', '…하지 말 것' 등 두 가지를 요청했다."""
        quotes = [child for child in clause.clauses if child.inner is not None and not child.ending]
        if not quotes or not target.head.startswith(self.known.tails["sums"]):
            return None
        self.used.update(map(id, quotes))
        first, last = quotes[0].inner, quotes[-1].inner
        return Content(Span(first.start, last.end)) if first and last else None

    def _object(self, clause: Clause) -> Phrase | None:
        """Return the phrase that names what is asked: the object, for a passive the subject, or a 도-phrase."""
        passive = clause.stem.endswith("되")
        if found := clause.find("subject" if passive else "object"):
            return found
        for phrase in reversed(clause.phrases):
            manner = not phrase.particle and phrase.head in self.known.words["reporting_manner"]
            manner = manner or phrase.head in self.known.words["asked_often"]  # 여러 번 권고한
            if phrase.role in ("bare", "topic") and not manner and not is_agent(self.analysis, phrase):
                return phrase
        return None

    def _action_clause(self, target: Phrase, verb: Verb) -> Content | None:
        """Return the content of …할 것을, …하기를, …해야 함을; None for other noun phrases."""
        inner = target.clause
        if inner is None or verb.clause == "command":
            return None
        if inner.kind == "nominal":
            if inner.ending in ("ᆷ", "음") and "야" not in self.text[inner.start : inner.end]:
                return None
            return clause_content(self.analysis, self.known, inner, target.end)
        stated = inner.ending in ("다는", "ᆫ다는", "는다는") and inner.inner is None
        if (stated and target.head in ("점", "것")) or (inner.inner is not None and target.head == "점"):
            found = self._act_in(inner, False)  # 둑을 높여야 한다는 점을 강조했다
            return found[1] if found else None
        future = inner.ending in ("ᆯ", "을") or (verb.kind == "ADVICE" and inner.ending == "는")
        if target.head in ("것", "걸", "거") and future and inner.inner is None:
            return clause_content(self.analysis, self.known, inner, inner.end)
        return None

    def _quoted(self, quotation: Clause, clause: Clause) -> Content | None:
        """Return the content of a quoted clause if it asks for something."""
        self.used.add(id(quotation))
        found = self._act_in(quotation, self.has_dative(clause))
        return found[1] if found else None

    def _can_be_asked(self, phrase: Phrase, verb: Verb, *, passive: bool) -> bool:
        if verb.nominal == "none":
            return False
        if verb.nominal == "any":
            return head_noun(self.analysis.morphemes, phrase) not in self.known.words["unaskable"]
        head = head_noun(self.analysis.morphemes, phrase)
        if verb.nominal == "appeal":
            return head in self.known.words["appeal"]
        words = self.text[phrase.start : phrase.end].split()
        if len(words) > 1 and words[-1][0].isdigit():
            head = words[-2]  # 사회봉사 40시간을 명했다
        return head in self.known.actions and (verb.clause != "stress" or passive)

    def _points_back(self, clause: Clause) -> bool:
        before = self.text[max(self.start, clause.start - 8) : clause.start]
        return any(word in before for word in self.known.words["pointing_back"])

    def _declares(self, clause: Clause) -> bool:
        """Say whether the writer only says whom they call on: 의회에 거듭 요구한다; not 모르면 친구에게 부탁한다."""
        if not self._is_own(clause) or clause.quotation is not None or not self.has_dative(clause):
            return False
        if any(child.ending in ("면", "으면", "을 때") for child in clause.clauses):
            return False
        told = self.dative(clause)
        named = [p for p in clause.phrases if p is not told and (p.role in ("subject", "topic") or self._speaks_for(p))]
        words = self.text[clause.floor : clause.start].split()
        marked = "드리" in clause.stem or not self.known.words["declaring"].isdisjoint(words)
        polite = clause.ending in ("ᆸ니다", "습니다") and not named and self.known.is_one_of(clause, "calling")
        return (marked or polite) and all(map(self._declares_for, named))

    def _declares_for(self, phrase: Phrase) -> bool:
        """Say whether a topic is the writer's own or an institution: 우리는, 새벽당에서는; not 고객은."""
        surface = self._surface(phrase)
        own = surface == "우리" or surface in self.known.words["oneself"]
        return own or label_at(self.analysis, phrase.end) == "ORG" or surface.endswith(self.known.tails["institutions"])

    def _noun_before(self, target: Phrase) -> Content:
        """Return what stands before the head noun: 출동 in 출동 명령."""
        start = target.outer
        end = self.text.rfind(" ", start, target.end)
        if end < 0:  # 철거명령을 내렸다
            last = self.analysis.morphemes.at(target.end - 1)
            end = self.analysis.morphemes.starts[last]
        if (owner := self._owner(target)) is not None and (after := owner.end + len("의 ")) < end:
            start = after  # 주민들의 | 도로 확장 요구
        # 주민의 요청, 긴급 요청: whose or how, not what
        owned = self.text[start:end].endswith("의") or self.text[start:end] in self.known.words["reporting_manner"]
        return Content(Span(start, end) if end > start and not owned else None)
