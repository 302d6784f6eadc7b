"""Reporting predicates: who ordered, asked, demanded, proposed or stressed what."""

from __future__ import annotations

from abc import ABC, abstractmethod

from korex.discourse.agents import ends_in_agent, is_agent
from korex.discourse.clauses import Clause, Phrase
from korex.discourse.directives.acts import Act, act_of
from korex.discourse.directives.content_edges import Content
from korex.discourse.directives.contents import act_content, clause_content
from korex.discourse.directives.findings import Finding, Refusal, RefusalReason
from korex.discourse.directives.knowledge import Verb, head_noun
from korex.discourse.directives.noun_contents import noun_content
from korex.discourse.directives.roles import RoleReader
from korex.discourse.directives.triggers import trigger_of
from korex.language.analysis import Analysis, Span
from korex.language.spans import starting_in
from korex.schema import DirectiveKind

# Quotations inside quotations are read down to this depth.
_DEEPEST = 4


class ReportReader(RoleReader, ABC):
    """Finds the directives that the predicates of one sentence report; a quotation holds sentences of its own."""

    def __init__(self, analysis: Analysis, start: int, end: int, *, depth: int = 0) -> None:
        super().__init__(analysis, start, end)
        self.depth = depth  # how many quotations this sentence is inside of
        self.first = analysis.morphemes.first_at(start)
        self.used: set[int] = set()
        self.direct: dict[int, tuple[Act, Content] | None] = {}
        self.findings: list[Finding] = []
        self.refusals: list[Refusal] = []

    @abstractmethod
    def read(self) -> list[Finding]:
        """Return the directives in text order."""

    def _read_report(self, clause: Clause) -> None:
        verb = self.known.verb_of(clause)
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

    def _refuse(self, clause: Clause, kind: DirectiveKind, source: str, reason: RefusalReason) -> None:
        """Note what looked like a directive and why it is none."""
        self.refusals.append(Refusal(Span(clause.start, clause.end), kind, source, reason))

    def _add(self, clause: Clause, content: Content, kind: DirectiveKind, source: str) -> None:
        speaker, addressee = self.roles(clause, content)
        span = content.span
        if speaker is not None and span is not None and span.start <= speaker.start < speaker.stop < span.end:
            content = content._replace(span=Span(self._after_date(speaker.stop), span.end))
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

    def _after_date(self, start: int) -> int:
        """Return where a date ends that follows a place, and goes with the report (의원이 4일 사퇴를 촉구했다)."""
        for entity in starting_in(self.analysis.entities, start, start + 2):
            if entity.label == "DATE" and self.text[entity.end : entity.end + 1] == " ":
                return entity.end
        return start

    def _report(self, clause: Clause, verb: Verb) -> Content | None:
        """Return the content of a reporting verb, None if it reports no directive."""
        target = self._object(clause)
        if target is not None and (found := self._action_clause(target, verb)) is not None:
            return found
        if target is not None and (found := self._listed(clause, target)) is not None:
            return found
        quotation = clause.quotation
        if quotation is not None and quotation.kind == "quotative" and quotation.ending:
            return self._quoted(quotation, clause)
        last = clause.clauses[-1] if clause.clauses else None
        beside = target is not None and last is not None and target.outer > last.end and verb.nominal == "any"
        beside = beside and bool(target and target.particle)  # 정비하도록 시정 권고했다: one noun, 시정 권고
        if beside and last and last.kind == "purposive" and target and target.head in self.known.words["caution"]:
            # 속지 않도록 주의를 당부했다
            found = clause_content(self.analysis, self.known, last, last.end, receiver=not self.has_dative(clause))
            return found._replace(span=Span(found.span.start, target.end)) if found.span else found
        if last is not None and last.kind == "purposive" and verb.clause != "stress" and not beside:
            self.used.add(id(last))
            return clause_content(self.analysis, self.known, last, last.end, receiver=not self.has_dative(clause))
        if target is not None and self._can_be_asked(target, verb, passive=clause.stem.endswith("되")):
            told = self.has_dative(clause) or self._reported_to(clause) is not None
            found = noun_content(self.analysis, self.known, target, told=told)
            return self._with_companion(clause, target, found)
        if quotation is not None and (found := self._quoted(quotation, clause)) is not None:
            return found
        if verb.nominal == "any" and target is None and self._points_back(clause):
            return Content(None)
        if verb.clause == "any" and quotation is not None and quotation.inner is not None:
            return self._asked(quotation)
        return None

    def _with_companion(self, clause: Clause, target: Phrase, content: Content) -> Content:
        """Return the content with the act it is joined to by 함께: 원인 규명과 함께 책임자 처벌을 촉구했다."""
        for phrase in clause.phrases:
            beside = self.text[phrase.stop : target.outer].strip() in ("함께", "더불어", "아울러")
            if beside and phrase.particle in ("와", "과") and phrase.head in self.known.actions and content.span:
                return content._replace(span=Span(phrase.outer, content.span.end))
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
        if not quotes or not target.head.startswith(("가지", "등", "사항", "것", "점")):
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
            if phrase.role in ("bare", "topic") and not manner and not is_agent(self.analysis, phrase):
                return phrase
        return None

    def _action_clause(self, target: Phrase, verb: Verb) -> Content | None:
        """Return the content of …할 것을, …하기를, …해야 함을; None for other noun phrases."""
        inner = target.clause
        if inner is None or verb.clause == "command":
            return None
        receiver = True
        if inner.kind == "nominal":
            if inner.ending in ("ᆷ", "음") and "야" not in self.text[inner.start : inner.end]:
                return None
            return clause_content(self.analysis, self.known, inner, target.end, receiver=receiver)
        if target.head in ("점", "것") and inner.ending in ("다는", "ᆫ다는", "는다는") and inner.inner is None:
            found = self._act_in(inner, False)  # 둑을 높여야 한다는 점을 강조했다
            return found[1] if found else None
        future = inner.ending in ("ᆯ", "을") or (verb.kind == "ADVICE" and inner.ending == "는")
        if target.head in ("것", "걸", "거") and future and inner.inner is None:
            return clause_content(self.analysis, self.known, inner, inner.end, receiver=receiver)
        return None

    def _quoted(self, quotation: Clause, clause: Clause) -> Content | None:
        """Return the content of a quoted clause if it asks for something."""
        self.used.add(id(quotation))
        found = self._act_in(quotation, self.has_dative(clause))
        return found[1] if found else None

    def _act_in(self, quotation: Clause, has_dative: bool) -> tuple[Act, Content] | None:
        """Return what a quotation, direct or not, asks for."""
        if quotation.inner is not None:
            return self._direct(quotation)
        act = act_of(self.analysis.morphemes, self.first, quotation)
        if act is None or act.rule.act == "bare":
            return None
        if not self._is_directive(act):
            self._refuse(quotation, act.rule.kind, act.rule.id, "consequence")
            return None
        return act, act_content(self.analysis, self.known, act, receiver=not has_dative)

    def _direct(self, quotation: Clause) -> tuple[Act, Content] | None:
        """Return what the last sentence of a direct quotation asks for; those before it become findings."""
        if quotation.inner is None or self.depth == _DEEPEST:
            return None
        if id(quotation) in self.direct:
            return self.direct[id(quotation)]
        result = None
        parent = self.parents.get(id(quotation))
        spans = inner_sentences(self.analysis, quotation.inner)
        asking = [span for span in spans if trigger_of(self.analysis).can_ask(self.analysis, *span)]
        speaker = self.speaker_of(parent) if asking and parent is not None else None
        for span in asking:
            reader = type(self)(self.analysis, span.start, span.end, depth=self.depth + 1)
            found = reader.read()
            self.refusals += reader.refusals
            last = span is spans[-1]
            own = [f for f in found if not f.reported]
            if last and own and reader.clauses:
                act = act_of(self.analysis.morphemes, reader.first, reader.clauses[-1])
                future = own[-1].source == "order.notice" and quotation.ending.startswith("이")
                if future:
                    found.remove(own[-1])  # “12곳에 둘 것”이라고 밝혔다: what will be
                    self.refusals.append(Refusal(own[-1].predicate, own[-1].kind, own[-1].source, "future"))
                if act is not None and not future:
                    end = own[-1].content.span.end if own[-1].content.span else span.end
                    content = Content(Span(span.start, max(end, act.end)), own[-1].addressee, own[-1].content.negative)
                    result = act, content
                    found.remove(own[-1])
            for finding in found:
                finding.speaker = finding.speaker or speaker
            self.findings += found
        self.direct[id(quotation)] = result
        return result

    def _is_directive(self, act: Act) -> bool:
        """Say whether a quoted act asks somebody to act: not a consequence, not a condition."""
        if act.rule.act != "must" and act.rule.act != "important":
            return True
        if act.rule.act == "important":
            theme = act.clause.find("subject") or act.clause.find("bare")
            if theme is None or (theme.clause is not None and theme.head in ("것", "게", "거", "일")):
                return True
            return head_noun(self.analysis.morphemes, theme) in self.known.actions
        scope = self.text[act.clause.floor : act.end]
        rule = "려면" in scope and self.known.is_one_of(act.clause, "rule_verbs")  # 되려면 시험을 거쳐야 한다
        return not (rule or ("도 " in scope and self.known.is_one_of(act.clause, "suffering")))

    def _can_be_asked(self, phrase: Phrase, verb: Verb, *, passive: bool) -> bool:
        if verb.nominal == "none":
            return False
        if verb.nominal == "any":
            return head_noun(self.analysis.morphemes, phrase) not in self.known.words["unaskable"]
        head = head_noun(self.analysis.morphemes, phrase)
        if verb.nominal == "appeal":
            return head in self.known.words["appeal"]
        return head in self.known.actions and (verb.clause != "stress" or passive)

    def _points_back(self, clause: Clause) -> bool:
        before = self.text[max(self.start, clause.start - 8) : clause.start]
        return any(word in before for word in ("이같이", "이렇게", "그렇게", "이와 같이", "다음과 같이", "아래와 같이"))

    def _light_verb(self, clause: Clause) -> tuple[Content, DirectiveKind] | None:
        """Read 착수하라는 지시를 내렸다, 출동 명령을 내렸다, 즉각 중단하라며 경고장을 보냈다."""
        if not self.known.is_one_of(clause, "express"):
            return None
        target = clause.find("object") or clause.find("bare")
        if target is None or target.particle not in ("을", "를", "ᆯ", "도", "만", "까지", ""):
            return None
        head = head_noun(self.analysis.morphemes, target)
        verb = self.known.verbs.get(head)
        if verb is None and head not in self.known.words["stance"]:
            return None
        if verb is None:  # 당부의 말을 전했다, 경고 메시지를 보냈다
            named = self.text[target.start : target.end].removesuffix(head).strip().removesuffix("의")
            verb = self.known.verbs.get(named)
        if target.clause is not None and (found := self._act_in(target.clause, self.has_dative(clause))) is not None:
            self.used.add(id(target.clause))
            return found[1], verb.kind if verb else found[0].rule.kind
        quotation = clause.quotation
        if quotation is not None and (found := self._act_in(quotation, self.has_dative(clause))) is not None:
            self.used.add(id(quotation))
            return found[1], verb.kind if verb else found[0].rule.kind
        last = clause.clauses[-1] if clause.clauses else None
        if verb is not None and last is not None and last.kind == "purposive":
            return clause_content(self.analysis, self.known, last, last.end), verb.kind
        if verb is None or verb.nominal not in ("any", "appeal"):
            return None
        if clause.stem in ("받", "듣") and clause.kind == "connective":
            return None  # 신고와 요청을 받고 출동했다
        return self._noun_before(target), verb.kind

    def _noun_before(self, target: Phrase) -> Content:
        """Return what stands before the head noun: 출동 in 출동 명령."""
        start = target.outer
        end = self.text.rfind(" ", start, target.end)
        if end < 0:  # 철거명령을 내렸다
            last = self.analysis.morphemes.at(target.end - 1)
            end = self.analysis.morphemes.starts[last]
        owned = self.text[start:end].endswith("의")  # 주민의 요청: whose, not what
        return Content(Span(start, end) if end > start and not owned else None)

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
            if phrase.clause is not None:
                found = self._act_in(phrase.clause, False)
                if found is not None:
                    return found[1], verb.kind if verb else found[0].rule.kind
            elif verb is not None and verb.nominal == "any":
                return self._noun_before(phrase), verb.kind
        return None

    def _saying(self, clause: Clause) -> tuple[Content, DirectiveKind] | None:
        """Read a command, request, proposal or obligation that any verb of saying reports: “서두르자”고 말했다."""
        quotation = clause.quotation
        if quotation is None and clause.clauses and clause.clauses[-1].kind == "purposive" and clause.stem == "하":
            return self._arranging(clause, clause.clauses[-1])
        if quotation is None or id(quotation) in self.used:
            return None
        if self.known.is_one_of(clause, "cognition"):
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

    def _refuse_quoted(self, quotation: Clause, reason: RefusalReason) -> None:
        """Note a quoted act that asks nobody, told as what somebody thinks or answers."""
        act = act_of(self.analysis.morphemes, self.first, quotation)
        if act is not None:
            self._refuse(quotation, act.rule.kind, act.rule.id, reason)

    def _arranging(self, clause: Clause, purpose: Clause) -> tuple[Content, DirectiveKind] | None:
        """Read …하도록 했다 as an order if somebody with authority is named and no rule is spoken of."""
        agent = clause.agent
        if agent is None or not clause.past or not ends_in_agent(self.text[agent.start : agent.end]):
            return None
        sentence = self.text[self.start : self.end]
        if "경우" in sentence or any(mark in sentence for mark in self.known.words["rule_marks"]):
            return None
        return clause_content(self.analysis, self.known, purpose, purpose.end), "ORDER"


def inner_sentences(analysis: Analysis, span: Span) -> list[Span]:
    """Return the sentences between quotation marks, without their closing punctuation."""
    morphemes = analysis.morphemes
    spans, begin, last = [], -1, -1
    for index in morphemes.range(span.start, span.end):
        if begin < 0:
            begin = index
        if morphemes.tags[index] == "SF" and last >= 0 and morphemes.tags[last] in ("EF", "NNB", "NNG"):
            spans.append(Span(morphemes.starts[begin], morphemes.ends[last]))
            begin = last = -1
        elif morphemes.tags[index] != "SF":
            last = index
    if begin >= 0 and last >= begin:
        spans.append(Span(morphemes.starts[begin], morphemes.ends[last]))
    return spans
