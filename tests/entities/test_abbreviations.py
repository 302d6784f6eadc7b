"""Organizations that a text calls by a short name after it has given both."""

import pytest

import korex
from korex.entities.abbreviations import abbreviations

SHORT = [
    ("세계나무기구(WTO)는 보고서를 냈다. WTO는 …", {"WTO": "세계나무기구"}),
    ("나래물연구원(NWI·원장 도하람)은 NWI를 알렸다.", {"NWI": "나래물연구원"}),
    ("국제나무기구(International Tree Organization·ITO)는 컸다. ITO는 …", {"ITO": "국제나무기구"}),
    ("WTO(세계나무기구)는 보고서를 냈다. WTO는 …", {"WTO": "세계나무기구"}),
    ("대한가온협회(대가협)가 모였다. 대가협은 …", {"대가협": "대한가온협회"}),
    ("나래환경시민협회(이하 ‘푸른나래’)는 … 푸른나래는 …", {"푸른나래": "나래환경시민협회"}),
    ("나래물연구원(NWI)이 문을 열었다.", {}),  # not called so again
    ("나래물연구원(이하 연구원)은 … 연구원은 …", {}),  # any of its kind
    ("온빛협회(서울)는 서울에 있다.", {}),  # where it is
    ("온빛연구원(NASDAQ)은 NASDAQ에서 올랐다.", {}),
    ("나래물연구원(원장 도하람)의 원장은 …", {}),
    ("국내총생산(GDP)이 늘었다. GDP는 …", {}),  # no organization
    ("임금·단체협약(임단협)을 맺었다. 임단협은 …", {}),
]


@pytest.mark.parametrize(("text", "names"), SHORT)
def test_abbreviations(text, names):
    assert abbreviations(text, []) == names


def test_one_organization():
    x = korex.extract(
        "한국가온기술진흥원(이하 ‘가기원’)은 9일 공모를 연다. 가기원은 시에 땅을 요청했다. "
        "가기원은 “서둘러 달라”고 말했다."
    )
    assert {entity.label for entity in x.entities if entity.text == "가기원"} == {"ORG"}
    assert not x.people
    assert not x.events
    assert [answer.text for answer in x.summary().who] == ["한국가온기술진흥원"]
    assert [mention.text for mention in x.mentions_of("가기원")] == ["한국가온기술진흥원", "가기원", "가기원", "가기원"]
    assert len(x.quotes_by("한국가온기술진흥원")) == 1
    assert len(x.directives_by("한국가온기술진흥원")) == 2
