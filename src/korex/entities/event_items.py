"""From what is found of events to the items of `events`: one each, by its fullest name."""

from __future__ import annotations

import re
from typing import NamedTuple, cast

from korex.entities.event_words import head_noun
from korex.language.analysis import OWN_RULE, Analysis
from korex.schema import Event, EventKind

# What a name may begin with that is an entity of its own: 제4회, 2031, 6·3.
PREFIX = re.compile(r"(?:제 ?\d{1,4} ?(?:회|차|기|대|주년|주기)|(?:19|20)\d\d(?:-\d\d)?|\d{1,2} ?[·.ᆞ・] ?\d{1,2}) ?")
# Rules whose spans are sure; between the others the longer name is the better one.
_SURE = frozenset(
    ("event.quoted", "event.heading", "event.edition", "event.year", "event.dated_vote", "event.six_two_five")
)
_LONG = 4
_TERMS = frozenset(("event.known", "event.six_two_five"))


class Found(NamedTuple):
    """An event in the text; `listed` tells whether it is an item of `events` or only an entity."""

    start: int
    end: int
    kind: str
    source: str
    priority: int
    listed: bool


def items_of(found: list[Found], analysis: Analysis) -> list[Event]:
    """Return one item per event of the content sections, at its first mention, the fullest of overlapping names."""
    text = analysis.text
    spans = analysis.content_spans()
    taken: set[int] = set()
    items: dict[str, Event] = {}
    for event in sorted(
        found, key=lambda event: (event.priority < OWN_RULE, event.source not in _SURE, event.start - event.end)
    ):
        span = range(event.start, event.end)
        if not taken.isdisjoint(span):
            inside = max(taken.intersection(span))
            last = text[inside + 1 : event.end].lstrip("’'”\"〉>》」』 ")
            if event.kind != "CEREMONY" or head_noun(last) != last:
                continue
            event = event._replace(start=event.end - len(last))  # 개막식 of 제5회 나래축제 개막식
            span = range(event.start, event.end)
        if not event.listed:
            if event.source in _TERMS:
                taken.update(span)  # 민주화운동 of 5·18민주화운동
            continue
        if not any(start <= event.start and event.end <= end for start, end in spans):
            continue
        taken.update(span)
        name = text[event.start : event.end]
        if name not in items or event.start < items[name].start:
            items[name] = Event(name, event.start, event.end, cast(EventKind, event.kind), None, None)
    return sorted(_without_short_forms(items), key=lambda item: item.start)


def without_edition(name: str) -> str:
    """Return the name of an event without its edition or year, as a text goes on to call it.

    >>> without_edition("제4회 나래영화제")
    '나래영화제'
    """
    prefix = PREFIX.match(name)
    return name if prefix is None else name[prefix.end() :]


def _without_short_forms(items: dict[str, Event]) -> list[Event]:
    """Return the events without those that are another one less its edition or year: 제4회 나래영화제, 나래영화제."""
    shortened = {short for name in items if (short := without_edition(name)) != name}
    # 나래시 가람빛축제, 가람빛축제
    shortened |= {
        short
        for name in items
        for short in (name[at + 1 :] for at, character in enumerate(name) if character == " ")
        if len(short) > _LONG and head_noun(short) != short
    }
    # 제12회 가람빛축제, 나래 가람빛축제 of the headline
    editions = tuple(f" {short}" for name in items if (short := without_edition(name)) != name and len(short) > _LONG)
    shortened |= {name for name in items if name.endswith(editions) and without_edition(name) == name}
    # 2031 나래컵 준결승, 나래컵 of the headline
    cups = [without_edition(name) for name, item in items.items() if item.kind == "SPORTS"]
    shortened |= {name for name in items if any(cup.startswith(f"{name} ") for cup in cups)}
    # 용역 보고회, then 보고회
    shortened |= {
        name
        for name, item in items.items()
        if item.kind != "CEREMONY"
        and head_noun(name) == name
        and any(other.name.endswith(name) and other.start < item.start for other in items.values())
    }
    # 나래군 산사태, 나래군 가온면 산사태
    disasters = [name.split(" ") for name, item in items.items() if item.kind == "DISASTER"]
    shortened |= {" ".join(name) for name in disasters if any(_is_within(name, other) for other in disasters)}
    return [item for name, item in items.items() if name not in shortened]


def _is_within(words: list[str], others: list[str]) -> bool:
    """Tell whether all words of a name of several stand in a longer one, in the same order, the last one last."""
    rest = iter(others)
    return 1 < len(words) < len(others) and words[-1] == others[-1] and all(word in rest for word in words)
