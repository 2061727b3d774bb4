"""The files under texts/: what the reference tables say in English only, in the other languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.reference.lines import Line


@dataclass(frozen=True, slots=True)
class Texts:
    """One such file: ``fields`` leads from the words of its column «field» to the column of file ``of``.

    ``owner`` is what the rows are called in the database; ``key`` is the column of ``of`` that the ids stand in.
    """

    name: str
    owner: str
    of: str
    fields: Mapping[str, str]
    key: str = "id"

    @property
    def file(self) -> str:
        """Where it lies under data/."""
        return f"texts/{self.name}"

    def values(self, line: Line) -> dict[str, Any]:
        """The row of the database; BrokenRow for a field that those rows do not have."""
        field = line.required("field")
        if field not in self.fields:
            raise line.broken("field", f"«{field}» is none of {', '.join(self.fields)}")
        return {"owner": self.owner, "row": line.required("id"), "field": field, "texts": line.translations()}


def _same(*columns: str) -> dict[str, str]:
    return {column: column for column in columns}


def _vocabulary(name: str, owner: str) -> Texts:
    return Texts(name, owner, f"vocab/{name}", {"explanation": "explanation_en"}, "code")


def left_over(files: Mapping[str, Sequence[Line]]) -> Iterator[str]:
    """A sentence for each text whose row is in its table no longer: it harms nothing and is shown nowhere."""
    for texts in TEXTS:
        known = {key for line in files[texts.of] for key in line.parts(texts.key)}
        for line in files[texts.file]:
            if line.text("id") not in known:
                yield str(line.broken("id", f"«{line.text('id')}» is in no row of {texts.of}"))


VOCABULARIES = {  # file under data/vocab → what the table of terms calls it
    "place_kinds": "place_kind",
    "fates": "fate",
    "measures": "measure",
    "bodies": "body",
    "rehabilitation": "rehabilitation",
    "episodes": "episode",
}
TEXTS = (
    *(_vocabulary(file, name) for file, name in VOCABULARIES.items()),
    Texts("places", "place", "atlas/places", _same("description", "peak_prisoners")),
    Texts("nations", "nation", "atlas/nations", _same("notes", "number")),
    Texts("memorials", "memorial", "atlas/memorials", _same("description")),
    Texts("timeline", "event", "atlas/timeline", _same("title", "description", "numbers")),
    Texts("archives", "archive", "atlas/archives", {"name": "name_en", **_same("holdings", "how_to_ask")}),
    Texts("archive_kinds", "archive_kind", "atlas/archives", {"kind": "covers_kinds"}, "covers_kinds"),
    Texts("present_places", "present_place", "vocab/renamed_places", {"name": "present_name_en"}, "present_name_en"),
)
