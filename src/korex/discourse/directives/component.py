"""The spaCy component that adds directives to an analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from korex.discourse.arguments import Phrase
from korex.discourse.directives.knowledge import knowledge
from korex.discourse.directives.reports import Finding, SentenceReader
from korex.language.analysis import Analysis, Span, analysis_of
from korex.schema import Directive, Mention

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


class Directives:
    """Adds `directives`: ``허 시장은 점검을 당부했다.`` gives a REQUEST of 허 시장 with the content 점검."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        words = sorted(knowledge().verbs, key=len, reverse=True)
        self.trigger = regex.compile("|".join([*map(regex.escape, words), _ENDINGS]))

    def __call__(self, doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        analysis.directives += find_directives(analysis, self.trigger)
        return doc


# What the surface of an act shows: a cheap look before the sentence is parsed.
_ENDINGS = (
    r"[라자]며|[라자]면서|[라자달]고|라는|자는|달라|[야선면] ?[하한할합해돼된될됩안]|바[라랍란람]|[시십]시오|세요|셔요"
    r"|[읍갑봅합줍납킵립십]시다|[라자오게].?$|[라자오][.!”\"’']|것[.”’')]?$|필요|중요|시급|좋[다습은아]|낫[다습]"
    r"|바람직|금지|부탁|요망|[줘주줄][^\n]{0,12}$|[^\s][어아여해와봐워둬놔켜꺼써가][요.!]{0,2}$"
)


def find_directives(analysis: Analysis, trigger: regex.Pattern[str]) -> list[Directive]:
    """Return the directives of the document's sentences."""
    text = analysis.text
    sentences = analysis.sentences or [Span(0, len(text))]
    found: list[Directive] = []
    for sentence in sentences:
        stop = sentence.end
        while stop > sentence.start and text[stop - 1].isspace():
            stop -= 1
        if not trigger.search(text, sentence.start, stop):
            continue
        for finding in SentenceReader(analysis, sentence.start, stop).read():
            found.append(_directive(analysis, sentence, finding))
    return found


def _directive(analysis: Analysis, sentence: Span, finding: Finding) -> Directive:
    content = finding.content.span
    speaker = _mention(analysis, finding.speaker)
    addressee = _mention(analysis, finding.addressee, whole=finding.whole)
    return Directive(
        start=sentence.start,
        end=sentence.end,
        text=analysis.text[sentence.start : sentence.end],
        kind=finding.kind,
        negative=finding.content.negative,
        predicate=_span_mention(analysis, finding.predicate),
        content=_span_mention(analysis, content) if content else None,
        speaker=_name(analysis, speaker),
        speaker_mention=speaker,
        addressee=_name(analysis, addressee),
        addressee_mention=addressee,
    )


def _span_mention(analysis: Analysis, span: Span) -> Mention:
    return Mention(analysis.text[span.start : span.end], span.start, span.end)


def _mention(analysis: Analysis, phrase: Phrase | None, *, whole: bool = False) -> Mention | None:
    if phrase is None:
        return None
    return _span_mention(analysis, Span(phrase.outer if whole else phrase.start, phrase.end))


def _name(analysis: Analysis, mention: Mention | None) -> str | None:
    """Return the name of the person a mention speaks of, else its surface."""
    if mention is None:
        return None
    for person in analysis.people:
        for known in person.mentions:
            if known.start < mention.end and mention.start < known.end:
                return person.name
    return mention.text
