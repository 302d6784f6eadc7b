"""Events with kind, date and place; what is none."""

import pytest

import korex

REFERENCE = "2031-02-20"
FOUND = [
    (
        "올해 전국체전은 10월 17일 부산에서 개막한다.",
        ("전국체전", "SPORTS", "2031-10-17", "부산"),
    ),
    (
        "가람대는 개교 50주년 기념식을 열었다.",
        ("개교 50주년 기념식", "CEREMONY", None, None),
    ),
    ("‘솔나래 산불’로 주민들이 대피했다.", ("솔나래 산불", "DISASTER", None, None)),
    ("지난 12일 열린 첫 공판에서 말했다.", ("첫 공판", "OTHER", "2031-02-12", None)),
    (
        "정기연주회가 오는 25일 나래 팔마문화관에서 열린다.",
        ("정기연주회", "OTHER", "2031-02-25", "나래 팔마문화관"),
    ),
    (
        "시의회는 오는 24일 제285회 임시회 1차 본회의를 연다.",
        ("제285회 임시회 1차 본회의", "MEETING", "2031-02-24", None),
    ),
    (
        "제4회 가람 달빛영화제가 오는 5일 가람호수공원 야외무대에서 시작해 사흘간 이어진다.",
        ("제4회 가람 달빛영화제", "FESTIVAL", "2031-03-05/2031-03-07", "가람호수공원 야외무대"),
    ),
    (
        "나래군 체육회는 지난 12일 나래종합운동장에서 제23회 나래군민체육대회를 성황리에 마쳤다.",
        ("제23회 나래군민체육대회", "SPORTS", "2031-02-12", "나래종합운동장"),
    ),
    (
        "도의회는 15일 본회의장에서 제412회 임시회를 열어 조례안을 의결했다.",
        ("제412회 임시회", "MEETING", "2031-02-15", "본회의장"),
    ),
    (
        "군수는 18일 군청 상황실에서 간부회의를 열어 점검을 지시했다.",
        ("간부회의", "MEETING", "2031-02-18", "군청 상황실"),
    ),
    (
        "시립미술관은 4월 1일부터 6월 30일까지 기획전 ‘물의 기억’을 연다.",
        ("물의 기억", "OTHER", "2031-04-01/2031-06-30", None),
    ),
    (
        "가람초등학교는 3일 강당에서 제78회 졸업식을 가졌다.",
        ("제78회 졸업식", "CEREMONY", "2031-02-03", "강당"),
    ),
    ("보건소는 '금연 캠페인'을 벌인다.", ("금연 캠페인", "CAMPAIGN", None, None)),
    ("4·7 재보궐선거를 앞두고 후보들이 나섰다.", ("4·7 재보궐선거", "ELECTION", "2031-04-07", None)),
    ("2022년 이태원 참사 당시 출동했다.", ("이태원 참사", "DISASTER", "2022", "이태원")),
    (
        "주민설명회: 6월 3일(화) 오후 7시, 해솔동 행정복지센터 3층",
        ("주민설명회", "MEETING", "2031-06-03", "해솔동 행정복지센터 3층"),
    ),
    (
        "○ 일시: 2031. 5. 14.(수) ○ 장소: 가람구청 대강당 ○ 행사명: 가람구 일자리 박람회",
        ("가람구 일자리 박람회", "OTHER", "2031-05-14", "가람구청 대강당"),
    ),
    (
        "개막식은 14일 오후 5시 중앙광장에서 열린다.",
        ("개막식", "CEREMONY", "2031-03-14", "중앙광장"),
    ),
]
NONE = [
    "축제 기간에는 셔틀버스가 다닌다.",
    "이번 행사는 무료다.",
    "정부는 '청년내일계좌' 사업을 확대하고 「청년희망법」을 개정하기로 했다.",
    "그는 영화 '달의 저편'에서 의사 역을 맡았다.",
    "노사정 간담회를 열자는 제안이 나왔다.",
    "회의가 길어졌다.",
    "“내일 꼭 열린다”고 그는 말했다.",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_event(text, expected):
    events = korex.extract(text, reference_date=REFERENCE).events
    assert expected in [(event.name, event.kind, event.date, event.place) for event in events]
    assert all(text[event.start : event.end] == event.name for event in events)


@pytest.mark.parametrize("text", NONE)
def test_no_event(text):
    assert korex.extract(text, reference_date=REFERENCE).events == ()


def test_one_item_for_all_mentions():
    x = korex.extract("‘가람 빛축제’가 열린다. ‘가람 빛축제’는 무료다.")
    assert [event.name for event in x.events] == ["가람 빛축제"]
