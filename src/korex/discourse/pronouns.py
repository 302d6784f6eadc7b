"""Whom 그 and 그녀 stand for: who acted last in the paragraph, else the main person of the text before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import regex

from korex.discourse.titles import Title

if TYPE_CHECKING:
    from korex.language.analysis import Analysis
    from korex.schema import Mention

_PRONOUN = regex.compile(r"(?<![가-힣])그녀?(?=[가-힣])")
# A씨, 김모 씨, 경찰 관계자는: somebody without a name whom a pronoun may stand for as well
_STRANGER = regex.compile(
    r"(?<![가-힣A-Za-z])(?:[A-Z]|[가-힣]\s?모)\s?(?:\([^)\n]{1,12}\))?\s?(?:씨|군|양)"
    r"|(?:관계자|남성|여성|목격자|피해자|전문가|용의자|피의자)(?:은|는|이|가)(?![가-힣])"
)
# What stands between a mention and the particle that makes it a subject: an age, 씨, organization and title
_SUBJECT = (
    r"(?:\s?\([^()\n]{{1,40}}\))?(?:\s?씨)?(?:(?:\s[가-힣A-Za-z·]{{1,20}}){{0,2}}\s?(?:{titles}))?"
    r"(?:은|는|이|가|께서|도)(?![가-힣])"
)


@dataclass(slots=True)
class Somebody:
    """One named person while the text is read."""

    name: str
    surname: str
    titles: list[Title] = field(default_factory=list)
    organization: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    introduced: int = 0


def resolve_pronouns(analysis: Analysis, people: list[Somebody]) -> Iterator[tuple[int, int, Somebody]]:
    """Yield each personal pronoun with whom it stands for; 그 before a noun (그 사람) is none.

    ``윤 시장은 박 과장에게 점검을 지시했다. 그는 …``: 그 is 윤 시장, who acts.
    """
    if not people:
        return
    morphemes = analysis.morphemes
    for match in _PRONOUN.finditer(analysis.text):
        index = morphemes.first_at(match.start())
        if index + 1 >= len(morphemes) or morphemes.tags[index] != "NP":
            continue
        if morphemes.tags[index + 1].startswith("J") and (person := _antecedent(analysis, people, match.start())):
            yield match.start(), match.end(), person


def _antecedent(analysis: Analysis, people: list[Somebody], offset: int) -> Somebody | None:
    text = analysis.text
    paragraph = text.rfind("\n", 0, offset) + 1
    here = _mentioned(people, paragraph, offset)
    strangers = [match.start() for match in _STRANGER.finditer(text, paragraph, offset)]
    if here:
        acting = [(start, person) for start, person in here if _acts(text, person, start)]
        start, person = (acting or here)[-1]
        return person if not strangers or strangers[-1] < start else None
    if strangers:
        return None
    previous = text.rfind("\n", 0, len(text[:paragraph].rstrip())) + 1
    known = _mentioned(people, previous, offset) or _mentioned(people, 0, offset)
    return max((person for _, person in known), key=lambda p: sum(m.start < offset for m in p.mentions), default=None)


def _mentioned(people: list[Somebody], start: int, end: int) -> list[tuple[int, Somebody]]:
    """Return who is mentioned in `[start, end)` and where, in order."""
    found = [(m.start, person) for person in people for m in person.mentions if start <= m.start < end]
    return sorted(found, key=lambda pair: pair[0])


def _acts(text: str, person: Somebody, start: int) -> bool:
    """Whether the mention at `start` is the subject or topic of its sentence."""
    end = next(mention.end for mention in person.mentions if mention.start == start)
    titles = "|".join(regex.escape(title.text) for title in person.titles) or "씨"
    return regex.compile(_SUBJECT.format(titles=titles)).match(text, end) is not None
