"""The spaCy component that adds directives to an analysis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from korex.discourse.clauses import Phrase
from korex.discourse.directives.content_edges import past_open_mark
from korex.discourse.directives.findings import Finding, Refusal
from korex.discourse.directives.knowledge import knowledge_of
from korex.discourse.directives.sentence_reader import SentenceReader
from korex.discourse.directives.speakers import Speaker, Speakers, name_of
from korex.discourse.directives.triggers import trigger_of
from korex.discourse.turns import Turn
from korex.language.analysis import Analysis, Span, analysis_of
from korex.schema import Directive, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

# Who heads an office, behind its name: 가사부(표가온 부장판사), 새솔구(구청장 도하람).
_ASIDE = re.compile(r"(?<=[가-힣A-Za-z])\([^()\d\n]{1,40}\)$")  # 나래협회(회장 도하람), 세계보건기구(WHO)
# Sentences that are parsed before the first of them is read. One step for many sentences, then the next step, keeps
# its code in the processor's cache, which is a good twentieth of the time; a long text is not kept in memory.
_TOGETHER = 32


class _Asking(NamedTuple):
    """A sentence that may ask for something: its number, and `[start, stop)` without the speaker's line and blanks."""

    number: int
    sentence: Span
    start: int
    stop: int
    turn: Turn | None


class _Told:
    """Remembers who a speech turns to with words of asking alone: 청년들께 당부드립니다. 받아 적으십시오."""

    def __init__(self, analysis: Analysis, sentences: list[Span]) -> None:
        self.analysis = analysis
        self.sentences = sentences
        self._last = -1  # number of the sentence that the last request to them is in
        self._whom: Phrase | None = None

    def read(self, number: int, finding: Finding) -> None:
        """Give a request without addressee the one the paragraph has turned to, or note whom this one turns to."""
        own = finding.speaker is None and finding.kind in ("ORDER", "REQUEST")
        if own and finding.content.span is None and finding.addressee is not None:
            self._whom, self._last = finding.addressee, number
        elif self._whom is not None:
            between = self.analysis.text[self.sentences[self._last].end : self.sentences[number].start]
            if finding.addressee is None and own and not finding.reported and "\n" not in between.strip(" "):
                finding.addressee, self._last = self._whom, number
            elif number != self._last:
                self._whom = None


class Directives:
    """Adds `directives`: ``허 시장은 점검을 당부했다.`` gives a REQUEST of 허 시장 with the content 점검."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        analysis.directives += find_directives(analysis)
        return doc


def find_directives(analysis: Analysis) -> list[Directive]:
    """Return the directives of the document's sentences."""
    return [directive for directive, _ in read_directives(analysis)]


def read_directives(analysis: Analysis, refusals: list[Refusal] | None = None) -> Iterator[tuple[Directive, Finding]]:
    """Yield the directives of the document's sentences, each with what the sentence showed.

    What looks like one and is none is added to `refusals`, where that is given.
    """
    text = analysis.text
    sentences = analysis.sentences or [Span(0, len(text))]
    trigger = trigger_of(analysis)
    speakers = Speakers(analysis, knowledge_of(analysis), sentences)
    told = _Told(analysis, sentences)
    asking = []
    for number, sentence in enumerate(sentences):
        start, stop = sentence
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        turn = speakers.turn_at(start) if speakers.turns else None
        if turn is not None and start < turn.start < stop:
            start = turn.start
        if trigger.fires(analysis, start, stop):
            asking.append(_Asking(number, sentence, start, stop, turn))
    for first in range(0, len(asking), _TOGETHER):
        some = asking[first : first + _TOGETHER]
        readers = [SentenceReader(analysis, each.start, each.stop) for each in some]
        found = [reader.read() for reader in readers]
        for (number, sentence, _, _, turn), reader, findings in zip(some, readers, found, strict=True):
            if refusals is not None:
                refusals += reader.refusals
            for finding in findings:
                told.read(number, finding)
                speaker = _speaker(analysis, speakers, number, finding, turn)
                if speaker is not None and finding.reported:
                    speakers.said[number] = speaker
                yield _directive(analysis, sentence, finding, speaker), finding


def _speaker(
    analysis: Analysis, speakers: Speakers, number: int, finding: Finding, turn: Turn | None
) -> Speaker | None:
    """Return who asks: named in the sentence, or by the minutes, the quotation, the sentence before."""
    if finding.speaker is not None:
        mention = _mention(analysis, finding.speaker)
        if mention.text in speakers.known.words["oneself"]:
            own = speakers.of_quotation(finding.predicate) or (name_of(analysis, turn.name) if turn else None)
            return Speaker(own or mention.text, mention)
        return Speaker(name_of(analysis, mention), mention)
    quoted = speakers.of_quotation(finding.content.span or finding.predicate)
    if quoted:
        return Speaker(quoted, None)
    if turn is not None:
        return Speaker(name_of(analysis, turn.name), turn.name)
    if finding.reported and not finding.impersonal:
        return speakers.before(number)
    return None


def _directive(analysis: Analysis, sentence: Span, finding: Finding, speaker: Speaker | None) -> Directive:
    content = past_open_mark(analysis.text, finding.content.span) if finding.content.span else None
    addressee = _mention(analysis, finding.addressee, whole=finding.whole) if finding.addressee else None
    return Directive(
        start=sentence.start,
        end=sentence.end,
        text=analysis.text[sentence.start : sentence.end],
        kind=finding.kind,
        negative=finding.content.negative,
        predicate=_span_mention(analysis, finding.predicate),
        content=_span_mention(analysis, content) if content else None,
        speaker=speaker.name if speaker else None,
        speaker_mention=speaker.mention if speaker else None,
        addressee=addressee.text if addressee else None,
        addressee_mention=addressee,
    )


def _span_mention(analysis: Analysis, span: Span) -> Mention:
    text = analysis.text[span.start : span.end]
    words = text.lstrip()
    start = span.start + len(text) - len(words)
    words = words.rstrip()
    return Mention(words, start, start + len(words))


def _mention(analysis: Analysis, phrase: Phrase, *, whole: bool = False) -> Mention:
    start, end = (phrase.outer if whole else phrase.start), phrase.end
    if analysis.text[end - 1 : end] == ")" and (aside := _ASIDE.search(analysis.text, start, end)):
        end = aside.start()
    marked = end - start > 2 and analysis.text[start] in "'‘\"“" and analysis.text[end - 1] in "'’\"”"
    span = Span(start + 1, end - 1) if marked else past_open_mark(analysis.text, Span(start, end))
    return _span_mention(analysis, span)
