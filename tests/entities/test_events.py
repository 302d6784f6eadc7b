"""Events with kind, date and place; what is none."""

import pytest

import korex

REFERENCE = "2031-02-20"
FOUND = [
    # named once in full, then without its edition
    (
        "제5회 물망초 축제 안내\n\n물망초 축제가 5월 1일부터 3일까지 가람공원에서 열립니다.",
        ("제5회 물망초 축제", "FESTIVAL", "2031-05-01/2031-05-03", "가람공원"),
    ),
    # told of by its kind further on, a fire by 불
    (
        "가람군이 ‘가람빛축제’를 연다. 열두 번째다. 축제는 10월 3일부터 5일까지 해솔공원에서 열린다.",
        ("가람빛축제", "FESTIVAL", "2031-10-03/2031-10-05", "해솔공원"),
    ),
    (
        "양양 냉동창고 화재로 1명 사망\n\n양양의 한 창고에서 난 불이 꺼졌다. 이 불로 1명이 숨졌다. "
        "불은 6일 오후 5시쯤 시작됐다.",
        ("양양 냉동창고 화재", "DISASTER", "2031-02-06", "양양"),
    ),
    # a sitting held on its day; one of a council by its numbers
    ("의장은 다음 달 3일 본회의를 열어 예산안을 처리한다.", ("본회의", "MEETING", "2031-03-03", None)),
    (
        "제31회 가람군의회 임시회 제1차 본회의를 개의하겠습니다.",
        ("제31회 가람군의회 임시회 제1차 본회의", "MEETING", None, None),
    ),
    # what follows a clause that says where it is held is where the next one is
    (
        "가람박물관에서는 특별전 ‘차에 담긴 강’이 25일 열리고, 27일 해솔책방에서는 북토크 ‘강을 걷다’가 마련된다.",
        ("차에 담긴 강", "OTHER", "2031-02-25", "가람박물관"),
    ),
    (
        "가람박물관에서는 특별전 ‘차에 담긴 강’이 25일 열리고, 27일 해솔책방에서는 북토크 ‘강을 걷다’가 마련된다.",
        ("강을 걷다", "OTHER", "2031-02-27", "해솔책방"),
    ),
    # part of what goes on for days
    (
        "‘가람빛축제’가 10월 3일부터 5일까지 해솔공원에서 열린다. 첫날에는 ‘달빛 춤판’이 펼쳐진다.",
        ("달빛 춤판", "OTHER", "2031-10-03", None),
    ),
    (
        "‘가람빛축제’가 10월 3일부터 5일까지 해솔공원에서 열린다. 마지막 날에는 ‘달빛 춤판’이 펼쳐진다.",
        ("달빛 춤판", "OTHER", "2031-10-05", None),
    ),
    # the year in a name and the month it begins; what stands between letters and digits; an area is its place
    ("가람FC는 내년 3월 개막하는 2032 코리아컵에 나선다.", ("2032 코리아컵", "SPORTS", "2032-03", None)),
    ("지난달 태국에서 열린 AFC U-20 아시안컵에 다녀왔다.", ("AFC U-20 아시안컵", "SPORTS", "2031-01", "태국")),
    ("군은 25일 가람공원 일원에서 ‘가람빛축제’를 연다.", ("가람빛축제", "FESTIVAL", "2031-02-25", "가람공원")),
    (
        "25일 오후 7시에는 해솔초 운동장에서 개막식과 함께 ‘달빛 음악회’가 열린다.",
        ("달빛 음악회", "OTHER", "2031-02-25", "해솔초 운동장"),
    ),
    ("25일에는 나래공원에서 ‘강, 산을 만나다’가 펼쳐진다.", ("강, 산을 만나다", "OTHER", "2031-02-25", "나래공원")),
    ("군은 25일 나래공원에서 가람산 철쭉제를 연다.", ("가람산 철쭉제", "FESTIVAL", "2031-02-25", "나래공원")),
    (
        "학부모 설명회를 마련하였습니다. 많이 와 주세요.\n\n1. 일시: 2031년 3월 26일(수) 09:40\n2. 장소: 3층 강당\n",
        ("학부모 설명회", "MEETING", "2031-03-26", "3층 강당"),
    ),
    ("노조는 25일 국회에서 ‘나래공단 증언대회’를 연다.", ("나래공단 증언대회", "MEETING", "2031-02-25", "국회")),
    ("회사는 25일 가람호텔에서 투자자 대상 기업설명회를 연다.", ("기업설명회", "MEETING", "2031-02-25", "가람호텔")),
    ("주민들은 5월 5일 시청 앞 광장에서 규탄대회를 연다.", ("규탄대회", "OTHER", "2031-05-05", "시청 앞 광장")),
    # one side of a meeting before the other; a headline whose story speaks of the meeting
    (
        "한-카잔벨 외교장관 회담 개최\n\n도하람 장관은 13일 서울에서 회담을 가졌다.",
        ("한-카잔벨 외교장관 회담", "MEETING", "2031-02-13", "서울"),
    ),
    # marks of the same kind belong together
    (
        "“5월 9일 면사무소 앞마당에서 ‘갯벌 음악회’를 엽니다.”",
        ("갯벌 음악회", "OTHER", "2031-05-09", "면사무소 앞마당"),
    ),
    # headings of a notice, with their day below or behind
    (
        "1. 교육과정 설명회\n 가. 일시: 2031. 3. 18.(화) 14:00\n 나. 장소: 본교 강당",
        ("교육과정 설명회", "MEETING", "2031-03-18", "본교 강당"),
    ),
    ("3. 직업체험캠프: 3월 24일(월)부터 28일(금)까지", ("직업체험캠프", "OTHER", "2031-03-24/2031-03-28", None)),
    # after its day; solemn verbs; the day is that of another verb
    ("“10월 해솔인삼축제 때는 버스를 늘리겠다”고 했다.", ("해솔인삼축제", "FESTIVAL", "2031-10", None)),
    ("영결식은 25일 오전 8시 해솔성 앞 광장에서 엄수된다.", ("영결식", "CEREMONY", "2031-02-25", "해솔성 앞 광장")),
    ("‘해솔빛축제’를 지켜 온 장인 표만석 옹이 13일 별세했다.", ("해솔빛축제", "FESTIVAL", None, None)),
    # the ceremony of what is named before it, which takes a day; part of the first day
    (
        "해솔시는 13일 빛광장에서 제60회 해솔문화제 개막식을 갖고 사흘간의 일정에 들어갔다.",
        ("개막식", "CEREMONY", "2031-02-13", "빛광장"),
    ),
    (
        "‘가람빛축제’가 10월 3일부터 5일까지 열린다. 첫날 거리 퍼레이드에는 시민이 나선다.",
        ("거리 퍼레이드", "FESTIVAL", "2031-10-03", None),
    ),
    # a match by its sport or its cup, an occasion by its day, what is over, what begins and ends something
    (
        "해솔시는 24일 해솔체육관에서 해솔 역도대회를 연다.",
        ("해솔 역도대회", "SPORTS", "2031-02-24", "해솔체육관"),
    ),
    ("노조는 오는 25일 총파업에 들어간다.", ("총파업", "OTHER", "2031-02-25", None)),
    ("2011년 ‘재스민 혁명’ 이후 가장 낮았다.", ("재스민 혁명", "OTHER", "2011", None)),
    ("군은 15일 해솔호에서 드론 라이트쇼로 축제를 마무리한다.", ("드론 라이트쇼", "OTHER", "2031-03-15", "해솔호")),
    # held with others, called in, told by the whole word before the marks, an incident of its year
    (
        "위원장은 5일 해솔청사에서 해솔시, 가람공사와 함께 ‘이용자 보호 점검회의’를 주재했다.",
        ("이용자 보호 점검회의", "MEETING", "2031-02-05", "해솔청사"),
    ),
    ("군은 25일 간부회의를 소집해 개선안을 논의한다.", ("간부회의", "MEETING", "2031-02-25", None)),
    (
        "26일에는 가람문화원 대강당에서 국제학술대회 ‘등불과 동아시아’가 열린다.",
        ("등불과 동아시아", "MEETING", "2031-02-26", "가람문화원 대강당"),
    ),
    ("2022년 KTX 탈선 사태의 교훈을 잊었다.", ("KTX 탈선 사태", "OTHER", "2022", None)),
    # held together; a sitting with its day
    ("군은 25일 군청 마당에서 기념식과 ‘가람 한마당’을 연다.", ("가람 한마당", "FESTIVAL", "2031-02-25", "군청 마당")),
    ("여당은 27일 본회의에서 법안을 처리한다.", ("본회의", "MEETING", "2031-02-27", None)),
    # a common noun that is held at a place, a holiday in a name, a gloss in the marks
    ("군은 12일 군청 대강당에서 공청회를 열었다.", ("공청회", "MEETING", "2031-02-12", "군청 대강당")),
    ("25일 군청에서 열리는 설 명절 점검회의에 간다.", ("설 명절 점검회의", "MEETING", "2031-02-25", "군청")),
    ("지난 5일 열린 ‘제3회 가람로봇대회(GRC 2031)’에 갔다.", ("제3회 가람로봇대회", "OTHER", "2031-02-05", None)),
    # a clause without its verb, one put off, one whose notice labels date and place below a later mention
    (
        "‘섬마을 음악회’가 24일 가람도 선착장에서, ‘악기 교실’이 27일 해솔도서관에서 열린다.",
        ("섬마을 음악회", "OTHER", "2031-02-24", "가람도 선착장"),
    ),
    (
        "‘섬마을 음악회’가 24일 가람도 선착장에서, ‘악기 교실’이 27일 해솔도서관에서 열린다.",
        ("악기 교실", "OTHER", "2031-02-27", "해솔도서관"),
    ),
    (
        "군은 오는 25일 열기로 했던 ‘가람항 물회축제’를 다음 달 말로 미루기로 했다.",
        ("가람항 물회축제", "FESTIVAL", "2031-03", None),
    ),
    (
        "우리 학교는 봄 현장체험학습을 실시합니다.\n\n"
        "1. 봄 현장체험학습\n 가. 일시: 2031. 5. 16.\n 나. 장소: 삼척 가람굴",
        ("봄 현장체험학습", "OTHER", "2031-05-16", "삼척 가람굴"),
    ),
    (
        "봉황마을에서는 24일과 25일 ‘가람 옹기한마당’이 펼쳐진다.",
        ("가람 옹기한마당", "FESTIVAL", "2031-02-24/2031-02-25", "봉황마을"),
    ),
    (
        "‘가람 얼음낚시축제’는 다음 달 10일부터 사흘 동안 열린다.",
        ("가람 얼음낚시축제", "FESTIVAL", "2031-03-10/2031-03-12", None),
    ),
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
    "지난해 11월 망원동에 반찬가게 ‘복례네’를 열었다.",
    "생태 교실 ‘갯벌학교’를 열었다.",
    "축제 기간에는 셔틀버스가 다닌다.",
    "이번 행사는 무료다.",
    "정부는 '청년내일계좌' 사업을 확대하고 「청년희망법」을 개정하기로 했다.",
    "그는 영화 '달의 저편'에서 의사 역을 맡았다.",
    "노사정 간담회를 열자는 제안이 나왔다.",
    "그는 1998년 경상남도 무형문화재로 지정됐다.",
    "가람여행사가 25일 문을 열었다.",
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


def test_the_fuller_name_stays():
    x = korex.extract("해솔시 가람빛축제를 25일 연다. 가람빛축제는 무료다.", reference_date=REFERENCE)
    assert [event.name for event in x.events] == ["해솔시 가람빛축제"]


def test_headings_of_a_notice():
    notice = (
        "알립니다.\n\n1. 「함께 읽는 책」 선포식\n  가. 일시: 2031. 4. 20.(일) 14:00\n  나. 장소: 새솔홀\n"
        "2. 작가와의 만남 안내\n  가. 일시: 2031. 4. 27.(일) 15:30\n  나. 장소: 자료실\n"
        "3. 신청 안내\n  가. 일시: 4. 8. 10시\n"
    )
    found = [(event.name, event.date, event.place) for event in korex.extract(notice).events]
    assert found == [("「함께 읽는 책」 선포식", "2031-04-20", "새솔홀"), ("작가와의 만남", "2031-04-27", "자료실")]


def test_a_cup_and_its_headline():
    found = korex.extract("나래FC, FA컵 결승행\n나래FC는 25일 열린 2031 FA컵 준결승에서 이겼다.").events
    assert [event.name for event in found] == ["2031 FA컵 준결승"]


def test_a_disaster_by_its_fuller_name():
    found = korex.extract("25일 가평군 가람면 산사태로 집이 묻혔다. 가평군 산사태 이후 비가 그쳤다.").events
    assert [event.name for event in found] == ["가평군 가람면 산사태"]


def test_a_bare_word_for_what_was_named():
    x = korex.extract("군은 15일 용역 보고회를 열었다. 이날 보고회를 주재한 군수는 웃었다.", reference_date=REFERENCE)
    assert [event.name for event in x.events] == ["용역 보고회"]


def test_an_edition_and_its_headline():
    x = korex.extract(
        "가을밤 해솔 가람빛축제, 강물로\n\n해솔군은 오는 19일부터 제12회 가람빛축제를 연다. 표는 없다.",
        reference_date=REFERENCE,
    )
    assert [event.name for event in x.events] == ["제12회 가람빛축제"]


def test_what_a_ceremony_founds():
    x = korex.extract("시는 20일 옛 건물에서 ‘가람노동자쉼터’ 개소식을 열었다.", reference_date=REFERENCE)
    assert [event.name for event in x.events] == ["개소식"]
