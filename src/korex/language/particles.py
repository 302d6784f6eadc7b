"""Particles and the sound they follow: 은 after a consonant, 는 after a vowel.

The forms are in rules/language/particles.toml.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

import regex

from korex.matching.files import read_toml

RULES = "language/particles.toml"

Sound = Literal["consonant", "ㄹ", "vowel"]

_CLOSING = regex.compile(r"[^\p{L}\p{N}]+$")
_NUMBER_END = regex.compile(r"(?<digit>[1-9])(?<zeros>0*)$")
_FINALS = 28  # final consonants of a syllable, none among them
_RIEUL = 8


class _Forms(NamedTuple):
    """The alternating particles, and patterns for what may follow a name that ends in each sound."""

    other: dict[str, tuple[str, str]]  # either form → (after a consonant, after a vowel)
    alternating: regex.Pattern[str]
    after: dict[Sound, regex.Pattern[str]]


def final_sound(word: str) -> Sound:
    """Return the sound a word ends in; digits and Latin letters as Koreans read them, closing marks aside.

    >>> final_sound("서울"), final_sound("가람"), final_sound("[인물 2]"), final_sound("KBS")
    ('ㄹ', 'consonant', 'vowel', 'vowel')
    """
    word = _CLOSING.sub("", word)
    if not word:
        return "vowel"
    last = _reading(word)[-1]
    if not "가" <= last <= "힣":
        return "vowel"
    final = (ord(last) - ord("가")) % _FINALS
    return "vowel" if final == 0 else "ㄹ" if final == _RIEUL else "consonant"


def fit_particle(particle: str, word: str) -> str:
    """Return the form of a particle that follows a word; what does not change with the sound stays.

    >>> fit_particle("은", "인물 2"), fit_particle("로", "인물 3"), fit_particle("으로", "서울")
    ('는', '으로', '로')
    """
    forms = _forms().other.get(particle)
    if forms is None:
        return particle
    sound = final_sound(word)
    after_vowel = sound == "vowel" or (sound == "ㄹ" and forms[0].startswith("으로"))
    return forms[1] if after_vowel else forms[0]


def particle_at(text: str, at: int) -> str:
    """Return the alternating particle that begins at `at` and ends its word, "" where there is none.

    >>> particle_at("가람은 갔다.", 2), particle_at("가람에서", 2)
    ('은', '')
    """
    match = _forms().alternating.match(text, at)
    return match[0] if match else ""


def word_ends(text: str, word: str, end: int) -> bool:
    """Tell whether `word`, which ends at `end`, is a whole word there: a particle, a copula or nothing follows it.

    The particle must be the one its last sound asks for: 가나은행 is no 가나.

    >>> word_ends("한빛은 갔다.", "한빛", 2), word_ends("한빛은행은", "한빛", 2), word_ends("하나은", "하나", 2)
    (True, False, False)
    """
    if not text[end : end + 1].isalnum():
        return True
    return _forms().after[final_sound(word)].match(text, end) is not None


def _reading(word: str) -> str:
    """Return a word whose end is spelled in Hangul: A4 ends in 사, 100 in 백, KBS in 에스."""
    readings = read_toml(RULES)["readings"]
    last = word[-1]
    if "0" <= last <= "9":
        match = _NUMBER_END.search(word)
        if match is None or not match["zeros"]:
            return str(readings["digits"][int(last)])
        powers = readings["powers"]
        return str(powers[min(len(match["zeros"]), len(powers) - 1)])
    if last.isascii() and last.isalpha():
        return str(readings["letters"][ord(last.lower()) - ord("a")])
    return word


@cache
def _forms() -> _Forms:
    data = read_toml(RULES)
    pairs = [(consonant, vowel) for consonant, vowel in data["alternating"]["pairs"]]
    constant = [*data["constant"]["particles"], *data["copula"]["forms"]]
    suffixes = "|".join(data["suffixes"]["forms"])
    # After a suffix the particle goes with the sound of the suffix, which is not looked at.
    everything = _any([*constant, *(form for pair in pairs for form in pair)])
    after: dict[Sound, regex.Pattern[str]] = {}
    sounds: tuple[Sound, ...] = ("consonant", "ㄹ", "vowel")
    for sound in sounds:
        own = [pair[1] if sound == "vowel" else pair[0] for pair in pairs]
        if sound == "ㄹ":
            own += [pair[1] for pair in pairs if pair[0].startswith("으로")]
        ending = _any([*constant, *own])
        after[sound] = regex.compile(rf"(?:(?:{suffixes}){{1,2}}(?:{everything})?|{ending})(?![가-힣])")
    other = {form: pair for pair in pairs for form in pair}
    alternating = _any(list(other))
    return _Forms(other, regex.compile(rf"(?:{alternating})(?![가-힣])"), after)


def _any(forms: list[str]) -> str:
    return "(?:" + "|".join(sorted(forms, key=len, reverse=True)) + ")"
