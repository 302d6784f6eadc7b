"""The lexicons of the directives component, read once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal, cast, get_args

from korex.discourse.clauses import Clause, Phrase
from korex.errors import RuleError
from korex.language.analysis import Analysis, Morphemes, OwnVerb
from korex.matching.files import read_rows, read_toml, read_words
from korex.schema import DirectiveKind

ClauseContent = Literal["any", "command", "stress", "claim"]
NominalContent = Literal["any", "action", "appeal", "none"]

_NOUN_TAGS = frozenset({"NNG", "NNP", "XSN", "NNB", "NP", "SL", "XR", "NR"})
_NO_HEADS = frozenset({"등", "들", "씩", "및", "여부"})


@dataclass(frozen=True, slots=True)
class Verb:
    """What a reporting predicate takes (a row of verbs.tsv)."""

    kind: DirectiveKind
    clause: ClauseContent
    nominal: NominalContent


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Reporting verbs, action nouns and the word classes of words.toml; `tails` are these as endings of words."""

    verbs: dict[str, Verb]
    actions: frozenset[str]
    words: dict[str, frozenset[str]]
    tails: dict[str, tuple[str, ...]]

    def verb_of(self, clause: Clause) -> Verb | None:
        """Return what the lexicon says of a predicate: 지시했다, 요청받았다, 당부드립니다, 권했다."""
        light = clause.stem[-1:] in ("하", "되", "받", "리", "당")
        found = self.verbs.get(clause.stem.removesuffix("드리")) or self.verbs.get(clause.stem)
        return found or (self.verbs.get(clause.base) if clause.base and light else None)

    def is_one_of(self, clause: Clause, name: str) -> bool:
        """Say whether the predicate is in a word class, by its base noun or its stem."""
        words = self.words[name]
        return clause.stem in words or clause.base in words


def is_noun(morphemes: Morphemes, index: int) -> bool:
    """Say whether a morpheme is a noun that names something, not 등, 들 and the like."""
    return morphemes.tags[index] in _NOUN_TAGS and morphemes.forms[index] not in _NO_HEADS


def head_noun(morphemes: Morphemes, phrase: Phrase) -> str:
    """Return the last noun of a phrase, passing over 등, 들 and the like."""
    heads = (i for i in reversed(morphemes.range(phrase.start, phrase.end)) if is_noun(morphemes, i))
    return next((morphemes.forms[index] for index in heads), "")


def knowledge_of(analysis: Analysis) -> Knowledge:
    """Return the lexicons with the verbs that the user of this text adds."""
    return _with_verbs(tuple(analysis.verbs)) if analysis.verbs else knowledge()


@lru_cache(maxsize=8)
def _with_verbs(verbs: tuple[OwnVerb, ...]) -> Knowledge:
    known = knowledge()
    return replace(known, verbs={**known.verbs, **{verb.word: Verb(verb.kind, "any", "any") for verb in verbs}})


@cache
def knowledge() -> Knowledge:
    """Return the lexicons; raises `RuleError` for a row that is none."""
    verbs = {}
    for word, kind, clause, nominal in read_rows("directives/verbs.tsv"):
        allowed = (get_args(DirectiveKind), get_args(ClauseContent), get_args(NominalContent))
        if kind not in allowed[0] or clause not in allowed[1] or nominal not in allowed[2]:
            raise RuleError("directives/verbs.tsv", None, f"{word}: {kind}, {clause}, {nominal}; allowed: {allowed}")
        verbs[word] = Verb(cast("DirectiveKind", kind), cast("ClauseContent", clause), cast("NominalContent", nominal))
    classes = read_toml("directives/words.toml")["words"]
    return Knowledge(
        verbs=verbs,
        actions=read_words("directives/actions.tsv"),
        words={name: frozenset(words) for name, words in classes.items()},
        tails={name: tuple(words) for name, words in classes.items()},
    )
