"""Clauses and the noun phrases they govern: what parsing a sentence gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from korex.language.analysis import Morphemes, Span

Role = Literal["topic", "subject", "object", "dative", "location", "adverbial", "bare"]
ClauseKind = Literal["final", "connective", "quotative", "quoting", "purposive", "adnominal", "nominal"]

# Endings of what is asked or to be found out: 어디에 썼는지 밝히라고.
ASKED = frozenset({"는지", "은지", "ᆫ지", "을지", "ᆯ지"})
COORDINATE = ("connective", "quoting")
_VERBS = frozenset({"VV", "XSV", "VX"})
_ADJECTIVES = frozenset({"VA", "XSA", "VCP"})


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase and its role: `[start, end)` without particle and without relative clause.

    `outer` is where its modifiers begin, `stop` where its particle ends; `clause` is the adnominal or nominal clause
    right before its head (점검할 in 점검할 것을, 점검하기 in 점검하기를); `head` is its last word.
    """

    role: Role
    start: int
    end: int
    outer: int
    stop: int
    particle: str
    head: str
    clause: Clause | None = None


@dataclass(slots=True, eq=False)
class Clause:
    """A predicate (morphemes `[first, last)`, characters `[start, end)`) with its ending and its arguments.

    `stem` is the dictionary form without 다 (지시하, 나서), `base` the noun before 하/되 (지시) or "". `ending` is the
    last ending (라고, 며, 다), `particle` what follows it. `left` is where the clause begins with everything it
    governs, `floor` where what stands before it, outside of it, ends. A direct quotation is a clause too: its `inner`
    is what stands between the marks, its `ending` what is glued to the closing mark (고, 라고, 며). `rest` holds what
    follows the last predicate of a sentence (제출할 것).
    """

    kind: ClauseKind
    first: int
    last: int
    start: int
    end: int
    left: int
    floor: int = 0
    stem: str = ""
    base: str = ""
    ending: str = ""
    particle: str = ""
    phrases: list[Phrase] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    topic: Phrase | None = None
    inner: Span | None = None
    past: bool = False
    rest: list[Phrase] = field(default_factory=list)

    def find(self, *roles: Role) -> Phrase | None:
        """Return the clause's own phrase with one of the roles, the one next to the predicate first."""
        for phrase in reversed(self.phrases):
            if phrase.role in roles:
                return phrase
        return None

    @property
    def agent(self) -> Phrase | None:
        """Who acts or speaks: the subject (이/가), else the topic (은/는), else what clauses before share with it.

        None where it is elided (이어 점검을 지시했다).
        """
        if found := self.find("subject"):
            return found
        subjects = (clause.find("subject") for clause in reversed(self.clauses) if clause.kind in COORDINATE)
        shared = next(filter(None, subjects), None)
        return (self.topic or shared) if self.kind in ("final", *COORDINATE) else (shared or self.topic)

    @property
    def quotation(self) -> Clause | None:
        """The quotation the predicate reports: the last clause before it that ends in -고/-라고 or closing marks."""
        for clause in reversed(self.clauses):
            if clause.kind in ("quotative", "quoting") or clause.inner:
                return clause
        return None


class Predicate(NamedTuple):
    """What the morphemes of a predicate say by themselves: its stem and base as in `Clause`, its last ending, its past.

    `describes` says that it is an adjective (신속한), which has hardly any arguments of its own.
    """

    stem: str
    base: str
    ending: str
    kind: ClauseKind
    past: bool
    describes: bool


@lru_cache(maxsize=4096)
def predicate_of(forms: tuple[str, ...], tags: tuple[str, ...]) -> Predicate:
    """Return what the morphemes of one predicate say.

    >>> predicate_of(("지시", "하", "었", "다고"), ("NNG", "XSV", "EP", "EC"))
    Predicate(stem='지시하', base='지시', ending='다고', kind='quotative', past=True, describes=False)
    """
    end = len(tags) - 1
    while end > 0 and not tags[end].startswith("E"):
        end -= 1
    stem, base = _stem(forms, tags)
    past = any(tag == "EP" and form in ("었", "았") for form, tag in zip(forms[:end], tags[:end], strict=True))
    describes = _VERBS.isdisjoint(tags) and not _ADJECTIVES.isdisjoint(tags)
    return Predicate(stem, base, forms[end], clause_kind(tags[end], forms[end]), past, describes)


def _stem(forms: tuple[str, ...], tags: tuple[str, ...]) -> tuple[str, str]:
    """Return stem and base noun: 지시했다 gives (지시하, 지시), 나선 (나서, ""), 당부드립니다 (드리, 당부)."""
    if "SSC" in tags[1:]:  # “접종이 필요”하다고: the mark does not part a noun from its 하다
        kept = [index for index, tag in enumerate(tags) if tag != "SSC"]
        forms, tags = tuple(forms[index] for index in kept), tuple(tags[index] for index in kept)
    for index, tag in enumerate(tags):
        if tag in ("XSV", "XSA", "VCP") and index > 0:
            begin = index
            while begin > 0 and tags[begin - 1] in ("NNG", "NNP", "XR", "XPN", "XSN", "SL", "MAG", "NNB"):
                begin -= 1
            return "".join(forms[begin : index + 1]), forms[index - 1]
        if tag in ("VV", "VA", "VX", "VCN", "XSV", "XSA", "VCP"):
            return forms[index], forms[index - 1] if index > 0 and tags[index - 1] in ("NNG", "XSN", "XR") else ""
    return "", ""


def clause_kind(tag: str, form: str) -> ClauseKind:
    """Return the kind of clause an ending makes: ᆫ makes an adnominal one, 라고 a quotative one."""
    if tag == "ETM":
        return "adnominal"
    if tag == "ETN":
        return "nominal"
    if tag == "EC":
        if form.endswith(("다고", "라고", "자고", "냐고", "려고")) and form != "고":
            return "connective" if form.endswith("려고") else "quotative"
        if form.endswith(("다며", "라며", "자며", "냐며", "다면서", "라면서", "자면서", "냐면서")):
            return "quoting"
        if form == "도록":
            return "purposive"
        return "connective"
    return "final"


def bare_phrase(text: str, role: Role, start: int, end: int) -> Phrase:
    """Return the noun phrase `[start, end)` that stands without particle and without relative clause."""
    return Phrase(role, start, end, start, end, "", text[start:end].rsplit(" ", 1)[-1])


def ends_in_jida(morphemes: Morphemes, clause: Clause) -> bool:
    """Say whether a predicate ends in -어지-: 정해진, 알려진."""
    forms, tags = morphemes.forms, morphemes.tags
    return any(forms[i] == "지" and tags[i] == "VX" for i in range(clause.first + 1, clause.last))
