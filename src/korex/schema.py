"""The typed result of an extraction: frozen, slotted dataclasses with an exact JSON round trip.

Every span is half-open, `[start, end)`, in code points of the text as it was given, so that
``text[item.start:item.end] == item.text`` always holds. Field meanings: docs/result.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from korex.items import Item, result_item
from korex.shapes import check, misplaced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from spacy.language import Language
    from spacy.tokens import Doc

    from korex.answers import Summary
    from korex.explanations import Explainable, Explanation
    from korex.queries import Day
    from korex.views.columns import FrameKind
    from korex.views.frames import Frame

SCHEMA_VERSION: Literal["1"] = "1"

SectionKind = Literal["TITLE", "SUBTITLE", "CAPTION", "DATELINE", "BODY", "BYLINE", "COPYRIGHT", "RELATED", "CLUTTER"]
EntityLabel = Literal["PERSON", "TITLE", "ORG", "LOC", "DATE", "TIME", "QUANTITY", "EVENT"]
# An own label, such as PRODUCT, is found by the words and rules of the user alone.
Label: TypeAlias = EntityLabel | str
TemporalType = Literal["DATE", "TIME", "DURATION", "SET"]
TemporalMod = Literal["START", "MID", "END", "APPROX", "BEFORE", "AFTER", "LESS_THAN", "MORE_THAN"]
EventKind = Literal["FESTIVAL", "MEETING", "CEREMONY", "SPORTS", "DISASTER", "ELECTION", "CAMPAIGN", "OTHER"]
QuantityKind = Literal[
    "MONEY", "PERCENT", "AGE", "COUNT", "ORDER", "LENGTH", "AREA", "WEIGHT", "VOLUME", "TEMPERATURE", "SPEED", "OTHER"
]
ContactKind = Literal["EMAIL", "PHONE", "URL"]
DirectiveKind = Literal["ORDER", "REQUEST", "DEMAND", "ADVICE", "OBLIGATION"]


@result_item
@dataclass(frozen=True, slots=True)
class Section(Item):
    """A part of the page; the sections of a text cover it in order."""

    kind: SectionKind
    start: int
    end: int


@result_item
@dataclass(frozen=True, slots=True)
class Sentence(Item):
    """A sentence of the body; a quotation never splits its sentence."""

    start: int
    end: int


@result_item
@dataclass(frozen=True, slots=True)
class Reporter(Item):
    """Who signed the article."""

    name: str | None
    email: str | None


@result_item
@dataclass(frozen=True, slots=True)
class Entity(Item):
    """A named entity; `source` is the id of the rule or model that found it.

    `label` is one of `EntityLabel`, or a label of your own that your words or rules gave it.
    """

    label: Label
    text: str
    start: int
    end: int
    source: str


@result_item
@dataclass(frozen=True, slots=True)
class Mention(Item):
    """A place in the text that speaks of somebody or something."""

    text: str
    start: int
    end: int


@result_item
@dataclass(frozen=True, slots=True)
class Person(Item):
    """One named person with everything the text calls them."""

    name: str
    titles: tuple[str, ...]
    organization: str | None
    mentions: tuple[Mention, ...]


@result_item
@dataclass(frozen=True, slots=True)
class TemporalExpression(Item):
    """A temporal expression with its TIMEX3 value (ISO-TimeML)."""

    text: str
    start: int
    end: int
    type: TemporalType
    value: str
    mod: TemporalMod | None = None
    freq: str | None = None
    interval: tuple[str, str] | None = None


@result_item
@dataclass(frozen=True, slots=True)
class Event(Item):
    """A named event or specific occasion, with the value of its date and the surface of its place."""

    name: str
    start: int
    end: int
    kind: EventKind
    date: str | None
    place: str | None


@result_item
@dataclass(frozen=True, slots=True)
class Quantity(Item):
    """An amount: `12억 3천만원` has value 1230000000 and unit `원`."""

    text: str
    start: int
    end: int
    kind: QuantityKind
    value: int | float
    unit: str | None


@result_item
@dataclass(frozen=True, slots=True)
class Contact(Item):
    """An e-mail address, a telephone number or a URL."""

    kind: ContactKind
    text: str
    start: int
    end: int


@result_item
@dataclass(frozen=True, slots=True)
class Quote(Item):
    """What somebody said; `direct` is false for reported speech."""

    text: str
    start: int
    end: int
    speaker: str | None
    direct: bool


@result_item
@dataclass(frozen=True, slots=True)
class Directive(Item):
    """One act of getting someone to do, or not to do, something. `start` and `end` are those of its sentence."""

    start: int
    end: int
    text: str
    kind: DirectiveKind
    negative: bool
    predicate: Mention
    content: Mention | None
    speaker: str | None
    speaker_mention: Mention | None
    addressee: str | None
    addressee_mention: Mention | None


@result_item
@dataclass(frozen=True, slots=True)
class Extraction(Item):
    """Everything korex found in one text."""

    schema_version: Literal["1"]
    text: str
    reference_date: str | None
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    reporter: Reporter | None
    entities: tuple[Entity, ...]
    people: tuple[Person, ...]
    dates: tuple[TemporalExpression, ...]
    events: tuple[Event, ...]
    quantities: tuple[Quantity, ...]
    contacts: tuple[Contact, ...]
    quotes: tuple[Quote, ...]
    directives: tuple[Directive, ...]

    @classmethod
    def _problems(cls, data: Any) -> Iterator[str]:
        yield from check(data, cls)
        yield from misplaced(data, data["text"])
        try:
            if data["reference_date"] is not None:
                datetime.fromisoformat(data["reference_date"])
        except ValueError as error:
            yield f"reference_date: expected an ISO 8601 date or null: {error}"

    @classmethod
    def from_doc(cls, doc: Doc) -> Extraction:
        """Read the result off a Doc that came out of the korex pipeline.

        Raises `InputError` for a Doc that the pipeline has not seen.
        """
        from korex.results import extraction_of

        return extraction_of(doc)

    def to_frame(self, kind: FrameKind) -> Frame:
        """Return the items of one kind as columns, one row an item, for pandas, Polars or plain Python.

        ``x.to_frame("directives").to_pandas()``; the kinds are the parts of a result, "documents" and "mentions".
        Raises `InputError` for another kind.
        """
        from korex.views.frames import frame_of

        return frame_of(self, kind)

    def to_timex3(self) -> str:
        """Return the text with its temporal expressions in TIMEX3 tags (ISO-TimeML), everything else XML-escaped.

        ``korex.extract("22일 열었다.", reference_date="2025-07-22").to_timex3()`` begins with
        ``<TIMEX3 tid="t1" type="DATE" value="2025-07-22">22일</TIMEX3>``.
        """
        from korex.entities.temporal.timex3 import to_timex3

        return to_timex3(self)

    def directives_by(self, speaker: str) -> tuple[Directive, ...]:
        """Return the directives that somebody gives, by name or by what the text calls them.

        ``x.directives_by("김도율")`` and ``x.directives_by("김 부시장")`` give the same.
        """
        from korex.queries import directives_by

        return directives_by(self, speaker)

    def quotes_by(self, speaker: str) -> tuple[Quote, ...]:
        """Return what somebody says: ``x.quotes_by("김도율")[0].text``."""
        from korex.queries import quotes_by

        return quotes_by(self, speaker)

    def mentions_of(self, name: str) -> tuple[Mention, ...]:
        """Return every place that speaks of a person (김도율, 김 부시장, 그) or names an organization."""
        from korex.queries import mentions_of

        return mentions_of(self, name)

    def summary(self) -> Summary:
        """Return who, when, where, what, why and how: the answers this text gives, each with the places that give it.

        ``x.summary().why[0].text`` is a clause such as `사고를 막기 위해`; ``print(x.summary())`` shows all.
        """
        from korex.answers import summarize

        return summarize(self)

    def to_ics(self, *, dates: bool = False) -> str:
        """Return the events whose day is known as a calendar (iCalendar, RFC 5545).

        Needs ``pip install 'korex[calendar]'``.
        With ``dates=True`` the other days and times the text gives are entries as well, named by their sentence.
        """
        from korex.views.calendar import to_ics

        return to_ics(self, dates=dates)

    def explain(self, item: Explainable, *, nlp: Language | None = None) -> Explanation:
        """Return why an item is in the result: the rule or model that found it, the evidence, what lost against it.

        `item` is an entity, person, date, event, quantity, contact, quote, mention or directive of this result, or a
        span `(start, end)` of its text, for which it also tells why nothing was found there. The pipeline runs over the
        text once more, for a plain `extract` keeps no record of what lost; for a result of a pipeline of your own
        give that pipeline as `nlp`. ``print(x.explain(x.entities[0]))`` shows it as text.
        Raises `InputError` for anything that is not of this result.
        """
        from korex.explainer import explain

        return explain(self, item, nlp)

    def on(self, day: date | str) -> Day:
        """Return what happens on a day: its temporal expressions, events and sentences.

        ``x.on("2025-07-22").events``; raises `ReferenceDateError` for what is no day.
        """
        from korex.queries import on_day

        return on_day(self, day)
