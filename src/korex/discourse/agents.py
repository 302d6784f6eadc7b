"""Which noun phrases can act, speak or be asked: 박 시장, 각 부서, 시민들; not 이날 회의, 답변, 3분."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import regex

from korex.language.analysis import Analysis, Candidate
from korex.matching.files import read_rows, read_toml, read_words

if TYPE_CHECKING:
    from korex.discourse.clauses import Phrase

# What follows an agent: 교수 2명, 협력사 40곳, 어선 열두 척, 노조 등, 회사 측. Read from the end.
_COUNTED = regex.compile(
    r"(?r)(?<=.)(?: ?(?:등|모두|일동|측|여러분|각자|전원|쪽|자신|(?<!지)자체)"
    r"| (?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|열두|스무|여러|몇) ?(?:명|곳|군데|팀|척|대|집|가구)"
    r"| \d[\d,만천백]* ?(?:여 ?)?(?:명|곳|인|팀|척|대|가구|세대|호|개교|개소|개 ?[가-힣]{1,4})(?:여)?)+$"
)

_COUNTERS = frozenset({"명", "곳", "군데", "팀", "척", "대", "집", "가구"})

# Marks around the name of a group: 시민단체 ‘바른 길’.
_CLOSING = ("'", '"', "’", "”", ">", "〉", "》")
_OPENING = ("'", '"', "‘", "“", "<", "〈", "《")
# Last syllables that in a longer word are those of people.
_PEOPLE = ("자", "객", "민", "인", "원", "생")


@dataclass(frozen=True, slots=True)
class AgentNouns:
    """Nouns and last syllables of agents, and the nouns and units that only look like them.

    `each` holds what is an agent after 각 alone: 각 동, 각 실; `alone` what is one if nothing modifies it: 양쪽, not
    도로 양쪽.
    """

    nouns: frozenset[str]
    suffixes: frozenset[str]
    others: frozenset[str]
    units: frozenset[str]
    each: frozenset[str]
    alone: frozenset[str]
    longest_suffix: int
    groups: tuple[str, ...]

    def is_plain(self, word: str, form: str, tag: str) -> bool:
        """Say whether an agent's last syllable only ends a word of the dictionary (동시, 효과, 자원)."""
        if word.endswith(("측", "들")) or word in self.nouns:
            return False
        if len(form) > 2 and form.endswith(_PEOPLE):
            return False  # 질환자, 관람객
        whole = form == word or (len(form) > 1 and word.endswith(form))  # 장부 and 비밀장부
        return whole and tag == "NNG" and form not in self.nouns and form not in self.suffixes


@cache
def agent_nouns() -> AgentNouns:
    """Return the nouns of rules/discourse/agents.tsv and of the title and organization lexicons."""
    rows = read_rows("discourse/agents.tsv")
    titles = {row[0] for row in read_rows("lexicons/titles.tsv") if row[1] in ("position", "occupation")}
    organizations = {row[0] for row in read_rows("lexicons/organization_tails.tsv") if row[1] == "strong"}
    countries = {row[0] for row in read_rows("lexicons/world_places.tsv") if row[1] == "country"}
    suffixes = {row[0] for row in rows if row[1] == "suffix"} | read_words("lexicons/title_tails.tsv") | organizations
    words = read_toml("discourse/arguments.toml")["words"]
    others = frozenset(row[0] for row in rows if row[1] == "other")
    return AgentNouns(
        # 점, 위 end words of agents (판매점, 선관위) and are none by themselves.
        nouns=(frozenset(row[0] for row in rows if row[1] not in ("other", "each", "alone")) | titles | countries)
        - {word for word in others if len(word) == 1},
        suffixes=frozenset(suffixes),
        others=others,
        units=frozenset(words["clock_units"]),
        each=frozenset(row[0] for row in rows if row[1] == "each"),
        alone=frozenset(row[0] for row in rows if row[1] == "alone"),
        longest_suffix=max(map(len, suffixes)),
        groups=tuple(words["groups"]),
    )


@lru_cache(maxsize=4096)
def ends_in_agent(text: str) -> bool:
    """Say whether the last word of a noun phrase is an agent's: 박 시장, 각 부서, 교수 2명."""
    known = agent_nouns()
    if text.endswith(_CLOSING) and (group := text[: max(text.rfind(mark, 0, -1) for mark in _OPENING)].rstrip()):
        if group.endswith(known.groups):
            return True
        text = group
    text = text.strip("'\"‘’“”")
    if text.endswith(")") and "(" in text:
        text = text[: text.rindex("(")].rstrip()
    text = text.removesuffix("등").rstrip() or text
    if text.endswith(("측", " 쪽")):
        return True
    if counted := _COUNTED.match(text):
        text = text[: counted.start()]
    last = text.replace("·", " ").rsplit(" ", 1)[-1]
    if last in known.nouns or text in known.alone or (last in known.each and text.endswith(f"각 {last}")):
        return True
    if last in known.others:
        return False
    return any(last[-size:] in known.suffixes for size in range(1, min(len(last), known.longest_suffix) + 1))


def is_agent(analysis: Analysis, phrase: Phrase, *, names: bool = True) -> bool:
    """Say whether a phrase can act, speak or be asked: by its last word, its entity, or (`names`) as a name."""
    known = agent_nouns()
    forms, tags = analysis.morphemes.forms, analysis.morphemes.tags
    surface = analysis.text[phrase.start : phrase.end]
    word = surface.rsplit(" ", 1)[-1]
    last = analysis.morphemes.at(phrase.end - 1)
    if last >= 0 and tags[last][0] in "EV":
        return False  # 지키기 위해서라도: no noun
    if last >= 0 and tags[last][0] == "J" and (forms[last] != "과" or phrase.particle == "도"):
        return False  # 시민의 뜻과도; but 복지정책과는, whose last letter is read as a particle
    counted = last > 0 and tags[last] == "NNB" and tags[last - 1] in ("NR", "SN", "MM") and forms[last - 1] != "각"
    if counted and forms[last] in known.units:  # 일곱 시, 3분
        return False
    when = last >= 0 and tags[last] == "NNB" and forms[last] == "시"
    if when and (" " in surface or phrase.clause is not None):  # 화재 발생 시: when; but 시에 감면을 촉구했다
        return False
    if phrase.particle.startswith("께서"):
        return True
    numbered = word in _COUNTERS and _COUNTED.match(surface) is not None  # 소속 기관 세 곳
    if ends_in_agent(surface) and (
        surface in known.alone or numbered or not known.is_plain(word, forms[last], tags[last])
    ):
        return True
    if word in known.others:
        return False
    label = label_at(analysis, phrase.end)
    if label is not None:
        return label in ("PERSON", "ORG", "TITLE") or (label == "LOC" and phrase.role in ("subject", "topic"))
    return names and any(
        tags[index] in ("NNP", "SL") for index in analysis.morphemes.range(phrase.end - len(word), phrase.end)
    )


def label_at(analysis: Analysis, end: int) -> str | None:
    """Return the label of the entity that covers the character before `end`, None if there is none."""
    position = bisect_left(analysis.entities, end, key=_entity_start) - 1
    if position >= 0 and (entity := analysis.entities[position]).end >= end:
        return entity.label
    return None


def _entity_start(entity: Candidate) -> int:
    return entity.start
