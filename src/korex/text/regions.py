"""Which blocks of a page are its story: the run of blocks with the most prose and the least furniture.

The maximum-subsequence segmentation of Pasternack and Roth (2009), with sentences that end as Korean sentences do
in the place of their word features.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from korex.matching.files import read_toml
from korex.text.blocks import signs_off

if TYPE_CHECKING:
    from korex.text.blocks import Block

_MOST, _PLAIN, _CAPTION, _FURNITURE, _LABEL, _STOP = 60.0, -0.5, -2.0, -8.0, 0.5, -1e9
_LONGEST_HEADLINE = 80
_LONGEST_SIGNATURE = 30
_DASHES = frozenset("-–—―")


class RegionFinder:
    """Finds the story among the blocks of a page."""

    def __init__(self) -> None:
        shapes = read_toml("page/blocks.toml")["shape"]
        self._keyed = re.compile(shapes["keyed"])
        self._day = re.compile(shapes["day"])
        self._stage = re.compile(shapes["stage"])
        self._opening = re.compile(shapes["opening"])
        self._posts = re.compile(shapes["posts"])
        self._contact = re.compile(shapes["contact"])
        self._inquiry = re.compile(shapes["inquiry"])
        self._sender = re.compile(shapes["sender"])
        self._greeting = re.compile(shapes["greeting"])

    def find(self, text: str, blocks: list[Block]) -> range | None:
        """Return the indices of the story's blocks, None where there is no story."""
        weights = [self._weight(block) for block in blocks]
        for index in self._headlines(text, blocks, weights):
            weights[index] = _PLAIN
        if not any(weight > _LABEL for weight in weights):  # a list without sentences, such as appointments
            weights = [
                1.0 if block.item and not block.mark else weight for block, weight in zip(blocks, weights, strict=True)
            ]
        over = self._signed_off(text, blocks)
        best = _heaviest_run(weights[:over])
        return self._extended(text, blocks, best, over) if best else None

    def _signed_off(self, text: str, blocks: list[Block]) -> int:
        """Return the number of blocks up to the last words of a report on the air, of all where it has none."""
        for index in range(len(blocks) - 1, 0, -1):
            block = blocks[index]
            if block.mark:
                if block.mark.kind == "BODY":
                    break
            elif block.final and signs_off(text, block.start, block.end):
                told = sum(block.prose for block in blocks[: index + 1])
                return index + 1 if told > sum(block.prose for block in blocks[index + 1 :]) else len(blocks)
        return len(blocks)

    def is_day(self, text: str, block: Block) -> bool:
        """Whether the block is nothing but a date."""
        return self._day.match(text, block.start, block.end) is not None

    def _weight(self, block: Block) -> float:
        if block.mark is None:
            return min(block.prose / 10, _MOST) or (0.0 if block.item else _PLAIN)
        if block.mark.kind == "BODY":
            return _LABEL
        if block.mark.stop:
            return _STOP
        return _CAPTION if block.mark.kind == "CAPTION" else _FURNITURE

    def _headlines(self, text: str, blocks: list[Block], weights: list[float]) -> list[int]:
        """Return the first blocks that are headlines though they hold sentences: ``왜 지금 도서관인가?``"""
        own = [index for index, block in enumerate(blocks) if not block.mark]
        count = 0
        while count < len(own) and self._may_be_headline(text, blocks[own[count]], first=count == 0):
            count += 1
        if not 0 < count < len(own):
            return []
        headlines, story = own[:count], own[count:]
        apart = blocks[story[0]].after_blank or story[0] - headlines[-1] > 1
        if apart and sum(weights[index] for index in story) > 3 * sum(max(weights[index], 0) for index in headlines):
            return headlines
        return []

    def _may_be_headline(self, text: str, block: Block, *, first: bool) -> bool:
        return (
            block.end - block.start <= _LONGEST_HEADLINE
            and (not block.final or text[block.end - 1] in ("?!…”\"’'" if first else "”\"’'"))
            and not block.item
            and not self._greeting.match(text, block.start)
        )

    def _extended(self, text: str, blocks: list[Block], run: range, limit: int) -> range:
        """Return the run with the list items, the signature and the stage directions that belong to it."""
        start, stop = run.start, run.stop
        items = {blocks[index].item for index in run} - {""}
        while start > 0 and self._leads_in(text, blocks, start - 1, items):
            start -= 1
        start = _heading_list(blocks, start, items)
        while stop < limit and self._follows(text, blocks, stop):
            stop += 1
        return range(start, stop)

    def _leads_in(self, text: str, blocks: list[Block], index: int, items: set[str]) -> bool:
        block = blocks[index]
        if block.mark:
            return block.mark.kind == "BODY"
        if block.item == "number" or self._greeting.match(text, block.start, block.end):
            return True
        if block.item and self._posts.match(text, block.start, block.end):
            return True
        if block.item in items and (not blocks[index + 1].after_blank or block.item not in _DASHES):
            return True  # a heading like those further down; a dash away from its text is a subtitle's
        shape = self._keyed if block.item else self._opening
        return shape.match(text, block.start, block.end) is not None

    def _follows(self, text: str, blocks: list[Block], index: int) -> bool:
        block, before = blocks[index], blocks[index - 1]
        if block.mark:
            return False
        if block.item == "number" or text[block.end - 1] == "." or self.is_day(text, block):
            return True
        if self._inquiry.match(text, block.start, block.end):
            return True
        if self._contact.search(text, block.start, block.end) and block.after_blank:
            return False
        if index == len(blocks) - 1 and self._sender.match(text, block.start, block.end):
            return True
        if block.item:
            return not block.after_blank or block.item == before.item
        if self._stage.match(text, block.start, block.end):
            return True
        if self.is_day(text, before):  # who signs under the day
            return block.end - block.start <= _LONGEST_SIGNATURE
        return bool(before.item) and not block.after_blank


def _heading_list(blocks: list[Block], start: int, items: set[str]) -> int:
    """Return where the items before a story begin that a heading like those of the story leads: ■ 인사, ◇ 나래시 …"""
    first = start
    while start > 0 and not blocks[start - 1].mark and blocks[start - 1].item and blocks[start - 1].item not in _DASHES:
        start -= 1
        if blocks[start].item in items or blocks[start].item == "heading":
            first = start
    return first


def _heaviest_run(weights: list[float]) -> range | None:
    """Return the run of indices with the largest sum (Kadane's algorithm), None if no sum is positive."""
    best: range | None = None
    best_sum, total, first = 0.0, 0.0, 0
    for index, weight in enumerate(weights):
        if total <= 0:
            total, first = 0.0, index
        total += weight
        if total > best_sum:
            best, best_sum = range(first, index + 1), total
    return best
