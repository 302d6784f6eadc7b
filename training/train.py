"""Builds the tagger's model from the labelled sentences: one command, the same bytes each time.

    python -m training.train [--data ../shared/data/ner] [--folds 3] [--only-report | --only-model]

Prints the cross-validated table; writes ``src/korex/model/`` (model, digest, card) and ``docs/accuracy.md``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from korex.entities.agreement import agree
from korex.entities.overlaps import merge
from korex.entities.tagger import describe, model_candidates
from korex.entities.tagger_model import TaggerModel
from korex.language.analysis import Candidate, Morphemes
from training.conventions import as_in_gold
from training.data import Example, Numbered, Vocabulary, build_vocabulary, number, read_examples
from training.model_file import arrays_of, write_model
from training.network import Settings, train
from training.report import Prediction, accuracy_page, model_card, table
from training.vectors import Vectors, kiwi_vectors

ROOT = Path(__file__).resolve().parent.parent
VECTOR_SIZE, VECTOR_WORDS = 100, 40_000
LEAST, LEAST_DENSE = 4, 5  # occurrences of a feature worth learning


def trained_arrays(
    gold: Sequence[Numbered], silver: Sequence[Numbered], vocabulary: Vocabulary, vectors: Vectors, settings: Settings
) -> dict[str, NDArray[Any]]:
    """Train on gold (taken `gold_copies` times) and silver sentences; return the arrays of the model file."""
    sentences = [*gold] * settings.gold_copies + [*silver]
    final: dict[str, NDArray[np.float32]] = {}
    sizes = {"dense": len(vocabulary.dense), "weighing": len(vocabulary.weighing)}
    for epoch, (loss, final) in enumerate(train(sentences, vectors.rows, settings, **sizes), start=1):  # noqa: B007
        say(f"  epoch {epoch}: loss {loss:.3f}")
    return arrays_of(final, vocabulary, vectors)


def predict(model: TaggerModel, examples: Sequence[Example]) -> list[Prediction]:
    """Label held-out sentences: by the model, and as korex does, together with the rules."""
    predictions: list[Prediction] = []
    for example in examples:
        morphemes = Morphemes(example.forms, example.tags, example.starts, example.ends, [])
        sentences = describe(morphemes, example.evidence, [(0, len(morphemes))])
        found = model_candidates(model, sentences, example.text, example.starts, example.ends)
        rules = [Candidate(*candidate) for candidate in example.candidates]
        predictions.append(
            Prediction(example, frozenset(spans(found)), frozenset(spans(agree(merge([*rules, *found]), example.text))))
        )
    return predictions


def spans(candidates: Sequence[Candidate]) -> list[tuple[int, int, str]]:
    """Return what the scorer compares of each candidate."""
    return [(c.start, c.end, c.label) for c in candidates]


def cross_validate(
    examples: Sequence[Example], gold: Sequence[Numbered], folds: int, fit: Callable[[list[Numbered]], TaggerModel]
) -> list[Prediction]:
    """Label every gold sentence with a model that has not seen it."""
    predictions: list[Prediction] = []
    for fold in range(folds):
        say(f"fold {fold + 1} of {folds}")
        model = fit([sentence for index, sentence in enumerate(gold) if index % folds != fold])
        predictions += predict(model, examples[fold::folds])
        say(table(predictions))
    return predictions


def say(line: str) -> None:
    """Print one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "ner")
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--only-model", action="store_true", help="skip cross-validation and its reports")
    parser.add_argument("--only-report", action="store_true", help="cross-validate, leave the model as it is")
    options = parser.parse_args()
    settings = Settings()
    cache = ROOT / "training" / "cache"
    cache.mkdir(exist_ok=True)
    vectors = kiwi_vectors(VECTOR_SIZE, VECTOR_WORDS, cache / "kiwi_vectors.npz")
    say("analysing the sentences")
    gold = read_examples(options.data / "dev.jsonl")
    silver = [
        example._replace(entities=as_in_gold(example.text, example.entities))
        for example in read_examples(options.data / "silver.jsonl")
    ]
    # Features are numbered over all sentences; one that only held-out sentences have keeps its first weights.
    vocabulary = build_vocabulary([*gold, *silver], least=LEAST, least_dense=LEAST_DENSE)
    numbered = [number(example, vocabulary, vectors.numbers) for example in gold]
    numbered_silver = [number(example, vocabulary, vectors.numbers) for example in silver]

    def fit(sentences: list[Numbered]) -> dict[str, NDArray[Any]]:
        return trained_arrays(sentences, numbered_silver, vocabulary, vectors, settings)

    folder = ROOT / "src" / "korex" / "model"
    if not options.only_model:
        predictions = cross_validate(gold, numbered, options.folds, lambda sentences: TaggerModel(fit(sentences)))
        split = f"{options.folds}-fold cross-validation"
        (ROOT / "docs").mkdir(exist_ok=True)
        (ROOT / "docs" / "accuracy.md").write_text(accuracy_page(predictions, split), encoding="utf-8")
        folder.mkdir(exist_ok=True)
        (folder / "MODEL_CARD.md").write_text(model_card(predictions, split, settings), encoding="utf-8")
    if not options.only_report:
        say("training on everything")
        size = write_model(fit(numbered), folder)
        say(f"wrote {folder.relative_to(ROOT)}/tagger.npz, {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
