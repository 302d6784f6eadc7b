"""People, titles, organizations and places by rule and lexicon."""

import pytest

from korex.language.analysis import analysis_of
from korex.pipeline import load

CASES = [
    ("윤가람 순천시장은 말했다.", [("윤가람", "PERSON"), ("순천시장", "TITLE")]),
    ("김 부시장은 점검을 당부했다.", [("김", "PERSON"), ("부시장", "TITLE")]),
    ("박 전 대통령이 왔다.", [("박", "PERSON"), ("대통령", "TITLE")]),
    ("배우 한새봄이 울었다.", [("배우", "TITLE"), ("한새봄", "PERSON")]),
    ("도하슬씨는 A씨와 김모 씨를 만났다.", [("도하슬", "PERSON"), ("A", "PERSON"), ("김", "PERSON")]),
    ("국도훈 나래군농업기술센터 특화작목팀장은 말했다.",
     [("국도훈", "PERSON"), ("나래군농업기술센터", "ORG"), ("특화작목팀장", "TITLE")]),
    ("서울지방경찰청장은 사과했다.", [("서울지방경찰청장", "TITLE")]),
    ("서울 강남구 역삼동에서 불이 났다.", [("서울 강남구 역삼동", "LOC")]),
    ("부산 동부경찰서는 조사에 나섰다.", [("부산 동부경찰서", "ORG")]),
    ("일본 정부는 유감을 밝혔다.", [("일본 정부", "ORG")]),
    ("프랑스가 이겼다.", [("프랑스", "ORG")]),
    ("프랑스에서 살았다.", [("프랑스", "LOC")]),
    ("세종시는 예산을 늘렸다.", [("세종시", "ORG")]),
    ("검찰과 경찰이 맞섰다.", [("검찰", "ORG"), ("경찰", "ORG")]),
    ("이탈리아산 포도주를 마셨다.", [("이탈리아", "LOC")]),
    ("시청 대회의실에서 만났다.", [("시청 대회의실", "LOC")]),
    ("원주시 청년복지과 주거상담팀이 맡는다.",
     [("원주시", "ORG"), ("청년복지과", "ORG"), ("주거상담팀", "ORG")]),
    ("담당 부서  가축방역과\n문의 바랍니다.", [("가축방역과", "ORG")]),
    ("세계동물보건기구는 권고했다.", [("세계동물보건기구", "ORG")]),
    ("한국수자원공사 영주권지사는 물을 막았다.", [("한국수자원공사 영주권지사", "ORG")]),
    ("앙겔라 메르켈 총리가 웃었다.", [("앙겔라 메르켈", "PERSON"), ("총리", "TITLE")]),
    ("국민의힘 도준서 의원은 반대했다.", [("국민의힘", "ORG"), ("도준서", "PERSON"), ("의원", "TITLE")]),
    ("사업에 지원한 교수가 왔다.", [("교수", "TITLE")]),
    ("난징(南京)에 갔다.", [("난징", "LOC"), ("南京", "LOC")]),
    ("칠레를 2-0으로 꺾었다.", [("칠레", "ORG")]),
    ("해솔 드래곤스가 홈경기에서 졌다.", [("해솔 드래곤스", "ORG")]),
    ("선두 팰컨스의 연승 경기는 끝났다.", [("팰컨스", "ORG")]),
    ("드래곤스는 웃고 팰컨스는 울었다. 시즌 첫 경기였다.", [("드래곤스", "ORG"), ("팰컨스", "ORG")]),
    ("육동하 팰컨스 감독은 말했다.", [("육동하", "PERSON"), ("팰컨스", "ORG"), ("감독", "TITLE")]),
    ("나주 킹스가 시즌 첫 경기를 치른다.", [("나주 킹스", "ORG")]),
    ("칠레 골키퍼의 손에 맞았다.", [("칠레", "ORG"), ("골키퍼", "TITLE")]),
    ("칠레를 여행했다.", [("칠레", "LOC")]),
]  # fmt: skip
NOTHING = [
    "별은 킹스 상표를 단 선수용 신발이다.",
    "별점도 안 보고 바로 시청했는데 좋았다.",
    "운동기구를 샀다.",
    "콩과\n팥을 심었다.",
    "이날 지역주민과\n함께 걸었다.",
    "날씨가 좋아 마음씨도 넉넉하다.",
    "공사를 서둘러 수사를 마쳤다.",
    "회의장에 사람이 많다.",
    "주장했다고 시인했다.",
    "미국인이 한국어를 배운다.",
    "표는 접수처에서 판다.",
    "사립대학교 등록금이 올랐다.",
    "전국 도시에서 열린 행사였다.",
]


@pytest.fixture(scope="module")
def rules():
    return load(tagger=False)


def names(rules, text):
    analysis = analysis_of(rules(text))
    return [
        (text[entity.start : entity.end], entity.label)
        for entity in analysis.entities
        if entity.label in ("PERSON", "TITLE", "ORG", "LOC")
    ]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_names(rules, text, expected):
    assert names(rules, text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_no_names(rules, text):
    assert names(rules, text) == []


def test_a_name_found_once_is_found_elsewhere(rules):
    text = "하겨울누리 대표는 사과했다. 그날 하겨울누리는 자리를 떠났다."
    assert [name for name, label in names(rules, text) if label == "PERSON"] == ["하겨울누리", "하겨울누리"]
