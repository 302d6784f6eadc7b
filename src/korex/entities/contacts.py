"""E-mail addresses, telephone numbers and URLs."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from korex.language.analysis import analysis_of
from korex.matching.rules import RuleMatcher, load_rules
from korex.schema import Contact

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from korex.schema import ContactKind

_KINDS = frozenset(("EMAIL", "PHONE", "URL"))


class Contacts:
    """Adds `contacts` of the whole text: ``문의 02-555-0134, pr@hanbit.kr`` has a PHONE and an EMAIL."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.matcher = RuleMatcher(load_rules("page/contacts.toml", _KINDS))

    def __call__(self, doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        taken = 0
        matches = sorted(self.matcher.match(doc, analysis), key=lambda m: (m.start, -m.rule.priority, -m.end))
        for match in matches:
            if match.start >= taken:
                kind = cast("ContactKind", match.rule.label)
                text = analysis.text[match.start : match.end]
                analysis.contacts.append(Contact(kind, text, match.start, match.end))
                taken = match.end
        return doc
