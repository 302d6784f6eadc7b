"""The directives of one sentence: reported ones first, then what the sentence itself asks."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from korex.discourse.agents import is_agent, label_at
from korex.discourse.clauses import COORDINATE, Clause, Phrase
from korex.discourse.directives.acts import act_of
from korex.discourse.directives.content_edges import Content, past_list_marks
from korex.discourse.directives.contents import act_content, helped
from korex.discourse.directives.findings import Finding, Refusal, RefusalReason
from korex.discourse.directives.performances import why_not_performed
from korex.discourse.directives.reports import ReportReader
from korex.discourse.directives.spoken import asks_for_thing, vocative
from korex.language.analysis import Span
from korex.schema import DirectiveKind

# Endings after which the same speaker goes on: 지시하고 …, 논의하자며 ….
_JOINING = frozenset({"고", "며", "으며", "면서", "으면서", "라며", "자며", "으라며", "라면서", "자면서"})
_LISTED = 20  # characters in which a list comes to its end (어르신, 임신부 등)
_UTTERANCE = 40  # characters: a longer sentence is no utterance without punctuation


class SentenceReader(ReportReader):
    """Finds the directives of one sentence, or of one sentence inside a quotation."""

    def read(self) -> list[Finding]:
        """Return the directives in text order."""
        for clause in self.clauses:
            verb = self.known.verb_of(clause)
            if clause.inner is not None or (verb is None and not self._can_report(clause)):
                continue
            if self._is_asserted(clause):
                self._read_report(clause, verb)
            elif verb is not None:
                self._refuse(clause, verb.kind, "verb", self._why_not_asserted(clause))
        for clause in self.clauses:
            if (clause.kind == "quoting" or clause.inner is not None) and id(clause) not in self.used:
                self._read_leftover(clause)
        self._read_utterance()
        if len(self.findings) < 2:
            return self.findings
        found = sorted(self.findings, key=lambda finding: finding.predicate)
        for finding, following in pairwise(found):
            if self._goes_on_to(finding, following):  # 학교에 소독을 지시하고 도시락 지참을 권고했다
                following.addressee = finding.addressee
        parts = [finding for finding in found if any(_is_part(finding, other) for other in found)]
        self.refusals += [Refusal(part.predicate, part.kind, part.source, "part_of_another") for part in parts]
        return [finding for finding in found if not any(finding is part for part in parts)]

    def _why_not_asserted(self, clause: Clause) -> RefusalReason:
        """Return why a predicate is not said to happen."""
        if self._is_negated(clause):
            return "denied"
        return "condition" if clause.kind == "connective" else "modifier" if clause.kind == "adnominal" else "embedded"

    def _goes_on_to(self, finding: Finding, following: Finding) -> bool:
        """Say whether a report goes on to the next one, with the same speaker and, as none is named, listener."""
        if not (finding.reported and following.reported) or following.addressee is not None:
            return False
        clause = next((c for c in self.clauses if c.start == finding.predicate.start), None)
        joined = clause is not None and clause.kind in COORDINATE and clause.ending in _JOINING
        return joined and finding.speaker is following.speaker

    def _read_leftover(self, clause: Clause) -> None:
        """Read …하자며, …해야 한다면서 before any main clause, and quotations nobody reports."""
        if clause.inner is not None:
            parent = self.parents.get(id(clause))
            denied = parent is not None and (self.known.is_one_of(parent, "cognition") or not self._is_asserted(parent))
            charge = parent.find("object") if parent is not None else None
            denied = denied or (charge is not None and charge.head == "혐의")
            if clause.kind == "adnominal" or not self._is_told(clause) or denied:
                return  # '…하라'는 말에 속아, '…를 부탁해' 방송, '…해야 한다'고 답한 반면
            found = self._direct(clause)
            if found is not None:
                act, content = found
                other = parent.quotation if parent is not None else None
                spoken = other is not None and other is not clause and other.inner is not None
                if act.rule.act == "must" and parent is not None and id(parent) in self.used and not spoken:
                    self._refuse(act.clause, act.rule.kind, act.rule.id, "reason_of_another")
                    return  # '먼저 고쳐야 한다'며 재검토를 주문했다: the reason of one request
                speaker = parent.agent if parent is not None else None
                own = act.clause
                listener = content.addressee or (self.dative(parent) if parent is not None else None)
                if listener is not content.addressee and listener is not None and listener.start >= clause.end:
                    listener = None  # 청에는 “서두르라”며 “…”고, not “서두르라”며 청에 …
                self.findings.append(
                    Finding(
                        act.rule.kind,
                        Span(own.start, own.end),
                        content,
                        speaker,
                        listener,
                        reported=False,
                        source=act.rule.id,
                    )
                )
            return
        if not self._is_asserted(clause):
            return
        found = self._act_in(clause, False)
        if found is not None:
            act, content = found
            parent = self.parents.get(id(clause))
            if act.rule.act == "important" and parent is not None and id(parent) in self.used:
                self._refuse(clause, act.rule.kind, act.rule.id, "reason_of_another")
                return  # 추가 대책이 필요하다며 협조할 것을 지시했다
            self._add(clause, content, act.rule.kind, act.rule.id)
            if parent is not None and self.findings[-1].speaker is None:
                self.findings[-1] = replace(self.findings[-1], speaker=parent.agent)
            if parent is not None and self.findings[-1].addressee is None:  # 늦춰 달라며 서명지를 교육청에 냈다
                self.findings[-1] = replace(self.findings[-1], addressee=self.dative(parent))
            actor, teller = content.addressee, self.speaker_of(parent) if parent is not None else None
            told = actor is not None and self.findings[-1].speaker is actor
            if told and teller is not None and teller is not actor and is_agent(self.analysis, teller):
                # 야당은 장관이 사과해야 한다며 회의장을 떠났다
                self.findings[-1] = replace(self.findings[-1], speaker=teller, addressee=actor)

    def _read_utterance(self) -> None:
        """Read what the sentence itself asks, or what a command before a reason asks (가지 마 맛없어)."""
        if not self.clauses:
            self._read_noun()
            return
        if asks_for_thing(self.analysis.morphemes, self.start, self.end):
            self._read_wanted()
            return
        for clause in self.clauses[:-1]:
            if clause.kind == "connective" and clause.stem == "바라":
                self._read_performed(clause, clause.end)  # 서행하시기 바라며, …
        if self._read_performed(self.clauses[-1], self.end) or len(self.clauses) < 2:
            return
        before = self.clauses[-2]
        loose = self.analysis.morphemes.tags[before.last - 1] == "EF" or self._stands_alone(before)
        if before.kind == "connective" and loose and self.end - self.start < _UTTERANCE and before.inner is None:
            self._read_performed(before, before.end)

    def _stands_alone(self, clause: Clause) -> bool:
        """Say whether a clause in -어 is followed by a statement of its own: 빨리 와 영화 시작한다."""
        last = self.clauses[-1]
        if clause.ending != "어":
            return False
        if last.stem == "알" and last.ending == "지":  # 비밀 지켜 알았지
            return True
        return not last.past and last.find("subject", "bare", "location") is not None

    def _read_noun(self) -> None:
        """Read a request that has no predicate: 창고 정리 요망."""
        morphemes = self.analysis.morphemes
        span = [i for i in morphemes.range(self.start, self.end) if morphemes.tags[i] not in ("SF", "SSC")]
        if asks_for_thing(morphemes, self.start, self.end):
            self._read_wanted()
            return
        if len(span) < 2 or morphemes.forms[span[-1]] not in self.known.words["closing_nouns"]:
            return
        content = Span(morphemes.starts[span[0]], morphemes.ends[span[-2]])
        predicate = Span(morphemes.starts[span[-1]], morphemes.ends[span[-1]])
        forbids = morphemes.forms[span[-1]] in self.known.words["forbidding"]
        found = Content(content, None, forbids or morphemes.forms[span[-2]] == "자제")
        kind: DirectiveKind = "ORDER" if forbids else "REQUEST"
        self.findings.append(Finding(kind, predicate, found, None, None, reported=False, source="closing_noun"))

    def _read_wanted(self) -> None:
        """Read a request that only names what is wanted: 재미있는 영화 추천 좀."""
        morphemes = self.analysis.morphemes
        last = morphemes.range(self.start, self.end).stop - 1
        span, stop = Span(self.start, morphemes.ends[last - 1]), Span(morphemes.starts[last], morphemes.ends[last])
        self.findings.append(
            Finding("REQUEST", stop, Content(span, None, False), None, None, reported=False, source="closing_noun")
        )

    def _read_performed(self, clause: Clause, end: int) -> bool:
        """Read what a clause asks that ends the sentence, or an utterance in it, at `end`; say whether it asks."""
        if id(clause) in self.used or clause.inner is not None:
            return False
        if clause.kind == "quotative" and self.text[clause.start : clause.end].endswith(("래", "래요", "랍니다")):
            self._refuse(clause, "ORDER", "saying", "hearsay")
            return False  # 엄마가 밥 먹으래: told of others
        morphemes = self.analysis.morphemes
        whole = clause
        if clause.rest and end == self.end:
            called = vocative(self.analysis, self.start, end)
            if called is None or called.start < clause.start:
                whole = replace(clause, last=max(clause.last, morphemes.range(self.start, end).stop))
        act = act_of(morphemes, self.first, whole, closes=True)
        if act is None:
            return False
        inside = self.depth > 0
        reason = why_not_performed(self.analysis, self.known, act, self.start, end, inside=inside)
        if reason is not None:
            self._refuse(clause, act.rule.kind, act.rule.id, reason)
            return False
        content = act_content(self.analysis, self.known, act, receiver=False, whole=True)
        entire = act.rule.content == "clause" or act.rule.act == "notice"
        if self.depth == 0 and (end - self.start < _UTTERANCE or act.rule.act == "notice") and entire:
            content = self._whole_utterance(clause, content)
        if (called := vocative(self.analysis, self.start, end)) is not None:
            span = content.span
            if span is not None and span.start <= called.start < clause.start:
                after = self.text[called.stop : span.end]
                span = Span(span.end - len(after.lstrip(" ,")), span.end)
            content = Content(span, called, content.negative)
        addressee = content.addressee
        if addressee is None:
            candidates = [clause.topic, clause.find("subject"), *self.institutions(clause)]
            # 시청에서 현장을 살피고 알려 달라
            candidates += [p for c in clause.clauses if c.ending in ("고", "며") for p in self.institutions(c)]
            addressee = next((p for p in candidates if p is not None and self.is_asked(clause, p)), None)
            addressee = addressee or self.called()
            content = self._after_call(content, addressee)
        begin = helped(clause).start if act.rule.back or clause.base in ("것", "거") else clause.start
        predicate = Span(begin, max(clause.end, act.end))
        self.findings.append(
            Finding(act.rule.kind, predicate, content, None, addressee, reported=False, whole=True, source=act.rule.id)
        )
        return True

    def _after_call(self, content: Content, addressee: Phrase | None) -> Content:
        """Return the content without the words that call somebody: 주민 여러분, | 물을 아껴 씁시다."""
        span = content.span
        if span is None or addressee is None or not span.start <= addressee.start < addressee.stop < span.end:
            return content
        named = label_at(self.analysis, addressee.end) in ("PERSON", "TITLE")  # 먼저 도하람 의원 나와 주십시오
        if addressee.role != "bare" or not (named or self.text[addressee.stop] == ","):
            return content
        if " 등 " in self.text[addressee.stop : min(span.end, addressee.stop + _LISTED)]:
            return content  # 어르신, 임신부 등 약자에게 자리를 내어 주십시오
        return content._replace(span=Span(addressee.stop + 1, span.end))

    def _whole_utterance(self, clause: Clause, content: Content) -> Content:
        """Return the content with what stands before it in a short sentence, but for reasons (추우니까 문 닫아)."""
        span, told, topic = content.span, content.addressee, clause.topic
        if span is None or (told is not None and (told.role != "bare" or told.particle)):
            return content
        if topic is not None and topic.stop <= span.start and self.is_asked(clause, topic):
            return content  # 참가자는 9시까지 모일 것
        reasons = [c.end for c in self.clauses if c.ending in self.known.words["reason"] and c.end <= span.start]
        begin = past_list_marks(self.text, max([self.start, *reasons]), span.end)
        words = self.text[begin : span.start].split()
        if all(word.rstrip(",") in self.known.words["opening"] for word in words):
            return content
        return Content(Span(begin, span.end), None, content.negative)


def _is_part(finding: Finding, other: Finding) -> bool:
    """Say whether a reported directive is only part of what another one asks.

    ``지시하고 처리하기를 바랍니다``, ``양해를 구한 후 전화를 끊으라고 당부했다``.
    """
    span = other.content.span
    inside = span is not None and span.start <= finding.predicate.start and finding.predicate.end <= span.end
    return inside and finding is not other and finding.reported and (other.reported or other.whole)
