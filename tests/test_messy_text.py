"""No text is an error: whatever comes in, offsets are true, the result round-trips and follows its schema."""

import json
import unicodedata

import jsonschema
import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import korex
from korex.explainer import Explainer
from make_schema import SCHEMA_FILE

PAGE = (
    "누리시, 축제 안전 점검\n한지우 누리시장은 25일 간부회의에서 \"주차장 40면을 늘려 달라\"고 당부했다. "
    "그는 30억 5천만원을 쓰겠다고 밝혔다.\n문서진 기자 sjmoon@nuri.example\n저작권자 © 누리일보"
)  # fmt: skip
NASTY = [
    "",
    " ",
    "\n\n\t \r\n",
    "\x00",
    "\ud83d",
    "\ufeff" + PAGE,
    unicodedata.normalize("NFD", PAGE),
    PAGE.replace(" ", ""),
    PAGE.replace(" ", "  \t"),
    PAGE.replace("\n", " "),
    "\u200b".join(PAGE),
    PAGE[::-1],
    PAGE.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}),
    '"' * 500,
    "“‘「『(" * 100,
    "ㅋ" * 2000 + "ㅠㅠ",
    "가" * 3000,
    "1,000,000,000,000,000,000,000,000원" * 20,
    "９９９９년 ９９월 ９９일 25:61 0000-00-00 2월 30일",
    "👨‍👩‍👧‍👦 축제 🎉" * 50,
    "<html><body>" * 50,
    "a@b.c " * 100,
    "하라고 하라고 하라고 당부했다고 강조했다며 촉구했다. " * 30,
]
VALIDATOR = jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))


def check(text):
    x = korex.extract(text, reference_date="2025-09-25")
    assert x.text == text
    assert korex.Extraction.from_json(x.to_json()) == x
    VALIDATOR.validate(json.loads(x.to_json()))
    check_spans(x.to_dict(), text)
    assert all(one.end <= two.start for one, two in zip(x.entities, x.entities[1:], strict=False))
    if x.sections:  # a blank text has none
        assert "".join(text[section.start : section.end] for section in x.sections) == text


def check_spans(value, text):
    if isinstance(value, list):
        for item in value:
            check_spans(item, text)
    elif isinstance(value, dict):
        if "start" in value:
            assert 0 <= value["start"] <= value["end"] <= len(text)
            if "text" in value:
                assert value["text"] == text[value["start"] : value["end"]]
                assert value["text"] == value["text"].strip(" ")
        for item in value.values():
            check_spans(item, text)


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text(text):
    check(text)


@pytest.mark.parametrize("text", NASTY)
def test_what_is_asked_of_a_nasty_text(text):
    x = korex.extract(text, reference_date="2025-09-25")
    labels = ["PERSON", "TITLE", "ORG", "LOC", "DATE", "QUANTITY", "PHONE", "EMAIL", "ID", "ADDRESS"]
    assert korex.redact(x, labels, reversible=True).restore() == text
    check_spans(x.summary().to_dict(), text)
    for explanation in Explainer(x).everything():
        assert text[explanation.start : explanation.end] == explanation.text


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(st.characters(codec=None, categories=None) | st.sampled_from("가나다을고 .\n\"'0123년월일"), max_size=60)
)
def test_any_text(text):
    check(text)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from([*PAGE.split(" "), " ", "\n", "\u200b", "\t\t", "“", "(", "…"]), max_size=40))
def test_any_shuffle_of_a_page(words):
    check("".join(words))


@pytest.mark.parametrize("text", ["", "  \n"])
def test_blank_text_is_an_empty_result(text):
    x = korex.extract(text)
    assert (x.sentences, x.entities, x.people, x.dates, x.events, x.quotes, x.directives) == ((),) * 7


def test_doc_of_another_pipeline():
    with pytest.raises(korex.InputError, match=r"make it with the pipeline from korex.load\(\)"):
        korex.Extraction.from_doc(spacy.blank("xx")("한 문장"))


def test_doc_of_this_pipeline(nlp):
    assert korex.Extraction.from_doc(nlp(PAGE)) == korex.extract(PAGE)
