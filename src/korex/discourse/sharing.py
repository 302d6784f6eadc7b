"""Names that share one title: 공동대표 석보람·천우진, ▷ 상무 석보람 천우진."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from korex.discourse.introductions import Introduction
from korex.discourse.name_words import names_in
from korex.entities.lexicons import looks_like_korean_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from korex.discourse.names import Name, Names

# a post of a list of appointments begins: ▷ 한빛전자 상무
_POST = regex.compile(r"(?r)[△▲▷▶]\s?[\p{Hangul} ]{0,20}$")
_LONGEST_POST = 24
_MOST = 20


def sharing(introduction: Introduction, position: int, names: Names) -> list[Introduction]:
    """Return an introduction, whose name begins with the word at `position`, with those that share its title."""
    found = [introduction]
    titles, organization = introduction.titles, introduction.organization
    before = [title for title in titles if title.end <= introduction.start]
    after = [title for title in titles if title.start >= introduction.end]
    at = position - 1
    while after and at > 0 and (name := _joined(names, at, at - 1)):
        found.insert(0, Introduction(*name[:3], list(after), organization, read_until=name.end))
        at -= 2
    at = names.position_after(introduction.read_until, position)
    if not before or after:
        return found
    while at + 1 < len(names.words) and (name := _joined(names, at, at + 1)):
        found.append(Introduction(*name[:3], list(before), organization, read_until=name.end))
        at += 2
    first = before[0].start
    if len(found) == 1 and _POST.search(names.text, max(0, first - _LONGEST_POST), first):
        found += _listed(introduction, at, names)
    return found


def _joined(names: Names, mark: int, position: int) -> Name | None:
    """Return the full name at a word if nothing but a middle dot joins it to another one."""
    dot, word = names.words[mark], names.words[position]
    if dot.text not in ("·", "ㆍ") or (dot.end != word.start and word.end != dot.start):
        return None
    long = (name for name in names.names_at(position) if len(name.text) > 2)
    return next((name for name in long if not name.is_plain_word), None)


def _listed(first: Introduction, position: int, names: Names) -> Iterator[Introduction]:
    """Yield the names after the first that share its post, with nothing but blanks between them."""
    end = first.read_until
    for word in names.words[position : position + _MOST]:
        whole = len(word.text) > 2 and word.text in names_in(word.text) and looks_like_korean_name(word.text)
        if not whole or names.text[end : word.start] != " " or names.title_in(word):
            return
        yield Introduction(word.text, word.start, word.end, list(first.titles), first.organization, read_until=word.end)
        end = word.end
