"""Every rule of every rule file finds its hits and refuses its look-alikes."""

import re

import pytest

from korex.language.analysis import analysis_of
from korex.matching.files import RULES, read_rows, read_toml
from korex.matching.rules import RuleMatcher, load_rules

TOML_FILES = sorted(path.relative_to(RULES).as_posix() for path in RULES.rglob("*.toml"))
RULE_FILES = [name for name in TOML_FILES if "rule" in read_toml(name)]
LEXICONS = sorted(path.relative_to(RULES).as_posix() for path in RULES.rglob("*.tsv"))


def all_rules():
    for name in RULE_FILES:
        labels = frozenset(entry.get("label", "") for entry in read_toml(name)["rule"])
        for rule in load_rules(name, labels):
            yield pytest.param(rule, id=f"{name}:{rule.id}")


@pytest.fixture(scope="module")
def tokenizer(nlp):
    return nlp.make_doc


@pytest.mark.parametrize("rule", list(all_rules()))
def test_rule(rule, tokenizer):
    check_rule(rule, tokenizer)


def check_rule(rule, tokenizer):
    assert rule.hits, "a rule needs at least one sentence that shows what it finds"
    matcher = RuleMatcher((rule,))
    for marked in rule.hits:
        text = re.sub(r"\[\[|\]\]", "", marked)
        assert found(matcher, tokenizer(text)) == re.findall(r"(?s)\[\[(.*?)\]\]", marked), marked
    for text in rule.refuse:
        assert found(matcher, tokenizer(text)) == [], text


def found(matcher, doc):
    analysis = analysis_of(doc)
    return [
        analysis.text[match.start : match.end] for match in sorted(matcher.match(doc, analysis), key=lambda m: m[1:3])
    ]


@pytest.mark.parametrize("name", LEXICONS)
def test_lexicon(name):
    rows = read_rows(name)
    assert rows
    assert all(row[0] for row in rows)
