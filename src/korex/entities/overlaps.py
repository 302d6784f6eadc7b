"""The one overlap policy: which of the proposed entities stay."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from korex.language.analysis import Candidate
from korex.language.spans import overlapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MODEL_SOURCE = "crf:"  # begins the source of what the trained labeller found; its confidence follows
SURE = 0.8  # from this confidence on the labeller overrules every rule
# From this one on it overrules, where it sees a name, those rules that know names by themselves or by their ending: it
# has seen the lexicons too, and what stands around a name besides.
SURE_NAME = 0.5
NAMES = frozenset({"PERSON", "ORG", "LOC"})
BY_NAME = frozenset(
    {"organization.known", "organization.public_body", "organization.tail", "place.country", "place.known"}
)
DOUBT = 0.4  # below, the labeller is more often wrong than right; it only shows a rule that there is something
# What strong rules add where the labeller sees nothing: departments, offices and places of notices and lists, which its
# training sentences lack, and dates (of thirteen, nine were right).
ADDED = frozenset({"ORG", "LOC", "DATE", "TIME"})
ADDED_SOURCES = frozenset({"quantity.generation"})  # 3D, 5G: of eight, all are annotated
# A lexicon's name that the labeller takes for nothing is a word or a product there: of fourteen, two were right.
# So it is with a team by itself: 전담팀, 상대팀 (of seven, none).
NOT_ADDED = frozenset({"organization.known", "organization.team"})
# Dates and clock times follow a grammar: of nineteen of the labeller's that a rule reads otherwise, four were right; of
# sixteen where no rule sees any, three (며칠, 수년째, 4주기 are none).
GRAMMATICAL = frozenset({"DATE", "TIME"})
EVENT_DAY = "name.event.date"  # the day that an event is called by is an entity of its own: 4·19 in 4·19 혁명
# Amounts of which the labeller sees parts: 두 in 두 후보, 4타수 and 2안타 in 4타수 2안타. The rules see the whole.
WHOLE_AMOUNTS = frozenset({"quantity.amount", "quantity.counted_noun", "quantity.pair"})
SAME_NAME = "person.same_name"  # a name known from elsewhere in the text
NICKNAME = "organization.club_nickname"  # ends where its word does: the labeller may take a particle into a new name
_BESIDE = 1  # a title is kept where a person stands this far from it: 공격수 최서린, a position that no training names
OVERRULING = 90  # rules of this priority or more rest on a mark or a frame that decides: 주식회사, (대표 …)
_OVERRULES = 3000
STRONG = 40  # rules of lower priority rest on one weak sign; they are evidence for the labeller, no more


def merge(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the entities out of the rules' and the trained labeller's candidates.

    The labeller has seen what the rules say and when they are right. So what it is sure of stays; where it is not,
    a strong rule has the word. Strong rules also add organizations and places that the labeller takes for nothing,
    titles beside a person, the few rules of `OVERRULING` priority have the last word. A date is one only where a rule
    sees one, and the rule says where it begins and ends; so it does with an amount that the labeller sees the beginning
    or the parts of. Rules that know no more than the name itself (`BY_NAME`) yield also to what the labeller is half
    sure of. A place that the labeller is sure of but that begins a longer organization of a
    strong rule is part of that: 호주 in 호주 대표단.
    On held-out sentences the labeller wins nearly every conflict; what the rules add is for documents, where rooms,
    departments and lists are common. Without a labeller the rules decide alone.

    >>> rules = [Candidate(0, 5, "ORG", "a", 80), Candidate(6, 8, "LOC", "b")]
    >>> [c.source for c in merge([*rules, Candidate(0, 2, "PERSON", "crf:0.91")])]
    ['crf:0.91', 'b']
    >>> [c.source for c in merge([*rules, Candidate(0, 2, "PERSON", "crf:0.61")])]
    ['a', 'b']
    >>> [c.source for c in merge([*rules, Candidate(0, 2, "LOC", "crf:0.91")])]
    ['a', 'b']
    """
    candidates = list(candidates)
    model = sorted(c for c in candidates if c.source.startswith(MODEL_SOURCE))
    if not model:
        return resolve_overlaps(candidates)
    days = {c.start for c in candidates if c.source == EVENT_DAY}  # 4·19 혁명 is the date 4·19 and no event
    dated = [c for c in model if c.label == "EVENT" and c.start in days]
    candidates = [c for c in candidates if c.label != "EVENT" or not any(overlapping(dated, c.start, c.end))]
    wholes = [c for c in candidates if c.source in WHOLE_AMOUNTS and _has_parts(c, model)]
    rules = [c for c in candidates if c.priority >= STRONG and not c.source.startswith(MODEL_SOURCE)]
    rules += [c for c in wholes if c.priority < STRONG]
    times = {c[:2] for c in rules if c.label in GRAMMATICAL}  # what is read as a time counts nothing: 9회말
    gone = {*dated, *(c for c in model if c.label == "QUANTITY" and c[:2] in times)}
    gone |= {part for whole in wholes for part in overlapping(model, whole.start, whole.end)}
    sure = [(c, confidence(c) or 0.0) for c in model]
    standing = [*_standing_names(sure, rules, gone), *_standing_rules(rules, sure)]
    # twice as fast as `_replace`
    ranked = [Candidate(c[0], c[1], c[2], c[3], _rank(c) or 0) for c in standing]
    return resolve_overlaps(ranked)


def _standing_names(
    sure: list[tuple[Candidate, float]], rules: list[Candidate], gone: set[Candidate]
) -> Iterator[Candidate]:
    """Yield what stands of the labeller's candidates, which come with its confidence, beside the strong rules'.

    What is `gone` is part of something else.
    """
    model = [c for c, _ in sure]
    dates = {c[:3] for c in rules if c.label in GRAMMATICAL}
    begun = {c for rule in rules if rule.label == "ORG" for c in _begun_by(rule, model)}
    for candidate, confident in sure:
        if confident < DOUBT or candidate in begun or candidate in gone:
            continue
        if candidate.label not in GRAMMATICAL or candidate[:3] in dates:  # else none, or with other ends
            yield candidate


def _standing_rules(rules: list[Candidate], sure: list[tuple[Candidate, float]]) -> Iterator[Candidate]:
    """Yield what stands of the strong rules' candidates beside the labeller's, which come with its confidence."""
    model = [c for c, _ in sure]
    seen = {at for c in model for at in range(c.start, c.end)}
    named = _named(sure, rules)
    trusted = [c for c, confident in sure if confident >= DOUBT]
    for candidate in rules:
        start, end, label, source, priority = candidate
        overrules = priority >= OVERRULING
        if seen.isdisjoint(range(start, end)) and not _adds(candidate, model):
            continue
        if source in BY_NAME and not overrules and any(overlapping(named, start, end)):
            continue
        if source == SAME_NAME and _cuts(candidate, trusted):
            continue  # the last part of a name of several words
        if label == "EVENT" and any(c.label != "EVENT" for c in overlapping(trusted, start, end)):
            continue  # no event has another entity in it: 용산 in 용산참사 is a place
        if not overrules or not _cuts(candidate, model) or (source == NICKNAME and _begins(candidate, model)):
            yield candidate


def _named(sure: list[tuple[Candidate, float]], rules: list[Candidate]) -> list[Candidate]:
    """Return the labeller's names that stand although it is not sure: no rule of another kind has the word there."""
    half_sure = [c for c, confident in sure if c.label in NAMES and SURE_NAME <= confident < SURE]
    if not half_sure:
        return []
    ruled: set[int] = set()
    for candidate in rules:
        if candidate.source not in BY_NAME:
            ruled.update(range(candidate.start, candidate.end))
    return [c for c in half_sure if ruled.isdisjoint(range(c.start, c.end))]


def why_lost(candidate: Candidate, candidates: Iterable[Candidate]) -> str:
    """Return why `merge` does not keep a candidate because of its own strength, "" if only a better one stands there.

    >>> why_lost(Candidate(0, 2, "LOC", "a", 35), [Candidate(0, 2, "ORG", "crf:0.91")])
    'a weak sign: rules below priority 40 are evidence for the model, no more'
    """
    model = sorted(c for c in candidates if c.source.startswith(MODEL_SOURCE))
    if candidate in model and _rank(candidate) is None:
        return f"the model doubts it itself: below {DOUBT} it is more often wrong than right"
    if candidate in model and candidate.label in GRAMMATICAL:
        return "a date is one only where a rule sees it, with the rule's beginning and end"
    if not model or candidate in model:
        return ""
    if _rank(candidate) is None:
        return f"a weak sign: rules below priority {STRONG} are evidence for the model, no more"
    if candidate.priority >= OVERRULING and _cuts(candidate, model):
        return "part of a longer name that the model sees"
    if any(c.start < candidate.end and candidate.start < c.end for c in model) or _adds(candidate, model):
        return ""
    if candidate.source in NOT_ADDED:
        return "the model sees nothing here, and the name may be a word, a product or any of its kind"
    if candidate.label not in ADDED:
        return f"the model sees nothing here, and rules add only {', '.join(sorted(ADDED))} to it"
    return ""


def strength(candidate: Candidate) -> str:
    """Return how strong a candidate is where rules and labeller meet.

    >>> strength(Candidate(0, 2, "LOC", "a", 48)), strength(Candidate(0, 2, "LOC", "crf:0.91"))
    ('a rule of priority 48', 'the model, sure: 0.91')
    """
    sure = confidence(candidate)
    if sure is not None:
        return f"the model, {'sure' if sure >= SURE else 'not sure'}: {sure:.2f}"
    dates = candidate.label in GRAMMATICAL and candidate.priority >= STRONG
    decides = ", which goes before the model" if candidate.priority >= OVERRULING or dates else ""
    return f"a rule of priority {candidate.priority}{decides}"


def _adds(candidate: Candidate, model: list[Candidate]) -> bool:
    """Tell whether a rule may add what the labeller does not see."""
    if candidate.label == "TITLE":
        beside = overlapping(model, candidate.start - _BESIDE - 1, candidate.end + _BESIDE + 1)
        return any(c.label == "PERSON" for c in beside)
    return candidate.source in ADDED_SOURCES or (candidate.label in ADDED and candidate.source not in NOT_ADDED)


def _cuts(candidate: Candidate, model: list[Candidate]) -> bool:
    """Tell whether a candidate is part of a longer one of the labeller: 국토교통위원회 in 국회 국토교통위원회.

    `model` are the labeller's, in order; they do not overlap each other.
    """
    return any(
        c.label == candidate.label
        and c.start <= candidate.start
        and candidate.end <= c.end
        and c.end - c.start > candidate.end - candidate.start
        for c in overlapping(model, candidate.start, candidate.end)
    )


def _begins(candidate: Candidate, model: list[Candidate]) -> bool:
    """Tell whether the labeller's entity is the candidate and one syllable more: 드래곤스 in 드래곤스의."""
    return any(c.start == candidate.start and c.end == candidate.end + 1 for c in overlapping(model, *candidate[:2]))


def _has_parts(amount: Candidate, model: list[Candidate]) -> bool:
    """Tell whether the labeller sees the beginning of an amount, or several parts of it, and no other name there.

    A title in it is what is counted: 두 교수.
    """
    found = list(overlapping(model, amount.start, amount.end))
    return (
        bool(found)
        and found[0].start == amount.start
        and found[0].end < amount.end
        and found[0].label == "QUANTITY"
        and all(c.label in ("QUANTITY", "TITLE") and c.end <= amount.end for c in found)
    )


def _begun_by(candidate: Candidate, model: list[Candidate]) -> list[Candidate]:
    """Return what the labeller sees only the beginning of, where a strong rule finds the whole of an organization."""
    found = list(overlapping(model, candidate.start, candidate.end))
    begins = len(found) == 1 and found[0].start == candidate.start and found[0].end < candidate.end
    return found if begins and found[0].label in ("ORG", "LOC") else []


def confidence(candidate: Candidate) -> float | None:
    """Return how sure the trained labeller is of its candidate, None for a rule's."""
    return _confidence(candidate.source)


@lru_cache(maxsize=512)  # asked several times of each candidate; the labeller's sources have two decimals
def _confidence(source: str) -> float | None:
    return float(source[len(MODEL_SOURCE) :]) if source.startswith(MODEL_SOURCE) else None


def _rank(candidate: Candidate) -> int | None:
    """Return the priority of a candidate where rules and labeller meet, None for one that counts for nothing."""
    sure = confidence(candidate)
    if sure is not None:
        return 2000 if sure >= SURE else 500 if sure >= DOUBT else None
    if candidate.priority < STRONG:
        return None
    return (_OVERRULES if candidate.priority >= OVERRULING else 1000) + candidate.priority


def resolve_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return non-overlapping candidates in text order: higher priority first, then longer, then earlier.

    >>> resolve_overlaps([Candidate(0, 2, "LOC", "a"), Candidate(0, 5, "ORG", "b")])
    [Candidate(start=0, end=5, label='ORG', source='b', priority=50)]
    """
    kept: list[Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(candidates, key=_strongest_first):
        span = range(candidate[0], candidate[1])
        if span and taken.isdisjoint(span):
            taken.update(span)
            kept.append(candidate)
    return sorted(kept)


def _strongest_first(candidate: Candidate) -> tuple[int, int, int, str, str]:
    start, end, label, source, priority = candidate
    return -priority, start - end, start, label, source
