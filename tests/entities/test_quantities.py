"""Quantities: value, kind and unit; what is no quantity."""

import pytest

import korex
from korex.entities.quantities import parse_number

VALUES = [
    ("일당은 82,000원이다.", "82,000원", "MONEY", 82_000, "원"),
    ("관객 1,234,567명이 들었다.", "1,234,567명", "COUNT", 1_234_567, "명"),
    ("예산은 45억 6천만원이다.", "45억 6천만원", "MONEY", 4_560_000_000, "원"),
    ("배상금 2억 7천300만원을 냈다.", "2억 7천300만원", "MONEY", 273_000_000, "원"),
    ("기본급 21만3천700원을 올렸다.", "21만3천700원", "MONEY", 213_700, "원"),
    ("총사업비는 27억 3,500만 원이다.", "27억 3,500만 원", "MONEY", 2_735_000_000, "원"),
    ("수출이 3.2억 달러 늘었다.", "3.2억 달러", "MONEY", 320_000_000, "달러"),
    ("벌금 500유로를 냈다.", "500유로", "MONEY", 500, "유로"),
    ("장학금 30억 푼다고 밝혔다.", "30억", "OTHER", 3_000_000_000, None),
    ("주민 1천700여명이 모였다.", "1천700여명", "COUNT", 1700, "명"),
    ("관람객은 12만여 명이었다.", "12만여 명", "COUNT", 120_000, "명"),
    ("소 열두 마리를 길렀다.", "열두 마리", "COUNT", 12, "마리"),
    ("하늘을 두 차례 올려다봤다.", "두 차례", "COUNT", 2, "차례"),
    ("한 번 더 해 보자.", "한 번", "COUNT", 1, "번"),
    ("손님이 오십 명쯤 온다.", "오십 명쯤", "COUNT", 50, "명"),
    ("값은 삼만 오천 원이다.", "삼만 오천 원", "MONEY", 35_000, "원"),
    ("칠십 대를 팔았다.", "칠십 대", "COUNT", 70, "대"),
    ("사십대 손님이 왔다.", "사십대", "AGE", 40, None),
    ("투표율은 61.3%였다.", "61.3%", "PERCENT", 61.3, "%"),
    ("지지율이 2.5%p 올랐다.", "2.5%p", "PERCENT", 2.5, "%p"),
    ("물가가 3퍼센트 올랐다.", "3퍼센트", "PERCENT", 3, "퍼센트"),
    ("마별아(41)씨가 왔다.", "41", "AGE", 41, None),
    ("A(19)씨를 붙잡았다.", "19", "AGE", 19, None),
    ("60대 주민이 신고했다.", "60대", "AGE", 60, None),
    ("만 65세 이상 어르신", "65세", "AGE", 65, "세"),
    ("창고에는 30대의 컴퓨터가 있다.", "30대", "COUNT", 30, "대"),
    ("반의 3분의 2가 찬성했다.", "3분의 2", "OTHER", 2 / 3, None),
    ("속도가 2.5배 빨라졌다.", "2.5배", "OTHER", 2.5, "배"),
    ("무게 780㎏까지 싣는다.", "780㎏", "WEIGHT", 780, "㎏"),
    ("밭 25a를 갈았다.", "25a", "AREA", 25, "a"),
    ("산 9㏊가 탔다.", "9㏊", "AREA", 9, "㏊"),
    ("34평 아파트를 샀다.", "34평", "AREA", 34, "평"),
    ("길이 3.5km 도로를 냈다.", "3.5km", "LENGTH", 3.5, "km"),
    ("시속 80km/h로 달렸다.", "80km/h", "SPEED", 80, "km/h"),
    ("기온이 33℃까지 올랐다.", "33℃", "TEMPERATURE", 33, "℃"),
    ("물 2리터를 마셨다.", "2리터", "VOLUME", 2, "리터"),
    ("전국 3위에 올랐다.", "3위", "ORDER", 3, "위"),
    ("첫 번째 손님이 왔다.", "첫 번째", "ORDER", 1, None),
    ("제17회 축제를 연다.", "제17회", "ORDER", 17, None),
    ("최대 21학점을 듣는다.", "21학점", "COUNT", 21, "학점"),
]
NONE = [
    "3개월 만에 돌아왔다.",
    "오후 3시 20분에 만나자.",
    "문의는 02-555-0188로 한다.",
    "세대 차이를 느꼈다.",
    "만화를 너무 좋아한다.",
    "이천 시민이 모였다.",
    "올해의 십대 뉴스를 골랐다.",
    "다시 문을 열자고 했다.",
    "한편 시는 계획을 세웠다.",
    "서명을 받았다.",
]


@pytest.mark.parametrize(("text", "surface", "kind", "value", "unit"), VALUES)
def test_quantity(text, surface, kind, value, unit):
    found = {item.text: item for item in korex.extract(text).quantities}
    assert surface in found, found
    item = found[surface]
    assert (item.kind, item.value, item.unit) == (kind, pytest.approx(value), unit)
    assert text[item.start : item.end] == surface


@pytest.mark.parametrize("text", NONE)
def test_no_quantity(text):
    assert korex.extract(text).quantities == ()


@pytest.mark.parametrize(
    ("words", "value"),
    [("1조 2천억", 1.2e12), ("3천", 3000), ("4천150억", 4.15e11), ("만", 10**4), ("1,284", 1284), ("2만3", 20003)],
)
def test_parse_number(words, value):
    assert parse_number(words) == value


def test_only_content_sections_count():
    x = korex.extract("예산 3억원을 썼다.\n저작권자 © 가람일보 무단전재 및 재배포 금지")
    assert [item.text for item in x.quantities] == ["3억원"]


def test_points_are_percentages_as_entities():
    doc = korex.load(tagger=False)("찬성이 4.2%포인트 늘었다.")
    assert [span.text for span in doc.ents if span.label_ == "QUANTITY"] == ["4.2%"]
