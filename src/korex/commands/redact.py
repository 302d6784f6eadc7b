"""`korex redact`: a text without names and numbers, and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
    own_pipeline,
    reference_of,
    told_errors,
)
from korex.errors import InputError
from korex.streams import StandardOutput

if TYPE_CHECKING:
    from spacy.language import Language

    from korex.documents import Document


EXAMPLES = """\b
보기:
  korex redact 민원.txt
  korex redact 민원.txt --labels PERSON,PHONE,ORG --template "<{label}_{number}>"
  korex redact 민원.txt --mapping 이름표.json -o 가린글.txt
  korex redact 답변.txt --restore 이름표.json
"""


def redact(
    paths: PathsArgument = None,
    labels: Annotated[
        str,
        typer.Option(
            metavar="LABELS",
            help="What to take out, with commas between: labels of entities, EMAIL, PHONE, URL, ADDRESS, ID (resident, "
            "card, account, passport … numbers).",
        ),
    ] = "PERSON,EMAIL,PHONE,ID,ADDRESS",
    template: Annotated[
        str, typer.Option(help="What to put there: {name} in Korean, {label}, {number}, {first} character.")
    ] = "[{name}{number}]",
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", metavar="FILE", help="Write what each placeholder stands for to FILE, as JSON."),
    ] = None,
    restore: Annotated[
        Path | None,
        typer.Option("--restore", metavar="FILE", help="Put the names back instead, by the FILE of --mapping."),
    ] = None,
    layout: Annotated[
        Layout | None,
        typer.Option("--format", help="Default: text for one text; otherwise jsonl.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, not standard output.")
    ] = None,
    reference_date: DateOption = None,
    input_kind: InputOption = Input.auto,
    words: WordsOption = None,
    rules: RulesOption = None,
) -> None:
    """Replace names, contacts and numbers by placeholders: the same person gets the same one, particles are fitted.

    Exit status: 0 when all texts came out, 1 when one could not be read, 2 for a wrong call.
    """
    from korex.documents import holds_records
    from korex.items import dump_json

    reference = reference_of(reference_date)
    known = _read_mapping(restore) if restore else {}
    nlp = own_pipeline(words, rules)
    _check(labels.split(","), template, nlp)
    documents = Readable(paths, input_kind)
    one = len(documents.paths) == 1 and not holds_records(documents.paths[0], input_kind.value)
    layout = layout or (Layout.text if one else Layout.jsonl)
    made: dict[str, dict[str, str]] = {}

    def changed(document: Document) -> str:
        from korex.redaction import redact as take_out
        from korex.redaction import restore as put_back

        if restore is not None:
            return put_back(document.text, known if one else known.get(str(document.id), {}))
        own = document.reference_date
        result = take_out(
            document.text,
            labels.split(","),
            template=template,
            reversible=mapping is not None,
            reference_date=reference if own is None else own,
            nlp=nlp,
        )
        made[str(document.id)] = dict(result.mapping)
        return result.text

    pieces: list[str] = []
    out = StandardOutput()
    with told_errors():
        for document in documents:
            try:
                text = changed(document)
            except Exception as error:
                documents.fail(document.where, error)
                continue
            line = dump_json({"id": document.id, "text": text}) + "\n"
            pieces.append(text if layout is Layout.text else line)
            if output is None:
                out.write(pieces.pop())
        if output is not None:
            _write(output, "".join(pieces), "--output")
        if mapping is not None:
            content: Any = next(iter(made.values()), {}) if one else made
            _write(mapping, dump_json(content, indent=2) + "\n", "--mapping")
    if documents.failed:
        raise typer.Exit(1)


def _check(labels: list[str], template: str, nlp: Language | None) -> None:
    from korex.pipeline import own_labels
    from korex.redaction import check_labels, check_template

    option = "--labels"
    try:
        check_labels(labels, own_labels(nlp) if nlp else ())
        option = "--template"
        check_template(template)
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint=option) from error


def _read_mapping(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise typer.BadParameter(f"{path}: {error}", param_hint="--restore") from error
    if not isinstance(content, dict):
        raise typer.BadParameter(f"{path}: expected the JSON object that --mapping wrote", param_hint="--restore")
    return content


def _write(path: Path, content: str, option: str) -> None:
    try:
        path.write_text(content, encoding="utf-8", errors="replace")
    except OSError as error:
        raise typer.BadParameter(f"cannot write {path}: {error.strerror}", param_hint=option) from error
