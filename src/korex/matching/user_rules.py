"""A user's own rules: TOML files in the format of korex's (`korex.matching.rules`), found before anything of korex's.

>>> rule = {"id": "team", "label": "ORG", "regex": "[가-힣]{2}팀", "hits": ["[[기획팀]]에 왔다."]}
>>> UserRules({"rule": [rule]}).check()
()
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast, get_args

import regex

from korex.errors import RuleError
from korex.language.analysis import OWN_RULE, OwnEntity, analysis_of
from korex.language.own_labels import LABELS, label_problem
from korex.language.user_word import USER
from korex.matching.files import read_rows, read_user_toml
from korex.matching.rules import Rule, RuleMatcher, check_patterns, parse_rules
from korex.schema import EventKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.tokens import Doc
    from typing_extensions import Self

_TABLES = {"lists": dict, "pieces": dict, "rule": list}
_MOST = 999  # the highest priority of a user's rule
_NAMED = regex.compile(r"(?:rule |share an id: \[)'([^']+)'")
_MARKS = regex.compile(r"\[\[|\]\]")
_MARKED = regex.compile(r"\[\[(.*?)\]\]")


class Failure(NamedTuple):
    """A sentence of a rule file that shows something else than its rule finds."""

    rule: str
    sentence: str
    expected: tuple[str, ...]
    found: tuple[str, ...]


class UserRules:
    """Rules of the user, for `korex.load(rules=…)`: the content of one TOML file, or of several.

    Its tables are `pieces`, `lists` and `rule`; a rule's label is one of the eight entity labels, or one of your own.
    A lexicon is looked for beside the file first, then among korex's own.
    """

    def __init__(self, data: Mapping[str, Any], *, file: str = "rules") -> None:
        self.file = file
        for table, shape in _TABLES.items():
            if not isinstance(data.get(table, shape()), shape):
                raise RuleError(file, None, f"{table}: write rules as [[rule]], lists as [lists], pieces as [pieces]")
        self._data = _resolved(data, file)
        self.rules: tuple[Rule, ...] = parse_rules(file, self._data, _labels_of(self._data["rule"], file))
        check_patterns(file, self.rules)
        for rule in self.rules:
            if rule.label == "EVENT" and rule.values.get("kind", "OTHER") not in get_args(EventKind):
                allowed = ", ".join(get_args(EventKind))
                raise RuleError(file, None, f"rule {rule.id!r}: bad kind {rule.values['kind']!r}; allowed: {allowed}")
            _check_tokens(rule, file)
        RuleMatcher(self.rules)  # two rules with one id are an error

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """Read a rule file; raises `RuleError`, which names the file, the line of the rule and what is allowed."""
        data = read_user_toml(str(path))
        try:
            return cls(data, file=str(path))
        except RuleError as error:
            line = _line_of(error.message, Path(path))
            raise RuleError(str(path), line, error.message) from error

    def check(self, tokenize: Callable[[str], Doc] | None = None) -> tuple[Failure, ...]:
        """Run every rule over its `hits` and `refuse` sentences; return those that show something else.

        `tokenize` makes a Doc of a text: `nlp.make_doc` of a pipeline with words of your own.
        """
        if tokenize is None:
            from korex.pipeline import shared_pipeline

            tokenize = shared_pipeline().make_doc
        failures = []
        for rule in self.rules:
            matcher = RuleMatcher((rule,))
            for sentence in (*rule.hits, *rule.refuse):
                doc = tokenize(_MARKS.sub("", sentence))
                analysis = analysis_of(doc)
                spans = sorted((match.start, match.end) for match in matcher.match(doc, analysis))
                found = tuple(analysis.text[start:end] for start, end in spans)
                expected = tuple(_MARKED.findall(sentence)) if sentence in rule.hits else ()
                if found != expected:
                    failures.append(Failure(rule.id, sentence, expected, found))
        return tuple(failures)

    def to_bytes(self) -> bytes:
        """Return the rules as bytes that `from_bytes` reads, with the words of their lexicons."""
        return json.dumps([self.file, self._data], ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return the rules that `to_bytes` was given."""
        file, content = json.loads(data)
        return cls(content, file=file)

    def __len__(self) -> int:
        return len(self.rules)

    def __eq__(self, other: object) -> bool:
        return self._data == other._data if isinstance(other, UserRules) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).from_bytes, (self.to_bytes(),)


class OwnRules:
    """The component `korex_user_rules`: adds what the user's rules find."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.rules: tuple[UserRules, ...] = ()
        self._matchers: tuple[RuleMatcher, ...] = ()

    def use(self, rules: Iterable[UserRules]) -> None:
        """Run these rules from the next text on."""
        self.rules = tuple(rules)
        self._matchers = tuple(RuleMatcher(part.rules) for part in self.rules)

    def __call__(self, doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        for matcher in self._matchers:
            for match in matcher.match(doc, analysis):
                rule = match.rule
                kind = cast("EventKind | None", rule.values.get("kind") if rule.label == "EVENT" else None)
                priority = OWN_RULE + max(0, min(rule.priority, _MOST))
                entity = OwnEntity(match.start, match.end, rule.label, USER + rule.id, kind, priority)
                if entity not in analysis.own:  # as it is where a pipeline reads a Doc again
                    analysis.own.append(entity)
        return doc

    def to_bytes(self, **_: Any) -> bytes:
        """Return the rules."""
        return json.dumps([part.to_bytes().decode() for part in self.rules]).encode()

    def from_bytes(self, data: bytes, **_: Any) -> OwnRules:
        """Take the rules that `to_bytes` gave."""
        self.use(UserRules.from_bytes(part.encode()) for part in json.loads(data))
        return self

    def to_disk(self, path: Any, **_: Any) -> None:
        """Write the rules to the file `path`."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: Any, **_: Any) -> OwnRules:
        """Read what `to_disk` wrote."""
        return self.from_bytes(Path(path).read_bytes())


def as_user_rules(rules: UserRules | str | Path | Iterable[UserRules | str | Path]) -> tuple[UserRules, ...]:
    """Return what a caller gives as rules: files or rules, one or several."""
    given: list[Any] = [rules]
    if isinstance(rules, Iterable) and not isinstance(rules, str | Mapping):
        given = list(rules)
    if not all(isinstance(part, UserRules | str | Path) for part in given):
        raise RuleError("rules", None, f"expected a TOML file or UserRules, one or several; got {rules!r}")
    files = tuple(part if isinstance(part, UserRules) else UserRules.read(part) for part in given)
    homes: dict[str, UserRules] = {}
    for part in files:
        for rule in part.rules:
            if (first := homes.setdefault(rule.id, part)) is not part:
                message = f"rule {rule.id!r}: {first.file} has a rule with this id, too"
                raise RuleError(part.file, _line_of(message, Path(part.file)), message)
    return files


def _line_of(message: str, path: Path) -> int | None:
    """Return the line on which the rule of a message has its id."""
    named = _NAMED.search(message)
    if named is not None and path.is_file():
        id_line = regex.compile(rf"\s*id\s*=\s*[\"']{regex.escape(named[1])}[\"']")
        for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
            if id_line.match(line):
                return number
    return None


def _check_tokens(rule: Rule, file: str) -> None:
    """Raise `RuleError` for a token pattern that spaCy does not take."""
    if rule.tokens is None:
        return
    from spacy.errors import MatchPatternError
    from spacy.matcher import Matcher
    from spacy.vocab import Vocab

    try:
        Matcher(Vocab(), validate=True).add(rule.id, [list(rule.tokens)])
    except (MatchPatternError, ValueError) as error:
        raise RuleError(file, None, f"rule {rule.id!r}: not a token pattern: {error}") from error


def _labels_of(rules: Iterable[Mapping[str, Any]], file: str) -> frozenset[str]:
    """Return the labels that rules may have: korex's, and the user's own that they give."""
    labels = {*LABELS}
    for rule in rules:
        if "label" in rule:
            if problem := label_problem(rule["label"]):
                where = f"rule {rule.get('id', '(without id)')!r}"
                raise RuleError(file, None, f"{where}: bad label {rule['label']!r}; {problem}")
            labels.add(rule["label"])
    return frozenset(labels)


def _resolved(data: Mapping[str, Any], file: str) -> dict[str, Any]:
    """Return the content of a rule file with the words of its lexicons in their place."""
    content, folder = dict(data), Path(file).parent
    if lists := content.get("lists"):
        content["lists"] = {key: _words(value, folder) for key, value in lists.items()}
    rules = []
    for rule in content.get("rule", ()):
        if not isinstance(rule, Mapping):
            raise RuleError(file, None, f"a rule is a table of its own, [[rule]]; got {rule!r}")
        if isinstance(lexicon := rule.get("lexicon"), str) and not {"words", "regex", "line", "tokens"} & rule.keys():
            rule = {key: value for key, value in rule.items() if key != "lexicon"} | {"words": _words(lexicon, folder)}
        rules.append(rule)
    return content | {"rule": rules}


def _words(lexicon: Any, folder: Path) -> list[str]:
    if isinstance(lexicon, list):
        return lexicon
    beside = folder / lexicon
    if not beside.is_file():
        return [row[0] for row in read_rows(lexicon)]
    try:
        lines = beside.read_bytes().decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(str(beside), None, f"cannot be read as UTF-8: {error}") from error
    words = [line.split("\t")[0].strip() for line in lines if line.strip() and not line.startswith("#")]
    if not words:
        raise RuleError(str(beside), None, "a lexicon without words")
    return words
