"""Print how korex does on its held-out data in `tests/data`: pages, directive sentences, spoken utterances.

    python tests/score_own.py [--misses]

The pages and the sentences are compared by the project's scorer, `score.py` in the folder `shared/tools` beside the
repository or at the path in KOREX_SCORER; without it those two sets are skipped. `--misses` names what was missed and
what was invented: for a look after the fact, not for writing rules, or the data is held out no longer.
"""

import argparse
import csv
import importlib.util
import os
import sys
from collections import Counter
from pathlib import Path

import korex

DATA = Path(__file__).resolve().parent / "data"
SCORERS = [
    Path(os.environ.get("KOREX_SCORER", "")),
    *(folder / "shared" / "tools" / "score.py" for folder in Path(__file__).resolve().parents),
]


def load_scorer():
    """The project's scorer as a module, or None where it is not there."""
    path = next((path for path in SCORERS if path.is_file()), None)
    if path is None:
        return None
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score_utterances(path, *, misses=False):
    """Precision, recall and F of "holds a directive" over utterances marked as command or not."""
    counts = Counter()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            gold, found = row["command"] == "yes", bool(korex.extract(row["text"]).directives)
            counts[gold, found] += 1
            if misses and gold != found:
                show("missed" if gold else "invented", row["text"], sep="\t")
    hits = counts[True, True]
    precision = hits / max(1, hits + counts[False, True])
    recall = hits / max(1, hits + counts[True, False])
    f = 2 * precision * recall / max(1e-9, precision + recall)
    return f"{'utterance':22} P {precision:.3f}  R {recall:.3f}  F {f:.3f}  gold {hits + counts[True, False]}"


def show(*parts, sep="\n"):
    sys.stdout.write(sep.join(parts) + "\n")


def main():
    parser = argparse.ArgumentParser(description="Score korex on its held-out data.")
    parser.add_argument("--misses", action="store_true", help="name what was missed and what was invented")
    misses = parser.parse_args().misses
    scorer = load_scorer()
    if scorer is None:
        show("no scorer (shared/tools/score.py, or KOREX_SCORER): documents and directives skipped")
    else:
        show("== documents", *scorer.report_docs(*scorer.score_docs(DATA / "documents", misses)))
        sentences = scorer.rows(DATA / "directives" / "own.jsonl")
        show("== directives", *scorer.report_directives(*scorer.score_directives(sentences, misses)))
    show("== utterances", score_utterances(DATA / "utterances" / "own.tsv", misses=misses))


if __name__ == "__main__":
    main()
