"""The held-out data is sound: its gold stands in its texts, and none of its sentences has leaked into korex's rules."""

import csv
import json
import re
from pathlib import Path

import pytest

from korex.matching.files import RULES

DATA = Path(__file__).parent / "data"
GOLD = sorted((DATA / "documents").glob("*.gold.json"))


@pytest.fixture(scope="module")
def rule_texts():
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(RULES.rglob("*.t[os][mv]*")))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name[:3])
def test_gold_of_a_page_stands_in_its_text(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = page_of(path)
    start, end = text.find(gold["body"]["first"]), text.rfind(gold["body"]["last"]) + len(gold["body"]["last"])
    assert 0 <= start < end <= len(text)
    assert [surface for surface in surfaces(gold) if surface not in text] == []
    at = start
    for date in gold["dates"]:
        at = text.index(date["text"], at, end) + len(date["text"])
    for directive in gold["directives"]:
        assert text.count(directive["content"], start, end) == 1
        assert text.find(directive["sentence_contains"]) == text.find(directive["content"])


def test_spans_of_directive_sentences():
    for line in (DATA / "directives" / "own.jsonl").read_text(encoding="utf-8").splitlines():
        sentence = json.loads(line)
        for directive in sentence["directives"]:
            for field in ("predicate", "content", "speaker", "addressee"):
                start, end = directive[field] or (0, 1)
                assert sentence["text"][start:end].strip() == sentence["text"][start:end] != ""


def test_nothing_leaked_into_the_rules(rule_texts):
    sentences = [sentence for path in GOLD for sentence in re.split(r"(?<=[.?!])\s+|\n", page_of(path))]
    for line in (DATA / "directives" / "own.jsonl").read_text(encoding="utf-8").splitlines():
        sentences.append(json.loads(line)["text"])
    with (DATA / "utterances" / "own.tsv").open(encoding="utf-8", newline="") as file:
        sentences += [row["text"] for row in csv.DictReader(file, delimiter="\t")]
    # Short ones ("고맙습니다.") are anybody's.
    plain_rules = re.sub(r"\[\[|\]\]", "", rule_texts)
    assert [sentence for sentence in sentences if len(sentence) > 15 and sentence in plain_rules] == []


def page_of(path):
    return path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")


def surfaces(gold):
    for person in gold["people"]:
        yield from (person["name"], *person["titles"], *person["mentions"])
    for event in gold["events"]:
        yield from filter(None, (event["name"], event["place"]))
    for field in ("quotes", "quantities"):
        yield from (item["text"] for item in gold[field])
    for directive in gold["directives"]:
        yield from filter(None, (directive["predicate"], directive["speaker"], directive["addressee"]))
    for items in (gold["organizations"], gold["places"], *gold["contacts"].values()):
        yield from items
