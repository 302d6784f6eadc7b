"""What korex knows of one document on its way through the pipeline.

A Doc carries one `Analysis` as ``doc._.korex``. The tokenizer makes it, each component reads what stands before it
and adds its own part, `korex.results` turns the whole into an `Extraction`. All offsets in here are those of the
normalized text, `Analysis.text`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from korex.schema import (
    Contact,
    Directive,
    DirectiveKind,
    Event,
    EventKind,
    Label,
    Person,
    Quantity,
    Quote,
    Reporter,
    Section,
    TemporalExpression,
)
from korex.text.normalization import NormalizedText

if TYPE_CHECKING:
    from spacy.tokens import Doc

CONTENT_SECTIONS = frozenset({"TITLE", "SUBTITLE", "BODY"})
# The priority of the user's words among candidates: above that of any rule, those of the user's own too.
OWN_WORD = 10_000
OWN_RULE = 9_000  # added to the priority of a user's rule


class Span(NamedTuple):
    """Half-open offsets `[start, end)` in the normalized text."""

    start: int
    end: int


class Candidate(NamedTuple):
    """An entity that a rule or the tagger proposes; `korex.entities.overlaps` decides which ones stay.

    `priority` is the rule's own (higher wins), `source` its stable id.
    """

    start: int
    end: int
    label: Label
    source: str
    priority: int = 50


class OwnEntity(NamedTuple):
    """An entity by a word or a rule of the user; nothing that overlaps it stays."""

    start: int
    end: int
    label: Label
    source: str
    kind: EventKind | None = None
    priority: int = OWN_WORD


class Stop(NamedTuple):
    """A place `[start, end)` where the user wants no entity, or none with this label."""

    start: int
    end: int
    label: Label | None = None


class OwnVerb(NamedTuple):
    """A predicate of asking that the user adds: its noun or stem, the kind of its directives."""

    word: str
    kind: DirectiveKind


class PersonMention(NamedTuple):
    """A mention `[start, end)` of the person at this index of `Analysis.people`."""

    start: int
    end: int
    person: int


@dataclass(slots=True)
class Morphemes:
    """The morphemes of a text as parallel lists: the i-th has `forms[i]`, `tags[i]`, `starts[i]`, `ends[i]`.

    Tags are Kiwi's (Sejong), without the regularity suffix (`VV-R` is `VV`). Morphemes of one contracted syllable
    overlap (하 and 었 in 했); `tokens[i]` is the index of the Doc token that holds morpheme i; it is
    empty where the Doc has no tokens.
    """

    forms: list[str]
    tags: list[str]
    starts: list[int]
    ends: list[int]
    tokens: list[int]

    def __len__(self) -> int:
        return len(self.forms)

    def first_at(self, offset: int) -> int:
        """Return the index of the first morpheme that starts at `offset` or later."""
        return bisect_left(self.starts, offset)

    def range(self, start: int, end: int) -> range:
        """Return the indices of the morphemes that start inside `[start, end)`."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def at(self, offset: int) -> int:
        """Return the index of the last morpheme that starts at `offset` or before, -1 if none."""
        return bisect_right(self.starts, offset) - 1


@dataclass(slots=True)
class Analysis:
    """One document: its text, its morphemes, and what each layer has found so far.

    `sentences` are those of the BODY sections, `title_sentences` those of TITLE and SUBTITLE. `reporter_span` is the
    reporter's name in the byline; `outlet` is who publishes the page (`세종일보` in `저작권자 © 세종일보`).
    """

    normalized: NormalizedText
    morphemes: Morphemes
    token_starts: list[int]
    token_ends: list[int]
    reference: date | datetime | None = None
    # what the user knows
    own: list[OwnEntity] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    verbs: list[OwnVerb] = field(default_factory=list)
    refused: list[Candidate] = field(default_factory=list)  # what was found where the user knows better
    # page layer
    sections: list[Section] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    title_sentences: list[Span] = field(default_factory=list)
    reporter: Reporter | None = None
    reporter_span: Span | None = None
    outlet: str | None = None
    outlet_span: Span | None = None
    # entity layer
    candidates: list[Candidate] = field(default_factory=list)
    entities: list[Candidate] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    dates: list[TemporalExpression] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    # discourse layer
    people: list[Person] = field(default_factory=list)
    mentions: list[PersonMention] = field(default_factory=list)  # of all people, in text order
    quotes: list[Quote] = field(default_factory=list)
    indirect_quotes: list[Quote] = field(default_factory=list)  # only where they are asked for
    directives: list[Directive] = field(default_factory=list)

    def start_over(self) -> None:
        """Forget what components have found, as where a pipeline reads a Doc again; the text is one BODY then.

        `entities` stay until others take their place: by them korex knows its own among ``doc.ents``.
        """
        self.sections = [Section("BODY", 0, len(self.text))] if self.text.strip() else []
        self.sentences, self.title_sentences = [], []
        self.reporter = self.reporter_span = self.outlet = self.outlet_span = None
        self.candidates, self.contacts, self.quantities, self.dates, self.events = [], [], [], [], []
        self.people, self.mentions, self.quotes, self.indirect_quotes, self.directives = [], [], [], [], []

    @property
    def text(self) -> str:
        """The normalized text, which all offsets in here speak of."""
        return self.normalized.text

    def content_spans(self) -> list[Span]:
        """Return the sections that tell the story (TITLE, SUBTITLE, BODY), in order."""
        return [Span(s.start, s.end) for s in self.sections if s.kind in CONTENT_SECTIONS]


# Where spaCy keeps `doc._.korex`: every component asks for it, and the way by `doc._` takes ten times as long.
_KEPT: Any = ("._.", "korex", None, None)


def analysis_of(doc: Doc) -> Analysis:
    """Return the analysis a Doc carries; raises `InputError` for a Doc from another tokenizer."""
    analysis = doc.user_data.get(_KEPT)
    if isinstance(analysis, Analysis):
        return analysis
    analysis = doc._.korex if doc.has_extension("korex") else None
    if isinstance(analysis, Analysis):
        return analysis
    from korex.errors import InputError

    raise InputError(
        "this Doc carries no korex analysis: make it with the pipeline from korex.load(), or with "
        'spacy.blank("ko", config={"nlp": {"tokenizer": {"@tokenizers": "korex.KiwiTokenizer.v1"}}})'
    )
