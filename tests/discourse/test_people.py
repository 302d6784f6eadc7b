"""Who is who: names, titles, organization, mentions."""

from itertools import pairwise

import pytest

from korex.schema import Extraction

# text, {name: (titles, organization, mentions)}
PEOPLE = [
    (
        "라도현 여주시장은 회의를 열었다. 라 시장은 점검을 지시했다. 그는 서두르자고 했다.",
        {"라도현": (["여주시장", "시장"], "여주시", ["라도현", "라 시장", "그"])},
    ),
    (
        "마세연 경기도 행정부지사가 왔다. 마 부지사는 웃었다.",
        {"마세연": (["행정부지사"], "경기도", ["마세연", "마 부지사"])},
    ),
    ("최나봄 경기남부경찰청 수사과장은 말했다.", {"최나봄": (["수사과장"], "경기남부경찰청", ["최나봄"])}),
    ("여주시의회 의장 표가람은 말했다.", {"표가람": (["의장"], "여주시의회", ["표가람"])}),
    ("농민 표가람(77)씨는 웃었다. 표씨는 밭으로 갔다.", {"표가람": (["농민"], None, ["표가람", "표씨"])}),
    ("洪吉童 사장은 왔다. 洪 사장은 웃었다.", {"洪吉童": (["사장"], None, ["洪吉童", "洪 사장"])}),
    ("홍길동(洪吉童) 사장은 왔다.", {"홍길동": (["사장"], None, ["홍길동"])}),
    # schools, parties, groups, and what somebody leads
    ("탁수현 가온고 감독은 웃었다.", {"탁수현": (["감독"], "가온고", ["탁수현"])}),
    ("가온초 교사 석다온씨는 웃었다.", {"석다온": (["교사"], "가온초", ["석다온"])}),
    ("새봄길당 석다온(49) 후보가 왔다.", {"석다온": (["후보"], "새봄길당", ["석다온"])}),
    ("세입자 모임 대표 석다온씨는 웃었다.", {"석다온": (["대표"], "세입자 모임", ["석다온"])}),
    ("도자기 강사 석다온 씨는 웃었다.", {"석다온": (["도자기 강사"], None, ["석다온"])}),
    # a name alone in the parenthesis of its title, one the analyser takes for a noun, 씨 before 입니다
    ("사무국장(석다온)이 왔다.", {"석다온": (["사무국장"], None, ["석다온"])}),
    ("안보형 해양수산부 장관은 웃었다.", {"안보형": (["장관"], "해양수산부", ["안보형"])}),
    ("라오스인 선원 26살 캄바 씨입니다.", {"캄바": ([], None, ["캄바"])}),
    ("현대자동차의 최고안전책임자인 레나 홀츠", {"레나 홀츠": (["최고안전책임자"], "현대자동차", ["레나 홀츠"])}),
    ("쩐 반 하이(36)씨가 왔다. 하이씨는 웃었다.", {"쩐 반 하이": ([], None, ["쩐 반 하이", "하이씨"])}),
    ("화가 석다온(1932~2019)의 그림이 걸린다.", {"석다온": (["화가"], None, ["석다온"])}),
    # branches of what is named before the title; the full name of an office
    ("탁수현 전교조 전북지부장은 웃었다.", {"탁수현": (["전북지부장"], "전교조", ["탁수현"])}),
    (
        "전북특별자치도교육청이 문을 연다. 탁수현 전북교육감은 웃었다.",
        {"탁수현": (["전북교육감"], "전북특별자치도교육청", ["탁수현"])},
    ),
    # 그 in the words of somebody is somebody else
    (
        "석다온 과장은 웃었다. 탁수현(63)씨는 “그는 좋은 사람”이라고 말했다.",
        {"석다온": (["과장"], None, ["석다온", "그"]), "탁수현": ([], None, ["탁수현"])},
    ),
    ("명재헌 한뫼대 명예교수가 왔다.", {"명재헌": (["명예교수"], "한뫼대", ["명재헌"])}),
    # whom a notice names with a telephone number
    ("많이 신청하시기 바랍니다.\n문의: 운영팀 담당 마동하 (041-555-0100)", {"마동하": ([], None, ["마동하"])}),
    ("문의: 복지과 담당자 석다온 주무관(041-555-0100)", {"석다온": (["주무관"], "복지과", ["석다온"])}),
    # names joined by a particle; the last part of a foreign name with 씨
    ("탁수현과 라도현의 안타로 이겼다.", {"탁수현": ([], None, ["탁수현"]), "라도현": ([], None, ["라도현"])}),
    (
        "동료 페드루 알메이다(33)씨는 웃었다. 알메이다씨는 갔다.",
        {"페드루 알메이다": ([], None, ["페드루 알메이다", "알메이다씨"])},
    ),
    # two who share a family name
    (
        "연다온 팀장은 왔다. 연가람 의원은 갔다. 연 팀장은 앉았다. 연 의원은 섰다.",
        {"연다온": (["팀장"], None, ["연다온", "연 팀장"]), "연가람": (["의원"], None, ["연가람", "연 의원"])},
    ),
    # a list shares the organization
    (
        "문의: 학생지원팀 팀장 온가람, 주무관 빙다온",
        {"온가람": (["팀장"], "학생지원팀", ["온가람"]), "빙다온": (["주무관"], "학생지원팀", ["빙다온"])},
    ),
    (
        "문의: 과장 도하람(02-555-0100) 주무관 빈나래(02-555-0101)",
        {"도하람": (["과장"], None, ["도하람"]), "빈나래": (["주무관"], None, ["빈나래"])},
    ),
    (
        "◆ 가온군 ◇ 4급 승진 △건설국장 도하람 ◇ 5급 전보 △경리팀장 석가온",
        {"도하람": (["건설국장"], "가온군", ["도하람"]), "석가온": (["경리팀장"], "가온군", ["석가온"])},
    ),
    # the heading of a list of appointments is the organization of its items
    (
        "◇ 여주시 ▲ 부시장 도하람 ▲ 해솔동장 석가온\n◇ 하늬은행 ▲ 부행장 표가람",
        {
            "도하람": (["부시장"], "여주시", ["도하람"]),
            "석가온": (["해솔동장"], "여주시", ["석가온"]),
            "표가람": (["부행장"], "하늬은행", ["표가람"]),
        },
    ),
    # a former office; a prefix that is a family name; a verb form that is none
    ("도하람 전 나래시체육회 회장이 왔다.", {"도하람": (["회장"], "나래시체육회", ["도하람"])}),
    ("전 하늬대 총장인 석가온 씨가 맡았다.", {"석가온": (["총장"], "하늬대", ["석가온"])}),
    ("주민 소정례(73)씨는 웃었다.", {"소정례": ([], None, ["소정례"])}),
    (
        "선고를 지켜본 해솔면 대책위원회 길만수 위원장은 울었다.",
        {"길만수": (["위원장"], "해솔면 대책위원회", ["길만수"])},
    ),
    ("구호단체 ‘푸른손길’의 도하람 팀장은 말했다.", {"도하람": (["팀장"], "푸른손길", ["도하람"])}),
    # a councillor sits in the council; who elected a member is no organization; 할머니 makes a name sure
    ("곽예린 나주시의원이 참석했다.", {"곽예린": (["나주시의원"], "나주시의회", ["곽예린"])}),
    ("새나래당 반세움 의원(나주·화순)은 지적했다.", {"반세움": (["의원"], "새나래당", ["반세움"])}),
    ("마을 주민 길복순 할머니(83)는 고개를 저었다.", {"길복순": ([], None, ["길복순"])}),
    # what has a shore and a surface is no person
    ("강구안은 붐볐다. 강구안 일대를 통제한다.", {}),
    ("가로등을 켜자.\n빈나래 · 나주시 송월동", {"빈나래": ([], None, ["빈나래"])}),
    # an organization no lexicon knows between the name and the title
    ("도하람 나래소프트 대표는 말했다.", {"도하람": (["대표"], "나래소프트", ["도하람"])}),
    # a speaker's label in minutes: the title after it is that of whom he speaks to
    (
        "○의장 도하람 표결하겠습니다.\n○과장 석가온 의원님 말씀이 옳습니다.",
        {"도하람": (["의장"], None, ["도하람"]), "석가온": (["과장"], None, ["석가온"])},
    ),
    # 시 is the city the text speaks of, and the outlet that signs the page is nobody's employer
    (
        "나주시는 눈을 치웠다. 시는 다 치웠다.\n도하람 안전총괄과장은 말했다.\nⓒ 한빛일보, 무단 전재 금지\n한빛일보",
        {"도하람": (["안전총괄과장"], "나주시", ["도하람"])},
    ),
    # names in parentheses, after a slash, joined by a dot
    ("가람로보틱스(Garam·대표 지다온)는 컸다.", {"지다온": (["대표"], "가람로보틱스", ["지다온"])}),
    ("[어금숙/강화군 농민 : “덥다.”]", {"어금숙": (["농민"], "강화군", ["어금숙"])}),
    ("아들 제갈윤(가람대학교 교수)씨가 왔다.", {"제갈윤": (["교수"], "가람대학교", ["제갈윤"])}),
    (
        "공동대표 석보람·천우진이 왔다.",
        {"석보람": (["공동대표"], None, ["석보람"]), "천우진": (["공동대표"], None, ["천우진"])},
    ),
    # the name ends before the organization; a common noun is no part of that, nor is where somebody is from
    ("사공다온 순천 감독은 웃었다. 사공 감독은 갔다.", {"사공다온": (["감독"], "순천", ["사공다온", "사공 감독"])}),
    ("준우승팀 김천의 황보다온 감독은 웃었다.", {"황보다온": (["감독"], "김천", ["황보다온"])}),
    ("노다온 행정안전부 장관은 웃었다.", {"노다온": (["장관"], "행정안전부", ["노다온"])}),
    ("브라질 출신 공격수 라도현은 웃었다.", {"라도현": (["공격수"], None, ["라도현"])}),
    ("최고기술책임자(CTO) 라도현은 웃었다.", {"라도현": (["최고기술책임자"], None, ["라도현"])}),
    ("지다온 가람대 해양공학과 교수가 왔다.", {"지다온": (["교수"], "가람대 해양공학과", ["지다온"])}),
    (
        "레다 하르빈 미국 통화위원회(통화위) 의장은 왔다. 하르빈은 앉았다.",
        {"레다 하르빈": (["의장"], "미국 통화위원회", ["레다 하르빈", "하르빈"])},
    ),
    # a given name by itself
    ("농민 표가람이 왔다. 가람씨는 웃었다.", {"표가람": (["농민"], None, ["표가람", "가람"])}),
    # labels of a broadcast, in any order
    (
        "[인터뷰] 함다온/나주시 정수과장\n“흘려보낸 뒤 써 주십시오.”",
        {"함다온": (["정수과장"], "나주시", ["함다온"])},
    ),
    ("[봉가람/고흥군 두원면 : “다 망쳤어요.”]", {"봉가람": ([], None, ["봉가람"])}),
    ("<인터뷰> 석다온(농민) : “물이 찼어요.”", {"석다온": (["농민"], None, ["석다온"])}),
    # foreign names: full, then the last part with a title or alone
    (
        "에밀리 카터 미국 국무장관은 왔다. 카터 장관은 앉았다. 카터는 웃었다.",
        {"에밀리 카터": (["국무장관", "장관"], "미국", ["에밀리 카터", "카터 장관", "카터"])},
    ),
    # a former holder, a title alone, a determiner that is no family name
    (
        "명다온 대표가 왔다. 명 전 대표는 갔다.",
        {"명다온": (["대표"], None, ["명다온", "명 전 대표"])},
    ),
    (
        "우다온 도로과장은 왔다. 과장은 앉았다. 하천 과장은 없다. 과장들은 갔다.",
        {"우다온": (["도로과장", "과장"], None, ["우다온", "과장"])},
    ),
    (
        "라도현 시장은 왔다. 라 시장은 마다온 과장에게 점검을 지시했다. 그는 웃었다.",
        {"라도현": (["시장"], None, ["라도현", "라 시장", "그"]), "마다온": (["과장"], None, ["마다온"])},
    ),
    # nobody spoken of inside the words of another takes the pronoun
    (
        "라도현 시장은 “마다온 과장이 잘했다”고 했다. 그는 웃었다.",
        {"라도현": (["시장"], None, ["라도현", "그"]), "마다온": (["과장"], None, ["마다온"])},
    ),
    # 그 before a noun and 그래서 are no pronouns; a stranger takes the pronoun
    ("라도현 시장이 왔다. 그 사람은 갔다. 그래서 끝났다.", {"라도현": (["시장"], None, ["라도현"])}),
    ("라도현 시장이 왔다. A씨도 왔다. 그는 웃었다.", {"라도현": (["시장"], None, ["라도현"])}),
    ("경고를 주라는 심판의 말에 멈췄다. 남도대 교수 둘이 왔다.", {}),
    # anonymous people and plain nouns are nobody by name
    ("A씨는 말했다. 김모 씨도 왔다. 주민 대표는 갔다. 이사회 의장은 없다.", {}),
    ("행사를 연다며 주차장이 좁다고 했다. 다시 한다며 행사장에 갔다.", {}),
    ("하천팀장 자리가 비었다. 지도교수 상담을 받는다. 위원 여러분께 알린다.", {}),
]


@pytest.mark.parametrize(("text", "expected"), PEOPLE)
def test_people(nlp, text, expected):
    people = Extraction.from_doc(nlp(text)).people
    found = {p.name: (list(p.titles), p.organization, list(dict.fromkeys(m.text for m in p.mentions))) for p in people}
    assert found == expected
    assert all(text[m.start : m.end] == m.text for p in people for m in p.mentions)


def test_entities_by_identity(nlp):
    doc = nlp("한보라 시장은 회의를 열었다. 한 시장은 점검을 지시했다.")
    named = [("한보라", "PERSON"), ("시장", "TITLE"), ("한", "PERSON"), ("시장", "TITLE")]
    assert [(entity.text, entity.label) for entity in Extraction.from_doc(doc).entities] == named
    assert [(span.text, span.label_) for span in doc.ents] == named
    assert Extraction.from_doc(nlp("한 시장에서 샀다.")).entities == ()


def test_two_people_read_in_one_place(nlp):
    """A slip of the particle makes a name of 군수은, which 한 군수 overlaps."""
    doc = nlp(
        "한 군수은 이어 “목요일마다 시장을 살피고 결과를 알려 달라”고 당부했다.\n"
        "한경호 라오교육청 군수은 “시장 문제는 12월 말까지 매듭지어야 한다”고 강조했다.\n"
        "한 군수은 각 부서에 시장 개방를 서두르라고 지시했다."
    )
    assert all(one.end <= two.start for one, two in pairwise(Extraction.from_doc(doc).entities))
