"""The words that a sentence reports, and who says them: the step before `indirect_quotes`."""

from __future__ import annotations

from typing import NamedTuple

from korex.discourse.clauses import Phrase
from korex.discourse.report_speakers import ReportSpeakers
from korex.discourse.reported_clauses import Report
from korex.language.analysis import Span


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


class ReportedWordsReader(ReportSpeakers):
    """Finds the reported words of one sentence."""

    def read(self) -> list[ReportedWords]:
        """Return the reported words in text order; what is reported inside of others is part of those."""
        reports = self.reports()
        # No words go on beyond others, or beyond what reports them.
        ends = [end for r in reports for end in (r.clause.end, r.frame.end if r.frame is not None else 0)]
        found: list[ReportedWords] = []
        for report in reports:
            since = self.floor(report, max([self.start, *(end for end in ends if end <= report.clause.start)]))
            words = self._words(report, since, self.speaker_of(report, since))
            if words is not None:
                found = [other for other in found if other.words.start < words.words.start]
                found.append(words)
        return found

    def _words(self, report: Report, since: int, speaker: Phrase | None) -> ReportedWords | None:
        clause = report.clause
        if speaker is not None and speaker.stop <= clause.start:
            since = max(since, speaker.stop)
        beside = (c for c in self.beside(report) if since < c.end <= clause.start)
        ends = [c.end for c in beside if self.is_apart(c, report, speaker)]
        start, end = self.past_scene(max([since, *ends]), report), self.words_end(clause)
        if start >= end:
            return None
        adnominal, embedded = clause.kind == "adnominal", self.is_embedded(report)
        return ReportedWords(Span(start, end), clause.end, adnominal, report.owned, embedded, speaker)
