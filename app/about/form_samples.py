"""Made-up values for the components of the form of submissions."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace as Shown
from typing import Any

from app.messages import N_
from indexer.names.parse import parse

READ = Shown(words="um 1905", aside="1905~")
TITLES = (N_("Who"), N_("When and where"), N_("What happened"))


def form_samples() -> dict[str, Any]:
    """By component, what it is shown with."""
    return {
        "read": READ,
        "name_read": Shown(name=parse("Образцова Анна Ивановна"), fathers=("Иван",), sex="f", by_hand=False),
        "entries": tuple(_entries()),
        "kin_entry": _entry(
            "relatives", N_("Relatives"), several=True, kin=(Shown(relation="wife", name="Анна", record_id=1),)
        ),
        "stops": tuple(
            Shown(code=f"sample-{at}", title=title, filled=at == 0, current=at == 1) for at, title in enumerate(TITLES)
        ),
        "told": ((Shown(label="Geburt", before="1904", pieces=(("около 1905", READ), ("Примерово", None))),),),
        "moments": (_moment(),),
    }


def _entries() -> list[Shown]:
    return [
        _entry(
            "sample-date", N_("Date of death"), "date", values=("31.02.1937",), faults=("31.02.1937?",), saved="1937"
        ),
        _entry("sample-words", N_("Notes"), "text", values=("<Образец>",), hint=N_("Not shown to the public.")),
        _entry("sample-kind", N_("Sex"), "choice", values=("f",), choices=(("", "—"), ("f", "Muster"))),
        _entry("sample-lines", N_("Surname"), several=True, values=("Образцова", "Obraszowa", "")),
        _entry("sample-folio", N_("Folio"), column="folio", values=("12",), verso=True),
    ]


def _entry(name: str, label: str, kind: str = "line", **more: Any) -> Shown:
    values = more.pop("values", ("",))
    asked = {"hint": more.pop("hint", ""), "several": more.pop("several", False), "column": more.pop("column", name)}
    field = Shown(label=label, kind=Shown(value=kind), **asked)
    given = {"faults": (), "choices": (), "kin": (), "verso": False, "saved": None} | more
    return Shown(field=field, name=name, values=values, value=values[0], reads=(READ,) * len(values), **given)


def _moment() -> Shown:
    step = Shown(at=datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None), words="Откуда известен год?")
    return Shown(
        step=step,
        title="Beispiel",
        own=False,
        reason="Muster",
        edits=(("Geburt", "1904", "около 1905"), ("Ort", "", "")),
    )
