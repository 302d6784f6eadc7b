"""Measures korex beside Kiwi, spaCy, dateparser and Duckling on the same texts, in one process, on one core.

python -m bench [FOLDER] [--articles 100] [--repeats 5] [--longest 300000] [--write]

Without a folder of .txt files the texts are made (bench/articles.py). Times are CPU time. Each repeat runs every tool
on every text, tool after tool, so that a busy machine hurts all alike; ratios are those of one repeat. `--write` puts
the table and the plot into bench/README.md. Needs ``pip install '.[bench]'``; what is not installed is left out.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table
from threadpoolctl import threadpool_limits

from bench.articles import articles
from bench.tools import TOOLS, Tool, Work

HERE = Path(__file__).parent
_MARKS = "<!-- written by python -m bench --write -->", "<!-- end -->"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, help="of .txt files; articles are made unless given")
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--longest", type=int, default=300_000, help="characters of the longest text in the plot")
    parser.add_argument("--write", action="store_true", help="write the table and the plot into bench/README.md")
    options = parser.parse_args()
    console = Console(width=140)
    if options.folder:
        texts = [path.read_text(encoding="utf-8") for path in sorted(options.folder.glob("*.txt"))]
    else:
        texts = list(articles(options.articles))
    with threadpool_limits(1):  # CPU time of idle threads that wait for each other is nobody's work
        tools, absent = _load(texts[0])
        times = _times(tools, texts, options.repeats)
        rows = _rows(tools, times, texts)
        text = _long_text(options.longest)
        curve = _curve(tools, text)
        tenths = _tenths(tools[TOOLS[1]], text, curve)
    notes = [*absent, *_linearity(curve, tenths)]
    table = Table(*_HEADINGS, title=f"{len(texts)} texts, {sum(map(len, texts)):,} characters")
    for row in rows:
        table.add_row(*row)
    console.print(table)
    for line in notes:
        console.print(line)
    if options.write:
        _write(rows, notes, texts, options.repeats)
        _plot(curve)


_HEADINGS = ("tool", "ms a text", "× Kiwi", "range", "eojeol a second", "what it does")


def _load(text: str) -> tuple[dict[Tool, Work], list[str]]:
    """Load each tool and let it see a text once; say which ones are not there."""
    works, absent = {}, []
    for tool in TOOLS:
        try:
            works[tool] = tool.load()
        except ImportError as error:
            absent.append(f"{tool.name} is not installed here ({error.name}).")
        else:
            works[tool]([text])
    return works, absent


def _times(works: dict[Tool, Work], texts: Sequence[str], repeats: int) -> dict[Tool, list[float]]:
    """Return the CPU seconds of each repeat."""
    times: dict[Tool, list[float]] = {tool: [] for tool in works}
    for _ in range(repeats):
        for tool, work in works.items():
            times[tool].append(_cost(work, texts))
    return times


def _cost(work: Work, texts: Sequence[str]) -> float:
    before = time.process_time()
    work(texts)
    return time.process_time() - before


def _rows(works: dict[Tool, Work], times: dict[Tool, list[float]], texts: Sequence[str]) -> list[tuple[str, ...]]:
    words = sum(len(text.split()) for text in texts)
    kiwi = times[TOOLS[0]]
    rows = []
    for tool in works:
        ratios = [own / base for own, base in zip(times[tool], kiwi, strict=True)]
        best = min(times[tool])
        rows.append(
            (
                tool.name,
                f"{1000 * best / len(texts):.1f}",
                f"{median(ratios):.2f}",
                f"{min(ratios):.2f}–{max(ratios):.2f}",
                f"{words / best:,.0f}",
                tool.does,
            )
        )
    return rows


def _long_text(length: int) -> str:
    """Return one text out of the bodies of articles: bylines and copyright lines would end what korex reads of it."""
    bodies = ("\n".join(text.split("\n")[:-2]) for text in articles(length // 400))
    return "\n\n".join(bodies)[:length]


def _curve(works: dict[Tool, Work], text: str) -> dict[str, list[tuple[int, float]]]:
    """Return, for Kiwi and korex, the time that texts of growing length take."""
    steps = (1000 * 10**power * step for power in range(4) for step in (1, 3))
    lengths = [size for size in steps if size <= len(text)]
    return {tool.name: [(size, _least(works[tool], [text[:size]])) for size in lengths] for tool in TOOLS[:2]}


def _tenths(work: Work, text: str, curve: dict[str, list[tuple[int, float]]]) -> dict[int, float]:
    """Return the time that a tenth of each of the longer texts takes, on average over its ten tenths."""
    sizes = [size for size, _ in curve["korex"] if size >= 10_000]
    return {
        size: _least(work, [text[at : at + size // 10] for at in range(0, size, size // 10)]) / 10 for size in sizes
    }


def _least(work: Work, texts: Sequence[str]) -> float:
    return min(sum(_cost(work, [text]) for text in texts) for _ in range(3 if sum(map(len, texts)) < 200_000 else 2))


def _linearity(curve: dict[str, list[tuple[int, float]]], tenths: dict[int, float]) -> list[str]:
    points = dict(curve["korex"])
    return [
        f"korex: a text of {size:,} characters takes {points[size] / seconds:.1f} times as long as a tenth of it."
        for size, seconds in tenths.items()
    ]


def _plot(curve: dict[str, list[tuple[int, float]]]) -> None:
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "korex"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(6, 4))
    for name, points in curve.items():
        axes.loglog(*zip(*points, strict=True), marker="o", label=name)
    axes.set(xlabel="characters", ylabel="CPU seconds", title="Time against length of one text")
    axes.grid(True, which="both", alpha=0.3)
    axes.legend()
    figure.savefig(HERE / "length.svg", bbox_inches="tight", metadata={"Date": None})


def _write(rows: list[tuple[str, ...]], notes: list[str], texts: Sequence[str], repeats: int) -> None:
    before, mark, rest = (HERE / "README.md").read_text(encoding="utf-8").partition(_MARKS[0])
    after = rest.partition(_MARKS[1])[2]
    lines = ["| " + " | ".join(row) + " |" for row in (_HEADINGS, ("---",) * len(_HEADINGS), *rows)]
    versions = ", ".join(f"{name} {version(name)}" for name in ("korex", "kiwipiepy", "spacy"))
    made = (
        f"{len(texts)} texts of {sum(map(len, texts)) // len(texts):,} characters on average, {repeats} repeats, "
        f"{date.today()}, {platform.machine()}, Python {platform.python_version()}, {versions}. "
        "`× Kiwi` is the median of the repeats, `range` their least and greatest."
    )
    body = "\n\n".join([made, "\n".join(lines), "\n".join(f"- {note}" for note in notes), "![](length.svg)"])
    (HERE / "README.md").write_text(f"{before}{mark}\n\n{body}\n\n{_MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
