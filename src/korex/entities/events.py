"""Events: named ones, specific occasions, and names in quotation marks that are said to be held."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import regex

from korex.entities.event_items import PREFIX, Found, items_of
from korex.entities.event_words import cues, event_words, head_lengths, head_of, heads, known_names, listed_names
from korex.entities.notices import events_of_notices
from korex.language.analysis import Analysis, Candidate, Span, analysis_of
from korex.matching.rules import RuleMatcher, load_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

RULES = "entities/events.toml"
_INSIDE = r"\s?([^‘’'“”\"〈〉<>《》「」『』\n]{1,40}?)\s?"
# (?|): each of them gives the name as the same group
_QUOTED = regex.compile(
    rf"(?|[‘']{_INSIDE}[’']|[“\"]{_INSIDE}[”\"]|[〈<]{_INSIDE}[〉>]|《{_INSIDE}》|「{_INSIDE}」|『{_INSIDE}』)"
)
_AT_PLACE = regex.compile(r"(?r)에서 (?:\p{Hangul}{1,6} )?$")
_HELD = re.compile(r"[을를이가] (?:열었|열고|열어|열린|열렸|열려|개최|가졌|갖고|진행|했다|마련)")
_GLOSS = regex.compile(r"(?<=\p{Hangul}) ?\([A-Za-z][A-Za-z0-9 .&-]{0,30}\)$")
_HANGUL = regex.compile(r"\p{Hangul}")
_OPENING = re.compile(r" [‘'“\"〈<《「『]")
_NOMINAL = frozenset(("NNG", "NNP", "NNB", "XR", "SL", "SH", "SN", "XPN", "XSN", "NR", "MM", "JKG", "SP", "SO", "SS"))
_HEAD_TAGS = frozenset(("NNG", "NNP", "XSN", "NNB"))
# With one of these behind it a noun is part of a longer word or a verb: 훈련하다.
_GOES_ON = frozenset(("NNG", "NNP", "XSN", "NNB", "XSV", "XSA", "SL"))
# 한-, 한-미-: one side of a meeting before the other
_SIDES = regex.compile(r"(?r)(?<![\p{Hangul}\d-])(?:\p{Hangul}{1,3}[-–]){1,2}$")
_LEAGUE_NUMBER = regex.compile(r"[12](?=[ \p{Hangul}]|$)(?![년월일시분차회위])")
_YEAR_AFTER = re.compile(r" ?(?:19|20)\d\d(?![\d년.])")
_MODIFIER = frozenset(("NNG", "NNP", "XR", "SL", "SH", "XPN", "XSN"))
_SPOKEN = re.compile(r"[.?!…]|[다요죠]$|[은는을를이가에] ")
_ALWAYS = frozenset(("FESTIVAL", "SPORTS", "CEREMONY"))
_WITH_TITLES = frozenset(("FESTIVAL", "SPORTS", "CAMPAIGN", "OTHER"))  # kinds of events that have titles in marks
_KIND_BEFORE = regex.compile(r"(?<!\p{Hangul})(?P<kind>\p{Hangul}{2,9}) ?$")
_MAX_MODIFIERS = 4
_SAME_DISASTER = re.compile(r" (?:사고|참사|사태|사건|피해)")
_NEAR_DATE = 14
_LONG_HEAD = 3
# (?r): matched from its end, which is where the name begins
_NOUNS_BETWEEN = regex.compile(r"(?r)(?<=[^ ]) (?:\p{Hangul}{1,5}(?<![은는이가을를에서의로도]) ){0,2}$")
# after the name of what a notice gives day and place of
_NOTICED = regex.compile(r" ?[:：] ?(?:20\d\d[.년] ?)?\d{1,2}(?:월|\.) ?\d{1,2}[^\n,]{0,25}, ?[\p{Hangul}\d]")
# … or that heads its lines in a notice
_SCHEDULED = regex.compile(
    r"(?: 안내| 개최| 개요)?\s?\n[^\p{Hangul}\n]{0,8}(?:[가-하]\. ?)?"
    r"(?:일 ?시|일 ?자|날 ?짜|기 ?간|일 ?정|때|장 ?소|곳)\s?[:：]"
    r"|(?: 기간)? ?[:：] ?(?:20\d\d[.년] ?)?\d{1,2}(?:월|\.) ?\d{1,2}(?:일|\.)"
)
_HEADING = regex.compile(r"(?:^|\n)[ \t]{0,4}(?:\d{1,2}[.)]|[가-하][.)]|[①-⑳]|[○●□■◆◇▶▷※◎*·-]|제\d{1,2})? ?$")
_INCIDENTS = ("사태", "사건", "파동")
_OCCASIONS = frozenset(("MEETING", "CEREMONY", "OTHER"))
_DAY_ENDS = regex.compile(r"(?r)\d(?:일|시|분|일\([월화수목금토일]\)) $")
_SINCE = regex.compile(r" ?(?:이후|당시|직후|때)(?!\p{Hangul}{3})")  # 재스민 혁명 이후
_ANNIVERSARY = frozenset(("주년", "주기"))
# The last syllable of a region: 새솔읍.
_UNITS = frozenset(("시", "군", "구", "읍", "면", "동", "리"))
_WHOLE = frozenset(("event.known", "event.quoted", "event.heading"))
_BELOW_NAMES = 31


class Events:
    """Adds EVENT candidates over the whole text and `events` of the content sections; when and where comes later."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self._matcher = RuleMatcher(load_rules(RULES, frozenset(("EVENT",))))

    def __call__(self, doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        found = [*self._by_rule(doc, analysis), *_quoted(analysis), *_compounds(analysis), *_own(analysis)]
        found += events_of_notices(analysis)
        for event in found:
            # 제4회 is a QUANTITY and 6·3 a DATE of its own among the entities, but part of the name in `events`
            prefix = PREFIX.match(analysis.text, event.start, event.end)
            start = prefix.end() if prefix else event.start
            if start < event.end:
                # a name inside the name is an entity first: 평창군의회 임시회
                priority = event.priority if event.source in _WHOLE else min(event.priority, _BELOW_NAMES)
                analysis.candidates.append(Candidate(start, event.end, "EVENT", event.source, priority))
        analysis.events.extend(items_of(found, analysis))
        return doc

    def _by_rule(self, doc: Doc, analysis: Analysis) -> list[Found]:
        found = []
        for match in self._matcher.match(doc, analysis):
            name = analysis.text[match.start : match.end]
            kind = known_names().get(name)
            if kind is None:
                kind = head_of(name)[0] or heads().get(match.groups.get("head") or "", ("OTHER", ""))[0]
                if not _is_nominal(analysis, match.start, match.end):
                    continue
                listed = True
            else:
                listed = name in listed_names()
                if kind == "OTHER":
                    kind = head_of(name)[0] or kind
            found.append(Found(match.start, match.end, kind, match.rule.id, match.rule.priority, listed))
        return found


def _is_nominal(analysis: Analysis, start: int, end: int) -> bool:
    """Tell whether a span holds nouns only: no verb, no particle but 의."""
    tags = analysis.morphemes.tags
    starts = analysis.morphemes.starts
    # 이/JKS 취임식 after a blank is 이취임식 gone astray: a particle follows its noun
    return all(
        tags[index] in _NOMINAL
        or tags[index][0] == "S"
        or (tags[index][0] == "J" and analysis.text[starts[index] - 1 : starts[index]] == " ")
        for index in analysis.morphemes.range(start, end)
    )


def _own(analysis: Analysis) -> list[Found]:
    """Return the events that the user's words name."""
    text = analysis.text
    return [
        Found(start, end, kind or head_of(text[start:end])[0] or "OTHER", source, priority, True)
        for start, end, label, source, kind, priority in analysis.own
        if label == "EVENT"
    ]


def _quoted(analysis: Analysis) -> list[Found]:
    """Return the names in marks that the words around them, or their own last noun, show to be events."""
    text = analysis.text
    before, apposed, after, named, works = (cues(key) for key in ("before", "apposed", "after", "named", "works"))
    other, other_after, run = cues("other"), cues("other_after"), cues("run")
    founding = tuple(event_words("founding"))
    found = []
    for match in _QUOTED.finditer(text):
        name = match[1]
        if gloss := _GLOSS.search(name):
            name = name[: gloss.start()]  # ‘제9회 나래로봇대회(NRC 2031)’
        start, end = match.start(1), match.start(1) + len(name)
        left = text[max(0, match.start() - 20) : match.start()]
        apposition = apposed.search(left) or _KIND_BEFORE.search(left)
        if apposition and "kind" in apposition.groupdict() and not _introduces(apposition["kind"]):
            apposition = None
        if len(name) < 2 and not apposition:
            continue  # 개인전 ‘숨’
        if not apposition and text[match.start()] in '“"' and _SPOKEN.search(name):
            continue  # most of what stands in double marks is speech
        right = text[match.end() : match.end() + 60]
        naming = named.match(right)
        if not naming and (works.search(left) or other.search(name) or other_after.match(right)):
            continue
        kind, strength = head_of(name)
        if kind is None and right.lstrip().startswith(founding):
            continue  # ‘나래쉼터’ 개소식
        said_so = bool(apposition or naming)
        held = said_so or before.search(left) or (after.match(right) and not _taken_back(right))
        held = held or (strength == "strong" and run.match(right))
        if not held and not (strength == "strong" and (kind in (*_ALWAYS, "DISASTER") or _SINCE.match(right))):
            continue
        takes_place = text[match.start()] not in '“"' and cues("goes_on").match(right)  # ‘재즈를 만나다’가 펼쳐진다
        if strength != "strong" and not said_so and not takes_place and _SPOKEN.search(name):
            continue
        if kind is None or (strength == "weak" and (apposition or naming)):
            said = (apposition[0] if apposition else naming[0] if naming else "").strip()
            whole = head_of(left.split()[-1])[0] if apposition else None  # 국제학술대회, not 대회
            kind = whole or heads().get(said.split(" ")[-1], (kind or "OTHER", ""))[0]
        found.append(Found(start, end, kind, "event.quoted", 59, True))
    return found


def _introduces(noun: str) -> bool:
    """Tell whether a noun right before a name in marks says that it is an event: 북토크 ‘강을 걷다’."""
    kind, strength = head_of(noun)
    return strength == "strong" and kind in _WITH_TITLES


def _compounds(analysis: Analysis) -> list[Found]:
    """Return the nouns that end in an event noun: 수산면 산불, 확대간부회의, 수강신청 설명회."""
    text = analysis.text
    morphemes = analysis.morphemes
    before, after, at_it, label = cues("before"), cues("after"), cues("at"), cues("label")
    run = cues("run")
    dated = {at for c in analysis.candidates if c.label in ("DATE", "TIME") for at in range(c.start, c.end)}
    dated_ends = {c.end for c in analysis.candidates if c.label in ("DATE", "TIME")}
    found = []
    for head in _heads_of_nouns(analysis):
        kind, strength = heads()[text[head.start : head.end]]
        end = head.end
        first, named = _modifiers(analysis, *head, dated)
        start = morphemes.starts[first]
        if strength == "strong" and first > 0 and text[morphemes.starts[first - 1] : start] == "첫 ":
            start -= 2  # 첫 공판
        bare = start >= head.start
        if first > 0 and morphemes.ends[first - 1] == start and _HANGUL.match(text, start - 1):
            if morphemes.tags[first - 1] != "MM":
                continue  # the beginning of the word is no noun: the analysis went astray
            start = morphemes.starts[first - 1]
        if (sides := _SIDES.search(text, max(0, start - 8), start)) is not None:
            start, named = sides.start(), True  # 한-나래 외교장관회담
        if kind == "SPORTS" and (number := _LEAGUE_NUMBER.match(text, end)) is not None:
            end = number.end()  # K리그1
        if (year := _YEAR_AFTER.match(text, end)) is not None and not bare:
            end = year.end()  # 가람 페스티벌 2031
            named = True
        if kind == "OTHER":
            kind = head_of(text[start:end])[0] or kind  # 나래 역도대회
        right = text[end : end + 60]
        specific = kind == "CEREMONY" or end - start > 3 or _was_held(text, start, end)
        if (
            strength == "strong"
            and kind in _OCCASIONS
            and start - 1 in dated_ends
            and _DAY_ENDS.search(text, max(0, start - 8), start)
        ):
            # 오는 15일 총파업에 들어간다, but 이날 보고회를 주재한, 올해 축제는
            specific = specific or (after.match(right) or at_it.match(right)) is not None
        sitting = text[start:end] in event_words("sittings") and start - 1 in dated_ends  # 9일 본회의를 열어
        specific = specific or (sitting and (at_it.match(right) or after.match(right)) is not None)
        if bare and not (strength == "strong" and specific):
            continue
        if kind == "DISASTER" and _SAME_DISASTER.match(right):
            continue  # 출렁다리 추락 of 출렁다리 추락 사고
        if _OPENING.match(right):
            continue  # 신제품 발표회 ‘가온 데이’: the name in the marks is the event
        held = bool(before.search(text[max(0, start - 12) : start].rstrip())) or bool(
            after.match(right) or at_it.match(right)
        )
        held = (
            (held and not _taken_back(right))
            or (strength == "strong" and bool(run.match(right)))
            or bool(label.search(text[max(0, start - 8) : start]))
        )
        told = (kind == "DISASTER" or (kind in _ALWAYS and strength == "strong")) and not bare
        told = told or (named and text.endswith(_INCIDENTS, start, end))  # 2022년 나래코인 파산 사태
        told = told and _after_a_date(start, dated, text)
        # 체력 시험: 6월 3일 오전 10시, 가람운동장; 1. 체력 시험 ⏎ 가. 일시: 6월 3일
        noticed = (not bare or strength == "strong") and (
            _NOTICED.match(right) is not None
            or (_SCHEDULED.match(right) is not None and _HEADING.search(text, max(0, start - 12), start) is not None)
        )
        since = not bare and morphemes.starts[first] < head.start and strength == "strong"
        since = since and _SINCE.match(right) is not None
        if (
            not named
            and not told
            and not noticed
            and not since
            and not (held and (strength == "strong" or kind == "MEETING"))
        ):
            continue
        listed = (
            held
            or told
            or since
            or noticed
            or (named and not bare and (kind == "DISASTER" or (kind in _ALWAYS and strength == "strong")))
        )
        priority = (43 if named else 37) - 8 * (strength == "weak")
        found.append(Found(start, end, kind, "event.compound", priority, listed))
    return found


def _was_held(text: str, start: int, end: int) -> bool:
    """Tell whether a common noun is one occasion, held at a place: 시청에서 공청회를 열었다."""
    return _AT_PLACE.search(text, max(0, start - 12), start) is not None and _HELD.match(text, end) is not None


def _after_a_date(start: int, dated: set[int], text: str) -> bool:
    """Tell whether a name stands right after a date, nouns alone between: 지난 3월 산단 내 화학공장 폭발 사고."""
    gap = _NOUNS_BETWEEN.search(text, max(0, start - _NEAR_DATE), start)
    return gap is not None and gap.start() - 1 in dated


def _heads_of_nouns(analysis: Analysis) -> Iterator[Span]:
    """Yield the event nouns that a run of nouns ends in."""
    morphemes = analysis.morphemes
    tags, starts, ends = morphemes.tags, morphemes.starts, morphemes.ends
    text = analysis.text
    known = heads()
    lengths = head_lengths()
    alike = tuple(event_words("alike"))
    count = len(tags)
    for index in [index for index, tag in enumerate(tags) if tag in _HEAD_TAGS]:
        end = ends[index]
        sizes = lengths.get(text[end - 1])
        if sizes is None:
            continue
        following = index + 1
        if following < count and starts[following] == end and tags[following] in _GOES_ON:
            continue
        for size in sizes:
            if end >= size and text[end - size : end] in known:
                if not text.endswith(alike, starts[index], end):
                    yield Span(end - size, end)
                break


def _modifiers(analysis: Analysis, head: int, end: int, dated: set[int]) -> tuple[int, bool]:
    """Return the index of the first morpheme of a name with its head at `[head, end)`, and if it is a proper one."""
    morphemes = analysis.morphemes
    tags, starts, ends = morphemes.tags, morphemes.starts, morphemes.ends
    outside, named_days = event_words("outside"), event_words("named_days")
    first = morphemes.at(head)
    named = tags[first] == "NNP" and starts[first] < head
    blanks = 0
    while first > 0:
        before = first - 1
        gap = starts[first] - ends[before]
        form = morphemes.forms[before]
        if form in _ANNIVERSARY and before > 0 and tags[before - 1] == "SN" and ends[before - 1] == starts[before]:
            before -= 1  # 개교 50주년 기념식
        elif tags[before] == "SN" and before > 1 and morphemes.forms[before - 1] == "-" and tags[before - 2] == "SL":
            before -= 2  # U-20 아시안컵
        elif form == "대상" and gap and end - starts[first] > _LONG_HEAD:
            break  # 기관투자가 대상 기업설명회
        elif (
            gap > 1
            or tags[before] not in _MODIFIER
            or (form in outside and gap)
            or analysis.text[ends[before] - 1] == "."  # the Q. of a question
            or (starts[before] in dated and not (form in named_days and _goes_with_day(analysis, first, head)))
        ):
            break
        if before and tags[before - 1] == "SN" and starts[before] == ends[before - 1] and tags[before] == "NNG":
            break  # 6라운드 홈경기
        if gap == 1:
            blanks += 1
            if blanks > _MAX_MODIFIERS or analysis.text[starts[first] - 1] != " ":
                break
        first = before
        named = named or tags[first] in ("NNP", "SL") or (morphemes.forms[first] in _UNITS and tags[first][0] == "N")
    return first, named


def _goes_with_day(analysis: Analysis, first: int, head: int) -> bool:
    """Tell whether the name goes on after a named day as that of an occasion of the day: 설 명절 종합대책 보고회."""
    return analysis.morphemes.starts[first] == head or analysis.morphemes.forms[first] in event_words("of_named_days")


def _taken_back(right: str) -> bool:
    return cues("unless").match(right) is not None
