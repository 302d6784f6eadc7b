"""Kiwi as a spaCy tokenizer.

Morphemes that share a character (하 and 었 in 했) share a token with a joined tag (`XSV+EP`) and lemma; blanks beyond
one are tokens of their own, as in spaCy, so that every code point of the text is in one token or its whitespace.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain, islice
from operator import le, lt
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.util import registry

from korex.dates import ReferenceDate, parse_reference_date
from korex.language.analysis import Analysis, Morphemes, analysis_of
from korex.language.kiwi import Part, tokenize
from korex.language.serialization import register as register_serialization
from korex.language.user_words import UserWords, known_morphemes, tell
from korex.text.normalization import NormalizedText, normalize, without_surrogates

if TYPE_CHECKING:
    from datetime import date, datetime

    from spacy.language import Language
    from spacy.training import Example
    from spacy.vocab import Vocab

# Sejong tag, or the beginning of one, to Universal POS (de Marneffe et al. 2021).
_UNIVERSAL = {
    "NNG": "NOUN", "NNP": "PROPN", "NNB": "NOUN", "NR": "NUM", "NP": "PRON", "VV": "VERB", "VA": "ADJ", "VX": "AUX",
    "VCP": "AUX", "VCN": "ADJ", "MM": "DET", "MAG": "ADV", "MAJ": "CCONJ", "IC": "INTJ", "JC": "CCONJ", "J": "ADP",
    "E": "PART", "XPN": "PART", "XSN": "PART", "XSV": "VERB", "XSA": "ADJ", "XSM": "PART", "XR": "NOUN", "SF": "PUNCT",
    "SP": "PUNCT", "SSO": "PUNCT", "SSC": "PUNCT", "SS": "PUNCT", "SE": "PUNCT", "SO": "PUNCT", "SW": "SYM",
    "SL": "X", "SH": "X", "SN": "NUM", "SB": "PUNCT", "W_": "X", "_SP": "SPACE",
}  # fmt: skip
SPACE_TAG = "_SP"
UNKNOWN_TAG = "SW"


@lru_cache(maxsize=4096)
def universal_pos(tag: str) -> str:
    """Return the Universal POS of a token tag; a joined tag takes that of its first morpheme."""
    first = tag.split("+", 1)[0]
    for length in (3, 2, 1):
        if first[:length] in _UNIVERSAL:
            return _UNIVERSAL[first[:length]]
    return "X"


class KiwiTokenizer:
    """A spaCy tokenizer that asks Kiwi for morphemes.

    ``KiwiTokenizer(vocab)("시민이 참여했다.")`` gives the tokens 시민/NNG 이/JKS 참여/NNG 했/XSV+EP 다/EF ./SF.
    `words` are the user's own: each is one morpheme where it stands.
    """

    def __init__(self, vocab: Vocab, words: UserWords | None = None) -> None:
        self.vocab = vocab
        self.words = words

    def __call__(self, text: str) -> Doc:
        """Return a Doc over `text` that carries a `korex` Analysis."""
        analysis = self._analyse(text)
        layout = _lay_out(analysis.text, analysis.morphemes)
        if not layout.starts and analysis.normalized.original:  # nothing but characters the analysis does not see
            layout = _Layout([0], [0], [False], [SPACE_TAG], [""])
        analysis.token_starts, analysis.token_ends = layout.starts, layout.ends
        doc = self._build(analysis.normalized, layout)
        doc._.korex = analysis
        return doc

    def without_tokens(self, text: str) -> Doc:
        """Return an empty Doc that carries the same Analysis.

        That is all korex's own components read; a Doc that nobody will see need not be filled.
        """
        analysis = self._analyse(text)
        if not _in_order(analysis.morphemes):
            _lay_out(analysis.text, analysis.morphemes)
        doc = Doc(self.vocab)
        doc._.korex = analysis
        return doc

    def _analyse(self, text: str) -> Analysis:
        """Return the analysis of a text, where nothing has been found yet, not even tokens."""
        normalized = normalize(text)
        found = self.words.find(normalized.text) if self.words else []
        morphemes = _morphemes_of(tokenize(normalized.text, known_morphemes(found)))
        analysis = Analysis(normalized, morphemes, [], [])
        analysis.start_over()
        if self.words:
            tell(analysis, found, self.words)
        return analysis

    def _build(self, normalized: NormalizedText, layout: _Layout) -> Doc:
        words = [normalized.text[start:end] for start, end in zip(layout.starts, layout.ends, strict=True)]
        spaces = layout.spaces
        if normalized.text is not normalized.original:
            words, spaces = _original_words(normalized, layout.starts, layout.ends, spaces)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        if words:
            add = self.vocab.strings.add
            tags = {tag: add(tag) for tag in set(layout.tags)}
            parts = {tag: add(universal_pos(tag)) for tag in tags}
            lemmas = {lemma: add(lemma) for lemma in set(layout.lemmas)}
            # One array for all three is twice as fast as the keywords of Doc, which loop for each.
            columns = [
                [numbers[name] for name in names]
                for numbers, names in ((tags, layout.tags), (lemmas, layout.lemmas), (parts, layout.tags))
            ]
            table: Any = np.array(columns, dtype=np.uint64).T
            doc.from_array(["TAG", "LEMMA", "POS"], table)
        return doc

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Return the scores of tokens, tags, parts of speech and lemmas, as ``nlp.evaluate`` asks for them."""
        scores: dict[str, Any] = Scorer.score_tokenization(examples)
        for attribute in ("tag", "pos", "lemma"):
            scores.update(Scorer.score_token_attr(examples, attribute))
        return scores

    def to_bytes(self, **_: Any) -> bytes:
        """Return the user's words; there is nothing else to store: Kiwi's model comes from its own package."""
        return self.words.to_bytes() if self.words is not None else b""

    def from_bytes(self, data: bytes, **_: Any) -> KiwiTokenizer:
        """Take the user's words from what `to_bytes` gave."""
        self.words = UserWords.from_bytes(data) if data else None
        return self

    def to_disk(self, path: Any, **_: Any) -> None:
        """Write the user's words, if there are any, to the file `path`."""
        if self.words is not None:
            Path(path).write_bytes(self.words.to_bytes())

    def from_disk(self, path: Any, **_: Any) -> KiwiTokenizer:
        """Read what `to_disk` wrote."""
        return self.from_bytes(Path(path).read_bytes() if Path(path).is_file() else b"")


class _Layout(NamedTuple):
    """The tokens of a text as parallel lists."""

    starts: list[int]
    ends: list[int]
    spaces: list[bool]
    tags: list[str]
    lemmas: list[str]


def _morphemes_of(parts: Iterable[Part]) -> Morphemes:
    morphemes = Morphemes([], [], [], [], [])
    for offset, tokens, tags in parts:
        morphemes.forms += [token.form for token in tokens]
        morphemes.tags += tags
        morphemes.starts += [offset + token.start for token in tokens]
        morphemes.ends += [offset + token.end for token in tokens]
    return morphemes


def _in_order(morphemes: Morphemes) -> bool:
    """Tell whether every morpheme has a length and begins no earlier than the one before: nothing to put right."""
    starts = morphemes.starts
    return all(map(lt, starts, morphemes.ends)) and all(map(le, starts, islice(starts, 1, None)))


def _lay_out(text: str, morphemes: Morphemes) -> _Layout:
    """Return the tokens that hold the morphemes and all between them; gives each morpheme its token.

    Morphemes without a length that belong to no token are taken away, those that begin before their token moved.
    Of what lies between two morphemes, one blank belongs to the token before, the rest is a token.
    """
    firsts: list[int] = []
    lasts: list[int] = []
    spaces: list[bool] = []
    tags: list[str] = []
    lemmas: list[str] = []
    starts, ends, owners = morphemes.starts, morphemes.ends, morphemes.tokens
    lost: list[int] = []
    covered = 0
    rows = zip(morphemes.forms, morphemes.tags, starts, ends, strict=True)
    for index, (form, tag, start, end) in enumerate(chain(rows, (("", "", len(text), len(text)),))):
        if start > covered:
            if firsts and text[covered] == " ":
                spaces[-1] = True
                covered += 1
            if start > covered:
                gap = text[covered:start]
                firsts.append(covered)
                lasts.append(start)
                spaces.append(False)
                tags.append(SPACE_TAG if gap.isspace() else UNKNOWN_TAG)
                lemmas.append(gap)
                covered = start
        if start < end and start == covered:
            firsts.append(start)
            lasts.append(end)
            spaces.append(False)
            tags.append(tag)
            lemmas.append(form)
            covered = end
        elif not tag:  # the end of the text
            break
        elif firsts and (start < covered or lasts[-1] == start):
            # shares a character with the token before
            covered = max(covered, end)
            lasts[-1] = covered
            tags[-1] += "+" + tag
            lemmas[-1] += "+" + form
            starts[index] = max(start, firsts[-1])
        else:  # no length and nothing to belong to
            lost.append(index)
        owners.append(len(firsts) - 1)
    for index in reversed(lost):
        for column in (morphemes.forms, morphemes.tags, starts, ends, owners):
            del column[index]
    return _Layout(firsts, lasts, spaces, tags, lemmas)


def _original_words(
    normalized: NormalizedText, starts: list[int], ends: list[int], spaces: list[bool]
) -> tuple[list[str], list[bool]]:
    """Return the surfaces of the tokens in the original text, which may hold characters the analysis does not see."""
    original = without_surrogates(normalized.original)
    spans = [normalized.original_span(start, end) for start, end in zip(starts, ends, strict=True)]
    words: list[str] = []
    kept: list[bool] = []
    for index, (start, end) in enumerate(spans):
        if index == 0:
            start = 0
        following = spans[index + 1][0] if index + 1 < len(spans) else len(original)
        # Characters the analysis does not see belong to the token before them.
        blank = spaces[index] and following > end and original[following - 1] == " "
        words.append(original[start : following - blank])
        kept.append(blank)
    return words, kept


def create_tokenizer() -> Callable[[Language], KiwiTokenizer]:
    """Return the factory spaCy calls for ``{"@tokenizers": "korex.KiwiTokenizer.v1"}``."""

    def create(nlp: Language) -> KiwiTokenizer:
        # spaCy refuses texts of more than a million characters, for the sake of components that korex does not have.
        nlp.max_length = sys.maxsize
        return KiwiTokenizer(nlp.vocab)

    return create


def _reference_date(doc: Doc) -> ReferenceDate:
    return analysis_of(doc).reference


def _set_reference_date(doc: Doc, value: date | datetime | str | None) -> None:
    analysis_of(doc).reference = parse_reference_date(value)


if not Doc.has_extension("korex"):
    Doc.set_extension("korex", default=None)
    Doc.set_extension("korex_reference_date", getter=_reference_date, setter=_set_reference_date)
register_serialization()
registry.tokenizers.register("korex.KiwiTokenizer.v1", func=create_tokenizer)
