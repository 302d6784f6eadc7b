"""The blocks of a page: its lines, cut again where furniture such as a byline or a copyright notice stands in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, cast

import regex

from korex.language.analysis import Analysis, Morphemes
from korex.language.lines import logical_lines
from korex.language.spans import trimmed
from korex.matching.files import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from korex.matching.rules import Match
    from korex.schema import SectionKind

# Tags before a full stop that make it the end of a sentence: ending, nominal ending, 요, closing mark.
_BEFORE_STOP = frozenset(("EF", "ETN", "JX", "SSC", "NNB"))
_LONGEST_CAPTION = 200
_CROWDED = 3  # sentences of a line that may be several lines in one
_LAST_FEW = 12  # sentences at the end of such a line among which a report on the air may end
_SIGN_OFF = 40


@dataclass(slots=True)
class Mark:
    """A piece of furniture: where it is, what it is, and what it says of the blocks around it.

    The story does not go on past a `stop`; what follows one that `leads` is of that kind; an `author` signs a column.
    """

    start: int
    end: int
    kind: SectionKind
    stop: bool = False
    leads: SectionKind | None = None
    author: bool = False


@dataclass(slots=True)
class Block:
    """A line, or the piece of one between marks, with what tells whether it belongs to the story.

    `prose` counts the characters of its complete sentences, `item` is how it begins as a list item.
    """

    start: int
    end: int
    mark: Mark | None = None
    prose: int = 0
    sentences: int = 0
    final: bool = False
    after_blank: bool = False
    item: str = ""


class BlockCutter:
    """Cuts a page into blocks; `korex/rules/page/blocks.toml` holds the shapes of lines."""

    def __init__(self) -> None:
        shapes = read_toml("page/blocks.toml")["shape"]
        self._number = re.compile(shapes["number"])
        self._bullet = re.compile(shapes["bullet"])
        self._item = re.compile(f"{shapes['number']}|{shapes['bullet']}|{shapes['keyed']}")
        self._heading = re.compile(shapes["heading"])
        self._scene = re.compile(shapes["scene"])
        self._trailer = re.compile(shapes["trailer"])
        self._inline_bullet = regex.compile(shapes["inline_bullet"])

    def cut(self, analysis: Analysis, marks: list[Mark]) -> list[Block]:
        """Return the blocks of a text in order; between two of them there are only blanks."""
        text, morphemes = analysis.text, analysis.morphemes
        finals = sentence_finals(morphemes)
        blocks: list[Block] = []
        at = 0
        for mark in (*marks, None):
            until = mark.start if mark else len(text)
            for line in logical_lines(text, morphemes, at, until, self._item):
                blocks += self._blocks(text, finals, line.start, line.end)
            if mark:
                if mark.kind == "CAPTION" and blocks:
                    self._take_caption(text, finals, mark, blocks)
                blocks.append(Block(mark.start, mark.end, mark))
                at = mark.end
        for before, block in pairwise(blocks):
            block.after_blank = text.count("\n", before.end, block.start) > 1
        return blocks

    def _blocks(self, text: str, finals: list[int], start: int, end: int) -> list[Block]:
        """Return a line as one block, or cut: before its first bullet, after a sign-off, after its last sentence."""
        block = self._block(text, finals, start, end)
        if block.sentences < _CROWDED:
            return [block]
        cuts = [found.start() for found in self._inline_bullet.finditer(text, start, end)]
        cuts = cuts[:1] if len(cuts) > 1 and cuts[0] <= finals[bisect_right(finals, start)] else []
        cuts += self._sign_offs(text, finals, start, end)
        last = start + block.prose
        if last not in cuts and not block.final and self._trailer.search(text, last, end):
            cuts.append(last)
        if not cuts:
            return [block]
        pieces = pairwise([start, *cuts, end])
        return [self._block(text, finals, *trimmed(text, *piece)) for piece in pieces]

    def _sign_offs(self, text: str, finals: list[int], start: int, end: int) -> list[int]:
        """Return where a line goes on after a reporter has signed off."""
        beyond = bisect_left(finals, end)
        few = finals[max(bisect_right(finals, start), beyond - _LAST_FEW) : beyond]
        return [at for at in few if text.endswith("니다.", start, at) and signs_off(text, start, at)]

    def _block(self, text: str, finals: list[int], start: int, end: int) -> Block:
        first, beyond = bisect_right(finals, start), bisect_right(finals, end)
        block = Block(start, end)
        if beyond > first:
            block.prose = finals[beyond - 1] - start
            block.sentences = beyond - first
            block.final = not text[finals[beyond - 1] : end].strip(" \t”\"’'」』)]》〉")
        if self._number.match(text, start, end):
            block.item = "number"
        elif self._bullet.match(text, start, end):
            block.item = text[start]
        elif self._heading.match(text, start, end):
            block.item = "heading"
        return block

    def _take_caption(self, text: str, finals: list[int], mark: Mark, blocks: list[Block]) -> None:
        """Give a caption's mark the words before it on its line: all of a short line, else the sentence of a scene."""
        block = blocks[-1]
        if block.mark or "\n" in text[block.end : mark.start]:
            return
        line_end = text.find("\n", mark.end)
        whole = not text[mark.end : line_end if line_end >= 0 else len(text)].strip()
        before = bisect_left(finals, block.end - 2)
        start = max(block.start, finals[before - 1] if before else 0)
        start += len(text[start : block.end]) - len(text[start : block.end].lstrip(" \t”\"’'"))
        if whole and block.sentences <= 2 and block.end - block.start <= _LONGEST_CAPTION:
            start = block.start
        elif block.end - start > _LONGEST_CAPTION or (
            self._block(text, finals, start, block.end).final and not self._scene.search(text, start, block.end)
        ):
            return
        mark.start = start
        blocks.pop()
        if start > block.start:
            end = block.start + len(text[block.start : start].rstrip())
            blocks.append(self._block(text, finals, block.start, end))


def signs_off(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` ends as a report on the air does: 뉴스 하람 도하람입니다."""
    return _sign_off().search(text, max(start, end - _SIGN_OFF), end) is not None


@cache
def _sign_off() -> re.Pattern[str]:
    return re.compile(read_toml("page/blocks.toml")["shape"]["sign_off"])


def sentence_finals(morphemes: Morphemes) -> list[int]:
    """Return where the full stops, question and exclamation marks end that close a sentence, in order."""
    tags, ends = morphemes.tags, morphemes.ends
    return [
        ends[index] for index, tag in enumerate(tags) if tag == "SF" and index > 0 and tags[index - 1] in _BEFORE_STOP
    ]


def marks_of(matches: Iterable[Match]) -> list[Mark]:
    """Return furniture that does not overlap, in order: the earlier first, then the longer one."""
    marks: list[Mark] = []
    for match in sorted(matches, key=lambda m: (m.start, -m.end)):
        if not marks or match.start >= marks[-1].end:
            values = match.rule.values
            kind = cast("SectionKind", match.rule.label)
            marks.append(Mark(match.start, match.end, kind, **values))
    return marks
