"""Which words are the content of a directive: what stands around the asked action stays outside, all of it inside."""

import pytest

import korex

# sentence, the contents of its directives in text order
CONTENTS = [
    # two quotations of one speech
    (
        '노 의원은 "구청은 자료를 내야 한다"며 "이번 일을 잊지 말길 바란다"고 말했다.',
        ["구청은 자료를 내야 한다", "이번 일을 잊지 말길 바란다"],
    ),
    (
        "도 본부장은 “불씨를 얕봐서는 안된다”라고 강조하며, “야영객은 모닥불을 꼭 꺼 달라”라고 당부했다.",
        ["불씨를 얕봐서는 안된다", "야영객은 모닥불을 꼭 꺼 달라"],
    ),
    (
        '유족은 "명단을 돌려 달라"며 "무엇보다 어른들이 고개를 숙이라"고 촉구했다.',
        ["명단을 돌려 달라", "무엇보다 어른들이 고개를 숙이라"],
    ),
    ("문화과는 급하다며 포스터를 두 장으로 줄여 붙이도록 했다.", ["포스터를 두 장으로 줄여 붙이도록"]),
    # times and cases of the action
    ("센터는 불침번을 세우고, 어두울 땐 손전등을 켤 것을 당부했다.", ["불침번을 세우고, 어두울 땐 손전등을 켤"]),
    ("또 정전 발생 시에는 비상등부터 켜라고 지시했다.", ["정전 발생 시에는 비상등부터 켜라"]),
    # particles before 의
    ("학부모들은 급식비 지원과 학교 차원에서의 사과를 요구했다.", ["급식비 지원과 학교 차원에서의 사과"]),
    # what the speaker does, deep inside of a noun phrase
    (
        "조합은 7일 도청을 방문해 면담을 갖고 어민을 외면한 대책에 대한 재검토를 요구할 계획이다.",
        ["어민을 외면한 대책에 대한 재검토"],
    ),
    ("방 시장은 유가족에게 깊은 애도를 표하고 주민들이 일상으로 돌아갈 것을 당부했다.", ["일상으로 돌아갈"]),
    # lists of acts, each with who is to act
    (
        "보건소는 환자가 늘고 있다고 보면서, 어르신은 주사를 맞을 것과 손을 자주 씻을 것을 당부했다.",
        ["주사를 맞을 것과 손을 자주 씻을"],
    ),
    (
        "창이 좁고 볕이 드문 방 등에서 공기가 통하도록 문을 열어 둘 것.",
        ["창이 좁고 볕이 드문 방 등에서 공기가 통하도록 문을 열어 둘"],
    ),
    ("주민들은 다리를 서둘러 놓아줄것을 요청했다.", ["다리를 서둘러 놓아줄"]),
    ("내일은 길이 얼겠으니 빙판길 안전에 주의해야겠습니다.", ["빙판길 안전에 주의해야겠습니다"]),
    # what is said with a request: its own words, then a noun, a clause without 고, an act in marks
    ("군은 독버섯 사고가 늘 수 있다고 주의를 당부했다.", ["주의"]),
    ("1심은 위로금 30만 원을 지급하라 판결했다.", ["위로금 30만 원을 지급하라"]),
    ("표 과장은 “우선 밸브를 잠그고 관리실에 알려 줄 것”을 당부했다.", ["우선 밸브를 잠그고 관리실에 알려 줄"]),
    ("축제위원회는 “찾아와 주신 분들의 많은 양해 부탁드린다”고 밝혔다.", ["찾아와 주신 분들의 많은 양해 부탁드린다"]),
    ("법원은 구단의 잘못을 인정해 선수에게 수당을 지급하라고 판결했다.", ["선수에게 수당을 지급하라"]),
    # what stands around it
    ("조합은 새 요금에 관련해서는 부담을 덜 수 있는 과감한 대책을 주문했다.", ["부담을 덜 수 있는 과감한 대책"]),
    (
        "센터는 당황하지 말고 대표번호로 전화해 사실을 확인하라고 당부했다.",
        ["당황하지 말고 대표번호로 전화해 사실을 확인하라"],
    ),
    ("어촌계는 다시 한번 조사선 투입을 요청할 예정이다.", ["조사선 투입"]),
    ("시는 예산이 더 필요하다며 도의회와 협조할 것을 지시했다.", ["도의회와 협조할"]),
    ("새 대표는 무대가 아니라 객석을 먼저 살펴야 한다고 강조했다.", ["무대가 아니라 객석을 먼저 살펴야 한다"]),
]
REFUSED = [
    "위원장은 이번 회의가 생각을 나누는 자리가 되기를 바란다라고 강조했다.",
    "그는 손님에게 돈을 요구했다가 거절당하자 가게를 부순 혐의로 붙잡혔다.",
    "허 감독은 더 노력해야겠다고 말했다.",
    "오늘은 일찍 자야겠다.",
]


@pytest.mark.parametrize(("text", "contents"), CONTENTS)
def test_contents(text, contents):
    assert [d.content.text for d in korex.extract(text).directives if d.content] == contents


@pytest.mark.parametrize("text", REFUSED)
def test_nothing_asked(text):
    assert korex.extract(text).directives == ()
