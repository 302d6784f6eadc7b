"""An explanation as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from korex.explanations import Explanation, Source

_LONGEST = 70


def text_of(explanation: Explanation) -> str:
    """Return an explanation as a few lines: what it is, what found it, the evidence, what lost."""
    text = explanation.text if len(explanation.text) <= _LONGEST else explanation.text[: _LONGEST - 1] + "…"
    lines = [f"{text}  [{explanation.start}, {explanation.end})  {explanation.label or 'nothing found'}"]
    if explanation.source is not None:
        lines.append(f"  by    {_line_of(explanation.source)}")
    if explanation.confidence is not None:
        lines.append(f"  sure  {explanation.confidence:.2f}")
    lines += [f"  as    {evidence}" for evidence in explanation.evidence]
    for loser in explanation.lost:
        lines += [f"  not   {loser.label} {loser.text}, {_line_of(loser.source)}", f"        {loser.reason}"]
    return "\n".join(" ".join(line.split("\n")) for line in lines)


def _line_of(source: Source) -> str:
    where = (
        f" ({source.file}:{source.line})" if source.file and source.line else f" ({source.file})" if source.file else ""
    )
    what = f": {source.description}" if source.description else ""
    example = f", as in “{source.example}”" if source.example else ""
    return f"{source.id}{where}{what}{example}"
