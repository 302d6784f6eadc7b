"""Who is asked: every way a sentence says it, and those who are only named."""

import pytest

import korex

# sentence, addressee, content
ASKED = [
    # whose act a noun phrase names
    ("군의회는 집행부의 조속한 대책 마련을 촉구했다.", "집행부", "조속한 대책 마련"),
    ("원아 부모들은 원장의 공식 사과와 보육료 반환을 요구했다.", "원장", "공식 사과와 보육료 반환"),
    ("이웃들은 경찰과 소방서의 신속한 조사를 요청했다.", "경찰과 소방서", "신속한 조사"),
    ("군은 땅 주인의 기한 내 신청을 당부했다.", "땅 주인", "기한 내 신청"),
    ("시는 자전거 이용자의 이해와 양보 운행을 부탁했다.", "자전거 이용자", "이해와 양보 운행"),
    ("보건소는 고령층의 독감 예방접종을 권고했다.", "고령층", "독감 예방접종"),
    # with whom somebody speaks
    ("소 장관은 경제단체장들과 만난 자리에서 채용을 늘려 달라고 당부했다.", "경제단체장들", "채용을 늘려 달라"),
    ("도 의장은 대표단을 접견하고 교류를 넓히자고 제안했다.", "대표단", "교류를 넓히자"),
    ("표 감독은 선수들을 다독이며 다음 경기를 준비하자고 말했다.", "선수들", "다음 경기를 준비하자"),
    ("탁 장관은 왕 부장과의 통화에서 훈련을 미루라고 촉구했다.", "왕 부장", "훈련을 미루라"),
    ("문 교육감은 학부모 대표들과 간담회를 갖고 통학로를 살펴 달라고 부탁했다.", "학부모 대표들", "통학로를 살펴 달라"),
    ("하 이사는 조리사를 불렀고 창고를 비우라고 지시했지만 아무도 듣지 않았다.", "조리사", "창고를 비우라"),
    ("도지사는 대원들의 노고를 치하하고 순찰을 늘려 달라고 당부했다.", "대원들", "순찰을 늘려 달라"),
    # places that stand for those who work there
    ("도는 건설 현장에 낮 작업을 멈추라고 지시했다.", "건설 현장", "낮 작업을 멈추라"),
    ("하 시장은 각 동에 빗물받이를 치우라고 지시했다.", "각 동", "빗물받이를 치우라"),
    ("법원은 병원 측에 기록을 제출하라고 명령했다.", "병원 측", "기록을 제출하라"),
    ("소방서는 각 가정에서 소화기를 갖출 것을 당부했다.", "각 가정", "소화기를 갖출"),
    ("그는 이 문제를 도의회에서 다뤄야 한다고 말했다.", "도의회", "이 문제를 도의회에서 다뤄야 한다"),
    ("도는 지난 2일 바른시로 하여금 우물 검사 결과를 알리도록 요청했다.", "바른시", "우물 검사 결과를 알리도록"),
    # subjects
    ("군은 대책을 내놔야 한다고 학자들은 지적한다.", "군", "대책을 내놔야 한다"),
    ("소방서는 야영객들이 정해진 곳에 짐을 풀 것을 요청했다.", "야영객들", "정해진 곳에 짐을 풀"),
    ("이웃들은 업체 스스로도 소음을 줄여야 한다고 말했다.", "업체", "소음을 줄여야 한다"),
    ("노조는 경영진의 책임 있는 자세를 촉구했다.", "경영진", "책임 있는 자세"),
    ("연구원은 보고서에서 부처가 예측 방식을 고칠 필요가 있다고 지적했다.", "부처", "예측 방식을 고칠"),
    ("학자들은 시청이 전선을 땅에 묻는 방안을 검토할 것을 제안했다.", "시청", "전선을 땅에 묻는 방안을 검토할"),
    ("그는 시설 측이 환자의 치료받을 권리를 지켜야 한다고 말했다.", "시설 측", "환자의 치료받을 권리를 지켜야 한다"),
    ("협회는 노조와 회사 모두 한 발씩 물러나라고 촉구했다.", "노조와 회사", "한 발씩 물러나라"),
    ("차량 소유주께서는 차를 옮겨 주십시오.", "차량 소유주", "차를 옮겨 주십시오"),
    ("부장이 직원들보고 주말에 나오라고 했다.", "직원들", "주말에 나오라"),
]  # fmt: skip
# Whose something is, who a thing is done for, what somebody does: nobody who is asked.
NOT_ASKED = [
    "유족들은 책임자의 처벌을 요구했다.",
    "단체는 장애인의 이동권 보장을 요구했다.",
    "농민회는 농민의 소득 보장을 촉구했다.",
    "위원들은 검찰의 개혁을 촉구했다.",
    "상인들은 시장의 활성화를 건의했다.",
    "노조는 정부가 추진하는 계획을 철회하라고 촉구했다.",
    "선장은 선원들을 모으고 갑판에 불을 밝히라고 명했다.",
    "두 사람에게 많은 축하 부탁드립니다.",
    "표 후보는 푸른당에 한 표를 호소했다.",
    "주민들은 현장에 안내원을 배치하라고 요구했다.",
]


@pytest.mark.parametrize(("text", "addressee", "content"), ASKED)
def test_asked(text, addressee, content):
    (directive,) = korex.extract(text).directives
    assert directive.addressee == addressee
    assert directive.content is not None
    assert directive.content.text == content


@pytest.mark.parametrize("text", NOT_ASKED)
def test_not_asked(text):
    (directive,) = korex.extract(text).directives
    assert directive.addressee is None


def test_unreported_words_name_speaker_and_addressee():
    (directive,) = korex.extract("야당은 장관이 직접 사과해야 한다며 회의장을 떠났다.").directives
    assert (directive.speaker, directive.addressee) == ("야당", "장관")


def test_help_is_asked_of_those_who_were_told():
    (directive,) = korex.extract("사촌은 파출소에 전화로 신고해 경찰의 출동을 요청했다.").directives
    assert directive.addressee == "파출소"
