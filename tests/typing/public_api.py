"""How a caller's own program uses korex; `mypy --strict` and pyright must accept it. It is checked, not run."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from spacy.language import Language

import korex
from korex import Directive, Extraction, Frame, Mention, Person, Redaction, UserRules, UserWords

x: Extraction = korex.extract("윤가람 시장은 점검을 지시했다.", reference_date=date(2025, 7, 22))
y: Extraction = korex.extract("", reference_date=datetime(2025, 7, 22, 9))
z: Extraction = korex.extract("", reference_date="2025-07-22")
results: Iterator[Extraction] = korex.pipe(iter(["글"]), reference_date=None, n_process=2, batch_size=8)
nlp: Language = korex.load()
same: Extraction = Extraction.from_doc(nlp("글"))
again: Extraction = Extraction.from_json(x.to_json())
person: Person = Person.from_dict(x.people[0].to_dict())
titles: tuple[str, ...] = x.people[0].titles
directive: Directive = x.directives[0]
content: Mention | None = directive.content
words: str = directive.content.text if directive.content else ""
value: int | float = x.quantities[0].value
interval: tuple[str, str] | None = x.dates[0].interval

timeml: str = x.to_timex3()
asked: tuple[Directive, ...] = x.directives_by("윤가람")
sentences: list[str] = [sentence.text for sentence in x.on(date(2025, 7, 22)).sentences]

frame: Frame = x.to_frame("people")
frames: Frame = korex.to_frame({"a": x, 2: y}, "directives")
more: Frame = korex.to_frame(korex.pipe(["글"]), kind="dates")
columns: dict[str, list[Any]] = frame.columns
rows: list[dict[str, Any]] = list(frame.rows())
stream: object = frame.__arrow_c_stream__()
height: int = frame.to_polars().height
frame.to_pandas()
frame.to_arrow()
tagged: list[list[tuple[str, str]]] = korex.to_bio(x, unit="character")
conll: str = korex.to_conll(x)

own: UserWords = korex.UserWords({"한빛솔루션": "ORG"})
own.add("별마루", "LOC")
rules: UserRules = korex.UserRules({"rule": []})
mine: Language = korex.load(words=own, rules=[rules], tagger=False, date_preference="past")
by_mine: Extraction = korex.extract("글", nlp=mine)

why: str = str(x.explain(x.entities[0]))
also: str | None = x.explain((0, 3), nlp=mine).label
reasons: list[str] = [answer.text for answer in x.summary().why]
calendar: str = x.to_ics(dates=True)
hidden: Redaction = korex.redact("글", labels=["PERSON"], reversible=True)
shown: str = hidden.restore(hidden.text)

try:
    korex.extract("")
except korex.InputError as error:
    message: str = str(error)
except (korex.MissingExtraError, korex.ResultError, korex.RuleError, korex.UserWordsError) as other:
    base: korex.KorexError = other

# What a caller gets wrong is an error of the checker too.
korex.extract(3)  # type: ignore[arg-type]
korex.extracts("")  # type: ignore[attr-defined]
x.to_frame("persons")  # type: ignore[arg-type]
korex.to_bio(x, unit="token")  # type: ignore[arg-type]
x.people[0].name = "다른 이름"  # type: ignore[misc]
x.people[0].nickname  # type: ignore[attr-defined]  # noqa: B018
if directive.kind == "PLEA":  # type: ignore[comparison-overlap]
    pass
