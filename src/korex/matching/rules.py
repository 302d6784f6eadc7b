"""Rules as data: one shape for regular expressions, word lists and spaCy token patterns.

A rule file is TOML::

    [meta]
    source = "korex"
    licence = "MIT"

    [lists]                               # named word lists, usable as {unit}: the first fields of a lexicon,
    unit = "lexicons/units.tsv"           # or the words themselves, ["개", "명"]

    [pieces]                              # named regex pieces, usable as {month} in the patterns below
    month = '(?:1[0-2]|0?[1-9])월'

    [[rule]]
    id = "date.month"                     # stable: it becomes `source` of what the rule finds
    label = "DATE"                        # what the finding is; each component says which labels it takes
    regex = '{month}'                     # or: line = '…' / words = [...] / tokens = [{ TAG = "NNP" }, ...]
    priority = 60                         # optional, 50 unless given; higher wins where findings overlap
    boundary = "end"                      # optional, for regex: it must start, end or both where a morpheme does
    longest = 80                          # optional, for line: how long a line may be, 200 unless given (speed)
    cues = ["월"]                          # optional: the rule is tried only near one of these, 500 characters (speed)
    set = { kind = "…" }                  # optional values for the component
    hits = ["행사는 [[9월]]에 열린다."]       # sentences with what the rule must find in [[ ]]
    refuse = ["1일 생활권이 넓어졌다."]        # sentences in which it must find nothing, with the reason they are here

A regex may name a group `span` to find less than it matches. A `line` is a regex that must match a whole line, blanks
around it aside, of no more than `longest` characters. `tests/test_rules.py` runs every hit and refusal.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import regex
from spacy.strings import get_string_id

from korex.errors import RuleError
from korex.language.analysis import Analysis
from korex.matching.files import read_rows, read_toml
from korex.matching.search import LONGEST_LINE, RuleSearch

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc

_KEYS = frozenset(
    {
        "id", "label", "regex", "line", "words", "lexicon", "tokens", "priority", "boundary", "longest", "cues", "set",
        "hits", "refuse",
    }
)  # fmt: skip
_SHAPES: dict[str, tuple[type, str]] = {
    **dict.fromkeys(("regex", "line", "lexicon"), (str, "a string")),
    **dict.fromkeys(("words", "tokens", "cues", "hits", "refuse"), (list, "a list")),
    **dict.fromkeys(("priority", "longest"), (int, "a whole number")),
    "set": (dict, "a table"),
}
_KINDS = ("regex", "line", "words", "lexicon", "tokens")
_BOUNDARIES = ("start", "end", "both")


class Match(NamedTuple):
    """What a rule found: half-open offsets in the normalized text, and the named groups of its regex that matched."""

    rule: Rule
    start: int
    end: int
    groups: dict[str, str]


Pattern: TypeAlias = "regex.Pattern[str] | re.Pattern[str]"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a rule file; exactly one of `source` (a regex, or one of words) and `tokens` is set."""

    id: str
    label: str
    priority: int = 50
    source: str | None = None
    of_words: bool = False
    whole_line: bool = False
    longest: int = LONGEST_LINE
    has_span: bool = False
    boundary: str | None = None
    tokens: tuple[dict[str, Any], ...] | None = None
    cues: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    hits: tuple[str, ...] = ()
    refuse: tuple[str, ...] = ()
    _compiled: Pattern | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def pattern(self) -> Pattern | None:
        """The compiled `source`: compiled when first asked for, since most texts need few of the patterns."""
        if self._compiled is None and self.source is not None:
            # with words alone, re is four times as fast
            compiled = re.compile(self.source) if self.of_words else regex.compile(self.source)
            object.__setattr__(self, "_compiled", compiled)
        return self._compiled


@cache
def load_rules(name: str, labels: frozenset[str]) -> tuple[Rule, ...]:
    """Return the rules of ``rules/NAME``; raises `RuleError` for anything but the documented keys and `labels`."""
    return parse_rules(name, read_toml(name), labels)


def parse_rules(name: str, data: dict[str, Any], labels: frozenset[str]) -> tuple[Rule, ...]:
    """Return the rules in the content of a rule file, patterns unchecked; `name` is for the messages of errors."""
    if unknown := data.keys() - {"lists", "pieces", "rule"}:
        raise RuleError(name, None, f"unknown table {sorted(unknown)}; allowed: meta, lists, pieces, rule")
    lists = data.get("lists", {})
    expanded = {
        key: _alternatives(words if isinstance(words, list) else [row[0] for row in read_rows(words)])
        for key, words in lists.items()
    }
    for key, piece in data.get("pieces", {}).items():
        expanded[key] = f"(?:{_fill(piece, expanded)})"
    return tuple(_rule(name, entry, expanded, labels) for entry in data.get("rule", ()))


def check_patterns(name: str, rules: Iterable[Rule]) -> None:
    """Raise `RuleError` for a rule whose regex is none; `name` is for the message."""
    for rule in rules:
        try:
            _ = rule.pattern
        except (regex.error, re.error) as error:
            raise RuleError(name, None, f"rule {rule.id!r}: not a regular expression: {error}") from error


def _alternatives(words: Iterable[str]) -> str:
    """Return a regex for any of `words`, the longest that fits."""
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for character in word:
            branch = branch.setdefault(character, {})
        branch[""] = {}
    # most places in a text are ruled out by one look at their first character
    return f"(?=[{''.join(map(_in_set, tree))}]){_branches(tree)}"


def _branches(tree: dict[str, Any]) -> str:
    """Return the regex of a tree of characters: words that begin alike are tried once."""
    optional = "" in tree
    singles = [character for character, branch in tree.items() if character and branch.keys() == {""}]
    parts = [regex.escape(character) + _branches(branch) for character, branch in tree.items() if branch.keys() - {""}]
    if singles:
        parts.append(f"[{''.join(map(_in_set, singles))}]" if len(singles) > 1 else regex.escape(singles[0]))
    pattern = parts[0] if len(parts) == 1 and not optional else f"(?:{'|'.join(parts)})"
    return pattern + "?" if optional and parts else pattern if parts else ""


def _in_set(character: str) -> str:
    return "\\" + character if character in r"\]^-[&~|" else character


def _fill(pattern: str, pieces: dict[str, str]) -> str:
    for key, piece in pieces.items():
        pattern = pattern.replace("{" + key + "}", piece)
    return pattern


def _rule(name: str, entry: dict[str, Any], pieces: dict[str, str], labels: frozenset[str]) -> Rule:
    where = f"rule {entry.get('id', '(without id)')!r}"
    if unknown := entry.keys() - _KEYS:
        raise RuleError(name, None, f"{where}: unknown key {sorted(unknown)}; allowed: {', '.join(sorted(_KEYS))}")
    if not isinstance(entry.get("id"), str) or entry.get("label") not in labels:
        raise RuleError(name, None, f"{where}: needs an `id` and a `label` out of {', '.join(sorted(labels))}")
    for key, (shape, needed) in _SHAPES.items():
        if key in entry and not isinstance(entry[key], shape):
            raise RuleError(name, None, f"{where}: {key}: expected {needed}, got {entry[key]!r}")
    if len(kinds := [kind for kind in _KINDS if kind in entry]) != 1:
        raise RuleError(name, None, f"{where}: needs exactly one of {', '.join(_KINDS)}")
    if (boundary := entry.get("boundary")) not in (None, *_BOUNDARIES):
        raise RuleError(name, None, f"{where}: boundary {boundary!r}; allowed: {', '.join(_BOUNDARIES)}")
    kind = kinds[0]
    source: str | None = None
    if kind in ("regex", "line"):
        source = _fill(entry[kind], pieces)
    elif kind != "tokens":
        words = entry["words"] if kind == "words" else [row[0] for row in read_rows(entry["lexicon"])]
        source = _alternatives(words)
        boundary = "both"
    return Rule(
        id=entry["id"],
        label=entry["label"],
        priority=entry.get("priority", 50),
        source=source,
        of_words=kind in ("words", "lexicon"),
        whole_line=kind == "line",
        longest=entry.get("longest", LONGEST_LINE),
        has_span=source is not None and re.search(r"\(\?P?<span>", source) is not None,
        boundary=boundary,
        tokens=tuple(entry["tokens"]) if kind == "tokens" else None,
        cues=tuple(entry.get("cues", ())),
        values=entry.get("set", {}),
        hits=tuple(entry.get("hits", ())),
        refuse=tuple(entry.get("refuse", ())),
    )


class RuleMatcher:
    """Matches a set of rules against documents.

    Regex and word rules run over the normalized text; a word must begin and end where a morpheme does.
    Token rules are spaCy `Matcher` patterns and give their longest matches.
    """

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        self._search = RuleSearch(rules)
        self._by_id = {rule.id: rule for rule in rules}
        if len(self._by_id) != len(rules):
            doubled = sorted({rule.id for rule in rules if sum(other.id == rule.id for other in rules) > 1})
            raise RuleError("rules", None, f"two rules share an id: {doubled}")
        self._matcher: Matcher | None = None
        # Not by way of the vocabulary, which forgets what it met inside a memory zone.
        self._by_hash = {get_string_id(rule.id): rule for rule in rules if rule.tokens is not None}

    def match(self, doc: Doc, analysis: Analysis) -> Iterator[Match]:
        """Yield every finding of every rule, in no particular order, overlaps included."""
        starts, ends = analysis.morphemes.starts, None
        for rule, found in self._search.matches(analysis.text):
            start, end = found.span("span") if rule.has_span else found.span()
            if start == end:
                continue
            if rule.boundary is not None:
                if rule.boundary != "end" and not _holds(starts, start):
                    continue
                if rule.boundary != "start":
                    ends = set(analysis.morphemes.ends) if ends is None else ends
                    if end not in ends:
                        continue
            yield Match(rule, start, end, found.groupdict())
        yield from self._match_tokens(doc, analysis)

    def _match_tokens(self, doc: Doc, analysis: Analysis) -> Iterator[Match]:
        if self._matcher is None:
            from spacy.matcher import Matcher

            matcher = Matcher(doc.vocab)
            for rule in self.rules:
                if rule.tokens is not None:
                    matcher.add(rule.id, [list(rule.tokens)], greedy="LONGEST")
            self._matcher = matcher  # whole, for other threads may use it at once
        if not len(self._matcher):
            return
        for rule_id, start, end in self._matcher(doc):
            yield Match(self._by_hash[rule_id], analysis.token_starts[start], analysis.token_ends[end - 1], {})


def _holds(ordered: list[int], value: int) -> bool:
    index = bisect_left(ordered, value)
    return index < len(ordered) and ordered[index] == value
