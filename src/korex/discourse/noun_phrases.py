"""The noun phrases of a sentence with their roles, read word by word: the step before `arguments`."""

from __future__ import annotations

from functools import cache, lru_cache

from korex.discourse.agents import is_agent
from korex.discourse.clauses import Clause, Phrase, Role
from korex.discourse.words import Word, asking_nouns
from korex.language.analysis import Analysis
from korex.matching.files import read_toml


@cache
def argument_words() -> dict[str, frozenset[str]]:
    """Return the word lists of rules/discourse/arguments.toml by name."""
    words = {name: frozenset(words) for name, words in read_toml("discourse/arguments.toml")["words"].items()}
    return {**words, "asks": asking_nouns()}


@cache
def _timed() -> tuple[str, ...]:
    return tuple(argument_words()["timed"])


@lru_cache(maxsize=1024)
def particle_role(particle: str, tag: str) -> Role | None:
    """Return the role that particles (에게는, with the tag of the first) give a noun, None for 의, 에서의 and 와/과."""
    if len(particle) > 1 and particle.endswith("의"):
        return None  # 학교에서의, 서울로의
    if tag == "JC" or (tag == "JKG" and particle != "에") or particle in ("와", "과", "하고", "랑", "이랑"):
        return None
    if tag == "JKS":
        return "topic" if particle.endswith(("는", "ᆫ")) else "subject"  # 시장께서는
    if tag == "JKO":
        return "object"
    if tag == "JX":
        return "topic" if particle in ("은", "는", "ᆫ") else "bare"
    if tag in ("JKB", "JKG"):  # the analyser reads 시민에 자료를 … as 시민의 자료를
        if particle.startswith(tuple(argument_words()["dative"])):
            return "dative"
        if particle.startswith(tuple(argument_words()["location"])):
            return "location"
    return "adverbial"


class PhraseReader:
    """Reads words from left to right; `pending` holds phrases and clauses that wait for their predicate."""

    def __init__(self, analysis: Analysis, words: list[Word]) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.morphemes = analysis.morphemes
        self.words = words
        self.pending: list[Phrase | Clause] = []
        self.nouns: list[Word] = []  # words of the noun phrase being read
        self.owner: int | None = None  # where a genitive before an adnominal clause begins
        self.modifier: Clause | None = None  # an adnominal clause that waits for its noun
        # Of the clause being read: whether a noun like 것 or 예정, or a lawsuit, follows it; whether it has a gap.
        self.wraps = self.sues = self.relates = False
        self.closes = False  # whether the noun of the clause being read ends the sentence (직원들이 도울 것)
        self.aimed = False  # whether the clause being read is what something is done for (막기 위해)
        self.known = argument_words()
        self.continues = bool(words) and self._surface(words[0]) in self.known["continuing"]

    def _surface(self, word: Word) -> str:
        return self.text[word.start : word.end]

    def _read(self, word: Word) -> None:
        """Take a word that is no predicate into the noun phrase being read, or end the phrase with it."""
        if word.kind == "adverb":
            if self.nouns and self._surface(word) in self.known["joining"]:
                return
            self._close_phrase("bare")
            before = self.pending[-1] if self.pending else None
            if isinstance(before, Phrase) and before.role == "bare" and self._is_all(before, word):
                before.role, before.stop = "subject", word.end
                whole = self._surface(word) in self.known["everybody"]
                if whole and before.head == self.text[before.start : before.end]:
                    before.end = word.end  # 우리 모두
            if isinstance(before, Phrase) and before.role == "adverbial" and self._surface(word) == "하여금":
                before.role, before.stop = "dative", word.end  # 시로 하여금 검사하도록
            return
        if word.comma and self._surface(word) in self.known["ordinals"]:
            return
        if word.kind == "modifier":
            self.nouns.append(word)
            return
        role = self._role(word)
        if role is None:  # 의, 와/과, no particle: the phrase goes on
            if not word.particle and not (word.comma and self.nouns) and self._is_time(word):
                led = [self.nouns.pop()] if self.nouns and self._leads_to(self.nouns[-1], word) else []
                self._close_phrase("bare")
                self._emit([*led, word], "adverbial")
            elif not word.particle and self.nouns and self._counts_times(self.nouns[-1], word):
                often = [self.nouns.pop(), word]
                self._close_phrase("bare")
                self._emit(often, "adverbial")
            elif self.modifier is not None and not self.nouns and self._stands_alone(word):
                self._emit([word], "adverbial")
            else:
                self.nouns.append(word)
            return
        if role == "adverbial" and self._is_time(word):
            led = [self.nouns.pop()] if self.nouns and self._leads_to(self.nouns[-1], word) else []
            self._close_phrase("bare")
            self.nouns += led
        self.nouns.append(word)
        self._close_phrase(role)

    def _is_all(self, phrase: Phrase, word: Word) -> bool:
        """Say whether an adverb makes a noun without particle the subject: 노조와 사측 모두, 우리 모두."""
        marks = self._surface(word)
        all_ = (
            (marks in self.known["everybody"] or marks in self.known["likewise"])
            and not phrase.particle
            and phrase.clause is None
        )
        return all_ and phrase.end + 1 == word.start and is_agent(self.analysis, phrase, names=False)

    def _leads_to(self, word: Word, following: Word) -> bool:
        """Say whether a word only points to the time after it: 오는 27일, 지난 주말; it is no clause."""
        return self._surface(word) in self.known["deictic"] and self._is_time(following)

    def _counts_times(self, number: Word, word: Word) -> bool:
        """Say whether two words say how often: 여러 차례 | 시청에, 세 번 | 구청에."""
        times = self.text[word.start : word.noun_end] in ("차례", "번") and not number.particle
        return times and self.morphemes.tags[number.last - 1] in ("MM", "NR", "SN")

    def _stands_alone(self, word: Word) -> bool:
        """Say whether a noun after a clause forms no phrase with the next one: 끝난 뒤, 돌려줄 것과 밝힐 것을."""
        listed = word.particle in ("와", "과") and self.text[word.start : word.noun_end] in self.known["content"]
        return listed or self._surface(word) in self.known["clause_nouns"]

    def _role(self, word: Word) -> Role | None:
        """Return the role of a noun that a phrase ends with, None where the phrase goes on after it."""
        if not word.particle:
            return None
        role = particle_role(word.particle, word.particle_tag)
        if word.particle_tag == "JKC" and self.morphemes.forms[word.last : word.last + 1] not in (["되"], ["아니"]):
            return "subject"  # 정부가 부족분을 메우라고 has the tag of 정부가 되다
        if role == "topic" and self.text.endswith(("번", "차례"), word.start, word.noun_end):
            return "adverbial"  # 한 달에 한 번은
        if role == "bare" and word.particle.startswith(("까지", "부터")) and self._is_time(word):
            return "adverbial"
        return role

    def _is_time(self, word: Word) -> bool:
        first, tags = word.first, self.morphemes.tags
        if tags[first] == "SN":
            unit = first + 1
            while unit < word.last and tags[unit] in ("SN", "SP", "SO"):
                unit += 1
            long = unit + 1 < word.last and self.morphemes.forms[unit + 1] in self.known["duration"]
            long = long or self.text.startswith(_timed(), word.end + 1)
            return unit < word.last and self.morphemes.forms[unit] in self.known["time_units"] and not long
        return self.text[word.start : word.noun_end] in self.known["time_words"]

    def _close_phrase(self, role: Role) -> None:
        if self.nouns:
            words, self.nouns = self.nouns, []
            self._emit(words, role)

    def _close_before(self, word: Word) -> None:
        """End the noun phrase before a predicate; an owner (노조의 빠른 복귀) goes on to the noun after it."""
        if self.nouns and self.nouns[-1].particle.endswith("의"):
            self.owner = self.nouns[0].start
            self.nouns.clear()
        self._close_phrase("bare")

    def _emit(self, words: list[Word], role: Role) -> None:
        start, last = words[0].start, words[-1]
        named = words[-2] if len(words) > 1 and self.text.startswith("스스로", last.start) else last  # 업체 스스로도
        clause, self.modifier = self.modifier, None
        head = self.text[named.start : named.noun_end]
        outer = clause.left if clause else start
        if self.owner is not None:
            outer, self.owner = min(outer, self.owner), None
        if head == "경우" and clause is None and len(words) > 1 and words[-2].particle_tag == "JKG":
            # 시의 경우에는: the topic
            self.pending.append(Phrase("topic", start, words[-2].noun_end, outer, last.end, "의 경우", head))
            return
        joined = role == "bare" and last.particle in ("와", "과")
        if joined or (role == "topic" and head in self.known["clause_nouns"]):
            role = "adverbial"
        before = self.pending[-1] if self.pending else None
        if head in self.known["bases"] and isinstance(before, Phrase) and before.role == "object" and clause is None:
            # 노조를 상대로, 등본을 기준으로: one adverbial
            before.role = "dative" if head in ("상대", "대상") else "adverbial"
            before.particle += f" {head}{last.particle}"
            before.stop = last.end
            return
        if clause is not None and isinstance(before, Phrase) and self._is_listed(before, outer):
            outer = before.outer
            self.pending.pop()
        self.pending.append(Phrase(role, start, named.noun_end, outer, last.end, last.particle, head, clause))

    def _is_listed(self, phrase: Phrase, following: int) -> bool:
        """Say whether a phrase begins a list that goes on with a modified noun: 보상과 | 철저한 조사."""
        mark = self.text[phrase.stop : following].strip()
        joined = phrase.role == "adverbial" and phrase.particle in ("와", "과") and not mark
        listed = phrase.role == "bare" and not phrase.particle and mark == ","
        return (joined or listed) and phrase.stop < following and not is_agent(self.analysis, phrase)
