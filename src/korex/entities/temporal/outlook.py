"""Whether a sentence looks back or ahead at the time it names: 열린 회의에서 looks back, 열릴 예정이다 ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import regex

from korex.entities.temporal.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from korex.language.analysis import Morphemes
    from korex.language.spans import Placed

Outlook: TypeAlias = Literal[-1, 0, 1]

_PREDICATES = frozenset({"VV", "VX", "XSV", "VA", "XSA", "VCP", "VCN"})
_WORDS = {name: frozenset(words) for name, words in grammar("outlook").items()}
_POSTPONED = grammar("expressions")["postponed"]
_RECORDS = grammar("outlook_marks")["records"]
_REPORTED = tuple(_WORDS["reported"])
_STATED = tuple(_WORDS["stated"])
_AHEAD = frozenset({"NNG", "EC", "EF", "ETN"})  # tags of what looks ahead
_ENDINGS = frozenset({"EP", "EF", "EC"})
# What tells something: predicates, their endings, nouns for plans, marks.
_TELLING = _PREDICATES | _AHEAD | {"EP", "ETM", "SF", "SSO", "SSC", "SS", "SW", "SP", "SE", "SO", "SB"}
_TO_DO = (["것", "을"], ["거", "ᆯ"])
_WAS_PLANNED = (["이", "던"], ["이", "었"])
_REACH = 60
_NOTE = 40
_BEHIND_TOPIC = regex.compile(r"\p{Hangul}(?:은|는|이|가|께서|도) $")  # behind the topic or subject of a sentence
_OPENING_QUOTES = ("“", '"', "‘", "'", "「")
_CLOSING_QUOTES = ("”", '"', "’", "'", "」")
_CLOSES = dict(zip(_OPENING_QUOTES, _CLOSING_QUOTES, strict=True))


def outlook_after(morphemes: Morphemes, text: str, start: int, end: int) -> Outlook:
    """Return -1 where the sentence goes on at `end` with what happened, 1 for what is planned, else 0.

    The nearest predicate decides; one that leaves it open (열고, 열어, 올랐다가) hands on to the next. What stands in
    quotation marks later on does not count: 21일 “내린다”고 밝혔다. A time `[start, end)` without a particle right
    after the topic is that of the main clause, not of what is asked: 시는 21일 문을 닫으라고 지시했다.
    """
    if _POSTPONED.match(text, end):
        return 1
    if _RECORDS.match(text, end):
        return -1
    begin = morphemes.first_at(end)
    forms, tags, starts, ends = morphemes.forms, morphemes.tags, morphemes.starts, morphemes.ends
    verb, predicate, quoted, opened, after = False, "", "", False, False
    last = len(morphemes)
    stop = min(begin + 3 * _REACH, last)
    newline = text.find("\n", end, starts[stop - 1]) if begin < stop else -1
    if newline >= 0:
        stop = last = morphemes.first_at(newline)
    for i in range(begin, stop):
        if (tag := tags[i]) not in _TELLING:
            continue
        form = forms[i]
        if quoted:
            quoted = "" if form == quoted else quoted  # “ … ‘…’ … ”
        elif tag == "SSO" and form in _OPENING_QUOTES:
            quoted = _CLOSES[form]
        elif tag in _PREDICATES:
            if not verb and form == "앞두":
                return 1  # 3월 개학을 앞두고 길을 살폈다
            verb, predicate = verb or tag in ("VV", "XSV", "VX"), form
        elif tag == "EP":
            if forms[i - 1] in _WORDS["left"] and form in _WORDS["past"]:
                # 추석까지 며칠 남았지? 금요일에 자리 비었어?
                return 1
            if form in _WORDS["past"] and not forms[min(i + 1, len(forms) - 1)].startswith("다가"):
                return -1
            if form in _WORDS["coming"]:
                return 1
        elif tag == "ETM" and verb:
            if form in _WORDS["coming_adnominal"]:
                if forms[i + 1 : i + 2] and forms[i + 1] in _WORDS["plans"] and forms[i + 2 : i + 4] in _WAS_PLANNED:
                    return 0  # 당초 5일 열릴 예정이었던 총회
                # 시는 21일 문을 닫을 것을 지시했다
                asked = forms[i + 1 : i + 3] in _TO_DO and text[end : end + 1] == " "
                main = asked and _BEHIND_TOPIC.search(text[max(0, start - 4) : start])
                return told_after(morphemes, text, end) if main else 1
            if form in _WORDS["past_adnominal"] and tags[i - 1] in ("VV", "XSV", "VX"):
                if forms[min(i + 1, last - 1)] not in _WORDS["then"]:
                    return -1
                verb, after = False, True  # 28일까지 접수한 뒤 추첨한다
        elif tag == "NNG" and forms[i + 1 : i + 3] in _WAS_PLANNED and form in _WORDS["plans"]:
            return 0  # 당초 5월 예정이던 개관
        elif tag == "EC" and form in _WORDS["sourced"] and predicate in _WORDS["sources"]:
            return -1  # 13일 기상청에 따르면
        elif tag == "EC" and form in _WORDS["sourced"] and predicate in _WORDS["weighed"]:
            continue  # 2분기만 보면 늘었다
        elif tag in _AHEAD and _looks_ahead(tag, form, forms[i + 1] if i + 1 < len(forms) else ""):
            if opened and tag == "ETN" and text[end : end + 1] == " ":
                return 0  # 26일 회의를 열고 안을 내기로 했다: the day of either
            main = (
                form.startswith(_REPORTED)
                and text[end : end + 1] == " "
                and _BEHIND_TOPIC.search(text[max(0, start - 4) : start])
            )
            return told_after(morphemes, text, end) if main else 1
        elif tag == "EC" and form.startswith(_STATED):
            return 0
        elif tag == "EC" and i + 1 == last:
            return 1 if verb else 0  # 크리스마스에 만나, 추석에 보자 without a full stop
        elif tag == "EC" and verb and form in _WORDS["linking"]:
            opened = True
        elif tag == "EF":
            if after and tags[i - 1] == "VX" and forms[i - 1] in _WORDS["lasting"]:
                return -1  # 3월 문을 연 뒤 늘고 있다
            return (
                1
                if verb
                or predicate in _WORDS["present"]
                or form in _WORDS["asked"]
                or text[ends[i] : ends[i] + 1] == "?"
                else 0
            )
        elif tag == "SF":
            return 0
    return 0


def _looks_ahead(tag: str, form: str, following: str) -> bool:
    if tag == "NNG":
        return form in _WORDS["plans"]
    if tag in ("EC", "EF"):
        return form in _WORDS["intentions"] or form.startswith(_REPORTED)
    return tag == "ETN" and form == "기" and following in _WORDS["nominal_before"]


def is_background(morphemes: Morphemes, end: int) -> bool:
    """Whether a time that ends at `end` is that of what only explains a noun: 지난 6월 `출범한` 위원회는 …"""
    forms, tags = morphemes.forms, morphemes.tags
    begin = morphemes.first_at(end)
    for i in range(begin, min(begin + _REACH, len(morphemes))):
        if tags[i] == "ETM" and tags[i - 1] in ("VV", "XSV", "VX"):
            # 지난 4일 숨진 채 발견됐다 tells of that day.
            return forms[i] in _WORDS["past_adnominal"] and forms[min(i + 1, len(forms) - 1)] not in _WORDS["going_on"]
        if tags[i] in _ENDINGS or tags[i] == "ETM" or (i == begin and tags[i].startswith("J")):
            return False
    return False


def is_note(morphemes: Morphemes, text: str, times: Sequence[Placed]) -> bool:
    """Whether a text is one line without a predicate, as a query or a note in a diary: 크리스마스 저녁 8시.

    The endings within its `times` are none of a predicate (부처님오신날), nor are those of what only names a time
    (추석이요, 추석 말고).
    """
    line = text.strip()
    if len(line) > _NOTE or "\n" in line:
        return False
    forms, tags = morphemes.forms, morphemes.tags
    names = [
        (tags[i - 1] == "VCP" and forms[i] != "다") or forms[i - 1 : i + 1] == ["말", "고"] for i in range(len(tags))
    ]
    ends = [morphemes.starts[i] for i, tag in enumerate(tags) if tag in _ENDINGS and not names[i]]
    return all(any(time.start <= start < time.end for time in times) for start in ends)


def told_after(morphemes: Morphemes, text: str, end: int) -> Outlook:
    """Return -1 where the main clause of the sentence that goes on at `end` is in the past tense, 1 for the present."""
    forms, tags, starts = morphemes.forms, morphemes.tags, morphemes.starts
    told: Outlook = 0
    for i in range(morphemes.first_at(end), min(morphemes.first_at(end) + 3 * _REACH, len(morphemes))):
        if tags[i] == "EP" and forms[i] in _WORDS["past"]:
            told = -1
        elif tags[i] == "EF" and tags[i - 1] != "EP":
            told = 1
        elif tags[i] == "SF" and text[starts[i] + 1 : starts[i] + 2] not in _CLOSING_QUOTES:
            break
    return told
