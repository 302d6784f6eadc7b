"""Labels of those who speak: `[인터뷰] 김가온/나래시 정수과장`, `[상인/김가온 : “…”]`, `이도담(농민) : “…”`.

A label gives the name on one side of a slash, a bar or a parenthesis and who that is on the other, in any order.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from korex.discourse.affiliation import organization_among
from korex.discourse.introductions import Introduction
from korex.discourse.name_words import could_be_name
from korex.discourse.titles import Title, is_title
from korex.entities.lexicons import lexicon_classes
from korex.language.spans import trimmed
from korex.matching.files import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from korex.discourse.names import Names
    from korex.language.analysis import Span

_NO_NAME = frozenset({"title", "occupation", "weak_title", "country", "city", "region", "korean_region", "name_cue"})
_QUARTERS = ("동", "읍", "면", "리", "마을", "아파트")
_LONGEST_ROLE = 8  # words
_MARKS = r"“\"‘'「"


class Label(NamedTuple):
    """A name `[start, end)` and who that is `[role_start, role_end)`, right before the words at `quote`."""

    name: str
    start: int
    end: int
    role: str
    role_start: int
    role_end: int
    quote: int


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Return a line, or the beginning of one, that only says who speaks, up to the mark that opens the words."""
    kinds = "|".join(map(re.escape, read_toml("discourse/quotation.toml")["labels"]["kinds"]))
    open_, close = r"[\[<〈◀【(▲◇◆■□▶·\-]", r"[\]>〉▶】)]"
    return re.compile(
        rf"(?m)^[ \t]*(?:{open_}\s?(?:{kinds})\s?\d?\s?{close}[ \t]*|(?:{kinds})\s?\d?\s?[:：]?[ \t]+)?"
        rf"(?:{open_}{{1,2}}\s?)?"
        r"(?P<first>[가-힣A-Za-z][가-힣A-Za-z0-9·\- ]{0,30}?)\s?"
        r"(?:[/|]\s?(?P<second>[가-힣A-Za-z0-9][가-힣A-Za-z0-9·\-, ]{0,40}?)"
        r"|\((?P<inside>[가-힣A-Za-z0-9·\-, /]{1,40})\))"
        rf"(?:\s?{close}(?=[ \t]*[:：\n])|\s?{close}[ \t]*(?=[{_MARKS}])|(?=[ \t]*[:：])|(?=[ \t]*\n[ \t]*[{_MARKS}]))"
        rf"[ \t]*(?:[:：][ \t]*)?\n?[ \t]*(?=[{_MARKS}])"
    )


@lru_cache(maxsize=1)
def _bracketed() -> regex.Pattern[str]:
    """Return a line of a broadcast whose bracket holds label and words: `[김가온 / 나래호 기관장 : 안 보였어요.]`."""
    return regex.compile(
        r"(?m)^[ \t]{0,4}\[(?P<who>[가-힣A-Za-z][^\[\]\n:：]{1,50}?)[ \t]?[:：][ \t]?"
        r"(?P<words>[^\[\]\n]{4,600}?[.?!…~])[ \t]?\](?=[ \t]*(?:\n|$))"
    )


def bracketed_words(text: str, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Return where the words of somebody stand that share a bracket with their label.

    >>> from korex.language.analysis import Span
    >>> text = "[김가온 / 나래호 기관장 : 앞도 안 보였어요.]"
    >>> [text[start:end] for start, end in bracketed_words(text, [Span(0, len(text))])]
    ['앞도 안 보였어요.']
    """
    if " : " not in text and ": " not in text:
        return []
    found = (match for span in spans for match in _bracketed().finditer(text, span.start, span.end))
    return [match.span("words") for match in found]


def find_labels(text: str, spans: Iterable[Span]) -> list[Label]:
    """Return the labels with a name inside `spans`, in order.

    >>> from korex.language.analysis import Span
    >>> text = '[인터뷰] 김가온/나래시 정수과장\\n“물을 흘려보내 주십시오.”'
    >>> [(label.name, label.role) for label in find_labels(text, [Span(0, len(text))])]
    [('김가온', '나래시 정수과장')]
    """
    found: list[Label] = []
    for span in spans:
        if not _has_mark(text, span):
            continue
        for line in _bracketed().finditer(text, span.start, span.end):
            first, bar, _ = line["who"].partition("/")
            middle = line.start("who") + len(first)
            sides = trimmed(text, line.start("who"), middle), trimmed(text, middle + len(bar), line.end("who"))
            for (start, end), (role_start, role_end) in (sides, sides[::-1]):
                if bar and _is_name(text[start:end]):
                    role = text[role_start:role_end]
                    found.append(Label(text[start:end], start, end, role, role_start, role_end, line.start("words")))
                    break
        for match in _pattern().finditer(text, span.start, span.end):
            second = "second" if match["second"] is not None else "inside"
            for name, role in (("first", second), (second, "first")):
                if _is_name(match[name]):
                    found.append(Label(match[name], *match.span(name), match[role], *match.span(role), match.end()))
                    break
    return found


@lru_cache(maxsize=1)
def _unnamed() -> re.Pattern[str]:
    """Return a line that says who speaks without a name: `◀ 녹취 ▶ 주민(음성변조)`."""
    kinds = "|".join(map(re.escape, read_toml("discourse/quotation.toml")["labels"]["kinds"]))
    hidden = "|".join(read_toml("discourse/quotation.toml")["labels"]["hidden"])
    who = r"(?P<who>[가-힣A-Za-z][가-힣A-Za-z0-9 ]{0,25}?)"
    return re.compile(
        rf"(?m)^[ \t]{{0,4}}(?:(?P<kind>[\[<〈◀【(]\s?(?:{kinds})\s?\d?\s?[\]>〉▶】)])[ \t]{{0,3}})?{who}"
        rf"(?P<hidden>\s?[(/|]\s?(?:{hidden})\s?\)?)?[ \t]{{0,3}}[:：]?[ \t]{{0,3}}\n?[ \t]{{0,4}}(?=[{_MARKS}])"
    )


def find_unnamed(text: str, spans: Iterable[Span]) -> dict[int, str]:
    """Return what the labels without a name call those who speak, by where their words begin.

    >>> from korex.language.analysis import Span
    >>> text = '◀ 녹취 ▶ 낚시객(음성변조)\\n“작년에도 잤어요.”'
    >>> find_unnamed(text, [Span(0, len(text))])
    {17: '낚시객'}
    """
    spans = list(spans)
    shared = (match for span in spans for match in _bracketed().finditer(text, span.start, span.end))
    found = {match.start("words"): match["who"].strip() for match in shared}
    return found | {
        match.end(): match["who"]
        for span in spans
        for match in _unnamed().finditer(text, span.start, span.end)
        if match["kind"] or match["hidden"]
    }


def introduction_of(label: Label, names: Names) -> Introduction:
    """Return what a label says of its person: the title its role ends in, and the organization before that."""
    introduction = Introduction(label.name, label.start, label.end, read_until=max(label.end, label.role_end))
    first = names.index.get(label.role_start)
    if first is None:
        return introduction
    words = [word for word in names.words[first : first + _LONGEST_ROLE] if word.end <= label.role_end]
    if not words or (title := names.title_in(words[-1])) != words[-1].text:
        return introduction
    *employer, last = words
    introduction.titles.append(Title(title, last.start, last.end))
    # 반곡동 통장 heads no organization that a text would name.
    if employer and not employer[-1].text.endswith(_QUARTERS):
        introduction.organization = organization_among(names, employer)
    return introduction


def _has_mark(text: str, span: Span) -> bool:
    return any(text.find(mark, span.start, span.end) >= 0 for mark in ("/", "|", ":", "：", ")\n", ") “", ') "'))


def _is_name(text: str) -> bool:
    """Whether one side of a label is a name: what else it says is no position or place of the lexicons."""
    if is_title(text) or not _NO_NAME.isdisjoint(lexicon_classes(text)):
        return False
    return 2 <= len(text) <= 4 and could_be_name(text)
