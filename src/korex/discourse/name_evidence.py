"""What the entity layer says of the people, titles and organizations of a text: the step before `names`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from korex.discourse.affiliation import names_organization
from korex.entities.abbreviations import ABBREVIATED
from korex.entities.employers import CALLED_SHORT, EMPLOYER
from korex.entities.lexicons import looks_like_korean_name
from korex.entities.overlaps import confidence
from korex.matching.files import read_toml

if TYPE_CHECKING:
    from korex.language.analysis import Analysis, Candidate

# What looks like a particle and stands before a title with one: 오르테가 대통령은, 오르테가 페루 대통령은
_ENDS_IN_GA = re.compile(
    r"가 (?:[가-힣]{2,8} )?[가-힣]{0,5}"
    r"(?:대통령|총리|장관|의장|의원|대표|감독|회장|사장|총장|국왕|대사|시장|지사|교수|박사)(?:은|는)(?![가-힣])"
)
_BODIES = (EMPLOYER, ABBREVIATED, CALLED_SHORT)
_SURE_ALONE = 0.95  # confidence of the tagger that needs no other sign of a person
_LIKELY = 0.85  # and that of a name that is used as one
_ACTS = 0.7  # and that of a transliterated name that acts: 마크 베일리는 …


def _is_sure(candidate: Candidate) -> bool:
    sure = confidence(candidate)
    return sure is None or sure >= _SURE_ALONE


def _is_likely(candidate: Candidate, least: float = _LIKELY) -> bool:
    return (confidence(candidate) or 0.0) >= least


class Evidence:
    """What the entity layer says of one document: people, those it is sure of, organizations and places."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        people = [c for c in analysis.candidates if c.label == "PERSON"]
        self.proposals = _proposals(analysis, people)
        self.titles = {e.start: e.end for e in analysis.entities if e.label == "TITLE"}
        # Where the user's words say that a person's name is, and how far it goes, or that none is: no further.
        self.own: dict[int, int] = {stop.start: stop.start for stop in analysis.stops if stop.label in (None, "PERSON")}
        self.own |= {entity.start: entity.end if entity.label == "PERSON" else entity.start for entity in analysis.own}
        # What one kind of evidence alone proposes (its syllables, the analyser's tag) needs more: a title, the tagger.
        weak = _weak_sources()
        self.sure = {(c.start, c.end) for c in people if c.source not in weak and _is_sure(c)}
        self.likely = {(c.start, c.end) for c in people if _is_likely(c)}
        self.likely_actors = {(c.start, c.end) for c in people if _is_likely(c, _ACTS)}
        self.organizations = [(e.start, e.end) for e in analysis.entities if e.label in ("ORG", "LOC")]
        # An organization where a name may begin: 예보국 in 예보국 도하람 예보관, 민노총
        self.employers = {(e.start, e.end) for e in analysis.entities if e.source in _BODIES}
        self.organization_names = {analysis.text[e.start : e.end] for e in analysis.entities if e.label == "ORG"}


def _proposals(analysis: Analysis, candidates: list[Candidate]) -> dict[int, int]:
    """Return the people among the entities, each as long as any finding of the name that has evidence of its own.

    The tagger may stop a syllable early (피정 of `피정임(66)`) or a rule see the last part alone (하산 총리).
    `candidates` are those for people.
    """
    found = {e.start: e.end for e in analysis.entities if e.label == "PERSON"}
    starts = {end: start for start, end in found.items()}
    for start in [start for start, end in found.items() if _ENDS_IN_GA.match(analysis.text, end)]:
        if not looks_like_korean_name(analysis.text[start : found[start]]):
            found[start] += 1  # 루시아 오르테가 대통령은
    aged = _strong_sources()
    bodies = {e.start for e in analysis.entities if e.source == EMPLOYER}  # 해솔시티 이반 다렌 감독
    for candidate in candidates:
        start, end = candidate.start, candidate.end
        if start in found and end > found[start] and candidate.source in aged:
            found[start] = end
        elif start < starts.get(end, 0) and start not in bodies and _is_foreign_run(analysis.text[start:end]):
            del found[starts[end]]
            found[start], starts[end] = end, start
    return found


def _is_foreign_run(text: str) -> bool:
    """Whether words with single blanks between them can be the parts of one transliterated name."""
    parts = text.split(" ")
    return len(parts) > 1 and all(
        len(part) > 1 and not looks_like_korean_name(part) and not names_organization(part) for part in parts
    )


@lru_cache(maxsize=1)
def _strong_sources() -> frozenset[str]:
    return frozenset(read_toml("discourse/people.toml")["evidence"]["strong"])


@lru_cache(maxsize=1)
def _weak_sources() -> frozenset[str]:
    return frozenset(read_toml("discourse/people.toml")["evidence"]["weak"])
