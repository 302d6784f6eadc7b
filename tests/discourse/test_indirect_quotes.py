"""Reported speech without marks: which clauses are somebody's words, where they begin, and whose they are."""

import pytest

import korex
from korex.explanations import Explanation

# text, [(words, speaker)]
REPORTED = [
    # the forms: statement, copula, question, proposal, command, request
    ("새솔시는 병상이 부족하다고 밝혔다.", [("병상이 부족하다", "새솔시")]),
    ("새솔시는 원인이 누전이라고 설명했다.", [("원인이 누전이라", "새솔시")]),
    ("주민들은 공사가 언제 끝나느냐고 물었다.", [("공사가 언제 끝나느냐", "주민들")]),
    ("노조는 함께 대책을 찾자고 제안했다.", [("함께 대책을 찾자", "노조")]),
    ("감독은 선수들에게 끝까지 뛰라고 주문했다.", [("끝까지 뛰라", "감독")]),
    ("주민들은 길을 넓혀 달라고 요구했다.", [("길을 넓혀 달라", "주민들")]),
    ("주민들은 길을 넓혀 달라고도 했다.", [("길을 넓혀 달라", "주민들")]),
    # with -며, before a noun of speech, before 것
    ("주민들은 소음이 심하다며 대책을 요구했다.", [("소음이 심하다", "주민들")]),
    ("회사 측은 불량이 아니라면서 말을 아꼈다.", [("불량이 아니라", "회사 측")]),
    ("새솔시는 예산이 모자란다는 입장이다.", [("예산이 모자란다", "새솔시")]),
    ("새솔시는 예산이 모자라단 입장이다.", [("예산이 모자라단", "새솔시")]),
    ("예산이 모자란다는 게 새솔시의 설명이다.", [("예산이 모자란다", "새솔시")]),
    ("구청장은 안전이 먼저라는 점을 강조했다.", [("안전이 먼저라", "구청장")]),
    ("전문가들은 병이 더 퍼질 것이라고 입을 모았다.", [("병이 더 퍼질 것이라", "전문가들")]),
    ("주민들은 너무 늦었다는 반응을 보였다.", [("너무 늦었다", "주민들")]),
    # asked for, whatever else somebody does
    ("점원은 천천히 고르라며 자리를 비켰다.", [("천천히 고르라", "점원")]),
    # who speaks stands behind, or speaks for somebody else
    ("내일 눈이 온다고 기상청은 내다봤다.", [("내일 눈이 온다", "기상청")]),
    ("회담이 열린다고 3일 나래통신이 외신을 인용해 보도했다.", [("회담이 열린다", "나래통신")]),
    # a name, carried over
    (
        "라도현 새솔시장은 예산이 부족하다고 말했다. 이어 국비 지원이 필요하다고 덧붙였다.",
        [("예산이 부족하다", "라도현"), ("국비 지원이 필요하다", "라도현")],
    ),
    # two in one sentence
    (
        "새솔시는 비가 많이 왔다면서 둑은 무사하다고 밝혔다.",
        [("비가 많이 왔다", "새솔시"), ("둑은 무사하다", "새솔시")],
    ),
    (
        "새솔시는 둑이 무사하다고 했지만 주민들은 불안하다고 했다.",
        [("둑이 무사하다", "새솔시"), ("불안하다", "주민들")],
    ),
    # when, where and to whom are no part of it; the time of what is told is
    ("새솔시는 25일 둑이 무너졌다고 밝혔다.", [("둑이 무너졌다", "새솔시")]),
    ("새솔시는 다음 달 3일부터 축제를 연다고 25일 밝혔다.", [("다음 달 3일부터 축제를 연다", "새솔시")]),
    ("라도현 시장은 25일 기자회견에서 둑이 무너졌다고 말했다.", [("둑이 무너졌다", "라도현")]),
    ("라도현 시장은 기자들과 만나 둑이 무너졌다고 말했다.", [("둑이 무너졌다", "라도현")]),
    ("라도현 시장은 이번 사고와 관련해 책임을 지겠다고 말했다.", [("책임을 지겠다", "라도현")]),
    ("라도현 시장은 현장을 둘러본 뒤 둑을 다시 쌓겠다고 약속했다.", [("둑을 다시 쌓겠다", "라도현")]),
    # in a relative clause
    ("경찰은 불을 지르겠다고 협박한 주민을 붙잡았다.", [("불을 지르겠다", "주민")]),
    ("라도현 시장은 물러나지 않겠다고 밝힌 바 있다.", [("물러나지 않겠다", "라도현")]),
    # words that go around, or that somebody is told
    ("업계에서는 규제가 지나치다는 지적이 나온다.", [("규제가 지나치다", "업계")]),
    ("길이 너무 좁다는 주민들의 불만이 이어지고 있다.", [("길이 너무 좁다", "주민들")]),
    ("새솔시는 대응이 늦었다는 비판을 받았다.", [("대응이 늦었다", None)]),
    ("시는 서둘러야 한다는 지적이 나온다.", [("시는 서둘러야 한다", None)]),
    ("길을 넓히자는 주민들의 제안에 따라 새솔시는 일정을 잡았다.", [("길을 넓히자", "주민들")]),
    ("시청 누리집에는 공사를 멈춰 달라는 글이 올라왔다.", [("공사를 멈춰 달라", None)]),
    # spoken, and of somebody honoured
    ("엄마가 저녁에 비 온다고 했어.", [("저녁에 비 온다", "엄마")]),
    ("점장님이 언제부터 나올 수 있냐고 물어보셨어요.", [("언제부터 나올 수 있냐", "점장님")]),
    ("위원님께서 자료가 부실하다고 지적하셨는데 맞습니다.", [("자료가 부실하다", "위원님")]),
    # a document speaks, somebody speaks too, somebody else acts after it
    ("보고서는 수온이 더 오를 것이라고 경고했다.", [("수온이 더 오를 것이라", "보고서")]),
    ("라도현 시장도 예산이 부족하다고 말했다.", [("예산이 부족하다", "라도현")]),
    ("주최 측은 빈 병을 모아 오자고 제안했고 손님들도 따랐다.", [("빈 병을 모아 오자", "주최 측")]),
    ("새솔구(구청장 도하람)는 공사를 마쳤다고 밝혔다.", [("공사를 마쳤다", "새솔구")]),
    # what the speaker says besides, with marks or without
    (
        "라도현 시장은 값이 올랐다는 점을 언급하며 점검을 서둘러야 한다고 강조했다.",
        [("값이 올랐다", "라도현"), ("점검을 서둘러야 한다", "라도현")],
    ),
    ("라도현 시장은 “늦었다”고 인정했고, 직원들에게는 순찰을 늘리라고 지시했다.", [("순찰을 늘리라", "라도현")]),
    ("회사는 원인을 찾고 있다면서도 날짜는 밝히지 않았다.", [("원인을 찾고 있다", "회사")]),
    # reported words in reported words are part of those
    (
        "경찰은 운전자가 술을 마시지 않았다고 주장했다고 밝혔다.",
        [("운전자가 술을 마시지 않았다고 주장했다", "경찰")],
    ),
    (
        "새솔시는 비가 많이 왔다면서 둑은 무사하다고 밝혔다고 나래통신은 전했다.",
        [("새솔시는 비가 많이 왔다면서 둑은 무사하다고 밝혔다", "나래통신")],
    ),
    # a predicate that only names the report, a charge
    ("경찰은 용의자가 칼을 강에 던졌다고 진술함에 따라 강을 뒤지고 있다.", [("칼을 강에 던졌다", "용의자")]),
    (
        "검찰은 시장이 업자를 만난 뒤 돈을 받았다며 재판에 넘겼다고 밝혔다.",
        [("시장이 업자를 만난 뒤 돈을 받았다", "검찰"), ("재판에 넘겼다", "검찰")],
    ),
    ("용의자가 고의는 없었다고 주장했다.", [("고의는 없었다", "용의자")]),
    ("의원은 방송된 ‘아침마당’에서 출마하지 않겠다고 말했다.", [("출마하지 않겠다", "의원")]),
    # marks inside stay
    ("새솔시는 ‘적극’ 돕겠다고 밝혔다.", [("‘적극’ 돕겠다", "새솔시")]),
]

NOT_REPORTED = [
    "그는 늦었다고 생각했다.",
    "법원은 증거가 부족하다고 봤다.",
    "다들 옳다고 믿는다.",
    "비가 온다고 해서 우산을 챙겼다.",
    "비가 온다고 하더라도 떠난다.",
    "내일은 비가 온다고 한다.",
    "둑이 무너진 것으로 알려졌다.",
    "둑이 무너졌다고 전해졌다.",
    "축제가 취소됐다는 소문이 돌았다.",
    "축제가 취소됐다는 사실을 알았다.",
    "그는 돈을 벌려고 일했다.",
    "별이라는 이름의 개를 키운다.",
    "이를 별똥별이라고 부른다.",
    "봄이라고 불리는 계절이다.",
    "시끄럽다며 이웃을 때린 남성이 붙잡혔다.",
    "그는 사과하겠다고 말하지 않았다.",
    "그는 사과하겠다고 밝힐 예정이다.",
    "저는 안전이 먼저라는 점을 강조하고자 합니다.",
    "가게가 필요하다며 빌린 돈을 갚지 않아 기소됐다.",
    "사과하겠다고 말해야 한다.",
    "가겠다고 말해 주세요.",
    "그는 “늦었다”고 말했다.",
    "그는 “시가 늦었다고 밝혔다”고 말했다.",
]


@pytest.fixture(scope="module")
def indirect():
    return korex.load(indirect_quotes=True)


@pytest.mark.parametrize(("text", "expected"), REPORTED)
def test_reported(text, expected, indirect):
    quotes = korex.extract(text, nlp=indirect).quotes
    assert [(quote.text, quote.speaker) for quote in quotes if not quote.direct] == expected
    assert all(text[quote.start : quote.end] == quote.text for quote in quotes)


@pytest.mark.parametrize("text", NOT_REPORTED)
def test_not_reported(text, indirect):
    assert [quote.text for quote in korex.extract(text, nlp=indirect).quotes if not quote.direct] == []


@pytest.mark.parametrize("text", [text for text, _ in REPORTED[:3]])
def test_only_where_asked_for(text, nlp):
    assert korex.extract(text, nlp=nlp).quotes == ()


def test_all_else_stays(nlp, indirect):
    text = "라도현 시장은 “서두르자”며 길을 넓혀 달라고 요구했다. 주민들은 너무 늦었다고 했다. 그는 점검을 지시했다."
    usual, asked = korex.extract(text, nlp=nlp), korex.extract(text, nlp=indirect)
    assert tuple(quote for quote in asked.quotes if quote.direct) == usual.quotes
    assert {**asked.to_dict(), "quotes": ()} == {**usual.to_dict(), "quotes": ()}
    assert [quote.start for quote in asked.quotes] == sorted(quote.start for quote in asked.quotes)


def test_explained(indirect):
    x = korex.extract("새솔시는 병상이 부족하다고 밝혔다.", nlp=indirect)
    explanation = x.explain(x.quotes[0], nlp=indirect)
    assert isinstance(explanation, Explanation)
    assert explanation.source.id == "quote.reported"
