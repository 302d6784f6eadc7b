"""Which words between marks are somebody's, and whose."""

import pytest

from korex.discourse.quote_marks import find_stretches
from korex.language.analysis import Span
from korex.schema import Extraction

# text, stretches between marks
MARKS = [
    ("그는 “가자”고 했다.", ["가자"]),
    ('그는 "가자"고 했다.', ["가자"]),
    ("그는 ‘가자’고 했다.", ["가자"]),
    ('그는 “가자"고 했다.', ["가자"]),
    ("그는 「가자」고 했다. 『봄길』을 펴냈다.", ["가자", "봄길"]),
    ("〈봄길〉과 《봄》과 <길>이 나왔다.", ["봄길", "봄", "길"]),
    ("“그가 ‘가자’고 했다”며 웃었다.", ["그가 ‘가자’고 했다", "가자"]),
    ("“첫째 줄이다.\n둘째 줄이다.”라고 했다.", ["첫째 줄이다.\n둘째 줄이다."]),
    ("그는 “이제 그만하자고 말했다.", ["이제 그만하자"]),
    ("“닫지 않은 첫 문단이다.\n“둘째 문단이다.”", ["닫지 않은 첫 문단이다.", "둘째 문단이다."]),
    ('그는 "목표는 100" 이라고 했다.', ["목표는 100"]),
    # No quotation marks: years, an apostrophe, inches, comparison.
    ("'25.10.24. 발표, '25.10.31.까지 제출", []),
    ("I don't know what you're doing.", []),
    ('27" 모니터와 32" 모니터', []),
    ("3<5이고 7>2이다.", []),
]


@pytest.mark.parametrize(("text", "expected"), MARKS)
def test_marks(text, expected):
    stretches = find_stretches(text, [Span(0, len(text))])
    assert [text[s.start : s.end] for s in stretches] == expected


# text, [(words, speaker)]
QUOTES = [
    ("도하람 나래소프트 최고경영자(CEO)는 “잘 팔린다”고 말했다.", [("잘 팔린다", "도하람")]),
    ("도하람 나래소프트 대표(CEO)는 “잘 팔린다”고 말했다.", [("잘 팔린다", "도하람")]),
    # words that share a bracket with their label
    (
        "배가 뒤집혔습니다.\n\n[라도현 / 가람호 기관장 : 앞도 안 보였어요. 꽝 소리가 났죠.]\n\n[주민 : 무서웠어요.]\n",
        [("앞도 안 보였어요. 꽝 소리가 났죠.", "라도현"), ("무서웠어요.", "주민")],
    ),
    # cue after
    ("라도현 시장은 “오늘부터 문을 연다”고 말했다.", [("오늘부터 문을 연다", "라도현")]),
    ('라도현 시장은 "오늘부터 문을 연다"라며 참여를 당부했다.', [("오늘부터 문을 연다", "라도현")]),
    # two of one speaker in a sentence, an elided subject in the next
    (
        "라도현 시장은 “비가 온다”며 “우산을 챙기라”고 말했다. 또 “길이 미끄럽다”고 덧붙였다.",
        [("비가 온다", "라도현"), ("우산을 챙기라", "라도현"), ("길이 미끄럽다", "라도현")],
    ),
    # labels
    ("[인터뷰] 함다온/나주시 정수과장\n“물을 받으십시오.”", [("물을 받으십시오.", "함다온")]),
    (
        "[봉가람/고흥군 두원면 : “다 망쳤어요.”]\n<인터뷰> 석다온(농민) : “그래요.”",
        [("다 망쳤어요.", "봉가람"), ("그래요.", "석다온")],
    ),
    # an ending the analyser takes for a connective one
    ("라도현 면장님은 늘 “문은 먼저 열어라” 하고 말씀하셨다.", [("문은 먼저 열어라", "라도현")]),
    # two speakers in turn
    (
        "라도현 시장은 “비가 온다”고 했고, 마세연 과장은 “우산이 있다”고 답했다.",
        [("비가 온다", "라도현"), ("우산이 있다", "마세연")],
    ),
    # the subject after the quotation
    ("“비가 온다”고 라도현 시장은 말했다.", [("비가 온다", "라도현")]),
    # somebody else's subject in between
    ("라도현 시장은 사과 값이 올랐다며 “점검을 서두르자”고 말했다.", [("점검을 서두르자", "라도현")]),
    # standing alone, the speaker in the sentence after or before
    ("“저는 나무를 심습니다.” 라도현(61)씨가 말했다.", [("저는 나무를 심습니다.", "라도현")]),
    ("라도현 코치가 외쳤다. “뛰어!” 선수들이 달렸다.", [("뛰어!", "라도현")]),
    ("“숲이 사람을 살린다.” 나무를 심어 온 라도현(66) 씨의 말이다.", [("숲이 사람을 살린다.", "라도현")]),
    # never closed
    ('라도현 대표는 "끝까지 간다고 말했다. 직원들은 웃었다.', [("끝까지 간다", "라도현")]),
    # questions and answers
    (
        "라도현 셰프를 만났다.\n\nQ. 왜 시작했나.\nA. “좋아서요.”\n\nQ. 힘들지 않나.\nA. “힘들죠.”",
        [("좋아서요.", "라도현"), ("힘들죠.", "라도현")],
    ),
    # speakers without a name
    ("주민들은 “살 수가 없다”고 하소연했다.", [("살 수가 없다", "주민들")]),
    ("A(34)씨는 “몰랐다”고 진술했다.", [("몰랐다", "A씨")]),
    ("회사 측은 “조사에 협조하겠다”고 밝혔다.", [("조사에 협조하겠다", "회사 측")]),
    # a partial quotation that is attributed
    ("라도현 시장은 “지역을 살리는 길”이라고 강조했다.", [("지역을 살리는 길", "라도현")]),
    (
        "[경다온/강화군 농민 : “비가 와야 해요.”]",
        [("비가 와야 해요.", "경다온")],
    ),
    ("라도현 의장 측은 “기다릴 수 없다”는 입장이다.", [("기다릴 수 없다", "라도현 의장 측")]),
    ("주민들 사이에서는 “못 믿겠다”는 말이 나온다.", [("못 믿겠다", "주민들")]),
    ("보고서는 “대책이 늦었다”고 지적했다.", [("대책이 늦었다", "보고서")]),
    # a question put to somebody is not theirs
    (
        "라도현 시장은 간담회에서 ‘또 나서느냐’는 질문에 “정한 바 없다”고만 답했다.",
        [("또 나서느냐", None), ("정한 바 없다", "라도현")],
    ),
    (
        "라도현 시장은 “또 나서느냐”는 마세연 의원의 질문에 “시민이 먼저”라고 말했다.",
        [("또 나서느냐", "마세연"), ("시민이 먼저", "라도현")],
    ),
    ("내성천보존회 사무국장 서리나 씨는 “수문을 연다”고 말했다.", [("수문을 연다", "서리나")]),
    # names, titles, emphasis and notices are no quotations
    ("시는 ‘별빛 걷기’를 연다. ‘나무야 놀자’에는 100명이 왔다.", []),
    ('시는 "적극" 지원에 나섰다. 이른바 ‘빈집 은행’이 문을 연다.', []),
    ("마을은 “별이 쏟아지는 곳”이라고 불린다.", []),
    ("“출입을 금합니다”라고 적힌 팻말이 섰다.", []),
    ("“함께 걷자”라는 주제로 강연이 열린다.", []),
    ("「도로법」에 따라 〈고추 교실〉을 연다.", []),
]


@pytest.mark.parametrize(("text", "expected"), QUOTES)
def test_quotes(nlp, text, expected):
    quotes = Extraction.from_doc(nlp(text)).quotes
    assert [(quote.text, quote.speaker) for quote in quotes] == expected
    assert all(text[quote.start : quote.end] == quote.text and quote.direct for quote in quotes)
