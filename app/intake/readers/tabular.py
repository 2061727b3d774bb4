"""Turn a row of the CSV columns of the contract into a Draft."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from app.intake.columns import Column
from app.intake.draft import (
    Coded,
    Draft,
    DraftName,
    DraftRehabilitation,
    DraftSource,
    NameKind,
    Relative,
)
from app.intake.faults import Faults
from app.intake.kin import read_kin
from app.intake.nations import nation_of
from app.intake.readers.cells import Cells, parts, unless_unknown
from app.intake.readers.tabular_episodes import read_episodes
from app.intake.vocabulary import code_of, found, main_code
from app.tables import rows

Said = Mapping[str, str]  # what concerns the person, by field
NOBODY_CLEARED = DraftRehabilitation()
_LANGUAGE = re.compile(r"\s*([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\s*:\s*(.+)", re.DOTALL)


def read_cells(columns: Sequence[Column], cells: Sequence[str]) -> tuple[dict[tuple[str, int], str], dict[str, str]]:
    """The cells that say something, known ones by field and episode, and the others by their heading."""
    known: dict[tuple[str, int], str] = {}
    extra: dict[str, str] = {}
    for at, (column, cell) in enumerate(zip(columns, cells, strict=False), start=1):
        if not cell or not (value := cell.strip()):
            continue
        if column.field:
            known[column.field, column.episode] = value
        else:
            extra[column.heading or f"column {at}"] = value
    for at in range(len(columns), len(cells)):
        if value := cells[at].strip():
            extra[f"column {at + 1}"] = value
    return known, extra


def read_row(cells: Cells, extra: Mapping[str, str], faults: Faults) -> Draft:
    """The Draft of a row; what cannot be read keeps its wording and is noted among the faults."""
    said = {field: cell for (field, episode), cell in cells.items() if not episode}

    def cell(field: str) -> str:
        return said.get(field, "")

    return Draft(
        names=_names(said),
        sex=_sex(cell("sex"), faults),
        nation=_nation(cell("nation"), bool(cell("nation_inferred")), faults),
        citizenship=cell("citizenship"),
        birth_date=faults.date("birth_date", cell("birth_date")),
        birth_place=cell("birth_place"),
        residence=cell("residence"),
        occupation=cell("occupation"),
        education=cell("education"),
        party=cell("party"),
        episodes=read_episodes(cells, faults),
        fate=_fate(cell("fate"), cell("fate_wording"), faults),
        death_date=faults.date("death_date", cell("death_date")),
        death_place=cell("death_place"),
        burial_place=cell("burial_place"),
        rehabilitation=_rehabilitation(said, faults),
        relatives=_relatives(cell("relatives")),
        notes=cell("notes"),
        source=_source(said),
        source_ref=cell("source_ref"),
        confidence=cell("confidence"),
        wording=cell("text"),
        extra=tuple(extra.items()),
    )


def _source(said: Said) -> DraftSource:
    """Where the row says it stands; several addresses are split at «|» or blanks, titles only at «|»."""
    urls = parts(said.get("source_url", ""))
    return DraftSource(
        repository=said.get("repository", ""),
        fonds=said.get("fonds", ""),
        inventory=said.get("inventory", ""),
        file=said.get("file", ""),
        folio=said.get("folio", ""),
        citation=said.get("citation", ""),
        urls=tuple(url for part in urls for url in _addresses(part)),
        licence=said.get("licence", ""),
    )


def _names(said: Said) -> tuple[DraftName, ...]:
    main = DraftName(
        written=said.get("name", ""),
        surname=said.get("surname", ""),
        given_name=said.get("given_name", ""),
        patronymic=said.get("patronymic", ""),
        maiden_name=said.get("maiden_name", ""),
    )
    return tuple(filter(None, (main, *variants_of(said.get("name_variants", "")))))


def variants_of(cell: str) -> tuple[DraftName, ...]:
    """«kk:Ахмет Байтұрсынұлы|A. Baitursynov»: each may carry its language."""
    names = []
    for variant in parts(cell):
        tagged = _LANGUAGE.fullmatch(variant)
        names.append(
            DraftName(tagged[2].strip(), NameKind.VARIANT, tagged[1])
            if tagged
            else DraftName(variant, NameKind.VARIANT)
        )
    return tuple(names)


def _rehabilitation(said: Said, faults: Faults) -> DraftRehabilitation:
    wordings = {field: said.get(f"rehabilitation_{field}", "") for field in ("date", "body", "ground")}
    if not any(wordings.values()):
        return NOBODY_CLEARED
    hits = found("rehabilitation", wordings["ground"]) if wordings["ground"] else ()
    status = next((hit.code for hit in hits if not hit.code.startswith("ground_")), "")
    ground = (code_of("rehabilitation", wordings["ground"]) if wordings["ground"] else "") or next(
        (hit.code for hit in hits if hit.code.startswith("ground_")), ""
    )
    return DraftRehabilitation(
        status=Coded(status or "rehabilitated", "", inferred=not status),
        date=faults.date("rehabilitation_date", wordings["date"]),
        body=wordings["body"],
        ground=Coded(ground, wordings["ground"]),
    )


def _fate(value: str, wording: str, faults: Faults) -> Coded:
    """The fate by its column; words of their own column stand beside the code where the row brings them."""
    if wording and not value:
        return _coded("fates", "fate_wording", wording, faults)
    read = _coded("fates", "fate", value, faults)
    return replace(read, wording=wording if read.code else f"{value}; {wording}") if wording else read


def _coded(vocabulary: str, column: str, wording: str, faults: Faults) -> Coded:
    code = code_of(vocabulary, wording) or main_code(vocabulary, wording) if wording else ""
    return unless_unknown(column, Coded(code, wording), faults)


def _nation(wording: str, inferred: bool, faults: Faults) -> Coded:
    known = nation_of(wording) if wording else None
    if known and inferred:
        return Coded(known.nation, "", inferred=True)
    return unless_unknown("nation", Coded(known.nation if known else "", wording), faults)


def _sex(wording: str, faults: Faults) -> str:
    code = _sexes().get(wording.casefold().strip(" ."), "")
    return unless_unknown("sex", Coded(code, wording), faults).code


@lru_cache(maxsize=1)
def _sexes() -> dict[str, str]:
    return {row["form"]: row["code"] for row in rows("vocab/sexes")}


def _relatives(cell: str) -> tuple[Relative, ...]:
    """«wife:Шолпан|сын:Иван»; one without a relation is kept with ''."""
    told = (read_kin(each) for each in parts(cell))
    return tuple(Relative(_relation(relation), name, record_id) for relation, name, record_id in told if name)


def _relation(word: str) -> str:
    return _relations().get(word.casefold().replace("ё", "е"), word)


@lru_cache(maxsize=1)
def _relations() -> dict[str, str]:
    """The first row of a form counts."""
    return {row["form"]: row["relation"] for row in reversed(rows("vocab/relation_words"))}


def _addresses(part: str) -> list[str]:
    """Several addresses with blanks between them, or one that may be the title of an article."""
    words = part.split()
    return words if all(word.startswith(("http://", "https://")) for word in words) else [part]
