"""The tokenizer covers every character, whatever the text; what comes out of korex speaks of the text as given."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from korex import Extraction
from korex.language.analysis import analysis_of
from korex.text.normalization import without_surrogates

TAGS = [
    ("시민이 참여했다.", "시민/NNG 이/JKS 참여/NNG 했/XSV+EP 다/EF ./SF"),
    ("다리를 건넜다.", "다리/NNG 를/JKO 건넜/VV+EP 다/EF ./SF"),
    ("a  b", "a/SL  /_SP b/SL"),
]

NASTY = [
    "",
    " ",
    "\n\n",
    "\t 탭과   여러 칸\u3000전각 칸",
    "줄\r\n바꿈\r\n",
    unicodedata.normalize("NFD", "도하람 부시장은 22일 점검을 당부했다."),
    "도\u200b하\u200b람 부시장은 \u200b22일",
    "\u200b",
    "\ufeff",
    "Ｆｕｌｌ　ｗｉｄｔｈ １２３",
    "이모지👩‍👩‍👧‍👦와 🇰🇷 국기 ❤️",
    "널\x00문자",
    "\ud800 반쪽 \udfff",
    "ㅋㅋㅋ ㅠㅠ ᄒ ᆫ",
    "한글café漢字かなé",
    "가" * 3000,
    "“" * 50 + "가." * 50,
    "(((((" * 40,
    "- " * 200,
    "a@" * 100,
    "1-" * 300,
]

PIECES = st.sampled_from(
    [
        "도하람 부시장은 ", "“점검하라.”", "고 지시했다.", "\n", "\n\n", " ", "\t", "\u200b", "\ud800", "\x00", "👍",
        "22일",
        "1. ", "가. ", "/도하람 기자 a@b.kr", "저작권자 © 한빛일보 무단전재 및 재배포 금지", "한빛시 제공",
        "(", ")", '"', "'",
        "‘", "02-555-0134", "１２３", unicodedata.normalize("NFD", "각 부서가"), "www.hanbit.kr", "…", "!?", "[앵커]",
        "관련기사", "입력 2025.07.22 10:11",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, max_size=12).map("".join),
    st.text(max_size=60),
    st.text(alphabet=st.characters(min_codepoint=0x1100, max_codepoint=0x11FF), max_size=20),
)


@pytest.mark.parametrize(("text", "expected"), TAGS)
def test_tags(text, expected, nlp):
    assert " ".join(f"{token.text}/{token.tag_}" for token in nlp.make_doc(text)) == expected


def check(nlp, text):
    """Every character is in one token or its blank, every span is true, JSON comes back as it went."""
    doc = nlp.make_doc(text)
    assert doc.text == without_surrogates(text)
    analysis = analysis_of(doc)
    assert all(0 <= owner < max(len(doc), 1) for owner in analysis.morphemes.tokens)
    assert analysis.morphemes.starts == sorted(analysis.morphemes.starts)
    extraction = Extraction.from_doc(nlp(doc))
    check_spans(extraction.to_dict(), text)
    assert Extraction.from_json(extraction.to_json()) == extraction
    sections = extraction.sections
    assert "".join(text[section.start : section.end] for section in sections) == (text if analysis.text.strip() else "")
    for sentence in extraction.sentences:
        surface = text[sentence.start : sentence.end]
        assert surface == surface.strip()


def check_spans(item, text):
    if isinstance(item, list):
        for part in item:
            check_spans(part, text)
    elif isinstance(item, dict):
        if "start" in item:
            assert 0 <= item["start"] <= item["end"] <= len(text)
            assert text[item["start"] : item["end"]] == item.get("text", text[item["start"] : item["end"]])
        for part in item.values():
            check_spans(part, text)


@pytest.mark.parametrize("text", NASTY, ids=map(str, range(len(NASTY))))
def test_nasty(text, nlp):
    check(nlp, text)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS)
def test_any_text(text, nlp):
    check(nlp, text)
