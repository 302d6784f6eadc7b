"""Where a rule is written: the file, the line and the comment of what a `source` names, for those who ask why."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from korex.matching.files import RULES, read_toml

DESCRIPTIONS = "entities/sources.toml"
VERBS = "directives/verbs.tsv"

_TABLE = regex.compile(r"^\[\[(?:rule|act)\]\]")
_ID = regex.compile(r"^id = \"(?<id>[^\"]+)\"(?:\s*#\s*(?<comment>.*))?")


class Place(NamedTuple):
    """Where a rule is written, what its author says of it, and a sentence in which it finds something."""

    file: str
    line: int | None = None
    description: str | None = None
    example: str | None = None


def place_of(source: str) -> Place | None:
    """Return where a rule's id is written, None for one that is not of korex.

    >>> place = place_of("date.iso")
    >>> place.file, place.example
    ('rules/temporal/calendar.toml', '일시는 [[2025-09-01]]이다.')
    """
    if found := _written().get(source):
        return found
    description = read_toml(DESCRIPTIONS)["sources"].get(source)
    return Place(_module_of(source), None, description) if description else None


def place_of_verb(verb: str) -> Place:
    """Return the row of a predicate in the lexicon of reporting verbs, as far as it is one."""
    for number, line in enumerate((RULES / VERBS).read_text(encoding="utf-8").splitlines(), start=1):
        if line.split("\t")[0] == verb:
            return Place(f"rules/{VERBS}", number, describe_reading("verb"))
    return Place(f"rules/{VERBS}", None, describe_reading("verb"))


def describe_reading(name: str) -> str:
    """Return what a way to read a predicate is."""
    return str(read_toml(DESCRIPTIONS)["readings"][name])


def describe_refusal(reason: str) -> str:
    """Return why something that looks like a directive is none."""
    return str(read_toml(DESCRIPTIONS)["refusals"][reason])


def describe_quotation(way: str) -> str:
    """Return how words between quotation marks are known to be somebody's."""
    return str(read_toml(DESCRIPTIONS)["quotations"][way])


def describe_model() -> str:
    """Return what the trained labeller is."""
    return str(read_toml(DESCRIPTIONS)["model"]["description"])


def _module_of(source: str) -> str:
    kind = source.split(".")[0]
    modules = {"organization": "organizations", "place": "places", "title": "titles", "event": "events"}
    modules |= {"person": "people", "quantity": "quantities", "clock": "temporal/points"}
    return f"entities/{modules.get(kind, 'names')}.py"


@cache
def _written() -> dict[str, Place]:
    """Return every rule of every rule file with its place."""
    places: dict[str, Place] = {}
    for path in sorted(RULES.rglob("*.toml")):
        name = path.relative_to(RULES).as_posix()
        data = read_toml(name)
        examples = {rule["id"]: rule["hits"][0] for rule in data.get("rule", ()) if rule.get("hits")}
        comments: list[str] = []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.startswith("#"):
                comments.append(line.lstrip("# "))
            elif match := _ID.match(line):
                identity = match["id"]
                said = match["comment"] or " ".join(comments) or None
                places.setdefault(identity, Place(f"rules/{name}", number, said, examples.get(identity)))
                comments = []
            elif not _TABLE.match(line):
                comments = []
    return places
