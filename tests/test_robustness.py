"""What no page should hold and some will: numbers beyond every range, days at the ends of the calendar, odd marks.

Each text is made here; whatever comes in, offsets are true, JSON round-trips, and the same text gives the same result.
"""

import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import korex
from test_messy_text import PAGE, check_spans

# Two halves of a pair side by side are one character to JSON, unless they are left as they are: no UTF-8.
PAIRED_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
KST = timezone(timedelta(hours=9))
REFERENCES = [
    None,
    date.min,
    date.max,
    date(2024, 2, 29),
    datetime.max.replace(tzinfo=KST),
    datetime.min.replace(tzinfo=KST),
    datetime(2025, 9, 25, 23, 59, 59, 999999),
]
NUMBERS = """
    9999999999999999999억원, 99월 99일, 25:99, 0년, 99999년, 기원전 0년, 기원전 99999년, 제9999999999회,
    999999999999시간, 13월, 2월 30일, 24시 60분, -1년, 1/0, 3분의 0, 0분의 1, 9999999999999년 전,
    999999999999개월 뒤, 9999999999주 후, 만만만억억조조, 제0차, 2101년 추석, 1899년 설날, 9999년 12월 31일,
    다음 달 31일, 음력 13월 40일, ½컵, ①②③일, 매주 9999회, 하루 0번, 하루 0~0회, 0일마다, 1,,,2원, 1.2.3.4,
    2025.13.45, 0세기, 99999세기, 오전 25시, 오후 13시 61분, 23:59:60, 5일~3일, 지난 0일, 9999999999999년대,
    제9999999분기, 9/4분기, 2~3일~4월~5년, 8·15·10시~오후, 3~10.5., 다다음다음 주, 내년 2월 29일, 1년 추석 연휴,
    30~40~50대
""".replace("\n", " ")
PIECES = [piece.strip() for piece in NUMBERS.split(", ")]
PIECES += ["9" * 400, "9" * 400 + "원", "9" * 5000 + "년", "1," * 300 + "명", "0" * 50 + "시"]
JOINTS = ["부터 ", "까지 ", "~", " ", "·", "은 ", "에 ", "이 ", "마다 ", " 전 ", " 동안 "]
ODD = [
    "\ud800", "\udfff", "\x00", "\u200b", "\u200d", "\ufe0f", "\u0301" * 3, "\u3164", "\u202e", "\u2066", "\r\n", "\t",
    "\u3000", "“", "”", "‘", "’", '"', "'", "「", "』", "<", ">", "(", ")", "[", "】", "·", "ㆍ", "※", "○", "△",
    "％", "㎡", "㈜", "Ⅷ", "金", "ㅋㅋ", "힣", "ᄀ", "👨‍👩‍👧‍👦", "은는이가", "께서는", "@", "http://", "-", "…",
]  # fmt: skip
# What Kiwi has tags of its own for, and what its parts split or join: addresses, tags, mentions, numbers with marks,
# emoji with selectors, lone jamo, codas without a vowel, line breaks inside words.
KIWI = [
    "#누리축제", "#1", "@nuri_city", "@", "https://nuri.example/a?b=1#c", "a.b@nuri.example", "1588-0000",
    "192.168.0.1", "2025/07/22", "1,234.5", "3:0", "A-1호", "B2B", "C++", "❤️", "🇰🇷", "👍🏽", "1️⃣",
    "ㅋㅋㅎㅎ", "ㅠ", "ㄱㄴㄷ",
    "먹엌ㅋ", "그랬닼ㅋ", "했어욬", "안뇽하세욯", "ᆯ", "ᆫ다", "간", "ㆍ", "사이ㅅ", "\u1160", "\u115f", "\uffa0",
    "\u3165", "<s>", "</s>", "[UNK]", "_", "\\n", "%s", "{}", "\x1f", "\x7f", "\x85", "\u2028", "\ufffe",
    "\U0010ffff", "ﾡ",
]  # fmt: skip
WORDS = [
    *PAGE.split(),
    "시장은",
    "그는",
    "지난해보다",
    "요청했다.",
    "주민들에게",
    "제3회",
    "“가자”며",
    "하라고",
    "10%",
    "3일",
]


def check(text, reference=None):
    x = korex.extract(text, reference_date=reference)
    assert korex.Extraction.from_json(x.to_json()) == x
    if not PAIRED_HALVES.search(text):
        x.to_json().encode("utf-8")
    check_spans(x.to_dict(), text)
    x.to_timex3()
    return x


@pytest.mark.parametrize("reference", REFERENCES)
def test_numbers_beyond_every_range(reference):
    check("\n".join(f"행사는 {piece}에 열렸다." for piece in PIECES), reference)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(JOINTS)), max_size=12), st.sampled_from(REFERENCES))
def test_numbers_joined(pieces, reference):
    check("".join(piece + joint for piece, joint in pieces), reference)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([*WORDS, *ODD, *PIECES[:40], " ", " ", "\n"]), max_size=50))
def test_odd_characters_in_a_page(pieces):
    text = "".join(piece + " " * (piece in WORDS) for piece in pieces)
    assert check(text) == check(text)


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([*KIWI, *ODD, *WORDS[:12], " ", "", "\n"]), max_size=40))
def test_what_kiwi_treats_apart(pieces):
    check("".join(pieces))


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.sampled_from([*WORDS, *ODD, *KIWI]), max_size=12).map(" ".join), max_size=6), st.randoms())
def test_same_in_any_batch(texts, random):
    alone = {text: korex.extract(text) for text in texts}
    random.shuffle(texts)
    assert list(korex.pipe(texts)) == [alone[text] for text in texts]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_decomposed_hangul_gives_the_same(form):
    text = unicodedata.normalize(form, PAGE)
    found, expected = korex.extract(text), korex.extract(PAGE)
    for kind in (
        "people",
        "dates",
        "events",
        "quantities",
        "contacts",
        "quotes",
        "directives",
        "entities",
        "sentences",
    ):
        assert len(getattr(found, kind)) == len(getattr(expected, kind)), kind
    surfaces = [(unicodedata.normalize("NFC", e.text), e.label, e.source) for e in found.entities]
    assert surfaces == [(e.text, e.label, e.source) for e in expected.entities]


LONG = {
    "one word": "가나다라마바사" * 500,
    "digits": "0123456789" * 1000,
    "opening marks": "“‘「『《<([{" * 700,
    "closing marks": "”’」』》>)]}" * 700,
    "nested quotations": "“‘" * 200 + "가자" + "’”" * 200 + "라고 말했다.",
    "quotations": '"가"라고 ' * 300,
    "names": "".join(f"김하{one}, " for one in "나다라마바사아자차카타파하거너더러머버서" * 20),
    "one sentence": "주민에게 점검을 하라고 " * 500,
    "line breaks": "가\n" * 1000 + "\r\n" * 3000,
    "blanks": " " * 20000 + "시장은 말했다." + "\t" * 20000,
    "combining marks": "가" + "\u0301" * 5000,
    "emoji": "👨‍👩‍👧‍👦" * 1000,
    "half surrogate pairs beside each other": "가\ud800\udfff나" * 100,
    "right to left": "שלום " * 500 + "سلام " * 500,
    "100,000 opening brackets": "(" * 100_000,
    "100,000 brackets of all kinds": "([{<「『【《" * 12_500,
    "quotations 10,000 deep": "“" * 10_000 + "가자" + "”" * 10_000 + "고 말했다.",
    "quotations of two kinds, 2,000 deep": "“‘" * 2_000 + "가자" + "’”" * 2_000 + "라고 말했다.",
    "straight quotation marks": '"' * 20_000,
    "NUL": "\0" * 100_000,
    "half surrogate pairs": "\ud800" * 50_000 + "\udfff" * 50_000,
    "laughter": "ㅋ" * 100_000,
    "decomposed": unicodedata.normalize("NFD", "각 부서에 점검을 당부했다. " * 200),
    "overrides of direction": "\u202e누리시\u202c " * 2_000,
    "unfinished addresses": "http://" * 3_000 + "a@" * 5_000,
}
VERY_LONG = {
    "1 MB without a blank": "가나다라마바사아자차" * 35_000,
    "1 MB of Latin letters": "abcdefghij" * 100_000,
    "1 MB of digits": "1234567890" * 100_000,
    "5 MB of sentences": "한지우 누리시장은 25일 간부회의에서 주차장을 늘려 달라고 당부했다. " * 45_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long(text):
    check(text, "2025-09-25")


@pytest.mark.long
@pytest.mark.parametrize("text", VERY_LONG.values(), ids=VERY_LONG)
def test_very_long(text):
    check(text, "2025-09-25")


def test_long_text_is_analysed_in_parts():
    text = "\n\n".join(f"{number}번째 문단에서 김도율 시장은 {number}억원을 쓰겠다고 말했다." for number in range(300))
    x = check(text)
    assert len(x.sentences) == 300
    assert len(x.quantities) == 600
    assert [len(person.mentions) for person in x.people] == [300]


def test_threads_share_a_pipeline():
    texts = [PAGE.replace("40", str(number)) for number in range(24)]
    expected = [korex.extract(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(korex.extract, texts)) == expected


def test_text_of_more_than_a_million_characters():
    """What spaCy takes unless it is told otherwise. Blanks are quick, and the sentence is behind them."""
    text = " " * 1_000_000 + "김도율 시장은 점검을 지시했다."
    assert [person.name for person in check(text).people] == ["김도율"]
