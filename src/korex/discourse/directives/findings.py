"""What the sentences show: directives by their parts, and what only looks like one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from korex.discourse.clauses import Phrase
from korex.discourse.directives.content_edges import Content
from korex.language.analysis import Span
from korex.schema import DirectiveKind

# Each is described under [refusals] in rules/entities/sources.toml.
RefusalReason = Literal[
    "announcement", "bare_statement", "condition", "consequence", "dare", "denied", "embedded", "formula", "future",
    "hearsay", "hoped_state", "modifier", "not_to_hearer", "nothing_asked", "own_duty", "own_will", "part_of_another",
    "question", "reason_of_another", "rule_or_need", "states_or_asks", "survey", "thought", "wish",
]  # fmt: skip


@dataclass(slots=True)
class Finding:
    """A directive by its parts; `whole` keeps the relative clause of the addressee (신청을 원하는 분)."""

    kind: DirectiveKind
    predicate: Span
    content: Content
    speaker: Phrase | None
    addressee: Phrase | None
    reported: bool
    whole: bool = False
    impersonal: bool = False
    source: str = ""  # the act, or how the predicate was read: for `korex.explanations`


class Refusal(NamedTuple):
    """A predicate of asking, or the form of an act, that makes no directive: why is told by `korex.explainer`.

    `kind` is that of the directive it would be, `source` what reads it as one, as in a `Finding`.
    """

    predicate: Span
    kind: DirectiveKind
    source: str
    reason: RefusalReason
