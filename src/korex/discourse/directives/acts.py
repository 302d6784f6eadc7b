"""What a clause does by its ending: command, request, proposal, obligation.

The knowledge is rules/directives/acts.toml: regular expressions over morphemes. The same ones read a sentence of its
own (``점검해 주세요``) and a quoted clause (``점검해 달라고 …``), whose quotative suffix is taken off before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import regex

from korex.discourse.clauses import Clause
from korex.errors import RuleError
from korex.language.analysis import Morphemes
from korex.matching.files import read_toml
from korex.schema import DirectiveKind

ActName = Literal[
    "imperative", "question", "wish", "hope", "exhortative", "suggestion", "bare", "notice", "prohibition", "better",
    "must", "important", "hearer", "invitation",
]  # fmt: skip
ContentEnd = Literal["clause", "modifier", "nominal", "noun"]

RULES = "directives/acts.toml"
_KEYS = frozenset({"id", "act", "kind", "tail", "content", "back", "negative"})
_REACH = 9  # morphemes before the last one that an act can span
# Endings of quoted clauses and how many characters of the surface are the quotative suffix.
_SUFFIX = re.compile(r"^(.*[다라자])(고|며|면서|는|던|구|고는|지만)$")
# Final endings that the analyser takes for connective ones inside a sentence.
_FINAL = frozenset(
    {"라", "으라", "자", "어라", "거라", "너라", "ᆸ시오", "읍시오", "시오", "세요", "으세요", "ᆸ시다", "읍시다"}
)
# … and those that it takes for connective ones at the end of one: 네가 치워야지.
_CLOSING = frozenset({"어", "어요", "오", "어야지", "어야죠", "어야지요"})
_MARKS = frozenset({"SF", "SP", "SSO", "SSC", "SS", "SE", "SO", "SW", "SB"})


@dataclass(frozen=True, slots=True)
class ActRule:
    """One entry of acts.toml."""

    id: str
    act: ActName
    kind: DirectiveKind
    tail: str
    content: ContentEnd
    back: int = 0
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """What a clause does: the rule that says so, the clause, and where its words end without quotative suffix."""

    rule: ActRule
    clause: Clause
    end: int


@cache
def act_rules() -> tuple[ActRule, ...]:
    """Return the rules of acts.toml; raises `RuleError` for a key or pattern that is none."""
    data = read_toml(RULES)
    pieces = data.get("pieces", {})
    rules = []
    for entry in data["act"]:
        if unknown := entry.keys() - _KEYS:
            raise RuleError(RULES, None, f"act {entry.get('id')!r}: unknown key {sorted(unknown)}")
        tail = entry["tail"]
        for name, piece in pieces.items():
            tail = tail.replace("{" + name + "}", piece)
        rules.append(
            ActRule(
                entry["id"],
                entry["act"],
                entry["kind"],
                tail,
                entry["content"],
                entry.get("back", 0),
                entry.get("negative", False),
            )
        )
    return tuple(rules)


@cache
def _any_act() -> regex.Pattern[str]:
    """Return one pattern with a group for each rule; it reads from the end, where the acts differ."""
    # A tail may begin with a tag (VV, NNG) or with a whole morpheme; all end where the clause does.
    tails = "|".join(f"({rule.tail})" for rule in act_rules())
    pattern = regex.compile(rf"(?r)(?:^|[ /])(?:{tails})$")
    if pattern.groups != len(act_rules()):
        raise RuleError(RULES, None, "a tail cannot capture: write (?:…) for (…)")
    return pattern


def tail_of(morphemes: Morphemes, first: int, last: int, *, closes: bool = False) -> tuple[str, int]:
    """Return the last morphemes of `[first, last)` as a string for the act patterns, and the character where it ends.

    `closes` says that a sentence ends here (문 닫아), whatever the analyser takes the ending for.
    Closing marks and particles after the ending are left out, as is a quotative suffix: 하라고 gives 하/VV 라/EF.
    """
    forms, tags, ends = morphemes.forms, morphemes.tags, morphemes.ends
    while last > first and (tags[last - 1] in _MARKS or tags[last - 1] in ("JKQ", "JX", "JKB")):
        last -= 1
    if last == first:
        return "", 0
    final, suffix = _ending(forms[last - 1], tags[last - 1], closes)
    begin = max(first, last - _REACH)
    before = zip(forms[begin : last - 1], tags[begin : last - 1], strict=True)
    parts = [f"{form}/{tag}" for form, tag in before if tag != "SSC"]  # “점검이 필요”하다고
    return " ".join([*parts, final]), ends[last - 1] - suffix


@lru_cache(maxsize=2048)
def _ending(form: str, tag: str, closes: bool) -> tuple[str, int]:
    """Return the last morpheme of a tail, and how many characters of it were its quotative suffix."""
    if tag in ("EC", "ETM", "EF") and (found := _SUFFIX.match(form)):
        return f"{found[1]}/EF", len(found[2])
    if tag == "EC" and (form in _FINAL or (closes and form in _CLOSING)):
        return f"{form}/EF", 0
    return f"{form}/{tag}", 0


@lru_cache(maxsize=2048)
def _rule_of(tail: str) -> ActRule | None:
    """Return the first rule whose act a clause with this tail performs."""
    match = _any_act().match(tail)
    return act_rules()[match.lastindex - 1] if match and match.lastindex else None


@lru_cache(maxsize=4096)
def _can_close(form: str, tag: str, before: str = "") -> bool:
    """Say whether an act can end in this morpheme, or one whose form ends so, after `before` (하/VV)."""
    tail = f"{before} {_ending(form, tag, True)[0]}" if before else _ending(form, tag, True)[0]
    return _any_act().match(tail, partial=True) is not None


@cache
def _closing_tags() -> frozenset[str]:
    """Return the tags of what an act can end in: endings, for some lose a suffix, and what the rules end in."""
    mentioned = {tag for rule in act_rules() for tag in re.findall("[A-Z]{2,3}", rule.tail)}
    return frozenset({"EF", "EC", "ETN", "ETM", *(tag for tag in mentioned if _can_close("", tag))})


def holds_act(morphemes: Morphemes, first: int, last: int, *, bare: bool) -> bool:
    """Say whether anything among the morphemes `[first, last)` has the form of an act, wherever its clause ends.

    `bare` says that commands of conversation (문 닫아) count.
    """
    forms, tags = morphemes.forms, morphemes.tags
    closing = _closing_tags()
    for index in range(last - 1, first - 1, -1):
        if (tag := tags[index]) not in closing:
            continue
        form = forms[index]
        # Endings are few; of nouns, which are many, the last syllable tells enough.
        if not _can_close(form if tag[0] == "E" else form[-1:], tag):
            continue
        if index == first or _can_close(form, tag, f"{forms[index - 1]}/{tags[index - 1]}"):
            tail, _ = tail_of(morphemes, first, index + 1, closes=True)
            if (rule := _rule_of(tail)) is not None and (bare or rule.act != "bare"):
                return True
    return False


def act_of(
    morphemes: Morphemes, first: int, clause: Clause, *, closes: bool = False, copula: bool = False
) -> Act | None:
    """Return what the clause does in a sentence that begins at morpheme `first`, None if it asks for nothing.

    `copula` says that it ends in a noun whose 이다 stands outside of the marks: “나서야 할 때”라고.
    """
    tail, end = tail_of(morphemes, first, clause.last, closes=closes)
    rule = _rule_of(f"{tail} 이/VCP 다/EF" if copula else tail) if tail else None
    return Act(rule, clause, end) if rule is not None else None
