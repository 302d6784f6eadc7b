"""Writes src/korex/schema.json, the JSON Schema of a result, from the types in korex.schema.

python tests/make_schema.py
"""

import json
from pathlib import Path

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

import korex
from korex.schema import Extraction

SCHEMA_FILE = Path(korex.__file__).parent / "schema.json"


class _WithoutTitles(GenerateJsonSchema):
    """A title for each field would only repeat its name."""

    def field_title_should_be_set(self, schema):
        return False

    def field_is_required(self, field, total):
        """Every key is written, also where the type has a default."""
        return True


def make_schema() -> str:
    """Return the schema as the text of its file."""
    schema = TypeAdapter(Extraction).json_schema(mode="serialization", schema_generator=_WithoutTitles)
    schema = {"$schema": GenerateJsonSchema.schema_dialect, "$id": "urn:korex:extraction:1", **schema}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(make_schema(), encoding="utf-8")
