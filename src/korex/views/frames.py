"""Results as columns: one row an item, for pandas, Polars and whatever else reads Arrow.

A `Frame` holds plain lists. It gives itself to other programs through the Arrow PyCapsule interface
(``__arrow_c_stream__``), so that none of them is needed before it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from korex.errors import InputError, MissingExtraError
from korex.schema import Extraction
from korex.views.columns import Column, ColumnType, FrameKind, columns_of, items_of, text_of

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_PANDAS: dict[ColumnType, str] = {
    "text": "string", "texts": "object", "integer": "Int64", "number": "float64", "flag": "bool",
    "moment": "datetime64[us]",
}  # fmt: skip
_DOCUMENT = "document"


class Frame:
    """Rows of one kind as columns.

    >>> import korex
    >>> frame = korex.extract("김도율 부시장은 점검을 당부했다.").to_frame("directives")
    >>> len(frame), frame.columns["kind"], frame.columns["content"]
    (1, ['REQUEST'], ['점검'])

    `to_pandas` and `to_polars` give data frames; ``pyarrow.table(frame)``, DuckDB and others read it as it is. Without
    any of them, `columns` is a dict of lists and `rows` gives a dict a row.
    """

    __slots__ = ("columns", "kind", "types")

    def __init__(self, kind: FrameKind, columns: dict[str, list[Any]], types: dict[str, ColumnType]) -> None:
        self.kind = kind
        self.columns = columns
        self.types = types

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def __repr__(self) -> str:
        return f"<Frame of {len(self)} {self.kind}: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        from korex.views.html import table_fragment

        return table_fragment(list(self.columns), zip(*self.columns.values(), strict=True))

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield each row as a dict."""
        for values in zip(*self.columns.values(), strict=True):
            yield dict(zip(self.columns, values, strict=True))

    def to_pandas(self) -> pandas.DataFrame:
        """Return a pandas DataFrame; needs the extra ``korex[pandas]``."""
        library = _library("pandas", extra="pandas")
        return library.DataFrame(
            {name: library.Series(self.columns[name], dtype=_PANDAS[kind]) for name, kind in self.types.items()}
        )

    def to_polars(self) -> polars.DataFrame:
        """Return a Polars DataFrame; needs the extra ``korex[polars]``."""
        library = _library("polars", extra="polars")
        types = {
            "text": library.String, "texts": library.List(library.String), "integer": library.Int64,
            "number": library.Float64, "flag": library.Boolean, "moment": library.Datetime("us"),
        }  # fmt: skip
        made: polars.DataFrame = library.DataFrame(
            self.columns, schema={name: types[kind] for name, kind in self.types.items()}
        )
        return made

    def to_arrow(self) -> pyarrow.Table:
        """Return a PyArrow table; needs the extra ``korex[arrow]``."""
        library = _library("pyarrow", extra="arrow")
        types = {
            "text": library.string(), "texts": library.list_(library.string()), "integer": library.int64(),
            "number": library.float64(), "flag": library.bool_(), "moment": library.timestamp("us"),
        }  # fmt: skip
        schema = library.schema([(name, types[kind]) for name, kind in self.types.items()])
        return library.table(self.columns, schema=schema)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return the frame as an Arrow stream, made by PyArrow or Polars, whichever is there."""
        try:
            made: Any = self.to_arrow()
        except MissingExtraError as error:
            try:
                made = self.to_polars()
            except MissingExtraError:
                raise MissingExtraError("Arrow needs pyarrow or polars: pip install 'korex[arrow]'") from error
        return made.__arrow_c_stream__(requested_schema)


def frame_of(extraction: Extraction, kind: FrameKind) -> Frame:
    """Return the items of one kind of one extraction; `Extraction.to_frame`."""
    columns = columns_of(kind)
    return _frame(kind, columns, list(items_of(extraction, kind)))


def to_frame(extractions: Iterable[Extraction] | Mapping[Any, Extraction], kind: FrameKind) -> Frame:
    """Return the items of one kind of many extractions as one frame, each with the id of its document.

    The ids are the keys of a mapping, or else the places 0, 1, 2, … in the iterable.

    >>> import korex
    >>> texts = ["김도율 부시장이 왔다.", "한지우 시장이 갔다."]
    >>> frame = to_frame(korex.pipe(texts), "people")
    >>> frame.columns["document"], frame.columns["name"]
    ([0, 1], ['김도율', '한지우'])
    """
    if isinstance(extractions, Extraction):
        raise InputError("expected many extractions, got one; for one use its own to_frame()")
    columns = columns_of(kind)
    pairs = extractions.items() if isinstance(extractions, Mapping) else enumerate(extractions)
    ids: list[Any] = []
    items: list[Any] = []
    for document, extraction in pairs:
        if not isinstance(extraction, Extraction):
            raise InputError(f"extractions[{document!r}]: expected an Extraction, got {type(extraction).__name__}")
        found = items_of(extraction, kind)
        items += found
        ids += [document] * (len(items) - len(ids))
    numbered = all(type(document) is int for document in ids)
    names = ids if numbered else [text_of(str(document)) for document in ids]
    frame = _frame(kind, columns, items)
    return Frame(
        kind, {_DOCUMENT: names, **frame.columns}, {_DOCUMENT: "integer" if numbered else "text", **frame.types}
    )


def _frame(kind: FrameKind, columns: tuple[Column, ...], items: list[Any]) -> Frame:
    return Frame(
        kind,
        {column.name: [column.read(item) for item in items] for column in columns},
        {column.name: column.type for column in columns},
    )


def _library(name: str, *, extra: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtraError(f"this needs {name}: pip install 'korex[{extra}]'") from error
