"""Who said what: direct quotations of the body with their speakers.

Titles of works and events, names and emphasised words stand between the same marks and are no quotations. Reported
speech without marks (`…다고 밝혔다`) is not listed here: a reported call to act is a directive.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from korex.discourse.citing import Quoted
from korex.discourse.labels import bracketed_words
from korex.discourse.quote_marks import Stretch, find_stretches
from korex.discourse.speakers import Speakers
from korex.language.analysis import Analysis, Span, analysis_of
from korex.language.spans import trimmed
from korex.matching.files import read_toml
from korex.schema import Quote

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_CLOSING = frozenset({"SF", "SE", "SP", "SSO", "SSC", "SW", "SS", "SO"})
_NOUN = frozenset({"NNG", "NNP", "SL", "XSN", "ETM"})
_FINAL_SYLLABLES = ("다", "라", "자", "까", "요", "죠", "오", "냐")
_FINAL_MARK = (".", "?", "!", "…", "~")
# A particle that makes what stands between the marks a noun of the sentence: ‘다시 펄럭이다’를 펴냈다
_CASE = re.compile(r"(?:을|를|의|에|에서|에는|로|으로|와|과|이|가|은|는|도|만|이란|란|편|전|호)(?![가-힣])|[은는]\s")
_SHOUTED = re.compile(r"[을를]\s[가-힣\s]{0,12}(?:외치|외친|외쳤|연호|연발|되뇌|합창|반복)")


class _Knowledge(NamedTuple):
    verbal: re.Pattern[str]
    adnominal: re.Pattern[str]
    names: re.Pattern[str]
    named: re.Pattern[str]
    said: re.Pattern[str]


@lru_cache(maxsize=1)
def _knowledge() -> _Knowledge:
    """What stands after a closing mark, as patterns."""
    data = read_toml("discourse/quotation.toml")

    def any_of(words: list[str]) -> str:
        return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))

    citing, naming, saying = data["citing"], data["naming"], data["saying"]
    return _Knowledge(
        verbal=re.compile(rf"\s?(?:{any_of(citing['verbal'])})(?![가-힣])"),
        adnominal=re.compile(rf"\s?(?:{any_of(citing['adnominal'])})(?![가-힣])"),
        names=re.compile(rf"\s(?:[가-힣]{{1,6}}\s)?(?:{any_of(naming['predicates'])})"),
        named=re.compile(rf"\s(?:[가-힣]{{1,6}}\s)?[가-힣]{{0,4}}(?:{any_of(naming['nouns'])})"),
        said=re.compile(rf"\s(?:[가-힣]{{1,8}}\s){{0,3}}(?:{any_of(saying['nouns'])})"),
    )


class Quotes:
    """Adds `quotes`: ``그는 “숫자보다 사람을 앞에 두자”고 말했다.`` gives one with the speaker 그 stands for."""

    def __init__(self, nlp: Language, name: str, *, indirect: bool = False) -> None:
        self.name = name
        self.indirect = indirect

    def __call__(self, doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        spans = [Span(section.start, section.end) for section in analysis.sections if section.kind == "BODY"]
        quoted = find_quoted(analysis, spans)
        speakers = Speakers(analysis, quoted, spans).find() if quoted else []
        analysis.quotes = [
            Quote(analysis.text[q.stretch.start : q.stretch.end], q.stretch.start, q.stretch.end, speaker, True)
            for q, speaker in zip(quoted, speakers, strict=True)
        ]
        if self.indirect:
            from korex.discourse.indirect_quotes import find_indirect_quotes

            analysis.indirect_quotes = find_indirect_quotes(analysis, quoted, spans)
        return doc


def find_quoted(analysis: Analysis, spans: list[Span]) -> list[Quoted]:
    """Return the stretches between marks that are somebody's words; one inside another is part of that one."""
    kept: list[Quoted] = []
    bracketed = [
        Stretch(start, end, start, end + 1, "DOUBLE", 0) for start, end in bracketed_words(analysis.text, spans)
    ]
    for stretch in sorted((*find_stretches(analysis.text, spans), *bracketed)):
        if kept and stretch.start < kept[-1].stretch.outer_end:
            continue
        start, end = trimmed(analysis.text, stretch.start, stretch.end)
        stretch = stretch._replace(start=start, end=end)
        if quoted := _as_quoted(analysis, stretch):
            kept.append(quoted)
    return kept


def _as_quoted(analysis: Analysis, stretch: Stretch) -> Quoted | None:
    """Return the stretch as a quotation, None if it is a name, a title, or words merely set off."""
    text, knowledge, after = analysis.text, _knowledge(), stretch.outer_end
    unclosed = stretch.outer_end == stretch.end
    sentence = unclosed or is_sentence(analysis, stretch.start, stretch.end)
    double = stretch.kind == "DOUBLE"
    if match := knowledge.verbal.match(text, after):
        if knowledge.names.match(text, match.end()):
            return None
        final = sentence or _sounds_final(text[stretch.start : stretch.end])
        if final or match.group().strip() not in ("고", "며", "면서", "하고", "하며"):
            return Quoted(stretch, "VERBAL", match.end())
        return None
    if match := knowledge.adnominal.match(text, after):
        if knowledge.said.match(text, match.end()) and (sentence or double):
            return Quoted(stretch, "ADNOMINAL", match.end())
        if knowledge.named.match(text, match.end()) or not (sentence and double):
            return None
        return Quoted(stretch, "ADNOMINAL", match.end())
    if not (double and sentence):
        return None
    if _CASE.match(text, after):
        return Quoted(stretch, "", after) if _SHOUTED.match(text, after) else None
    if text[stretch.start : stretch.end].endswith(_FINAL_MARK) or not _clings_to_noun(analysis, stretch):
        return Quoted(stretch, "", after)
    return None


def is_sentence(analysis: Analysis, start: int, end: int) -> bool:
    """Whether `[start, end)` ends as a sentence does: with a final ending or a sentence mark."""
    if analysis.text[start:end].endswith(_FINAL_MARK):
        return True
    tags, forms = analysis.morphemes.tags, analysis.morphemes.forms
    for index in reversed(analysis.morphemes.range(start, end)):
        if tags[index] not in _CLOSING:
            return tags[index] in ("EF", "IC") or (tags[index] == "JX" and forms[index] == "요")
    return False


def _sounds_final(words: str) -> bool:
    """Whether words end like a sentence although the analyser sees a connective ending: “먼저 문을 열어라” 하고."""
    return " " in words and words.endswith(_FINAL_SYLLABLES)


def _clings_to_noun(analysis: Analysis, stretch: Stretch) -> bool:
    """Whether a bare noun stands right before the marks and more follows: 표어 “불조심하자” 포스터."""
    before = analysis.morphemes.at(stretch.outer_start - 1)
    if before < 0 or analysis.morphemes.tags[before] not in _NOUN:
        return False
    if "\n" in analysis.text[analysis.morphemes.ends[before] : stretch.outer_start]:
        return False
    return analysis.text[stretch.outer_end : stretch.outer_end + 1] not in ("", "\n", ".")
