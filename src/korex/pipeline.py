"""The korex pipeline: its components in order, and the calls that run it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import korex.language.light_spacy  # before anything imports spaCy

# isort: split
import spacy

import korex.components  # noqa: F401  (registers the factories)
from korex.dates import ReferenceDate, parse_reference_date
from korex.errors import InputError
from korex.groups import TOGETHER, groups_of
from korex.language.analysis import analysis_of
from korex.language.user_word import VERB
from korex.language.user_words import UserWords, as_user_words
from korex.matching.user_rules import UserRules, as_user_rules
from korex.results import extraction_of
from korex.schema import Extraction
from korex.together import run_together

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from korex.entities.temporal.component import DatePreference
    from korex.language.tokenizer import KiwiTokenizer

# What a caller can give as words and rules of their own.
Words: TypeAlias = UserWords | Mapping[str, str] | str | Path
Rules: TypeAlias = UserRules | str | Path | Iterable[UserRules | str | Path]

# What runs, in this order, on the morphemes of a text. Each reads what stands above it.
COMPONENTS = (
    "korex_sections",    # page layer: title, body, byline …; the reporter
    "korex_sentences",   # sentences of the content sections; a quotation never splits one
    "korex_contacts",    # e-mail addresses, telephone numbers, URLs
    "korex_temporals",   # temporal expressions: found, then resolved to TIMEX3
    "korex_quantities",  # amounts with value and unit
    "korex_names",       # people, titles, organizations, places by rule and lexicon
    "korex_events",      # named events and occasions
    "korex_tagger",      # the trained labeller
    "korex_entities",    # the one overlap policy
    "korex_people",      # who is who: mentions, titles, affiliation
    "korex_quotes",      # who said what
    "korex_directives",  # who asks whom to do what
    "korex_occasions",   # when and where each event is
)  # fmt: skip


def load(
    *,
    tagger: bool = True,
    date_preference: DatePreference | None = None,
    indirect_quotes: bool = False,
    words: Words | None = None,
    rules: Rules | None = None,
) -> Language:
    """Return a new korex pipeline: a spaCy `Language` with the Kiwi tokenizer and korex's components.

    With ``tagger=False`` entities come from rules and lexicons alone. `date_preference` says which day is meant where
    a past and a coming one fit (``22일``): "past", "future", or, as by default, "context": what the sentence says.
    With ``indirect_quotes=True`` reported speech without marks (``…다고 밝혔다``) is among the quotes, `direct` false.
    `words` are the user's own: a TSV file, a dictionary such as ``{"한빛솔루션": "ORG"}``, or `UserWords`. `rules` are
    the user's own rule files (TOML), or `UserRules`. Words come before rules, both before everything korex knows.

    >>> nlp = load()
    >>> doc = nlp("김도율 부시장은 점검을 당부했다.")
    >>> Extraction.from_doc(doc).directives[0].kind
    'REQUEST'
    """
    nlp = spacy.blank("ko", config={"nlp": {"tokenizer": {"@tokenizers": "korex.KiwiTokenizer.v1"}}})
    options: dict[str, dict[str, Any]] = {"korex_quotes": {"indirect": indirect_quotes}}
    if date_preference is not None:
        options["korex_temporals"] = {"date_preference": date_preference}
    for name in COMPONENTS:
        if tagger or name != "korex_tagger":
            nlp.add_pipe(name, config=options.get(name, {}))
    if words is not None:
        tokenizer: Any = nlp.tokenizer
        tokenizer.words = as_user_words(words)
    if rules is not None:
        own: Any = nlp.add_pipe("korex_user_rules", before="korex_temporals")
        own.use(as_user_rules(rules))
    return nlp


def own_labels(nlp: Language) -> set[str]:
    """Return the labels that the user's words and rules of a pipeline give.

    >>> sorted(own_labels(load(words={"가온폰": "PRODUCT", "하늘": "-"})))
    ['PRODUCT']
    """
    words = getattr(nlp.tokenizer, "words", None) or ()
    labels = {word.label for word in words if not word.is_stop and word.label != VERB}
    for name in nlp.pipe_names:
        for part in getattr(nlp.get_pipe(name), "rules", ()) if name == "korex_user_rules" else ():
            labels.update(rule.label for rule in part.rules)
    return labels


# A spaCy vocabulary keeps every word it has seen as a token, so a long run of `redact` or `explain`, which need tokens,
# starts over with a new one now and then: some hundred articles apart, for the time of one.
_MOST_WORDS = 20_000
_loading = Lock()


@lru_cache(maxsize=1)
def _loaded() -> Language:
    return load()


def shared_pipeline() -> Language:
    """Return the pipeline that `extract` and `pipe` use, loaded at the first call."""
    with _loading:
        nlp = _loaded()
        if is_worn(nlp):
            _loaded.cache_clear()
            nlp = _loaded()
        return nlp


def is_worn(nlp: Language) -> bool:
    """Tell whether a pipeline has seen so many words that a new one should take its place."""
    return len(nlp.vocab.strings) > _MOST_WORDS


def warm_up() -> None:
    """Load what `extract` needs, also what is otherwise loaded at the first text that needs it."""
    extract("김도율 부시장은 22일 오후 3시 점검을 당부했다.")


def analyse(nlp: Language, text: str, reference: ReferenceDate) -> Doc:
    """Run the pipeline over one text with its reference date."""
    return _run(nlp, nlp.make_doc(_checked_text(text)), reference)


def _checked_text(text: str) -> str:
    if not isinstance(text, str):
        raise InputError(f"expected the text as a str, got {type(text).__name__}")
    return text


def _extracted(nlp: Language | None, text: str, reference: ReferenceDate) -> Extraction:
    """Return what a pipeline finds in a text, that of all calls unless there is another.

    The tokens of a Doc that nobody will see are of use only to components that are not korex's own.
    """
    if nlp is not None:
        return extraction_of(analyse(nlp, text, reference))
    nlp = shared_pipeline()
    tokenizer = cast("KiwiTokenizer", nlp.tokenizer)
    return extraction_of(_run(nlp, tokenizer.without_tokens(_checked_text(text)), reference))


def _run(nlp: Language, doc: Doc, reference: ReferenceDate) -> Doc:
    analysis_of(doc).reference = reference
    return nlp(doc)


def extract(
    text: str, *, reference_date: date | datetime | str | None = None, nlp: Language | None = None
) -> Extraction:
    """Return everything korex finds in one Korean text.

    `reference_date` is the day (or moment) the text was written: a `date`, a `datetime`, an ISO 8601 string, or None;
    without it, dates the text itself does not anchor keep X for what is unknown. `nlp` is a pipeline of your own
    (``korex.load(words="my.tsv")``); without it one is shared by all calls.
    Raises `InputError` for anything but a string, `ReferenceDateError` for a date that is none.

    >>> x = extract("윤도석 시장은 25일 열린 회의에서 점검을 지시했다.", reference_date="2025-09-26")
    >>> x.dates[0].value, x.directives[0].content.text
    ('2025-09-25', '점검')
    """
    return _extracted(nlp, text, parse_reference_date(reference_date))


def pipe(
    texts: Iterable[str],
    *,
    reference_date: date | datetime | str | None = None,
    n_process: int = 1,
    batch_size: int = 32,
    nlp: Language | None = None,
) -> Iterator[Extraction]:
    """Yield an `Extraction` for each text, in the order given, as the results are asked for.

    A few texts go through the pipeline together, which takes less time than one by one: up to eight are read ahead, of
    which the first is yielded by itself, or fewer with a `batch_size` below that. With ``n_process`` above 1, batches
    of `batch_size` texts go to that many processes, each with its own pipeline: a copy of `nlp`, if that is given.
    An item that is not a string raises `InputError`, which names its index, after the results of all items before it.

    >>> [len(x.people) for x in pipe(["김도율 부시장이 왔다.", ""])]
    [1, 0]
    """
    reference = parse_reference_date(reference_date)
    if isinstance(texts, str | bytes):
        raise InputError(f"expected an iterable of texts, got one {type(texts).__name__}; for one text use extract()")
    try:
        iterator = iter(texts)
    except TypeError as error:
        raise InputError(f"expected an iterable of texts, got {type(texts).__name__}") from error
    for name, value in (("n_process", n_process), ("batch_size", batch_size)):
        if not isinstance(value, int) or value < 1:
            raise InputError(f"{name}: expected a whole number from 1, got {value!r}")
    checked = _checked(iterator)
    if n_process == 1:
        return extract_all(checked, reference_date=reference, nlp=nlp, most=batch_size)
    from korex.processes import map_in_processes

    return map_in_processes(
        _extract_batch,
        checked,
        n_process=n_process,
        batch_size=batch_size,
        by_batch=True,
        prepare=None if nlp else lambda _: warm_up(),
        setup=copying(nlp),
        reference_date=reference,
    )


def extract_all(
    texts: Iterable[str], *, reference_date: ReferenceDate, nlp: Language | None = None, most: int = TOGETHER
) -> Iterator[Extraction]:
    """Yield an `Extraction` for each text; no more than `most` are read before the first of them is yielded.

    What one of the texts raises comes out after the results of those before it.
    """
    for group in groups_of(texts, len, min(most, TOGETHER)):
        found: Iterable[Extraction]
        try:
            found = extract_together(group, [reference_date] * len(group), nlp)
        except Exception:
            found = (_extracted(nlp, text, reference_date) for text in group)
        yield from found


def extract_together(
    texts: Sequence[str], references: Sequence[ReferenceDate], nlp: Language | None
) -> list[Extraction]:
    """Return what is found in a few texts, each with its own reference date; raises whatever one of them raises."""
    pipeline = shared_pipeline() if nlp is None else nlp
    return run_together(pipeline, list(map(_checked_text, texts)), references, tokens=nlp is not None)


def _extract_batch(texts: list[str], **options: Any) -> list[Extraction]:
    return list(extract_all(texts, **options))


def copying(nlp: Language | None) -> Callable[[], dict[str, Any]] | None:
    """Return a function that makes a copy of a pipeline in another process, None for korex's own."""
    return None if nlp is None else partial(_copy, nlp.config, nlp.to_bytes())


def _copy(config: dict[str, Any], data: bytes) -> dict[str, Any]:
    return {"nlp": spacy.util.load_model_from_config(config).from_bytes(data)}


def _checked(texts: Iterable[str]) -> Iterator[str]:
    for index, text in enumerate(texts):
        if not isinstance(text, str):
            raise InputError(f"texts[{index}]: expected a str, got {type(text).__name__}")
        yield text
