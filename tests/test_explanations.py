"""Why something was found, or not: sources, evidence, what lost."""

import json
import re
import unicodedata
from typing import get_args

import pytest

import korex
from korex.discourse.directives.findings import RefusalReason
from korex.explainer import Explainer
from korex.language.analysis import Candidate
from korex.matching.files import RULES
from korex.matching.sources import DESCRIPTIONS, describe_refusal, place_of, read_toml

TEXT = "누리시 한지우 시장은 25일 시청 대회의실에서 축제 예산 3억원을 아껴 쓰라고 지시했다. 국회에는 가지 않았다."
PACKAGE = RULES.parent


@pytest.fixture(scope="module")
def x():
    return korex.extract(TEXT, reference_date="2025-09-26")


@pytest.fixture(scope="module")
def explainer(x):
    return Explainer(x)


def test_every_item_is_explained(explainer):
    x = explainer.extraction
    explained = [why for why in explainer.everything() if why.label]
    assert len(explained) == len(x.entities) + len(x.directives)
    for why in explained:
        assert why.text == TEXT[why.start : why.end]
        assert why.source is not None
        assert (why.confidence is None) == (why.source.kind != "model")
        assert why.source.description or why.source.example
        assert json.loads(json.dumps(why.to_dict()))["text"] == why.text
        assert str(why).startswith(why.text[:20])


def test_an_entity(x, explainer):
    entity = next(entity for entity in x.entities if entity.text == "25일")
    why = explainer.explain(entity)
    assert why.label == "DATE"
    assert why.source.id == entity.source
    assert any("also found by" in line or "by " in line for line in why.evidence)
    assert "morphemes 25/SN 일/NNB" in why.evidence


def test_a_date(x, explainer):
    why = explainer.explain(x.dates[0])
    assert why.evidence[0] == f"value {x.dates[0].value}"
    assert "the reference date is 2025-09-26" in why.evidence


def test_a_person_and_a_quantity(x, explainer):
    assert "title 시장" in explainer.explain(x.people[0]).evidence
    assert "value 300000000 원" in explainer.explain(x.quantities[0]).evidence


def test_a_directive(x, explainer):
    why = explainer.explain(x.directives[0])
    assert (why.label, why.source.id, why.source.file) == ("ORDER", "verb:지시", "rules/directives/verbs.tsv")
    row = (PACKAGE / why.source.file).read_text(encoding="utf-8").splitlines()[why.source.line - 1]
    assert row.startswith("지시\t")
    assert f"what is asked: {x.directives[0].content.text}" in why.evidence


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("내일까지 보고서를 보내 주세요.", "request.imperative"),
        ("시장은 점검하라는 지시를 내렸다.", "light_verb"),
        ("출입 금지", "closing_noun"),
    ],
)
def test_how_a_directive_was_read(text, source):
    x = korex.extract(text)
    assert x.explain(x.directives[0]).source.id == source


def test_contacts_and_quotes():
    text = '한지우 시장은 "어서 오세요"라고 말했다. 그는 "고맙습니다." 문의 02-000-1234, a@b.kr.'
    x = korex.extract(text)
    whys = [x.explain(item) for item in (*x.contacts, *x.quotes)]
    assert [(why.label, why.source.id) for why in whys] == [
        ("PHONE", "contact.phone.area"), ("EMAIL", "contact.email"),
        ("QUOTE", "quote.verbal"), ("QUOTE", "quote.alone"),
    ]  # fmt: skip
    assert all(why.source.file and text[why.start : why.end] == why.text for why in whys)
    assert "the speaker 한지우" in whys[2].evidence
    at = x.contacts[0].start
    assert x.explain((at, at + 2)) == whys[0]


REFUSED = [  # a text, the predicate that asks for nothing, its would-be kind, why
    ("시장은 점검을 지시하지 않았다.", "지시하지 않았다", "ORDER", "denied"),
    ("시는 주민이 요청하면 지원한다.", "요청하면", "REQUEST", "condition"),
    ("점검을 요청한 시민이 많았다.", "요청한", "REQUEST", "modifier"),
    ("좋은 하루 보내세요.", "보내세요", "ORDER", "wish"),
    ("안녕히 가세요.", "가세요", "ORDER", "formula"),
    ("어디 가세요?", "가세요", "ORDER", "question"),
    ("할 테면 해 봐라.", "해 봐라", "ORDER", "dare"),
    ("위원은 5명이어야 한다.", "5명이어야 한다", "OBLIGATION", "rule_or_need"),
    ("나 오늘 야근해야 해.", "야근해야 해", "OBLIGATION", "own_duty"),
    ("그는 함께 가자고 생각했다.", "가자고", "ADVICE", "thought"),
    ("비가 오면 좋겠다.", "좋겠다", "REQUEST", "not_to_hearer"),
    ("도움이 되기 바란다.", "바란다", "REQUEST", "hoped_state"),
    ("응답자의 60%가 늘려야 한다고 답했다.", "늘려야 한다고", "OBLIGATION", "survey"),
]


@pytest.mark.parametrize(("text", "predicate", "kind", "reason"), REFUSED)
def test_what_looks_like_a_directive(text, predicate, kind, reason):
    x = korex.extract(text)
    assert x.directives == ()
    start = text.index(predicate)
    asked = x.explain((start, start + len(predicate)))
    told = next(why for why in Explainer(x).everything() if why.text == predicate)
    for why in (asked, told):
        (lost,) = (loser for loser in why.lost if loser.label == kind)
        assert (lost.text, lost.reason) == (predicate, describe_refusal(reason))
        assert lost.source.file


def test_what_lost_beside_a_directive():
    x = korex.extract("한지우 시장은 '먼저 고쳐야 한다'며 재검토를 주문했다.")
    (lost,) = x.explain(x.directives[0]).lost
    assert (lost.text, lost.reason) == ("고쳐야 한다", describe_refusal("reason_of_another"))


def test_every_refusal_is_described():
    assert set(read_toml(DESCRIPTIONS)["refusals"]) == set(get_args(RefusalReason))


def test_what_lost_and_why():
    x = korex.extract("가온로보틱스는 3천만원을 냈다.")
    why = x.explain(x.quantities[0])
    lost = [(loser.text, loser.source.id) for loser in why.lost]
    assert ("천만원", "quantity.scale_word") in lost
    assert all("stands here" in loser.reason or "weak sign" in loser.reason for loser in why.lost)


def test_why_nothing_was_found(explainer):
    at = TEXT.index("가지 않았다")
    why = explainer.explain((at, at + 2))
    assert (why.label, why.source, why.text) == (None, None, "가지")
    assert "nothing found" in str(why)


def test_own_words_and_rules(tmp_path):
    path = tmp_path / "my.tsv"
    path.write_text("# 우리 회사\n새나래\tORG\n신신당부하다\tDIRECTIVE\tREQUEST\n", encoding="utf-8")
    rule = {"id": "team", "label": "ORG", "regex": "[가-힣]{2}팀", "hits": ["[[기획팀]]"]}
    nlp = korex.load(words=path, rules=korex.UserRules({"rule": [rule]}, file="my.toml"))
    x = korex.extract("새나래는 기획팀에 점검을 신신당부했다.", nlp=nlp)
    word, team = (x.explain(entity, nlp=nlp) for entity in x.entities)
    assert (word.source.kind, word.source.file, word.source.line) == ("user word", str(path), 2)
    assert (team.source.kind, team.source.file, team.source.example) == ("user rule", "my.toml", "[[기획팀]]")
    verb = x.explain(x.directives[0], nlp=nlp)
    assert (verb.source.kind, verb.source.line) == ("user word", 3)
    with pytest.raises(korex.InputError, match=r"'새나래' is not in this result; .*nlp=nlp"):
        x.explain(x.entities[0])


def test_what_lost_against_own_words():
    text = "국회는 25일 회의를 열었다."
    nlp = korex.load(words={"국회": "LOC"})
    x = korex.extract(text, nlp=nlp)
    why = x.explain(x.entities[0], nlp=nlp)
    assert (why.label, why.source.kind) == ("LOC", "user word")
    assert {(loser.label, loser.text) for loser in why.lost} == {("ORG", "국회")}
    assert "stands here: your own" in why.lost[0].reason
    nlp = korex.load(words={"국회": "-"})
    why = korex.extract(text, nlp=nlp).explain((0, 2), nlp=nlp)
    assert why.source is None
    assert all(loser.reason == "your words say that 국회 is none" for loser in why.lost)
    assert why.lost


@pytest.mark.parametrize("item", [None, "국회", (3,), (5, 3), (0, 10_000), (-1, 2), ("a", "b")])
def test_what_cannot_be_explained(x, item):
    with pytest.raises(korex.InputError, match="expected an entity"):
        x.explain(item)


@pytest.mark.parametrize("text", ["", "ㅋㅋㅋ\u200b", unicodedata.normalize("NFD", TEXT), TEXT.replace(" ", "\u3000")])
def test_messy_texts(text):
    x = korex.extract(text)
    for why in Explainer(x).everything():
        assert why.text == text[why.start : why.end]


def test_every_source_of_the_code_is_described():
    """What Python names as a source has a line in rules/entities/sources.toml, and nothing else has."""
    paths = [path for folder in ("entities", "discourse") for path in (PACKAGE / folder).rglob("*.py")]
    code = "".join(path.read_text(encoding="utf-8") for path in paths)
    kinds = "event|name|organization|page|person|place|quantity|title"
    named = set(re.findall(rf'"((?:{kinds})\.[a-z_]+)"', code))
    assert [source for source in sorted(named) if place_of(source) is None] == []
    described = set(read_toml(DESCRIPTIONS)["sources"])
    assert described - named == {"clock"}


def test_no_candidate_is_without_a_place(explainer):
    for why in explainer.everything():
        for source in (*filter(None, [why.source]), *(loser.source for loser in why.lost)):
            assert source.file or source.description, source
            assert source.file is None or (PACKAGE / source.file).exists()


def test_why_lost_agrees_with_the_policy():
    from korex.entities.overlaps import merge, why_lost

    candidates = [
        Candidate(0, 2, "LOC", "weak", 30),
        Candidate(0, 4, "ORG", "crf:0.90"),
        Candidate(6, 8, "TITLE", "title", 48),
        Candidate(0, 2, "ORG", "mark", 95),
        Candidate(10, 12, "ORG", "strong", 48),
    ]
    kept = {candidate.source for candidate in merge(candidates)}
    assert kept == {"crf:0.90", "strong"}
    assert {c.source for c in candidates if why_lost(c, candidates)} == {"weak", "title", "mark"}
