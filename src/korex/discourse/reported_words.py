"""Where reported words begin: behind who says them, when, where and to whom.

The step after `reported_clauses`, which tells what is reported.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import regex

from korex.discourse.actors import can_act, noun_phrase_before
from korex.discourse.agents import is_agent
from korex.discourse.clauses import Clause, Phrase, bare_phrase
from korex.discourse.directives.surroundings import is_occasion
from korex.discourse.noun_phrases import argument_words
from korex.discourse.reported_clauses import Frame, ReportedClauses, reporting
from korex.language.analysis import Span
from korex.language.spans import starting_in

_DAY_OF_MONTH = r"\d{1,2}일(?:\([^)\d]{1,8}\))?"
_LONG_DAY = rf"(?:\d{{4}}년 ?)?\d{{1,2}}월 ?{_DAY_OF_MONTH}"
# The day somebody speaks, which stands next to who does: 시는 25일 | 축제를 연다고 밝혔다; not 25일부터, 25일 오후 2시.
_DAY = regex.compile(
    rf"(?:{_LONG_DAY}(?=,)|(?:{_DAY_OF_MONTH}|이날|전날)(?=[,\s]))"
    r"(?![,\s]+(?:이후|이전|이래|현재|기준|전|후|뒤|오전|오후|새벽|아침|저녁|밤|낮|\d))"
)
# The time of an occasion: 지난 25일 오후 2시 | 간담회에서.
_SCENE_DAY = regex.compile(
    rf"(?:(?:지난|오는) ?)?(?:{_LONG_DAY}|{_DAY_OF_MONTH}|이날|전날|당시)"
    r"(?: (?:오전|오후|새벽|아침|저녁|밤|낮))?(?: ?\d{1,2}시(?: ?\d{1,2}분)?)?[,\s]+"
)
_BY_MEANS = ("통해", "통하여", "통해서")
_MEANWHILE = ("며", "으며", "면서", "으면서")
_ACTING = frozenset({"고", "어", "어서", *_MEANWHILE})
_POINTING = frozenset({"이", "이것", "그", "그것"})
_TO = ("에게", "께", "한테")


class ReportedWords(NamedTuple):
    """The words of a reported clause. `cited_until` is where its ending ends, `speaker` who speaks, if shown.

    `owned` is false for words that go around, `embedded` true for those in a relative clause: who the sentence is
    about has not said them.
    """

    words: Span
    cited_until: int
    adnominal: bool
    owned: bool
    embedded: bool
    speaker: Phrase | None


class ReportedWordsReader(ReportedClauses):
    """Finds the reported words of one sentence."""

    def read(self) -> list[ReportedWords]:
        """Return the reported words in text order; what is reported inside of others is part of those."""
        found: list[ReportedWords] = []
        reported = self.reported()
        self.last = {id(frame.clause): clause.end for clause, frame in reported}
        since = self.start
        spoken: dict[int, Phrase | None] = {}  # who speaks, by what reports
        for clause, frame in reported:
            before = [end for end in self._done(reported) if end <= clause.start]
            since = max([self.start, *before])
            speaker = spoken[id(frame.clause)] if id(frame.clause) in spoken else self._speaker(clause, frame, since)
            spoken[id(frame.clause)] = speaker
            if (words := self._words(clause, frame, since, speaker)) is None:
                continue
            found = [other for other in found if not words.words.start <= other.words.start < words.words.end]
            found.append(words)
        return found

    def _done(self, reported: list[tuple[Clause, Frame]]) -> list[int]:
        """Return where reported clauses and what reports them end: no words go on beyond that."""
        return [end for clause, frame in reported for end in (clause.end, frame.clause.end if frame.clause else 0)]

    def _words(self, clause: Clause, frame: Frame, since: int, speaker: Phrase | None) -> ReportedWords | None:
        governing = frame.clause
        embedded = governing is not None and governing.kind in ("adnominal", "nominal", "quotative", "quoting")
        if embedded and governing is not None:
            since = max(since, min(governing.left, clause.left))
        if speaker is not None and speaker.stop <= clause.start:
            since = max(since, speaker.stop)
        beside = [c for c in self._open(clause, frame) if since < c.end <= clause.start]
        ends = [c.end for c in beside if self._apart(c, clause, speaker)]
        start = self._past_scene(max([since, *ends]), clause, frame)
        end = self.words_end(clause)
        if start >= end:
            return None
        owner = self.owners.get(id(governing)) if governing is not None and governing.kind == "adnominal" else None
        apart = owner is not None and owner.head not in reporting().wrapping
        return ReportedWords(Span(start, end), clause.end, clause.kind == "adnominal", frame.owned, apart, speaker)

    # ------------------------------------------------------------------ who speaks

    def _speaker(self, clause: Clause, frame: Frame, since: int) -> Phrase | None:
        """Return the phrase that says who speaks, where the sentence shows one."""
        governing = frame.clause
        if governing is None:
            return None
        around = self._phrases(clause, frame)
        if clause.kind == "adnominal" and (whose := self._genitive(clause, governing)) is not None:
            return whose  # …다는 게 시의 설명이다, …다는 주민들의 지적이 나온다
        last = max(clause.end, self.last.get(id(governing), 0))
        after = [p for p in around if last <= p.start < governing.start and p.role in ("subject", "topic")]
        if clause.kind != "adnominal" and after and frame.owned:
            return next((p for p in after if self._acts(p)), after[-1])
        owner = self.owners.get(id(governing)) if governing.kind == "adnominal" else None
        if owner is not None and self._acts(owner):
            return owner
        before = [p for p in around if since <= p.outer and p.stop <= clause.start and self._acts(p)]
        before.sort(key=lambda phrase: phrase.outer)
        topics = [p for p in before if p.role == "topic"]
        for topic, following in pairwise(topics):  # 시는 길을 막았고 주민들은 불편하다고 …: who comes last speaks
            between = (c for c in self._open(clause, frame) if topic.stop <= c.start and c.end <= following.outer)
            if any(c.kind == "connective" and c.past for c in between):
                topics = [following]
        if not frame.owned:
            receives = self._is_in(governing, reporting().receiving)
            circle = self._phrase_at(reporting().opening.match(self.text, since).end(), clause)  # type: ignore[union-attr]
            if circle is not None and circle.role == "location" and self._is_circle(circle, frame):
                return circle
            return topics[0] if receives and topics else None
        if topics:
            return topics[0]
        subjects = [p for p in before if p.role == "subject" and self._past_scene(since, clause, frame) >= p.outer]
        if not subjects or (len(subjects) == 1 and self._is_own(subjects[0], clause)):
            return None
        return subjects[0]

    def _acts(self, phrase: Phrase) -> bool:
        return is_agent(self.analysis, phrase) or can_act(self.analysis, phrase.start, phrase.end)

    def _genitive(self, clause: Clause, governing: Clause) -> Phrase | None:
        """Return whose words a noun says they are: 시 in 부족하다는 게 시의 설명이다."""
        morphemes = self.analysis.morphemes
        for index in morphemes.range(clause.end, governing.end):
            if morphemes.tags[index] == "JKG" and (span := noun_phrase_before(self.analysis, index, clause.end)):
                whose = bare_phrase(self.text, "subject", *span)
                return whose if self._acts(whose) else None
        return None

    def _is_own(self, subject: Phrase, clause: Clause) -> bool:
        """Say whether the only subject is that of what is reported: 주민이 다쳤다고, 시장이 옳다고."""
        if any(p.role == "subject" for p in clause.phrases if p is not subject) or clause.find("object") is not None:
            return False
        tags = self.analysis.morphemes.tags[clause.first : clause.last]
        happens = clause.stem in argument_words()["happening"] or clause.stem.endswith("되") or "VCP" in tags
        return happens or self.known.is_one_of(clause, "undergo")

    # ------------------------------------------------------------------ what is around

    def _is_open(self, item: Clause, clause: Clause, frame: Frame) -> bool:
        """Say whether what an item governs stands in the sentence itself, not in a relative clause."""
        node: Clause | None = item
        while node is not None and node is not clause and node is not frame.clause:
            if node.kind in ("adnominal", "nominal"):
                return False
            node = self.parents.get(id(node))
        return True

    def _open(self, clause: Clause, frame: Frame) -> list[Clause]:
        """Return the clauses beside a reported one."""
        others = (c for c in self.clauses if c is not clause and c is not frame.clause)
        return [c for c in others if self._is_open(c, clause, frame)]

    def _phrases(self, clause: Clause, frame: Frame) -> list[Phrase]:
        """Return the phrases of the sentence itself around a reported clause."""
        governing = [frame.clause] if frame.clause is not None else []
        return [p for c in (clause, *governing, *self._open(clause, frame)) for p in c.phrases]

    def _apart(self, item: Clause, clause: Clause, speaker: Phrase | None) -> bool:
        """Say whether a clause before the reported one says what the speaker does: 회의를 열고, 기자들과 만나."""
        if item.kind != "connective":
            return item.kind == "quoting" and self.modifier_after(item) is None
        subject = item.find("subject")
        if item.ending in _ACTING and (subject is None or subject is speaker):
            if self.known.is_one_of(item, "contact") or self._is_in(item, reporting().through):
                return True
            channel = any(is_occasion(self.known, phrase.head) for phrase in item.phrases)
            if channel and (self.known.is_one_of(item, "scene") or self.known.is_one_of(item, "talking")):
                return True
        target = item.find("object")
        if item.stem == "두" and item.ending == "고" and target is not None and target.head in _POINTING:
            return True  # 이를 두고
        if item.ending in _MEANWHILE or (item.ending == "고" and target is not None):
            return self._says(item) and item.quotation is None and not self._is_obligation(clause)
        return False

    def _past_scene(self, since: int, clause: Clause, frame: Frame) -> int:
        """Return where the words begin at or after `since`: behind dates, places and listeners of the speech."""
        while True:
            start = reporting().opening.match(self.text, since, clause.start).end()  # type: ignore[union-attr]
            phrase = self._phrase_at(start, clause)
            if phrase is not None and not self._is_scene(phrase, clause, frame):
                phrase = self._act_before(start, clause) if frame.owned else None
            if phrase is not None:
                since = phrase.stop
                continue
            phrase = self._phrase_at(start, clause)
            day = _SCENE_DAY.match(self.text, start, clause.start)
            if day and (phrase is None or phrase.stop <= day.end()):
                phrase = self._phrase_at(day.end(), clause)
                if phrase is not None and self._is_scene(phrase, clause, frame):
                    since = phrase.stop  # 25일 오전 간담회에서
                    continue
            day = _DAY.match(self.text, start, clause.start)
            if day and frame.owned and not self._is_dated(clause, frame, day.end()):
                since = day.end()
                continue
            return start

    def _phrase_at(self, start: int, clause: Clause) -> Phrase | None:
        """Return the phrase that begins at a place before a reported predicate, with all that modifies it."""
        here = [p for c in self.clauses for p in c.phrases if p.outer == start and p.stop <= clause.start]
        phrase = max(here, key=lambda phrase: phrase.stop, default=None)
        if phrase is not None and self.text[phrase.start : phrase.stop] == "이번":
            return self._phrase_at(phrase.stop + 1, clause) or phrase  # 이번 | 사고와 관련해
        return phrase

    def _act_before(self, start: int, clause: Clause) -> Phrase | None:
        """Return what the speaker does first, wherever the parser has put it: 시장을 만나는 동시에 | 3일 열리는 …"""
        here = (p for c in self.clauses for p in c.phrases if p.outer == start and p.stop <= clause.start)
        return next((phrase for phrase in here if self._is_act_before(phrase)), None)

    def _is_act_before(self, phrase: Phrase) -> bool:
        """Say whether a phrase tells what the speaker does at the time: …를 마련하는 한편, …를 둘러본 뒤."""
        if phrase.clause is None:
            return False
        done = self._is_in(phrase.clause, reporting().before) or self._says(phrase.clause)
        return phrase.head in reporting().meanwhile or (phrase.head in reporting().before_nouns and done)

    def _is_scene(self, phrase: Phrase, clause: Clause, frame: Frame) -> bool:
        """Say whether a phrase at the beginning belongs to who reports, not to what is reported."""
        surface = self.text[phrase.start : phrase.end]
        spoken_at = is_occasion(self.known, surface) or surface.endswith(reporting().places)
        if phrase.role == "location" and phrase.particle.startswith(("에서", "서")):
            return spoken_at or self._is_circle(phrase, frame)
        if phrase.particle.endswith(_BY_MEANS):
            return spoken_at or phrase.head == "광고"
        if phrase.particle.endswith(reporting().about):
            return True
        if frame.owned and self._is_act_before(phrase):
            return True
        if phrase.role == "location" and phrase.particle in ("에", "에는", "에도") and frame.clause is not None:
            return self.known.verb_of(frame.clause) is not None and self._acts(phrase)  # 회원국에는 …라고 요구했다
        if phrase.role == "dative" and phrase.particle.startswith(_TO):
            giving = argument_words()["giving"]
            return frame.owned and giving.isdisjoint((clause.stem, clause.base))
        return False

    def _is_circle(self, phrase: Phrase, frame: Frame) -> bool:
        """Say whether words go around in a place: 업계에서는 …는 지적이 나온다."""
        return not frame.owned and phrase.clause is None and phrase.head.endswith(self.known.tails["circles"])

    def _is_dated(self, clause: Clause, frame: Frame, end: int) -> bool:
        """Say whether a day is not that of the speech: 29일 밝혔다 follows, or it modifies (25일 열린 회의)."""
        if any(c.kind == "adnominal" and c.start == end + 1 for c in self.clauses):
            return True
        governing = frame.clause
        dates = starting_in(self.analysis.entities, clause.end, governing.start if governing else clause.end)
        return any(entity.label == "DATE" for entity in dates)
