"""Who said the words between the marks: the subject of the citing clause, a neighbouring sentence, a label."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from korex.discourse.actors import (
    Actor,
    can_act,
    noun_phrase_before,
    stands_for_other,
    surface_of,
)
from korex.discourse.citing import CitingText, Quoted
from korex.discourse.labels import find_labels, find_unnamed
from korex.discourse.people import name_of
from korex.discourse.transcripts import interviewee, label_before
from korex.language.spans import overlapping, starting_in
from korex.matching.files import read_toml

if TYPE_CHECKING:
    from korex.language.analysis import Analysis, Span

_SOURCE = frozenset({"에게서", "한테서", "로부터", "으로부터", "께서"})
_LOOK_BACK = 4
# Who heads an office, behind its name: 가사부(표가온 부장판사), 새솔구(구청장 도하람).
_HEAD = re.compile(r"\((?:주심 )?(?:[가-힣]{2,4} [가-힣]{2,8}|[가-힣]{2,8} [가-힣]{2,4})\)$")
# “…”는 말이 나온다: words of nobody in particular
# …는 질문에, …냐는 기자들의 물음에
_PUT = re.compile(r"\s(?:[가-힣]{1,8}\s){0,2}(?:질문|물음|질의)(?:들)?(?:에|엔|을 받|이 나오|이 이어지)")
_GOES_AROUND = re.compile(
    r"\s[가-힣]{1,6}(?:이|가|도)\s(?:[가-힣]{1,4}\s)?(?:나오|나온|나왔|높|많|커|잇따|이어지|이어졌|쏟아)"
)


class _Knowledge(NamedTuple):
    saying: frozenset[str]  # nouns that somebody's words are
    said: tuple[list[str], ...]  # the same, as a slice of a list of morphemes
    speech: re.Pattern[str]


@lru_cache(maxsize=1)
def _knowledge() -> _Knowledge:
    data = read_toml("discourse/quotation.toml")
    return _Knowledge(
        frozenset(data["saying"]["nouns"]),
        tuple([noun] for noun in data["saying"]["nouns"]),
        re.compile("|".join(map(re.escape, data["speech"]["stems"]))),
    )


class Speakers:
    """Finds the speaker of each quotation of one document."""

    def __init__(self, analysis: Analysis, quoted: list[Quoted], spans: list[Span]) -> None:
        self.analysis = analysis
        self.quoted = quoted
        self.around = CitingText(analysis, quoted, spans)
        self._speakers: list[str | None] = []
        self._last: str | None = None  # who spoke last
        self._times = [entity for entity in analysis.entities if entity.label in ("DATE", "TIME")]
        self._labels = find_unnamed(analysis.text, spans)
        self._labels |= {label.quote: label.name for label in find_labels(analysis.text, spans)}
        self._titles = {person.name: person.titles for person in analysis.people}

    def find(self) -> list[str | None]:
        """Return the speaker of every quotation, in order: a name, else what the text calls them, else None."""
        for index in range(len(self.quoted)):
            speaker = self._speaker(index)
            self._speakers.append(speaker)
            self._last = speaker or self._last
        return self._speakers

    # ------------------------------------------------------------------ one quotation

    def _speaker(self, index: int) -> str | None:
        quoted = self.quoted[index]
        stretch = quoted.stretch
        start, end = self.around.sentence(stretch.outer_start)
        if label := self._labels.get(stretch.outer_start):
            return label
        if label := label_before(self.analysis, stretch.outer_start):
            return label
        if self.around.is_whole(quoted):
            return self._of_whole(index)
        if self._is_put(quoted):
            asked = self._adnominal(quoted, end)
            return self._called(asked) if asked else None
        following = self.quoted[index + 1].stretch.outer_start if index + 1 < len(self.quoted) else end
        actor = (
            self._after(quoted, min(end, following))
            or self._before(start, stretch.outer_start, self._previous_in(index, start))
            or self._adnominal(quoted, min(end, following))
        )
        if actor:
            return self._called(actor)
        previous = self._previous_in(index, start)
        if previous is not None and self._speakers[previous]:
            return self._speakers[previous]
        if source := self._source(start, end):
            return source
        if quoted.citing == "ADNOMINAL" and _GOES_AROUND.match(self.analysis.text, quoted.cited_until):
            place = next((actor for actor in self.around.phrases(start, end) if actor.role == "PLACE"), None)
            return surface_of(self.analysis, place.start, place.end) if place else None
        return self._adjacent(start, stretch.outer_start) or self._carried_over(index, start)

    def _adjacent(self, start: int, end: int) -> str | None:
        """Return the subject right before the quotation although it is nobody known to speak: 보고서는 “…”고 밝혔다."""
        morphemes = self.analysis.morphemes
        for actor in reversed(self.around.phrases(start, end)):
            if actor.role == "PLACE" or self.around.predicates(actor.end, end):
                continue
            head = morphemes.at(actor.end - 1)
            timed = any(overlapping(self._times, actor.start, actor.end))
            if morphemes.tags[head] in ("NNG", "NNP") and not timed:
                return surface_of(self.analysis, actor.start, actor.end)
        return None

    def _previous_in(self, index: int, start: int) -> int | None:
        """Return the quotation before this one in the same sentence."""
        while index and self.quoted[index - 1].stretch.outer_start >= start:
            index -= 1
            if not self._is_put(self.quoted[index]):
                return index
        return None

    def _is_put(self, quoted: Quoted) -> bool:
        """Whether words are a question put to whoever the sentence speaks of: ‘출마하느냐’는 질문에 …"""
        return quoted.citing == "ADNOMINAL" and _PUT.match(self.analysis.text, quoted.cited_until) is not None

    def _before(self, start: int, end: int, previous: int | None) -> Actor | None:
        """Return the subject of the citing clause when it stands before the quotation."""
        if previous is not None:
            # “…”며 “…”고: only somebody between the two takes over.
            since = self.around.cited_until(previous)
            fresh = [actor for actor in self.around.actors(since, end) if actor.role != "PLACE"]
            nearest = [actor for actor in fresh if not self.around.predicates(actor.end, end)]
            return nearest[-1] if nearest else None
        actors = self.around.actors(start, end)
        free = [actor for actor in actors if actor.role != "PLACE" and not self.around.predicates(actor.end, end)]
        topics = [actor for actor in actors if actor.role == "TOPIC"]
        for group in ([a for a in free if a.role == "TOPIC"], free, topics):
            if group:
                return group[-1]
        subjects = [a for a in actors if a.role == "SUBJECT" and not self._is_embedded(a, end)]
        return subjects[-1] if subjects else None

    def _is_embedded(self, actor: Actor, end: int) -> bool:
        """Whether the first predicate after a subject modifies a noun: 주민들이 요구한 안건에 대해 “…”"""
        predicates = self.around.predicates(actor.end, end)
        if not predicates:
            return False
        tags = self.analysis.morphemes.tags
        for index in range(predicates[0] + 1, min(predicates[0] + 4, len(tags))):
            if tags[index] == "ETM":
                return True
            if tags[index] not in ("EP", "EC", "VX"):
                return False
        return False

    def _after(self, quoted: Quoted, end: int) -> Actor | None:
        """Return the subject between the quotation and its verb: “…”고 김 대표는 말했다."""
        for actor in self.around.actors(quoted.cited_until, end):
            if actor.role != "PLACE" and not self.around.predicates(quoted.cited_until, actor.start):
                return actor
        return None

    def _adnominal(self, quoted: Quoted, end: int) -> Actor | None:
        """Return who is behind `“…”고 말한 김 대표는` and `“…”는 게 김 대표의 설명이다`."""
        analysis = self.analysis
        morphemes = analysis.morphemes
        saying = _knowledge().saying
        window = morphemes.range(quoted.cited_until, min(end, quoted.cited_until + 60))
        if quoted.citing == "ADNOMINAL":
            for index in window:
                if morphemes.tags[index] == "JKG" or (morphemes.forms[index] in saying and index > window.start):
                    phrase = noun_phrase_before(analysis, index, quoted.cited_until)
                    if phrase and can_act(analysis, *phrase):
                        return Actor(*phrase, "SUBJECT")
            return None
        for index in window:
            if morphemes.tags[index] == "ETM":
                for actor in self.around.actors(morphemes.starts[index], end):
                    if not self.around.predicates(morphemes.ends[index], actor.start):
                        return actor
                break
            if morphemes.tags[index] in ("EF", "EC"):
                break
        return None

    def _source(self, start: int, end: int) -> str | None:
        """Return whom the words were heard from: 주민들에게서 “…”는 말을 들었다; 김 대표에 따르면 “…”."""
        morphemes = self.analysis.morphemes
        for piece in self.around.outside(start, end):
            for index in morphemes.range(*piece):
                form, tag = morphemes.forms[index], morphemes.tags[index]
                heard = tag == "JKB" and form in _SOURCE
                according = tag == "JKB" and form == "에" and morphemes.forms[index + 1 : index + 2] == ["따르"]
                among = tag == "JKB" and form == "에서"
                if not (heard or according or among):
                    continue
                phrase = noun_phrase_before(self.analysis, index, start)
                if phrase and (name_of(self.analysis, *phrase) or can_act(self.analysis, *phrase)):
                    return self._called(Actor(*phrase, "PLACE"))
        return None

    def _of_whole(self, index: int) -> str | None:
        """Return the speaker of a quotation that is a sentence: in the next one, the one before, or the interviewee."""
        stretch = self.quoted[index].stretch
        text = self.analysis.text
        start, end = self.around.sentence(stretch.outer_end)
        if not self.around.holds_quotation(start, end):
            if owner := self._owner(start, end):
                return self._called(owner)
            if text[stretch.outer_end : end].strip(" ") not in ("", "\n"):
                actors = [actor for actor in self.around.actors(start, end) if actor.role != "PLACE"]
                actors = [actor for actor in actors if self._name(actor)] or actors
                if actors and (self._speaks(start, end) or not self._announced(stretch.outer_start)):
                    return self._called(actors[0])
            elif text.startswith("\n", stretch.outer_end):
                start, end = self.around.sentence(end)
                if not self.around.holds_quotation(start, end) and (owner := self._owner(start, end)):
                    return self._called(owner)
        return self._carried_over(index, stretch.outer_start)

    def _owner(self, start: int, end: int) -> Actor | None:
        """Return whose words a sentence says they were: “…” 30년째 나무를 심어 온 모지환씨의 말이다."""
        morphemes = self.analysis.morphemes
        said = _knowledge().said
        for index in morphemes.range(start, end):
            if morphemes.tags[index] == "JKG" and morphemes.forms[index + 1 : index + 2] in said:
                phrase = noun_phrase_before(self.analysis, index, start)
                if phrase and (name_of(self.analysis, *phrase) or can_act(self.analysis, *phrase)):
                    return Actor(*phrase, "SUBJECT")
        return None

    def _speaks(self, start: int, end: int) -> bool:
        """Whether a sentence ends in a verb of speech: 그가 답했다."""
        span = self.analysis.morphemes.range(start, end)
        last = "".join(self.analysis.morphemes.forms[max(span.start, span.stop - 8) : span.stop])
        return _knowledge().speech.search(last) is not None

    def _announced(self, offset: int) -> bool:
        """Whether the sentence before, on the same line, says that somebody speaks: 코치가 외쳤다. “뛰어!”"""
        before = self.around.sentence_before(offset)
        if before is None or "\n" in self.analysis.text[before[0] : offset]:
            return False
        return self._speaks(*before) and not self.around.holds_quotation(*before)

    def _carried_over(self, index: int, start: int) -> str | None:
        """Return who spoke or acted last in this paragraph, else who is interviewed, else who spoke last."""
        text = self.analysis.text
        at = start
        for _ in range(_LOOK_BACK):
            sentence = self.around.sentence_before(at)
            if sentence is None or "\n" in text[sentence[0] : at].lstrip("\n"):
                break
            lower = sentence[0]
            before = self.around.quoted_before(at)
            if 0 < before <= index and self.quoted[before - 1].stretch.outer_start >= lower:
                spoken = self._speakers[before - 1]
                if spoken:
                    return spoken
            if actor := self._main_actor(lower, at):
                return self._called(actor)
            if text[lower - 1 : lower] == "\n" or text[lower] == "\n":
                break
            at = lower
        return interviewee(self.analysis, start) or self._last

    def _main_actor(self, start: int, end: int) -> Actor | None:
        actors = [actor for actor in self.around.actors(start, end) if actor.role != "PLACE"]
        topics = [actor for actor in actors if actor.role == "TOPIC"]
        if topics:
            return topics[0]
        subjects = [actor for actor in actors if not self._is_embedded(actor, end)]
        if subjects:
            return subjects[0]
        # 황보씨의 말이 빨라졌다.
        for mention in self._mentions(start, end):
            if self.analysis.text.startswith("의 ", mention[1]):
                return Actor(*mention, "SUBJECT")
        return None

    def _mentions(self, start: int, end: int) -> list[tuple[int, int]]:
        return [(mention.start, mention.end) for mention in starting_in(self.analysis.mentions, start, end)]

    def _name(self, actor: Actor) -> str | None:
        return name_of(self.analysis, actor.start, actor.end)

    def _called(self, actor: Actor) -> str:
        if head := _HEAD.search(self.analysis.text, actor.start, actor.end):
            actor = actor._replace(end=head.start())
        text = self.analysis.text[actor.start : actor.end]
        name = self._name(actor)
        if name and (not stands_for_other(text) or text.endswith(self._titles[name])):
            return name
        return surface_of(self.analysis, actor.start, actor.end)
