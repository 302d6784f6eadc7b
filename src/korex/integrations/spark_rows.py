"""What a Python worker of Spark does: texts and reference dates in, extractions as nested tuples or errors out."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from operator import attrgetter
from types import UnionType
from typing import TYPE_CHECKING, Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from korex.dates import parse_reference_date
from korex.errors import KorexError
from korex.groups import groups_of
from korex.items import Item

if TYPE_CHECKING:
    import pyarrow

# A text and its reference date; one that could not be read is the exception that says so.
Row: TypeAlias = tuple[Any, Any]
# The extraction as nested tuples and lists, or the error.
Outcome: TypeAlias = tuple[Any, str | None]

# Rows and characters that go back to Spark together: enough that what each batch costs does not count, little enough
# that memory does not either.
_MOST_ROWS = 64
_MOST_CHARACTERS = 500_000


def outcomes(rows: Sequence[Row], key: str = "{}") -> list[Outcome]:
    """Return what is found in the text of each row, or its error; the rows go through the pipeline together.

    `key` are the options of `korex.load` as JSON.
    """
    from korex.pipeline import extract_together

    try:
        dates = [parse_reference_date(day) for _, day in rows]
        found = extract_together([text for text, _ in rows], dates, _pipeline(key))
        return [(plain(extraction), None) for extraction in found]
    except Exception:  # of one row, which is told of by itself
        return [outcome(*row, key) for row in rows]


def outcome(text: Any, reference_date: Any, key: str = "{}") -> Outcome:
    """Return the extraction of a text as nested tuples and lists, and None; or None and the error."""
    from korex.pipeline import extract

    try:
        for value in (text, reference_date):
            if isinstance(value, Exception):
                return None, f"cannot be read: {value}"
        return plain(extract(text, reference_date=reference_date, nlp=_pipeline(key))), None
    except KorexError as error:
        return None, str(error)
    except Exception as error:
        # A messy text is never an error, so this is korex's own fault; the job must not pay for it.
        return None, f"korex failed on this text, please report it: {error!r}"


def arrays_of(
    columns: Iterable[tuple[pyarrow.Array, pyarrow.Array]], arrow_type: pyarrow.DataType, key: str
) -> Iterator[pyarrow.Array]:
    """Yield the outcomes of all rows of two columns, a few rows at a time, as arrays of `arrow_type`."""
    import pyarrow

    rows = (row for texts, days in columns for row in zip(_values(texts), _values(days), strict=True))
    waiting: list[Outcome] = []
    characters = 0
    for group in groups_of(rows, _length):
        waiting += outcomes(group, key)
        characters += sum(map(_length, group))
        if len(waiting) >= _MOST_ROWS or characters >= _MOST_CHARACTERS:
            yield pyarrow.array(waiting, type=arrow_type)
            waiting, characters = [], 0
    if waiting:
        yield pyarrow.array(waiting, type=arrow_type)


def _length(row: Row) -> int:
    return len(row[0]) if isinstance(row[0], str) else 0


def _values(array: pyarrow.Array) -> list[Any]:
    """Return the values of a column; in the place of one that Python cannot hold, the exception."""
    try:
        values: list[Any] = array.to_pylist()
    except Exception:  # bytes that are no UTF-8, which Spark lets pass as a string
        values = [_value(scalar) for scalar in array]
    return values


def _value(scalar: Any) -> Any:
    try:
        return scalar.as_py()
    except Exception as error:
        return error


def _pipeline(key: str) -> Any:
    """Return the pipeline with these options, None for that of all calls."""
    from korex.pipeline import is_worn

    if key == "{}":
        return None
    if is_worn(nlp := _loaded(key)):
        _loaded.cache_clear()
        nlp = _loaded(key)
    return nlp


@lru_cache(maxsize=2)
def _loaded(key: str) -> Any:
    from korex.pipeline import load

    return load(**json.loads(key))


# results as nested tuples: a whole number and a fraction are one column in Spark, which a double cannot tell apart nor
# always hold; behind it stands the number as JSON has it


def plain(value: Any) -> Any:
    """Return a result type as a tuple of its fields, a tuple as a list, anything else as it is."""
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if not isinstance(value, Item):
        return value
    kind: Any = type(value)
    get, numbers = _reader(kind)
    parts = [plain(part) if isinstance(part, tuple | Item) else part for part in get(value)]
    for place in numbers:
        parts[place : place + 1] = _double(parts[place]), json.dumps(parts[place])
    return tuple(parts)


@cache
def _reader(kind: Any) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[int, ...]]:
    """Return what reads all fields of a result type, and the places of its numbers, the last one first."""
    hints = hints_of(kind)
    numbers = [place for place, hint in enumerate(hints.values()) if is_number(hint)]
    get = attrgetter(*hints)
    return (get if len(hints) > 1 else lambda value: (get(value),)), tuple(reversed(numbers))


def _double(number: int | float) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.copysign(math.inf, number)


@cache
def hints_of(kind: Any) -> dict[str, Any]:
    """Return the types of the fields of a result type, in their order."""
    hints = get_type_hints(kind)
    return {name: hints[name] for name in kind.__slots__}


def is_number(hint: Any) -> bool:
    """Tell whether a field holds a whole number or a fraction."""
    return get_origin(hint) in (Union, UnionType) and set(get_args(hint)) == {int, float}
