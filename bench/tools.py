"""What is measured: each tool loads once and gives a function that works through texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

Work = Callable[[Sequence[str]], Any]


class Tool(NamedTuple):
    """A tool by name, what it does of korex's work, and what loads it."""

    name: str
    does: str
    load: Callable[[], Work]


def _one_by_one(work: Callable[[str], Any]) -> Work:
    return lambda texts: [work(text) for text in texts]


def _kiwi() -> Work:
    from kiwipiepy import Kiwi

    return _one_by_one(Kiwi(num_workers=1).tokenize)


def _korex() -> Work:
    import korex

    return lambda texts: list(korex.pipe(texts, reference_date="2025-07-22"))


def _korex_extract() -> Work:
    import korex

    return _one_by_one(lambda text: korex.extract(text, reference_date="2025-07-22"))


def _korex_rules() -> Work:
    import korex

    nlp = korex.load(tagger=False)
    return lambda texts: list(korex.pipe(texts, reference_date="2025-07-22", nlp=nlp))


def _spacy() -> Work:
    """Return spaCy's small architecture, untrained: weights do not change what it costs."""
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("xx")  # splits at blanks and punctuation: Korean has no rule-based tokenizer in spaCy
    width = 96
    nlp.add_pipe(
        "tok2vec",
        config={
            "model": {
                "@architectures": "spacy.Tok2Vec.v2",
                "embed": {
                    "@architectures": "spacy.MultiHashEmbed.v2",
                    "width": width,
                    "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
                    "rows": [5000, 1000, 2500, 2500],
                    "include_static_vectors": False,
                },
                "encode": {
                    "@architectures": "spacy.MaxoutWindowEncoder.v2",
                    "width": width,
                    "depth": 4,
                    "window_size": 1,
                    "maxout_pieces": 3,
                },
            }
        },
    )
    nlp.add_pipe(
        "ner",
        config={
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "ner",
                "extra_state_tokens": False,
                "hidden_width": 64,
                "maxout_pieces": 2,
                "use_upper": True,
                "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "*"},
            }
        },
    )
    text = "가 나 다 라 마 바"
    spans = [(start, start + 1, label) for start, label in zip((0, 2, 4, 6, 8, 10), _LABELS, strict=True)]
    nlp.initialize(lambda: [Example.from_dict(nlp.make_doc(text), {"entities": spans})])
    return lambda texts: list(nlp.pipe(texts))


_LABELS = ("DT", "LC", "OG", "PS", "QT", "TI")  # those of ko_core_news_sm


def _dateparser() -> Work:
    from dateparser.search import search_dates

    return _one_by_one(lambda text: search_dates(text, languages=["ko"]))


def _duckling() -> Work:
    import duckling as d

    day = d.parse_ref_time(d.load_time_zones("/usr/share/zoneinfo"), "Asia/Seoul", 1753142400)
    context = d.Context(day, d.parse_locale("KO", d.default_locale_lang(d.parse_lang("KO"))))
    kinds = d.parse_dimensions(["time", "duration", "amount-of-money", "quantity", "email", "url", "phone-number"])
    return _one_by_one(lambda text: d.parse(text, context, kinds, False))


TOOLS = (
    Tool("Kiwi", "morphemes only", _kiwi),
    Tool("korex", "everything; `korex.pipe`", _korex),
    Tool("korex, `extract`", "everything, text by text", _korex_extract),
    Tool("korex, `tagger=False`", "everything, entities by rules alone", _korex_rules),
    Tool("spaCy, small NER", "entities only; tok2vec (96 wide, 4 deep) and ner, as in ko_core_news_sm", _spacy),
    Tool("dateparser", "dates only; `search_dates`", _dateparser),
    Tool("Duckling", "dates, amounts, contacts", _duckling),
)
