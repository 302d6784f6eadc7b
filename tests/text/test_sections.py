"""Pages of many genres, each in `pages/`: what every part of them is, and who signed it.

The first line gives name and e-mail of the reporter; in the page ⟪KIND⟫ stands where a section begins.
"""

import re
from pathlib import Path

import pytest

from korex.language.analysis import analysis_of

PAGES = sorted(Path(__file__).with_name("pages").glob("*.txt"))

# Texts that are no page: one BODY over the whole text.
NO_PAGES = [
    "시는 점검에 나섰다.",
    "네 알겠습니다 그럼 내일 봬요",
    "안방 커튼 좀 열어 줘",
    "도하람 기자가 쓴 책이 나왔다. 문의는 a@hanbit.kr로 하면 된다.",
    "한빛시 제공 자료를 보면 인구가 줄었다. 공유 차량은 늘었다.",
    "첫 줄이다.\n둘째 줄이다.\n",
    "장 볼 것\n우유\n달걀",
    "댓글 삭제를 요구했다. 무단 전재를 막아 달라고도 했다.",
    "  앞뒤에 빈칸이 있다.  \n\n",
    "구독",
    "도하람 기자",
]

OUTLETS = [
    ("문을 열었다.\n\n도하람 기자\n저작권자 © 한빛일보 무단전재 및 재배포 금지", "한빛일보"),
    ("문을 열었다.\n<저작권자 ⓒ 나래신문, 무단 전재 및 재배포 금지>", "나래신문"),
    ("문을 열었다.\nCopyright ⓒ 한빛경제. All rights reserved.", "한빛경제"),
    ("문을 열었다.\n도하람 기자", None),
    ("나래시, 문 열다\n\n(서울=하늬통신) 도하람 석가온 기자 = 나래시가 문을 열었다.", "하늬통신"),
    ("[앵커]\n비가 옵니다.\n[기자]\n길이 막혔습니다. KTS 뉴스 도하람입니다.", "KTS"),
]


def parts(marked):
    """Return the pieces of a marked page as (kind, text), neighbours of one kind together."""
    pieces = re.findall(r"⟪(\w+)⟫([^⟪]*)", marked)
    merged = []
    for kind, piece in pieces:
        if merged and merged[-1][0] == kind:
            merged[-1] = (kind, merged[-1][1] + piece)
        else:
            merged.append((kind, piece))
    return "".join(piece for _, piece in pieces), [(kind, piece.strip()) for kind, piece in merged]


def analysed(nlp, text):
    return analysis_of(nlp.get_pipe("korex_sections")(nlp.make_doc(text)))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page(path, nlp):
    reporter, _, marked = path.read_text(encoding="utf-8").partition("\n")
    text, expected = parts(marked)
    analysis = analysed(nlp, text)
    found = [(section.kind, text[section.start : section.end]) for section in analysis.sections]
    assert "".join(piece for _, piece in found) == text
    assert [(kind, piece.strip()) for kind, piece in found if piece.strip()] == expected
    assert all(piece == piece.strip() for kind, piece in found if kind == "BODY")
    signed = analysis.reporter
    name = f"{signed.name} {signed.email or 'null'}" if signed else "null"
    assert f"reporter: {name}" == reporter
    if signed:
        assert text[slice(*analysis.reporter_span)] == signed.name


@pytest.mark.parametrize("text", NO_PAGES)
def test_no_page(text, nlp):
    sections = analysed(nlp, text).sections
    assert [(section.kind, section.start, section.end) for section in sections] == [("BODY", 0, len(text))]


def test_transcript(nlp):
    analysis = analysed(nlp, "<앵커>\n강물이 불었습니다.\n<기자>\n물길을 살폈습니다.\n한빛뉴스 도하람입니다.")
    assert [section.kind for section in analysis.sections] == ["BODY"]
    assert analysis.reporter.name == "도하람"


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_blank(text, nlp):
    assert analysed(nlp, text).sections == []


@pytest.mark.parametrize(("text", "outlet"), OUTLETS)
def test_outlet(text, outlet, nlp):
    analysis = analysed(nlp, text)
    assert analysis.outlet == outlet
    if outlet:
        assert text[slice(*analysis.outlet_span)] == outlet
