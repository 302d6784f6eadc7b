"""The parts of a scraped page: headline, caption, dateline, body, byline, copyright, related headlines, clutter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from korex.language.analysis import analysis_of
from korex.matching.rules import RuleMatcher, load_rules
from korex.schema import Section
from korex.text.blocks import BlockCutter, marks_of
from korex.text.bylines import BylineReader
from korex.text.regions import RegionFinder

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from korex.schema import SectionKind
    from korex.text.blocks import Block

_KINDS = frozenset(("CAPTION", "DATELINE", "BODY", "BYLINE", "COPYRIGHT", "RELATED", "CLUTTER"))
# A page without any furniture is one only if a headline stands above a story of some length.
_SHORTEST_STORY = 60
_LONGEST_HEADLINE = 90
_SHORTEST_HEADLINE = 5
_MOST_SUBTITLES = 4


class Sections:
    """Sets `sections`, `reporter` and `outlet`; what is no page stays one BODY. The first component: it starts over."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.matcher = RuleMatcher(load_rules("page/bylines.toml", _KINDS) + load_rules("page/furniture.toml", _KINDS))
        self.cutter = BlockCutter()
        self.finder = RegionFinder()
        self.bylines = BylineReader()

    def __call__(self, doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        analysis.start_over()
        text = analysis.text
        if not analysis.sections:
            return doc
        marks = marks_of(self.matcher.match(doc, analysis))
        blocks = self.cutter.cut(analysis, marks)
        story = self.finder.find(text, blocks)
        if story is not None and self._is_page(text, blocks, story):
            analysis.sections = _covering(text, self._labelled(text, blocks, story))
            self.bylines.read(analysis, [mark for mark in marks if mark.kind == "BYLINE" and not mark.stop])
        elif any(mark.kind == "BODY" for mark in marks):  # a transcript: its last words say who spoke
            self.bylines.read(analysis, [])
        return doc

    def _is_page(self, text: str, blocks: list[Block], story: range) -> bool:
        if any(block.mark and block.mark.kind not in ("BODY", "CAPTION") for block in blocks):
            return True
        if story.start == 0:
            return any(block.mark and block.mark.kind == "CAPTION" for block in blocks)
        headline, body = blocks[: story.start], [blocks[index] for index in story]
        if any(block.end - block.start > _LONGEST_HEADLINE for block in headline if not block.mark):
            return False
        return sum(block.prose for block in body) >= _SHORTEST_STORY or sum(bool(block.item) for block in body) > 1

    def _labelled(self, text: str, blocks: list[Block], story: range) -> list[tuple[SectionKind, int, int]]:
        """Return the kind of each block with its offsets."""
        kinds = [block.mark.kind if block.mark else "BODY" for block in blocks]
        self._label_front(text, blocks, kinds, story.start)
        leads: SectionKind | None = None
        for index in range(story.stop, len(blocks)):
            mark = blocks[index].mark
            if mark is None:
                kinds[index] = leads or ("CLUTTER" if blocks[index].prose else "RELATED")
            elif mark.leads:
                leads = mark.leads
        return [(kind, block.start, block.end) for kind, block in zip(kinds, blocks, strict=True)]

    def _label_front(self, text: str, blocks: list[Block], kinds: list[SectionKind], stop: int) -> None:
        """Label what stands before the story: headline, subtitles, a date, menus."""
        plain = [index for index in range(stop) if not blocks[index].mark]
        headlines = 0
        long_enough = [i for i in plain if blocks[i].end - blocks[i].start >= _SHORTEST_HEADLINE] or plain
        for index in plain:
            block = blocks[index]
            if self.finder.is_day(text, block):
                kinds[index] = "DATELINE"
            elif index not in long_enough or headlines > _MOST_SUBTITLES:
                kinds[index] = "CLUTTER"
            elif headlines and self._names_picture(blocks, index):
                kinds[index] = "CAPTION"
            else:
                kinds[index] = "SUBTITLE" if headlines else "TITLE"
                headlines += 1

    def _names_picture(self, blocks: list[Block], index: int) -> bool:
        """Whether the line right below gives the photograph's credit."""
        below = blocks[index + 1]
        return below.mark is not None and below.mark.kind == "CAPTION" and not below.after_blank


def _covering(text: str, parts: list[tuple[SectionKind, int, int]]) -> list[Section]:
    """Return sections that cover the text in order: neighbours of one kind as one.

    A BODY begins and ends with its first and last word; the blanks around it belong to its neighbours.
    """
    merged: list[tuple[SectionKind, int, int]] = []
    for kind, start, end in parts:
        if merged and merged[-1][0] == kind:
            merged[-1] = (kind, merged[-1][1], end)
        else:
            merged.append((kind, start, end))
    sections: list[Section] = []
    at = 0
    for index, (kind, start, end) in enumerate(merged):
        following = merged[index + 1] if index + 1 < len(merged) else None
        if kind == "BODY":
            if start > at:
                sections.append(Section("CLUTTER", at, start))
        else:
            start = at
            end = following[1] if following else len(text)
        sections.append(Section(kind, start, end))
        at = end
    if at < len(text):
        sections.append(Section("CLUTTER", at, len(text)))
    return sections
