"""Who, when, where, what, why, how: answers with the places that give them."""

import json
import unicodedata

import pytest

import korex
from korex.answers import QUESTIONS

ARTICLE = (
    "누리시, 겨울철 화재 막는다\n"
    "누리시는 겨울철 화재 사고를 예방하기 위해 다음 달 3일부터 전통시장 12곳을 점검한다고 25일 밝혔다. "
    "시는 소방서와 함께 전기 시설을 살피고, 낡은 전선 때문에 불이 나지 않도록 상인회를 통해 교체비를 지원한다. "
    "윤가람 시장은 25일 하늘시장에서 열린 설명회에서 “지난해 큰불로 상인들이 고생했다”고 말했다."
)
WHY = [
    ("시는 사고를 막기 위해 길을 막았다.", "사고를 막기 위해"),
    ("25일 폭우로 인해 다리가 끊겼다.", "폭우로 인해"),
    ("윤가람 시장은 시민의 안전을 위해 점검을 지시했다.", "시민의 안전을 위해"),
    ("길이 막혔고, 눈이 쌓인 탓에 차가 멈췄다.", "눈이 쌓인 탓에"),
    ("그는 “어쩔 수 없다”며 비용을 줄이고자 문을 닫았다.", "비용을 줄이고자"),
    ("환자가 크게 늘어남에 따라 병상을 늘린다.", "환자가 크게 늘어남에 따라"),
    ("강원도는 3일까지 내린 폭설로 길을 막았다.", "내린 폭설로"),
    ("구는 골목을 살리자는 취지로 장을 연다.", "골목을 살리자는 취지로"),
]
HOW = [
    ("시는 공모를 거쳐 이름을 정한다.", "공모를 거쳐"),
    ("소방대는 헬기를 동원해 불을 껐다.", "헬기를 동원해"),
    ("마을은 차례로 돌아가며 지키는 방식으로 일한다.", "차례로 돌아가며 지키는 방식으로"),
    ("시는 다음 달 30일까지 12억원을 들여 길을 고친다.", "12억원을 들여"),
    ("구청은 주민들과 함께 길을 쓸었다.", "주민들과 함께"),
]
NOTHING = [
    "",
    "비가 온다.",
    "사람에게 위해를 가했다.",
    "강을 따라 걸었다.",
    "버스를 이용해 달라고 했다.",
    "ㅋㅋㅋ",
    "\ud800",
]


@pytest.fixture(scope="module")
def x():
    return korex.extract(ARTICLE, reference_date="2025-09-26")


def texts(answers):
    return [answer.text for answer in answers]


def check_evidence(x):
    summary = x.summary()
    for answers in summary:
        for answer in answers:
            assert answer.evidence
            for mention in answer.evidence:
                assert x.text[mention.start : mention.end] == mention.text
    return summary


def test_an_article(x):
    summary = check_evidence(x)
    assert "윤가람 시장" in " ".join(texts(summary.who))
    assert ("25일", "2025-09-25") in [(answer.text, answer.value) for answer in summary.when]
    assert "하늘시장" in texts(summary.where)
    assert summary.what[0].text.startswith("누리시, 겨울철 화재 막는다")
    assert texts(summary.why) == ["겨울철 화재 사고를 예방하기 위해", "낡은 전선 때문에"]
    assert texts(summary.how) == ["소방서와 함께", "상인회를 통해"]


@pytest.mark.parametrize(("text", "expected"), WHY)
def test_why(text, expected):
    assert texts(check_evidence(korex.extract(text, reference_date="2025-09-26")).why) == [expected]


@pytest.mark.parametrize(("text", "expected"), HOW)
def test_how(text, expected):
    assert texts(check_evidence(korex.extract(text)).how) == [expected]


@pytest.mark.parametrize("text", NOTHING)
def test_no_reason(text):
    summary = check_evidence(korex.extract(text))
    assert summary.why == summary.how == ()


def test_decomposed_text():
    x = korex.extract(unicodedata.normalize("NFD", ARTICLE), reference_date="2025-09-26")
    check_evidence(x)


def test_a_result_from_json_gives_the_same(x):
    assert korex.Extraction.from_json(x.to_json()).summary() == x.summary()


def test_shown_and_as_data(x):
    shown = str(x.summary())
    assert [line.split("\t")[0].strip() for line in shown.splitlines() if not line.startswith(" ")] == list(
        QUESTIONS.values()
    )
    data = json.loads(json.dumps(x.summary().to_dict()))
    assert data["why"][0]["evidence"][0]["text"] == "겨울철 화재 사고를 예방하기 위해"
    assert list(data) == list(QUESTIONS)
