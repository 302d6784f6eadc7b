"""Stretches of text between quotation marks, whoever may have said them.

Every mark in use: ``“ ” " ‘ ’ ' 「 」 『 』 < > 〈 〉 《 》``; nested, closed with
another mark of the same kind, or never closed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from korex.language.analysis import Span

MarkKind = Literal["DOUBLE", "SINGLE", "CORNER", "ANGLE"]


class Stretch(NamedTuple):
    """Text between two marks: `[start, end)` without them, `[outer_start, outer_end)` with them.

    A stretch whose closing mark is missing has ``outer_end == end``. `depth` counts the stretches around it.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    kind: MarkKind
    depth: int


# A mark to the kind it belongs to and what it can do there.
_OPENS: dict[str, MarkKind] = {
    "“": "DOUBLE", '"': "DOUBLE", "„": "DOUBLE", "〝": "DOUBLE", "‘": "SINGLE", "'": "SINGLE", "`": "SINGLE",
    "「": "CORNER", "『": "CORNER", "<": "ANGLE", "〈": "ANGLE", "《": "ANGLE",
}  # fmt: skip
_CLOSES: dict[str, MarkKind] = {
    "”": "DOUBLE", '"': "DOUBLE", "〞": "DOUBLE", "‟": "DOUBLE", "’": "SINGLE", "'": "SINGLE",
    "」": "CORNER", "』": "CORNER", ">": "ANGLE", "〉": "ANGLE", "》": "ANGLE",
}  # fmt: skip
_MARK = re.compile(r"""[“”"„‟〝〞‘’'`「」『』<>〈〉《》]|\n""")

# What stands in for a quotation mark: a year ('25.10.24., ’24년), an apostrophe (don't), feet and inches (27").
_YEAR = re.compile(r"['’‘`]\d{2}(?:\.\s?\d|\s?(?:년|학년도|시즌)|\s*[~∼-])")
# Where the words of a quotation that is never closed end: before the quotative particle of `…한다고 말했다`.
_QUOTATIVE = re.compile(r"(?<=[다라자냐까요죠오])(?=(?:이라|라)?(?:고|며|면서)[\s,])")
_QUOTATIVE_AFTER = re.compile(r"(?:이?라)?(?:고|며|면서)[\s,]")
_SENTENCE_END = re.compile(r"[.?!…](?=\s|$)")
_LONGEST_UNCLOSED = 300


def find_stretches(text: str, spans: Iterable[Span]) -> list[Stretch]:
    """Return the stretches between marks inside `spans`, in the order in which they begin.

    >>> text = '그는 “‘길’을 내자"고 했다.'
    >>> [text[s.start:s.end] for s in find_stretches(text, [(0, 16)])]
    ['‘길’을 내자', '길']
    """
    found: list[Stretch] = []
    for start, end in spans:
        _scan(text, start, end, found)
    return sorted(found)


def _scan(text: str, start: int, end: int, found: list[Stretch]) -> None:
    """Pair the marks of one section with a stack of those still open."""
    open_marks: list[tuple[int, MarkKind]] = []
    broken = start  # where the last line began

    def close(level: int, at: int, width: int) -> None:
        """Close the mark at `level` of the stack; whatever was opened inside it and never closed is no mark."""
        opened, kind = open_marks[level]
        if text[opened + 1 : at].strip():
            found.append(Stretch(opened + 1, at, opened, at + width, kind, level))
        del open_marks[level:]

    def give_up(level: int, limit: int) -> None:
        """A mark never closed: a double one still opens a quotation, any other is dropped."""
        opened, kind = open_marks[level]
        if kind == "DOUBLE" and level == 0:
            at = _unclosed_end(text, opened + 1, limit)
            if text[opened + 1 : at].strip():
                found.append(Stretch(opened + 1, at, opened, at, kind, 0))
        del open_marks[level:]

    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if mark == "\n":
            broken = at + 1
            # Only double marks and corners go on over lines.
            while open_marks and open_marks[-1][1] in ("SINGLE", "ANGLE"):
                open_marks.pop()
            continue
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        level = _level_of(open_marks, _CLOSES.get(mark))
        if _stands_for_something_else(text, at, mark, before, after) and (mark != '"' or level is None):
            continue
        opens = mark in _OPENS
        if level is not None and not (opens and _begins(mark, before, after, open_marks, level, broken)):
            close(level, at, 1)
            continue
        if level is not None and opens:
            give_up(level, broken - 1 if open_marks[level][0] < broken else at)
        if opens:
            kind = _OPENS[mark]
            if (same := _level_of(open_marks, kind)) is not None:
                # “ while “ is open: typed for ” where it clings to the word before, else the first was never closed.
                if not before.isspace() and (after.isspace() or "가" <= after <= "힣") and kind == "DOUBLE":
                    close(same, at, 1)
                    continue
                give_up(same, broken - 1 if open_marks[same][0] < broken else at)
            if kind != "ANGLE" or _closes_soon(text, at, mark):
                open_marks.append((at, kind))
        elif (
            mark == "’"
            and (level := _level_of(open_marks, "DOUBLE")) is not None
            and _QUOTATIVE_AFTER.match(text, at + 1)
        ):
            close(level, at, 1)  # “ … ’
    while open_marks:
        opened = open_marks[0][0]
        line_end = text.find("\n", opened, end)
        give_up(0, end if line_end < 0 else line_end)


def _level_of(open_marks: list[tuple[int, MarkKind]], kind: MarkKind | None) -> int | None:
    for level in range(len(open_marks) - 1, -1, -1):
        if open_marks[level][1] == kind:
            return level
    return None


def _begins(
    mark: str, before: str, after: str, open_marks: list[tuple[int, MarkKind]], level: int, broken: int
) -> bool:
    """Whether a straight mark opens although one of its kind is open: at the start of a later line."""
    return mark in "\"'" and open_marks[level][0] < broken and before.isspace() and not after.isspace()


def _stands_for_something_else(text: str, at: int, mark: str, before: str, after: str) -> bool:
    if mark in "'’‘`":
        if before.isascii() and before.isalpha() and after.isascii() and after.isalpha():
            return True
        return (before.isspace() or before in "(~∼-·,") and _YEAR.match(text, at) is not None
    if mark == '"':
        return before.isdigit() and (after.isspace() or after in ",)×x")
    return mark in "<>" and (after == mark or before == mark or (mark == "<" and before.isalnum()))


_ANGLES = {"<": ">", "〈": "〉", "《": "》"}


def _closes_soon(text: str, at: int, mark: str) -> bool:
    """An angle opens only where its partner follows on the same line: `3<5` opens nothing."""
    return text.find(_ANGLES[mark], at, at + 80) >= 0


def _unclosed_end(text: str, start: int, limit: int) -> int:
    """Return where the words of a quotation without a closing mark end: it never swallows a long one-line page."""
    limit = max(start, limit)
    if match := _QUOTATIVE.search(text, start, min(limit, start + _LONGEST_UNCLOSED)):
        return match.start()
    if limit - start > _LONGEST_UNCLOSED and (match := _SENTENCE_END.search(text, start, limit)):
        return match.end()
    return start + len(text[start:limit].rstrip())
