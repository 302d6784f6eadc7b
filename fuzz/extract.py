"""Coverage-guided fuzzing of korex with atheris: whatever the text, no exception, true offsets, exact JSON.

python fuzz/extract.py fuzz/corpus -max_total_time=600 -max_len=3000

libFuzzer's own options follow the corpus. New texts that reach new code go to the first folder, so give it a scratch
folder before the corpus to keep the corpus as it is. A find is written to a file ``crash-…``; it becomes a test.
Needs ``pip install '.[fuzz]'``.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from random import Random
from typing import Any

import atheris

with atheris.instrument_imports(include=["korex"]):
    import korex

    korex.extract(
        "김도율 부시장은 22일 점검을 당부했다."
    )  # what korex imports at its first use is instrumented as well

PAIRED_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
CORPUS = Path(__file__).parent / "corpus"
PIECES = [piece for path in sorted(CORPUS.iterdir()) for piece in path.read_text(encoding="utf-8").split()]
ODD = [
    "\x00",
    "\ud800",
    "\u200b",
    "\u202e",
    "\u0301",
    "👨‍👩‍👧",
    "\ufeff",
    "ᄀ",
    "ᆨ",
    "ㅋ",
    "\r\n",
    "\n\n",
    "\t",
    "  ",
    "９",
    "㈜",
    "·",
]
ODD += [
    '"',
    "'",
    "“",
    "”",
    "‘",
    "’",
    "「",
    "」",
    "(",
    ")",
    "[",
    "]",
    "<",
    ">",
    "…",
    "~",
    "-",
    ".",
    "?",
    "!",
    ",",
    "/",
    "@",
    ":",
]


def text_of(data: bytes) -> str:
    """Return bytes as a text: what is no UTF-8 becomes lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def check(text: str) -> None:
    """Raise AssertionError where a result breaks what korex promises of every result."""
    x = korex.extract(text, reference_date="2025-07-22")
    _expect(x.text == text, "the text is another one")
    _check_spans(x.to_dict(), text)
    for one, two in zip(x.entities, x.entities[1:], strict=False):
        _expect(one.end <= two.start, "entities overlap")
    json = x.to_json()
    if not PAIRED_HALVES.search(text):  # which JSON holds as one character, or as no UTF-8
        json.encode("utf-8")
    _expect(korex.Extraction.from_json(json) == x, "JSON does not come back as it went")
    _expect(korex.extract(text, reference_date="2025-07-22") == x, "the second result is another one")
    x.to_timex3()


def _check_spans(value: Any, text: str) -> None:
    if isinstance(value, dict):
        if "start" in value:
            _expect(0 <= value["start"] <= value["end"] <= len(text), "a span lies outside")
            _expect(
                value.get("text", text[value["start"] : value["end"]]) == text[value["start"] : value["end"]],
                "a span is untrue",
            )
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            _check_spans(part, text)


def _expect(holds: bool, message: str) -> None:
    if not holds:
        raise AssertionError(message)


def mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """Change a text: by turns as libFuzzer does, in bytes, and by what Korean texts are made of."""
    random = Random(seed)
    if random.random() < 0.3:
        return bytes(atheris.Mutate(data, max_size))
    text = text_of(data)
    for _ in range(random.randint(1, 4)):
        start = random.randint(0, len(text))
        end = min(len(text), start + random.choice([0, 0, 1, 2, 5, 20]))
        piece = random.choice(
            [
                random.choice(PIECES) + random.choice(["", " "]),
                random.choice(ODD),
                text[end : end + random.randint(1, 40)],
            ]
        )
        text = text[:start] + piece * random.choice([1, 1, 1, 2, 30]) + text[end:]
    return text.encode("utf-8", "surrogateescape" if _escapes(text) else "surrogatepass")[:max_size]


def _escapes(text: str) -> bool:
    """Tell whether all lone surrogates of a text stand for bytes that were no UTF-8."""
    return all("\udc80" <= char <= "\udcff" for char in text if "\ud800" <= char <= "\udfff")


def run_one(data: bytes) -> None:
    check(text_of(data))


if __name__ == "__main__":
    atheris.Setup(sys.argv, run_one, custom_mutator=mutate)
    atheris.Fuzz()
