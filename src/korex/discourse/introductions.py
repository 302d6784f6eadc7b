"""What a text says of a person in apposition to the full name, and what the parenthesis after the name adds to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from korex.discourse.affiliation import may_employ, names_organization
from korex.discourse.titles import Title, split_apposed_title
from korex.entities.lexicons import lexicon_classes

# 61, 만 61세; 1932~2019, 1932년생
_AGE = re.compile(r"(?:만\s?)?\d{1,3}\s?(?:세|살)?|1\d{3}\s?[~∼–-]\s?(?:[12]\d{3})?|[12]\d{3}년생")
_PIECES = re.compile(r"\s?[·,/]\s?")
_REGIONS = frozenset({"korean_region", "ambiguous_region"})
_FORMER = ("전", "前", "옛")


@dataclass(slots=True)
class Introduction:
    """A full name `[start, end)` in the text with the titles and the organization in apposition to it."""

    name: str
    start: int
    end: int
    titles: list[Title] = field(default_factory=list)
    organization: str | None = None
    listed: bool = False  # follows the person before it in a list: `팀장 온다진, 주무관 빙다준`
    read_until: int = 0  # where a parenthesis after the name ends


def read_parenthesis(introduction: Introduction, inside: str, start: int) -> bool:
    """Read `(61)`, `(52·가람당)`, `(한국대 교수)`; returns whether an age is among it."""
    aged = False
    for piece in _PIECES.split(inside):
        words = piece.split(" ")
        if _AGE.fullmatch(piece):
            aged = True
        elif split_apposed_title(words[-1]) == words[-1]:
            if words[0] in _FORMER:
                words = words[1:]
            at = start + inside.find(piece) + len(piece) - len(words[-1])
            introduction.titles.append(Title(words[-1], at, at + len(words[-1])))
            if len(words) > 1 and (names_organization(words[-2]) or may_employ(words[-2], [words[-1]])):
                introduction.organization = introduction.organization or " ".join(words[:-1])
        elif names_organization(piece) and not _is_constituency(introduction, piece):
            introduction.organization = introduction.organization or piece
    return aged


def _is_constituency(introduction: Introduction, piece: str) -> bool:
    """Whether a parenthesis after a member of parliament says who elected them: 의원(나주·화순)."""
    elected = any(title.text.endswith(("의원", "후보", "위원장")) for title in introduction.titles)
    return elected and not _REGIONS.isdisjoint(lexicon_classes(piece))
