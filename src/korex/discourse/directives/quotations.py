"""What a quotation asks for: the sentences between the marks, or a quoted clause."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace

from korex.discourse.clauses import Clause
from korex.discourse.directives.acts import Act, ActRule, act_of
from korex.discourse.directives.content_edges import Content
from korex.discourse.directives.contents import act_content, helped
from korex.discourse.directives.findings import Finding, Refusal, RefusalReason
from korex.discourse.directives.knowledge import head_noun
from korex.discourse.directives.performances import RESOLVED, hopes_for_action
from korex.discourse.directives.roles import RoleReader
from korex.discourse.directives.triggers import trigger_of
from korex.language.analysis import Analysis, Span
from korex.language.spans import overlapping
from korex.schema import DirectiveKind

# How 이다 stands behind the marks of what it makes a sentence of.
_COPULAS = ("이라", "라", "이란", "란")
# Quotations inside quotations are read down to this depth.
_DEEPEST = 4


class QuotationReader(RoleReader, ABC):
    """Reads what the quotations of one sentence ask for; a quotation holds sentences of its own."""

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

    def _refuse(self, clause: Clause, kind: DirectiveKind, source: str, reason: RefusalReason) -> None:
        """Note what looked like a directive and why it is none."""
        self.refusals.append(Refusal(Span(clause.start, clause.end), kind, source, reason))

    def _refuse_quoted(self, quotation: Clause, reason: RefusalReason) -> None:
        """Note a quoted act that asks nobody, told as what somebody thinks or answers."""
        act = act_of(self.analysis.morphemes, self.first, quotation)
        if act is not None:
            self._refuse(quotation, act.rule.kind, act.rule.id, reason)

    def _act_in(self, quotation: Clause, has_dative: bool) -> tuple[Act, Content] | None:
        """Return what a quotation, direct or not, asks for."""
        if quotation.inner is not None:
            return self._direct(quotation) if self._is_told(quotation) else None
        act = act_of(self.analysis.morphemes, self.first, quotation)
        if act is None or act.rule.act == "bare":
            return None
        if not self._is_directive(act):
            self._refuse(quotation, act.rule.kind, act.rule.id, "consequence")
            return None
        return act, act_content(self.analysis, self.known, act, receiver=not has_dative)

    def _is_told(self, quotation: Clause) -> bool:
        """Say whether marks hold what somebody says, not the name of a work: not '부엌을 부탁해' 출연 이후."""
        listed = self.text.startswith((",", " 등", "·"), quotation.end)  # ‘물러나라’, ‘사과하라’ 등의 구호
        if quotation.ending or listed or len(self.clauses) == 1:
            return True
        parent = self.parents.get(id(quotation))
        if parent is not None and not self.text[quotation.end : parent.start].strip():
            return True
        return any(quote.direct for quote in overlapping(self.analysis.quotes, quotation.start, quotation.end))

    def _direct(self, quotation: Clause) -> tuple[Act, Content] | None:
        """Return what the last sentence of a direct quotation asks for; those before it become findings."""
        if quotation.inner is None or self.depth == _DEEPEST:
            return None
        if id(quotation) in self.direct:
            return self.direct[id(quotation)]
        result = None
        parent = self.parents.get(id(quotation))
        spans = inner_sentences(self.analysis, quotation.inner)
        trigger = trigger_of(self.analysis)
        asking = [span for span in spans if trigger.can_ask(self.analysis, *span)]
        if quotation.ending.startswith(_COPULAS) and spans and spans[-1] not in asking:
            asking += [span for span in spans[-1:] if trigger.ends_in_need(self.analysis, *span)]
        speaker = self.speaker_of(parent) if asking and parent is not None else None
        for span in asking:
            reader = type(self)(self.analysis, span.start, span.end, depth=self.depth + 1)
            found = reader.read()
            self.refusals += reader.refusals
            last = span is spans[-1]
            own = [f for f in found if not f.reported]
            if last and own and reader.clauses:
                final = reader.clauses[-1]
                if final.rest:  # “신고해 줄 것”을 당부했다
                    final = replace(final, last=max(final.last, self.analysis.morphemes.range(*span).stop))
                act = act_of(self.analysis.morphemes, reader.first, final)
                future = own[-1].source == "order.notice" and quotation.ending.startswith("이")
                if future:
                    found.remove(own[-1])  # “12곳에 둘 것”이라고 밝혔다: what will be
                    self.refusals.append(Refusal(own[-1].predicate, own[-1].kind, own[-1].source, "future"))
                if act is not None and not future:
                    end = own[-1].content.span.end if own[-1].content.span else span.end
                    if act.rule.act != "notice" or quotation.ending not in ("을", "를"):
                        end = max(end, act.end)
                    content = Content(Span(span.start, end), own[-1].addressee, own[-1].content.negative)
                    result = act, content
                    found.remove(own[-1])
            elif last and not found and quotation.ending.startswith(_COPULAS):
                result = self._predicated(reader, span)  # “서둘러야 할 때”라고
            elif last and found and self._is_said(found[-1], span):
                own_words = found.pop()  # “양보를 부탁드린다”고 말했다: the speaker's own words
                performs = ActRule("performative", "hope", own_words.kind, "", "clause")
                content = Content(span, own_words.addressee, own_words.content.negative)
                result = Act(performs, reader.clauses[-1], span.end), content
            for finding in found:
                asked = finding.content.span
                if not finding.reported and asked is not None:  # the quoted sentence, as it stands
                    end = max(asked.end, finding.predicate.end)
                    finding.content = finding.content._replace(span=Span(span.start, end))
                finding.speaker = finding.speaker or speaker
            self.findings += found
        if result is not None and parent is not None:
            result = result[0], self._with_others(quotation, parent, result[1])
        self.direct[id(quotation)] = result
        return result

    def _predicated(self, reader: QuotationReader, span: Span) -> tuple[Act, Content] | None:
        """Return what a quoted sentence asks that ends in a noun (나서야 할 때, 아끼는 것이 급선무)."""
        if not reader.clauses:
            return None
        morphemes = self.analysis.morphemes
        final = replace(reader.clauses[-1], last=max(reader.clauses[-1].last, morphemes.range(*span).stop))
        act = act_of(morphemes, reader.first, final, copula=True)
        if act is None or act.rule.act not in ("must", "important", "better") or not self._is_directive(act):
            return None
        found = act_content(self.analysis, self.known, replace(act, clause=reader.clauses[-1]), receiver=False)
        return act, found._replace(span=span)

    def _with_others(self, quotation: Clause, parent: Clause, content: Content) -> Content:
        """Return the content with the quotations listed before: ‘물러나라’, ‘자료를 내라’는 구호를 외쳤다."""
        start, span = quotation.start, content.span
        for other in reversed(parent.clauses):
            between = self.text[other.end : start].strip(" ,·") if other.end <= start else "-"
            if other is not quotation and other.inner is not None and other.ending in ("", "와", "과") and not between:
                start = other.start
                self.used.add(id(other))
                span = Span(other.inner.start, span.end) if span else span
        return content._replace(span=span)

    def _is_said(self, finding: Finding, sentence: Span) -> bool:
        """Say whether a report is what the speaker asks with these words: 부탁드린다, not 해마다 당부한다."""
        span = self.analysis.morphemes.range(*finding.predicate)
        forms = self.analysis.morphemes.forms[span.start : span.stop]
        said = any(form.endswith("드리") for form in forms) and {"겠", "었"}.isdisjoint(forms)
        return said and finding.source == "verb" and finding.predicate.end == sentence.end

    def _is_directive(self, act: Act) -> bool:
        """Say whether a quoted act asks somebody to act: not a consequence, not a condition."""
        if act.rule.act == "hope":
            return hopes_for_action(self.analysis, self.known, act.clause)
        if act.rule.act != "must" and act.rule.act != "important":
            return True
        if act.rule.id == RESOLVED:
            return False
        if act.rule.act == "important":
            if act.clause.kind == "adnominal" and act.clause.rest:
                return act.clause.rest[0].head in ("것", "게", "거", "일")  # “아끼는 것이 급선무”
            theme = act.clause.find("subject") or act.clause.find("bare")
            if theme is None or (theme.clause is not None and theme.head in ("것", "게", "거", "일")):
                return True
            return head_noun(self.analysis.morphemes, theme) in self.known.actions
        scope = self.text[act.clause.floor : act.end]
        must = helped(act.clause) if act.clause.base in ("것", "거") else act.clause  # 거쳐야 할 것이라고
        # 되려면 시험을 거쳐야 한다, 주문할 경우 사흘을 기다려야 한다
        rule = ("려면" in scope or "경우" in scope) and self.known.is_one_of(must, "rule_verbs")
        conditional = "도 " in scope or any(child.ending in ("면", "으면") for child in must.clauses)
        return not (rule or (conditional and self.known.is_one_of(must, "suffering")))  # 어기면 돈을 물어야 한다


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
