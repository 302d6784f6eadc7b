"""Reporting predicates: who ordered, asked, demanded, proposed or stressed what."""

from __future__ import annotations

from korex.discourse.agents import ends_in_agent, is_agent
from korex.discourse.clauses import Clause, Phrase
from korex.discourse.directives.content_edges import Content
from korex.discourse.directives.contents import clause_content
from korex.discourse.directives.doers import Doer, ceaser_of
from korex.discourse.directives.findings import Finding
from korex.discourse.directives.knowledge import Verb, head_noun
from korex.discourse.directives.reported_contents import ReportedContentReader
from korex.language.analysis import Span
from korex.language.spans import starting_in
from korex.schema import DirectiveKind


class ReportReader(ReportedContentReader):
    """Finds the directives that the predicates of one sentence report."""

    def _can_report(self, clause: Clause) -> bool:
        """Say whether a predicate that is no verb of asking can report something: most have no words to report."""
        if clause.clauses or self.known.is_one_of(clause, "express") or self.known.is_one_of(clause, "rise"):
            return True
        return any(phrase.clause is not None for phrase in clause.phrases)

    def _read_report(self, clause: Clause, verb: Verb | None) -> None:
        if clause is self.clauses[-1] and self._is_anybody(clause.find("subject")):
            self._refuse(clause, verb.kind if verb is not None else "ORDER", "verb", "question")
            return  # 누가 이걸 버리라고 했어
        if verb is not None:
            found = self._report(clause, verb)
            if found is not None:
                self._add(clause, found, verb.kind, "verb")
                return
        for reading in (self._light_verb, self._opinion, self._saying):
            result = reading(clause)
            if result is not None:
                self._add(clause, *result, reading.__name__.lstrip("_"))
                return
        if verb is not None:
            self._refuse(clause, verb.kind, "verb", "nothing_asked")

    def _add(self, clause: Clause, content: Content, kind: DirectiveKind, source: str) -> None:
        speaker, addressee = self.roles(clause, content)
        speaker = None if self._is_anybody(speaker) else speaker
        span = content.span
        if speaker is not None and span is not None and span.start <= speaker.start < speaker.stop < span.end:
            content = content._replace(span=Span(self._after_saying_day(speaker.stop), span.end))
        elif speaker is not None and span is not None and speaker.stop <= span.start:
            said = self._after_saying_day(speaker.stop)
            content = content._replace(span=Span(said, span.end)) if span.start <= said else content
        if addressee is None and content.addressee is speaker and (doer := self._ceaser(content)) is not None:
            span = Span(doer.start, span.end) if span is not None else None
            addressee, content = doer.phrase, content._replace(span=span)
        topic = clause.topic
        own = speaker is None and self._is_own(clause) and not self._is_impersonal(clause)
        if own and span is not None and topic in clause.phrases:
            reasons = any(child.kind == "connective" and child.end <= span.start for child in clause.clauses)
            if topic is not None and not reasons and not is_agent(self.analysis, topic):
                # 컵은 각자 가져올 것을 권합니다
                content = content._replace(span=Span(min(topic.outer, span.start), span.end))
        predicate = Span(clause.start, clause.end)
        finding = Finding(kind, predicate, content, speaker, addressee, reported=True, source=source)
        finding.impersonal = self._is_impersonal(clause) or (speaker is None and self._is_own(clause))
        self.findings.append(finding)
        self.used.add(id(clause))

    def _is_anybody(self, phrase: Phrase | None) -> bool:
        """Say whether a phrase is the question word 누가."""
        return phrase is not None and self.text[phrase.start : phrase.stop] in ("누가", "누구가")

    def _ceaser(self, content: Content) -> Doer | None:
        """Return whose doing is to end where a subject speaks: 대표가 | 누리사의 이름 사용을 중단하라는 글을."""
        span = content.span
        asked = next((c for c in self.clauses if span is not None and c.start < span.end <= c.end), None)
        what = asked.find("object") if asked is not None and self.known.is_one_of(asked, "ceasing") else None
        if span is None or what is None or self.text[span.start : what.outer].strip():
            return None
        return ceaser_of(self.analysis, self.known, what)

    def _after_saying_day(self, start: int) -> int:
        """Return where the day ends on which somebody asked: 시장은 11일 | 법을 고치는 등의 노력을 주문했다."""
        day, after = "", start
        for entity in starting_in(self.analysis.entities, start, self.end):
            if entity.start > after + 1 or entity.label not in ("DATE", "TIME"):
                break
            day, after = day or self.text[entity.start : entity.end], entity.end
        gone = (day[:1].isdigit() and day.endswith("일")) or day.split(" ", 1)[0] in self.known.words["bygone"]
        return after if gone and self.text[after : after + 1] == " " else start  # not 5일까지 마칠 것을

    def _light_verb(self, clause: Clause) -> tuple[Content, DirectiveKind] | None:
        """Read 착수하라는 지시를 내렸다, 출동 명령을 내렸다, 즉각 중단하라며 경고장을 보냈다."""
        if not self.known.is_one_of(clause, "express"):
            return None
        target = clause.find("object") or clause.find("bare")
        if target is None or target.particle not in ("을", "를", "ᆯ", "도", "만", "까지", ""):
            return None
        if target.clause is not None and self.text.startswith("데 ", target.start):
            return None  # 함께 나서야 한다는 데 뜻을 모았다: they agree
        head = head_noun(self.analysis.morphemes, target)
        verb = self.known.verbs.get(head)
        document = target.head.endswith(self.known.tails["documents"])
        told = verb is None and document and target.head.endswith(self.known.tails["stance"])  # 동행명령장
        if verb is None and not told and not {head, target.head} & self.known.words["stance"]:
            return None
        if told:  # 동행명령장: an order
            verb = next((self.known.verbs[name] for name in _tails(target.head[:-1]) if name in self.known.verbs), None)
        if verb is None:  # 당부의 말을 전했다, 경고 메시지를 보냈다
            named = self.text[target.start : target.end].removesuffix(head).strip().removesuffix("의")
            verb = self.known.verbs.get(named)
        words = self._held(target)
        if words is not None and (found := self._act_in(words, self.has_dative(clause))) is not None:
            self.used.add(id(words))
            return found[1], verb.kind if verb else found[0].rule.kind
        quotation = clause.quotation
        if quotation is not None and (found := self._act_in(quotation, self.has_dative(clause))) is not None:
            self.used.add(id(quotation))
            return found[1], verb.kind if verb else found[0].rule.kind
        last = clause.clauses[-1] if clause.clauses else None
        if verb is not None and last is not None and last.kind == "purposive":
            return clause_content(self.analysis, self.known, last, last.end), verb.kind
        if verb is None or told or verb.nominal not in ("any", "appeal"):
            return None  # 입찰 제안서를 냈다: a document, and nothing said of what it asks
        if words is not None and words.ending.endswith("다는"):
            return None  # 땅을 사겠다는 제안을 했다: words that ask for nothing
        if clause.stem in ("받", "듣") and clause.kind == "connective":
            return None  # 신고와 요청을 받고 출동했다
        return self._noun_before(target), verb.kind

    def _held(self, target: Phrase) -> Clause | None:
        """Return the words that a document holds: …하라는 (내용의) 공문을, …하라는 내용이 담긴 공문을."""
        clause = _words_of(target)
        if clause is None or not self.known.is_one_of(clause, "holding"):
            return clause
        phrases = [p for p in clause.phrases if p.head in self.known.words["held_words"] and p.clause is not None]
        return phrases[-1].clause if phrases else clause

    def _opinion(self, clause: Clause) -> tuple[Content, DirectiveKind] | None:
        """Read 나서야 한다는 목소리가 높다, 당부가 이어졌다, 풀어야 한다는 입장이다."""
        if self.known.is_one_of(clause, "opinion_predicate") and clause.stem.endswith("이"):
            for child in reversed(clause.clauses):
                found = self._act_in(child, False) if child.kind == "adnominal" else None
                if found is not None and found[0].rule.act != "important":
                    verb = self.known.verbs.get(clause.base)
                    return found[1], verb.kind if verb else found[0].rule.kind
        owner = self.owners.get(id(clause))
        if not self.known.is_one_of(clause, "rise") or (owner is not None and owner.head == "가운데"):
            return None
        for phrase in reversed(clause.phrases):
            head = head_noun(self.analysis.morphemes, phrase)
            if phrase.role not in ("subject", "bare") or head not in self.known.words["opinion"]:
                continue
            verb = self.known.verbs.get(head)
            if (said := _words_of(phrase)) is not None:
                found = self._act_in(said, False)
                if found is not None:
                    return found[1], verb.kind if verb else found[0].rule.kind
            elif verb is not None and verb.nominal == "any":
                return self._noun_before(phrase), verb.kind
        return None

    def _saying(self, clause: Clause) -> tuple[Content, DirectiveKind] | None:
        """Read a command, request, proposal or obligation that any verb of saying reports: “서두르자”고 말했다."""
        quotation = clause.quotation
        if clause.clauses and clause.clauses[-1].kind == "purposive" and clause.stem == "하":
            return self._arranging(clause, clause.clauses[-1])
        if (charge := clause.find("object")) is not None and charge.head == "혐의":
            return None  # “문을 열라”며 때린 혐의를 받는다
        if quotation is None:
            return self._purport(clause)
        if id(quotation) in self.used:
            return None
        if self.known.is_one_of(clause, "cognition") and not self._rules(clause, quotation):
            self._refuse_quoted(quotation, "thought")  # 함께 가자고 생각했다
            return None
        if quotation.kind == "quoting" and quotation.inner is None:
            return None
        sentence = self.text[self.start : self.end]
        if self.known.is_one_of(clause, "answering") and any(m in sentence for m in self.known.words["survey_marks"]):
            self._refuse_quoted(quotation, "survey")
            return None
        found = self._act_in(quotation, self.has_dative(clause))
        if found is None:
            return None
        self.used.add(id(quotation))
        return found[1], found[0].rule.kind

    def _rules(self, clause: Clause, quotation: Clause) -> bool:
        """Say whether a ruling orders something: 담장을 헐라고 판시했다; not 법을 따라야 한다고 판시했다."""
        words = quotation.inner or Span(quotation.start, quotation.end)
        morphemes = self.analysis.morphemes
        last = morphemes.at(words.end - 1)
        orders = last >= 0 and morphemes.forms[last] in ("라", "으라", "라고", "으라고")
        return orders and self.known.is_one_of(clause, "ruling")

    def _purport(self, clause: Clause) -> tuple[Content, DirectiveKind] | None:
        """Read what a speech comes to: 회사가 물러서야 한다는 취지로 말했다."""
        for phrase in reversed(clause.phrases):
            said = phrase.clause if phrase.particle in ("로", "으로") else None
            if said is None or phrase.head not in self.known.words["purports"]:
                continue
            found = self._act_in(said, self.has_dative(clause))
            if found is not None and not self.known.is_one_of(clause, "cognition"):
                self.used.add(id(said))
                return found[1], found[0].rule.kind
        return None

    def _arranging(self, clause: Clause, purpose: Clause) -> tuple[Content, DirectiveKind] | None:
        """Read …하도록 했다 as an order if somebody with authority is named and no rule is spoken of."""
        agent = clause.agent
        if agent is None or not clause.past or not ends_in_agent(self.text[agent.start : agent.end]):
            return None
        if agent.head in ("자", "사람", "이") or purpose.stem in ("있", "없"):
            return None  # 자격을 가진 자는 신고하도록 했다: a rule; 누구나 탈 수 있도록 했다: made possible
        sentence = self.text[self.start : self.end]
        if "경우" in sentence or any(mark in sentence for mark in self.known.words["rule_marks"]):
            return None
        return clause_content(self.analysis, self.known, purpose, purpose.end), "ORDER"


def _words_of(phrase: Phrase) -> Clause | None:
    """Return the clause before a noun, the words themselves where an adjective follows them: 멈추라는 강한 지시."""
    clause = phrase.clause
    if clause is None or clause.kind != "adnominal" or clause.phrases or not clause.clauses:
        return clause
    inner = clause.clauses[-1]
    quoted = inner.kind == "adnominal" and (inner.inner is not None or inner.ending.endswith(("라는", "다는", "자는")))
    return inner if quoted else clause


def _tails(word: str) -> list[str]:
    """Return a word and what is left of it without its first syllables."""
    return [word[index:] for index in range(len(word))]
