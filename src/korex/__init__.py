"""korex: Korean information extraction — who, when, which events, how much, who said what, who asks whom to do what.

>>> import korex
>>> x = korex.extract("김도율 부시장은 22일 점검을 당부했다.", reference_date="2025-07-22")
>>> x.people[0].titles, x.dates[0].value, x.directives[0].kind
(('부시장',), '2025-07-22', 'REQUEST')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from korex.errors import InputError as InputError
    from korex.errors import KorexError as KorexError
    from korex.errors import MissingExtraError as MissingExtraError
    from korex.errors import ReferenceDateError as ReferenceDateError
    from korex.errors import ResultError as ResultError
    from korex.errors import RuleError as RuleError
    from korex.errors import UserWordsError as UserWordsError
    from korex.language.user_words import UserWords as UserWords
    from korex.matching.user_rules import UserRules as UserRules
    from korex.pipeline import extract as extract
    from korex.pipeline import load as load
    from korex.pipeline import pipe as pipe
    from korex.redaction import Redaction as Redaction
    from korex.redaction import redact as redact
    from korex.schema import Contact as Contact
    from korex.schema import Directive as Directive
    from korex.schema import Entity as Entity
    from korex.schema import Event as Event
    from korex.schema import Extraction as Extraction
    from korex.schema import Mention as Mention
    from korex.schema import Person as Person
    from korex.schema import Quantity as Quantity
    from korex.schema import Quote as Quote
    from korex.schema import Reporter as Reporter
    from korex.schema import Section as Section
    from korex.schema import Sentence as Sentence
    from korex.schema import TemporalExpression as TemporalExpression
    from korex.views.bio import to_bio as to_bio
    from korex.views.bio import to_conll as to_conll
    from korex.views.frames import Frame as Frame
    from korex.views.frames import to_frame as to_frame

__version__ = "0.1.0"

# Where each public name lives; a module is imported when one of its names is first used.
_HOMES = {
    **dict.fromkeys(("extract", "load", "pipe"), "korex.pipeline"),
    **dict.fromkeys(
        (
            "InputError", "KorexError", "MissingExtraError", "ReferenceDateError", "ResultError", "RuleError",
            "UserWordsError",
        ),
        "korex.errors",
    ),
    **dict.fromkeys(("to_bio", "to_conll"), "korex.views.bio"),
    **dict.fromkeys(("Frame", "to_frame"), "korex.views.frames"),
    **dict.fromkeys(("Redaction", "redact"), "korex.redaction"),
    "UserRules": "korex.matching.user_rules",
    "UserWords": "korex.language.user_words",
    **dict.fromkeys(
        (
            "Contact", "Directive", "Entity", "Event", "Extraction", "Mention", "Person", "Quantity", "Quote",
            "Reporter", "Section", "Sentence", "TemporalExpression",
        ),
        "korex.schema",
    ),
}  # fmt: skip

__all__ = ["__version__", *_HOMES]


if not TYPE_CHECKING:  # a type checker knows the names above, and that there are no others

    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module 'korex' has no attribute {name!r}")
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
