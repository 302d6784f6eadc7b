"""Kiwi as a spaCy tokenizer.

Morphemes that share a character (하 and 었 in 했) share a token with a joined tag (`XSV+EP`) and lemma; blanks beyond
one are tokens of their own, as in spaCy, so that every code point of the text is in one token or its whitespace.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc
from spacy.util import registry

from korex.language.analysis import Analysis, Morphemes
from korex.language.kiwi import load_kiwi
from korex.text.normalization import NormalizedText, normalize, without_surrogates

if TYPE_CHECKING:
    from spacy.language import Language
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
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return a Doc over `text` that carries a `korex` Analysis."""
        normalized = normalize(text)
        return self.build(normalized, load_kiwi().tokenize(normalized.text, z_coda=False))

    def build(self, normalized: NormalizedText, kiwi_tokens: list[Any]) -> Doc:
        """Return the Doc of a text that Kiwi has analysed."""
        text = normalized.text
        morphemes = Morphemes([], [], [], [], [])
        forms, tags, starts, ends, owners = (
            morphemes.forms, morphemes.tags, morphemes.starts, morphemes.ends, morphemes.tokens,
        )  # fmt: skip
        words: list[str] = []
        spaces: list[bool] = []
        token_tags: list[str] = []
        lemmas: list[str] = []
        token_starts: list[int] = []
        token_ends: list[int] = []

        def fill(start: int, end: int) -> None:
            """Cover what lies between two morphemes: one blank belongs to the token before, the rest is a token."""
            if start < end and text[start] == " " and words:
                spaces[-1] = True
                start += 1
            if start < end:
                gap = text[start:end]
                tag = SPACE_TAG if gap.isspace() else UNKNOWN_TAG
                words.append(gap)
                spaces.append(False)
                token_tags.append(tag)
                lemmas.append(gap)
                token_starts.append(start)
                token_ends.append(end)

        covered = 0
        for form, tag, start, length in kiwi_tokens:
            end = start + length
            tag = tag.partition("-")[0] if "-" in tag else tag
            if start > covered:
                fill(covered, start)
                covered = start
            if (start < covered and words) or (length == 0 and words and token_ends[-1] == start):
                # shares a character with the token before
                if end > covered:
                    covered = end
                token_ends[-1] = covered
                words[-1] = text[token_starts[-1] : covered]
                token_tags[-1] += "+" + tag
                lemmas[-1] += "+" + form
                start = max(start, token_starts[-1])
            elif length:
                covered = end
                words.append(text[start:end])
                spaces.append(False)
                token_tags.append(tag)
                lemmas.append(form)
                token_starts.append(start)
                token_ends.append(end)
            else:
                continue
            forms.append(form)
            tags.append(tag)
            starts.append(start)
            ends.append(end)
            owners.append(len(words) - 1)
        fill(covered, len(text))
        if not words and normalized.original:  # nothing but characters the analysis does not see
            words, spaces, token_tags, lemmas, token_starts, token_ends = [""], [False], [SPACE_TAG], [""], [0], [0]
        if normalized.text is not normalized.original:
            words, spaces = _original_words(normalized, token_starts, token_ends, spaces)
        doc = Doc(
            self.vocab,
            words=words,
            spaces=spaces,
            tags=token_tags,
            lemmas=lemmas,
            pos=[*map(universal_pos, token_tags)],
        )
        doc._.korex = Analysis(normalized, morphemes, token_starts, token_ends)
        return doc

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to store: Kiwi's model comes from its own package."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> KiwiTokenizer:
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        return None

    def from_disk(self, _path: Any, **_: Any) -> KiwiTokenizer:
        return self


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
        return KiwiTokenizer(nlp.vocab)

    return create


if not Doc.has_extension("korex"):
    Doc.set_extension("korex", default=None)
registry.tokenizers.register("korex.KiwiTokenizer.v1", func=create_tokenizer)
