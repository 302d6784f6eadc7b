"""`korex check`: whether words and rules of one's own are right."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from korex.cli_options import WordsOption, own_pipeline, say

EXAMPLES = """\b
보기:
  korex check 규칙.toml
  korex check 규칙.toml --words 우리말.tsv
"""


def check(
    rules: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="Your own rules: TOML files.")] = None,
    words: WordsOption = None,
) -> None:
    """Check words and rules of your own: that the files are right, and that each rule finds its `hits`.

    Exit status: 0 when all is as the files say, 1 when a rule finds something else, 2 when a file is wrong.
    """
    if words is None and not rules:
        raise typer.BadParameter("nothing to check: give rule files, or --words FILE", param_hint="FILE")
    from korex.matching.user_rules import OwnRules

    nlp = own_pipeline(words, rules)
    if nlp is None:
        return
    component = nlp.get_pipe("korex_user_rules") if rules else None
    failed = 0
    for part in component.rules if isinstance(component, OwnRules) else ():
        failures = part.check(nlp.make_doc)
        failed += len(failures)
        for failure in failures:
            expected, found = (", ".join(texts) or "nothing" for texts in (failure.expected, failure.found))
            say(f"{part.file}: rule {failure.rule!r}: {failure.sentence}: expected {expected}; found {found}")
        typer.echo(f"{part.file}: {len(part)} rules, {len(failures)} sentences are not as they say")
    if words is not None:
        typer.echo(f"{words}: {len(getattr(nlp.tokenizer, 'words', ()))} words")
    if failed:
        raise typer.Exit(1)
