"""A cheap look at a sentence before it is parsed: whether anything in it can ask for something.

It sees what `reported_contents`, `reports` and `sentence_reader` need: a predicate of asking, the form of an act,
-도록, a closing noun. What they learn to read has to be seen here, too.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from korex.discourse.directives.acts import holds_act
from korex.discourse.directives.knowledge import Knowledge, knowledge
from korex.discourse.directives.spoken import LONGEST_UTTERANCE
from korex.discourse.words import holds_marks
from korex.language.analysis import Analysis, OwnVerb


def _any_of(pieces: str) -> re.Pattern[str]:
    """Return a pattern for `a|b|…`, each piece of which begins with a character or a set of them: few places do."""
    firsts = "".join(piece[1 : piece.index("]")] if piece[0] == "[" else piece[0] for piece in pieces.split("|"))
    return re.compile(f"(?=[{firsts}])(?:{pieces})")


# What the surface of an act shows.
_ENDINGS = _any_of(
    r"도록 [^ ]{0,8}[했하한할함합]|"
    r"안 ?[되된될됩돼]|[라자]며|[라자]면서|[라자달]고|라는|자는|달라|[야선면] ?[하한할합해돼된될됩안]|바[라랍란람]"
    r"|[시십]시오|세요|셔요|시다|[라자오][.!”\"’']|것[.”’')]?$|필요|중요|시급|좋[다습은아겠을]|낫[다습]|나[아을]|바람직|금지|부탁|요망"
    r"|절실|긴요|필수|급선무|관건|급하다|우선[이입\"”]|마땅[하합]|야 [옳맞]|[것게쪽]이? 옳|[것게쪽]이? 도리"
    r"|[것게쪽]이? 순리|라 판결|라 선고|라 통보|라 경고|야 ?겠|금[합함]|불허|줄 ?수|[주줄][실시래]|주겠|렴$|지 그[래러]"
    r"|라니까|엄금|바람$"
)
_NEEDS = r"(?:야 ?[할될] ?(?:것|때|시기|시점|순간|차례)|[것게일]이? ?(?:급선무|우선|관건|최선|상책|도리|순리))"
_NOW = r"(?:지금|이제)[은는이]? [^\n]{2,60}[가-힣] ?(?:때|시기|시점|차례)"  # “지금은 힘을 모을 때”라고
_NEED = re.compile(f"(?:{_NEEDS}|{_NOW})$")
_QUOTED_NEED = re.compile(f"(?:{_NEEDS}|{_NOW})[”\"’'」』]이?라")
_UTTERANCE = 40  # characters: a sentence without a full stop that may hold a command before a statement
_CLOSED = frozenset({"SF", "SSC", "SE", "SW"})
_STATED = ("다", "요", "까", "니", "지", "네", "음", "ᆷ", "죠")


class Trigger:
    """Tells which sentences deserve to be parsed; `own` are the verbs that the user adds."""

    def __init__(self, known: Knowledge, own: tuple[OwnVerb, ...]) -> None:
        # Verbs that take no noun phrase need a quoted clause, which the endings find.
        stems = {word for word, verb in known.verbs.items() if verb.nominal != "none"}
        words = [re.sub("하$", "[하한할함합했해]", word) for word in sorted(stems, key=len, reverse=True)]
        self._words = re.compile("|".join(words))  # on plain words twice as fast as `regex`
        # … or what one is told to do: 내리도록 해당 정당에 통보했다, 낼 것을 통지했다.
        told = [
            word.removesuffix("하")
            for word, verb in known.verbs.items()
            if verb.clause in ("any", "claim") and verb.nominal == "none"
        ]
        self._told = re.compile(rf"(?:도록|것을|기를) (?:[^ ]+ ){{0,3}}(?:{'|'.join(told)})")
        # The last syllable of a stem may contract: 다그쳤다.
        stems = {verb.word[:-1] if len(verb.word) > 2 else verb.word for verb in own}
        self._own = re.compile("|".join(map(re.escape, stems))) if stems else None
        # What takes a command alone shows by the act. A stem is one morpheme (명하), or a noun with 하 or 드리.
        stems = {word for word, verb in known.verbs.items() if (verb.clause, verb.nominal) != ("command", "none")}
        # 권하, 명하 are a noun with 하, too, but 명 counts people: 하 has to follow.
        self._short = frozenset(word[0] for word in stems if len(word) == 2 and word.endswith("하"))
        stems |= {word.removesuffix("하") for word in stems if len(word) > 2}
        forms = {form for word in stems for form in (word, word + "드리")}
        self._forms = frozenset({*forms, *known.words["closing_nouns"], "도록"})

    def fires(self, analysis: Analysis, start: int, stop: int) -> bool:
        """Say whether a sentence deserves a closer look."""
        if self._own is not None and self._own.search(analysis.text, start, stop):
            return True
        return self._looks_like_asking(analysis, start, stop) and self.can_ask(analysis, start, stop)

    def _looks_like_asking(self, analysis: Analysis, start: int, stop: int) -> bool:
        """Look at the surface: the words, or an ending that states nothing."""
        text = analysis.text
        if self._words.search(text, start, stop) or _ENDINGS.search(text, start, stop):
            return True
        if self._told.search(text, start, stop):
            return True
        morphemes = analysis.morphemes
        last = morphemes.at(stop - 1)
        if last >= 0 and stop - start < _UTTERANCE and morphemes.tags[last] not in _CLOSED:
            return True  # 빨리 와 영화 시작한다; 이리 와 진수야
        while last >= 0 and morphemes.starts[last] >= start and morphemes.tags[last] in _CLOSED:
            last -= 1
        if last < 0 or morphemes.tags[last] not in ("EF", "EC"):
            return False
        return morphemes.forms[last].endswith(("어요", "래요")) or not morphemes.forms[last].endswith(_STATED)

    def can_ask(self, analysis: Analysis, start: int, stop: int) -> bool:
        """Look at the morphemes: 전주시 is not the verb 주시하, 받아야 하는 tells nobody to."""
        if self._own is not None and self._own.search(analysis.text, start, stop):
            return True
        morphemes = analysis.morphemes
        span = morphemes.range(start, stop)
        forms = morphemes.forms[span.start : span.stop]
        if not self._forms.isdisjoint(forms) or self._holds_short(forms) or forms[-1:] == ["좀"]:
            return True
        marks = holds_marks(forms)
        if marks and _QUOTED_NEED.search(analysis.text, start, stop):
            return True
        # A sentence too long for conversation holds a command of one (문 닫아) in quotation marks alone.
        bare = marks or len(span) <= LONGEST_UTTERANCE or stop - start < _UTTERANCE
        return holds_act(morphemes, span.start, span.stop, bare=bare)

    def ends_in_need(self, analysis: Analysis, start: int, stop: int) -> bool:
        """Say whether a quoted sentence ends in a noun of need: “나서야 할 때”라고, “아끼는 것이 급선무”라고."""
        return _NEED.search(analysis.text, start, stop) is not None

    def _holds_short(self, forms: list[str]) -> bool:
        if self._short.isdisjoint(forms):
            return False
        return any(form in self._short and following == "하" for form, following in pairwise(forms))


@cache
def _trigger() -> Trigger:
    return Trigger(knowledge(), ())


@lru_cache(maxsize=8)
def _trigger_with(own: tuple[OwnVerb, ...]) -> Trigger:
    return Trigger(knowledge(), own)


def trigger_of(analysis: Analysis) -> Trigger:
    """Return the trigger with the verbs that the user of this text adds."""
    return _trigger_with(tuple(analysis.verbs)) if analysis.verbs else _trigger()
