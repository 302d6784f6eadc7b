"""The spaCy factories of korex: each component by its name. Registered through entry points as well.

A component is a function from a Doc to the same Doc that reads and extends ``doc._.korex``.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from importlib import import_module
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.util import registry

import korex.language.tokenizer  # noqa: F401  (registers the tokenizer and the Doc extension)
from korex.views.palette import displacy_colors

if TYPE_CHECKING:
    from spacy.tokens import Doc

Component = Callable[["Doc"], "Doc"]

# Where each component's class lives.
FACTORIES = {
    "korex_sections": "korex.text.sections:Sections",
    "korex_sentences": "korex.language.sentences:Sentences",
    "korex_contacts": "korex.entities.contacts:Contacts",
    "korex_user_rules": "korex.matching.user_rules:OwnRules",
    "korex_temporals": "korex.entities.temporal.component:Temporals",
    "korex_quantities": "korex.entities.quantities:Quantities",
    "korex_names": "korex.entities.names:Names",
    "korex_events": "korex.entities.events:Events",
    "korex_tagger": "korex.entities.tagger:Tagger",
    "korex_entities": "korex.entities.resolution:Entities",
    "korex_people": "korex.discourse.people:People",
    "korex_quotes": "korex.discourse.quotes:Quotes",
    "korex_directives": "korex.discourse.directives:Directives",
    "korex_occasions": "korex.discourse.occasions:Occasions",
}

# Other names under which a component is known.
ALIASES = {"korex_temporal": "korex_temporals"}

# The options of components with their defaults: keyword arguments of the component's class.
OPTIONS: dict[str, dict[str, Any]] = {
    "korex_temporals": {"date_preference": "context"},
    "korex_quotes": {"indirect": False},
}

# What finds little or nothing unless one of these stands before it; all others do what they can with what there is.
NEEDS: dict[str, tuple[str, ...]] = {
    "korex_entities": (
        "korex_names",
        "korex_tagger",
        "korex_temporals",
        "korex_quantities",
        "korex_events",
        "korex_user_rules",
    ),
    "korex_people": ("korex_names", "korex_tagger", "korex_user_rules"),
    "korex_occasions": ("korex_events", "korex_user_rules"),
}  # fmt: skip


def _register(factory: str, home: str, called: str | None = None) -> Callable[..., Component]:
    """Register a factory with spaCy; one by another name has the options of the component `called` so."""
    module, _, cls = home.partition(":")

    def create(nlp: Language, name: str, **options: Any) -> Component:
        _check_needs(nlp, factory)
        component: Component = getattr(import_module(module), cls)(nlp, name, **options)
        return component

    options = OPTIONS.get(called or factory, {})
    # spaCy checks a component's config against its factory's signature.
    create.__signature__ = Signature(  # type: ignore[attr-defined]
        [
            Parameter("nlp", Parameter.POSITIONAL_OR_KEYWORD),
            Parameter("name", Parameter.POSITIONAL_OR_KEYWORD),
            *(Parameter(key, Parameter.KEYWORD_ONLY, annotation=type(value)) for key, value in options.items()),
        ]
    )
    Language.factory(factory, default_config=options, func=create)
    return create


def _check_needs(nlp: Language, factory: str) -> None:
    """Warn of a component that finds little or nothing as it stands: neither korex nor anybody else gives it names.

    What it needs may still be added: another component before it, words of the user.
    """
    needed = NEEDS.get(factory, ())
    factories = (nlp.get_pipe_meta(name).factory for name in nlp.component_names)
    before = {ALIASES.get(known, known) for known in factories}
    has_words = bool(getattr(nlp.tokenizer, "words", None))
    if needed and before.isdisjoint(needed) and before <= FACTORIES.keys() and not has_words:
        others = ", ".join(needed[1:])
        warnings.warn(
            f"{factory} finds little or nothing unless another component stands before it: "
            f"nlp.add_pipe({needed[0]!r}), or {others}; korex.load() has them all",
            stacklevel=2,
        )


# The entry points of pyproject.toml name these functions: korex.components:korex_sections and so on.
globals().update({factory: _register(factory, home) for factory, home in FACTORIES.items()})
globals().update({alias: _register(alias, FACTORIES[name], name) for alias, name in ALIASES.items()})
registry.displacy_colors.register("korex", func=displacy_colors)
