"""Reads the data files under `korex/rules`: TOML for rules, TSV for lexicons, each with its source and licence."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import Any

from korex.errors import RuleError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

RULES = Path(__file__).parent.parent / "rules"


@cache
def read_toml(name: str) -> dict[str, Any]:
    """Return the content of ``rules/NAME``, a TOML file whose ``[meta]`` table gives `source` and `licence`."""
    try:
        data = tomllib.loads((RULES / name).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise RuleError(name, None, "no such rule file") from error
    except tomllib.TOMLDecodeError as error:
        raise RuleError(name, None, f"not TOML: {error}") from error
    meta = data.pop("meta", {})
    for key in ("source", "licence"):
        if not isinstance(meta.get(key), str):
            raise RuleError(name, 1, f"the [meta] table must give `{key}` as a string")
    return data


def read_user_toml(path: str) -> dict[str, Any]:
    """Return the content of a user's own TOML file, without its ``[meta]`` table, which it need not have."""
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RuleError(path, None, f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise RuleError(path, None, "not UTF-8: save the file as UTF-8") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(path, None, f"not TOML: {error}") from error
    data.pop("meta", None)
    return data


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``rules/NAME``, a TSV file: comment lines start with `#`, two of them give source and licence.

    Every row has as many fields as the first one; blank lines and comments are passed over.
    """
    try:
        lines = (RULES / name).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise RuleError(name, None, "no such lexicon file") from error
    header = [line.lstrip("# ").lower() for line in lines if line.startswith("#")]
    for key in ("source:", "licence:"):
        if not any(line.startswith(key) for line in header):
            raise RuleError(name, 1, f"a comment line must say `# {key} …`")
    rows: list[tuple[str, ...]] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        row = tuple(field.strip() for field in line.split("\t"))
        if rows and len(row) != len(rows[0]):
            raise RuleError(name, number, f"expected {len(rows[0])} tab-separated fields, found {len(row)}")
        rows.append(row)
    return tuple(rows)


@cache
def read_words(name: str) -> frozenset[str]:
    """Return the first field of every row of a lexicon file as a set."""
    return frozenset(row[0] for row in read_rows(name))
