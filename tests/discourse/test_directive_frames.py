"""Frames in which a directive is told: resolves to ask, what a speech comes to, verbs parted from their noun."""

import pytest

import korex

ASKED = [
    # a stray blank parts the verb, or its ending
    ("시민 여러분의 적극적인 협조를 부탁 드립니다.", "REQUEST", "적극적인 협조"),
    ("자료를 내일까지 보내 주실 것을 요청 드립니다.", "REQUEST", "자료를 내일까지 보내 주실"),
    ("조사단은 장부 제출을 요구 했다.", "DEMAND", "장부 제출"),
    ("저는 도에 저수지 준설을 건의 드리고자 합니다.", "REQUEST", "저수지 준설"),
    ("밤사이 길이 얼겠으니 빙판길에 유의해야 겠습니다.", "OBLIGATION", "빙판길에 유의해야 겠습니다"),
    # what somebody has decided to ask
    ("노조는 본사에 수당 인상을 요구하겠다는 방침이다.", "DEMAND", "수당 인상"),
    ("유가족은 도에 재조사를 요구할 뜻을 밝혔다.", "DEMAND", "재조사"),
    ("변호인은 선처해 달라 호소할 뜻을 내비쳤다.", "REQUEST", "선처해 달라"),
    # what a speech comes to
    ("표 의원은 둑을 더 높여야 한다는 취지로 말했다.", "OBLIGATION", "둑을 더 높여야 한다"),
    ("표 의원은 둑을 더 높여야 한다는 취지의 발언을 했다.", "OBLIGATION", "둑을 더 높여야 한다"),
    ("표 의원은 둑을 더 높이자는 의견도 제시했다.", "ADVICE", "둑을 더 높이자"),
    ("상인회는 시장을 옮겨야 한다는 주장을 굽히지 않고 있다.", "OBLIGATION", "시장을 옮겨야 한다"),
    ("표 의원은 둑을 높이는 일이 급선무라고 말했다.", "OBLIGATION", "둑을 높이는"),
    ("의사는 밖에 나가지 않는 것이 최선이라고 말했다.", "ADVICE", "밖에 나가지 않는"),
    ("이장은 이웃들에게 양해를 구했다.", "REQUEST", "양해"),
    ("구청은 상가에 간판을 떼라는 강력한 지시를 내렸다.", "ORDER", "간판을 떼라"),
    ("마을에서는 길을 넓혀 달라는 거센 요구가 이어졌다.", "DEMAND", "길을 넓혀 달라"),
    # what must not be, what is banned, what is humbly asked
    ("신문은 술이 약이라고 믿어서는 안 된다고 전했다.", "OBLIGATION", "술이 약이라고 믿어서는 안 된다"),
    ("버스가 승객을 외면해서는 안 될 것입니다.", "OBLIGATION", "승객을 외면해서는 안 될 것입니다"),
    ("복도에 짐을 쌓는 행위는 절대 금지합니다.", "ORDER", "복도에 짐을 쌓는 행위"),
    ("늦은 점 너그러이 헤아려 주시기를 부탁 올립니다.", "REQUEST", "늦은 점 너그러이 헤아려 주시기"),
    # a quotation that ends in a noun of need, its 이다 outside of the marks
    ('표 의원은 "이제는 도가 나서야 할 때"라고 강조했다.', "OBLIGATION", "이제는 도가 나서야 할 때"),
    ('표 의원은 "둑부터 높여야 할 것"이라며 예산안을 비판했다.', "OBLIGATION", "둑부터 높여야 할 것"),
    ("표 의원은 “무너진 둑을 고치는 게 우선”이라고 말했다.", "OBLIGATION", "무너진 둑을 고치는 게 우선"),
    ("대변인은 먼저 사과하는 것이 도리라고 꼬집었다.", "OBLIGATION", "먼저 사과하는"),
    ('군수는 "이장은 먼저 나서야 한다"는 점을 거듭 강조했다.', "OBLIGATION", "이장은 먼저 나서야 한다"),
    # where something is, or what is taken up, before who does it
    ("군수는 피서객의 안전에 빈틈이 없도록 하라고 지시했다.", "ORDER", "피서객의 안전에 빈틈이 없도록 하라"),
    ("군수는 각 부서에 빈틈이 없도록 하라고 지시했다.", "ORDER", "빈틈이 없도록 하라"),
    ("그는 폐교를 고치는 사업에 도가 나서야 한다고 했다.", "OBLIGATION", "폐교를 고치는 사업에 도가 나서야 한다"),
    # what an effort is for belongs to it, the day of the report does not
    ("군은 산불 예방에 각별한 관심을 당부했다.", "REQUEST", "산불 예방에 각별한 관심"),
    ("군은 읍사무소에 각별한 관심을 당부했다.", "REQUEST", "각별한 관심"),
    ("군수는 11일 낡은 둑을 고칠 사람을 뽑는 등의 조치를 지시했다.", "ORDER", "낡은 둑을 고칠 사람을 뽑는 등의 조치"),
    ("군수는 11일까지 둑을 고치는 사업의 마무리를 지시했다.", "ORDER", "11일까지 둑을 고치는 사업의 마무리"),
    ("형은 함께 배를 타자고 제안했다.", "ADVICE", "함께 배를 타자"),
    ("군수는 또 다른 길을 알아보라고 지시했다.", "ORDER", "또 다른 길을 알아보라"),
    ("보건소는 손을 씻으며 열이 나면 쉬라고 당부했다.", "REQUEST", "손을 씻으며 열이 나면 쉬라"),
    ("주민들의 다리 확장 요구가 이어지고 있다.", "DEMAND", "다리 확장"),
    ("소방서는 양해를 구한 뒤 전화를 끊고 확인하라고 당부했다.", "REQUEST", "양해를 구한 뒤 전화를 끊고 확인하라"),
]  # fmt: skip

NOT_ASKED = [
    "노조가 본사에 수당 인상을 요구할 가능성이 크다.",
    "노조는 본사에 수당 인상을 요구할 계획을 접었다.",
    "노조는 본사에 수당 인상을 요구할 뜻이 없다.",
    "경찰은 필요하면 연구원에 부검을 의뢰한다는 입장이다.",
    "누리사는 땅을 사겠다는 제안을 했다.",
    "두 도는 물길을 함께 관리해야 한다는 데 뜻을 모았다.",
    "본사는 주문할 경우 열흘을 기다려야 한다고 밝혔다.",
    "본사는 약속을 어기면 위약금을 물어야 한다고 설명했다.",
    "누리사는 여행권을 주겠다는 솔깃한 제안을 내세웠다.",
    "그는 이웃 나라에 사과를 요구할 것이냐는 물음에 고개를 저었다.",
    '그는 "그날은 집에 가야 할 때"였다고 떠올렸다.',
    '그는 "지금이 가장 어려운 때"라고 말했다.',
    "곽 씨는 경비원에게 “문을 열라”며 욕설을 퍼부은 혐의를 받는다.",
    "배를 탈 때 꼭 알아 두어야 할 것.",
    "이 법은 아동의 고용을 금합니다.",
    "그는 석 달 만에 일자리를 구했다.",
    "도는 누구나 배를 탈 수 있도록 했다.",
    "면허를 가진 자는 3년마다 신고하도록 했다.",
    "요리사는 방송 '부엌을 부탁해' 출연 이후 손님이 늘었다.",
    "소방대원이 물에 빠진 아이를 구했다.",
]


@pytest.mark.parametrize(("text", "kind", "content"), ASKED)
def test_frame(text, kind, content):
    assert [(d.kind, d.content.text) for d in korex.extract(text).directives] == [(kind, content)]


@pytest.mark.parametrize("text", NOT_ASKED)
def test_nothing_asked(text):
    assert korex.extract(text).directives == ()
