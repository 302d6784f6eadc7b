"""Words (어절) of a sentence with what their last morphemes say, and its quotations.

The step before argument structure: spaces and quotation marks cut a sentence into words, each of which is a noun
with a particle, a predicate with an ending, a whole direct quotation, or something that only modifies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from korex.language.analysis import Morphemes

WordKind = Literal["noun", "predicate", "quotation", "modifier", "adverb"]

DOUBLE, SINGLE = "double", "single"
# Pages mix straight and curly marks ("…” ‘…'), so a quotation closes with any mark of its family.
_FAMILY = {
    "“": DOUBLE, "”": DOUBLE, '"': DOUBLE, "‘": SINGLE, "’": SINGLE, "'": SINGLE, "`": SINGLE,
    "「": "corner", "」": "corner", "『": "white", "』": "white",
}  # fmt: skip
_OPENING = frozenset("“‘「『")
_CLOSING = frozenset("”’」』")
_BRACKETS = {"(": ")", "[": "]", "〔": "〕", "（": "）", "<": ">", "〈": "〉", "《": "》"}
_PREDICATE_TAGS = frozenset({"VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA"})
_NOUN_TAGS = frozenset({"NNG", "NNP", "NNB", "NR", "NP", "SN", "SL", "SH", "XSN", "XR", "XPN", "UN"})
# Endings that close a sentence even where the analyser takes them for connective ones before a closing mark.
_FINAL = ("오", "시다", "세요", "어요", "다", "라", "자", "까")
_MARK_TAGS = frozenset({"SF", "SP", "SSO", "SSC", "SS", "SE", "SO", "SW", "SB"})


class Quotation(NamedTuple):
    """A pair of quotation marks by the indices of their morphemes."""

    opening: int
    closing: int


@dataclass(slots=True)
class Word:
    """One word: morphemes `[first, last)`, characters `[start, end)` without its closing punctuation.

    `noun_end` is where the noun ends before its particle; `particle` joins the particles (께서 + 는 is 께서는);
    `comma` says that a comma follows.
    """

    kind: WordKind
    first: int
    last: int
    start: int
    end: int
    noun_end: int = 0
    particle: str = ""
    particle_tag: str = ""
    comma: bool = False
    inner: tuple[int, int] | None = None


def quotations(morphemes: Morphemes, first: int, last: int) -> list[Quotation]:
    """Return the outermost pairs of marks among the morphemes `[first, last)` that hold speech, in order.

    A pair holds speech if it ends like a sentence ("하자", '가지 말 것') or if a quotative particle follows
    ("적극"이라고); names in marks ('청풍약초축제') are none. Unclosed marks are passed over.
    """
    pairs: list[Quotation] = []
    open_marks: list[tuple[str, int]] = []
    forms, tags = morphemes.forms, morphemes.tags
    for index in range(first, last):
        family = _FAMILY.get(forms[index])
        if family is None or not tags[index].startswith("S"):
            continue
        form = forms[index]
        opened = next((k for k in range(len(open_marks) - 1, -1, -1) if open_marks[k][0] == family), None)
        if form in _OPENING or (form not in _CLOSING and opened is None):
            open_marks.append((family, index))
        elif opened is not None:
            opening = open_marks[opened][1]
            del open_marks[opened:]
            if holds_speech(morphemes, opening, index, last):
                pairs = [pair for pair in pairs if pair.opening < opening]
                pairs.append(Quotation(opening, index))
    return pairs


def holds_speech(morphemes: Morphemes, opening: int, closing: int, last: int) -> bool:
    """Say whether the marks at two morpheme indices enclose something said, not a name or a single word."""
    forms, tags, starts, ends = morphemes.forms, morphemes.tags, morphemes.starts, morphemes.ends
    end = closing - 1
    while end > opening and tags[end] in _MARK_TAGS:
        end -= 1
    if end <= opening:
        return False
    final = tags[end] == "EF" or (tags[end] == "EC" and forms[end].endswith(_FINAL))
    if final or (forms[end] == "것" and tags[end - 1] == "ETM"):
        return True
    after = closing + 1
    if after >= last or starts[after] > ends[closing]:
        return False
    return tags[after] == "JKQ" or (tags[after] == "VCP" and after + 1 < last and forms[after + 1].startswith("라"))


def split_words(morphemes: Morphemes, first: int, last: int) -> list[Word]:
    """Return the words of the morphemes `[first, last)`; a direct quotation is one word with what is glued to it."""
    starts, ends, tags, forms = morphemes.starts, morphemes.ends, morphemes.tags, morphemes.forms
    quoted = {pair.opening: pair.closing for pair in quotations(morphemes, first, last)}
    words: list[Word] = []
    index = first
    while index < last:
        begin = index
        inner: tuple[int, int] | None = None
        depth = ""
        while index < last:
            # A particle after a stray blank (당국 은) belongs to the noun before it.
            apart = index > begin and starts[index] > ends[index - 1] and not tags[index].startswith("J")
            if index > begin and not depth and (apart or index in quoted):
                break
            if index in quoted:
                inner = (index + 1, quoted[index])
                index = quoted[index] + 1
                continue
            form = forms[index]
            if depth:
                # A bracket that never closes ends with its word.
                if form == depth or starts[index] > ends[index - 1] + 1:
                    depth = ""
            elif form in _BRACKETS and tags[index].startswith("S") and index > begin and _closes(forms, index, last):
                depth = _BRACKETS[form]
            index += 1
            if tags[index - 1] in {"SP", "SF"} and not depth and not _glued(morphemes, index, last):
                break
        words.append(_word(morphemes, begin, index, inner))
    return words


def _closes(forms: list[str], index: int, last: int) -> bool:
    return _BRACKETS[forms[index]] in forms[index + 1 : min(last, index + 30)]


def _glued(morphemes: Morphemes, index: int, last: int) -> bool:
    """Say whether punctuation stands inside a word (1,000 or 2025.7.22)."""
    return (
        index < last
        and morphemes.starts[index] == morphemes.ends[index - 1]
        and morphemes.tags[index] in {"SN", "SL"}
        and morphemes.tags[index - 2] in {"SN", "SL"}
    )


def _word(morphemes: Morphemes, first: int, last: int, inner: tuple[int, int] | None) -> Word:
    """Classify the morphemes `[first, last)` as one word."""
    tags, forms, starts, ends = morphemes.tags, morphemes.forms, morphemes.starts, morphemes.ends
    final = last
    comma = False
    while final > first and tags[final - 1] in _MARK_TAGS and (inner is None or final - 1 > inner[1]):
        comma = comma or forms[final - 1] == ","
        final -= 1
    if final == first:  # nothing but marks
        return Word("adverb", first, last, starts[first], ends[last - 1], comma=comma)
    word = Word("adverb", first, last, starts[first], ends[final - 1], comma=comma, inner=inner)
    stem = final
    while stem > first and tags[stem - 1].startswith("J"):
        stem -= 1
    if final - stem > 1 and forms[stem] == "과" and tags[stem + 1] in ("JKS", "JKO", "JKG", "JX"):
        stem += 1  # 교통과가: a department, not the particle 과
    word.particle = "".join(forms[stem:final])
    word.particle_tag = tags[stem] if stem < final else ""
    word.noun_end = ends[stem - 1] if stem > first else ends[final - 1]
    if inner is not None:
        word.kind = "quotation"
        word.particle = "".join(forms[inner[1] + 1 : final])
        return word
    body = tags[first:stem]
    if stem > first and body[-1].startswith("E") and not _PREDICATE_TAGS.isdisjoint(body):
        word.kind = "predicate"
    elif stem > first and (not _NOUN_TAGS.isdisjoint(body) or word.particle):
        word.kind = "noun"
    elif body and body[0] == "MM":
        word.kind = "modifier"
    return word
