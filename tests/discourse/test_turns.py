"""Who speaks where no marks stand around the words."""

import pytest

from korex.schema import Extraction

# text, speakers of its directives
TURNS = [
    # minutes
    ("○ 의장 라도현\n시장은 나와 주시기 바랍니다.\n\n○ 마세연 의원\n대책을 내놓으십시오.", ["라도현", "마세연"]),
    # a transcript
    (
        "라도현 시장과 마세연 교수가 만났다.\n라도현 시장: 물을 아껴 주십시오.\n마세연 교수: 관을 먼저 바꾸십시오.",
        ["라도현", "마세연"],
    ),
    (
        "사무국장(라도현): 자료를 봐 주십시오.\n회장(마세연): 무대를 줄입시다.",
        ["라도현", "마세연"],
    ),
    # labels that end in an arrow
    (
        "◇ 진행자> 무엇을 해야 합니까?\n◆ 라도현> 라도현입니다. 물을 아껴 주십시오.\n◇ 진행자> 학교에 할 말은요?\n"
        "◆ 마세연> 마세연입니다. 관을 먼저 바꾸십시오.",
        ["라도현", "마세연"],
    ),
    # an interview: who answers is not the one who wrote it
    (
        "[인터뷰] 두레책방 라도현 대표\n\n마세연 기자\n\nQ. 언제 문을 열었나요?\nA. 올봄입니다.\n\n"
        "Q. 이웃에게 할 말은?\nA. 이웃 여러분, 쓰던 책을 나눠 주세요.",
        ["라도현"],
    ),
    # a speech, in which 저 is who gives it and a quotation is somebody else's
    (
        "존경하는 시민 여러분, 나래시장 라도현입니다. 저는 정부에 지원을 요청했습니다. 이웃을 살펴 주십시오. "
        "마세연 이장은 “소를 먼저 살려 달라”고 부탁하셨습니다.",
        ["라도현", "라도현", "마세연"],
    ),
    # a notice has headings, no turns
    ("○ 일시 오전\n○ 장소 강당\n신청서를 내 주십시오.", [None]),
]


@pytest.mark.parametrize(("text", "speakers"), TURNS)
def test_turns(nlp, text, speakers):
    assert [directive.speaker for directive in Extraction.from_doc(nlp(text)).directives] == speakers
