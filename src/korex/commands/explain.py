"""`korex explain`: why something was found, or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from korex.cli_options import (
    DateOption,
    Input,
    InputOption,
    Layout,
    PathsArgument,
    Readable,
    RulesOption,
    WordsOption,
    colored,
    own_pipeline,
    reference_of,
    say,
    told_errors,
)
from korex.streams import StandardOutput

if TYPE_CHECKING:
    from korex.explainer import Explainer
    from korex.explanations import Explanation


EXAMPLES = """\b
보기:
  korex explain 기사.txt
  korex explain 기사.txt --find 한빛솔루션
  echo "시장은 점검을 지시했다." | korex explain --format jsonl
"""


def explain(
    paths: PathsArgument = None,
    find: Annotated[
        list[str] | None,
        typer.Option("--find", metavar="TEXT", help="Explain only this text, wherever it stands, found or not."),
    ] = None,
    layout: Annotated[Layout, typer.Option("--format", help="jsonl: one explanation a line.")] = Layout.text,
    reference_date: DateOption = None,
    input_kind: InputOption = Input.auto,
    words: WordsOption = None,
    rules: RulesOption = None,
) -> None:
    """Tell why: which rule or model found each entity and directive, on what evidence, and what lost against it.

    Exit status: 0 when all was explained, 1 when a document could not be read or --find is nowhere, 2 for a wrong
    call.
    """
    from korex.explainer import Explainer
    from korex.pipeline import extract

    reference = reference_of(reference_date)
    nlp = own_pipeline(words, rules)
    documents = Readable(paths, input_kind)
    shown = 0
    out = StandardOutput()
    with told_errors():
        for document in documents:
            try:
                own = document.reference_date
                extraction = extract(document.text, reference_date=reference if own is None else own, nlp=nlp)
                explanations = list(_asked_for(Explainer(extraction, nlp), document.text, find or []))
            except Exception as error:
                documents.fail(document.where, error)
                continue
            for explanation in explanations:
                shown += 1
                out.write(_shown(explanation, document.id, layout))
    if find and not shown and not documents.failed:
        say(f"error: {', '.join(find)}: nowhere in the text")
        raise typer.Exit(1)
    if documents.failed:
        raise typer.Exit(1)


def _asked_for(explainer: Explainer, text: str, wanted: list[str]) -> Iterator[Explanation]:
    if not wanted:
        yield from explainer.everything()
    for words in filter(None, wanted):
        at = text.find(words)
        while at >= 0:
            yield explainer.explain((at, at + len(words)))
            at = text.find(words, at + len(words))


def _shown(explanation: Explanation, identity: object, layout: Layout) -> str:
    if layout is Layout.jsonl:
        from korex.items import dump_json

        return dump_json({"id": identity, **explanation.to_dict()}) + "\n"
    first, _, rest = str(explanation).partition("\n")
    return f"{typer.style(first, bold=True) if colored() else first}\n{rest}\n\n"
