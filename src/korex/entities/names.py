"""People, titles, organizations and places by rule and lexicon."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import regex

from korex.entities.lexicons import lexicon_classes, tail_of, word_set
from korex.entities.nouns import noun_words
from korex.entities.organizations import (
    classify_by_neighbours,
    classify_organization,
    merge_organizations,
    trust_repeated,
)
from korex.entities.others import take_others
from korex.entities.overlaps import OVERRULING
from korex.entities.own import name_own
from korex.entities.people import PeopleFinder
from korex.entities.places import VENUE_PARTICLES, classify_place, classify_venue, merge_places
from korex.entities.teams import club_names, join_teams, name_national_teams
from korex.entities.titles import classify_title, drop_weak_titles
from korex.language.analysis import Candidate, analysis_of
from korex.matching.rules import RuleMatcher, load_rules

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from korex.schema import EntityLabel

RULES = "entities/names.toml"
_PARTICLES = "|".join(sorted(word_set("people", "particles") | {"에서", "에는", "에서는"}, key=len, reverse=True))
# 난징(南京)은, 난징(南京)시의, but 난징(南京)대학 is one name
_OTHER_SPELLING = regex.compile(
    r"\((?:(?P<han>\p{Han}{2,10})(?=[·,;]|\)(?:[시성구현군주]|지구)?"
    rf"(?:{_PARTICLES})?(?!\p{{Hangul}}))|(?P<latin>[A-Z][\p{{Latin}}&.\- ]{{1,30}})(?=[)·,;]))"
)
_LABELS = frozenset(("PERSON", "TITLE", "ORG", "LOC"))


class Names:
    """Adds PERSON, TITLE, ORG and LOC candidates."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self._matcher = RuleMatcher(load_rules(RULES, _LABELS))

    def __call__(self, doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        candidates = [
            Candidate(match.start, match.end, cast("EntityLabel", match.rule.label), match.rule.id, match.rule.priority)
            for match in self._matcher.match(doc, analysis)
        ]
        candidates += club_names(analysis.text, analysis.morphemes)
        words = noun_words(analysis)
        take_others(doc, analysis)
        if analysis.own:
            name_own(words, analysis.own)
        tags = analysis.morphemes.tags
        for word in [word for word in words if word.label is None] if analysis.own else words:
            plain = word.first == word.last and tags[word.first] == "NNG"
            if plain and not lexicon_classes(word.text) and not tail_of(word.text):
                if word.particle in VENUE_PARTICLES:
                    classify_venue(word, analysis.morphemes)
                continue  # most words: a common noun that no lexicon knows
            classify_organization(word, analysis.morphemes)
            if word.label is None:
                classify_title(word, analysis.morphemes, analysis.text)
            if word.label is None:
                classify_place(word, analysis.morphemes)
            if word.label is None:
                classify_venue(word, analysis.morphemes)
        trust_repeated(words)
        classify_by_neighbours(words, analysis.morphemes, analysis.text)
        name_national_teams(words, analysis.text)
        words = join_teams(words, analysis.morphemes, analysis.text)
        words = merge_organizations(merge_places(words, analysis.morphemes))
        candidates = PeopleFinder(analysis, words, candidates).find()
        drop_weak_titles(words, {(c.start, c.end) for c in candidates})
        candidates.extend(
            Candidate(word.start, word.end, cast("EntityLabel", word.label), word.source, word.priority)
            for word in words
            if word.label is not None
        )
        candidates.extend(_in_parentheses(analysis.text, candidates))
        if analysis.outlet_span is not None:  # the copyright notice says that this is a publisher
            candidates.append(Candidate(*analysis.outlet_span, "ORG", "page.outlet", OVERRULING))
        analysis.candidates.extend(candidates)
        return doc


def _in_parentheses(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """Return the other spelling that a name has in parentheses: 난징(南京), 가온로보틱스(Gaon Robotics)."""
    found = []
    for candidate in candidates:
        match = _OTHER_SPELLING.match(text, candidate.end)
        if match is not None and (match["han"] or candidate.label == "ORG"):
            start, end = match.span("han" if match["han"] else "latin")
            found.append(Candidate(start, end, candidate.label, "name.other_spelling", 45))
    return found
