"""Tables of sentences with their temporal expressions, values and intervals; look-alikes; entity spans; options."""

import re
from pathlib import Path

import pytest

import korex
from korex.dates import parse_reference_date
from korex.language.analysis import analysis_of

TABLES = Path(__file__).parent.parent.parent / "data" / "temporal"


def rows(name):
    lines = (TABLES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


EXAMPLES = [
    pytest.param(path.stem, *row, id=f"{path.stem}: {row[0]} @{row[1]}")
    for path in sorted(TABLES.glob("*.tsv"))
    if path.stem not in ("lookalikes", "entities")
    for row in rows(path.stem)
]


def extract(nlp, text, reference=None):
    doc = nlp.make_doc(text)
    analysis_of(doc).reference = parse_reference_date(reference)
    for name in ("korex_sections", "korex_temporals", "korex_entities"):
        nlp.get_pipe(name)(doc)
    return korex.Extraction.from_doc(doc)


def written(item, with_interval):
    parts = [item.type, item.value]
    parts += [f"mod={item.mod}"] if item.mod else []
    parts += [f"freq={item.freq}"] if item.freq else []
    parts += ["..".join(item.interval)] if item.interval and with_interval else []
    return " ".join(parts)


@pytest.mark.parametrize(("name", "marked", "reference", "items"), EXAMPLES)
def test_expressions(nlp, name, marked, reference, items):
    text = re.sub(r"\[\[|\]\]", "", marked)
    result = extract(nlp, text, None if reference == "-" else reference)
    assert [item.text for item in result.dates] == re.findall(r"\[\[(.*?)\]\]", marked)
    # The tables of phrases, talk and news give the interval only where it is not that of the value.
    with_interval = ".." in items or name not in ("phrases", "talk", "news")
    assert " ; ".join(written(item, with_interval) for item in result.dates) == items
    assert all(text[item.start : item.end] == item.text for item in (*result.dates, *result.entities))
    assert korex.Extraction.from_json(result.to_json()) == result


@pytest.mark.parametrize(("text", "why"), rows("lookalikes"))
def test_look_alikes(nlp, text, why):
    assert extract(nlp, text, "2025-07-22").dates == (), why


@pytest.mark.parametrize(("marked", "labels"), rows("entities"))
def test_entities(nlp, marked, labels):
    text = re.sub(r"\[\[|\]\]", "", marked)
    found = [entity for entity in extract(nlp, text).entities if entity.label in ("DATE", "TIME")]
    assert [entity.text for entity in found] == re.findall(r"\[\[(.*?)\]\]", marked)
    assert [entity.label for entity in found] == labels.split()


PREFERENCES = [
    # text, its value by context, with "past" and with "future"
    ("10일 문을 열었다.", "2025-07-10", "2025-07-10", "2025-08-10"),
    ("10일 문을 연다.", "2025-08-10", "2025-07-10", "2025-08-10"),
    ("금요일", "2025-07-25", "2025-07-18", "2025-07-25"),
    ("3월에 만났다.", "2025-03", "2025-03", "2026-03"),
    ("9월에 만나자.", "2025-09", "2024-09", "2025-09"),
    ("추석", "2025-10-06", "2024-09-17", "2025-10-06"),
    ("겨울에 만나자.", "2025-WI", "2024-WI", "2025-WI"),
    ("셋째 주 금요일", "2025-08-15", "2025-07-18", "2025-08-15"),
    # What decides by itself stays.
    ("지난 10일 열렸다.", "2025-07-10", "2025-07-10", "2025-07-10"),
    ("오는 10일 연다.", "2025-08-10", "2025-08-10", "2025-08-10"),
    ("2024년 3월 10일", "2024-03-10", "2024-03-10", "2024-03-10"),
    ("다음 주 금요일", "2025-08-01", "2025-08-01", "2025-08-01"),
    ("사흘 전 만났다.", "2025-07-19", "2025-07-19", "2025-07-19"),
]


@pytest.mark.parametrize(("text", "context", "past", "future"), PREFERENCES)
def test_date_preference(nlp, text, context, past, future):
    values = {"context": context, "past": past, "future": future}
    assert {name: prefer(nlp, name, text, "2025-07-22").value for name in values} == values


@pytest.mark.parametrize(("preference", "begin"), [("past", "2025-07-22T05:00:00"), ("future", "2025-07-22T17:00:00")])
def test_date_preference_places_clock_times(nlp, preference, begin):
    assert prefer(nlp, preference, "5시에 만나자.", "2025-07-22T09:30").interval[0] == begin


def prefer(nlp, preference, text, reference):
    chosen = type(nlp.get_pipe("korex_temporals"))(nlp, "temporals", date_preference=preference)
    doc = nlp.make_doc(text)
    analysis = analysis_of(doc)
    analysis.reference = parse_reference_date(reference)
    nlp.get_pipe("korex_sections")(doc)
    chosen(doc)
    return analysis.dates[0]


def test_unknown_date_preference_is_refused(nlp):
    with pytest.raises(korex.InputError, match="context, past, future"):
        type(nlp.get_pipe("korex_temporals"))(nlp, "temporals", date_preference="soon")


def test_timex3(nlp):
    result = extract(nlp, "김 시장은 <22일> & 회의를 열었다. 격주 금요일 모인다.", "2025-07-22")
    assert result.to_timex3() == (
        '김 시장은 &lt;<TIMEX3 tid="t1" type="DATE" value="2025-07-22">22일</TIMEX3>&gt; &amp; 회의를 열었다. '
        '<TIMEX3 tid="t2" type="SET" value="XXXX-WXX-5" freq="P2W">격주 금요일</TIMEX3> 모인다.'
    )


def test_timex3_without_what_xml_cannot_hold(nlp):
    assert extract(nlp, "22일\x01 \ud800 연다.", "2025-07-22").to_timex3().endswith("</TIMEX3>\ufffd \ufffd 연다.")


@pytest.mark.parametrize(
    "text",
    ["2월 30일", "9999년 12월 31일 다음 날", "99999999999년 전", "0월 0일", "13월 32일", "999999일 뒤",
     "1" * 500 + "일", "일" * 300, "한 " * 200, "3~" * 200 + "일", "25시 70분", "24:00~24:00", "기원전 0년", "0세기",
     "지난 지난 지난 22일", "22일부터부터 27일까지까지", "매주 매주 매주",
     "작년 3월부터 5월까지", "내년 화요일", "음력 13월 40일", "\u1100\u1161\u11a8"],
)  # fmt: skip
def test_nonsense_is_no_error(nlp, text):
    for reference in (None, "2025-07-22", "0001-01-01", "9999-12-31T23:59"):
        result = extract(nlp, text, reference)
        assert all(text[item.start : item.end] == item.text for item in result.dates)
