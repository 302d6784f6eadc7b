"""Which sentences are parsed at all."""

import pytest

from korex.discourse.directives.triggers import trigger_of
from korex.language.analysis import analysis_of

ASKING = [
    "반 시장은 배수로 점검을 지시했다.",
    "위 과장은 서류를 다시 보내 달라고 말했다.",
    "어 의장은 “내일까지 답을 주십시오”라고 했다.",
    "탁 군수는 길을 넓히도록 했다.",
    "신청서는 월말까지 제출해 주시기 바랍니다.",
    "차량 출입 금지",
    "빨리 와 버스 온다",
]
STATING = [
    "채소값이 지난달보다 크게 올랐다.",
    "시내 곳곳에 벚꽃이 피었다.",
    "전주시에 사는 사람은 65만 명이다.",  # 주시
    "비가 오면 강당으로 자리를 옮긴다.",  # 면 하…
    "이번 결정은 내년에 나온다.",  # 결정 reports a directive by a quoted command alone
]


@pytest.mark.parametrize("text", ASKING)
def test_sentences_that_can_ask_are_read(nlp, text):
    assert trigger_of(analysis := analysis_of(nlp.make_doc(text))).fires(analysis, 0, len(text))


@pytest.mark.parametrize("text", STATING)
def test_sentences_that_state_are_not(nlp, text):
    assert not trigger_of(analysis := analysis_of(nlp.make_doc(text))).fires(analysis, 0, len(text))
