"""Whatever text a result is of, every view of it comes out and can be written."""

from typing import get_args

import pytest

import korex
from korex.views.columns import FrameKind
from korex.views.html import html
from test_messy_text import NASTY


@pytest.mark.parametrize("text", NASTY)
def test_views(text):
    x = korex.extract(text, reference_date="2025-09-25")
    html(x).encode("utf-8", "replace")
    x._repr_html_().encode("utf-8")
    for kind in get_args(FrameKind):
        frame = x.to_frame(kind)
        assert len(frame.to_polars()) == len(frame.to_pandas()) == frame.to_arrow().num_rows == len(frame)
        frame._repr_html_().encode("utf-8")
    for unit in ("word", "character"):
        tags = [tag for sentence in korex.to_bio(x, unit=unit) for _, tag in sentence]
        assert sum(tag.startswith("B-") for tag in tags) == len(x.entities)
