"""Access to ``rules/temporal/grammar.toml``: the words that decide what an atom is part of."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from korex.matching.files import read_toml


@cache
def grammar(table: str) -> dict[str, Any]:
    """Return one table of the grammar file, with its plain strings compiled as regular expressions."""
    entries: dict[str, Any] = read_toml("temporal/grammar.toml")[table]
    return {name: re.compile(entry) if isinstance(entry, str) else entry for name, entry in entries.items()}
