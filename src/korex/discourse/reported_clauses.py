"""Which clauses of a sentence are somebody's words without marks: 부족하다고 in 시는 인력이 부족하다고 밝혔다.

A clause in -다고, -라고, -냐고, -자고, -라며 or -다는 is one if a predicate or a noun of speech governs it. What one
thinks, knows or only hears is not said: …다고 생각했다, …다고 한다, …것으로 알려졌다.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from korex.discourse.clauses import Clause, Phrase, ends_in_jida
from korex.discourse.directives.acts import act_of
from korex.discourse.directives.clause_tree import ClauseTree
from korex.discourse.directives.knowledge import head_noun
from korex.discourse.noun_phrases import argument_words
from korex.matching.files import read_toml

if TYPE_CHECKING:
    from collections.abc import Callable

# A reported ending by what belongs to the words and what only reports them: 부족하다|고, 가자|며, 늦었다|는.
_ENDING = re.compile(r"(?:[다라자냐]|ᆫ다)(고|며|면서|면서도|는|던)$")
_JOINED = re.compile(r"[다라자냐]면서도$")  # 없다면서도, which the analyser takes for 없다고 하면서도
_ASKING = re.compile(r"[라자냐](?:며|면서|면서도)$")  # 알아보라며: asked, whatever else one does
_CONTRACTED = ("단", "란", "잔", "냔")  # 부족하단 지적
JOINING = frozenset({"고", "며", "으며", "면서", "으면서"})
_INTENDED = frozenset({"고자", "려", "으려", "려고", "으려고"})
_SAID = frozenset({"며", "면서", "자", "고"})  # 가자고 하며, 가자고 하자


class Reporting(NamedTuple):
    """The words of `quotation.toml` by which reported speech is known."""

    verbs: frozenset[str]
    through: frozenset[str]
    objects: frozenset[str]
    words: frozenset[str]
    stances: frozenset[str]
    closing: frozenset[str]
    receiving: frozenset[str]
    opening: re.Pattern[str]
    places: tuple[str, ...]
    media: tuple[str, ...]
    from_others: frozenset[str]
    aired: frozenset[str]
    about: tuple[str, ...]
    before: frozenset[str]
    before_nouns: frozenset[str]
    wrapping: frozenset[str]
    meanwhile: frozenset[str]


@cache
def reporting() -> Reporting:
    """Return the words of reported speech."""
    data = read_toml("discourse/quotation.toml")
    words = data["reporting"]
    opening = "|".join(map(re.escape, sorted(words["opening"], key=len, reverse=True)))
    tails = ("places", "media", "about")  # looked for at the end of a phrase or its particle
    others = set(Reporting._fields) - {"verbs", "opening"}
    lists: dict[str, Any] = {name: (tuple if name in tails else frozenset)(words[name]) for name in others}
    return Reporting(
        verbs=frozenset(words["verbs"]) | frozenset(data["speech"]["stems"]),
        opening=re.compile(rf"[\s,·]*(?:(?:{opening})[\s,]+)*"),
        **lists,
    )


class Report(NamedTuple):
    """A reported clause and what reports it: `frame`, None where the sentence ends with a noun (…는 설명.).

    `owned` is false for words that go around (…는 지적이 나온다, …는 비판을 받았다): no words of the frame's subject.
    """

    clause: Clause
    frame: Clause | None
    owned: bool = True


class ReportedClauses(ClauseTree):
    """Finds the reported clauses of one sentence and what reports each."""

    def reports(self) -> list[Report]:
        """Return the clauses that are somebody's words with what reports them, in text order."""
        found = [report for clause in self.clauses if clause.inner is None and (report := self._report(clause))]
        told = {id(report.clause) for report in found}
        found = [report for report in found if not self._is_within_told(report, told)]
        return [report for report in found if not any(self._is_before(report, other) for other in found)]

    def _is_before(self, report: Report, other: Report) -> bool:
        """Say whether what stands in -다며 goes with a report that is itself reported: …다며 …라고 밝혔다고 전했다."""
        same = report.clause.kind == "quoting" and report.frame is other.frame
        return same and report.clause.end <= other.clause.start and self.says(other.clause)

    def _past(self, node: Clause | None, passes: Callable[[Clause], bool]) -> Clause | None:
        """Return the first clause from `node` upwards behind connective ones that `passes` lets through."""
        while node is not None and node.kind == "connective" and passes(node):
            node = self.parents.get(id(node))
        return node

    def _joined(self, node: Clause | None) -> Clause | None:
        """Return the second of two verbs of saying: 따져 묻고, 되풀이해 말했다."""
        if node is None or node.kind != "connective" or node.ending != "어":
            return node
        return next((c for c in self.clauses if c.start == node.end + 1 and self.says(c)), node)

    def _is_within_told(self, report: Report, told: set[int]) -> bool:
        """Say whether a report is itself reported: …할 수 없다고 전해 왔다고 설명했다."""
        node = report.frame
        while node is not None and id(node) not in told:
            joined = node.kind == "connective" and node.ending in JOINING  # …라는 점을 언급하며 …라고 강조했다
            node = None if joined else self.parents.get(id(node))
        return node is not None

    def words_end(self, clause: Clause) -> int:
        """Return where the words of a reported clause end: 부족하다 in 부족하다고; 0 where they do not."""
        morphemes = self.analysis.morphemes
        if joined := _JOINED.search(self.text, clause.start, clause.end):
            return joined.start() + 1
        for index in range(clause.last - 1, clause.first, -1):
            form, tag = morphemes.forms[index], morphemes.tags[index]
            if tag == "JKQ":
                return morphemes.starts[index]
            if tag in ("EC", "ETM"):
                if match := _ENDING.search(form):
                    return morphemes.ends[index] - len(match[1])
                return morphemes.ends[index] if form.endswith(_CONTRACTED) else 0
            if tag.startswith("E"):
                return 0
        return 0

    def _report(self, clause: Clause) -> Report | None:
        if not self.words_end(clause):
            return None
        if clause.kind == "adnominal":
            return self._noun_report(clause)
        governing = self.parents.get(id(clause))
        if clause.kind == "quotative":
            governing = self._past(governing, lambda node: self.is_in(node, reporting().through))
            governing = self._joined(governing)
        elif clause.kind == "quoting" or _JOINED.search(self.text, clause.start, clause.end):
            governing = self.modifier_after(clause) or self._past(governing, lambda node: not self.says(node))
            if governing is None or not self.says(governing):
                governing = self.modifier_after(clause, near=False) or governing
        else:
            return None
        quoting = clause.kind != "quotative"  # …라면서도 이유는 밝히지 않았다: said, whatever is not
        if governing is None or not (self._happens(governing) or (quoting and self._is_negated(governing))):
            return None
        if quoting and governing.stem.endswith("되"):
            return None  # 빌렸다며 받은 돈을 갚지 않아 기소됐다
        asks = quoting and _ASKING.search(clause.ending)
        if not self.says(governing) and not asks:
            return None
        return Report(clause, governing, owned=not governing.stem.endswith("되"))

    def goes_around(self, frame: Clause) -> bool:
        """Say whether a frame tells that words go around or are received: 나온다, 받았다."""
        return self.known.is_one_of(frame, "rise") or self.is_in(frame, reporting().receiving)

    def modifier_after(self, clause: Clause, *, near: bool = True) -> Clause | None:
        """Return the relative clause of saying behind a reported one: 모자란다며 나무라는 경우.

        Not `near` it has an object of its own between: 당했다며 회사를 고소한 주민.
        """
        after = next((c for c in self.clauses if c.start >= clause.end), None)
        if after is None or after.kind != "adnominal" or not self.says(after):
            return None
        fits = after.start == clause.end + 1 if near else after.find("object") is not None
        return after if fits else None

    def says(self, clause: Clause) -> bool:
        """Say whether a predicate says something: 밝혔다, 입을 모았다, 했다; not 한다, 해서."""
        target = clause.find("object")
        if target is not None and (target.head in reporting().objects or self._head(target) in reporting().objects):
            return True
        if clause.stem == "하" and not clause.base:
            if target is not None:
                return False
            modifies = clause.kind == "adnominal" and clause.ending in ("ᆫ", "은")
            return clause.past or modifies or (clause.kind == "connective" and clause.ending in _SAID)
        return self.is_in(clause, reporting().verbs) and not ends_in_jida(self.analysis.morphemes, clause)  # 전해졌다

    def is_in(self, clause: Clause, words: frozenset[str]) -> bool:
        """Say whether a predicate is among words, by its base noun or its stem."""
        return (len(clause.base) > 1 and clause.base in words) or clause.stem in words

    def _head(self, phrase: Phrase) -> str:
        return head_noun(self.analysis.morphemes, phrase)

    def _happens(self, clause: Clause) -> bool:
        """Say whether something is said: not if it is denied, asked for, to be said, or a condition."""
        if self._is_negated(clause) or (not clause.past and self._is_obligation(clause)) or self._is_meant(clause):
            return False
        if clause.kind == "connective":
            return clause.ending not in self.known.words["unasserted"]
        if clause.kind == "adnominal":
            return clause.ending not in ("ᆯ", "을")
        if clause.kind == "nominal":
            return clause.ending in ("ᆷ", "음")
        if clause.kind == "final":
            return act_of(self.analysis.morphemes, self.analysis.morphemes.first_at(self.start), clause) is None
        return clause.kind in ("quotative", "quoting")

    def _is_meant(self, clause: Clause) -> bool:
        """Say whether somebody only means to say something: 강조하고자 합니다, 밝히려 했다."""
        forms, tags = self.analysis.morphemes.forms, self.analysis.morphemes.tags
        return any(tags[i] == "EC" and forms[i] in _INTENDED for i in range(clause.first, clause.last - 1))

    def _noun_report(self, clause: Clause) -> Report | None:
        """Return what reports a clause before a noun: 설명이다, 지적이 나온다, 것이 시의 설명이다."""
        owner, words = self.owners.get(id(clause)), reporting()
        governing = self.parents.get(id(clause))
        if owner is None:  # …는 설명이다
            closes = governing is not None and self._is_noun_of_speech(governing) and self._happens(governing)
            return Report(clause, governing) if closes else None
        head = self._head(owner)
        if governing is None:  # the sentence ends with the noun: …는 설명.
            ends = owner.stop >= self.end - 2 and head in words.closing | words.words
            return Report(clause, None) if ends else None
        if not argument_words()["content"].isdisjoint((head, owner.head)):
            return self._content_report(clause, owner, governing)
        if head not in words.words and head not in words.stances:
            return None
        if governing.kind == "adnominal" and self.words_end(governing):
            return None  # …는 진술을 강요했다는 혐의를 부인했다
        happens = self._happens(governing)
        if self.known.is_one_of(governing, "rise"):
            rises = happens and owner.role in ("subject", "bare", "topic")
            return Report(clause, governing, owned=False) if rises else None
        if owner.role in ("object", "bare"):
            if self.is_in(governing, words.receiving):
                return Report(clause, governing, owned=False) if happens else None
            if self.is_in(governing, words.verbs) or self.known.is_one_of(governing, "express"):
                return Report(clause, governing) if happens else None
        if owner.role == "adverbial" and owner.particle in ("로", "으로") and self.says(governing):
            return Report(clause, governing) if happens else None  # …라는 취지로 말했다
        return Report(clause, governing, owned=False) if head in words.words else None

    def _is_noun_of_speech(self, clause: Clause) -> bool:
        """Say whether a predicate is a noun of speech: 설명이다, 입장이다."""
        return clause.stem.endswith("이") and clause.base in reporting().closing | reporting().words

    def _content_report(self, clause: Clause, owner: Phrase, governing: Clause) -> Report | None:
        """Read 의외라는 것이 주민들의 반응이다, 사실이 아니라는 점을 강조했다."""
        words = reporting()
        noun = self._is_noun_of_speech(governing)
        told = owner.role == "object" and self.is_in(governing, words.verbs) and not governing.stem.endswith("되")
        if not ((noun and owner.role in ("subject", "topic", "bare")) or told):
            return None
        return Report(clause, governing) if self._happens(governing) else None
