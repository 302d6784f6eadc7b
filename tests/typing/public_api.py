"""How a caller's own program uses korex; `mypy --strict` must accept it. It is checked, not run."""

from collections.abc import Iterator
from datetime import date, datetime

from spacy.language import Language

import korex
from korex import Directive, Extraction, Mention, Person

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

try:
    korex.extract("")
except korex.InputError as error:
    message: str = str(error)

# What a caller gets wrong is an error of the checker too.
korex.extract(3)  # type: ignore[arg-type]
x.people[0].name = "다른 이름"  # type: ignore[misc]
x.people[0].nickname  # type: ignore[attr-defined]  # noqa: B018
if directive.kind == "PLEA":  # type: ignore[comparison-overlap]
    pass
