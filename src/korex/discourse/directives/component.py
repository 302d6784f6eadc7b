"""The spaCy component that adds directives to an analysis."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from korex.discourse.clauses import Phrase
from korex.discourse.directives.knowledge import knowledge, knowledge_of
from korex.discourse.directives.reports import Finding
from korex.discourse.directives.sentence_reader import SentenceReader
from korex.discourse.directives.speakers import Speaker, Speakers, name_of
from korex.discourse.turns import Turn
from korex.language.analysis import Analysis, OwnVerb, Span, analysis_of
from korex.schema import Directive, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

# Who heads an office, behind its name: 가사부(문준섭 부장판사), 동래구(구청장 유덕열).
_HEAD = regex.compile(r"\((?:[가-힣]{2,4} [가-힣]{2,8}|[가-힣]{2,8} [가-힣]{2,4})\)$")
_FIRST_PERSON = ("저", "나", "제", "내", "본인", "저희")


class Directives:
    """Adds `directives`: ``허 시장은 점검을 당부했다.`` gives a REQUEST of 허 시장 with the content 점검."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        # Verbs that take no noun phrase need a quoted clause, which the endings find.
        stems = {word for word, verb in knowledge().verbs.items() if verb.nominal != "none"}
        words = [regex.sub("하$", "[하한할함합했해]", word) for word in sorted(stems, key=len, reverse=True)]
        self.trigger = regex.compile("|".join([*words, _ENDINGS]))

    def __call__(self, doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        analysis.directives += find_directives(analysis, self.trigger_for(analysis))
        return doc

    def trigger_for(self, analysis: Analysis) -> regex.Pattern[str]:
        """Return what a sentence must hold to be read."""
        return _trigger_with(self.trigger, tuple(analysis.verbs)) if analysis.verbs else self.trigger


@lru_cache(maxsize=8)
def _trigger_with(trigger: regex.Pattern[str], verbs: tuple[OwnVerb, ...]) -> regex.Pattern[str]:
    """Return the trigger that also fires at the user's verbs; the last syllable of a stem may contract: 다그쳤다."""
    words = [verb.word for verb in verbs]
    stems = "|".join(regex.escape(word[:-1] if len(word) > 2 else word) for word in words)
    return regex.compile(f"{stems}|{trigger.pattern}")


# What the surface of an act shows: a cheap look before the sentence is parsed.
_ENDINGS = (
    r"도록 [^ ]{0,8}[했하한할함합]|"
    r"안 ?[되된될됩돼]|[라자]며|[라자]면서|[라자달]고|라는|자는|달라|[야선면] ?[하한할합해돼된될됩안]|바[라랍란람]"
    r"|[시십]시오|세요|셔요|시다|[라자오][.!”\"’']|것[.”’')]?$|필요|중요|시급|좋[다습은아겠을]|낫[다습]|나[아을]|바람직|금지|부탁|요망"
    r"|줄 ?수|[주줄][실시래]|렴$|지 그[래러]|라니까|요망|엄금|바람$"
)
_UTTERANCE = 40  # characters: a sentence without a full stop that may hold a command before a statement
_CLOSED = frozenset({"SF", "SSC", "SE", "SW"})
_STATED = ("다", "요", "까", "니", "지", "네", "음", "ᆷ", "죠")


def _may_ask(analysis: Analysis, trigger: regex.Pattern[str], start: int, stop: int) -> bool:
    """Say whether a sentence deserves a closer look: by its words, or by an ending that states nothing."""
    if trigger.search(analysis.text, start, stop):
        return True
    morphemes = analysis.morphemes
    last = morphemes.at(stop - 1)
    if last >= 0 and stop - start < _UTTERANCE and morphemes.tags[last] not in _CLOSED:
        return True  # 빨리 와 영화 시작한다; 이리 와 진수야
    while last >= 0 and morphemes.starts[last] >= start and morphemes.tags[last] in _CLOSED:
        last -= 1
    if last < 0 or morphemes.tags[last] not in ("EF", "EC"):
        return False
    return morphemes.forms[last].endswith(("어요", "래요")) or not morphemes.forms[last].endswith(_STATED)


def find_directives(analysis: Analysis, trigger: regex.Pattern[str]) -> list[Directive]:
    """Return the directives of the document's sentences."""
    return [directive for directive, _ in read_directives(analysis, trigger)]


def read_directives(analysis: Analysis, trigger: regex.Pattern[str]) -> Iterator[tuple[Directive, Finding]]:
    """Yield the directives of the document's sentences, each with what the sentence showed."""
    text = analysis.text
    sentences = analysis.sentences or [Span(0, len(text))]
    speakers = Speakers(analysis, knowledge_of(analysis), sentences)
    for number, sentence in enumerate(sentences):
        start, stop = sentence
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if not _may_ask(analysis, trigger, start, stop):
            continue
        turn = speakers.turn_at(start) if speakers.turns else None
        if turn is not None and start < turn.start < stop:
            start = turn.start
        for finding in SentenceReader(analysis, start, stop).read():
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
        if mention.text in _FIRST_PERSON:
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
    content = finding.content.span
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
    start, end = span
    while start < end and analysis.text[start].isspace():
        start += 1
    while start < end and analysis.text[end - 1].isspace():
        end -= 1
    return Mention(analysis.text[start:end], start, end)


def _mention(analysis: Analysis, phrase: Phrase, *, whole: bool = False) -> Mention:
    start, end = (phrase.outer if whole else phrase.start), phrase.end
    if head := _HEAD.search(analysis.text, start, end):
        end = head.start()
    marked = end - start > 2 and analysis.text[start] in "'‘\"“" and analysis.text[end - 1] in "'’\"”"
    return _span_mention(analysis, Span(start + 1, end - 1) if marked else Span(start, end))
