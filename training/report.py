"""Writes what cross-validation found: the table, docs/accuracy.md, the model card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from training.data import FINE_LABELS, KLUE_LABELS, LABELS, Example
from training.network import Settings

Entity = tuple[int, int, str]
TEMPLATES = Path(__file__).parent / "templates"


class Prediction(NamedTuple):
    """One held-out sentence with what was found in it: by the model alone, and by korex."""

    example: Example
    model: frozenset[Entity]
    merged: frozenset[Entity]


class Score(NamedTuple):
    """Precision, recall and F of exact spans, with the number of gold ones."""

    precision: float
    recall: float
    f: float
    gold: int


def score(
    predictions: Sequence[Prediction], labels: Sequence[str], genre: str | None = None, *, model: bool = False
) -> Score:
    """Return the exact-span score over the given labels; TITLE and EVENT only where they were annotated."""
    right = found = gold = 0
    for example, by_model, merged in predictions:
        if genre is not None and example.genre != genre:
            continue
        chosen = set(labels) if example.fine else set(labels).difference(FINE_LABELS)
        expected = {e for e in example.entities if e[2] in chosen}
        proposed = {e for e in (by_model if model else merged) if e[2] in chosen}
        right += len(expected & proposed)
        found += len(proposed)
        gold += len(expected)
    return Score(right / found if found else 0.0, right / gold if gold else 0.0, 2 * right / max(1, found + gold), gold)


def _rows(predictions: Sequence[Prediction], cell: Callable[[Score], list[str]]) -> list[list[str]]:
    groups = [("six labels", KLUE_LABELS), *((label, (label,)) for label in LABELS)]
    return [
        [name, *(text for genre in (None, "news", "review") for text in cell(score(predictions, labels, genre)))]
        for name, labels in groups
    ]


def table(predictions: Sequence[Prediction]) -> str:
    """Return the scores as lines for a terminal."""
    lines = [f"{'':12}{'all':^26}{'news':^26}{'review':^26}"]
    for name, *cells in _rows(predictions, lambda s: [f"{s.precision:.3f} {s.recall:.3f} {s.f:.3f} {s.gold:5}"]):
        lines.append(f"{name:12}" + "".join(f"{cell:<26}" for cell in cells))
    model = score(predictions, KLUE_LABELS, model=True)
    news = score(predictions, KLUE_LABELS, "news", model=True)
    lines.append(f"the model without the rules' entities: six labels F {model.f:.3f}, news {news.f:.3f}")
    return "\n".join(lines)


def markdown_table(predictions: Sequence[Prediction]) -> str:
    """Return the scores as a Markdown table."""
    head = "| label | P | R | F | gold | news P | R | F | gold | review P | R | F | gold |"
    lines = [head, "|---" * (head.count("|") - 1) + "|"]
    for row in _rows(predictions, lambda s: [f"{s.precision:.3f}", f"{s.recall:.3f}", f"**{s.f:.3f}**", str(s.gold)]):
        lines.append("| " + " | ".join(row) + " |")
    return "\n".join(lines)


def errors(predictions: Sequence[Prediction]) -> Counter[tuple[str, str, str]]:
    """Count errors as (kind, gold label, found label): another label on the same span, other ends, missed, invented."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for example, _, merged in predictions:
        skipped = () if example.fine else FINE_LABELS
        wrong = {e for e in merged - example.entities if e[2] not in skipped}
        for gold in example.entities - merged:
            if gold[2] in skipped:
                continue
            same = next((e for e in wrong if e[:2] == gold[:2]), None)
            near = same or next((e for e in wrong if e[0] < gold[1] and gold[0] < e[1]), None)
            if near is None:
                counts["missed", gold[2], "–"] += 1
                continue
            wrong.discard(near)
            kind = "other label" if same else "other ends" if near[2] == gold[2] else "other ends and label"
            counts[kind, gold[2], near[2]] += 1
        for label in (e[2] for e in wrong):
            counts["invented", "–", label] += 1
    return counts


def cut_morphemes(predictions: Sequence[Prediction]) -> float:
    """Return the share of gold entities that begin or end inside a morpheme, out of the labeller's reach."""
    total = cut = 0
    for prediction in predictions:
        starts, ends = set(prediction.example.starts), set(prediction.example.ends)
        for start, end, _ in prediction.example.entities:
            total += 1
            cut += start not in starts or end not in ends
    return cut / max(1, total)


def accuracy_page(predictions: Sequence[Prediction], split: str) -> str:
    """Return docs/accuracy.md."""
    counts = errors(predictions)
    total = sum(counts.values())
    lines = ["| error | gold | found | count | share |", "|---|---|---|---|---|"]
    for (kind, gold, found), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:20]:
        lines.append(f"| {kind} | {gold} | {found} | {count} | {count / total:.1%} |")
    alone, alone_news = (score(predictions, KLUE_LABELS, genre, model=True).f for genre in (None, "news"))
    return _filled(
        "accuracy.md", split=split, sentences=f"{len(predictions):,}", table=markdown_table(predictions),
        errors="\n".join(lines), alone=f"{alone:.3f}", alone_news=f"{alone_news:.3f}",
        cut=f"{cut_morphemes(predictions):.1%}",
    )  # fmt: skip


def model_card(predictions: Sequence[Prediction], split: str, settings: Settings) -> str:
    """Return the model card."""
    return _filled(
        "MODEL_CARD.md", split=split, sentences=f"{len(predictions):,}", table=markdown_table(predictions),
        settings=", ".join(f"{name} {getattr(settings, name)}" for name in Settings.__dataclass_fields__),
    )  # fmt: skip


def _filled(template: str, **values: str) -> str:
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace("{{" + name + "}}", value)
    return text
