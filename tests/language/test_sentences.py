"""Sentences: one row a text, ` | ` between its sentences."""

import pytest

from korex.language.analysis import analysis_of

SENTENCES = [
    # plain
    "비가 왔다. | 강이 불었다! | 그래도 갈까? | 가자.",
    "정말?! | 그렇다... | 그래서 왔다.",
    # quotations
    "그는 “가자. 어서 가자.”라고 말했다. | 모두 일어섰다.",
    '도 시장은 "물길부터 본다. 둑은 다음이다."고 밝혔다. | 박수가 나왔다.',
    "“배가 뜹니다. 짐을 내리세요.” | 사공이 손을 들었다.",
    "그는 '지금이다. 뛰어라.'라는 쪽지를 받았다.",
    "‘어디로 가나?’ 특별전이 열린다.",
    "그는 “가자!” 외쳤다.",
    "그는 “길을 넓힌다.\n다리도 놓는다.”고 말했다. | 모두 웃었다.",
    "그는 “닫지 않은 말이다. | 다음 문장이다.\n | 다음 문단이다.",
    '그는 "다른 표로 닫는다. 그래도 하나다.”고 했다.',
    "시는 ‘한빛 걷기 대회’를 연다. | 참가비는 없다.",
    # numbers, dates, abbreviations, addresses
    "물가가 3.5% 올랐다. | 2025. 9. 1. 시행한다.",
    "'25.9.1. 문을 연다. | Dr. 도하람이 온다.",
    "누리집(www.hanbit.kr)에서 받는다. | 1만 2.5배다.",
    "혼자 말고 여럿이… 이웃이 모였다.",
    # brackets
    "센터(소장 도하람. 전화 없음)는 문을 닫는다. | (문의 02-555-0100)",
    # lists and lines
    "1. 기간: 9월 1일 ~ 9월 5일\n | 2. 대상: 주민\n | 가. 신분증을 챙기세요. | 늦지 마세요.\n | 나. 차는 두고 오세요.",
    "※ 노트북을 가져오세요.\n | ○ 장소는 강당이다.\n | - 점심은 없다.",
    "― 시작한 계기는.\n | “1993년부터입니다.” | 그가 웃었다.",
    "시는 버려진 자전거를 고쳐 학생들에게\n나눠 준다. | 시는 지난달부터 아파트 단지에서\n자전거를 거뒀다.",
    "신청 방법\n | 온라인으로 신청한다.",
    "요구안에는 ▲임금 인상 ▲정년 연장이 담겼다. | 답은 없다.",
    "○의장 도하람  회의를 시작합니다. | 앉아 주세요.\n\n | ○위원 석가온  질의합니다.",
    # speech without punctuation
    "네 알겠습니다 | 그럼 내일 봬요",
    "정말 좋아요ㅠㅠ | 다음에 또 가요^^ | 고맙습니다!!",
    "안방 커튼 좀 열어 줘 | 그리고 불 꺼",
    "내일 아침 여섯 시에 깨워 줄 수 있어",
    "간다 온다 말도 없이 떠났다.",
    "안개가 끼겠으니 운전에 주의하시기 바랍니다.",
]


def sentences(nlp, text):
    analysis = analysis_of(nlp.make_doc(text))
    splitter = nlp.get_pipe("korex_sentences").splitter
    return [text[start:end] for start, end in splitter.split(analysis, 0, len(text))]


@pytest.mark.parametrize("row", SENTENCES)
def test_sentences(row, nlp):
    text = row.replace("\n | ", "\n").replace(" | ", " ")
    assert sentences(nlp, text) == [sentence.strip() for sentence in row.split(" | ")]


def test_title_sentences(nlp):
    title = "한빛시 “물길부터 본다. 둑은 다음”…예산 늘려"
    text = f"{title}\n\n한빛시는 하천 예산을 늘린다. 둑은 내년에 손본다. 시는 이달 말까지 설계를 마친다.\n\n도하람 기자"
    doc = nlp.get_pipe("korex_sentences")(nlp.get_pipe("korex_sections")(nlp.make_doc(text)))
    analysis = analysis_of(doc)
    assert [text[start:end] for start, end in analysis.title_sentences] == [title]
    assert len(analysis.sentences) == 3
