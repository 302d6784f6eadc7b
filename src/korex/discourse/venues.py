"""Where each event is held: the place that its sentence, or the lines of a notice around it, name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import regex

from korex.entities.event_words import event_words, heads
from korex.entities.lexicons import lexicon_classes
from korex.language.spans import REACH, count_before, overlapping, starting_in
from korex.matching.files import read_toml

if TYPE_CHECKING:
    from korex.language.analysis import Analysis, Span
    from korex.schema import Event

_PLACE_LABEL = re.compile(r"(?:장소|곳) ?[:：] ?([^\n○●□■◦▪※*(,·|]{2,30})")
_NEAR = 90
_NOUNS = frozenset(("NNG", "NNP", "XR", "SL", "SH", "XPN", "XSN", "SN", "NNB", "NR"))
# after a labelled event: 설명회: 3월 4일 오전 11시, 원주시청 별관(2층)
# 청사에서 검찰, 경찰과 함께 ‘나래 회의’를
_TOGETHER = re.compile(r"[^.고며]{2,60}[와과] 함께 [‘'“\"〈<《「『]?")
_AREA = re.compile(r" (?:일원|일대)$")  # 나래공원 일원
_COLON = re.compile(r" ?: ?")
_COMMA = re.compile(r" ?, ?")
_AT = re.compile(r"에서(?:는)? ")
_NEW_CLAUSE = regex.compile(r"[,.]|\p{Hangul}[고며] ")
# 기념식과 ‘나래 한마당’: held together
_JOINED = re.compile(r"[’'”\"〉>》」』]?(?:[과와](?: 함께)?|, |·)? ?[‘'“\"〈<《「『]?$")
_PLACE_END = re.compile(r"[(,\n]|에서|\.(?=\s|$)")
# between two events: the clause of the first ends without a verb, its place last
_LEFT_OUT = re.compile(r"에서(?:는)?(?=, )")


def place_of(analysis: Analysis, event: Event, sentence: Span, events: list[Event]) -> str | None:
    """Return the noun phrase before 에서 that says where an event is held; a disaster is held nowhere."""
    text = analysis.text
    if event.kind == "DISASTER":
        return None
    following = next((other.start for other in events if event.end < other.start < sentence.end), sentence.end)
    if (at := left_out(text, event.end, following)) and (place := _noun_phrase(analysis, at, event.end)):
        return place
    if place := _where_held(analysis, event):
        return place
    for match in _AT.finditer(text, event.end + 3, sentence.end):
        at = match.start()
        if goes_on_after().match(text, event.end, at):
            break  # ‘가’가 열리고, 하늬관에서는 …: where the next one is
        right = text[at : min(sentence.end, at + 50)]
        if _held_after().match(right) and (place := _noun_phrase(analysis, at, event.end)):
            return place
    for match in reversed([*_AT.finditer(text, sentence.start, event.start)]):
        at = match.start()
        if any(at <= other.start < event.start and not _JOINED.match(text, other.end, event.start) for other in events):
            break
        gap = text[match.end() : event.start]
        if (_held_before().search(gap) or not _NEW_CLAUSE.search(gap) or _TOGETHER.fullmatch(gap)) and (
            place := _noun_phrase(analysis, at, sentence.start)
        ):
            return place
    if place := _after_date(analysis, event, sentence):
        return place
    after = next_sentence(analysis, sentence)
    if after is not None and not any(starting_in(events, after.start, after.end)):
        start = after.start
        at = text.find("에서", start, min(after.end, start + 30))
        if at > 0 and _held_after().match(text[at : at + 60]):
            return _noun_phrase(analysis, at, start)
    return None


def places_in_names(analysis: Analysis) -> dict[int, str]:
    """Return, by where each disaster begins, the place that it has its name from: 태산 in 태산 산불."""
    disasters = [event for event in analysis.events if event.kind == "DISASTER"]
    if not disasters:
        return {}
    places = sorted(c for c in analysis.candidates if c.label == "LOC")
    inside = ((e.start, c) for e in disasters for c in starting_in(places, e.start, e.end) if c.end < e.end)
    found: dict[int, str] = {}
    for at, place in inside:
        found.setdefault(at, analysis.text[place.start : place.end])
    return found


def left_out(text: str, start: int, end: int) -> int | None:
    """Return where the place of a clause without its verb ends: `‘가’가 24일 나래관에서, ‘나’가 …`."""
    match = _LEFT_OUT.search(text, start, end)
    return match.start() if match and end - match.end() < _NEAR // 2 and "." not in text[start:end] else None


def _where_held(analysis: Analysis, event: Event) -> str | None:
    """Return the place that an event right before it modifies: `나래영화제가 열리는 하늬극장`."""
    match = _held_at().match(analysis.text, event.end)
    if match is None:
        return None
    return next(
        (
            analysis.text[entity.start : entity.end]
            for entity in starting_in(analysis.entities, match.end(), match.end() + 1)
            if entity.label == "LOC"
        ),
        None,
    )


def has_place_label(text: str) -> bool:
    """Return whether a text may label a place, as notices do."""
    return "장소" in text or "곳:" in text or "곳 :" in text


def labelled_place(analysis: Analysis, event: Event, *, below: bool = False) -> str | None:
    """Return what stands after the label 장소 in the lines below an event of a notice, or above it."""
    start, end = lines_around(analysis, event)
    span = (event.end, end) if below else (start, event.start)
    match = _PLACE_LABEL.search(analysis.text, *span)
    return match[1].strip() if match else None


def place_of_notice(analysis: Analysis) -> str | None:
    """Return what stands after the only label 장소 of a text."""
    labels = [*_PLACE_LABEL.finditer(analysis.text)]
    return labels[0][1].strip() if len(labels) == 1 else None


def _after_date(analysis: Analysis, event: Event, sentence: Span) -> str | None:
    """Return the place of a notice: 설명회: 3월 4일 오전 11시, 원주시청 별관."""
    text = analysis.text
    match = _COLON.match(text, event.end)
    if match is None:
        return None
    line_end = text.find("\n", event.end)
    line_end = len(text) if line_end < 0 else line_end
    for item in starting_in(analysis.dates, event.end, event.end + 6):
        comma = _COMMA.match(text, item.end)
        if comma is None or comma.end() >= line_end:
            return None
        stop = _PLACE_END.search(text, comma.end(), line_end)
        end = stop.start() if stop else line_end
        place = text[comma.end() : end].strip()
        return place if 1 < len(place) <= 30 else None
    return None


def _noun_phrase(analysis: Analysis, end: int, limit: int) -> str | None:
    """Return the run of nouns that ends at `end`, None where it is no place: an event, a person's act."""
    morphemes = analysis.morphemes
    tags, starts, ends = morphemes.tags, morphemes.starts, morphemes.ends
    text = analysis.text
    last = morphemes.at(end - 1)
    if last < 0 or ends[last] != end or tags[last] not in _NOUNS:
        return None
    dated = {at for item in overlapping(analysis.dates, limit - REACH, end) for at in range(item.start, item.end)}
    outside = event_words("outside")
    first = last
    while (
        first > 0
        and starts[first - 1] >= limit
        and tags[first - 1] in _NOUNS
        and (ends[first - 1] == starts[first] or text[ends[first - 1] : starts[first]] == " ")
        and starts[first - 1] not in dated
        and (morphemes.forms[first - 1] not in outside or ends[first - 1] == starts[first])
    ):
        first -= 1
    if (
        first > 1
        and tags[first - 1] == "JX"
        and morphemes.forms[first - 1] == "도"
        and morphemes.forms[first] in event_words("on_islands")
    ):
        first -= 2  # 배알도 섬정원: the particle 도 is the island's 도
    if starts[first] in dated:
        return None
    place = _AREA.sub("", text[starts[first] : end])
    head = place.rpartition(" ")[2]
    if place in event_words("no_place") or head in heads() or head.endswith(tuple(event_words("no_place_tails"))):
        return None
    if not {"title", "occupation"}.isdisjoint(lexicon_classes(head)):
        return None
    return place


@cache
def _held_before() -> re.Pattern[str]:
    return re.compile("|".join(read_toml("entities/event_words.toml")["cues"]["before"]))


@cache
def _held_after() -> re.Pattern[str]:
    verbs = "|".join(read_toml("entities/event_words.toml")["cues"]["at_place"])
    return re.compile(rf"에서는? (?:[^\s.!?]{{1,12}} ){{0,5}}?(?:{verbs})")


@cache
def goes_on_after() -> re.Pattern[str]:
    """Return how a clause ends that says of the event before it that it is held, where the sentence goes on."""
    verbs = "|".join(read_toml("entities/event_words.toml")["cues"]["at_place"])
    return re.compile(
        rf"[’'”\"〉>》」』]?[이가을를도] (?:[^\s.!?,]{{1,12}} ){{0,3}}?(?:{verbs})[가-힣]{{0,3}}[고며],? "
    )


@cache
def _held_at() -> re.Pattern[str]:
    verbs = "|".join(read_toml("entities/event_words.toml")["cues"]["before"])
    return re.compile(rf"[’'”\"〉>》」』]?[이가]? (?:[^\s.!?,]{{1,8}} ){{0,3}}?(?:{verbs}) ")


def lines_around(analysis: Analysis, event: Event) -> tuple[int, int]:
    """Return where the block of lines around an event begins and ends: at most `_NEAR` characters, no blank line."""
    text = analysis.text
    start = max(0, event.start - _NEAR, text.rfind("\n\n", max(0, event.start - _NEAR), event.start))
    end = min(len(text), event.end + _NEAR)
    blank = text.find("\n\n", event.end, end)
    return start, blank if blank >= 0 else end


def next_sentence(analysis: Analysis, sentence: Span) -> Span | None:
    """Return the sentence that follows in the same paragraph."""
    number = count_before(analysis.sentences, sentence.end)
    if number == len(analysis.sentences):
        return None
    following = analysis.sentences[number]
    return following if "\n" not in analysis.text[sentence.end : following.start] else None
