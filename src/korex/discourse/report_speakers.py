"""Who says reported words, as far as the sentence itself shows it."""

from __future__ import annotations

from itertools import pairwise

from korex.discourse.actors import actors_between, can_act, noun_phrase_before
from korex.discourse.agents import is_agent, label_at
from korex.discourse.clauses import COORDINATE, Clause, Phrase, bare_phrase
from korex.discourse.noun_phrases import argument_words
from korex.discourse.people import name_of
from korex.discourse.report_scenes import ARGUMENTS, BOUND, NAMELESS, ReportScenes
from korex.discourse.reported_clauses import JOINING, Report, reporting
from korex.language.analysis import Analysis


class ReportSpeakers(ReportScenes):
    """Finds the phrase that says who speaks: before the words, behind them, or in a noun phrase (시의 설명)."""

    def __init__(self, analysis: Analysis, start: int, end: int) -> None:
        super().__init__(analysis, start, end)
        self._known: list[tuple[Report, Phrase | None]] = []  # of the reports before

    def speaker_of(self, report: Report, since: int) -> Phrase | None:
        """Return the phrase that says who speaks, None where the sentence shows nobody; reports are asked in order.

        `since` is where what may belong to the report begins.
        """
        same = [speaker for other, speaker in self._known if other.frame is not None and other.frame is report.frame]
        found = same[0] if same else self._find(report, since)
        self._known.append((report, found))
        return found

    def _find(self, report: Report, since: int) -> Phrase | None:
        clause, frame = report.clause, report.frame
        if frame is None:
            return None
        if clause.kind == "adnominal" and (whose := self._genitive(clause, frame)) is not None:
            return whose  # …다는 게 시의 설명이다, …다는 주민들의 지적이 나온다
        around = self.phrases_around(report)
        if clause.kind != "adnominal" and report.owned and (after := self._after(around, report)) is not None:
            return after
        owner = self.owners.get(id(frame)) if frame.kind == "adnominal" else None
        if owner is not None and self._acts(owner):
            return owner
        before = [p for p in around if since <= p.outer and p.stop <= clause.start and self._speaks(p)]
        before.sort(key=lambda phrase: phrase.outer)
        topic = self._topic(before, report, since)
        if not report.owned:
            circle = self.circle_of(report) if self.goes_around(frame) else None
            return circle or (topic if self.is_in(frame, reporting().receiving) else None)
        topic = topic or self._shared(frame)
        if topic is not None:
            return topic
        subjects = [p for p in before if p.role == "subject" and self._leads(p, report, since)]
        if subjects and any(p.role == "topic" and subjects[0].stop <= p.start < clause.start for p in around):
            return subjects[0]  # 용의자가 의도는 없었다고
        if not subjects:
            return self._honoured(report, since)
        return None if len(subjects) == 1 and self._is_own(subjects[0], clause) else subjects[0]

    def _honoured(self, report: Report, since: int) -> Phrase | None:
        """Return a subject in 께서 that no clause has taken: 위원님께서 자료가 부실하다고 하셨는데."""
        for actor in actors_between(self.analysis, self.past_scene(since, report), report.clause.start):
            particle = "께서" if self.text.startswith("께서", actor.end) else ""
            if particle:
                stop = actor.end + len(particle) + self.text.startswith("는", actor.end + len(particle))
                return Phrase("subject", actor.start, actor.end, actor.start, stop, particle, "")
        return None

    def _after(self, around: list[Phrase], report: Report) -> Phrase | None:
        """Return who speaks between the words and the verb: 내일 눈이 온다고 기상청은 내다봤다."""
        stop = report.frame.start if report.frame is not None else self.end
        ends = (clause.end for clause in self.clauses if clause.start < stop and self.words_end(clause))
        last = max(ends, default=self.start)
        after = [p for p in around if last <= p.start < stop and p.role in ("subject", "topic")]
        any_ = after[-1] if after and report.clause.kind == "quotative" else None  # …고 보고서는 밝혔다
        return next((p for p in after if self._acts(p)), any_)

    def _topic(self, before: list[Phrase], report: Report, since: int) -> Phrase | None:
        """Return the first topic, but after a clause of the past: 시는 길을 막았고 주민들은 불편하다고 …."""
        if report.frame is not None and report.frame.kind in NAMELESS:
            return None  # 검찰은 도씨가 …라고 지시했다고 보고 있다
        topics = [p for p in before if p.role == "topic" or self._is_too(p, report, since)]
        first = topics[0] if topics else None
        for topic, following in pairwise(topics):
            between = (c for c in self.beside(report) if topic.stop <= c.start and c.end <= following.outer)
            if any(c.kind == "connective" and c.past for c in between):
                first = following
        return first

    def _shared(self, frame: Clause) -> Phrase | None:
        """Return the topic that the report before has in this sentence: 시는 …고 강조하고 정부가 …고 촉구했다."""
        for report, speaker in reversed(self._known):
            before = report.frame
            joined = before is not None and before.kind == "connective" and before.ending in JOINING
            if joined and before is not None and before.end <= frame.start and speaker and speaker.role == "topic":
                return speaker
        return None

    def _is_too(self, phrase: Phrase, report: Report, since: int) -> bool:
        """Say whether somebody speaks as others do: 시장도 …라고 말했다."""
        if phrase.role != "bare" or phrase.particle != "도":
            return False
        if label_at(self.analysis, phrase.end) is None and report.clause.find("subject", "object") is None:
            return False  # 학교도 세워야 한다고
        starts = [since, *(c.end for c in self.beside(report) if c.kind == "connective" and c.past)]
        return any(self._leads(phrase, report, at) for at in starts if at <= phrase.outer)

    def _leads(self, phrase: Phrase, report: Report, since: int) -> bool:
        """Say whether nothing that acts or is acted upon stands before a phrase."""
        before = (p for p in self.phrases_around(report) if since <= p.outer < phrase.outer and p.role in ARGUMENTS)
        clauses = (c for c in self.beside(report) if c.kind in COORDINATE and since < c.end <= phrase.outer)
        return not any(before) and not any(clauses)

    def _speaks(self, phrase: Phrase) -> bool:
        if self._acts(phrase) or phrase.role != "topic":
            return self._acts(phrase)
        return phrase.head.endswith(reporting().media) or name_of(self.analysis, phrase.start, phrase.end) is not None

    def _acts(self, phrase: Phrase) -> bool:
        return is_agent(self.analysis, phrase) or can_act(self.analysis, phrase.start, phrase.end)

    def _genitive(self, clause: Clause, frame: Clause) -> Phrase | None:
        """Return whose words a noun says they are: 시 in 부족하다는 게 시의 설명이다."""
        morphemes = self.analysis.morphemes
        for index in morphemes.range(clause.end, frame.end):
            if morphemes.tags[index] == "JKG" and (span := noun_phrase_before(self.analysis, index, clause.end)):
                whose = bare_phrase(self.text, "subject", *span)
                return whose if self._acts(whose) else None
        return None

    def _is_own(self, subject: Phrase, clause: Clause) -> bool:
        """Say whether the only subject is that of what is reported: 주민이 다쳤다고, 시장이 옳다고."""
        able = next((p.clause for p in clause.phrases if p.head in BOUND and p.clause is not None), None)
        clause = able or clause  # 나올 수 있다고
        if any(p.role == "subject" for p in clause.phrases if p is not subject) or clause.find("object") is not None:
            return False
        tags = self.analysis.morphemes.tags[clause.first : clause.last]
        happens = clause.stem in argument_words()["happening"] or clause.stem.endswith("되") or "VCP" in tags
        return happens or self.known.is_one_of(clause, "undergo")
