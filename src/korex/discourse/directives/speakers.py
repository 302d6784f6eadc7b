"""Who speaks where the sentence itself does not say: turns, quotations, the sentence before."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from korex.discourse.agents import is_agent
from korex.discourse.arguments import parse_clauses
from korex.discourse.directives.knowledge import Knowledge
from korex.discourse.turns import Turn, find_turns
from korex.language.analysis import Analysis, Span
from korex.language.spans import LONGEST_MENTION, overlapping, starting_in
from korex.schema import Mention

_REACH = 3  # sentences a speaker is carried on over


class Speaker(NamedTuple):
    """A speaker by resolved name, with the place that names them if there is one."""

    name: str
    mention: Mention | None


class Speakers:
    """Answers who speaks at a place of a document; remembers who spoke last."""

    def __init__(self, analysis: Analysis, known: Knowledge, sentences: list[Span]) -> None:
        self.analysis = analysis
        self.known = known
        self.sentences = sentences
        self.turns = find_turns(analysis)
        self.said: dict[int, Speaker] = {}  # by number of the sentence
        self._speakers: dict[int, Speaker | None] = {}  # of sentences without directive, by their number

    def turn_at(self, offset: int) -> Turn | None:
        """Return the turn that holds an offset; a sentence may begin with the speaker's line."""
        index = bisect_right(self.turns, offset, key=lambda turn: turn.end)
        return self.turns[index] if index < len(self.turns) and self.turns[index].start - 40 <= offset else None

    def of_quotation(self, span: Span) -> str | None:
        """Return the speaker of the quotation that holds a span."""
        for quote in overlapping(self.analysis.quotes, span.start, span.start + 1):
            if quote.direct and span.end <= quote.end + 1:
                return quote.speaker
        return None

    def before(self, number: int) -> Speaker | None:
        """Return who spoke in the sentences before sentence `number` of the same paragraph, if it goes on."""
        for back in range(number - 1, max(-1, number - 1 - _REACH), -1):
            between = self.analysis.text[self.sentences[back].end : self.sentences[back + 1].start]
            if back in self.said:
                return self.said[back]
            if back not in self._speakers:
                self._speakers[back] = self._speaker_of(back)
            if (found := self._speakers[back]) is not None:
                return found
            if "\n\n" in between:
                return None
        return None

    def _speaker_of(self, number: int) -> Speaker | None:
        """Return the speaker of a sentence without directive: of its quotation, else its agentive topic."""
        start, end = self.sentences[number]
        for quote in starting_in(self.analysis.quotes, start, end):
            if quote.speaker:
                return Speaker(quote.speaker, None)
        clauses = parse_clauses(self.analysis, start, end)
        topic = clauses[-1].agent if clauses else None
        if topic is None or not is_agent(self.analysis, topic):
            return None
        mention = Mention(self.analysis.text[topic.start : topic.end], topic.start, topic.end)
        return Speaker(name_of(self.analysis, mention), mention)


def name_of(analysis: Analysis, mention: Mention) -> str:
    """Return the name of the person a mention speaks of (김 부시장, 위도빈 면장), else its surface."""
    best = None
    for known in starting_in(analysis.mentions, mention.start - LONGEST_MENTION, mention.end):
        near = known.end == mention.start - 1 or mention.start < known.end
        if near and (best is None or known.end > best[0]):
            best = (known.end, analysis.people[known.person].name)
    return best[1] if best else mention.text
