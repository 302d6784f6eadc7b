"""Directives: what is found in every class of sentence, and every class of look-alike."""

import pytest

import korex
from korex.discourse.directives.acts import act_rules
from korex.discourse.directives.knowledge import knowledge

# sentence, kind, predicate, speaker, addressee, content
REPORTED = [
    ("허 시장은 담당 부서가 매주 점검하라고 지시했다.", "ORDER", "지시했다", "허 시장", "담당 부서", "매주 점검하라"),
    (
        "시청은 상인들에게 얼음을 넉넉히 준비할 것을 당부했다.",
        "REQUEST",
        "당부했다",
        "시청",
        "상인들",
        "얼음을 넉넉히 준비할",
    ),
    ("노조는 회사에 밀린 수당 지급을 촉구했다.", "DEMAND", "촉구했다", "노조", "회사", "밀린 수당 지급"),
    ("교육청은 학교가 급식실을 고쳐 달라고 요청했다.", "REQUEST", "요청했다", "교육청", "학교", "급식실을 고쳐 달라"),
    ("연 팀장은 창고를 먼저 비우자고 제안했다.", "ADVICE", "제안했다", "연 팀장", None, "창고를 먼저 비우자"),
    ("노 교수는 둑을 더 높여야 한다고 강조했다.", "OBLIGATION", "강조했다", "노 교수", None, "둑을 더 높여야 한다"),
    ("이날 회의에서는 배수로 정비도 강조됐다.", "OBLIGATION", "강조됐다", None, None, "배수로 정비"),
    ("시의회는 시에 예산 공개를 요구하기로 했다.", "DEMAND", "요구하기로 했다", "시의회", "시", "예산 공개"),
    (
        "경찰은 주민들에게 문단속을 잘하라고 당부했다고 밝혔다.",
        "REQUEST",
        "당부했다고",
        "경찰",
        "주민들",
        "문단속을 잘하라",
    ),
    ("문 대표는 “창구를 하나로 합쳐 달라”고 말했다.", "REQUEST", "말했다", "문 대표", None, "창구를 하나로 합쳐 달라"),
    ("시민단체는 “즉각 물러나라”고 외쳤다.", "ORDER", "외쳤다", "시민단체", None, "즉각 물러나라"),
    ("법원은 피고인에게 봉사활동 40시간을 명령했다.", "ORDER", "명령했다", "법원", "피고인", "봉사활동 40시간"),
    ("주민 사이에서 가로등을 늘려야 한다는 목소리가 높다.", "OBLIGATION", "높다", None, None, "가로등을 늘려야 한다"),
    ("국장은 즉시 대피하라는 명령을 내렸다.", "ORDER", "내렸다", "국장", None, "즉시 대피하라"),
]
REPORTED += [
    (
        "구청장은 감사담당관실에 모든 창고를 전수조사하라고 지시했다.",
        "ORDER",
        "지시했다",
        "구청장",
        "감사담당관실",
        "모든 창고를 전수조사하라",
    ),
    (
        "입주민들은 관리사무소가 민원을 접수한 즉시 현장을 살펴 줄 것을 건의했다.",
        "REQUEST",
        "건의했다",
        "입주민들",
        "관리사무소",
        "민원을 접수한 즉시 현장을 살펴 줄",
    ),
    (
        "유족들은 기자회견을 열고 정부가 독립된 조사기구를 꾸릴 것을 촉구했다.",
        "DEMAND",
        "촉구했다",
        "유족들",
        "정부",
        "독립된 조사기구를 꾸릴",
    ),
    (
        "조합은 시공사에 계약서에 적힌 준공일을 지켜 줄 것을 요구했다.",
        "DEMAND",
        "요구했다",
        "조합",
        "시공사",
        "계약서에 적힌 준공일을 지켜 줄",
    ),
    (
        "문 이사는 지난 3월 창고 임대료를 낮추자고 제안했다.",
        "ADVICE",
        "제안했다",
        "문 이사",
        None,
        "창고 임대료를 낮추자",
    ),
    (
        "주민들은 비탈이 흘러내려 옹벽을 세워 달라고 요청했다.",
        "REQUEST",
        "요청했다",
        "주민들",
        None,
        "옹벽을 세워 달라",
    ),
    ("한국은 이란에 농축 중단을 요구했다.", "DEMAND", "요구했다", "한국", "이란", "농축 중단"),
]
REPORTED += [
    (
        "대통령실은 관계 부처에 대책 마련을 지시한 것으로 알려졌다.",
        "ORDER",
        "지시한",
        "대통령실",
        "관계 부처",
        "대책 마련",
    ),
    (
        "일각에서는 낡은 제도를 손봐야 한다는 지적이 나온다.",
        "OBLIGATION",
        "나온다",
        None,
        None,
        "낡은 제도를 손봐야 한다",
    ),
    ("온라인에서는 명단을 공개하라는 요구가 빗발쳤다.", "DEMAND", "빗발쳤다", None, None, "명단을 공개하라"),
    ("운전자들의 서행 운전이 요구되고 있다.", "DEMAND", "요구되고 있다", None, "운전자들", "서행 운전"),
    ("유엔은 양측에 즉각적인 휴전을 촉구했다.", "DEMAND", "촉구했다", "유엔", "양측", "즉각적인 휴전"),
    ("의사는 그에게 담배를 끊으라고 충고했다.", "ADVICE", "충고했다", "의사", "그", "담배를 끊으라"),
    (
        "구단은 팬들에게 물병을 던지지 말아 달라고 부탁했다.",
        "REQUEST",
        "부탁했다",
        "구단",
        "팬들",
        "물병을 던지지 말아 달라",
    ),
    (
        "감사원은 교육부에 담당자 3명을 징계하라고 통보했다.",
        "ORDER",
        "통보했다",
        "감사원",
        "교육부",
        "담당자 3명을 징계하라",
    ),
]
# Named events before a general noun only illustrate it.
REPORTED.append(
    (
        "허 시장은 5월 열리는 ‘달빛장터’와 ‘강변음악제’ 등 여러 행사의 안전을 미리 챙길 것을 지시했다.",
        "ORDER",
        "지시했다",
        "허 시장",
        None,
        "여러 행사의 안전을 미리 챙길",
    )
)
PERFORMED = [
    ("이 문제를 정부가 풀어야 한다.", "OBLIGATION", "풀어야 한다", None, "정부", "이 문제를 정부가 풀어야 한다"),
    ("답: 규칙을 함께 정하세요.", "ORDER", "정하세요", None, None, "규칙을 함께 정하세요"),
    ("참가자는 장갑을 챙겨 오시기 바랍니다.", "REQUEST", "바랍니다", None, "참가자", "장갑을 챙겨 오시기"),
    ("승강기 안에서 뛰지 마십시오.", "ORDER", "뛰지 마십시오", None, None, "승강기 안에서 뛰지 마십시오"),
    (
        "자세한 내용은 누리집을 확인해 주세요.",
        "REQUEST",
        "확인해 주세요",
        None,
        None,
        "자세한 내용은 누리집을 확인해 주세요",
    ),
    ("빈 병은 수거함에 넣읍시다.", "ADVICE", "넣읍시다", None, None, "빈 병은 수거함에 넣읍시다"),
    ("거실 불 좀 꺼 줘", "REQUEST", "꺼 줘", None, None, "거실 불 좀 꺼 줘"),
    ("내일 일곱 시에 깨워 줄 수 있어", "REQUEST", "깨워 줄 수 있어", None, None, "내일 일곱 시에 깨워 줄 수 있어"),
]
REFUSED = [
    "그는 왜 직원에게만 희생을 강요하느냐고 되물었다.",
    "누가 그런 일을 지시했을까.",
    "신청자는 매달 말일까지 실적을 신고하여야 한다.",
    "목적은 협상을 촉구하는 것이다.",
    "의미는 조치를 촉구하는 데 있다.",
    "그는 돈을 요청했다가 이웃을 협박한 혐의로 기소됐다.",
    "시에 결단을 요구해서 답을 얻으려면 힘이 필요하다.",
    "아이가 ‘문을 두드리라’에서 노래를 불렀다.",
    "유족이 순직을 인정해 달라며 낸 소송은 기각됐다.",
    "응답자 열 명 가운데 여섯은 정년을 늘려야 한다고 답했다.",
    "회사는 “창고를 열두 곳에 둘 것”이라고 밝혔다.",
    "위반 시 300만 원 이하의 과태료를 내야 한다.",
    "시는 내년까지 저수조를 설치하도록 의무화했다.",
    "김 의원은 제도 개선을 위해 노력하겠다고 강조했다.",
    "환경부는 현금을 요구하지 않는다고 밝혔다.",
    "그는 냉면과 만두를 주문하면서 웃었다.",
    "이번 시즌에도 모두 건강하길 바랍니다.",
    "어디 가세요",
    "안녕히 가세요",
    "새해 복 많이 받으십시오.",
    "즐거운 추석 명절 보내시기 바랍니다.",
    "나 지금 집에 가",
    "내가 대신 해 줄게",
    "밖에 눈 와",
    "내일은 쉬고 싶어",
    "그걸 내가 어떻게 알아",
    "정부는 대책을 촉구하는 행진을 막았다.",
    "경찰의 요청에 따라 행사를 취소했다.",
    "그는 뇌물을 요구한 혐의로 구속됐다.",
    "환자는 두통을 호소했다.",
    "대표는 모두 사실이라고 강조했다.",
    "재승인을 받으려면 650점을 받아야 한다.",
    "시는 도로를 넓히는 사업을 추진하겠다고 밝혔다.",
    "손님은 햄버거와 콜라를 주문했다.",
    "국장이 영상을 지우라고 지시했다는 제보가 있었다.",
    "요즘 소파가 너무 낡아서 고민이야",
    "내일 저녁에 눈 오니",
    "소파",
]


SPOKEN = [
    "거실 불 꺼",
    "회의 자료 미리 뽑아 놔",
    "빨리 와",
    "약 먹는 거 잊지 마",
    "주말에는 꼭 쉬도록 해",
    "이번 주까지 과제 제출하세요",
    "비밀번호를 바꿔 주시겠어요",
    "조용히 해 주시면 안 될까요",
    "볼펜 하나만 빌려 줄 수 있니",
    "젖은 수건은 세탁기에 넣어 둬",
    "화장실 청소는 네가 해",
    "자리에 앉아",
    "이건 절대 열어 보면 안 됩니다",
    "수영장 물 온도 좀 올려",
    "비 그치면 이불 널어",
    "초록색 말고 노란색으로 골라",
    "나갈 때 보일러 꺼",
    "이 노래 한번 들어 봐",
    "그 단추 누르지 말라니까",
    "얼른 내려오란 말이야",
    "가스 잠그는 거 깜빡하지 말고",
    "차라리 기차를 타지 그래",
    "저녁에 같이 산책하지 않을래",
    "네가 먼저 전화했으면 좋겠어",
    "이불은 꼭 햇볕에 말려야 돼",
    "건너지 마 차 온다",
    "얼른 나와 버스 온다",
    "문 좀 잡아 줘 얘들아",
    "누가 이것 좀 들어 줘",
    "열쇠 반납 요망",
    "이쪽에 연락처 남겨 주시면 됩니다",
    "궁금하면 언제든지 전화해",
]
# What has the same endings and asks nobody to act.
STATED = [
    "나는 아침마다 두유 마셔",
    "우리 이모는 제주도에 살아",
    "동생이 자꾸 문을 열어",
    "그 가게는 열 시에 닫아",
    "어디서 표를 사",
    "이걸 왜 나한테 줘",
    "할아버지가 매번 용돈 줘",
    "할머니는 시장에 가세요",
    "매운 음식 좋아하세요",
    "나 내일까지 방 빼야 돼",
    "누구한테 말해야 해",
    "형이 빨리 나오래",
    "밖에 눈 오나 봐",
    "장난치고 있네",
    "내년에는 취직했으면 좋겠어",
    "나 먼저 갈래",
    "뭐 마실래",
    "진작 말하지 그랬어",
    "나더러 어쩌라고",
    "어디 얼마나 잘하나 보자",
    "할 테면 해 봐라",
    "꿈도 꾸지 마",
    "생일 축하해",
    "시간이 지나면 굳어",
]
# utterance, who is called, content
CALLED = [
    ("현서야 창문 먼저 닫고 와", "현서", "창문 먼저 닫고 와"),
    ("이리 와 민수야", "민수", "이리 와"),
    ("여보 문 좀 열어 줘", "여보", "문 좀 열어 줘"),
    ("아빠 나 좀 데리러 와 줘", "아빠", "나 좀 데리러 와 줘"),
    ("노 과장님 이쪽으로 와 보세요", "노 과장님", "이쪽으로 와 보세요"),
    ("그만 좀 뛰어 너희", "너희", "그만 좀 뛰어"),
    ("빵 다 구워졌으면 꺼내 줄래", None, "빵 다 구워졌으면 꺼내 줄래"),
]
# Who speaks, who is told, where the action begins: sentence, kind, speaker, addressee, content
ROLES = [
    ("의사는 석 달 동안 술을 끊을 것을 권했다.", "ADVICE", "의사", None, "석 달 동안 술을 끊을"),
    ("재판부는 피고인에게 봉사 활동 이수를 명했다.", "ORDER", "재판부", "피고인", "봉사 활동 이수"),
    (
        "존경하는 군민 여러분, 다 함께 물을 아껴 씁시다.",
        "ADVICE",
        None,
        "존경하는 군민 여러분",
        "다 함께 물을 아껴 씁시다",
    ),
    ("강아지가 아프면 병원에 데려가세요.", "ORDER", None, None, "강아지가 아프면 병원에 데려가세요"),
    ("법원이 약속을 어긴 회사에 공사를 멈추라고 명령했다.", "ORDER", "법원", "회사", "공사를 멈추라"),
    ("도하람 의원이 4일 예산을 숨긴 군수의 사퇴를 촉구한 것으로 알려졌다.", "DEMAND", "도하람", "군수", "사퇴"),
    ("노조는 회사가 밀린 수당을 지급하라고 요구했다.", "DEMAND", "노조", "회사", "밀린 수당을 지급하라"),
    (
        "시는 빈번하게 불이 나는 창고를 비우라고 상인들에게 통보했다.",
        "ORDER",
        "시",
        "상인들",
        "빈번하게 불이 나는 창고를 비우라",
    ),
    ("구청은 학교에 소독을 지시하고 도시락 지참을 권고했다.", "ORDER", "구청", "학교", "소독"),
    (
        "주민들은 길을 넓힐 것과 가로등을 세울 것을 군에 요구했다.",
        "DEMAND",
        "주민들",
        "군",
        "길을 넓힐 것과 가로등을 세울",
    ),
    ("도는 시로 하여금 우물을 다시 검사하도록 요청했다.", "REQUEST", "도", "시", "우물을 다시 검사하도록"),
    ("신문은 군청이 장부를 없애라고 지시했다고 보도했다.", "ORDER", "군청", None, "장부를 없애라"),
    ("상인들은 시장 상가를 상대로 단속을 미뤄 달라고 호소했다.", "REQUEST", "상인들", "시장 상가", "단속을 미뤄 달라"),
    ("사령관은 예하 부대에 경계 태세를 올리라고 명령했다.", "ORDER", "사령관", "예하 부대", "경계 태세를 올리라"),
    ("점주들은 본사가 물류비를 대는 방안을 제안했다.", "ADVICE", "점주들", "본사", "물류비를 대는 방안"),
    ("소장은 담당자에게 보낸 편지에서 창고를 비우라고 경고했다.", "ORDER", "소장", "담당자", "창고를 비우라"),
    ("시장은 끝까지 힘을 모으자고 직원들을 독려했다.", "ADVICE", "시장", "직원들", "끝까지 힘을 모으자"),
    ("보건소는 값이 다른 만큼 누리집에서 견주어 볼 것을 권했다.", "ADVICE", "보건소", None, "누리집에서 견주어 볼"),
    ("감독은 고개를 숙이며 조금만 더 기다려 달라고 부탁했다.", "REQUEST", "감독", None, "조금만 더 기다려 달라"),
    ("위원회는 오는 27일부터 문을 닫자고 제안했다.", "ADVICE", "위원회", None, "오는 27일부터 문을 닫자"),
    ("시뿐 아니라 군도 나서야 한다는 지적이 나온다.", "OBLIGATION", None, "군", "나서야 한다"),
    ("정부는 서둘러 대책을 내놔야 한다는 지적이 나온다.", "OBLIGATION", None, "정부", "서둘러 대책을 내놔야 한다"),
    ("대대적인 정비가 필요하다는 지적이 제기됐다.", "OBLIGATION", None, None, "대대적인 정비"),
    ("가로등을 늘려 달라는 민원이 끊이지 않고 있다.", "REQUEST", None, None, "가로등을 늘려 달라"),
    ("교수는 기본기를 다지라는 조언도 잊지 않았다.", "ADVICE", "교수", None, "기본기를 다지라"),
    (
        "유족들은 시장이 직접 나서 진상을 밝혀 달라며 행진했다.",
        "REQUEST",
        "유족들",
        "시장",
        "직접 나서 진상을 밝혀 달라",
    ),
    ("구청장은 가사부(표가온 부장)에 자료를 공개하라고 요구했다.", "DEMAND", "구청장", "가사부", "자료를 공개하라"),
]
ROLES += [
    (
        "상인회는 임대료 인하와 신속한 배수 공사를 구청에 요구했다.",
        "DEMAND",
        "상인회",
        "구청",
        "임대료 인하와 신속한 배수 공사",
    ),
    ("주민들은 담장 철거, 튼튼한 울타리 설치를 건의했다.", "REQUEST", "주민들", None, "담장 철거, 튼튼한 울타리 설치"),
    (
        "모 사장은 어머니가 물려준 가게만은 팔지 말아 달라고 했다.",
        "REQUEST",
        "모 사장",
        None,
        "어머니가 물려준 가게만은 팔지 말아 달라",
    ),
    ("구청은 간판을 떼도록 해당 업체에 통보한 것으로 전해졌다.", "ORDER", "구청", "해당 업체", "간판을 떼도록"),
    ("위원회는 위험한 놀이기구를 치우도록 시정 권고했다.", "ADVICE", "위원회", None, "위험한 놀이기구를 치우도록"),
    ("우리는 일방적인 폐교 결정을 규탄하며 사과할 것을 촉구한다.", "DEMAND", "우리", None, "사과할"),
    (
        "사장은 탓을 돌릴 것이 아니라 직원들부터 만나야 한다.",
        "OBLIGATION",
        None,
        "사장",
        "탓을 돌릴 것이 아니라 직원들부터 만나야 한다",
    ),
    ("시는 밤길 조명부터 늘려야 마땅하다.", "OBLIGATION", None, "시", "밤길 조명부터 늘려야 마땅하다"),
    (
        "경 감독은 끝까지 서두르지 말아야 한다고 당부의 말을 전했다.",
        "REQUEST",
        "경 감독",
        None,
        "끝까지 서두르지 말아야 한다",
    ),
    ("빌린 책은 월말까지 도서실로 반납 바랍니다.", "REQUEST", None, None, "빌린 책은 월말까지 도서실로 반납"),
    ("뜻있는 분들의 적극적인 참여를 바랍니다.", "REQUEST", None, "분들", "적극적인 참여"),
]
ROLES += [
    (
        "경찰은 사칭 문자에 속지 않도록 각별한 주의를 당부했다.",
        "REQUEST",
        "경찰",
        None,
        "사칭 문자에 속지 않도록 각별한 주의",
    ),
    (
        "상인들은 손님을 되찾으려면 주차장부터 넓혀야 한다고 말했다.",
        "OBLIGATION",
        "상인들",
        None,
        "손님을 되찾으려면 주차장부터 넓혀야 한다",
    ),
    ("구청은 상인회에 천막을 걷으라는 압박을 이어갔다.", "DEMAND", "구청", "상인회", "천막을 걷으라"),
    ("경찰은 저수지 얼음 위에 올라가지 말라고 경고했다.", "ORDER", "경찰", None, "저수지 얼음 위에 올라가지 말라"),
    ("전문가들은 고장을 줄이기 위해서는 필터를 자주 갈라고 조언한다.", "ADVICE", "전문가들", None, "필터를 자주 갈라"),
    ("법원은 연 씨의 신청을 받아들여 공사를 멈추라고 결정했다.", "ORDER", "법원", None, "공사를 멈추라"),
    ("학부모들은 통학버스 운행 재개를 요구하고 있는 상황이다.", "DEMAND", "학부모들", None, "통학버스 운행 재개"),
]
NEGATIVE = ["승강기 안에서 뛰지 마십시오.", "음주를 자제해 주시길 바랍니다.", "시청은 불을 피우지 말 것을 당부했다."]
POSITIVE = ["시청은 공사를 중단하라고 지시했다.", "먹지 말고 버리세요."]
MINUTES = """○위원장 문지호  심사를 이어 가겠습니다. 휴대전화를 꺼 주시기 바랍니다.

○위원 허가람  홍보 책자는 더 찍지 마십시오.
"""


def found(text):
    return korex.extract(text).directives


@pytest.mark.parametrize("text", STATED)
def test_statement_of_conversation(text):
    assert found(text) == ()


@pytest.mark.parametrize(("text", "addressee", "content"), CALLED)
def test_called(text, addressee, content):
    (directive,) = found(text)
    assert (directive.addressee, directive.content.text) == (addressee, content)


@pytest.mark.parametrize(("text", "kind", "predicate", "speaker", "addressee", "content"), REPORTED + PERFORMED)
def test_directive(text, kind, predicate, speaker, addressee, content):
    (directive,) = found(text)
    assert (directive.kind, directive.predicate.text) == (kind, predicate)
    assert (directive.speaker, directive.addressee) == (speaker, addressee)
    assert directive.content is not None
    assert directive.content.text == content


@pytest.mark.parametrize(("text", "kind", "speaker", "addressee", "content"), ROLES)
def test_roles(text, kind, speaker, addressee, content):
    directive = found(text)[0]
    assert directive.kind == kind
    assert (directive.speaker, directive.addressee) == (speaker, addressee)
    assert directive.content is not None
    assert directive.content.text == content


@pytest.mark.parametrize("text", REFUSED)
def test_look_alike(text):
    assert found(text) == ()


@pytest.mark.parametrize("text", SPOKEN)
def test_spoken_request(text):
    assert len(found(text)) == 1


@pytest.mark.parametrize(("text", "negative"), [(t, True) for t in NEGATIVE] + [(t, False) for t in POSITIVE])
def test_negative(text, negative):
    assert [directive.negative for directive in found(text)] == [negative]


def test_minutes_name_their_speakers():
    assert [directive.speaker for directive in found(MINUTES)] == ["문지호", "허가람"]


def test_two_requests_of_one_sentence():
    text = "비가 오면 옆길을 이용하시기 바라며, 문의는 총무팀으로 연락 바랍니다."
    assert [d.content.text for d in found(text)] == ["비가 오면 옆길을 이용하시기", "문의는 총무팀으로 연락"]


def test_a_speech_has_one_speaker():
    text = "시민 여러분, 안녕하십니까.\n\n해오름시장 선우현입니다. 올해도 많이 도와주십시오."
    assert [d.speaker for d in korex.extract(text).directives] == ["선우현"]


def test_elided_speaker_is_carried_on():
    text = "허민수 시장은 배수로를 넓히라고 지시했다. 이어 교통과가 차량을 보낼 것을 요청했다."
    first, second = found(text)
    assert first.speaker == second.speaker
    assert second.addressee == "교통과"


def test_lexicons_load():
    assert knowledge().verbs["지시"].kind == "ORDER"
    assert len({rule.id for rule in act_rules()}) == len(act_rules())
