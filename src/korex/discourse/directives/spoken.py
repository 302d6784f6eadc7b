"""Commands of conversation in a bare ending: 창문 닫아 is one, 창문이 안 닫혀 and 나 지금 밥 먹어 are none.

The endings -어 and -어요 state, ask and command alike. What decides without punctuation and intonation is a linear
model: features of the sentence (who the subject can be, what kind of act, which adverbs) with the weights of
rules/directives/spoken.toml, fitted on the project's own utterances by training/spoken.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import fsum

from korex.discourse.clauses import Clause, Phrase
from korex.language.analysis import Analysis, Morphemes
from korex.matching.files import read_toml

LONGEST_UTTERANCE = 22  # morphemes: what is longer is no bare command of conversation
_CALL = 4  # morphemes a call can have: 김/과장/님
_NEVER = frozenset({"싶", "않", "못하", "지", "하", "있"})  # auxiliaries that no command has
_STATIVE_TAGS = frozenset({"VA", "VCP", "VCN", "XSA"})


@dataclass(frozen=True, slots=True)
class Spoken:
    """The word classes and weights of spoken.toml."""

    verbs: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]
    weights: dict[str, float]


@cache
def spoken() -> Spoken:
    """Return what spoken.toml holds."""
    data = read_toml("directives/spoken.toml")
    return Spoken(
        verbs={name: frozenset(words) for name, words in data["verbs"].items()},
        words={name: frozenset(words) for name, words in data["words"].items()},
        weights=data["weights"],
    )


def vocative(analysis: Analysis, start: int, end: int) -> Phrase | None:
    """Return who is called at the begin or the end of an utterance: 민수야, 김 과장님, 여보, 엄마 (나 …)."""
    morphemes = analysis.morphemes
    forms, tags = morphemes.forms, morphemes.tags
    span = morphemes.range(start, end)
    if not span or len(span) > LONGEST_UTTERANCE:
        return None
    if tags[span.stop - 1] == "JKV":
        first = last = span.stop - 2
        while first > span.start and tags[first] == "XSN":
            first -= 1
        return _called(analysis, first, last, span.stop - 1) if last >= span.start else None
    if tags[span.stop - 1] == "NP" and forms[span.stop - 1] in spoken().words["hearer"] and len(span) > 2:
        return _called(analysis, span.stop - 1, span.stop - 1, span.stop - 1)
    first, last = span.start, span.start
    while last < span.stop and last - first < _CALL and tags[last] in ("NNG", "NNP", "NP", "XSN", "IC"):
        if last + 1 < span.stop and tags[last + 1] == "JKV":
            return _called(analysis, first, last, last + 1)
        spaced = last + 1 < span.stop and morphemes.starts[last + 1] > morphemes.ends[last]
        if spaced and forms[last] == "님" and tags[last] == "XSN":
            return _called(analysis, first, last, last)
        if spaced and last == first and forms[last] in spoken().words["called"]:
            return _called(analysis, first, last, last)
        if spaced and last == first and _is_kin_called(morphemes, last):
            return _called(analysis, first, last, last)
        last += 1
    return None


def _is_kin_called(morphemes: Morphemes, last: int) -> bool:
    """Say whether a word for a relative is a call: by what follows, 엄마 이거 봐, not 엄마 오늘 바빠."""
    words, form, tag = spoken().words, morphemes.forms[last + 1], morphemes.tags[last + 1]
    return morphemes.forms[last] in words["kin"] and (tag in ("NP", "MM") or (tag == "MAG" and form in words["urging"]))


def _called(analysis: Analysis, first: int, last: int, stop: int) -> Phrase:
    morphemes = analysis.morphemes
    start, end = morphemes.starts[first], morphemes.ends[last]
    head = analysis.text[start:end].rsplit(" ", 1)[-1]
    return Phrase("bare", start, end, start, morphemes.ends[stop], "", head)


def is_bare_command(analysis: Analysis, clause: Clause, start: int, end: int, *, least: float = 0.0) -> bool:
    """Say whether a sentence `[start, end)` whose predicate ends in -어 or -어요 is a command.

    `least` is what the weights of its features have to exceed: more where a command is less to be expected.
    """
    found = features(analysis, clause, start, end)
    if found is None:
        return False
    # exact: the order of a set, which differs from process to process, decides no tie
    return fsum(spoken().weights.get(name, 0.0) for name in found) > least


def asks_what(analysis: Analysis, start: int, end: int) -> bool:
    """Say whether a sentence holds a question word that no embedded question holds: 어디 가, not 어디인지 찾아 줘."""
    words, morphemes = spoken().words, analysis.morphemes
    span, asked = morphemes.range(start, end), False
    for index in span:
        form, tag = morphemes.forms[index], morphemes.tags[index]
        if form in words["wh"] and tag[0] in "NMVX":
            after = morphemes.forms[index + 1 : index + 2]
            asked = after != ["보다"] and not (
                form == "누구" and "좀" in morphemes.forms[index : span.stop]
            )  # 누가 불 좀 켜 줘, 무엇보다
        elif asked and form in ("든지", "든", "라도"):
            asked = False  # 언제든지 물어봐
        elif asked and tag in ("EC", "EF") and form in words["embedding"] and index + 1 < span.stop:
            asked = False
    return asked


def asks_for_thing(morphemes: Morphemes, start: int, end: int) -> bool:
    """Say whether an utterance `[start, end)` names what is wanted and ends in 좀: 물 좀, not 기분이 좀, 오늘 좀."""
    span = morphemes.range(start, end)
    if not 2 <= len(span) <= LONGEST_UTTERANCE or morphemes.forms[span.stop - 1] != "좀":
        return False
    tag, form = morphemes.tags[span.stop - 2], morphemes.forms[span.stop - 2]
    return tag in ("NNG", "NNP", "NNB") and form not in spoken().words["planned"] | spoken().words["habitual"]


def is_third_person(analysis: Analysis, clause: Clause) -> bool:
    """Say whether the topic of a sentence is somebody spoken of: 부모님은 시골에 사세요."""
    return clause.topic is not None and _topic_kind(analysis, spoken(), clause.topic) == "person"


def is_granted(clause: Clause) -> bool:
    """Say whether an obligation grants what somebody else wants: 가라면 가야지."""
    return any(child.ending in spoken().words["granting"] for child in clause.clauses)


def is_own_duty(analysis: Analysis, clause: Clause, forbids: bool, start: int, end: int) -> bool:
    """Say whether -어야 돼 tells or asks what the speaker or somebody else has to do (오늘 야근해야 해)."""
    words, morphemes = spoken().words, analysis.morphemes
    span = morphemes.range(start, end)
    pairs = list(zip(morphemes.forms[span.start : span.stop], morphemes.tags[span.start : span.stop], strict=True))
    forms = {form for form, _ in pairs}
    if asks_what(analysis, start, end) or any(f in words["self"] and t == "NP" for f, t in pairs):
        return True
    subject = clause.find("subject")
    if subject is None and analysis.text[end:].lstrip(" ,.").startswith(("알았지", "알겠지", "알았어", "알겠어")):
        return False  # 답을 줘야 돼 알았지
    if subject is not None:
        return analysis.text[subject.start : subject.end] not in words["hearer"]
    if "시" in morphemes.forms[clause.first : clause.last]:
        return is_third_person(analysis, clause)  # 서류는 내일까지 제출하셔야 돼요
    occasion = any(f in (("때", "전") if t in ("NNG", "NNB") else ("면", "으면")) for f, t in pairs)
    return not (forbids or occasion) and forms.isdisjoint(words["requiring"])


def features(analysis: Analysis, clause: Clause, start: int, end: int) -> set[str] | None:
    """Return what speaks for and against a command in such a sentence; None where it cannot be one."""
    known, morphemes = spoken(), analysis.morphemes
    span = morphemes.range(start, end)
    forms, tags = morphemes.forms[span.start : span.stop], morphemes.tags[span.start : span.stop]
    own = range(clause.first, clause.last)
    helpers = {morphemes.forms[i] for i in own if morphemes.tags[i] == "VX"}
    if len(forms) > LONGEST_UTTERANCE or clause.past or any(morphemes.tags[i] in _STATIVE_TAGS for i in own):
        return None
    if asks_what(analysis, start, end) or helpers & _NEVER:
        return None
    if any(morphemes.tags[i] == "EC" and morphemes.forms[i].endswith("고") for i in own if i + 2 == clause.last - 1):
        return None  # 밥 먹으래, 벌써 갔대: what somebody else says
    before = clause.first - 1
    linked = before >= span.start and morphemes.tags[before] == "EC" and morphemes.forms[before] in known.words["leave"]
    if linked and clause.stem in ("되", "하"):
        return None  # 불 좀 꺼도 돼, 창문 좀 닫으려고 해
    supposed = [i for i in own if morphemes.forms[i] == "보" and morphemes.forms[i - 1] not in ("어", "고", "다가")]
    if any(morphemes.tags[i] == "VX" or morphemes.tags[i - 1] == "EF" for i in supposed):
        return None  # 밖에 비 오나 봐
    if clause.first > span.start and morphemes.forms[clause.first - 1] in ("안", "못"):
        return None
    return set(_features(analysis, known, clause, list(zip(forms, tags, strict=True)), helpers))


def _features(
    analysis: Analysis, known: Spoken, clause: Clause, pairs: list[tuple[str, str]], helpers: set[str]
) -> Iterator[str]:
    yield "bias"
    stems = {clause.base, clause.stem}
    before = clause.clauses[-1] if clause.clauses else None
    if before is not None and before.ending == "어" and before.end + 1 == clause.start:
        stems.add(before.stem)  # 챙겨 먹어, 집어 와: one act
    kinds = [name for name, verbs in known.verbs.items() if not verbs.isdisjoint(stems)]
    yield from (f"verb:{name}" for name in kinds)
    if not kinds:
        yield "verb:other"
    yield from (f"helper:{form}" for form in helpers)
    forms = {form for form, _ in pairs}
    yield from (f"word:{name}" for name in ("urging", "habitual", "judging", "planned") if forms & known.words[name])
    if clause.ending == "어요":
        yield "polite"
    if len(pairs) <= 3:
        yield "short"
    yield from _subject_features(analysis, known, clause, pairs)
    yield from _clause_features(clause, pairs)


def _topic_kind(analysis: Analysis, known: Spoken, topic: Phrase) -> str:
    surface = analysis.text[topic.start : topic.end]
    head = surface.rsplit(" ", 1)[-1].removesuffix("님").removesuffix("들")
    if surface in known.words["hearer"]:
        return "hearer"
    if surface in known.words["self"]:
        return "self"
    if head in known.words["kin"] or head in known.words["others"] or surface.startswith("우리"):
        return "person"
    return "rank" if head in known.words["ranks"] else "thing"


def _subject_features(analysis: Analysis, known: Spoken, clause: Clause, pairs: list[tuple[str, str]]) -> Iterator[str]:
    """Who may be meant to act: by subject, topic, and the word the sentence begins with."""
    subject = clause.find("subject")
    if subject is not None and subject.particle != "이서":
        heard = analysis.text[subject.start : subject.end] in known.words["hearer"]
        yield "subject:hearer" if heard else "subject:other"
    topic = clause.topic
    if topic is not None:
        yield f"topic:{_topic_kind(analysis, known, topic)}"
    first, tag = pairs[0]
    following = pairs[1] if len(pairs) > 1 else ("", "")
    if vocative(analysis, clause.floor, clause.end) is not None:
        yield "first:vocative"
    elif following[1] not in ("JX", "JKS"):
        if first == "우리" and following[1] in ("NNG", "NP", "MAG"):
            yield "first:we"
            if not known.words["urging"].isdisjoint(form for form, _ in pairs):
                yield "first:we urged"
        elif first in known.words["self"] and following[1][:1] != "J":
            yield "first:self"
        elif first in known.words["hearer"]:
            yield "first:hearer"
        elif first in known.words["others"] or (first in known.words["kin"] and following[1] != "NNG"):
            yield "first:person"  # not 할머니 댁에
        elif tag in ("NNG", "NNP"):
            yield "first:noun"
    for (form, tag), (after, _) in zip(pairs, [*pairs[1:], ("", "")], strict=True):
        if form in known.words["self"] and tag == "NP" and form != "우리":
            yield "self:helped" if after in ("좀", "한테", "에게", "도") else "self:later"
    if any(form in known.words["here"] for form, tag in pairs):
        yield "here"


def _clause_features(clause: Clause, pairs: list[tuple[str, str]]) -> Iterator[str]:
    """What the predicate governs: objects, goals, conditions, what is not to be done instead."""
    roles = {phrase.role for item in (clause, *clause.clauses) for phrase in item.phrases}
    yield from (f"has:{role}" for role in ("object", "bare", "location", "adverbial", "dative") if role in roles)
    if not roles:
        yield "has:nothing"
    endings = {item.ending for item in clause.clauses}
    if not endings.isdisjoint(("러", "으러")):
        yield f"purpose:{clause.stem}"  # 놀러 와, but 나 운동하러 가
    if not endings.isdisjoint(("라면", "으라면")):
        yield "told"  # 하라면 해
    for form, tag in pairs:
        if form == "말" and tag in ("VX", "VV", "JX"):
            yield "instead"
        elif tag == "EC" and form in ("면", "으면"):
            yield "condition"
        elif tag == "EC" and form in ("니까", "으니까"):
            yield "reason"
        elif tag == "EC" and form == "고":
            yield "chain"
        elif form in ("때", "전", "대로") and tag in ("NNG", "NNB"):
            yield "occasion"
        elif form in ("부터", "만") and tag == "JX":
            yield "focus"
        elif tag == "MAG" and form in ("안", "못"):
            yield "negated"
