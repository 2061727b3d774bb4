"""A Draft as plain data and back, exactly: what versions keep and what an export gives."""

from __future__ import annotations

from dataclasses import asdict, fields, is_dataclass
from functools import cache
from types import NoneType
from typing import Any, cast, get_args, get_origin, get_type_hints

from app.intake.draft import Draft

Plain = dict[str, Any]


def as_json(draft: Draft) -> Plain:
    """The fields that say something; what is empty or as by default is left out."""
    return cast(Plain, _slim(asdict(draft)))


def from_json(plain: Plain) -> Draft:
    """The draft that `as_json` gave this for. Raises TypeError where a field is of a newer form."""
    return cast(Draft, _built(Draft, plain))


def _slim(value: Any) -> Any:
    """Without empty values; of a list every item stays, for its place counts."""
    if isinstance(value, dict):
        return {name: slim for name, each in value.items() if (slim := _slim(each)) not in (None, "", [], {}, False)}
    if isinstance(value, list | tuple):
        return [_slim(each) for each in value]
    return value


def _built(wanted: Any, value: Any) -> Any:
    """The value in the type that the field is declared with."""
    arguments = [each for each in get_args(wanted) if each is not NoneType]
    if get_origin(wanted) is tuple:
        kinds = [arguments[0]] * len(value) if arguments[-1] is Ellipsis else arguments
        return tuple(_built(kind, each) for kind, each in zip(kinds, value, strict=True))
    if arguments and not is_dataclass(wanted):
        return None if value is None else _built(arguments[0], value)
    if is_dataclass(wanted):
        hints = _hints(cast(type, wanted))
        return cast(Any, wanted)(**{name: _built(hints[name], each) for name, each in value.items()})
    return wanted(value)


@cache
def _hints(wanted: type) -> dict[str, Any]:
    hints = get_type_hints(wanted)
    return {field.name: hints[field.name] for field in fields(wanted)}
