"""Reported speech without marks as quotes: …다고 밝혔다, …라며, …는 설명이다. Asked for by `indirect_quotes=True`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from korex.discourse.actors import Actor
from korex.discourse.citing import Quoted
from korex.discourse.quote_marks import Stretch
from korex.discourse.reported_words import ReportedWords, ReportedWordsReader
from korex.discourse.speakers import Speakers
from korex.language.spans import overlapping
from korex.schema import Quote

if TYPE_CHECKING:
    from korex.language.analysis import Analysis, Span

# What every sentence with reported words shows.
_ENDINGS = re.compile(r"[다라자냐](?:고|며|면서|는 )|[단란잔냔] ")


class IndirectSpeakers(Speakers):
    """Finds the speakers of reported words as those of direct ones, where the sentence itself shows none."""

    def __init__(
        self, analysis: Analysis, quoted: list[Quoted], spans: list[Span], reported: dict[int, ReportedWords]
    ) -> None:
        super().__init__(analysis, quoted, spans)
        self._reported = reported  # by where the words begin

    def _speaker(self, index: int) -> str | None:
        reported = self._reported.get(self.quoted[index].stretch.start)
        if reported is None:
            return super()._speaker(index)
        if not reported.owned and (reported.speaker is None or reported.speaker.role == "topic"):
            return self._of_nobody(index)
        if reported.speaker is not None:
            return self._called(self._actor(reported))
        if reported.embedded:
            return None
        return super()._speaker(index)

    def _actor(self, reported: ReportedWords) -> Actor:
        """Return who a phrase names, as the speaker of a direct quotation would be read."""
        phrase = reported.speaker
        if phrase is None:
            raise ValueError("these words show no speaker")
        start, _ = self.around.sentence(reported.words.start)
        for actor in self.around.phrases(min(start, phrase.start), phrase.stop):
            if actor.end == phrase.end:
                return actor
        return Actor(phrase.start, phrase.end, "SUBJECT")

    def _of_nobody(self, index: int) -> str | None:
        """Return whose words go around: 주민들의 지적, 주민들에게서; else nobody's."""
        quoted = self.quoted[index]
        start, end = self.around.sentence(quoted.stretch.start)
        actor = self._adnominal(quoted, end)
        return self._called(actor) if actor else self._source(start, end)


def find_indirect_quotes(analysis: Analysis, quoted: list[Quoted], spans: list[Span]) -> list[Quote]:
    """Return the reported words of the document with their speakers; `quoted` are its direct quotations.

    ``시는 “적극” 돕겠다고 밝혔다.`` gives “적극” 돕겠다 with the speaker 시.
    """
    reported: dict[int, ReportedWords] = {}
    for start, stop in analysis.sentences or spans:
        if not _ENDINGS.search(analysis.text, start, stop):
            continue
        for found in ReportedWordsReader(analysis, start, stop).read():
            if not any(q.end >= found.words.end for q in overlapping(analysis.quotes, *found.words)):
                reported[found.words.start] = found
    if not reported:
        return []
    ends = {start: found.words.end for start, found in reported.items()}
    alone = [q for q in quoted if not any(start <= q.stretch.start < end for start, end in ends.items())]
    merged = sorted([*alone, *map(_as_quoted, reported.values())])
    speakers = IndirectSpeakers(analysis, merged, spans, reported).find()
    return [
        Quote(analysis.text[q.stretch.start : q.stretch.end], q.stretch.start, q.stretch.end, speaker, False)
        for q, speaker in zip(merged, speakers, strict=True)
        if q.stretch.start in reported
    ]


def _as_quoted(reported: ReportedWords) -> Quoted:
    start, end = reported.words
    citing = "ADNOMINAL" if reported.adnominal else "VERBAL"
    return Quoted(Stretch(start, end, start, end, "DOUBLE", 0), citing, reported.cited_until)
