"""What stands around reported words and is no part of them: when, where and to whom somebody says them.

The step after `reported_clauses`, which tells what is reported.
"""

from __future__ import annotations

import re

from korex.discourse.agents import is_agent
from korex.discourse.clauses import Clause, Phrase
from korex.discourse.directives.encounters import is_occasion
from korex.discourse.noun_phrases import argument_words
from korex.discourse.reported_clauses import Report, ReportedClauses, reporting
from korex.language.spans import starting_in

_DAY_OF_MONTH = r"\d{1,2}일(?:\([^)\d]{1,8}\))?"
_LONG_DAY = rf"(?:\d{{4}}년 ?)?\d{{1,2}}월 ?{_DAY_OF_MONTH}"
# The day somebody speaks, which stands next to who does: 시는 25일 | 축제를 연다고 밝혔다; not 25일부터, 25일 오후 2시.
_DAY = re.compile(
    rf"(?:{_LONG_DAY}(?=,)|(?:{_DAY_OF_MONTH}|이날|전날)(?=[,\s]))"
    r"(?![,\s]+(?:이후|이전|이래|현재|기준|전|후|뒤|오전|오후|새벽|아침|저녁|밤|낮|\d))"
)
# What the time of an occasion begins with: 지난 25일 오후 2시 | 간담회에서.
_TIMED = re.compile(r"(?:지난|오는|앞서|전날|이날|당시|최근|\d{1,4}[년월일])")
_FARTHEST = 60  # characters to where somebody speaks
_BY_MEANS = ("통해", "통하여", "통해서")
_TO = ("에게", "께", "한테")
_MARKS = "'\"’”」』>〉》"
_STATING = ("다고", "다며", "다면서", "다는")
_MEANWHILE = ("며", "으며", "면서", "으면서", "면서도", "으면서도")
_ACTING = frozenset({"고", "어", "어서", *_MEANWHILE})
BOUND = frozenset({"수", "줄", "리"})
_POINTING = frozenset({"이", "이것", "그", "그것"})
NAMELESS = frozenset({"quotative", "nominal"})  # frames whose topic is that of another verb
ARGUMENTS = frozenset({"topic", "subject", "object", "dative"})


class ReportScenes(ReportedClauses):
    """Tells where reported words begin, once it is known who speaks."""

    def beside(self, report: Report) -> list[Clause]:
        """Return the clauses of the sentence itself beside a reported one, not those in relative clauses."""
        ends = (report.clause, report.frame)
        return [c for c in self.clauses if c not in ends and self._is_open(c, ends)]

    def _is_open(self, node: Clause | None, ends: tuple[Clause | None, ...]) -> bool:
        while node is not None and node not in ends:
            owner = self.owners.get(id(node))
            able = owner is not None and owner.head in BOUND  # 나올 수 있냐고: one predicate
            if node.kind in ("adnominal", "nominal") and not able:
                return False
            node = self.parents.get(id(node))
        return True

    def phrases_around(self, report: Report) -> list[Phrase]:
        """Return the phrases of the sentence itself around a reported clause."""
        around = (report.clause, report.frame, *self.beside(report))
        phrases = [phrase for clause in around if clause is not None for phrase in clause.phrases]
        topic = report.clause.topic  # 주최 측은 …자고 제안했고 가족들도 따랐다: what no clause has taken
        return [topic, *phrases] if topic is not None and topic not in phrases else phrases

    def is_embedded(self, report: Report) -> bool:
        """Say whether words are reported in a relative clause: …라고 신고한 반지; not …라고 밝힌 바 있다."""
        if report.frame is None or report.frame.kind != "adnominal":
            return False
        owner = self.owners.get(id(report.frame))
        return owner is not None and owner.head not in reporting().wrapping

    def floor(self, report: Report, since: int) -> int:
        """Return where what belongs to a report can begin, at `since` or behind it."""
        clause, frame = report.clause, report.frame
        if frame is None:
            return since
        if self.is_embedded(report):
            return max(since, min(frame.left, clause.left))
        if frame.kind in NAMELESS and clause.topic is not None and clause.topic.stop <= clause.start:
            return max(since, clause.topic.stop)  # 검찰은 | 도씨가 …라고 지시했다고 보고 있다
        if report.owned or self.goes_around(frame):
            return since
        topics = [p.stop for p in clause.phrases if p.role == "topic" and is_agent(self.analysis, p)]
        return max([since, clause.left, *topics[:1]])  # 시는 | 길을 열자는 주민들의 제안에 따라 …

    def is_apart(self, item: Clause, report: Report, speaker: Phrase | None) -> bool:
        """Say whether a clause before the reported one says what the speaker does: 회의를 열고, 기자들과 만나."""
        if item.kind != "connective":
            # …다며 …라고 밝혔다고 전했다: the reported report goes on to its own beginning
            return item.kind == "quoting" and self.modifier_after(item) is None and not self.says(report.clause)
        subject, target = item.find("subject"), item.find("object")
        leads = item.ending in _ACTING and (subject is None or subject is speaker)
        if leads and not self._follows(item, report, speaker):
            channel = any(is_occasion(self.known, phrase.head) for phrase in item.phrases)
            channel = channel and (self.known.is_one_of(item, "scene") or self.known.is_one_of(item, "talking"))
            met = channel or self.known.is_one_of(item, "contact")
            met = met and not (target is not None and self._is_will(report.clause))
            if met or self.is_in(item, reporting().through):
                return True
        if item.stem == "두" and item.ending == "고" and target is not None and target.head in _POINTING:
            return True  # 이를 두고
        if item.quotation is not None and self.says(item):
            return True  # “…”고 당부했고
        told = item.ending == "고" and not item.particle and not self.is_in(item, reporting().receiving)
        told = told and target is not None and not self._is_obligation(report.clause)
        told = told and (self.known.verb_of(item) is not None or target.head in reporting().objects)  # type: ignore[union-attr]
        return (item.ending in _MEANWHILE or told) and self.says(item)

    def _follows(self, item: Clause, report: Report, speaker: Phrase | None) -> bool:
        """Say whether words that are reported stand before a clause: 문을 닫고 직원에게 연락해 …라고 설명했다."""
        since = speaker.stop if speaker is not None and speaker.stop <= item.start else self.start
        before = (c for c in self.beside(report) if c.kind == "connective" and since < c.end <= item.start)
        return any(not self.is_apart(c, report, speaker) for c in before)

    def _is_will(self, clause: Clause) -> bool:
        """Say whether somebody says what they will do: 의원을 만나 뜻을 듣겠다고."""
        return "겠" in self.analysis.morphemes.forms[clause.first : clause.last]

    def past_scene(self, since: int, report: Report) -> int:
        """Return where the words begin at or after `since`: behind dates, places and listeners of the speech."""
        stop = report.clause.start
        while True:
            start = self._past_opening(since, stop)
            phrase = self._phrase_at(start, stop)
            if phrase is not None and not self._is_scene(phrase, report):
                phrase = self._act_before(start, stop) if report.owned else None
            phrase = phrase or self._scene_ahead(start, report)
            if phrase is not None:
                since = phrase.stop
                continue
            day = _DAY.match(self.text, start, stop)
            if day is None or not report.owned or self._is_dated(report, day.end()):
                return start
            since = day.end()

    def _past_opening(self, since: int, stop: int) -> int:
        """Return the place behind the words that open a sentence: 이어, 또한, 이와 관련해."""
        return reporting().opening.match(self.text, since, stop).end()  # type: ignore[union-attr]

    def _phrase_at(self, start: int, stop: int) -> Phrase | None:
        """Return the phrase that begins at a place and ends before `stop`, with all that modifies it."""
        phrase = max(self._phrases_at(start, stop), key=lambda phrase: phrase.stop, default=None)
        if phrase is not None and self.text[phrase.start : phrase.stop] == "이번":
            return self._phrase_at(phrase.stop + 1, stop) or phrase  # 이번 | 사고와 관련해
        return phrase

    def _phrases_at(self, start: int, stop: int) -> list[Phrase]:
        return [p for clause in self.clauses for p in clause.phrases if p.outer == start and p.stop <= stop]

    def _act_before(self, start: int, stop: int) -> Phrase | None:
        """Return what the speaker does first, wherever the parser has put it: 시장을 만나는 동시에 | 3일 열리는 …"""
        return next((phrase for phrase in self._phrases_at(start, stop) if self._is_act_before(phrase)), None)

    def _is_act_before(self, phrase: Phrase) -> bool:
        """Say whether a phrase tells what the speaker does at the time: …를 마련하는 한편, …를 둘러본 뒤."""
        subject = phrase.clause.find("subject") if phrase.clause is not None else None
        if phrase.clause is None or (subject is not None and is_agent(self.analysis, subject)):
            return False  # 시장이 업자를 만난 뒤: what somebody else does
        done = self.is_in(phrase.clause, reporting().before) or self.says(phrase.clause)
        return phrase.head in reporting().meanwhile or (phrase.head in reporting().before_nouns and done)

    def _scene_ahead(self, start: int, report: Report) -> Phrase | None:
        """Return where somebody speaks if only times stand before it: 지난 25일 총회 직후 발표한 | 성명에서."""
        stop = report.clause.start
        if not _TIMED.match(self.text, start, stop):
            return None
        here = []
        for clause in self.clauses:
            modifies = clause.start if clause.kind == "adnominal" else -1  # 회의에서 | 보고한 방안
            here += [p for p in clause.phrases if start <= p.outer and p.stop <= stop and p.stop + 1 != modifies]
        for phrase in sorted(here, key=lambda each: each.start):
            if phrase.start - start > _FARTHEST or (phrase.role in ARGUMENTS and phrase.outer == phrase.start):
                return None
            placed = phrase.role == "location" or phrase.particle.endswith(_BY_MEANS)
            if placed and self._is_scene(phrase, report):
                return phrase
        return None

    def _is_scene(self, phrase: Phrase, report: Report) -> bool:
        """Say whether a phrase at the beginning belongs to who reports, not to what is reported."""
        surface = self.text[phrase.start : phrase.end].rstrip(_MARKS)
        spoken_at = is_occasion(self.known, surface) or surface.endswith(reporting().places)
        suits = phrase.clause is not None and phrase.clause.find("subject") is not None  # A씨가 낸 소송에서
        spoken_at = (spoken_at and not suits) or (
            phrase.clause is not None and self.is_in(phrase.clause, reporting().aired)
        )
        if phrase.role == "location" and phrase.particle.startswith(("에서", "서")):
            return spoken_at or self._is_circle(phrase, report)
        if phrase.particle.endswith(_BY_MEANS):
            return spoken_at
        if not report.owned and phrase.role == "location" and spoken_at:
            return True  # 누리집에는 …는 글이 올라왔다
        if phrase.particle.endswith(reporting().about) or (report.owned and self._is_act_before(phrase)):
            return True
        if phrase.role == "location" and phrase.particle in ("에", "에는", "에도") and report.frame is not None:
            asked = not report.clause.ending.endswith(_STATING) and self.known.verb_of(report.frame) is not None
            return asked and is_agent(self.analysis, phrase)  # 회원국에는 …라고 요구했다
        if phrase.role == "dative" and phrase.particle.startswith(_TO):
            goals = argument_words()["giving"] | reporting().from_others
            told = report.owned and goals.isdisjoint((report.clause.stem, report.clause.base))
            return told and phrase in self.phrases_around(report)
        return False

    def circle_of(self, report: Report) -> Phrase | None:
        """Return where words go around: 업계에서는 …는 지적이 나온다."""
        around = sorted(self.phrases_around(report), key=lambda phrase: phrase.outer)
        for phrase in around:
            known = phrase is around[0] or phrase.head.endswith(self.known.tails["circles"])  # 학교에서는: who leads
            if known and phrase.stop <= report.clause.start and self._is_circle(phrase, report):
                return phrase
        return None

    def _is_circle(self, phrase: Phrase, report: Report) -> bool:
        if report.owned or phrase.clause is not None or not phrase.particle.startswith(("에서", "서")):
            return False
        return phrase.head.endswith(self.known.tails["circles"]) or is_agent(self.analysis, phrase)

    def _is_dated(self, report: Report, end: int) -> bool:
        """Say whether a day is not that of the speech: 29일 밝혔다 follows, or it modifies (25일 열린 회의)."""
        if any(c.kind == "adnominal" and c.start == end + 1 for c in self.clauses):
            return True
        stop = report.frame.start if report.frame is not None else report.clause.end
        return any(entity.label == "DATE" for entity in starting_in(self.analysis.entities, report.clause.end, stop))
