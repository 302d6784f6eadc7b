"""The analyser's settings, the parts it takes a text in, and the readings it has to take back."""

import pytest
from kiwipiepy import KiwiConfig

from korex.language.kiwi import load_kiwi, tokenize

SENTENCE = "도서관은 오는 가을에 새로 꾸민 열람실을 주민에게 엽니다. "
SPEECH = "관장은 “" + SENTENCE * 12 + "”라고 말했다. "


def parts(text):
    starts = [part.start for part in tokenize(text)]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize("text", [SENTENCE * 40, SENTENCE.replace(". ", ".\n\n") * 40, "빵과 우유\n" * 200])
def test_parts_end_with_sentences_and_lines(text):
    cut = parts(text)
    assert len(cut) > 2
    assert "".join(cut) == text
    assert all(part.rstrip(" \n").endswith((".", "우유")) for part in cut)


def test_no_part_ends_in_a_quotation():
    assert parts(SPEECH * 2) == [SPEECH, SPEECH]
    assert parts(SPEECH.replace("“", '"').replace("”", '"') * 2) == [SPEECH.replace("“", '"').replace("”", '"')] * 2


def test_a_text_without_ends_is_cut_at_a_blank():
    cut = parts("가나다라 " * 5000)
    assert max(map(len, cut)) <= 8000
    assert all(part.endswith(" ") for part in cut)


def test_an_ending_is_no_list_marker():
    notice = "3. 안전 교육: 3월 9일(월) 오전 10시 30분, 회의동 1층 (2시간 예정)\n 주제는 주차장을 넓히는 일입니다.\n"
    markers = [token.form for part in tokenize(notice + SENTENCE * 9) for token in part.tokens if token.tag == "SB"]
    assert "다." not in markers


def test_settings_are_for_our_calls_alone():
    list(tokenize(SENTENCE * 40))
    assert load_kiwi().global_config.cutoff_threshold == KiwiConfig().cutoff_threshold


@pytest.mark.parametrize(
    ("sentence", "misread", "tag", "right"),
    [
        ("의자를 두 개 더 놓았다. ", "두", "VV", "MM"),
        ("공원 네 곳을 새로 꾸민다. ", "네", "IC", "MM"),
        ("그 상자는 책상이 아니라 서랍이다. ", "이 ", "JKS", "JKC"),
        ("그 가게는 이 씨가 꾸려 왔다. ", "이", "MM", "NNP"),
        ("책을 두 번 읽게 두었다. ", "두었", "VV", "VV"),
        ("그 가게는 이 동네가 꾸려 왔다. ", "이", "MM", "MM"),
    ],
)
def test_what_the_next_morpheme_shows_to_be_wrong_is_put_right(sentence, misread, tag, right):
    text = SENTENCE * 6 + sentence + SENTENCE * 6
    start = text.index(misread, len(SENTENCE) * 6)
    known = [(start, start + 1, tag)]  # as the analyser would have read it
    found = [
        tag
        for part in tokenize(text, known)
        for token, tag in zip(part.tokens, part.tags, strict=True)
        if part.start + token.start == start
    ]
    assert found[0] == right


def test_markers_of_a_list_are_read_with_care():
    notice = (
        SENTENCE * 6 + "\n가. 방문하실 분은 전화해 주십시오.\n나. 서류는 창구에서 받습니다.\n다. 마감은 정오입니다.\n"
    )
    markers = [
        token.form
        for part in tokenize(notice)
        for token, tag in zip(part.tokens, part.tags, strict=True)
        if tag == "SB"
    ]
    assert markers == ["가.", "나.", "다."]
