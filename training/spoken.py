"""Fit the weights of rules/directives/spoken.toml on the utterances of tests/data/utterances/training.tsv.

    python -m training.spoken

Logistic regression with a ridge penalty by Newton's method: the same data gives the same weights.
"""

import csv
import sys
from pathlib import Path

import numpy as np
import regex

import korex
from korex.discourse.arguments import parse_clauses
from korex.discourse.directives.acts import act_of
from korex.discourse.directives.spoken import features
from korex.language.analysis import analysis_of

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data" / "utterances" / "training.tsv"
RULES = ROOT / "src" / "korex" / "rules" / "directives" / "spoken.toml"
RIDGE = 1.0
STEPS = 25
RARE = 3  # a feature of fewer utterances gets no weight


def examples(path):
    """Return the features and the label of each utterance in a bare ending."""
    nlp = korex.load()
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            text = row["text"]
            analysis = analysis_of(nlp(text))
            clauses = parse_clauses(analysis, 0, len(text))
            act = act_of(analysis.morphemes, 0, clauses[-1], closes=True) if clauses else None
            if act is None or act.rule.act != "bare":
                continue
            names = features(analysis, clauses[-1], 0, len(text))
            if names is not None:
                found.append((names, row["command"] == "yes"))
    return found


def fit(found):
    """Return the weight of each feature."""
    counts = {}
    for names, _ in found:
        for name in names:
            counts[name] = counts.get(name, 0) + 1
    columns = sorted(name for name, count in counts.items() if count >= RARE)
    x = np.array([[name in names for name in columns] for names, _ in found], dtype=float)
    y = np.array([label for _, label in found], dtype=float)
    w = np.zeros(len(columns))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (p - y) + RIDGE * w
        bend = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(columns))
        w -= np.linalg.solve(bend, slope)
    return dict(zip(columns, w.round(2), strict=True))


def cross_validated(found, folds=10):
    """Return precision and recall on utterances the weights were not fitted on."""
    hits = wrong = missed = 0
    for fold in range(folds):
        weights = fit([item for number, item in enumerate(found) if number % folds != fold])
        for names, label in found[fold::folds]:
            says = sum(weights.get(name, 0) for name in names) > 0
            hits += says and label
            wrong += says and not label
            missed += label and not says
    return hits / max(1, hits + wrong), hits / max(1, hits + missed)


def main():
    found = examples(DATA)
    weights = fit(found)
    lines = "".join(f'"{name}" = {weight}\n' for name, weight in weights.items())
    text = regex.sub(r"(?s)\[weights\]\n.*", "[weights]\n" + lines, RULES.read_text(encoding="utf-8"))
    RULES.write_text(text, encoding="utf-8")
    precision, recall = cross_validated(found)
    sys.stdout.write(f"{len(found)} utterances in a bare ending; cross-validated P {precision:.3f} R {recall:.3f}\n")


if __name__ == "__main__":
    main()
