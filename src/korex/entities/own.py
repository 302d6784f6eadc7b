"""What the user knows, above all else: own words and rules decide, words not to find are not found.

The order is fixed: the user's words, then the user's rules, then korex's rules and the labeller. Nothing that overlaps
a finding of the user stays, so that a name is what the user says it is, wherever it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from korex.entities.agreement import agree
from korex.entities.overlaps import merge, resolve_overlaps
from korex.language.analysis import Candidate
from korex.language.own_labels import LABELS
from korex.language.spans import overlapping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from korex.entities.nouns import Word
    from korex.language.analysis import Analysis, OwnEntity, Stop
    from korex.language.spans import Placed

_AMOUNTS = frozenset(("DATE", "TIME", "QUANTITY"))


def name_own(words: Iterable[Word], own: Iterable[OwnEntity]) -> None:
    """Note the noun words that are the user's, so that the rules for what stands next to them see what they are.

    Of a label of the user's own the rules know nothing.
    """
    known = {(entity.start, entity.end): entity for entity in own if entity.label in LABELS}
    for word in words:
        if entity := known.get((word.start, word.end)):
            word.found(entity.label, entity.source, entity.priority)


def settle(analysis: Analysis) -> list[Candidate]:
    """Return the entities of a text of which the user knows something; takes what is refused out of the analysis.

    With 한빛솔루션 as an ORG of the user, neither a LOC 한빛 nor an ORG 한빛솔루션 서울지사 stays.
    """
    own = resolve_overlaps(
        Candidate(entity.start, entity.end, entity.label, entity.source, entity.priority) for entity in analysis.own
    )
    own_spans = {(entity.start, entity.end) for entity in own}
    kept = [
        candidate
        for candidate in analysis.candidates
        if not any(overlapping(own, candidate.start, candidate.end)) and not _is_stopped(candidate, analysis.stops)
    ]
    found = [
        entity
        for entity in agree(merge(kept), analysis.text)
        if not any(overlapping(own, entity.start, entity.end)) and not _is_stopped(entity, analysis.stops)
    ]
    staying = set(kept)
    analysis.refused = [candidate for candidate in analysis.candidates if candidate not in staying]
    analysis.candidates = [*kept, *own]
    names = [entity for entity in own if entity.label not in _AMOUNTS]
    days: list[Placed] = [*names, *_stops(analysis, ("DATE", "TIME"))]
    amounts: list[Placed] = [*names, *_stops(analysis, ("QUANTITY",))]
    analysis.dates = [item for item in analysis.dates if not _is_inside(item, days)]
    analysis.quantities = [item for item in analysis.quantities if not _is_inside(item, amounts)]
    analysis.events = [
        event
        for event in analysis.events
        if ((event.start, event.end) in own_spans or not _is_inside(event, own))
        and not _is_inside(event, _stops(analysis, ("EVENT",)))
    ]
    return sorted([*found, *own])


def _is_stopped(candidate: Candidate, stops: Iterable[Stop]) -> bool:
    return _is_inside(candidate, (stop for stop in stops if stop.label in (None, candidate.label)))


def _stops(analysis: Analysis, labels: tuple[str, ...]) -> list[Stop]:
    return [stop for stop in analysis.stops if stop.label is None or stop.label in labels]


def _is_inside(item: Placed, spans: Iterable[Placed]) -> bool:
    return any(span.start <= item.start and item.end <= span.end for span in spans)
