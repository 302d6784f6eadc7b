"""Words (어절) of a sentence with what their last morphemes say, and its quotations.

The step before argument structure: spaces and quotation marks cut a sentence into words, each of which is a noun
with a particle, a predicate with an ending, a whole direct quotation, or something that only modifies.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from korex.language.analysis import Morphemes
from korex.matching.files import read_toml, read_words

WordKind = Literal["noun", "predicate", "quotation", "modifier", "adverb"]

DOUBLE, SINGLE = "double", "single"
# Pages mix straight and curly marks ("…” ‘…'), so a quotation closes with any mark of its family.
_FAMILY = {
    "“": DOUBLE, "”": DOUBLE, '"': DOUBLE, "‘": SINGLE, "’": SINGLE, "'": SINGLE, "`": SINGLE,
    "「": "corner", "」": "corner", "『": "white", "』": "white",
}  # fmt: skip
# Marks that can hold the name of a group, too.
_NAMING = {**_FAMILY, "<": "angle", ">": "angle", "〈": "angle", "〉": "angle", "《": "angle", "》": "angle"}
_OPENING = frozenset("“‘「『")
_CLOSING = frozenset("”’」』")
_BRACKETS = {"(": ")", "[": "]", "〔": "〕", "（": "）", "<": ">", "〈": "〉", "《": "》"}
_PREDICATE_TAGS = frozenset({"VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA"})
_ACTING_TAGS = frozenset({"VV", "VX", "VCP", "VCN", "XSV", "EP"})
_ADVERB_TAGS = frozenset({"MAG", "MAJ"})
_NOUN_TAGS = frozenset({"NNG", "NNP", "NNB", "NR", "NP", "SN", "SL", "SH", "XSN", "XR", "XPN", "UN"})
# Endings that close a sentence even where the analyser takes them for connective ones before a closing mark.
_FINAL = ("오", "시다", "세요", "어요", "다", "라", "자", "까")
_CUTTING = frozenset({"SP", "SF"})  # marks that end a word even without a blank
_AFTER_NOUN = frozenset({"JKS", "JKO", "JKG", "JX"})
_BOUND = frozenset({"것", "수", "바", "줄"})  # nouns that stand apart from the clause before them, blank or not
_MARK_TAGS = frozenset({"SF", "SP", "SSO", "SSC", "SS", "SE", "SO", "SW", "SB"})


# Case particles after marks that hold a title, not speech.
_CASES = frozenset({"JKS", "JKG"})
# Verbs whose -어 says no more than one after another.
_FOLLOWING = frozenset({"잇따르", "잇달"})
# Verbs that make a verb of the noun before them.
_LIGHT = frozenset({"하", "되", "드리", "올리"})
_SENTENCE = 4  # morphemes with the marks: what is shorter is a word (‘좋아요’를)
_LONGEST_NAME = 16  # morphemes of a name in marks
_PLACES = frozenset({"에", "에서", "로", "으로"})


@cache
def group_nouns() -> frozenset[str]:
    """Return the nouns after which marks hold the name of a group (시민단체 '…')."""
    return frozenset(read_toml("discourse/arguments.toml")["words"]["groups"])


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


def holds_marks(forms: list[str]) -> bool:
    """Say whether a quotation mark is among the forms of morphemes."""
    return not _FAMILY.keys().isdisjoint(forms)


def quotations(morphemes: Morphemes, first: int, last: int) -> list[Quotation]:
    """Return the outermost pairs of marks among the morphemes `[first, last)` that hold speech, in order.

    A pair holds speech if it ends like a sentence ("하자", '가지 말 것') or if a quotative particle follows
    ("적극"이라고); names in marks ('청풍약초축제') are none. Unclosed marks are passed over.
    """
    forms, tags = morphemes.forms, morphemes.tags
    if not holds_marks(forms[first:last]):
        return []
    pairs: list[Quotation] = []
    open_marks: list[tuple[str, int]] = []
    for index in [index for index in range(first, last) if forms[index] in _FAMILY]:
        if not tags[index].startswith("S"):
            continue
        form = forms[index]
        family = _FAMILY[form]
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
    after = closing + 1
    glued = after < last and starts[after] == ends[closing]
    final = tags[end] == "EF" or (tags[end] == "EC" and forms[end].endswith(_FINAL))
    if final and glued and (tags[after] in _CASES or (tags[after] == "JKB" and forms[after] in _PLACES)):
        return False
    named = forms[after + 1 : after + 2] == ["통하"] or closing - opening < _SENTENCE
    if final and glued and tags[after] == "JKO" and named:
        return False  # ‘문을 두드리라’에서, ‘달려라 하니’가: the title of a work
    if final or (forms[end] == "것" and tags[end - 1] == "ETM"):
        return True
    if not glued:
        return False
    return tags[after] == "JKQ" or (tags[after] == "VCP" and after + 1 < last and forms[after + 1].startswith("라"))


def split_words(morphemes: Morphemes, first: int, last: int) -> list[Word]:
    """Return the words of the morphemes `[first, last)`; a direct quotation is one word with what is glued to it."""
    forms, tags, starts, ends = morphemes.forms, morphemes.tags, morphemes.starts, morphemes.ends
    quoted: dict[int, int] = {}
    named: dict[int, int] = {}
    if not _NAMING.keys().isdisjoint(forms[first:last]):
        quoted = {pair.opening: pair.closing for pair in quotations(morphemes, first, last)}
        named = _named(morphemes, first, last, quoted)
    words: list[Word] = []
    begin = index = first
    inner: tuple[int, int] | None = None
    closing = ""  # the bracket that closes the one the word holds
    while index < last:
        tag = tags[index]
        if index > begin and not closing:
            # A particle after a stray blank (당국 은) belongs to the noun before it, an ending (해야 겠다) to its verb.
            apart = starts[index] > ends[index - 1] and tag[0] not in "JE"
            if apart and forms[index] in _LIGHT and tag[0] in "VX":
                apart = forms[index - 1] not in asking_nouns()  # 요청 드립니다, 요구 했다: one verb
            apart = apart or (tag == "NNB" and tags[index - 1] == "ETM" and forms[index] in _BOUND)  # 제출할것을
            if apart or index in quoted:
                words.append(_word(morphemes, begin, index, inner))
                begin, inner = index, None
        if index in quoted:
            inner = (index + 1, quoted[index])
            index = quoted[index] + 1
            continue
        if index in named:
            index = named[index] + 1
            continue
        if closing:
            # A bracket that never closes ends with its word.
            if forms[index] == closing or starts[index] > ends[index - 1] + 1:
                closing = ""
        elif index > begin and tag[0] == "S" and forms[index] in _BRACKETS and _closes(forms, index, last):
            closing = _BRACKETS[forms[index]]
        index += 1
        if tag in _CUTTING and not closing and not _glued(morphemes, index, last):
            words.append(_word(morphemes, begin, index, inner))
            begin, inner = index, None
    if begin < last:
        words.append(_word(morphemes, begin, last, inner))
    return words


@cache
def asking_nouns() -> frozenset[str]:
    """Return the nouns and stems with which somebody asks for something (당부, 요청)."""
    return read_words("directives/verbs.tsv")


def _named(morphemes: Morphemes, first: int, last: int, quoted: dict[int, int]) -> dict[int, int]:
    """Return the marks that hold the name of a group, which is one noun: 봉사단체 '꽃길을 여는 이웃들'은."""
    forms, tags = morphemes.forms, morphemes.tags
    named: dict[int, int] = {}
    groups, end = group_nouns(), first
    for opening in range(first + 1, last):
        if forms[opening] not in _NAMING or opening <= end or forms[opening] in _CLOSING or opening in quoted:
            continue
        if forms[opening - 1] not in groups:
            continue
        family = _NAMING[forms[opening]]
        inside = range(opening + 1, min(last, opening + _LONGEST_NAME))
        closing = next((index for index in inside if _NAMING.get(forms[index]) == family), opening)
        if closing > opening + 1 and tags[closing - 1] in _NOUN_TAGS:
            named[opening] = end = closing
    return named


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
    kind, stem, final = _shape(tuple(tags[first:last] if inner is None else tags[inner[1] + 1 : last]))
    offset = first if inner is None else inner[1] + 1
    stem, final = offset + stem, offset + final
    comma = final < last and "," in forms[final:last]
    if final == first:  # nothing but marks
        return Word("adverb", first, last, starts[first], ends[last - 1], comma=comma)
    if inner is not None:
        particle = "".join(forms[inner[1] + 1 : final])
        tag = tags[stem] if stem < final else ""
        return Word(
            "quotation", first, last, starts[first], ends[final - 1], ends[stem - 1], particle, tag, comma, inner
        )
    particle, tag = "", ""
    if kind == "predicate" and forms[stem - 1] == "게" and _ACTING_TAGS.isdisjoint(tags[first:stem]):
        kind = "adverb"  # 빈번하게, 크게: how, with no arguments of its own
    elif kind == "predicate" and forms[first] in _FOLLOWING and forms[first + 1 : stem] == ["어"] and stem == final:
        kind = "adverb"  # 탄원서를 잇따라 제출했다
    if kind == "predicate" and stem - 2 > first:
        last_two = forms[stem - 2], forms[stem - 1]
        if last_two in (("이", "라도"), ("이", "든지")):
            kind, stem, final = "noun", stem - 2, stem  # 그때까지만이라도: a particle
            while stem - 1 > first and tags[stem - 1].startswith("J"):
                stem -= 1  # 건물주에게라도
        elif last_two == ("보", "고") and tags[stem - 3] in ("NP", "XSN") and starts[stem - 2] == ends[stem - 3]:
            # 직원들보고, 나보고: a particle
            return Word("noun", first, last, starts[first], ends[final - 1], ends[stem - 3], "보고", "JKB", comma)
    if stem < final:
        if final - stem > 1 and forms[stem] == "과" and tags[stem + 1] in _AFTER_NOUN:
            kind, stem = "noun", stem + 1  # 교통과가: a department, not the particle 과
        particle, tag = "".join(forms[stem:final]), tags[stem]
    noun_end = ends[stem - 1] if stem > first else ends[final - 1]
    return Word(kind, first, last, starts[first], ends[final - 1], noun_end, particle, tag, comma)


@lru_cache(maxsize=4096)
def _shape(tags: tuple[str, ...]) -> tuple[WordKind, int, int]:
    """Return what morphemes with these tags make as a word, where its particles begin and where its marks begin."""
    final = len(tags)
    while final and tags[final - 1] in _MARK_TAGS:
        final -= 1
    stem = final
    while stem and tags[stem - 1].startswith("J"):
        stem -= 1
    body = tags[:stem]
    if not body:
        return "adverb", stem, final
    if body[-1].startswith("E") and not _PREDICATE_TAGS.isdisjoint(body):
        return "predicate", stem, final
    if not _NOUN_TAGS.isdisjoint(body) or (stem < final and not _ADVERB_TAGS.issuperset(body)):
        return "noun", stem, final  # but 더는, 아직은: adverbs
    return ("modifier" if body[0] == "MM" else "adverb"), stem, final
