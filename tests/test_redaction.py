"""Redaction: the same person gets the same placeholder, particles fit, and what is asked for comes back."""

import json
import unicodedata

import pytest

import korex
from korex.redaction import restore

TEXT = (
    "누리시 윤가람 시장은 25일 표다라 과장, 안젤리카 베커 이사와 만났다. 윤 시장이 “베커 이사가 답한다”고 말했다. "
    "표 과장과 윤가람이 웃었다. 시장은 그를 칭찬했다.\n문의: 02-555-0134, 02) 555-0134, pr@hanbit.kr"
)
CASES = [
    # the particle follows the sound the placeholder ends in: 일, 이, 삼
    ("윤가람은 왔다.", "[인물1]은 왔다."),
    ("윤다라는 왔다.", "[인물1]은 왔다."),
    ("표다라 과장은 윤가람 국장과 윤나래 과장을 만났다.", "[인물1] 과장은 [인물2] 국장과 [인물3] 과장을 만났다."),
    ("표다라 과장, 윤가람 국장. 윤가람은 갔다.", "[인물1] 과장, [인물2] 국장. [인물2]는 갔다."),
    # a family name with a title, 씨
    ("농민 표순덕(77)씨는 웃었다. 표씨는 갔다.", "농민 [인물1](77)씨는 웃었다. [인물1]씨는 갔다."),
    # contacts: however a number is written, it is one
    ("전화 02-555-0134나 02.555.0134로 한다.", "전화 [전화1]이나 [전화1]로 한다."),
    ("Pr@hanbit.kr와 pr@hanbit.kr로", "[전자우편1]과 [전자우편1]로"),
    # numbers
    ("주민등록번호는 900101-1234567이다.", "주민등록번호는 [번호1]이다."),
    ("누리은행 302-0555-0134-81로 보냈다.", "누리은행 [번호1]로 보냈다."),
    # addresses
    ("누리시 별빛로 25, 103동 1204호에 산다.", "[주소1]에 산다."),
    # forms and letters
    ("예금주: 도하람, 도하람입니다.", "예금주: [인물1], [인물1]입니다."),
    ("채송이 과장입니다. 송이예요. 채송이 올림", "[인물1] 과장입니다. [인물1]이에요. [인물1] 올림"),
    ("채송이 과장은 꽃송이와 송이버섯을 땄다.", "[인물1] 과장은 꽃송이와 송이버섯을 땄다."),
    ("소수점 올림", "소수점 올림"),
    ("이름: 없음", "이름: 없음"),
    # by a part of the name, without a name
    ("남궁다온 주무관이 왔다. 다온 씨가 웃었다.", "[인물1] 주무관이 왔다. [인물1] 씨가 웃었다."),
    ("김모(34)씨는 갔다.", "[인물1](34)씨는 갔다."),
    # nothing to take out
    ("비가 온다.", "비가 온다."),
    ("", ""),
]  # fmt: skip
PARTICLES = [
    # what stands after a name of one sound must fit a placeholder of another
    ("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"), ("으로", "로"), ("이나", "나"), ("이랑", "랑"),
    ("이라", "라"), ("이라고", "라고"), ("이며", "며"), ("이다", "다"),
    ("이었다", "였다"), ("으로서", "로서"), ("아", "야"),
]  # fmt: skip
SAME = ["에서", "에게", "도", "만", "의", "까지", "께서", "한테"]


@pytest.fixture(scope="module")
def two():
    """A pipeline that knows two people and nobody else by model."""
    return korex.load(tagger=False, words={"윤가람": "PERSON", "표다라": "PERSON"})


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_redact(text, expected):
    assert korex.redact(text).text == expected


@pytest.mark.parametrize(("consonant", "vowel"), PARTICLES)
def test_particles(consonant, vowel, two):
    text = f"윤가람{consonant} 한다. 표다라{vowel} 한다."
    result = korex.redact(text, template="{label}{number}", reversible=True, nlp=two)
    assert result.text == f"PERSON1{vowel if consonant.startswith('으로') else consonant} 한다. PERSON2{vowel} 한다."
    turned = korex.redact(text, template="{label}{number}나", reversible=True, nlp=two)
    assert turned.text == f"PERSON1나{vowel} 한다. PERSON2나{vowel} 한다."
    assert result.restore() == turned.restore() == text


@pytest.mark.parametrize("particle", SAME)
def test_particles_that_do_not_change(particle, two):
    assert korex.redact(f"표다라{particle} 있다.", nlp=two).text == f"[인물1]{particle} 있다."


def test_the_same_person_throughout():
    assert korex.redact(TEXT).text == (
        "누리시 [인물1] 시장은 25일 [인물2] 과장, [인물3] 이사와 만났다. "
        "[인물1] 시장이 “[인물3] 이사가 답한다”고 말했다. [인물2] 과장과 [인물1]이 웃었다. "
        "시장은 그를 칭찬했다.\n문의: [전화1], [전화1], [전자우편1]"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("남궁민수 과장이 왔다. 민수야, 와라.", "[인물1] 과장이 왔다. [인물1]아, 와라."),
        ("洪吉童 사장이 왔다. 洪 사장은 웃었다.", "[인물1] 사장이 왔다. [인물1] 사장은 웃었다."),
        ("홍길동(洪吉童) 사장이 왔다.", "[인물1]([인물1]) 사장이 왔다."),
    ],
)
def test_the_same_person_by_a_part_of_the_name(text, expected):
    assert korex.redact(text).text == expected


def test_own_words_as_they_are_written():
    nlp = korex.load(words={"엘론 머스키": "PERSON", "가온": "PRODUCT", "GAON": "PRODUCT"})
    text = "엘론 머스키 대표와 엘론\n머스키는 GAON과 ＧＡＯＮ을 가온에 냈다."
    redacted = "[인물1] 대표와 [인물1]은 [PRODUCT1]과 [PRODUCT1]을 [PRODUCT2]에 냈다."
    for form in ("NFC", "NFD"):
        redaction = korex.redact(unicodedata.normalize(form, text), ["PERSON", "PRODUCT"], nlp=nlp, reversible=True)
        assert unicodedata.normalize("NFC", redaction.text) == redacted
        assert unicodedata.normalize("NFC", redaction.restore()) == text
    assert [person.name for person in korex.extract(text, nlp=nlp).people] == ["엘론 머스키"]


def test_a_label_of_ones_own():
    nlp = korex.load(words={"가온폰": "PRODUCT"})
    text = "한빛전자가 가온폰을 냈다."
    redaction = korex.redact(text, ["PRODUCT"], nlp=nlp, reversible=True)
    assert redaction.text == "한빛전자가 [PRODUCT1]을 냈다."
    assert redaction.restore() == text
    assert korex.redact(korex.extract(text, nlp=nlp), ["PRODUCT"]).text == redaction.text
    with pytest.raises(korex.InputError, match="labels: 'PRODUCT'; allowed: PERSON"):
        korex.redact(text, ["PRODUCT"])


def test_chosen_labels_and_template():
    result = korex.redact(TEXT, ["TITLE", "DATE"], template="<{label}_{number}>")
    assert result.text.startswith("누리시 윤가람 <TITLE_1>은 <DATE_1> 표다라 <TITLE_2>, 안젤리카 베커 <TITLE_3>과")
    assert "02-555-0134" in result.text


def test_a_mask():
    assert korex.redact("표다라 과장이 왔다.", template="{first}○○").text == "표○○ 과장이 왔다."


def test_what_was_taken_out_is_not_in_the_result():
    result = korex.redact(TEXT)
    kept = json.dumps(result.to_dict(), ensure_ascii=False)
    assert not any(name in kept for name in ("윤가람", "표다라", "베커", "0134", "hanbit"))
    with pytest.raises(korex.InputError, match="reversible=True"):
        result.restore()


def test_reversible():
    result = korex.redact(TEXT, reversible=True)
    assert result.restore() == TEXT
    assert result.mapping["[인물1]"] == "윤가람"
    assert result.mapping["[인물3]"] == "안젤리카 베커"
    for replacement in result.replacements:
        assert result.text[replacement.start : replacement.end] == replacement.placeholder


def test_an_answer_with_placeholders_gets_the_names():
    result = korex.redact(TEXT, reversible=True)
    assert result.restore("[인물2]은 [인물1]과 [전화1]로 이야기했다.") == "표다라는 윤가람과 02-555-0134로 이야기했다."
    assert restore("[인물1]과 [인물12]가", {"[인물1]": "표다라"}) == "표다라와 [인물12]가"
    assert restore("그대로", {}) == "그대로"


def test_a_result_is_redacted_as_it_is():
    x = korex.extract("윤가람 시장은 왔다.")
    assert korex.redact(x).text == "[인물1] 시장은 왔다."


def test_own_words():
    nlp = korex.load(words={"나래아리": "PERSON", "윤가람": "-"})
    assert korex.redact("나래아리는 윤가람 시장을 만났다.", nlp=nlp).text == "[인물1]은 윤가람 시장을 만났다."


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"labels": ["PERSN"]}, "labels: 'PERSN'; allowed: PERSON"),
        ({"labels": ["PERSON", "DIRECTIVE"]}, "labels: 'DIRECTIVE'"),
        ({"template": "[{nama}]"}, r"unknown \['nama'\]; allowed: first, label, name, number"),
        ({"template": "[{name"}, "template"),
        ({"template": "○○○", "reversible": True}, "gives two things one placeholder"),
    ],
)
def test_wrong_calls(options, message):
    with pytest.raises(korex.InputError, match=message):
        korex.redact(TEXT, **options)


@pytest.mark.parametrize(
    "text", [unicodedata.normalize("NFD", TEXT), TEXT.replace(" ", "\u3000"), "\u200b" + TEXT, "\ud800"]
)
def test_messy_texts_come_back(text):
    result = korex.redact(text, ["PERSON", "TITLE", "ORG", "LOC", "DATE", "PHONE"], reversible=True)
    assert result.restore() == text


def test_text_that_is_none():
    with pytest.raises(korex.InputError, match="expected the text as a str"):
        korex.redact(3)
